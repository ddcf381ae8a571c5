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
    stretches = _stretches(figures)
    signals = dict.fromkeys(sorted(figures), Signal.NONE)
    limits = _limits(stretches, len(figures))
    if limits is None:
        return Xmr(limits=None, signals=dict.fromkeys(signals, Signal.TOO_FEW))
    for stretch in stretches:
        for rule in (_on_one_side, _near_a_limit, _in_a_trend, _outside):  # the later takes precedence
            signals |= dict(rule(stretch, limits))
    return Xmr(limits=limits, signals=signals)


_Point = tuple[Month, Fraction]
_Stretch = Sequence[_Point]
_Found = Iterator[tuple[Month, Signal]]


def _stretches(figures: Mapping[Month, Decimal]) -> list[list[_Point]]:
    """The series in its order, cut where a month is missing."""
    found: list[list[_Point]] = []
    for month in sorted(figures):
        if not found or found[-1][-1][0].number + 1 != month.number:
            found.append([])
        found[-1].append((month, Fraction(figures[month])))
    return found


def _limits(stretches: Sequence[_Stretch], points: int) -> Limits | None:
    ranges = [abs(after - before) for stretch in stretches for (_, before), (_, after) in pairwise(stretch)]
    if points < FEWEST_POINTS or len(ranges) < FEWEST_RANGES:
        return None
    too_wide = _TOO_WIDE * sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < too_wide]  # none where all are nought, and so are the limits' distance
    reach = _REACH * sum(kept) / len(kept) if kept else Fraction(0)
    mean = sum((figure for stretch in stretches for _, figure in stretch), Fraction(0)) / points
    return Limits(lower=mean - reach, mean=mean, upper=mean + reach)


def _outside(stretch: _Stretch, limits: Limits) -> _Found:
    for month, figure in stretch:
        if not limits.lower <= figure <= limits.upper:
            yield month, _BY_SIDE["limits"][_side(figure, limits)]


def _in_a_trend(stretch: _Stretch, _: Limits) -> _Found:
    """The turning point of two trends counts with the later one."""
    steps = [_sign(after - before) for (_, before), (_, after) in pairwise(stretch)]
    for start in range(len(stretch) - _RUN + 1):
        yield from _same(stretch[start : start + _RUN], steps[start : start + _RUN - 1], "trend")


def _near_a_limit(stretch: _Stretch, limits: Limits) -> _Found:
    """Of three months on one side, two or all between two thirds of the way to the limit and the limit itself."""
    sides = [_side(figure, limits) for _, figure in stretch]
    third = (limits.upper - limits.mean) * 2 / 3
    near = [third < abs(figure - limits.mean) <= limits.upper - limits.mean for _, figure in stretch]
    for start in range(len(stretch) - 2):
        three = range(start, start + 3)
        if sum(near[n] for n in three) >= 2:
            yield from _same([stretch[n] for n in three if near[n]], sides[start : start + 3], "near")


def _on_one_side(stretch: _Stretch, limits: Limits) -> _Found:
    sides = [_side(figure, limits) for _, figure in stretch]
    for start in range(len(stretch) - _RUN + 1):
        yield from _same(stretch[start : start + _RUN], sides[start : start + _RUN], "mean")


def _same(points: _Stretch, sides: Sequence[int], kind: str) -> _Found:
    """The points with the signal of this kind, where all sides are one."""
    if sides[0] and len(set(sides)) == 1:
        for month, _ in points:
            yield month, _BY_SIDE[kind][sides[0]]


def _side(figure: Fraction, limits: Limits) -> int:
    return _sign(figure - limits.mean)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
