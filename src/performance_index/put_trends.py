"""What *Show trends* does: reads the open workbook, works out its trends, and fills its Trends sheet."""

from __future__ import annotations

from performance_index.finding import Refused
from performance_index.trends_shown import trends_shown
from performance_index.workbook import trend_cells
from performance_index.workbook.open_book import OpenBook
from performance_index.workbook.read import Tables
from performance_index.workbook.read_open import read_open


def put_trends(book: OpenBook, tables: Tables) -> str:
    """Fill the Trends sheet, show it, and give the sentence to tell. Refused without a period end or such a sheet."""
    reading = read_open(tables, book.name, book.path())
    if reading.index is None:
        raise Refused(f"{book.name} has no period end that can be read; enter it on the Report sheet")
    shown = trends_shown(reading, book.height(trend_cells.RANGE))
    if not shown.found:
        raise Refused("no indicator is monthly, so there is nothing to draw; the column Frequency says how often")
    book.status("drawing the trends")
    book.put(trend_cells.RANGE, shown.block, shown.heights)
    return str(shown)
