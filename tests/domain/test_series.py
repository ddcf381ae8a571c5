"""Figures over time: as they were published in earlier years, then this year's as they are, one row for each month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    MONTHLY,
    NOT_REPORTABLE,
    PERCENT,
    QUARTERLY,
    RED,
    SEPTEMBER,
    YEAR_TOTAL,
    decided,
    entry,
    figure,
    indicator,
    month,
    text,
)

from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import FinancialYear, Frequency, Month
from performance_index.published_record import Entry
from performance_index.rating import Rating, RatingRule
from performance_index.recording import to_record
from performance_index.report import ReportDetails
from performance_index.series import Point, of_earlier_years, points, published, series
from performance_index.unit import Unit
from performance_index.whole_index import lines as whole_index

NOVEMBER, TOLD = dt.date(2020, 11, 4), dt.date(2020, 11, 5)
ONE = indicator("5", target="10", tolerance="1")


def index_of(*indicators: Indicator, period: Month = SEPTEMBER, decision: bool = False) -> PerformanceIndex:
    return PerformanceIndex(
        title="Index", period=period, rule=RatingRule(), indicators=indicators,
        overrides={"16": decided(AMBER)} if decision else {},
    )  # fmt: skip


def recorded(index: PerformanceIndex, meeting: dt.date = NOVEMBER, upon: History | None = None) -> History:
    before = upon or History()
    made = to_record(index, ReportDetails(), before.last())
    read = tuple(replace(one, meeting=meeting, recorded_on=meeting + dt.timedelta(1)) for one in made.figures)
    new = Entry(
        period=index.period,
        meeting=meeting,
        figures=read,
        texts=made.texts,
        is_whole=made.is_whole,
        earlier=made.earlier,
    )
    return History(entries=(*before.entries, new))


def lines(found: list[Point]) -> list[tuple[str, str, str | None, str | None]]:
    """Number, month, figure and rating."""
    return [
        (
            one.number,
            f"{one.month.end:%Y-%m}",
            None if one.figure is None else str(one.figure),
            one.rating and one.rating.value,
        )
        for one in found
    ]


def test_without_a_record_there_is_what_the_index_has_rated_month_by_month():
    one = indicator(figures={"Jun": "9", "Sep": "5", "Dec": "1"}, frequency=QUARTERLY, target="10", tolerance="1")
    found = points(index_of(one), History())
    assert lines(found) == [("16", "2020-06", "9", "Amber"), ("16", "2020-09", "5", "Red")]
    assert found[1] == Point(
        number="16", indicator="Homes inspected", month=SEPTEMBER, figure=Decimal(5), unit=Unit.NUMBER,
        target=Decimal(10), rating=RED, why=found[1].why,
    )  # fmt: skip
    assert found[1].why.startswith("5 against a target of 10")
    assert (found[1].meeting, found[1].published_on) == (None, None)


def test_a_figure_says_for_which_meeting_it_was_published_until_it_is_another():
    history = recorded(index_of(ONE))
    (one,) = points(index_of(ONE), history)[-1:]
    assert (one.meeting, one.published_on) == (NOVEMBER, TOLD)
    (other,) = points(index_of(replace(ONE, figures={"Sep": Decimal(6)})), history)[-1:]
    assert (other.figure, other.meeting, other.published_on) == (Decimal(6), None, None)
    (moved,) = points(index_of(replace(ONE, target=Decimal(8))), history)[-1:]
    assert moved.meeting is None


def test_a_month_in_which_a_figure_is_due_and_not_in_has_a_row_and_says_so():
    assert lines(points(index_of(indicator("5", at="May")), History()))[:2] == [
        ("16", "2020-04", None, "Awaiting data"),
        ("16", "2020-05", "5", "No target"),
    ]
    withheld = indicator("5", frequency=QUARTERLY, status=NOT_REPORTABLE)
    assert lines(points(index_of(withheld), History()))[-1] == ("16", "2020-09", None, "Not reportable")
    assert lines(points(index_of(indicator(frequency=ANNUAL)), History())) == [("16", "2020-09", None, "Not due")]


def test_what_the_report_keeps_back_is_no_figure_and_the_rating_says_why():
    months = {"Jul": Decimal(3), "Aug": Decimal(10), "Sep": Decimal(12)}
    one = replace(ONE, figures=months, status=NOT_REPORTABLE)
    for history in (History(), recorded(index_of(one)), recorded(index_of(replace(one, status=ONE.status)))):
        found = points(index_of(one), history)[-3:]
        assert [(point.figure, point.rating) for point in found] == [(None, Rating.NOT_REPORTABLE)] * 3
    awaited = replace(one, status=AWAITING)
    assert lines(points(index_of(awaited), recorded(index_of(awaited))))[-3:] == [
        ("16", "2020-07", "3", "Red"),
        ("16", "2020-08", "10", "Green"),
        ("16", "2020-09", None, "Awaiting data"),
    ]


def test_no_report_has_published_what_it_kept_back():
    one = replace(ONE, status=NOT_REPORTABLE)
    now = points(index_of(replace(one, status=ONE.status)), recorded(index_of(one)))[-1]
    assert (now.figure, now.rating, now.meeting) == (5, RED, None)
    assert points(index_of(one), recorded(index_of(one)))[-1].meeting == NOVEMBER  # which said why it has none


@given(
    st.dictionaries(st.sampled_from(["Jun", "Jul", "Aug", "Sep"]), st.integers(0, 20).map(Decimal)),
    st.sampled_from(DataStatus),
    st.sampled_from([QUARTERLY, MONTHLY]),
)
def test_the_export_gives_the_figures_that_the_public_copy_gives(
    figures: dict[str, Decimal], status: DataStatus, frequency: Frequency
):
    index = index_of(replace(ONE, figures=figures, status=status, frequency=frequency), period=month("Aug"))
    (line,) = whole_index(index)
    exported = {one.month: one.figure for one in points(index, History()) if one.figure is not None}
    assert exported == {then: shown for then, shown in line.monthly if isinstance(shown, Decimal)}


def test_a_rating_of_an_earlier_month_is_the_published_one_and_todays_is_todays():
    august = index_of(replace(ONE, figures={"Aug": Decimal(5)}), period=month("Aug"), decision=True)
    now = replace(ONE, figures={"Aug": Decimal(5), "Sep": Decimal(5)})
    found = points(index_of(now), recorded(august))
    assert [(one.rating and one.rating.value, bool(one.why)) for one in found[-2:]] == [("Amber", False), ("Red", True)]
    corrected = replace(now, figures={"Aug": Decimal(6), "Sep": Decimal(5)})
    assert lines(points(index_of(corrected), recorded(august)))[-2] == ("16", "2020-08", "6", "Red")
    decision = points(index_of(now, decision=True), recorded(august))[-1]
    assert (decision.rating, "filed twice" in decision.why) == (AMBER, True)


def test_earlier_years_come_first_as_they_were_published_under_todays_number_and_name():
    march = index_of(replace(ONE, figures={"Feb": Decimal(3), "Mar": Decimal(4)}), period=month("Mar", 2019))
    history = recorded(march, dt.date(2020, 6, 3))
    renamed = replace(ONE, number="17", figures={"Sep": Decimal(5)}, frequency=QUARTERLY)
    found = points(index_of(renamed), history)
    assert lines(found) == [
        ("17", "2020-02", "3", None), ("17", "2020-03", "4", "Red"), ("17", "2020-06", None, "Awaiting data"),
        ("17", "2020-09", "5", "Red"),
    ]  # fmt: skip
    assert (found[1].target, found[1].unit, found[1].meeting) == (Decimal(10), Unit.NUMBER, dt.date(2020, 6, 3))
    assert (found[0].why, found[0].indicator) == ("", "Homes inspected")


def test_a_new_number_takes_the_figures_of_all_years_along_and_a_swap_takes_both():
    two = indicator("1", number="17", name="Children in care")
    history = recorded(index_of(ONE, two, period=SEPTEMBER))
    swapped = index_of(replace(two, number="16"), replace(ONE, number="17"))
    again = recorded(swapped, dt.date(2021, 2, 3), history)
    last = again.last()
    assert last is not None
    assert {key[0]: str(one.figure) for key, one in last.figures.items()} == {"16": "1", "17": "5"}
    april = month("Apr", 2021)
    next_year = index_of(*(replace(one, figures={}) for one in swapped.indicators), period=april)
    found = points(next_year, again)
    assert [line for line in lines(found) if line[1] == "2020-09"] == [
        ("16", "2020-09", "1", "No target"), ("17", "2020-09", "5", "Red"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "renumbering",
    [
        [text("Homes inspected", "Indicator", "17")],  # 16 is there too: which of the two it was nobody knows
        [text("", "Indicator"), text("Homes visited", "Indicator", "17")],
        [text("", "Indicator"), text("Homes inspected", "Indicator", "17"), text("Homes inspected", "Indicator", "18")],
    ],
)
def test_figures_stay_under_their_number_where_the_name_does_not_tell(renumbering: list[object]):
    first = entry(figure("5"), text("Homes inspected", "Indicator"), is_whole=True)
    last = History(entries=(first, entry(*renumbering))).last()  # type: ignore[arg-type]  # they are texts
    assert last is not None
    assert [number for number, _ in last.figures] == ["16"]


def test_a_councils_own_unit_is_exported_as_it_was_typed():
    kg = Unit("kg per household")
    found = points(index_of(replace(ONE, unit=kg)), recorded(index_of(indicator("5", number="9A", unit=kg))))
    assert [one.unit for one in found] == [kg] * len(found)


def test_those_that_have_left_come_last_as_they_were_published():
    gone = indicator("0.5", number="9A", name="Plans issued", unit=PERCENT, target="0.9", tolerance="0")
    found = points(index_of(ONE), recorded(index_of(gone, ONE)))
    assert lines(found)[-1] == ("9A", "2020-09", "0.5", "Red")
    assert (found[-1].indicator, found[-1].unit, found[-1].meeting) == ("Plans issued", Unit.PERCENT, NOVEMBER)
    old = History(entries=(entry(figure("1", "9"), figure(None, "9", month("Aug")), is_whole=True),))
    assert [(one.indicator, one.unit, one.figure) for one in points(index_of(), old)] == [("", None, Decimal(1))]


def test_a_series_is_the_figures_of_a_number_in_their_order():
    history = recorded(index_of(replace(ONE, figures={"Mar": Decimal(4)}), period=month("Mar", 2019)))
    found = points(index_of(ONE, indicator(number="2")), history)
    assert series(found) == {"16": [(month("Mar", 2019), Decimal(4)), (SEPTEMBER, Decimal(5))]}


def test_figures_of_earlier_years_go_by_who_an_indicator_is_and_not_by_its_number():
    before = recorded(index_of(ONE, replace(ONE, number="17", name="Calls answered"), period=SEPTEMBER))
    calls = indicator(figures={"Jun": "1"}, number="16", name="Calls answered")
    bins = indicator(figures={"Jun": "2"}, number="17", name="Bins emptied by noon")
    now = index_of(calls, bins, period=month("Jun", 2021))
    assert of_earlier_years(now, before.last()) == {0: {SEPTEMBER: Decimal(5)}}
    assert published(now, before.last()) == {("16", SEPTEMBER): Decimal(5)}
    assert of_earlier_years(now, None) == {}


def test_figures_of_this_year_of_another_unit_and_of_months_without_one_are_none_of_earlier_years():
    before = recorded(index_of(ONE, period=SEPTEMBER))
    assert of_earlier_years(index_of(ONE, period=SEPTEMBER), before.last()) == {0: {}}
    percent = indicator(figures={"Jun": "0.5"}, unit=PERCENT)
    assert of_earlier_years(index_of(percent, period=month("Jun", 2021)), before.last()) == {}
    awaited = recorded(index_of(replace(ONE, figures={})))
    assert of_earlier_years(index_of(ONE, period=month("Jun", 2021)), awaited.last()) == {0: {}}


NEXT_JUNE, NEXT_SEPTEMBER = FinancialYear(2021).month("Jun"), FinancialYear(2021).month("Sep")


@pytest.mark.parametrize("other", [{"unit": Unit.DAYS}, {"measured": YEAR_TOTAL}], ids=["unit", "what is measured"])
def test_years_in_which_something_else_was_measured_are_compared_with_nothing_and_keep_their_own_unit(
    other: dict[str, object],
):
    weeks = replace(ONE, unit=Unit.WEEKS)
    days = replace(weeks, figures={"Jun": Decimal(300), "Sep": Decimal(290)}, **other)  # type: ignore[arg-type]  # one or the other of them
    history = recorded(index_of(weeks))
    for period in (NEXT_JUNE, NEXT_SEPTEMBER):
        index = index_of(days, period=period)
        assert of_earlier_years(index, history.last()) in ({}, {0: {}})
        first = points(index, history)[0]
        assert (first.month, first.figure, first.unit) == (SEPTEMBER, Decimal(5), Unit.WEEKS)
        history = recorded(index, period.end + dt.timedelta(40), history)
    assert published(index_of(days, period=NEXT_SEPTEMBER), history.last()) == {}


def test_where_an_indicator_gets_another_unit_in_a_year_the_years_before_are_set_apart_and_it_may_leave():
    history = recorded(index_of(ONE, indicator("3", number="17")))
    history = recorded(index_of(ONE, period=NEXT_JUNE), upon=history)
    other = replace(ONE, unit=Unit.DAYS, figures={"Jun": Decimal(7)})
    history = recorded(index_of(other, period=NEXT_SEPTEMBER), upon=history)
    last = history.last()
    assert last is not None
    assert [(one.month, unit) for one, unit in last.set_apart] == [(SEPTEMBER, "number")]
    gone = points(index_of(indicator("1", number="99", name="Homes built"), period=NEXT_SEPTEMBER), history)
    assert ("16", SEPTEMBER, Unit.NUMBER) in [(one.number, one.month, one.unit) for one in gone]
