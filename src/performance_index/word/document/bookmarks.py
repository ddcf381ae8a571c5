"""Bookmarks of ours, which no reader sees: a word processor hides those whose name begins with a low line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import w

OURS = "_PI"
"""How the names of our bookmarks begin."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A stretch of the text under a name; `marks` are all its marks, more than two where LibreOffice repeated one."""

    name: str
    start: Element
    end: Element
    marks: tuple[Element, ...]

    def take_away(self) -> None:
        """Take the bookmark out of the text; the words stay."""
        for mark in self.marks:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)


def our_bookmarks(root: Element) -> list[Bookmark]:
    """Give our bookmarks in a text, in order; each from where it first begins to where it last ends."""
    starts = _by_number(root, "bookmarkStart")
    if not any(_is_ours(start) for begun in starts.values() for start in begun):
        return []
    ends = _by_number(root, "bookmarkEnd")
    marks: dict[str, tuple[list[Element], list[Element]]] = {}
    for number, begun in starts.items():
        ended = ends.get(number, [])
        are_all_ours = all(map(_is_ours, begun))
        for n, start in enumerate(begun):
            if _is_ours(start):
                begins, stops = marks.setdefault(start.get(w("name"), ""), ([], []))
                begins.append(start)
                if are_all_ours and n == 0:
                    stops += ended
                elif not are_all_ours and len(begun) == len(ended):  # some program numbered them alike
                    stops.append(ended[n])
    return [Bookmark(name, begun[0], (ended or begun)[-1], (*begun, *ended)) for name, (begun, ended) in marks.items()]


def _by_number(root: Element, kind: str) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for mark in root.iter(w(kind)):
        found.setdefault(mark.get(w("id"), ""), []).append(mark)
    return found


def _is_ours(start: Element) -> bool:
    return start.get(w("name"), "").startswith(OURS)


def new_bookmark(line: Element, name: str, number: int) -> None:
    """Put a bookmark around all that a paragraph, or the content of a control inside a line, holds."""
    start, end = (line.makeelement(w(kind), {w("id"): f"{number}"}) for kind in ("bookmarkStart", "bookmarkEnd"))
    start.set(w("name"), name)
    line.insert(0 if line.find(w("pPr")) is None else 1, start)
    line.append(end)


def free_numbers(root: Element) -> Iterator[int]:
    """Give numbers that no bookmark in a text had when the first was asked for, without end."""
    used = {mark.get(w("id")) for mark in root.iter(w("bookmarkStart"))}
    yield from (number for number in itertools.count(1) if f"{number}" not in used)
