"""What a column of somebody's spreadsheet of indicators is, by its heading: 'Good is', 'Q1 2026/27 Actual', 'KPI ref'.

The words are those of published councils' tables. A heading that says nothing known is OTHER: nobody guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from performance_index.period import MONTH_NAMES


class Part(Enum):
    """What a column holds; the value is the column of our table, or what it is where ours has none."""

    NUMBER = "No"
    NAME = "Indicator"
    THEME = "Theme"
    LEAD = "Lead service"
    UNIT = "Unit"
    FREQUENCY = "Frequency"
    MEASURED = "Measured"
    POLARITY = "Polarity"
    TARGET = "Target"
    YEAR_TARGET = "Target for the year"
    TARGET_IS = "Target is"
    TOLERANCE = "Tolerance"
    TOLERANCE_AS = "Tolerance as"
    RED_LIMIT = "Red limit"
    LAST_YEAR = "Last year"
    ENGLAND = "England"
    LONDON = "London"
    STATUS = "Data status"
    COMMENTARY = "Service commentary"
    CAVEAT = "Data caveat"
    OVERRIDE = "Override"
    OVERRIDE_REASON = "Override reason"
    FIGURE = "figure"
    BEFORE = "figure of the period before"
    RATING = "rating as it was published"
    TRAVEL = "direction"
    PERIOD = "period"
    OTHER = "nothing known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a heading says: the part, the last month of the period that it names, and the financial year's first year.

    `month` and `year` are None where it names none. `is_quarter`: the period is a quarter. `calendar`: the year beside
    a `quarter` (1 to 4) that may be one of that year or of a financial year, so that its month is not known either;
    `why` such a column is of no use where nothing else tells. `has_months`: it names the months of its period; `words`
    are those that are not of the period.
    """

    part: Part
    month: str | None = None
    year: int | None = None
    is_quarter: bool = False
    calendar: int | None = None
    why: str = ""
    quarter: int | None = None
    has_months: bool = field(default=False, compare=False)
    words: str = field(default="", compare=False)


_YEARS = re.compile(r"(?<!\d)((?:20)?\d\d)\s?[/–-]\s?((?:20)?\d\d)(?![\d/])")
_CALENDAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTH = (
    r"(?:apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?)"
)
_QUARTERS = (
    re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b"),
    re.compile(r"\b([1-4])(?:st|nd|rd|th) (?:q|qtr|quarter)\b"),
)
_SPAN = re.compile(rf"\b({_MONTH}) (?:to )?({_MONTH})\b")
_ONE_MONTH = re.compile(rf"\b({_MONTH})(?: (\d\d(?:\d\d)?))?\b")
_DAY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?(?: 00:00:00)?|\d\d?/(0?[1-9]|1[0-2])/(20\d\d)")
_PART_OF_YEAR = re.compile(r"\b(same|equivalent|corresponding|period|quarter|month|ytd|to date|half|term|week)\b")
OF_LAST_YEAR = "it is of a part of the year before, and our Last year is the whole of it"
"""Why a figure of the same period in the year before is not used."""
_MONTHS_OF_A_YEAR = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTER_ENDS = ("Jun", "Sep", "Dec", "Mar")

_OURS = {
    part.value.casefold(): part
    for part in Part
    if part not in {Part.FIGURE, Part.BEFORE, Part.RATING, Part.TRAVEL, Part.PERIOD, Part.OTHER}
}
_SAYS = (
    (Part.CAVEAT, r"caveat|data quality|data note|footnote"),
    (Part.COMMENTARY, r"comment|narrative|explanation|\bnotes?\b|\bactions?\b|analysis|reasons?\b|update|remark"),
    (
        Part.POLARITY,
        (
            r"polarity|good (is|to be|performance)|\bis good|\bbetter\b|(desired|preferred|intended) |^aims?$|"
            r"what good|high(er)? or low|good high|^good$|direction of (good|improvement)"
        ),
    ),
    (
        Part.TRAVEL,
        r"direction|trend|travel|\bdot\b|variance|\bvar\b|difference|change (from|since|on)|^change$|improv|compared",
    ),
    (Part.RATING, r"\bb?rags?\b|rating|status|colour|traffic light|\balert|on target"),
    (Part.TOLERANCE, r"toleran"),
    (
        Part.RED_LIMIT,
        (
            r"floor|(red|amber|lower|upper|intervention) (limit|threshold|trigger|if|below|above|from)|threshold|"
            r"minimum standard"
        ),
    ),
    (
        Part.YEAR_TARGET,
        r"(year end|end of year|annual|full year|yearly) target|target (for (the )?)?(year|annual|full year|year end)$",
    ),
    (Part.TARGET, r"\btarget|\bgoal\b|\bplan(ned)?$|\bstandard$"),
    (Part.LAST_YEAR, r"(last|previous|prior) (financial )?year|last yr|year before"),
    (Part.BEFORE, r"\b(previous|last|prior|preceding)\b"),
    (Part.LONDON, r"\blondon\b"),
    (Part.ENGLAND, r"\bengland\b|\bnational\b|\bengland$"),
    (Part.OTHER, r"average|neighbour|benchmark|nearest|region|cipfa|quartile|family|baseline|rank|percentile|forecast"),
    (Part.PERIOD, r"^(quarter|period|month|reporting (period|month|quarter)|date|as at)$"),
    (Part.FREQUENCY, r"frequency|how often|periodicity|reporting cycle|reported$|^reporting$"),
    (Part.MEASURED, r"^measured$|cumulative|snapshot|type of (figure|data)|^basis$|calculation type|^data type$"),
    (Part.UNIT, r"^units?\b|\bunits?$|unit of|measured in|^format$|data format|^measure type$|^type$"),
    (
        Part.NUMBER,
        (
            r"^(no|nr|id|ref|code|number|#|reference|line)$|"
            r"^(kpi|pi|indicator|measure|performance indicator|unique|our|short) ?"
            r"(no|nr|id|ref|code|number|#|reference)$"
        ),
    ),
    (
        Part.LEAD,
        (
            r"\blead\b|owner|service|department|directorate|division|\bteam\b|responsible|officer|portfolio|manager|"
            r"accountable|\bdept\b"
        ),
    ),
    (
        Part.THEME,
        r"theme|priorit|objective|outcome|category|pledge|ambition|\bgroup|\bdomain\b|section|strategic|corporate plan",
    ),
    (
        Part.NAME,
        r"indicator|\bmeasures?\b|\bmetric|\bk?pis?\b|description|\btitle\b|\bname\b|definition of|what is measured",
    ),
    (
        Part.FIGURE,
        (
            r"actual|\bvalue|result|performance|outturn|achieved|\bfigure|current|\bthis\b|latest|\bytd\b|year to date|"
            r"\bscore\b|\bdata\b"
        ),
    ),
)
_KNOWN = tuple((part, re.compile(pattern)) for part, pattern in _SAYS)


def understood(words: str) -> Heading:
    """What a heading says."""
    exact = " ".join(words.split()).casefold()
    exact = _DAY.sub(lambda day: f"{_MONTHS_OF_A_YEAR[int(day[2] or day[3]) - 1]} {day[1] or day[4]}", exact)
    if exact in _OURS:
        return Heading(part=_OURS[exact])
    year, rest = _year(exact)
    plain = " ".join(re.sub(r"[^\w%£#]+", " ", rest).split())
    found = _period(plain)
    calendar = found.calendar
    if year is not None or calendar is None:
        found = replace(found, year=year, calendar=None)
    elif found.month is None or found.has_months or found.quarter is None:
        found = replace(found, year=_year_of(found.month, calendar), calendar=None)
    else:
        found = replace(found, month=None)
    part = _part(found.words)
    if part is Part.OTHER and not found.words and (found.month or found.year or found.calendar):
        part = Part.FIGURE
    return _fitting(replace(found, part=part))


def _fitting(one: Heading) -> Heading:
    """A heading whose words mean another thing beside a period: a figure that covers it, or one of the year before."""
    if (one.month or one.calendar) and (one.part is Part.MEASURED or one.words in {"%", "£"}):
        return replace(one, part=Part.FIGURE)
    if one.part is Part.LAST_YEAR and (one.month or one.calendar or _PART_OF_YEAR.search(one.words)):
        return replace(one, why=OF_LAST_YEAR)
    return one


def period_in(words: str) -> Heading:
    """The period that a title names, 'Performance to 30 September 2026': as a heading, however long it is."""
    found = understood(words)
    dated = re.search(rf"\b({_MONTH}) (20\d\d)\b", words.casefold())
    return understood(dated[0]) if not found.is_quarter and found.month is None and dated else found


def financial_year_in(words: str) -> int | None:
    """The first year of the financial year that words name as 2026/27, 2026-27 or 26/27; None for none."""
    return _year(words)[0]


def _year(words: str) -> tuple[int | None, str]:
    """The first year of a financial year in words, and the words without it."""
    for found in _YEARS.finditer(words):
        first, second = int(found[1]) % 100, int(found[2]) % 100
        if (first + 1) % 100 == second and (len(found[1]) == 4 or len(found[2]) == 2):
            return 2000 + first, f"{words[: found.start()]} {words[found.end() :]}"
    return None, words


def _period(plain: str) -> Heading:
    """The last month of a period, whether it is a quarter, the calendar year beside it, and the other words."""
    quarter: int | None = None
    for form in _QUARTERS:
        if quarter is None and (found := form.search(plain)):
            quarter, plain = int(found[1]), _without(plain, found)
    if found := _SPAN.search(plain):
        first, last = _named(found[1]), _named(found[2])
        if last in _QUARTER_ENDS and MONTH_NAMES.index(last) - MONTH_NAMES.index(first) == 2:
            return _heading(last, _without(plain, found), quarter=quarter, is_quarter=True, has_months=True)
    if quarter is not None:
        return _heading(_QUARTER_ENDS[quarter - 1], plain, quarter=quarter, is_quarter=True)
    found = _ONE_MONTH.search(plain)
    if found and len(plain.split()) <= 5:
        rest = _without(plain, found)
        if found[2]:
            return Heading(part=Part.OTHER, month=_named(found[1]), calendar=2000 + int(found[2]) % 100, words=rest)
        return _heading(_named(found[1]), rest)
    return _heading(None, plain)


def _heading(
    month: str | None, plain: str, *, quarter: int | None = None, is_quarter: bool = False, has_months: bool = False
) -> Heading:
    calendar, rest = _calendar(plain)
    return Heading(
        part=Part.OTHER,
        month=month,
        is_quarter=is_quarter,
        calendar=calendar,
        quarter=quarter,
        has_months=has_months,
        words=rest,
    )


def _calendar(plain: str) -> tuple[int | None, str]:
    found = _CALENDAR.search(plain)
    return (int(found[1]), _without(plain, found)) if found else (None, plain)


def _without(plain: str, found: re.Match[str]) -> str:
    return " ".join(f"{plain[: found.start()]} {plain[found.end() :]}".split())


def _named(month: str) -> str:
    return month[:3].capitalize()


def _year_of(month: str | None, calendar: int) -> int:
    """The financial year of a month in a calendar year; of a year alone that which begins in it."""
    return calendar - 1 if month in {"Jan", "Feb", "Mar"} else calendar


def _part(plain: str) -> Part:
    return next((part for part, form in _KNOWN if form.search(plain)), Part.OTHER)
