"""Figures that were recorded as published and are suppressed now: where the workbook would still tell them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance_index.amendments import Reason
from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.marks import Said
from performance_index.period import Month
from performance_index.places import Places, Row
from performance_index.published_record import CAVEAT, COMMENTARY, PublishedFigure
from performance_index.report import ReportDetails
from performance_index.same_indicator import same_indicators
from performance_index.unit import Unit, decimals_of, rounded


def suppressed_since(  # noqa: PLR0913, PLR0917 - what is known of an index is named by the caller
    index: PerformanceIndex,
    details: ReportDetails,
    places: Places,
    history: History,
    reasons: Sequence[Reason],
    unsure: Collection[int],
) -> Iterator[Finding]:
    """Warnings of the figures of this year that were recorded as published and are suppressed now.

    One at the month while the last record has the figure, as the reports before do; and one at each text of the report
    that has it: a commentary, caveat or reason of its indicator, and any other text where it stands in full. No finding
    repeats the figure.
    """
    found = [one for one in _suppressed(index, history) if one.position not in unsure]
    for one in found:
        if one.is_recorded:
            what = f"the figure for {one.month.label} was published, and is suppressed now"
            cure = (
                "have the earlier reports replaced where nobody may read it, and share this workbook with nobody who "
                "may not: the Published sheet still has it; this report does not repeat it"
            )
            yield Row(places, one.position, one.indicator.number).warning(one.month.name, what, cure)
    for place, number, words in _texts(index, details, places, reasons):
        for one in found:
            if one.is_in(words, is_own=number.casefold() == one.indicator.number.casefold()):
                of = f" of {one.indicator.number}" if number.casefold() != one.indicator.number.casefold() else ""
                what = f"it has the figure{of} for {one.month.label}, which is suppressed now"
                cure = "say it without the figure"
                yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suppressed:
    """A month of an indicator whose figure is suppressed, with all that was ever recorded for it."""

    position: int
    indicator: Indicator
    month: Month
    figures: frozenset[Decimal]
    is_recorded: bool

    def is_in(self, words: str, *, is_own: bool) -> bool:
        """Whether words have the figure, written in digits however rounded; what is another's, in full."""
        return any(self._is(m, is_own=is_own) for m in _NUMBER.finditer(words)) or (
            is_own and any(int(one) in _said_in_words(words) for one in self.figures if one == int(one))
        )

    def _is(self, found: re.Match[str], *, is_own: bool) -> bool:
        value, has_sign = Decimal(found["digits"].replace(",", "")), bool(found["percent"] or found["pounds"])
        is_percent = self.indicator.unit == Unit.PERCENT
        digits = decimals_of(value) + (2 if is_percent else 0)
        scaled = value / 100 if is_percent else value
        same = [one for one in self.figures if abs(rounded(Fraction(one), digits)) == scaled]
        is_whole = digits >= self.indicator.displayed_decimals or any(abs(one) == scaled for one in same)
        is_telling = has_sign or value >= _TELLING or "." in found[0]
        return bool(same) and (is_own or (is_whole and is_telling))


_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<pounds>£?)(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\w/])(?P<percent>\s?(?:%|per ?cent\b))?",
    re.IGNORECASE,
)
_TELLING = 100
"""A whole number of three digits is hardly another figure that is the same by chance."""
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")  # "one" is said of much else


def _said_in_words(words: str) -> set[int]:
    """The small numbers that are written as words."""
    said = set(re.findall(r"[a-z]+", words.casefold()))
    return {number for number, word in enumerate(_WORDS, start=2) if word in said}


def _suppressed(index: PerformanceIndex, history: History) -> Iterator[_Suppressed]:
    marked = {
        position: [month for month in index.period.upto() if _is_suppressed(one, month)]
        for position, one in enumerate(index.indicators)
    }
    record = history.last()
    if record is None or not any(marked.values()):
        return
    recorded: dict[tuple[str, Month], set[Decimal]] = {}
    for was in (was for entry in history.entries for was in entry.figures):
        if was.figure is not None:
            recorded.setdefault(was.key, set()).add(was.figure)
    same = same_indicators(index, record)
    for position, months in marked.items():
        one = index.indicators[position]
        for month in months:
            keys = {(one.number.casefold(), month), (same.get(position, ""), month)}
            figures = frozenset(figure for key in keys for figure in recorded.get(key, ()))
            if figures:
                last = record.figures.get((same.get(position, ""), month))
                yield _Suppressed(
                    position=position, indicator=one, month=month, figures=figures, is_recorded=_is_given(last)
                )


def _is_suppressed(one: Indicator, month: Month) -> bool:
    mark = one.marks.get(month.name)
    return mark is not None and mark.said is Said.SUPPRESSED


def _is_given(was: PublishedFigure | None) -> bool:
    return was is not None and was.given is not None


def _texts(
    index: PerformanceIndex, details: ReportDetails, places: Places, reasons: Sequence[Reason]
) -> Iterator[tuple[str, str, str]]:
    """Every text that the report may print: its place, the number of whose it is, '' for the report's, and the text."""
    for position, rated in enumerate(index.rated):
        one = rated.indicator
        yield places.indicator(position, COMMENTARY), one.number, one.commentary
        yield places.indicator(position, CAVEAT), one.number, one.caveat
        if rated.override is not None:
            yield places.indicator(position, "Override reason"), one.number, rated.override.reason
    for section, paragraphs in details.texts.items():
        for n, paragraph in enumerate(paragraphs):
            yield places.text(section, n), "", paragraph
    for position, reason in enumerate(reasons):
        yield places.amendment(position), reason.number, reason.reason
