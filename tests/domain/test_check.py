from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from make import (
    AMBER,
    ANNUAL,
    AWAITING,
    CLOSE,
    DATA_ONLY,
    DAYS,
    EVERY_PERIOD,
    GREEN,
    HIGHER,
    LOWER,
    MONTHLY,
    NOT_REPORTABLE,
    NUMBER,
    PERCENT,
    PERCENT_OF_TARGET,
    PERIOD_END,
    POINTS,
    POUNDS,
    PREVIOUS_PERIOD,
    PROVISIONAL,
    QUARTERLY,
    RATE,
    RED,
    RED_LIMIT,
    REPORTED,
    ROLLING,
    SEPTEMBER,
    TERMLY,
    WEEKS,
    YEAR_AVERAGE,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    entry,
    figure,
    indicator,
    month,
    rule,
    text,
)

from performance_index.check import check, errors_of
from performance_index.finding import Finding, Severity
from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.period import FinancialYear, Frequency, Month
from performance_index.rating import Override, Rating, RatingRule, rate
from performance_index.report import ReportDetails, Section
from performance_index.unit import Unit


class InWords:
    """Places as words, so that a test can name them: 'Tolerance of row 0', 'subject', 'Timetable 1'."""

    def indicator(self, position: int, heading: str) -> str:
        return f"{heading} of row {position}"

    def detail(self, name: str) -> str:
        return name

    def rule(self, word: str) -> str:
        return f"{word} in the rule"

    def amendment(self, reason: int | None) -> str:
        return f"Amendments {reason}"

    def text(self, section: Section, paragraph: int) -> str:
        return f"{section.value} {paragraph}"


DETAILS = ReportDetails(
    committee="Children and Young People Panel",
    meeting_date=dt.date(2020, 11, 4),
    wards="All",
    subject="Performance Monitoring Report",
    lead_officer="The Director",
    lead_member="The Cabinet Member",
    contact_officer="The Head of Performance",
)
SOUND = indicator("80", number="1", target="80", tolerance="8")
"""An indicator, and above it the details of a report, that nothing is wrong with."""


def found(
    *indicators: Indicator,
    details: ReportDetails = DETAILS,
    title: str = "Children's Performance Index",
    by: RatingRule | None = None,
    overrides: Mapping[str, Override] | None = None,
    in_sheet: Mapping[int, str] | None = None,
    period: Month = SEPTEMBER,
    unsure: frozenset[int] = frozenset(),
    history: History = NO_HISTORY,
) -> list[Finding]:
    usual = indicator().name
    index = PerformanceIndex(
        title=title,
        period=period,
        rule=replace(by or rule(), in_force_from=dt.date(2015, 4, 1)),
        indicators=tuple(
            replace(one, name=f"{usual} in area {n}") if n and one.name == usual else one
            for n, one in enumerate(indicators)
        ),
        overrides=overrides or {},
    )
    return check(index, details, InWords(), in_sheet or {}, unsure=unsure, history=history)


def error(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


def warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)


def whats(findings: list[Finding]) -> list[str]:
    return [finding.what for finding in findings]


# --- Nothing wrong ----------------------------------------------------------------------------------------------------


def test_a_sound_index_has_no_findings():
    assert found(SOUND) == []
    assert found() == []


def test_nothing_is_said_of_what_follows_from_a_cell_that_cannot_be_read():
    blank = replace(SOUND, target=None, number="2")
    assert len(found(SOUND, blank)) == 1
    assert found(SOUND, blank, unsure=frozenset({1})) == []


def test_what_was_published_is_held_against_what_would_be():
    one = replace(SOUND, figures={"Sep": Decimal(60)}, commentary="The courts set the pace.")
    was = entry(figure("61", "1", rating=RED), text(one.commentary, number="1"), is_whole=True)
    assert found(one) == []
    assert any("word for word" in what for what in whats(found(one, history=History(entries=(was,)))))


def test_findings_about_the_report_come_first_and_then_the_indicators_in_index_order():
    blank = replace(DETAILS, wards="", texts={Section.TIMETABLE: ("As in 2019/20",)})
    made = found(
        indicator("80", number="1", name="", target="80", tolerance="8"),
        SOUND,
        indicator("9", number="3"),
        details=blank,
    )
    assert [finding.place for finding in made] == [
        "wards",
        "Timetable 0",
        "No of row 0",
        "No of row 1",
        "Indicator of row 0",
        "Target of row 2",
    ]


# --- The details of the report ----------------------------------------------------------------------------------------


def test_without_a_meeting_date_there_can_be_no_report():
    assert found(details=replace(DETAILS, meeting_date=None)) == [
        error("meeting_date", "the meeting date is blank", "enter it; the report is named by it")
    ]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        pytest.param(dt.date(2019, 11, 4), "04/11/2019", id="the year before"),
        pytest.param(dt.date(2020, 9, 29), "29/09/2020", id="the day before the period ends"),
        pytest.param(dt.date(2020, 9, 30), "30/09/2020", id="the day it ends"),
    ],
)
def test_a_meeting_before_the_period_has_ended_is_noticed(day: dt.date, shown: str):
    assert found(details=replace(DETAILS, meeting_date=day)) == [
        warning(
            "meeting_date",
            f"the meeting is on {shown}, before the period has ended",
            "correct the meeting date or the period end",
        )
    ]


def test_a_meeting_on_the_day_after_the_period_is_in_order():
    assert found(details=replace(DETAILS, meeting_date=dt.date(2020, 10, 1))) == []


@pytest.mark.parametrize(
    ("details", "place", "what"),
    [
        (replace(DETAILS, committee=""), "committee", "'Committee' is blank"),
        (replace(DETAILS, wards=""), "wards", "'Wards' is blank"),
        (replace(DETAILS, subject=""), "subject", "'Subject' is blank"),
        (replace(DETAILS, lead_officer=""), "lead_officer", "'Lead officer' is blank"),
        (replace(DETAILS, lead_member=""), "lead_member", "'Lead member' is blank"),
        (replace(DETAILS, contact_officer=""), "contact_officer", "'Contact officer' is blank"),
    ],
)
def test_a_blank_detail_is_noticed(details: ReportDetails, place: str, what: str):
    assert found(details=details) == [warning(place, what, "enter it here, or type it into the report")]


def test_a_blank_title_of_the_index_is_noticed():
    assert found(title="") == [
        warning("index_title", "'Index title' is blank", "enter it here, or type it into the report")
    ]


# --- Years that contradict the report's -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("2019/20", "2019/20", id="in full"),
        pytest.param("19/20", "19/20", id="in short"),
        pytest.param("2019-20", "2019-20", id="with a hyphen"),
        pytest.param("2019–20", "2019–20", id="with a dash"),
        pytest.param("2019–2020", "2019–2020", id="both years, with a dash"),
        pytest.param("2019/2020", "2019/2020", id="both years, with a stroke"),
        pytest.param("2019 / 20", "2019 / 20", id="with spaces"),
        pytest.param("2021/22", "2021/22", id="the year to come"),
        pytest.param("2010/11", "2010/11", id="ten years ago"),
        pytest.param("2030/31", "2030/31", id="in ten years"),
        pytest.param("Improved since 2019/20.", "2019/20", id="inside a sentence"),
        pytest.param("(2019/20)", "2019/20", id="in brackets"),
        pytest.param("FY2019/20", "2019/20", id="after letters"),
        pytest.param("2020/21 and 2019/20", "2019/20", id="beside the report's own"),
        pytest.param("04/11/2020 for 2019/20", "2019/20", id="beside a date"),
    ],
)
def test_another_financial_year_is_noticed(text: str, says: str):
    assert found(details=replace(DETAILS, subject=text)) == [
        warning(
            "subject", f"the text says {says}, but the report is for 2020/21", "write 2020/21 if this year is meant"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2020/21", id="the report's own year"),
        pytest.param("20/21", id="in short"),
        pytest.param("2020-21", id="with a hyphen"),
        pytest.param("2020–2021", id="with a dash"),
        pytest.param("2020/2021", id="both years"),
        pytest.param("2009/10", id="more than ten years ago: history"),
        pytest.param("2031/32", id="in more than ten years: a plan"),
        pytest.param("2019/21", id="two years"),
        pytest.param("2019 and 2020", id="two calendar years"),
        pytest.param("2019/19", id="one year twice"),
        pytest.param("04/11/2020", id="a date"),
        pytest.param("11/12/2020", id="a date with consecutive numbers"),
        pytest.param("30/09/2020", id="a date at a period's end"),
        pytest.param("4/11/20", id="a short date"),
        pytest.param("2020-11-12", id="a date as computers write it"),
        pytest.param("11-12-2020", id="a date with hyphens"),
        pytest.param("3/4", id="a fraction"),
        pytest.param("5/6 of 1/2", id="fractions"),
        pytest.param("9/10 homes", id="a fraction of one digit and two"),
        pytest.param("24/7", id="day and night"),
        pytest.param("50-50", id="halves"),
        pytest.param("12-13 years old", id="an age"),
        pytest.param("aged 12–13", id="an age with a dash"),
        pytest.param("16 - 17 year olds", id="an age with spaces"),
        pytest.param("11-12 weeks", id="a range of weeks"),
        pytest.param("10-12 weeks", id="a wider range"),
        pytest.param("reference 12019/20", id="inside a longer number"),
        pytest.param("reference 2019/201", id="before more digits"),
        pytest.param("reference 4/19/20", id="after another number and a stroke"),
        pytest.param("2019", id="a year alone"),
        pytest.param("no figures", id="no number at all"),
    ],
)
def test_what_is_no_other_financial_year_raises_no_alarm(text: str):
    assert found(details=replace(DETAILS, subject=text)) == []


def test_each_other_year_in_a_text_is_a_finding():
    assert whats(found(details=replace(DETAILS, subject="From 2018/19 and 2019/20 to 2020/21"))) == [
        "the text says 2018/19, but the report is for 2020/21",
        "the text says 2019/20, but the report is for 2020/21",
    ]


@pytest.mark.parametrize(
    ("details", "place"),
    [
        (replace(DETAILS, committee="Panel 2019/20"), "committee"),
        (replace(DETAILS, wards="All in 2019/20"), "wards"),
        (replace(DETAILS, subject="Report 2019/20"), "subject"),
        (replace(DETAILS, lead_officer="Director 2019/20"), "lead_officer"),
        (replace(DETAILS, lead_member="Member 2019/20"), "lead_member"),
        (replace(DETAILS, contact_officer="Head 2019/20"), "contact_officer"),
    ],
)
def test_every_detail_is_searched_for_another_year(details: ReportDetails, place: str):
    assert [finding.place for finding in found(details=details)] == [place]


def test_the_title_of_the_index_is_searched_for_another_year():
    assert [finding.place for finding in found(title="Performance Index 2019/20")] == ["index_title"]


def test_another_year_in_a_section_has_the_place_of_its_paragraph():
    texts = {
        Section.SUMMARY: ("This is 2020/21.", "This is 2019/20."),
        Section.TIMETABLE: ("As in 2018/19.", "And after."),
        Section.LEGAL: (),
    }
    assert found(details=replace(DETAILS, texts=texts)) == [
        warning(
            "Executive summary 1",
            "the text says 2019/20, but the report is for 2020/21",
            "write 2020/21 if this year is meant",
        ),
        warning(
            "Timetable 0",
            "the text says 2018/19, but the report is for 2020/21",
            "write 2020/21 if this year is meant",
        ),
    ]


def test_another_year_in_commentary_and_caveat_has_the_place_of_its_cell():
    year = ("the text says 2019/20, but the report is for 2020/21", "write 2020/21 if this year is meant")
    assert found(SOUND, replace(SOUND, number="2", commentary="Q2 of 2019/20", caveat="Audited in 2019/20")) == [
        warning("Service commentary of row 1", *year),
        warning("Data caveat of row 1", *year),
    ]


def test_a_year_is_held_against_the_year_of_the_period():
    made = found(
        details=replace(DETAILS, meeting_date=dt.date(2019, 11, 4), subject="20/21"), period=month("Sep", 2019)
    )
    assert whats(made) == ["the text says 20/21, but the report is for 2019/20"]


# --- The number and the name ------------------------------------------------------------------------------------------


def test_a_number_used_twice_is_an_error_at_each_place():
    cure = "give each indicator a number of its own"
    assert found(replace(SOUND, number="16"), SOUND, replace(SOUND, number="16")) == [
        error("No of row 0", "the number 16 is used 2 times", cure),
        error("No of row 2", "the number 16 is used 2 times", cure),
    ]


def test_capitals_do_not_make_a_number_another():
    assert whats(found(*(replace(SOUND, number=number) for number in ("16a", "16A", "16a")))) == [
        "the number 16a is used 3 times",
        "the number 16A is used 3 times",
        "the number 16a is used 3 times",
    ]


def test_a_letter_makes_a_number_another():
    assert found(*(replace(SOUND, number=number) for number in ("16", "16a", "16b", "1"))) == []


def test_an_indicator_without_a_name_is_an_error():
    assert found(replace(SOUND, name="")) == [
        error("Indicator of row 0", "the indicator has no name", "say what is measured")
    ]


# --- The target -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "target", "is_found"),
    [
        pytest.param(HIGHER, None, True, id="higher: blank"),
        pytest.param(LOWER, None, True, id="lower: blank"),
        pytest.param(CLOSE, None, True, id="close: blank"),
        pytest.param(DATA_ONLY, None, False, id="data only needs none"),
        pytest.param(LOWER, "0", False, id="nought is a target"),
    ],
)
def test_a_blank_target_is_noticed(polarity: Polarity, target: str | None, *, is_found: bool):
    expected = warning("Target of row 0", "there is no target", "enter one, or make the polarity Data only")
    subject = indicator("0", polarity=polarity, target=target, tolerance="0")
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize(
    ("target", "profile", "expected"),
    [
        pytest.param(None, {}, "there is no target", id="neither a target nor a profile"),
        pytest.param("175", {}, "the profile has no target for Sep", id="a target, no profile"),
        pytest.param(None, {"Aug": "60"}, "the profile has no target for Sep", id="a profile without the month"),
        pytest.param("175", {"Oct": "60"}, "the profile has no target for Sep", id="a target, not the month's"),
        pytest.param(None, {"Sep": "60"}, None, id="a profile with the month needs no target for the year"),
        pytest.param("175", {"Sep": "0"}, None, id="nought is a target"),
    ],
)
def test_an_own_profile_needs_the_months_target(target: str | None, profile: dict[str, str], expected: str | None):
    subject = indicator(
        "60", measured=YEAR_TOTAL, target=target, target_is=YEAR_PROFILE, profile=profile, tolerance="8"
    )
    assert whats(found(subject)) == ([] if expected is None else [expected])


def test_a_month_that_the_profile_leaves_out_is_named_with_its_cure():
    subject = indicator(
        "60", measured=YEAR_TOTAL, target="175", target_is=YEAR_PROFILE, profile={"Mar": "175"}, tolerance="8"
    )
    assert found(SOUND, subject) == [
        warning("Target is of row 1", "the profile has no target for Sep", "add a row for Sep to the Profile sheet")
    ]


def test_the_month_that_a_profile_needs_is_the_figures_own():
    subject = indicator(
        "60",
        at="Jun",
        frequency=QUARTERLY,
        measured=YEAR_TOTAL,
        target_is=YEAR_PROFILE,
        profile={"Aug": "50", "Sep": "60"},
    )
    assert whats(found(subject, period=month("Aug"))) == ["the profile has no target for Jun"]


def test_an_annual_figure_needs_marchs_target_of_the_profile():
    """It is held against March's, so a row for the month it was entered in would cure nothing."""
    subject = indicator(
        "60",
        at="Jul",
        frequency=ANNUAL,
        measured=YEAR_TOTAL,
        target="175",
        target_is=YEAR_PROFILE,
        profile={"Jul": "60"},
        tolerance="8",
    )
    assert found(subject) == [
        warning("Target is of row 0", "the profile has no target for Mar", "add a row for Mar to the Profile sheet")
    ]


def test_a_profile_is_not_asked_for_a_month_before_anything_is_due():
    subject = indicator(
        frequency=TERMLY, measured=YEAR_TOTAL, target="175", target_is=YEAR_PROFILE, profile={"Mar": "175"}
    )
    assert found(subject, period=month("Jun"), by=rule(states=2)) == []


@pytest.mark.parametrize("target_is", [YEAR_EVEN, YEAR_PROFILE])
@pytest.mark.parametrize(
    ("measured", "is_found"), [(PERIOD_END, True), (YEAR_AVERAGE, True), (ROLLING, True), (YEAR_TOTAL, False)]
)
def test_a_target_for_the_year_is_for_a_total(target_is: TargetIs, measured: Measured, *, is_found: bool):
    subject = indicator(
        "100", target="175", target_is=target_is, profile={"Sep": "100"}, measured=measured, tolerance="8"
    )
    expected = warning(
        "Target is of row 0",
        f"the target is for the year, but the figure is measured '{measured.value}'",
        "choose 'For every period', or measure it as a year to date total",
    )
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize(
    ("measured", "is_found"), [(PERIOD_END, False), (YEAR_AVERAGE, False), (ROLLING, False), (YEAR_TOTAL, True)]
)
def test_a_total_is_not_held_against_the_same_target_in_every_period(measured: Measured, *, is_found: bool):
    subject = indicator("175", target="175", target_is=EVERY_PERIOD, measured=measured, tolerance="8")
    expected = warning(
        "Target is of row 0",
        "a year to date total is held against the same target in every period",
        "choose 'For the year, even profile' if the target is for the year",
    )
    assert found(subject) == ([expected] if is_found else [])


# --- The tolerance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "tolerance", "severity"),
    [
        pytest.param("79", None, Severity.ERROR, id="blank, red: it may be amber"),
        pytest.param("80", None, Severity.WARNING, id="blank, green"),
        pytest.param(None, None, Severity.WARNING, id="blank, awaiting data"),
        pytest.param("79", "0", None, id="nought, red"),
        pytest.param("80", "0", None, id="nought, green"),
    ],
)
def test_a_blank_tolerance_is_an_error_only_where_the_rating_is_red(
    actual: str | None, tolerance: str | None, severity: Severity | None
):
    status = REPORTED if actual else AWAITING
    said = "It fell" if actual else ""
    made = found(indicator(actual, target="80", tolerance=tolerance, commentary=said, status=status))
    assert made == (
        []
        if severity is None
        else [
            Finding(
                severity=severity,
                place="Tolerance of row 0",
                what="the tolerance is blank",
                cure="enter 0 for none",
            )
        ]
    )


BLANK_TOLERANCE = indicator("79", target="80", figures={"Aug": "70"}, commentary="It fell")


@pytest.mark.parametrize(
    ("subject", "by", "decision", "severities"),
    [
        pytest.param(BLANK_TOLERANCE, rule(), None, [Severity.ERROR], id="three states, red"),
        pytest.param(BLANK_TOLERANCE, rule(states=4), None, [Severity.ERROR], id="four states, red"),
        pytest.param(BLANK_TOLERANCE, rule(states=2), None, [], id="two states need none"),
        pytest.param(
            BLANK_TOLERANCE, rule(improving=PREVIOUS_PERIOD), None, [Severity.WARNING], id="improved to amber"
        ),
        pytest.param(BLANK_TOLERANCE, rule(green_within="1"), None, [Severity.WARNING], id="green by its width"),
        pytest.param(BLANK_TOLERANCE, rule(), decided(GREEN), [Severity.ERROR], id="red, decided green"),
        pytest.param(
            replace(BLANK_TOLERANCE, figures={"Sep": Decimal(80)}),
            rule(),
            decided(RED),
            [Severity.WARNING],
            id="green, decided red",
        ),
        pytest.param(indicator("79", polarity=DATA_ONLY), rule(), None, [], id="data only has no tolerance"),
    ],
)
def test_a_blank_tolerance_matters_as_far_as_the_rule_used_it(
    subject: Indicator, by: RatingRule, decision: Override | None, severities: list[Severity]
):
    made = found(subject, by=by, overrides={} if decision is None else {"16": decision})
    assert [(finding.severity, finding.what) for finding in made] == [
        (severity, "the tolerance is blank") for severity in severities
    ]


def test_a_blank_tolerance_without_a_target_is_not_missed():
    assert whats(found(indicator("79"))) == ["there is no target"]


def test_a_blank_tolerance_is_missed_where_only_the_profile_has_a_target():
    subject = indicator("59", measured=YEAR_TOTAL, target_is=YEAR_PROFILE, profile={"Sep": "60"}, commentary="It fell")
    assert found(subject) == [error("Tolerance of row 0", "the tolerance is blank", "enter 0 for none")]


@pytest.mark.parametrize(
    ("target", "tolerance", "written_as", "is_found"),
    [
        pytest.param("0", "0.05", PERCENT_OF_TARGET, True, id="5% of nought"),
        pytest.param("0", "0.0001", PERCENT_OF_TARGET, True, id="next to nothing, of nought"),
        pytest.param("0", "0", PERCENT_OF_TARGET, False, id="0% of nought is what is meant"),
        pytest.param("0.1", "0.05", PERCENT_OF_TARGET, False, id="5% of a small target"),
        pytest.param("-0.1", "0.05", PERCENT_OF_TARGET, False, id="5% of a small negative target"),
        pytest.param("0", "2", POINTS, False, id="points from nought"),
        pytest.param("0", "2", RED_LIMIT, False, id="a red limit beside nought"),
    ],
)
def test_a_percentage_of_a_target_of_nought_is_noticed(
    target: str, tolerance: str, written_as: ToleranceAs, *, is_found: bool
):
    expected = warning(
        "Tolerance as of row 0",
        "a tolerance in % of a target of 0 is nothing",
        "choose Points and enter the tolerance in the indicator's unit",
    )
    subject = indicator("-1", polarity=LOWER, target=target, tolerance=tolerance, tolerance_as=written_as)
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize(
    ("tolerance", "written_as", "shown"),
    [
        pytest.param("0.05", PERCENT_OF_TARGET, None, id="5%"),
        pytest.param("0.5", PERCENT_OF_TARGET, None, id="50%"),
        pytest.param("1", PERCENT_OF_TARGET, "100%", id="1 typed for 1%"),
        pytest.param("1.001", PERCENT_OF_TARGET, "100.1%", id="more than 100%"),
        pytest.param("5", PERCENT_OF_TARGET, "500%", id="5 typed for 5%"),
        pytest.param("5", POINTS, None, id="5 points"),
        pytest.param("75", RED_LIMIT, None, id="a red limit of 75"),
    ],
)
def test_a_tolerance_of_more_than_the_target_is_noticed(tolerance: str, written_as: ToleranceAs, shown: str | None):
    expected = error(
        "Tolerance of row 0", f"the tolerance is {shown} of the target", "if 5 stands for 5%, type 5%; or choose Points"
    )
    assert found(indicator("80", target="80", tolerance=tolerance, tolerance_as=written_as)) == (
        [] if shown is None else [expected]
    )


def test_a_tolerance_of_more_than_the_target_is_noticed_where_only_the_profile_has_one():
    subject = indicator(
        "60",
        measured=YEAR_TOTAL,
        target_is=YEAR_PROFILE,
        profile={"Sep": "60"},
        tolerance="5",
        tolerance_as=PERCENT_OF_TARGET,
    )
    assert whats(found(subject)) == ["the tolerance is 500% of the target"]


@pytest.mark.parametrize(
    ("polarity", "limit", "is_found"),
    [
        pytest.param(HIGHER, "81", True, id="higher: above the target"),
        pytest.param(HIGHER, "80", False, id="higher: on the target"),
        pytest.param(HIGHER, "79.9", False, id="higher: below the target"),
        pytest.param(LOWER, "79", True, id="lower: below the target"),
        pytest.param(LOWER, "80", False, id="lower: on the target"),
        pytest.param(LOWER, "80.1", False, id="lower: above the target"),
        pytest.param(CLOSE, "81", False, id="close: above the target"),
        pytest.param(CLOSE, "79", False, id="close: below the target"),
    ],
)
def test_a_red_limit_that_is_better_than_the_target_is_noticed(polarity: Polarity, limit: str, *, is_found: bool):
    expected = warning(
        "Tolerance of row 0",
        f"the red limit {limit} weeks is better than the target 80 weeks",
        "enter the figure beyond which the rating is Red",
    )
    subject = indicator("80", unit=WEEKS, polarity=polarity, target="80", tolerance=limit, tolerance_as=RED_LIMIT)
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize("written_as", [POINTS, PERCENT_OF_TARGET])
def test_only_a_red_limit_can_be_better_than_the_target(written_as: ToleranceAs):
    (wide,) = found(indicator("0.5", target="0.5", tolerance="0.9", tolerance_as=written_as))
    assert "wide" in wide.what


@pytest.mark.parametrize(
    ("target_is", "written_as", "is_found"),
    [
        pytest.param(YEAR_PROFILE, RED_LIMIT, True, id="own profile, red limit"),
        pytest.param(YEAR_PROFILE, POINTS, False, id="own profile, points"),
        pytest.param(YEAR_PROFILE, PERCENT_OF_TARGET, False, id="own profile, % of target"),
        pytest.param(YEAR_EVEN, RED_LIMIT, False, id="even profile: the limit is shared out"),
    ],
)
def test_one_red_limit_for_a_profile_of_targets_is_noticed(
    target_is: TargetIs, written_as: ToleranceAs, *, is_found: bool
):
    expected = warning(
        "Tolerance as of row 0",
        "one red limit is held against a target that changes every month",
        "choose % of target or Points",
    )
    subject = indicator(
        "100",
        measured=YEAR_TOTAL,
        target="175",
        target_is=target_is,
        profile={"Sep": "90"},
        tolerance="150" if written_as is RED_LIMIT else "0.5",
        tolerance_as=written_as,
    )
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize("problem", ["target", "tolerance", "red limit", "year"])
def test_what_is_for_information_only_needs_neither_target_nor_tolerance(problem: str):
    subject = {
        "target": indicator("9"),
        "tolerance": indicator("9", target="0", tolerance="5", tolerance_as=PERCENT_OF_TARGET),
        "red limit": indicator("9", target="80", tolerance="81", tolerance_as=RED_LIMIT),
        "year": indicator("9", target="80", target_is=YEAR_EVEN, tolerance="8"),
    }[problem]
    assert found(replace(subject, commentary="It fell")) != []
    places = [] if subject.target is None else ["Polarity of row 0"]  # it is told that such a target is for nothing
    assert [finding.place for finding in found(replace(subject, polarity=DATA_ONLY))] == places


# --- The figures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "figure", "shown"),
    [
        pytest.param(PERCENT, "0.91", None, id="91%"),
        pytest.param(PERCENT, "2", None, id="200%"),
        pytest.param(PERCENT, "2.001", "200.1%", id="more than 200%"),
        pytest.param(PERCENT, "91", "9,100%", id="91 typed for 91%"),
        pytest.param(PERCENT, "-2", None, id="-200%"),
        pytest.param(PERCENT, "-2.001", "-200.1%", id="less than -200%"),
        pytest.param(NUMBER, "91", None, id="a number"),
        pytest.param(RATE, "91", None, id="a rate"),
        pytest.param(POUNDS, "91", None, id="pounds"),
    ],
)
def test_an_unusual_percentage_is_noticed(unit: Unit, figure: str, shown: str | None):
    subject = indicator(figure, unit=unit, polarity=DATA_ONLY)
    expected = warning("Sep of row 0", f"{shown} is unusual for a percentage", "if 91 stands for 91%, type 91%")
    assert found(subject) == ([] if shown is None else [expected])


@pytest.mark.parametrize(("heading", "field"), [("Target", "target"), ("Last year", "last_year"),
                                                ("England", "england"), ("London", "london")])  # fmt: skip
def test_a_percentage_typed_as_a_whole_number_is_noticed_beside_the_figures_too(heading: str, field: str):
    """91 for 91 % as a target would make every figure Red."""
    subject = replace(indicator("0.9", unit=PERCENT, polarity=DATA_ONLY), **{field: Decimal(91)})
    expected = error(f"{heading} of row 0", "9,100% is unusual for a percentage", "if 91 stands for 91%, type 91%")
    assert [finding for finding in found(subject) if "Polarity" not in finding.place] == [expected]
    assert {one.severity for one in found(replace(subject, figures={"Sep": Decimal(3)}))} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("unit", "figure", "shown"),
    [
        pytest.param(WEEKS, "-0.1", "-0.1 weeks", id="weeks"),
        pytest.param(DAYS, "-3", "-3 days", id="days"),
        pytest.param(RATE, "-41.7", "-41.7 per 10,000", id="a rate"),
        pytest.param(WEEKS, "0", None, id="no weeks"),
        pytest.param(WEEKS, "0.1", None, id="some weeks"),
        pytest.param(NUMBER, "-3", None, id="a number may be a change"),
        pytest.param(POUNDS, "-3", None, id="pounds may be an overspend"),
        pytest.param(PERCENT, "-0.03", None, id="a percentage may be a change"),
    ],
)
def test_less_than_no_time_at_all_is_noticed(unit: Unit, figure: str, shown: str | None):
    subject = indicator(figure, unit=unit, polarity=DATA_ONLY)
    expected = warning("Sep of row 0", f"{shown} is less than nothing", "check the figure")
    assert found(subject) == ([] if shown is None else [expected])


def test_every_months_figure_is_looked_at_and_has_its_own_place():
    subject = indicator("0.9", unit=PERCENT, polarity=DATA_ONLY, figures={"Apr": "90", "May": "0.9", "Oct": "91"})
    assert [(finding.place, finding.what) for finding in found(SOUND, subject)] == [
        ("period_end", "there are figures for Oct, after the period end"),
        ("Apr of row 1", "9,000% is unusual for a percentage"),
        ("Oct of row 1", "9,100% is unusual for a percentage"),
    ]


@pytest.mark.parametrize(
    ("frequency", "at", "is_found"),
    [
        pytest.param(MONTHLY, "Aug", False, id="monthly: every month"),
        pytest.param(QUARTERLY, "Aug", True, id="quarterly: August is no quarter"),
        pytest.param(QUARTERLY, "Jun", False, id="quarterly: June is"),
        pytest.param(TERMLY, "Jun", True, id="termly: June is no term"),
        pytest.param(TERMLY, "Jul", False, id="termly: July is"),
        pytest.param(ANNUAL, "Aug", False, id="annual: whenever it is out"),
    ],
)
def test_a_figure_in_a_month_that_its_frequency_does_not_use_is_noticed(
    frequency: Frequency, at: str, *, is_found: bool
):
    expected = warning(
        f"{at} of row 0",
        f"there is a figure for {at}, but a {frequency.value.lower()} indicator has none due then",
        "move the figure to the month it is due in, or correct the frequency",
    )
    subject = indicator(
        "9", at=at, frequency=frequency, polarity=DATA_ONLY, status=NOT_REPORTABLE, caveat="It cannot tell"
    )
    assert found(subject) == ([expected] if is_found else [])


@pytest.mark.parametrize(
    ("status", "figures", "is_found"),
    [
        pytest.param(AWAITING, {"Sep": "80"}, True, id="awaiting, and there is one"),
        pytest.param(AWAITING, {"Sep": "0"}, True, id="awaiting, and nought is one"),
        pytest.param(AWAITING, {}, False, id="awaiting, and there is none"),
        pytest.param(AWAITING, {"Aug": "80"}, False, id="awaiting, and there is an older one"),
        pytest.param(REPORTED, {"Sep": "80"}, False, id="reported"),
        pytest.param(PROVISIONAL, {"Sep": "80"}, False, id="provisional"),
    ],
)
def test_a_figure_that_is_said_to_be_awaited_is_noticed(status: DataStatus, figures: dict[str, str], *, is_found: bool):
    expected = warning(
        "Data status of row 0",
        "the data status is Awaiting data, but there is a figure for Sep",
        "choose Reported or Provisional if the figures can be used",
    )
    said = "" if status is AWAITING else "It fell"
    subject = indicator(target="80", tolerance="8", figures=figures, status=status, commentary=said)
    assert found(subject) == ([expected] if is_found else [])


# --- What people should have written ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "commentary", "decision", "rating"),
    [
        pytest.param("80", "", None, None, id="green needs none"),
        pytest.param("79.9", "", None, AMBER, id="amber"),
        pytest.param("72", "", None, AMBER, id="amber on its limit"),
        pytest.param("71.9", "", None, RED, id="red"),
        pytest.param("71.9", "It fell", None, None, id="red, explained"),
        pytest.param("71.9", "0", None, None, id="red, and a nought is what somebody typed"),
        pytest.param("71.9", "", decided(GREEN), None, id="red, decided green"),
        pytest.param("71.9", "", decided(AMBER), AMBER, id="red, decided amber"),
        pytest.param("80", "", decided(RED), RED, id="green, decided red"),
        pytest.param(None, "", None, None, id="awaiting data"),
    ],
)
def test_an_exception_without_commentary_is_noticed(
    actual: str | None, commentary: str, decision: Override | None, rating: Rating | None
):
    subject = indicator(actual, target="80", tolerance="8", commentary=commentary, lead_service="Housing")
    subject = subject if actual else replace(subject, status=AWAITING)
    made = found(subject, overrides={} if decision is None else {"16": decision})
    assert made == (
        []
        if rating is None
        else [
            warning(
                "Service commentary of row 0",
                f"rated {rating.value} without a commentary",
                "ask Housing for it",
            )
        ]
    )


def test_where_no_service_is_named_the_lead_service_is_asked():
    (finding,) = found(indicator("60", target="80", tolerance="8"))
    assert finding.cure == "ask the lead service for it"


@pytest.mark.parametrize(
    ("status", "caveat", "is_found"),
    [
        pytest.param(NOT_REPORTABLE, "", True, id="not reportable, and nobody says why"),
        pytest.param(NOT_REPORTABLE, "The system cannot tell", False, id="not reportable, and why"),
        pytest.param(PROVISIONAL, "", False, id="provisional needs none"),
        pytest.param(REPORTED, "", False, id="reported needs none"),
        pytest.param(AWAITING, "", False, id="awaiting data needs none"),
    ],
)
def test_what_cannot_be_reported_must_say_why(status: DataStatus, caveat: str, *, is_found: bool):
    actual = None if status is AWAITING else "80"
    subject = indicator(actual, target="80", tolerance="8", status=status, caveat=caveat)
    expected = warning("Data caveat of row 0", "not reportable, and no data caveat says why", "say why")
    assert found(subject) == ([expected] if is_found else [])


# --- Decisions and what the sheet showed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        pytest.param(indicator(target="80", tolerance="8", status=AWAITING), "Awaiting data", id="awaiting data"),
        pytest.param(indicator("9", polarity=DATA_ONLY), "Data only", id="data only"),
        pytest.param(indicator(frequency=ANNUAL, target="80", tolerance="8"), "Not due", id="not due"),
        pytest.param(
            indicator("9", target="80", tolerance="8", status=NOT_REPORTABLE, caveat="It cannot tell"),
            "Not reportable",
            id="not reportable",
        ),
        pytest.param(indicator("80", target="80", tolerance="8"), None, id="green"),
        pytest.param(indicator("60", target="80", tolerance="8", commentary="It fell"), None, id="red"),
    ],
)
def test_a_decision_about_what_has_no_rating_is_noticed(subject: Indicator, word: str | None):
    expected = warning(
        "Override of row 1",
        f"the rating is overridden, but there is none to override ({word})",
        "clear it, or give the indicator what it needs to be rated",
    )
    assert found(SOUND, subject, overrides={"16": decided(GREEN)}) == ([] if word is None else [expected])
    assert found(SOUND, subject, overrides={"15": decided(GREEN)}) == []


def test_a_decision_on_what_has_no_target_comes_after_the_missing_target():
    made = found(indicator("9"), overrides={"16": decided(GREEN)})
    assert whats(made) == [
        "there is no target",
        "the rating is overridden, but there is none to override (No target)",
    ]


STALE = "recalculate in Excel (Ctrl+Alt+F9) and save; if it stays, copy the formula from another row"


@pytest.mark.parametrize(
    ("in_sheet", "what"),
    [
        pytest.param({}, None, id="not read"),
        pytest.param({0: "Red", 1: "Green"}, None, id="the same"),
        pytest.param({1: "Amber"}, "the sheet shows Amber, but the figures give Green", id="another rating"),
        pytest.param({1: "G"}, "the sheet shows G, but the figures give Green", id="another word"),
        pytest.param({1: "green"}, "the sheet shows green, but the figures give Green", id="other capitals"),
        pytest.param({1: ""}, "the sheet shows no rating, but the figures give Green", id="blank"),
        pytest.param(
            {1: "Check tolerance"},
            "the sheet shows Check tolerance, but the figures give Green",
            id="what the cell says when it is unsure",
        ),
    ],
)
def test_a_rating_in_the_sheet_that_the_figures_do_not_give_is_noticed(in_sheet: dict[int, str], what: str | None):
    red = indicator("60", number="16", target="80", tolerance="8", commentary="It fell")
    made = found(red, SOUND, in_sheet=in_sheet)
    assert made == ([] if what is None else [warning("Rating of row 1", what, STALE)])


def test_a_stale_sheet_may_show_a_rating_where_there_is_none_any_more():
    made = found(indicator(target="80", tolerance="8", status=AWAITING), in_sheet={0: "Green"})
    assert made == [warning("Rating of row 0", "the sheet shows Green, but the figures give Awaiting data", STALE)]


def test_the_sheet_shows_the_decided_rating():
    red = indicator("60", target="80", tolerance="8")
    assert found(red, overrides={"16": decided(GREEN)}, in_sheet={0: "Green"}) == []
    assert whats(found(red, overrides={"16": decided(GREEN)}, in_sheet={0: "Red"})) == [
        "the sheet shows Red, but the figures give Green"
    ]


# --- Figures that are due, totals that fall, percentages typed as whole numbers ---------------------------------------


@pytest.mark.parametrize(
    ("subject", "due"),
    [
        pytest.param(indicator(target="80", tolerance="8"), "Sep", id="monthly: blank"),
        pytest.param(indicator("0", target="0", tolerance="0"), None, id="monthly: nought is a figure"),
        pytest.param(indicator(target="80", tolerance="8", figures={"Aug": "80"}), "Sep", id="monthly: an older one"),
        pytest.param(indicator(target="80", tolerance="8", status=AWAITING), None, id="said to be awaited"),
        pytest.param(indicator(target="80", tolerance="8", status=PROVISIONAL), "Sep", id="provisional, but blank"),
        pytest.param(indicator(polarity=DATA_ONLY), "Sep", id="data only: blank"),
        pytest.param(indicator(target="80", tolerance="8", frequency=TERMLY), "Jul", id="termly: July is blank"),
        pytest.param(indicator(target="80", tolerance="8", frequency=ANNUAL), None, id="annual: not due yet"),
        pytest.param(
            indicator(status=NOT_REPORTABLE, caveat="x", target="8", tolerance="1"), None, id="not reportable"
        ),
    ],
)
def test_a_figure_that_is_due_and_not_in_is_noticed(subject: Indicator, due: str | None):
    cure = "type it, or choose Awaiting data as the data status"
    expected = [] if due is None else [warning(f"{due} of row 0", f"a figure is due for {due}", cure)]
    assert found(subject) == expected


@pytest.mark.parametrize(
    ("figures", "falls"),
    [
        pytest.param({"Jul": "3", "Aug": "4", "Sep": "4"}, [], id="grows and holds"),
        pytest.param({"Jul": "3", "Aug": "2.9", "Sep": "4"}, ["Aug"], id="falls once"),
        pytest.param({"Jul": "3", "Sep": "0"}, ["Sep"], id="to nought, over a blank"),
        pytest.param({"Jul": "0", "Aug": "0", "Sep": "0"}, [], id="nothing so far"),
    ],
)
def test_a_total_that_falls_is_noticed(figures: dict[str, str], falls: list[str]):
    subject = indicator(figures=figures, polarity=DATA_ONLY, measured=YEAR_TOTAL)
    assert [finding.place for finding in found(subject)] == [f"{month} of row 0" for month in falls]
    assert found(replace(subject, measured=Measured.PERIOD_END)) == []
    assert all("the year to date total fell to" in finding.what for finding in found(subject))


def test_an_annual_total_has_no_earlier_one_to_fall_from():
    subject = indicator(figures={"Jul": "9", "Sep": "4"}, polarity=DATA_ONLY, measured=YEAR_TOTAL, frequency=ANNUAL)
    assert found(subject) == []


@pytest.mark.parametrize(
    ("figure", "severity"),
    [
        pytest.param("18.2", Severity.ERROR, id="twenty times the target"),
        pytest.param("18.1", Severity.WARNING, id="not quite"),
        pytest.param("-18.2", Severity.ERROR, id="twenty times the target, below nought"),
    ],
)
def test_a_percentage_far_from_its_target_is_an_error(figure: str, severity: Severity):
    subject = indicator(figure, unit=PERCENT, target="0.91", tolerance="0.05")
    assert found(replace(subject, commentary="x"))[0].severity is severity


def test_a_percentage_far_from_last_years_is_an_error_too():
    (finding,) = found(indicator("91", unit=PERCENT, polarity=DATA_ONLY, last_year="0.9"))
    assert finding.severity is Severity.ERROR


def test_two_slips_of_one_row_do_not_hide_each_other():
    made = found(indicator("85", unit=PERCENT, target="91", tolerance="0.05", last_year="0.9", commentary="x"))
    assert [(finding.place, finding.severity) for finding in made] == [
        ("Sep of row 0", Severity.ERROR),
        ("Target of row 0", Severity.ERROR),
    ]


def test_one_low_month_does_not_make_a_rise_an_error():
    lively = indicator("2.5", unit=PERCENT, polarity=DATA_ONLY, figures={"Apr": "0.01", "May": "1.4", "Jun": "1.9"})
    assert {finding.severity for finding in found(lively)} == {Severity.WARNING}


def test_a_profiles_target_of_91_for_91_percent_is_an_error_at_the_indicator():
    own = indicator(
        "0.9", unit=PERCENT, polarity=HIGHER, target_is=TargetIs.YEAR_PROFILE, measured=Measured.YEAR_TOTAL,
        tolerance="0.05", profile={"Aug": Decimal("0.85"), "Sep": Decimal(91)}, commentary="x",
    )  # fmt: skip
    what = "the profile's target for Sep is 9,100%, unusual for a percentage"
    expected = error("Target is of row 0", what, "if 91 stands for 91%, type 91% on the Profile sheet")
    assert expected in found(own)
    assert [one.place for one in errors_of(rate(own, SEPTEMBER, rule()))] == ["Target is"]


def test_a_red_limit_of_85_for_85_percent_is_that_slip_and_nothing_else():
    subject = indicator(
        "0.92", unit=PERCENT, target="0.91", tolerance="85", tolerance_as=ToleranceAs.RED_LIMIT, commentary="x"
    )
    expected = error("Tolerance of row 0", "8,500% is unusual for a percentage", "if 91 stands for 91%, type 91%")
    assert found(subject) == [expected]


# --- The rule ---------------------------------------------------------------------------------------------------------


def test_a_rule_without_a_date_is_noticed():
    made = check(PerformanceIndex(title="x", period=SEPTEMBER, rule=rule(), indicators=()), DETAILS, InWords(), {})
    cure = "enter the date from which it has been used"
    assert made == [warning("In force from in the rule", "the rule has no date", cure)]


@pytest.mark.parametrize(("part", "word"), [("green_within", "Green within"), ("blue_beyond", "Blue beyond")])
def test_an_amount_of_more_than_the_target_is_an_error(part: str, word: str):
    def of(amount: str, written_as: ToleranceAs) -> list[Finding]:
        return found(by=rule(**{part: amount, f"{part}_as": written_as}))

    says = Finding(
        severity=Severity.ERROR,
        place=f"{word} in the rule",
        what=f"{word} is 500% of the target",
        cure="if 5 stands for 5%, type 5%",
    )
    assert of("5", PERCENT_OF_TARGET) == [says]
    assert of("0.99", PERCENT_OF_TARGET) == [] or word == "Green within"
    assert of("0.25", PERCENT_OF_TARGET) == []
    assert len(of("1", PERCENT_OF_TARGET)) == 1  # 1 was typed for 1%
    assert of("5", POINTS) == []


def test_many_stale_ratings_are_one_finding():
    sound = [replace(SOUND, number=str(n)) for n in range(6)]
    few = found(*sound, in_sheet=dict.fromkeys(range(5), ""))
    assert [finding.place for finding in few] == [f"Rating of row {n}" for n in range(5)]
    (many,) = found(*sound, in_sheet=dict.fromkeys(range(6), ""))
    assert many.place == "Rating of row 0"
    assert many.what == "the sheet shows no rating, but the figures give Green; so it is with 6 ratings"


def test_of_an_indicator_that_cannot_be_read_for_sure_nothing_more_is_said():
    rows = (indicator("91", unit=PERCENT, target="0.91"), replace(SOUND, name="Homes repaired"))
    index = PerformanceIndex(
        title="x", period=SEPTEMBER, rule=replace(rule(), in_force_from=dt.date(2020, 4, 1)), indicators=rows
    )
    assert len(check(index, DETAILS, InWords(), {})) > 0
    assert check(index, DETAILS, InWords(), {}, {0}) == []


def test_a_percentage_that_is_no_stranger_to_one_of_the_figures_beside_it_is_only_noticed():
    made = found(indicator("2.5", unit=PERCENT, target="2.4", tolerance="0.05", last_year="0.2"))
    assert {finding.severity for finding in made} == {Severity.WARNING}
    assert "Sep of row 0" in {finding.place for finding in made}


@pytest.mark.parametrize(
    ("tolerance", "green_within", "said"),
    [("0.05", "0", []), ("5", "0", ["Tolerance"]), ("0.05", "5", ["Green within"])],
)
def test_an_indicator_by_itself_has_the_errors_of_its_row_and_of_its_rule(
    tolerance: str, green_within: str, said: list[str]
):
    one = indicator("9", target="10", tolerance=tolerance, tolerance_as=ToleranceAs.PERCENT_OF_TARGET)
    by = RatingRule(green_within=Decimal(green_within), green_within_as=ToleranceAs.PERCENT_OF_TARGET)
    assert [error.place for error in errors_of(rate(one, SEPTEMBER, by))] == said


@pytest.mark.parametrize(
    ("tolerance", "is_error"), [pytest.param("0.05", False, id="5%"), pytest.param("5", True, id="5 typed for 5%")]
)
def test_a_tolerance_in_points_of_a_percentage_has_the_same_slip(tolerance: str, is_error: bool):  # noqa: FBT001 - a column of the table
    subject = indicator("0.91", unit=PERCENT, target="0.91", tolerance=tolerance)
    expected = error("Tolerance of row 0", "the tolerance is 500 points", "if 5 stands for 5 points, type 5%")
    assert found(subject) == ([expected] if is_error else [])


@pytest.mark.parametrize(
    ("figures", "later"),
    [
        pytest.param({"Sep": "80"}, None, id="none"),
        pytest.param({"Sep": "80", "Oct": "80"}, "Oct", id="one month"),
        pytest.param({"Sep": "80", "Oct": "80", "Dec": "80"}, "Oct to Dec", id="several"),
    ],
)
def test_figures_after_the_period_end_are_told_once(figures: dict[str, str], later: str | None):
    made = found(
        indicator(figures=figures, target="80", tolerance="8"), indicator("80", number="2", polarity=DATA_ONLY)
    )
    cure = "set the period end to the last month that the report is for, or clear those months"
    expected = warning("period_end", f"there are figures for {later}, after the period end", cure)
    assert made == ([expected] if later else [])


def test_a_period_end_in_another_year_than_the_figures_stops_the_report():
    (finding,) = found(SOUND, details=replace(DETAILS, figures_for=FinancialYear(2019)))
    assert (finding.severity, finding.place) == (Severity.ERROR, "period_end")
    assert finding.what == "the period end is in 2020/21, but the figures are for 2019/20"
    assert "move the outturns to Last year, clear the months" in finding.cure
    assert found(SOUND, details=replace(DETAILS, figures_for=FinancialYear(2020))) == []


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(indicator(target="80", tolerance="8", status=AWAITING), id="awaits data"),
        pytest.param(
            indicator("79", target="80", tolerance="8", status=NOT_REPORTABLE, caveat="x"), id="not reportable"
        ),
        pytest.param(indicator(target="80", tolerance="8", frequency=ANNUAL), id="not due"),
    ],
)
def test_a_commentary_that_the_report_does_not_print_is_a_finding(subject: Indicator):
    (finding,) = found(replace(subject, commentary="The supplier is late."))
    assert (finding.place, finding.severity) == ("Service commentary of row 0", Severity.WARNING)
    assert finding.what.startswith("the report does not print this commentary, as the indicator is not rated (")
    assert found(subject) == []


def test_a_section_last_gone_through_for_another_period_is_told_of_and_an_empty_one_is_not():
    texts = {Section.SUMMARY: ("All is well.", "Still."), Section.LEGAL: ()}
    through_august = replace(DETAILS, texts=texts, words_for=month("Aug"))
    assert [(finding.place, finding.what) for finding in found(details=through_august)] == [
        ("Executive summary 0", "last gone through for August 2020: the text of Executive summary")
    ]
    assert found(details=replace(through_august, words_for=SEPTEMBER)) == []


def test_a_commentary_too_long_for_a_committee_is_told_by_the_councils_own_number():
    long = replace(SOUND, figures=indicator("75").figures, commentary="word " * 151)
    (told,) = [str(one) for one in found(long) if "too many for a committee" in one.what]
    assert told.startswith("Service commentary of row 0: the commentary has 151 words")
    allowed = replace(DETAILS, most_words=151)
    assert not [one for one in found(long, details=allowed) if "too many" in one.what]
