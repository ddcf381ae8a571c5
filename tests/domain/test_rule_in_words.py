"""The rating rule in one sentence, true of each rule that there can be."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    BLUE,
    DAYS,
    GREEN,
    LAST_YEAR,
    NUMBER,
    PERCENT,
    PERCENT_OF_TARGET,
    PREVIOUS_PERIOD,
    RED,
    indicator,
    rated,
    rule,
)

from performance_index.rating import RatingRule
from performance_index.rule_in_words import rule_in_words
from performance_index.unit import Unit

PLAIN = (
    "An indicator is rated Green where its target is met, Amber where it is missed by no more than the indicator's "
    "tolerance, and Red where it is missed by more."
)

MET = "An indicator is rated Green where its target is met and Red where it is not."


@pytest.mark.parametrize(
    ("by", "units", "sentence"),
    [
        (rule(), (), PLAIN),
        (rule(states=2), (), MET),
        (
            rule(states=2, green_within="0.05", green_within_as=PERCENT_OF_TARGET),
            (),
            MET.replace("is met", "is met, or missed by no more than 5% of it,"),
        ),
        (
            rule(green_within="0.05", green_within_as=PERCENT_OF_TARGET),
            (NUMBER,),
            PLAIN.replace("is met,", "is met, or missed by no more than 5% of it,"),
        ),
        (
            rule(green_within="0.02"),
            (PERCENT, PERCENT),
            PLAIN.replace("is met,", "is met, or missed by no more than 2 points,"),
        ),
        (rule(green_within="2"), (DAYS,), PLAIN.replace("is met,", "is met, or missed by no more than 2 days,")),
        (
            rule(green_within="2"),
            (DAYS, NUMBER),
            PLAIN.replace("is met,", "is met, or missed by no more than 2 in its own unit,"),
        ),
        (rule(states=4), (), PLAIN.replace("rated Green", "rated Blue where its target is beaten, Green")),
        (
            rule(states=4, blue_beyond="0.1", blue_beyond_as=PERCENT_OF_TARGET),
            (),
            PLAIN.replace("rated Green", "rated Blue where its target is beaten by at least 10% of it, Green"),
        ),
        (
            rule(improving=PREVIOUS_PERIOD),
            (),
            PLAIN.replace(
                "by more.", "by more; one that would be Red and is no worse than the period before is Amber."
            ),
        ),
        (
            rule(improving=LAST_YEAR),
            (),
            PLAIN.replace("by more.", "by more; one that would be Red and is no worse than last year is Amber."),
        ),
        (
            rule(states=2, improving=LAST_YEAR),
            (),
            "An indicator is rated Green where its target is met and Red where it is not.",
        ),
    ],
)
def test_a_rule_is_one_sentence(by: RatingRule, units: Collection[Unit], sentence: str):
    assert rule_in_words(by, units) == sentence


@given(actual=st.integers(0, 20), within=st.integers(0, 3), tolerance=st.integers(3, 6), beyond=st.integers(0, 3))
def test_the_sentence_says_what_the_rule_does(actual: int, within: int, tolerance: int, beyond: int):
    """The words read as conditions give the rating that the rule gives: each limit belongs to the better rating."""
    by = rule(states=4, green_within=f"{within}", blue_beyond=f"{beyond}")
    said = rule_in_words(by, (NUMBER,))
    missed = 10 - actual
    assert (f"missed by no more than {within}," in said) == bool(within)
    assert (f"beaten by at least {beyond}," in said) == bool(beyond)
    if missed < 0 and -missed >= beyond:
        expected = BLUE
    elif missed <= within:
        expected = GREEN
    else:
        expected = AMBER if missed <= tolerance else RED
    assert rated(indicator(f"{actual}", target="10", tolerance=f"{tolerance}"), by).rating is expected
