"""Figures, targets and tolerances that can hardly be meant: a slip in one of them turns a Red Amber or Green."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from statistics import median

from performance_index.finding import Finding, Severity
from performance_index.indicator import Indicator, Measured, Polarity, ToleranceAs
from performance_index.period import MONTH_NAMES
from performance_index.places import Headings, Places, Row
from performance_index.rating import RatedIndicator, RatingRule
from performance_index.unit import Unit


def unlikely_rule(rule: RatingRule, units: Collection[Unit], places: Places | Headings) -> Iterator[Finding]:
    """Amounts of the rule that make a figure far from its target Green or Blue; `units` are those of the index."""
    amounts = {
        "Green within": (rule.green_within, rule.green_within_as),
        "Blue beyond": (rule.blue_beyond, rule.blue_beyond_as),
    }
    for word, (amount, written_as) in amounts.items():
        place = places.rule(word)
        if written_as is ToleranceAs.PERCENT_OF_TARGET:
            what, cure = f"{word} is {Unit.PERCENT.show(amount)} of the target", "if 5 stands for 5%, type 5%"
        elif Unit.PERCENT not in units:
            continue
        else:
            points = Unit.PERCENT.show_difference(amount)
            what = f"{word} is {Unit.NUMBER.show(amount)} in points: {points} for the indicators in %"
            cure = "if 5 stands for 5 points, type 5%; or choose % of target"
        if amount >= 1:
            yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)
        elif amount > _WIDE_GREEN and word == "Green within":
            cure = "check it against the rule that the council has published"
            yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)


_WIDE_GREEN = Decimal("0.25")
"""Published rules call a figure Green within 5% or 10% of its target; nobody's is a quarter."""


def unlikely_tolerance(indicator: Indicator, target: Fraction, tolerance: Decimal, where: Row) -> Iterator[Finding]:
    """A tolerance that allows nothing, or nearly everything."""
    written_as, unit = indicator.tolerance_as, indicator.unit
    if written_as is ToleranceAs.RED_LIMIT:
        yield from _red_limit(indicator, target, Fraction(tolerance), where)
    elif written_as is ToleranceAs.PERCENT_OF_TARGET and tolerance >= 1:
        what = f"the tolerance is {Unit.PERCENT.show(tolerance)} of the target"
        yield where.error("Tolerance", what, "if 5 stands for 5%, type 5%; or choose Points")
    elif written_as is ToleranceAs.POINTS and unit == Unit.PERCENT and tolerance >= 1:
        what = f"the tolerance is {unit.show_difference(tolerance)}"
        yield where.error("Tolerance", what, "if 5 stands for 5 points, type 5%")
    elif not target and tolerance and written_as is ToleranceAs.PERCENT_OF_TARGET:
        what = "a tolerance in % of a target of 0 is nothing"
        yield where.warning("Tolerance as", what, "choose Points and enter the tolerance in the indicator's unit")
    elif target and written_as.amount(tolerance, target) > _most(indicator, target):
        share = Unit.PERCENT.show(written_as.amount(tolerance, target) / abs(target))
        what = f"the tolerance is wide: {share} of the target"
        yield where.warning("Tolerance", what, "check it against the rule that the council has published")


def _red_limit(indicator: Indicator, target: Fraction, limit: Fraction, where: Row) -> Iterator[Finding]:
    shown, cure = indicator.show(limit), "enter the figure beyond which the rating is Red"
    if indicator.unit == Unit.PERCENT and abs(limit) > _LIKELY:
        return  # no red limit: 85 typed for 85%, which is told of with the figures
    if not limit and indicator.polarity is Polarity.HIGHER and target > 0:
        yield where.error("Tolerance", f"the red limit is {shown}, so that nothing could be Red", cure)
    elif indicator.polarity.shortfall(target, limit) < 0:
        what = f"the red limit {shown} is better than the target {indicator.show(target)}"
        yield where.warning("Tolerance", what, cure)
    elif target and abs(limit - target) > _most(indicator, target):
        what = f"the red limit {shown} is far from the target {indicator.show(target)}"
        yield where.warning("Tolerance", what, f"{cure}; or choose % of target or Points, if it is a tolerance")


def _most(indicator: Indicator, target: Fraction) -> Fraction:
    """The widest tolerance that raises no question: half the target, or twice where small figures are good."""
    return abs(target) * (2 if indicator.polarity is Polarity.LOWER else Fraction(1, 2))


def unlikely_figures(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    """Figures and targets on another scale than the others, a nought for a figure that is not in, and the like."""
    indicator = rated.indicator
    unlikely = list(_percentages(indicator, where)) if indicator.unit == Unit.PERCENT else []
    yield from unlikely or _apart(rated, where)
    yield from _below_nought(indicator, where)
    yield from _nought(rated, where)
    yield from _in_the_name(indicator, where)


def _percentages(indicator: Indicator, where: Row) -> Iterator[Finding]:
    """Percentages that are unlikely: 91 may have been typed for 91%, and must have been where the others are far below.

    One rule for every figure of the row and of its profile. Two such slips do not hide each other: only what may be a
    percentage as it stands is held against them.
    """
    limit = indicator.tolerance if indicator.tolerance_as is ToleranceAs.RED_LIMIT else None
    one_each = {"Target": indicator.target, "Last year": indicator.last_year, "Tolerance": limit}
    others = {"England": indicator.england, "London": indicator.london}
    typed = [(heading, "", value) for heading, value in {**indicator.figures, **one_each, **others}.items()]
    typed += [("Target is", f"the profile's target for {m} is ", value) for m, value in indicator.profile.items()]
    figures = [(heading, said, value) for heading, said, value in typed if value]
    likely = [abs(value) for _, _, value in figures if abs(value) <= _LIKELY]
    for heading, said, value in figures:
        beside = list(likely)
        if abs(value) in beside:
            beside.remove(abs(value))
        is_far = abs(value) > 1 and bool(beside) and abs(value) >= _FAR * median(beside)
        if is_far or abs(value) > _LIKELY:
            what = f"{said}{indicator.show(value)}{',' if said else ' is'} unusual for a percentage"
            make = where.error if is_far else where.warning
            place = " on the Profile sheet" if said else ""
            yield make(heading, what, f"if 91 stands for 91%, type 91%{place}")


_LIKELY, _FAR = 2, 20
"""A percentage up to 200% raises no question; one that is twenty times the others was typed without its sign."""


def _apart(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    """A figure and a target of which one is twenty times the other: one of them may be on another scale."""
    if not rated.actual or not rated.target:
        return
    indicator, actual = rated.indicator, Fraction(rated.actual)
    if max(abs(actual), abs(rated.target)) < _FAR * min(abs(actual), abs(rated.target)):
        return
    what = f"the figure is {indicator.show(actual)} and the target {indicator.show(rated.target)}: far apart"
    is_slip = indicator.unit == Unit.PERCENT and indicator.polarity is Polarity.HIGHER and actual > rated.target > 0
    make = where.error if is_slip else where.warning
    yield make("Target", what, "check both, and the unit; 55% is typed as 55%")


def _below_nought(indicator: Indicator, where: Row) -> Iterator[Finding]:
    typed = [*indicator.figures.values(), *filter(None, (indicator.target, indicator.last_year))]
    never = indicator.unit in {Unit.WEEKS, Unit.DAYS, Unit.RATE}
    below = {month: figure for month, figure in indicator.figures.items() if figure < 0}
    for month, figure in below.items():
        if never or (len(indicator.figures) > 2 and sum(one < 0 for one in typed) == 1):
            yield where.warning(month, f"{indicator.show(figure)} is less than nothing", "check the figure")


def _nought(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    """A nought in the month that is rated, where no month before was one: it may stand for a figure that is not in."""
    indicator, month = rated.indicator, rated.month
    if rated.actual is None or rated.actual or month is None:
        return
    before = [indicator.figures[one] for one in MONTH_NAMES[: month.elapsed - 1] if one in indicator.figures]
    if len(before) > 1 and all(before) and indicator.measured is not Measured.YEAR_TOTAL:
        what = f"{month.name} is 0, as no month before it was"
        yield where.warning(month.name, what, "leave it blank if the figure is not in yet")


def _in_the_name(indicator: Indicator, where: Row) -> Iterator[Finding]:
    """A name that speaks of another unit, or a percentage that is added up."""
    is_percent = indicator.unit == Unit.PERCENT
    if _PERCENT.match(indicator.name) and not is_percent:
        what = f"the name says %, but the unit is {indicator.unit.value}"
        yield where.warning("Unit", what, "choose % as the unit, and type the figures as 37.2%")
    if _COUNT.match(indicator.name) and is_percent:
        yield where.warning("Unit", "the name says number, but the unit is %", "choose number as the unit")
    if is_percent and indicator.measured is Measured.YEAR_TOTAL:
        what = "a percentage is measured as a year to date total"
        yield where.warning("Measured", what, "choose Year to date average or At period end, unless it does add up")


_PERCENT = re.compile(r"\s*(%|per ?cent|percentage\b|proportion of\b)", re.IGNORECASE)
_COUNT = re.compile(r"\s*number of\b", re.IGNORECASE)
