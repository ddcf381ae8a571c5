"""A field's place in a document: what it says there, and whether a person has been at work in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import RUN_WORDS, Control, find_controls, rewrite
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.wordml import text, w
from performance_index.word.fill import VALUE_TAGS
from performance_index.word.refreshing.takeback import is_offered

_HARMLESS = set(map(w, ("pPr", "proofErr", "commentRangeStart", "commentRangeEnd")))
_BOOKMARK = {w("bookmarkStart"), w("bookmarkEnd")}
_CURSOR = "_GoBack"  # where Word remembers that somebody stood last
_NO_MATTER = set(map(w, ("lang", "noProof", "rPr", "szCs", "bCs", "iCs")))
"""What Word and LibreOffice add to formatting on their own; in a paragraph's, `rPr` is the look of its mark."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: `name` is what a clerk calls it; `control` is None for a table's cell."""

    name: str
    content: Element
    control: Control | None = None

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a line of text."""
        return self.control is not None and self.control.is_inline

    @property
    def element(self) -> Element:
        """What a comment is put on."""
        return self.content if self.control is None or not self.is_inline else self.control.element

    @property
    def text(self) -> str:
        """What a person reads there, a prompt too."""
        return text(self.content)

    def write(self, said: str) -> None:
        """Put text in place of what is there, a paragraph for each line."""
        if self.control is None:
            rewrite(self.content, said.split("\n"), is_inline=False)
        else:
            self.control.write(said.split("\n"))

    def is_plain(self, reviser: Reviser, comments: Comments) -> bool:
        """Whether nothing but words of one look is there, so that writing anew loses nothing of anybody's."""
        if reviser.others(self.content):
            return False
        if reviser.ours(self.content) and not is_offered(self.content, reviser):
            return False
        if comments.others(self.element, is_inline=self.is_inline):
            return False
        paragraphs = self.content.findall(w("p"))
        if any(p.find(f"{w('pPr')}/{w('sectPr')}") is not None for p in paragraphs):
            return False
        if self.is_inline:
            return _is_uniform([self.content])
        content = _without_values(self.content)
        lines = content.findall(w("p"))
        strange = any(child.tag not in {w("p"), w("tcPr")} for child in content)
        return not strange and _is_uniform(lines) and len({_look(p.find(w("pPr"))) for p in lines}) <= 1


def _without_values(content: Element) -> Element:
    """Give what a section holds as if the values inside it were plain words: their controls are ours."""
    if not VALUE_TAGS & find_controls(content).keys():
        return content
    content = copy.deepcopy(content)
    for element in reversed(list(content.iter(w("sdt")))):
        if Control(element).tag in VALUE_TAGS:
            Control(element).unwrap()
    return content


def _is_uniform(lines: Iterable[Element]) -> bool:
    """Whether the lines hold nothing but words of one look; whose changes and comments are there was asked before."""
    looks = set()
    for run in _runs(lines):
        if run.tag != w("r"):
            return False
        if any(part.tag not in RUN_WORDS for part in run):
            if [part.tag for part in run if part.tag != w("rPr")] == [w("commentReference")]:
                continue
            return False
        if any(part.tag != w("rPr") for part in run):
            looks.add(_look(run.find(w("rPr"))))
    return len(looks) <= 1


def _runs(lines: Iterable[Element]) -> Iterator[Element]:
    for line in lines:
        cursors = {
            mark.get(w("id")) for mark in line.iterchildren(w("bookmarkStart")) if mark.get(w("name")) == _CURSOR
        }
        for child in line:
            if child.tag == w("ins"):
                yield from child
            elif child.tag not in _HARMLESS and not (child.tag in _BOOKMARK and child.get(w("id")) in cursors):
                yield child


def _look(properties: Element | None) -> bytes:
    """Give a paragraph's or a run's formatting as something to compare."""
    return (
        b""
        if properties is None
        else b"".join(etree.tostring(child) for child in properties if child.tag not in _NO_MATTER)
    )
