"""The signal of each exception in a line beside its figures: whether its latest figure is more than chance."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from performance_index.figures_beside import Figure
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.report import ReportDetails
from performance_index.series import published
from performance_index.signals import Signal
from performance_index.trends import IndicatorTrend, trends


def signals_if_chosen(
    index: PerformanceIndex, details: ReportDetails, history: History, in_doubt: Collection[int] = ()
) -> Mapping[str, str]:
    """Give the line of each indicator by its number; none where the report is not to show them.

    `in_doubt` are the positions of indicators that cannot be read.
    """
    if Figure.SIGNAL not in details.figures:
        return {}
    lines = {one.indicator.number: _line(one) for one in trends(index, published(index, history.last()), in_doubt)}
    return {one.number: lines.get(one.number, "Signals: for monthly figures only") for one in index.indicators}


def _line(trend: IndicatorTrend) -> str:
    """'Signal: above the upper limit (worse)', 'No signal: no more than chance', 'Signals: too few points: 6 of 12'."""
    if trend.latest is None:
        return f"Signals: {trend.why[0].lower()}{trend.why[1:]}"
    if trend.latest is Signal.NONE:
        return "No signal: no more than chance"
    said = trend.latest.value
    return f"Signal: {said[0].lower()}{said[1:]}{f' ({trend.means.value.lower()})' if trend.means else ''}"
