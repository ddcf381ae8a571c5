"""The plan of a refresh: the edits of the document, and the account of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from performance_index.finding import Finding, Severity
from performance_index.word.deciding.account import Change, Kind
from performance_index.word.deciding.current import (
    CurrentReport,
    CurrentRow,
    Field,
    Frame,
    Handle,
    Line,
    NewPart,
)
from performance_index.word.deciding.edits import (
    Comment,
    DropComments,
    Edit,
    Patch,
    RemovePart,
    RemoveRow,
    Retag,
    StrikePart,
    StrikeRow,
)
from performance_index.word.deciding.pieces import Op, Piece


@dataclass(frozen=True, slots=True)
class Told:
    """A change with its place, or `is_after` a place; None for what stands nowhere."""

    change: Change
    place: Handle | None
    is_after: bool = False


@dataclass(slots=True)
class Plan:
    """The plan of one refresh, as it is made: every decision sees what was decided before it.

    `account` has each change with its place, in the order in which they were decided. `gone` and `struck` are the
    places that go, and those whose removal is suggested; `restored` are rows of which that is withdrawn. `texts` is
    what fields will say, and `rewritten` are those of them in which nothing stays.
    """

    current: CurrentReport
    edits: list[Edit] = field(default_factory=list)
    account: list[Told] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    gone: set[Handle] = field(default_factory=set)
    struck: set[Handle] = field(default_factory=set)
    texts: dict[Handle, str] = field(default_factory=dict)
    rewritten: set[Handle] = field(default_factory=set)
    restored: set[Handle] = field(default_factory=set)
    _retagged: dict[Handle, tuple[str, Frame]] = field(default_factory=dict)
    _notes: dict[Handle, list[str]] = field(default_factory=dict)
    _fields: dict[Handle, Field] = field(default_factory=dict)

    def field(self, cell: Handle) -> Field:
        """Give the field in a cell, as it is when the suggestions are withdrawn that are to be."""
        return self._fields[cell] if cell in self._fields else self.current.field(cell)

    def frames(self, tag: str) -> list[Frame]:
        """Give the controls that will have a tag, but for those that go."""
        here = [one for one in self.current.frames.get(tag, ()) if one.handle not in self._retagged]
        here += [frame for its, frame in self._retagged.values() if its == tag]
        return [one for one in here if not {one.handle, *one.within} & self.gone]

    def retag(self, at: Frame, like: NewPart) -> None:
        """Plan that a control gets the tag and the title of a part."""
        self.edits.append(Retag(at.handle, like.tag, like))
        self._retagged[at.handle] = (like.tag, at)

    def record(  # noqa: PLR0913 - what is told is named by the caller
        self, kind: Kind, name: str, what: str, *, at: Handle | None, is_open: bool = False, is_after: bool = False
    ) -> None:
        """Keep account of a change."""
        self.account.append(Told(Change(kind=kind, place=name, what=what, is_open=is_open), at, is_after))

    def report(self, place: str, what: str, cure: str) -> None:
        """Keep account of what could not be placed, or a person has to see to."""
        self.findings.append(Finding(severity=Severity.WARNING, place=place, what=what, cure=cure))

    def text(self, at: Field) -> str:
        """Give what a person will read in a field."""
        return self.texts.get(at.handle, at.text)

    def line(self, at: Line) -> str:
        """Give what a person will read in a line; nothing where it goes, or is in what is written anew."""
        around = {at.handle, *at.within}
        if around & self.gone:
            return ""
        return "" if any(one in self.texts for one in around) else at.text

    def notes(self, at: Field) -> Sequence[str]:
        """Give what our comments on a field will say."""
        return self._notes.get(at.handle, at.notes)

    def edit(self, edit: Edit) -> None:
        """Plan an edit of which no later decision has to know."""
        self.edits.append(edit)

    def replace(self, at: Field, edit: Edit, text: str) -> None:
        """Plan that a field says this and nothing else."""
        self.edits.append(edit)
        self.texts[at.handle] = text
        self.rewritten.add(at.handle)

    def patch(self, at: Field, pieces: Sequence[Piece], *, suggested: bool, withdrawn: bool) -> None:
        """Plan that changed words are put into a field."""
        self.edits.append(Patch(at.handle, pieces, is_suggested=suggested, is_withdrawn=withdrawn))
        self.texts[at.handle] = "".join(piece.text for piece in pieces if piece.op is not Op.DELETE)

    def withdraw(self, at: Field) -> None:
        """Plan that our suggestions in a field are withdrawn."""
        self.edits.append(Patch(at.handle, (), is_withdrawn=True))
        self.texts[at.handle] = "".join(one.text for one in at.suggested or () if one.op is not Op.INSERT)

    def comment(self, at: Field, said: str) -> bool:
        """Plan a comment; False where Word allows none."""
        if not at.takes_notes:
            return False
        self.edits.append(Comment(at.handle, said))
        self._notes[at.handle] = [*self.notes(at), said]
        return True

    def drop_comments(self, at: Field, is_meant: Callable[[str], bool]) -> bool:
        """Plan that our comments of a kind are taken away; whether there are some."""
        left = [said for said in self.notes(at) if not is_meant(said)]
        if len(left) == len(self.notes(at)):
            return False
        self.edits.append(DropComments(at.handle, is_meant))
        self._notes[at.handle] = left
        return True

    def restore_row(self, row: CurrentRow) -> None:
        """Plan that our suggestion to remove a row is withdrawn; nothing where it is not ours."""
        cells = self.current.restored_row(row)
        if cells:
            self.edits.append(StrikeRow(row, back=True))
            self.restored.add(row.element)
            self._fields.update(cells)

    def restore(self, at: Frame) -> Frame:
        """Plan that our suggestion to remove what is in a control is withdrawn; give it as it is then."""
        self.edits.append(StrikePart(at.handle, back=True))
        return at.restored

    def remove_row(self, row: CurrentRow) -> None:
        """Plan that a row goes."""
        self.edits.append(RemoveRow(row))
        self.gone.update(row.elements)

    def strike_row(self, row: CurrentRow) -> None:
        """Plan that the removal of a row is suggested."""
        self.edits.append(StrikeRow(row))
        self.struck.update(row.elements)

    def remove(self, at: Frame) -> None:
        """Plan that a control goes, with all in it."""
        self.edits.append(RemovePart(at.handle))
        self.gone.add(at.handle)

    def strike(self, at: Frame) -> None:
        """Plan that the removal of what is in a control is suggested."""
        self.edits.append(StrikePart(at.handle))
        self.struck.add(at.handle)

    def is_standing(self, at: Frame) -> bool:
        """Whether a control will stand with what is in it now: it is not gone, and not in what is written anew."""
        return not {at.handle, *at.within} & self.gone and self.rewritten.isdisjoint(at.within)
