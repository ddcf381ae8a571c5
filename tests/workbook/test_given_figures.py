"""The figure in a stranger's cell: what stands beside it is set apart, and nothing is made a number that is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.indicator import Measured
from performance_index.rating import Rating
from performance_index.workbook.any_sheets import Written
from performance_index.workbook.given_figures import Figure, figure
from performance_index.workbook.given_percentages import Percentages


@pytest.mark.parametrize(
    ("cell", "number", "rest"),
    [
        (87.2, "87.2", {}),
        (0.0, "0", {}),
        (Written(0.872, "%"), "0.872", {"sign": "%"}),
        (Written(12.5, "£"), "12.5", {"sign": "£"}),
        ("87.2 %", "0.872", {"sign": "%"}),
        ("0%", "0", {"sign": "%"}),
        ("£1,250", "1250", {"sign": "£"}),
        ("-£3.50", "-3.50", {"sign": "£"}),
        ("£ 3", "3", {"sign": "£"}),
        ("1,250", "1250", {}),
        (".5", "0.5", {}),
        ("512 kg (Q3 time lag)", "512", {"unit": "kg", "aside": "(Q3 time lag)"}),
        ("134 kg (time lag) RED", "134", {"unit": "kg", "aside": "(time lag)", "rating": Rating.RED}),
        ("5 days", "5", {"unit": "days"}),
        ("94.1% GREEN", "0.941", {"sign": "%", "rating": Rating.GREEN}),
        ("94 (Amber)", "94", {"rating": Rating.AMBER}),
        ("94 (A)", "94", {"letter": "a"}),
        ("45 (C)", "45", {"letter": "c"}),
        ("83% (R)", "0.83", {"sign": "%", "letter": "r"}),
        ("45 (YTD)", "45", {"letter": "ytd", "measured": Measured.YEAR_TOTAL}),
        ("1.2m", "1.2", {"unit": "m"}),
        ("£1.2m", "1.2", {"sign": "£", "unit": "£m"}),
        ("12 (p)", "12", {"is_provisional": True}),
        ("87.2*", "87.2", {"aside": "*"}),
        ("12 [see note]", "12", {"aside": "[see note]"}),
    ],
)
def test_a_figure_with_what_stands_beside_it(cell: object, number: str, rest: dict[str, object]):
    found = replace(figure(cell), typed="")
    assert found == Figure(number=Decimal(number), **rest)  # type: ignore[arg-type]  # each of its own kind


@pytest.mark.parametrize(
    "words",
    ["n/a", "10 of 12", "3 Good", "<5", "90-95", "12:34", "R", "Q2 yet to be confirmed", "1,2,3",
     "TBC", "1st", "2026/27", "12 (a) (b) (d)", "#N/A", "1,25"],
)  # fmt: skip
def test_what_is_no_figure_stays_as_it_was_typed(words: str):
    assert figure(words) == Figure(words=words)
    assert figure(words).scaled(in_points=True) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [(dt.time(0, 12, 34), "00:12:34"), (dt.datetime(2026, 4, 1, tzinfo=dt.UTC), "01/04/2026"), (True, "TRUE")],
)
def test_a_time_a_day_and_a_yes_are_no_figures(cell: object, words: str):
    assert figure(cell) == Figure(words=words)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_a_blank_is_nothing(cell: object):
    assert figure(cell) == Figure()
    assert figure(cell).scaled(in_points=True) is None


@pytest.mark.parametrize(
    ("cells", "alone", "beside_points"),
    [
        ([87.2, 90.0], True, True),
        ([0.872, 90.0], True, True),
        (["87.2%", 90.0], True, True),
        ([0.872, 0.9], False, True),
        (["87.2%", 0.9], False, False),
        ([Written(0.5, "%"), 0.9], False, False),
        (["87.2%"], False, False),
        ([], False, False),
        ([0.0], False, False),
        ([1.1], False, True),
        (["n/a", 1.6], True, True),
    ],
)
def test_whether_percentages_are_in_points_their_size_says_or_that_of_other_rows(
    cells: list[object], *, alone: bool, beside_points: bool
):
    row = list(map(figure, cells))
    assert Percentages(row).are_points is alone
    assert Percentages(row, others_are_points=True).are_points is beside_points


def test_only_a_number_without_its_sign_is_divided():
    assert figure(87.2).scaled(in_points=True) == 0.872
    assert figure("87.2%").scaled(in_points=True) == 0.872
    assert figure(0.872).scaled(in_points=False) == 0.872


@given(st.text(max_size=30))
def test_no_text_is_lost(text: str):
    """It is a blank, a figure, or it stays in words."""
    found = figure(text)
    assert (found.number is None and found.words is None) is (not text.strip())
    assert found.words is None or found.words == " ".join(text.split())


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_is_read_alike_however_it_is_stored(number: Decimal):
    assert figure(float(number)).number == figure(f"{number:f}").number == number
    assert figure(f"{number:f} %").number == number / 100
