from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from make import (
    ANNUAL,
    CLOSE,
    DATA_ONLY,
    DAYS,
    EVERY_PERIOD,
    HIGHER,
    LOWER,
    MONTHLY,
    NUMBER,
    PERCENT,
    PERCENT_OF_TARGET,
    POINTS,
    POUNDS,
    QUARTERLY,
    RATE,
    RED_LIMIT,
    TERMLY,
    WEEKS,
    YEAR_EVEN,
    YEAR_PROFILE,
    indicator,
    month,
)

from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.period import Frequency
from performance_index.unit import KNOWN_UNITS, Unit

# --- The distance between a figure and its target ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "target", "actual", "shortfall"),
    [
        pytest.param(HIGHER, "91", "87", "4", id="higher is better: under the target falls short"),
        pytest.param(HIGHER, "91", "91", "0", id="higher is better: on target"),
        pytest.param(HIGHER, "91", "95", "-4", id="higher is better: over the target beats it"),
        pytest.param(LOWER, "26", "30", "4", id="lower is better: over the target falls short"),
        pytest.param(LOWER, "26", "26", "0", id="lower is better: on target"),
        pytest.param(LOWER, "26", "22", "-4", id="lower is better: under the target beats it"),
        pytest.param(CLOSE, "100", "104", "4", id="close to target: above falls short"),
        pytest.param(CLOSE, "100", "96", "4", id="close to target: below falls short as far"),
        pytest.param(CLOSE, "100", "100", "0", id="close to target: on target"),
        pytest.param(HIGHER, "-5", "-7", "2", id="higher is better: below a negative target"),
        pytest.param(LOWER, "-5", "-7", "-2", id="lower is better: below a negative target"),
        pytest.param(CLOSE, "-5", "5", "10", id="close to target: across nought"),
        pytest.param(HIGHER, "0", "0", "0", id="nought against nought"),
    ],
)
def test_a_shortfall_is_how_far_the_wrong_side_of_the_target_a_figure_is(
    polarity: Polarity, target: str, actual: str, shortfall: str
):
    assert polarity.shortfall(Decimal(target), Decimal(actual)) == Fraction(shortfall)


def test_a_shortfall_is_exact_where_floating_point_is_not():
    assert 95 - 92.3 > 2.7  # what a float makes of it
    assert HIGHER.shortfall(Decimal(95), Decimal("92.3")) == Fraction(27, 10)


@pytest.mark.parametrize(
    ("written_as", "tolerance", "target", "amount"),
    [
        pytest.param(PERCENT_OF_TARGET, "0.05", "91", "4.55", id="% of target: 5% of 91"),
        pytest.param(PERCENT_OF_TARGET, "0.05", "-91", "4.55", id="% of target: 5% of -91 is no less"),
        pytest.param(PERCENT_OF_TARGET, "0.05", "0", "0", id="% of target: 5% of nought is nothing"),
        pytest.param(PERCENT_OF_TARGET, "0", "91", "0", id="% of target: a tolerance of nought"),
        pytest.param(POINTS, "2.7", "95", "2.7", id="points: itself"),
        pytest.param(POINTS, "2.7", "0", "2.7", id="points: itself at a target of nought too"),
        pytest.param(POINTS, "0", "95", "0", id="points: a tolerance of nought"),
        pytest.param(RED_LIMIT, "85", "91", "6", id="red limit: below the target"),
        pytest.param(RED_LIMIT, "30", "26", "4", id="red limit: above the target"),
        pytest.param(RED_LIMIT, "0", "5", "5", id="red limit: nought is a limit like any other"),
        pytest.param(RED_LIMIT, "-8", "-5", "3", id="red limit: below a negative target"),
        pytest.param(RED_LIMIT, "91", "91", "0", id="red limit: on the target"),
    ],
)
def test_a_tolerance_becomes_an_amount_in_the_unit_of_the_target(
    written_as: ToleranceAs, tolerance: str, target: str, amount: str
):
    assert written_as.amount(Decimal(tolerance), Decimal(target)) == Fraction(amount)


# --- How a figure is written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        pytest.param(PERCENT, "0.872", "87.2%", id="a percentage is held as Excel holds it"),
        pytest.param(PERCENT, "0.91", "91%", id="a percentage without idle noughts"),
        pytest.param(PERCENT, "1", "100%", id="a hundred per cent"),
        pytest.param(PERCENT, "1.0114", "101.1%", id="more than a hundred per cent"),
        pytest.param(PERCENT, "0", "0%", id="nought per cent"),
        pytest.param(PERCENT, "-0.025", "-2.5%", id="a negative percentage"),
        pytest.param(PERCENT, "0.8725", "87.3%", id="a half is rounded up"),
        pytest.param(PERCENT, "-0.8725", "-87.3%", id="a negative half is rounded away from nought"),
        pytest.param(PERCENT, "0.00004", "0.004%", id="a percentage that is not nought is never written as nought"),
        pytest.param(NUMBER, "1234567", "1,234,567", id="thousands are separated"),
        pytest.param(NUMBER, "1000000", "1,000,000", id="a round million is written out"),
        pytest.param(NUMBER, "2.45", "2.5", id="a number has one decimal"),
        pytest.param(NUMBER, "2.00", "2", id="a number without idle noughts"),
        pytest.param(NUMBER, "0", "0", id="nought"),
        pytest.param(NUMBER, "-0.0", "0", id="there is no negative nought"),
        pytest.param(NUMBER, "-12", "-12", id="a negative number"),
        pytest.param(NUMBER, "-0.04", "-0.04", id="a small negative number keeps its sign and a digit"),
        pytest.param(WEEKS, "26", "26 weeks", id="weeks"),
        pytest.param(WEEKS, "1", "1 week", id="one week"),
        pytest.param(WEEKS, "1.04", "1 week", id="about one week"),
        pytest.param(WEEKS, "0", "0 weeks", id="no weeks"),
        pytest.param(DAYS, "2.5", "2.5 days", id="days"),
        pytest.param(DAYS, "1", "1 day", id="one day"),
        pytest.param(RATE, "41.7", "41.7 per 10,000", id="a rate"),
        pytest.param(POUNDS, "1234.5", "£1,234.50", id="pounds and pence"),
        pytest.param(POUNDS, "500", "£500", id="whole pounds"),
        pytest.param(POUNDS, "-500", "-£500", id="minus before the pound sign"),
        pytest.param(POUNDS, "-0.5", "-£0.50", id="minus fifty pence"),
        pytest.param(POUNDS, "0.005", "£0.01", id="half a penny is rounded up"),
        pytest.param(POUNDS, "0.004", "£0.004", id="less than half a penny is not nothing"),
        pytest.param(POUNDS, "0", "£0", id="no pounds"),
        pytest.param(Unit("kg"), "512.44", "512.4 kg", id="a council's own"),
        pytest.param(Unit("hours"), "1", "1 hour", id="one hour"),
        pytest.param(Unit("per 1,000"), "71", "71 per 1,000", id="another rate"),
        pytest.param(Unit("Rate per 100,000 population"), "401", "401 per 100,000 population", id="rate of people"),
        pytest.param(Unit("working days"), "1", "1 working day", id="one working day"),
        pytest.param(Unit("cases"), "1", "1 cases", id="a word that nobody knows is left as it is"),
        pytest.param(Unit("score"), "7.25", "7.3", id="a score is a mere figure"),
        pytest.param(Unit("£m"), "0.76", "£0.76m", id="millions"),
        pytest.param(Unit("£m"), "-12.5", "-£12.5m", id="millions below nought"),
        pytest.param(Unit("£000s"), "1250", "£1,250k", id="thousands"),
        pytest.param(Unit("£ million"), "3", "£3m", id="millions in a word"),
        pytest.param(Unit("£ per household"), "12.5", "£12.50 per household", id="pounds for each"),
        pytest.param(Unit("£/week"), "12", "£12/week", id="pounds a week"),
    ],
)
def test_a_figure_is_written_with_its_unit(unit: Unit, value: str, shown: str):
    assert unit.show(Decimal(value)) == shown


def test_a_figure_too_small_for_any_cell_is_written_as_nought():
    assert NUMBER.show(Fraction(1, 10**30)) == "0"


def test_a_figure_can_be_written_with_more_decimals():
    assert PERCENT.show(Decimal("0.90964"), decimals=5) == "90.964%"
    assert POUNDS.show(Decimal("1.2345"), decimals=4) == "£1.2345"


def test_a_third_is_written_as_near_as_its_decimals_allow():
    assert NUMBER.show(Fraction(175, 3)) == "58.3"
    assert PERCENT.show(Fraction(2, 3)) == "66.7%"


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        pytest.param(PERCENT, "0.038", "3.8 points", id="points"),
        pytest.param(PERCENT, "0.01", "1 point", id="one point"),
        pytest.param(PERCENT, "0.005", "0.5 points", id="half a point"),
        pytest.param(PERCENT, "0", "0 points", id="no points"),
        pytest.param(WEEKS, "2", "2 weeks", id="weeks"),
        pytest.param(NUMBER, "0.4", "0.4", id="a number"),
        pytest.param(POUNDS, "12.5", "£12.50", id="pounds"),
    ],
)
def test_a_distance_between_percentages_is_in_percentage_points(unit: Unit, value: str, shown: str):
    assert unit.show_difference(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("unit", "decimals"),
    [(PERCENT, 3), (POUNDS, 2), (NUMBER, 1), (WEEKS, 1), (DAYS, 1), (RATE, 1), (Unit("kg"), 1), (Unit("£m"), 2)],
)
def test_each_unit_has_its_decimals(unit: Unit, decimals: int):
    assert unit.decimals == decimals
    assert indicator(unit=unit).displayed_decimals == decimals


@pytest.mark.parametrize(
    ("unit", "target", "decimals"),
    [
        pytest.param(Unit("kg"), "7", 1, id="as the unit has it"),
        pytest.param(Unit("kg"), "7.25", 2, id="one more"),
        pytest.param(Unit("kg"), "7.255", 3, id="two more"),
        pytest.param(Unit("kg"), "7.2555", 1, id="more than anybody types"),
        pytest.param(Unit("kg"), "0.666666666666667", 1, id="two thirds that Excel computed"),
        pytest.param(PERCENT, "0.8725", 3, id="percentages have one decimal"),
        pytest.param(POUNDS, "12.555", 2, id="pounds have pence"),
    ],
)
def test_figures_are_displayed_as_exactly_as_the_target_was_typed(unit: Unit, target: str, decimals: int):
    assert indicator(unit=unit, target=target).displayed_decimals == decimals
    assert indicator(unit=unit, profile={"Sep": target}).displayed_decimals == decimals
    assert indicator(unit=unit, target=target, decimals=0).displayed_decimals == 0


@pytest.mark.parametrize("words", ["kg", "per 100,000  population", "£ per m²", "Working days"])
def test_a_councils_own_unit_is_as_it_is_typed(words: str):
    assert Unit.of(words).value == words


@pytest.mark.parametrize("unit", KNOWN_UNITS)
def test_a_known_unit_is_known_whatever_its_capitals_and_blanks(unit: Unit):
    assert Unit.of(f"  {unit.value.upper().replace(' ', '  ')} ") == unit


@pytest.mark.parametrize(
    ("decimals", "shown", "displayed"),
    [
        pytest.param(None, "87.2%", "0.872", id="as the unit says"),
        pytest.param(2, "87%", "0.87", id="whole percentages"),
        pytest.param(4, "87.25%", "0.8725", id="two decimals of a percentage"),
        pytest.param(0, "100%", "1", id="nought decimals is not the unit's"),
    ],
)
def test_an_indicator_may_have_decimals_of_its_own(decimals: int | None, shown: str, displayed: str):
    subject = indicator(unit=PERCENT, decimals=decimals)
    assert subject.show(Decimal("0.87249")) == shown
    assert subject.displayed(Decimal("0.87249")) == Decimal(displayed)


@pytest.mark.parametrize(
    ("value", "displayed"),
    [("92.25", "92.3"), ("92.249", "92.2"), ("-92.25", "-92.3"), ("0", "0"), ("92", "92")],
)
def test_a_half_is_displayed_away_from_nought_as_excel_does(value: str, displayed: str):
    assert indicator().displayed(Decimal(value)) == Decimal(displayed)


# --- What an indicator refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["", " ", "\t\n"])
def test_an_indicator_without_a_number_is_refused(number: str):
    with pytest.raises(ValueError, match="needs a number"):
        indicator(number=number)


def test_an_indicator_needs_nothing_but_its_number_and_name():
    bare = Indicator(number="16a", name="Homes inspected")
    assert (bare.polarity, bare.frequency, bare.status) == (HIGHER, MONTHLY, DataStatus.REPORTED)
    assert (bare.target, bare.tolerance, bare.last_year, bare.england, bare.london) == (None,) * 5
    assert (dict(bare.figures), dict(bare.profile)) == ({}, {})


@pytest.mark.parametrize("months", [{"Sept": "1"}, {"Apr": "1", "September": "2"}])
def test_figures_for_a_word_that_is_no_month_are_refused(months: dict[str, str]):
    with pytest.raises(ValueError, match="not a month of the financial year: Sept"):
        indicator(figures=months)
    with pytest.raises(ValueError, match="not a month of the financial year: Sept"):
        indicator(profile=months)


@pytest.mark.parametrize("written_as", [PERCENT_OF_TARGET, POINTS])
def test_a_negative_tolerance_is_refused(written_as: ToleranceAs):
    with pytest.raises(ValueError, match=r"cannot be negative: -0\.1"):
        indicator(tolerance="-0.1", tolerance_as=written_as)


@pytest.mark.parametrize(
    ("tolerance", "written_as"),
    [
        pytest.param("-8", RED_LIMIT, id="a negative red limit"),
        pytest.param("0", POINTS, id="nought"),
        pytest.param(None, POINTS, id="blank"),
    ],
)
def test_other_tolerances_are_accepted(tolerance: str | None, written_as: ToleranceAs):
    expected = None if tolerance is None else Decimal(tolerance)
    assert indicator(tolerance=tolerance, tolerance_as=written_as).tolerance == expected


@pytest.mark.parametrize("decimals", [-1, -15])
def test_negative_decimals_are_refused(decimals: int):
    with pytest.raises(ValueError, match=f"^a figure has 0 decimals or more, not {decimals}$"):
        indicator(decimals=decimals)


NOT_FINITE = r"^a figure is a finite number$"


@pytest.mark.parametrize("not_finite", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_figure_that_is_not_finite_is_refused(not_finite: str):
    with pytest.raises(ValueError, match=NOT_FINITE):
        indicator(not_finite)
    with pytest.raises(ValueError, match=NOT_FINITE):
        indicator(target=not_finite)
    with pytest.raises(ValueError, match=NOT_FINITE):
        indicator(tolerance=not_finite)
    with pytest.raises(ValueError, match=NOT_FINITE):
        indicator(last_year=not_finite)
    with pytest.raises(ValueError, match=NOT_FINITE):
        indicator(profile={"Sep": not_finite})


def test_a_comparator_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match=NOT_FINITE):
        Indicator(number="16", name="Homes inspected", england=Decimal("NaN"))
    with pytest.raises(ValueError, match=NOT_FINITE):
        Indicator(number="16", name="Homes inspected", london=Decimal("NaN"))


def test_figures_cannot_be_changed_behind_an_indicators_back():
    typed = {"Sep": Decimal(91)}
    subject = Indicator(number="16", name="Homes inspected", figures=typed, profile=typed)
    typed["Sep"] = Decimal(0)
    assert subject.figures["Sep"] == subject.profile["Sep"] == 91
    with pytest.raises(TypeError):
        subject.figures["Sep"] = Decimal(0)  # type: ignore[index]  # that it is closed is what is tested


# --- Which month's figure stands for a period -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "period", "stands_on"),
    [
        pytest.param(MONTHLY, "Apr", "Apr", id="monthly in April"),
        pytest.param(MONTHLY, "Sep", "Sep", id="monthly in September"),
        pytest.param(QUARTERLY, "May", None, id="quarterly in May: nothing is due yet"),
        pytest.param(QUARTERLY, "Jun", "Jun", id="quarterly in June"),
        pytest.param(QUARTERLY, "Aug", "Jun", id="quarterly in August stands on June"),
        pytest.param(QUARTERLY, "Sep", "Sep", id="quarterly in September"),
        pytest.param(QUARTERLY, "Feb", "Dec", id="quarterly in February stands on December"),
        pytest.param(QUARTERLY, "Mar", "Mar", id="quarterly in March"),
        pytest.param(TERMLY, "Jun", None, id="termly in June: nothing is due yet"),
        pytest.param(TERMLY, "Jul", "Jul", id="termly in July"),
        pytest.param(TERMLY, "Sep", "Jul", id="termly in September stands on July"),
        pytest.param(TERMLY, "Dec", "Dec", id="termly in December"),
        pytest.param(TERMLY, "Mar", "Mar", id="termly in March"),
        pytest.param(ANNUAL, "Feb", None, id="annual in February: nothing is due yet"),
        pytest.param(ANNUAL, "Mar", "Mar", id="annual in March"),
    ],
)
def test_a_period_stands_on_the_latest_month_that_was_due(frequency: Frequency, period: str, stands_on: str | None):
    found = indicator(frequency=frequency).reporting_month(month(period))
    assert (found and found.name) == stands_on


@pytest.mark.parametrize(
    ("entered", "period", "stands_on"),
    [
        pytest.param({"Jul": "9"}, "Jun", None, id="before it was entered"),
        pytest.param({"Jul": "9"}, "Jul", "Jul", id="in the month it was entered"),
        pytest.param({"Jul": "9"}, "Mar", "Jul", id="still at the year's end"),
        pytest.param({"Jul": "9", "Nov": "8"}, "Oct", "Jul", id="before it was corrected"),
        pytest.param({"Jul": "9", "Nov": "8"}, "Dec", "Nov", id="after it was corrected"),
        pytest.param({"Jul": "0"}, "Aug", "Jul", id="a figure of nought is a figure"),
    ],
)
def test_an_annual_figure_counts_from_the_month_it_was_entered_in(
    entered: dict[str, str], period: str, stands_on: str | None
):
    found = indicator(frequency=ANNUAL, figures=entered).reporting_month(month(period))
    assert (found and found.name) == stands_on


def test_a_monthly_figure_that_is_not_in_does_not_hand_over_to_an_older_one():
    assert indicator(figures={"Aug": "9"}).reporting_month(month("Sep")) == month("Sep")


@pytest.mark.parametrize(
    ("frequency", "of", "before"),
    [
        pytest.param(MONTHLY, "Apr", None, id="monthly: none before April"),
        pytest.param(MONTHLY, "Sep", "Aug", id="monthly: August before September"),
        pytest.param(QUARTERLY, "Jun", None, id="quarterly: none before June"),
        pytest.param(QUARTERLY, "Sep", "Jun", id="quarterly: June before September"),
        pytest.param(TERMLY, "Jul", None, id="termly: none before July"),
        pytest.param(TERMLY, "Dec", "Jul", id="termly: July before December"),
        pytest.param(ANNUAL, "Mar", None, id="annual: none"),
    ],
)
def test_the_month_before_is_the_one_that_was_due_before(frequency: Frequency, of: str, before: str | None):
    found = indicator(frequency=frequency, figures={"Apr": "9"}).month_before(month(of))
    assert (found and found.name) == before


# --- The target of a month --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target_is", "target", "at", "expected"),
    [
        pytest.param(EVERY_PERIOD, "175", "Sep", Fraction(175), id="every period: the target itself"),
        pytest.param(EVERY_PERIOD, "0", "Sep", Fraction(0), id="every period: nought is a target"),
        pytest.param(EVERY_PERIOD, None, "Sep", None, id="every period: blank is none"),
        pytest.param(YEAR_EVEN, "175", "Apr", Fraction(175, 12), id="even: a twelfth in April, not rounded"),
        pytest.param(YEAR_EVEN, "175", "Sep", Fraction(175, 2), id="even: half in September"),
        pytest.param(YEAR_EVEN, "175", "Mar", Fraction(175), id="even: all of it in March"),
        pytest.param(YEAR_EVEN, "-12", "Sep", Fraction(-6), id="even: half of a negative target"),
        pytest.param(YEAR_EVEN, "0", "Sep", Fraction(0), id="even: half of nought"),
        pytest.param(YEAR_EVEN, None, "Sep", None, id="even: blank is none"),
        pytest.param(YEAR_PROFILE, "175", "Sep", Fraction(60), id="own profile: the month's own"),
        pytest.param(YEAR_PROFILE, None, "Sep", Fraction(60), id="own profile: without a target for the year"),
        pytest.param(YEAR_PROFILE, "175", "Apr", Fraction(0), id="own profile: nought is a target"),
        pytest.param(YEAR_PROFILE, "175", "Oct", None, id="own profile: a month it leaves out has none"),
    ],
)
def test_the_target_of_a_month_follows_what_the_target_is_for(
    target_is: TargetIs, target: str | None, at: str, expected: Fraction | None
):
    subject = indicator(target=target, target_is=target_is, profile={"Apr": "0", "Sep": "60"})
    assert subject.target_at(month(at)) == expected


@pytest.mark.parametrize("entered_in", ["Apr", "Jul", "Sep", "Mar"])
@pytest.mark.parametrize(
    ("target_is", "target", "expected"),
    [
        pytest.param(EVERY_PERIOD, "175", Fraction(175), id="every period"),
        pytest.param(YEAR_EVEN, "175", Fraction(175), id="even: all of it, not a share"),
        pytest.param(YEAR_PROFILE, "175", Fraction(170), id="own profile: March's"),
        pytest.param(YEAR_PROFILE, None, Fraction(170), id="own profile: March's, without a target for the year"),
    ],
)
def test_an_annual_figure_is_held_against_the_whole_years_target(
    target_is: TargetIs, target: str | None, entered_in: str, expected: Fraction
):
    subject = indicator(
        frequency=ANNUAL, target=target, target_is=target_is, profile={"Apr": "1", "Sep": "60", "Mar": "170"}
    )
    assert subject.target_at(month(entered_in)) == expected


def test_an_annual_figure_whose_profile_leaves_out_march_has_no_target():
    subject = indicator(frequency=ANNUAL, target="175", target_is=YEAR_PROFILE, profile={"Sep": "60"})
    assert subject.target_at(month("Sep")) is None


# --- The tolerance of a month -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target_is", "tolerance", "written_as", "at", "against", "expected"),
    [
        pytest.param(EVERY_PERIOD, None, POINTS, "Sep", "80", None, id="blank is none entered"),
        pytest.param(YEAR_EVEN, None, RED_LIMIT, "Sep", "80", None, id="blank is none entered, red limit"),
        pytest.param(EVERY_PERIOD, "0", POINTS, "Sep", "80", Fraction(0), id="nought is a tolerance"),
        pytest.param(EVERY_PERIOD, "8", POINTS, "Sep", "80", Fraction(8), id="points"),
        pytest.param(EVERY_PERIOD, "0.1", PERCENT_OF_TARGET, "Sep", "80", Fraction(8), id="% of target"),
        pytest.param(EVERY_PERIOD, "70", RED_LIMIT, "Sep", "80", Fraction(10), id="red limit"),
        pytest.param(YEAR_EVEN, "8", POINTS, "Sep", "40", Fraction(8), id="even: points stay points"),
        pytest.param(YEAR_EVEN, "0.1", PERCENT_OF_TARGET, "Sep", "40", Fraction(4), id="even: % of the share"),
        pytest.param(YEAR_EVEN, "70", RED_LIMIT, "Apr", "0", Fraction(70, 12), id="even: a twelfth in April, exactly"),
        pytest.param(YEAR_EVEN, "70", RED_LIMIT, "Sep", "40", Fraction(5), id="even: half in September"),
        pytest.param(YEAR_EVEN, "70", RED_LIMIT, "Mar", "80", Fraction(10), id="even: all of it in March"),
        pytest.param(YEAR_EVEN, "-70", RED_LIMIT, "Sep", "-30", Fraction(5), id="even: half of a negative limit"),
        pytest.param(YEAR_EVEN, "0", RED_LIMIT, "Sep", "40", Fraction(40), id="even: half of a limit of nought"),
        pytest.param(YEAR_PROFILE, "70", RED_LIMIT, "Sep", "80", Fraction(10), id="own profile: shared with nobody"),
    ],
)
def test_the_tolerance_of_a_month_follows_what_the_target_is_for(
    *,
    target_is: TargetIs,
    tolerance: str | None,
    written_as: ToleranceAs,
    at: str,
    against: str,
    expected: Fraction | None,
):
    subject = indicator(target_is=target_is, tolerance=tolerance, tolerance_as=written_as)
    assert subject.tolerance_at(month(at), Decimal(against)) == expected


def test_an_annual_red_limit_is_the_whole_years():
    subject = indicator(frequency=ANNUAL, target_is=YEAR_EVEN, tolerance="150", tolerance_as=RED_LIMIT)
    assert subject.tolerance_at(month("Jul"), Decimal(175)) == 25


# --- The words of the workbook ----------------------------------------------------------------------------------------


def test_the_lists_are_the_words_of_the_workbook():
    assert [p.value for p in Polarity] == ["Higher is better", "Lower is better", "Close to target", "Data only"]
    assert [t.value for t in ToleranceAs] == ["% of target", "Points", "Red limit"]
    assert [t.value for t in TargetIs] == [
        "For every period",
        "For the year, even profile",
        "For the year, own profile",
    ]
    assert [m.value for m in Measured] == [
        "At period end",
        "Year to date total",
        "Year to date average",
        "Rolling 12 months",
    ]
    assert [s.value for s in DataStatus] == ["Reported", "Provisional", "Awaiting data", "Not reportable"]
    assert [u.value for u in KNOWN_UNITS] == ["%", "number", "weeks", "days", "rate per 10,000", "£"]
    assert DATA_ONLY.value == "Data only"
