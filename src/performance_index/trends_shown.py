"""What the Trends sheet shows of an index that was read: a row for each monthly indicator, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from performance_index.finding import many
from performance_index.series import published
from performance_index.signals import Signal
from performance_index.trends import IndicatorTrend, trends
from performance_index.workbook import trend_cells
from performance_index.workbook.read import Reading
from performance_index.workbook.trend_cells import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsShown:
    """The trends of an index, and how many the sheet has room for.

    `block` are the cells of its range, `heights` those of its rows but for the first, in points: 0 hides a row.
    """

    found: tuple[IndicatorTrend, ...]
    places: int
    block: list[list[Cell]]
    heights: list[int]

    def __str__(self) -> str:
        """'23 monthly indicators: 2 have a signal at the latest figure.', and what the sheet has no room for."""
        signals = sum(one.latest not in {None, Signal.NONE} for one in self.found)
        has = "none has" if not signals else "1 has" if signals == 1 else f"{signals} have"
        words = f"{many(len(self.found), 'monthly indicator')}: {has} a signal at the latest figure."
        if left := self.found[self.places :]:
            numbers = ", ".join(one.indicator.number for one in left)
            words += f"\n\nThe sheet has room for {self.places}. Not on it: {numbers}."
        return words


def trends_shown(reading: Reading, rows: int) -> TrendsShown:
    """What a range of that many rows shows of an index that was read, with a period."""
    index, places = reading.index, rows - 1
    assert index is not None
    found = trends(index, published(index, reading.history.last()), reading.in_doubt)
    shown = found[:places]
    return TrendsShown(
        found=found,
        places=places,
        block=trend_cells.block(shown, index.period, places),
        heights=[trend_cells.ROW_HEIGHT] * len(shown) + [0] * (places - len(shown)),
    )
