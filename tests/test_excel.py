"""What Excel calls: every in-sheet function gives what the report will say, or words, and never raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import INDICATORS, RULE, reading, tables
from performance_index import excel
from performance_index.workbook import layout
from performance_index.workbook.results import RESULTS

FUNCTIONS = {name: getattr(excel, name) for name in RESULTS}


def arguments(record: Mapping[str, object], **others: object) -> dict[str, object]:
    """What Excel passes for a row: its cells, the period, and two tables with their headings."""
    rule, profile = tables()[RULE], tables()["Profile"]
    given_ = {name: record.get(heading) for name, heading in layout.ARGUMENTS.items()}
    return {
        **given_,
        "period_end": [["Period end", dt.datetime(2020, 9, 30)]],  # noqa: DTZ001 - Excel's dates have no zone
        "rating_rule": [list(rule.headings), *map(list, rule.rows)],
        "profile": [list(profile.headings), *map(list, profile.rows)],
        **others,
    }


def period(cell: object) -> dict[str, object]:
    """The row of the period end with this value."""
    return {"period_end": [["Period end", cell]]}


def rule_with(**parts: object) -> list[list[object]]:
    """The example's rule, some of it changed, as Excel passes its table."""
    table = tables()[RULE]
    changed = {name.replace("_", " "): value for name, value in parts.items()}
    return [list(table.headings), *([row[0], changed.get(str(row[0]), row[1]), None] for row in table.rows)]


ROW = {
    "No": 16.0, "Unit": "weeks", "Polarity": "Lower is better", "Frequency": "Quarterly", "Measured": "At period end",
    "Target": 26.0, "Target is": "For every period", "Tolerance": 30.0, "Tolerance as": "Red limit",
    "Data status": "Reported", "Sep": 43.1, "Jun": 36.4,
}  # fmt: skip


def test_every_function_gives_for_every_row_of_the_example_what_the_report_is_made_from():
    index = reading().index
    assert index is not None
    for record, rated in zip(tables()[INDICATORS].records(), index.rated, strict=True):
        for name, function in FUNCTIONS.items():
            assert function(**arguments(record)) == RESULTS[name](rated), (record["No"], name)


@pytest.mark.parametrize(
    ("name", "gives"),
    [
        ("RAG", "Red"),
        ("RAG_WHY", "43.1 weeks against a target of 26 weeks: 17.1 weeks over, past the red limit of 30 weeks"),
        ("RAG_DIRECTION", "Worse than June"),
        ("RAG_ACTUAL", 43.1),
        ("RAG_TARGET", 26.0),
    ],
)
def test_each_function_gives_its_part_of_the_answer(name: str, gives: object):
    assert FUNCTIONS[name](**arguments(ROW)) == gives


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_empty_row_gives_an_empty_cell(name: str):
    assert FUNCTIONS[name](**arguments({})) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"Sep": "91"}, "Check Sep: '91' is stored as text; set the cell's format to a number, and type it again"),
        ({"Sep": "#N/A"}, "Check Sep: the cell shows #N/A; mend the formula, or type the value"),
        ({"Polarity": "Up"}, ("Check Polarity: 'Up' is not in the list; choose one of: Higher is better, Lower is "
         "better, Close to target, Data only")),
        ({"No": None}, "Check No: the indicator has no number; give it a number of its own"),
        ({"Override": "Green"}, ("Check Override reason: the rating is overridden without a reason; give the reason; "
         "it is printed")),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_not_rated_and_says_why(change: dict[str, object], why: str):
    given_ = arguments({**ROW, **change})
    assert excel.RAG(**given_) == "Check"
    assert excel.RAG_WHY(**given_) == why
    assert [excel.RAG_ACTUAL(**given_), excel.RAG_TARGET(**given_), excel.RAG_DIRECTION(**given_)] == ["", "", ""]


@pytest.mark.parametrize(
    ("others", "why"),
    [
        (period(None), "Check Period end: the period end is blank; enter it on the Report sheet"),
        (period("soon"), "Check Period end: 'soon' is not a date; type the date as 30/09/2020"),
        ({"rating_rule": rule_with(States=7.0)}, ("Check States: 7 is not a number of states; enter 2, "
         "3 or 4")),
        (period(dt.date(2020, 9, 15)),
         "Check Period end: 15/09/2020 is not the last day of a month; enter 30/09/2020"),
        ({"profile": [["No", "Month", "Target"], [16.0, "Sep", "lots"]]}, ("Check Profile, Target: 'lots' is not a "
         "number; type the figure as a number, or leave the cell blank")),
        ({"profile": [["No", "Month", "Target"], [16.0, "Sep", 4.0], [16.0, "Sep", 5.0]]}, ("Check Profile, Month: Sep "
         "stands there twice for this indicator; keep one of the rows")),
        ({"profile": [["No", "Monat", "Target"]]}, ("Check the table Profile has no column 'Month'; put the column "
         "back under that name")),
        ({"profile": [["No", "Month", "Target"], ["16", "Sept", 4.0]]}, ("Check Profile, Month: 'Sept' is not a month; "
         "choose one of: Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec, Jan, Feb, Mar")),
    ],
)  # fmt: skip
def test_a_rule_or_period_that_cannot_be_read_is_said_in_the_row(others: dict[str, object], why: str):
    given_ = arguments(ROW, **others)
    assert excel.RAG(**given_) == "Check"
    assert excel.RAG_WHY(**given_) == why


def test_a_mistake_in_another_indicators_profile_is_not_this_ones():
    other = [["No", "Month", "Target"], [30.0, "Sept", "lots"]]
    assert excel.RAG(**arguments(ROW, profile=other)) == "Red"


def test_a_rule_that_changes_changes_the_rating():
    two_states = rule_with(States=2.0, Green_within=0.7)
    assert excel.RAG(**arguments(ROW, rating_rule=two_states)) == "Green"


def test_a_rule_that_lacks_a_part_rates_nothing():
    """What the council decided is not to be guessed."""
    for missing in (rule_with()[:-1], [["Rule", "Value"]], [["Rule", "Worth"], ["States", 3.0]]):
        assert excel.RAG(**arguments(ROW, rating_rule=missing)) == "Check"
        assert "back" in str(excel.RAG_WHY(**arguments(ROW, rating_rule=missing)))


def test_the_parts_of_the_rule_are_known_whatever_their_capitals():
    shouted = [[str(cell).upper() if n == 0 and i else cell for n, cell in enumerate(row)]
               for i, row in enumerate(rule_with(States=2.0, Green_within=0.7))]  # fmt: skip
    assert excel.RAG(**arguments(ROW, rating_rule=shouted)) == "Green"


def test_the_rule_and_the_profile_are_read_by_their_headings():
    rule = [[note, value, part] for part, value, note in rule_with(States=2.0, Green_within=0.7)]
    profile = [["TARGET", "x", "month", "No"], [50.0, None, "Sep", 16.0]]
    own = arguments({**ROW, "Target is": "For the year, own profile"}, rating_rule=rule, profile=profile)
    assert (excel.RAG(**own), excel.RAG_TARGET(**own)) == ("Green", 50.0)


CELLS = st.none() | st.floats() | st.booleans() | st.text(max_size=8) | st.dates() | st.integers()


@given(st.data())
def test_whatever_the_cells_hold_a_function_gives_words_or_a_number(data: st.DataObject):
    record = {heading: data.draw(CELLS) for heading in layout.ARGUMENTS.values()}
    period = [[data.draw(st.just("Period end") | CELLS), data.draw(CELLS)]]
    grid = st.lists(st.lists(CELLS, max_size=4), max_size=4)
    others = {"rating_rule": data.draw(grid), "profile": data.draw(grid)}
    given_ = arguments(record, **others, period_end=data.draw(st.just(period) | CELLS))
    for function in FUNCTIONS.values():
        assert isinstance(function(**given_), str | float)
