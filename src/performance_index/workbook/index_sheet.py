"""The Index sheet: the title block, the buttons, and the table of indicators with its results."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from performance_index.index import PerformanceIndex
from performance_index.indicator import ToleranceAs
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.rating import RatedIndicator
from performance_index.report import TINTS, ReportDetails
from performance_index.unit import Unit
from performance_index.workbook import layout, meanings, style
from performance_index.workbook.columns import Column, Kind
from performance_index.workbook.commands import COMMANDS
from performance_index.workbook.layout import INDICATORS
from performance_index.workbook.row_answers import RowAnswers
from performance_index.workbook.sheets import list_source
from performance_index.workbook.style import Style
from performance_index.workbook.tables import TableCells
from performance_index.workbook.title_block import TITLE_FORMULAS, title_results

_LAST_PRINTED = "Data caveat"
_FIGURE_KINDS = {Kind.FIGURE, Kind.TOLERANCE, Kind.RESULT_FIGURE}
_LEAST_HEIGHT = 28.0
"""Two lines, so that a trend can be seen."""
_FIRST_DEFINITION = "Theme"
ILLUSTRATIVE = "Example: all figures and targets here are illustrative, made up for this workbook, not any council's."


class IndexSheet:
    """Writes the sheet; `cells` are the inputs of its table, `index` what they make, `answers` the results."""

    def __init__(
        self, sheet: Worksheet, style_: Style, cells: TableCells, index: PerformanceIndex, answers: RowAnswers
    ) -> None:
        """Keep what every part needs."""
        self._sheet, self._style, self._cells, self._index, self._answers = sheet, style_, cells, index, answers
        self._top = cells.top - 1
        self._first, self._last = cells.top, cells.top + len(cells.rows) - 1
        self._at = {heading: cells.left - 1 + n for n, heading in enumerate(cells.headings)}

    def write(self, details: ReportDetails, *, example: bool) -> None:
        """Write all of it."""
        self._title_block(details, example=example)
        self._table()
        self._rows()
        self._validation()
        self._appearance()
        self._page()

    def _title_block(self, details: ReportDetails, *, example: bool) -> None:
        sheet, make, index = self._sheet, self._style, self._index
        bold, note = make(bold=True, valign="vcenter"), make.note()
        day = make.computed("d mmmm yyyy;;", align="left", valign="vcenter", bold=True)
        formulas, shown = TITLE_FORMULAS, title_results(index, details, self._answers.ratings())
        forms = {"A1": make.title(), "A2": make.heading(), "A3": bold, "A4": bold, "D3": day, "D4": day}
        for cell, form in forms.items():
            sheet.write_formula(cell, f"={formulas[cell]}", form, shown[cell])
        sheet.write("C3", "Period end", note)
        sheet.write("C4", "Meeting", note)
        sheet.write("A5", "Fill the white cells; the grey ones compute themselves.", note)
        if example:
            sheet.write("D5", ILLUSTRATIVE, make(bold=True, font_color="#8A1C1C", valign="vcenter"))
        for n, command in enumerate(COMMANDS):
            sheet.insert_button(
                "E3",
                {"macro": command.macro, "caption": command.caption, "description": command.help, "width": 150,
                 "height": 30, "x_offset": 4 + 158 * n, "y_offset": 4},
            )  # fmt: skip
        for row, height in enumerate((26, 20, 20, 20, 18)):
            sheet.set_row(row, height)

    def _table(self) -> None:
        columns = [
            {
                "header": column.name,
                "header_format": self._style.head(indent=_indent(column)),
                **({"formula": "=" + layout.formula(column.function)} if column.function else {}),
            }
            for column in INDICATORS.columns
        ]
        last = self._cells.left - 2 + len(columns)
        self._sheet.add_table(
            self._top, 0, self._last, last, {"name": INDICATORS.name, "style": None, "columns": columns}
        )
        self._sheet.set_row(self._top, 32)

    def _rows(self) -> None:
        rated = iter(self._index.rated)
        for n, line in enumerate(self._cells.rows):
            record = dict(zip(self._cells.headings, line, strict=True))
            one = next(rated) if record["No"] is not None else None
            unit = one.indicator.unit if one else Unit.NUMBER
            figures = style.number_format(unit, [record[month] for month in MONTH_NAMES])
            row = self._first + n
            said = []
            for column in INDICATORS.columns:
                given = self._answers.of(n, column.function) if column.function else record[column.name]
                shown = self._cell(row, column, given, one, figures)
                said.append((str(shown or ""), column.width))
            self._sheet.set_row(row, max(style.height(said), _LEAST_HEIGHT))

    def _cell(self, row: int, column: Column, value: object, one: RatedIndicator | None, figures: str) -> object:
        at, make = self._at[column.name], self._style
        if column.function:
            form = make.computed(
                figures if column.kind is Kind.RESULT_FIGURE else "General",
                text_wrap=column.kind is Kind.RESULT,
                bold=column.name == "Rating",
                align="right" if column.kind is Kind.RESULT_FIGURE else "left",
            )
            self._sheet.write_formula(row, at, "=" + layout.formula(column.function), form, value)
            return value if column.kind is Kind.RESULT else None
        if column.kind is Kind.SPARKLINE:
            self._sheet.write_blank(row, at, None, make.computed())
            self._sparkline(row, at)
            return None
        self._sheet.write(row, at, value, self._entry(column, one, figures, value))
        return value if column.kind not in _FIGURE_KINDS else None

    def _entry(self, column: Column, one: RatedIndicator | None, figures: str, value: object) -> Format:
        make = self._style
        if column.kind is Kind.TOLERANCE and one and one.indicator.tolerance_as is ToleranceAs.PERCENT_OF_TARGET:
            return make.entry("0%", align="right")
        if column.kind in _FIGURE_KINDS:
            unit = one.indicator.unit if one else Unit.NUMBER
            own = figures if column.name in MONTH_NAMES else style.number_format(unit, [value])
            return make.entry(own, align="right")
        return make.entry(text_wrap=True, align="left", bold=column.name == "No", indent=_indent(column))

    def _sparkline(self, row: int, at: int) -> None:
        first, last = self._at[MONTH_NAMES[0]], self._at[MONTH_NAMES[-1]]
        cells = f"{layout.INDEX}!{xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)}"
        self._sheet.add_sparkline(
            row, at,
            {"range": cells, "series_color": style.NAVY, "markers": True, "markers_color": style.NAVY,
             "last_point": True, "last_color": "#C0392B", "weight": 1.5, "empty_cells": "connect"},
        )  # fmt: skip

    def _validation(self) -> None:
        for column in INDICATORS.columns:
            at = self._at[column.name]
            area = (self._first, at, self._last, at)
            if column.choices:
                self._sheet.data_validation(*area, {
                    "validate": "list", "source": list_source(column.choices), "error_title": column.name,
                    "error_message": "Choose a word from the list.", "input_title": column.name,
                    "input_message": column.help, "show_error": column.name != "Unit",
                })  # fmt: skip
            elif column.kind in {Kind.FIGURE, Kind.TOLERANCE}:
                self._sheet.data_validation(*area, {
                    "validate": "custom", "value": _is_figure(xl_rowcol_to_cell(self._first, at)),
                    "error_type": "warning", "error_title": column.name,
                    "error_message": "This is neither a number nor a word that says why there is none, such as n/a, "
                    "TBC, c or <5: the Settings sheet lists them. The indicator would not be rated.",
                })  # fmt: skip

    def _appearance(self) -> None:
        """Formats that follow the cells' values, so that they hold for rows added later too."""
        sheet, make = self._sheet, self._style
        rating = self._at["Rating"]
        for word, tint in TINTS.items():
            form = make.bare(bg_color=f"#{tint}", bold=True)
            rule = {"type": "cell", "criteria": "==", "value": f'"{word.value}"', "format": form}
            sheet.conditional_format(self._first, rating, self._last, rating, rule)
        for month in MONTH_NAMES:
            self._grey_out(month)
        unit = xl_col_to_name(self._at["Unit"])
        for column in INDICATORS.columns:
            if column.kind in _FIGURE_KINDS:
                self._number_formats(column, unit)

    def _grey_out(self, month: str) -> None:
        """A month that a quarterly or termly indicator does not use is grey."""
        frequency = f"${xl_col_to_name(self._at['Frequency'])}{self._first + 1}"
        unused = [one.value for one in Frequency if month not in one.open_months]
        if unused:
            at = self._at[month]
            words = ",".join(f'{frequency}="{word}"' for word in unused)
            form = self._style.bare(bg_color=style.UNUSED)
            rule = {"type": "formula", "criteria": f"=OR({words})", "format": form}
            self._sheet.conditional_format(self._first, at, self._last, at, rule)

    def _number_formats(self, column: Column, unit_column: str) -> None:
        at, row = self._at[column.name], self._first + 1
        cell, unit = f"{xl_col_to_name(at)}{row}", f"${unit_column}{row}"
        tests: list[tuple[str, str]] = []
        if column.kind is Kind.TOLERANCE:
            basis = f"${xl_col_to_name(self._at['Tolerance as'])}{row}"
            tests.append((f'={basis}="{ToleranceAs.PERCENT_OF_TARGET.value}"', "0.0%"))
        for one, (whole, broken) in style.NUMBER_FORMATS.items():
            if whole != broken:
                tests.append((f'=AND({unit}="{one.value}",ISNUMBER({cell}),{cell}<>ROUND({cell},0))', broken))
            tests.append((f'={unit}="{one.value}"', whole))
        whole, broken = style.OTHER_FORMATS
        tests += [(f"=AND(ISNUMBER({cell}),{cell}<>ROUND({cell},0))", broken), (f"=ISNUMBER({cell})", whole)]
        for criteria, number_format in tests:
            rule = {"type": "formula", "criteria": criteria, "format": self._style.bare(num_format=number_format)}
            self._sheet.conditional_format(self._first, at, self._last, at, rule)

    def _page(self) -> None:
        sheet = self._sheet
        for column in INDICATORS.columns:
            at = self._at[column.name]
            options = {"level": 1} if at >= self._at[_FIRST_DEFINITION] else {}
            sheet.set_column(at, at, column.width, None, options)
        sheet.freeze_panes(self._first, self._at["Rating"] + 1)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._top)
        sheet.print_area(0, 0, 1_048_575, self._at[_LAST_PRINTED])  # whole columns: rows will be added
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&9&F&R&9Page &P of &N")
        sheet.hide_gridlines(2)
        sheet.set_zoom(90)


def _is_figure(cell: str) -> str:
    """The formula that says whether a cell holds a number, a word in place of one, or one like '<5'."""
    words = str(list_source(tuple(meanings.MARK_WORDS))).removeprefix("=")
    return f'=OR(ISNUMBER({cell}),LEFT({cell})="<",SUMPRODUCT(--({words}=TRIM({cell})))>0)'


def _indent(column: Column) -> int:
    """A little room before a list word: the column at its left may hold figures, which stand at the right."""
    return int(column.kind is Kind.CHOICE)
