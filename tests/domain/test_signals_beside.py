"""A line on the signal of each indicator, beside its figures in the report."""

from __future__ import annotations

import pytest
from make import LOWER, QUARTERLY, YEAR_AVERAGE, indicator, month
from test_amendments import index_of

from performance_index.figures_beside import Figure
from performance_index.history import NO_HISTORY
from performance_index.indicator import Indicator
from performance_index.period import MONTH_NAMES
from performance_index.report import ReportDetails, compose
from performance_index.signals_beside import signals_if_chosen

CHOSEN = ReportDetails(figures=(Figure.ACTUAL, Figure.SIGNAL))


def a_year(last: str, **more: object) -> Indicator:
    """Eleven months of 20 and 22 by turns, then this figure; lower is better."""
    figures = {name: str(20 + 2 * (n % 2)) for n, name in enumerate(MONTH_NAMES[:11])} | {"Mar": last}
    return indicator(number="7", target="1", polarity=LOWER, figures=figures, **more)  # type: ignore[arg-type]  # whatever an indicator may have


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (a_year("60"), "Signal: above the upper limit (worse)"),
        (a_year("21"), "No signal: no more than chance"),
        (indicator("3", number="7", target="1"), "Signals: too few points: 1 of 12"),
        (a_year("21", measured=YEAR_AVERAGE), "Signals: no limits: its figures overlap (Year to date average)"),
        (indicator("3", number="7", target="1", frequency=QUARTERLY), "Signals: for monthly figures only"),
    ],
)
def test_the_line_says_what_the_latest_figure_is(one: Indicator, line: str):
    index = index_of(one, period=month("Mar" if len(one.figures) > 1 else "Sep"))
    assert signals_if_chosen(index, CHOSEN, NO_HISTORY) == {"7": line}


def test_it_stands_beside_the_figures_only_where_that_is_chosen():
    index = index_of(a_year("60"), period=month("Mar"))
    assert signals_if_chosen(index, ReportDetails(), NO_HISTORY) == {}
    (row,) = compose(index, CHOSEN, signals=signals_if_chosen(index, CHOSEN, NO_HISTORY)).exceptions
    assert row.cells["figures"] == ("Actual: 60", "Signal: above the upper limit (worse)")


def test_of_an_indicator_that_cannot_be_read_nothing_is_said():
    index = index_of(a_year("60"), period=month("Mar"))
    (line,) = signals_if_chosen(index, CHOSEN, NO_HISTORY, in_doubt=[0]).values()
    assert line == "Signals: this row has an error: see the Check sheet"
