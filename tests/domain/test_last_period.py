"""As a period begins, what was said of the last one goes or stays, each with its reason, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    ANNUAL,
    AWAITING,
    MONTHLY,
    NOT_REPORTABLE,
    PROVISIONAL,
    QUARTERLY,
    REPORTED,
    SEPTEMBER,
    TERMLY,
    entry,
    figure,
    indicator,
    month,
    rule,
    text,
    was,
)

from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.last_period import (
    OF_INDICATORS,
    OF_THE_PERIOD,
    Parted,
    Said,
    as_published,
    figures_since,
    not_recorded,
    parted,
)
from performance_index.period import Frequency, Month
from performance_index.recording import published
from performance_index.report import ReportDetails, Section

DECEMBER = month("Dec")
COMMENTARY, CAVEAT, STATUS = "Service commentary", "Data caveat", "Data status"
MEETING = dt.date(2020, 11, 4)


def index_of(*indicators: Indicator, period: Month = SEPTEMBER) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=rule(), indicators=indicators)


def of(words: str, heading: str = COMMENTARY, *, number: str = "16", row: int = 0, by_formula: bool = False) -> Said:
    return Said(number=number, row=row, heading=heading, words=words, by_formula=by_formula)


def why_it_stays(
    said: Said, one: Indicator | None = None, to: Month = DECEMBER, *, period: Month = SEPTEMBER, was: str | None = None
) -> str:
    """'' where it is cleared."""
    found = parted([said], index_of(one or indicator("5"), period=period), to, {said: was})
    assert len(found.cleared) + len(found.stays) == 1
    return found.stays[0][1] if found.stays else ""


@pytest.mark.parametrize(
    "said",
    [
        of("The courts set the pace."),
        of("n/a"),
        of("Amber", "Override"),
        of("It was filed twice.", "Override reason"),
        of(f" {PROVISIONAL.value.upper()} ", STATUS),
        *(of("This is the first report.", section.value, number="") for section in OF_THE_PERIOD),
    ],
    ids=str,
)
def test_what_was_said_of_a_figure_or_a_period_that_is_over_is_cleared(said: Said):
    assert why_it_stays(said) == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (of("Mosaic is being mended.", CAVEAT), "it holds until somebody clears it"),
        (of(NOT_REPORTABLE.value, STATUS), "it holds until somebody clears it"),
        (of("not  reportable", STATUS), "it holds until somebody clears it"),
        (of("As another sheet says.", by_formula=True), "a formula gives it"),
        (of("There are none.", Section.LEGAL.value, number=""), "it may hold for any period"),
        (of("Mosaic is being mended.", Section.CAVEATS.value, number=""), "it may hold for any period"),
    ],
    ids=str,
)
def test_what_may_hold_for_the_new_period_too_stays(said: Said, why: str):
    assert why_it_stays(said) == why


@pytest.mark.parametrize(
    ("frequency", "period", "to", "why"),
    [
        (MONTHLY, "Sep", "Oct", ""),
        (QUARTERLY, "Sep", "Dec", ""),
        (QUARTERLY, "Sep", "Nov", "its figure for September 2020 still stands"),
        (QUARTERLY, "Nov", "Dec", ""),
        (QUARTERLY, "Apr", "May", "no figure is due yet"),
        (QUARTERLY, "May", "Jun", ""),
        (TERMLY, "Sep", "Nov", "its figure for July 2020 still stands"),
        (TERMLY, "Sep", "Dec", ""),
        (ANNUAL, "Sep", "Dec", "its figure for September 2020 still stands"),
    ],
)
def test_what_is_said_of_a_figure_that_still_stands_stays(frequency: Frequency, period: str, to: str, why: str):
    one = indicator("5", at="Sep", frequency=frequency)
    assert why_it_stays(of("Because."), one, month(to), period=month(period)) == why
    assert why_it_stays(of("Red", "Override"), one, month(to), period=month(period)) == why
    assert why_it_stays(of(PROVISIONAL.value, STATUS), one, month(to), period=month(period)) == why


AWAITED = of(f" {AWAITING.value.upper()}", STATUS)


def test_awaiting_data_beside_a_figure_stays_with_the_figure_and_without_one_it_is_cleared():
    why = "its figure for September 2020, 43.1, was not confirmed, and would count without it"
    assert why_it_stays(AWAITED, indicator("43.1")) == why
    assert why_it_stays(AWAITED, indicator("43.1", at="Aug")) == ""
    assert why_it_stays(AWAITED, indicator("43.1"), month("Jun", 2021)) == ""
    assert why_it_stays(AWAITED, indicator(frequency=QUARTERLY), period=month("Apr"), to=month("May")) == (
        "no figure is due yet"
    )


@pytest.mark.parametrize("frequency", Frequency)
def test_in_another_year_no_figure_of_the_last_one_stands(frequency: Frequency):
    one = indicator("5", at="Jun", figures={"Mar": "6"}, frequency=frequency)
    assert why_it_stays(of("Because."), one, month("Mar", 2021), period=month("Mar")) == ""


@pytest.mark.parametrize(
    ("was", "why"),
    [
        ("The courts set\nthe pace.", ""),
        (None, ""),
        ("Something else.", "it is not what was published, and may be for the new period"),
        ("", "it is not what was published, and may be for the new period"),
    ],
)
def test_what_is_not_as_it_was_published_stays(was: str | None, why: str):
    assert why_it_stays(of("The courts set the pace."), was=was) == why


@pytest.mark.parametrize("said", [of(""), of(" \n"), of(REPORTED.value, STATUS), of("reported ", STATUS)])
def test_a_blank_cell_and_the_usual_status_say_nothing(said: Said):
    assert parted([said], index_of(indicator("5")), DECEMBER, {}) == Parted(cleared=(), stays=())


WORDS = st.sampled_from(["", " ", "Reported", "Awaiting data", "Not reportable", "Because.", "n/a", "Red"])
INDICATOR_CELLS = st.builds(
    Said,
    number=st.just("16"),
    row=st.sampled_from([0, 1, 2]),
    heading=st.sampled_from(OF_INDICATORS),
    words=WORDS,
    by_formula=st.booleans(),
)
TEXT_CELLS = st.builds(
    Said, row=st.integers(0, 30), heading=st.sampled_from([one.value for one in Section]), words=WORDS
)


@given(st.lists(INDICATOR_CELLS | TEXT_CELLS), st.sampled_from(["Oct", "Nov", "Dec", "Mar"]))
def test_all_that_is_said_is_either_cleared_or_stays_with_a_reason(said: list[Said], to: str):
    three = [indicator("5", frequency=one, number=one.value) for one in (MONTHLY, QUARTERLY, ANNUAL)]
    found = parted(said, index_of(*three), month(to), dict.fromkeys(said, "Because."))
    told = [*found.cleared, *(one for one, _ in found.stays)]
    says = [one for one in said if one.words.strip() and not (one.heading == STATUS and one.words == "Reported")]
    assert sorted(map(str, told)) == sorted(map(str, says))
    assert all(why for _, why in found.stays)
    assert not any(one.by_formula for one in found.cleared)


def test_a_cell_is_told_on_one_line():
    assert str(of("The courts\n set  the pace.")) == "16 Service commentary: The courts set the pace."
    assert str(of("None.", "Legal implications", number="")) == "Legal implications: None."


# --- what was published -----------------------------------------------------------------------------------------------


RECORD = was("5", {("16", COMMENTARY): "Then.", ("", "Timetable"): "First.\nSecond."})


@pytest.mark.parametrize(
    ("one", "published"),
    [
        (of("Now."), "Then."),
        (of("Care.", CAVEAT), ""),
        (of("None.", "Legal implications", number=""), ""),
        (of("First.", "Timetable", number=""), "First."),
        (of("Second.\n\n  First.", "Timetable", number=""), "Second.\n\n  First."),
        (of("First.\nThird.", "Timetable", number=""), "First.\nSecond."),
    ],
)
def test_what_was_recorded_is_known_cell_by_cell_and_of_a_section_line_by_line(one: Said, published: str):
    assert as_published([one], RECORD) == {one: published}


@pytest.mark.parametrize("record", [None, was("5")])
def test_nothing_is_known_without_a_record_or_of_one_without_texts(record):  # type: ignore[no-untyped-def]  # noqa: ANN001 - a record
    assert as_published([of("Now.")], record) == {}


DETAILS = ReportDetails(meeting_date=MEETING)
OF_SEPTEMBER = entry(figure("5"), text("Now."), meeting=MEETING, is_whole=True)


@pytest.mark.parametrize(
    ("history", "meeting", "why"),
    [
        (History(entries=[OF_SEPTEMBER]), MEETING, ""),
        (NO_HISTORY, MEETING, "September 2020 was not recorded as published for the meeting of 4 November 2020"),
        (NO_HISTORY, None, "September 2020 was not recorded as published"),
        (
            History(entries=[replace(OF_SEPTEMBER, period=month("Jun"))]),
            MEETING,
            "September 2020 was not recorded as published for the meeting of 4 November 2020",
        ),
        (
            History(entries=[OF_SEPTEMBER]),
            dt.date(2020, 12, 4),
            "September 2020 was not recorded as published for the meeting of 4 December 2020",
        ),
    ],
)
def test_a_period_counts_as_recorded_with_its_meeting_only(history: History, meeting: dt.date | None, why: str):
    assert not_recorded(index_of(indicator("5")), ReportDetails(meeting_date=meeting), history) == why


@pytest.mark.parametrize(("now", "count"), [("5", 0), ("6", 1), (None, 1)])
def test_figures_that_are_not_as_recorded_are_counted(now: str | None, count: int):
    recorded = index_of(indicator("5"))
    history = History(entries=[entry(*published(recorded), meeting=MEETING, is_whole=True)])
    assert figures_since(index_of(indicator(now)), DETAILS, history) == count
