"""The figure in a cell of somebody's spreadsheet: '87.2 %', '£1,250', '512 kg (Q3 time lag)', '94.1% GREEN', 'n/a'.

What the one reader of figures takes for a number is one; before it, what stands beside a number is set apart. Nothing
else is guessed: a text that is no figure stays as it was typed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from performance_index import cells, words_meant
from performance_index.cells import CellProblem
from performance_index.indicator import Measured
from performance_index.rating import Rating
from performance_index.workbook.any_sheets import Written

_FIGURE = re.compile(
    r"(?P<figure>[-+]?£?\s?[-+]?\d[\d,]*(?:\.\d+)?|[-+]?£?\.\d+)(?P<percent>\s?%)?(?P<rest>.*)", re.DOTALL
)
_UNIT = re.compile(
    r"\s*(kg|kilograms?|tonnes?|hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|wks?|months?|years?|people|cases|"
    r"households|homes|miles|litres|visits|points|mn?|k|bn|millions?|thousands?|billions?|"
    r"per 1,?000|per 10,?000|per 100,?000)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS_ONLY = re.compile(r"[A-Za-z ]*[A-Za-z]")
_MARK = re.compile(r"\s*\((?:p|prov|provisional|e|est|estimate)\.?\)\s*", re.IGNORECASE)
_COVERS = re.compile(r"\s*\((ytd|cum|cumulative|snapshot|rolling(?: year)?)\)\s*", re.IGNORECASE)
_LETTER = re.compile(r"\s*(\(([a-z])\)|\[([a-z])\])\s*", re.IGNORECASE)
_RATINGS = {"g": Rating.GREEN, "a": Rating.AMBER, "r": Rating.RED, "b": Rating.BLUE}
_MEASURED = {"c": Measured.YEAR_TOTAL, "s": Measured.PERIOD_END, "r": Measured.ROLLING}
_ASIDE = re.compile(r"\s*(\([^()]+\)|\*+|\[[^\[\]]+\])\s*", re.DOTALL)


class Letters(Enum):
    """What the letters beside the figures of a table mean: they tell it together."""

    RATINGS = auto()
    COVERAGE = auto()
    UNKNOWN = auto()

    @classmethod
    def of(cls, letters: AbstractSet[str]) -> Letters:
        """Give what letters mean: (G), or (A) and (R), are ratings; where (S) is, they are what figures cover."""
        if "g" in letters or {"a", "r"} <= letters:
            return cls.RATINGS
        return cls.COVERAGE if "s" in letters and letters <= _MEASURED.keys() else cls.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a cell holds: a `number`, or `words` where it is none; both None for a blank.

    `sign`: '%' (then the number is a fraction, 0.872) or '£', where the cell shows one. What stands beside the number:
    its `unit`, a colour (`rating`), that it is provisional, what it covers, and other words in brackets (`aside`).
    `letter`: one alone in brackets, small, of which the others of the table tell what it means, or the
    words for what it covers; `typed` is the cell. `is_full`: the cell shows it in thousands, and holds all of it.
    """

    number: Decimal | None = None
    words: str | None = None
    sign: str = ""
    unit: str = ""
    rating: Rating | None = None
    is_provisional: bool = False
    measured: Measured | None = None
    aside: str = ""
    letter: str = ""
    typed: str = ""
    is_full: bool = False

    def with_letters(self, letters: Letters) -> Figure:
        """The figure with what its letter means: a colour, what it covers, or a note; (c) may be *confidential*.

        A figure that may be is none: its words stay as they are typed.
        """
        if len(self.letter) != 1:
            return self
        if letters is Letters.RATINGS and self.letter in _RATINGS:
            return replace(self, rating=_RATINGS[self.letter])
        if letters is Letters.COVERAGE and self.letter in _MEASURED:
            return replace(self, measured=_MEASURED[self.letter])
        if self.letter == "c":
            return Figure(words=self.typed)
        return replace(self, aside=f"({self.letter}) {self.aside}".strip())

    def scaled(self, *, in_points: bool) -> float | str | None:
        """The cell of our table; a number without its sign is a percentage in points where that is so."""
        if self.number is None:
            return self.words
        return float(self.number / 100 if in_points and self.sign != "%" else self.number)


def figure(cell: object) -> Figure:
    """What a cell of figures holds."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return Figure()
    if isinstance(cell, str):
        return _in_words(" ".join(cell.split()))
    try:
        number = cells.number(cell)
    except CellProblem:
        return Figure(words=str(cell) if isinstance(cell, dt.time | dt.timedelta) else cells.text(cell))
    if number is None or not isinstance(cell, Written):
        return Figure(number=number)
    if cell.after.strip() == "%" and not cell.is_full:
        return Figure(number=number / 100, sign="%")
    is_unit = not cell.is_full and bool(_LETTERS_ONLY.fullmatch(cell.after))
    unit = _scaled(cell.sign, cell.after.strip().casefold()) if is_unit else ""
    typed = f"{'£' if cell.sign == '£' else ''}{cell:.15g}{cell.after}"
    return Figure(number=number, sign=cell.sign, unit=unit, typed=typed, is_full=cell.is_full)


def _in_words(words: str) -> Figure:
    found = _FIGURE.fullmatch(words)
    if found is None:
        return Figure(words=words)
    percent = "%" if found["percent"] else ""
    try:
        number = cells.number_in_text(found["figure"].replace(" ", "") + percent)
    except CellProblem:
        return Figure(words=words)
    sign = percent or ("£" if "£" in found["figure"] else "")
    return _beside(Figure(number=number, sign=sign, typed=words), found["rest"]) or Figure(words=words)


def _beside(one: Figure, rest: str) -> Figure | None:
    """The figure with what stands beside it; None where that may make another figure of it, as in '10 of 12'."""
    unit = _UNIT.fullmatch(rest)
    if unit:
        rest = unit[2]
    is_provisional, measured, aside, letter = False, None, "", ""
    if mark := _MARK.match(rest):
        is_provisional, rest = True, rest[mark.end() :]
    if covers := _COVERS.match(rest):
        letter, measured, rest = covers[1].casefold(), words_meant.measured(covers[1]), rest[covers.end() :]
    if not letter and (beside := _LETTER.match(rest)):
        letter, rest = (beside[2] or beside[3]).casefold(), rest[beside.end() :]
    rating = _colour(rest)
    if rating is None and (found := _ASIDE.match(rest)):
        aside, rest = found[1], rest[found.end() :]
        rating = _colour(rest)
    if rating is None and rest.strip():
        return None
    return replace(
        one,
        unit=_scaled(one.sign, unit[1].casefold()) if unit else "",
        rating=rating,
        is_provisional=is_provisional,
        measured=measured,
        aside=aside,
        letter=letter,
    )


def _scaled(sign: str, words: str) -> str:
    """What stands behind a figure as its unit: of money '£m'; a mere m may be metres."""
    if sign != "£":
        return {"k": "thousand", "mn": "million", "bn": "billion"}.get(words, words)
    found = words_meant.scale(f"£{words}")
    return found.value if found else words


def _colour(words: str) -> Rating | None:
    """The colour written out beside a figure; a letter alone may be a footnote, or say what the figure covers."""
    bare = words.strip(" ()[]-–")
    return words_meant.rating(bare) if len(bare) > 1 else None
