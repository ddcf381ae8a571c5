"""The sheet of a new workbook that keeps somebody's own spreadsheet as it was, every cell at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from performance_index.workbook.any_sheets import Written
from performance_index.workbook.style import Style

_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NARROWEST, _WIDEST = 8, 40
_SIGNS = {"%": "0.0##%", "£": "£#,##0.00"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The rows of a sheet, and the name of the file that they are from."""

    file: str
    rows: Sequence[Sequence[object]]

    def sheet_name(self, others: Iterable[str]) -> str:
        """'From KPIs.xlsx': a name that Excel takes for a sheet, and that no other has."""
        name = f"From {_NOT_IN_A_NAME.sub(' ', self.file)}"[:_LONGEST_NAME].rstrip(" '")
        return name if name.casefold() not in {one.casefold() for one in others} else "From the file"


def write_original(sheet: Worksheet, style: Style, original: Original) -> None:
    """Write the values of the rows: no formula, no link, only what was shown."""
    for n, row in enumerate(original.rows):
        for at, value in enumerate(row):
            _cell(sheet, style, n, at, value)
    for at in range(max(map(len, original.rows), default=0)):
        longest = max((len(str(row[at])) for row in original.rows if at < len(row) and row[at] is not None), default=0)
        sheet.set_column(at, at, min(max(longest, _NARROWEST), _WIDEST))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&9&F: &A&R&9Page &P of &N")


def _cell(sheet: Worksheet, style: Style, row: int, at: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value, style())
    elif isinstance(value, float):
        form = _SIGNS.get(value.sign, "General") if isinstance(value, Written) else "General"
        sheet.write_number(row, at, value, style(num_format=form))
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, at, value, style(num_format="dd/mm/yyyy", align="left"))
    else:
        sheet.write_string(row, at, str(value), style(text_wrap=True))
