"""What a clerk does to the columns of a table, and to the controls that would have told which is which."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.wordml import new_element, w

if TYPE_CHECKING:  # the clerk knows these edits
    from clerk import Clerk

_ONCE_ONLY = ("commentReference", "ins", "del", "drawing")


def lose_the_controls_of_a_table(clerk: Clerk) -> None:
    """As a table does that was pasted without them, or saved by LibreOffice: its rows stand alone."""
    table = clerk.pick([table for table in clerk.all("tbl") if _controls_of(table)])
    if table is not None:
        _lose_controls(table)


def lose_every_tag(clerk: Clerk) -> None:
    """As LibreOffice does when it saves: those around rows go, the others stay without their tags."""
    for table in clerk.all("tbl"):
        _lose_controls(table)
    for element in clerk.all("sdt"):
        for tag in element.findall(f"{w('sdtPr')}/{w('tag')}"):
            tag.getparent().remove(tag)


def add_a_column_between(clerk: Clerk) -> None:
    """Of the clerk's own, before any other, with a word in each cell; often in a table without controls."""
    table = _table(clerk, most=7)
    if table is not None:
        at = clerk.chance.randrange(len(table.find(w("tblGrid"))))
        table.find(w("tblGrid")).insert(at, new_element('<w:gridCol w:w="900"/>'))
        for cells in _lines(table):
            made = new_element(f"<w:tc><w:p><w:r><w:t>{clerk.word()}</w:t></w:r></w:p></w:tc>")
            cells[min(at, len(cells) - 1)].addprevious(made)


def rename_a_column(clerk: Clerk) -> None:
    """Its heading says something else, or one word more."""
    table = _table(clerk)
    if table is not None:
        cell = clerk.pick(_lines(table)[0])
        node = None if cell is None else next(cell.iter(w("t")), None)
        if node is not None and "Clerk" not in (node.text or ""):
            kept = clerk.chance.choice(["", f"{node.text} "])
            node.text = f"{kept}{clerk.word()}"


def swap_two_columns(clerk: Clerk) -> None:
    """Any two of one table."""
    table = _table(clerk)
    if table is not None:
        one, other = sorted(clerk.chance.sample(range(len(table.find(w("tblGrid")))), 2))
        for cells in [cells for cells in _lines(table) if other < len(cells)]:
            mark = cells[one].makeelement(w("tc"))
            cells[one].addprevious(mark)
            cells[other].addprevious(cells[one])
            mark.addprevious(cells[other])
            mark.getparent().remove(mark)


def delete_any_column(clerk: Clerk) -> None:
    """One of the report's, or of the clerk's as long as no word was typed in it."""
    table = _table(clerk, least=3)
    if table is not None:
        at = clerk.chance.randrange(len(table.find(w("tblGrid"))))
        going = [cells[at] for cells in _lines(table) if 1 < len(cells) > at]
        if not any("Clerk" in "".join(cell.itertext()) for cell in going):
            for element in (table.find(w("tblGrid"))[at], *going):
                element.getparent().remove(element)


EDITS: dict[str, Callable[[Clerk], None]] = {
    edit.__name__: edit
    for edit in (
        lose_the_controls_of_a_table, lose_every_tag, add_a_column_between, rename_a_column, swap_two_columns,
        delete_any_column,
    )
}  # fmt: skip


def _table(clerk: Clerk, least: int = 2, most: int = 99) -> Element | None:
    """Give a table with so many columns, none of whose cells is open; as often as not its controls go first."""
    tables = [t for t in clerk.all("tbl") if next(t.iter(w("tr")), None) is not None]
    tables = [t for t in tables if least <= len(t.find(w("tblGrid"))) <= most]
    table = clerk.pick([t for t in tables if next(t.iter(*map(w, _ONCE_ONLY)), None) is None])
    if table is not None and clerk.chance.random() < 0.6:
        _lose_controls(table)
    return table


def _lines(table: Element) -> list[list[Element]]:
    """Give the cells of each row."""
    return [list(row.iterchildren(w("tc"))) for row in table.iter(w("tr"))]


def _controls_of(table: Element) -> list[Element]:
    """Give the controls around rows of a table, and those around the whole of it and no more."""
    lines = len(list(table.iter(w("p"))))
    return [
        *table.iter(w("sdt")),
        *(one for one in table.iterancestors(w("sdt")) if len(list(one.iter(w("p")))) == lines),
    ]


def _lose_controls(table: Element) -> None:
    for element in _controls_of(table):
        Control(element).unwrap()
