"""Each indicator's outturn: the figure that stands for a whole financial year, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Outturn:
    """The outturn of the indicator at this position of the index, in its unit; None where nobody can say, with why.

    `why` also says of a figure what a reader should know: that it is provisional.
    """

    position: int
    indicator: Indicator
    figure: Decimal | None
    why: str = ""

    def __str__(self) -> str:
        """'16: 26 weeks', '16: 26 weeks (provisional)', '16: blank (no figure for March 2021)'."""
        shown = "blank" if self.figure is None else self.indicator.show(self.figure)
        return f"{self.indicator.number}: {shown}{f' ({self.why})' if self.why else ''}"


def outturns(index: PerformanceIndex) -> tuple[Outturn, ...]:
    """The outturn of every indicator, in index order.

    What is typed for March stands for the year, whatever it measures: a year to date total or average then covers the
    whole year, a rolling figure its twelve months. An annual figure stands in whichever month it is entered.
    """
    end = index.year.month("Mar")
    return tuple(_outturn(position, one, end) for position, one in enumerate(index.indicators))


def _outturn(position: int, one: Indicator, end: Month) -> Outturn:
    month = one.reporting_month(end)
    assert month is not None  # every frequency has a figure due in March
    mark, figure = one.marks.get(month.name), one.figures.get(month.name)
    if one.status in {DataStatus.NOT_REPORTABLE, DataStatus.AWAITING}:
        return Outturn(position=position, indicator=one, figure=None, why=f"the data status is {one.status.value}")
    if figure is None:
        why = f"'{mark.typed}' stands for {month.label}" if mark else f"no figure for {month.label}"
        return Outturn(position=position, indicator=one, figure=None, why=why)
    provisional = "provisional" if one.status is DataStatus.PROVISIONAL else ""
    return Outturn(position=position, indicator=one, figure=figure, why=provisional)
