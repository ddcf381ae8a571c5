"""The Trends sheet as cells: one row for each monthly indicator, with a place for its chart and what the chart draws.

The charts are in the workbook from the beginning, one in each row, and draw the cells at their right; so whoever fills
the cells, Excel's button or a program without Excel, has the charts. Rows that are not needed have no height, and a
chart goes with its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance_index.period import MONTH_NAMES, Month
from performance_index.trends import MONTHS, IndicatorTrend, months_shown
from performance_index.unit import Unit

RANGE = "TrendCells"
"""The defined name of the block: its first row are headings, the others the places for an indicator each."""
PLACES = 60
ROW_HEIGHT = 135
"""In points, of a row with a chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the sheet: its heading and its width in characters."""

    heading: str
    width: float


COLUMNS = (
    Column(heading="No", width=6),
    Column(heading="Indicator", width=32),
    Column(heading="Latest", width=28),
    Column(heading="Shown in", width=11),
    Column(heading="Figures, mean and limits of two years", width=92),
    Column(heading="Mean", width=11),
    Column(heading="Lower limit", width=11),
    Column(heading="Upper limit", width=11),
)
CHART = 4
"""The column, counted from 0, that the chart lies over."""
LINES = ("Figure", "Signal", "Mean", "Lower limit", "Upper limit")
"""What a chart draws, each in as many columns as there are months; Signal are the figures that have one."""
WIDTH = len(COLUMNS) + len(LINES) * MONTHS

Cell = str | float | None


def first_column(line: str) -> int:
    """The column, counted from 0, of the first month of one of the chart's lines."""
    return len(COLUMNS) + LINES.index(line) * MONTHS


def block(trends: Sequence[IndicatorTrend], period: Month, places: int = PLACES) -> list[list[Cell]]:
    """The cells of the whole range; trends beyond its places are left out, rows without one are blank."""
    months = months_shown(period)
    label = [f"{MONTH_NAMES[month.elapsed - 1]} {month.end.year % 100:02d}" for month in months]
    head: list[Cell] = [*(column.heading for column in COLUMNS), *label * len(LINES)]
    rows = [_row(trend, months) for trend in trends[:places]]
    blank: list[list[Cell]] = [[None] * WIDTH for _ in range(places - len(rows))]
    return [head, *rows, *blank]


def _row(trend: IndicatorTrend, months: Sequence[Month]) -> list[Cell]:
    indicator = trend.indicator
    shown = [_number(trend.figures.get(month), indicator.unit) for month in months]
    signals = [trend.xmr.signals.get(month) for month in months]
    special = [figure if signal and signal.side else None for figure, signal in zip(shown, signals, strict=True)]
    limits = trend.xmr.limits
    exact = (None, None, None) if limits is None else (limits.mean, limits.lower, limits.upper)
    numbers = [_number(one, indicator.unit) for one in exact]
    since = min(trend.figures, default=None)
    lines = [number if since and since <= month else None for number in numbers for month in months]
    return [
        indicator.number,
        indicator.name,
        str(trend),
        indicator.unit.value,
        None,
        *numbers,
        *shown,
        *special,
        *lines,
    ]


def _number(value: Decimal | Fraction | None, unit: Unit) -> float | None:
    """A figure as the chart shows it; percentages as 87.2, since an axis cannot have a format of each indicator's."""
    if value is None:
        return None
    return float(Fraction(value) * 100) if unit == Unit.PERCENT else float(value)
