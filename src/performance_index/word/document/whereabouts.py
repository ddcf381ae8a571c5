"""Where something is in a document, in words that lead a person there: 'Exceptions table, indicator 16, Rating'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, headings_of, row_of, rows_of, table_of
from performance_index.word.document.story import Story
from performance_index.word.document.wordml import on_one_line, w, words

_ROW_TAG = re.compile(r"\w+\.row:(.+)")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_LONGEST = 60


class Whereabouts:
    """Says where an element of these stories is; the document must not change meanwhile."""

    def __init__(self, stories: Sequence[Story], formatting: Formatting) -> None:
        """Note which heading each paragraph and table of the body stands under."""
        self._kinds = {story.root: story.kind for story in stories}
        self._under: dict[Element, str] = {}
        self._tables: dict[Element, int] = {}
        for story in stories:
            heading = ""
            for element in story.root.iter(w("p"), w("tbl")):
                if element.tag == w("tbl"):
                    self._tables[element] = len(self._tables) + 1
                elif formatting.level(element):
                    heading = quoted(words(element)) or heading
                self._under[element] = heading

    def of(self, element: Element) -> str:
        """Give the place of an element of one of the stories."""
        root = element.getroottree().getroot()
        kind = self._kinds[root]
        if kind in {"header", "footer"}:
            return f"the page {kind}"
        if kind in _NOTES:
            return _note(element, _NOTES[kind])
        if element.tag == w("tbl"):
            return self._table(element)
        table = table_of(element)
        return self._line(element) if table is None else self._cell(element, table)

    def _line(self, element: Element) -> str:
        line = _paragraph(element)
        if line is None:
            return "the beginning of the document"
        if self._under[line]:
            return f"under {self._under[line]}"
        begins = quoted(words(line))
        return f"the line {begins}, above the first heading" if begins else "above the first heading"

    def _table(self, table: Element) -> str:
        caption = table.find(f"{w('tblPr')}/{w('tblCaption')}")
        if caption is not None and caption.get(w("val"), "").strip():
            return f"{caption.get(w('val'), '').strip()} table"
        place = f"table {self._tables[table]}"
        return f"{place}, under {self._under[table]}" if self._under[table] else place

    def _cell(self, element: Element, table: Element) -> str:
        place = [self._table(table)]
        row = element if element.tag == w("tr") else row_of(element)
        if row is not None:
            place.append(_row(row, table))
            cells = cells_of(row)
            inside = {id(one) for one in (element, *element.iterancestors(w("tc")))}
            column = next((n for n, cell in enumerate(cells) if id(cell) in inside), None)
            headings = headings_of(table)
            if column is not None and rows_of(table)[0] is not row:
                named = column < len(headings) and headings[column]
                place.append(headings[column] if named else f"column {column + 1}")
        return ", ".join(place)


def _paragraph(element: Element) -> Element | None:
    """Give the paragraph that the element is, stands in or begins with, else the one before it; None for none."""
    if element.tag == w("p"):
        return element
    around = next(element.iterancestors(w("p")), None)
    if around is None:
        around = next(element.iter(w("p")), None)
    for before in element.itersiblings(preceding=True) if around is None else ():
        paragraphs = list(before.iter(w("p")))
        if paragraphs:
            return paragraphs[-1]
    return around


def _row(row: Element, table: Element) -> str:
    """'indicator 16', 'row 4' or 'the first row'."""
    for control in row.iterancestors(w("sdt")):
        found = _ROW_TAG.fullmatch(Control(control).tag)
        if found:
            return f"indicator {found[1]}"
    rows = rows_of(table)
    number = next((n for n, one in enumerate(rows) if one is row), 0)
    return f"row {number + 1}"


def _note(element: Element, name: str) -> str:
    """'footnote 2': notes are counted as Word counts them, without the lines that part them from the text."""
    note = element if element.tag == w(name) else next(element.iterancestors(w(name)), None)
    if note is None:
        return f"the {name}s"
    before = [one for one in note.itersiblings(w(name), preceding=True) if one.get(w("type")) is None]
    return f"{name} {len(before) + 1}"


def quoted(said: str) -> str:
    """Give the beginning of a text in quotation marks, on one line; '' for a blank one."""
    line = on_one_line(said)
    if not line:
        return ""
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1].rstrip()}…”"
