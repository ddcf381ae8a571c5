"""Which way an indicator is going: better or worse than the period before, or than a year ago.

A period is the indicator's own: the month, quarter or term before, or the year before for an annual figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from performance_index.indicator import DataStatus, Indicator, Measured, Polarity
from performance_index.period import Frequency, Month


class Direction(Enum):
    """Direction of travel; for a *Data only* indicator, which has no better, up or down."""

    BETTER = "Better than"
    WORSE = "Worse than"
    SAME = "Same as"
    UP = "Up from"
    DOWN = "Down from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """A direction and what it is measured from: 'Better than' 'August'.

    `now` and `then` are the two figures compared, in the indicator's unit; where `by_pace` is true they are figures
    a month (a year-to-date total divided by the months elapsed), since a total only grows; totals of as many months
    are compared as they are. `is_judged` is False where nobody can say which is better: close to a target that one of
    the two months does not have.
    """

    direction: Direction
    since: str
    now: Fraction
    then: Fraction
    by_pace: bool
    is_judged: bool = True

    @property
    def improved_or_held(self) -> bool:
        """Whether the figure is at least as good as the earlier one."""
        return self.is_judged and self.direction in {Direction.BETTER, Direction.SAME}

    def __str__(self) -> str:
        """'Better than August'; for a pace 'Better pace than August', 'Pace up from August'."""
        first, last = self.direction.value.split()
        if not self.by_pace:
            return f"{first} {last} {self.since}"
        if self.direction in {Direction.UP, Direction.DOWN}:
            return f"Pace {first.lower()} {last} {self.since}"
        return f"{first} pace {last} {self.since}"


Series = Mapping[Month, Decimal]
"""Figures of one indicator by month, over the years, in its unit."""
NO_SERIES: Series = MappingProxyType({})


def since_previous_period(indicator: Indicator, period: Month, earlier: Series = NO_SERIES) -> Travel | None:
    """Compare with the reporting month before; None where either figure is missing.

    The first of a year is compared with the last of the year before, which the index does not hold: it is in
    `earlier`, figures of earlier years. An annual figure is compared with the one of the year before.
    """
    month = indicator.reporting_month(period)
    if month is None or month.name not in indicator.figures:
        return None
    before = indicator.month_before(month)
    if before is None:
        return _since_an_earlier_year(indicator, month, _last_of(indicator, month.year.start - 1, earlier), earlier)
    if before.name not in indicator.figures:
        return None
    then = indicator.figures[before.name]
    return _travel(indicator, month, (then, indicator.target_at(before), before.elapsed), before.label.split()[0])


def since_a_year_ago(indicator: Indicator, period: Month, earlier: Series = NO_SERIES) -> Travel | None:
    """Compare with the same period last year, which is in `earlier`; where it is not, with last year's outturn.

    None where there is nothing to compare, and for a figure that is not in, not confirmed or not reportable.
    """
    month = indicator.reporting_month(period)
    if month is None or month.name not in indicator.figures or _is_not_to_rely_on(indicator):
        return None
    if indicator.frequency is Frequency.ANNUAL:
        before = _last_of(indicator, month.year.start - 1, earlier)
    else:
        before = next((one for one in earlier if one.number == month.number - _YEAR), None)
    return _since_an_earlier_year(indicator, month, before, earlier) or since_last_year(indicator, period)


_YEAR = 12


def _last_of(indicator: Indicator, year: int, earlier: Series) -> Month | None:
    """The month of an earlier year that its last reporting period ended in; None where its figure is not known."""
    months = [one for one in earlier if one.year.start == year]
    if indicator.frequency is Frequency.ANNUAL:
        return max(months, default=None)
    return next((one for one in months if one.elapsed == _YEAR), None)


def _since_an_earlier_year(indicator: Indicator, month: Month, before: Month | None, earlier: Series) -> Travel | None:
    """Compare with a month of an earlier year, whose target nobody knows any more."""
    if before is None:
        return None
    return _travel(indicator, month, (earlier[before], None, before.elapsed), before.label)


def since_last_year(indicator: Indicator, period: Month) -> Travel | None:
    """Compare with last year's outturn, against this year's target; None where either figure is missing."""
    month = indicator.reporting_month(period)
    if month is None or indicator.last_year is None or month.name not in indicator.figures:
        return None
    return _travel(indicator, month, (indicator.last_year, _year_target(indicator, month), 12), "last year")


def since_published(
    indicator: Indicator, period: Month, published: tuple[Month, Decimal, Fraction | None]
) -> Travel | None:
    """Compare with what was published for a month: its figure, and the target that was due by then.

    None where there is no figure now, or it is not in, not confirmed or not reportable.
    """
    month = indicator.reporting_month(period)
    if month is None or month.name not in indicator.figures or _is_not_to_rely_on(indicator):
        return None
    before, figure, target = published
    return _travel(indicator, month, (figure, target, before.elapsed), before.label)


def direction(indicator: Indicator, period: Month, earlier: Series = NO_SERIES) -> Travel | None:
    """Compare with the previous period, or with last year where this year has no earlier figure.

    None where there is nothing to compare, and for a figure that is not in, not confirmed or not reportable.
    """
    if _is_not_to_rely_on(indicator):
        return None
    return since_previous_period(indicator, period, earlier) or since_last_year(indicator, period)


def _is_not_to_rely_on(indicator: Indicator) -> bool:
    return indicator.status in {DataStatus.AWAITING, DataStatus.NOT_REPORTABLE}


def _year_target(indicator: Indicator, month: Month) -> Fraction | None:
    """The target that a whole year's outturn compares with: this month's, or the year's where that is shared out."""
    whole = indicator.target_at(Month(month.year, 12))
    return whole if _grows(indicator) else indicator.target_at(month)


def _grows(indicator: Indicator) -> bool:
    """Whether the figures add up over the year; an annual figure is the whole year's at once."""
    return indicator.measured is Measured.YEAR_TOTAL and indicator.frequency is not Frequency.ANNUAL


def _travel(indicator: Indicator, month: Month, earlier: tuple[Decimal, Fraction | None, int], since: str) -> Travel:
    """Compare a month's figure with an earlier one, each with its own target and its months elapsed."""
    then, target_then, elapsed = Fraction(earlier[0]), earlier[1], earlier[2]
    now, target_now = Fraction(indicator.figures[month.name]), indicator.target_at(month)
    by_pace = _grows(indicator) and elapsed != month.elapsed
    if by_pace:
        now, then = now / month.elapsed, then / elapsed
        target_now = None if target_now is None else target_now / month.elapsed
        target_then = None if target_then is None else target_then / elapsed
    polarity = indicator.polarity
    if polarity is Polarity.CLOSE and target_now is not None and target_then is not None:
        worse = abs(target_now - now) - abs(target_then - then)
    elif polarity in {Polarity.HIGHER, Polarity.LOWER}:
        worse = polarity.shortfall(then, now)
    else:
        kind = Direction.SAME if now == then else Direction.UP if now > then else Direction.DOWN
        return Travel(
            direction=kind, since=since, now=now, then=then, by_pace=by_pace, is_judged=polarity is not Polarity.CLOSE
        )
    kind = Direction.SAME if not worse else Direction.WORSE if worse > 0 else Direction.BETTER
    return Travel(direction=kind, since=since, now=now, then=then, by_pace=by_pace)
