"""The Trends sheet of a new workbook: its rows without a height yet, a chart in each."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from performance_index.trends import MONTHS
from performance_index.workbook import layout, style
from performance_index.workbook.style import Style
from performance_index.workbook.trend_cells import (
    CHART,
    COLUMNS,
    LINES,
    PLACES,
    RANGE,
    ROW_HEIGHT,
    WIDTH,
    first_column,
)

_HEAD = 3  # the row of the headings, counted from 0
_SIGNAL = "#C0392B"
_CHART = {"width": 640, "height": ROW_HEIGHT * 4 // 3}
"""In pixels: as high as its row, so that it ends where the next row begins, whether its row has a height or not."""
_NOTE = (
    "Press 'Show trends' on the Index sheet: each monthly indicator gets a chart of two years. A figure with a diamond "
    "is more than chance explains; docs/signals.md has the rules. 87.2% is shown as 87.2, and of a total for the year "
    "what each month added."
)


def write_trends(book: xlsxwriter.Workbook, sheet: Worksheet, make: Style) -> None:
    """Write the sheet, and define the name of its block of cells."""
    sheet.write("A1", "Trends", make.title())
    sheet.set_row(0, 26)
    sheet.merge_range(1, 0, 1, CHART, _NOTE, make.note(text_wrap=True, align="left"))
    sheet.set_row(1, 30)
    words, number = make(text_wrap=True), make(num_format="#,##0.0##", align="right")
    for at in range(WIDTH):
        options = {"level": 1, "hidden": True} if at >= len(COLUMNS) + MONTHS else {}
        width = COLUMNS[at].width if at < len(COLUMNS) else 9
        sheet.set_column(at, at, width, words if at <= CHART else number, options)
    for at in range(WIDTH):
        heading = COLUMNS[at].heading if at < len(COLUMNS) else None
        sheet.write(_HEAD, at, heading, make.head())
    for row in range(_HEAD + 1, _HEAD + 1 + PLACES):
        sheet.set_row(row, ROW_HEIGHT, None, {"hidden": True})
        chart = _chart(book, row)
        description = f"Line chart of the indicator in row {row + 1}; its figures stand to the right of it"
        place = {"object_position": 4, "x_offset": 4, "description": description}
        sheet.insert_chart(row, CHART, chart, place)
    book.define_name(RANGE, f"={layout.TRENDS}!{_cell(_HEAD, 0)}:{_cell(_HEAD + PLACES, WIDTH - 1)}")
    _page(sheet)


def _chart(book: xlsxwriter.Workbook, row: int) -> Chart:
    """Lines that differ in more than colour: figures with points, signals as diamonds, mean whole, limits dashed."""
    chart = book.add_chart({"type": "line"})
    quiet = {"color": style.QUIET, "width": 1}
    looks: dict[str, dict[str, object]] = {
        "Figure": {
            "line": {"color": style.NAVY, "width": 1.75},
            "marker": {"type": "circle", "size": 4, "fill": {"color": style.NAVY}, "border": {"color": style.NAVY}},
        },
        "Signal": {
            "line": {"none": True},
            "marker": {"type": "diamond", "size": 9, "fill": {"color": _SIGNAL}, "border": {"color": _SIGNAL}},
        },
        "Mean": {"line": quiet, "marker": {"type": "none"}},
        "Lower limit": {"line": {**quiet, "dash_type": "dash"}, "marker": {"type": "none"}},
        "Upper limit": {"line": {**quiet, "dash_type": "dash"}, "marker": {"type": "none"}},
    }
    head = [layout.TRENDS, _HEAD, first_column("Figure"), _HEAD, first_column("Figure") + MONTHS - 1]
    for line in LINES:
        first = first_column(line)
        values = [layout.TRENDS, row, first, row, first + MONTHS - 1]
        chart.add_series({"name": line, "categories": head, "values": values, **looks[line]})
    small = {"size": 8, "color": style.INK, "name": style.FONT}
    chart.set_x_axis({"num_font": small, "label_position": "low", "text_axis": True, "interval_unit": 3})
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    chart.set_y_axis({"num_font": small, "major_gridlines": grid})
    chart.set_legend({"position": "bottom", "font": small})
    chart.set_title({"none": True})
    chart.set_size(_CHART)
    chart.show_blanks_as("gap")
    chart.show_hidden_data()  # the lines of mean and limits stand in hidden columns
    return chart


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _page(sheet: Worksheet) -> None:
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, _HEAD + PLACES, CHART)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&9&F: &A&R&9Page &P of &N")
    sheet.hide_gridlines(2)
