"""What became of the exceptions since the last meeting, in sentences; what nobody knows is told of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    CLOSE,
    GREEN,
    NOT_REPORTABLE,
    POINTS,
    QUARTERLY,
    RED,
    SEPTEMBER,
    YEAR_EVEN,
    YEAR_TOTAL,
    decided,
    entry,
    figure,
    indicator,
    month,
    text,
)
from test_amendments import RULE, index_of

from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import Month
from performance_index.published_record import Entry
from performance_index.rating import Override, Rating, RatingRule
from performance_index.recording import to_record
from performance_index.report import ReportDetails, Section, compose
from performance_index.report_choices import SinceLast
from performance_index.since import How, nothing_recorded, since_last, told, told_if_shown

JULY, NOVEMBER, FEBRUARY, MAY = dt.date(2020, 7, 8), dt.date(2020, 11, 4), dt.date(2021, 2, 3), dt.date(2021, 5, 5)
JUNE, DECEMBER, MARCH = month("Jun"), month("Dec"), month("Mar")
LEAD = "Since the report for the meeting of 8 July 2020, of figures up to June 2020, "
NONE_BECAME = f"{LEAD}no indicator has become an exception."
SHOWN = ReportDetails(meeting_date=NOVEMBER, since=SinceLast.SHOWN)


def homes(number: str = "5", name: str = "Homes inspected", **figures: str) -> Indicator:
    """One that is Green from 10 on, Amber at 9, and Red below that."""
    return indicator(number=number, name=name, target="10", tolerance="1", figures=figures)


def published(
    *indicators: Indicator,
    period: Month = JUNE,
    meeting: dt.date | None = JULY,
    upon: History | None = None,
    rule: RatingRule = RULE,
    overrides: Mapping[str, Override] | None = None,
) -> History:
    """The history once a report of these indicators was recorded."""
    before, index = upon or History(), index_of(*indicators, period=period, rule=rule, overrides=overrides)
    made = to_record(index, ReportDetails(), before.last())
    new = Entry(period=period, meeting=meeting, figures=made.figures, texts=made.texts, is_whole=made.is_whole)
    return History(entries=(*before.entries, new))


def tells(history: History, *now: Indicator, meeting: dt.date = NOVEMBER, **more: object) -> list[str]:
    index = index_of(*now, **more)  # type: ignore[arg-type]  # handed on
    return list(told(since_last(index, ReportDetails(meeting_date=meeting), history)))


def of_one(before: Indicator, now: Indicator, **more: object) -> str:
    """The sentence on the one indicator that was published as it was before."""
    lines = tells(published(before), now, **more)
    return lines[-1].removeprefix(LEAD)


RED_THEN = homes(Jun="7")


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (homes(Jun="10"), homes(Jun="10", Sep="8"),
         "1 indicator has become an exception: 5, Homes inspected (Red, was Green)."),
        (homes(), homes(Sep="9"),
         "1 indicator has become an exception: 5, Homes inspected (Amber, was not rated: awaiting data)."),
        (RED_THEN, homes(Jun="7", Sep="10"),
         "1 exception of that report is one no longer: 5, Homes inspected (Green, was Red)."),
        (RED_THEN, homes(Jun="7"),
         "1 exception of that report is not rated now: 5, Homes inspected (awaiting data, was Red)."),
        (RED_THEN, replace(homes(Jun="7", Sep="9"), status=NOT_REPORTABLE),
         "1 exception of that report is not rated now: 5, Homes inspected (not reportable, was Red)."),
        (RED_THEN, replace(homes(Jun="7", Sep="9"), status=AWAITING),
         "1 exception of that report is not rated now: 5, Homes inspected (awaiting data, was Red)."),
        (RED_THEN, homes(Jun="7", Sep="9"), "1 exception is rated better: 5, Homes inspected (Amber, was Red)."),
        (homes(Jun="9"), homes(Jun="9", Sep="8"),
         "1 exception is rated worse: 5, Homes inspected (Red, was Amber)."),
        (RED_THEN, homes(Jun="7", Sep="8"),
         "1 exception is rated as before, and better: 5, Homes inspected (Red; better than June 2020)."),
        (RED_THEN, homes(Jun="7", Sep="6"),
         "1 exception is rated as before, and worse: 5, Homes inspected (Red; worse than June 2020)."),
        (RED_THEN, homes(Jun="7", Sep="7"),
         "1 exception is rated as before: 5, Homes inspected (Red; same as June 2020)."),
        (homes(Jun="10"), homes(Jun="10", Sep="11"), "no indicator has become an exception."),
        (homes(Jun="10"), homes(Jun="10"), "no indicator has become an exception."),
    ],
)  # fmt: skip
def test_what_became_of_an_indicator_is_told(before: Indicator, now: Indicator, sentence: str):
    assert of_one(before, now) == sentence


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"target": Decimal(12)}, "its target has changed"),
        ({"tolerance": Decimal("1.5")}, "its tolerance has changed"),
        ({"target": Decimal(12), "tolerance": Decimal(2)}, "its target and tolerance have changed"),
        ({"polarity": CLOSE}, "its polarity has changed"),
        ({"frequency": QUARTERLY}, "its frequency has changed"),
        ({"measured": YEAR_TOTAL}, "its way of measuring has changed"),
        ({"target_is": YEAR_EVEN, "target": Decimal(30)}, "its target has changed"),
        ({"figures": {"Jun": Decimal(5), "Sep": Decimal(8)}}, "what was published for June 2020 has changed"),
    ],
)
def test_where_the_goal_posts_or_the_earlier_figure_moved_that_is_told_and_no_figure_compared(
    change: dict[str, object], note: str
):
    now = replace(homes(Jun="7", Sep="8"), **change)  # type: ignore[arg-type]  # a field each
    assert of_one(RED_THEN, now) == f"1 exception is rated as before: 5, Homes inspected (Red; {note})."


def test_an_easier_target_does_not_pass_for_a_better_figure():
    now = replace(homes(Jun="7", Sep="7"), target=Decimal(7))
    assert of_one(RED_THEN, now).endswith("5, Homes inspected (Green, was Red; its target has changed).")


def test_another_rating_rule_is_told():
    lenient = replace(RULE, green_within=Decimal(1), green_within_as=POINTS)
    lines = tells(published(RED_THEN), homes(Jun="7", Sep="6"), rule=lenient)
    assert lines[-1].startswith("The rating rule has changed since that report")
    dated = replace(RULE, in_force_from=dt.date(2020, 9, 1))
    assert not any("rule" in line for line in tells(published(RED_THEN), homes(Jun="7", Sep="6"), rule=dated))


def test_a_rating_by_decision_is_told_as_one_now_and_then():
    history = published(RED_THEN, overrides={"5": decided(AMBER)})
    assert tells(history, homes(Jun="7", Sep="8"))[-1].endswith("(Red, was Amber by decision).")
    lines = tells(published(RED_THEN), homes(Jun="7", Sep="8"), overrides={"5": decided(AMBER)})
    assert lines[-1].endswith("(Amber by decision, was Red).")


def test_a_quarters_figure_that_still_stands_is_not_told_as_a_newer_one():
    quarterly = replace(RED_THEN, frequency=QUARTERLY)
    lines = tells(published(quarterly), quarterly, period=month("Aug"))
    assert lines == [NONE_BECAME, "1 exception is rated as before: 5, Homes inspected (Red; no newer figure)."]


def test_totals_of_the_year_are_compared_by_their_pace():
    total = replace(homes(Jun="20"), measured=YEAR_TOTAL, target_is=YEAR_EVEN, target=Decimal(120))
    now = replace(total, figures={"Jun": Decimal(20), "Sep": Decimal(42)})
    assert of_one(total, now).endswith("(Red; better pace than June 2020).")


def test_close_to_target_is_judged_by_the_distance_that_was_published():
    before = replace(RED_THEN, polarity=CLOSE)
    assert of_one(before, replace(homes(Jun="7", Sep="12"), polarity=CLOSE)).endswith("(Red; better than June 2020).")
    assert of_one(before, replace(homes(Jun="7", Sep="14"), polarity=CLOSE)).endswith("(Red; worse than June 2020).")


def test_several_are_counted_and_told_in_index_order():
    before = [homes("1", "A", Jun="10"), homes("2", "B", Jun="10"), homes("3", "C", Jun="7"), homes("4", "D", Jun="7")]
    now = [homes("1", "A", Jun="10", Sep="8"), homes("2", "B", Jun="10", Sep="9"),
           homes("3", "C", Jun="7", Sep="10"), homes("4", "D", Jun="7", Sep="11")]  # fmt: skip
    assert tells(published(*before), *now) == [
        f"{LEAD}2 indicators have become exceptions: 1, A (Red, was Green); 2, B (Amber, was Green).",
        "2 exceptions of that report are exceptions no longer: 3, C (Green, was Red); 4, D (Green, was Red).",
    ]


def test_an_indicator_is_known_again_under_another_number_and_name():
    renumbered, reworded = homes("5a", Jun="7", Sep="8"), homes(name="Homes visited", Jun="7", Sep="8")
    assert of_one(RED_THEN, renumbered).endswith("5a, Homes inspected (Red; better than June 2020).")
    assert of_one(RED_THEN, reworded).endswith("5, Homes visited (Red; better than June 2020).")


def test_one_that_came_and_one_that_left_are_told():
    lines = tells(published(RED_THEN), homes("6", "Complaints upheld", Sep="8"), homes("7", "New and Green", Sep="10"))
    assert lines == [
        f"{LEAD}1 indicator has become an exception: 6, Complaints upheld (Red; new in the index).",
        "1 exception of that report has left the index: 5, Homes inspected (was Red).",
    ]


def test_one_that_left_and_was_no_exception_is_not_told():
    assert tells(published(homes(Jun="10"))) == [NONE_BECAME]


OLD = entry(
    figure("7", "5", JUNE, RED), figure("7", "6", JUNE, RED), figure("10", "7", JUNE, GREEN),
    period=JUNE, meeting=JULY, is_whole=True,
)  # fmt: skip
"""A record of version 0.1.0: figures and ratings, nothing of what they are of."""


def test_of_a_record_without_definitions_only_ratings_and_numbers_are_compared():
    now = [homes(Jun="7", Sep="8"), homes("7", "Plans", Jun="10", Sep="9"), homes("8", "Visits", Sep="9")]
    assert tells(History(entries=(OLD,)), *now) == [
        (
            f"{LEAD}2 indicators have become exceptions: 7, Plans (Amber, was Green; its target has changed); "
            "8, Visits (Amber; no indicator had this number)."
        ),
        "1 exception of that report has a number that the index no longer has: 6 (was Red).",
        "1 exception is rated as before: 5, Homes inspected (Red; its target has changed).",
    ]
    with_targets = replace(OLD, figures=tuple(replace(one, target=Decimal(10)) for one in OLD.figures))
    lines = tells(History(entries=(with_targets,)), *now[:2])
    assert lines[-1] == "1 exception is rated as before: 5, Homes inspected (Red)."


def test_an_exception_whose_rating_the_record_has_lost_is_told_as_unknown():
    lost = entry(
        text("Homes inspected", "Indicator", "5"), figure("7", "5", JUNE), period=JUNE, meeting=JULY, is_whole=True
    )
    assert tells(History(entries=(lost,)), homes(Jun="7", Sep="8")) == [
        f"{LEAD}no indicator is known to have become an exception.",
        "1 exception was in that report, and the record does not say how it was rated: 5, Homes inspected (Red).",
    ]
    assert tells(History(entries=(lost,)), homes(Jun="7", Sep="10")) == [NONE_BECAME]


def test_the_record_of_this_meeting_or_a_later_one_is_not_the_one_before():
    history = published(homes(Jun="7", Sep="8"), period=SEPTEMBER, meeting=NOVEMBER, upon=published(RED_THEN))
    again = published(homes(Jun="7", Sep="9"), period=SEPTEMBER, meeting=NOVEMBER, upon=history)
    later = published(homes(Jun="7", Sep="9", Dec="10"), period=DECEMBER, meeting=FEBRUARY, upon=again)
    for known in (history, again, later):
        assert tells(known, homes(Jun="7", Sep="8"))[-1].endswith("(Red; better than June 2020).")


def test_a_meeting_of_the_same_period_is_one_before_all_the_same():
    history = published(homes(Jun="7", Sep="8"), period=SEPTEMBER, meeting=dt.date(2020, 10, 1))
    assert tells(history, homes(Jun="7", Sep="8")) == [
        (
            "Since the report for the meeting of 1 October 2020, of figures up to September 2020, no indicator has "
            "become an exception."
        ),
        "1 exception is rated as before: 5, Homes inspected (Red; no newer figure).",
    ]


def test_without_a_record_that_can_be_read_nothing_is_told():
    assert tells(History(), homes(Sep="8")) == []
    unreadable = entry(period=None, meeting=JULY)
    assert tells(History(entries=(*published(RED_THEN).entries, unreadable)), homes(Jun="7", Sep="8")) == []


def test_a_record_without_a_meeting_is_told_of_by_its_period():
    lines = tells(published(RED_THEN, meeting=None), homes(Jun="7", Sep="8"))
    assert lines[0] == "Since the report of figures up to June 2020, no indicator has become an exception."


def running(*reports: Indicator, now: Indicator) -> list[str]:
    """What is told of exceptions for the third report running in December, after reports for June and September."""
    history: History | None = None
    for one, period, meeting in zip(reports, (JUNE, SEPTEMBER), (JULY, NOVEMBER), strict=False):
        history = published(one, period=period, meeting=meeting, upon=history)
    lines = tells(history or History(), now, period=DECEMBER, meeting=FEBRUARY)
    return [line for line in lines if "running" in line]


def test_an_exception_for_the_third_report_running_is_told_under_whatever_number():
    now = homes("5a", Jun="7", Sep="9", Dec="8")
    assert running(RED_THEN, homes(Jun="7", Sep="9"), now=now) == [
        (
            "1 indicator is an exception for at least the third report running (June 2020, September 2020 and December "
            "2020): 5a, Homes inspected."
        )
    ]


@pytest.mark.parametrize(
    ("june", "september", "december"),
    [("10", "8", "8"), ("7", "10", "8"), ("7", "8", "10")],
)
def test_one_that_was_none_in_one_of_the_three_is_not(june: str, september: str, december: str):
    second = homes(Jun=june, Sep=september)
    assert running(homes(Jun=june), second, now=homes(Jun=june, Sep=september, Dec=december)) == []


def test_two_reports_are_no_third_and_two_of_one_period_are_one():
    assert running(RED_THEN, now=homes(Jun="7", Sep="8", Dec="8")) == []
    twice = published(homes(Jun="7", Sep="8"), period=SEPTEMBER, meeting=dt.date(2020, 10, 1), upon=published(RED_THEN))
    same = published(homes(Jun="7", Sep="8"), period=SEPTEMBER, meeting=NOVEMBER, upon=twice)
    lines = tells(same, homes(Jun="7", Sep="8"), meeting=dt.date(2020, 12, 2))
    assert not any("running" in line for line in lines)
    lines = tells(same, homes(Jun="7", Sep="8", Dec="8"), period=DECEMBER, meeting=FEBRUARY)
    assert lines[-1].startswith("1 indicator is an exception for at least the third report running (June 2020, Sep")


def test_a_year_of_four_reports():
    homes_, plans, visits = homes("1", Jun="9"), homes("2", "Plans issued", Jun="11"), homes("3", "Visits", Jun="7")
    assert tells(History(), homes_, plans, visits, period=JUNE, meeting=JULY) == []
    history = published(homes_, plans, visits)

    homes_, plans = homes("1", Jun="9", Sep="9"), homes("2", "Plans issued", Jun="11", Sep="8")
    visits = replace(homes("3", "Visits", Jun="7", Sep="8"), status=NOT_REPORTABLE)
    assert tells(history, homes_, plans, visits) == [
        f"{LEAD}1 indicator has become an exception: 2, Plans issued (Red, was Green).",
        "1 exception of that report is not rated now: 3, Visits (not reportable, was Red).",
        "1 exception is rated as before: 1, Homes inspected (Amber; same as June 2020).",
    ]
    history = published(homes_, plans, visits, period=SEPTEMBER, meeting=NOVEMBER, upon=history)

    homes_ = homes("1", Jun="9", Sep="9", Dec="8")
    plans = homes("2a", "Plans issued", Jun="11", Sep="8", Dec="9")
    visits = homes("3", "Visits to children", Jun="7", Sep="8", Dec="8")
    assert tells(history, homes_, plans, visits, period=DECEMBER, meeting=FEBRUARY) == [
        (
            "Since the report for the meeting of 4 November 2020, of figures up to September 2020, 1 indicator has "
            "become an exception: 3, Visits to children (Red, was not rated: not reportable)."
        ),
        "1 exception is rated better: 2a, Plans issued (Amber, was Red).",
        "1 exception is rated worse: 1, Homes inspected (Red, was Amber).",
        (
            "1 indicator is an exception for at least the third report running (June 2020, September 2020 and December "
            "2020): 1, Homes inspected."
        ),
    ]
    history = published(homes_, plans, visits, period=DECEMBER, meeting=FEBRUARY, upon=history)

    homes_ = homes("1", Jun="9", Sep="9", Dec="8", Mar="8.5")
    plans = homes("2a", "Plans issued", Jun="11", Sep="8", Dec="9", Mar="9")
    assert tells(history, homes_, plans, period=MARCH, meeting=MAY) == [
        (
            "Since the report for the meeting of 3 February 2021, of figures up to December 2020, no indicator has "
            "become an exception."
        ),
        "1 exception of that report has left the index: 3, Visits to children (was Red).",
        "1 exception is rated as before, and better: 1, Homes inspected (Red; better than December 2020).",
        "1 exception is rated as before: 2a, Plans issued (Amber; same as December 2020).",
        (
            "2 indicators are exceptions for at least the third report running (September 2020, December 2020 and "
            "March 2021): 1, Homes inspected; 2a, Plans issued."
        ),
    ]
    history = published(homes_, plans, period=MARCH, meeting=MAY, upon=history)

    june = Month(month("Jun", 2021).year, 3)
    lines = tells(history, homes("1", Jun="8"), replace(plans, figures={}), period=june, meeting=dt.date(2021, 7, 7))
    assert lines[1:] == [
        "1 exception of that report is not rated now: 2a, Plans issued (awaiting data, was Amber).",
        "1 exception is rated as before, and worse: 1, Homes inspected (Red; worse than March 2021).",
        (
            "1 indicator is an exception for at least the third report running "
            "(December 2020, March 2021 and June 2021): "
            "1, Homes inspected."
        ),
    ]


def test_an_annual_figure_that_is_not_due_is_told_as_not_rated():
    annual = replace(homes(Mar="7"), frequency=ANNUAL)
    history = published(annual, period=MARCH, meeting=MAY)
    line = tells(history, replace(annual, figures={}), period=month("Jun", 2021), meeting=dt.date(2021, 7, 7))[-1]
    assert line == "1 exception of that report is not rated now: 5, Homes inspected (not due, was Red)."


RATINGS = st.sampled_from(["7", "8", "9", "10", "11", None])


def quarter(figures: list[str | None], *, at: str) -> list[Indicator]:
    return [
        indicator(figure_, at=at, number=str(n), name=f"Indicator {n}", target="10", tolerance="1")
        for n, figure_ in enumerate(figures)
    ]


@given(figures=st.lists(st.tuples(RATINGS, RATINGS), max_size=6))
def test_every_exception_now_or_then_is_told_once_and_nothing_else(figures: list[tuple[str | None, str | None]]):
    before = index_of(*quarter([then for then, _ in figures], at="Jun"), period=JUNE)
    now = index_of(
        *(
            replace(one, figures={**one.figures, **later.figures})
            for one, later in zip(before.indicators, quarter([new for _, new in figures], at="Sep"), strict=True)
        )
    )
    since = since_last(now, SHOWN, published(*before.indicators))
    assert since is not None or not figures
    said = [] if since is None else [one.number for one in since.moves]
    are = {one.indicator.number for index in (before, now) for one in index.exceptions()}
    assert sorted(said) == sorted(are)
    became = {one.number for one in since.of(How.BECAME)} if since else set()
    assert became == _numbers(now) - _numbers(before)


def _numbers(index: PerformanceIndex) -> set[str]:
    return {one.indicator.number for one in index.rated if one.rating in {Rating.AMBER, Rating.RED}}


def test_the_report_tells_it_where_the_setting_says_so_before_a_persons_own_words():
    index, history = index_of(homes(Jun="7", Sep="10")), published(RED_THEN)
    details = replace(SHOWN, texts={Section.SINCE: ("The service was reorganised.",)})
    lines = told_if_shown(index, details, history)
    assert compose(index, details, (), lines).sections["section.since"] == (
        NONE_BECAME,
        "1 exception of that report is one no longer: 5, Homes inspected (Green, was Red).",
        "The service was reorganised.",
    )
    hidden = replace(details, since=SinceLast.LEFT_OUT)
    assert told_if_shown(index, hidden, history) == ()
    assert compose(index, hidden).sections["section.since"] == ("The service was reorganised.",)


def test_it_is_a_finding_that_nothing_was_recorded_to_tell_it_by():
    index = index_of(homes(Sep="8"))
    (finding,) = nothing_recorded(index, SHOWN, History(), "Settings!B21")
    assert str(finding) == (
        "Settings!B21: the report is to tell what is so since the last meeting, and nobody recorded what was "
        "published for that; record each report as published (the button, or performance-index record); for this one, "
        "compare with the workbook of the last report (performance-index report --previous), or choose Left out"
    )
    only_this = published(homes(Sep="8"), period=SEPTEMBER, meeting=NOVEMBER)
    assert nothing_recorded(index, SHOWN, only_this, "Settings!B21")
    assert not nothing_recorded(index, SHOWN, published(RED_THEN), "Settings!B21")
    assert not nothing_recorded(index, replace(SHOWN, since=SinceLast.LEFT_OUT), History(), "Settings!B21")
