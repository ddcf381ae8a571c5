"""What nobody reads since nothing points to it: notes, bookmarks, headers of pages that there are none of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.fields import fields_in
from performance_index.word.document.grid import is_on
from performance_index.word.document.story import FALLBACK, Story, read_xml, related
from performance_index.word.document.wordml import MC, on_one_line, w

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_NAME = re.compile(r"[^\s\"\\#]+")


def drop_unpointed(document: Document, stories: Sequence[Story]) -> None:
    """Take it out of the document's texts, in place."""
    _drop_margins(document)
    _drop_notes(stories)
    _drop_bookmarks(stories)
    for story in stories:
        _drop_other_fallbacks(story.root)


def _drop_margins(document: Document) -> None:
    """The header of a first page is shown where a section has one, that of even pages where the document has them."""
    body: Element = document.element
    settings = [read_xml(part) for part in related(document.part, "settings")]
    shows_first = any(is_on(section.find(w("titlePg"))) for section in body.iter(w("sectPr")))
    shows_even = any(is_on(root.find(w("evenAndOddHeaders"))) for root in settings)
    unseen = {name for name, shows in (("first", shows_first), ("even", shows_even)) if not shows}
    for reference in list(body.iter(w("headerReference"), w("footerReference"))):
        if reference.get(w("type")) in unseen:
            _drop(reference)


def _drop_notes(stories: Sequence[Story]) -> None:
    for kind, name in _NOTES.items():
        marks = (mark for story in stories for mark in story.root.iter(w(f"{name}Reference")))
        numbers = {mark.get(w("id")) for mark in marks}
        notes = [note for story in stories if story.kind == kind for note in story.root.iterchildren(w(name))]
        for note in notes:
            if note.get(w("type"), "normal") == "normal" and note.get(w("id")) not in numbers:
                _drop(note)


def _drop_bookmarks(stories: Sequence[Story]) -> None:
    """A bookmark's name is its writer's words; one that no link and no field names is of no use to a reader."""
    named: set[str] = set()
    for story in stories:
        named.update(str(link.get(w("anchor"))) for link in story.root.iter(w("hyperlink")) if link.get(w("anchor")))
        named.update(name for field in fields_in(story.root) for name in _NAME.findall(field.instruction))
        named.update(one.target_ref.rpartition("#")[2] for one in story.part.rels.values() if one.is_external)
        named.update(href.rpartition("#")[2] for one in story.root.iter("*") if (href := one.get("href", "")))
    for story in stories:
        starts = [one for one in story.root.iter(w("bookmarkStart")) if one.get(w("name")) not in named]
        kept = {one.get(w("id")) for one in story.root.iter(w("bookmarkStart")) if one.get(w("name")) in named}
        gone = {one.get(w("id")) for one in starts} - kept
        for mark in [*starts, *(one for one in story.root.iter(w("bookmarkEnd")) if one.get(w("id")) in gone)]:
            _drop(mark)


def _drop_other_fallbacks(root: Element) -> None:
    """A copy for older programs that does not say what the page says is not a copy."""
    for fallback in list(root.iter(FALLBACK)):
        chosen = fallback.itersiblings(f"{{{MC}}}Choice", preceding=True)
        if _said(fallback) and _said(fallback) not in {_said(one) for one in chosen}:
            _drop(fallback)


def _said(element: Element) -> str:
    return on_one_line("".join(one.text or "" for one in element.iter(w("t"))))


def _drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
