"""A control like the template's, put back around what stands in the document."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.document.controls import Control
from performance_index.word.document.wordml import text, w, w15


def emptied(original: Element, ids: Iterator[int]) -> Element:
    """Give a control like the template's with nothing in it."""
    control = copy.deepcopy(original)
    content = Control(control).content
    for child in list(content):
        content.remove(child)
    settings = control.find(w("sdtPr"))
    if settings is not None:
        for name in (w("showingPlcHdr"), w("dataBinding"), w15("dataBinding")):
            for found in settings.findall(name):
                settings.remove(found)
        number = settings.find(w("id"))
        if number is not None:
            number.set(w("val"), f"{next(ids)}")
    return control


def put_around(original: Element, elements: Sequence[Element], ids: Iterator[int]) -> None:
    """Put a control like the template's around neighbours in the document."""
    control = emptied(original, ids)
    elements[0].addprevious(control)
    Control(control).content.extend(elements)
    show_if_unanswered(control, original)


def show_if_unanswered(control: Element, original: Element) -> None:
    """Make the words in a control a prompt again where they are the template's own."""
    prompt = Control(original)
    if prompt.is_placeholder and same_words(text(Control(control).content), text(prompt.content)):
        Control(control).show_as_prompt()


def is_heading(line: Element) -> bool:
    """Whether a paragraph is a heading: a section ends where the next one is headed, whatever became of its words."""
    properties = line.find(w("pPr"))
    if properties is None:
        return False
    style = properties.find(w("pStyle"))
    named = "" if style is None else str(style.get(w("val")))
    return "heading" in named.casefold() or properties.find(w("outlineLvl")) is not None
