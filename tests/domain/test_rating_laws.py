"""Laws that hold for every indicator under every rule; Hypothesis looks for the figures that break them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from make import (
    AMBER,
    BLUE,
    CLOSE,
    DATA_ONLY,
    GREEN,
    HIGHER,
    LOWER,
    PERCENT,
    PERCENT_OF_TARGET,
    POINTS,
    PREVIOUS_PERIOD,
    RED,
    RED_LIMIT,
    SEPTEMBER,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    indicator,
    month,
    rated,
    rule,
)

from performance_index.explain import explain
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.marks import mark
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.rating import Improving, Override, RatedIndicator, Rating, RatingRule, rate
from performance_index.unit import KNOWN_UNITS, Unit

laws = settings(max_examples=150, deadline=None)

# --- Anything a council may type --------------------------------------------------------------------------------------

# Tenths between -4 and 4 meet limits often; hundred-thousandths lie just beside them.
near = st.one_of(
    st.integers(-40, 40).map(lambda n: Decimal(n).scaleb(-1)),
    st.integers(-400_000, 400_000).map(lambda n: Decimal(n).scaleb(-5)),
)
figures = st.one_of(near, st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-3)))
hairs = near.map(lambda figure: figure.scaleb(-3))
amounts = near.map(abs)
months_of_figures = st.dictionaries(st.sampled_from(["Jun", "Aug", "Sep"]), figures)


@st.composite
def rules(draw: st.DrawFn) -> RatingRule:
    return RatingRule(
        states=draw(st.sampled_from([2, 3, 4])),
        green_within=draw(amounts),
        green_within_as=draw(st.sampled_from([PERCENT_OF_TARGET, POINTS])),
        improving=draw(st.sampled_from(Improving)),
        blue_beyond=draw(amounts),
        blue_beyond_as=draw(st.sampled_from([PERCENT_OF_TARGET, POINTS])),
    )


@st.composite
def indicators(draw: st.DrawFn, polarities: tuple[Polarity, ...] = tuple(Polarity)) -> Indicator:
    """Give any indicator; half of those with a target stand within a hair of one of their limits."""
    tolerance_as = draw(st.sampled_from(ToleranceAs))
    tolerance = draw(st.none() | (figures if tolerance_as is RED_LIMIT else amounts))
    made = Indicator(
        number="16",
        name="Homes inspected",
        unit=draw(st.sampled_from(KNOWN_UNITS)),
        decimals=draw(st.none() | st.integers(0, 5)),
        polarity=draw(st.sampled_from(polarities)),
        frequency=draw(st.sampled_from(Frequency)),
        measured=draw(st.sampled_from(Measured)),
        target=draw(st.none() | figures),
        target_is=draw(st.sampled_from(TargetIs)),
        profile=draw(st.dictionaries(st.sampled_from(["Jun", "Jul", "Sep"]), figures)),
        tolerance=tolerance,
        tolerance_as=tolerance_as,
        last_year=draw(st.none() | figures),
        figures=draw(months_of_figures),
        status=draw(st.sampled_from(DataStatus)),
    )
    stands_on = made.reporting_month(SEPTEMBER)
    if stands_on is None or made.target is None or not draw(st.booleans()):
        return made
    limit = made.target if tolerance is None else made.target - tolerance * draw(st.sampled_from([-1, 0, 1]))
    return replace(made, figures={**made.figures, stands_on.name: limit + draw(hairs)})


@st.composite
def rated_ones(draw: st.DrawFn) -> RatedIndicator:
    """Give an indicator that the rule can rate, rated."""
    subject = draw(indicators((HIGHER, LOWER, CLOSE)))
    subject = replace(subject, status=draw(st.sampled_from([DataStatus.REPORTED, DataStatus.PROVISIONAL])))
    stands_on = subject.reporting_month(SEPTEMBER)
    assume(stands_on is not None)
    assert stands_on is not None
    if stands_on.name not in subject.figures:
        subject = replace(subject, figures={**subject.figures, stands_on.name: draw(figures)})
    found = rate(subject, SEPTEMBER, draw(rules()))
    assume(found.rating.is_rated)
    return found


overrides = st.builds(
    Override,
    rating=st.sampled_from([BLUE, GREEN, AMBER, RED]),
    reason=st.text(min_size=1).filter(lambda reason: bool(reason.strip())),
)


# --- The rating -------------------------------------------------------------------------------------------------------

ORDER = [RED, AMBER, GREEN, BLUE]


@laws
@given(found=rated_ones(), change=figures | hairs)
@example(  # no target in August, so nobody can say that an equal figure held
    found=rated(
        indicator("0", polarity=CLOSE, target_is=YEAR_PROFILE, profile={"Sep": "-0.1"}, figures={"Aug": "0.00001"}),
        rule(improving=PREVIOUS_PERIOD),
    ),
    change=Decimal("0.00001"),
)
def test_a_better_actual_never_rates_worse(found: RatedIndicator, change: Decimal):
    subject, target, actual = found.indicator, found.target, found.actual
    assert found.month is not None
    assert target is not None
    assert actual is not None
    changed = replace(subject, figures={**subject.figures, found.month.name: actual + change})
    before, after = ORDER.index(found.rating), ORDER.index(rate(changed, found.period, found.rule).rating)
    further = subject.polarity.shortfall(target, actual + change) - subject.polarity.shortfall(target, actual)
    assert (before <= after) if further <= 0 else (before >= after)


MIRRORED = {HIGHER: LOWER, LOWER: HIGHER, CLOSE: CLOSE, DATA_ONLY: DATA_ONLY}


@laws
@given(subject=indicators(), by=rules())
def test_swapping_the_polarity_and_every_sign_leaves_the_rating(subject: Indicator, by: RatingRule):
    mirrored = replace(
        subject,
        polarity=MIRRORED[subject.polarity],
        target=None if subject.target is None else -subject.target,
        profile={name: -target for name, target in subject.profile.items()},
        figures={name: -figure for name, figure in subject.figures.items()},
        last_year=None if subject.last_year is None else -subject.last_year,
        tolerance=(
            -subject.tolerance
            if subject.tolerance is not None and subject.tolerance_as is RED_LIMIT
            else subject.tolerance
        ),
    )
    one, other = rate(subject, SEPTEMBER, by), rate(mirrored, SEPTEMBER, by)
    assert (one.rating, one.as_displayed, one.is_saved) == (other.rating, other.as_displayed, other.is_saved)


@laws
@given(subject=indicators(), by=rules(), factor=st.integers(1, 100_000).map(lambda n: Decimal(n).scaleb(-2)))
def test_measuring_in_another_unit_leaves_the_rating(subject: Indicator, by: RatingRule, factor: Decimal):
    def scaled(amount: Decimal, written_as: ToleranceAs) -> Decimal:
        return amount if written_as is PERCENT_OF_TARGET else amount * factor

    in_other_unit = replace(
        subject,
        target=None if subject.target is None else subject.target * factor,
        profile={name: target * factor for name, target in subject.profile.items()},
        figures={name: figure * factor for name, figure in subject.figures.items()},
        last_year=None if subject.last_year is None else subject.last_year * factor,
        tolerance=None if subject.tolerance is None else scaled(subject.tolerance, subject.tolerance_as),
    )
    by_in_other_unit = replace(
        by,
        green_within=scaled(by.green_within, by.green_within_as),
        blue_beyond=scaled(by.blue_beyond, by.blue_beyond_as),
    )
    one, other = rate(subject, SEPTEMBER, by), rate(in_other_unit, SEPTEMBER, by_in_other_unit)
    assert (one.rating, one.is_saved) == (other.rating, other.is_saved)


@laws
@given(subject=indicators(), by=rules(), override=st.none() | overrides, period=st.sampled_from(MONTH_NAMES))
def test_a_missing_actual_is_never_rated(subject: Indicator, by: RatingRule, override: Override | None, period: str):
    at = month(period)
    stands_on = subject.reporting_month(at)
    without = {name: figure for name, figure in subject.figures.items() if stands_on is None or name != stands_on.name}
    blank = replace(subject, figures={} if subject.frequency is Frequency.ANNUAL else without)
    found = rate(blank, at, by, override)
    assert not found.rating.is_rated
    assert not found.by_rule.is_rated


@laws
@given(
    subject=indicators(),
    by=rules(),
    words=st.dictionaries(st.sampled_from(MONTH_NAMES), st.sampled_from(["n/a", "-", "TBC", "c", "<5", "see Dave"])),
)
def test_words_in_place_of_figures_never_give_a_rating_and_known_ones_never_change_one(
    subject: Indicator, by: RatingRule, words: dict[str, str]
):
    marks = {name: mark(typed) for name, typed in words.items() if name not in subject.figures}
    plain, marked = rate(subject, SEPTEMBER, by), rate(replace(subject, marks=marks), SEPTEMBER, by)
    if plain.rating.is_rated and marked.rating is not Rating.NOT_KNOWN:
        assert replace(marked, indicator=subject) == plain
    else:
        assert not marked.rating.is_rated


@laws
@given(subject=indicators(), by=rules(), words=st.text(min_size=1).filter(lambda words: bool(words.strip())))
def test_no_rating_depends_on_the_words_of_a_unit(subject: Indicator, by: RatingRule, words: str):
    one, other = rate(subject, SEPTEMBER, by), rate(replace(subject, unit=Unit.of(words)), SEPTEMBER, by)
    assert (one.rating, one.by_rule, one.is_saved) == (other.rating, other.by_rule, other.is_saved)
    assert explain(other).splitlines() == [explain(other).strip()]


@laws
@given(subject=indicators(), by=rules(), override=st.none() | overrides)
def test_the_same_figures_always_give_the_same_rating(subject: Indicator, by: RatingRule, override: Override | None):
    assert rate(subject, SEPTEMBER, by, override) == rate(replace(subject), SEPTEMBER, replace(by), override)


@laws
@given(subject=indicators(), by=rules(), override=overrides)
def test_a_decision_changes_the_rating_and_nothing_the_rule_found(
    subject: Indicator, by: RatingRule, override: Override
):
    alone, decided_on = rate(subject, SEPTEMBER, by), rate(subject, SEPTEMBER, by, override)
    assert replace(decided_on, rating=alone.rating, override=None) == alone
    assert decided_on.rating is (override.rating if alone.rating.is_rated else alone.rating)


@laws
@given(subject=indicators(), by=rules())
def test_a_rule_gives_only_the_colours_it_has(subject: Indicator, by: RatingRule):
    absent = {2: {AMBER, BLUE}, 3: {BLUE}, 4: set[Rating]()}[by.states]
    assert rate(subject, SEPTEMBER, by).rating not in absent


# --- The sentence -----------------------------------------------------------------------------------------------------

SENTENCE = re.compile(
    r"(?P<actual>.+?)(?: \(\w+ \d{4}\))? against a target of "
    r"(?P<target>.+?)(?: for the year| by the end of [^:]*)?: (?P<judged>.+)"
)
OWN = r"(?P<own>.+?)"
SHARE = r"(?: \((?P<share>\S+) of the target\))?"
HELD_AGAINST = re.compile(
    rf"{OWN} (?:short|over|above|below){SHARE}, (?:(?:within|beyond) the "
    r"(?:tolerance of (?P<points>.+?)|(?P<percent>\S+) tolerance)|within the (?P<green>.+?) allowed for Green)"
    r"(?:[,;] .+)?"
)
MISSED = re.compile(rf"{OWN} (?:short|over|above|below)\b.*")
BEATEN = re.compile(rf"target beaten by {OWN}{SHARE}, enough for Blue \((?P<needed>.+?)\)(?:; .+)?")
LIMIT = re.compile(
    r".+? (?:past|still within) the red limit of (?P<limit>\S+(?: weeks?| days?| per 10,000)?)(?:[,;] .+)?"
)
INSIDE = re.compile(r"within|still within")
OUTSIDE = re.compile(r"beyond|(?<!not) past the")
COMPARED = re.compile(
    r".*(?P<how>better than|worse than|the same as) (?:last year|the period before) \((?P<earlier>.+?)\).*"
)
PACES = re.compile(
    r".*at (?P<how>a better|a worse|the same) pace (?:than|as) (?:last year|the period before) "
    r"\((?P<now>.+?) a month against (?P<then>.+?)\).*"
)
ROUNDED = re.compile(r".*; rounded to (?P<actual>.+?) against (?P<target>.+?) it would be (?P<rating>\w+)(?:; .+)?")


@laws
@given(subject=indicators(), by=rules(), override=st.none() | overrides, period=st.sampled_from(MONTH_NAMES))
@example(
    subject=indicator("60", target="80"), by=rule(), override=decided(GREEN, "Filed twice.\nRecounted."), period="Sep"
)
def test_every_explanation_is_one_line_of_words(
    subject: Indicator, by: RatingRule, override: Override | None, period: str
):
    sentence = explain(rate(subject, month(period), by, override))
    assert sentence.splitlines() == [sentence.strip()]


@laws
@given(found=rated_ones())
def test_an_explanation_of_a_rating_begins_with_the_figure(found: RatedIndicator):
    assert found.actual is not None
    said = SENTENCE.fullmatch(explain(found))
    assert said
    subject = found.indicator
    in_ever_more_decimals = [subject.unit.show(found.actual, decimals=n) for n in range(subject.displayed_decimals, 16)]
    assert said["actual"] in in_ever_more_decimals


@laws
@given(found=rated_ones())
@example(found=rated(indicator("28", polarity=LOWER, target="26", tolerance="30", tolerance_as=RED_LIMIT)))
@example(found=rated(indicator("31", polarity=LOWER, target="26", tolerance="30", tolerance_as=RED_LIMIT)))
def test_a_red_is_not_within_and_nothing_else_is_beyond(found: RatedIndicator):
    sentence = explain(found)
    if found.by_rule is RED:
        assert not INSIDE.search(sentence)
    elif not found.is_saved:
        assert not OUTSIDE.search(sentence)
    assert sentence.count(", so Amber, not Red") == found.is_saved


@laws
@given(found=rated_ones())
def test_an_amber_says_what_it_is_within_and_a_red_what_it_is_beyond(found: RatedIndicator):
    sentence = explain(found)
    if found.by_rule is AMBER and not found.is_saved:
        assert INSIDE.search(sentence)
    elif found.by_rule in {AMBER, RED} and found.rule.states > 2 and found.tolerance:
        assert OUTSIDE.search(sentence)


@laws
@given(found=rated_ones())
@example(found=rated(indicator("0.9096", unit=PERCENT, target="0.91"), rule(green_within="0.01")))
def test_a_figure_that_missed_its_target_never_looks_like_it(found: RatedIndicator):
    assert found.shortfall is not None
    said = SENTENCE.fullmatch(explain(found))
    assert said
    assert found.shortfall <= 0 or said["actual"] != said["target"]


@laws
@given(found=rated_ones())
def test_a_distance_never_looks_like_a_limit_that_it_differs_from(found: RatedIndicator):
    assert found.target is not None
    said = SENTENCE.fullmatch(explain(found))
    assert said
    if held := HELD_AGAINST.fullmatch(said["judged"]):
        shown = held["points"] or held["percent"] or held["green"]
        green = found.rule.green_within_as.amount(found.rule.green_within, found.target)
        assert ((held["share"] or held["own"]) == shown) == (
            found.shortfall == (green if held["green"] else found.tolerance)
        )
    if beaten := BEATEN.fullmatch(said["judged"]):
        assert found.shortfall is not None
        needed = found.rule.blue_beyond_as.amount(found.rule.blue_beyond, found.target)
        assert ((beaten["share"] or beaten["own"]) == beaten["needed"]) == (-found.shortfall == needed)


def printed(text: str) -> Decimal:
    """The number at the beginning of a printed figure: '-£1,234.50', '3.8 points'."""
    number = re.match(r"-?\d+(?:\.\d+)?", re.sub("[£,]", "", text))
    assert number, text
    return Decimal(number[0])


@laws
@given(found=rated_ones())
@example(found=rated(indicator("0.8725", unit=PERCENT, target="0.91", tolerance="0.05")))
def test_who_subtracts_the_printed_figures_finds_the_printed_distance(found: RatedIndicator):
    said = SENTENCE.fullmatch(explain(found))
    assert said
    apart = MISSED.fullmatch(said["judged"]) or BEATEN.fullmatch(said["judged"])
    if apart:
        assert abs(printed(said["target"]) - printed(said["actual"])) == printed(apart["own"])


@laws
@given(found=rated_ones())
@example(
    found=rated(
        indicator("8.3", at="Apr", target="120", target_is=YEAR_EVEN, tolerance="100", tolerance_as=RED_LIMIT),
        period=month("Apr"),
    )
)
def test_a_figure_never_looks_like_a_red_limit_that_it_differs_from(found: RatedIndicator):
    """'8.3 against a target of 10 ...: 1.7 short, past the red limit of 8.3' reads as a slip of the pen."""
    said = SENTENCE.fullmatch(explain(found))
    assert said
    limit = LIMIT.fullmatch(said["judged"])
    if limit and found.shortfall != found.tolerance:
        assert limit["limit"] != said["actual"]


@laws
@given(found=rated_ones())
@example(
    found=rated(
        indicator("0.9096", unit=PERCENT, target="0.95", tolerance="0.01", figures={"Aug": "0.9095"}),
        rule(improving=PREVIOUS_PERIOD),
    )
)
def test_a_figure_that_changed_never_looks_like_the_earlier_one(found: RatedIndicator):
    said = SENTENCE.fullmatch(explain(found))
    assert said
    if compared := COMPARED.fullmatch(said["judged"]):
        assert found.compared_with is not None
        assert not found.compared_with.by_pace
        assert (compared["earlier"] == said["actual"]) == (found.compared_with.then == found.actual)


@laws
@given(found=rated_ones())
@example(
    found=rated(
        indicator(
            "90.01", measured=YEAR_TOTAL, target="200", target_is=YEAR_EVEN, tolerance="1", figures={"Aug": "75"}
        ),
        rule(improving=PREVIOUS_PERIOD),
    )
)
def test_paces_that_differ_never_look_alike(found: RatedIndicator):
    if paces := PACES.fullmatch(explain(found)):
        assert found.compared_with is not None
        assert found.compared_with.by_pace
        assert (paces["now"] == paces["then"]) == (found.compared_with.now == found.compared_with.then)


# --- The displayed figures --------------------------------------------------------------------------------------------


@laws
@given(found=rated_ones())
@example(found=rated(indicator("0.04", polarity=LOWER, target="0", tolerance="0")))
def test_rounding_is_told_exactly_where_it_would_change_the_rating(found: RatedIndicator):
    said = ROUNDED.fullmatch(explain(found))
    assert (said and said["rating"]) == (found.as_displayed and found.as_displayed.value)
    assert found.as_displayed is not found.by_rule


@laws
@given(found=rated_ones())
@example(
    found=rated(
        indicator("70", polarity=CLOSE, target="80.04", tolerance="1", figures={"Aug": "90"}),
        rule(improving=PREVIOUS_PERIOD),
    )
)
def test_the_rating_as_displayed_is_the_one_that_typing_the_displayed_figures_gives(found: RatedIndicator):
    target = found.indicator.target or Decimal(80)
    subject = replace(found.indicator, target=target, target_is=TargetIs.EVERY_PERIOD)
    found = rate(subject, found.period, found.rule)
    typed = replace(
        subject,
        target=subject.displayed(target),
        figures={name: subject.displayed(figure) for name, figure in subject.figures.items()},
        last_year=None if subject.last_year is None else subject.displayed(subject.last_year),
    )
    assert rate(typed, found.period, found.rule).by_rule is (found.as_displayed or found.by_rule)


# --- The index --------------------------------------------------------------------------------------------------------


@st.composite
def indexes(draw: st.DrawFn) -> PerformanceIndex:
    drawn = draw(st.lists(indicators(), max_size=6))
    numbered = tuple(replace(subject, number=str(n)) for n, subject in enumerate(drawn))
    return PerformanceIndex(
        title="Housing",
        period=SEPTEMBER,
        rule=draw(rules()),
        indicators=numbered,
        overrides=draw(st.dictionaries(st.sampled_from([str(n) for n in range(8)]), overrides, max_size=2)),
    )


@settings(laws, max_examples=50)
@given(index=indexes())
def test_the_counts_of_an_index_add_up_to_its_indicators(index: PerformanceIndex):
    assert sum(index.counts().values()) == len(index.indicators)


@settings(laws, max_examples=50)
@given(index=indexes())
def test_the_exceptions_are_exactly_the_ambers_and_reds_in_index_order(index: PerformanceIndex):
    published = {r.indicator.number: r.rating for r in index.rated}
    expected = [i.number for i in index.indicators if published[i.number] in {AMBER, RED}]
    assert [r.indicator.number for r in index.exceptions()] == expected
