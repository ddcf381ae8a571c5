"""Words that are as they were published although what they are about has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from make import SEPTEMBER, Somewhere, indicator, month, was

from performance_index.carried_over import carried_over, word_for_word
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import Month
from performance_index.published_record import Record
from performance_index.rating import RatingRule
from performance_index.report import ReportDetails, Section

RED = indicator("5", target="10", tolerance="0", commentary="The courts set the pace.", number="16a")
SUMMARY = ReportDetails(texts={Section.SUMMARY: ("First.", "Second."), Section.RISK: ("None.",), Section.LEGAL: ()})


def index_of(*indicators: Indicator, period: Month = SEPTEMBER) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=RatingRule(), indicators=indicators)


def record(
    figure: str | None = "6",
    texts: Mapping[tuple[str, str], str] | None = None,
    *,
    period: Month = SEPTEMBER,
) -> Record:
    said = {("16a", "Service commentary"): "The courts set the pace."} if texts is None else texts
    return was(figure, said, period=period, number="16a")


def found(published: Record, one: Indicator = RED, details: ReportDetails | None = None) -> list[str]:
    index = index_of(one)
    return [str(finding) for finding in word_for_word(index, details or ReportDetails(), Somewhere(), published)]


def test_what_was_last_gone_through_for_another_period_is_told_of():
    index = index_of(RED, indicator("5", number="8"))
    said = [str(finding) for finding in carried_over(index, replace(SUMMARY, words_for=month("Jun")), Somewhere())]
    cure = (
        "put right what is no longer so; when all words are right for September 2020, say on the Report sheet "
        "that the words are for 30/09/2020"
    )
    risk = "Risk and health and safety implications"
    assert said == [
        f"Service commentary 0: last gone through for June 2020: Service commentary; {cure}",
        f"Executive summary 0: last gone through for June 2020: the text of Executive summary; {cure}",
        f"{risk} 0: last gone through for June 2020: the text of {risk}; {cure}",
    ]


@pytest.mark.parametrize("words_for", [None, SEPTEMBER])
def test_nothing_is_carried_over_where_the_words_are_for_this_period_or_nobody_has_said(words_for: Month | None):
    assert list(carried_over(index_of(RED), replace(SUMMARY, words_for=words_for), Somewhere())) == []


def test_a_commentary_that_is_as_it_was_published_while_its_figure_changed_is_told_of():
    (line,) = found(record())
    assert line == (
        "Service commentary 0: the commentary is word for word what was published for September 2020, "
        "but the figure has changed; say what is so now, or leave it if it still is"
    )


@pytest.mark.parametrize("figure", [None, "0", "6"])
def test_no_figure_and_nought_are_figures_that_changed(figure: str | None):
    assert len(found(record(figure))) == 1


def test_blanks_make_no_other_words_of_it():
    assert len(found(record(), replace(RED, commentary="  The courts\nset the  pace.\n"))) == 1


@pytest.mark.parametrize(
    ("published", "one"),
    [
        pytest.param(record("5"), RED, id="the figure is the same"),
        pytest.param(record("5.0"), RED, id="it is the same, written otherwise"),
        pytest.param(record(), replace(RED, commentary="The courts set another pace."), id="other words"),
        pytest.param(record(), replace(RED, figures={"Sep": Decimal(11)}), id="it is not printed"),
        pytest.param(record(texts={}), RED, id="version 0.1.0 recorded no texts"),
        pytest.param(record(texts={}), replace(RED, commentary=""), id="there is none, and was none"),
        pytest.param(replace(record(), figures={}), RED, id="nobody knows the figure"),
    ],
)
def test_nothing_is_told_where(published: Record, one: Indicator):
    assert found(published, one) == []


TEXTS = {("", "Executive summary"): "First.\nSecond.", ("", "Risk and health and safety implications"): "None."}


def test_the_texts_that_are_as_they_were_published_for_another_period_are_one_finding():
    (line,) = found(record("5", TEXTS, period=month("Jun")), details=SUMMARY)
    assert line == (
        "Executive summary 0: word for word what was published for June 2020, though the period has changed: "
        "the text of Executive summary, Risk and health and safety implications; "
        "say what is so now, or leave it if it still is"
    )


def test_so_they_are_where_a_figure_was_corrected_after_it_was_published():
    (line,) = found(record("6", TEXTS), details=SUMMARY)
    assert "though a figure has changed" in line


@pytest.mark.parametrize(
    ("published", "details"),
    [
        pytest.param(record("5", TEXTS), SUMMARY, id="nothing has changed"),
        pytest.param(record("6", TEXTS), ReportDetails(texts={Section.SUMMARY: ("Third.",)}), id="the text has"),
        pytest.param(record("6", {}), SUMMARY, id="version 0.1.0 recorded no texts"),
    ],
)
def test_nothing_is_told_of_texts_where(published: Record, details: ReportDetails):
    assert found(published, details=details) == []
