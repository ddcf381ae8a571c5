"""What a clerk writes into a suggestion of ours is the clerk's, and stays whatever becomes of the suggestion.

A row or a paragraph that we put in and somebody wrote in is taken as accepted. Words typed among ours, inside a tracked
insertion, are taken out of it: rejecting it would have dropped them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from lxml.etree import _Element as Element

from performance_index.word.deciding.pieces import tokens
from performance_index.word.document.controls import RUN_WORDS
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.suggestions import POINTS, holds_only_words
from performance_index.word.document.textruns import cut_run
from performance_index.word.document.wordml import on_one_line, text, w, words
from performance_index.word.state import State

_SAYS_NOTHING = {*RUN_WORDS, w("commentReference")}


def accept_edited(reviser: Reviser, base: State) -> bool:
    """Give the clerk what the clerk wrote into suggestions of ours; `base` says what we suggested.

    Whether anything had to be done.
    """
    ours = _ours(reviser.marks, reviser)
    known = _known(base) if ours else set()
    intact: set[Element] = set()
    among_words: list[Element] = []
    is_done = False
    for mark in ours:
        if mark.getparent() is None:  # its row was accepted
            continue
        part = _whole(mark)
        if part is None:
            if intact.isdisjoint(mark.iterancestors()):
                among_words.append(mark)
        elif _is_as_offered(part, known):
            intact.add(part)
        else:
            reviser.accept(part)
            is_done = True
    standing = [mark for mark in among_words if mark.getparent() is not None]
    said = [on_one_line(words(mark)) for mark in standing]
    doubtful, offered = _unlike(said, base.offers)
    for n, mark in enumerate(standing):
        if n in doubtful:
            is_done |= _free_words(mark, offered if base.offers else known, reviser)
        elif not holds_only_words(mark, or_struck=True):
            is_done |= _free_words(mark, [said[n]], reviser)
    return is_done


def suggestions_in(reviser: Reviser, roots: Iterable[Element]) -> tuple[str, ...]:
    """Give the words of each insertion of ours that stands among other words, to know later what was typed into it.

    They are in the order of the texts, whose `roots` are given.
    """
    if not _ours(reviser.marks, reviser):
        return ()
    ours = _ours((mark for root in roots for mark in root.iter(w("ins"))), reviser)
    whole = {part for part in map(_whole, ours) if part is not None}
    return tuple(on_one_line(words(m)) for m in ours if _whole(m) is None and whole.isdisjoint(m.iterancestors()))


def _unlike(said: Sequence[str], offered: Sequence[str]) -> tuple[set[int], list[str]]:
    """Give the numbers of the texts that are not as offered, and the offers that no text is like.

    Where there are as many as were offered, each is the one at its place; else they are laid side by side.
    """
    if len(said) == len(offered):
        pairs = {n: n for n, one in enumerate(said) if one == offered[n]}
    else:
        blocks = SequenceMatcher(None, said, offered, autojunk=False).get_matching_blocks()
        pairs = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    taken = set(pairs.values())
    return set(range(len(said))) - pairs.keys(), [o for n, o in enumerate(offered) if n not in taken]


def _ours(marks: Iterable[Element], reviser: Reviser) -> list[Element]:
    return [mark for mark in marks if mark.tag == w("ins") and reviser.is_ours(mark)]


def _whole(mark: Element) -> Element | None:
    """Give the row or the paragraph that a mark says was put in; None for a mark of words."""
    holder = mark.getparent()
    assert holder is not None
    if holder.tag == w("trPr"):
        return holder.getparent()
    above = holder.getparent()
    return above.getparent() if holder.tag == w("rPr") and above is not None and above.tag == w("pPr") else None


def _known(base: State) -> set[str]:
    """Give all that was generated, text by text and line by line."""
    tables = base.tables.values()
    rows = [row for table in tables for row in (table.headings, *table.rows.values(), *table.struck.values())]
    said = [*base.texts.values(), *base.struck.values(), *(cell for row in rows for cell in row)]
    return {"", *(on_one_line(line) for one in said for line in (one, *one.split("\n")))}


def _is_as_offered(part: Element, known: Collection[str]) -> bool:
    """Whether a row or a paragraph that we put in holds our words and nothing else."""
    places = list(part.iter(w("tc"))) if part.tag == w("tr") else [part]
    says_ours = all(on_one_line(text(place) if place.tag == w("tc") else words(place)) in known for place in places)
    return says_ours and all(child.tag in _SAYS_NOTHING for run in part.iter(w("r")) for child in run)


def _free_words(mark: Element, offered: Collection[str], reviser: Reviser) -> bool:
    """Take out of an insertion what is not of its words; what is struck out in it was; whether that was done."""
    said = "".join(words(one) if one.tag == w("r") else " " * len(words(one)) for one in mark)
    is_simple = holds_only_words(mark, or_struck=True)
    if is_simple and (not said.strip() or any(_holds(tokens(one), tokens(on_one_line(said))) for one in offered)):
        return False
    ours = _our_stretches(said, offered)
    kept: Element | None = None
    last = mark
    at = 0
    for child in _cut(mark, ours):
        length = len(words(child))
        is_ours = child.tag == w("r") and any(start <= at and at + length <= end for start, end in ours) and length
        is_ours = is_ours or child.tag == w("del")
        at += length
        if child.tag in POINTS and kept is not None:
            kept.append(child)
        elif not is_ours:
            last.addnext(child)
            last, kept = child, None
        else:
            if kept is None:
                kept = reviser.mark("ins")
                kept.attrib.update({name: value for name, value in mark.attrib.items() if name != w("id")})
                last.addnext(kept)
                last = kept
            kept.append(child)
    parent = mark.getparent()
    assert parent is not None
    parent.remove(mark)
    return True


def _holds(offer: Sequence[str], said: Sequence[str]) -> bool:
    """Whether these words stand in an offer, one after the other."""
    return any(offer[n : n + len(said)] == said for n in range(len(offer) - len(said) + 1))


def _our_stretches(said: str, offered: Collection[str]) -> list[tuple[int, int]]:
    """Give where in an insertion the words stand that were offered: those of the offer that is most like it."""
    pieces = tokens(said)
    written = [piece for piece in pieces if not piece.isspace()]
    match = SequenceMatcher(None, autojunk=False)
    match.set_seq2(written)
    best: set[int] = set()
    for one in offered:
        match.set_seq1([piece for piece in tokens(one) if not piece.isspace()])
        alike = {n for block in match.get_matching_blocks() for n in range(block.b, block.b + block.size)}
        if len(alike) > len(best):
            best = alike
    return list(_joined(pieces, best))


def _joined(pieces: Sequence[str], ours: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of text that our words take up, with the blanks between them and before them."""
    start = end = at = number = 0
    for piece in pieces:
        if not piece.isspace():
            if number in ours:
                end = at + len(piece)
            else:
                if end > start:
                    yield start, end
                start = end = at + len(piece)
            number += 1
        at += len(piece)
    if end > start:
        yield start, at if number - 1 in ours else end


def _cut(mark: Element, stretches: Iterable[tuple[int, int]]) -> list[Element]:
    """Give what an insertion holds, its runs cut where our words begin and end."""
    ends = sorted({end for stretch in stretches for end in stretch})
    at = 0
    for child in list(mark):
        length, run = len(words(child)), child
        for end in (end for end in ends if at < end < at + length) if child.tag == w("r") else ():
            run = cut_run(run, end - (at + length - len(words(run))))
        at += length
    return list(mark)
