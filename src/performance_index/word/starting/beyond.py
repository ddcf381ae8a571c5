"""What a text holds beyond its words: the notes at the foot of the page or the end, pictures, charts and objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from performance_index.word.document.story import Story
from performance_index.word.document.wordml import text, w

_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_PICTURES = tuple(map(w, ("drawing", "pict", "object")))


def beyond_words(element: Element, stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
    """Give each note with its words, and each picture with its description."""
    for mark in element.iter(*_NOTES):
        yield "a note", note_of(mark, stories)
    for picture in pictures_in(element):
        yield "a picture", described(picture) or "without a description"


def note_of(mark: Element, stories: Sequence[Story]) -> str:
    """Give the words of the note that a mark in the text leads to."""
    kind = _NOTES[str(mark.tag)]
    notes = (note for story in stories if story.kind == kind for note in story.root)
    return next((text(note) for note in notes if note.get(w("id")) == mark.get(w("id"))), "")


def notes_in(element: Element, stories: Sequence[Story]) -> list[str]:
    """Give the words of every note that something in the text leads to."""
    return [note_of(mark, stories) for mark in element.iter(*_NOTES)]


def pictures_in(element: Element) -> list[Element]:
    """Give the pictures, charts, shapes and objects in a text, the outermost of each."""
    return [one for one in element.iter(*_PICTURES) if next(one.iterancestors(*_PICTURES), None) is None]


def described(picture: Element) -> str:
    """Give the description of a picture; '' where it has none."""
    found = (one.get("descr") or one.get("title") or "" for one in picture.iter("{*}docPr"))
    return next(filter(None, found), "")
