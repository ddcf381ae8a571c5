"""Which words of a carried text may have been true of the last period only."""

from __future__ import annotations

import pytest

from performance_index.word.starting.speaking import speaks_of


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Attendance was 87.2% in September.", ["87.2%", "September"]),
        ("It cost £4.5m, up from £3,900.", ["£4.5m", "£3,900"]),
        ("In 2020/21, Q2", ["2020/21", "Q2"]),
        ("on 04/11/2020 at 7.15pm", ["04/11/2020", "7.15pm"]),
        ("Two of the five are Red.", ["Two", "five", "Red"]),
        ("a third more, and ½ as many", ["third", "½"]),
        ("as in the last financial year", ["last financial year"]),
        ("this quarter and the autumn term", ["this quarter", "autumn term"]),
        ("In MARCH, Sept and october", ["MARCH", "Sept", "october"]),
        ("The figures are provisional: see 2.1", ["provisional", "2.1"]),
        ("indicator 13a", ["13a"]),
        ("٣ cases", ["٣"]),
        ("twenty-two; none of them", ["twenty", "two", "none"]),
    ],
)
def test_numbers_dates_periods_and_ratings_are_found(said: str, found: list[str]):
    assert speaks_of(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "",
        "None",
        "The panel thanks all foster carers.",
        "They may march.",
        "A yearly plan, reviewed by the board.",
        "sound",
    ],
)
def test_standing_words_are_let_through(said: str):
    assert speaks_of(said) == []


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("As said: Court dates are the reason. Still.", True),
        ("R", True),
        ("Our R", False),
        ("court dates are the reason", False),
    ],
)
def test_what_was_copied_out_of_an_old_table_is_found(said: str, *, is_found: bool):
    assert bool(speaks_of(said, {"Court dates are the reason.", "R"})) is is_found
