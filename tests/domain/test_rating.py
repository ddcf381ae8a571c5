from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    BETTER,
    BLUE,
    CLOSE,
    DATA_ONLY,
    GREEN,
    HIGHER,
    LAST_YEAR,
    LOWER,
    MONTHLY,
    NO_IMPROVING,
    NOT_REPORTABLE,
    PERCENT,
    PERCENT_OF_TARGET,
    POINTS,
    PREVIOUS_PERIOD,
    PROVISIONAL,
    QUARTERLY,
    RED,
    RED_LIMIT,
    REPORTED,
    SEPTEMBER,
    TERMLY,
    WEEKS,
    WORSE,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    decimal,
    indicator,
    month,
    rated,
    rule,
)

from performance_index.indicator import DataStatus, Polarity, TargetIs, ToleranceAs
from performance_index.period import Frequency
from performance_index.rating import Improving, Override, Rating, RatingRule, colour
from performance_index.trend import Travel

# --- Boundaries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "tolerance_as", "tolerance", "target", "actual", "expected"),
    [
        # 5% of 80 is 4
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "80.1", GREEN, id="higher, % of target: better"),
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "80", GREEN, id="higher, % of target: on target"),
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "79.9999", AMBER, id="higher, % of target: just missed"),
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "76.0001", AMBER, id="higher, % of target: just inside"),
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "76", AMBER, id="higher, % of target: on the limit"),
        pytest.param(HIGHER, PERCENT_OF_TARGET, "0.05", "80", "75.9999", RED, id="higher, % of target: just beyond"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "79.9", GREEN, id="lower, % of target: better"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "80", GREEN, id="lower, % of target: on target"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "80.0001", AMBER, id="lower, % of target: just missed"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "83.9999", AMBER, id="lower, % of target: just inside"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "84", AMBER, id="lower, % of target: on the limit"),
        pytest.param(LOWER, PERCENT_OF_TARGET, "0.05", "80", "84.0001", RED, id="lower, % of target: just beyond"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "80", GREEN, id="close, % of target: on target"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "80.0001", AMBER, id="close, % of target: just above"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "79.9999", AMBER, id="close, % of target: just below"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "84", AMBER, id="close, % of target: on the upper limit"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "76", AMBER, id="close, % of target: on the lower limit"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "84.0001", RED, id="close, % of target: beyond above"),
        pytest.param(CLOSE, PERCENT_OF_TARGET, "0.05", "80", "75.9999", RED, id="close, % of target: beyond below"),
        pytest.param(HIGHER, POINTS, "2.7", "95", "95.1", GREEN, id="higher, points: better"),
        pytest.param(HIGHER, POINTS, "2.7", "95", "95", GREEN, id="higher, points: on target"),
        pytest.param(HIGHER, POINTS, "2.7", "95", "92.3001", AMBER, id="higher, points: just inside"),
        pytest.param(HIGHER, POINTS, "2.7", "95", "92.3", AMBER, id="higher, points: on the limit, a float's trap"),
        pytest.param(HIGHER, POINTS, "2.7", "95", "92.2999", RED, id="higher, points: just beyond"),
        pytest.param(LOWER, POINTS, "0.1", "0.2", "0.1", GREEN, id="lower, points: better"),
        pytest.param(LOWER, POINTS, "0.1", "0.2", "0.2", GREEN, id="lower, points: on target"),
        pytest.param(LOWER, POINTS, "0.1", "0.2", "0.2999", AMBER, id="lower, points: just inside"),
        pytest.param(LOWER, POINTS, "0.1", "0.2", "0.3", AMBER, id="lower, points: on the limit, a float's trap"),
        pytest.param(LOWER, POINTS, "0.1", "0.2", "0.3001", RED, id="lower, points: just beyond"),
        pytest.param(CLOSE, POINTS, "2", "26", "26", GREEN, id="close, points: on target"),
        pytest.param(CLOSE, POINTS, "2", "26", "27.9", AMBER, id="close, points: just inside above"),
        pytest.param(CLOSE, POINTS, "2", "26", "28", AMBER, id="close, points: on the upper limit"),
        pytest.param(CLOSE, POINTS, "2", "26", "24", AMBER, id="close, points: on the lower limit"),
        pytest.param(CLOSE, POINTS, "2", "26", "28.1", RED, id="close, points: beyond above"),
        pytest.param(CLOSE, POINTS, "2", "26", "23.9", RED, id="close, points: beyond below"),
        pytest.param(HIGHER, RED_LIMIT, "85", "91", "92", GREEN, id="higher, red limit: better"),
        pytest.param(HIGHER, RED_LIMIT, "85", "91", "91", GREEN, id="higher, red limit: on target"),
        pytest.param(HIGHER, RED_LIMIT, "85", "91", "85.1", AMBER, id="higher, red limit: just inside"),
        pytest.param(HIGHER, RED_LIMIT, "85", "91", "85", AMBER, id="higher, red limit: on it"),
        pytest.param(HIGHER, RED_LIMIT, "85", "91", "84.9", RED, id="higher, red limit: just beyond"),
        pytest.param(LOWER, RED_LIMIT, "30", "26", "25", GREEN, id="lower, red limit: better"),
        pytest.param(LOWER, RED_LIMIT, "30", "26", "26", GREEN, id="lower, red limit: on target"),
        pytest.param(LOWER, RED_LIMIT, "30", "26", "29.9", AMBER, id="lower, red limit: just inside"),
        pytest.param(LOWER, RED_LIMIT, "30", "26", "30", AMBER, id="lower, red limit: on it"),
        pytest.param(LOWER, RED_LIMIT, "30", "26", "30.1", RED, id="lower, red limit: just beyond"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "26", GREEN, id="close, red limit: on target"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "29.9", AMBER, id="close, red limit: just inside above"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "30", AMBER, id="close, red limit: on it"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "22", AMBER, id="close, red limit: as far below"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "30.1", RED, id="close, red limit: beyond above"),
        pytest.param(CLOSE, RED_LIMIT, "30", "26", "21.9", RED, id="close, red limit: beyond below"),
    ],
)
def test_a_figure_on_a_limit_takes_the_better_rating(
    *, polarity: Polarity, tolerance_as: ToleranceAs, tolerance: str, target: str, actual: str, expected: Rating
):
    subject = indicator(actual, polarity=polarity, target=target, tolerance=tolerance, tolerance_as=tolerance_as)
    assert rated(subject).rating is expected


def test_an_indicator_short_by_exactly_its_tolerance_is_amber():
    assert 95 - 92.3 > 2.7  # in floats it would be red
    assert rated(indicator("92.3", target="95", tolerance="2.7")).rating is AMBER


@pytest.mark.parametrize("polarity", [HIGHER, LOWER, CLOSE])
@pytest.mark.parametrize("tolerance", [None, "0"])
def test_without_a_tolerance_a_missed_target_is_red(polarity: Polarity, tolerance: str | None):
    missed = "79.9999" if polarity is HIGHER else "80.0001"
    assert rated(indicator("80", polarity=polarity, target="80", tolerance=tolerance)).rating is GREEN
    assert rated(indicator(missed, polarity=polarity, target="80", tolerance=tolerance)).rating is RED


def test_a_blank_tolerance_is_told_from_a_tolerance_of_nought():
    assert rated(indicator("79", target="80")).tolerance is None
    assert rated(indicator("79", target="80", tolerance="0")).tolerance == 0


@pytest.mark.parametrize(
    ("polarity", "target", "tolerance_as", "tolerance", "actual", "expected"),
    [
        pytest.param(LOWER, "0", PERCENT_OF_TARGET, "0.10", "0", GREEN, id="% of nought: met"),
        pytest.param(LOWER, "0", PERCENT_OF_TARGET, "0.10", "0.0001", RED, id="% of nought: not met"),
        pytest.param(LOWER, "0", PERCENT_OF_TARGET, "0.10", "-1", GREEN, id="% of nought: beaten"),
        pytest.param(HIGHER, "0", PERCENT_OF_TARGET, "0.10", "-0.0001", RED, id="% of nought, higher: not met"),
        pytest.param(CLOSE, "0", PERCENT_OF_TARGET, "0.10", "0.0001", RED, id="% of nought, close: not met"),
        pytest.param(LOWER, "0", POINTS, "2", "2", AMBER, id="points from nought: on the limit"),
        pytest.param(LOWER, "0", POINTS, "2", "2.1", RED, id="points from nought: beyond"),
        pytest.param(LOWER, "0", RED_LIMIT, "3", "3", AMBER, id="a red limit above nought: on it"),
        pytest.param(HIGHER, "5", RED_LIMIT, "0", "0", AMBER, id="a red limit of nought: on it"),
        pytest.param(HIGHER, "5", RED_LIMIT, "0", "-0.1", RED, id="a red limit of nought: beyond"),
        pytest.param(HIGHER, "-10", PERCENT_OF_TARGET, "0.10", "-10", GREEN, id="negative target: met"),
        pytest.param(HIGHER, "-10", PERCENT_OF_TARGET, "0.10", "-11", AMBER, id="negative target: 10% short"),
        pytest.param(HIGHER, "-10", PERCENT_OF_TARGET, "0.10", "-11.01", RED, id="negative target: beyond"),
        pytest.param(LOWER, "-10", PERCENT_OF_TARGET, "0.10", "-9", AMBER, id="negative target, lower: 10% over"),
        pytest.param(LOWER, "-10", PERCENT_OF_TARGET, "0.10", "-8.99", RED, id="negative target, lower: beyond"),
        pytest.param(CLOSE, "-10", POINTS, "2", "-12", AMBER, id="negative target, close: on the limit"),
        pytest.param(HIGHER, "-5", RED_LIMIT, "-8", "-8", AMBER, id="negative red limit: on it"),
        pytest.param(HIGHER, "-5", RED_LIMIT, "-8", "-8.1", RED, id="negative red limit: beyond"),
    ],
)
def test_targets_of_nought_and_less_are_targets_like_any_other(
    *, polarity: Polarity, target: str, tolerance_as: ToleranceAs, tolerance: str, actual: str, expected: Rating
):
    subject = indicator(actual, polarity=polarity, target=target, tolerance=tolerance, tolerance_as=tolerance_as)
    assert rated(subject).rating is expected


# --- Options of the rule ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "within_as", "actual", "expected"),
    [
        pytest.param("0", POINTS, "79.9", AMBER, id="none: only the target is green"),
        pytest.param("2", POINTS, "78", GREEN, id="points: on the limit"),
        pytest.param("2", POINTS, "77.9", AMBER, id="points: just beyond"),
        pytest.param("0.05", PERCENT_OF_TARGET, "76", GREEN, id="% of target: on the limit"),
        pytest.param("0.05", PERCENT_OF_TARGET, "75.9", AMBER, id="% of target: just beyond"),
        pytest.param("9", POINTS, "71", GREEN, id="wider than the tolerance: still green"),
        pytest.param("9", POINTS, "70.9", RED, id="wider than the tolerance: then red at once"),
    ],
)
def test_near_enough_to_the_target_may_still_be_green(
    within: str, within_as: ToleranceAs, actual: str, expected: Rating
):
    by = rule(green_within=within, green_within_as=within_as)
    assert rated(indicator(actual, target="80", tolerance="8"), by).rating is expected


@pytest.mark.parametrize(
    ("states", "actual", "expected"),
    [
        pytest.param(2, "90", GREEN, id="2 states: beaten is met"),
        pytest.param(2, "80", GREEN, id="2 states: on target"),
        pytest.param(2, "79.9", RED, id="2 states: missed, whatever the tolerance"),
        pytest.param(3, "90", GREEN, id="3 states: beaten is green"),
        pytest.param(3, "79.9", AMBER, id="3 states: within the tolerance"),
        pytest.param(3, "71.9", RED, id="3 states: beyond"),
        pytest.param(4, "80.1", BLUE, id="4 states: beaten at all"),
        pytest.param(4, "80", GREEN, id="4 states: on target is not beaten"),
        pytest.param(4, "79.9", AMBER, id="4 states: within the tolerance"),
        pytest.param(4, "71.9", RED, id="4 states: beyond"),
    ],
)
def test_a_rule_has_two_three_or_four_states(states: int, actual: str, expected: Rating):
    assert rated(indicator(actual, target="80", tolerance="8"), rule(states=states)).rating is expected


def test_two_states_keep_the_width_of_green():
    by = rule(states=2, green_within="2")
    assert rated(indicator("78", target="80", tolerance="8"), by).rating is GREEN
    assert rated(indicator("77.9", target="80", tolerance="8"), by).rating is RED


@pytest.mark.parametrize(
    ("polarity", "beyond", "beyond_as", "actual", "expected"),
    [
        pytest.param(HIGHER, "5", POINTS, "84.9", GREEN, id="higher, points: just short of blue"),
        pytest.param(HIGHER, "5", POINTS, "85", BLUE, id="higher, points: on the limit"),
        pytest.param(LOWER, "5", POINTS, "75.1", GREEN, id="lower, points: just short of blue"),
        pytest.param(LOWER, "5", POINTS, "75", BLUE, id="lower, points: on the limit"),
        pytest.param(HIGHER, "0.10", PERCENT_OF_TARGET, "87.9", GREEN, id="higher, % of target: just short of blue"),
        pytest.param(HIGHER, "0.10", PERCENT_OF_TARGET, "88", BLUE, id="higher, % of target: on the limit"),
        pytest.param(LOWER, "0.10", PERCENT_OF_TARGET, "72", BLUE, id="lower, % of target: on the limit"),
        pytest.param(CLOSE, "0", POINTS, "80", GREEN, id="close: a target met cannot be beaten"),
    ],
)
def test_blue_is_for_a_target_beaten_by_enough(
    polarity: Polarity, beyond: str, beyond_as: ToleranceAs, actual: str, expected: Rating
):
    by = rule(states=4, blue_beyond=beyond, blue_beyond_as=beyond_as)
    assert rated(indicator(actual, polarity=polarity, target="80"), by).rating is expected


@pytest.mark.parametrize(
    ("improving", "polarity", "actual", "before", "last_year", "expected"),
    [
        pytest.param(NO_IMPROVING, HIGHER, "60", "50", "50", RED, id="no option: improved, still red"),
        pytest.param(PREVIOUS_PERIOD, HIGHER, "60", "59.9", None, AMBER, id="previous period: improved"),
        pytest.param(PREVIOUS_PERIOD, HIGHER, "60", "60", None, AMBER, id="previous period: held"),
        pytest.param(PREVIOUS_PERIOD, HIGHER, "60", "60.1", None, RED, id="previous period: got worse"),
        pytest.param(PREVIOUS_PERIOD, HIGHER, "60", None, "50", RED, id="previous period: missing, last year no help"),
        pytest.param(PREVIOUS_PERIOD, LOWER, "90", "90.1", None, AMBER, id="previous period, lower: improved"),
        pytest.param(PREVIOUS_PERIOD, LOWER, "90", "89.9", None, RED, id="previous period, lower: got worse"),
        pytest.param(PREVIOUS_PERIOD, CLOSE, "60", "101", None, AMBER, id="previous period, close: nearer"),
        pytest.param(PREVIOUS_PERIOD, CLOSE, "60", "100", None, AMBER, id="previous period, close: held"),
        pytest.param(PREVIOUS_PERIOD, CLOSE, "60", "99", None, RED, id="previous period, close: further"),
        pytest.param(PREVIOUS_PERIOD, HIGHER, "0", "0", None, AMBER, id="previous period: held at nought"),
        pytest.param(LAST_YEAR, HIGHER, "60", None, "59.9", AMBER, id="last year: improved"),
        pytest.param(LAST_YEAR, HIGHER, "60", None, "60", AMBER, id="last year: held"),
        pytest.param(LAST_YEAR, HIGHER, "60", None, "60.1", RED, id="last year: got worse"),
        pytest.param(LAST_YEAR, HIGHER, "60", "50", None, RED, id="last year: missing, previous period no help"),
        pytest.param(LAST_YEAR, HIGHER, "60", "50", "0", AMBER, id="last year: nought is a figure"),
        pytest.param(LAST_YEAR, LOWER, "90", None, "95", AMBER, id="last year, lower: improved"),
    ],
)
def test_a_red_that_improved_or_held_may_be_amber(
    *,
    improving: Improving,
    polarity: Polarity,
    actual: str,
    before: str | None,
    last_year: str | None,
    expected: Rating,
):
    subject = indicator(
        actual,
        polarity=polarity,
        target="80",
        figures={} if before is None else {"Aug": before},
        last_year=last_year,
    )
    found = rated(subject, rule(improving=improving))
    assert found.rating is expected
    assert found.is_saved is (expected is AMBER)


def test_the_comparison_that_saved_a_red_is_kept():
    found = rated(indicator("60", target="80", figures={"Aug": "59"}), rule(improving=PREVIOUS_PERIOD))
    assert found.is_saved
    assert found.compared_with == Travel(
        direction=BETTER, since="August", now=Fraction(60), then=Fraction(59), by_pace=False
    )


def test_improving_makes_no_amber_green():
    found = rated(indicator("79", target="80", tolerance="8", figures={"Aug": "10"}), rule(improving=PREVIOUS_PERIOD))
    assert (found.rating, found.is_saved) == (AMBER, False)


def test_a_comparison_that_saved_nothing_is_kept_too():
    found = rated(indicator("60", target="80", figures={"Aug": "61"}), rule(improving=PREVIOUS_PERIOD))
    assert (found.rating, found.is_saved) == (RED, False)
    assert found.compared_with == Travel(
        direction=WORSE, since="August", now=Fraction(60), then=Fraction(61), by_pace=False
    )


def test_without_the_option_nothing_is_compared():
    found = rated(indicator("60", target="80", figures={"Aug": "59"}, last_year="59"))
    assert (found.compared_with, found.is_saved) == (None, False)


def test_with_two_states_there_is_no_amber_to_improve_to():
    found = rated(indicator("60", target="80", figures={"Aug": "10"}), rule(states=2, improving=PREVIOUS_PERIOD))
    assert (found.rating, found.is_saved) == (RED, False)


def test_a_total_for_the_year_improves_by_its_pace_and_not_by_growing():
    subject = indicator(
        "62", measured=YEAR_TOTAL, target="175", target_is=YEAR_EVEN, tolerance="5", figures={"Aug": "60"}
    )
    assert rated(subject, rule(improving=PREVIOUS_PERIOD)).rating is RED


# --- Targets for the year ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target_is", "period", "actual", "expected"),
    [
        pytest.param(TargetIs.EVERY_PERIOD, "Sep", "91", RED, id="against all 175 in September: the false red"),
        pytest.param(YEAR_EVEN, "Sep", "91", GREEN, id="even: 91 where 87.5 are due by now"),
        pytest.param(YEAR_EVEN, "Sep", "87.5", GREEN, id="even: exactly what is due by now"),
        pytest.param(YEAR_EVEN, "Sep", "87", AMBER, id="even: just short of what is due by now"),
        pytest.param(YEAR_EVEN, "Sep", "78.75", AMBER, id="even: on the limit"),
        pytest.param(YEAR_EVEN, "Sep", "78.74", RED, id="even: just beyond"),
        pytest.param(YEAR_EVEN, "Sep", "0", RED, id="even: nought is a figure"),
        pytest.param(YEAR_EVEN, "Mar", "91", RED, id="even: the same figure at the year's end"),
        pytest.param(YEAR_PROFILE, "Sep", "60", GREEN, id="own profile: exactly what is due by now"),
        pytest.param(YEAR_PROFILE, "Sep", "54", AMBER, id="own profile: on the limit"),
        pytest.param(YEAR_PROFILE, "Sep", "53.9", RED, id="own profile: just beyond"),
        pytest.param(YEAR_PROFILE, "Apr", "0", GREEN, id="own profile: nought due, nought done"),
        pytest.param(YEAR_PROFILE, "Oct", "91", Rating.NO_TARGET, id="own profile: the month is left out"),
        pytest.param(YEAR_PROFILE, "Nov", None, Rating.AWAITING_DATA, id="own profile: no figure goes before"),
    ],
)
def test_a_target_for_the_year_is_held_against_what_is_due_by_now(
    target_is: TargetIs, period: str, actual: str | None, expected: Rating
):
    subject = indicator(
        actual,
        at=period,
        measured=YEAR_TOTAL,
        target="175",
        target_is=target_is,
        profile={"Apr": "0", "Sep": "60", "Mar": "175"},
        tolerance="0.10",
        tolerance_as=PERCENT_OF_TARGET,
    )
    assert rated(subject, period=month(period)).rating is expected


def test_an_even_share_is_not_rounded():
    due = Fraction(100, 12)
    assert rated(indicator("8.333", at="Apr", target="100", target_is=YEAR_EVEN), period=month("Apr")).target == due
    for actual, expected in [("8.333333333333", RED), ("8.333333333334", GREEN)]:
        subject = indicator(actual, at="Apr", target="100", target_is=YEAR_EVEN)
        assert rated(subject, period=month("Apr")).rating is expected


def test_a_quarterly_target_for_the_year_is_shared_to_the_quarter_the_figure_is_from():
    subject = indicator("44", at="Jun", frequency=QUARTERLY, target="175", target_is=YEAR_EVEN)
    found = rated(subject, period=month("Aug"))
    assert (found.target, found.rating) == (Fraction("43.75"), GREEN)


def test_a_red_limit_for_the_year_is_shared_out_as_the_target_is():
    """175 in the year, red below 150: half way through, 87.5 are due and below 75 is red."""

    def at(actual: str) -> Rating:
        return rated(
            indicator(actual, target="175", target_is=YEAR_EVEN, tolerance="150", tolerance_as=RED_LIMIT)
        ).rating

    assert [at("87.5"), at("75"), at("74.9"), at("30")] == [GREEN, AMBER, RED, RED]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        pytest.param("87.5", GREEN, id="what is due by now"),
        pytest.param("100", AMBER, id="on the share of the limit"),
        pytest.param("100.1", RED, id="past it"),
    ],
)
def test_a_red_limit_above_the_target_is_shared_out_too(actual: str, expected: Rating):
    subject = indicator(
        actual, polarity=LOWER, target="175", target_is=YEAR_EVEN, tolerance="200", tolerance_as=RED_LIMIT
    )
    assert rated(subject).rating is expected


@pytest.mark.parametrize("target_is", [YEAR_EVEN, YEAR_PROFILE])
@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        pytest.param("175", GREEN, id="on the year's target"),
        pytest.param("174.9", AMBER, id="just short"),
        pytest.param("157.5", AMBER, id="on the limit"),
        pytest.param("157.4", RED, id="beyond it, though the year is young"),
    ],
)
def test_an_annual_figure_is_rated_against_the_whole_year(target_is: TargetIs, actual: str, expected: Rating):
    subject = indicator(
        actual,
        at="Jul",
        frequency=ANNUAL,
        target="175",
        target_is=target_is,
        profile={"Jul": "50", "Mar": "175"},
        tolerance="0.10",
        tolerance_as=PERCENT_OF_TARGET,
    )
    found = rated(subject)
    assert (found.rating, found.target) == (expected, Fraction(175))


# --- Which figure stands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "figures", "period", "stands_on", "expected"),
    [
        pytest.param(MONTHLY, {"Aug": "80"}, "Sep", "Sep", Rating.AWAITING_DATA, id="monthly: August is no stand-in"),
        pytest.param(QUARTERLY, {"Jun": "80"}, "May", None, Rating.NOT_DUE, id="quarterly: nothing due in May"),
        pytest.param(QUARTERLY, {"Jun": "80"}, "Aug", "Jun", GREEN, id="quarterly: August stands on June"),
        pytest.param(QUARTERLY, {"Jul": "80"}, "Aug", "Jun", Rating.AWAITING_DATA, id="quarterly: July does not count"),
        pytest.param(QUARTERLY, {"Jun": "80"}, "Sep", "Sep", Rating.AWAITING_DATA, id="quarterly: June out of date"),
        pytest.param(TERMLY, {"Jul": "70"}, "Jun", None, Rating.NOT_DUE, id="termly: nothing due in June"),
        pytest.param(TERMLY, {"Jul": "70"}, "Nov", "Jul", RED, id="termly: November stands on July"),
        pytest.param(TERMLY, {"Jul": "70"}, "Dec", "Dec", Rating.AWAITING_DATA, id="termly: July out of date"),
        pytest.param(ANNUAL, {}, "Feb", None, Rating.NOT_DUE, id="annual: nothing due in February"),
        pytest.param(ANNUAL, {}, "Mar", "Mar", Rating.AWAITING_DATA, id="annual: due in March"),
        pytest.param(ANNUAL, {"Nov": "80"}, "Oct", None, Rating.NOT_DUE, id="annual: not entered yet"),
        pytest.param(ANNUAL, {"Nov": "80"}, "Dec", "Nov", GREEN, id="annual: as soon as it is entered"),
        pytest.param(ANNUAL, {"Nov": "80"}, "Mar", "Nov", GREEN, id="annual: still in March"),
    ],
)
def test_a_rating_stands_on_the_latest_figure_that_was_due(
    frequency: Frequency, figures: dict[str, str], period: str, stands_on: str | None, expected: Rating
):
    found = rated(indicator(frequency=frequency, figures=figures, target="80"), period=month(period))
    assert found.rating is expected
    assert (found.month and found.month.name) == stands_on


# --- Not rated --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        pytest.param(None, Rating.AWAITING_DATA, id="blank"),
        pytest.param("0", RED, id="nought"),
        pytest.param("79", AMBER, id="a figure"),
    ],
)
def test_a_blank_figure_is_awaited_and_nought_is_rated(actual: str | None, expected: Rating):
    assert rated(indicator(actual, target="80", tolerance="8")).rating is expected


@pytest.mark.parametrize(
    ("status", "actual", "polarity", "target", "frequency", "expected"),
    [
        pytest.param(NOT_REPORTABLE, "9", HIGHER, "80", MONTHLY, Rating.NOT_REPORTABLE, id="not reportable"),
        pytest.param(
            NOT_REPORTABLE, None, HIGHER, "80", TERMLY, Rating.NOT_REPORTABLE, id="not reportable before not due"
        ),
        pytest.param(
            NOT_REPORTABLE, None, HIGHER, "80", MONTHLY, Rating.NOT_REPORTABLE, id="not reportable before awaiting data"
        ),
        pytest.param(
            NOT_REPORTABLE, "9", DATA_ONLY, None, MONTHLY, Rating.NOT_REPORTABLE, id="not reportable before data only"
        ),
        pytest.param(REPORTED, None, HIGHER, "80", TERMLY, Rating.NOT_DUE, id="not due"),
        pytest.param(AWAITING, None, HIGHER, "80", TERMLY, Rating.NOT_DUE, id="not due before awaiting data"),
        pytest.param(REPORTED, None, DATA_ONLY, None, TERMLY, Rating.NOT_DUE, id="not due before data only"),
        pytest.param(REPORTED, None, HIGHER, None, TERMLY, Rating.NOT_DUE, id="not due before no target"),
        pytest.param(REPORTED, None, HIGHER, "80", MONTHLY, Rating.AWAITING_DATA, id="awaiting: blank"),
        pytest.param(PROVISIONAL, None, HIGHER, "80", MONTHLY, Rating.AWAITING_DATA, id="awaiting: blank, provisional"),
        pytest.param(AWAITING, "9", HIGHER, "80", MONTHLY, Rating.AWAITING_DATA, id="awaiting: a figure not confirmed"),
        pytest.param(
            REPORTED, None, DATA_ONLY, None, MONTHLY, Rating.AWAITING_DATA, id="awaiting data before data only"
        ),
        pytest.param(REPORTED, None, HIGHER, None, MONTHLY, Rating.AWAITING_DATA, id="awaiting data before no target"),
        pytest.param(REPORTED, "9", DATA_ONLY, None, MONTHLY, Rating.DATA_ONLY, id="data only before no target"),
        pytest.param(REPORTED, "9", DATA_ONLY, "80", MONTHLY, Rating.DATA_ONLY, id="data only with a target"),
        pytest.param(REPORTED, "0", DATA_ONLY, "80", MONTHLY, Rating.DATA_ONLY, id="data only at nought"),
        pytest.param(REPORTED, "9", HIGHER, None, MONTHLY, Rating.NO_TARGET, id="no target"),
        pytest.param(REPORTED, "9", CLOSE, None, MONTHLY, Rating.NO_TARGET, id="nothing to be close to"),
        pytest.param(REPORTED, "9", HIGHER, "0", MONTHLY, GREEN, id="a target of nought is a target"),
        pytest.param(PROVISIONAL, "9", HIGHER, "80", MONTHLY, RED, id="a provisional figure is rated"),
    ],
)
def test_the_first_reason_for_no_rating_is_given(
    *,
    status: DataStatus,
    actual: str | None,
    polarity: Polarity,
    target: str | None,
    frequency: Frequency,
    expected: Rating,
):
    period = month("Jun") if frequency is TERMLY else month("Sep")
    found = rated(
        indicator(actual, status=status, polarity=polarity, target=target, frequency=frequency), period=period
    )
    assert (found.rating, found.by_rule) == (expected, expected)


def test_what_was_not_rated_keeps_the_figure_and_the_target_but_compares_nothing():
    found = rated(indicator("9", target="80", status=NOT_REPORTABLE, figures={"Aug": "8"}), rule(improving=LAST_YEAR))
    assert (found.actual, found.target, found.month) == (Decimal(9), Fraction(80), month("Sep"))
    assert (found.shortfall, found.tolerance, found.compared_with, found.as_displayed) == (None,) * 4


@pytest.mark.parametrize("rating", list(Rating))
def test_only_four_of_the_words_are_ratings(rating: Rating):
    assert rating.is_rated is (rating in {BLUE, GREEN, AMBER, RED})


@pytest.mark.parametrize(
    ("rating", "letter"),
    [
        (BLUE, "B"),
        (GREEN, "G"),
        (AMBER, "A"),
        (RED, "R"),
        (Rating.DATA_ONLY, "Data only"),
        (Rating.NO_TARGET, "No target"),
        (Rating.NOT_DUE, "Not due"),
        (Rating.AWAITING_DATA, "Awaiting data"),
        (Rating.NOT_REPORTABLE, "Not reportable"),
    ],
)
def test_a_rating_has_a_letter_and_a_reason_stays_in_words(rating: Rating, letter: str):
    assert rating.letter == letter


# --- Decisions in place of the rule -----------------------------------------------------------------------------------


def test_a_decision_replaces_the_rating_and_keeps_what_the_rule_gave():
    found = rated(indicator("60", target="80"), override=decided(GREEN))
    assert (found.rating, found.by_rule, found.override) == (GREEN, RED, decided(GREEN))


@pytest.mark.parametrize(
    ("actual", "target", "status"),
    [
        pytest.param(None, "80", REPORTED, id="awaiting data"),
        pytest.param("9", None, REPORTED, id="no target"),
        pytest.param("9", "80", NOT_REPORTABLE, id="not reportable"),
    ],
)
def test_a_decision_cannot_rate_what_has_no_rating(actual: str | None, target: str | None, status: DataStatus):
    found = rated(indicator(actual, target=target, status=status), override=decided(GREEN))
    assert not found.rating.is_rated
    assert found.override is None


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_a_decision_without_a_reason_is_refused(reason: str):
    with pytest.raises(ValueError, match="needs a recorded reason"):
        Override(rating=GREEN, reason=reason)


@pytest.mark.parametrize("rating", [rating for rating in Rating if not rating.is_rated])
def test_a_decision_must_give_a_colour(rating: Rating):
    with pytest.raises(ValueError, match=f"to a colour, not to '{rating.value}'"):
        Override(rating=rating, reason="it was agreed")


# --- The displayed figures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "target", "tolerance", "actual", "expected", "as_displayed"),
    [
        pytest.param(HIGHER, "0.91", "0", "0.9096", RED, GREEN, id="rounded up to the target"),
        pytest.param(HIGHER, "0.91", "0.05", "0.9096", AMBER, GREEN, id="rounded up out of amber"),
        pytest.param(HIGHER, "0.91", "0.05", "0.8596", RED, AMBER, id="rounded up into the tolerance"),
        pytest.param(HIGHER, "0.91", "0.05", "0.8604", AMBER, None, id="rounded down, within all the same"),
        pytest.param(LOWER, "0.9104", "0", "0.9104", GREEN, None, id="figure and target round alike"),
        pytest.param(LOWER, "0.9104", "0", "0.9112", RED, None, id="red either way"),
        pytest.param(CLOSE, "0.9104", "0", "0.9104", GREEN, None, id="on target"),
        pytest.param(CLOSE, "0.9104", "0", "0.9099", RED, GREEN, id="close enough only as displayed"),
    ],
)
def test_a_rating_uses_the_stored_figure_and_tells_when_the_displayed_one_would_differ(
    *, polarity: Polarity, target: str, tolerance: str, actual: str, expected: Rating, as_displayed: Rating | None
):
    found = rated(indicator(actual, unit=PERCENT, polarity=polarity, target=target, tolerance=tolerance))
    assert (found.rating, found.as_displayed) == (expected, as_displayed)


def test_a_beaten_target_may_look_merely_met():
    found = rated(indicator("26.04", unit=WEEKS, target="26"), rule(states=4))
    assert (found.rating, found.as_displayed) == (BLUE, GREEN)


def test_an_indicator_with_more_decimals_shows_what_decided():
    found = rated(indicator("0.9096", unit=PERCENT, decimals=4, target="0.91"))
    assert (found.rating, found.as_displayed) == (RED, None)


@pytest.mark.parametrize(
    ("actual", "target", "tolerance", "by_itself", "improved", "as_displayed"),
    [
        pytest.param(
            "0.9004", "0.9096", "0.0096", RED, AMBER, None, id="displayed red, which improves to the same amber"
        ),
        pytest.param("0.9096", "0.91", "0", GREEN, AMBER, GREEN, id="displayed green, which the improved red is not"),
        pytest.param("0.8596", "0.91", "0.05", AMBER, AMBER, None, id="displayed amber, which the improved red is too"),
    ],
)
def test_improvement_counts_for_the_displayed_figures_too(
    *, actual: str, target: str, tolerance: str, by_itself: Rating, improved: Rating, as_displayed: Rating | None
):
    subject = indicator(actual, unit=PERCENT, target=target, tolerance=tolerance, figures={"Aug": "0.85"})
    assert rated(subject).as_displayed is by_itself
    found = rated(subject, rule(improving=PREVIOUS_PERIOD))
    assert (found.rating, found.as_displayed) == (improved, as_displayed)


@pytest.mark.parametrize(
    ("actual", "before", "expected", "as_displayed"),
    [
        pytest.param("60.01", "60.04", RED, AMBER, id="worse, though both display 60"),
        pytest.param("60.04", "60.01", AMBER, None, id="better, and displayed it held"),
        pytest.param("60.04", "60.06", RED, None, id="worse, and displayed worse too: 60 after 60.1"),
    ],
)
def test_the_earlier_figure_is_rounded_for_display_too(
    actual: str, before: str, expected: Rating, as_displayed: Rating | None
):
    subject = indicator(actual, target="80", tolerance="8", figures={"Aug": before})
    found = rated(subject, rule(improving=PREVIOUS_PERIOD))
    assert (found.rating, found.as_displayed) == (expected, as_displayed)
    last = indicator(actual, target="80", tolerance="8", last_year=before)
    found = rated(last, rule(improving=LAST_YEAR))
    assert (found.rating, found.as_displayed) == (expected, as_displayed)


def test_a_decision_leaves_what_the_displayed_figures_would_give_the_rule():
    found = rated(indicator("0.9096", unit=PERCENT, target="0.91"), override=decided(GREEN))
    assert (found.rating, found.by_rule, found.as_displayed) == (GREEN, RED, GREEN)


# --- One colour -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [("80", "80", GREEN), ("80", "72", AMBER), ("80", "71.9", RED), ("60", "60", GREEN), ("60", "51.9", RED)],
)
def test_a_colour_is_given_for_any_target_and_actual_before_improvement(target: str, actual: str, expected: Rating):
    subject = indicator("1", target="999", tolerance="8", figures={"Aug": "0"})
    by = rule(improving=PREVIOUS_PERIOD)
    assert colour(subject, by, SEPTEMBER, Decimal(target), Decimal(actual)) is expected


def test_a_colour_shares_a_red_limit_out_by_its_month():
    subject = indicator(target="175", target_is=YEAR_EVEN, tolerance="150", tolerance_as=RED_LIMIT)
    assert colour(subject, rule(), SEPTEMBER, Fraction("87.5"), Decimal(75)) is AMBER
    assert colour(subject, rule(), month("Mar"), Fraction(175), Decimal(75)) is RED


# --- What a rule refuses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("states", [0, 1, 5, -3])
def test_a_rule_of_other_states_is_refused(states: int):
    with pytest.raises(ValueError, match=f"2, 3 or 4 states, not {states}"):
        rule(states=states)


@pytest.mark.parametrize("part", ["green_within", "blue_beyond"])
@pytest.mark.parametrize(
    ("amount", "written_as"),
    [("-1", POINTS), ("-1", PERCENT_OF_TARGET), ("90", RED_LIMIT), ("NaN", POINTS), ("Infinity", PERCENT_OF_TARGET)],
)
def test_a_green_or_a_blue_that_is_no_amount_is_refused(part: str, amount: str, written_as: ToleranceAs):
    with pytest.raises(ValueError, match=f"amounts in % of target or points, 0 or more, not {amount}"):
        rule(**{part: amount, f"{part}_as": written_as})


def test_the_plain_rule_is_three_states_and_nothing_else():
    plain = RatingRule()
    assert (plain.states, plain.green_within, plain.blue_beyond, plain.improving) == (3, 0, 0, Improving.NONE)
    assert plain.in_force_from is None
    assert RatingRule(in_force_from=dt.date(2020, 4, 1)).in_force_from == dt.date(2020, 4, 1)


def test_the_improving_options_are_the_words_of_the_workbook():
    assert [option.value for option in Improving] == ["none", "previous period", "last year"]


# --- What councils published ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    (
        "polarity", "target", "actual", "last_year", "tolerance", "tolerance_as", "within", "improving", "states",
        "published",
    ),
    [
        pytest.param(LOWER, "494", "512", "500", "0.10", PERCENT_OF_TARGET, "0.10", LAST_YEAR, 3, GREEN,
                     id="Havering: residual household waste"),
        pytest.param(LOWER, "0", "0.062", "0.071", "0", POINTS, "0", NO_IMPROVING, 2, RED,
                     id="Rotherham: homes below the Decent Homes Standard"),
        pytest.param(HIGHER, "0.97", "0.994", "0.997", "0", POINTS, "0", NO_IMPROVING, 2, GREEN,
                     id="Rotherham: emergency repairs in time"),
        pytest.param(HIGHER, "0.94", "0.962", "0.954", "0", POINTS, "0", NO_IMPROVING, 2, GREEN,
                     id="Rotherham: other repairs in time"),
        pytest.param(HIGHER, None, "0.784", "0.776", "0", POINTS, "0", NO_IMPROVING, 2, Rating.NO_TARGET,
                     id="Rotherham: home is well maintained"),
        pytest.param(HIGHER, None, "0.688", "0.716", "0", POINTS, "0", NO_IMPROVING, 2, Rating.NO_TARGET,
                     id="Rotherham: communal areas are clean"),
        pytest.param(HIGHER, None, "0.79", "0.741", "0", POINTS, "0", NO_IMPROVING, 2, Rating.NO_TARGET,
                     id="Rotherham: satisfied with repairs"),
        pytest.param(HIGHER, "1", "0.9901", None, "0.02", POINTS, "0", NO_IMPROVING, 3, AMBER,
                     id="Cheshire West: rent collected, 99.01%"),
        pytest.param(HIGHER, "1", "0.9931", None, "0.02", POINTS, "0", NO_IMPROVING, 3, AMBER,
                     id="Cheshire West: rent collected, 99.31%"),
        pytest.param(LOWER, "0.075", "0.0656", None, "0.01", POINTS, "0", NO_IMPROVING, 3, GREEN,
                     id="Cheshire West: rent arrears, 6.56%"),
        pytest.param(HIGHER, "1", "1.0114", None, "0.02", POINTS, "0", NO_IMPROVING, 3, GREEN,
                     id="Cheshire West: rent collected, 101.14%"),
        pytest.param(LOWER, "0.075", "0.0556", None, "0.01", POINTS, "0", NO_IMPROVING, 3, GREEN,
                     id="Cheshire West: rent arrears, 5.56%"),
        pytest.param(HIGHER, "175", "91", "65", "0", POINTS, "0", NO_IMPROVING, 3, RED,
                     id="Cheshire West: disabled facilities grants, the false red"),
        pytest.param(HIGHER, "0.5", "0.799", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, GREEN,
                     id="Maidstone: tickets sold"),
        pytest.param(HIGHER, "2074", "1569", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, RED,
                     id="Maidstone: museum education"),
        pytest.param(HIGHER, "16250", "11584", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, RED,
                     id="Maidstone: museum footfall"),
        pytest.param(HIGHER, "782", "455", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, RED,
                     id="Maidstone: visitor centre contacts"),
        pytest.param(HIGHER, "186079", "184401", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, AMBER,
                     id="Maidstone: leisure centre users"),
        pytest.param(HIGHER, "0.8103", "0.8286", None, "0.10", PERCENT_OF_TARGET, "0", NO_IMPROVING, 3, GREEN,
                     id="Maidstone: business rates collected"),
    ],
)  # fmt: skip  # one published rating a line and its name
def test_the_rule_gives_what_the_council_published_under_it(
    *,
    polarity: Polarity,
    target: str | None,
    actual: str,
    last_year: str | None,
    tolerance: str,
    tolerance_as: ToleranceAs,
    within: str,
    improving: Improving,
    states: int,
    published: Rating,
):
    subject = indicator(
        actual,
        unit=PERCENT,
        polarity=polarity,
        target=target,
        tolerance=tolerance,
        tolerance_as=tolerance_as,
        last_year=last_year,
    )
    by = rule(states=states, green_within=within, green_within_as=tolerance_as, improving=improving)
    assert rated(subject, by).rating is published
    assert subject.target == decimal(target)
