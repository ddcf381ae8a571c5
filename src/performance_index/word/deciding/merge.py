"""The three-way merge of one text: what was generated, what stands in the document now, what the data say now.

No Word in here: three texts go in, and what becomes of each word comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from performance_index.report import is_statement
from performance_index.word.deciding.pieces import Op, Piece, alike, joined, tokens

_BLANKS = re.compile(r"[^\S\n]+")
_REWRITTEN = 0.5  # fewer words of the text than this share are still there: it was written anew, not changed
_COMPARED = 4_000_000  # pairs of words; above it, what differs is taken as a whole (seconds would pass)


class Outcome(Enum):
    """What becomes of a text."""

    SAME = "the document says it already"
    REPLACED = "nobody touched it: it says what the data say now"
    KEPT = "the data say what they said: the clerk's text stays"
    WORDS = "both changed, each other words: the data's words are laid into the clerk's text"
    CONFLICT = "both changed the same words: the clerk has to choose"


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of a text. Kept and deleted pieces together are the text that was there."""

    outcome: Outcome
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text as it reads when every change is accepted."""
        return "".join(piece.text for piece in self.pieces if piece.op is not Op.DELETE)


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens `start` to `end` of one text stand as tokens `first` to `last` in the other."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of the base that somebody changed: where it stands in the clerk's text and in the data's."""

    mine: slice
    new: slice
    by_clerk: bool
    by_data: bool
    is_added: bool  # nothing stood there


def same_words(one: str, other: str) -> bool:
    """Whether two texts read the same: word processors are free with blanks, but not with paragraphs."""
    return one == other or _plain(one) == _plain(other)


def merge(base: str | None, mine: str, new: str, *, whole: bool = False) -> Merge:
    """Give what becomes of `mine`, the text in the document.

    `base` is the text that was generated there, None where that is not known: then it is the clerk's to choose. A
    `whole` text means nothing in pieces.
    """
    if same_words(mine, new):
        return Merge(Outcome.SAME, joined([(Op.KEEP, mine)]))
    if base is None:
        return Merge(
            Outcome.CONFLICT, joined([(Op.DELETE, mine), (Op.INSERT, new)]) if whole else _overlay(mine, mine, new)[0]
        )
    if same_words(base, new):
        return Merge(Outcome.KEPT, joined([(Op.KEEP, mine)]))
    if same_words(base, mine):
        return Merge(Outcome.REPLACED, _overlay(mine, mine, new)[0])
    lines = [text.split("\n") for text in (base, mine, new)]
    if whole or any(map(is_statement, {*lines[0]} ^ {*lines[2]})):
        by_line = not whole and len(lines[0]) == len(lines[1]) == len(lines[2]) > 1
        return _by_line(*lines) if by_line else merge(None, mine, new, whole=True)
    pieces, is_conflict = _overlay(base, mine, new)
    return _laid(pieces, is_conflict=is_conflict)


def _by_line(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Merge:
    """Merge texts of as many lines, line by line, those whole that are made of facts."""
    made = [merge(b, m, n, whole=is_statement(b) or is_statement(n)) for b, m, n in zip(base, mine, new, strict=True)]
    pieces = [(piece.op, piece.text) for one in made for piece in (Piece(Op.KEEP, "\n"), *one.pieces)][1:]
    return _laid(joined(pieces), is_conflict=any(one.outcome is Outcome.CONFLICT for one in made))


def _laid(pieces: tuple[Piece, ...], *, is_conflict: bool) -> Merge:
    outcome = Outcome.KEPT if all(piece.op is Op.KEEP for piece in pieces) else Outcome.WORDS
    return Merge(Outcome.CONFLICT if is_conflict else outcome, pieces)


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).strip().split("\n"))


def _overlay(base: str, mine: str, new: str) -> tuple[tuple[Piece, ...], bool]:
    """Lay the data's change, base to new, over `mine`; and whether it meets a change of the clerk's.

    It does where both changed the same words, or where nothing is left of the text that the clerk worked on.
    """
    b, m, n = map(tokens, (base, mine, new))
    by_clerk, by_data = _phrases(b, _changes(b, m)), _rewrite(b, n)
    pieces: list[tuple[Op, str]] = []
    done = 0
    conflict = bool(b and by_clerk) and any(change.start == 0 and change.end == len(b) for change in by_data)
    for region in _regions(by_clerk, by_data):
        first, last = region.mine.start, region.mine.stop
        ours, theirs = m[region.mine], n[region.new]
        if not region.by_data or ours == theirs:
            continue
        if region.by_clerk:
            conflict = True
            if region.is_added:  # nobody's words stand against the other's: both may stay
                first = last
            else:
                head, tail = alike(ours, theirs)
                first, last, theirs = first + head, last - tail, theirs[head : len(theirs) - tail]
        pieces += [
            (Op.KEEP, "".join(m[done:first])),
            (Op.DELETE, "".join(m[first:last])),
            (Op.INSERT, "".join(theirs)),
        ]
        done = last
    pieces.append((Op.KEEP, "".join(m[done:])))
    return joined(pieces), conflict


def _changes(one: Sequence[str], other: Sequence[str]) -> list[_Change]:
    """Give where two texts differ, in order."""
    head, tail = alike(one, other)
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    if not a and not b:
        return []
    if not a or not b or len(a) * len(b) > _COMPARED:
        return [_Change(head, len(one) - tail, head, len(other) - tail)]
    found = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [_Change(head + a1, head + a2, head + b1, head + b2) for op, a1, a2, b1, b2 in found if op != "equal"]


def _phrases(base: Sequence[str], changes: Sequence[_Change]) -> list[_Change]:
    """Give the changes with those as one between which only blanks stayed: a phrase is accepted or rejected whole."""
    found: list[_Change] = []
    for change in changes:
        before = found[-1] if found else None
        if before and all(_BLANKS.fullmatch(token) for token in base[before.end : change.start]):
            found[-1] = _Change(before.start, change.end, before.first, change.last)
        else:
            found.append(change)
    return found


def _rewrite(base: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """Give the data's changes: one for the whole text where little of it is left, since nobody reads a mixture."""
    changes = _changes(base, new)
    words = sum(map(_is_word, base))
    gone = sum(_is_word(token) for change in changes for token in base[change.start : change.end])
    if len(changes) > 1 and words - gone < _REWRITTEN * words:
        return [_Change(0, len(base), 0, len(new))]
    return changes


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _regions(clerk: Sequence[_Change], data: Sequence[_Change]) -> Iterator[_Region]:
    """Give what somebody changed, in order; changes of both that touch the same words are one region."""
    queue = sorted(
        [*((c, True) for c in clerk), *((c, False) for c in data)], key=lambda one: (one[0].start, one[0].end)
    )
    shifts = {True: 0, False: 0}  # by how far each text has moved against the base so far
    at = 0
    while at < len(queue):
        start, end = queue[at][0].start, queue[at][0].end
        sides: dict[bool, list[_Change]] = {True: [], False: []}
        while at < len(queue) and (not any(sides.values()) or _touches(queue[at][0], start, end)):
            change, side = queue[at]
            sides[side].append(change)
            end = max(end, change.end)
            at += 1
        reach = {}
        for side, changes in sides.items():
            low = start + shifts[side]
            if changes:
                shifts[side] = changes[-1].last - changes[-1].end
            reach[side] = slice(low, end + shifts[side])
        yield _Region(
            reach[True], reach[False], by_clerk=bool(sides[True]), by_data=bool(sides[False]), is_added=start == end
        )


def _touches(change: _Change, start: int, end: int) -> bool:
    """Whether a change concerns words before `end`, or adds where the other side added: side by side is apart."""
    return change.start < end or start == end == change.start == change.end
