"""The workbook's tables to the domain: an index, the report's details, and what is wrong with the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from performance_index.amendments import Amendment, Reason, amendments
from performance_index.cells import CellProblem
from performance_index.check import check, errors_of
from performance_index.finding import Finding, NotReadable, Severity
from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator, TargetIs
from performance_index.rating import Override
from performance_index.repeated import gathered
from performance_index.report import ReportDetails, Section
from performance_index.since import nothing_recorded
from performance_index.targets_confirmed import unconfirmed
from performance_index.workbook import layout, rows
from performance_index.workbook.copies import copies_beside
from performance_index.workbook.details import Details, Pairs, Settings, error, read_settings, read_texts
from performance_index.workbook.example_left import example_left
from performance_index.workbook.meanings import RULE_WORDS
from performance_index.workbook.overlooked import merges_read, overlooked
from performance_index.workbook.profiles import read_profiles, strangers
from performance_index.workbook.reasons import read_reasons
from performance_index.workbook.recorded import read_history
from performance_index.workbook.saved import unsaved
from performance_index.workbook.strays import strays
from performance_index.workbook.tables import TableCells, read_tables

Tables = Mapping[str, TableCells]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlaces:
    """The addresses of everything that was read, for findings."""

    indicators: TableCells
    details: TableCells
    rules: TableCells
    rows: tuple[int, ...] = ()
    detail_rows: Mapping[str, int] = field(default_factory=dict)
    rule_rows: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[tuple[Section, int], str] = field(default_factory=dict)
    amendments: TableCells | None = None
    reason_rows: tuple[int, ...] = ()

    def indicator(self, position: int, heading: str) -> str:
        """'Index!G14'."""
        return self.indicators.place(self.rows[position], heading)

    def detail(self, name: str) -> str:
        """'Report!B5', or the table's heading where the row is missing."""
        return self.details.place(self.detail_rows.get(name, -1), "Value")

    def rule(self, word: str) -> str:
        """'Settings!B7', or the table's heading where the row is missing."""
        return self.rules.place(self.rule_rows.get(word, -1), "Value")

    def amendment(self, reason: int | None) -> str:
        """'Amendments!F5'; the heading for None; '' where there is no such table."""
        if self.amendments is None:
            return ""
        return self.amendments.place(-1 if reason is None else self.reason_rows[reason], "Reason")

    def text(self, section: Section, paragraph: int) -> str:
        """'Report!B21'."""
        return self.texts[section, paragraph]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read. `index` is None where the period end is missing, without which nothing can be rated.

    `unreadable` are the cells that do not hold what they should, `unsure` the positions of the indicators whose rating
    they leave in doubt (all of them, where it is a cell of the rule, or a column that is gone); `in_sheet` maps the
    position of each other indicator to the rating its row showed when the workbook was saved. `in_doubt`, made once,
    are the positions of the indicators that are shown no colour: unsure, or with an error of their own. `history`: what
    was recorded as published, `reasons` what people gave for changes since.
    """

    index: PerformanceIndex | None
    details: ReportDetails
    settings: Settings
    places: CellPlaces
    unreadable: tuple[Finding, ...]
    in_sheet: Mapping[int, str]
    unsure: frozenset[int] = frozenset()
    history: History = NO_HISTORY
    reasons: tuple[Reason, ...] = ()
    in_doubt: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find once who is in doubt."""
        rated = () if self.index is None else self.index.rated
        with_errors = {position for position, one in enumerate(rated) if errors_of(one)}
        object.__setattr__(self, "in_doubt", self.unsure | with_errors)

    def amendments(self) -> tuple[Amendment, ...]:
        """What the report amends, worked out once; nothing where nothing can be rated."""
        return self._amendments

    @cached_property
    def _amendments(self) -> tuple[Amendment, ...]:
        return () if self.index is None else amendments(self.index, self.details, self.history, self.reasons)

    def findings(self) -> list[Finding]:
        """All findings, errors first: cells that cannot be read, then what `check()` says of the index. Many are one.

        Of an indicator that cannot be read for sure, nothing more is said: it would only follow from that.
        """
        found = list(self.unreadable)
        if self.index is not None:
            said = {finding.place for finding in found}
            shown = {position: rating for position, rating in self.in_sheet.items() if position not in self.in_doubt}
            checked = check(
                self.index,
                self.details,
                self.places,
                shown,
                self.unsure,
                history=self.history,
                amended=self.amendments(),
                reasons=self.reasons,
            )
            found += [finding for finding in checked if finding.place not in said]
            places = self.settings.places
            found += nothing_recorded(self.index, self.details, self.history, places.get(layout.SINCE, ""))
            found += unconfirmed(self.index, self.settings.targets_for, places.get(layout.TARGETS_FOR, ""))
        return gathered(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def read_book(path: Path) -> Reading:
    """Read a saved workbook; NotReadable where it is not one, or lacks a table that a report needs."""
    reading = read_whole(read_tables(path), str(path))
    return replace(reading, unreadable=(*unsaved(path), *copies_beside(path), *reading.unreadable))


def read_whole(tables: Tables, book: str) -> Reading:
    """Read the tables of a workbook, by its name; NotReadable where one is missing that a report needs."""
    missing = [table for table in layout.NEEDED if table.name not in tables]
    if missing:
        names = ", ".join(f"{table.name} (sheet {table.sheet})" for table in missing)
        raise NotReadable(
            f"{book} is not a performance index: it has no table {names}; start from PerformanceIndex.xlsm"
        )
    return read_index(tables)


def read_index(tables: Tables) -> Reading:
    """Turn the tables into the domain's objects; every cell that cannot be read becomes a finding."""
    tables = {name: replace(table, headings=layout.spelled(name, table.headings)) for name, table in tables.items()}
    findings = list(_missing_columns(tables))
    is_whole = not findings
    findings += [*overlooked(tables), *strays(tables), *example_left(tables)]
    details = Details(tables[layout.REPORT_DETAILS.name], findings)
    rule_row = Pairs(tables[layout.RATING_RULE.name], "Rule", RULE_WORDS, findings)
    rule = rows.rating_rule(rule_row.row)
    is_sure = is_whole and not rule_row.row.problems and not any(_merged_for_all(tables))
    rule_row.report()
    settings = read_settings(tables, findings)
    texts, text_places = read_texts(tables[layout.REPORT_TEXT.name], findings)
    period, title = details.period(), details.text(layout.INDEX_TITLE)
    report_details = details.report_details(settings, texts)
    history = read_history(tables.get(layout.PUBLISHED_FIGURES.name), findings)
    reasons, reason_rows = read_reasons(tables.get(layout.AMENDMENTS.name), findings)
    indicators = _Indicators(tables, findings)
    index = None
    if period is not None:
        index = PerformanceIndex(
            title=title,
            period=period,
            rule=rule,
            indicators=tuple(indicators.found),
            overrides=indicators.overrides,
        )
    return Reading(
        index=index,
        details=report_details,
        settings=settings,
        places=CellPlaces(
            indicators=indicators.table,
            details=details.table,
            rules=rule_row.table,
            rows=tuple(indicators.rows),
            detail_rows=details.rows,
            rule_rows=rule_row.lines,
            texts=text_places,
            amendments=tables.get(layout.AMENDMENTS.name),
            reason_rows=reason_rows,
        ),
        unreadable=tuple(findings),
        in_sheet=indicators.in_sheet,
        history=history,
        reasons=reasons,
        unsure=frozenset(indicators.unsure if is_sure else range(len(indicators.found))),
    )


def _missing_columns(tables: Tables) -> Iterator[Finding]:
    for table in (tables[name] for name in layout.REQUIRED if name in tables):
        for heading in layout.REQUIRED[table.name]:
            if heading not in table.headings:
                problem = CellProblem(f"the table has no column '{heading}'", "put the column back under that name")
                yield error(table.place(-1, heading), problem)


def _merged_for_all(tables: Tables) -> Iterator[object]:
    """Merged cells that leave every rating in doubt: in the rule, or in profiles, whose rows then lack numbers."""
    for name in (layout.RATING_RULE.name, layout.PROFILES.name):
        yield from merges_read(tables[name]) if name in tables else ()


class _Indicators:
    """The Indicators table, with the profiles of those that have their own."""

    def __init__(self, tables: Tables, findings: list[Finding]) -> None:
        self.table = tables[layout.INDICATORS.name]
        self.found: list[Indicator] = []
        self.rows: list[int] = []
        self.overrides: dict[str, Override] = {}
        self.in_sheet: dict[int, str] = {}
        self.unsure: list[int] = []
        self._merged = [merge.rows for merge, _ in merges_read(self.table)]
        profiles, self._doubtful = read_profiles(tables.get(layout.PROFILES.name), findings)
        for number, record in enumerate(self.table.records()):
            if "No" in record:
                findings += self._read(number, record, profiles)
        if self.found:
            if layout.PROFILES.name not in tables:
                findings += self._without_profiles()
            findings += strangers(tables.get(layout.PROFILES.name), {one.number.casefold() for one in self.found})
        elif not any(finding.severity is Severity.ERROR for finding in findings):
            problem = CellProblem("there are no indicators", "enter each in a row of its own")
            findings.append(error(self.table.place(0, "No"), problem))

    def _without_profiles(self) -> Iterator[Finding]:
        """An error for each indicator whose targets were in the Profile table, which is gone."""
        for position, indicator in enumerate(self.found):
            if indicator.target_is is TargetIs.YEAR_PROFILE:
                problem = CellProblem(
                    f"there is no table {layout.PROFILES.name} with its targets", "put the table back"
                )
                yield error(self.table.place(self.rows[position], "Target is"), problem, number=indicator.number)

    def _read(self, number: int, record: Mapping[str, object], profiles: rows.Profile) -> Iterator[Finding]:
        row = rows.Row(record)
        filled = [c.name for c in layout.INDICATORS.columns if not c.function and record.get(c.name) not in {None, ""}]
        if not filled:
            return
        key = row.key("No")
        if key:
            position = len(self.found)
            self.found.append(rows.indicator(row, key, profiles))
            self.rows.append(number)
            override = rows.override(row)
            if override is not None:
                self.overrides[key] = override
            is_merged = any(number in rows_ for rows_ in self._merged)
            if row.problems or is_merged or key.casefold() in self._doubtful:
                self.unsure.append(position)
            elif "Rating" in record:
                shown = record["Rating"]
                self.in_sheet[position] = shown if isinstance(shown, str) else ""
        elif not row.problems:
            problem = CellProblem("the indicator has no number", "give it a number of its own")
            row.problems.append(("No", problem))
        for heading, problem in row.problems:
            if heading in record:  # a column that is gone has been told of
                yield error(self.table.place(number, heading), problem, number=key)
