"""Our own tracked words that nobody has decided on: told from all else, and withdrawn before newer ones are made."""

from __future__ import annotations

from lxml.etree import _Element as Element

from performance_index.word.document.controls import RUN_WORDS
from performance_index.word.document.revisions import Reviser, restore
from performance_index.word.document.wordml import w, words

POINTS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")))
"""What stands between words without being any; LibreOffice puts it into the tracked change beside it."""


def can_withdraw(content: Element, reviser: Reviser) -> bool:
    """Whether our tracked changes of words in a field can be undone.

    Not where there are none, nor where one of them holds more than words, or somebody else's change.
    """
    marks = reviser.ours(content)
    return bool(marks) and not any(mark.tag == w("ins") and _holds_more(mark, reviser) for mark in marks)


def withdraw(content: Element, reviser: Reviser) -> None:
    """Undo our tracked changes of words in a field, as if the clerk had rejected them."""
    for mark in reviser.ours(content):
        if mark.tag == w("del"):
            restore(mark)
        else:
            for child in [child for child in mark if child.tag in POINTS]:
                mark.addprevious(child)
            _remove(mark)
    for mark in content.iterfind(f".//{w('pPr')}/{w('rPr')}/{w('del')}"):
        if reviser.is_ours(mark):
            _remove(mark)


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


def is_suggestion(content: Element, reviser: Reviser) -> bool:
    """Whether all that can be read in a field is an insertion of ours that nobody has accepted yet."""
    marks = reviser.ours(content)
    if not marks or any(mark.tag == w("del") for mark in marks):
        return False
    inside = {run for mark in marks for run in mark.iter(w("r"))}
    return all(run in inside for run in content.iter(w("r")) if words(run))


def _holds_more(mark: Element, reviser: Reviser) -> bool:
    """Whether an insertion of ours holds anything but words of ours; words that a clerk typed there are out already."""
    return reviser.others(mark) or not holds_only_words(mark)


def _remove(mark: Element) -> None:
    parent = mark.getparent()
    assert parent is not None
    parent.remove(mark)
