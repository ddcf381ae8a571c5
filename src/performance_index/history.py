"""What was published: every figure as it stood in a report, so that a later change can be declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance_index.index import PerformanceIndex
from performance_index.period import Month
from performance_index.rating import RatedIndicator, Rating


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
