"""What stands in place of a figure says that it is awaited, not to be had or suppressed; it is never a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import (
    ANNUAL,
    AWAITING,
    DATA_ONLY,
    GREEN,
    NOT_REPORTABLE,
    PROVISIONAL,
    QUARTERLY,
    RED,
    SEPTEMBER,
    decided,
    entry,
    figure,
    indicator,
    month,
    rated,
    text,
)
from test_check import DETAILS
from test_check import found as checked

from performance_index.amendments import amendments
from performance_index.direction import NOTHING, way
from performance_index.explain import explain
from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.index import PerformanceIndex, not_rated
from performance_index.indicator import Indicator
from performance_index.marks import WORDS, Mark, Said, mark, target_mark, unknown_in
from performance_index.rating import Rating, RatingRule
from performance_index.recording import published, to_record, words_of
from performance_index.report import NotRated, ReportDetails, compose
from performance_index.series import points
from performance_index.signals import Signal
from performance_index.trends import trends


def with_words(subject: Indicator, words: Mapping[str, str]) -> Indicator:
    """An indicator in whose cells these words stand."""
    return replace(subject, marks={heading: mark(typed) for heading, typed in words.items()})


BLANK = indicator(number="5", figures={"Aug": "4"}, target="10", tolerance="1", commentary="x")
TOLD = replace(DETAILS, not_rated=NotRated.TABLE)


def index_of(*indicators: Indicator) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=SEPTEMBER, rule=RatingRule(), indicators=indicators)


# --- What the words say -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        (Said.AWAITED, ["TBC", "tbc.", "T.B.C.", "TBA", "awaited", " Awaiting  data ", "To follow"]),
        (Said.NONE, ["n/a", "N/A", "NA", "n.a.", "-", "–", "—", "..", "…", "[x]", "[z]", "[Z]", "Not available",
                     "n\u200b/a"]),
        (Said.SUPPRESSED, ["c", "C", "[c]", "(c)", "©", "*", "suppressed", "<5", "< 5", "<=5", "≤5", ">95%", "< £1,000",
                           "fewer than 5", "Less than 10%", "under 5"]),
        (Said.UNKNOWN, ["nil", "none", "x", "z", "see note", "about 3", "87.2% (p)", "12 weeks", "<", "< five", ".",
                        "5>", "1-4", "[p]", "[low]", "?"]),
    ],
)  # fmt: skip
def test_words_say_what_is_known_of_the_figure_and_nothing_is_guessed(said: Said, typed: list[str]):
    assert {one: mark(one).said for one in typed} == dict.fromkeys(typed, said)


def test_each_word_stands_once_and_as_it_is_compared():
    words = [word for known in WORDS.values() for word in known]
    assert len(set(words)) == len(words)
    assert {word: mark(word).said for word in words} == {word: said for said, known in WORDS.items() for word in known}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("none", Said.NONE), ("No target", Said.NONE), ("n/a", Said.NONE), ("TBC", Said.AWAITED),
        ("<5", Said.UNKNOWN), ("c", Said.UNKNOWN),
    ],
)  # fmt: skip
def test_a_target_may_be_none_and_is_never_suppressed(typed: str, said: Said):
    assert target_mark(typed).said is said


@given(st.text())
def test_whatever_is_typed_is_kept_on_one_line_and_what_is_unknown_is_not_repeated(typed: str):
    found = mark(typed)
    assert "\n" not in found.typed
    assert mark(found.typed) == found
    if found.said is Said.UNKNOWN:
        assert str(found) == "what is neither a figure nor a word for none"


def test_the_first_heading_under_which_nobody_knows_what_stands_is_found():
    marks = {"Apr": mark("n/a"), "May": mark("lots"), "Jun": mark("many")}
    assert unknown_in(marks, ["Mar", "Apr", "Jun", "May"]) == "Jun"
    assert unknown_in(marks, ["Apr"]) == ""


# --- The rating -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "rating", "why"),
    [
        ("TBC", Rating.AWAITING_DATA, "Awaiting data: no figure for September 2020 yet"),
        ("n/a", Rating.NO_FIGURE, "No figure: “n/a” is given for September 2020"),
        ("[x]", Rating.NO_FIGURE, "No figure: “[x]” (not available) is given for September 2020"),
        ("c", Rating.SUPPRESSED, "Suppressed: “c” (confidential) is given for September 2020"),
        ("<5", Rating.SUPPRESSED, "Suppressed: only “<5” is given for September 2020"),
        ("see Dave", Rating.NOT_KNOWN,
         "Not known: what is typed for September 2020 is neither a figure nor a word for none"),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_the_figure_is_the_reason_for_no_rating(typed: str, rating: Rating, why: str):
    found = rated(with_words(BLANK, {"Sep": typed}))
    assert (found.rating, found.by_rule, found.actual) == (rating, rating, None)
    assert explain(found) == why
    assert way(found) == NOTHING


@pytest.mark.parametrize("typed", ["TBC", "n/a", "c", "see Dave"])
def test_no_decision_makes_a_rating_of_a_word(typed: str):
    found = rated(with_words(BLANK, {"Sep": typed}), override=decided(GREEN))
    assert not found.rating.is_rated


def test_a_status_goes_before_a_word_and_a_word_before_what_else_is_missing():
    word = with_words(BLANK, {"Sep": "n/a"})
    assert rated(replace(word, status=NOT_REPORTABLE)).rating is Rating.NOT_REPORTABLE
    assert rated(replace(word, status=AWAITING)).rating is Rating.AWAITING_DATA
    assert rated(replace(word, status=PROVISIONAL)).rating is Rating.NO_FIGURE
    assert rated(replace(word, polarity=DATA_ONLY, target=None)).rating is Rating.NO_FIGURE
    assert rated(replace(with_words(BLANK, {"Sep": "lots"}), status=NOT_REPORTABLE)).rating is Rating.NOT_REPORTABLE


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Apr", "Not known: what is typed for April 2020 is neither a figure nor a word for none"),
        ("Target", "Not known: what is typed as target is neither a figure nor a word for none"),
        ("Tolerance", "Not known: what is typed as tolerance is neither a figure nor a word for none"),
        ("Last year", "Not known: what is typed as last year is neither a figure nor a word for none"),
    ],
)
def test_an_unknown_word_in_any_cell_of_the_row_leaves_it_not_rated(heading: str, why: str):
    found = rated(with_words(indicator("5", target="10", tolerance="1"), {heading: "see Dave"}))
    assert found.rating is Rating.NOT_KNOWN
    assert explain(found) == why


@pytest.mark.parametrize(
    "words", [{"Oct": "see Dave"}, {"England": "see Dave"}, {"Apr": "n/a", "Last year": "c", "Tolerance": "n/a"}]
)
def test_what_no_rating_depends_on_stops_none(words: Mapping[str, str]):
    assert rated(with_words(indicator("5", target="10"), words)).rating is RED


def test_a_word_in_a_month_in_which_no_figure_is_due_says_nothing():
    quarterly = replace(BLANK, frequency=QUARTERLY, figures={})
    assert rated(with_words(quarterly, {"Apr": "-", "May": "n/a"}), period=month("May")).rating is Rating.NOT_DUE


@pytest.mark.parametrize(
    ("words", "rating", "at"),
    [
        ({"Jul": "n/a"}, Rating.NO_FIGURE, "Jul"),
        ({"Apr": "TBC", "Jul": "c"}, Rating.SUPPRESSED, "Jul"),
        ({"Apr": "-", "May": ".."}, Rating.NOT_DUE, None),
    ],
)
def test_an_annual_figure_is_what_a_word_says_of_it_and_a_stroke_says_nothing(
    words: Mapping[str, str], rating: Rating, at: str | None
):
    found = rated(with_words(replace(BLANK, frequency=ANNUAL, figures={}), words))
    assert (found.rating, found.month and found.month.name) == (rating, at)
    counted = rated(with_words(replace(BLANK, frequency=ANNUAL), words))
    assert counted.month == month("Aug")


# --- What is told -----------------------------------------------------------------------------------------------------


def marked(found: list[Finding]) -> list[tuple[Severity, str, str]]:
    return [(one.severity, one.place, one.what) for one in found if "not a figure" in one.what]


def test_an_unknown_word_is_a_warning_at_its_cell_where_the_report_tells_what_is_not_rated():
    found = checked(with_words(BLANK, {"Sep": "see Dave", "Apr": "n/a"}), details=TOLD)
    assert marked(found) == [
        (Severity.WARNING, "Sep of row 0", "'see Dave' is not a figure; the indicator is not rated")
    ]


def test_it_is_an_error_where_the_report_would_say_nothing_of_it():
    (finding,) = [one for one in checked(with_words(BLANK, {"Sep": "see Dave"})) if "not a figure" in one.what]
    assert finding.severity is Severity.ERROR
    assert finding.what.endswith("; the indicator is not rated, and the report would not say so")
    assert "Indicators not rated" in finding.cure


@pytest.mark.parametrize(
    ("subject", "words"),
    [(indicator("80", target="80", tolerance="8"), {"London": "lots"}),
     (replace(BLANK, status=NOT_REPORTABLE, caveat="x"), {"Sep": "lots"})],
)  # fmt: skip
def test_an_unknown_word_that_changes_no_rating_is_only_a_warning(subject: Indicator, words: Mapping[str, str]):
    (found,) = marked(checked(with_words(subject, words)))
    assert (found[0], found[2]) == (Severity.WARNING, "'lots' is not a figure")


def test_a_long_text_in_the_wrong_cell_is_told_short():
    (found,) = marked(checked(with_words(BLANK, {"Sep": "a commentary that was typed into the wrong cell"})))
    assert "'a commentary that was typed into the wr…'" in found[2]


@pytest.mark.parametrize("typed", ["TBC", "n/a", "c"])
def test_a_known_word_is_nothing_to_put_right(typed: str):
    blank = replace(BLANK, commentary="", figures={"Aug": Decimal(10)})
    assert checked(with_words(blank, {"Sep": typed})) == []


@pytest.mark.parametrize("typed", ["TBC", "n/a", "none"])
def test_a_word_for_a_target_is_told_as_a_blank_one_is(typed: str):
    made = checked(replace(GIVEN, commentary="", target=None, marks={"Target": target_mark(typed)}))
    assert [(one.place, one.what) for one in made] == [("Target of row 0", f"there is no target: “{typed}”")]


def test_a_target_that_nobody_knows_is_told_once():
    made = checked(replace(GIVEN, commentary="", target=None, marks={"Target": target_mark("lots")}))
    assert [one.place for one in made] == ["Target of row 0"]


@pytest.mark.parametrize(("typed", "told"), [("<5", 1), ("TBC", 1), ("n/a", 0), ("-", 0)])
def test_what_is_said_of_a_figure_in_a_month_in_which_none_is_due_is_told(typed: str, told: int):
    quarterly = replace(BLANK, frequency=QUARTERLY, figures=GIVEN.figures)
    found = [one for one in checked(with_words(quarterly, {"Aug": typed, "Last year": "c"})) if "none due" in one.what]
    assert [one.place for one in found] == ["Aug of row 0"] * told


def test_a_tolerance_of_which_words_say_that_there_is_none_is_told_as_they_are():
    found = checked(with_words(indicator("5", target="10", commentary="x"), {"Tolerance": "n/a"}))
    assert "the tolerance is “n/a”" in [one.what for one in found]


def test_the_report_counts_each_reason_and_gives_each_its_sentence():
    words = {"1": "n/a", "2": "<5", "3": "see Dave", "4": "TBC"}
    found = index_of(*(with_words(replace(BLANK, number=n), {"Sep": typed}) for n, typed in words.items()))
    assert not_rated(found) == (
        "Of 4 indicators, none is rated. 1 awaits data (4), 1 has no figure (1), 1 has a suppressed figure (2) and 1 "
        "is not known (3)."
    )
    made = compose(found, ReportDetails(not_rated=NotRated.TABLE))
    assert [row.cells["status"] for row in made.unrated_rows] == [
        ("No figure",), ("Suppressed",), ("Not known",), ("Awaiting data",),
    ]  # fmt: skip
    assert made.unrated_rows[1].cells["why"] == ("Suppressed: only “<5” is given for September 2020.",)
    assert not any("Dave" in str(row.cells) for row in made.unrated_rows)


# --- What is recorded, exported and drawn -----------------------------------------------------------------------------


def changed(before: Indicator, after: Indicator) -> list[str]:
    record = to_record(index_of(before), DETAILS, None)
    history = History(entries=[entry(*record.figures, *record.texts, is_whole=True, meeting=DETAILS.meeting_date)])
    return [f"{one.what}: {one.previously} > {one.now}" for one in amendments(index_of(after), DETAILS, history)]


GIVEN = replace(BLANK, figures={"Sep": indicator("5").figures["Sep"]})
NONE, HIDDEN, UNSURE, LATE = (with_words(replace(BLANK, figures={}), {"Sep": w}) for w in ("n/a", "c", "lots", "TBC"))
OF_SEPTEMBER = "Figure for September 2020"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        pytest.param(GIVEN, NONE, [f"{OF_SEPTEMBER}: 5 > No figure"], id="there is none after all"),
        pytest.param(GIVEN, HIDDEN, [f"{OF_SEPTEMBER}: Published > Suppressed"], id="it should not have been"),
        pytest.param(GIVEN, UNSURE, [f"{OF_SEPTEMBER}: 5 > Not known"], id="nobody knows"),
        pytest.param(GIVEN, LATE, [f"{OF_SEPTEMBER}: 5 > Awaiting data"], id="not in after all"),
        pytest.param(NONE, GIVEN, [f"{OF_SEPTEMBER}: No figure > 5"], id="there is one after all"),
        pytest.param(HIDDEN, GIVEN, [f"{OF_SEPTEMBER}: Suppressed > 5"], id="it is published after all"),
        pytest.param(UNSURE, GIVEN, [], id="it was not known, and is in"),
        pytest.param(LATE, GIVEN, [], id="it was awaited, and is in"),
        pytest.param(NONE, HIDDEN, [], id="no figure both times"),
        pytest.param(GIVEN, with_words(GIVEN, {"Aug": "lots"}), [f"{OF_SEPTEMBER}: 5 > Not known"], id="in doubt"),
        pytest.param(GIVEN, replace(with_words(GIVEN, {"Target": "lots"}), target=None),
                     ["Target: 10 > Not known", f"{OF_SEPTEMBER}: 5 > Not known"], id="a target nobody knows"),
        pytest.param(GIVEN, replace(with_words(GIVEN, {"Tolerance": "?"}), tolerance=None),
                     ["Tolerance: 1 in points > Not known", f"{OF_SEPTEMBER}: 5 > Not known"], id="nor a tolerance"),
        pytest.param(GIVEN, replace(with_words(GIVEN, {"Target": "n/a"}), target=None), ["Target: 10 > None set"],
                     id="no target any more"),
    ],
)  # fmt: skip
def test_a_word_where_a_figure_was_published_is_told_as_what_it_says(
    before: Indicator, after: Indicator, lines: list[str]
):
    assert changed(before, after) == lines


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("c", "5", "Suppressed > 5"),
        ("<5", "6", "Suppressed > 6"),
        ("n/a", "3", "No figure > 3"),
        ("<5", "n/a", ""),  # no figure both times, as it is of the month that is rated
        ("c", "", ""),
        ("n/a", "-", ""),
        ("TBC", "3", ""),
    ],
)
def test_a_word_of_an_earlier_month_in_whose_place_a_figure_is_now_is_told(before: str, after: str, told: str):
    def with_august(typed: str) -> Indicator:
        words = {} if not typed or typed.isdigit() else {"Aug": typed}
        figures = {"Aug": Decimal(typed)} if typed.isdigit() else {}
        return replace(with_words(GIVEN, words), figures={**figures, "Sep": Decimal(5)})

    line = f"Figure for August 2020: {told}"
    assert changed(with_august(before), with_august(after)) == ([line] if told else [])


def test_a_word_in_an_earlier_month_is_told_as_what_it_says():
    was = replace(GIVEN, figures={**BLANK.figures, **GIVEN.figures})
    now = with_words(GIVEN, {"Aug": "c"})
    assert changed(was, now) == ["Figure for August 2020: Published > Suppressed"]


def test_the_record_says_why_there_was_no_figure_and_that_a_target_was_not_known():
    assert [(one.figure, one.rating) for one in published(index_of(HIDDEN))] == [(None, Rating.SUPPRESSED)]
    assert words_of(with_words(BLANK, {"Target": "lots"}), None)["Target"] == "Not known"
    assert words_of(replace(NONE, target=None), None)["Target"] == ""


def test_a_figure_of_a_row_that_was_not_known_is_recorded_again_once_it_is():
    was = figure("5", number="5", rating=Rating.NOT_KNOWN, target="10")
    last = History(entries=[entry(was, text("Homes inspected", "Indicator", "5"), is_whole=True)]).last()
    later = PerformanceIndex(
        title="Index",
        period=month("Oct"),
        rule=RatingRule(),
        indicators=(replace(GIVEN, figures={**GIVEN.figures, "Oct": GIVEN.figures["Sep"]}),),
    )
    assert [one.month.name for one in to_record(later, DETAILS, last).figures] == ["Sep", "Oct"]


def test_each_month_is_exported_with_its_own_reason():
    one = with_words(replace(BLANK, figures={"Jul": BLANK.figures["Aug"]}), {"Apr": "n/a", "Aug": "<5", "Sep": "TBC"})
    found = {one.month.name: one for one in points(index_of(one), History())}
    assert {name: point.rating and point.rating.value for name, point in found.items()} == {
        "Apr": "No figure", "May": "Awaiting data", "Jun": "Awaiting data", "Jul": "Red", "Aug": "Suppressed",
        "Sep": "Awaiting data",
    }  # fmt: skip
    assert found["Aug"].figure is None
    assert found["Aug"].why == "Suppressed: only “<5” is given for August 2020"


def test_a_word_is_a_month_without_a_figure_in_a_trend():
    (trend,) = trends(index_of(with_words(BLANK, {"Jul": "c", "Sep": "lots"})), {})
    assert [at.name for at in trend.figures] == ["Aug"]
    assert Signal.TOO_FEW.value in str(trend)


def test_a_mark_is_what_it_says_and_as_it_was_typed():
    assert mark(" N/A ") == Mark(said=Said.NONE, typed="N/A")
