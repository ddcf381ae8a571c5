"""What figures are measured in: how a unit is written, and how a figure is shown with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

Exact = Decimal | Fraction
"""A figure as typed (`Decimal`) or computed without rounding (`Fraction`)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of an indicator's figures, by its words in the workbook: one of those known here, or a council's own.

    No rating depends on it. Only of % is more known: 91 % is held as 0.91, and a distance is in points.
    """

    value: str

    PERCENT: ClassVar[Unit]
    NUMBER: ClassVar[Unit]
    WEEKS: ClassVar[Unit]
    DAYS: ClassVar[Unit]
    RATE: ClassVar[Unit]
    POUNDS: ClassVar[Unit]

    @classmethod
    def of(cls, words: str) -> Unit:
        """Give the unit that words name: a known one whatever its capitals, else one of that name as it is typed."""
        known = {one.value.casefold(): one for one in KNOWN_UNITS}
        return known.get(" ".join(words.casefold().split()), cls(" ".join(words.splitlines()).strip()))

    @property
    def is_money(self) -> bool:
        """Whether it begins with a pound sign, as £, £m and '£ per household' do."""
        return self.value.startswith("£")

    @property
    def decimals(self) -> int:
        """How many decimals of the stored figure are displayed: 87.2 % is 0.872, so three for percentages."""
        if self == Unit.PERCENT:
            return 3
        return 2 if self.is_money else 1

    def show(self, value: Exact, *, decimals: int | None = None) -> str:
        """Write a figure with its unit and no idle noughts: '87.2%', '26 weeks', '£1,234.50', '512 kg', '£0.76m'."""
        return self._with_unit(self.displayed(value, decimals=decimals))

    def displayed(self, value: Exact, *, decimals: int | None = None) -> Decimal:
        """Give a figure as `show` writes it, rounded as Excel does: 0.872 for 87.2%.

        A figure that is not nought is never written as nought: it gets more decimals instead.
        """
        exact = Fraction(value)
        digits = self.decimals if decimals is None else decimals
        shown = rounded(exact, digits)
        while not shown and exact and digits < _MOST_DECIMALS:
            digits += 1
            shown = rounded(exact, digits)
        return shown

    def show_difference(self, value: Exact, *, decimals: int | None = None) -> str:
        """Write a distance between two figures: '3.8 points', '2 weeks', '0.4'."""
        if self != Unit.PERCENT:
            return self.show(value, decimals=decimals)
        points = self.show(value, decimals=decimals).removesuffix("%")
        return f"{points} point{'' if points == '1' else 's'}"

    def _with_unit(self, shown: Decimal) -> str:
        if self == Unit.PERCENT:
            return f"{_plain(shown * 100)}%"
        if self.is_money:
            return self._money(shown)
        text, words = _plain(shown), self.value
        if words.casefold() in _BARE:
            return text
        if words.casefold().startswith("rate per "):
            words = words[len("rate ") :]
        if shown == 1 and words.casefold().split()[-1] in _PLURALS:
            words = words.removesuffix("s")
        return f"{text} {words}"

    def _money(self, shown: Decimal) -> str:
        """'£1,234.50', '-£0.76m', '£12.50 per household'."""
        text, of = _plain(abs(shown)), self.value[1:].strip()
        scale = _SCALES.get(of.casefold())
        if scale is None and shown != shown.to_integral_value():
            text = f"{abs(shown):,.{max(2, decimals_of(shown))}f}"
        after = scale if scale is not None else f"{'' if of[:1] in {'', '/'} else ' '}{of}"
        return f"{'-' if shown < 0 else ''}£{text}{after}"


Unit.PERCENT, Unit.NUMBER, Unit.WEEKS = Unit("%"), Unit("number"), Unit("weeks")
Unit.DAYS, Unit.RATE, Unit.POUNDS = Unit("days"), Unit("rate per 10,000"), Unit("£")
KNOWN_UNITS = (Unit.PERCENT, Unit.NUMBER, Unit.WEEKS, Unit.DAYS, Unit.RATE, Unit.POUNDS)
_BARE = {"number", "score", "rank", "ratio", "index"}
"""Units that are not written behind a figure: 7.2, not '7.2 score'."""
_PLURALS = {"weeks", "days", "hours", "minutes", "months", "years", "tonnes"}
_SCALES = {
    "m": "m", "million": "m", "millions": "m", "k": "k", "000": "k", "000s": "k", "'000": "k", "’000": "k",
    "thousand": "k", "thousands": "k", "bn": "bn", "billion": "bn", "billions": "bn",
}  # fmt: skip
"""What follows a pound sign where the figures are in thousands, millions or billions, and how it is written."""
_MOST_DECIMALS = 15


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Round as Excel does: halves away from nought."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    digits = Decimal(whole).scaleb(-decimals)
    return -digits if value < 0 and digits else digits


def decimals_of(value: Decimal) -> int:
    """How many decimals a figure has, without idle noughts."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> str:
    """'1,234.5': thousands separated, idle noughts dropped."""
    return f"{value.normalize():,f}"
