"""A rating in one sentence: the figure, the target, how far apart they are, and what that means under the rule."""

from __future__ import annotations

from fractions import Fraction

from performance_index.indicator import DataStatus, Indicator, Polarity, TargetIs, ToleranceAs
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.rating import Improving, RatedIndicator, Rating, green_allowance
from performance_index.trend import Direction, Travel
from performance_index.unit import Unit, rounded


def explain(rated: RatedIndicator) -> str:
    """Give the sentence for the cell beside the rating: one line, without a full stop.

    '87.2% against a target of 91%: 3.8 points short (4.2% of the target), within the 5% tolerance'. Distances are in
    the indicator's unit, so that who subtracts finds them; the share of the target follows where the rule is in %.
    Figures that would look equal when rounded, or not add up, get more decimals.
    """
    if not rated.by_rule.is_rated:
        return "; ".join([_no_rating(rated), *_provisional(rated)])
    said = f"{figure_of(rated)} against {_target(rated)}: {_judgement(rated)}{_improvement(rated)}"
    text = "; ".join([said, *_rounded(rated), *_provisional(rated)])
    if rated.override is None:
        return text
    reason = " ".join(rated.override.reason.split()).rstrip(".")
    end = "" if reason.endswith(("!", "?")) else "."
    return f"Rated {rated.rating.value} by decision: {reason}{end} By the rule {rated.by_rule.value}: {text}"


def _no_rating(rated: RatedIndicator) -> str:
    indicator, month = rated.indicator, rated.month
    if rated.by_rule is Rating.NOT_REPORTABLE:
        return "Not reportable: see the data caveat"
    if rated.by_rule is Rating.NOT_KNOWN:
        return f"Not known: {_of_cell(rated)} is neither a figure nor a word for none"
    if month is None:
        year = rated.period.year
        due = next(m for m in year.month("Mar").upto() if m.name in indicator.frequency.due_months)
        often = indicator.frequency.value.lower()
        return f"Not due yet: {often}, {'by' if indicator.frequency is Frequency.ANNUAL else 'next in'} {due.label}"
    if rated.by_rule is Rating.AWAITING_DATA:  # 'TBC' is not repeated: in a report it reads as a gap
        said = "no figure for {} yet" if rated.actual is None else "the figure for {} is not confirmed"
        return f"Awaiting data: {said.format(month.label)}"
    if rated.actual is None:
        return f"{rated.by_rule.value}: {rated.mark} is given for {month.label}"
    if rated.by_rule is Rating.DATA_ONLY:
        return f"Data only, not rated: {figure_of(rated)}"
    if indicator.target_is is TargetIs.YEAR_PROFILE:
        return f"No target for {month.label}, so not rated: {indicator.show(rated.actual)}"
    return f"No target, so not rated: {figure_of(rated)}"


def _of_cell(rated: RatedIndicator) -> str:
    """'what is typed for May 2020', 'what is typed as target': not what it is, which nobody meant to be printed."""
    heading, year = rated.unknown, rated.period.year
    return f"what is typed {f'for {year.month(heading).label}' if heading in MONTH_NAMES else f'as {heading.lower()}'}"


def decimals_for(rated: RatedIndicator) -> int:
    """How many decimals the figures need: those displayed, or more; without an actual, those displayed.

    As many as keep different figures different, as make the printed distance the difference of the printed figures,
    and as tell that distance from the limit it is held against. Where the displayed figures would give another rating,
    the actual is shown whole.
    """
    if rated.actual is None:
        return rated.indicator.displayed_decimals
    figures = {Fraction(rated.actual), rated.target or Fraction(0)}
    red = _red_limit(rated)
    if red is not None:
        figures.add(red)
    if rated.compared_with is not None and not rated.compared_with.by_pace:
        figures.add(rated.compared_with.then)
    enough = _enough_decimals(rated.indicator, figures)
    whole = -int(rated.actual.normalize().as_tuple().exponent) if rated.as_displayed is not None else 0
    start = max(enough, whole)
    more = range(start, start + _MORE)
    return next((n for n in more if _look_different(rated.indicator, figures, n) and _adds_up(rated, n)), start)


def _adds_up(rated: RatedIndicator, digits: int) -> bool:
    """Whether a reader who subtracts the figures, written with so many decimals, finds the distance that is written."""
    if rated.shortfall is None or (rated.shortfall <= 0 and rated.by_rule is not Rating.BLUE):
        return True  # no distance is written
    assert rated.actual is not None
    assert rated.target is not None
    distance = abs(rated.shortfall)
    target, actual, written = (rounded(one, digits) for one in (rated.target, Fraction(rated.actual), distance))
    if (rated.target and not target) or (rated.actual and not actual):  # which `show` would write with more decimals
        return False
    distinct = all(rounded(limit, digits) != written for limit in _limits(rated) if limit != distance)
    return abs(target - actual) == written and distinct


def _limits(rated: RatedIndicator) -> set[Fraction]:
    """The amounts in the indicator's own unit that the distance may be held against."""
    rule, target, points = rated.rule, rated.target, ToleranceAs.POINTS
    assert target is not None
    limits = {green_allowance(rule, target)} if rule.green_within_as is points else set()
    limits |= {Fraction(rule.blue_beyond)} if rule.blue_beyond_as is points else set()
    is_amount = rated.indicator.tolerance_as is not ToleranceAs.PERCENT_OF_TARGET and _red_limit(rated) is None
    return limits | ({rated.tolerance or Fraction(0)} if is_amount else set())


_MORE = 12  # decimals enough for any figure that a cell can hold


def _red_limit(rated: RatedIndicator) -> Fraction | None:
    """The figure beyond which the rating is Red, where the tolerance is a red limit on the worse side of the target."""
    indicator, target, tolerance = rated.indicator, rated.target, rated.tolerance
    if indicator.tolerance_as is not ToleranceAs.RED_LIMIT or indicator.polarity is Polarity.CLOSE or not tolerance:
        return None
    assert target is not None
    assert rated.month is not None
    red = target - tolerance if indicator.polarity is Polarity.HIGHER else target + tolerance
    return red if indicator.red_limit_at(rated.month) == red else None


def _enough_decimals(indicator: Indicator, figures: set[Fraction]) -> int:
    """The fewest decimals, from those displayed on, with which these figures look as different as they are."""
    usual = indicator.displayed_decimals
    more = range(usual, usual + _MORE)
    return next((digits for digits in more if _look_different(indicator, figures, digits)), usual + _MORE)


def _look_different(indicator: Indicator, figures: set[Fraction], digits: int) -> bool:
    return len({indicator.unit.show(one, decimals=digits) for one in figures}) == len(figures)


def figure_of(rated: RatedIndicator) -> str:
    """'87.2%', and its month where that is not the period's: a reader must see that a figure is older."""
    assert rated.actual is not None
    assert rated.month is not None
    shown = rated.indicator.unit.show(rated.actual, decimals=decimals_for(rated))
    return shown if rated.month == rated.period else f"{shown} ({rated.month.label})"


def _target(rated: RatedIndicator) -> str:
    indicator, target, month = rated.indicator, rated.target, rated.month
    assert target is not None
    assert month is not None
    shown = indicator.unit.show(target, decimals=decimals_for(rated))
    if indicator.target_is is TargetIs.EVERY_PERIOD:
        return f"a target of {shown}"
    if indicator.frequency is Frequency.ANNUAL or indicator.target == target:
        return f"a target of {shown} for the year"
    by_now = f"a target of {shown} by the end of {month.label}"
    even = indicator.target_is is TargetIs.YEAR_EVEN
    whole = indicator.target if even else indicator.profile.get("Mar")
    return by_now if whole is None else f"{by_now} ({indicator.show(whole)} for the year)"


def _judgement(rated: RatedIndicator) -> str:
    """'3.8 points short (4.2% of the target), within the 5% tolerance': the distance, and the limit that decided."""
    rule, target, shortfall = rated.rule, rated.target, rated.shortfall
    assert target is not None
    assert shortfall is not None
    if shortfall <= 0:
        if rated.by_rule is not Rating.BLUE:
            return "target met"
        amount = rule.blue_beyond_as.amount(rule.blue_beyond, target)
        if not amount:
            return "target beaten"
        share, needed = _share_and_limit(rated, -shortfall, amount, rule.blue_beyond_as)
        return f"target beaten by {distance(rated, -shortfall)}{share}, enough for Blue ({needed})"
    green = green_allowance(rule, target)
    if shortfall <= green:
        share, limit = _share_and_limit(rated, shortfall, green, rule.green_within_as)
        return f"{distance(rated, shortfall)} {side(rated)}{share}, within the {limit} allowed for Green"
    return _missed(rated, shortfall, target)


def _missed(rated: RatedIndicator, shortfall: Fraction, target: Fraction) -> str:
    indicator, tolerance = rated.indicator, rated.tolerance
    missed = f"{distance(rated, shortfall)} {side(rated)}"
    if rated.rule.states == 2:
        return f"{missed}, target not met"
    if not target and indicator.tolerance_as is ToleranceAs.PERCENT_OF_TARGET and indicator.tolerance:
        return f"{missed}; a percentage of a target of 0 allows nothing"
    if tolerance is None:
        return f"{missed}, with no tolerance entered"
    if not tolerance:
        return f"{missed}, with no tolerance"
    inside = shortfall <= tolerance
    share, limit = _share_and_limit(rated, shortfall, tolerance, indicator.tolerance_as)
    if share:
        return f"{missed}{share}, {'within' if inside else 'beyond'} the {limit} tolerance"
    red = _red_limit(rated)
    if red is None:
        return f"{missed}, {'within' if inside else 'beyond'} the tolerance of {limit}"
    shown = indicator.unit.show(red, decimals=decimals_for(rated))
    return f"{missed}, {'still within' if inside else 'past'} the red limit of {shown}"


def side(rated: RatedIndicator) -> str:
    """'short' where higher is better, 'over' where lower is, 'above' or 'below' where close is."""
    if rated.indicator.polarity is Polarity.HIGHER:
        return "short"
    if rated.indicator.polarity is Polarity.LOWER:
        return "over"
    assert rated.actual is not None
    assert rated.target is not None
    return "above" if Fraction(rated.actual) > rated.target else "below"


def distance(rated: RatedIndicator, distance: Fraction) -> str:
    """The distance from the target in the indicator's own unit: '3.8 points'."""
    return rated.indicator.unit.show_difference(distance, decimals=decimals_for(rated))


def _share_and_limit(
    rated: RatedIndicator, distance: Fraction, limit: Fraction, written_as: ToleranceAs
) -> tuple[str, str]:
    """' (4.2% of the target)' and '5%', where the rule is in %; else nothing, and the limit in the indicator's unit.

    Unequal ones get as many decimals as they need to look unequal.
    """
    target = rated.target
    if written_as is not ToleranceAs.PERCENT_OF_TARGET or not target:
        return "", rated.indicator.unit.show_difference(limit, decimals=decimals_for(rated))
    share, most, digits = distance / abs(target), limit / abs(target), Unit.PERCENT.decimals
    while share != most and _percent(share, digits) == _percent(most, digits) and digits < _MORE:
        digits += 1
    return f" ({_percent(share, digits)} of the target)", _percent(most, digits)


def _percent(share: Fraction, digits: int) -> str:
    return Unit.PERCENT.show(share, decimals=digits)


def _improvement(rated: RatedIndicator) -> str:
    """Say what the improving option did to a Red: saved it, or not."""
    option, travel = rated.rule.improving, rated.compared_with
    if option is Improving.NONE or not (rated.is_saved or rated.by_rule is Rating.RED) or rated.rule.states == 2:
        return ""
    before = "last year" if option is Improving.LAST_YEAR else "the period before"
    if travel is None:
        return f", with no figure for {before} to compare with"
    return (
        f", but {_compared(rated, travel, before)}, so Amber, not Red"
        if rated.is_saved
        else (f", and {_compared(rated, travel, before)}")
    )


def _compared(rated: RatedIndicator, travel: Travel, before: str) -> str:
    """'better than last year (500)', 'at a better pace than last year (15.2 a month against 14.6)'."""
    unit, way = rated.indicator.unit, travel.direction
    if not travel.by_pace:
        words = _NEAR if rated.indicator.polarity is Polarity.CLOSE and travel.is_judged else _THAN
        return f"{words[way]} {before} ({unit.show(travel.then, decimals=decimals_for(rated))})"
    digits = _enough_decimals(rated.indicator, {travel.now, travel.then})
    now, then = unit.show(travel.now, decimals=digits), unit.show(travel.then, decimals=digits)
    return f"{_PACE[way]} {before} ({now} a month against {then})"


_THAN = {
    Direction.BETTER: "better than",
    Direction.WORSE: "worse than",
    Direction.SAME: "the same as",
    Direction.UP: "up from",
    Direction.DOWN: "down from",
}
_NEAR = {
    Direction.BETTER: "nearer the target than",
    Direction.WORSE: "further from the target than",
    Direction.SAME: "as far from the target as",
}
_PACE = {
    Direction.BETTER: "at a better pace than",
    Direction.WORSE: "at a worse pace than",
    Direction.SAME: "at the same pace as",
    Direction.UP: "at a pace up from",
    Direction.DOWN: "at a pace down from",
}


def _rounded(rated: RatedIndicator) -> list[str]:
    """Say what the displayed figures would give, where that is another rating."""
    if rated.as_displayed is None or rated.actual is None or rated.target is None:
        return []
    indicator, travel = rated.indicator, rated.compared_with
    shown = [indicator.show(indicator.displayed(exact)) for exact in (rated.actual, rated.target)]
    text = f"rounded to {shown[0]} against {shown[1]}"
    if travel is not None and not travel.by_pace:
        text += f" ({indicator.show(indicator.displayed(travel.then))} before)"
    return [f"{text} it would be {rated.as_displayed.value}"]


def _provisional(rated: RatedIndicator) -> list[str]:
    status = None if rated.actual is None else rated.indicator.status
    return ["provisional figure"] if status is DataStatus.PROVISIONAL else []
