"""Whether a page says all that the document says: asked of every page before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import on_one_line

_BLANK = re.compile(r"\s+|\u00ad")


def missing_words(said: Iterable[str], page: Element) -> list[str]:
    """Give each paragraph of the document whose words are not on the page, one after another; blanks do not count.

    Each is looked for after the one before it. One that stands elsewhere is there too: a note, or the text of a box.
    """
    shown = _BLANK.sub("", "".join(str(one) for one in page.itertext()))
    missing, at = [], 0
    taken: list[tuple[int, int]] = []
    for line in said:
        words = _BLANK.sub("", line)
        if not words:
            continue
        found = shown.find(words, at)
        if found < 0:
            found = _free(shown, words, taken)
        if found < 0:
            missing.append(on_one_line(line))
            continue
        taken.append((found, found + len(words)))
        at = max(at, found + len(words))
    return missing


def _free(shown: str, words: str, taken: list[tuple[int, int]]) -> int:
    """Give where words stand that no other paragraph was found in; -1 for nowhere."""
    found = shown.find(words)
    while found >= 0 and any(begin < found + len(words) and found < end for begin, end in taken):
        found = shown.find(words, found + 1)
    return found
