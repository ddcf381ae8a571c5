"""The appendix as data: the whole index by theme, under the name that the report gives it."""

from __future__ import annotations

import datetime as dt

import pytest
from make import (
    AMBER,
    DATA_ONLY,
    NOT_REPORTABLE,
    PERCENT,
    PROVISIONAL,
    QUARTERLY,
    SEPTEMBER,
    Somewhere,
    decided,
    indicator,
    month,
)

from performance_index.appendix import INDICATOR_COLUMNS, NOTE_COLUMNS, Appendix, compose_appendix, misnamed
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import Month
from performance_index.rating import Rating, RatingRule
from performance_index.report import ReportDetails, Section, compose

DETAILS = ReportDetails(committee="Housing Panel", meeting_date=dt.date(2020, 11, 4), lead_officer="Ann Lee")


def index_of(*indicators: Indicator, period: Month = SEPTEMBER, title: str = "Index") -> PerformanceIndex:
    overrides = {"99": decided(AMBER, "it was filed late")}
    return PerformanceIndex(title=title, period=period, rule=RatingRule(), indicators=indicators, overrides=overrides)


def appendix(*indicators: Indicator, period: Month = SEPTEMBER) -> Appendix:
    return compose_appendix(index_of(*indicators, period=period), DETAILS)


def test_each_indicator_stands_under_its_theme_with_all_its_figures():
    made = appendix(
        indicator("0.872", unit=PERCENT, target="0.91", theme="Front door", last_year="0.9"),
        indicator("3", number="17", polarity=DATA_ONLY),
    )
    (first, (one,)), (second, (other,)) = made.themes
    assert (first, second) == ("Front door", "Other indicators")
    assert one.cells == {
        "no": ("16",), "indicator": ("Homes inspected",), "figure": ("87.2%",), "target": ("91%",), "rating": ("Red",),
        "direction": ("Worse than last year",), "last_year": ("90%",), "england": ("Not available",),
        "london": ("Not available",),
    }  # fmt: skip
    assert (one.rating, other.rating) == (Rating.RED, None)
    assert (other.cells["rating"], other.cells["target"]) == (("Data only",), ("Not applicable",))
    assert tuple(one.cells) == INDICATOR_COLUMNS


def test_without_any_theme_they_are_the_indicators():
    assert [name for name, _ in appendix(indicator("3")).themes] == ["Indicators"]


def test_it_says_how_many_have_which_rating_and_what_that_means():
    made = appendix(indicator("3", target="2"), indicator(number="17"))
    assert (
        made.counts == "Of 2 indicators, 1 is rated. 1 awaits data (17). Ratings: 1 Green, 0 Amber, 0 Red, 1 not rated."
    )
    assert made.ratings.startswith("An indicator is rated Green where its target is met, Amber")
    assert made.ratings.endswith("Of a target for the year, the share that is due by the month of the figure is given.")
    assert appendix(indicator("3", target="2")).counts.startswith("Of 1 indicator, 1 is rated. Ratings: 1 Green")


def test_what_is_to_be_read_with_care_has_a_note():
    made = appendix(
        indicator("1", number="1"),
        indicator("1", number="2", target="2", status=PROVISIONAL, caveat="Late.\nWrong."),
        indicator("1", number="3", status=NOT_REPORTABLE),
        indicator("1", number="99", target="2"),
        indicator(number="5", status=PROVISIONAL),
    )
    assert [(one.number, one.cells["note"]) for one in made.notes] == [
        ("2", ("Provisional figure: it may still change.", "Late.", "Wrong.")),
        ("3", ("Not reportable.",)),
        ("99", (made.notes[2].cells["note"][0],)),
    ]  # fmt: skip
    assert made.notes[2].cells["note"][0].startswith("Rated Amber by decision: it was filed late. By the rule Red: ")
    assert tuple(made.notes[0].cells) == NOTE_COLUMNS
    rows = {row.number: row.cells for _, some in made.themes for row in some}
    assert rows["2"]["figure"] == ("1", "Provisional")
    assert rows["99"]["rating"] == ("Amber", "By decision")
    assert rows["3"]["figure"] == rows["3"]["direction"] == rows["5"]["figure"] == ("Not available",)


def test_an_older_figure_has_its_month():
    made = appendix(indicator("52", at="Jun", frequency=QUARTERLY), period=month("Aug"))
    assert made.themes[0][1][0].cells["figure"] == ("52 (June 2020)",)


@pytest.mark.parametrize("title", ["Housing Performance Index", "Index 2020/21"])
def test_its_title_and_year_are_those_that_the_report_names(title: str):
    index = index_of(indicator("3"), title=title)
    report, made = compose(index, DETAILS), compose_appendix(index, DETAILS)
    for tag in ("index_title", "year", "committee", "date", "period_end"):
        assert made.values[tag] == report.values[tag]
    assert made.title == f"{title} 2020/21, up to September 2020"


def test_no_person_is_in_it_and_nothing_blank():
    made = compose_appendix(index_of(indicator("3"), title=""), ReportDetails(lead_officer="Ann Lee"))
    assert "Ann Lee" not in str(made)
    assert set(made.values) == {"index_title", "year", "period_end"}
    assert made.values["index_title"] == "Performance Index"
    cells = [cell for _, rows in made.themes for row in rows for cell in row.cells.values()]
    assert all(all(cell) and cell for cell in cells)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ((), 0),
        (("Housing and Homes  index 2020/21",), 0),
        (("A map", "The Housing & Homes Index 2020/21, attached"), 0),
        (("Housing & Homes Index 2019/20",), 1),
        (("A map",), 1),
    ],
)
def test_a_list_of_appendices_that_names_it_otherwise_is_told_of(said: tuple[str, ...], count: int):
    details = ReportDetails(texts={Section.APPENDICES: said})
    found = list(misnamed(index_of(indicator("3"), title="Housing & Homes Index"), details, Somewhere()))
    assert len(found) == count
    assert all(one.place == "Appendices 0" for one in found)
