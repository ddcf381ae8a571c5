"""The whole index for the public: each indicator's figures as the report has them, and nothing that is kept back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    DATA_ONLY,
    NOT_REPORTABLE,
    PERCENT,
    POUNDS,
    PROVISIONAL,
    QUARTERLY,
    SEPTEMBER,
    YEAR_EVEN,
    decided,
    indicator,
    month,
)

from performance_index.explain import explain
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.marks import mark
from performance_index.period import Month
from performance_index.rating import RatingRule
from performance_index.whole_index import Line, Missing, by_theme, index_name, lines

NOT_AVAILABLE, NOT_APPLICABLE, SUPPRESSED = Missing


def index_of(*indicators: Indicator, period: Month = SEPTEMBER, title: str = "Index") -> PerformanceIndex:
    return PerformanceIndex(title=title, period=period, rule=RatingRule(), indicators=indicators)


def line(one: Indicator, period: Month = SEPTEMBER) -> Line:
    return lines(index_of(one, period=period))[0]


def test_a_rated_indicator_has_everything_that_its_report_says():
    one = line(indicator("0.872", unit=PERCENT, target="0.91", last_year="0.9", theme="Front door", caveat="n/a"))
    assert (one.month, one.actual, one.target, one.last_year) == (
        SEPTEMBER, Decimal("0.872"), Decimal("0.91"), Decimal("0.9"),
    )  # fmt: skip
    assert (one.rating.value, one.direction, one.theme) == ("Red", "Worse than last year", "Front door")
    assert one.why.startswith("87.2% against a target of 91%")
    assert [one.show(figure) for figure in (one.actual, one.target, one.england)] == ["87.2%", "91%", "Not available"]


def test_what_a_person_left_blank_is_not_available_and_what_does_not_apply_is_not_applicable():
    one = line(indicator("3", polarity=DATA_ONLY, target="5"))
    assert (one.theme, one.last_year, one.england, one.london) == (NOT_AVAILABLE,) * 4
    assert (one.target, one.caveat) == (NOT_APPLICABLE, NOT_APPLICABLE)
    assert line(indicator("3")).target is NOT_APPLICABLE


@pytest.mark.parametrize("status", [AWAITING, NOT_REPORTABLE])
def test_a_figure_that_is_kept_back_is_nowhere(status: DataStatus):
    one = line(indicator("987", target="5", figures={"Oct": "986"}, status=status))
    assert (one.month, one.actual, one.direction) == (NOT_AVAILABLE,) * 3
    assert "98" not in str((one.why, one.monthly, one.direction, one.caveat))
    assert one.target == 5


def test_of_an_indicator_that_is_not_reportable_no_month_is_given_and_its_caveat_is_missed():
    one = line(indicator("4", figures={"Apr": "3"}, status=NOT_REPORTABLE))
    assert {figure for _, figure in one.monthly} == {NOT_AVAILABLE}
    assert one.caveat is NOT_AVAILABLE
    assert line(indicator("4", caveat=" Late.\n\n Wrong. ", status=NOT_REPORTABLE)).caveat == "Late.\nWrong."


def test_of_one_that_is_not_confirmed_the_months_before_are_given():
    one = line(indicator("4", figures={"Jul": "2", "Aug": "3"}, status=AWAITING))
    assert dict(one.monthly) == {
        month("Apr"): NOT_AVAILABLE, month("May"): NOT_AVAILABLE, month("Jun"): NOT_AVAILABLE,
        month("Jul"): Decimal(2), month("Aug"): Decimal(3), SEPTEMBER: NOT_AVAILABLE,
    }  # fmt: skip


def test_a_quarterly_figure_that_is_awaited_is_not_given_under_a_later_month():
    one = line(indicator("4", at="Jul", frequency=QUARTERLY, status=AWAITING), month("Aug"))
    assert dict(one.monthly) == {month("Jun"): NOT_AVAILABLE, month("Jul"): NOT_AVAILABLE}


def test_a_provisional_figure_is_given_and_its_reason_says_so():
    one = line(indicator("4", target="5", status=PROVISIONAL))
    assert one.actual == 4
    assert one.why.endswith("; provisional figure")


def test_an_older_figure_is_dated():
    one = line(indicator("52", at="Jun", frequency=QUARTERLY), month("Aug"))
    assert (one.month, one.dated()) == (month("Jun"), "52 (June 2020)")
    assert line(indicator("52")).dated() == "52"
    assert line(indicator()).dated() == "Not available"
    assert [figure for _, figure in line(indicator(frequency=ANNUAL)).monthly] == []


def test_the_target_of_a_year_is_the_share_that_is_due():
    one = line(indicator("91", target="175", target_is=YEAR_EVEN))
    assert one.target == Decimal("87.5")


def test_figures_have_the_decimals_of_their_reason():
    one = line(indicator("0.9096", unit=PERCENT, target="0.91", figures={"Aug": "0.87654321"}))
    assert one.why.startswith("90.96% against a target of 91%")
    assert one.actual == Decimal("0.9096")
    assert dict(one.monthly)[month("Aug")] == Decimal("0.8765")


def test_a_decision_is_the_rating_and_its_reason_is_told():
    index = PerformanceIndex(
        title="I", period=SEPTEMBER, rule=RatingRule(), indicators=(indicator("4", target="5"),),
        overrides={"16": decided(AMBER, "it was filed late")},
    )  # fmt: skip
    (one,) = lines(index)
    assert one.rating is AMBER
    assert "by decision: it was filed late" in one.why


def test_themes_come_in_the_order_of_the_index_and_what_has_none_comes_last():
    names = [("1", "B c"), ("2", ""), ("3", "A"), ("4", "b  C")]
    found = by_theme(lines(index_of(*(indicator("1", number=number, theme=theme) for number, theme in names))))
    assert {theme: [one.indicator.number for one in some] for theme, some in found.items()} == {
        "B c": ["1", "4"], "A": ["3"], NOT_AVAILABLE: ["2"],
    }  # fmt: skip
    assert list(found) == ["B c", "A", NOT_AVAILABLE]
    assert by_theme([]) == {}


def test_the_index_has_the_name_that_the_report_gives_it():
    assert index_name(index_of(indicator(), title="Housing Index")) == "Housing Index 2020/21"
    assert index_name(index_of(indicator(), title="")) == "Performance Index 2020/21"


@given(
    st.decimals("-1000000", "1000000", places=4),
    st.decimals("-1000000", "1000000", places=4),
    st.sampled_from(list(DataStatus)),
)
def test_no_figure_says_more_or_other_than_the_reason(actual: Decimal, target: Decimal, status: DataStatus):
    """What is published as a number reads as the report's own sentence has it."""
    one = indicator(str(actual), target=str(target), unit=POUNDS, status=status)
    (rated,) = index_of(one).rated
    found = line(one)
    if isinstance(found.actual, Decimal):
        assert found.show(found.actual) in explain(rated)
    else:
        assert status in {AWAITING, NOT_REPORTABLE}


def marked(**words: str) -> Indicator:
    return replace(
        indicator(number="7", target="5", figures={"Jun": "3"}), marks={at: mark(said) for at, said in words.items()}
    )


def test_a_suppressed_figure_is_called_that_in_its_month_and_for_the_period():
    one = line(marked(May="<5", Sep="[c]"))
    assert (one.actual, one.rating.value) == (SUPPRESSED, "Suppressed")
    shown = {month.name: figure for month, figure in one.monthly}
    assert [shown[name] for name in ("Apr", "May", "Jun", "Sep")] == [NOT_AVAILABLE, SUPPRESSED, Decimal(3), SUPPRESSED]
    assert SUPPRESSED.shorthand == "[c]"


def test_what_is_compared_with_is_called_suppressed_where_it_is():
    one = line(marked(**{"Last year": "c", "England": "<5", "London": "n/a"}))
    assert (one.last_year, one.england, one.london) == (SUPPRESSED, SUPPRESSED, NOT_AVAILABLE)


@pytest.mark.parametrize(("typed", "said"), [("TBC", NOT_AVAILABLE), ("n/a", NOT_APPLICABLE)])
def test_a_target_that_is_awaited_is_not_available(typed: str, said: Missing):
    assert line(replace(marked(Target=typed), target=None)).target is said


def test_a_month_in_which_a_word_stands_is_listed_though_no_figure_was_due():
    one = line(replace(marked(May="n/a"), frequency=QUARTERLY))
    assert [month.name for month, _ in one.monthly] == ["May", "Jun", "Sep"]
