"""Tracked changes that nobody has accepted or rejected yet, as a person sees them in Word's margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.grid import cells_of
from performance_index.word.document.story import Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import W14, w

_WORDS = {"ins": "inserted", "del": "deleted", "moveFrom": "moved away", "moveTo": "moved here"}
_LAYOUT = {
    "rPrChange": "changed the formatting of", "pPrChange": "changed the paragraph formatting of",
    "numberingChange": "changed the numbering of", "sectPrChange": "changed the page layout",
    "tblPrChange": "changed the formatting of a table", "tblPrExChange": "changed the formatting of a table",
    "trPrChange": "changed the formatting of a table row", "tcPrChange": "changed the formatting of a cell",
    "cellIns": "inserted a cell", "cellDel": "deleted a cell", "cellMerge": "merged or split cells",
    "customXmlInsRangeStart": "inserted a content control", "customXmlDelRangeStart": "deleted a content control",
    "customXmlMoveFromRangeStart": "moved a content control", "customXmlMoveToRangeStart": "moved a content control",
}  # fmt: skip
_NAMES = {w(name): name for name in (*_WORDS, *_LAYOUT)}
_NAMES |= {f"{{{W14}}}conflictIns": "ins", f"{{{W14}}}conflictDel": "del"}  # two people changed the same words
_RUNS = {w(name) for name in ("t", "delText")}
_BETWEEN = {w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")}


@dataclass(slots=True, kw_only=True)
class _Change:
    what: str
    author: str
    place: str
    first: Element
    last: Element
    said: list[str] = field(default_factory=list)


def open_changes(stories: Sequence[Story], places: Whereabouts) -> list[tuple[Element, Finding]]:
    """Give one finding for each tracked change, with its element; a change in several runs is one."""
    found: list[_Change] = []
    for story in stories:
        for element in shown(story.root, *_NAMES):
            if _tells_nothing_new(element):
                continue
            change = _change(element, places)
            if found and _goes_on(found[-1], change):
                found[-1].said += change.said
                found[-1].last = change.last
            else:
                found.append(change)
    return [(change.first, _finding(change)) for change in found]


def _finding(change: _Change) -> Finding:
    said = quoted("".join(change.said))
    return Finding(
        severity=Severity.ERROR,
        place=change.place,
        what=" ".join(filter(None, ("a tracked change is open:", change.author, change.what, said))),
        cure="accept or reject it (Review, Accept)",
    )


def _change(element: Element, places: Whereabouts) -> _Change:
    name, parent = _NAMES[str(element.tag)], element.getparent()
    assert parent is not None
    what, told = _WORDS.get(name) or _LAYOUT[name], element
    if name in _WORDS and parent.tag == w("trPr"):
        what, told = f"{what} the row", _up(element, "tr")
    elif name in _WORDS and parent.tag == w("rPr"):
        what, told = f"{what} a paragraph’s end after", _up(element, "p")
    elif name in {"rPrChange", "pPrChange", "numberingChange"}:
        told = _up(element, "p") if parent.tag != w("rPr") else _up(element, "r", "p")
    author = element.get(w("author"), "").strip() or "somebody"
    return _Change(what=what, author=author, place=places.of(element), first=element, last=element, said=[_text(told)])


def _up(element: Element, *names: str) -> Element:
    return next(element.iterancestors(*map(w, names)), element)


def _text(element: Element) -> str:
    if element.tag == w("tr"):
        return " | ".join(_text(cell) for cell in cells_of(element))
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    paragraphs = 0
    for one in element.iter(w("p"), *_RUNS):
        if one.tag in _RUNS:
            yield one.text or ""
        else:
            paragraphs += 1
            yield " " if paragraphs > 1 else ""


def _tells_nothing_new(element: Element) -> bool:
    """Whether another change of the same person at the same place says it all.

    The words of an inserted row are inserted too, and so is the end of a paragraph whose words are; formatting inside
    an insertion is a part of it.
    """
    name, parent = _NAMES[str(element.tag)], element.getparent()
    assert parent is not None
    if name not in _WORDS:
        return next(element.iterancestors(w("ins"), w("del")), None) is not None
    if parent.tag == w("trPr"):
        return False
    row = next(element.iterancestors(w("tr")), None)
    whole = None if row is None else row.find(f"{w('trPr')}/{w(name)}")
    if whole is not None and whole.get(w("author")) == element.get(w("author")):
        return True
    if parent.tag != w("rPr"):
        return False
    paragraph = _up(element, "p")
    return any(one.get(w("author")) == element.get(w("author")) for one in paragraph.iterchildren(w(name)))


def _goes_on(before: _Change, change: _Change) -> bool:
    """Whether a change only continues the one before: Word writes one for each piece of formatting."""
    if (before.what, before.author) != (change.what, change.author):
        return False
    sibling = change.last.getprevious()
    while sibling is not None and sibling.tag in _BETWEEN:
        sibling = sibling.getprevious()
    return sibling is before.last
