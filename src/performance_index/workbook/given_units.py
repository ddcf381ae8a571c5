"""The unit of a row of somebody's table: its cell's, what the figures are written with, or what its name tells.

Money and counts in thousands or millions keep that in their unit ('£m', '£k', 'thousand').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from performance_index import words_meant
from performance_index.unit import Unit
from performance_index.workbook.given_figures import Figure

_Key = TypeVar("_Key")
_SHORT = {"hr": "hour", "min": "minute", "sec": "second", "wk": "week", "kilogram": "kg"}
_MERE = {Unit.POUNDS, Unit.NUMBER}
"""Units that leave open whether figures are in thousands."""


def unit_of(own: str, told: Sequence[str], figures: Iterable[Figure]) -> str:
    """The unit: its own cell's, else what the figures are written with, else what is told, else a number.

    `told`: the name, then the headings of the columns of figures. Where a mere sum or number is named, that it is in
    thousands or millions may be said elsewhere. Of figures that a cell shows in thousands, but holds in full, no unit
    says so.
    """
    figures = tuple(figures)
    signs = {one.sign for one in figures} - {""}
    if "%" in signs and _may_be_percent(own, figures):
        return Unit.PERCENT.value
    named = _named(own) or words_meant.unit_in_name(told[0])
    beside = next((_named(one.unit) or Unit(one.unit) for one in figures if one.unit), None)
    scales = (beside, named, *map(words_meant.scale, told))
    scale = next((one for one in scales if one is not None and one in words_meant.SCALED), None)
    if scale is not None and any(one.is_full for one in figures):
        return (Unit.POUNDS if scale.is_money else Unit.NUMBER).value
    if own and (_named(own) not in _MERE or scale is None):
        return (_named(own) or Unit(own)).value
    return (beside or scale or named or (Unit.POUNDS if "£" in signs else Unit.NUMBER)).value


def of_one_unit(figures: Mapping[_Key, Figure]) -> dict[_Key, Figure]:
    """The figures, of which those that are written with another unit than most are words as they are typed."""
    units = {key: _written_with(one) for key, one in figures.items()}
    counted = Counter(filter(None, units.values()))
    if len(counted) < 2:
        return dict(figures)
    ((usual, _),) = counted.most_common(1)
    return {key: Figure(words=one.typed) if units[key] not in {"", usual} else one for key, one in figures.items()}


def _written_with(one: Figure) -> str:
    """The unit that stands beside a figure, or its pound sign; '' for neither."""
    words = one.unit.removesuffix("s")
    named = _named(_SHORT.get(words, words))
    return (named.value if named else _SHORT.get(words, words)) if words else one.sign.replace("%", "")


def _named(words: str) -> Unit | None:
    return (words_meant.unit(words) or words_meant.scale(words)) if words else None


def _may_be_percent(unit: str, figures: Iterable[Figure]) -> bool:
    """Whether figures that are shown with % are percentages, though another unit may be named.

    They are not where that says so: a cell's format is often left over from another row. Where it says a mere number,
    or what nobody here knows, 87% is one, and 550% is not.
    """
    named = words_meant.unit(unit) if unit else Unit.PERCENT
    if named == Unit.PERCENT:
        return True
    numbers = [abs(one.number) for one in figures if one.number is not None and one.sign == "%"]
    return named in {None, Unit.NUMBER} and all(number <= 1 for number in numbers)
