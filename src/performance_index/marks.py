"""What people type where a figure belongs when there is none: that it is awaited, not to be had, or suppressed.

The symbols in square brackets are those of the Government Analysis Function's *Symbols in tables*: [c] confidential,
[x] not available, [z] not applicable. Everything else is as councils type it. None of them is a number, or a nought.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Said(Enum):
    """What a mark says of the figure; the value is what the workbook's Settings sheet says of it."""

    AWAITED = "The figure is not in yet: Awaiting data."
    NONE = "There is no figure: it is not available, or there can be none."
    SUPPRESSED = "There is a figure, and it is not to be published: Suppressed."
    UNKNOWN = "Nobody knows what this says of the figure: Not known."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands in a figure's cell in place of a figure: what it says, and as it was typed, on one line."""

    said: Said
    typed: str

    @property
    def strikes_out(self) -> bool:
        """Whether it is a mere stroke or dots, as stand in a month that nobody uses."""
        return not any(c.isalnum() for c in self.typed)

    def __str__(self) -> str:
        """What the report says is given: '“TBC”', '“[x]” (not available)', 'only “<5”'. Nothing unknown is quoted."""
        if self.said is Said.UNKNOWN:
            return "what is neither a figure nor a word for none"
        meaning = _MEANINGS.get(self.typed.casefold(), "")
        only = "only " if _BOUND.fullmatch(_plain(self.typed)) else ""
        return f"{only}“{self.typed}”{meaning and f' ({meaning})'}"


def mark(words: str) -> Mark:
    """Give what words in a figure's cell say; UNKNOWN for all but those that are known."""
    typed = " ".join(_seen(words).split())
    plain = _plain(words)
    said = next((said for said, known in WORDS.items() if plain in known), Said.UNKNOWN)
    if said is Said.UNKNOWN and _BOUND.fullmatch(plain):
        said = Said.SUPPRESSED
    return Mark(said=said, typed=typed)


def target_mark(words: str) -> Mark:
    """Give what words in the cell of a target or a tolerance say: there nothing is suppressed, and none is none."""
    found = mark(words)
    if _plain(words) in _NO_TARGET:
        return Mark(said=Said.NONE, typed=found.typed)
    return Mark(said=Said.UNKNOWN, typed=found.typed) if found.said is Said.SUPPRESSED else found


def unknown_in(marks: Mapping[str, Mark], headings: Iterable[str]) -> str:
    """The first of these headings under which stands what nobody knows; '' where that is so of none."""
    return next((one for one in headings if one in marks and marks[one].said is Said.UNKNOWN), "")


WORDS: Mapping[Said, tuple[str, ...]] = {
    Said.AWAITED: (
        "tbc", "tba", "tbd", "t.b.c", "t.b.a", "awaited", "awaiting", "awaiting data", "awaiting figure",
        "data awaited", "figure awaited", "to follow", "to be confirmed", "to be advised", "not yet available",
        "not available yet", "not yet known", "not yet confirmed", "yet to be confirmed", "pending",
    ),
    Said.NONE: (
        "n/a", "na", "n.a", "n\\a", "n / a", "-", "–", "—", "−", "--", "..", "...", "…", "[x]", "[z]", "not available",
        "not applicable", "no data", "no data available", "data not available", "data unavailable", "unavailable",
        "no figure", "not collected", "not measured",
    ),
    Said.SUPPRESSED: ("c", "[c]", "(c)", "©", "*", "suppressed", "confidential"),  # Excel makes © of (c)
}  # fmt: skip
"""The words by what they say, as they are compared: in small letters, without a full stop at the end."""
_NO_TARGET = {"none", "no target", "not set", "no target set", "none set"}
_BOUND = re.compile(r"([<>≤≥]|<=|>=|(fewer|less|more|greater) than|under|over) ?£?\d[\d,]*(\.\d+)? ?%?")
"""'<5', '< 5', 'fewer than 5', '>95%': a figure that is too small to be published, or too near the whole."""
_MEANINGS = {"[x]": "not available", "[z]": "not applicable", "[c]": "confidential", "c": "confidential"}


def _plain(words: str) -> str:
    """Words as they are compared."""
    spaced = " ".join(_seen(words).casefold().split())
    return spaced if set(spaced) <= {"."} else spaced.removesuffix(".")


def _seen(words: str) -> str:
    """Words without the characters that nobody sees."""
    return "".join(c for c in words if c.isspace() or unicodedata.category(c) not in {"Cf", "Cc"})
