"""Rows that nobody and nothing changed, told at a glance: of a thousand rows a correction changes a few.

The words of all rows are taken out of the document in one go and laid beside those generated. Where they agree row by
row, to the last word of the last row, no cell has to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.wordml import W

_WRITTEN = etree.XPath(".//w:t/text()", namespaces={"w": W}, smart_strings=False)
_TAGS = etree.XPath("w:sdt/w:sdtPr/w:tag/@w:val", namespaces={"w": W}, smart_strings=False)
_BREAK = re.compile(r"[\n\t]")  # what is no word to Word


def find_untouched(
    box: Element, begin: str, generated: Mapping[str, Texts], new: Mapping[str, Texts]
) -> tuple[dict[str, Element], list[Element]]:
    """Give, by number, the controls of rows that say what was generated, where the data say the same; and the others.

    `begin` is how the rows' tags begin. None are given where the tags or the words leave a doubt.
    """
    items, tags = list(box), cast("list[str]", _TAGS(box))
    if not len(items) == len(tags) == len(set(tags)):
        return {}, items
    written = cast("list[str]", _WRITTEN(box))
    found: dict[str, Element] = {}
    others: list[Element] = []
    at = 0
    for tag, item in zip(tags, items, strict=True):
        number = tag.removeprefix(begin)
        texts = generated.get(number)
        expected = None if texts is None else _words(texts)
        if expected is None or written[at : at + len(expected)] != expected:
            at += len(cast("list[str]", _WRITTEN(item)))
            others.append(item)
            continue
        at += len(expected)
        if new.get(number) == texts:
            found[number] = item
        else:
            others.append(item)
    return (found, others) if at == len(written) else ({}, items)


def _words(texts: Texts) -> list[str]:
    said = "\n".join(texts)
    return (
        [piece for piece in _BREAK.split(said) if piece]
        if "\t" in said or said.count("\n") >= len(texts)
        else [text for text in texts if text]
    )
