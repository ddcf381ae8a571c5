"""What was said of a period that is over: what of it goes when the next one begins, and what stays, and why.

Gone is what was said of a figure that stands no longer, and of the period itself. What is said of an indicator until
somebody takes it back stays, and so does what is not as it was published: it may be about the new period already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month, long_date
from performance_index.published_record import CAVEAT, COMMENTARY, STATUS, Record
from performance_index.recording import to_record
from performance_index.report import ReportDetails, Section

OF_INDICATORS = ("Override", "Override reason", STATUS, COMMENTARY, CAVEAT)
"""The columns in which a person says something of an indicator's figure."""
OF_THE_PERIOD = (Section.COUNTS, Section.SUMMARY, Section.EXCEPTIONS, Section.NOT_RATED, Section.SINCE)
"""The sections whose texts are about one period; all others, such as the implications, may hold for the next too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands in one cell: the words, and whose they are.

    Of an indicator: its number, its position in the index, the column's heading. Of the report: '', the row among its
    texts, the section's name. `by_formula`: a formula gives the words.
    """

    number: str = ""
    row: int
    heading: str
    words: str
    by_formula: bool = False

    def __str__(self) -> str:
        """'16 Service commentary: The courts set the pace.', on one line."""
        return f"{' '.join(filter(None, (self.number, self.heading)))}: {' '.join(self.words.split())}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """What is cleared, and what stays with the reason: together all that was said, each in its order."""

    cleared: tuple[Said, ...]
    stays: tuple[tuple[Said, str], ...]


def parted(said: Iterable[Said], index: PerformanceIndex, to: Month, published: Mapping[Said, str | None]) -> Parted:
    """Part what was said in the period of an index, as the period `to` begins.

    `published`: what was recorded as published in the place of each; None where nobody can say. A blank cell and the
    data status Reported say nothing.
    """
    kept: list[tuple[Said, str]] = []
    cleared: list[Said] = []
    for one in said:
        if not one.words.strip() or (one.heading == STATUS and _is(one, DataStatus.REPORTED)):
            continue
        why = _why_it_stays(one, index, to) or _since_published(one, published.get(one))
        if why:
            kept.append((one, why))
        else:
            cleared.append(one)
    return Parted(cleared=tuple(cleared), stays=tuple(kept))


def _why_it_stays(one: Said, index: PerformanceIndex, to: Month) -> str:
    if one.by_formula:
        return "a formula gives it"
    if not one.number:
        return "" if one.heading in {section.value for section in OF_THE_PERIOD} else "it may hold for any period"
    if one.heading == CAVEAT or (one.heading == STATUS and _is(one, DataStatus.NOT_REPORTABLE)):
        return "it holds until somebody clears it"
    indicator = index.indicators[one.row]
    month = indicator.reporting_month(index.period)
    if one.heading == STATUS and _is(one, DataStatus.AWAITING) and (figure := _figure(indicator, month, to)):
        return figure
    if month != indicator.reporting_month(to):
        return ""
    return f"its figure for {month.label} still stands" if month else "no figure is due yet"


def _figure(indicator: Indicator, month: Month | None, to: Month) -> str:
    """Why a figure that was not confirmed has to be gone through; '' where there is none, or it goes with its year."""
    if month is None or month.year != to.year or month.name not in indicator.figures:
        return ""
    shown = indicator.show(indicator.figures[month.name])
    return f"its figure for {month.label}, {shown}, was not confirmed, and would count without it"


def _since_published(one: Said, was: str | None) -> str:
    is_same = was is None or one.words.split() == was.split()
    return "" if is_same else "it is not what was published, and may be for the new period"


def _is(one: Said, status: DataStatus) -> bool:
    return " ".join(one.words.split()).casefold() == status.value.casefold()


def as_published(said: Iterable[Said], record: Record | None) -> dict[Said, str | None]:
    """What was recorded as published in place of each cell; None where nothing is known.

    The paragraphs of a section were recorded together: a cell stands as published where each of its lines was one.
    """
    if record is None or not record.texts:
        return {}
    found: dict[Said, str | None] = {}
    for one in said:
        was = record.texts.get((one.number.casefold(), one.heading), "")
        is_among = not one.number and _lines(one.words) <= _lines(was)
        found[one] = one.words if is_among else was
    return found


def _lines(words: str) -> set[str]:
    return {" ".join(line.split()) for line in words.splitlines() if line.strip()}


def not_recorded(index: PerformanceIndex, details: ReportDetails, history: History) -> str:
    """Why the index's period does not count as recorded as published, in words; '' where it does."""
    last = history.last()
    if last is not None and (last.period, last.meeting) == (index.period, details.meeting_date):
        return ""
    day = details.meeting_date
    of = f" for the meeting of {long_date(day)}" if day else ""
    return f"{index.period.label} was not recorded as published{of}"


def figures_since(index: PerformanceIndex, details: ReportDetails, history: History) -> int:
    """How many figures of the index are not as they were recorded last: changed, cleared, or new."""
    return len(to_record(index, details, history.last()).figures)
