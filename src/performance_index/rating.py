"""The one rating rule. Cell, button, command line and report all call `rate()`; nothing else decides a rating.

The rule, as councils publish it: Green on target (or within `green_within` of it), Amber within the tolerance,
Red beyond it. A figure exactly on a limit takes the better rating: councils write "on or within 10 %" and "missed
by more than 10 %". All arithmetic is exact.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from performance_index.indicator import DataStatus, Indicator, Polarity, ToleranceAs
from performance_index.marks import Mark, Said, unknown_in
from performance_index.period import Month
from performance_index.trend import Travel, since_last_year, since_previous_period
from performance_index.unit import Exact


class Rating(Enum):
    """A rating, or the reason why there is none; the value is the word people read."""

    BLUE = "Blue"
    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    DATA_ONLY = "Data only"
    NO_TARGET = "No target"
    NOT_DUE = "Not due"
    AWAITING_DATA = "Awaiting data"
    NOT_REPORTABLE = "Not reportable"
    NO_FIGURE = "No figure"
    SUPPRESSED = "Suppressed"
    NOT_KNOWN = "Not known"

    @property
    def is_rated(self) -> bool:
        """Whether this is a rating rather than the reason for having none."""
        return self in {Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED}

    @property
    def letter(self) -> str:
        """'R' for Red and so on; the reasons for having no rating have no letter and stay in words."""
        return self.value[0] if self.is_rated else self.value


KEPT_BACK = frozenset({Rating.NOT_REPORTABLE, Rating.AWAITING_DATA})
"""Of what is rated so the report gives no figure, though there may be one in the workbook."""


class Improving(Enum):
    """Which comparison saves a Red: one that improved or held is Amber. The value is the word in the workbook."""

    NONE = "none"
    PREVIOUS_PERIOD = "previous period"
    LAST_YEAR = "last year"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRule:
    """The council's rule, in force from a date.

    `green_within` and `blue_beyond` are amounts written as `green_within_as` and `blue_beyond_as` say, as a tolerance
    is; 0 is none. `states` 2 rates met (Green) or not met (Red); 3 adds Amber; 4 adds Blue, for a target beaten by
    at least `blue_beyond` (at all, where that is 0). ValueError: other states, a negative amount, one as a red limit.
    """

    in_force_from: dt.date | None = None
    states: int = 3
    green_within: Decimal = Decimal(0)
    green_within_as: ToleranceAs = ToleranceAs.PERCENT_OF_TARGET
    improving: Improving = Improving.NONE
    blue_beyond: Decimal = Decimal(0)
    blue_beyond_as: ToleranceAs = ToleranceAs.PERCENT_OF_TARGET

    def __post_init__(self) -> None:
        """Check what a caller can get wrong."""
        if self.states not in {2, 3, 4}:
            msg = f"a rating rule has 2, 3 or 4 states, not {self.states}"
            raise ValueError(msg)
        for amount, written_as in (
            (self.green_within, self.green_within_as),
            (self.blue_beyond, self.blue_beyond_as),
        ):
            if not amount.is_finite() or amount < 0 or written_as is ToleranceAs.RED_LIMIT:
                msg = f"green within and blue beyond are amounts in % of target or points, 0 or more, not {amount}"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's rating in place of the rule's, with the reason, which is printed. ValueError without either."""

    rating: Rating
    reason: str

    def __post_init__(self) -> None:
        """Refuse an override that explains nothing."""
        if not self.rating.is_rated:
            msg = f"a rating can be overridden to a colour, not to {self.rating.value!r}"
            raise ValueError(msg)
        if not self.reason.strip():
            msg = "an override needs a recorded reason"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedIndicator:
    """An indicator's rating for a period and every number it came from; `explain()` puts it into words.

    `rating` is what is published, `by_rule` what the rule alone gives. `month` is the month whose figure was used.
    Amounts are in the indicator's unit, exact; each is None where the rule did not get that far. `tolerance` is None
    also where none was entered (the rule then allows nothing). `compared_with` is the comparison that the improving
    option made, `is_saved` whether it made a Red Amber. `as_displayed` is the rating that the displayed
    (rounded) figures would give, where it is another one.
    """

    indicator: Indicator
    period: Month
    rule: RatingRule
    rating: Rating
    by_rule: Rating
    month: Month | None = None
    actual: Decimal | None = None
    target: Fraction | None = None
    shortfall: Fraction | None = None
    tolerance: Fraction | None = None
    compared_with: Travel | None = None
    is_saved: bool = False
    as_displayed: Rating | None = None
    override: Override | None = None

    @property
    def mark(self) -> Mark | None:
        """What stands in the month's cell in place of a figure; None for a figure and for a blank cell."""
        return None if self.month is None else self.indicator.marks.get(self.month.name)

    @property
    def unknown(self) -> str:
        """The heading under which stands what nobody knows, so that there is no rating; '' for none.

        The month that would be rated first; a month after the period, and what no rating depends on, do not count.
        """
        months = [month.name for month in self.period.upto()]
        own = [] if self.month is None else [self.month.name]
        return unknown_in(self.indicator.marks, [*own, *months, *_DECIDING])

    def keeps_back(self, month: Month) -> bool:
        """Whether the figure of a month is not given, though there may be one.

        Of an indicator that is not reportable none is; of one that is awaited none from the month on that is awaited.
        """
        is_awaited = self.by_rule is Rating.AWAITING_DATA and self.month is not None and month >= self.month
        return is_awaited or self.by_rule is Rating.NOT_REPORTABLE


_DECIDING = ("Target", "Tolerance", "Last year")


def rate(indicator: Indicator, period: Month, rule: RatingRule, override: Override | None = None) -> RatedIndicator:
    """Rate one indicator for the year up to and including the month `period`.

    Gives a rating, or the first reason why there is none: not reportable, not known (what is typed is neither a figure
    nor a word for none), not due, awaiting data, no figure, suppressed, data only, no target. A missing figure is never
    Red. An override replaces a rating, never a reason for having none. Raises nothing for a valid indicator.
    """
    month = indicator.reporting_month(period)
    actual = None if month is None else indicator.figures.get(month.name)
    target = None if month is None else indicator.target_at(month)
    base = RatedIndicator(
        indicator=indicator,
        period=period,
        rule=rule,
        rating=Rating.NOT_DUE,
        by_rule=Rating.NOT_DUE,
        month=month,
        actual=actual,
        target=target,
    )
    unrated = _why_not_rated(base)
    if unrated is not None:
        return replace(base, rating=unrated, by_rule=unrated)
    assert month is not None
    assert actual is not None
    assert target is not None
    compared = _comparison(indicator, period, rule.improving)
    plain = colour(indicator, rule, month, target, actual)
    by_rule = _improved(plain, rule, compared)
    displayed = _as_displayed(indicator, period, rule, month)
    return replace(
        base,
        rating=by_rule if override is None else override.rating,
        by_rule=by_rule,
        shortfall=indicator.polarity.shortfall(target, actual),
        tolerance=indicator.tolerance_at(month, target),
        compared_with=compared,
        is_saved=by_rule is not plain,
        as_displayed=displayed if displayed is not by_rule else None,
        override=override,
    )


def colour(indicator: Indicator, rule: RatingRule, month: Month, target: Exact, actual: Exact) -> Rating:
    """Give the colour of one actual against one target, before any improvement or override is considered."""
    shortfall = indicator.polarity.shortfall(target, actual)
    if rule.states == 4 and shortfall < 0 and -shortfall >= rule.blue_beyond_as.amount(rule.blue_beyond, target):
        return Rating.BLUE
    if shortfall <= green_allowance(rule, target):
        return Rating.GREEN
    tolerance = indicator.tolerance_at(month, target) or 0
    return Rating.AMBER if rule.states > 2 and shortfall <= tolerance else Rating.RED


def _improved(plain: Rating, rule: RatingRule, compared: Travel | None) -> Rating:
    """Amber for a Red that improved or held, where the rule has that option and Amber."""
    saved = plain is Rating.RED and rule.states > 2 and compared is not None and compared.improved_or_held
    return Rating.AMBER if saved else plain


def _as_displayed(indicator: Indicator, period: Month, rule: RatingRule, month: Month) -> Rating:
    """The rating that a reader would work out from the figures as they are displayed."""
    show = indicator.displayed
    figures = {name: show(figure) for name, figure in indicator.figures.items()}
    rounded = replace(
        indicator,
        figures=figures,
        last_year=None if indicator.last_year is None else show(indicator.last_year),
        target=None if indicator.target is None else show(indicator.target),
        profile={name: show(due) for name, due in indicator.profile.items()},
    )
    target = indicator.target_at(month)
    assert target is not None
    plain = colour(indicator, rule, month, show(target), figures[month.name])
    return _improved(plain, rule, _comparison(rounded, period, rule.improving))


def green_allowance(rule: RatingRule, target: Exact) -> Fraction:
    """How far short of this target is still Green, in the unit of the target."""
    return rule.green_within_as.amount(rule.green_within, target) if rule.green_within else Fraction(0)


def _why_not_rated(base: RatedIndicator) -> Rating | None:
    indicator = base.indicator
    if indicator.status is DataStatus.NOT_REPORTABLE:
        return Rating.NOT_REPORTABLE
    if base.unknown:
        return Rating.NOT_KNOWN
    if base.month is None:
        return Rating.NOT_DUE
    if base.actual is None or indicator.status is DataStatus.AWAITING:
        return why_no_figure(indicator, base.month)
    if indicator.polarity is Polarity.DATA_ONLY:
        return Rating.DATA_ONLY
    return Rating.NO_TARGET if base.target is None else None


def why_no_figure(indicator: Indicator, month: Month) -> Rating:
    """Why there is no figure to rate in a month: as its cell says, else it is awaited."""
    mark = indicator.marks.get(month.name)
    if mark is None or indicator.status is DataStatus.AWAITING:
        return Rating.AWAITING_DATA
    return BY_MARK[mark.said]


BY_MARK = {
    Said.AWAITED: Rating.AWAITING_DATA,
    Said.NONE: Rating.NO_FIGURE,
    Said.SUPPRESSED: Rating.SUPPRESSED,
    Said.UNKNOWN: Rating.NOT_KNOWN,
}
"""Why there is no figure, by what stands in its cell."""


def _comparison(indicator: Indicator, period: Month, improving: Improving) -> Travel | None:
    if improving is Improving.PREVIOUS_PERIOD:
        return since_previous_period(indicator, period)
    if improving is Improving.LAST_YEAR:
        return since_last_year(indicator, period)
    return None
