"""A workbook that is typed into without Excel keeps beside its formulas what Excel will work out of them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from test_editing import BOOK, NOW, SHIPPED, parts
from test_read_saved import changed

from conformance import needs_sdk, sdk_errors
from excel_double import Excel
from performance_index.finding import Refused
from performance_index.period import FinancialYear, Month
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.editing import SavedBook, edit
from performance_index.workbook.kept_results import keep_results
from performance_index.workbook.new_book import Names, new_tables
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables

TABLE, INDEX = layout.INDICATORS.name, "xl/worksheets/sheet2.xml"
RESULTS = [column.name for column in layout.RESULTS]
TYPED = {(16, "Sep"): 26.0, (0, "Sep"): None, (15, "Data status"): "Awaiting data", (14, "Target"): 0.0}
"""By row of the table and heading."""
pytestmark = [  # openpyxl warns of what it drops
    pytest.mark.filterwarnings("ignore:Sparkline Group extension"),
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
]


@pytest.fixture(name="book")
def fixture_book(tmp_path: Path) -> Path:
    """A copy of the shipped workbook."""
    path = tmp_path / "PI.xlsm"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def typed(path: Path, cells: dict[tuple[int, str], object], table: str = TABLE) -> bool:
    """Type into cells of a table; whether every formula's result is known."""
    known = []

    def change(book: SavedBook) -> None:
        book.type(table, cells)
        known.append(keep_results(book))

    edit(path, change, NOW)
    return known[0]


def title_of(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Index"]
    return [sheet[cell].value for cell in ("A1", "A2", "A3", "A4", "D3", "D4")]


@pytest.mark.parametrize("kind", ["shipped", "new"])
def test_of_a_workbook_in_which_nothing_was_typed_every_result_is_as_it_was_built(kind: str):
    names = Names(council="Testshire", period=Month.containing(dt.date(2026, 9, 30)))
    content = SHIPPED.read_bytes() if kind == "shipped" else build(new_tables(names), example=False)
    book = SavedBook(content)
    assert keep_results(book)
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(book.packed())) as after:
        assert [name for name in before.namelist() if before.read(name) != after.read(name)] == []


def test_the_results_are_those_that_excel_works_out_of_the_same_cells(book: Path, tmp_path: Path):
    rows = read_tables(book)[TABLE].rows
    numbers = {f"{rows[row][0]:g}": row for row, _ in TYPED}
    assert typed(book, TYPED)
    kept, other = read_tables(book)[TABLE], tmp_path / "other.xlsm"
    other.write_bytes(SHIPPED.read_bytes())
    with Excel(other) as excel:
        for (row, heading), value in TYPED.items():
            excel.type(excel.place(TABLE, f"{rows[row][0]:g}", heading), value)
        worked_out = {n: [excel.value(excel.place(TABLE, n, heading)) for heading in RESULTS] for n in numbers}
        title = [excel.value(f"Index!{cell}") for cell in ("A1", "A2", "A3", "A4")]
    assert {n: [kept.records()[row][heading] for heading in RESULTS] for n, row in numbers.items()} == worked_out
    assert title_of(book)[:4] == title
    assert [row[:1] for row in kept.rows if row[2] == "Green"] != [row[:1] for row in rows if row[2] == "Green"]


def test_a_row_that_cannot_be_read_is_kept_as_check_with_the_reason(book: Path):
    typed(book, {(15, "Unit"): "bananas per day, roughly", (15, "Polarity"): "sideways"})
    row = read_tables(book)[TABLE].records()[15]
    assert row["Rating"] == "Check"
    assert str(row["Why"]).startswith("Check ")


def test_the_title_follows_the_report_sheet_and_the_rule(book: Path):
    details = read_tables(book)["ReportDetails"]
    row = [line[0] for line in details.rows].index(layout.PERIOD_END)
    typed(book, {(row, "Value"): dt.date(2020, 6, 30)}, "ReportDetails")
    index = read_book(book).index
    assert index is not None
    assert index.period == FinancialYear(2020).month("Jun")
    assert title_of(book)[3:5] == ["Financial year 2020/21", dt.datetime(2020, 6, 30)]  # noqa: DTZ001 - Excel's days
    said = [record["Rating"] for record in read_tables(book)[TABLE].records()]
    assert said == [one.rating.value for one in index.rated]


def test_only_the_sheets_that_changed_are_written_anew(book: Path):
    typed(book, TYPED)
    was, now = parts(SHIPPED), parts(book)
    assert [name for name in was if was[name] != now[name]] == [INDEX]
    formulas = re.findall(rb"<f>([^<]*)</f>", was[INDEX])
    assert re.findall(rb"<f>([^<]*)</f>", now[INDEX]) == formulas


@needs_sdk
def test_the_workbook_is_valid(book: Path):
    typed(book, TYPED)
    assert sdk_errors(book) == []


def test_where_there_are_other_formulas_excel_is_asked_to_work_out_all_of_them(tmp_path: Path):
    own = b'<row r="900"><c r="A900"><f>SUM(Indicators[Sep])</f><v>1</v></c></row></sheetData>'
    sheet = "xl/worksheets/sheet4.xml"
    book = changed(tmp_path / "PI.xlsm", {sheet: lambda one: one.replace(b"</sheetData>", own)})
    assert not typed(book, TYPED)
    assert b'fullCalcOnLoad="1"' in parts(book)[BOOK]
    assert b"<f>SUM(Indicators[Sep])</f><v>1</v>" in parts(book)[sheet]


def test_a_formula_that_one_types_over_goes_from_excels_list_of_formulas_too(tmp_path: Path):
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="N22"/></calcChain>'
    kind = b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"'
    way = b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"'
    cell = rb'(<c r="N23" s="\d+")><v>[^<]*</v></c>'
    book = changed(
        tmp_path / "PI.xlsm",
        {
            INDEX: lambda sheet: re.sub(cell, rb"\1><f>20+23.1</f><v>43.1</v></c>", sheet),
            "[Content_Types].xml": lambda types: types.replace(
                b"</Types>", b'<Override PartName="/xl/calcChain.xml" ' + kind + b"/></Types>"
            ),
            "xl/_rels/workbook.xml.rels": lambda ways: ways.replace(
                b"</Relationships>",
                b'<Relationship Id="rIdChain" ' + way + b' Target="calcChain.xml"/></Relationships>',
            ),
        },
        {"xl/calcChain.xml": chain},
    )
    typed(book, {(15, "Sep"): 5.0})
    assert parts(book)["xl/calcChain.xml"] == chain  # that cell had no formula
    typed(book, {(16, "Sep"): 26.0})
    assert "xl/calcChain.xml" not in parts(book)
    assert b"calcChain" not in parts(book)["[Content_Types].xml"] + parts(book)["xl/_rels/workbook.xml.rels"]
    assert b"<f>20+23.1</f>" not in parts(book)[INDEX]


@pytest.mark.parametrize(
    ("cells", "sheet", "why"),
    [
        ({(99, "Sep"): 1.0}, lambda same: same, "the table Indicators has no row 100"),
        ({(-1, "Sep"): 1.0}, lambda same: same, "the table Indicators has no row 0"),
        ({(0, "Sept"): 1.0}, lambda same: same, "the table Indicators has no column 'Sept'; put the column back"),
        (
            {(0, "Sep"): 1.0},
            lambda sheet: sheet.replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>'),
            "the sheet of the table Indicators is protected; take its protection off",
        ),
        (
            {(16, "Sep"): 1.0},
            lambda sheet: re.sub(
                rb'(<c r="N23" s="\d+")><v>[^<]*</v>', rb'\1><f t="shared" si="0" ref="N23:N24">1+1</f><v>2</v>', sheet
            ),
            "N23 has a formula that belongs to other cells too; put a value there in Excel",
        ),
    ],
)
def test_what_cannot_be_typed_changes_nothing(tmp_path: Path, cells: dict[tuple[int, str], object], sheet, why: str):  # type: ignore[no-untyped-def]  # noqa: ANN001 - a change
    is_same = sheet(b"</sheetData>") == b"</sheetData>" and "formula" not in why
    book = changed(tmp_path / "PI.xlsm", {} if is_same else {INDEX: sheet})
    before = book.read_bytes()
    with pytest.raises(Refused, match=re.escape(why)):
        typed(book, cells)
    assert (book.read_bytes(), list(tmp_path.iterdir())) == (before, [book])
