"""Small builders for the domain's tests: figures are written as strings, everything has a default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.period import FinancialYear, Frequency, Month
from performance_index.published_record import Entry, PublishedFigure, PublishedText, Record
from performance_index.rating import Improving, Override, RatedIndicator, Rating, RatingRule, rate
from performance_index.report import Section
from performance_index.trend import Direction
from performance_index.unit import KNOWN_UNITS, Unit

HIGHER, LOWER, CLOSE, DATA_ONLY = Polarity
PERCENT_OF_TARGET, POINTS, RED_LIMIT = ToleranceAs
EVERY_PERIOD, YEAR_EVEN, YEAR_PROFILE = TargetIs
PERIOD_END, YEAR_TOTAL, YEAR_AVERAGE, ROLLING = Measured
MONTHLY, QUARTERLY, TERMLY, ANNUAL = Frequency
REPORTED, PROVISIONAL, AWAITING, NOT_REPORTABLE = DataStatus
PERCENT, NUMBER, WEEKS, DAYS, RATE, POUNDS = KNOWN_UNITS
BLUE, GREEN, AMBER, RED = Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED
NO_IMPROVING, PREVIOUS_PERIOD, LAST_YEAR = Improving
BETTER, WORSE, SAME, UP, DOWN = Direction


def month(name: str, year: int = 2020) -> Month:
    return FinancialYear(year).month(name)


SEPTEMBER = month("Sep")


def indicator(
    actual: str | None = None,
    *,
    at: str = "Sep",
    number: str = "16",
    name: str = "Homes inspected",
    unit: Unit = NUMBER,
    decimals: int | None = None,
    polarity: Polarity = HIGHER,
    frequency: Frequency = MONTHLY,
    measured: Measured = PERIOD_END,
    theme: str = "",
    lead_service: str = "",
    target: str | None = None,
    target_is: TargetIs = EVERY_PERIOD,
    profile: Mapping[str, str] | None = None,
    tolerance: str | None = None,
    tolerance_as: ToleranceAs = POINTS,
    last_year: str | None = None,
    figures: Mapping[str, str] | None = None,
    status: DataStatus = REPORTED,
    commentary: str = "",
    caveat: str = "",
) -> Indicator:
    """Give an indicator whose figure for the month `at` is `actual`; None types nothing there."""
    typed = dict(figures or {}) | ({} if actual is None else {at: actual})
    return Indicator(
        number=number,
        name=name,
        unit=unit,
        decimals=decimals,
        polarity=polarity,
        frequency=frequency,
        measured=measured,
        theme=theme,
        lead_service=lead_service,
        target=decimal(target),
        target_is=target_is,
        profile={m: Decimal(figure) for m, figure in (profile or {}).items()},
        tolerance=decimal(tolerance),
        tolerance_as=tolerance_as,
        last_year=decimal(last_year),
        figures={m: Decimal(figure) for m, figure in typed.items()},
        status=status,
        commentary=commentary,
        caveat=caveat,
    )


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def rule(
    *,
    states: int = 3,
    green_within: str = "0",
    green_within_as: ToleranceAs = POINTS,
    improving: Improving = NO_IMPROVING,
    blue_beyond: str = "0",
    blue_beyond_as: ToleranceAs = POINTS,
) -> RatingRule:
    return RatingRule(
        states=states,
        green_within=Decimal(green_within),
        green_within_as=green_within_as,
        improving=improving,
        blue_beyond=Decimal(blue_beyond),
        blue_beyond_as=blue_beyond_as,
    )


def rated(
    subject: Indicator,
    by: RatingRule | None = None,
    *,
    period: Month = SEPTEMBER,
    override: Override | None = None,
) -> RatedIndicator:
    """Rate an indicator for September 2020 by the plain rule, unless told otherwise."""
    return rate(subject, period, by or rule(), override)


def decided(rating: Rating, reason: str = "the September figure was filed twice") -> Override:
    return Override(rating=rating, reason=reason)


def figure(
    value: str | None,
    number: str = "16",
    at: Month = SEPTEMBER,
    rating: Rating | None = None,
    target: str | None = None,
) -> PublishedFigure:
    return PublishedFigure(number=number, month=at, figure=decimal(value), target=decimal(target), rating=rating)


def text(words: str, of: str = "Service commentary", number: str = "16") -> PublishedText:
    return PublishedText(number=number, of=of, text=words)


def entry(
    *facts: PublishedFigure | PublishedText,
    period: Month | None = SEPTEMBER,
    meeting: dt.date | None = None,
    is_whole: bool = False,
) -> Entry:
    """What one record wrote; only what changed, unless told otherwise."""
    return Entry(
        period=period,
        meeting=meeting,
        figures=tuple(one for one in facts if isinstance(one, PublishedFigure)),
        texts=tuple(one for one in facts if isinstance(one, PublishedText)),
        is_whole=is_whole,
    )


def was(
    value: str | None,
    texts: Mapping[tuple[str, str], str] | None = None,
    *,
    period: Month = SEPTEMBER,
    number: str = "16",
) -> Record:
    """What stands as published of one indicator that was rated Red in the last month."""
    one = figure(value, number, period, Rating.RED)
    return Record(period=period, figures={one.key: one}, texts=texts or {}, numbers={number.casefold(): number})


class Somewhere:
    """Places by the names of what is there."""

    def __init__(self, *, has_table: bool = True) -> None:
        self._has_table = has_table

    def indicator(self, position: int, heading: str) -> str:
        return f"{heading} {position}"

    def detail(self, name: str) -> str:
        return name

    def rule(self, word: str) -> str:
        return word

    def amendment(self, reason: int | None) -> str:
        return f"Amendments {reason}" if self._has_table else ""

    def text(self, section: Section, paragraph: int) -> str:
        return f"{section.value} {paragraph}"
