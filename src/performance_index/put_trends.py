"""What *Show trends* does: reads the open workbook, works out its trends, and fills its Trends sheet."""

from __future__ import annotations

from performance_index.finding import Refused, many
from performance_index.series import published
from performance_index.signals import Signal
from performance_index.trends import trends
from performance_index.workbook import trend_cells
from performance_index.workbook.open_book import OpenBook
from performance_index.workbook.read import Tables
from performance_index.workbook.read_open import read_open


def put_trends(book: OpenBook, tables: Tables) -> str:
    """Fill the Trends sheet, show it, and give the sentence to tell. Refused without a period end or such a sheet."""
    reading = read_open(tables, book.name, book.path())
    if reading.index is None:
        raise Refused(f"{book.name} has no period end that can be read; enter it on the Report sheet")
    found = trends(reading.index, published(reading.index, reading.history.last()), reading.in_doubt)
    if not found:
        raise Refused("no indicator is monthly, so there is nothing to draw; the column Frequency says how often")
    book.status("drawing the trends")
    places = book.height(trend_cells.RANGE) - 1
    shown = found[:places]
    heights = [trend_cells.ROW_HEIGHT] * len(shown) + [0] * (places - len(shown))
    book.put(trend_cells.RANGE, trend_cells.block(shown, reading.index.period, places), heights)
    signals = sum(one.latest not in {None, Signal.NONE} for one in found)
    has = "none has" if not signals else "1 has" if signals == 1 else f"{signals} have"
    words = f"{many(len(found), 'monthly indicator')}: {has} a signal at the latest figure."
    if left := found[places:]:
        numbers = ", ".join(one.indicator.number for one in left)
        words += f"\n\nThe sheet has room for {places}. Not on it: {numbers}."
    return words
