"""What a report publishes: every figure up to the period end, one rating for each indicator, and all words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    NOT_REPORTABLE,
    QUARTERLY,
    RED,
    REPORTED,
    SEPTEMBER,
    YEAR_EVEN,
    YEAR_TOTAL,
    decided,
    entry,
    figure,
    indicator,
    month,
    text,
    was,
)

from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.marks import mark
from performance_index.period import Month
from performance_index.published_record import Entry, PublishedText, Record
from performance_index.rating import RatingRule
from performance_index.recording import changed, published, published_texts, to_record, words_of
from performance_index.report import ReportDetails, Section
from performance_index.same_indicator import same_indicators

RULE = RatingRule(in_force_from=dt.date(2015, 4, 1))
NOTHING = ReportDetails()


def index_of(*indicators: Indicator, period: Month = SEPTEMBER) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=RULE, indicators=indicators)


def rows(*indicators: Indicator, period: Month = SEPTEMBER) -> list[tuple[str, str, str | None, str | None]]:
    """Number, month, figure and rating of each row that is published."""
    return [
        (
            one.number,
            one.month.name,
            None if one.figure is None else str(one.figure),
            None if one.rating is None else one.rating.value,
        )
        for one in published(index_of(*indicators, period=period))
    ]


def test_every_figure_up_to_the_period_end_is_published_and_the_latest_one_has_the_rating():
    one = indicator(figures={"Apr": "8", "Aug": "9", "Sep": "10", "Oct": "11"}, target="10", tolerance="0")
    assert rows(one) == [
        ("16", "Apr", "8", None),
        ("16", "Aug", "9", None),
        ("16", "Sep", "10", "Green"),
    ]


def test_a_quarterly_figure_is_rated_at_its_quarter():
    one = indicator(figures={"Jun": "8"}, frequency=QUARTERLY, target="10", tolerance="0")
    assert rows(one, period=month("Aug")) == [("16", "Jun", "8", "Red")]


@pytest.mark.parametrize(
    ("one", "rating"),
    [
        (indicator(target="10", tolerance="0"), "Awaiting data"),
        (indicator(target="10", tolerance="0", frequency=ANNUAL), "Not due"),
        (indicator(target="10", tolerance="0", status=NOT_REPORTABLE), "Not reportable"),
    ],
)
def test_an_indicator_without_a_figure_is_published_with_the_reason_for_none(one: Indicator, rating: str):
    assert rows(one) == [("16", "Sep", None, rating)]


def test_nought_is_a_figure():
    assert rows(indicator("0", target="10", tolerance="0")) == [("16", "Sep", "0", "Red")]


def test_the_target_is_the_one_that_was_due_by_that_month():
    one = indicator(
        figures={"Apr": "10", "Sep": "60"}, target="120", tolerance="0", measured=YEAR_TOTAL, target_is=YEAR_EVEN
    )
    assert [figure.target for figure in published(index_of(one))] == [Decimal(10), Decimal(60)]


def test_indicators_come_in_index_order():
    assert [row[0] for row in rows(indicator("1", number="9"), indicator("1", number="2"))] == ["9", "2"]


def test_the_definition_and_words_of_an_indicator_are_published_then_the_rule_then_each_paragraph():
    one = indicator("5", target="0.910", tolerance="0", commentary="The courts.", caveat="  ")
    details = ReportDetails(texts={Section.SUMMARY: ("First.", "Second.")})
    assert [(said.number, said.of, said.text) for said in published_texts(index_of(one), details)] == [
        ("16", "Indicator", "Homes inspected"),
        ("16", "Unit", "number"),
        ("16", "Frequency", "Monthly"),
        ("16", "Measured", "At period end"),
        ("16", "Polarity", "Higher is better"),
        ("16", "Target", "0.91"),
        ("16", "Target is", "For every period"),
        ("16", "Tolerance", "0"),
        ("16", "Tolerance as", "Points"),
        ("16", "Data status", "Reported"),
        ("16", "Service commentary", "The courts."),
        ("", "In force from", "01/04/2015"),
        ("", "States", "3"),
        ("", "Green within", "0"),
        ("", "Green within as", "% of target"),
        ("", "Improving", "none"),
        ("", "Blue beyond", "0"),
        ("", "Blue beyond as", "% of target"),
        ("", "Executive summary", "First."),
        ("", "Executive summary", "Second."),
    ]


def test_a_decision_is_published_with_its_reason_and_a_rule_without_a_date_without_one():
    words = words_of(indicator("5"), decided(AMBER, "filed twice"))
    assert (words["Override"], words["Override reason"]) == ("Amber", "filed twice")
    undated = replace(index_of(), rule=RatingRule())
    assert next(one.of for one in published_texts(undated, NOTHING)) == "States"


def test_an_indicator_without_a_name_is_there_all_the_same():
    assert published_texts(index_of(indicator("5", name="")), NOTHING)[0] == text("16", "Indicator")


def recorded(index: PerformanceIndex, upon: History, details: ReportDetails = NOTHING) -> History:
    made = to_record(index, details, upon.last())
    return History(
        entries=(
            *upon.entries,
            Entry(
                period=index.period,
                figures=made.figures,
                texts=made.texts,
                is_whole=made.is_whole,
                earlier=made.earlier,
            ),
        )
    )


def test_the_first_record_has_everything_and_the_next_what_changed():
    one, two = indicator("5", target="10", tolerance="0"), indicator("1", number="2", commentary="Slow.")
    first = recorded(index_of(one, two), History())
    assert to_record(index_of(one, two), NOTHING, first.last()).figures == ()
    assert to_record(index_of(one, two), NOTHING, first.last()).texts == ()
    changed_ = index_of(replace(one, figures={"Sep": Decimal(6)}), replace(two, commentary="Slower."))
    made = to_record(changed_, NOTHING, first.last())
    assert not made.is_whole
    assert [(one.number, one.figure) for one in made.figures] == [("16", Decimal(6))]
    assert made.texts == (text("Slower.", number="2"),)


def test_a_target_that_was_shared_out_is_the_one_that_the_workbook_kept():
    one = indicator("60", target="100", tolerance="0", measured=YEAR_TOTAL, target_is=YEAR_EVEN, at="May")
    may = index_of(one, period=month("May"))
    assert to_record(may, NOTHING, recorded(may, History()).last()).figures == ()


def test_a_rating_is_recorded_at_the_month_that_is_rated_and_stays_when_the_next_is():
    one = indicator(figures={"Aug": "5"}, target="10", tolerance="0")
    august = recorded(index_of(one, period=month("Aug")), History())
    september = index_of(replace(one, figures={"Aug": Decimal(5), "Sep": Decimal(6)}))
    made = to_record(september, NOTHING, august.last())
    assert [(one.month.name, one.rating and one.rating.value) for one in made.figures] == [("Sep", "Red")]


def test_what_is_blank_now_is_recorded_as_blank():
    one = indicator(figures={"Aug": "5", "Sep": "6"}, commentary="Slow.", number="16a")
    first = recorded(index_of(one), History(), ReportDetails(texts={Section.SUMMARY: ("First.",)}))
    made = to_record(index_of(replace(one, figures={"Sep": Decimal(6)}, commentary="")), NOTHING, first.last())
    assert made.figures == (figure(None, "16a", month("Aug")),)
    assert made.texts == (text("", number="16a"), text("", "Executive summary", ""))


def test_an_indicator_that_left_is_recorded_once_and_its_months_are_not():
    one, two = indicator("5", number="16a", commentary="Slow."), indicator("1", number="2")
    first = recorded(index_of(one, two), History())
    made = to_record(index_of(two), NOTHING, first.last())
    assert (made.figures, made.texts) == ((), (text("", "Indicator", "16a"),))


def test_months_after_the_period_and_of_other_years_are_left_as_they_were_published():
    one = indicator(figures={"Aug": "5", "Sep": "6"})
    first = recorded(index_of(one), History())
    august = to_record(index_of(replace(one, figures={"Aug": Decimal(5)}), period=month("Aug")), NOTHING, first.last())
    assert [one.month.name for one in august.figures] == ["Aug"]  # which is rated now
    next_year = index_of(replace(one, figures={"Apr": Decimal(1)}), period=month("Apr", 2021))
    assert [one.month.label for one in to_record(next_year, NOTHING, first.last()).figures] == ["April 2021"]


def test_a_figure_of_an_earlier_month_that_was_not_given_then_is_recorded_once_it_is():
    for status in (NOT_REPORTABLE, AWAITING):
        one = indicator("5", target="10", tolerance="0", status=status)
        first, later = recorded(index_of(one), History()), {"Sep": Decimal(5), "Dec": Decimal(6)}
        december = index_of(replace(one, figures=later, status=REPORTED), period=month("Dec"))
        made = to_record(december, NOTHING, first.last())
        assert [(one.month.name, one.rating) for one in made.figures] == [("Sep", None), ("Dec", RED)]
        assert to_record(december, NOTHING, recorded(december, first).last()).figures == ()
    still = index_of(indicator(figures={"Sep": "5", "Dec": "6"}, status=NOT_REPORTABLE), period=month("Dec"))
    first = recorded(index_of(indicator("5", status=NOT_REPORTABLE)), History())
    assert [one.month.name for one in to_record(still, NOTHING, first.last()).figures] == ["Dec"]


def test_the_reasons_for_amendments_are_recorded_each_time_and_never_as_gone():
    reason = text("filed twice", "Reason: Figure for August 2020")
    index = index_of(indicator("5"))
    made = to_record(index, NOTHING, None, [reason])
    assert made.texts[-1] == reason
    first = History(entries=(Entry(period=SEPTEMBER, figures=made.figures, texts=made.texts),))
    assert to_record(index, NOTHING, first.last()).texts == ()
    assert to_record(index, NOTHING, first.last(), [reason]).texts == (reason,)


FIGURES = st.dictionaries(st.sampled_from(("Apr", "Jun", "Aug", "Sep")), st.sampled_from(("0", "1", "2")))
ONE = st.builds(
    indicator, figures=FIGURES, commentary=st.sampled_from(("", "Slow.")), target=st.sampled_from(("1", None))
)
INDEXES = st.lists(ONE, max_size=3).map(
    lambda several: index_of(*(replace(one, number=f"{n}a") for n, one in enumerate(several)))
)


@settings(deadline=None, max_examples=60)
@given(st.lists(INDEXES, min_size=1, max_size=4))
def test_records_put_together_say_what_the_last_report_published(indexes: list[PerformanceIndex]):
    history = History()
    for index in indexes:
        history = recorded(index, history)
    last = history.last()
    assert last is not None
    now = {one.key: one for one in published(indexes[-1])}
    there = {number for number, _ in now}
    kept = {key: one for key, one in last.figures.items() if key[0] in there and one.figure is not None}
    assert {key: one.figure for key, one in kept.items()} == {
        key: one.figure for key, one in now.items() if one.figure is not None
    }
    assert set(last.numbers) == {one.number for one in indexes[-1].indicators}
    assert {key: words for key, words in last.texts.items() if words} == {
        one.key: one.text for one in published_texts(indexes[-1], NOTHING)
    }
    assert to_record(indexes[-1], NOTHING, last).figures == ()


def test_a_figure_that_is_not_as_recorded_has_changed_and_one_that_nobody_knows_has_not():
    one = indicator("5", number="16a", target="10", tolerance="0")
    assert changed(index_of(one), was("6", number="16A")) == {"16a"}
    assert changed(index_of(one), was(None, number="16a")) == {"16a"}
    assert changed(index_of(one), was("5.0", number="16a")) == set()
    assert changed(index_of(one), was("6", number="99")) == set()
    assert changed(index_of(one), Record(period=SEPTEMBER)) == set()


def test_what_is_recorded_of_an_index_is_not_changed_in_it():
    index = index_of(indicator("5"), indicator(number="8", status=NOT_REPORTABLE, target="1", tolerance="0"))
    last = recorded(index, History()).last()
    assert last is not None
    assert changed(index, last) == set()


def test_words_are_published_of_whom_they_are():
    assert PublishedText(number="16A", of="Target", text="1").key == ("16a", "Target")


YEARS = (2018, 2019, 2020)
NAMES = ("Homes inspected", "Calls answered", "Bins emptied")


@st.composite
def stories(draw: st.DrawFn) -> list[PerformanceIndex]:
    """The indexes of some reports in a row: figures are corrected, numbers and names change, indicators come and go."""
    story = []
    figures: dict[tuple[str, int], dict[str, Decimal]] = {}
    for year in YEARS:
        for name in draw(st.lists(st.sampled_from(("Jun", "Sep", "Dec", "Mar")), unique=True, min_size=1, max_size=2)):
            kept = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
            numbers = draw(st.permutations(("1", "2", "3")))
            period = month(name, year)
            for one in kept:
                for each in period.upto()[-3:]:
                    figure = draw(st.one_of(st.none(), st.decimals(0, 99, places=1)))
                    typed = figures.setdefault((one, year), {})
                    typed.pop(each.name, None)
                    if figure is not None:
                        typed[each.name] = figure
            ours = [
                replace(indicator(number=number, name=one, target="5"), figures=dict(figures[one, year]))
                for one, number in zip(kept, numbers, strict=False)
            ]
            story.append(index_of(*ours, period=period))
    return story


def known(record: Record | None) -> tuple[object, ...]:
    """What decides whatever is said of a record: its texts, numbers, and figures, those of its own year in full."""
    assert record is not None
    figures = {key: one for key, one in record.figures.items() if one.figure is not None}
    own = {key: one for key, one in record.figures.items() if key[1].year == record.period.year}
    return record.texts, record.numbers, {key: one.figure for key, one in figures.items()}, own, record.meeting


@given(stories())
def test_from_a_record_that_stands_alone_on_is_as_much_known_as_from_all(story: list[PerformanceIndex]):
    history = History()
    for index in story:
        history = recorded(index, history)
    entries = history.entries
    for first, one in enumerate(entries):
        if one.stands_alone:
            for last in range(first + 1, len(entries) + 1):
                late = History(entries=entries[first:last], read_all=lambda last=last: entries[:last])
                assert known(late.last()) == known(History(entries=entries[:last]).last())
                assert late.entries == entries[:last]


@given(stories())
def test_what_was_recorded_at_the_first_report_of_a_year_loses_no_figure_of_an_indicator_that_is_still_there(
    story: list[PerformanceIndex],
):
    history = History()
    for index in story:
        before, history = history.last(), recorded(index, history)
        after = history.last()
        assert after is not None
        if before is not None and history.entries[-1].stands_alone:
            for position, number in same_indicators(index, before).items():
                now = index.indicators[position].number
                for (of, then), figure in before.figures.items():
                    if of == number and then.year != index.year and figure.figure is not None:
                        assert after.figures[now, then].figure == figure.figure


def test_the_first_report_of_a_year_records_everything_and_the_figures_of_the_years_before():
    march = month("Mar")
    first = recorded(index_of(indicator(figures={"Sep": "5", "Mar": "6"}, commentary="Slow."), period=march), History())
    june = index_of(indicator(figures={"Jun": "7"}, number="3"), period=month("Jun", 2021))
    made = to_record(june, NOTHING, first.last())
    assert made.is_whole
    assert made.earlier is not None
    assert [(one.number, one.month.label, str(one.figure)) for one in made.earlier] == [
        ("3", "September 2020", "5"), ("3", "March 2021", "6"),
    ]  # fmt: skip
    second = recorded(june, first)
    stands = second.last()
    assert stands is not None
    assert set(stands.numbers) == {"3"}
    assert stands.text("3", "Service commentary") == ""
    assert stands.figures["3", march].rating is not None  # which the record of then has


def test_the_figures_of_an_indicator_that_left_stay_unless_another_has_its_number():
    first = recorded(
        index_of(indicator("5", name="Homes inspected"), indicator("6", number="2", name="Bins")), History()
    )
    june, new = month("Jun", 2021), indicator(figures={"Jun": "7"}, name="Calls answered")
    made = to_record(index_of(replace(new, number="4"), period=june), NOTHING, first.last())
    assert {one.number for one in made.earlier or ()} == {"16", "2"}
    made = to_record(index_of(new, period=june), NOTHING, first.last())
    assert {one.number for one in made.earlier or ()} == {"2"}


def test_a_reason_that_was_published_is_recorded_again_with_everything_unless_a_new_one_takes_its_place():
    reason, of_target = text("filed twice", "Reason: Sep"), text("new duty", "Reason: Target")
    first = History(
        entries=(entry(figure("5", rating=RED), text("Homes", "Indicator"), reason, of_target, is_whole=True),)
    )
    june = index_of(indicator(figures={"Jun": "7"}, name="Homes"), period=month("Jun", 2021))
    again = text("counted again", "Reason: Target")
    made = to_record(june, NOTHING, first.last(), iter([again]))
    assert [one for one in made.texts if one.of.startswith("Reason")] == [reason, again]


def test_what_stood_before_a_meeting_is_read_from_all_where_the_last_records_do_not_tell():
    first = entry(figure("5", rating=RED), text("Homes", "Indicator"), meeting=dt.date(2020, 10, 1), is_whole=True)
    new = entry(figure("6", "16", month("Jun", 2021), RED), period=month("Jun", 2021), is_whole=True)
    alone = replace(new, meeting=dt.date(2021, 7, 1), earlier=(figure("5"),))
    late = History(entries=[alone], read_all=lambda: [first, alone])
    before = late.before(alone.meeting)
    assert before is not None
    assert before.period == SEPTEMBER
    assert late.before(dt.date(2021, 9, 1)) == late.last()
    assert late.whole.entries == (first, alone)
    assert first.stands_alone is False


def test_a_meeting_that_was_recorded_above_the_last_records_is_looked_for_in_all():
    old = entry(figure("5", rating=RED), text("Homes", "Indicator"), meeting=dt.date(2020, 10, 1), is_whole=True)
    new = entry(figure("6", "16", month("Jun", 2021), RED), period=month("Jun", 2021), is_whole=True)
    alone = replace(new, meeting=dt.date(2021, 7, 1), earlier=(figure("5"),))
    late, whole = History(entries=[alone], read_all=lambda: [old, alone]), History(entries=[old, alone])
    for meeting in (old.meeting, alone.meeting, None):
        assert late.before(meeting) == whole.before(meeting)
        assert late.of(meeting) == whole.of(meeting)
    assert late.before(old.meeting) is None


def with_words(one: Indicator, **words: str) -> Indicator:
    others = {name: figure for name, figure in one.figures.items() if name not in words}
    return replace(one, figures=others, marks={name: mark(typed) for name, typed in words.items()})


MONTHS = indicator(figures={"Jul": "3", "Aug": "4", "Sep": "5"}, target="10", tolerance="0")


@pytest.mark.parametrize(
    ("typed", "rating"),
    [("c", "Suppressed"), ("<5", "Suppressed"), ("n/a", "No figure"), ("-", "No figure"), ("TBC", "Awaiting data")],
)
def test_a_word_in_an_earlier_month_is_recorded_as_what_it_says(typed: str, rating: str):
    assert rows(with_words(MONTHS, Aug=typed))[1:] == [("16", "Aug", None, rating), ("16", "Sep", "5", "Red")]


def test_a_word_that_nobody_knows_and_one_in_a_month_in_which_nothing_is_due_are_not_recorded():
    assert [row[1] for row in rows(with_words(MONTHS, Aug="lots"))] == ["Jul", "Sep"]
    assert [row[1] for row in rows(replace(with_words(MONTHS, Aug="-"), frequency=QUARTERLY))] == ["Jul", "Sep"]
    once = indicator("5", at="Sep", frequency=ANNUAL)
    assert [row[1] for row in rows(with_words(once, Mar="-", Apr="n/a"))] == ["Sep"]
    assert [row[1] for row in rows(with_words(replace(MONTHS, frequency=QUARTERLY), Aug="-"), period=month("Aug"))] == [
        "Jun",
        "Jul",
    ]


def of_august(history: History) -> tuple[str | None, str | None]:
    last = history.last()
    assert last is not None
    one = last.figures["16", month("Aug")]
    return None if one.figure is None else str(one.figure), one.rating and one.rating.value


def test_a_word_is_recorded_once_and_again_when_it_is_another_a_figure_or_gone():
    history = recorded(index_of(with_words(MONTHS, Aug="c")), History())
    for now, figures, told in (
        (with_words(MONTHS, Aug="*"), 0, (None, "Suppressed")),
        (with_words(MONTHS, Aug="n/a"), 1, (None, "No figure")),
        (with_words(MONTHS, Aug="n/a"), 0, (None, "No figure")),
        (MONTHS, 1, ("4", None)),
        (with_words(MONTHS, Aug="c"), 1, (None, "Suppressed")),
        (replace(with_words(MONTHS, Aug="c"), marks={}), 1, (None, None)),
    ):
        history = recorded(index_of(now), history)
        assert (len(history.entries[-1].figures), of_august(history)) == (figures, told)


def test_the_month_that_was_rated_stays_the_one_that_is_rated_whatever_words_stand_before_it():
    last = recorded(index_of(with_words(MONTHS, Jul="c", Aug="n/a")), History()).last()
    assert last is not None
    assert last.rated["16"].month == SEPTEMBER
    assert changed(index_of(with_words(MONTHS, Jul="n/a", Aug="c")), last) == set()
