"""Which financial years a text names: last year's words in this year's report are a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance_index.finding import Finding, Severity
from performance_index.period import MONTH_NAMES, FinancialYear

_YEAR = re.compile(
    r"(?<![\d/])(?:(20\d\d)(?:\s?[/–—‑-]\s?(?=\d)|\s+to\s+(?=20\d\d))(20\d\d|\d\d)|(\d\d)/(\d\d))(?![\d/])"
)
_MONTH = re.compile(
    r"\b(?:(?:quarter|period|month|year)s?\s+(?:to|ended|ending)|up\s+to|as\s+at|as\s+of)\s+"
    r"(?:the\s+end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?([a-z]{3})[a-z]*\s+(20\d\d)\b",
    re.IGNORECASE,
)


def other_years(text: str, year: FinancialYear, place: str) -> Iterator[Finding]:
    """A financial year in a text ('2019/20', '2019-2020', 'quarter to June 2019') that is not the report's own.

    Two digits count only with a stroke and only within three years: '12-13' is an age, '11/12' may be a date.
    """
    cure = f"write {year.label} if this year is meant"
    for match in _MONTH.finditer(text):
        name = match[1].capitalize()
        if name not in MONTH_NAMES:
            continue
        of = FinancialYear(year.start + int(match[2]) - year.month(name).end.year)
        if of != year:
            what = (
                f"the text says '{' '.join(match[0].split())}', which is in {of.label}; the report is for {year.label}"
            )
            yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
    for match in _YEAR.finditer(text):
        long, after_long, short, after_short = match.groups()
        first, second = int(long or short), int(after_long or after_short)
        if (first + 1 - second) % 100:
            continue  # not a financial year: a date, a fraction, a range
        start = first if long else year.start // 100 * 100 + first
        if start != year.start and abs(start - year.start) <= (10 if long else 3):
            what = f"the text says {match[0]}, but the report is for {year.label}"
            yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
