"""The rows of a table, made from the template's one prototype row.

The prototype is compiled once: its XML becomes pieces of text, with a slot between them for whatever differs from row
to row. The XML of all rows is then joined as text and parsed once: linear, and several times faster than copying
elements. A slot is marked by a processing instruction, which nobody can type into a template.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.list_lines import is_item, without_bullet
from performance_index.rating import Rating
from performance_index.report import TINTS, Row
from performance_index.word.document.controls import Control, find_controls, forget_identity, run_style
from performance_index.word.document.escaping import quoteattr
from performance_index.word.document.lists import as_item
from performance_index.word.document.wordml import W, clean, markup, run_xml, text, w
from performance_index.word.generated import lines_of

_AFTER_SHADING = (
    "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
    "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip  # the order that the schema asks for
_SLOT = re.compile(r"<\?slot (\d+)\?>")
_SAMPLE = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")  # two characters to which Unicode gives no meaning
_KEPT_TOGETHER = 100
"""The words up to which a row stays on one page: a third of it, which may be left white on the page before."""

Slot = Callable[[Row, int], str]
"""Gives the XML of one place in a row, from the row and its control's id."""


@dataclass(frozen=True, slots=True)
class PrototypeRow:
    """A compiled row.

    `columns` names the column shown in each cell, '' for a cell that shows none. `texts` holds, for each cell, its
    text in pieces: at even places what the template says, at odd places the name of a column.
    """

    xml: _RowXml
    columns: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]

    def elements(self, rows: Sequence[Row], ids: Iterable[int]) -> list[Element]:
        """Give one repeating-section item for each row, with the next of `ids` as its control's id."""
        return self.xml.elements(rows, ids)


@dataclass(frozen=True, slots=True)
class _RowXml:
    """A row's XML in pieces, a slot after each but the last; `namespaces` declares the prefixes they use."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]
    namespaces: str

    def elements(self, rows: Sequence[Row], ids: Iterable[int]) -> list[Element]:
        xml = "".join(self._of(row, number) for row, number in zip(rows, ids, strict=False))
        return list(parse_xml(f"<holder {self.namespaces}>{xml}</holder>"))

    def _of(self, row: Row, number: int) -> str:
        made = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            made += slot(row, number), piece
        return "".join(made)


def compile_row(item: Element, table: str, columns: Collection[str]) -> PrototypeRow:
    """Compile the template's repeating-section item of a table; `columns` are those that a row can fill.

    A control tagged with one of them ('exceptions.no') is replaced by that column's text. Whatever else the row holds
    stays in every row, without controls. The item itself is left as it is.
    """
    namespaces = " ".join(f"xmlns{f':{p}' if p else ''}={quoteattr(uri)}" for p, uri in {**item.nsmap, "w": W}.items())
    item = copy.deepcopy(item)
    forget_identity(item)
    slots: list[Slot] = []
    for tag, controls in find_controls(item).items():
        column = tag.removeprefix(f"{table}.")
        if column != tag and column in columns:
            for control in controls:
                is_there = item in control.element.iterancestors()  # not inside another that was taken out already
                if is_there and not control.holds_rows:  # words cannot stand where a row stands
                    _take_out(control, column, slots)
    for element in reversed(list(item.iterdescendants(w("sdt")))):
        Control(element).unwrap()
    _mark_identity(item, table, slots)
    _mark_whole(item, slots)
    split = _SLOT.split(markup(item))
    xml = _RowXml(tuple(split[::2]), tuple(slots[int(n)] for n in split[1::2]), namespaces)
    texts = _texts(xml, columns)
    return PrototypeRow(xml, tuple(pieces[1] if len(pieces) > 1 else "" for pieces in texts), texts)


def _texts(xml: _RowXml, columns: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Make a sample row of marked words and read it back: that tells what the text of each cell is made of."""
    sample = Row(number="", cells={column: (f"\ufdd0{column}\ufdd1",) for column in columns})
    (made,) = xml.elements([sample], [1])
    return tuple(tuple(_SAMPLE.split(text(cell))) for cell in made.iter(w("tc")))


def _take_out(control: Control, column: str, slots: list[Slot]) -> None:
    """Put a slot for a column's text where the control is, and one for the tint where the column is the rating."""
    element, content = control.element, control.content
    run = content.find(f".//{w('r')}")
    style = None if run is None else run_style(run)
    before, after = f"<w:r>{'' if style is None else markup(style)}", "</w:r>"
    cell = content if content.tag == w("tc") else next(element.iterancestors(w("tc")), None)
    if column == "rating" and cell is not None:
        _mark_tint(cell, slots)
    line = content.find(f".//{w('p')}")
    outer = element.getparent()
    is_inline = control.is_inline
    if is_inline and outer is not None and outer.tag == w("p") and text(outer) == text(element):
        element, line, is_inline = outer, outer, False
    if is_inline:
        slot = _words(column, before, after)
    else:
        slot = _paragraphs(column, None if line is None else line.find(w("pPr")), before, after)
    if content.tag == w("tc"):
        for child in content.findall("*"):
            if child.tag != w("tcPr"):
                content.remove(child)
        content.append(_mark(slot, slots))
    else:
        _replace(element, _mark(slot, slots))


def _paragraphs(column: str, properties: Element | None, before: str, after: str) -> Slot:
    begin = f"<w:p>{'' if properties is None else markup(properties)}{before}"
    as_items = f"<w:p>{markup(as_item(properties))}{before}"

    def paragraphs(row: Row, _: int) -> str:
        return "".join(
            f"{as_items if is_item(line) else begin}{run_xml(without_bullet(line))}{after}</w:p>"
            for line in lines_of(row, column)
        )

    return paragraphs


def _words(column: str, before: str, after: str) -> Slot:
    return lambda row, _: before + run_xml("\n".join(map(without_bullet, lines_of(row, column)))) + after


def _mark_tint(cell: Element, slots: list[Slot]) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = cell.makeelement(w("tcPr"))
        cell.insert(0, properties)
    if next(properties.iterchildren(etree.PI), None) is not None:  # the cell shows the rating twice
        return
    own = properties.find(w("shd"))
    otherwise = "" if own is None else markup(own)

    def tint(row: Row, _: int) -> str:
        colour = None if row.rating is None else TINTS.get(row.rating)
        return otherwise if colour is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'

    mark = _mark(tint, slots)
    following = next(properties.iterchildren(*map(w, _AFTER_SHADING)), None)
    if own is not None:
        _replace(own, mark)
    elif following is not None:
        following.addprevious(mark)
    else:
        properties.append(mark)


def _mark_identity(item: Element, table: str, slots: list[Slot]) -> None:
    """Put a slot for the row's tag and id after the title in the item's properties."""
    properties = item.find(w("sdtPr"))
    assert properties is not None, "a repeating-section item says so in its properties"
    for name in ("tag", "id"):
        for old in properties.findall(w(name)):
            properties.remove(old)

    def identity(row: Row, number: int) -> str:
        return f'<w:tag w:val={quoteattr(row_tag(table, row.number))}/><w:id w:val="{number}"/>'

    place = sum(child.tag in {w("rPr"), w("alias")} for child in properties)
    properties.insert(place, _mark(identity, slots))


def _mark_whole(item: Element, slots: list[Slot]) -> None:
    """Put a slot where the template keeps its row on one page: one of many words would leave half a page white."""
    for own in list(item.iterfind(f".//{w('trPr')}/{w('cantSplit')}")):
        _replace(own, _mark(_unless_long(markup(own)), slots))


def _unless_long(kept: str) -> Slot:
    return lambda row, _: "" if _is_long(row) else kept


def _is_long(row: Row) -> bool:
    return any(sum(len(line.split()) for line in lines) > _KEPT_TOGETHER for lines in row.cells.values())


def tint_cell(cell: Element, rating: Rating | None) -> None:
    """Give a rating's cell the rating's colour, unless somebody gave it a colour of their own."""
    colour = None if rating is None else TINTS.get(rating)
    properties = cell.find(w("tcPr"))
    own = None if properties is None else properties.find(w("shd"))
    if colour is None or properties is None or own is None or own.get(w("fill")) not in TINTS.values():
        return
    own.set(w("fill"), colour)


def row_tag(table: str, number: str) -> str:
    """'exceptions.row:16': the tag of the control around one indicator's row."""
    return f"{table}.row:{clean(number)}"


def _mark(slot: Slot, slots: list[Slot]) -> Element:
    slots.append(slot)
    return etree.ProcessingInstruction("slot", f"{len(slots) - 1}")


def _replace(element: Element, mark: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, mark)
