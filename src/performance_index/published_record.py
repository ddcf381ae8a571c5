"""What was published with a report, as a workbook keeps it: figures, targets, ratings, definitions and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from performance_index.period import Month
from performance_index.rating import Rating
from performance_index.unit import Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One indicator's figure for one month as it was published, in the indicator's unit.

    `target` is what was due by that month, None where none was set. `rating` stands at the month that the report
    rated, and at an earlier one in which a word stood for a figure: it says why there was none; None at the others.
    `figure` is None where the report had none.
    `is_known` is False where somebody altered the record, so that nobody can say what was published. `meeting` and
    `recorded_on` say of a figure that was read when it was published. `withheld` is why it was not given though it was
    in the workbook, of what stands as published after a record: nobody has published the figure.
    """

    number: str
    month: Month
    figure: Decimal | None
    target: Decimal | None
    rating: Rating | None
    is_known: bool = True
    meeting: dt.date | None = field(default=None, compare=False)
    recorded_on: dt.date | None = field(default=None, compare=False)
    withheld: Rating | None = field(default=None, compare=False)

    @property
    def given(self) -> Decimal | None:
        """The figure that was published; None where there was none or it was withheld."""
        return None if self.withheld else self.figure

    @property
    def key(self) -> tuple[str, Month]:
        """The number in small letters, and the month."""
        return self.number.casefold(), self.month


COMMENTARY, CAVEAT, NAME, STATES = "Service commentary", "Data caveat", "Indicator", "States"
UNIT, MEASURED, STATUS = "Unit", "Measured", "Data status"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedText:
    """Words as they were published: `of` says which of an indicator's, or, where `number` is '', of the whole report.

    A section of several paragraphs is as many texts, in their order. One that is '' is there no longer: of the name of
    an indicator, the indicator is not.
    """

    number: str
    of: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """The number in small letters, and what the words are of."""
        return self.number.casefold(), self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one press of *Record as published* wrote, for a report's period; None where that cannot be read.

    `is_whole`: it has everything, not only what had changed; those of version 0.1.0 are so. `earlier`: the figures of
    other years, as they were last published, of a record that has these too; None of any other.
    """

    period: Month | None
    meeting: dt.date | None = None
    recorded_on: dt.date | None = None
    figures: tuple[PublishedFigure, ...] = ()
    texts: tuple[PublishedText, ...] = ()
    is_whole: bool = True
    earlier: tuple[PublishedFigure, ...] | None = None

    @property
    def stands_alone(self) -> bool:
        """Whether it says all that stands as published, so that no record before it need be known."""
        return self.is_whole and self.earlier is not None and self.period is not None


@dataclass(frozen=True, kw_only=True)
class Record:
    """What stands as published after a record, for the period and the meeting that it was made for.

    `figures`: by number in small letters and month, of all years; of an earlier one perhaps the figure alone, without
    target, rating and meeting: who needs them asks `History.whole`. `texts`: by number in small letters and what they
    are of; the paragraphs of a section are lines of one text. Version 0.1.0 recorded none. `numbers`: as they were
    typed, by their small letters, of the indicators that were in the report. `set_apart`: figures of years in which the
    indicator had another unit or measured something else, each with the words of its unit: none is to be compared.
    """

    period: Month
    meeting: dt.date | None = None
    figures: Mapping[tuple[str, Month], PublishedFigure] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    set_apart: tuple[tuple[PublishedFigure, str], ...] = field(default=(), compare=False)

    @cached_property
    def rated(self) -> Mapping[str, PublishedFigure]:
        """By number in small letters, the figure that the report rated; a number of which that is not known is missing.

        The last month of the year that was ever rated: a quarter's figure stands until the next.
        """
        found: dict[str, PublishedFigure] = {}
        for (number, month), one in self.figures.items():
            is_later = number not in found or found[number].month < month
            is_of_it = number in self.numbers and month.year == self.period.year and month <= self.period
            if one.rating is not None and is_of_it and is_later:
                found[number] = one
        return MappingProxyType(found)

    def text(self, number: str, of: str) -> str | None:
        """A part of an indicator's definition, of the rule where `number` is '', as published; '' where it was blank.

        None where nobody can say: the record is one of before definitions were recorded.
        """
        known = self.texts.get((number.casefold(), of))
        has_definitions = (number.casefold(), NAME if number else STATES) in self.texts
        return "" if known is None and has_definitions else known


def as_kept(value: Exact) -> Decimal:
    """A figure as a workbook keeps it, at 15 digits: what is computed, a target shared out, is compared so."""
    return Decimal(f"{float(value):.15g}")
