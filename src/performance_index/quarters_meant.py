"""Which months the columns of a stranger's spreadsheet are of, where a heading alone cannot say.

'Q1 2020' may be a quarter of the calendar year or of the financial year, and a year be left off: the other columns,
the titles, and what the person says decide. What they leave open is entered nowhere, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from performance_index.headings import Heading, Part
from performance_index.period import MONTH_NAMES, FinancialYear, Month

_ENDS = ("Jun", "Sep", "Dec", "Mar")
_CALENDAR_ENDS = ("Mar", "Jun", "Sep", "Dec")
DOUBTFUL = (
    "nobody can say whether its quarter begins in January or in April; write the year as 2020/21, or give the last "
    "period with --period-end"
)
"""Why a quarter of a year that may be either is not used."""
EARLIER = "by the order of the columns it is of an earlier year"
UNORDERED = "the order of the columns does not tell which year it is of; write the year beside it"


class _Reading(Enum):
    """What the year beside a quarter is."""

    CALENDAR = auto()
    """The quarters are those of the calendar year: Q1 is January to March."""
    BEGUN = auto()
    """The year in which the financial year begins: Q4 2019 is January to March 2020."""
    PASSING = auto()
    """The year in which the quarter of the financial year falls: Q4 2020 is January to March 2020."""

    def month(self, quarter: int, year: int) -> Month:
        """Give the last month of a quarter, 1 to 4, beside a year."""
        name = (_CALENDAR_ENDS if self is _Reading.CALENDAR else _ENDS)[quarter - 1]
        is_year_before = self is not _Reading.BEGUN and name == "Mar"
        return FinancialYear(year - is_year_before).month(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What else is known: the titles, the year and the period that are said, the columns that have figures."""

    titles: Sequence[Heading] = ()
    year: int | None = None
    period: Month | None = None
    filled: Collection[int] = ()


def settled(columns: Sequence[Heading], known: Known) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The columns and the titles with the month and the year that each is of; `why` says where nobody can tell."""
    readings = _readings(columns, known)
    decided = _in_order(
        [_read(one, readings) for one in columns], known.period.year.start if known.period else known.year
    )
    return tuple(decided), tuple(_read(one, readings) for one in known.titles)


def _readings(columns: Sequence[Heading], known: Known) -> list[_Reading]:
    """The readings of a quarter with a calendar year that nothing rules out."""
    found = _by_kind([*columns, *known.titles])
    for group in _groups([one for one in columns if one.calendar is not None]):
        found = _following(found, group)
    bare = [(n, one) for n, one in enumerate(columns) if one.calendar is not None and one.part is Part.FIGURE]
    bare = bare or [(-1, one) for one in known.titles if one.calendar is not None]
    year = known.period.year.start if known.period else known.year
    if year is not None:
        found = [
            reading for reading in found if bare and all(_month(one, reading).year.start == year for _, one in bare)
        ] or found
    latest = [one for n, one in bare if n in known.filled or n < 0]
    if known.period is not None:
        found = [
            reading for reading in found if known.period == max((_month(o, reading) for o in latest), default=None)
        ] or found
    return found


def _by_kind(headings: Iterable[Heading]) -> list[_Reading]:
    """The readings that agree with the quarters of which the months or the financial year are said."""
    kinds = {
        one.month == _CALENDAR_ENDS[one.quarter - 1]
        for one in headings
        if one.quarter is not None and one.calendar is None and (one.has_months or one.year is not None)
    }
    if kinds == {True}:
        return [_Reading.CALENDAR]
    return [_Reading.BEGUN, _Reading.PASSING] if kinds == {False} else list(_Reading)


def _following(readings: Sequence[_Reading], group: Sequence[Heading]) -> list[_Reading]:
    """The readings by which the columns follow each other in time, within a year; all where none is so."""
    found = []
    for reading in readings:
        numbers = [_month(one, reading).number for one in group]
        steps = [after - before for before, after in pairwise(numbers)]
        if all(0 < step <= 12 for step in steps) or all(-12 <= step < 0 for step in steps):
            found.append(reading)
    return found or list(readings)


def _month(one: Heading, reading: _Reading) -> Month:
    assert one.quarter is not None
    assert one.calendar is not None
    return reading.month(one.quarter, one.calendar)


def _read(one: Heading, readings: Sequence[_Reading]) -> Heading:
    """A heading with the month that all readings agree on; with none, and the reason, where they do not."""
    if one.calendar is None:
        return one
    months = {_month(one, reading) for reading in readings}
    if len(months) > 1:
        return replace(one, month=None, why=DOUBTFUL)
    (month,) = months
    return replace(one, month=month.name, year=month.year.start, calendar=None)


# --- years that are left off -----------------------------------------------------------------------------------------


def _in_order(columns: list[Heading], year: int | None) -> list[Heading]:
    """The columns, of which those of earlier years by their order say so: 'Mar, Apr, May' begins with last year's.

    Where a year is said, and is later than those beside the others, a column without one is of that or an earlier one.
    """
    for places in _places(columns):
        bare = [n for n in places if columns[n].year is None]
        years = [columns[n].year or 0 for n in places if columns[n].year is not None]
        looked_at = bare if year is not None and year > max(years, default=year) else places
        if bare:
            for n, one in zip(looked_at, _with_years([columns[n] for n in looked_at]), strict=True):
                columns[n] = one
    return columns


def _places(columns: Sequence[Heading]) -> list[list[int]]:
    """The places of the columns that are a row of periods: of one thing, all months or all quarters.

    Where a period stands there twice, the other words of the headings part them ('Actual', 'Year to date').
    """
    found: dict[tuple[object, ...], list[int]] = {}
    for n, one in enumerate(columns):
        if (one.month or one.calendar) and not one.why:
            found.setdefault((one.part, one.is_quarter), []).append(n)
    parted: dict[tuple[object, ...], list[int]] = {}
    for key, places in found.items():
        periods = [(columns[n].month, columns[n].year, columns[n].calendar) for n in places]
        for n in places:
            words = columns[n].words if len(set(periods)) < len(periods) else ""
            parted.setdefault((*key, words), []).append(n)
    return list(parted.values())


def _groups(columns: Sequence[Heading]) -> list[list[Heading]]:
    return [[columns[n] for n in places] for places in _places(columns)]


def _with_years(group: Sequence[Heading]) -> list[Heading]:
    """A row of periods of which some have no year: it goes forward or back in time, whichever takes less.

    A year is left off what is of the latest.
    """
    months = [MONTH_NAMES.index(str(one.month)) for one in group]
    forward, back = _years_on(months), [-year for year in _years_on([-month for month in months])]
    spans = [abs(12 * (years[-1] - years[0]) + months[-1] - months[0]) for years in (forward, back)]
    if spans[0] == spans[1] and any(forward):
        differ = [one != other for one, other in zip(_before(forward), _before(back), strict=True)]
        is_dated = any(one.year is not None for one in group)
        return [_unless(one, UNORDERED, is_so=is_dated or differs) for one, differs in zip(group, differ, strict=True)]
    years = forward if spans[0] <= spans[1] else back
    said = {one.year - year for one, year in zip(group, years, strict=True) if one.year is not None}
    if not said:
        return [_unless(one, EARLIER, is_so=before > 0) for one, before in zip(group, _before(years), strict=True)]
    first, latest = min(said), max(one.year for one in group if one.year is not None)
    if len(said) > 1 or any(one.year is None and first + year < latest for one, year in zip(group, years, strict=True)):
        named = {one.month for one in group if one.year is not None}
        is_twice = any(one.year is None and one.month in named for one in group)
        return [_unless(one, UNORDERED, is_so=is_twice) for one in group]
    return [replace(one, year=first + year) for one, year in zip(group, years, strict=True)]


def _unless(one: Heading, why: str, *, is_so: bool) -> Heading:
    """A heading; one without a year that is of no use, where that is so, with the reason."""
    return replace(one, why=why) if is_so and one.year is None else one


def _years_on(months: Sequence[int]) -> list[int]:
    """How many years after the first each is, where each is later than the one before."""
    found, year = [], 0
    for n, month in enumerate(months):
        year += n > 0 and month <= months[n - 1]
        found.append(year)
    return found


def _before(years: Sequence[int]) -> list[int]:
    """How many years before the latest each is."""
    return [max(years) - year for year in years]
