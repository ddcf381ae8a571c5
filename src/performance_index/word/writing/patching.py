"""Changed words put into a clerk's text: only the runs of those words are touched, all else stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element as Element

from performance_index.word.deciding.pieces import Op, Piece, ends
from performance_index.word.document.controls import new_run, run_style
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.textruns import Stretch, hosts, split, stretches
from performance_index.word.document.wordml import w


def patch(content: Element, pieces: Sequence[Piece], reviser: Reviser | None) -> None:
    """Put the pieces into a text that takes them: as tracked changes, or, without a reviser, for good."""
    lines = hosts(content)
    _apply(split(stretches(lines), ends(pieces)), pieces, lines, reviser)


def _apply(
    found: Sequence[Stretch], pieces: Sequence[Piece], lines: Sequence[Element], reviser: Reviser | None
) -> None:
    at = 0
    gone: list[Element] = []
    for piece in pieces:
        if piece.op is Op.INSERT:
            _insert(piece.text, found, at, lines, reviser)
            continue
        left = len(piece.text)
        while left:
            run = found[at].element
            left -= len(found[at].text)
            at += 1
            if piece.op is Op.DELETE:
                assert run is not None
                gone.append(run)
                if reviser is not None:
                    reviser.delete(run)
    for run in gone if reviser is None else ():
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)


def _insert(text: str, found: Sequence[Stretch], at: int, lines: Sequence[Element], reviser: Reviser | None) -> None:
    """Insert words before what is at this place: after what stands before it, if that is on the same line."""
    before = found[at - 1] if at else None
    after = found[at] if at < len(found) else None
    beside = next((one.element for one in (before, after) if one is not None and one.element is not None), None)
    run = new_run(text, run_style(beside) if beside is not None and beside.tag == w("r") else None)
    made = run if reviser is None else reviser.insert(run)
    if before is not None and before.element is not None:
        parent = before.element.getparent()
        (before.element if parent is None or parent.tag != w("del") else parent).addnext(made)
    elif after is not None and after.element is not None:
        after.element.addprevious(made)
    else:
        (lines[0] if before is None else before.host).append(made)
