"""Tracked changes where no clerk sees them: in styles and numbering, and in the copies kept for older programs."""

from __future__ import annotations

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import W14, w

_BEFORE = tuple(
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
        *(f"customXml{kind}Range{end}"
          for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    )
)  # fmt: skip
_WENT = (w("del"), w("moveFrom"), f"{{{W14}}}conflictDel")
_CAME = (w("ins"), w("moveTo"), f"{{{W14}}}conflictIns")


def accept_changes(root: Element) -> None:
    """Accept every tracked change in one part, in place, so that nothing says whose it was.

    What a clerk can see was accepted or rejected before: open changes are never published.
    """
    for change in list(root.iter(*_BEFORE, *_WENT)):
        _remove(change)
    for change in list(root.iter(*_CAME)):
        for child in list(change):
            change.addprevious(child)
        _remove(change)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
