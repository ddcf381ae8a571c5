from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    CLOSE,
    DATA_ONLY,
    DAYS,
    GREEN,
    LAST_YEAR,
    LOWER,
    NOT_REPORTABLE,
    PERCENT,
    PERCENT_OF_TARGET,
    POUNDS,
    PREVIOUS_PERIOD,
    PROVISIONAL,
    QUARTERLY,
    RATE,
    RED,
    RED_LIMIT,
    SEPTEMBER,
    TERMLY,
    WEEKS,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    indicator,
    month,
    rated,
    rule,
)

from performance_index.direction import way
from performance_index.explain import explain
from performance_index.indicator import DataStatus, Indicator, TargetIs, ToleranceAs
from performance_index.period import Month
from performance_index.rating import Override, RatingRule


def says(
    sentence: str,
    subject: Indicator,
    by: RatingRule | None = None,
    *,
    period: Month = SEPTEMBER,
    override: Override | None = None,
) -> bool:
    found = explain(rated(subject, by, period=period, override=override))
    assert found == sentence
    return True


# --- The target is met ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "by", "sentence"),
    [
        pytest.param(
            indicator("0.91", unit=PERCENT, target="0.91"),
            rule(),
            "91% against a target of 91%: target met",
            id="on target",
        ),
        pytest.param(
            indicator("25", unit=WEEKS, polarity=LOWER, target="26"),
            rule(),
            "25 weeks against a target of 26 weeks: target met",
            id="better than the target",
        ),
        pytest.param(
            indicator("0", polarity=LOWER, target="0"),
            rule(),
            "0 against a target of 0: target met",
            id="nought against nought",
        ),
        pytest.param(
            indicator("0.95", unit=PERCENT, target="0.91"),
            rule(states=4),
            "95% against a target of 91%: target beaten",
            id="blue: beaten at all",
        ),
        pytest.param(
            indicator("24", unit=WEEKS, polarity=LOWER, target="26"),
            rule(states=4, blue_beyond="2"),
            "24 weeks against a target of 26 weeks: target beaten by 2 weeks, enough for Blue (2 weeks)",
            id="blue: beaten by enough points",
        ),
        pytest.param(
            indicator("110", target="100"),
            rule(states=4, blue_beyond="0.05", blue_beyond_as=PERCENT_OF_TARGET),
            "110 against a target of 100: target beaten by 10 (10% of the target), enough for Blue (5%)",
            id="blue: beaten by enough per cent",
        ),
        pytest.param(
            indicator("101", target="100"),
            rule(states=4, blue_beyond="0.05", blue_beyond_as=PERCENT_OF_TARGET),
            "101 against a target of 100: target met",
            id="four states: beaten, but not by enough for blue",
        ),
    ],
)
def test_a_met_target_says_so_and_blue_says_why_it_is_more(subject: Indicator, by: RatingRule, sentence: str):
    assert says(sentence, subject, by)


# --- The target is missed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        pytest.param(
            indicator("0.872", unit=PERCENT, target="0.91", tolerance="0.05", tolerance_as=PERCENT_OF_TARGET),
            "87.2% against a target of 91%: 3.8 points short (4.2% of the target), within the 5% tolerance",
            id="% of target: within",
        ),
        pytest.param(
            indicator("0.85", unit=PERCENT, target="0.91", tolerance="0.05", tolerance_as=PERCENT_OF_TARGET),
            "85% against a target of 91%: 6 points short (6.6% of the target), beyond the 5% tolerance",
            id="% of target: beyond",
        ),
        pytest.param(
            indicator("0.872", unit=PERCENT, target="0.91", tolerance="0.05"),
            "87.2% against a target of 91%: 3.8 points short, within the tolerance of 5 points",
            id="points: within",
        ),
        pytest.param(
            indicator("0.89", unit=PERCENT, target="0.91", tolerance="0.01"),
            "89% against a target of 91%: 2 points short, beyond the tolerance of 1 point",
            id="points: beyond",
        ),
        pytest.param(
            indicator("30", unit=WEEKS, polarity=LOWER, target="26", tolerance="4"),
            "30 weeks against a target of 26 weeks: 4 weeks over, within the tolerance of 4 weeks",
            id="lower is better: on the limit",
        ),
        pytest.param(
            indicator("27", unit=DAYS, polarity=CLOSE, target="26", tolerance="2"),
            "27 days against a target of 26 days: 1 day above, within the tolerance of 2 days",
            id="close to target: above",
        ),
        pytest.param(
            indicator("23", unit=DAYS, polarity=CLOSE, target="26", tolerance="2"),
            "23 days against a target of 26 days: 3 days below, beyond the tolerance of 2 days",
            id="close to target: below",
        ),
        pytest.param(
            indicator("28", unit=WEEKS, polarity=LOWER, target="26", tolerance="30", tolerance_as=RED_LIMIT),
            "28 weeks against a target of 26 weeks: 2 weeks over, still within the red limit of 30 weeks",
            id="red limit: within",
        ),
        pytest.param(
            indicator("31", unit=WEEKS, polarity=LOWER, target="26", tolerance="30", tolerance_as=RED_LIMIT),
            "31 weeks against a target of 26 weeks: 5 weeks over, past the red limit of 30 weeks",
            id="red limit: beyond",
        ),
        pytest.param(
            indicator("44.2", unit=RATE, polarity=LOWER, target="41.7", tolerance="3"),
            "44.2 per 10,000 against a target of 41.7 per 10,000: "
            "2.5 per 10,000 over, within the tolerance of 3 per 10,000",
            id="a rate",
        ),
        pytest.param(
            indicator(
                "1250.5", unit=POUNDS, polarity=LOWER, target="1000", tolerance="0.1", tolerance_as=PERCENT_OF_TARGET
            ),
            "£1,250.50 against a target of £1,000: £250.50 over (25.1% of the target), beyond the 10% tolerance",
            id="pounds",
        ),
        pytest.param(
            indicator("79", target="80"),
            "79 against a target of 80: 1 short, with no tolerance entered",
            id="tolerance blank",
        ),
        pytest.param(
            indicator("79", target="80", tolerance="0"),
            "79 against a target of 80: 1 short, with no tolerance",
            id="tolerance nought",
        ),
        pytest.param(
            indicator("3", polarity=LOWER, target="0", tolerance="0.05", tolerance_as=PERCENT_OF_TARGET),
            "3 against a target of 0: 3 over; a percentage of a target of 0 allows nothing",
            id="% of nought",
        ),
        pytest.param(
            indicator("3", polarity=LOWER, target="0", tolerance_as=PERCENT_OF_TARGET),
            "3 against a target of 0: 3 over, with no tolerance entered",
            id="% of nought, tolerance blank",
        ),
        pytest.param(
            indicator("0", target="80", tolerance="8"),
            "0 against a target of 80: 80 short, beyond the tolerance of 8",
            id="a figure of nought",
        ),
        pytest.param(
            indicator("-12", target="-10", tolerance="0.10", tolerance_as=PERCENT_OF_TARGET),
            "-12 against a target of -10: 2 short (20% of the target), beyond the 10% tolerance",
            id="a negative target",
        ),
    ],
)
def test_a_missed_target_says_how_far_and_what_decided(subject: Indicator, sentence: str):
    assert says(sentence, subject)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        pytest.param(
            rule(green_within="2"),
            "78 against a target of 80: 2 short, within the 2 allowed for Green",
            id="green within points",
        ),
        pytest.param(
            rule(green_within="0.05", green_within_as=PERCENT_OF_TARGET),
            "78 against a target of 80: 2 short (2.5% of the target), within the 5% allowed for Green",
            id="green within a per cent",
        ),
        pytest.param(
            rule(states=2),
            "78 against a target of 80: 2 short, target not met",
            id="two states have no tolerance",
        ),
        pytest.param(
            rule(states=2, green_within="2"),
            "78 against a target of 80: 2 short, within the 2 allowed for Green",
            id="two states may have a width of green",
        ),
    ],
)
def test_an_option_that_decided_is_named(by: RatingRule, sentence: str):
    assert says(sentence, indicator("78", target="80", tolerance="8"), by)


# --- The target for the year ------------------------------------------------------------------------------------------


def test_an_even_target_says_what_is_due_by_now_and_for_the_year():
    assert says(
        "91 against a target of 87.5 by the end of September 2020 (175 for the year): target met",
        indicator("91", measured=YEAR_TOTAL, target="175", target_is=YEAR_EVEN),
    )


def test_at_the_years_end_the_even_target_is_the_years():
    assert says(
        "175 against a target of 175 for the year: target met",
        indicator("175", at="Mar", measured=YEAR_TOTAL, target="175", target_is=YEAR_EVEN),
        period=month("Mar"),
    )


@pytest.mark.parametrize(
    ("actual", "judged"),
    [
        pytest.param("80", "7.5 short, still within the red limit of 75", id="short of it"),
        pytest.param("75", "12.5 short, still within the red limit of 75", id="on it"),
        pytest.param("74.9", "12.6 short, past the red limit of 75", id="past it"),
        pytest.param("74.96", "12.54 short, past the red limit of 75; rounded to 75 against 87.5 it would be Amber",
                     id="past it by a hair"),
    ],
)  # fmt: skip  # one sentence a line
def test_a_red_limit_for_the_year_is_said_as_its_share_by_now(actual: str, judged: str):
    assert explain(
        rated(indicator(actual, target="175", target_is=YEAR_EVEN, tolerance="150", tolerance_as=RED_LIMIT))
    ).endswith(f" (175 for the year): {judged}")


def test_a_red_limit_of_a_close_target_is_a_tolerance_on_both_sides():
    assert says(
        "23 days against a target of 26 days: 3 days below, within the tolerance of 4 days",
        indicator("23", unit=DAYS, polarity=CLOSE, target="26", tolerance="30", tolerance_as=RED_LIMIT),
    )


def test_an_own_profile_says_what_is_due_by_now():
    assert says(
        "54 against a target of 60 by the end of September 2020: 6 short, within the tolerance of 8",
        indicator("54", target="175", target_is=YEAR_PROFILE, profile={"Sep": "60"}, tolerance="8"),
    )


@pytest.mark.parametrize(
    ("target_is", "target", "profile"),
    [
        pytest.param(YEAR_EVEN, "175", {}, id="even"),
        pytest.param(YEAR_PROFILE, "175", {"Mar": "175"}, id="own profile"),
        pytest.param(YEAR_PROFILE, None, {"Mar": "175"}, id="own profile, no target for the year"),
    ],
)
def test_an_annual_figure_is_said_against_the_target_for_the_year(
    target_is: TargetIs, target: str | None, profile: dict[str, str]
):
    """An annual figure entered in July is held against March's target, so not 'by the end of July'."""
    assert says(
        "175 (July 2020) against a target of 175 for the year: target met",
        indicator("175", at="Jul", frequency=ANNUAL, target=target, target_is=target_is, profile=profile),
    )


def test_an_older_figure_carries_its_month():
    assert says(
        "45 (June 2020) against a target of 43.8 by the end of June 2020 (175 for the year): target met",
        indicator("45", at="Jun", frequency=QUARTERLY, target="175", target_is=YEAR_EVEN),
        period=month("Aug"),
    )
    assert says(
        "45 (July 2020) against a target of 45: target met",
        indicator("45", at="Jul", frequency=ANNUAL, target="45"),
    )


# --- Improving --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "by", "judgement"),
    [
        pytest.param(
            indicator("60", target="80", tolerance="8", figures={"Aug": "55"}),
            rule(improving=PREVIOUS_PERIOD),
            "but better than the period before (55), so Amber, not Red",
            id="better than the period before",
        ),
        pytest.param(
            indicator("60", target="80", tolerance="8", last_year="55"),
            rule(improving=LAST_YEAR),
            "but better than last year (55), so Amber, not Red",
            id="better than last year",
        ),
        pytest.param(
            indicator("60", target="80", tolerance="8", figures={"Aug": "65"}),
            rule(improving=PREVIOUS_PERIOD),
            "and worse than the period before (65)",
            id="worse than the period before",
        ),
        pytest.param(
            indicator("60", target="80", tolerance="8", last_year="65"),
            rule(improving=LAST_YEAR),
            "and worse than last year (65)",
            id="worse than last year",
        ),
        pytest.param(
            indicator("60", target="80", tolerance="8"),
            rule(improving=PREVIOUS_PERIOD),
            "with no figure for the period before to compare with",
            id="no period before",
        ),
        pytest.param(
            indicator("60", target="80", tolerance="8"),
            rule(improving=LAST_YEAR),
            "with no figure for last year to compare with",
            id="no last year",
        ),
    ],
)
def test_a_red_says_what_the_improving_option_did_to_it(subject: Indicator, by: RatingRule, judgement: str):
    assert says(f"60 against a target of 80: 20 short, beyond the tolerance of 8, {judgement}", subject, by)


def test_a_red_that_held_says_so():
    assert says(
        "60 against a target of 80: 20 short, beyond the tolerance of 8, "
        "but the same as the period before (60), so Amber, not Red",
        indicator("60", target="80", tolerance="8", figures={"Aug": "60"}),
        rule(improving=PREVIOUS_PERIOD),
    )


@pytest.mark.parametrize(
    ("subject", "by", "judged"),
    [
        pytest.param(
            indicator("91", last_year="175"),
            rule(improving=LAST_YEAR),
            "but at a better pace than last year (15.2 a month against 14.6), so Amber, not Red",
            id="better",
        ),
        pytest.param(
            indicator("90", last_year="180"),
            rule(improving=LAST_YEAR),
            "but at the same pace as last year (15 a month against 15), so Amber, not Red",
            id="held",
        ),
        pytest.param(
            indicator("89", figures={"Aug": "75"}),
            rule(improving=PREVIOUS_PERIOD),
            "and at a worse pace than the period before (14.8 a month against 15)",
            id="worse",
        ),
        pytest.param(
            indicator("90.03", figures={"Aug": "75"}),
            rule(improving=PREVIOUS_PERIOD),
            "but at a better pace than the period before (15.01 a month against 15), so Amber, not Red",
            id="better by a hair",
        ),
    ],
)
def test_a_total_for_the_year_says_its_pace(subject: Indicator, by: RatingRule, judged: str):
    total = replace(
        subject,
        measured=YEAR_TOTAL,
        target=Decimal(200),
        target_is=YEAR_EVEN,
        tolerance=Decimal(1),
        tolerance_as=ToleranceAs.POINTS,
    )
    assert f"beyond the tolerance of 1, {judged}" in explain(rated(total, by))


def test_a_pace_with_no_better_is_still_english():
    """With no target for August there is no better or worse: the pace is up, and 'at a up pace' is no English."""
    subject = indicator(
        "90",
        polarity=CLOSE,
        measured=YEAR_TOTAL,
        target_is=YEAR_PROFILE,
        profile={"Sep": "60"},
        tolerance="5",
        figures={"Aug": "55"},
    )
    sentence = explain(rated(subject, rule(improving=PREVIOUS_PERIOD)))
    assert "15 a month against 11" in sentence
    assert "a up pace" not in sentence


@pytest.mark.parametrize(
    ("actual", "by"),
    [
        pytest.param("80", rule(improving=PREVIOUS_PERIOD), id="green"),
        pytest.param("75", rule(improving=PREVIOUS_PERIOD), id="amber by itself"),
        pytest.param("60", rule(improving=PREVIOUS_PERIOD, states=2), id="two states"),
        pytest.param("60", rule(), id="no such option"),
    ],
)
def test_where_improving_decides_nothing_it_is_not_mentioned(actual: str, by: RatingRule):
    sentence = explain(rated(indicator(actual, target="80", tolerance="8", figures={"Aug": "55"}), by))
    assert "the period before" not in sentence


# --- Figures that look alike ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        pytest.param("950", "50 short (5% of the target), within the 5% tolerance", id="on the limit"),
        pytest.param("949.7", "50.3 short (5.03% of the target), beyond the 5% tolerance", id="just beyond"),
        pytest.param("949.996", "50.004 short (5.0004% of the target), beyond the 5% tolerance", id="a hair beyond"),
        pytest.param("950.3", "49.7 short (4.97% of the target), within the 5% tolerance", id="just inside"),
    ],
)
def test_a_distance_that_looks_like_its_limit_gets_more_decimals(actual: str, sentence: str):
    subject = indicator(actual, target="1000", tolerance="0.05", tolerance_as=PERCENT_OF_TARGET)
    assert f": {sentence}" in explain(rated(subject))


def test_a_rating_that_the_displayed_figures_would_change_shows_the_stored_ones():
    assert says(
        "85.961% against a target of 91%: 5.039 points short, beyond the tolerance of 5 points; "
        "rounded to 86% against 91% it would be Amber",
        indicator("0.85961", unit=PERCENT, target="0.91", tolerance="0.05"),
    )


@pytest.mark.parametrize(
    ("target", "actual", "judged"),
    [
        pytest.param("89.92", "84.96", "4.96 short, within the 5 allowed for Green", id="just inside"),
        pytest.param("90", "85", "5 short, within the 5 allowed for Green", id="on the limit"),
    ],
)
def test_a_distance_that_looks_like_the_width_of_green_gets_more_decimals(target: str, actual: str, judged: str):
    assert f": {judged}" in explain(rated(indicator(actual, target=target, tolerance="8"), rule(green_within="5")))


def test_a_distance_that_looks_like_blues_gets_more_decimals():
    assert "target beaten by 5.04, enough for Blue (5)" in explain(
        rated(indicator("85.04", target="80"), rule(states=4, blue_beyond="5"))
    )


def test_a_green_that_rounds_to_blue_says_so():
    assert says(
        "84.96 against a target of 80: target met; rounded to 85 against 80 it would be Blue",
        indicator("84.96", target="80"),
        rule(states=4, blue_beyond="5"),
    )


def test_rounding_and_a_provisional_figure_are_both_said():
    assert says(
        "79.96 against a target of 80: 0.04 short, with no tolerance; rounded to 80 against 80 it would be Green; "
        "provisional figure",
        indicator("79.96", target="80", tolerance="0", status=PROVISIONAL),
    )


def test_an_improvement_that_only_rounding_hides_is_said_with_the_stored_figures():
    assert says(
        "60.01 against a target of 80: 19.99 short, beyond the tolerance of 8, "
        "and worse than the period before (60.04); rounded to 60 against 80 (60 before) it would be Amber",
        indicator("60.01", target="80", tolerance="8", figures={"Aug": "60.04"}),
        rule(improving=PREVIOUS_PERIOD),
    )


def test_a_figure_green_by_the_width_of_green_never_looks_as_if_it_met_its_target():
    """'91% against a target of 91%: 0.04 points short' reads as a slip of the pen."""
    subject = indicator("0.9096", unit=PERCENT, target="0.91", tolerance="0.05")
    assert "90.96%" in explain(rated(subject, rule(green_within="0.01")))


def test_a_figure_that_improved_never_looks_like_the_earlier_one():
    """'91% ... but better than the period before (91%)' reads as a slip of the pen."""
    subject = indicator("0.9096", unit=PERCENT, target="0.95", tolerance="0.01", figures={"Aug": "0.9095"})
    sentence = explain(rated(subject, rule(improving=PREVIOUS_PERIOD)))
    assert "90.96%" in sentence
    assert "(90.95%)" in sentence


def test_a_small_figure_says_what_its_cell_seems_to_show():
    """Excel displays 0.04 as 0.0, which looks like a target of 0 that was met."""
    assert says(
        "0.04 against a target of 0: 0.04 over, with no tolerance; rounded to 0 against 0 it would be Green",
        indicator("0.04", polarity=LOWER, target="0", tolerance="0"),
    )


def test_rounding_is_not_mentioned_where_it_changes_nothing():
    assert says(
        "85.92% against a target of 91%: 5.08 points short, beyond the tolerance of 5.05 points",
        indicator("0.8592", unit=PERCENT, target="0.91", tolerance="0.0505"),
    )


# --- Not rated --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "period", "sentence"),
    [
        pytest.param(
            indicator("9", status=NOT_REPORTABLE),
            "Sep",
            "Not reportable: see the data caveat",
            id="not reportable",
        ),
        pytest.param(
            indicator(frequency=TERMLY),
            "May",
            "Not due yet: termly, next in July 2020",
            id="not due: termly",
        ),
        pytest.param(
            indicator(frequency=QUARTERLY),
            "Apr",
            "Not due yet: quarterly, next in June 2020",
            id="not due: quarterly",
        ),
        pytest.param(
            indicator(frequency=ANNUAL),
            "Sep",
            "Not due yet: annual, by March 2021",
            id="not due: annual",
        ),
        pytest.param(
            indicator(target="80"),
            "Sep",
            "Awaiting data: no figure for September 2020 yet",
            id="awaiting data: blank",
        ),
        pytest.param(
            indicator("9", target="80", status=AWAITING),
            "Sep",
            "Awaiting data: the figure for September 2020 is not confirmed",
            id="awaiting data: not confirmed",
        ),
        pytest.param(
            indicator(frequency=QUARTERLY, target="80"),
            "Aug",
            "Awaiting data: no figure for June 2020 yet",
            id="awaiting data: an older month's",
        ),
        pytest.param(
            indicator("0", polarity=DATA_ONLY),
            "Sep",
            "Data only, not rated: 0",
            id="data only: nought is a figure",
        ),
        pytest.param(
            indicator("9", at="Jun", frequency=QUARTERLY, polarity=DATA_ONLY),
            "Aug",
            "Data only, not rated: 9 (June 2020)",
            id="data only: an older figure",
        ),
        pytest.param(
            indicator("9"),
            "Sep",
            "No target, so not rated: 9",
            id="no target",
        ),
        pytest.param(
            indicator("9", target="80", target_is=YEAR_PROFILE, profile={"Oct": "60"}),
            "Sep",
            "No target for September 2020, so not rated: 9",
            id="no target: the profile leaves the month out",
        ),
    ],
)
def test_each_reason_for_no_rating_has_its_own_words(subject: Indicator, period: str, sentence: str):
    assert says(sentence, subject, period=month(period))


# --- Provisional figures and decisions --------------------------------------------------------------------------------


def test_a_provisional_figure_says_so():
    assert says(
        "60 against a target of 80: 20 short, beyond the tolerance of 8; provisional figure",
        indicator("60", target="80", tolerance="8", status=PROVISIONAL),
    )


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        pytest.param(
            indicator("3", polarity=DATA_ONLY, status=PROVISIONAL),
            "Data only, not rated: 3; provisional figure",
            id="data only",
        ),
        pytest.param(
            indicator("3", status=PROVISIONAL),
            "No target, so not rated: 3; provisional figure",
            id="no target",
        ),
        pytest.param(
            indicator(target="80", status=PROVISIONAL),
            "Awaiting data: no figure for September 2020 yet",
            id="there is no figure that could be provisional",
        ),
    ],
)
def test_a_provisional_figure_that_is_not_rated_says_so_too(subject: Indicator, sentence: str):
    assert says(sentence, subject)


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        pytest.param("Filed twice", "Filed twice.", id="no stop"),
        pytest.param("Filed twice.", "Filed twice.", id="a stop"),
        pytest.param("Filed twice...", "Filed twice.", id="three stops"),
        pytest.param("Filed twice!", "Filed twice!", id="an exclamation"),
        pytest.param("Is it right?", "Is it right?", id="a question"),
        pytest.param("  Filed \t twice\r\n", "Filed twice.", id="spaces"),
        pytest.param("Filed\u2028twice\x85now", "Filed twice now.", id="other ends of a line"),
    ],
)
def test_a_reason_ends_with_one_stop(reason: str, printed: str):
    sentence = explain(rated(indicator("60", target="80"), override=decided(GREEN, reason)))
    assert sentence.startswith(f"Rated Green by decision: {printed} By the rule Red: 60 against")


def test_a_decision_gives_its_reason_and_what_the_rule_would_give():
    assert says(
        "Rated Green by decision: the September figure was filed twice. "
        "By the rule Red: 60 against a target of 80: 20 short, beyond the tolerance of 8",
        indicator("60", target="80", tolerance="8"),
        override=decided(GREEN),
    )


def test_a_decision_that_agrees_with_the_rule_still_gives_its_reason():
    assert says(
        "Rated Amber by decision: agreed with the auditor. By the rule Amber: "
        "75 against a target of 80: 5 short, within the tolerance of 8; provisional figure",
        indicator("75", target="80", tolerance="8", status=PROVISIONAL),
        override=decided(AMBER, " agreed with the auditor.\n"),
    )


def test_a_reason_of_several_lines_becomes_one_sentence():
    sentence = explain(rated(indicator("60", target="80"), override=decided(RED, "Filed twice.\nThe audit agrees")))
    assert sentence.startswith("Rated Red by decision: Filed twice. The audit agrees. By the rule Red: ")


def test_a_decision_about_what_has_no_rating_is_not_printed_as_one():
    assert says("No target, so not rated: 9", indicator("9"), override=decided(GREEN))


@pytest.mark.parametrize(
    ("actual", "before", "words"),
    [
        ("108", "111", "but nearer the target than the period before (111), so Amber, not Red"),
        ("111", "89", "but as far from the target as the period before (89), so Amber, not Red"),
        ("112", "108", "and further from the target than the period before (108)"),
    ],
)
def test_close_to_target_is_told_by_the_distance_from_it(actual: str, before: str, words: str):
    subject = indicator(actual, polarity=CLOSE, target="100", tolerance="2", figures={"Aug": before})
    assert explain(rated(subject, rule(improving=PREVIOUS_PERIOD))).endswith(words)


def test_a_red_limit_on_the_better_side_is_not_printed_as_one():
    subject = indicator("89", target="91", tolerance="95", tolerance_as=RED_LIMIT)
    assert says("89 against a target of 91: 2 short, within the tolerance of 4", subject)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        pytest.param(
            indicator("9", target="8", tolerance="0", figures={"Aug": "8"}), "Better than August", id="better"
        ),
        pytest.param(indicator("9", target="8", tolerance="0"), "No earlier figure", id="nothing earlier"),
        pytest.param(indicator("0", target="8", tolerance="0", last_year="0"), "Same as last year", id="noughts"),
        pytest.param(indicator(target="8", tolerance="0", last_year="9"), "–", id="no figure yet"),
        pytest.param(indicator("9", status=DataStatus.AWAITING, last_year="8"), "–", id="not confirmed"),
        pytest.param(indicator("9", status=DataStatus.NOT_REPORTABLE, last_year="8"), "–", id="not reportable"),
    ],
)
def test_the_direction_is_said_in_one_way_everywhere(subject: Indicator, words: str):
    assert way(rated(subject)) == words


def test_a_red_limit_around_a_target_is_told_from_the_distance_by_more_decimals():
    """A tolerance of 9.999 points, and 10 points away: hypothesis found that both were written as 10 points."""
    subject = indicator("0", unit=PERCENT, polarity=CLOSE, target="0.1", tolerance="0.00001", tolerance_as=RED_LIMIT)
    assert says("0% against a target of 10%: 10 points below, beyond the tolerance of 9.999 points", subject)
