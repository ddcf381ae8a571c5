"""The kinds of edit that a plan is made of: `writing.edits` has a function for each.

Nothing else changes what a refreshed document says, but for what is put straight in it before it is read. A plan whose
edits leave the state as it was is not written: what an edit does must come from the data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from performance_index.rating import Rating
from performance_index.report import Row
from performance_index.word.deciding.current import (
    CurrentRow,
    CurrentTable,
    Frame,
    Handle,
    NewPart,
)
from performance_index.word.deciding.pieces import Piece
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.notes import IsMeant


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """One edit; each is itself and no other."""


@dataclass(frozen=True, slots=True, eq=False)
class Replace(Edit):
    """Text in place of all that a control or a cell holds; `is_suggested`: it is an insertion of ours still."""

    place: Handle
    text: str
    is_suggested: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ReplaceValue(Edit):
    """A value in place of what a control holds; None: the prompt, and these are its words."""

    place: Handle
    value: str | dt.date | None
    prompt: str | None = None
    is_suggested: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ReplacePart(Edit):
    """The template's part, with the controls in it, in place of what a control holds."""

    place: Handle
    part: NewPart
    is_suggested: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Patch(Edit):
    """Changed words in a text; `is_withdrawn`: our suggestions in it go first. Suggested, or else for good; or none."""

    place: Handle
    pieces: Sequence[Piece]
    is_suggested: bool = True
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ShapeLines(Edit):
    """Which lines of a cell are items of a list; the others are none."""

    cell: Handle
    items: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Tint(Edit):
    """The colour of a rating behind a cell."""

    cell: Handle
    rating: Rating | None


@dataclass(frozen=True, slots=True, eq=False)
class Comment(Edit):
    """A comment of ours."""

    place: Handle
    said: str


@dataclass(frozen=True, slots=True, eq=False)
class DropComments(Edit):
    """Our comments of a kind are taken away."""

    place: Handle
    is_meant: IsMeant


@dataclass(frozen=True, slots=True, eq=False)
class Retag(Edit):
    """A control gets a tag, and with `like` the title of that part too."""

    place: Handle
    tag: str
    like: NewPart | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RemovePart(Edit):
    """A control goes, with all in it."""

    place: Handle


@dataclass(frozen=True, slots=True, eq=False)
class StrikePart(Edit):
    """The removal of what is in a control is suggested; `back`: that suggestion is withdrawn."""

    place: Handle
    back: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class InsertPart(Edit):
    """A part of the template, beside a place or another part that was put in; with its `rows` for a table."""

    part: NewPart
    beside: Handle
    is_after: bool
    is_suggested: bool
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, eq=False)
class InsertRow(Edit):
    """A row of the data as a suggestion, with comments by column ('' for the first cell).

    `after` is a row that stands there or was inserted, None for the first; then it precedes `following`.
    """

    table: CurrentTable
    tag: str
    row: Row
    columns: tuple[str, ...]
    texts: Texts
    after: Handle | None
    following: Handle | None
    comments: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class RemoveRow(Edit):
    """A row goes."""

    row: CurrentRow


@dataclass(frozen=True, slots=True, eq=False)
class StrikeRow(Edit):
    """The removal of a row is suggested; `back`: that suggestion is withdrawn."""

    row: CurrentRow
    back: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RemoveTable(Edit):
    """A table goes, with these controls."""

    table: CurrentTable
    frames: Sequence[Frame]


@dataclass(frozen=True, slots=True, eq=False)
class PutInColumn(Edit):
    """A column under its heading, before the cells at a place or at the end; `rows` tells which row is whose.

    `columns` are those of the table's places.
    """

    table: CurrentTable
    tag: str
    columns: tuple[str, ...]
    column: str
    heading: str
    at: int | None
    rows: Mapping[Handle, Row]


@dataclass(frozen=True, slots=True, eq=False)
class TakeOutColumn(Edit):
    """A column goes: which of the `columns` of the table's places."""

    table: CurrentTable
    columns: tuple[str, ...]
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class TidyTable(Edit):
    """What holds no row any more goes: the control around the rows, and pieces that were cut from the table."""

    table: CurrentTable
