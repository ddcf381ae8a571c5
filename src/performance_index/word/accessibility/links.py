"""Links whose words do not say where they lead (WCAG 2.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.fields import fields_in
from performance_index.word.document.story import FALLBACK, Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line, w, words

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SAYS_NOTHING = re.compile(r"(please )?(click )?(here|this|this (link|page)|link|more|read more|more info(rmation)?)")
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PICTURES = tuple(map(w, ("drawing", "pict")))


def link_problems(story: Story, places: Whereabouts) -> Iterator[Finding]:
    """Give each link of one text whose words are none, or 'click here', or an address."""
    for link in shown(story.root, w("hyperlink")):
        if link.get(f"{_R}id") or link.get(w("anchor")):
            shows_picture = next(link.iter(*_PICTURES), None) is not None
            yield from _link(words(link), link, places, shows_picture=shows_picture)
    for field in fields_in(story.root):
        place = field.machinery[0]
        if field.name == "HYPERLINK" and next(place.iterancestors(FALLBACK), None) is None:
            said = "".join(words(one) if len(one) else one.text or "" for one in field.result)
            shows_picture = any(one.tag in _PICTURES for one in field.result)
            yield from _link(said, place, places, shows_picture=shows_picture)


def _link(said: str, element: Element, places: Whereabouts, *, shows_picture: bool) -> Iterator[Finding]:
    line = on_one_line(said).strip(" .,:;>»→")
    if not line and not shows_picture:
        what = "a link has no words (WCAG 2.4.4)"
        cure = "remove it, or write what it leads to"
    elif _SAYS_NOTHING.fullmatch(line.lower()):
        what = f"the link {quoted(said)} does not say where it leads (WCAG 2.4.4)"
        cure = "make the link of words that name the page or document"
    elif _ADDRESS.fullmatch(line):
        what = f"the link {quoted(said)} is an address, which a screen reader spells out"
        cure = "make the link of words that name the page or document"
    else:
        return
    yield Finding(severity=Severity.WARNING, place=places.of(element), what=what, cure=cure)
