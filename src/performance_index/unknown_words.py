"""Words in a figure's cell that say neither a figure nor why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from performance_index.finding import Finding
from performance_index.marks import Said
from performance_index.places import Row
from performance_index.rating import RatedIndicator, Rating


def unknown_words(rated: RatedIndicator, where: Row, *, is_told: bool) -> Iterator[Finding]:
    """A finding at each such cell. Where the rating is not known for it, that is said.

    An error where the report would not tell of it (`is_told`: whether it tells what is not rated): a Red may stand
    behind the word, and nobody would miss it. Else a warning: the report says that the indicator is not known.
    """
    is_not_known = rated.by_rule is Rating.NOT_KNOWN
    effect = "; the indicator is not rated" if is_not_known else ""
    cure = "type the figure, or why there is none: n/a, TBC, or c or <5 where it is suppressed"
    if is_not_known and not is_told:
        effect += ", and the report would not say so"
        cure += "; or have the report say what is not rated (Settings sheet, Indicators not rated)"
    for heading, mark in rated.indicator.marks.items():
        if mark.said is Said.UNKNOWN:
            typed = mark.typed if len(mark.typed) <= _SHOWN else f"{mark.typed[: _SHOWN - 1]}…"
            make = where.error if is_not_known and not is_told else where.warning
            yield make(heading, f"'{typed}' is not a figure{effect}", cure)


_SHOWN = 40
