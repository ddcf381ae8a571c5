"""What each column of a table of indicators is, by its heading and by what is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from performance_index import words_meant
from performance_index.heading_rows import Grid, Headed, shown
from performance_index.headings import Heading, Part

_MOST = 0.8
"""As large a share of what is in a column says what it is, where its heading does not."""
_LOOKED_AT = 200
_CODE = 12
"""An indicator's number has no more characters."""
_NAME = 12
"""The names of indicators have more characters on average."""
_ONCE = frozenset(Part) - {Part.FIGURE, Part.COMMENTARY, Part.RATING, Part.TRAVEL, Part.TARGET, Part.OTHER}
"""What stands in one column only; in a second one nobody knows what it is."""


def columns_meant(headed: Headed, grid: Grid) -> tuple[Heading, ...]:
    """What each column is; OTHER where neither its heading nor what is in it says so.

    Two columns may be figures, commentaries, targets or ratings, as each may be of another period.
    """
    texts = [_texts(grid[headed.last + 1 :], n) for n in range(len(headed.columns))]
    columns = [_by_content(one, said) for one, said in zip(headed.columns, texts, strict=True)]
    _find_number(columns, texts)
    _find_name(columns, texts)
    _prefer_exact(columns, headed.words)
    seen: set[Part] = set()
    for n, one in enumerate(columns):
        if one.why:
            continue
        if one.part in _ONCE and one.part in seen:
            columns[n] = replace(one, part=Part.OTHER)
        seen.add(one.part)
    return tuple(columns)


def _prefer_exact(columns: list[Heading], words: Sequence[str]) -> None:
    """Of several columns for one thing, the one that has our own name for it: 'Target' rather than 'Target now'."""
    exact = {one.part for one, said in zip(columns, words, strict=True) if said.casefold() == one.part.value.casefold()}
    for n, one in enumerate(columns):
        if (
            one.part in exact & (_ONCE | {Part.TARGET})
            and not (one.month or one.calendar or one.why)
            and words[n].casefold() != one.part.value.casefold()
        ):
            columns[n] = replace(one, part=Part.OTHER)


def _texts(rows: Grid, column: int) -> list[str]:
    """What stands in a column, without blanks."""
    cells = (shown(row[column]) for row in rows[:_LOOKED_AT] if column < len(row))
    return [one for one in cells if one]


def _by_content(heading: Heading, texts: Sequence[str]) -> Heading:
    """A column whose heading says nothing, or a rating or a figure, looked at."""
    if heading.part is Part.RATING and _share(texts, words_meant.status) >= _MOST:
        return replace(heading, part=Part.STATUS)
    if heading.part is Part.FIGURE and _share(texts, words_meant.rating) >= _MOST:
        return replace(heading, part=Part.RATING)
    if heading.part is not Part.OTHER:
        return heading
    kinds: tuple[tuple[Part, Callable[[str], object]], ...] = (
        (Part.RATING, words_meant.rating),
        (Part.POLARITY, words_meant.polarity),
        (Part.FREQUENCY, words_meant.frequency),
        (Part.UNIT, words_meant.unit),
    )
    return next((replace(heading, part=part) for part, kind in kinds if _share(texts, kind) >= _MOST), heading)


def _share(texts: Sequence[str], kind: Callable[[str], object]) -> float:
    return sum(kind(text) is not None for text in texts) / len(texts) if texts else 0


def _find_number(columns: list[Heading], texts: Sequence[Sequence[str]]) -> None:
    """Where no heading says number: a column of codes, under the heading of names or left of the names."""
    if any(one.part is Part.NUMBER for one in columns):
        return
    names = [n for n, one in enumerate(columns) if one.part is Part.NAME]
    before = range(names[0] + 1) if names else range(len(columns))
    for n in before:
        if columns[n].part in {Part.NAME, Part.OTHER} and _are_codes(texts[n]):
            columns[n] = replace(columns[n], part=Part.NUMBER)
            return


def _are_codes(texts: Sequence[str]) -> bool:
    codes = [text for text in texts if len(text) <= _CODE and " " not in text and any(map(str.isdigit, text))]
    return len(texts) > 1 and len(codes) >= _MOST * len(texts) and len(set(codes)) == len(codes)


def _find_name(columns: list[Heading], texts: Sequence[Sequence[str]]) -> None:
    """Where no heading says indicator: the column of unknown heading with the longest texts."""
    if any(one.part is Part.NAME for one in columns):
        return
    longest = [
        (sum(map(len, texts[n])) / len(texts[n]), -n) for n, one in enumerate(columns) if _may_name(one, texts[n])
    ]
    length, place = max(longest, default=(0, 0))
    if length > _NAME:
        columns[-place] = replace(columns[-place], part=Part.NAME)


def _may_name(heading: Heading, texts: Sequence[str]) -> bool:
    return heading.part is Part.OTHER and len(texts) > 1 and len(set(texts)) == len(texts)
