"""Where in a sheet the headings of a table of indicators stand: below title rows, in one row or in two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from performance_index.headings import Heading, Part, understood
from performance_index.period import Month

Grid = Sequence[Sequence[object]]
"""The rows of a sheet from its corner: texts, numbers, days, None for a blank; merged cells all hold what is shown."""

_LOOKED_AT = 60
_LONGEST = 80
"""A longer text is no heading."""
_LEAST = 3
"""As many different things must headings say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """The headings of a table: of each column its words and what they say; the rows that they stand in, 0 the first.

    `score` is how many different things they say.
    """

    first: int
    last: int
    words: tuple[str, ...]
    columns: tuple[Heading, ...]
    score: int


def shown(cell: object) -> str:
    """A cell in one line: a day as its month ('Apr 2026'), a number as Excel shows it; '' for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime | dt.date):
        month = Month.containing(cell)
        return f"{month.name} {cell.year}"
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str(cell).split())


def headed(grid: Grid) -> Headed | None:
    """The headings of the table of indicators in a sheet; None where nothing looks like some.

    The row, or the two rows, that say the most different things; of equal ones the first, and one rather than two.
    """
    best: Headed | None = None
    for row in range(min(len(grid), _LOOKED_AT)):
        for one in (_at(grid, row, row), _at(grid, row, row + 1)):
            if one is not None and (best is None or one.score > best.score):
                best = one
    return best


def is_heading(columns: Sequence[Heading], row: Sequence[object]) -> bool:
    """Whether a row below looks like headings again: it says most of what the headings above it say."""
    said = {
        (one.part, one.month, one.calendar and one.quarter)
        for one in map(understood, map(shown, row))
        if one.part is not Part.OTHER
    }
    above = {(one.part, one.month, one.calendar and one.quarter) for one in columns if one.part is not Part.OTHER}
    return len(said) >= _LEAST and 2 * len(said & above) > len(above)


def understood_row(row: Sequence[object]) -> bool:
    """Whether a row below looks like the headings of another table: texts only, of which most say something."""
    texts = [shown(cell) for cell in row if cell is not None]
    said = {one.part for one in map(understood, texts) if one.part is not Part.OTHER}
    is_short = all(len(text) <= _LONGEST // 2 for text in texts)
    return is_short and not any(map(_is_figure, row)) and len(said) > _LEAST and len(said) + 1 >= len(texts)


def _at(grid: Grid, first: int, last: int) -> Headed | None:
    if last >= len(grid) or (last > first and len(set(map(shown, grid[first])) - {""}) < 2):  # one text is a title
        return None
    words = _words(grid[first]) if first == last else _both(grid[first], grid[last])
    if len(set(filter(None, words))) < _LEAST or any(len(word) > _LONGEST for word in words):
        return None
    columns = tuple(understood(word) if word else Heading(part=Part.OTHER) for word in words)
    said = {(one.part, one.month, one.year, one.calendar, one.quarter) for one in columns if one.part is not Part.OTHER}
    figures = sum(_is_figure(cell) for cell in grid[last])
    score = len(said) - figures
    return Headed(first=first, last=last, words=words, columns=columns, score=score) if score >= _LEAST else None


def _words(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(shown, row))


def _both(upper: Sequence[object], lower: Sequence[object]) -> tuple[str, ...]:
    """The words of two rows of headings; what stands in the upper one over several columns is said of each."""
    found: list[str] = []
    over = ""
    for above, below in zip_longest(map(shown, upper), map(shown, lower), fillvalue=""):
        over = above or (over if below else "")
        found.append(" ".join(dict.fromkeys(filter(None, (over, below)))))
    return tuple(found)


def _is_figure(cell: object) -> bool:
    """Whether a cell holds a number that is not a year."""
    is_number = isinstance(cell, float) or (isinstance(cell, str) and cell.strip(" %£").replace(".", "").isdigit())
    return is_number and not 2000 <= float(str(cell).strip(" %£").replace(".", "") or 0) <= 2100
