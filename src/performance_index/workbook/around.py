"""What a saved sheet keeps around its tables: comments, filters, and other tables that look like ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from performance_index.workbook import layout
from performance_index.workbook.addresses import Corners, column_number
from performance_index.workbook.package import Package, Relationship, name_of
from performance_index.workbook.saved_cells import said

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_PLACEHOLDER = "[threaded comment]"
"""What Excel puts into an old comment where a conversation is the real one."""


def holds(place: Corners, row: int, column: int) -> bool:
    """Whether a cell is in a range."""
    top, left, bottom, right = place
    return left <= column <= right and top <= row <= bottom


def is_filtered(table: etree._Element) -> bool:
    """Whether a filter of the table hides rows, as Excel shows on its headings."""
    return table.find("{*}autoFilter/{*}filterColumn") is not None


def copy_of(name: str, headings: Sequence[str]) -> str:
    """The name of the table of ours that another is a copy of, by its name and columns; '' for none.

    Excel names the table of a copied sheet after the original, with a number. Other tables are copies where they have
    all columns of ours, but for those of two or three columns, which a council may well use itself.
    """
    known = {heading.casefold() for heading in headings}
    for table in layout.TABLES:
        columns = {heading.casefold() for heading in table.headings}
        is_named = re.fullmatch(rf"{table.name}[_ ]?\d+", name, re.IGNORECASE) is not None
        if (is_named and len(known & columns) * 2 > len(columns)) or (len(columns) > 3 and columns <= known):
            return "" if name.casefold() == table.name.casefold() else table.name
    return ""


def comments(package: Package, relationships: Iterable[Relationship]) -> list[tuple[int, int, str]]:
    """The row, the column and the words of each comment on a sheet: notes, and conversations that nobody has closed."""
    found: dict[str, str] = {}
    talks: dict[str, str] = {}
    for one in relationships:
        if one.kind == "comments":
            for comment in package.root(one.part).iterfind("{*}commentList/{*}comment"):
                found[comment.get("ref", "")] = " ".join(
                    " ".join(said(text) for text in comment if name_of(text) == "text").split()
                )
        elif one.kind == "threadedComment":
            for comment in package.root(one.part):
                if not comment.get("parentId"):
                    words = " ".join((text.text or "") for text in comment if name_of(text) == "text")
                    is_open = comment.get("done") not in {"1", "true"}
                    talks[comment.get("ref", "")] = " ".join(words.split()) if is_open else ""
    notes = {place: words for place, words in found.items() if not words.casefold().startswith(_PLACEHOLDER)}
    cells = ((_CELL.fullmatch(place), words) for place, words in {**notes, **talks}.items() if words)
    return [(int(cell[2]), column_number(cell[1]), words) for cell, words in cells if cell]
