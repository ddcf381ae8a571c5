"""What a stranger's words mean in ours; what nobody knows is None, never a guess."""

from __future__ import annotations

from enum import Enum

import pytest

from performance_index import words_meant
from performance_index.indicator import DataStatus, Measured, Polarity
from performance_index.period import Frequency
from performance_index.rating import Rating
from performance_index.unit import Unit


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        *dict.fromkeys(
            ["H", "Higher", "High", "Bigger is better", "Aim to maximise", "Aim to Maximize", "Good is high",
             "Higher the better", "High is good", "↑", "Higher is better", "more", "Increase"], Polarity.HIGHER
        ).items(),
        *dict.fromkeys(
            ["L", "Lower", "Smaller is Better", "Aim to Minimise", "Low is good", "Decrease", "Fewer is better"],
            Polarity.LOWER,
        ).items(),
        *dict.fromkeys(["T", "On target", "In range", "Goldilocks", "Close to target"], Polarity.CLOSE).items(),
        *dict.fromkeys(["Data only", "N/A", "Contextual", "Monitor only"], Polarity.DATA_ONLY).items(),
        *dict.fromkeys(["Representative", "min", "max", "?", "", "High and low"], None).items(),
    ],
)  # fmt: skip
def test_polarity(words: str, polarity: Polarity | None):
    assert words_meant.polarity(words) is polarity


@pytest.mark.parametrize(
    ("mean", "words", "meant"),
    [
        (words_meant.frequency, "Qtrly", Frequency.QUARTERLY), (words_meant.frequency, "M", Frequency.MONTHLY),
        (words_meant.frequency, "Annual Indicator", Frequency.ANNUAL), (words_meant.frequency, "Half-yearly", None),
        (words_meant.measured, "R12M", Measured.ROLLING), (words_meant.measured, "YTD", Measured.YEAR_TOTAL),
        (words_meant.measured, "Snapshot", Measured.PERIOD_END), (words_meant.measured, "estimate", None),
        (words_meant.unit, "%", Unit.PERCENT), (words_meant.unit, "Percentage", Unit.PERCENT),
        (words_meant.unit, "Number", Unit.NUMBER), (words_meant.unit, "working days", None),
        (words_meant.unit, "£", Unit.POUNDS), (words_meant.unit, "per 10,000", Unit.RATE),
        (words_meant.unit, "kg", None), (words_meant.unit, "£ per household", None),
        (words_meant.status, "Provisional", DataStatus.PROVISIONAL), (words_meant.status, "green", None),
        (words_meant.rating, "G", Rating.GREEN), (words_meant.rating, "AMBER", Rating.AMBER),
        (words_meant.rating, "Red", Rating.RED), (words_meant.rating, "b", Rating.BLUE),
        (words_meant.rating, "n/a", None),
        (words_meant.unit_in_name, "% of bins collected", Unit.PERCENT),
        (words_meant.unit_in_name, "Bins collected (%)", Unit.PERCENT),
        (words_meant.unit_in_name, "Percentage of homes", Unit.PERCENT),
        (words_meant.unit_in_name, "Children in care per 10,000", Unit.RATE),
        (words_meant.unit_in_name, "Missed bins per 100,000", None),
        (words_meant.unit_in_name, "Average days to re-let", Unit.DAYS),
        (words_meant.unit_in_name, "Number of weeks", None), (words_meant.unit_in_name, "Number of homes", None),
        (words_meant.unit_in_name, "Wait for adoption (weeks)", Unit.WEEKS),
    ],
)  # fmt: skip
def test_words(mean: words_meant.Meaning, words: str, meant: Enum | None):
    assert mean(words) is meant


@pytest.mark.parametrize(
    ("words", "figure", "polarity"),
    [
        ("Greater than 50%", "50%", Polarity.HIGHER),
        ("Maintain 9% or above", "9%", Polarity.HIGHER),
        ("95%+", "95%", Polarity.HIGHER),
        (">= 95%", "95%", Polarity.HIGHER),
        ("<5", "5", Polarity.LOWER),
        ("No more than 12", "12", Polarity.LOWER),
        ("12 days or less", "12 days", Polarity.LOWER),
        ("90 %", "90 %", None),
        ("Top quartile", "Top quartile", None),
        ("20-25", "20-25", None),
        ("1,200 min", "1,200 min", None),
    ],
)
def test_a_target_in_words_has_its_figure_and_says_which_way_is_better(
    words: str, figure: str, polarity: Polarity | None
):
    assert words_meant.target(words) == (figure, polarity)


@pytest.mark.parametrize("words", ["None", "N/A", "no target set", "-", "TBC", "Data only", "Not applicable"])
def test_words_that_say_that_there_is_no_target(words: str):
    assert words_meant.no_target(words)


@pytest.mark.parametrize("words", ["0", "Top quartile", "50%", ""])
def test_other_words_of_a_target(words: str):
    assert not words_meant.no_target(words)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Net spend £m", "£m"), ("Spend (£000)", "£k"), ("Cost £'000", "£k"), ("(£k)", "£k"), ("£ million", "£m"),
        ("Savings (£ thousands)", "£k"), ("Income (£bn)", "£bn"), ("Visits (000s)", "thousand"),
        ("Visits (in thousands)", "thousand"), ("millions", "million"), ("Millions of pounds saved", "£m"),
        ("Cost of £ per person", None), ("£5m saved", None), ("Homes over £500k", None), ("Homes per 1,000", None),
        ("People on £20,000", None), ("Thousands helped", None), ("Depth (m)", None),
    ],
)  # fmt: skip
def test_words_say_that_money_or_numbers_are_in_thousands_or_millions(words: str, unit: str | None):
    found = words_meant.scale(words)
    assert (found.value if found else None) == unit
    assert found is None or found in words_meant.SCALED
