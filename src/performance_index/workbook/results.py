"""What each in-sheet function gives for a rated indicator; the builder keeps the same values beside the formulas."""

from __future__ import annotations

from collections.abc import Callable

from performance_index.explain import explain
from performance_index.indicator import Exact
from performance_index.rating import RatedIndicator, Rating
from performance_index.trend import direction

Answer = str | float
NOTHING = "–"
"""What a cell says where there is no figure: a mark, so that nobody takes it for a cell that was forgotten."""


def _rating(rated: RatedIndicator) -> Answer:
    return rated.rating.value


def _actual(rated: RatedIndicator) -> Answer:
    return _number(rated.actual)


def _target(rated: RatedIndicator) -> Answer:
    return _number(rated.target)


def _direction(rated: RatedIndicator) -> Answer:
    if rated.actual is None or rated.by_rule in {Rating.AWAITING_DATA, Rating.NOT_REPORTABLE}:
        return NOTHING
    return str(direction(rated.indicator, rated.period) or "No earlier figure")


def _number(value: Exact | None) -> Answer:
    return NOTHING if value is None else float(value)


RESULTS: dict[str, Callable[[RatedIndicator], Answer]] = {
    "RAG": _rating,
    "RAG_WHY": explain,
    "RAG_DIRECTION": _direction,
    "RAG_ACTUAL": _actual,
    "RAG_TARGET": _target,
}
"""By the function's name."""
