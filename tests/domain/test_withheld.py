"""A figure that was in the workbook and not in its report is nobody's published figure, in no later year either."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import AWAITING, NOT_REPORTABLE, REPORTED, SEPTEMBER, entry, figure, indicator, month, rule, text

from performance_index.amendments import amendments
from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month
from performance_index.published_record import Entry
from performance_index.rating import Rating
from performance_index.recording import to_record
from performance_index.report import ReportDetails
from performance_index.series import of_earlier_years, points, published

JUNE, DECEMBER, MARCH, NEXT_JUNE = month("Jun"), month("Dec"), month("Mar"), month("Jun", 2021)
FEBRUARY = dt.date(2021, 2, 3)


def index_of(*indicators: Indicator, period: Month = SEPTEMBER) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=rule(), indicators=indicators)


def recorded(*steps: tuple[Indicator, Month], upon: History = NO_HISTORY) -> History:
    history = upon
    for one, period in steps:
        made = to_record(index_of(one, period=period), ReportDetails(), history.last())
        new = Entry(
            period=period, meeting=dt.date(period.end.year, period.end.month, 28), figures=made.figures,
            texts=made.texts, is_whole=made.is_whole, earlier=made.earlier,
        )  # fmt: skip
        history = History(entries=(*history.entries, new))
    return history


def given_in(history: History) -> dict[str, str]:
    """The figures that stand as published, by month."""
    record = history.last()
    assert record is not None
    return {one.month.name: str(one.given) for one in record.figures.values() if one.given is not None}


def withheld_in(history: History) -> dict[str, str]:
    record = history.last()
    assert record is not None
    return {one.month.name: one.withheld.value for one in record.figures.values() if one.withheld}


TYPED = indicator(figures={"Aug": "4", "Sep": "5"}, target="10", tolerance="1")
WITHHELD, UNSURE = replace(TYPED, status=NOT_REPORTABLE), replace(TYPED, status=AWAITING)


def test_what_is_not_reportable_was_given_in_no_month():
    history = recorded((WITHHELD, SEPTEMBER))
    assert given_in(history) == {}
    assert withheld_in(history) == {"Aug": "Not reportable", "Sep": "Not reportable"}


def test_of_what_was_not_confirmed_the_months_before_were_given():
    history = recorded((UNSURE, SEPTEMBER))
    assert (given_in(history), withheld_in(history)) == ({"Aug": "4"}, {"Sep": "Awaiting data"})


def with_december(one: Indicator, status: DataStatus = REPORTED) -> Indicator:
    return replace(one, figures={**one.figures, "Dec": Decimal(6)}, status=status)


def test_once_an_indicator_can_be_reported_its_months_before_are_given():
    history = recorded((WITHHELD, SEPTEMBER), (with_december(TYPED), DECEMBER))
    assert (given_in(history), withheld_in(history)) == ({"Aug": "4", "Sep": "5", "Dec": "6"}, {})


def test_what_was_given_before_stays_given_when_later_months_are_not():
    history = recorded((TYPED, SEPTEMBER), (with_december(TYPED, NOT_REPORTABLE), DECEMBER))
    assert (given_in(history), withheld_in(history)) == ({"Aug": "4", "Sep": "5"}, {"Dec": "Not reportable"})


def test_a_month_that_is_taken_back_in_its_own_period_is_not_given_any_more():
    for later, why in ((WITHHELD, "Not reportable"), (UNSURE, "Awaiting data")):
        history = recorded((TYPED, SEPTEMBER), (later, SEPTEMBER))
        assert (given_in(history), withheld_in(history)) == ({"Aug": "4"}, {"Sep": why})


def test_of_one_that_left_nobody_says_that_its_figures_were_given_after_all():
    gone = indicator("1", number="9", name="Plans")
    history = recorded((WITHHELD, SEPTEMBER), (gone, DECEMBER))
    assert withheld_in(history) == {"Aug": "Not reportable", "Sep": "Not reportable"}


def test_a_new_number_takes_what_was_withheld_along():
    history = recorded((WITHHELD, SEPTEMBER), (replace(WITHHELD, number="17"), DECEMBER))
    assert withheld_in(history) == {"Aug": "Not reportable", "Sep": "Not reportable"}


def test_the_ratings_of_a_record_without_data_statuses_tell_what_was_withheld():
    old = entry(figure("4", at=month("Aug")), figure("5", rating=Rating.NOT_REPORTABLE), is_whole=True)
    assert given_in(History(entries=(old,))) == {}
    known = entry(figure("4", at=month("Aug")), figure("5", rating=Rating.RED), is_whole=True)
    assert given_in(History(entries=(known, old))) == {"Aug": "4"}


def test_a_status_that_is_recorded_alone_is_about_the_figures_that_are_there():
    history = recorded((WITHHELD, SEPTEMBER))
    told = entry(text("Reported", "Data status"))
    assert given_in(History(entries=(*history.entries, told))) == {"Aug": "4"}


NEXT_YEAR = indicator("9", at="Jun", target="10", tolerance="1")


@pytest.mark.parametrize(
    ("last", "months"), [(TYPED, ["Aug", "Sep"]), (WITHHELD, []), (UNSURE, ["Aug"])], ids=lambda one: str(one)[:9]
)
def test_a_year_later_only_what_was_given_is_compared_with(last: Indicator, months: list[str]):
    index = index_of(NEXT_YEAR, period=NEXT_JUNE)
    for history in (recorded((last, SEPTEMBER)), recorded((last, SEPTEMBER), (NEXT_YEAR, NEXT_JUNE))):
        assert [then.name for then in of_earlier_years(index, history.last()).get(0, {})] == months
        assert [then.name for _, then in published(index, history.last())] == months


def test_exported_are_the_months_that_were_withheld_without_their_figures_and_with_why():
    found = points(index_of(NEXT_YEAR, period=NEXT_JUNE), recorded((WITHHELD, SEPTEMBER), (NEXT_YEAR, NEXT_JUNE)))
    assert [(one.month.name, one.figure, one.rating) for one in found[:2]] == [
        ("Aug", None, Rating.NOT_REPORTABLE),
        ("Sep", None, Rating.NOT_REPORTABLE),
    ]


def amended(before: Indicator, after: Indicator) -> list[tuple[str, str, str]]:
    details = ReportDetails(meeting_date=FEBRUARY)
    told = amendments(index_of(after, period=DECEMBER), details, recorded((before, SEPTEMBER)))
    return [(one.heading, one.previously, one.now) for one in told]


def test_an_amendment_does_not_call_published_what_was_withheld():
    after = with_december(replace(TYPED, figures={"Aug": Decimal(3), "Sep": Decimal(5)}))
    assert amended(WITHHELD, after) == [("Aug", "Not reportable", "3"), ("Sep", "Not reportable", "5")]
    assert amended(WITHHELD, replace(after, status=NOT_REPORTABLE)) == []


@given(st.lists(st.tuples(st.sampled_from(DataStatus), st.sampled_from("4567")), min_size=1, max_size=4))
def test_whatever_came_before_no_figure_is_used_that_no_report_gave(told: list[tuple[DataStatus, str]]):
    periods = [JUNE, SEPTEMBER, DECEMBER, MARCH]
    one, steps, may_be = indicator(target="10", tolerance="1"), [], dict[Month, set[Decimal]]()
    for (status, actual), period in zip(told, periods, strict=False):
        one = replace(one, status=status, figures={**one.figures, period.name: Decimal(actual)})
        steps.append((one, period))
        for then in () if status is NOT_REPORTABLE else periods[: periods.index(period) + 1]:
            if status is not AWAITING or then < period:
                may_be.setdefault(then, set()).add(one.figures[then.name])
    used = of_earlier_years(index_of(NEXT_YEAR, period=NEXT_JUNE), recorded(*steps).last())[0]
    assert {then: {figure} for then, figure in used.items()} == may_be
