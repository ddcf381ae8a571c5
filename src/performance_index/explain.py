"""A rating in one sentence: the figure, the target, how far apart they are, and what that means under the rule."""

from __future__ import annotations

from fractions import Fraction

from performance_index.indicator import DataStatus, Polarity, TargetIs, ToleranceAs, Unit
from performance_index.rating import Improving, RatedIndicator, Rating, green_allowance


def explain(rated: RatedIndicator) -> str:
    """Give the sentence for the cell beside the rating, without a full stop.

    '87.2% against a target of 91%: 4.2% short, within the 5% tolerance'. Distances are in % of the target where the
    tolerance is, else in the indicator's unit. Figures that would look equal when rounded get more decimals.
    """
    if not rated.by_rule.is_rated:
        return _no_rating(rated)
    said = f"{_figure(rated)} against {_target(rated)}: {_judgement(rated)}{_improvement(rated)}"
    notes = [_before_rounding(rated), _provisional(rated)]
    text = "; ".join([said, *(note for note in notes if note)])
    if rated.override is None:
        return text
    reason = rated.override.reason.strip().rstrip(".")
    return f"Rated {rated.rating.value} by decision: {reason}. By the rule {rated.by_rule.value}: {text}"


def _no_rating(rated: RatedIndicator) -> str:
    indicator, month = rated.indicator, rated.month
    if rated.by_rule is Rating.NOT_REPORTABLE:
        return "Not reportable: see the data caveat"
    if month is None:
        year = rated.period.year
        due = next(m for m in year.month("Mar").upto() if m.name in indicator.frequency.due_months)
        often = indicator.frequency.value.lower()
        article = "an" if often[0] in "aeiou" else "a"
        return f"Not due: {article} {often} figure is due by {due.label}"
    if rated.by_rule is Rating.AWAITING_DATA:
        return f"Awaiting data: no confirmed figure for {month.label}"
    if rated.by_rule is Rating.DATA_ONLY:
        return f"Data only: {_figure(rated)}, not rated"
    missing = f" for {month.label}" if indicator.target_is is TargetIs.YEAR_PROFILE else ""
    return f"No target{missing}: {_figure(rated)}, not rated"


def _figure(rated: RatedIndicator) -> str:
    """'87.2%', and its month where that is not the period's: a reader must see that a figure is older."""
    assert rated.actual is not None
    assert rated.month is not None
    shown = rated.indicator.show(rated.actual)
    return shown if rated.month == rated.period else f"{shown} ({rated.month.label})"


def _target(rated: RatedIndicator) -> str:
    indicator, target, month = rated.indicator, rated.target, rated.month
    assert target is not None
    assert month is not None
    shown = indicator.show(target)
    if indicator.target_is is TargetIs.EVERY_PERIOD:
        return f"a target of {shown}"
    by_now = f"a target of {shown} by the end of {month.label}"
    if indicator.target_is is TargetIs.YEAR_EVEN and indicator.target is not None:
        return f"{by_now} ({indicator.show(indicator.target)} for the year)"
    return by_now


def _judgement(rated: RatedIndicator) -> str:
    """'4.2% short, within the 5% tolerance': the distance, and the limit that decided."""
    rule, target, shortfall = rated.rule, rated.target, rated.shortfall
    assert target is not None
    assert shortfall is not None
    if shortfall <= 0:
        if rated.by_rule is not Rating.BLUE:
            return "target met"
        amount = rule.blue_beyond_as.amount(rule.blue_beyond, target)
        if not amount:
            return "target beaten"
        by, needed = _apart(rated, -shortfall, amount, rule.blue_beyond_as)
        return f"target beaten by {by}, at least the {needed} that makes it blue"
    green = green_allowance(rule, target)
    if shortfall <= green:
        missed, limit = _apart(rated, shortfall, green, rule.green_within_as)
        return f"{missed} {_side(rated)}, within the {limit} that still counts as green"
    return _missed(rated, shortfall, target)


def _missed(rated: RatedIndicator, shortfall: Fraction, target: Fraction) -> str:
    indicator, tolerance = rated.indicator, rated.tolerance
    side = _side(rated)
    missed, limit = _apart(rated, shortfall, tolerance or Fraction(0), indicator.tolerance_as)
    if rated.rule.states == 2:
        return f"{missed} {side}, target not met"
    if not target and indicator.tolerance_as is ToleranceAs.PERCENT_OF_TARGET and indicator.tolerance:
        return f"{missed} {side}; a tolerance in % of a target of nought is nothing"
    if tolerance is None:
        return f"{missed} {side}, and no tolerance is entered"
    if not tolerance:
        return f"{missed} {side}, with no tolerance"
    within = "within" if shortfall <= tolerance else "beyond"
    if indicator.tolerance_as is ToleranceAs.RED_LIMIT and indicator.tolerance is not None:
        return f"{missed} {side}, {within} the red limit of {indicator.show(indicator.tolerance)}"
    if indicator.tolerance_as is ToleranceAs.POINTS:
        return f"{missed} {side}, {within} the tolerance of {limit}"
    return f"{missed} {side}, {within} the {limit} tolerance"


def _side(rated: RatedIndicator) -> str:
    """'short' where higher is better, 'over' where lower is, 'above' or 'below' where close is."""
    if rated.indicator.polarity is Polarity.HIGHER:
        return "short"
    if rated.indicator.polarity is Polarity.LOWER:
        return "over"
    assert rated.actual is not None
    assert rated.target is not None
    return "above" if Fraction(rated.actual) > rated.target else "below"


def _apart(rated: RatedIndicator, distance: Fraction, limit: Fraction, written_as: ToleranceAs) -> tuple[str, str]:
    """Write a distance and the limit it is held against, with as many decimals as keep unequal ones unequal."""
    target, unit = rated.target, rated.indicator.unit
    relative = written_as is ToleranceAs.PERCENT_OF_TARGET and target
    if relative:
        distance, limit = distance / abs(relative), limit / abs(relative)

    def write(value: Fraction, digits: int) -> str:
        return Unit.PERCENT.show(value, decimals=digits) if relative else unit.show_difference(value, decimals=digits)

    first = Unit.PERCENT.decimals if relative else rated.indicator.displayed_decimals
    digits = first
    while distance != limit and write(distance, digits) == write(limit, digits) and digits < first + 12:
        digits += 1
    return write(distance, digits), write(limit, digits)


def _improvement(rated: RatedIndicator) -> str:
    """Say what the improving option did to a Red: saved it, or not."""
    option, travel = rated.rule.improving, rated.compared_with
    if option is Improving.NONE or not (rated.saved_by or rated.by_rule is Rating.RED) or rated.rule.states == 2:
        return ""
    before = "last year" if option is Improving.LAST_YEAR else "the period before"
    if travel is None:
        return f", with no figure for {before} to compare"
    compared = f"{travel.direction.value.lower()} {before} ({rated.indicator.show(travel.earlier)})"
    return f", but {compared}, so amber and not red" if rated.saved_by else f", and {compared}"


def _before_rounding(rated: RatedIndicator) -> str:
    """Say both figures where the displayed ones would give another rating."""
    if rated.as_displayed is None or rated.actual is None or rated.target is None:
        return ""
    unit = rated.indicator.unit
    actual, target = unit.show(rated.actual, decimals=_STORED), unit.show(rated.target, decimals=_STORED)
    return f"stored as {actual} against {target}; the displayed figures alone would be {rated.as_displayed.value}"


_STORED = 12
"""Decimals enough for any figure a cell can hold at a council's magnitudes."""


def _provisional(rated: RatedIndicator) -> str:
    return "provisional figure" if rated.indicator.status is DataStatus.PROVISIONAL else ""
