"""Where a part goes that the report needs now and did not before: between the neighbours that the template gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from performance_index.report import Row
from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import Handle, Neighbour, NewPart
from performance_index.word.deciding.edits import InsertPart
from performance_index.word.deciding.plan import Plan
from performance_index.word.tags import COLUMNS


@dataclass(frozen=True, slots=True)
class Placing:
    """The new parts of one report: `inserted` holds them by tag.

    `_followers` and `_leaders` are what stands after and before a place, where a new part changed that.
    """

    plan: Plan
    inserted: dict[str, InsertPart] = field(default_factory=dict)
    _followers: dict[Handle, Handle | None] = field(default_factory=dict)
    _leaders: dict[Handle, Handle | None] = field(default_factory=dict)

    def insert(self, part: NewPart, name: str, rows: Sequence[Row] = ()) -> InsertPart | None:
        """Plan that a part is put in; None, and a finding, where it cannot be.

        It is put in for good where both neighbours are as the template has them; where somebody has worked there, it
        is suggested.
        """
        edit = self._edit(part, rows) if part.is_whole else None
        if edit is None:
            what = f"it has no place in the report and would read {quoted(part.text)}"
            self.plan.report(name, what, "put it in where it belongs")
            return None
        self.plan.edit(edit)
        self.inserted[part.tag] = edit
        self._link(edit)
        what = "the report needs it now" + ("; it is offered as a tracked change" if edit.is_suggested else "")
        at = self._origin(edit)
        self.plan.record(Kind.INSERTED, name, what, at=at, is_open=edit.is_suggested, is_after=edit.is_after)
        return edit

    def _edit(self, part: NewPart, rows: Sequence[Row]) -> InsertPart | None:
        before, after = (self._nearest(part, after=after) for after in (False, True))
        if before is None and after is None:
            return None
        is_between = before is not None and after is not None and self._next(before[0]) is after[0]
        is_close = before is not None and (before[1] == 1 or after is None or after[1] > 1)
        beside = before if before is not None and is_close else after
        if beside is None:
            return None
        return InsertPart(part, beside[0], is_after=is_close, is_suggested=not is_between, rows=rows)

    def _nearest(self, part: NewPart, *, after: bool) -> tuple[Handle, int] | None:
        """Give what stands in the document for the nearest neighbour that is there, and how many steps away it was."""
        for steps, neighbour in enumerate(part.neighbours(after=after), 1):
            standing = self._standing(neighbour, after=after)
            if len(standing) == 1:
                return standing[0], steps
        return None

    def _standing(self, neighbour: Neighbour, *, after: bool) -> list[Handle]:
        is_control, said = neighbour
        if not is_control:
            return list(self.plan.current.lines_saying(said)) if said else []
        there: list[Handle] = [one.handle for one in self.plan.frames(said) if not one.is_inline]
        if said in COLUMNS:
            there = self._table(said)[:1] if after else self._table(said)[-1:]
        elif not after and there:  # a sentence may have its table below it still, for which the data have no row
            there = self._table(said.partition(".")[0])[-1:] or there
        return there + ([self.inserted[said]] if said in self.inserted else [])

    def _table(self, tag: str) -> list[Handle]:
        """Give where a table stands, perhaps twice: its controls, or what is left of it without them."""
        frames: list[Handle] = [one.handle for one in self.plan.frames(tag) if not one.is_inline]
        pieces = (piece for table in self.plan.current.tables.get(tag, ()) for piece in table.pieces)
        return frames or list(pieces)

    def _next(self, place: Handle) -> Handle | None:
        """Give what will stand right after a place."""
        found = self._followers[place] if place in self._followers else self._raw(place, after=True)
        while found is not None and found in self.plan.gone:
            found = self._followers[found] if found in self._followers else self._raw(found, after=True)
        return found

    def _raw(self, place: Handle, *, after: bool) -> Handle | None:
        return self.plan.current.beside(place, after=after)

    def _link(self, edit: InsertPart) -> None:
        """Remember between which two it stands."""
        if edit.is_after:
            before, after = edit.beside, self._next(edit.beside)
        else:
            after = edit.beside
            before = self._leaders[after] if after in self._leaders else self._raw(after, after=False)
        if before is not None:
            self._followers[before] = edit
        if after is not None:
            self._leaders[after] = edit
        self._followers[edit], self._leaders[edit] = after, before

    def _origin(self, edit: InsertPart) -> Handle:
        """Give the place in the document beside which a part is put, through others that are put in."""
        beside = edit.beside
        while isinstance(beside, InsertPart):
            beside = beside.beside
        return beside
