"""What a report says otherwise than the data that it was made from, as its own state tells: ratings, numbers, rows.

Nearly all are warnings, since the clerk may have been told to. A sentence that says there is nothing, beside a table
that lists something, is an error: one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.controls import Control, controls_beside_rows
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, rows_of, table_of
from performance_index.word.document.notes import is_same_rating
from performance_index.word.document.story import Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line, text, w, words
from performance_index.word.fill import CAPTIONS, COLUMNS, SENTENCES, TABLES
from performance_index.word.rows import row_tag
from performance_index.word.state import State, TableState, read_state

_NOTHING = {
    "exceptions": re.compile(
        r"""there\s(?:are|were)\sno\sexceptions(?=\s*(?:[.:;,]|$)|\s+(?:to\sreport|this|for\sthis|in\sthis)\b)
        |(?:no\sindicators?|none\sof\sthe\sindicators(?:\sthat\s(?:is|are)\srated)?)\s(?:is|are|was|were)
        (?:\scurrently)?(?:\srated|\smarked)?(?:\sas)?\s(?:amber\sor\sred|red\sor\samber)\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "caveats": re.compile(r"there are no data caveats(?=\s*(?:[.:;]|$))", re.IGNORECASE),
}
"""Sentences that say so of the whole report; of one service they may be true."""
_EXACT = ("no", "rating", "actual", "target")
"""The columns of figures; of the others the words are the clerk's."""
_GENERATED = ("year", "period_end", *(f"{table}.{one}" for table in SENTENCES for one in SENTENCES[table]))
_COUNTED = "section.not_rated"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BACK = "change it back, unless somebody decided so"

Found = Iterator[tuple[Element, Finding]]


def contradictions(
    document: Document, stories: Sequence[Story], formatting: Formatting, places: Whereabouts
) -> list[tuple[Element, Finding]]:
    """Give each, with its element; only what needs no state where the document has none."""
    state, body, controls = read_state(document), stories[0].root, controls_beside_rows(document)
    known = {} if state is None else state.tables
    tables = {tag: one for tag in COLUMNS for one in _find(body, controls.get(tag, ()), tag, known.get(tag))}
    found = list(_empty_claims(body, tables, formatting, places))
    if state is not None:
        found += _values(controls, state, places)
        for tag, was in known.items():
            found += _table(tag, was, tables[tag], places) if tag in tables else _gone(tag, was, body)
    return found


def _find(body: Element, controls: Sequence[Control], tag: str, was: TableState | None) -> list[Element]:
    """Give the table of this tag: in its control, else under its headings or its caption; none where it is gone."""
    held = [one for control in controls for one in control.content.iter(w("tbl"))]
    return (held or [one for one in shown(body, w("tbl")) if _is_ours(one, tag, was)])[:1]


def _is_ours(table: Element, tag: str, was: TableState | None) -> bool:
    caption = table.find(f"{w('tblPr')}/{w('tblCaption')}")
    is_named = caption is not None and caption.get(w("val"), "").strip() == CAPTIONS[tag]
    return is_named or (was is not None and bool(was.headings) and _headings(table) == _lines(was.headings))


def _headings(table: Element) -> list[str]:
    return _lines(text(cell) for row in rows_of(table)[:1] for cell in cells_of(row))


def _lines(said: Sequence[str] | Iterator[str]) -> list[str]:
    return [on_one_line(one) for one in said]


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)


def _empty_claims(body: Element, tables: Mapping[str, Element], formatting: Formatting, places: Whereabouts) -> Found:
    """A sentence that nothing is to be listed, where a table lists something."""
    parts = _parts(body, formatting)
    for tag, table in tables.items():
        rows, nothing = len(rows_of(table)) - 1, _NOTHING.get(tag)
        if rows < 1 or nothing is None:
            continue
        for element, part in parts.items():
            is_line = element.tag == w("p") and table_of(element) is None
            if is_line and nothing.match(words(element).strip()):
                yield (
                    element,
                    Finding(
                        severity=Severity.ERROR if part == parts[table] else Severity.WARNING,
                        place=places.of(element),
                        what=f"{quoted(words(element))} stands in a report whose table of {TABLES[tag]} has "
                        f"{rows} {'row' if rows == 1 else 'rows'}",
                        cure="say what the table says, or take its rows out if the sentence is right",
                    ),
                )


def _parts(body: Element, formatting: Formatting) -> dict[Element, int]:
    """Give the number of the heading that each paragraph and table stands under."""
    found: dict[Element, int] = {}
    part = 0
    for element in shown(body, w("p"), w("tbl")):
        part += bool(element.tag == w("p") and table_of(element) is None and formatting.level(element))
        found[element] = part
    return found


def _values(controls: Mapping[str, Sequence[Control]], state: State, places: Whereabouts) -> Found:
    """Years, the end of the period, the sentences that introduce a table, the count of what is not rated."""
    for tag in _GENERATED:
        for control in controls.get(tag, ()) if tag in state.texts else ():
            was, said = on_one_line(control.shown(state.dates.get(tag, state.texts[tag]))), on_one_line(control.text)
            if said not in {"", was}:
                what = f"it says {quoted(said)}, and the data said {quoted(was)}"
                yield control.element, _warning(places.of(control.element), what, _BACK)
    counted = _NUMBER.findall(state.texts.get(_COUNTED, "").partition("\n")[0])
    for control in controls.get(_COUNTED, ()):
        if not set(counted) <= set(_NUMBER.findall(control.text)):
            what = f"it says {quoted(control.text)}, and the numbers in the data were {', '.join(counted)}"
            yield control.element, _warning(places.of(control.element), what, _BACK)


def _gone(tag: str, was: TableState, body: Element) -> Found:
    if was.rows:
        what = f"the table of {TABLES[tag]}, with {_indicators(was.rows)} in the data, is not in the report"
        yield body, _warning("the document", what, "put it back (make the report again), unless somebody decided so")


def _indicators(numbers: Collection[str]) -> str:
    return f"{'indicator' if len(numbers) == 1 else 'indicators'} {', '.join(numbers)}"


def _table(tag: str, was: TableState, table: Element, places: Whereabouts) -> Found:
    """Give each cell that says otherwise, and the rows that are gone."""
    headings = _headings(table)
    columns = {
        column: headings.index(heading)
        for column, heading in zip(was.columns, _lines(was.headings), strict=False)
        if column in _EXACT and headings.count(heading) == 1
    }
    rows = [(_number(row, tag, columns.get("no", 0)), row) for row in rows_of(table)[1:]]
    for number, row in rows:
        cells, texts = cells_of(row), was.rows.get(number)
        if texts is None or len(cells) != len(headings):
            continue
        for column, at in columns.items():
            said, expected = on_one_line(text(cells[at])), on_one_line(texts[was.columns.index(column)])
            if said != expected and not (column == "rating" and is_same_rating(said.capitalize(), expected)):
                what = f"it says {quoted(said) or 'nothing'}, and the data said {quoted(expected) or 'nothing'}"
                yield cells[at], _warning(_named(places.of(cells[at]), number), what, _BACK)
    gone = [number for number in was.rows if number not in dict(rows)]
    if gone:
        what = f"{_indicators(gone)}, which the data gave, {'is' if len(gone) == 1 else 'are'} not in the table"
        yield table, _warning(places.of(table), what, "put the row back, unless somebody decided so")


def _number(row: Element, tag: str, at: int) -> str:
    """Give the number of a row's indicator: as its control says, else as the cell at this place does."""
    begins = row_tag(tag, "")
    tags = (Control(control).tag for control in row.iterancestors(w("sdt")))
    tagged = next((one.removeprefix(begins) for one in tags if one.startswith(begins)), None)
    cells = cells_of(row)
    return tagged or (on_one_line(text(cells[at])) if at < len(cells) else "")


def _named(place: str, number: str) -> str:
    """A place in a table with the indicator's number, where the row's control does not say it."""
    return place if f"indicator {number}" in place else f"{place}, indicator {number}"
