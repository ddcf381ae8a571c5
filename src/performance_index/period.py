"""When: financial years (April to March), their months, and which months each frequency reports in."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum

MONTH_NAMES = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
"""The twelve months in the order of a financial year, as the workbook's columns name them."""

_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not calendar.month_name, which follows the computer's language


class Frequency(Enum):
    """How often an indicator has a new figure; the value is the word in the workbook."""

    MONTHLY = "Monthly"
    QUARTERLY = "Quarterly"
    TERMLY = "Termly"
    ANNUAL = "Annual"

    @property
    def due_months(self) -> frozenset[str]:
        """The months that must have a figure: quarters end Jun, Sep, Dec, Mar; terms Jul, Dec, Mar.

        An annual figure is certain to be due only at the year's end; it counts as soon as it is entered.
        """
        return _DUE[self]

    @property
    def open_months(self) -> frozenset[str]:
        """The months in which a figure may be entered: an annual one whenever it is published."""
        return frozenset(MONTH_NAMES) if self is Frequency.ANNUAL else _DUE[self]


_DUE = {
    Frequency.MONTHLY: frozenset(MONTH_NAMES),
    Frequency.QUARTERLY: frozenset({"Jun", "Sep", "Dec", "Mar"}),
    Frequency.TERMLY: frozenset({"Jul", "Dec", "Mar"}),
    Frequency.ANNUAL: frozenset({"Mar"}),
}


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The financial year that begins on 1 April of `start`: ``FinancialYear(2020)`` is 2020/21."""

    start: int

    def __post_init__(self) -> None:
        """Refuse a year that cannot be written as four digits."""
        if not 1900 <= self.start <= 9998:
            msg = f"a financial year starts between 1900 and 9998, not in {self.start}"
            raise ValueError(msg)

    @property
    def label(self) -> str:
        """'2020/21'."""
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def short_label(self) -> str:
        """'20/21'."""
        return self.label[2:]

    def month(self, name: str) -> Month:
        """Give the month of this year that a workbook column names ('Apr' to 'Mar'); ValueError for other words."""
        if name not in MONTH_NAMES:
            msg = f"not a month of the financial year: {name}"
            raise ValueError(msg)
        return Month(self, MONTH_NAMES.index(name) + 1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of a financial year; `elapsed` counts the months from April: April 1, March 12."""

    year: FinancialYear
    elapsed: int

    def __post_init__(self) -> None:
        """Refuse anything but the twelve months."""
        if not 1 <= self.elapsed <= len(MONTH_NAMES):
            msg = f"a financial year has months 1 to 12, not {self.elapsed}"
            raise ValueError(msg)

    def __hash__(self) -> int:
        """Ten years of figures are looked up by month; what is generated takes three times as long."""
        return self.number

    @classmethod
    def containing(cls, day: dt.date) -> Month:
        """Give the month that a date falls in."""
        start = day.year if day.month >= 4 else day.year - 1
        return cls(FinancialYear(start), (day.month - 4) % 12 + 1)

    @property
    def number(self) -> int:
        """A number that grows by one from month to month, over the ends of years too."""
        return self.year.start * len(MONTH_NAMES) + self.elapsed

    @property
    def iso(self) -> str:
        """'2020-09': the calendar year and month, as ISO 8601 writes them."""
        return f"{self.end:%Y-%m}"

    @classmethod
    def numbered(cls, number: int) -> Month:
        """Give the month that has this number; ValueError for one of a year that cannot be."""
        year, before = divmod(number - 1, len(MONTH_NAMES))
        return cls(FinancialYear(year), before + 1)

    @property
    def name(self) -> str:
        """'Sep': the name of the workbook's column."""
        return MONTH_NAMES[self.elapsed - 1]

    @property
    def end(self) -> dt.date:
        """The last day of the month."""
        month = (self.elapsed + 2) % 12 + 1
        year = self.year.start + (self.elapsed > 9)
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def label(self) -> str:
        """'September 2020'."""
        return f"{_ENGLISH[self.end.month - 1]} {self.end.year}"

    def upto(self) -> tuple[Month, ...]:
        """Every month of the year so far, April first, this one last."""
        return tuple(Month(self.year, n) for n in range(1, self.elapsed + 1))


def long_date(day: dt.date) -> str:
    """'30 September 2020', '4 November 2020': a date inside a sentence, in English on every computer."""
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"
