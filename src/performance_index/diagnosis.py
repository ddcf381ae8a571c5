"""What `doctor` says: lines that each name one thing, whether it is in order, and the cure where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from performance_index.finding import many

WINDOWS, MAC = "win32", "darwin"
"""Systems as Python names them in `sys.platform`; Excel is on these two only."""
SETUP = "docs/it-setup.md"


class State(Enum):
    """How a thing is: in order; to be looked at, as it may stand in somebody's way; or wrong."""

    IN_ORDER = "ok"
    LOOK = "warning"
    WRONG = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was looked at: what it is about, what is there, and what to do where it is not in order."""

    about: str
    what: str
    cure: str = ""
    state: State = State.IN_ORDER

    def __str__(self) -> str:
        """'error   Macros: the workbook has none; save it as .xlsm'."""
        return f"{self.state.value:7} {self.about}: {self.what}{f'; {self.cure}' if self.cure else ''}"


def in_order(about: str, what: str) -> Line:
    """A thing that is as it should be."""
    return Line(about=about, what=what)


def look(about: str, what: str, cure: str) -> Line:
    """A thing that may be in somebody's way, or that could not be told."""
    return Line(about=about, what=what, cure=cure, state=State.LOOK)


def wrong(about: str, what: str, cure: str) -> Line:
    """A thing that stops somebody's work."""
    return Line(about=about, what=what, cure=cure, state=State.WRONG)


def is_wrong(lines: Sequence[Line]) -> bool:
    """Whether anything is wrong."""
    return any(line.state is State.WRONG for line in lines)


def tally(lines: Sequence[Line]) -> str:
    """How many lines are what: '9 in order, 1 warning, 2 errors'."""
    count = {state: sum(line.state is state for line in lines) for state in State}
    warnings, errors = many(count[State.LOOK], "warning"), many(count[State.WRONG], "error")
    return f"{count[State.IN_ORDER]} in order, {warnings}, {errors}"


def as_data(lines: Sequence[Line]) -> list[dict[str, str]]:
    """The lines for a program, with the keys that a finding has."""
    return [{"severity": one.state.value, "place": one.about, "what": one.what, "cure": one.cure} for one in lines]
