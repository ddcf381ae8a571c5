"""What is in a page beside its tables, put right in place: headings, notes, pictures, links and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.numbers import numeral
from performance_index.word.page.pictures import BEGIN, END, Picture
from performance_index.word.page.roles import LANGUAGE
from performance_index.word.page.tables import said

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTE = re.compile(r"(footnote|endnote)-ref-")
_PICTURE = re.compile(f"{BEGIN}(\\d+){END}")
_SAFE = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}


def order_headings(main: Element, title: str) -> None:
    """Make the page begin with its title as the one heading of the first level, and skip no level after it."""
    headings = list(main.iter(*HEADINGS))
    for empty in [one for one in headings if not said(one)]:
        headings.remove(empty)
        empty.tag = "p"
    first = headings[0] if headings else None
    tops = [one for one in headings if one.tag == "h1"]
    has_title = any(one.get("class") == "title" for one in tops)
    is_section = first is None or first.tag != "h1" or len(tops) > 1 or first.find("span[@class='number']") is not None
    if not has_title and is_section:
        made = etree.Element("h1", {"class": "title"})
        made.text = title
        main.insert(0, made)
        headings.insert(0, made)
    is_lone = not has_title and headings[0] is first
    before = 0
    for n, heading in enumerate(headings):
        level = int(str(heading.tag)[1]) + (0 if is_lone or heading.get("class") == "title" else 1)
        level = min(max(level, 1 if n == 0 else 2), before + 1, len(HEADINGS))
        heading.tag, before = f"h{level}", level


def blank_notes(page: Element) -> None:
    """Take out the numbers that the converter gave the notes, in one count for both kinds."""
    for mark in page.iter("a"):
        if _NOTE.search(mark.get("id", "")):
            mark.text = None


def number_notes(main: Element, notes: Element | None) -> None:
    """Number the notes as Word does, footnotes 1, 2, 3 and endnotes i, ii, iii, and set them apart at the end."""
    numbers: dict[str, str] = {}
    counts = dict.fromkeys(_KINDS, 0)
    for mark in main.iter("a"):
        found = _NOTE.search(mark.get("id", ""))
        if found:
            counts[found[1]] += 1
            number = numeral(counts[found[1]], _KINDS[found[1]])
            numbers[mark.get("href", "#")[1:]] = number
            mark.text = f"[{number}]"
            mark.set("aria-label", f"Note {number}")
    if notes is None or not len(notes):
        return
    section = etree.SubElement(main, "section", {"class": "notes", "aria-label": "Notes"})
    for kind, style in (("footnote", ""), ("endnote", "i")):
        items = [item for item in notes if f"{kind}-" in item.get("id", "")]
        if not items:
            continue
        made = etree.SubElement(section, "ol", {"type": style} if style else {})
        for item in items:
            made.append(item)
            back = item.findall(".//a")[-1]
            back.set("aria-label", f"Back to note {numbers.get(item.get('id', ''), '')} in the text")


def put_pictures(root: Element, pictures: Sequence[Picture]) -> None:
    """Put each picture in the place of its number."""
    for element in list(root.iter()):
        for is_tail in (False, True):
            words = (element.tail if is_tail else element.text) or ""
            if BEGIN in words:
                _put(element, words, pictures, is_tail=is_tail)


def _put(element: Element, words: str, pictures: Sequence[Picture], *, is_tail: bool) -> None:
    pieces = _PICTURE.split(words)
    if is_tail:
        element.tail = pieces[0]
        parent = element.getparent()
        assert parent is not None
        place = parent.index(element) + 1
    else:
        element.text = pieces[0]
        parent, place = element, 0
    for n, (number, after) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        image = _image(pictures[int(number)])
        image.tail = after
        parent.insert(place + n, image)


def _image(picture: Picture) -> Element:
    image = etree.Element("img", {"src": picture.source, "alt": picture.description})
    shown = image
    if any(picture.crop) and picture.ratio:
        left, top, right, bottom = picture.crop
        across, down = 1 - left - right, 1 - top - bottom
        shown = etree.Element("span", {"class": "cropped"})
        shown.set("style", f"width:{picture.width}px;aspect-ratio:{picture.ratio:.4f}")
        image.set(
            "style",
            f"left:{-left / across:.2%};top:{-top / down:.2%};width:{1 / across:.2%};height:{1 / down:.2%}",
        )
        shown.append(image)
    elif picture.width:
        image.set("width", str(picture.width))
    if not _SAFE.match(picture.link):
        return shown
    link = etree.Element("a", {"href": picture.link})
    link.append(shown)
    return link


def settle_links(root: Element) -> None:
    """Leave links that lead somewhere a reader can go, and places that one leads to; the words of others stay."""
    wanted = {link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
    for anchor in [one for one in root.iter("a") if one.get("href") is None]:
        anchor.tag = "span"
        if anchor.get("id") not in wanted:
            _unwrap(anchor)
    there = {one.get("id") for one in root.iter() if one.get("id")}
    for link in list(root.iter("a")):
        address = link.get("href", "")
        link.attrib.pop("target", "")
        is_here = address.startswith("#") and address[1:] in there
        if not (is_here or _SAFE.match(address)) or not (said(link) or link.find(".//img") is not None):
            _unwrap(link)


def settle_lists(root: Element) -> None:
    """Say that a list's numbers are written out; a list of one numbered item is a numbered paragraph."""
    for one in list(root.iter("ol")):
        if len(one) == 1 and one.find(".//ul") is None and one.find(".//ol") is None and one.getparent() is not None:
            one.tag = "p"
            one.set("class", "numbered")
            _unwrap(one[0])
        else:
            one.set("class", "numbers")
    for one in root.iter("ul", "ol"):
        one.set("role", "list")


def settle_languages(root: Element) -> None:
    """Name the language of words that are in another than the page's."""
    for one in root.iter("span"):
        if one.get("class", "").startswith(LANGUAGE):
            one.set("lang", one.get("class", "").removeprefix(LANGUAGE))
            del one.attrib["class"]


def _unwrap(element: Element) -> None:
    """Leave what is in an element in its place."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    children = list(element)
    _add_text(parent, before, element.text or "")
    for child in children:
        element.addprevious(child)
    _add_text(parent, element.getprevious(), element.tail or "")
    element.tail = None
    parent.remove(element)


def _add_text(parent: Element, before: Element | None, words: str) -> None:
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
