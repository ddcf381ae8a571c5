"""What stands at the top and at the foot of every page of a document: said once on a web page."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element as Element

from performance_index.word.document.story import Story
from performance_index.word.document.wordml import new_element, on_one_line, run_xml, text, w
from performance_index.word.page.inline import drop_page_numbers

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MARK = "\ue003"
"""A line of nothing else parts the top of the page, the report and the foot."""


def bring_in(document: Document, stories: Sequence[Story]) -> None:
    """Put the words of the headers before the body, and those of the footers after it, each text once."""
    body: Element = document.element.body
    for child in reversed([*_once(document, stories, "header"), _mark()]):
        body.insert(0, child)
    section = body.find(w("sectPr"))
    end = len(body) if section is None else body.index(section)
    for child in reversed([_mark(), *_once(document, stories, "footer")]):
        body.insert(end, child)


def _once(document: Document, stories: Iterable[Story], kind: str) -> list[Element]:
    """Give copies of what the headers or the footers hold, each text once, without page numbers."""
    said, found = {""}, []
    for story in stories:
        for child in list(story.root) if story.kind == kind else ():
            for paragraph in child.iter(w("p")):
                drop_page_numbers(paragraph)
            words = on_one_line(text(child))
            if words not in said:
                found.append(_moved(copy.deepcopy(child), document, story))
                said.add(words)
    return found


def _moved(element: Element, document: Document, story: Story) -> Element:
    """Give an element whose links lead where they led, in the body's part."""
    for link in element.iter(w("hyperlink")):
        relation = story.part.rels.get(link.get(_R, ""))
        if relation is not None and relation.is_external:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(_R, document.part.relate_to(relation.target_ref, kind, is_external=True))
        else:
            link.attrib.pop(_R, "")
    return element


def _mark() -> Element:
    return new_element(f"<w:p><w:r>{run_xml(MARK)}</w:r></w:p>")
