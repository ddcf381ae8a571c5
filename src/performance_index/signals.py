"""XmR signals: which figures of a monthly series differ from the others by more than chance explains.

The rules are those of NHS England's *Making Data Count*; the details follow the R package NHSRplotthedots (functions
`ptd_spc_standard` and `ptd_calculate_point_type`), which asks for a series without gaps. Here a month without a figure
is a figure that nobody knows: it counts in no mean, no moving range is taken across it, and no pattern runs over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, lcm

from performance_index.indicator import Polarity
from performance_index.period import Month

FEWEST_POINTS = 12
"""With fewer figures than these there are no limits."""
FEWEST_RANGES = 5
"""And with fewer moving ranges: Wheeler's least for useful limits, five or six values in a row (*Understanding
Variation*, page 60). A series with gaps may have 12 figures and hardly two that follow each other."""
_REACH = Fraction("2.66")
_TOO_WIDE = Fraction("3.267")
_RUN = 7


class Signal(Enum):
    """What a figure is within its series; of several it is the first of these. The value is the word for people."""

    ABOVE = "Above the upper limit"
    BELOW = "Below the lower limit"
    RISING = "7 rising"
    FALLING = "7 falling"
    NEAR_UPPER = "2 of 3 near the upper limit"
    NEAR_LOWER = "2 of 3 near the lower limit"
    HIGH = "7 above the mean"
    LOW = "7 below the mean"
    NONE = "None"
    TOO_FEW = "Too few points"

    @property
    def side(self) -> int:
        """1 where the figure is unusually high or rises, -1 where it is low or falls, 0 for no signal."""
        return _SIDE.get(self, 0)


_SIDE = {
    Signal.ABOVE: 1, Signal.RISING: 1, Signal.NEAR_UPPER: 1, Signal.HIGH: 1,
    Signal.BELOW: -1, Signal.FALLING: -1, Signal.NEAR_LOWER: -1, Signal.LOW: -1,
}  # fmt: skip
_BY_SIDE = {
    kind: {1: high, -1: low}
    for kind, high, low in (
        ("limits", Signal.ABOVE, Signal.BELOW),
        ("trend", Signal.RISING, Signal.FALLING),
        ("near", Signal.NEAR_UPPER, Signal.NEAR_LOWER),
        ("mean", Signal.HIGH, Signal.LOW),
    )
}


class Meaning(Enum):
    """What a signal means for people, by the polarity; the value is the word for them."""

    BETTER = "Better"
    WORSE = "Worse"


def meaning(signal: Signal, polarity: Polarity) -> Meaning | None:
    """Whether a signal is for the better; None without a signal, or where the polarity has no better side."""
    better = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(polarity, 0) * signal.side
    return {1: Meaning.BETTER, -1: Meaning.WORSE}.get(better)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The mean of a series and the limits that chance alone hardly ever takes a figure beyond, in the series' unit."""

    lower: Fraction
    mean: Fraction
    upper: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmr:
    """A series' limits, None where it has too few points, and the signal of each month that has a figure, in order."""

    limits: Limits | None
    signals: Mapping[Month, Signal]


def xmr(figures: Mapping[Month, Decimal]) -> Xmr:
    """Work out the limits of a monthly series and the signal of each of its figures, whatever their order.

    Limits: mean ± 2.66 × the average moving range, moving ranges of 3.267 × their average or more left out. The signal
    is the first of these that is true: outside the limits; 7 months rising or falling; 2 of 3 months in the outer
    third, all three on one side of the mean; 7 months on one side of the mean. A figure on a limit or on the mean is
    not beyond it.
    """
    scaled, scale = _whole(figures)
    stretches = _stretches(scaled)
    limits = _limits(stretches, len(figures))
    if limits is None:
        return Xmr(limits=None, signals=dict.fromkeys(sorted(figures), Signal.TOO_FEW))
    signals = dict.fromkeys(sorted(figures), Signal.NONE)
    for stretch in stretches:
        points = _placed(stretch, limits)
        for rule in (_on_one_side, _near_a_limit, _in_a_trend, _outside):  # the later takes precedence
            signals |= dict(rule(points))
    in_unit = Limits(lower=limits.lower / scale, mean=limits.mean / scale, upper=limits.upper / scale)
    return Xmr(limits=in_unit, signals=signals)


_Stretch = Sequence[tuple[Month, int]]


@dataclass(frozen=True, slots=True)
class _Point:
    """A figure and where it lies: `side` of the mean, `near` a limit (in the outer third) or `outside` the limits."""

    month: Month
    figure: int
    side: int
    near: bool
    outside: bool


_Found = Iterator[tuple[Month, Signal]]


def _whole(figures: Mapping[Month, Decimal]) -> tuple[dict[Month, int], int]:
    """The figures times one number, which makes whole numbers of them all, and that number: exact, and fast."""
    ratios = {month: figure.as_integer_ratio() for month, figure in figures.items()}
    scale = lcm(*(below for _, below in ratios.values()))
    return {month: above * (scale // below) for month, (above, below) in ratios.items()}, scale


def _stretches(figures: Mapping[Month, int]) -> list[list[tuple[Month, int]]]:
    """The series in its order, cut where a month is missing."""
    found: list[list[tuple[Month, int]]] = []
    expected = None
    for month in sorted(figures):
        if month.number != expected:
            found.append([])
        found[-1].append((month, figures[month]))
        expected = month.number + 1
    return found


def _limits(stretches: Sequence[_Stretch], points: int) -> Limits | None:
    ranges = [abs(after - before) for stretch in stretches for (_, before), (_, after) in pairwise(stretch)]
    if points < FEWEST_POINTS or len(ranges) < FEWEST_RANGES:
        return None
    too_wide = _TOO_WIDE * sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < too_wide]  # none where all are nought, and so are the limits' distance
    reach = _REACH * sum(kept) / len(kept) if kept else Fraction(0)
    mean = Fraction(sum(figure for stretch in stretches for _, figure in stretch), points)
    return Limits(lower=mean - reach, mean=mean, upper=mean + reach)


def _placed(stretch: _Stretch, limits: Limits) -> list[_Point]:
    """Where each figure lies. A whole number is above a fraction if it is above the fraction's whole part."""
    mean, third = limits.mean, (limits.upper - limits.mean) * 2 / 3
    highest, lowest, high, low = floor(limits.upper), ceil(limits.lower), floor(mean + third), ceil(mean - third)
    above, below = floor(mean), ceil(mean)
    return [
        _Point(
            month,
            figure,
            side=(figure > above) - (figure < below),
            near=high < figure <= highest or lowest <= figure < low,
            outside=not lowest <= figure <= highest,
        )
        for month, figure in stretch
    ]


def _outside(points: Sequence[_Point]) -> _Found:
    for point in points:
        if point.outside:
            yield point.month, _BY_SIDE["limits"][point.side]


def _in_a_trend(points: Sequence[_Point]) -> _Found:
    """The turning point of two trends counts with the later one."""
    steps = [(after.figure > before.figure) - (after.figure < before.figure) for before, after in pairwise(points)]
    for start in range(len(points) - _RUN + 1):
        yield from _same(points[start : start + _RUN], steps[start : start + _RUN - 1], "trend")


def _near_a_limit(points: Sequence[_Point]) -> _Found:
    """Of three months on one side, the two or three that are in the outer third."""
    for start in range(len(points) - 2):
        three = points[start : start + 3]
        near = [point for point in three if point.near]
        if len(near) >= 2:
            yield from _same(near, [point.side for point in three], "near")


def _on_one_side(points: Sequence[_Point]) -> _Found:
    sides = [point.side for point in points]
    for start in range(len(points) - _RUN + 1):
        yield from _same(points[start : start + _RUN], sides[start : start + _RUN], "mean")


def _same(points: Sequence[_Point], sides: Sequence[int], kind: str) -> _Found:
    """The points with the signal of this kind, where all sides are one."""
    if sides[0] and len(set(sides)) == 1:
        for point in points:
            yield point.month, _BY_SIDE[kind][sides[0]]
