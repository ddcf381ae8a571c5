from __future__ import annotations

from collections.abc import Mapping

import pytest
from make import (
    AMBER,
    AWAITING,
    BLUE,
    DATA_ONLY,
    GREEN,
    NOT_REPORTABLE,
    PROVISIONAL,
    RED,
    SEPTEMBER,
    TERMLY,
    decided,
    indicator,
    month,
    rule,
)

from performance_index.index import PerformanceIndex, summary
from performance_index.indicator import Indicator
from performance_index.period import FinancialYear, Month
from performance_index.rating import Override, RatedIndicator, Rating, RatingRule


def index(
    *indicators: Indicator,
    by: RatingRule | None = None,
    overrides: Mapping[str, Override] | None = None,
    period: Month = SEPTEMBER,
) -> PerformanceIndex:
    return PerformanceIndex(
        title="Housing Performance Index",
        period=period,
        rule=by or rule(),
        indicators=indicators,
        overrides=overrides or {},
    )


GREEN_ONE = indicator("80", number="1", target="80", tolerance="8")
AMBER_ONE = indicator("75", number="2", target="80", tolerance="8")
RED_ONE = indicator("60", number="16a", target="80", tolerance="8")
UNREPORTABLE = indicator("60", number="8", target="80", tolerance="8", status=NOT_REPORTABLE)
PROVISIONAL_RED = indicator("60", number="9", target="80", tolerance="8", status=PROVISIONAL)
PROVISIONAL_GREEN = indicator("80", number="10", target="80", status=PROVISIONAL)
AWAITED = indicator(number="11", target="80", status=AWAITING)
BLANK = indicator(number="12", target="80")
FOR_INFORMATION = indicator("3", number="13", polarity=DATA_ONLY)
UNTARGETED = indicator("3", number="14")
NOUGHT = indicator("0", number="15", target="80")


def numbers(rated: tuple[RatedIndicator, ...]) -> list[str]:
    return [r.indicator.number for r in rated]


def test_an_index_rates_its_indicators_in_their_order():
    made = index(RED_ONE, GREEN_ONE, AMBER_ONE)
    assert [(r.indicator.number, r.rating) for r in made.rated] == [("16a", RED), ("1", GREEN), ("2", AMBER)]
    assert made.year == FinancialYear(2020)


def test_an_index_rates_for_its_period():
    assert index(AMBER_ONE, period=month("Oct")).rated[0].rating is Rating.AWAITING_DATA


def test_exceptions_are_the_ambers_and_reds_in_index_order():
    made = index(RED_ONE, GREEN_ONE, UNREPORTABLE, BLANK, NOUGHT, UNTARGETED, AMBER_ONE, PROVISIONAL_RED)
    assert numbers(made.exceptions()) == ["16a", "15", "2", "9"]


@pytest.mark.parametrize("subject", [UNREPORTABLE, AWAITED, BLANK, FOR_INFORMATION, UNTARGETED, GREEN_ONE])
def test_what_is_not_rated_amber_or_red_is_no_exception(subject: Indicator):
    assert index(subject).exceptions() == ()


def test_a_decision_makes_and_unmakes_an_exception():
    made = index(GREEN_ONE, RED_ONE, overrides={"1": decided(AMBER), "16a": decided(GREEN)})
    assert numbers(made.exceptions()) == ["1"]


def test_caveats_are_the_unreportable_the_provisional_and_the_decided_in_index_order():
    made = index(PROVISIONAL_GREEN, RED_ONE, UNREPORTABLE, AWAITED, AMBER_ONE, overrides={"2": decided(GREEN)})
    assert numbers(made.caveats()) == ["10", "8", "2"]


def test_an_unreportable_indicator_is_a_caveat_and_no_exception():
    made = index(UNREPORTABLE)
    assert (numbers(made.caveats()), made.exceptions()) == (["8"], ())


def test_a_provisional_red_is_both():
    made = index(PROVISIONAL_RED)
    assert numbers(made.caveats()) == numbers(made.exceptions()) == ["9"]


def test_a_decision_about_what_has_no_rating_is_no_caveat():
    assert index(BLANK, overrides={"12": decided(GREEN)}).caveats() == ()


def test_a_decision_about_another_number_changes_nothing():
    assert index(RED_ONE, overrides={"16": decided(GREEN)}).rated[0].rating is RED


def test_every_rating_is_counted_noughts_included():
    counts = index(RED_ONE, AMBER_ONE, NOUGHT, UNREPORTABLE, AWAITED, BLANK, FOR_INFORMATION, UNTARGETED).counts()
    assert counts == {
        BLUE: 0,
        GREEN: 0,
        AMBER: 1,
        RED: 2,
        Rating.DATA_ONLY: 1,
        Rating.NO_TARGET: 1,
        Rating.NOT_DUE: 0,
        Rating.AWAITING_DATA: 2,
        Rating.NOT_REPORTABLE: 1,
        Rating.NO_FIGURE: 0,
        Rating.SUPPRESSED: 0,
        Rating.NOT_KNOWN: 0,
    }
    assert list(counts) == list(Rating)


def test_a_decision_is_counted_as_it_is_published():
    counts = index(RED_ONE, overrides={"16a": decided(GREEN)}).counts()
    assert (counts[GREEN], counts[RED]) == (1, 0)


def test_an_empty_index_has_nothing_to_count():
    made = index()
    assert (made.rated, made.exceptions(), made.caveats(), sum(made.counts().values())) == ((), (), (), 0)


def test_decisions_cannot_be_added_behind_an_indexs_back():
    overrides = {"2": decided(GREEN)}
    made = index(AMBER_ONE, RED_ONE, overrides=overrides)
    overrides["16a"] = decided(GREEN)
    assert set(made.overrides) == {"2"}
    with pytest.raises(TypeError):
        made.overrides["16a"] = decided(GREEN)  # type: ignore[index]  # that it is closed is what is tested


def test_indexes_of_the_same_content_are_equal():
    assert index(AMBER_ONE, RED_ONE) == index(AMBER_ONE, RED_ONE)
    assert index(AMBER_ONE, RED_ONE) != index(RED_ONE, AMBER_ONE)


# --- The one-line count -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "indicators", "text"),
    [
        pytest.param(3, (), "0 Green, 0 Amber, 0 Red, 0 not rated", id="three states, nothing"),
        pytest.param(
            3,
            (GREEN_ONE, AMBER_ONE, RED_ONE, NOUGHT, BLANK, UNTARGETED, FOR_INFORMATION, UNREPORTABLE),
            "1 Green, 1 Amber, 2 Red, 4 not rated",
            id="three states",
        ),
        pytest.param(2, (GREEN_ONE, AMBER_ONE), "1 Green, 1 Red, 0 not rated", id="two states have no amber"),
        pytest.param(
            4,
            (indicator("81", number="3", target="80"), GREEN_ONE, RED_ONE),
            "1 Blue, 1 Green, 0 Amber, 1 Red, 0 not rated",
            id="four states have a blue",
        ),
        pytest.param(
            3,
            (indicator(number="4", frequency=TERMLY, at="Dec"),),
            "0 Green, 0 Amber, 0 Red, 1 not rated",
            id="awaited is not rated",
        ),
    ],
)
def test_a_summary_counts_what_the_rule_can_give(states: int, indicators: tuple[Indicator, ...], text: str):
    assert summary(index(*indicators, by=rule(states=states))) == text


@pytest.mark.parametrize(
    ("states", "rating", "text"),
    [
        pytest.param(2, AMBER, "0 Green, 1 Amber, 0 Red, 0 not rated", id="amber where there are two states"),
        pytest.param(2, BLUE, "1 Blue, 0 Green, 0 Red, 0 not rated", id="blue where there are two states"),
        pytest.param(3, BLUE, "1 Blue, 0 Green, 0 Amber, 0 Red, 0 not rated", id="blue where there are three"),
    ],
)
def test_a_summary_loses_no_indicator_rated_by_decision(states: int, rating: Rating, text: str):
    made = index(RED_ONE, by=rule(states=states), overrides={"16a": decided(rating)})
    assert summary(made) == text


def test_an_indicator_in_doubt_is_counted_as_that_and_as_no_colour():
    made = index(indicator("60", target="80"), indicator("80", target="80", number="2"))
    assert summary(made, {0}) == "1 Green, 0 Amber, 0 Red, 0 not rated, 1 in doubt"
    assert summary(made) == "1 Green, 0 Amber, 1 Red, 0 not rated"
