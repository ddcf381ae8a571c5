"""Records put together give what stands as published: each says what changed, an old one says everything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from make import RED, SEPTEMBER, entry, figure, month, text

from performance_index.history import NO_HISTORY, History
from performance_index.published_record import Entry, Record, as_kept

JUNE, AUGUST = month("Jun"), month("Aug")
NAME = text("Homes inspected", "Indicator")


def last(*entries: Entry) -> Record:
    found = History(entries=entries).last()
    assert found is not None
    return found


def whole(*facts: object, **more: object) -> Entry:
    return entry(*facts, is_whole=True, **more)  # type: ignore[arg-type]  # handed on


def test_without_a_record_nothing_stands_as_published():
    assert NO_HISTORY.last() is None
    assert NO_HISTORY.before(None) is None


def test_what_changed_stands_and_what_did_not_stays():
    first = whole(NAME, figure("5", at=JUNE), figure("6", at=AUGUST), text("Slow."))
    found = last(first, entry(figure("7", at=AUGUST), figure("8", rating=RED), text("Late.", "Data caveat")))
    assert [(one.month.name, one.figure) for one in found.figures.values()] == [
        ("Jun", Decimal(5)), ("Aug", Decimal(7)), ("Sep", Decimal(8)),
    ]  # fmt: skip
    assert found.texts == {
        ("16", "Indicator"): "Homes inspected", ("16", "Service commentary"): "Slow.", ("16", "Data caveat"): "Late.",
    }  # fmt: skip


def test_a_record_is_for_the_period_and_the_meeting_of_the_last():
    day = dt.date(2020, 11, 4)
    found = last(whole(NAME, period=JUNE), entry(period=SEPTEMBER, meeting=day))
    assert (found.period, found.meeting) == (SEPTEMBER, day)


def test_the_paragraphs_of_a_section_are_lines_and_new_ones_replace_all_of_them():
    two = [text(words, "Executive summary", "") for words in ("First.", "Second.")]
    assert last(whole(*two)).texts == {("", "Executive summary"): "First.\nSecond."}
    assert last(whole(*two), entry(text("Third.", "Executive summary", ""))).texts == {
        ("", "Executive summary"): "Third."
    }


def test_a_blank_text_is_there_no_longer():
    found = last(whole(NAME, text("Slow.")), entry(text("")))
    assert found.texts[("16", "Service commentary")] == ""


def test_an_indicator_whose_name_is_blank_has_left_with_all_that_was_said_of_it():
    found = last(whole(NAME, figure("5"), text("Slow.")), entry(text("", "Indicator")))
    assert found.numbers == {}
    assert found.texts == {}
    assert len(found.figures) == 1  # it was published, and stays so


def test_an_indicator_that_comes_is_there():
    found = last(whole(NAME), entry(text("Homes let", "Indicator", "16B")))
    assert found.numbers == {"16": "16", "16b": "16B"}


def test_a_whole_record_leaves_nothing_of_its_year_and_its_words_and_all_of_earlier_years():
    old = figure("1", at=month("Sep", 2019))
    found = last(whole(NAME, old, period=month("Mar", 2019)), whole(figure("2", "9", JUNE), period=JUNE))
    assert sorted(str(one.figure) for one in found.figures.values()) == ["1", "2"]
    assert found.texts == {}
    assert found.numbers == {"9": "9"}
    again = last(whole(figure("2", "9", JUNE), period=JUNE), whole(figure("3", "8"), period=SEPTEMBER))
    assert [one.number for one in again.figures.values()] == ["8"]


def test_a_figure_that_somebody_altered_is_not_known_whatever_it_was_before():
    assert last(whole(figure("5")), entry(replace(figure("5"), is_known=False))).figures == {}
    assert last(whole(replace(figure("5"), is_known=False))).figures == {}


def test_nothing_is_known_from_a_record_that_cannot_be_read_until_one_that_has_everything():
    lost = entry(figure("5"), period=None)
    assert History(entries=(whole(figure("4")), lost)).last() is None
    assert History(entries=(whole(figure("4")), lost, entry(figure("6")))).last() is None
    assert last(lost, whole(figure("6"))).figures[("16", SEPTEMBER)].figure == Decimal(6)
    assert History(entries=(whole(figure("4"), period=None),)).last() is None


def test_a_change_with_nothing_before_it_is_not_known():
    assert History(entries=(entry(figure("5")),)).last() is None


def test_before_a_meeting_nothing_stands_that_was_recorded_for_it():
    july, november = dt.date(2020, 7, 8), dt.date(2020, 11, 4)
    history = History(
        entries=(
            whole(NAME, figure("5", at=JUNE), period=JUNE, meeting=july),
            entry(figure("6"), meeting=november),
            entry(figure("7"), meeting=november),
        )
    )
    before = history.before(november)
    assert before is not None
    assert before.meeting == july
    assert history.before(july) is None  # it was the first
    assert history.before(dt.date(2021, 2, 3)) == history.last()  # never recorded


@pytest.mark.parametrize(
    ("facts", "rated"),
    [
        ([figure("5", at=AUGUST, rating=RED), figure("6", rating=RED)], "6"),
        ([figure("6", rating=RED), figure("5", at=AUGUST, rating=RED)], "6"),
        ([figure("5", at=JUNE, rating=RED), figure("6")], "5"),  # a quarter's figure
        ([figure("5", at=AUGUST, rating=RED), figure("6", at=month("Oct"), rating=RED)], "5"),  # after the period
        ([figure("5", at=month("Mar", 2019), rating=RED)], None),  # last year's
        ([figure("5")], None),
    ],
)
def test_the_figure_that_was_rated_is_the_last_of_the_period(facts: list[object], rated: str | None):
    found = last(whole(NAME, *facts)).rated
    assert {number: str(one.figure) for number, one in found.items()} == ({} if rated is None else {"16": rated})


def test_a_figure_of_an_indicator_that_has_left_is_not_rated():
    assert last(whole(NAME, figure("5", rating=RED)), entry(text("", "Indicator"))).rated == {}


def test_a_definition_that_was_blank_is_blank_and_one_that_was_not_recorded_is_not_known():
    found = last(whole(NAME, text("91", "Target"), text("3", "States", "")))
    assert (found.text("16", "Target"), found.text("16", "Tolerance")) == ("91", "")
    assert (found.text("", "States"), found.text("", "In force from")) == ("3", "")
    old = last(whole(figure("5"), text("Slow.")))
    assert (old.text("16", "Target"), old.text("", "States")) == (None, None)
    assert old.text("16", "Service commentary") == "Slow."


@pytest.mark.parametrize(
    ("value", "kept"),
    [(Fraction(1, 3), "0.333333333333333"), (Decimal("0.1"), "0.1"), (Fraction(875, 12), "72.9166666666667")],
)
def test_a_workbook_keeps_fifteen_digits(value: Fraction, kept: str):
    assert as_kept(value) == Decimal(kept)
