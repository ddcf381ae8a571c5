"""Comments that ask for commentary, beside the words "No commentary supplied by …"."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from performance_index.report import Row
from performance_index.word.document.comments import Comments
from performance_index.word.document.notes import asks_for_commentary
from performance_index.word.document.wordml import w
from performance_index.word.rows import PrototypeRow

COMMENTARY = "commentary"
"""The tag of the column that a service lead answers for."""


def ask_for_commentary(
    comments: Comments, made: Iterable[Element], prototype: PrototypeRow, rows: Iterable[Row]
) -> None:
    """Put a comment on each new row's commentary that is missing."""
    where = [n for n, column in enumerate(prototype.columns) if column == COMMENTARY]
    for element, row in zip(made, rows, strict=False):
        asked = asks_for_commentary("\n".join(row.cells.get(COMMENTARY, ())))
        if asked is not None:
            cells = list(element.iter(w("tc")))
            for n in where:
                comments.add(cells[n], asked)
