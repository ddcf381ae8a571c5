"""What a refresh did, as data: each change with its place in a clerk's words, and what is left for the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from performance_index.finding import Finding
from performance_index.word.state import State

_SHOWN = 80  # characters of a text in a sentence about it
_BEFORE = 20  # of these before the first that differs from another text


class Kind(Enum):
    """What became of a field, a row or a section."""

    REPLACED = "replaced"
    INSERTED = "inserted"
    REMOVED = "removed"
    KEPT = "kept"
    CARRIED = "carried over"
    LEFT_OUT = "left out"
    RENUMBERED = "renumbered"
    RENAMED = "renamed"
    MOVED = "moved"
    UNKNOWN = "not known"
    TO_DECIDE = "to decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done: 'Exceptions, indicator 16, Service Commentary: replaced (…)'.

    `is_open`: it waits in the document, as a tracked change or a comment, for the clerk.
    """

    kind: Kind
    place: str
    what: str
    is_open: bool = False

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.place}: {self.kind.value} ({self.what})"


@dataclass(frozen=True, slots=True)
class Account:
    """What was done to a document, in the order of its text, and what a person has to see to."""

    changes: list[Change]
    findings: list[Finding]

    @property
    def told(self) -> tuple[Change, ...]:
        """Each change once."""
        return tuple(dict.fromkeys(self.changes))

    def record(self, kind: Kind, place: str, what: str, *, is_open: bool = False) -> None:
        """Keep account of one more change."""
        self.changes.append(Change(kind=kind, place=place, what=what, is_open=is_open))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """A refresh that was made, or tried.

    `findings`: what could not be placed. `state`: what the document now rests on, for the copy beside the workbook.
    `backup`: the document as it was before; None where nothing that can be seen had to be written.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    state: State
    backup: Path | None

    def count(self, kind: Kind) -> int:
        """How many changes are of a kind; kept ones are counted each time, since they are still there."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def to_decide(self) -> int:
        """How many places wait for the clerk because of this refresh."""
        return sum(change.is_open for change in self.changes)

    @property
    def summary(self) -> str:
        """'3 replaced, 2 kept, 1 for the clerk to decide': one line; what did not happen is left out."""
        closed = [change for change in self.changes if not change.is_open]
        counted = [(sum(c.kind is kind for c in closed), kind.value) for kind in Kind]
        said = [f"{many} {word}" for many, word in (*counted, (self.to_decide, "for the clerk to decide")) if many]
        return ", ".join(said) or "nothing to change"


def quoted(text: str, beside: str = "") -> str:
    """Give the text in quotation marks on one line, its end left off where it is long.

    Where it begins as the text `beside` it does, it is quoted from shortly before the first word that differs.
    """
    line, other = (" / ".join(one.split("\n")) for one in (text, beside))
    shortest = min(len(line), len(other))
    same = next((n for n in range(shortest) if line[n] != other[n]), shortest)
    if max(len(line), len(other)) > _SHOWN and same > _BEFORE and line != other:
        start = max(line.rfind(" ", 0, same - _BEFORE + 1) + 1, same - 2 * _BEFORE)
        line = f"…{line[start:]}" if start else line
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[: _SHOWN - 1].rstrip()}…”"
