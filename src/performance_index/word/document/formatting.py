"""How text is formatted once its styles are followed.

What a run, a paragraph or a cell says itself comes first; then its styles and those they are based on; then the style
of the table around it; then the document's defaults.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.grid import cells_of, rows_of, table_of
from performance_index.word.document.story import read_xml, related
from performance_index.word.document.wordml import w

_RUN_STYLE = f"{w('rPr')}/{w('rStyle')}"
_PARAGRAPH_STYLE = f"{w('pPr')}/{w('pStyle')}"
_TABLE_STYLE = f"{w('tblPr')}/{w('tblStyle')}"
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


class Formatting:
    """Answers what formatting applies; it remembers what it worked out, so the document must not change meanwhile."""

    def __init__(self, document: Document) -> None:
        """Read the document's styles."""
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults: Element | None = None
        self._bands: dict[Element, dict[Element, tuple[str, ...]]] = {}
        self._known: dict[tuple[str, str], Element | None] = {}
        self._levels: dict[str, int] = {}
        for part in related(document.part, "styles"):
            root = read_xml(part)
            self._defaults = root.find(w("docDefaults"))
            for style in root.iterfind(w("style")):
                self._styles[style.get(w("styleId"), "")] = style
                if style.get(w("type")) == "paragraph" and is_on_text(style.get(w("default"))):
                    self._default = style.get(w("styleId"), "")

    def run(self, run: Element, name: str) -> Element | None:
        """Give the formatting of this name ('color') that applies to a run of text; None where nothing says."""
        path = f"{w('rPr')}/{w(name)}"
        found = run.find(path)
        if found is None:
            found = self._styled(_named(run, _RUN_STYLE), path)
        if found is None:
            paragraph = next(run.iterancestors(w("p")), None)
            found = None if paragraph is None else self._text_of(paragraph, path)
        return found

    def _text_of(self, paragraph: Element, path: str) -> Element | None:
        found = self._styled(self._paragraph_style(paragraph), path)
        if found is None:
            found = self._in_table(paragraph, path)
        if found is None and self._defaults is not None:
            found = self._defaults.find(f"{w('rPrDefault')}/{path}")
        return found

    def paragraph(self, paragraph: Element, name: str) -> Element | None:
        """Give the formatting of this name ('shd') that applies to a paragraph; None where nothing says."""
        path = f"{w('pPr')}/{w(name)}"
        found = paragraph.find(path)
        return self._styled(self._paragraph_style(paragraph), path) if found is None else found

    def cell(self, cell: Element, name: str) -> Element | None:
        """Give the formatting of this name ('shd') that applies to a cell; None where nothing says."""
        found = cell.find(f"{w('tcPr')}/{w(name)}")
        if found is None:
            found = self._in_table(cell, f"{w('tcPr')}/{w(name)}")
        table = table_of(cell)
        if found is None and table is not None:
            found = table.find(f"{w('tblPr')}/{w(name)}")
            if found is None:
                found = self._styled(_named(table, _TABLE_STYLE), f"{w('tblPr')}/{w(name)}")
        return found

    def level(self, paragraph: Element) -> int:
        """Give the level of a heading, from 1; 0 for a paragraph that is none."""
        own = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if own is not None:
            return _level(own)
        style = self._paragraph_style(paragraph)
        if style not in self._levels:
            self._levels[style] = self._level_of(style)
        return self._levels[style]

    def _level_of(self, identity: str) -> int:
        found = self._styled(identity, f"{w('pPr')}/{w('outlineLvl')}")
        if found is not None:
            return _level(found)
        for style in self._chain(identity):  # the built-in headings have a level without saying so
            word, _, number = _name_of(style).lower().partition(" ")
            if word == "heading" and number.isdecimal():
                return int(number)
        return 0

    def style_name(self, run: Element) -> str:
        """Give the name of a run's own character style, as Word's English version shows it; '' for none."""
        return next((_name_of(style) for style in self._chain(_named(run, _RUN_STYLE))), "")

    def language(self) -> str:
        """Give the language of the document's text, as 'en-GB'; '' where none is named."""
        found = self._styled(self._default, f"{w('rPr')}/{w('lang')}")
        if found is None and self._defaults is not None:
            found = self._defaults.find(f"{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
        return "" if found is None else found.get(w("val"), "")

    def _paragraph_style(self, paragraph: Element) -> str:
        named = _named(paragraph, _PARAGRAPH_STYLE)
        return named if named in self._styles else self._default

    def _styled(self, identity: str, path: str) -> Element | None:
        """Give what a style, or the nearest one that it is based on, says at this path."""
        if (identity, path) not in self._known:
            said = (style.find(path) for style in self._chain(identity))
            self._known[identity, path] = next((found for found in said if found is not None), None)
        return self._known[identity, path]

    def _chain(self, identity: str) -> Iterator[Element]:
        """Give a style and those it is based on; a damaged document may go in a circle."""
        seen = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            style = self._styles[identity]
            yield style
            based = style.find(w("basedOn"))
            identity = "" if based is None else based.get(w("val"), "")

    def _in_table(self, element: Element, path: str) -> Element | None:
        """Give what the style of the table says for the cell that the element is or stands in."""
        cell = element if element.tag == w("tc") else next(element.iterancestors(w("tc"), w("txbxContent")), None)
        table = None if cell is None or cell.tag != w("tc") else table_of(cell)
        if cell is None or table is None:
            return None
        named = _named(table, _TABLE_STYLE)
        for condition in self._conditions(table).get(cell, ()):
            found = self._styled(named, f"{w('tblStylePr')}[@{w('type')}='{condition}']/{path}")
            if found is not None:
                return found
        return self._styled(named, path)

    def _conditions(self, table: Element) -> dict[Element, tuple[str, ...]]:
        """Give, for each cell of a table, the special places that it is in, the one that counts most first."""
        if table not in self._bands:
            self._bands[table] = dict(self._places(table))
        return self._bands[table]

    @staticmethod
    def _places(table: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
        look = _look(table)
        rows = rows_of(table)
        for r, row in enumerate(rows):
            cells = cells_of(row)
            edges_of_row = {"firstRow": look["firstRow"] and r == 0, "lastRow": look["lastRow"] and r == len(rows) - 1}
            band_row = r - look["firstRow"]
            for c, cell in enumerate(cells):
                band_column = c - look["firstColumn"]
                found = {
                    "firstCol": look["firstColumn"] and c == 0,
                    "lastCol": look["lastColumn"] and c == len(cells) - 1,
                    **edges_of_row,
                    f"band{band_row % 2 + 1}Horz": not look["noHBand"] and not any(edges_of_row.values()),
                    f"band{band_column % 2 + 1}Vert": not look["noVBand"],
                }
                yield cell, tuple(name for name, applies in found.items() if applies)


def _look(table: Element) -> dict[str, bool]:
    """Give which of its style's special places the table uses; older files say so in the bits of one number."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return {**dict.fromkeys(_LOOK_BITS, False), "noHBand": True, "noVBand": True}
    try:
        bits = int(look.get(w("val"), "0"), 16)
    except ValueError:
        bits = 0
    return {name: is_on_text(look.get(w(name), "1" if bits & bit else "0")) for name, bit in _LOOK_BITS.items()}


def is_on_text(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in {"1", "true", "on"}


def _named(element: Element, path: str) -> str:
    named = element.find(path)
    return "" if named is None else named.get(w("val"), "")


def _level(outline: Element) -> int:
    """Give the level of a heading from what Word counts from nought; 9 is ordinary text."""
    value = outline.get(w("val"), "9")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _name_of(style: Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "")
