"""A field of the document: what it says, and whether a person has been at work in it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.pieces import Op, Piece, deleted, ends
from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import RUN_WORDS, Control, find_controls
from performance_index.word.document.lists import marks_of_item
from performance_index.word.document.revisions import Reviser, is_end_struck, struck_words
from performance_index.word.document.suggestions import can_withdraw, is_suggestion, withdraw
from performance_index.word.document.textruns import NOT_ON_THE_PAGE, are_free, hosts, stretches
from performance_index.word.document.wordml import text, w, words
from performance_index.word.fill import holds_table
from performance_index.word.tags import VALUE_TAGS

_HARMLESS = set(map(w, ("pPr", "proofErr", "commentRangeStart", "commentRangeEnd")))
_BOOKMARK = {w("bookmarkStart"), w("bookmarkEnd")}
_CURSOR = "_GoBack"  # where Word remembers that somebody stood last
_NO_MATTER = set(map(w, ("lang", "noProof", "rPr", "szCs", "bCs", "iCs")))
"""What Word and LibreOffice add to formatting on their own; in a paragraph's, `rPr` is the look of its mark."""
_WORDS_OWN_PROMPT = "Click or tap "  # 'here to enter text.', 'to enter a date.'


@dataclass(frozen=True, slots=True)
class Marks:
    """What else is known of a document: who changed what, and its comments."""

    reviser: Reviser
    comments: Comments


@dataclass(frozen=True, slots=True)
class CurrentField:
    """A cell or a line; `content` is what is read: the element itself, or a copy of it as it is to be."""

    handle: Element
    content: Element
    marks: Marks

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a line of text."""
        return False

    @property
    def text(self) -> str:
        """What a person reads there, a prompt too."""
        return text(self.content)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but words of one look is there, so that writing anew loses nothing of anybody's."""
        reviser, comments = self.marks.reviser, self.marks.comments
        if reviser.others(self.content) or (reviser.ours(self.content) and not self.is_suggestion):
            return False
        if comments.others(self._commented, is_inline=self.is_inline):
            return False
        paragraphs = self.content.findall(w("p"))
        if any(p.find(f"{w('pPr')}/{w('sectPr')}") is not None for p in paragraphs):
            return False
        if self.is_inline:
            return _is_uniform([self.content])
        content = _without_values(self.content)
        lines = content.findall(w("p"))
        strange = any(child.tag not in {w("p"), w("tcPr")} for child in content)
        looks = {(bool(marks_of_item(p.find(w("pPr")))), _look(p.find(w("pPr")))) for p in lines}
        return not strange and _is_uniform(lines) and len(looks) <= len({is_item for is_item, _ in looks})

    @property
    def is_suggestion(self) -> bool:
        """Whether all that can be read there is a suggestion of ours."""
        return is_suggestion(self.content, self.marks.reviser)

    @property
    def suggested(self) -> Sequence[Piece] | None:
        """The text with our suggestions in it, where there are some that can be withdrawn."""
        if not can_withdraw(self.content, self.marks.reviser):
            return None
        pieces: list[Piece] = []
        for number, line in enumerate(hosts(self.content)):
            if number:
                pieces.append(Piece(Op.KEEP, "\n"))
            pieces += _standing(line, self.marks.reviser)
        return [piece for piece in pieces if piece.text]

    @property
    def notes(self) -> Sequence[str]:
        """What our comments on it say."""
        return [said for _, said in self.marks.comments.ours(self._commented, is_inline=self.is_inline)]

    @property
    def takes_notes(self) -> bool:
        """Whether a comment can be put on it."""
        return self.marks.comments.has_place(self.handle, is_inline=self.is_inline)

    def takes(self, pieces: Sequence[Piece], *, withdrawn: bool) -> bool:
        """Whether these pieces can be put into it; `withdrawn`: when our suggestions are gone.

        They cannot where words inside a link, a control or another's tracked change would go, or a paragraph would
        come or go.
        """
        content = self.content
        if withdrawn:
            content = copy.deepcopy(content)
            withdraw(content, self.marks.reviser)
        lines = hosts(content)
        found = stretches(lines)
        old = "".join(piece.text for piece in pieces if piece.op is not Op.INSERT)
        if old != "".join(one.text for one in found):
            return False
        if lines != [content] and any(piece.op is Op.INSERT and "\n" in piece.text for piece in pieces):
            return False
        return are_free(found, ends(pieces), deleted(pieces))

    @property
    def _commented(self) -> Element:
        return self.content


@dataclass(frozen=True, slots=True)
class CurrentLine(CurrentField):
    """A paragraph of the text."""

    @property
    def within(self) -> Collection[Element]:
        """The controls, rows and cells around it."""
        return list(self.handle.iterancestors(w("sdt"), w("tc"), w("tr")))

    @property
    def has_control(self) -> bool:
        """Whether a control stands in it."""
        return next(self.handle.iter(w("sdt")), None) is not None

    @property
    def is_in_control(self) -> bool:
        """Whether a control is around it."""
        return next(self.handle.iterancestors(w("sdt")), None) is not None

    @property
    def is_struck(self) -> bool:
        """Whether its end is struck out."""
        return is_end_struck(self.handle)


@dataclass(frozen=True, slots=True)
class CurrentFrame(CurrentField):
    """A control; `prompts` are what the template's controls show before anybody answers them."""

    prompts: Mapping[str, str]

    @property
    def control(self) -> Control:
        """The control itself."""
        return Control(self.handle)

    @property
    def tag(self) -> str:
        """Its tag."""
        return self.control.tag

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a line of text."""
        return self.control.is_inline

    @property
    def answer(self) -> str:
        """What a person reads there, nothing for a prompt that nobody has answered.

        What was typed there is no prompt, whatever the control says.
        """
        said, prompt = self.text, self.prompts.get(self.tag)
        is_prompt = said.startswith(_WORDS_OWN_PROMPT) or (prompt is not None and same_words(said, prompt))
        return "" if is_prompt and self.control.is_placeholder else said

    @property
    def holds_table(self) -> bool:
        """Whether one of the report's tables, or rows of one, stand in it."""
        return self.control.holds_rows or holds_table(self.control)

    @property
    def is_struck(self) -> bool:
        """Whether every paragraph's end in it is struck out."""
        struck = [is_end_struck(line) for line in self.content.iter(w("p"))]
        return bool(struck) and all(struck)

    @property
    def within(self) -> Collection[Element]:
        """The controls around it."""
        return list(self.handle.iterancestors(w("sdt")))

    @property
    def restored(self) -> CurrentFrame:
        """The control as it is when our suggestion to remove what is in it is withdrawn."""
        content = copy.deepcopy(self.content)
        self.marks.reviser.undelete_paragraphs(content)
        return CurrentFrame(self.handle, content, self.marks, self.prompts)

    def shown(self, value: str | dt.date) -> str:
        """Give a value as it would show it."""
        return self.control.shown(value)

    @property
    def _commented(self) -> Element:
        return self.handle if self.is_inline else self.content


def _standing(element: Element, reviser: Reviser) -> Iterator[Piece]:
    """Give a text as it stands: words kept, and those that are put in and struck out in our name."""
    for child in element:
        if child.tag == w("ins") and reviser.is_ours(child):
            yield Piece(Op.INSERT, words(child))
        elif child.tag == w("del") and reviser.is_ours(child):
            yield Piece(Op.DELETE, struck_words(child))
        elif child.tag in NOT_ON_THE_PAGE:
            continue
        elif reviser.ours(child):
            yield from _standing(child, reviser)
        else:
            yield Piece(Op.KEEP, words(child))


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
    """Give a paragraph's or a run's formatting as something to compare; whether it is an item does not matter."""
    if properties is None:
        return b""
    without = marks_of_item(properties)
    return b"".join(etree.tostring(one) for one in properties if one.tag not in _NO_MATTER and one not in without)
