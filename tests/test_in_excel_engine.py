"""The double's xlwings engine: what our Python asks of a workbook in Excel is answered as on Windows, and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
import xlwings as xw

from excel_double import Button, Excel
from excel_double.engine import ANSWERS
from excel_double.objects import Book
from performance_index.workbook import layout
from performance_index.workbook.content import content

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[Excel]:
    with Excel(Path(copy(SHIPPED, tmp_path / "PI.xlsm"))) as opened:
        yield opened


@pytest.fixture
def book(excel: Excel) -> xw.Book:
    """The workbook as xlwings gives it to our Python."""
    return xw.Book(impl=Book(excel.workbook))


def test_a_table_is_found_by_its_name_and_every_step_to_its_cells_is_counted(excel: Excel, book: xw.Book):
    sheet = book.sheets[layout.SETTINGS]
    before = excel.round_trips
    headings, *rows = sheet.tables["RatingRule"].range.options(ndim=2, chunksize=None).value
    assert excel.round_trips - before == 4  # the table, its range, the application for the way to read it, its cells
    assert tuple(headings) == layout.RATING_RULE.headings
    assert [row[0] for row in rows] == [row[0] for row in content()["RatingRule"].rows]


def test_cells_have_the_types_that_windows_gives(excel: Excel, book: xw.Book):
    sheet = book.sheets[layout.PUBLISHED]
    excel.type("Published!S5:V5", [["text", 2, True, None]])
    excel.type("Published!W5", "=NA()")
    sheet["X5"].value = dt.date(2020, 9, 30)
    assert sheet["S5:X5"].value == ["text", 2.0, True, None, None, dt.datetime(2020, 9, 30)]  # noqa: DTZ001 - Excel's dates have no zone
    assert sheet["W5"].options(err_to_str=True).value == "#N/A"


def test_a_block_is_written_in_one_go_and_cleared_again(excel: Excel, book: xw.Book):
    cells = book.sheets[layout.CHECK]["A20:B21"]
    before = excel.round_trips
    cells.raw_value = [["a", 1.0], ["b", None]]
    assert excel.round_trips - before == 1
    assert [excel.value(f"Check!{cell}") for cell in ("A20", "B20", "A21", "B21")] == ["a", 1.0, "b", None]
    cells.clear_contents()
    assert cells.value == [[None, None], [None, None]]
    before = excel.round_trips
    cells.value = [["c", 2.0], ["d", None]]
    assert cells.value == [["c", 2.0], ["d", None]]
    assert excel.round_trips - before > 20  # what xlwings asks beside, to find the size of a block: use raw_value


def test_a_table_grows(book: xw.Book):
    sheet = book.sheets[layout.CHECK]
    table = sheet.tables["Findings"]
    top, left = table.range.row, table.range.column
    table.resize(sheet.range((top, left), (top + 5, left + 3)))
    assert table.range.shape == (6, 4)
    assert table.data_body_range.shape == (5, 4)
    assert table.header_row_range.value == list(layout.FINDINGS.headings)


def test_a_defined_name_leads_to_its_cell(book: xw.Book):
    assert book.names["PeriodEnd"].refers_to_range.value == ["Period end", dt.datetime(2020, 9, 30)]  # noqa: DTZ001 - as above
    assert "PeriodEnd" in book.names
    assert "PeriodStart" not in book.names


def test_what_is_not_there_is_a_key_error(book: xw.Book):
    with pytest.raises(KeyError):
        book.sheets["Nowhere"]
    with pytest.raises(KeyError):
        book.sheets[layout.INDEX].tables["Elsewhere"]


def test_a_workbook_is_saved_where_python_says(excel: Excel, book: xw.Book, tmp_path: Path):
    excel.type("Index!N23", 30.0)
    assert not excel.workbook.saved
    book.save()
    assert excel.workbook.saved
    book.save(str(tmp_path / "other.xlsm"))
    assert (book.name, book.fullname) == ("other.xlsm", str(tmp_path / "other.xlsm"))
    book.sheets[layout.REPORT].activate()
    assert excel.workbook.active_sheet.name == layout.REPORT


def test_a_member_that_the_double_lacks_says_so(book: xw.Book):
    with pytest.raises(NotImplementedError):
        book.to_pdf("x.pdf")


def test_the_status_bar_shows_what_is_going_on(excel: Excel, book: xw.Book):
    book.app.status_bar = "Writing the report"
    assert excel.status_bar == book.app.status_bar == "Writing the report"
    book.app.status_bar = False
    assert excel.status_bar is False


@pytest.mark.parametrize("button", Button)
def test_a_message_box_of_python_is_answered_by_the_person(excel: Excel, book: xw.Book, button: Button):
    excel.answer(button)
    said = book.app.alert("Update it?", title="Performance Index", buttons="yes_no_cancel", mode="info")
    assert said == ANSWERS[button]
    assert [(message.words, message.style) for message in excel.messages] == [("Update it?", 3 + 64)]
