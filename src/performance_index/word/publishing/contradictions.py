"""What a report says otherwise than the data that it was made from, as its own state tells: ratings, numbers, rows.

Nearly all are warnings, since the clerk may have been told to. A sentence that says there is nothing, beside a table
that lists something, is an error: one of the two is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.controls import Control, controls_beside_rows
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, rows_of, table_of
from performance_index.word.document.story import Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line, text, w, words
from performance_index.word.publishing.untrue_tables import BACK, numbers_in, untrue_tables
from performance_index.word.state import State, TableState, read_state
from performance_index.word.tags import CAPTIONS, COLUMNS, SENTENCES, TABLES

_NOTHING = {
    "exceptions": re.compile(
        r"""there\s(?:are|were)\sno\sexceptions(?=\s*(?:[.:;,]|$)|\s+(?:to\sreport|this|for\sthis|in\sthis)\b)
        |(?:no\sindicators?|none\sof\sthe\sindicators(?:\sthat\s(?:is|are)\srated)?)\s(?:is|are|was|were)
        (?:\scurrently)?(?:\srated|\smarked)?(?:\sas)?\s(?:amber\sor\sred|red\sor\samber)\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "caveats": re.compile(r"there are no data caveats(?=\s*(?:[.:;]|$))", re.IGNORECASE),
    "amendments": re.compile(
        r"nothing(?:\sthat\swas\spublished)?\shas\sbeen\s(?:amended|corrected)\b", re.IGNORECASE | re.VERBOSE
    ),
}
"""Sentences that say so of the whole report; of one service they may be true."""
_GENERATED = ("year", "period_end", *(f"{table}.{one}" for table in SENTENCES for one in SENTENCES[table]))
_COUNTED = "section.not_rated"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

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
        found += untrue_tables(body, controls, known, places)
    return found


def exceptions_in(document: Document) -> set[str]:
    """The numbers of the indicators that have a row in the exception table, whoever left it there."""
    state = read_state(document)
    controls = controls_beside_rows(document)
    return set() if state is None else numbers_in(document.element.body, controls, state.tables, "exceptions")


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
                yield control.element, _warning(places.of(control.element), what, BACK)
    counted = _NUMBER.findall(state.texts.get(_COUNTED, "").partition("\n")[0])
    for control in controls.get(_COUNTED, ()):
        if not set(counted) <= set(_NUMBER.findall(control.text)):
            what = f"it says {quoted(control.text)}, and the numbers in the data were {', '.join(counted)}"
            yield control.element, _warning(places.of(control.element), what, BACK)
