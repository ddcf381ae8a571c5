"""The index as a table in a terminal: each indicator with its rating and the reason."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from performance_index.direction import NOTHING, ways
from performance_index.explain import explain
from performance_index.index import PerformanceIndex
from performance_index.rating import Rating
from performance_index.series import of_earlier_years
from performance_index.trend import NO_SERIES
from performance_index.workbook.layout import UNSURE
from performance_index.workbook.read import Reading

_COLOURS = {Rating.BLUE: "blue", Rating.GREEN: "green", Rating.AMBER: "yellow", Rating.RED: "red"}
_WIDTH_OF_A_FILE = 172
_WIDE = 130
"""A narrower terminal has no room for the figures and the direction, which Why tells too."""


def print_index(reading: Reading, index: PerformanceIndex) -> None:
    """Print the index of a workbook that was read, as wide as the terminal is."""
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE, markup=False, emoji=False)
    console.print(_index_table(reading, index, wide=console.width >= _WIDE))


def _index_table(reading: Reading, index: PerformanceIndex, *, wide: bool) -> Table:
    table = Table(title=f"{index.title} {index.year.label}, up to {index.period.label}", title_justify="left")
    figures = ("Actual", "Target", "Direction") if wide else ()
    for heading in ("No", "Indicator", "Rating", *figures, "Why"):
        table.add_column(heading, justify="right" if heading in {"Actual", "Target"} else "left")
    in_doubt, earlier = reading.in_doubt, of_earlier_years(index, reading.history.last())
    for position, rated in enumerate(index.rated):
        show_figure = rated.indicator.show
        rating = Text(rated.rating.value, style=_COLOURS.get(rated.rating, ""))
        why = Text(explain(rated))
        if position in in_doubt:
            rating, why = Text(UNSURE), Text("This indicator cannot be rated; see the error above")
        said = [
            NOTHING if rated.actual is None else show_figure(rated.actual),
            NOTHING if rated.target is None else show_figure(rated.target),
            "\n".join(ways(rated, earlier.get(position, NO_SERIES))),
        ]
        table.add_row(rated.indicator.number, Text(rated.indicator.name), rating, *(said if wide else ()), why)
    return table
