"""What a table of the workbook is: its columns, and what the cells of each hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a column's cells hold, which decides their format and validation."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    FIGURE = "figure in the indicator's unit"
    TOLERANCE = "tolerance"
    DATE = "date"
    RESULT = "result"
    RESULT_FIGURE = "result in the indicator's unit"
    SPARKLINE = "sparkline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its heading, what it holds, its width in characters, and one sentence of help.

    `choices` are the words of its list; `function` the in-sheet function that fills it.
    """

    name: str
    kind: Kind
    width: float
    help: str
    choices: tuple[str, ...] = ()
    function: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether people type in it."""
        return not self.function and self.kind is not Kind.SPARKLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its name in Excel, its sheet, its columns from the left."""

    name: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings from the left."""
        return tuple(column.name for column in self.columns)


def words(kind: type[Enum]) -> tuple[str, ...]:
    """The words of a list, as the workbook writes them."""
    return tuple(str(member.value) for member in kind)


def column(name: str, kind: Kind, width: float, help_: str, choices: tuple[str, ...] = ()) -> Column:
    """A column that people type in, or that a button fills."""
    return Column(name=name, kind=kind, width=width, help=help_, choices=choices)


def result(name: str, function: str, width: float, help_: str, kind: Kind = Kind.RESULT) -> Column:
    """A column that an in-sheet function fills."""
    return Column(name=name, kind=kind, width=width, help=help_, function=function)
