"""Which financial years a text names: last year's words in this year's report are a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance_index.finding import Finding, Severity
from performance_index.period import FinancialYear

_YEAR = re.compile(r"(?<![\d/])(?:(20\d\d)\s?[/–—‑-]\s?(20\d\d|\d\d)|(\d\d)/(\d\d))(?![\d/])")


def other_years(text: str, year: FinancialYear, place: str) -> Iterator[Finding]:
    """A financial year in a text ('2019/20', '2019-2020', '19/20') that is not the report's own.

    Two digits count only with a stroke and only within three years: '12-13' is an age, '11/12' may be a date.
    """
    for match in _YEAR.finditer(text):
        long, after_long, short, after_short = match.groups()
        first, second = int(long or short), int(after_long or after_short)
        if (first + 1 - second) % 100:
            continue  # not a financial year: a date, a fraction, a range
        start = first if long else year.start // 100 * 100 + first
        if start != year.start and abs(start - year.start) <= (10 if long else 3):
            what = f"the text says {match[0]}, but the report is for {year.label}"
            cure = f"write {year.label} if this year is meant"
            yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
