"""Whether anything may be made of a workbook: not while it has errors."""

from __future__ import annotations

from performance_index.finding import Finding, HasErrors, Severity, many
from performance_index.index import PerformanceIndex
from performance_index.workbook.read import Reading


def ready(book: str, reading: Reading, findings: list[Finding]) -> PerformanceIndex:
    """The index, where nothing stands in the way of a report; HasErrors where something does."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or reading.index is None:
        them = "it" if len(errors) == 1 else "them"
        what = f"{book} has {many(len(errors), 'error')}, so nothing was made"
        raise HasErrors(f"{what}; put {them} right and try again", tuple(errors))
    return reading.index
