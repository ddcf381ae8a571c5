"""Which lines of a text are items of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.list_lines import as_lines, is_item, without_bullet


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("- First", "First"),
        ("-  First", "First"),
        ("-\tFirst", "First"),
        ("– First", "First"),
        ("• First", "First"),
        ("•First", "First"),
        ("  - First", "First"),
        ("- - First", "- First"),
    ],
)
def test_a_dash_or_a_bullet_before_words_makes_an_item(typed: str, said: str):
    (line,) = as_lines(typed)
    assert is_item(line)
    assert without_bullet(line) == said


@pytest.mark.parametrize(
    "typed", ["First", "-5% on last year", "-", "•", "--", "First - second", "–5 points", "1. First"]
)
def test_all_else_is_a_line_as_it_was_typed(typed: str):
    assert as_lines(typed) == (typed,)
    assert not is_item(as_lines(typed)[0]) or typed == "•"
    assert without_bullet(typed) == typed


def test_lines_and_items_stand_in_their_order_without_the_blank_ones():
    assert as_lines("What is done:\n- posts\n\n- training\nMore in May.") == (
        "What is done:",
        "• posts",
        "• training",
        "More in May.",
    )


def test_a_dash_before_a_figure_is_a_minus_where_no_other_line_begins_so():
    assert as_lines("Down since June:\n- 3% in the west") == ("Down since June:", "- 3% in the west")
    assert as_lines("– £2m against plan") == ("– £2m against plan",)
    assert as_lines("- 3 posts\n- 2 more in May") == ("• 3 posts", "• 2 more in May")
    assert as_lines("• 3% in the west") == ("• 3% in the west",)


@given(st.text(alphabet="-–• ab\n"))
def test_no_word_is_lost_and_nothing_changes_the_second_time(text: str):
    lines = as_lines(text)
    assert as_lines("\n".join(lines)) == lines
    assert [char for line in lines for char in line if char in "ab"] == [char for char in text if char in "ab"]
