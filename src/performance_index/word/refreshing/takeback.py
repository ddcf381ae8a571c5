"""Our own tracked words that nobody has decided on are taken back, before newer ones take their place."""

from __future__ import annotations

from lxml.etree import _Element as Element

from performance_index.word.document.controls import RUN_WORDS
from performance_index.word.document.revisions import Reviser, restore
from performance_index.word.document.wordml import w, words

POINTS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")))
"""What stands between words without being any; LibreOffice puts it into the tracked change beside it."""


def take_back(content: Element, reviser: Reviser) -> bool:
    """Undo our tracked changes of words in a field, as if the clerk had rejected them; whether that was done.

    It is not where there are none, nor where one of them holds more than words, or somebody else's change.
    """
    marks = reviser.ours(content)
    if not marks or any(mark.tag == w("ins") and _holds_more(mark, reviser) for mark in marks):
        return False
    for mark in marks:
        if mark.tag == w("del"):
            restore(mark)
        else:
            for child in [child for child in mark if child.tag in POINTS]:
                mark.addprevious(child)
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
    for mark in content.iterfind(f".//{w('pPr')}/{w('rPr')}/{w('del')}"):
        if reviser.is_ours(mark):
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
    return True


def _holds_more(mark: Element, reviser: Reviser) -> bool:
    """Whether an insertion of ours holds anything but words of ours; words that a clerk typed there are out already."""
    return reviser.others(mark) or not holds_only_words(mark)


def holds_only_words(mark: Element, *, or_struck: bool = False) -> bool:
    """Whether a tracked change holds nothing but runs of words, and points where something else begins or ends.

    `or_struck`: words in it that are struck out may be there too.
    """
    return all(
        run.tag in POINTS
        or (or_struck and run.tag == w("del"))
        or (run.tag == w("r") and all(child.tag in RUN_WORDS for child in run))
        for run in mark
    )


def is_offered(content: Element, reviser: Reviser) -> bool:
    """Whether all that can be read in a field is an insertion of ours that nobody has accepted yet."""
    marks = reviser.ours(content)
    if not marks or any(mark.tag == w("del") for mark in marks):
        return False
    inside = {run for mark in marks for run in mark.iter(w("r"))}
    return all(run in inside for run in content.iter(w("r")) if words(run))
