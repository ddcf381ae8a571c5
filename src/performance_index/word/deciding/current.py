"""What a refresh decides from, as reading gives it: the report as it is current, and what it is to say now.

Each field, row and table has a handle to its place in the document, which means nothing here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from performance_index.report import CommitteeReport, Row
from performance_index.word.deciding.pieces import Piece
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.state import State

Handle = object
"""A place in the document: compared and kept, never looked into."""

Neighbour = tuple[bool, str]
"""What stands beside a part in the template: whether a control, and its tag, or else the words of a line."""


class Field(Protocol):
    """A control, a cell of a table or a line of text."""

    @property
    def handle(self) -> Handle:
        """Its place."""

    @property
    def text(self) -> str:
        """What a person reads there, a prompt too."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing but words of one look is there, so that writing anew loses nothing of anybody's."""

    @property
    def is_suggestion(self) -> bool:
        """Whether all that can be read there is a suggestion of ours."""

    @property
    def suggested(self) -> Sequence[Piece] | None:
        """The text with our suggestions in it, where there are some that can be withdrawn."""

    @property
    def notes(self) -> Sequence[str]:
        """What our comments on it say: those that nobody changed or answered."""

    @property
    def takes_notes(self) -> bool:
        """Whether a comment can be put on it: Word allows none in headers and footers."""

    def takes(self, pieces: Sequence[Piece], *, withdrawn: bool) -> bool:
        """Whether these pieces can be put into it; `withdrawn`: when our suggestions are gone."""


class Frame(Field, Protocol):
    """A content control."""

    @property
    def tag(self) -> str:
        """Its tag."""

    @property
    def answer(self) -> str:
        """What a person reads there, nothing for a prompt that nobody has answered."""

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a line of text."""

    @property
    def holds_table(self) -> bool:
        """Whether one of the report's tables, or rows of one, stand in it."""

    @property
    def is_struck(self) -> bool:
        """Whether every paragraph's end in it is struck out."""

    @property
    def within(self) -> Collection[Handle]:
        """The controls around it."""

    @property
    def restored(self) -> Frame:
        """The control as it is when our suggestion to remove what is in it is withdrawn."""

    def shown(self, value: str | dt.date) -> str:
        """Give a value as it would show it."""


class Line(Field, Protocol):
    """A paragraph."""

    @property
    def within(self) -> Collection[Handle]:
        """The controls, rows and cells around it."""

    @property
    def has_control(self) -> bool:
        """Whether a control stands in it."""

    @property
    def is_in_control(self) -> bool:
        """Whether a control is around it."""

    @property
    def is_struck(self) -> bool:
        """Whether its end is struck out."""


class CurrentRow(Protocol):
    """A row of a table: see `reading.rows`."""

    @property
    def element(self) -> Handle:
        """Its place."""

    @property
    def item(self) -> Handle | None:
        """The control around it."""

    @property
    def tag(self) -> str:
        """The tag of that control."""

    @property
    def places(self) -> tuple[int | None, ...]:
        """For each generated column the place of its cell."""

    @property
    def elements(self) -> Sequence[Handle]:
        """The row, and those in which it is continued."""

    @property
    def cells(self) -> Sequence[Handle]:
        """Its cells."""

    @property
    def strange(self) -> Sequence[Handle]:
        """The cells that are of no column that we generated."""

    @property
    def is_regular(self) -> bool:
        """Whether it can be compared cell by cell."""

    @property
    def is_merged(self) -> bool:
        """Whether cells of it are one with those of another indicator's row."""

    @property
    def is_struck(self) -> bool:
        """Whether it is struck out already, by us or by the clerk."""

    def texts(self, generated: Sequence[str]) -> Texts | None:
        """Give the text of each column."""


class CurrentTable(Protocol):
    """A table: see `reading.currenttable`."""

    @property
    def pieces(self) -> Sequence[Handle]:
        """The table, and what was cut from it."""

    @property
    def head(self) -> CurrentRow | None:
        """The row of headings."""

    @property
    def places(self) -> tuple[int | None, ...]:
        """For each generated column the place of its cells."""

    @property
    def untouched(self) -> Mapping[str, Handle]:
        """The controls of rows that say what was generated and what the data say, by number."""

    @property
    def rows(self) -> Mapping[str, CurrentRow]:
        """The other rows of indicators, by number."""

    @property
    def copies(self) -> Mapping[str, Sequence[CurrentRow]]:
        """More rows of the same indicators."""

    @property
    def others(self) -> Sequence[CurrentRow]:
        """A person's own rows."""

    @property
    def all_rows(self) -> Sequence[Handle]:
        """Every row, of whatever kind."""

    @property
    def is_grid(self) -> bool:
        """Whether it is whole, under its headings, and each of its rows has one cell for each column."""

    def column(self, place: int) -> Sequence[Handle]:
        """Give the cells at a place of each row, where it is a grid."""


class CurrentReport(Protocol):
    """The document as it is current."""

    @property
    def frames(self) -> Mapping[str, Sequence[Frame]]:
        """Every control but those of rows, by tag."""

    @property
    def tables(self) -> Mapping[str, Sequence[CurrentTable]]:
        """The report's tables, by tag."""

    @property
    def own_rows(self) -> Iterable[Sequence[Handle]]:
        """The cells of each row of tables that are somebody's own."""

    @property
    def lines(self) -> Iterable[Line]:
        """Every paragraph of the text but those in the report's tables."""

    @property
    def own_lines(self) -> Iterable[Line]:
        """The paragraphs that stand in no control and no table of the report's, and are not the template's."""

    def field(self, handle: Handle) -> Field:
        """Give the cell at a place."""

    def restored_row(self, row: CurrentRow) -> Mapping[Handle, Field]:
        """Give a row's cells as they are when our suggestion to remove it is withdrawn; none where it is not ours."""

    def beside(self, handle: Handle, *, after: bool) -> Handle | None:
        """Give what stands right before or after a control or a line."""

    def lines_saying(self, said: str) -> Sequence[Handle]:
        """Give the lines in no control and no table that say this."""


class NewPart(Protocol):
    """A section, a sentence or a table as the template has it with what the data say now."""

    @property
    def handle(self) -> Handle:
        """Its place in the template."""

    @property
    def tag(self) -> str:
        """Its tag."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def tags(self) -> Collection[str]:
        """The tags of the controls in it."""

    @property
    def is_whole(self) -> bool:
        """Whether it can stand in another document: it needs no picture and no link from this one."""

    def neighbours(self, *, after: bool) -> Sequence[Neighbour]:
        """Give what stands before or after it in the template, the nearest first."""

    def with_values(self, generated: State) -> str:
        """Give what it would have said with the values that were generated before."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What the report is to say now.

    `state`: all that the template says with it, `parts` its parts by tag, `tags` those that the template has, there now
    or not, `lines` its lines, `headings` and `columns` (of its rows' cells) those of its tables. `prompts`: what its
    controls show before anybody answers them.
    """

    report: CommitteeReport
    state: State
    parts: Mapping[str, Sequence[NewPart]]
    tags: Collection[str]
    lines: frozenset[str]
    headings: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    prompts: Mapping[str, str] = field(default_factory=dict)

    def has_table(self, tag: str, rows: Sequence[Row]) -> bool:
        """Whether the template has such a table: else nobody can tell what it should look like."""
        return f"{tag}.rows" in self.tags and (tag in self.columns or not rows)
