"""What was published: every figure and text as it stood in a report, so that a later change can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance_index.index import PerformanceIndex
from performance_index.period import Month
from performance_index.rating import RatedIndicator, Rating
from performance_index.report import ReportDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One indicator's figure for one month as it was published, in the indicator's unit.

    `target` is what was due by that month, None where none was set. `rating` stands at the one month that the report
    rated, None at the others; `figure` is None only there, where the report had none, and its rating says why.
    """

    number: str
    month: Month
    figure: Decimal | None
    target: Fraction | None
    rating: Rating | None


COMMENTARY, CAVEAT = "Service commentary", "Data caveat"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedText:
    """Words as they were published: `of` says which of an indicator's, or, where `number` is '', which section's.

    A section of several paragraphs is as many texts, in their order.
    """

    number: str
    of: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was last recorded as published, for the period that the report was for.

    `figures`: by number in small letters, the figure that was rated, None where there was none; a number whose figure
    is not known is missing. `texts`: by number and what they are of; none in a record that version 0.1.0 made.
    """

    period: Month
    figures: Mapping[str, Decimal | None]
    texts: Mapping[tuple[str, str], str]


def published_texts(index: PerformanceIndex, details: ReportDetails) -> tuple[PublishedText, ...]:
    """Every commentary and caveat by indicator, then every section's paragraphs; blank ones are none."""
    of_indicators = (
        PublishedText(number=one.number, of=of, text=text)
        for one in index.indicators
        for of, text in ((COMMENTARY, one.commentary), (CAVEAT, one.caveat))
        if text.strip()
    )
    of_sections = (
        PublishedText(number="", of=section.value, text=paragraph)
        for section, paragraphs in details.texts.items()
        for paragraph in paragraphs
    )
    return (*of_indicators, *of_sections)


def changed(index: PerformanceIndex, record: Record) -> set[str]:
    """The numbers, in small letters, of the indicators whose figure is not the one that was recorded."""
    now = {one.number.casefold(): one.figure for one in published(index) if one.rating is not None}
    return {number for number, figure in record.figures.items() if number in now and now[number] != figure}


def published(index: PerformanceIndex) -> tuple[PublishedFigure, ...]:
    """Every figure of the year up to the period end, by indicator in index order, then by month."""
    return tuple(figure for rated in index.rated for figure in _figures(rated))


def _figures(rated: RatedIndicator) -> Iterator[PublishedFigure]:
    indicator, rated_month = rated.indicator, rated.month or rated.period
    for month in rated.period.upto():
        figure, is_rated = indicator.figures.get(month.name), month == rated_month
        if figure is not None or is_rated:
            yield PublishedFigure(
                number=indicator.number,
                month=month,
                figure=figure,
                target=indicator.target_at(month),
                rating=rated.rating if is_rated else None,
            )
