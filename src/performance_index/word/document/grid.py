"""A table as rows and cells, through whatever controls stand around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import text, w

_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag")}
_OFF = {"0", "false", "off"}


def rows_of(table: Element) -> list[Element]:
    """Give the table's own rows."""
    return list(_through(table, w("tr")))


def cells_of(row: Element) -> list[Element]:
    """Give the row's own cells."""
    return list(_through(row, w("tc")))


def _through(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, name)


def table_of(element: Element) -> Element | None:
    """Give the table that the element stands in; None where it stands in none, or in a text box inside of one."""
    around = next(element.iterancestors(w("tbl"), w("txbxContent")), None)
    return around if around is not None and around.tag == w("tbl") else None


def row_of(element: Element) -> Element | None:
    """Give the row that the element stands in; None outside of tables."""
    return next(element.iterancestors(w("tr")), None)


def is_header(row: Element) -> bool:
    """Whether the row is marked as one that names the columns and repeats on every page."""
    return is_on(row.find(f"{w('trPr')}/{w('tblHeader')}"))


def headings_of(table: Element) -> tuple[str, ...]:
    """Give the text of each cell of the first row, where that is marked as a header; else nothing."""
    rows = rows_of(table)
    return tuple(text(cell).strip() for cell in cells_of(rows[0])) if rows and is_header(rows[0]) else ()


def is_first_column(look: Element) -> bool:
    """Whether a table's look says that its first column is one of headings, in a word or in the bits of a number."""
    said = look.get(w("firstColumn"))
    if said is not None:
        return said in {"1", "true", "on"}
    bits = look.get(w("val"), "0")
    return all(one in "0123456789abcdefABCDEF" for one in bits) and bool(int(bits or "0", 16) & 0x80)


def is_on(setting: Element | None) -> bool:
    """Whether one of Word's yes-or-no settings says yes: it is there, and not with 0, false or off."""
    return setting is not None and setting.get(w("val"), "1") not in _OFF
