"""Text boxes and what is kept twice, for newer and older programs: made one text that flows by itself."""

from __future__ import annotations

from lxml.etree import _Element as Element

from performance_index.word.document.story import FALLBACK
from performance_index.word.document.wordml import MC, w

_EITHER, _CHOICE = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_BOX = w("txbxContent")


def choose_one(root: Element) -> None:
    """Leave one of each pair, in place: what is for newer programs, or the picture of it where only that is one."""
    for either in reversed(list(root.iter(_EITHER))):
        choice, fallback = either.find(_CHOICE), either.find(FALLBACK)
        if choice is None or (fallback is not None and _has_picture(fallback) and not _has_picture(choice)):
            choice = choice if fallback is None or _has_words(choice) else fallback
        for child in () if choice is None else list(choice):
            either.addprevious(child)
        remove(either)


def _has_picture(element: Element) -> bool:
    return next(element.iter(*_PICTURES), None) is not None


def _has_words(element: Element | None) -> bool:
    return element is not None and next(element.iter(_BOX, w("t")), None) is not None


def lift_boxes(root: Element) -> None:
    """Put the text of each box, in place, after the paragraph that the box hangs on."""
    last: dict[Element, Element] = {}
    for box in list(root.iter(_BOX)):
        around = list(box.iterancestors(w("p"), _BOX))
        inside = next((n for n, one in enumerate(around) if one.tag == _BOX), len(around))
        paragraph = around[inside - 1] if inside else None
        if paragraph is None:
            continue
        for child in list(box):
            last.get(paragraph, paragraph).addnext(child)
            last[paragraph] = child


def part_paragraphs(root: Element) -> None:
    """Put a paragraph that stands inside another, as some programs write it, after that one."""
    for paragraph in reversed(list(root.iter(w("p")))):
        around = list(paragraph.iterancestors(w("p")))
        if around:
            around[-1].addnext(paragraph)


def remove(element: Element) -> None:
    """Take an element out; the words behind it in the file's own layout go with it, as there are none."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Leave what is in an element in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)
