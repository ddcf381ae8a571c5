"""A word that takes the place of a rated figure is told, and so is a figure that counts though nobody confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    GREEN,
    NOT_REPORTABLE,
    QUARTERLY,
    RED,
    REPORTED,
    SEPTEMBER,
    Somewhere,
    entry,
    figure,
    indicator,
    month,
    rule,
    text,
)

from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.marks import mark
from performance_index.period import Month
from performance_index.published_record import Record
from performance_index.rating import Rating
from performance_index.recording import to_record
from performance_index.report import ReportDetails
from performance_index.unsaid import unsaid

JUNE, DECEMBER = month("Jun"), month("Dec")
ONE = indicator(target="10", tolerance="1", frequency=QUARTERLY)


def with_words(one: Indicator, words: Mapping[str, str]) -> Indicator:
    return replace(one, marks={name: mark(typed) for name, typed in words.items()})


def index_of(one: Indicator, period: Month = SEPTEMBER) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=rule(), indicators=(one,))


def recorded(*facts: object) -> Record:
    last = History(entries=(entry(text("Homes inspected", "Indicator"), *facts, is_whole=True),)).last()  # type: ignore[arg-type]  # handed on
    assert last is not None
    return last


def found(
    one: Indicator,
    record: Record | None = None,
    *,
    is_told: bool = False,
    period: Month = SEPTEMBER,
    unsure: tuple[int, ...] = (),
) -> list[Finding]:
    return list(unsaid(index_of(one, period), record, Somewhere(), unsure, is_told=is_told))


@pytest.mark.parametrize("typed", ["n/a", "-", "*", "c", "<5", "TBC"])
@pytest.mark.parametrize("rating", [RED, GREEN])
def test_a_word_in_place_of_a_figure_that_was_rated_in_the_last_report_is_told(typed: str, rating: Rating):
    (one,) = found(with_words(ONE, {"Sep": typed}), recorded(figure("3", at=JUNE, rating=rating)))
    assert (one.severity, one.place) == (Severity.WARNING, "Sep 0")
    assert one.what == (
        f"it was {rating.value} for June 2020 in the last report, and now “{typed}” stands for September 2020: it is "
        "not rated, and the report would not say so"
    )
    assert "Indicators not rated" in one.cure


def test_where_the_report_tells_what_is_not_rated_that_is_the_cure_of_nobody():
    (one,) = found(with_words(ONE, {"Sep": "-"}), recorded(figure("3", at=JUNE, rating=RED)), is_told=True)
    assert one.what.endswith("for September 2020: it is not rated")
    assert "Indicators not rated" not in one.cure


@pytest.mark.parametrize(
    ("june", "said"), [("3", "it is Red for June 2020"), ("9", "it is Amber for June 2020"), ("10", ""), (None, "")]
)
def test_without_a_record_the_period_before_tells_whether_it_was_an_exception(june: str | None, said: str):
    one = replace(ONE, figures={} if june is None else {"Jun": Decimal(june)})
    assert [told.what.split(",")[0] for told in found(with_words(one, {"Sep": "n/a"}))] == ([said] if said else [])


@pytest.mark.parametrize(
    ("one", "record"),
    [
        pytest.param(with_words(ONE, {"Sep": "-"}), recorded(figure("3", rating=RED)), id="an amendment tells it"),
        pytest.param(with_words(ONE, {"Sep": "-"}), recorded(figure(None, at=JUNE, rating=Rating.NO_FIGURE)),
                     id="was not rated"),
        pytest.param(ONE, recorded(figure("3", at=JUNE, rating=RED)), id="a blank has its own finding"),
        pytest.param(with_words(ONE, {"Sep": "lots"}), recorded(figure("3", at=JUNE, rating=RED)), id="so has this"),
        pytest.param(with_words(replace(ONE, status=AWAITING), {"Sep": "TBC"}),
                     recorded(figure("3", at=JUNE, rating=RED)), id="a person says that it is awaited"),
        pytest.param(replace(ONE, figures={"Sep": Decimal(10)}), recorded(figure("3", at=JUNE, rating=RED)),
                     id="it is rated"),
        pytest.param(with_words(replace(ONE, frequency=ANNUAL), {"Sep": "n/a"}), None, id="nobody knows what was"),
        pytest.param(replace(ONE, frequency=ANNUAL), None, id="not due"),
    ],
)  # fmt: skip
def test_nothing_is_told_where_nothing_went_unsaid(one: Indicator, record: Record | None):
    assert found(one, record) == []


def test_nothing_is_told_of_a_row_that_cannot_be_read():
    was = recorded(figure("3", at=JUNE, rating=RED))
    assert found(with_words(ONE, {"Sep": "n/a"}), was, unsure=(0,)) == []


ONCE = replace(ONE, frequency=ANNUAL, figures={"Aug": Decimal(52)})


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("c", Severity.ERROR), ("<5", Severity.ERROR), ("TBC", Severity.WARNING), ("n/a", Severity.WARNING), ("-", None)],
)
def test_a_word_for_a_later_month_than_an_annual_figure_is_not_passed_over(typed: str, severity: Severity | None):
    made = found(with_words(ONCE, {"Jun": "c", "Dec": typed, "Jan": "c"}), period=DECEMBER)
    assert [(one.severity, one.place) for one in made] == ([] if severity is None else [(severity, "Dec 0")])
    for one in made:
        assert one.what.startswith(f"“{typed}” stands for December 2020, but the figure for August 2020 is")


def test_a_figure_that_is_later_than_the_word_and_a_word_that_nobody_knows_are_told_of_nowhere_here():
    assert found(with_words(replace(ONCE, figures={"Dec": Decimal(52)}), {"Aug": "c"}), period=DECEMBER) == []
    assert found(with_words(ONCE, {"Dec": "lots"}), period=DECEMBER) == []
    assert found(with_words(replace(ONCE, figures={}), {"Aug": "n/a", "Dec": "c"}), period=DECEMBER) == []


def not_confirmed() -> Record:
    made = to_record(index_of(replace(ONE, figures={"Sep": Decimal(43)}, status=AWAITING)), ReportDetails(), None)
    last = History(entries=(entry(*made.figures, *made.texts, is_whole=True),)).last()
    assert last is not None
    return last


@pytest.mark.parametrize(
    ("now", "status", "is_found"),
    [
        ({"Sep": "43", "Dec": "40"}, REPORTED, True),
        ({"Sep": "43", "Dec": "40"}, AWAITING, True),
        ({"Sep": "43"}, REPORTED, True),
        ({"Sep": "42", "Dec": "40"}, REPORTED, False),
        ({"Dec": "40"}, REPORTED, False),
        ({"Sep": "43", "Dec": "40"}, NOT_REPORTABLE, False),
    ],
)
def test_a_figure_that_was_not_confirmed_and_is_given_now_is_told(
    now: dict[str, str],
    status: DataStatus,
    is_found: bool,  # noqa: FBT001 - a column of the table
):
    one = replace(ONE, figures={name: Decimal(typed) for name, typed in now.items()}, status=status)
    made = found(one, not_confirmed(), period=DECEMBER)
    what = "43 was not confirmed when it was recorded, and is given now as it was typed"
    assert [(told.place, told.what) for told in made] == ([("Sep 0", what)] if is_found else [])


def test_in_its_own_period_a_figure_that_is_not_confirmed_is_kept_back_still():
    assert found(replace(ONE, figures={"Sep": Decimal(43)}, status=AWAITING), not_confirmed()) == []


def test_an_amber_is_an_exception_too():
    assert AMBER.value in found(with_words(replace(ONE, figures={"Jun": Decimal(9)}), {"Sep": "n/a"}))[0].what
