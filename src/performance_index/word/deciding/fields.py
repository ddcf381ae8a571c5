"""One field: left alone, replaced, given changed words as suggestions, or told of beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import Field
from performance_index.word.deciding.edits import Edit, Replace
from performance_index.word.deciding.merge import Merge, Outcome, merge, same_words
from performance_index.word.deciding.pieces import Op, Piece, over_suggestions
from performance_index.word.deciding.plan import Plan
from performance_index.word.document import notes


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """One field, which a clerk calls by this `name`: what was generated in it, and what it is to say now.

    `written` puts the new text in the place of all that is there; by default as paragraphs. A `whole` text is suggested
    as it is, not word by word. `replaced` is what a replacement is called.
    """

    plan: Plan
    name: str
    at: Field
    base: str | None
    new: str
    written: Edit | None = None
    whole: bool = False
    replaced: Kind = Kind.REPLACED

    def decide(self, said: str | None = None) -> Outcome:
        """Plan what becomes of it, and give that.

        `said` is what stands there, where that is not simply what a person reads (a prompt).
        """
        plan, at = self.plan, self.at
        said = at.text if said is None else said
        if self.base is not None and same_words(self.base, self.new):
            if not same_words(said, self.base):
                self._keep("the words in the report stay; the data have not changed")
            return Outcome.KEPT
        is_undecided = any(map(notes.is_decision, plan.notes(at)))
        result = merge(self.base, said, self.new, whole=self.whole)
        standing = None if at.is_suggestion else at.suggested
        if standing is not None:
            result = _suggested_again(standing, result, is_conflict=is_undecided)
        if is_undecided:
            plan.drop_comments(at, notes.is_decision)
        if result.outcome is Outcome.REPLACED:
            self._replace(result)
        elif result.outcome in {Outcome.WORDS, Outcome.CONFLICT}:
            self._suggest(result, is_withdrawn=standing is not None)
        elif result.outcome is Outcome.KEPT:
            if standing is not None:
                plan.withdraw(at)
            self._keep("the words in the report stay; they hold what the data changed")
        return result.outcome

    def tell(self) -> None:
        """Plan that the words are left alone, and a comment says beside them what the data say now."""
        now = quoted(self.new, self.at.text)
        if self.plan.comment(self.at, notes.newer(self.new)):
            self._record(Kind.TO_DECIDE, f"it was edited; a comment says that it would now read {now}", is_open=True)
        else:
            what = f"it was edited and would now read {now}"
            self.plan.report(self.name, what, "change it in Word if it should")

    def _record(self, kind: Kind, what: str, *, is_open: bool = False) -> None:
        self.plan.record(kind, self.name, what, at=self.at.handle, is_open=is_open)

    def _keep(self, what: str) -> None:
        self._record(Kind.KEPT, what)

    def _replace(self, result: Merge) -> None:
        at, is_suggestion = self.at, self.at.is_suggestion
        if at.is_plain:
            self.plan.drop_comments(at, lambda _: True)  # those whose anchors are among the words
            self.plan.replace(at, self.written or Replace(at.handle, self.new, is_suggestion), self.new)
        elif at.takes(result.pieces, withdrawn=False):
            self.plan.patch(at, result.pieces, suggested=is_suggestion, withdrawn=False)
        else:
            self.tell()
            return
        was, now = quoted(at.text, self.new), quoted(self.new, at.text)
        self._record(self.replaced, f"was {was}, is {now}", is_open=is_suggestion)

    def _suggest(self, result: Merge, *, is_withdrawn: bool) -> None:
        at = self.at
        if not at.takes(result.pieces, withdrawn=is_withdrawn):
            if is_withdrawn:
                self.plan.withdraw(at)
            self.tell()
            return
        self.plan.patch(at, result.pieces, suggested=True, withdrawn=is_withdrawn)
        what = "the changed words are tracked changes in the edited text"
        if result.outcome is Outcome.CONFLICT:
            self.plan.comment(at, notes.conflict(self.new))
            what = f"the same words were edited; {quoted(self.new, at.text)} is offered as a tracked change"
        self._record(Kind.TO_DECIDE, what, is_open=True)


def _suggested_again(standing: Sequence[Piece], result: Merge, *, is_conflict: bool) -> Merge:
    """Give what is suggested in the clerk's own text: the data's change now, and what was before and is undecided."""
    pieces = over_suggestions(standing, result.pieces)
    if all(piece.op is Op.KEEP for piece in pieces):
        return Merge(Outcome.KEPT, pieces)
    is_conflict = is_conflict or result.outcome is Outcome.CONFLICT
    return Merge(Outcome.CONFLICT if is_conflict else Outcome.WORDS, pieces)
