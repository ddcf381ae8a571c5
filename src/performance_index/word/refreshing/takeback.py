"""Our own tracked words that nobody has decided on are taken back, before newer ones take their place."""

from __future__ import annotations

from lxml.etree import _Element as Element

from performance_index.word.document.controls import RUN_WORDS
from performance_index.word.document.revisions import Reviser, restore
from performance_index.word.document.wordml import w, words


def take_back(content: Element, offered: str | None, reviser: Reviser) -> bool:
    """Undo our tracked changes of words in a field, as if the clerk had rejected them; whether that was done.

    It is not where there are none, nor where one of them holds words that are not `offered`: a person typed them.
    """
    marks = reviser.ours(content)
    inserted = [mark for mark in marks if mark.tag == w("ins")]
    if not marks or any(_holds_more(mark, offered, reviser) for mark in inserted):
        return False
    for mark in marks:
        if mark.tag == w("del"):
            restore(mark)
        else:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
    for mark in content.iterfind(f".//{w('pPr')}/{w('rPr')}/{w('del')}"):
        if reviser.is_ours(mark):
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
    return True


def _holds_more(mark: Element, offered: str | None, reviser: Reviser) -> bool:
    """Whether an insertion of ours holds anything but the words that we put there."""
    is_plain = all(run.tag == w("r") and all(part.tag in RUN_WORDS for part in run) for run in mark)
    return not is_plain or (offered is None or words(mark) not in offered) or reviser.others(mark)


def is_offered(content: Element, reviser: Reviser) -> bool:
    """Whether all that can be read in a field is an insertion of ours that nobody has accepted yet."""
    marks = reviser.ours(content)
    if not marks or any(mark.tag == w("del") for mark in marks):
        return False
    inside = {run for mark in marks for run in mark.iter(w("r"))}
    return all(run in inside for run in content.iter(w("r")) if words(run))
