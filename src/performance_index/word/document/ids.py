"""The numbers that tell a document's content controls apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import cast

from docx.document import Document
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.controls import stories
from performance_index.word.document.wordml import W, w

_IDS = etree.XPath("//w:sdtPr/w:id/@w:val", namespaces={"w": W}, smart_strings=False)


def control_ids(root: Element) -> list[str]:
    """Give the ids of all controls in a text, as often as they are used."""
    return cast("list[str]", _IDS(root))


def free_ids(document: Document) -> Iterator[int]:
    """Give control ids that the document did not use when the first was asked for, without end."""
    used = {number for root in stories(document) for number in control_ids(root)}
    yield from (number for number in itertools.count(1_000_001) if str(number) not in used)


def make_ids_unique(document: Document) -> None:
    """Number anew the controls that somebody copied with their number."""
    used = [number for root in stories(document) for number in control_ids(root)]
    if len(set(used)) == len(used):
        return
    free, seen = free_ids(document), set()
    for root in stories(document):
        for number in root.iterfind(f".//{w('sdtPr')}/{w('id')}"):
            if number.get(w("val")) in seen:
                number.set(w("val"), f"{next(free)}")
            seen.add(number.get(w("val")))
