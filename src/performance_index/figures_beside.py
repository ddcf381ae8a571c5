"""The figures that stand beside the commentary of an exception: which a council may choose, and how each is written.

`explain` says the same in one sentence; both write a figure with as many decimals as keep it true.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from performance_index.direction import way
from performance_index.explain import decimals_for, distance, figure_of, side
from performance_index.indicator import TargetIs
from performance_index.rating import RatedIndicator
from performance_index.unit import Exact

NO_EARLIER = "No earlier figure"


class Figure(Enum):
    """A figure that a report may show beside the commentary; the value is the word on the Settings sheet."""

    ACTUAL = "Actual"
    TARGET = "Target"
    HOW_FAR_OFF = "How far off"
    DIRECTION = "Direction"
    LAST_PERIOD = "Last period"
    SIGNAL = "Signal"

    @property
    def tag(self) -> str:
        """The column that shows it alone, as a template names it: 'how_far_off'; a signal has none."""
        return self.name.lower()


PLAIN = tuple(figure for figure in Figure if figure is not Figure.SIGNAL)
"""Those that need nothing but the index: a signal rests on the figures of two years."""
USUAL = (Figure.ACTUAL, Figure.TARGET, Figure.LAST_PERIOD)
"""What a template's column of figures shows where the council has chosen none."""


def figures_beside(rated: RatedIndicator) -> dict[str, str]:
    """Give each figure of a rated indicator for a cell of its own, by its tag; none is empty.

    'actual': '33 weeks (August 2020)', dated where it is older than the period. 'target': what was due by that month.
    'how_far_off': '7 weeks over', 'Target met'. 'direction': 'Worse than July'. 'last_period': '31 weeks (July)', of
    the period before or else of last year.
    """
    assert rated.target is not None
    before = _before(rated)
    return {
        Figure.ACTUAL.tag: figure_of(rated),
        Figure.TARGET.tag: rated.indicator.unit.show(rated.target, decimals=decimals_for(rated)),
        Figure.HOW_FAR_OFF.tag: _how_far_off(rated),
        Figure.DIRECTION.tag: way(rated),
        Figure.LAST_PERIOD.tag: NO_EARLIER if before is None else f"{before[1]} ({before[0]})",
    }


def beside(rated: RatedIndicator, chosen: Iterable[Figure], signal: str = "") -> tuple[str, ...]:
    """Give the chosen figures as the lines of one cell, each told by its own words; the usual ones where none is.

    `signal` is the line on its signal.

    'Actual: 33 weeks', 'Target: 26 weeks', '7 weeks over', 'Worse than July', 'July: 31 weeks'. A target that grows
    over the year is 'Target by now: 87.5'.
    """
    said, before = figures_beside(rated), _before(rated)
    lines = {
        Figure.ACTUAL: f"Actual: {said[Figure.ACTUAL.tag]}",
        Figure.TARGET: f"Target{_by_now(rated)}: {said[Figure.TARGET.tag]}",
        Figure.HOW_FAR_OFF: said[Figure.HOW_FAR_OFF.tag],
        Figure.DIRECTION: said[Figure.DIRECTION.tag],
        Figure.LAST_PERIOD: NO_EARLIER if before is None else f"{before[0][0].upper()}{before[0][1:]}: {before[1]}",
        Figure.SIGNAL: signal,
    }
    return tuple(dict.fromkeys(filter(None, (lines[one] for one in tuple(chosen) or USUAL))))


def _by_now(rated: RatedIndicator) -> str:
    """' by now' where the target is a part of the year's."""
    indicator = rated.indicator
    return "" if indicator.target_is is TargetIs.EVERY_PERIOD or indicator.target == rated.target else " by now"


def _how_far_off(rated: RatedIndicator) -> str:
    """'3.8 points short' in the indicator's own unit; 'Target met' where a decision has rated it otherwise."""
    assert rated.shortfall is not None
    return "Target met" if rated.shortfall <= 0 else f"{distance(rated, rated.shortfall)} {side(rated)}"


def _before(rated: RatedIndicator) -> tuple[str, str] | None:
    """Give the month before and its figure: 'July', '31 weeks'; else 'last year' and its outturn; None without both."""
    indicator, month = rated.indicator, rated.month
    assert month is not None
    before = indicator.month_before(month)
    if before is not None and before.name in indicator.figures:
        return before.label.split()[0], _like(rated, indicator.figures[before.name])
    return None if indicator.last_year is None else ("last year", _like(rated, indicator.last_year))


def _like(rated: RatedIndicator, value: Exact) -> str:
    """Give an earlier figure with the decimals of the one that is rated, or more where the two would look the same."""
    assert rated.actual is not None
    digits, unit = decimals_for(rated), rated.indicator.unit
    is_other = Fraction(value) != Fraction(rated.actual)
    now = unit.show(rated.actual, decimals=digits)
    more = range(digits, digits + _MORE)
    told_apart = (said for n in more if (said := unit.show(value, decimals=n)) != now)
    return next(told_apart, f"exactly {now}") if is_other else now  # beside 0.0006, which is written 0.001


_MORE = 13  # a cell holds no more digits that could tell two figures apart
