"""Which indicator of the index is which of those that were published: by number, name and figures, whatever changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator, folded
from performance_index.published_record import NAME, Record

_WORD = re.compile(r"\w{4,}")
_ENOUGH = 2
"""As many months with one figure show that an indicator is the same, whatever it is called."""


def same_indicators(index: PerformanceIndex, record: Record) -> dict[int, str]:
    """By the position of each indicator that was published: the number, in small letters, under which it was.

    One with the same number and name is the same; then one whose name only one has, here and there: it was renumbered;
    then one with the same number whose name shares a word, or whose figures agree: it was reworded. Of a record without
    names the number decides. Any other is a new one, and the published one has left.
    """
    named = {number: folded(record.texts.get((number, NAME), "")) for number in record.numbers}
    free, found = dict(named), dict[int, str]()

    def take(position: int, number: str) -> None:
        found[position] = number
        del free[number]

    def left() -> list[tuple[int, Indicator]]:
        return [(position, one) for position, one in enumerate(index.indicators) if position not in found]

    for position, one in left():
        number = one.number.casefold()
        if number in free and named[number] in {"", folded(one.name)}:
            take(position, number)
    once = _once(folded(one.name) for _, one in left()) & _once(free.values())
    there = {name: number for number, name in free.items()}
    for position, one in left():
        if (name := folded(one.name)) in once:
            take(position, there[name])
    for position, one in left():
        number = one.number.casefold()
        if number in free and (_shares_a_word(one.name, named[number]) or _agrees(one, index, record, number)):
            take(position, number)
    return found


def _once(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if name and times == 1}


def _shares_a_word(name: str, other: str) -> bool:
    return not set(_WORD.findall(name.casefold())).isdisjoint(_WORD.findall(other))


def _agrees(one: Indicator, index: PerformanceIndex, record: Record, number: str) -> bool:
    """Whether enough figures are the published ones; noughts, which many have, do not count."""
    months = [month for month in index.period.upto() if one.figures.get(month.name)]
    published = [record.figures.get((number, month)) for month in months]
    same = [was for was, month in zip(published, months, strict=True) if was and was.figure == one.figures[month.name]]
    return len(same) >= _ENOUGH
