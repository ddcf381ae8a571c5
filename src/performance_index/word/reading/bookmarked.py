"""A control stands as hidden bookmarks while tracked changes or comments are in it; the next refresh puts it back.

LibreOffice (7.4) reads the first paragraph of a control badly: a tracked change there becomes plain text, old and new
words side by side, and the words before a comment are dropped. One that is made there in LibreOffice it saves as XML
that nobody can read. Between bookmarks it leaves both as they are: so stand all controls of a document that it saved.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.bookmarks import OURS, Bookmark, free_numbers, new_bookmark, our_bookmarks
from performance_index.word.document.controls import Control, controls_beside_rows, stories
from performance_index.word.document.revisions import REVISION_TAGS
from performance_index.word.document.wordml import w
from performance_index.word.reading.putback import is_heading, put_around
from performance_index.word.tags import COLUMNS, TEXTS

_OPEN = (*REVISION_TAGS, *map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))
_NAME = re.compile(rf"{OURS}(\d+)_(\d+)_(\w+)")  # the control, the paragraph in it, the tag
_MARKS = {w("ins"), w("del"), w("hyperlink")}
_IN_A_LINE = 0  # instead of the number of a paragraph
_TAGS = {tag.replace(".", "_"): tag for tag in TEXTS}

Template = Mapping[str, Sequence[Control]]
"""The controls of a template, by tag."""


def to_bookmarks(document: Document, template: Template, *, everywhere: bool = False) -> None:
    """Put bookmarks in place of each control of ours that something open is in, if the template can give it back.

    `everywhere`: and of every other one, for a program that would spoil whatever is marked there next.
    """
    names = _free_names(document)
    numbers = {root: free_numbers(root) for root in stories(document)}
    for control in list(to_be_bookmarks(document, template, everywhere=everywhere)):
        if control.tag in COLUMNS:
            control.unwrap()  # a table is found by its headings too
        else:
            _mark(control, f"{OURS}{next(names)}", numbers[control.element.getroottree().getroot()])


def to_be_bookmarks(document: Document, template: Template, *, everywhere: bool) -> Iterator[Control]:
    """Give the controls that are to stand as bookmarks, and those of tables that are to go."""
    for tag, found in controls_beside_rows(document).items():
        for control in found:
            inside = control.content
            if tag in COLUMNS:
                inside = next(inside.iter(w("p")), inside)  # the first cell's
            if (everywhere or _is_open(inside)) and (tag in COLUMNS or _can_stand_as_one(control, template)):
                yield control


def _can_stand_as_one(control: Control, template: Template) -> bool:
    return _original(template, control.tag, is_inline=control.is_inline) is not None and _is_text(control)


def from_bookmarks(document: Document, template: Template, ids: Iterator[int]) -> None:
    """Put the controls back where `to_bookmarks` put bookmarks; one whose words are gone, or parted, stays away.

    Where the template has none of that kind, the bookmarks stay.
    """
    for root in stories(document):
        outer: list[tuple[Control, list[Bookmark]]] = []
        restored: list[Bookmark] = []
        for tag, is_inline, marks in _bookmarked(root):
            original = _original(template, tag, is_inline=is_inline)
            if original is None:
                continue  # another template may have it
            restored += marks
            if is_inline:  # first: a section may be around it
                _put_around(original, _between(marks[0]), ids)
            else:
                outer.append((original, marks))
        owners: dict[Element, set[int]] = {}
        for n, (_, marks) in enumerate(outer):
            for line in _marked(marks):
                owners.setdefault(line, set()).add(n)
        for n, (original, marks) in enumerate(outer):
            _put_around(original, _paragraphs(marks, {line for line, of in owners.items() if of != {n}}), ids)
        for mark in restored:
            mark.take_away()


def _bookmarked(root: Element) -> Iterator[tuple[str, bool, list[Bookmark]]]:
    """Give, for each control that stands as bookmarks, its tag, whether it stood inside a line, and the bookmarks."""
    marked: dict[tuple[str, str], list[Bookmark]] = {}
    for mark in our_bookmarks(root):
        named = _NAME.fullmatch(mark.name)
        if named is not None and named[3] in _TAGS:
            marked.setdefault((named[1], named[3]), []).append(mark)
    for (_, name), marks in marked.items():
        yield _TAGS[name], _line(marks[0]) == _IN_A_LINE, marks


def _is_open(content: Element) -> bool:
    return next(content.iter(*_OPEN), None) is not None


def _original(template: Template, tag: str, *, is_inline: bool) -> Control | None:
    """Give the template's control of a tag that stands as this one does; None where it has none that could."""
    if tag not in TEXTS:
        return None
    alike = (one for one in template.get(tag, ()) if one.is_inline == is_inline)
    return next((one for one in alike if one.content.tag != w("tc") and not one.holds_rows), None)


def _mark(control: Control, name: str, numbers: Iterator[int]) -> None:
    tag = control.tag.replace(".", "_")
    content = control.content
    if control.is_inline:
        new_bookmark(content, f"{name}_{_IN_A_LINE}_{tag}", next(numbers))
    else:
        for line, paragraph in enumerate(content.iterchildren(w("p")), 1):
            new_bookmark(paragraph, f"{name}_{line}_{tag}", next(numbers))
    control.unwrap()


def _is_text(control: Control) -> bool:
    """Whether a control is in a line, or begins and ends with a paragraph, and no other is around paragraphs in it.

    Else bookmarks in its paragraphs could not say what all is in it.
    """
    content = control.content
    if control.is_inline or content.tag == w("tc"):
        return control.is_inline
    blocks = list(content.iterchildren(w("p"), w("tbl"), w("sdt")))
    has_block = content.find(f".//{w('sdt')}/{w('sdtContent')}/{w('p')}") is not None
    return bool(blocks) and blocks[0].tag == blocks[-1].tag == w("p") and not has_block


def _free_names(document: Document) -> Iterator[int]:
    left = {_control(mark) for root in stories(document) for mark in our_bookmarks(root)}
    yield from (number for number in itertools.count(1) if f"{number}" not in left)


def _control(mark: Bookmark) -> str:
    named = _NAME.fullmatch(mark.name)
    return "" if named is None else named[1]


def _line(mark: Bookmark) -> int:
    named = _NAME.fullmatch(mark.name)
    assert named is not None
    return int(named[2])


def _put_around(original: Control, elements: Sequence[Element], ids: Iterator[int]) -> None:
    if elements:
        put_around(original.element, elements, ids)


def _between(mark: Bookmark) -> list[Element]:
    """Give what stands between the ends of a bookmark in a line; nothing where they are not in one line any more."""
    start, end = mark.start, mark.end
    _lift(start, Element.addprevious, preceding=True)
    _lift(end, Element.addnext, preceding=False)
    if start.getparent() is not end.getparent():
        return []
    inside = itertools.takewhile(lambda one: one is not end, start.itersiblings())
    return [one for one in inside if one not in mark.marks]


def _lift(point: Element, put: Callable[[Element, Element], None], *, preceding: bool) -> None:
    """Put the end of a bookmark beside the tracked change or the link that it begins or ends.

    LibreOffice puts it into that, and before what is put in where the bookmark ends: that was written in it.
    """
    around = point.getparent()
    if around is None or around.tag not in _MARKS:
        return
    is_outermost = next(point.itersiblings(w("r"), preceding=preceding), None) is None
    is_before_new = (
        around.tag == w("ins") and not preceding and next(point.itersiblings(w("r"), preceding=True), None) is None
    )
    if is_outermost or is_before_new:
        put(around, point)


def _marked(marks: Sequence[Bookmark]) -> set[Element]:
    """Give the paragraphs in which these bookmarks begin or end."""
    found = {next(mark.iterancestors(w("p")), None) for one in marks for mark in (one.start, one.end)}
    return {line for line in found if line is not None}


def _paragraphs(marks: Sequence[Bookmark], others: Collection[Element]) -> list[Element]:
    """Give the paragraphs from the first that is marked to the last, up to what is not of this control.

    That is a heading, a control of ours, and `others`: paragraphs that another control's bookmarks are in.
    """
    marked = _marked(marks)
    first = next(marks[0].start.iterancestors(w("p")), None)
    if first is None or is_heading(first) or not marked.isdisjoint(others):
        return []
    found, last = [first], 1
    for following in first.itersiblings(w("p"), w("tbl"), w("sdt")):
        is_control = following.tag == w("sdt") and Control(following).tag in TEXTS | COLUMNS.keys()
        if is_control or following in others or is_heading(following):
            break
        found.append(following)
        if following in marked:
            last = len(found)
    return found[:last]
