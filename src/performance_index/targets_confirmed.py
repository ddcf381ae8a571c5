"""For which year somebody last went through the targets: last year's would pass for this year's."""

from __future__ import annotations

from collections.abc import Iterator

from performance_index.finding import Finding, Severity, many
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import FinancialYear


def unconfirmed(index: PerformanceIndex, targets_for: FinancialYear | None, place: str) -> Iterator[Finding]:
    """An error where the targets are another year's, as far as anybody has said; one for all of them.

    Nothing where nobody has said, as in a workbook that does not ask. `place` is where that is said.
    """
    count = sum(map(_has_target, index.indicators))
    if targets_for is None or targets_for == index.year or not count:
        return
    year = index.year.label
    what = f"the index has {many(count, 'target')}, and somebody last went through them for {targets_for.label}"
    cure = f"look at every Target and Tolerance and at the Profile sheet; when all are right for {year}, enter {year}"
    yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


def _has_target(one: Indicator) -> bool:
    return one.target is not None or bool(one.profile)
