"""One field of a document brought up to date: written, laid into the clerk's words, or told in a comment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from performance_index.finding import Finding, Severity
from performance_index.word.deciding.merge import Merge, Op, Outcome, Piece, merge, over_offers, same_words
from performance_index.word.document import notes
from performance_index.word.document.comments import Comments
from performance_index.word.document.revisions import Reviser
from performance_index.word.refreshing.laying import as_it_stands, lay
from performance_index.word.refreshing.outcome import Change, Kind, quoted
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.takeback import is_offered, take_back


@dataclass(frozen=True, slots=True)
class Editor:
    """Works on one document, and keeps account of what was done and of what found no place."""

    reviser: Reviser
    comments: Comments
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def settle(  # noqa: PLR0913 - what is merged, and how it is read and written, differs from field to field
        self,
        place: Place,
        base: str | None,
        new: str,
        *,
        read: Callable[[], str] | None = None,
        write: Callable[[], object] | None = None,
        whole: bool = False,
    ) -> Outcome:
        """Merge one field and give what became of it.

        `read` gives its text where that is not simply what stands there (a prompt). `write` puts the new text in the
        place of all that is there; by default as paragraphs. A `whole` text is offered as it is, not word by word.
        """
        read = read or (lambda: place.text)
        said = read()
        if base is not None and same_words(base, new):
            if not same_words(said, base):
                self.record(Kind.KEPT, place.name, "the words in the report stay; the data have not changed")
            return Outcome.KEPT
        decisions = [
            number
            for number, comment in self.comments.ours(place.element, is_inline=place.is_inline)
            if notes.is_decision(comment)
        ]
        result = merge(base, said, new, whole=whole)
        if not is_offered(place.content, self.reviser):
            standing = as_it_stands(place.content, self.reviser)
            if take_back(place.content, self.reviser):
                result = _offered_again(standing, result, is_clash=bool(decisions))
        for number in decisions:
            self.comments.remove(number)
        if result.outcome is Outcome.REPLACED:
            self._replace(place, result, new, write)
        elif result.outcome in {Outcome.WORDS, Outcome.CLASH}:
            self._offer(place, result, new)
        elif result.outcome is Outcome.KEPT:
            self.record(Kind.KEPT, place.name, "the words in the report stay; they hold what the data changed")
        return result.outcome

    def record(self, kind: Kind, place: str, what: str, *, is_open: bool = False) -> None:
        """Keep account of a change."""
        self.changes.append(Change(kind=kind, place=place, what=what, is_open=is_open))

    def report(self, place: str, what: str, cure: str) -> None:
        """Keep account of what could not be placed."""
        self.findings.append(Finding(severity=Severity.WARNING, place=place, what=what, cure=cure))

    def tell(self, place: Place, new: str) -> None:
        """Leave the words alone and say beside them what the data say now."""
        if self.comments.add(place.element, notes.newer(new), is_inline=place.is_inline):
            what = f"it was edited; a comment says that it would now read {quoted(new)}"
            self.record(Kind.TO_DECIDE, place.name, what, is_open=True)
        else:
            what = f"it was edited and would now read {quoted(new)}"
            self.report(place.name, what, "change it in Word if it should")

    def _replace(self, place: Place, result: Merge, new: str, write: Callable[[], object] | None) -> None:
        was = quoted(place.text)
        offered = is_offered(place.content, self.reviser)
        if place.is_plain(self.reviser, self.comments):
            for number, _ in self.comments.ours(place.content):  # those whose anchors are among the words
                self.comments.remove(number)
            if write is None:
                place.write(new)
            else:
                write()
            if offered:
                self.reviser.offer_again(place.content)
        elif not lay(place.content, result.pieces, self.reviser if offered else None):
            self.tell(place, new)
            return
        self.record(Kind.REPLACED, place.name, f"was {was}, is {quoted(new)}", is_open=offered)

    def _offer(self, place: Place, result: Merge, new: str) -> None:
        if not lay(place.content, result.pieces, self.reviser):
            self.tell(place, new)
            return
        what = "the changed words are tracked changes in the edited text"
        if result.outcome is Outcome.CLASH:
            self.comments.add(place.element, notes.clash(new), is_inline=place.is_inline)
            what = f"the same words were edited; {quoted(new)} is offered as a tracked change"
        self.record(Kind.TO_DECIDE, place.name, what, is_open=True)


def _offered_again(standing: Sequence[Piece], result: Merge, *, is_clash: bool) -> Merge:
    """Give what is offered in the clerk's own text: the data's change now, and what was offered and is undecided."""
    pieces = over_offers(standing, result.pieces)
    if all(piece.op is Op.KEEP for piece in pieces):
        return Merge(Outcome.KEPT, pieces)
    return Merge(Outcome.CLASH if is_clash or result.outcome is Outcome.CLASH else Outcome.WORDS, pieces)
