"""The tables of a new council's workbook: its name, committee, year and period, and rows to type in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from performance_index.period import FinancialYear, Month
from performance_index.workbook import layout
from performance_index.workbook.content import content, table_cells
from performance_index.workbook.given_rows import Taken
from performance_index.workbook.tables import TableCells

BLANK = Path(__file__).parent / "blank"
EMPTY_ROWS = 12
"""Rows to type in, with their formulas and lists, where there are no indicators yet."""
_WORDS = ("Service commentary", "Data caveat", "Override reason")
_SAYS_LITTLE = frozenset({"and", "of", "the", "for", "committee", "panel", "board", "overview", "scrutiny", "select"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whose index it is, and its period; a blank name is left for a person to enter."""

    council: str = ""
    committee: str = ""
    period: Month


def new_tables(names: Names) -> dict[str, TableCells]:
    """The tables of a workbook without indicators, with empty rows to type in."""
    tables = content(BLANK)
    given = {
        layout.COMMITTEE: names.committee or None,
        layout.PERIOD_END: names.period.end,
        layout.INDEX_TITLE: title_of(names),
        layout.FIGURES_FOR: names.period.year.label,
        layout.WORDS_FOR: names.period.end,  # there are none yet that could be of another period
    }
    tables[layout.REPORT_DETAILS.name] = _filled(tables[layout.REPORT_DETAILS.name], given)
    options = {**layout.NEW_OPTIONS, layout.INDEX_CODE: code_of(names.committee) or None}
    options[layout.TARGETS_FOR] = names.period.year.label
    tables[layout.OPTIONS.name] = _filled(tables[layout.OPTIONS.name], options)
    tables[layout.INDICATORS.name] = table_cells(layout.INDICATORS, [{} for _ in range(EMPTY_ROWS)])
    return tables


def tables_with(names: Names, given: Taken) -> dict[str, TableCells]:
    """The tables of a workbook with indicators that were taken over.

    Whether their words are of this period a person must say: 'Words are for' is blank where there are any.
    """
    tables = new_tables(names)
    tables[layout.INDICATORS.name] = table_cells(layout.INDICATORS, given.indicators)
    tables[layout.PROFILES.name] = table_cells(layout.PROFILES, given.profiles)
    if any(record.get(heading) for record in given.indicators for heading in _WORDS):
        unsaid = {layout.WORDS_FOR: None}
        tables[layout.REPORT_DETAILS.name] = _filled(tables[layout.REPORT_DETAILS.name], unsaid)
    return tables


def title_of(names: Names) -> str:
    """'Testshire Council Housing Panel Performance Index'."""
    return " ".join(filter(None, (names.council, names.committee, "Performance Index")))


def code_of(committee: str) -> str:
    """A code for the index from the committee's name, '' without one: 'Housing', 'ChildrenYoungPeople'."""
    words = re.findall(r"\w+", re.sub(r"['’]\w*", "", committee))
    telling = [word for word in words if word.casefold() not in _SAYS_LITTLE]
    return "".join(word[:1].upper() + word[1:] for word in telling or words)


def last_month(year: FinancialYear, now: Month) -> Month:
    """The last month of a year that has ended in the month `now`; the year's first where none has."""
    ended = min(max(now.number - 1, year.month("Apr").number), year.month("Mar").number)
    return Month.numbered(ended)


def _filled(table: TableCells, given: Mapping[str, object]) -> TableCells:
    """A table of words and values with some of the values given."""
    return replace(table, rows=tuple((word, given.get(str(word), value), *rest) for word, value, *rest in table.rows))
