"""The numbers and bullets that Word writes before paragraphs, which stand nowhere in the text.

How they are counted: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on
from performance_index.word.document.story import read_xml, related
from performance_index.word.document.wordml import w

_PLACE = re.compile("%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: its number as Word shows it, or a bullet ('•', whatever its shape).

    `level` counts from 0. `is_outline`: the number names the levels above it too, as 2.1 does. `settings`: what the
    list says of the level, such as its indent.
    """

    text: str
    level: int
    is_bullet: bool
    is_outline: bool
    settings: Element | None = field(default=None, compare=False, repr=False)


class Numbers:
    """Counts the numbers of one document, paragraph by paragraph, as Word does."""

    def __init__(self, document: Document, formatting: Formatting) -> None:
        """Read the document's lists."""
        self._formatting = formatting
        self._lists: dict[str, Element] = {}
        self._patterns: dict[str, Element] = {}
        self._linked: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for part in related(document.part, "numbering"):
            root = read_xml(part)
            self._lists |= {one.get(w("numId"), ""): one for one in root.iterfind(w("num"))}
            self._patterns |= {one.get(w("abstractNumId"), ""): one for one in root.iterfind(w("abstractNum"))}
        for part in related(document.part, "styles"):
            for style in read_xml(part).iterfind(w("style")):
                self._linked[style.get(w("styleId"), "")] = _value(style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}"))

    def next(self, paragraph: Element) -> Mark | None:
        """Give what stands before the next paragraph, None for nothing; to be asked of each, as the text goes."""
        number, level = self._place(paragraph)
        used = self._lists.get(number)
        if used is None:
            return None
        identity, pattern = self._pattern(used)
        levels = self._levels(used, pattern)
        if level not in levels:
            return None
        self._count(number, identity, level, levels)
        kind = _value(levels[level].find(w("numFmt")), "decimal")
        if kind == "bullet":
            return Mark("•", level, is_bullet=True, is_outline=False, settings=levels[level])
        shown = _value(levels[level].find(w("lvlText")))
        text = self._written(shown, identity, level, levels) if kind != "none" or "%" in shown else shown
        if not text.strip():
            return None
        is_outline = len(_PLACE.findall(shown)) > 1
        return Mark(text, level, is_bullet=False, is_outline=is_outline, settings=levels[level])

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Give the number of a paragraph's list, '' or '0' for none, and its level in it."""
        own = self._formatting.paragraph(paragraph, "numPr")
        if own is None:
            return "", 0
        number, level = _value(own.find(w("numId"))), own.find(w("ilvl"))
        if not number:  # the paragraph says only how deep it is, and its style which list it is in
            bare = self._style(paragraph)
            number = self._linked.get(bare, "")
        linked = self._level_of_style(number, own)
        if linked is not None:
            return number, linked
        return number, _number(_value(level, "0"))

    @staticmethod
    def _style(paragraph: Element) -> str:
        return _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))

    def _level_of_style(self, number: str, own: Element) -> int | None:
        """Give the level that is linked to the style in which a numbering stands; None where it stands in none."""
        used = self._lists.get(number)
        style = next(own.iterancestors(w("style")), None)
        if used is None or style is None:
            return None
        levels = self._levels(used, self._pattern(used)[1])
        named = style.get(w("styleId"), "")
        return next((n for n, one in levels.items() if _value(one.find(w("pStyle"))) == named), None)

    def _pattern(self, used: Element) -> tuple[str, Element | None]:
        """Give the pattern that a list follows, by way of a style of lists where it names one, and its number."""
        seen: set[str] = set()
        while True:
            identity = _value(used.find(w("abstractNumId")))
            pattern = self._patterns.get(identity)
            link = "" if pattern is None else _value(pattern.find(w("numStyleLink")))
            following = self._lists.get(self._linked.get(link, ""))
            if not link or link in seen or following is None:
                return identity, pattern
            seen.add(link)
            used = following

    @staticmethod
    def _levels(used: Element, pattern: Element | None) -> dict[int, Element]:
        levels = {} if pattern is None else {_level(one): one for one in pattern.iterfind(w("lvl"))}
        changed = (one.find(w("lvl")) for one in used.iterfind(w("lvlOverride")))
        return levels | {_level(one): one for one in changed if one is not None}

    def _count(self, number: str, identity: str, level: int, levels: dict[int, Element]) -> None:
        """Count one more paragraph at this level; deeper ones begin anew, unless they say after which they do."""
        counts = self._counts.setdefault(identity, {})
        override = self._lists[number].find(f"{w('lvlOverride')}[@{w('ilvl')}='{level}']/{w('startOverride')}")
        if override is not None and (number, level) not in self._begun:
            counts[level] = _number(_value(override, "1"))
        else:
            counts[level] = counts[level] + 1 if level in counts else _start(levels[level])
        self._begun.add((number, level))
        for deeper in [one for one in counts if one > level]:
            restart = None if deeper not in levels else levels[deeper].find(w("lvlRestart"))
            after = deeper if restart is None else _number(_value(restart, "0"))
            if level < after:
                del counts[deeper]
        for above in range(level):
            if above in levels:
                counts.setdefault(above, _start(levels[above]))

    def _written(self, shown: str, identity: str, level: int, levels: dict[int, Element]) -> str:
        is_legal = is_on(levels[level].find(w("isLgl")))
        counts = self._counts[identity]

        def one(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            if place not in levels or place not in counts:
                return ""
            kind = _value(levels[place].find(w("numFmt")), "decimal")
            return numeral(counts[place], "decimal" if is_legal and place < level else kind)

        return _PLACE.sub(one, shown)


def numeral(count: int, kind: str) -> str:
    """Give a number in one of Word's formats; in digits for those that English reports do not use."""
    if kind in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"upperRoman", "lowerRoman"} and 0 < count < 4000:
        roman = "".join(_roman(count))
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "ordinal":
        ending = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    if kind == "decimalZero":
        return f"{count:02}"
    return "" if kind == "none" else str(count)


def _roman(count: int) -> Iterator[str]:
    for value, letters in _ROMAN:
        yield letters * (count // value)
        count %= value


def _level(level: Element) -> int:
    return min(_number(level.get(w("ilvl"), "0")), _DEEPEST)


def _start(level: Element) -> int:
    return _number(_value(level.find(w("start")), "0"))


def _value(element: Element | None, otherwise: str = "") -> str:
    return otherwise if element is None else element.get(w("val"), otherwise)


def _number(said: str) -> int:
    """Give a whole number, 0 for what is none: a damaged list is still a list."""
    return int(said) if said.isdecimal() and len(said) < 9 else 0
