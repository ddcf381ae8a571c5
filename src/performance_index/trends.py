"""The trend of every monthly indicator of an index: its last two years, their limits, and what the latest figure is.

Two years are what a chart shows and what the limits rest on, so that a reader sees all that decides: NHS England's
*Making Data Count* advises two to three years for watching a service.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator, Measured
from performance_index.period import Frequency, Month
from performance_index.signals import FEWEST_POINTS, Meaning, Signal, Xmr, meaning, xmr

MONTHS = 24
"""As many months, up to the period's own, make a trend."""

Published = Mapping[tuple[str, Month], Decimal]
"""Figures that were published, by the indicator's number in small letters and the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTrend:
    """One indicator's last two years.

    `figures`: of each month that has one, in the indicator's unit; of a year-to-date total, what each month added.
    `why`: why there are no limits, '' where there are; then `xmr` has its limits.
    """

    indicator: Indicator
    figures: Mapping[Month, Decimal]
    xmr: Xmr
    why: str

    @property
    def latest(self) -> Signal | None:
        """The signal of the latest figure; None where there are no limits."""
        return None if self.why else self.xmr.signals[max(self.figures)]

    @property
    def means(self) -> Meaning | None:
        """Whether the latest signal is for the better; None without one, or where no side is better."""
        return None if self.latest is None else meaning(self.latest, self.indicator.polarity)

    def __str__(self) -> str:
        """'September 2020: Above the upper limit (worse)', 'September 2020: no signal', 'Too few points: 6 of 12'."""
        if self.latest is None:
            return self.why
        month = max(self.figures).label
        if self.latest is Signal.NONE:
            return f"{month}: no signal"
        return f"{month}: {self.latest.value}{f' ({self.means.value.lower()})' if self.means else ''}"


def months_shown(period: Month) -> tuple[Month, ...]:
    """The months of a trend, the period's own last; ValueError for a period in the first two years that there are."""
    return tuple(Month.numbered(period.number - back) for back in range(MONTHS - 1, -1, -1))


def trends(index: PerformanceIndex, published: Published, in_doubt: Collection[int] = ()) -> tuple[IndicatorTrend, ...]:
    """The trend of each monthly indicator, in index order.

    This year's figures are the index's own, those of earlier years what was published. `in_doubt` are the positions of
    indicators that cannot be read: nothing is said of their figures.
    """
    return tuple(
        _trend(indicator, index.period, published, is_in_doubt=position in in_doubt)
        for position, indicator in enumerate(index.indicators)
        if indicator.frequency is Frequency.MONTHLY
    )


def _trend(indicator: Indicator, period: Month, published: Published, *, is_in_doubt: bool) -> IndicatorTrend:
    why = "This row has an error: see the Check sheet" if is_in_doubt else ""
    if indicator.status is DataStatus.NOT_REPORTABLE:
        why = why or "Not reportable: see the data caveat"
    if why:
        return IndicatorTrend(indicator=indicator, figures={}, xmr=xmr({}), why=why)
    figures = _figures(indicator, period, published)
    found = xmr(figures)
    if indicator.measured in _OVERLAPPING:
        why = f"No limits: its figures overlap ({indicator.measured.value})"
        found = xmr({})
    elif found.limits is None:
        why = _too_few(len(figures))
    return IndicatorTrend(indicator=indicator, figures=figures, xmr=found, why=why)


_OVERLAPPING = {Measured.YEAR_AVERAGE, Measured.ROLLING}
"""Measures whose figures share months: they move slowly whatever happens, so that limits would mislead."""


def _too_few(points: int) -> str:
    if not points:
        return "No figures yet"
    if points >= FEWEST_POINTS:
        return "Too few points: hardly any of the months follow each other"
    return f"{Signal.TOO_FEW.value}: {points} of {FEWEST_POINTS}"


def _figures(indicator: Indicator, period: Month, published: Published) -> dict[Month, Decimal]:
    """The figures of the months shown, each month's own."""
    known = {month: figure for (number, month), figure in published.items() if number == indicator.number.casefold()}
    known = {month: figure for month, figure in known.items() if month.year < period.year}
    known |= {month: indicator.figures[month.name] for month in period.upto() if month.name in indicator.figures}
    if indicator.status is DataStatus.AWAITING:
        known.pop(period, None)  # typed, and not confirmed
    own = _added(known) if indicator.measured is Measured.YEAR_TOTAL else known
    return {month: own[month] for month in months_shown(period) if month in own}


def _added(totals: Mapping[Month, Decimal]) -> dict[Month, Decimal]:
    """What each month added to a year-to-date total; a month after one without a figure is not known."""
    of_number = {month.number: total for month, total in totals.items()}
    found: dict[Month, Decimal] = {}
    for month, total in totals.items():
        if month.elapsed == 1:
            found[month] = total
        elif month.number - 1 in of_number:
            found[month] = total - of_number[month.number - 1]
    return found
