"""Which index a report was made from, as the report itself says, or the copy of its state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docx.document import Document

from performance_index.belonging import Identity
from performance_index.finding import Refused
from performance_index.word.document.controls import controls_beside_rows
from performance_index.word.document.package import open_docx
from performance_index.word.state import State, read_state

_NAMES = ("committee", "index_title")


def made_for(report: Path, kept: State | None = None) -> Identity | None:
    """Give the index that a report was made from; None where it does not say, or cannot be read.

    `kept` is the copy of its state beside the workbook. What version 0.1.0 made is known by its committee and title.
    """
    try:
        document = open_docx(report)
    except Refused:
        return None
    own = read_state(document)
    if own is not None and own.belongs_to is not None:
        return whose(own)
    if kept is not None and kept.belongs_to is not None and (own is None or own.texts == kept.texts):
        return whose(kept)
    state = own or kept
    if state is not None:
        found = _identity(document, *(state.texts.get(tag, "") for tag in _NAMES))
        return replace(found, indicators=_indicators(state))
    controls = controls_beside_rows(document)
    shown = {tag: [one.text for one in controls.get(tag, ()) if not one.is_placeholder] for tag in _NAMES}
    said = [next(iter(shown[tag]), "") for tag in _NAMES]
    return _identity(document, *said) if any(said) else None


def whose(state: State) -> Identity | None:
    """Give the index that a state says it was made from; its indicators are those of its rows where it has no list."""
    made_from = state.belongs_to
    if made_from is None or made_from.indicators:
        return made_from
    return replace(made_from, indicators=_indicators(state))


def _indicators(state: State) -> frozenset[str]:
    """Give the names of the indicators in the rows of its tables."""
    rows = ((table.columns, row) for table in state.tables.values() for row in table.rows.values())
    return frozenset(
        cell for columns, row in rows for column, cell in zip(columns, row, strict=True) if column == "indicator"
    )


def _identity(document: Document, committee: str, title: str) -> Identity:
    """Without a place for the committee, it is the end of the document's title: 'Subject – Committee'."""
    _, _, named = (document.core_properties.title or "").rpartition(" – ")
    return Identity(committee=committee or (named if " – " in document.core_properties.title else ""), title=title)
