"""Commentary that is too long for a committee is told of, by a number of words that a council may set."""

from __future__ import annotations

import pytest
from make import AMBER, GREEN, indicator
from test_amendments import index_of
from test_unexplained import Somewhere

from performance_index.indicator import Indicator
from performance_index.too_long import too_long


def told(one: Indicator, most: int = 150, unsure: tuple[int, ...] = ()) -> list[str]:
    return [f"{told.place}: {told.what}" for told in too_long(index_of(one), most, Somewhere(), unsure)]


def amber(words: int) -> Indicator:
    one = indicator("9", target="10", tolerance="1", commentary="word\n" * words)
    assert index_of(one).rated[0].rating is AMBER
    return one


@pytest.mark.parametrize(
    ("words", "most", "is_told"), [(150, 150, False), (151, 150, True), (11, 10, True), (11, 0, False)]
)
def test_more_words_than_are_allowed_are_told_at_their_cell(words: int, most: int, *, is_told: bool):
    what = f"Service commentary 0: the commentary has {words} words, too many for a committee ({most} at most)"
    assert told(amber(words), most) == ([what] if is_told else [])


def test_of_a_commentary_that_is_not_printed_or_may_not_be_nothing_is_said():
    green = indicator("10", target="10", commentary="word " * 400)
    assert index_of(green).rated[0].rating is GREEN
    assert told(green) == []
    assert told(amber(400), unsure=(0,)) == []


def test_a_thousand_words_have_their_comma():
    assert "has 1,200 words" in told(amber(1200))[0]
