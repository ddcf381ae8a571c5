"""Slips that make a Red Amber or Green: each is told before a report, and what a council may well have is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from make import (
    CLOSE,
    DATA_ONLY,
    DAYS,
    HIGHER,
    LOWER,
    NUMBER,
    PERCENT,
    PERCENT_OF_TARGET,
    POINTS,
    POUNDS,
    RED_LIMIT,
    SEPTEMBER,
    WEEKS,
    YEAR_AVERAGE,
    YEAR_EVEN,
    YEAR_TOTAL,
    indicator,
    month,
    rule,
)
from test_check import DETAILS, found

from performance_index.check import errors_of
from performance_index.finding import Severity
from performance_index.indicator import Indicator, Polarity, ToleranceAs, says_nothing
from performance_index.rating import rate
from performance_index.unit import Unit

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def told(subject: Indicator, heading: str) -> list[tuple[Severity, str]]:
    """What is told of one column of a row."""
    made = found(replace(subject, commentary="It fell"))
    return [(one.severity, one.what) for one in made if one.place == f"{heading} of row 0"]


@pytest.mark.parametrize(
    ("polarity", "target", "limit", "severity"),
    [
        pytest.param(HIGHER, "0.55", "0.5", None, id="a red limit of 50% beside 55%"),
        pytest.param(HIGHER, "0.55", "0", ERROR, id="0 for none, as for a tolerance"),
        pytest.param(HIGHER, "0.55", "0.05", WARNING, id="5%, a tolerance, as a red limit"),
        pytest.param(HIGHER, "0.55", "0.6", WARNING, id="better than the target"),
        pytest.param(LOWER, "0.26", "0.3", None, id="lower: 30% beside 26%"),
        pytest.param(LOWER, "0.26", "0.79", WARNING, id="lower: three times the target"),
        pytest.param(LOWER, "0.26", "0", WARNING, id="lower: better than the target"),
        pytest.param(LOWER, "0", "0.1", None, id="lower: beside nought"),
        pytest.param(CLOSE, "0.5", "0.2", WARNING, id="close: far away"),
    ],
)
def test_a_red_limit_that_nothing_reaches_is_told(
    polarity: Polarity, target: str, limit: str, severity: Severity | None
):
    subject = indicator(
        "0.372", unit=PERCENT, polarity=polarity, target=target, tolerance=limit, tolerance_as=RED_LIMIT
    )
    assert [severity for severity, _ in told(subject, "Tolerance")] == ([severity] if severity else [])


def test_the_cure_for_a_blank_red_limit_is_no_nought():
    (finding,) = found(indicator("60", target="80", tolerance_as=RED_LIMIT, commentary="It fell"))
    assert finding.cure == "enter the figure beyond which the rating is Red"


@pytest.mark.parametrize(
    ("unit", "written_as", "tolerance", "severity"),
    [
        pytest.param(PERCENT, PERCENT_OF_TARGET, "0.05", None, id="5%"),
        pytest.param(PERCENT, PERCENT_OF_TARGET, "0.6", WARNING, id="60%"),
        pytest.param(PERCENT, PERCENT_OF_TARGET, "1", ERROR, id="1 for 1%"),
        pytest.param(NUMBER, PERCENT_OF_TARGET, "1", ERROR, id="1 for 1% of a number"),
        pytest.param(PERCENT, POINTS, "0.05", None, id="5 points"),
        pytest.param(PERCENT, POINTS, "1", ERROR, id="1 for 1 point"),
        pytest.param(WEEKS, POINTS, "1", WARNING, id="1 week beside 0.9 weeks"),
    ],
)
def test_a_tolerance_that_allows_nearly_everything_is_told(
    unit: Unit, written_as: ToleranceAs, tolerance: str, severity: Severity | None
):
    subject = indicator("0.8", unit=unit, target="0.9", tolerance=tolerance, tolerance_as=written_as)
    assert [severity for severity, _ in told(subject, "Tolerance")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("unit", "written_as", "amount", "severity"),
    [
        pytest.param(PERCENT, PERCENT_OF_TARGET, "0.05", None, id="5%"),
        pytest.param(PERCENT, PERCENT_OF_TARGET, "0.25", None, id="a quarter"),
        pytest.param(PERCENT, PERCENT_OF_TARGET, "0.5", WARNING, id="half the target"),
        pytest.param(PERCENT, PERCENT_OF_TARGET, "1", ERROR, id="1 for 1%"),
        pytest.param(PERCENT, POINTS, "0.05", None, id="5 points"),
        pytest.param(PERCENT, POINTS, "0.5", WARNING, id="50 points"),
        pytest.param(PERCENT, POINTS, "5", ERROR, id="5, which is 500 points of a percentage"),
        pytest.param(WEEKS, POINTS, "5", None, id="5 weeks"),
    ],
)
def test_a_green_that_is_too_wide_is_told(unit: Unit, written_as: ToleranceAs, amount: str, severity: Severity | None):
    by = rule(green_within=amount, green_within_as=written_as)
    subject = indicator("0.9", unit=unit, target="0.9", tolerance="0.1")
    made = [one.severity for one in found(subject, by=by) if one.place == "Green within in the rule"]
    assert made == ([severity] if severity else [])
    alone = [one.place for one in errors_of(rate(subject, SEPTEMBER, by))]
    assert alone == (["Green within"] if severity is ERROR else [])


def test_blue_beyond_500_points_is_told_and_beyond_half_the_target_is_a_councils_own_matter():
    subject = indicator("0.9", unit=PERCENT, target="0.9", tolerance="0.1")
    wide = rule(states=4, blue_beyond="5", blue_beyond_as=POINTS)
    assert [one.severity for one in found(subject, by=wide)] == [ERROR]
    assert found(subject, by=rule(states=4, blue_beyond="0.5", blue_beyond_as=PERCENT_OF_TARGET)) == []


@pytest.mark.parametrize(
    ("subject", "severity"),
    [
        pytest.param(indicator("0.372", unit=PERCENT, target="0.0055", tolerance="0"), ERROR, id="0.55 for 55%"),
        pytest.param(
            indicator("0.12", unit=PERCENT, polarity=LOWER, target="0.005", tolerance="0"),
            WARNING,
            id="12% against 0.5%, where lower is better: a bad year",
        ),
        pytest.param(indicator("37.2", target="0.55", tolerance="0"), WARNING, id="a number against a percentage"),
        pytest.param(indicator("3", target="60", tolerance="6"), WARNING, id="exactly twenty times"),
        pytest.param(indicator("3.1", target="60", tolerance="6"), None, id="not quite"),
        pytest.param(indicator("0", target="60", tolerance="6"), None, id="nought is no scale"),
        pytest.param(indicator("3", target="0", tolerance="6"), None, id="nought is no scale of a target"),
        pytest.param(
            indicator("4", at="Apr", figures={"Sep": "31"}, measured=YEAR_TOTAL, target="60", target_is=YEAR_EVEN),
            None,
            id="a target for the year is shared out first",
        ),
    ],
)
def test_a_figure_and_a_target_on_two_scales_are_told(subject: Indicator, severity: Severity | None):
    assert [one for one, _ in told(subject, "Target")] == ([severity] if severity else [])


def test_2_typed_for_2_percent_is_an_error_beside_small_figures():
    subject = indicator("0.026", unit=PERCENT, target="2", tolerance="0.05", figures={"Aug": "0.024"})
    (found_one,) = told(subject, "Target")
    assert found_one == (ERROR, "200% is unusual for a percentage")
    assert told(replace(subject, target=Decimal("0.02"), figures={"Sep": Decimal("1.9")}), "Sep")[0][0] is ERROR


def test_percentages_above_a_hundred_that_go_together_raise_no_question():
    homes = {"Jul": "1.1", "Aug": "1.2"}
    assert found(indicator("1.05", unit=PERCENT, target="1", tolerance="0.1", figures=homes)) == []


@pytest.mark.parametrize(
    ("figures", "is_found"),
    [
        pytest.param({"Jul": "40", "Aug": "41", "Sep": "0"}, True, id="nought after others"),
        pytest.param({"Jul": "0", "Aug": "41", "Sep": "0"}, False, id="not the first nought"),
        pytest.param({"Aug": "41", "Sep": "0"}, False, id="one figure is no history"),
        pytest.param({"Jul": "40", "Aug": "41", "Sep": "39"}, False, id="no nought"),
        pytest.param({"Jul": "40", "Aug": "41"}, False, id="nothing typed"),
    ],
)
def test_a_nought_that_may_stand_for_a_figure_that_is_not_in_is_told(figures: dict[str, str], *, is_found: bool):
    subject = indicator(unit=WEEKS, polarity=LOWER, target="40", tolerance="4", figures=figures)
    assert ("Sep is 0, as no month before it was" in [what for _, what in told(subject, "Sep")]) is is_found


def test_a_total_of_nought_is_told_of_as_a_total_that_fell_and_no_second_time():
    fallen = {"Jul": "1", "Aug": "2", "Sep": "0"}
    subject = indicator(polarity=LOWER, measured=YEAR_TOTAL, target="4", target_is=YEAR_EVEN, figures=fallen)
    assert [what for _, what in told(subject, "Sep")] == ["the year to date total fell to 0"]


@pytest.mark.parametrize(
    ("unit", "figures", "places"),
    [
        pytest.param(PERCENT, {"Jul": "0.2", "Aug": "0.2", "Sep": "-0.2"}, ["Sep of row 0"], id="one among many"),
        pytest.param(POUNDS, {"Jul": "20", "Aug": "-2", "Sep": "-3"}, [], id="an overspend that goes on"),
        pytest.param(NUMBER, {"Aug": "20", "Sep": "-3"}, [], id="two figures show no habit"),
        pytest.param(DAYS, {"Sep": "-3"}, ["Sep of row 0"], id="no time is below nothing"),
    ],
)
def test_less_than_nothing_is_told_where_the_others_are_not(unit: Unit, figures: dict[str, str], places: list[str]):
    subject = indicator(unit=unit, polarity=DATA_ONLY, figures=figures)
    assert [one.place for one in found(subject)] == places


@pytest.mark.parametrize(
    ("name", "unit", "heading"),
    [
        pytest.param("% of plans issued in time", NUMBER, "Unit", id="%, but a number"),
        pytest.param("Percentage of plans issued", NUMBER, "Unit", id="percentage, but a number"),
        pytest.param("Number of carers", PERCENT, "Unit", id="number, but %"),
        pytest.param("% of plans issued in time", PERCENT, None, id="% and %"),
        pytest.param("Number of carers", NUMBER, None, id="number and number"),
        pytest.param("Carers, as % of those needed", NUMBER, None, id="said further on: it may be another's"),
    ],
)
def test_a_name_that_speaks_of_another_unit_is_told(name: str, unit: Unit, heading: str | None):
    subject = indicator("0.8", name=name, unit=unit, polarity=DATA_ONLY)
    assert [one.place for one in found(subject)] == ([f"{heading} of row 0"] if heading else [])


def test_a_percentage_that_is_added_up_is_told():
    subject = indicator("0.4", unit=PERCENT, measured=YEAR_TOTAL, polarity=DATA_ONLY)
    assert [one.place for one in found(subject)] == ["Measured of row 0"]
    assert found(replace(subject, measured=YEAR_AVERAGE)) == []


def test_a_target_of_data_only_is_told():
    (finding,) = found(indicator("0.4", unit=PERCENT, polarity=DATA_ONLY, target="0.55"))
    assert (finding.place, finding.what) == (
        "Polarity of row 0",
        "there is a target of 55%, but Data only is not rated",
    )


def test_the_same_name_under_two_numbers_is_told():
    one, other = (
        indicator("80", number="3", target="80", tolerance="8", name="Plans  issued"),
        indicator("80", number="32", target="80", tolerance="8", name="plans issued"),
    )
    (finding,) = found(one, other)
    assert (finding.severity, finding.place) == (WARNING, "Indicator of row 1")
    assert finding.what == "indicator 3 has the same name"


@pytest.mark.parametrize(
    ("day", "is_found"),
    [
        pytest.param(dt.date(2020, 11, 4), False, id="five weeks after the period"),
        pytest.param(dt.date(2021, 4, 2), False, id="half a year"),
        pytest.param(dt.date(2021, 4, 3), True, id="more than half a year"),
        pytest.param(dt.date(2030, 11, 4), True, id="another decade"),
    ],
)
def test_a_meeting_long_after_the_period_is_told(day: dt.date, *, is_found: bool):
    places = [one.place for one in found(details=replace(DETAILS, meeting_date=day))]
    assert places == (["meeting_date"] if is_found else [])


def test_a_rule_that_came_later_is_told():
    places = [
        one.place
        for one in found(period=month("Mar", 2014), details=replace(DETAILS, meeting_date=dt.date(2015, 4, 9)))
    ]
    assert places == ["In force from in the rule"]


@pytest.mark.parametrize(
    "words", ["", "n/a", "N/A", "None.", "nil", "-", "–", "TBC", "t.b.c", "To follow", "\u200b ", "XXX"]
)
def test_words_that_say_nothing(words: str):
    assert says_nothing(words) is (words != "t.b.c")


@pytest.mark.parametrize("words", ["None of the cases was late.", "x", "No.", "Na Li has left the team", "5"])
def test_words_that_say_something(words: str):
    assert says_nothing(words) is (words == "No.")


def test_a_caveat_and_a_commentary_that_say_nothing_are_told():
    red = indicator("60", target="80", tolerance="8", commentary="TBC", caveat="n/a", lead_service="Housing")
    assert [(one.place, one.what) for one in found(red)] == [
        ("Service commentary of row 0", "rated Red without a commentary: 'TBC' says nothing"),
        ("Data caveat of row 0", "'n/a' says nothing, so the report lists no caveat"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("This covers 2019 to 2020.", "2019 to 2020", id="a year with to"),
        pytest.param("The quarter to 30 June 2019 was slow.", "quarter to 30 June 2019", id="a quarter"),
        pytest.param("Up to\nMarch 2020 there were 12.", "Up to March 2020", id="January to March"),
        pytest.param("As at 31st March 2022.", "As at 31st March 2022", id="a later year"),
        pytest.param("The quarter to 30 June 2020.", None, id="this year"),
        pytest.param("As at 31 March 2021.", None, id="the end of this year"),
        pytest.param("She left in June 2019.", None, id="a date that is no period"),
        pytest.param("Up to the 2019 level.", None, id="no month"),
        pytest.param("As at Foo 2019.", None, id="no month at all"),
        pytest.param("From 2019 to 2025 it doubled.", None, id="many years"),
    ],
)
def test_the_period_of_another_year_in_a_text_is_told(words: str, said: str | None):
    made = found(indicator("80", target="80", tolerance="8", caveat=words))
    assert [said in one.what for one in made] == ([True] if said else [])
