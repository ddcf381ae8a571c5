"""Which way an indicator is going: better or worse than the period before, or than last year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from performance_index.indicator import Indicator, Measured, Polarity
from performance_index.period import Month


class Direction(Enum):
    """Direction of travel; for a *Data only* indicator, which has no better, up or down."""

    BETTER = "Better than"
    WORSE = "Worse than"
    SAME = "Same as"
    UP = "Up from"
    DOWN = "Down from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """A direction and what it is measured from: '{Better than} {August}', '{Worse than} {last year}'."""

    direction: Direction
    since: str
    earlier: Fraction

    @property
    def improved_or_held(self) -> bool:
        """Whether the figure is at least as good as the earlier one."""
        return self.direction in {Direction.BETTER, Direction.SAME}

    def __str__(self) -> str:
        """'Better than August'."""
        return f"{self.direction.value} {self.since}"


def since_previous_period(indicator: Indicator, period: Month) -> Travel | None:
    """Compare with the reporting month before, in the same year; None where either figure is missing."""
    month = indicator.reporting_month(period)
    before = month and indicator.month_before(month)
    if month is None or before is None or before.name not in indicator.figures:
        return None
    earlier = Fraction(indicator.figures[before.name])
    return _travel(indicator, month, earlier, before.elapsed, before.label.split()[0])


def since_last_year(indicator: Indicator, period: Month) -> Travel | None:
    """Compare with last year's outturn; None where either figure is missing."""
    month = indicator.reporting_month(period)
    if month is None or indicator.last_year is None:
        return None
    return _travel(indicator, month, Fraction(indicator.last_year), 12, "last year")


def direction(indicator: Indicator, period: Month) -> Travel | None:
    """Compare with the previous period, or with last year where this year has no earlier figure."""
    return since_previous_period(indicator, period) or since_last_year(indicator, period)


def _travel(indicator: Indicator, month: Month, earlier: Fraction, elapsed: int, since: str) -> Travel | None:
    """Compare two figures; year-to-date totals by their pace (figure / months elapsed), since totals only grow."""
    if month.name not in indicator.figures:
        return None
    now, then = Fraction(indicator.figures[month.name]), earlier
    target = indicator.target_at(month)
    if indicator.measured is Measured.YEAR_TOTAL:
        now, then = now / month.elapsed, then / elapsed
        target = None if target is None else target / month.elapsed
    if indicator.polarity is Polarity.DATA_ONLY or (indicator.polarity is Polarity.CLOSE and target is None):
        kind = Direction.SAME if now == then else Direction.UP if now > then else Direction.DOWN
    else:
        base = target or Fraction(0)  # any target does where higher or lower is better: it cancels out
        worse = indicator.polarity.shortfall(base, now) - indicator.polarity.shortfall(base, then)
        kind = Direction.SAME if not worse else Direction.WORSE if worse > 0 else Direction.BETTER
    return Travel(direction=kind, since=since, earlier=earlier)
