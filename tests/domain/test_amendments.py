"""What is not as it was published is an amendment, in words, with its reason; what nobody knows is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import (
    AMBER,
    AWAITING,
    DATA_ONLY,
    LOWER,
    NOT_REPORTABLE,
    NUMBER,
    PERCENT,
    PERCENT_OF_TARGET,
    POINTS,
    POUNDS,
    QUARTERLY,
    RED,
    RED_LIMIT,
    SEPTEMBER,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    entry,
    figure,
    indicator,
    month,
    text,
)

from performance_index.amendments import Amendment, Reason, amendments, reasons_given, unused
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import Month
from performance_index.published_record import Entry
from performance_index.rating import Override, RatingRule
from performance_index.recording import to_record
from performance_index.report import ReportDetails
from performance_index.unit import Unit

RULE = RatingRule(in_force_from=dt.date(2015, 4, 1))
SEPTEMBERS, DECEMBERS = dt.date(2020, 11, 4), dt.date(2021, 2, 3)
"""The days of the meetings."""
DECEMBER = month("Dec")
ONE = indicator("5", target="10", tolerance="1")


def index_of(
    *indicators: Indicator,
    period: Month = SEPTEMBER,
    rule: RatingRule = RULE,
    overrides: Mapping[str, Override] | None = None,
) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=period, rule=rule, indicators=indicators, overrides=overrides or {})


def recorded(index: PerformanceIndex, meeting: dt.date = SEPTEMBERS, upon: History | None = None) -> History:
    """The history once this index was recorded for a meeting, with the reasons that it had."""
    before = upon or History()
    made = to_record(index, ReportDetails(), before.last())
    new = Entry(
        period=index.period,
        meeting=meeting,
        figures=made.figures,
        texts=made.texts,
        is_whole=made.is_whole,
        earlier=made.earlier,
    )
    return History(entries=(*before.entries, new))


def found(
    history: History,
    *indicators: Indicator,
    meeting: dt.date = DECEMBERS,
    reasons: tuple[Reason, ...] = (),
    **more: object,
) -> list[Amendment]:
    index = index_of(*indicators, **more)  # type: ignore[arg-type]  # handed on
    return list(amendments(index, ReportDetails(meeting_date=meeting), history, reasons))


def said(*amended: Amendment) -> list[str]:
    return [f"{one.number}: {one.what}: {one.previously} > {one.now}" for one in amended]


def changed(before: Indicator, after: Indicator, **more: object) -> list[str]:
    """What is told of one indicator that was published as it was before."""
    return [line.removeprefix(f"{after.number}: ") for line in said(*found(recorded(index_of(before)), after, **more))]


def test_nothing_is_amended_where_nothing_was_published_or_nothing_changed():
    assert found(History(), ONE) == []
    assert changed(ONE, ONE) == []


def test_a_figure_that_was_put_right_is_told_with_where_it_stands():
    (one,) = found(recorded(index_of(ONE)), replace(ONE, figures={"Sep": Decimal(6)}))
    assert one == Amendment(
        number="16", indicator="Homes inspected", what="Figure for September 2020", previously="5", now="6", position=0,
        heading="Sep",
    )  # fmt: skip


WITHHELD = indicator("5", target="10", tolerance="1", status=NOT_REPORTABLE)
BLANK = indicator(target="10", tolerance="1")
UNSURE = indicator("5", target="10", tolerance="1", status=AWAITING)
FIGURE = "Figure for September 2020"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        pytest.param(ONE, BLANK, [f"{FIGURE}: 5 > No figure"], id="taken back"),
        pytest.param(ONE, WITHHELD, [f"{FIGURE}: 5 > Not reportable"], id="cannot be relied on any more"),
        pytest.param(ONE, UNSURE, [f"{FIGURE}: 5 > Awaiting data"], id="is not in after all"),
        pytest.param(WITHHELD, ONE, [f"{FIGURE}: Not reportable > 5"], id="can be relied on now"),
        pytest.param(WITHHELD, BLANK, [f"{FIGURE}: Not reportable > No figure"], id="was not, and is not in"),
        pytest.param(WITHHELD, replace(WITHHELD, figures={"Sep": Decimal(6)}), [], id="withheld both times"),
        pytest.param(BLANK, ONE, [], id="came in"),
        pytest.param(UNSURE, replace(ONE, figures={"Sep": Decimal(6)}), [], id="was awaited, and is another"),
        pytest.param(BLANK, WITHHELD, [], id="was awaited, and cannot be relied on"),
        pytest.param(ONE, indicator("0", target="10", tolerance="1"), [f"{FIGURE}: 5 > 0"], id="nought"),
        pytest.param(indicator("0.8719", unit=PERCENT), indicator("0.872", unit=PERCENT),
                     [f"{FIGURE}: 87.19% > 87.2%"], id="told apart by more decimals"),
        pytest.param(indicator("0.87", unit=PERCENT), indicator("87", unit=NUMBER),
                     ["Unit: % > number", f"{FIGURE}: 87% > 87"], id="in another unit"),
        pytest.param(indicator("87", unit=POUNDS), indicator("87"), ["Unit: £ > number"], id="the same in another"),
    ],
)  # fmt: skip
def test_a_figure_is_amended_where_it_was_given_and_is_not_so(before: Indicator, after: Indicator, lines: list[str]):
    assert changed(before, after) == lines


def test_months_before_the_last_are_amended_too_and_later_ones_are_none():
    before = indicator(figures={"Aug": "4", "Sep": "5"}, target="10", tolerance="1")
    after = replace(before, figures={"Aug": Decimal(3), "Sep": Decimal(5), "Dec": Decimal(9)})
    assert changed(before, after, period=DECEMBER) == ["Figure for August 2020: 4 > 3"]


def test_what_was_withheld_then_is_told_of_once_it_can_be_relied_on_and_not_before():
    later = replace(WITHHELD, figures={"Sep": Decimal(5), "Dec": Decimal(6)})
    assert changed(WITHHELD, later, period=DECEMBER) == []
    assert changed(WITHHELD, replace(later, status=ONE.status), period=DECEMBER) == [f"{FIGURE}: Not reportable > 5"]


def test_a_status_of_today_says_nothing_of_an_earlier_month():
    later = replace(WITHHELD, figures={"Sep": Decimal(5), "Dec": Decimal(6)})
    assert changed(ONE, later, period=DECEMBER) == []


def test_a_month_that_was_taken_back_and_is_given_again_is_told_of():
    history = recorded(index_of(replace(ONE, figures={"Aug": Decimal(4), "Sep": Decimal(5)})))
    history = recorded(index_of(ONE), DECEMBERS, history)
    again = found(history, replace(ONE, figures={"Aug": Decimal(4), "Sep": Decimal(5)}), meeting=dt.date(2021, 3, 1))
    assert said(*again) == ["16: Figure for August 2020: No figure > 4"]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (ONE, replace(ONE, name="Homes visited"), ["Name: Homes inspected > Homes visited"]),
        (ONE, replace(ONE, unit=Unit("kg")), ["Unit: number > kg", "Tolerance: 1 in points > 1 kg in points"]),
        (replace(ONE, unit=Unit("kg")), replace(ONE, unit=Unit("kg"), target=Decimal(8)), ["Target: 10 kg > 8 kg"]),
        (ONE, replace(ONE, polarity=LOWER), ["Polarity: Higher is better > Lower is better"]),
        (ONE, replace(ONE, measured=YEAR_TOTAL), ["Measured: At period end > Year to date total"]),
        (ONE, replace(ONE, frequency=QUARTERLY), ["Frequency: Monthly > Quarterly"]),
        (ONE, replace(ONE, target=Decimal(8)), ["Target: 10 > 8"]),
        (ONE, replace(ONE, target=None), ["Target: 10 > None set"]),
        (ONE, replace(ONE, target=Decimal("10.00")), []),
        (ONE, replace(ONE, target_is=YEAR_EVEN), ["Target is: For every period > For the year, even profile"]),
        (ONE, replace(ONE, tolerance=Decimal(2)), ["Tolerance: 1 in points > 2 in points"]),
        (ONE, replace(ONE, tolerance=None), ["Tolerance: 1 in points > None set"]),
        (ONE, replace(ONE, tolerance=Decimal("0.1"), tolerance_as=PERCENT_OF_TARGET),
         ["Tolerance: 1 in points > 10% of the target"]),
        (ONE, replace(ONE, tolerance=Decimal(8), tolerance_as=RED_LIMIT), ["Tolerance: 1 in points > red limit 8"]),
        (indicator("1", unit=PERCENT, tolerance="0.02", tolerance_as=POINTS),
         indicator("1", unit=PERCENT, tolerance="0.9125", tolerance_as=RED_LIMIT),
         ["Tolerance: 2 points > red limit 91.25%"]),
        (indicator("1", polarity=DATA_ONLY), indicator("1", polarity=DATA_ONLY, tolerance_as=RED_LIMIT), []),
        (indicator("1", polarity=DATA_ONLY), indicator("1", polarity=DATA_ONLY, target_is=YEAR_EVEN), []),
        (ONE, replace(ONE, commentary="Slow.", caveat="Late.", theme="Homes", lead_service="Housing"), []),
    ],
)  # fmt: skip
def test_a_definition_that_changed_is_an_amendment(before: Indicator, after: Indicator, lines: list[str]):
    assert changed(before, after) == lines


def test_targets_of_its_own_profile_are_amended_month_by_month():
    before = indicator(
        figures={"Aug": "4", "Sep": "5"}, target="9", tolerance="1", target_is=YEAR_PROFILE, measured=YEAR_TOTAL,
        profile={"Aug": "4", "Sep": "6", "Oct": "7"},
    )  # fmt: skip
    after = replace(before, profile={"Aug": Decimal(4), "Sep": Decimal(5), "Oct": Decimal(6)})
    assert changed(before, after) == ["Target for September 2020: 6 > 5"]
    assert changed(before, replace(before, profile={"Aug": Decimal(4)})) == ["Target for September 2020: 6 > No figure"]


def test_a_year_later_a_new_target_says_of_which_year_it_is_and_the_old_figures_are_no_change():
    april = month("Apr", 2021)
    after = replace(ONE, figures={"Apr": Decimal(1)}, target=Decimal(8), tolerance=Decimal(2), name="Homes visited")
    assert changed(ONE, after, period=april) == [
        "Name: Homes inspected > Homes visited",
        "Target: 10 for 2020/21 > 8 for 2021/22",
        "Tolerance: 1 in points for 2020/21 > 2 in points for 2021/22",
    ]


def test_renumbered_indicators_keep_their_figures():
    after = [
        replace(ONE, number="17", figures={"Sep": Decimal(6)}),
        indicator("1", number="16", name="Children in care"),
    ]
    before = [ONE, indicator("1", number="17", name="Children in care")]
    assert said(*found(recorded(index_of(*before)), *after)) == [
        "17: Number: 16 > 17",
        "17: Figure for September 2020: 5 > 6",
        "16: Number: 17 > 16",
    ]


def test_indicators_that_come_and_go_are_told_of_those_that_left_last():
    other = indicator("1", number="20A", name="Children in care")
    amended = found(recorded(index_of(other, ONE)), indicator("2", number="2", name="Plans issued"), ONE)
    assert [(one.number, one.indicator, one.what, one.previously, one.now, one.position) for one in amended] == [
        ("2", "Plans issued", "Indicator", "Not in the index", "In the index", 0),
        ("20A", "Children in care", "Indicator", "In the index", "Not in the index", None),
    ]


def test_a_rule_that_changed_is_told_first_and_not_again_by_the_ratings_that_it_changed():
    rule = replace(RULE, states=2, green_within=Decimal("0.02"), in_force_from=None)
    amended = found(recorded(index_of(ONE)), replace(ONE, figures={"Sep": Decimal(6)}), rule=rule)
    assert said(*amended) == [
        ": In force from: 01/04/2015 > None set",
        ": States: 3 > 2",
        ": Green within: 0% of the target > 2% of the target",
        "16: Figure for September 2020: 5 > 6",
    ]
    assert (amended[0].indicator, amended[0].heading) == ("Rating rule", "In force from")
    points = replace(RULE, green_within=Decimal("0.02"), green_within_as=POINTS)
    (one,) = found(recorded(index_of(ONE)), ONE, rule=points)
    assert said(one) == [": Green within: 0% of the target > 0.02 in points"]


def test_a_rating_that_a_person_decided_is_an_amendment_where_nothing_else_explains_it():
    history, override = recorded(index_of(ONE)), {"16": decided(AMBER)}
    assert said(*found(history, ONE, overrides=override)) == ["16: Rating for September 2020: Red > Amber"]
    other = replace(ONE, figures={"Sep": Decimal(6)})
    assert said(*found(history, other, overrides=override)) == ["16: Figure for September 2020: 5 > 6"]
    assert found(history, replace(ONE, figures={"Sep": Decimal(5), "Dec": Decimal(9)}), period=DECEMBER) == []


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [figure("5")],
        [figure("5", at=month("Aug"), rating=RED), figure("5")],
        [figure("5", rating=None)],
    ],
)
def test_a_rating_that_nobody_knows_is_not_amended(facts: list[object]):
    history = History(entries=(entry(*facts, is_whole=True),))  # type: ignore[arg-type]  # they are figures
    amended = found(history, indicator("5", figures={"Aug": "5"}), overrides={"16": decided(AMBER)})
    assert [one for one in amended if "Rating" in one.what] == []


# --- what is not known ------------------------------------------------------------------------------------------------


def of_version_0_1_0(*facts: object) -> History:
    return History(entries=(entry(*facts, meeting=SEPTEMBERS, is_whole=True),))  # type: ignore[arg-type]  # they are figures


def test_of_an_old_record_figures_and_targets_are_compared_and_who_left_is_told():
    history = of_version_0_1_0(
        figure("4", at=month("Aug"), target="10"), figure("5", rating=RED, target="10"), figure("1", "9", rating=RED)
    )
    new = indicator("1", number="2", name="Plans issued")
    after = indicator(figures={"Aug": "4", "Sep": "6"}, target="8", tolerance="1")
    assert said(*found(history, after, new)) == [
        "16: Target for August 2020: 10 > 8",
        "16: Target for September 2020: 10 > 8",
        "16: Figure for September 2020: 5 > 6",
        "9: Indicator: In the index > Not in the index",
    ]


def test_a_target_that_was_not_set_and_one_of_a_blank_month_are_no_figures():
    assert said(*found(of_version_0_1_0(figure("5", rating=RED)), ONE)) == [
        "16: Target for September 2020: No figure > 10"
    ]
    assert found(of_version_0_1_0(figure(None)), BLANK) == []


def test_a_figure_that_somebody_altered_in_the_record_is_not_compared():
    history = of_version_0_1_0(replace(figure("4", rating=RED), is_known=False))
    assert found(history, ONE) == []


# --- before and after the record of the same meeting ------------------------------------------------------------------


def test_what_was_amended_for_a_meeting_stays_so_once_it_is_recorded_and_what_is_corrected_then_is_told_too():
    first = recorded(index_of(replace(ONE, figures={"Aug": Decimal(4), "Sep": Decimal(5)})))
    amended = replace(ONE, figures={"Aug": Decimal(3), "Sep": Decimal(5), "Dec": Decimal(9)})
    second = recorded(index_of(amended, period=DECEMBER), DECEMBERS, first)
    told = ["16: Figure for August 2020: 4 > 3"]
    assert said(*found(first, amended, period=DECEMBER)) == told
    assert said(*found(second, amended, period=DECEMBER)) == told
    assert found(second, amended, period=DECEMBER, meeting=dt.date(2021, 3, 3)) == []
    again = replace(amended, figures={"Aug": Decimal(2), "Sep": Decimal(5), "Dec": Decimal(8)})
    assert said(*found(second, again, period=DECEMBER)) == [
        "16: Figure for August 2020: 3 > 2",
        "16: Figure for December 2020: 9 > 8",
    ]
    two = replace(amended, figures={"Aug": Decimal(3), "Sep": Decimal(5), "Dec": Decimal(8)})
    assert said(*found(second, two, period=DECEMBER)) == [*told, "16: Figure for December 2020: 9 > 8"]


def test_a_correction_that_is_taken_back_before_the_record_is_none():
    history = recorded(index_of(ONE))
    assert len(found(history, replace(ONE, figures={"Sep": Decimal(6)}))) == 1
    assert found(history, ONE) == []


# --- reasons ----------------------------------------------------------------------------------------------------------

CORRECTED = replace(ONE, figures={"Sep": Decimal(6)}, target=Decimal(8))
FIGURE_REASON = Reason(number="16", what="figure for  september 2020", reason=" Filed twice. ")


@pytest.mark.parametrize(
    ("reason", "given_"),
    [
        (FIGURE_REASON, ["", "Filed twice."]),
        (Reason(number="16", what="", reason="Filed twice."), ["Filed twice.", "Filed twice."]),
        (Reason(number="", what="Target", reason="New plan."), ["New plan.", ""]),
        (Reason(number="", what="", reason="New plan."), ["New plan.", "New plan."]),
        (Reason(number="17", what="", reason="Filed twice."), ["", ""]),
        (replace(FIGURE_REASON, previously="5", now="6"), ["", "Filed twice."]),
        (replace(FIGURE_REASON, previously="5", now="7"), ["", ""]),
        (replace(FIGURE_REASON, previously="4"), ["", ""]),
        (replace(FIGURE_REASON, reason="  "), ["", ""]),
    ],
)
def test_a_reason_is_for_what_it_names(reason: Reason, given_: list[str]):
    amended = found(recorded(index_of(ONE)), CORRECTED, reasons=(reason,))
    assert [one.what for one in amended] == ["Target", FIGURE]
    assert [one.reason for one in amended] == given_


def test_the_first_of_two_reasons_counts():
    reasons = (FIGURE_REASON, replace(FIGURE_REASON, reason="Another."))
    assert found(recorded(index_of(ONE)), CORRECTED, reasons=reasons)[1].reason == "Filed twice."


def published_with(reason: str) -> History:
    """September's figure was published as 5, then corrected to 6 for this reason, at the meeting in November."""
    first = recorded(index_of(ONE), dt.date(2020, 10, 1))
    made = entry(figure("6", rating=RED, target="10"), text(reason, f"Reason: {FIGURE}"), meeting=SEPTEMBERS)
    return History(entries=(*first.entries, made))


def test_a_reason_that_was_published_for_an_earlier_change_is_none_for_the_next_unless_it_names_it():
    history, after = published_with("Filed twice."), replace(ONE, figures={"Sep": Decimal(7)})
    (old,) = found(history, after, reasons=(FIGURE_REASON,))
    assert (old.previously, old.now, old.reason) == ("6", "7", "")
    (named,) = found(history, after, reasons=(replace(FIGURE_REASON, previously="6", now="7"),))
    assert named.reason == "Filed twice."
    (new,) = found(history, after, reasons=(FIGURE_REASON, replace(FIGURE_REASON, reason="And again.")))
    assert new.reason == "And again."


def test_a_reason_stays_for_the_report_of_the_meeting_that_it_was_published_for():
    history = published_with("Filed twice.")
    (one,) = found(history, replace(ONE, figures={"Sep": Decimal(6)}), meeting=SEPTEMBERS, reasons=(FIGURE_REASON,))
    assert one.reason == "Filed twice."


def test_the_reasons_that_were_given_are_recorded():
    amended = found(recorded(index_of(ONE)), CORRECTED, reasons=(FIGURE_REASON,))
    assert reasons_given(amended) == [text("Filed twice.", f"Reason: {FIGURE}")]


def test_a_reason_for_nothing_that_changed_is_unused_but_for_one_that_was_published():
    history, others = recorded(index_of(ONE)), Reason(number="9", what="", reason="Why.")
    amended = found(history, CORRECTED)
    assert unused((FIGURE_REASON, others, replace(others, reason=" ")), amended, history) == [1]
    assert unused((FIGURE_REASON, others), [], published_with("filed  twice.")) == [1]
    assert unused((others,), [], History()) == [0]


# --- laws -------------------------------------------------------------------------------------------------------------

FIGURES = st.dictionaries(
    st.sampled_from(("Apr", "Aug", "Sep")), st.sampled_from((Decimal(0), Decimal(1), Decimal("0.1"))), min_size=1
)
STATUSES = st.sampled_from((ONE.status, NOT_REPORTABLE, AWAITING))
ONES = st.builds(
    replace, st.just(ONE), figures=FIGURES, status=STATUSES, target=st.sampled_from((None, Decimal(10), Decimal(8)))
)


@settings(deadline=None, max_examples=100)
@given(ONES, ONES)
def test_each_amendment_says_two_things_and_there_is_none_once_it_is_recorded(before: Indicator, after: Indicator):
    history = recorded(index_of(before))
    amended = found(history, after)
    assert all(one.previously != one.now and one.previously and one.now for one in amended)
    assert len({one.key for one in amended}) == len(amended)
    assert found(recorded(index_of(after), DECEMBERS, history), after, meeting=dt.date(2021, 3, 1)) == []
