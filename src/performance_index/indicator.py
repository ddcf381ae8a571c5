"""What is measured: one indicator, its definition and its figures of the year.

Figures are `Decimal` in the indicator's own unit; percentages are held as Excel holds them (91 % is 0.91).
What is computed from them is a `Fraction`, so that nothing is ever rounded on the way to a rating.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from performance_index.marks import Mark
from performance_index.period import MONTH_NAMES, Frequency, Month
from performance_index.unit import KNOWN_UNITS, Exact, Unit, decimals_of, rounded


class Polarity(Enum):
    """Which way is better; the value is the word in the workbook."""

    HIGHER = "Higher is better"
    LOWER = "Lower is better"
    CLOSE = "Close to target"
    DATA_ONLY = "Data only"

    def shortfall(self, target: Exact, actual: Exact) -> Fraction:
        """How far the actual falls short of the target, in their unit; 0 or less when the target is met."""
        gap = Fraction(target) - Fraction(actual)
        if self is Polarity.LOWER:
            return -gap
        return abs(gap) if self is Polarity.CLOSE else gap


class ToleranceAs(Enum):
    """How a tolerance is written; the value is the word in the workbook."""

    PERCENT_OF_TARGET = "% of target"
    POINTS = "Points"
    RED_LIMIT = "Red limit"

    def amount(self, tolerance: Exact, target: Exact) -> Fraction:
        """Give the tolerance as an amount in the unit of the target, never negative.

        % of target: |target| x tolerance. Points: itself. Red limit: |target - limit|.
        """
        if self is ToleranceAs.PERCENT_OF_TARGET:
            return abs(Fraction(target)) * Fraction(tolerance)
        if self is ToleranceAs.POINTS:
            return Fraction(tolerance)
        return abs(Fraction(target) - Fraction(tolerance))


class TargetIs(Enum):
    """What the target is a target for; the value is the word in the workbook."""

    EVERY_PERIOD = "For every period"
    YEAR_EVEN = "For the year, even profile"
    YEAR_PROFILE = "For the year, own profile"


class Measured(Enum):
    """What the figure typed for a month covers; the value is the word in the workbook."""

    PERIOD_END = "At period end"
    YEAR_TOTAL = "Year to date total"
    YEAR_AVERAGE = "Year to date average"
    ROLLING = "Rolling 12 months"


class DataStatus(Enum):
    """How far the figures can be relied on; the value is the word in the workbook."""

    REPORTED = "Reported"
    PROVISIONAL = "Provisional"
    AWAITING = "Awaiting data"
    NOT_REPORTABLE = "Not reportable"


def folded(name: str) -> str:
    """A name as it is compared: without regard to capitals and to how many blanks stand where."""
    return " ".join(name.casefold().split())


def says_nothing(words: str) -> bool:
    """Whether words only say that there are none, as 'n/a', 'None.', '-' and 'TBC' do; a blank does too."""
    seen = "".join(c for c in words if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
    return " ".join(seen.split()).casefold().strip(" .–—-/?") in _NOTHING


_NOTHING = frozenset(
    {"", "n/a", "na", "n.a", "none", "nil", "no", "tbc", "tba", "tbd", "xx", "xxx", "not applicable", "null",
     "no comment", "no comments", "no commentary", "no caveat", "no caveats", "to be confirmed", "to follow", "awaited"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the performance index.

    `number` is the key ('16', '16a'). `figures` and `profile` map a month's name ('Apr' … 'Mar') to its figure and
    to its target; a month without a figure is not in the mapping. `None` always means that nothing was entered.
    `last_year` is last year's outturn, `profile` the targets of an indicator whose target is for the year with its
    own profile. `decimals` of the stored figure are displayed; None leaves that to the unit. `marks`: what stands in a
    figure's cell in place of a figure, by the column's heading. ValueError: a blank number, a word that is no month, a
    figure that is not finite, a negative tolerance in % or points.
    """

    number: str
    name: str
    unit: Unit = Unit.NUMBER
    polarity: Polarity = Polarity.HIGHER
    frequency: Frequency = Frequency.MONTHLY
    measured: Measured = Measured.PERIOD_END
    theme: str = ""
    lead_service: str = ""
    decimals: int | None = None
    target: Decimal | None = None
    target_is: TargetIs = TargetIs.EVERY_PERIOD
    profile: Mapping[str, Decimal] = field(default_factory=dict)
    tolerance: Decimal | None = None
    tolerance_as: ToleranceAs = ToleranceAs.PERCENT_OF_TARGET
    last_year: Decimal | None = None
    england: Decimal | None = None
    london: Decimal | None = None
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    status: DataStatus = DataStatus.REPORTED
    commentary: str = ""
    caveat: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check what a caller can get wrong, and close the mappings."""
        if not self.number.strip():
            msg = "an indicator needs a number"
            raise ValueError(msg)
        if self.decimals is not None and self.decimals < 0:
            msg = f"a figure has 0 decimals or more, not {self.decimals}"
            raise ValueError(msg)
        others = (self.target, self.tolerance, self.last_year, self.england, self.london)
        numbers = (*others, *self.figures.values(), *self.profile.values())
        if any(number is not None and not number.is_finite() for number in numbers):
            msg = "a figure is a finite number"
            raise ValueError(msg)
        for months in (self.figures, self.profile):
            if unknown := set(months) - set(MONTH_NAMES):
                msg = f"not a month of the financial year: {', '.join(sorted(unknown))}"
                raise ValueError(msg)
        if self.tolerance is not None and self.tolerance < 0 and self.tolerance_as is not ToleranceAs.RED_LIMIT:
            msg = f"a tolerance cannot be negative: {self.tolerance}"
            raise ValueError(msg)
        object.__setattr__(self, "figures", MappingProxyType(dict(self.figures)))
        object.__setattr__(self, "profile", MappingProxyType(dict(self.profile)))
        object.__setattr__(self, "marks", MappingProxyType(dict(self.marks)))

    @property
    def displayed_decimals(self) -> int:
        """How many decimals of the stored figure are displayed: as the unit has it.

        Of a council's own unit one or two more, where the targets were typed with them; what has more was computed.
        """
        if self.decimals is not None:
            return self.decimals
        if self.unit in KNOWN_UNITS:
            return self.unit.decimals
        typed = [decimals_of(one) for one in (self.target, *self.profile.values()) if one is not None]
        usual = self.unit.decimals
        return max([usual, *(digits for digits in typed if digits <= usual + 2)])

    def show(self, value: Exact) -> str:
        """Write a figure of this indicator as it is displayed: '87.2%'."""
        return self.unit.show(value, decimals=self.displayed_decimals)

    def displayed(self, value: Exact) -> Decimal:
        """Give a figure as rounded for display, halves away from nought as Excel does."""
        return rounded(Fraction(value), self.displayed_decimals)

    def reporting_month(self, period: Month) -> Month | None:
        """Give the month whose figure stands for the period: the latest, up to it, in which a figure is due.

        A quarterly indicator in August stands on its June figure. An annual figure counts from the month it was
        entered in, or the word in its place. None: no figure is due yet this year.
        """
        due = [m for m in period.upto() if m.name in self.frequency.due_months]
        if self.frequency is Frequency.ANNUAL:
            said = [m for m in period.upto() if m.name in self.marks and not self.marks[m.name].strikes_out]
            due = [m for m in period.upto() if m.name in self.figures] or said or due
        return due[-1] if due else None

    def month_before(self, month: Month) -> Month | None:
        """Give the reporting month before this one in the same year; None in the first, and for an annual figure."""
        if self.frequency is Frequency.ANNUAL:
            return None
        due = [m for m in month.upto()[:-1] if m.name in self.frequency.due_months]
        return due[-1] if due else None

    def target_at(self, month: Month) -> Fraction | None:
        """Give the target that a figure of this month is held against; None where none is set.

        For the year, even profile: target x months elapsed / 12, so that a cumulative figure in September is not
        held against the whole year's target. For the year, own profile: the month's own target. An annual figure is
        the whole year's, in whichever month it is entered.
        """
        if self.target_is is TargetIs.YEAR_PROFILE:
            own = self.profile.get("Mar" if self.frequency is Frequency.ANNUAL else month.name)
            return None if own is None else Fraction(own)
        return None if self.target is None else Fraction(self.target) * self._share(month)

    def tolerance_at(self, month: Month, target: Exact) -> Fraction | None:
        """Give how far short of this target a figure of this month may be and still be Amber; None if not entered.

        A red limit for the year is shared out over the months as the target is.
        """
        if self.tolerance is None:
            return None
        limit = self.red_limit_at(month)
        return self.tolerance_as.amount(self.tolerance if limit is None else limit, target)

    def red_limit_at(self, month: Month) -> Fraction | None:
        """Give the red limit for a figure of this month; None where the tolerance is not written as one."""
        if self.tolerance is None or self.tolerance_as is not ToleranceAs.RED_LIMIT:
            return None
        return Fraction(self.tolerance) * self._share(month)

    def _share(self, month: Month) -> Fraction:
        """The share of an evenly profiled year's target that is due by the end of a month."""
        even = self.target_is is TargetIs.YEAR_EVEN and self.frequency is not Frequency.ANNUAL
        return Fraction(month.elapsed, 12) if even else Fraction(1)
