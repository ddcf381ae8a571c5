from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from make import (
    ANNUAL,
    AWAITING,
    BETTER,
    CLOSE,
    DATA_ONLY,
    DOWN,
    HIGHER,
    LOWER,
    MONTHLY,
    NOT_REPORTABLE,
    PERIOD_END,
    PROVISIONAL,
    QUARTERLY,
    REPORTED,
    ROLLING,
    SAME,
    SEPTEMBER,
    TERMLY,
    UP,
    WORSE,
    YEAR_AVERAGE,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    indicator,
    month,
    rated,
)

from performance_index.direction import ways
from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs
from performance_index.period import Frequency, Month
from performance_index.trend import (
    Direction,
    Travel,
    direction,
    since_a_year_ago,
    since_last_year,
    since_previous_period,
    since_published,
)

DIRECTIONS = [
    pytest.param(HIGHER, "90", "80", BETTER, id="higher is better: more is better"),
    pytest.param(HIGHER, "80", "90", WORSE, id="higher is better: less is worse"),
    pytest.param(HIGHER, "80", "80.0", SAME, id="higher is better: held"),
    pytest.param(LOWER, "80", "90", BETTER, id="lower is better: less is better"),
    pytest.param(LOWER, "90", "80", WORSE, id="lower is better: more is worse"),
    pytest.param(LOWER, "0", "0", SAME, id="lower is better: held at nought"),
    pytest.param(CLOSE, "99", "103", BETTER, id="close to target: nearer from the other side"),
    pytest.param(CLOSE, "103", "99", WORSE, id="close to target: further on the other side"),
    pytest.param(CLOSE, "98", "102", SAME, id="close to target: as far on the other side"),
    pytest.param(CLOSE, "100", "100", SAME, id="close to target: held on target"),
    pytest.param(DATA_ONLY, "90", "80", UP, id="data only: up, which is neither better nor worse"),
    pytest.param(DATA_ONLY, "80", "90", DOWN, id="data only: down"),
    pytest.param(DATA_ONLY, "-1", "0", DOWN, id="data only: below nought"),
    pytest.param(DATA_ONLY, "80", "80", SAME, id="data only: held"),
]


@pytest.mark.parametrize(("polarity", "now", "then", "expected"), DIRECTIONS)
def test_better_is_what_the_polarity_says_against_the_month_before(
    polarity: Polarity, now: str, then: str, expected: Direction
):
    travel = since_previous_period(indicator(now, polarity=polarity, target="100", figures={"Aug": then}), SEPTEMBER)
    assert travel == Travel(direction=expected, since="August", now=Fraction(now), then=Fraction(then), by_pace=False)


@pytest.mark.parametrize(("polarity", "now", "then", "expected"), DIRECTIONS)
def test_better_is_what_the_polarity_says_against_last_year(
    polarity: Polarity, now: str, then: str, expected: Direction
):
    travel = since_last_year(indicator(now, polarity=polarity, target="100", last_year=then), SEPTEMBER)
    assert travel == Travel(
        direction=expected, since="last year", now=Fraction(now), then=Fraction(then), by_pace=False
    )


@pytest.mark.parametrize("polarity", [HIGHER, LOWER])
@pytest.mark.parametrize("target", [None, "0", "85", "-85"])
def test_where_higher_or_lower_is_better_the_target_has_no_part_in_it(polarity: Polarity, target: str | None):
    travel = since_previous_period(indicator("90", polarity=polarity, target=target, figures={"Aug": "80"}), SEPTEMBER)
    assert travel is not None
    assert travel.direction is (BETTER if polarity is HIGHER else WORSE)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(None, UP, id="blank: neither better nor worse, so up"),
        pytest.param("0", WORSE, id="nought: further from it"),
        pytest.param("200", BETTER, id="nearer to it"),
    ],
)
def test_close_to_a_target_needs_the_target(target: str | None, expected: Direction):
    travel = since_previous_period(indicator("90", polarity=CLOSE, target=target, figures={"Aug": "80"}), SEPTEMBER)
    assert travel is not None
    assert travel.direction is expected


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param("90", None, id="no figure before"),
        pytest.param(None, "80", id="no figure now"),
        pytest.param(None, None, id="no figure at all"),
    ],
)
def test_without_both_figures_there_is_no_direction(now: str | None, then: str | None):
    before = {} if then is None else {"Aug": then}
    assert since_previous_period(indicator(now, figures=before), SEPTEMBER) is None
    assert since_last_year(indicator(now, last_year=then), SEPTEMBER) is None
    assert direction(indicator(now, figures=before, last_year=then), SEPTEMBER) is None


def test_a_figure_of_nought_is_compared_like_any_other():
    travel = since_previous_period(indicator("0", figures={"Aug": "0"}), SEPTEMBER)
    assert travel is not None
    assert travel.direction is SAME
    fallen = since_last_year(indicator("0", last_year="3"), SEPTEMBER)
    assert fallen is not None
    assert fallen.direction is WORSE


@pytest.mark.parametrize(
    ("frequency", "figures", "period", "since"),
    [
        pytest.param(QUARTERLY, {"Jun": "80", "Sep": "90"}, "Sep", "June", id="quarterly: the quarter before"),
        pytest.param(QUARTERLY, {"Jun": "80", "Sep": "90"}, "Nov", "June", id="quarterly: September stands"),
        pytest.param(QUARTERLY, {"Jun": "90", "Jul": "80"}, "Aug", None, id="quarterly: none before June"),
        pytest.param(QUARTERLY, {"Aug": "80", "Sep": "90"}, "Sep", None, id="quarterly: August is no quarter"),
        pytest.param(TERMLY, {"Jul": "80", "Dec": "90"}, "Jan", "July", id="termly: the term before"),
        pytest.param(ANNUAL, {"Jul": "80", "Nov": "90"}, "Dec", None, id="annual: none in the same year"),
        pytest.param(TERMLY, {}, "May", None, id="termly: nothing is due yet"),
    ],
)
def test_the_period_before_is_the_one_that_was_due_before(
    frequency: Frequency, figures: dict[str, str], period: str, since: str | None
):
    travel = since_previous_period(indicator(frequency=frequency, figures=figures), month(period))
    assert (travel and travel.since) == since


def test_nothing_due_yet_is_not_compared_with_last_year():
    assert since_last_year(indicator(frequency=TERMLY, last_year="80"), month("May")) is None


def test_an_annual_figure_is_compared_with_last_year_once_it_is_in():
    travel = direction(indicator("90", at="Jul", frequency=ANNUAL, last_year="80"), SEPTEMBER)
    assert travel == Travel(direction=BETTER, since="last year", now=Fraction(90), then=Fraction(80), by_pace=False)


# --- Year-to-date totals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "august", "expected"),
    [
        pytest.param("91", "75", BETTER, id="15.2 a month against 15 a month"),
        pytest.param("90", "75", SAME, id="15 a month against 15 a month"),
        pytest.param("89", "75", WORSE, id="14.8 a month against 15 a month, though the total grew"),
        pytest.param("0", "0", SAME, id="nothing after nothing"),
    ],
)
def test_a_total_for_the_year_is_compared_by_its_pace(now: str, august: str, expected: Direction):
    travel = since_previous_period(indicator(now, measured=YEAR_TOTAL, figures={"Aug": august}), SEPTEMBER)
    assert travel == Travel(
        direction=expected, since="August", now=Fraction(now) / 6, then=Fraction(august) / 5, by_pace=True
    )


@pytest.mark.parametrize(
    ("now", "last_year", "expected"), [("91", "180", BETTER), ("90", "180", SAME), ("89", "180", WORSE)]
)
def test_a_total_so_far_is_compared_with_the_pace_of_last_year(now: str, last_year: str, expected: Direction):
    travel = since_last_year(indicator(now, measured=YEAR_TOTAL, last_year=last_year), SEPTEMBER)
    assert travel == Travel(
        direction=expected, since="last year", now=Fraction(now) / 6, then=Fraction(last_year) / 12, by_pace=True
    )


@pytest.mark.parametrize("measured", [PERIOD_END, YEAR_AVERAGE, ROLLING])
def test_other_measures_are_compared_as_they_are(measured: Measured):
    travel = since_previous_period(indicator("89", measured=measured, figures={"Aug": "75"}), SEPTEMBER)
    assert travel is not None
    assert travel.direction is BETTER


@pytest.mark.parametrize(
    ("now", "august", "expected"),
    [
        pytest.param("60", "55", BETTER, id="10 a month against 11, where 10 is the target"),
        pytest.param("54", "55", SAME, id="9 a month against 11"),
        pytest.param("72", "55", WORSE, id="12 a month against 11"),
    ],
)
def test_close_to_a_target_for_the_year_compares_paces_with_the_targets_pace(
    now: str, august: str, expected: Direction
):
    subject = indicator(
        now, polarity=CLOSE, measured=YEAR_TOTAL, target="120", target_is=YEAR_EVEN, figures={"Aug": august}
    )
    travel = since_previous_period(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is expected


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param({"Aug": "50"}, id="the month itself"),
        pytest.param({"Sep": "60"}, id="the month before"),
        pytest.param({}, id="both"),
    ],
)
def test_a_close_total_whose_profile_leaves_a_month_out_is_up_or_down(profile: dict[str, str]):
    subject = indicator(
        "72", polarity=CLOSE, measured=YEAR_TOTAL, target_is=YEAR_PROFILE, profile=profile, figures={"Aug": "55"}
    )
    travel = since_previous_period(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is UP


@pytest.mark.parametrize(
    ("now", "august", "expected"),
    [
        pytest.param("62", "52", SAME, id="2 over 60 after 2 over 50"),
        pytest.param("62", "53", BETTER, id="2 over 60 after 3 over 50"),
        pytest.param("57", "52", WORSE, id="3 under 60 after 2 over 50"),
    ],
)
def test_close_to_a_moving_target_holds_each_month_against_its_own(now: str, august: str, expected: Direction):
    subject = indicator(
        now, polarity=CLOSE, target_is=YEAR_PROFILE, profile={"Aug": "50", "Sep": "60"}, figures={"Aug": august}
    )
    travel = since_previous_period(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is expected


@pytest.mark.parametrize(
    ("now", "last_year", "expected"),
    [
        pytest.param("63", "126", SAME, id="0.5 a month over 10, as last year"),
        pytest.param("62.9", "126", BETTER, id="nearer than last year"),
        pytest.param("56.9", "126", WORSE, id="further below than last year was above"),
    ],
)
@pytest.mark.parametrize(
    ("target_is", "target", "profile"),
    [
        pytest.param(YEAR_EVEN, "120", {}, id="even"),
        pytest.param(YEAR_PROFILE, None, {"Sep": "60", "Mar": "120"}, id="own profile"),
    ],
)
def test_last_years_total_is_held_against_the_pace_of_this_years_target(
    *, target_is: TargetIs, target: str | None, profile: dict[str, str], now: str, last_year: str, expected: Direction
):
    subject = indicator(
        now,
        polarity=CLOSE,
        measured=YEAR_TOTAL,
        target=target,
        target_is=target_is,
        profile=profile,
        last_year=last_year,
    )
    travel = since_last_year(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is expected


def test_last_year_is_held_against_this_months_target_where_the_figure_is_no_total():
    """97 against September's 100 is nearer than last year's 96, though the year ends at 95."""
    subject = indicator(
        "97", polarity=CLOSE, target_is=YEAR_PROFILE, profile={"Sep": "100", "Mar": "95"}, last_year="96"
    )
    travel = since_last_year(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is BETTER


def test_an_annual_total_is_a_whole_years_in_whichever_month_it_is_entered():
    """90 entered in July after 100 last year is worse, and no pace of 22.5 a month against 8.3."""
    subject = indicator("90", at="Jul", frequency=ANNUAL, measured=YEAR_TOTAL, last_year="100")
    travel = since_last_year(subject, SEPTEMBER)
    assert travel is not None
    assert travel.direction is WORSE


# --- Which comparison is made, and how it reads -----------------------------------------------------------------------


def test_the_previous_period_goes_before_last_year():
    travel = direction(indicator("90", figures={"Aug": "95"}, last_year="80"), SEPTEMBER)
    assert travel == Travel(direction=WORSE, since="August", now=Fraction(90), then=Fraction(95), by_pace=False)


def test_last_year_stands_in_where_this_year_has_no_earlier_figure():
    travel = direction(indicator("90", last_year="80"), SEPTEMBER)
    assert travel == Travel(direction=BETTER, since="last year", now=Fraction(90), then=Fraction(80), by_pace=False)


@pytest.mark.parametrize(
    ("kind", "by_pace", "text", "improved_or_held"),
    [
        (BETTER, False, "Better than August", True),
        (SAME, False, "Same as August", True),
        (WORSE, False, "Worse than August", False),
        (UP, False, "Up from August", False),
        (DOWN, False, "Down from August", False),
        (BETTER, True, "Better pace than August", True),
        (SAME, True, "Same pace as August", True),
        (WORSE, True, "Worse pace than August", False),
        (UP, True, "Pace up from August", False),
        (DOWN, True, "Pace down from August", False),
    ],
)
def test_a_direction_reads_as_words_and_knows_whether_it_improved_or_held(
    kind: Direction, text: str, *, by_pace: bool, improved_or_held: bool
):
    travel = Travel(direction=kind, since="August", now=Fraction(2), then=Fraction(1), by_pace=by_pace)
    assert (str(travel), travel.improved_or_held) == (text, improved_or_held)


@pytest.mark.parametrize("status", [AWAITING, NOT_REPORTABLE])
def test_a_figure_that_cannot_be_relied_on_goes_nowhere(status: DataStatus):
    assert direction(indicator("90", figures={"Aug": "80"}, last_year="70", status=status), SEPTEMBER) is None


@pytest.mark.parametrize("status", [REPORTED, PROVISIONAL])
def test_a_provisional_figure_has_a_direction_like_a_reported_one(status: DataStatus):
    travel = direction(indicator("90", figures={"Aug": "80"}, status=status), SEPTEMBER)
    assert travel is not None
    assert travel.direction is BETTER


# --- Figures of earlier years -----------------------------------------------------------------------------------------


def years(**figures: str) -> dict[Month, Decimal]:
    """Figures of earlier years, by calendar month: Sep2019="80", Mar2020="90"."""
    found = {}
    for word, figure in figures.items():
        name, year = word[:3], int(word[3:])
        found[month(name, year - (name in {"Jan", "Feb", "Mar"}))] = Decimal(figure)
    return found


def test_the_same_period_last_year_is_named_with_its_year():
    travel = since_a_year_ago(indicator("90"), SEPTEMBER, years(Sep2019="95", Aug2019="80", Sep2018="70"))
    assert travel == Travel(direction=WORSE, since="September 2019", now=Fraction(90), then=Fraction(95), by_pace=False)


def test_the_outturn_of_last_year_stands_in_for_the_same_period():
    subject = indicator("90", last_year="80")
    travel = since_a_year_ago(subject, SEPTEMBER, years(Aug2019="95"))
    assert travel is not None
    assert (travel.since, travel.direction) == ("last year", BETTER)
    assert since_a_year_ago(indicator("90"), SEPTEMBER, years(Aug2019="95")) is None
    with_both = since_a_year_ago(subject, SEPTEMBER, years(Sep2019="95"))
    assert with_both is not None
    assert (with_both.since, with_both.direction) == ("September 2019", WORSE)


def test_totals_of_as_many_months_are_compared_as_they_are():
    subject = indicator("91", measured=YEAR_TOTAL, last_year="10")
    travel = since_a_year_ago(subject, SEPTEMBER, years(Sep2019="90"))
    assert travel == Travel(
        direction=BETTER, since="September 2019", now=Fraction(91), then=Fraction(90), by_pace=False
    )
    at_the_end = since_last_year(indicator("91", at="Mar", measured=YEAR_TOTAL, last_year="90"), month("Mar"))
    assert at_the_end == Travel(direction=BETTER, since="last year", now=Fraction(91), then=Fraction(90), by_pace=False)


@pytest.mark.parametrize("frequency", [MONTHLY, QUARTERLY, TERMLY])
def test_the_first_period_of_a_year_is_compared_with_the_last_of_the_year_before(frequency: Frequency):
    first = {MONTHLY: "Apr", QUARTERLY: "Jun", TERMLY: "Jul"}[frequency]
    subject = indicator("90", at=first, frequency=frequency, last_year="80")
    earlier = years(Mar2020="95", Feb2020="70", Mar2019="60")
    travel = direction(subject, month(first), earlier)
    assert travel == Travel(direction=WORSE, since="March 2020", now=Fraction(90), then=Fraction(95), by_pace=False)
    without = direction(subject, month(first), years(Feb2020="70"))
    assert without is not None
    assert without.since == "last year"


def test_a_total_that_begins_anew_is_compared_by_its_pace():
    travel = since_previous_period(indicator("11", at="Apr", measured=YEAR_TOTAL), month("Apr"), years(Mar2020="120"))
    assert travel == Travel(direction=BETTER, since="March 2020", now=Fraction(11), then=Fraction(10), by_pace=True)


def test_a_period_without_a_figure_is_not_leapt_over():
    assert since_previous_period(indicator("90", figures={"Jul": "80"}), SEPTEMBER, years(Mar2020="80")) is None


def test_an_annual_figure_is_compared_with_the_one_of_the_year_before_whenever_that_came():
    subject = indicator("90", at="Jul", frequency=ANNUAL)
    earlier = years(Nov2019="80", Jul2018="99")
    for travel in (direction(subject, SEPTEMBER, earlier), since_a_year_ago(subject, SEPTEMBER, earlier)):
        assert travel == Travel(
            direction=BETTER, since="November 2019", now=Fraction(90), then=Fraction(80), by_pace=False
        )
    assert direction(subject, SEPTEMBER, years(Jul2018="99")) is None


def test_nobody_knows_the_target_of_an_earlier_year():
    travel = since_a_year_ago(indicator("90", polarity=CLOSE, target="100"), SEPTEMBER, years(Sep2019="95"))
    assert travel is not None
    assert (travel.direction, travel.is_judged) == (DOWN, False)


@pytest.mark.parametrize("status", [AWAITING, NOT_REPORTABLE])
def test_a_figure_that_cannot_be_relied_on_is_not_compared_with_a_year_ago(status: DataStatus):
    assert since_a_year_ago(indicator("90", status=status), SEPTEMBER, years(Sep2019="95")) is None


def test_nothing_due_or_nothing_in_is_not_compared_with_a_year_ago():
    assert since_a_year_ago(indicator(frequency=TERMLY), month("May"), years(May2019="95")) is None
    assert since_a_year_ago(indicator(), SEPTEMBER, years(Sep2019="95")) is None


@pytest.mark.parametrize(
    ("subject", "earlier", "words"),
    [
        pytest.param(
            indicator("90", figures={"Aug": "80"}), years(Sep2019="95"),
            ("Better than August", "worse than September 2019"),
            id="both",
        ),
        pytest.param(
            indicator("90"), years(Sep2019="95"), ("No earlier figure", "worse than September 2019"), id="long"
        ),
        pytest.param(indicator("90", figures={"Aug": "80"}), {}, ("Better than August",), id="short"),
        pytest.param(indicator("90", last_year="80"), {}, ("Better than last year",), id="the same comparison once"),
        pytest.param(
            indicator("90", last_year="80"), years(Sep2019="95"),
            ("Better than last year", "worse than September 2019"),
            id="the outturn and the month",
        ),
        pytest.param(indicator(figures={"Aug": "80"}, last_year="80"), years(Sep2019="95"), ("–",), id="no figure"),
    ],
)  # fmt: skip
def test_the_direction_is_said_short_and_long(
    subject: Indicator, earlier: dict[Month, Decimal], words: tuple[str, ...]
):
    assert ways(rated(subject), earlier) == words


def test_what_was_published_is_compared_with_the_figure_that_stands_now_and_with_none_that_does_not():
    published = (month("Jun"), Decimal(80), None)
    travel = since_published(indicator("90"), SEPTEMBER, published)
    assert str(travel) == "Better than June 2020"
    assert since_published(indicator(), SEPTEMBER, published) is None
    assert since_published(indicator(frequency=TERMLY), month("May"), published) is None
    assert since_published(indicator("90", status=AWAITING), SEPTEMBER, published) is None
