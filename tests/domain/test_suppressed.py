"""A figure that was published and is suppressed now is never told again, and check says where it still stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    AWAITING,
    NOT_REPORTABLE,
    NUMBER,
    PERCENT,
    POUNDS,
    SEPTEMBER,
    Somewhere,
    decided,
    indicator,
    month,
    rule,
)

from performance_index.amendments import Reason, amendments
from performance_index.finding import Finding
from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.marks import mark
from performance_index.period import Month
from performance_index.published_record import Entry
from performance_index.rating import Override
from performance_index.recording import to_record
from performance_index.report import ReportDetails, Section
from performance_index.suppressed import suppressed_since
from performance_index.unit import Unit

NOVEMBER, FEBRUARY = dt.date(2020, 11, 4), dt.date(2021, 2, 3)


def index_of(*indicators: Indicator, period: Month = SEPTEMBER, override: Override | None = None) -> PerformanceIndex:
    decisions = {} if override is None else {indicators[0].number: override}
    return PerformanceIndex(title="Index", period=period, rule=rule(), indicators=indicators, overrides=decisions)


def recorded(*indicators: Indicator, upon: History = NO_HISTORY, period: Month = SEPTEMBER) -> History:
    index = index_of(*indicators, period=period)
    made = to_record(index, ReportDetails(), upon.last())
    new = Entry(
        period=period, meeting=NOVEMBER, figures=made.figures, texts=made.texts, is_whole=made.is_whole,
        earlier=made.earlier,
    )  # fmt: skip
    return History(entries=(*upon.entries, new))


def suppressed(one: Indicator, at: str = "Sep", typed: str = "c") -> Indicator:
    others = {name: figure for name, figure in one.figures.items() if name != at}
    return replace(one, figures=others, marks={**one.marks, at: mark(typed)})


PUBLISHED = indicator("0.872", unit=PERCENT, target="0.91", tolerance="0.05")
NOW = suppressed(PUBLISHED)
OTHER = indicator("7", number="17", name="Plans reviewed", target="7", tolerance="1")


def found(
    *indicators: Indicator,
    history: History | None = None,
    details: ReportDetails | None = None,
    reasons: tuple[Reason, ...] = (),
    override: Override | None = None,
    unsure: tuple[int, ...] = (),
) -> list[Finding]:
    index = index_of(*indicators, override=override)
    was = recorded(PUBLISHED, OTHER) if history is None else history
    return list(suppressed_since(index, details or ReportDetails(), Somewhere(), was, reasons, unsure))


def places(made: list[Finding]) -> list[str]:
    return [one.place for one in made]


def previously(before: Indicator, after: Indicator) -> list[tuple[str, str]]:
    index, details = index_of(after, period=month("Dec")), ReportDetails(meeting_date=FEBRUARY)
    return [(one.previously, one.now) for one in amendments(index, details, recorded(before))]


def test_the_amendment_says_that_it_was_published_and_not_what_it_was():
    assert previously(PUBLISHED, NOW) == [("Published", "Suppressed")]


@pytest.mark.parametrize("typed", ["c", "[c]", "*", "<5"])
def test_whatever_word_suppresses_it(typed: str):
    assert previously(PUBLISHED, suppressed(PUBLISHED, typed=typed)) == [("Published", "Suppressed")]


def test_a_figure_that_was_not_given_was_not_published():
    assert previously(replace(PUBLISHED, status=NOT_REPORTABLE), NOW) == [("Not reportable", "Suppressed")]
    assert previously(replace(PUBLISHED, figures={"Aug": Decimal(1)}), replace(NOW, figures={"Aug": Decimal(1)})) == []


@given(st.decimals("0.3", "0.9", places=3), st.sampled_from(DataStatus), st.sampled_from(["Aug", "Sep"]))
def test_no_amendment_has_a_figure_that_is_suppressed_now(figure: Decimal, status: DataStatus, at: str):
    before = replace(PUBLISHED, target=Decimal(5), figures={"Aug": figure, "Sep": figure})
    after = replace(suppressed(before, at), status=status)
    (other,) = {"Aug", "Sep"} - {at}
    after = replace(after, figures={other: figure})
    index = index_of(after)
    told = amendments(index, ReportDetails(meeting_date=FEBRUARY), recorded(before))
    shown = {PERCENT.show(figure, decimals=n) for n in range(3, 16)}
    assert not [one for one in told if one.heading == at and shown & {one.previously, one.now}]


def test_that_the_record_and_the_reports_before_have_it_is_told_until_it_is_recorded():
    (one,) = found(NOW, OTHER)
    assert (one.place, one.number) == ("Sep 0", "16")
    assert one.what == "the figure for September 2020 was published, and is suppressed now"
    assert "Published sheet" in one.cure
    assert found(NOW, OTHER, history=recorded(NOW, OTHER, upon=recorded(PUBLISHED, OTHER))) == []


def test_nothing_is_told_without_a_record_of_what_was_never_published_or_of_a_row_that_cannot_be_read():
    assert found(NOW, history=NO_HISTORY) == []
    assert found(NOW, OTHER, history=recorded(replace(PUBLISHED, figures={}), OTHER)) == []
    assert found(PUBLISHED, OTHER) == []
    assert found(NOW, OTHER, unsure=(0,)) == []


OWN = "it has the figure for September 2020, which is suppressed now"
OF_16 = "it has the figure of 16 for September 2020, which is suppressed now"


def test_each_text_of_the_report_that_has_the_figure_is_told_of_and_the_finding_does_not_repeat_it():
    said = replace(NOW, commentary="Down from 87.2% in June.", caveat="It was 87.2 per cent.")
    details = ReportDetails(texts={Section.SUMMARY: ("All is well.", "Homes are at 87.2%.")})
    reason = Reason(number="16", what="", reason="87.2% names two homes.")
    made = found(said, OTHER, details=details, reasons=(reason,), override=decided(AMBER, "87.2% was wrong"))
    told = [(one.place, one.what) for one in made[1:]]
    assert told[:2] == [("Service commentary 0", OWN), ("Data caveat 0", OWN)]
    assert told[2:] == [("Executive summary 1", OF_16), ("Amendments 0", OWN)]
    assert not any("87" in one.what + one.cure for one in made)


def test_a_decision_is_one_of_the_texts():
    both = replace(PUBLISHED, figures={"Aug": Decimal("0.85"), "Sep": Decimal("0.872")})
    made = found(suppressed(both, "Aug"), history=recorded(both), override=decided(AMBER, "it was 85%"))
    assert places(made) == ["Aug 0", "Override reason 0"]


def test_once_it_is_recorded_the_texts_are_looked_through_still():
    later = recorded(NOW, OTHER, upon=recorded(PUBLISHED, OTHER))
    assert places(found(replace(NOW, commentary="Down from 87.2%."), OTHER, history=later)) == ["Service commentary 0"]


@pytest.mark.parametrize(
    ("figure", "unit", "words", "is_found"),
    [
        ("0.872", PERCENT, "87.2%", True),
        ("0.872", PERCENT, "about 87% of them", True),
        ("0.872", PERCENT, "87.2", True),
        ("0.872", PERCENT, "87.20 percent", True),
        ("0.872", PERCENT, "87.3%", False),
        ("0.872", PERCENT, "187.2%", False),
        ("0.872", PERCENT, "In 87/88", False),
        ("3", NUMBER, "There were 3.", True),
        ("3", NUMBER, "There were three.", True),
        ("3", NUMBER, "There were thirteen, 13, in 2013/14.", False),
        ("1234", NUMBER, "1,234 homes", True),
        ("1234.5", NUMBER, "1,235 homes", True),
        ("1200", POUNDS, "It cost £1,200.", True),
        ("-4", NUMBER, "4 fewer", True),
    ],
)
def test_a_figure_is_known_however_it_is_written(figure: str, unit: Unit, words: str, is_found: bool):  # noqa: FBT001 - a column of the table
    before = replace(PUBLISHED, unit=unit, figures={"Sep": Decimal(figure)}, target=Decimal(0))
    made = found(replace(suppressed(before), commentary=words), history=recorded(before))
    assert ("Service commentary 0" in places(made)) is is_found


@pytest.mark.parametrize(
    ("figure", "unit", "words", "is_found"),
    [
        ("0.872", PERCENT, "87.2%", True),
        ("0.872", PERCENT, "87%", False),
        ("3", NUMBER, "3 plans", False),
        ("3", NUMBER, "three plans", False),
        ("1234", NUMBER, "1,234 plans", True),
        ("50", POUNDS, "£50", True),
    ],
)
def test_in_what_is_said_of_others_a_figure_counts_that_is_there_in_full(
    figure: str,
    unit: Unit,
    words: str,
    is_found: bool,  # noqa: FBT001 - a column of the table
):
    before = replace(PUBLISHED, unit=unit, figures={"Sep": Decimal(figure)}, target=Decimal(0))
    made = found(suppressed(before), replace(OTHER, commentary=words), history=recorded(before, OTHER))
    assert [(one.place, one.what) for one in made[1:]] == ([("Service commentary 1", OF_16)] if is_found else [])


def test_one_that_was_renumbered_is_known_again():
    made = found(replace(NOW, number="21"), OTHER)
    assert places(made) == ["Sep 0"]


def test_a_status_beside_the_word_does_not_bring_the_figure_back():
    for status in (AWAITING, NOT_REPORTABLE):
        assert [was for was, _ in previously(PUBLISHED, replace(NOW, status=status))] in (["Published"], [])
