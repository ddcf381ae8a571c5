"""XmR signals: the reference's own series, each rule at its boundaries, and laws that hold for every series."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import CLOSE, DATA_ONLY, HIGHER, LOWER

from performance_index.indicator import Polarity
from performance_index.period import FinancialYear, Month
from performance_index.signals import Meaning, Signal, Xmr, meaning, xmr

EXPECTED = Path(__file__).parents[1] / "data" / "xmr_expected.csv"
ABOVE, BELOW, RISING, FALLING, NEAR_UPPER, NEAR_LOWER, HIGH, LOW, NONE, TOO_FEW = Signal
laws = settings(max_examples=150, deadline=None)


def after(start: Month, months: int) -> Month:
    years, elapsed = divmod(start.elapsed - 1 + months, 12)
    return Month(FinancialYear(start.year.start + years), elapsed + 1)


FIRST = Month(FinancialYear(2019), 10)
"""January 2020: the series cross the end of a calendar year and of a financial year."""


def series(figures: Iterable[str | int | Decimal | None], first: Month = FIRST) -> dict[Month, Decimal]:
    """A series from its first month on; None is a month without a figure."""
    return {after(first, n): Decimal(figure) for n, figure in enumerate(figures) if figure is not None}


def signals(figures: Sequence[str | int | Decimal | None]) -> list[Signal]:
    return list(xmr(series(figures)).signals.values())


def reference() -> dict[str, list[dict[str, str]]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: list(found) for name, found in itertools.groupby(rows, lambda row: row["Indicator"])}


REFERENCE = reference()


def iso(text: str) -> Month:
    year, month = map(int, text.split("-"))
    return Month(FinancialYear(year if month >= 4 else year - 1), (month - 4) % 12 + 1)


def four_decimals(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / value.denominator:.4f}"


@pytest.mark.parametrize("name", REFERENCE)
def test_limits_and_signals_are_those_of_the_reference(name: str):
    rows = REFERENCE[name]
    found = xmr({iso(row["Month"]): Decimal(row["Figure"]) for row in rows})
    assert [(month.iso, signal.value) for month, signal in found.signals.items()] == [
        (row["Month"], row["Signal"]) for row in rows
    ]
    limits = found.limits and [
        four_decimals(one) for one in (found.limits.mean, found.limits.lower, found.limits.upper)
    ]
    expected = [rows[0][heading] for heading in ("Mean", "Lower limit", "Upper limit")]
    assert limits == (expected if any(expected) else None)


def test_the_reference_has_twelve_series_and_their_months_have_no_gap():
    assert len(REFERENCE) == 12
    for rows in REFERENCE.values():
        numbers = [iso(row["Month"]).number for row in rows]
        assert numbers == list(range(numbers[0], numbers[0] + len(rows)))


# --- How many points -------------------------------------------------------------------------------------------------


def test_eleven_figures_are_too_few_and_twelve_are_enough():
    assert signals([5, 6] * 5 + [5]) == [TOO_FEW] * 11
    assert signals([5, 6] * 6) == [NONE] * 12


def test_no_figures_have_no_limits_and_no_signals():
    assert xmr({}) == Xmr(limits=None, signals={})


def test_figures_that_hardly_ever_follow_each_other_are_too_few_however_many():
    assert signals([5, None, 6, None] * 10) == [TOO_FEW] * 20
    four_ranges = [5, 6, 5, 6, 5, *[None, 6] * 10]
    assert signals(four_ranges) == [TOO_FEW] * 15
    assert signals([6, *four_ranges]) == [NONE] * 16


# --- The limits ------------------------------------------------------------------------------------------------------


def test_a_moving_range_of_just_3_267_times_their_average_is_left_out_and_a_hair_less_is_not():
    """Fourteen ranges of 1 and one of w: their average is (14 + w) / 15, and w is 3.267 of it at 45.738 / 11.733."""
    w = Fraction("3.267") * 14 / (15 - Fraction("3.267"))
    exact = [Fraction(n % 2) for n in range(8)] + [Fraction(1) + w - n % 2 for n in range(8)]
    scale = w.denominator

    def reach(hair: int) -> Fraction:
        figures = [int(figure * scale) - (hair if n >= 8 else 0) for n, figure in enumerate(exact)]
        limits = xmr(series(figures)).limits
        assert limits is not None
        return (limits.upper - limits.mean) / Fraction("2.66") / scale

    assert reach(0) == 1
    assert reach(1) > Fraction("1.19")


def test_figures_that_are_all_the_same_are_their_own_limits_and_no_signal():
    found = xmr(series(["0.91"] * 20))
    assert found.limits is not None
    assert found.limits.lower == found.limits.mean == found.limits.upper == Fraction("0.91")
    assert set(found.signals.values()) == {NONE}


def test_a_figure_on_the_limit_is_not_outside_and_one_a_hair_beyond_is():
    """A month is missing before the last figure, which so moves the mean only, to 266."""
    figures = [1200, -1200] * 12
    on = [*figures, None, 6650]
    limits = xmr(series(on)).limits
    assert limits is not None
    assert limits.upper == 6650
    assert signals(on)[-1] is NONE
    assert signals([*figures, None, "6650.0001"])[-1] is ABOVE
    assert signals([*figures, None, "-6650.0001"])[-1] is BELOW


# --- The four rules --------------------------------------------------------------------------------------------------

CALM = [5, -5] * 10


def test_seven_rising_are_a_signal_and_six_are_not():
    assert signals([*CALM, -6, -4, -2, 0, 2, 4, 6, *CALM])[20:27] == [RISING] * 7
    assert RISING not in signals([*CALM, -6, -4, -2, 0, 2, 4, 4, 4, 4])


def test_seven_falling_are_a_signal():
    assert signals([*CALM, -4, 6, 4, 2, 0, -2, -4, -6, *CALM])[21:28] == [FALLING] * 7


def test_two_equal_figures_are_no_rise():
    assert RISING not in signals([*CALM, -6, -4, -2, 0, 0, 2, 4, 6])


def test_the_turning_point_of_two_trends_goes_with_the_later_one():
    found = signals([*CALM, -6, -4, -2, 0, 2, 4, 6, 4, 2, 0, -2, -4, -6, *CALM])
    assert found[20:33] == [RISING] * 6 + [FALLING] * 7


def test_a_trend_that_ends_before_a_pause_keeps_its_last_point():
    """The reference implementation, looking at the next step alone, calls the seventh rising figure falling."""
    found = signals([*CALM, -6, -4, -2, 0, 2, 4, 6, 6, 4, 2, 0, -2, -4, -6, *CALM])
    assert found[20:34] == [RISING] * 7 + [FALLING] * 7


@pytest.mark.parametrize(
    ("three", "found"),
    [
        pytest.param([20, 20, 1], [NEAR_UPPER, NEAR_UPPER, NONE], id="the third on the same side is no signal itself"),
        pytest.param([20, 1, 20], [NEAR_UPPER, NONE, NEAR_UPPER], id="two that are parted by one"),
        pytest.param([20, 20, 20], [NEAR_UPPER] * 3, id="all three"),
        pytest.param([-20, -1, -20], [NEAR_LOWER, NONE, NEAR_LOWER], id="below"),
        pytest.param([20, -1, 20], [NONE] * 3, id="the third on the other side"),
        pytest.param([20, 1, 1], [NONE] * 3, id="one near the limit"),
        pytest.param([17, 17, 1], [NONE] * 3, id="not yet in the outer third"),
        pytest.param([40, 20, 1], [ABOVE, NONE, NONE], id="one beyond the limit is not near it"),
        pytest.param([40, 20, 20], [ABOVE, NEAR_UPPER, NEAR_UPPER], id="but it is on the side of two that are"),
    ],
)
def test_two_of_three_near_a_limit(three: list[int], found: list[Signal]):
    calm = [5, -5] * 100  # limits at about 26.6 and 17.7, whatever comes
    middle = [*calm, *three, *([-5, 5] * 100 if three[-1] > 0 else [5, -5] * 100)]
    assert signals(middle)[200:203] == found


def test_seven_on_one_side_of_the_mean_are_a_signal_and_six_are_not():
    calm = [5, -5] * 50
    assert signals([*calm, 1, 2, 1, 2, 1, 2, 1, *[-5, 5] * 50])[100:107] == [HIGH] * 7
    assert signals([*calm[:-1], -1, 2, 1, 2, 1, 2, 1, *[-5, 5] * 50])[100:106] == [NONE] * 6
    assert signals([*calm, 5, -1, -2, -1, -2, -1, -2, -1, *[5, -5] * 50])[101:108] == [LOW] * 7


def test_a_figure_on_the_mean_is_on_neither_side():
    assert signals([*[5, -5] * 50, 1, 2, 1, 0, 1, 2, 1, 2, -10, *[-5, 5] * 50])[100:108] == [NONE] * 8


def test_the_first_rule_that_is_true_gives_the_signal():
    rising = signals([*[5, -5] * 100, 3, 5, 8, 11, 14, 19, 40, *[-5, 5] * 100])
    assert rising[200:207] == [RISING] * 6 + [ABOVE]
    shift = signals([*[5, -5] * 100, 3, 4, 3, 20, 3, 20, 3, 4, *[-5, 5] * 100])
    assert shift[200:208] == [HIGH, HIGH, HIGH, NEAR_UPPER, HIGH, NEAR_UPPER, HIGH, HIGH]


# --- Gaps ------------------------------------------------------------------------------------------------------------


def test_a_missing_month_ends_a_run_and_a_trend():
    calm = [5, -5] * 50
    assert signals([*calm, 1, 2, 1, None, 2, 1, 2, *[-5, 5] * 50])[100:106] == [NONE] * 6
    assert RISING not in signals([*CALM, -6, -4, -2, None, 0, 2, 4, 6, *CALM])
    assert signals([*[5, -5] * 100, 20, None, 20, 1, *[-5, 5] * 100])[200:203] == [NONE] * 3


def test_no_moving_range_is_taken_over_a_missing_month():
    with_gap = xmr(series([*[5, -5] * 10, None, *[45, 35] * 10])).limits
    assert with_gap is not None
    assert with_gap.upper - with_gap.mean == Fraction("26.6")


def test_march_is_followed_by_april_and_december_by_january():
    for first in (Month(FinancialYear(2019), elapsed) for elapsed in range(1, 13)):
        figures = [*CALM, -6, -4, -2, 0, 2, 4, 6, *CALM]
        assert RISING in xmr(series(figures, first)).signals.values()


# --- What a signal means ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        (HIGHER, Meaning.BETTER, Meaning.WORSE),
        (LOWER, Meaning.WORSE, Meaning.BETTER),
        (CLOSE, None, None),
        (DATA_ONLY, None, None),
    ],
)
def test_the_polarity_says_what_a_signal_means(polarity: Polarity, high: Meaning | None, low: Meaning | None):
    assert {meaning(one, polarity) for one in (ABOVE, RISING, NEAR_UPPER, HIGH)} == {high}
    assert {meaning(one, polarity) for one in (BELOW, FALLING, NEAR_LOWER, LOW)} == {low}
    assert meaning(NONE, polarity) is meaning(TOO_FEW, polarity) is None


# --- Laws ------------------------------------------------------------------------------------------------------------

# Whole numbers in a small range meet limits, means and ties often; long walks have trends.
whole = st.lists(st.integers(-6, 6), max_size=40)
walks = st.lists(st.integers(-2, 3), max_size=40).map(lambda steps: list(itertools.accumulate(steps)))
gappy = st.lists(st.one_of(st.integers(-4, 4), st.integers(-4, 4), st.none()), max_size=40)
any_series = st.one_of(whole, walks, gappy).map(series)
MIRROR = {
    ABOVE: BELOW, BELOW: ABOVE, RISING: FALLING, FALLING: RISING, NEAR_UPPER: NEAR_LOWER, NEAR_LOWER: NEAR_UPPER,
    HIGH: LOW, LOW: HIGH, NONE: NONE, TOO_FEW: TOO_FEW,
}  # fmt: skip


def mapped(figures: Mapping[Month, Decimal], by: Decimal, plus: Decimal) -> dict[Month, Decimal]:
    return {month: figure * by + plus for month, figure in figures.items()}


@laws
@given(any_series, any_series, st.randoms(use_true_random=False))
def test_signals_depend_on_no_other_call_and_on_no_order(
    figures: dict[Month, Decimal], others: dict[Month, Decimal], random: object
):
    before = xmr(figures)
    xmr(others)
    shuffled = list(figures.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    assert xmr(dict(shuffled)) == before
    assert list(xmr(dict(shuffled)).signals) == sorted(figures)


@laws
@given(any_series, st.decimals(-50, 50, places=2), st.decimals("0.01", 50, places=2))
def test_adding_a_constant_and_scaling_leave_the_signals_and_move_the_limits(
    figures: dict[Month, Decimal], plus: Decimal, by: Decimal
):
    before, now = xmr(figures), xmr(mapped(figures, by, plus))
    assert now.signals == before.signals
    if before.limits is None or now.limits is None:
        assert before.limits is now.limits
        return
    moved = [
        one * Fraction(by) + Fraction(plus) for one in (before.limits.lower, before.limits.mean, before.limits.upper)
    ]
    assert [now.limits.lower, now.limits.mean, now.limits.upper] == moved


@laws
@given(any_series)
def test_a_mirrored_series_has_mirrored_signals(figures: dict[Month, Decimal]):
    before, now = xmr(figures), xmr(mapped(figures, Decimal(-1), Decimal(0)))
    assert now.signals == {month: MIRROR[signal] for month, signal in before.signals.items()}


@laws
@given(any_series, st.integers(-300, 300))
def test_the_same_figures_in_other_months_have_the_same_signals(figures: dict[Month, Decimal], months: int):
    moved = {after(month, months): figure for month, figure in figures.items()}
    assert list(xmr(moved).signals.values()) == list(xmr(figures).signals.values())


@laws
@given(any_series)
def test_every_figure_has_one_signal_and_only_short_series_have_none(figures: dict[Month, Decimal]):
    found = xmr(figures)
    assert set(found.signals) == set(figures)
    assert (found.limits is None) == (TOO_FEW in found.signals.values() or not figures)
    if len(figures) < 12:
        assert found.limits is None


@laws
@given(st.one_of(whole, walks))
def test_the_signals_are_what_the_rules_say_word_for_word(figures: list[int]):
    """Each rule again, in the plainest form: for a point, is there a window that it is part of?"""
    found = xmr(series(figures))
    if found.limits is None:
        assert len(figures) < 12
        return
    low, mean, high = found.limits.lower, found.limits.mean, found.limits.upper
    third = (high - mean) * 2 / 3

    def windows(point: int, size: int) -> list[list[int]]:
        starts = range(max(0, point - size + 1), min(point, len(figures) - size) + 1)
        return [figures[start : start + size] for start in starts]

    for point, (figure, signal) in enumerate(zip(figures, found.signals.values(), strict=True)):
        rising = any(all(a < b for a, b in itertools.pairwise(w)) for w in windows(point, 7))
        falling = any(all(a > b for a, b in itertools.pairwise(w)) for w in windows(point, 7))
        near_high = mean + third < figure <= high and any(
            min(w) > mean and sum(mean + third < one <= high for one in w) >= 2 for w in windows(point, 3)
        )
        near_low = low <= figure < mean - third and any(
            max(w) < mean and sum(low <= one < mean - third for one in w) >= 2 for w in windows(point, 3)
        )
        true = [
            (ABOVE, figure > high), (BELOW, figure < low), (RISING, rising), (FALLING, falling),
            (NEAR_UPPER, near_high), (NEAR_LOWER, near_low),
            (HIGH, any(min(w) > mean for w in windows(point, 7))), (LOW, any(max(w) < mean for w in windows(point, 7))),
            (NONE, True),
        ]  # fmt: skip
        named = [one for one, holds in true if holds]
        assert signal is named[0] or (rising and falling and signal in {RISING, FALLING})
