"""What each in-sheet function gives for a rated indicator; the builder keeps the same values beside the formulas."""

from __future__ import annotations

from collections.abc import Callable

from performance_index.direction import NOTHING, way
from performance_index.explain import explain
from performance_index.rating import RatedIndicator
from performance_index.unit import Exact

Answer = str | float
EMPTY = "\N{NO-BREAK SPACE}"
"""The kept result of a formula in an empty row: where it is '', LibreOffice computes the formula, and fails."""


def _rating(rated: RatedIndicator) -> Answer:
    return rated.rating.value


def _actual(rated: RatedIndicator) -> Answer:
    return _number(rated.actual)


def _target(rated: RatedIndicator) -> Answer:
    return _number(rated.target)


def _number(value: Exact | None) -> Answer:
    return NOTHING if value is None else float(value)


RESULTS: dict[str, Callable[[RatedIndicator], Answer]] = {
    "RAG": _rating,
    "RAG_WHY": explain,
    "RAG_DIRECTION": way,
    "RAG_ACTUAL": _actual,
    "RAG_TARGET": _target,
}
"""By the function's name."""
