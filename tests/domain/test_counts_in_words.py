"""How many indicators have each rating: a sentence for every case, and each is true."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import AWAITING, DATA_ONLY, GREEN, NOT_REPORTABLE, RED, decided, entry, figure, indicator, month
from test_amendments import index_of
from test_since import JULY, JUNE, NOVEMBER, RULE, published

from performance_index.counts_in_words import counts_before, counts_if_shown, counts_now
from performance_index.history import History
from performance_index.indicator import Indicator
from performance_index.rating import Rating
from performance_index.report import ReportDetails, Section, compose
from performance_index.report_choices import Counts
from performance_index.rule_in_words import rule_in_words

TWO, FOUR = replace(RULE, states=2), replace(RULE, states=4)

OF_SEVEN = (
    "Of 7 indicators, 2 are rated: 1 is Green, none is Amber and 1 is Red. 5 are not rated: 1 is data only, 1 has no "
    "target, 2 await data and 1 is not reportable."
)


def green(number: str = "1") -> Indicator:
    return indicator("10", number=number, target="10", tolerance="1", figures={"Jun": "10"})


def blue(number: str = "2") -> Indicator:
    return replace(green(number), figures=indicator("11", figures={"Jun": "11"}).figures)


def amber(number: str = "3") -> Indicator:
    return replace(green(number), figures=indicator("9", figures={"Jun": "9"}).figures)


def red(number: str = "4") -> Indicator:
    return replace(green(number), figures=indicator("8", figures={"Jun": "8"}).figures)


def awaiting(number: str = "5") -> Indicator:
    return replace(green(number), figures={})


def data_only(number: str = "6") -> Indicator:
    return replace(green(number), polarity=DATA_ONLY)


def not_reportable(number: str = "7") -> Indicator:
    return replace(green(number), status=NOT_REPORTABLE)


def no_target(number: str = "8") -> Indicator:
    return replace(green(number), target=None)


@pytest.mark.parametrize(
    ("indicators", "sentence"),
    [
        ([], "There are no indicators."),
        ([green()], "The one indicator is rated Green."),
        ([awaiting()], "The one indicator is not rated: it awaits data."),
        ([green(), red()], "All 2 indicators are rated: 1 is Green, none is Amber and 1 is Red."),
        ([green("1"), green("2")], "All 2 indicators are rated: 2 are Green, none is Amber and none is Red."),
        (
            [green(), amber(), red(), red("9")],
            "All 4 indicators are rated: 1 is Green, 1 is Amber and 2 are Red.",
        ),
        ([green(), awaiting()], "Of 2 indicators, 1 is rated: it is Green. 1 is not rated: it awaits data."),
        (
            [green(), red(), awaiting(), awaiting("9")],
            "Of 4 indicators, 2 are rated: 1 is Green, none is Amber and 1 is Red. 2 are not rated: they await data.",
        ),
        (
            [green(), red(), awaiting(), awaiting("9"), data_only(), not_reportable(), no_target()],
            OF_SEVEN,
        ),
        ([awaiting(), awaiting("9")], "None of the 2 indicators is rated: they await data."),
        (
            [awaiting(), data_only()],
            "None of the 2 indicators is rated: 1 is data only and 1 awaits data.",
        ),
        (
            [green(f"{n}") for n in range(1200)],
            "All 1,200 indicators are rated: 1,200 are Green, none is Amber and none is Red.",
        ),
    ],
)
def test_the_counts_of_every_rating_and_every_reason_for_none(indicators: list[Indicator], sentence: str):
    assert counts_now(index_of(*indicators)) == sentence


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (2, "All 4 indicators are rated: 2 are Green and 2 are Red."),
        (3, "All 4 indicators are rated: 2 are Green, 1 is Amber and 1 is Red."),
        (4, "All 4 indicators are rated: 1 is Blue, 1 is Green, 1 is Amber and 1 is Red."),
    ],
)
def test_the_ratings_that_are_counted_are_those_of_the_rule(states: int, sentence: str):
    assert counts_now(index_of(green(), blue(), amber(), red(), rule=replace(RULE, states=states))) == sentence


def test_a_rating_by_decision_is_said_to_be_one_and_counted_though_the_rule_has_no_such():
    decisions = {"4": decided(Rating.AMBER)}
    assert counts_now(index_of(green(), red(), rule=TWO, overrides=decisions)) == (
        "All 2 indicators are rated (1 by decision): 1 is Green, 1 is Amber and none is Red."
    )
    assert counts_now(index_of(red(), overrides=decisions)) == "The one indicator is rated Amber by decision."


KINDS = (green, blue, amber, red, awaiting, data_only, not_reportable, no_target)


@given(kinds=st.lists(st.sampled_from(KINDS), min_size=2), states=st.sampled_from([2, 3, 4]))
def test_the_numbers_of_a_sentence_add_up(kinds: list[type], states: int):
    index = index_of(*(kind(f"{n}") for n, kind in enumerate(kinds)), rule=replace(RULE, states=states))
    said = counts_now(index)
    ratings = sum(int(many) for many in re.findall(r"(\d+) (?:is|are) (?:Blue|Green|Amber|Red)\b", said))
    rated = sum(one.rating.is_rated for one in index.rated)
    assert ratings == (rated if rated != 1 else 0)
    assert f" {len(kinds)} indicators" in said
    if 0 < rated < len(kinds):
        assert re.search(rf"\b{rated} (is|are) rated", said)
        assert re.search(rf"\b{len(kinds) - rated} (is|are) not rated", said)


# --- the report before ----------------------------------------------------------------------------------------------


def before(history: History) -> str:
    record = history.last()
    assert record is not None
    return counts_before(record, RULE)


def test_last_time_is_told_from_the_record_and_not_from_the_figures_of_now():
    made = published(green(), amber(), red(), red("9"), awaiting(), data_only())
    assert before(made) == (
        "In the report for the meeting of 8 July 2020, of figures up to June 2020, there were 6 indicators: "
        "1 was Green, 1 was Amber, 2 were Red and 2 were not rated."
    )


@pytest.mark.parametrize(
    ("indicators", "said"),
    [
        ([green()], "there was 1 indicator: 1 was Green, none was Amber and none was Red."),
        ([awaiting()], "there was 1 indicator: none was Green, none was Amber, none was Red and 1 was not rated."),
    ],
)
def test_last_time_there_may_have_been_one(indicators: list[Indicator], said: str):
    assert before(published(*indicators)).endswith(said)


def test_a_record_without_a_meeting_is_the_report_before():
    assert before(published(green(), meeting=None)).startswith(
        "In the report before, of figures up to June 2020, there"
    )


def test_what_the_record_does_not_say_is_not_made_up():
    unknown = entry(figure("10", "1", JUNE, GREEN), figure("9", "2", JUNE), period=JUNE, meeting=JULY, is_whole=True)
    assert before(History(entries=(unknown,))).endswith(
        "there were 2 indicators: 1 was Green, none was Amber, none was Red and of 1 the record does not say."
    )


def test_that_the_rule_is_another_now_is_said():
    record = published(green(), rule=TWO).last()
    assert record is not None
    assert counts_before(record, RULE).endswith("and none was Red. The rating rule has changed since.")
    dated = replace(TWO, in_force_from=dt.date(2020, 4, 1))
    assert "changed" not in counts_before(record, dated)


# --- in the report --------------------------------------------------------------------------------------------------


def test_the_report_says_it_by_setting_and_the_rule_where_that_is_asked_for():
    index = index_of(green(), red())
    history = published(green(), green("4"))
    of_now, of_then = counts_now(index), before(history)
    for counts, said in (
        (Counts.LEFT_OUT, ()),
        (Counts.SHOWN, (of_now, of_then)),
        (Counts.WITH_RULE, (of_now, of_then, rule_in_words(RULE))),
    ):
        assert counts_if_shown(index, ReportDetails(meeting_date=NOVEMBER, counts=counts), history) == said
    assert counts_if_shown(index, ReportDetails(counts=Counts.SHOWN), History()) == (of_now,)


def test_a_record_of_this_meeting_is_not_last_time():
    history = published(green(), meeting=NOVEMBER, period=month("Sep"))
    details = ReportDetails(meeting_date=NOVEMBER, counts=Counts.SHOWN)
    assert counts_if_shown(index_of(green()), details, history) == ("The one indicator is rated Green.",)


def test_words_of_a_persons_own_follow_the_counts():
    index, own = index_of(green()), {Section.COUNTS: ("We are pleased.",)}
    counted = compose(index, ReportDetails(texts=own), counts=("The one indicator is rated Green.",))
    assert counted.sections["section.counts"] == ("The one indicator is rated Green.", "We are pleased.")
    assert compose(index, ReportDetails(texts=own)).sections["section.counts"] == ("We are pleased.",)
    assert "section.counts" not in compose(index, ReportDetails()).sections


def test_the_status_of_an_awaited_figure_counts_as_awaited():
    assert counts_now(index_of(replace(red(), status=AWAITING))) == "The one indicator is not rated: it awaits data."
    assert RED not in {one.rating for one in index_of(replace(red(), status=AWAITING)).rated}
