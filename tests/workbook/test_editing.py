"""A saved workbook is edited without Excel: rows come under a table, and everything else is as it was."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from test_read_saved import changed
from witnesses import alike, by_calamine, by_openpyxl, by_us

from conformance import audit_errors, needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf
from performance_index.finding import NotReadable, Refused
from performance_index.workbook.editing import SavedBook, edit
from performance_index.workbook.tables import read_tables

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"
SHEET, TABLE, BOOK = "xl/worksheets/sheet6.xml", "xl/tables/table6.xml", "xl/workbook.xml"
NOW = dt.datetime(2020, 11, 5, 9, 30, tzinfo=dt.UTC)
DAY = dt.date(2020, 11, 4)
ONE = {"Recorded on": DAY, "No": "'16", "Month": "Sep", "Figure": 43.1, "Rating": "Red"}
TWO = {"Recorded on": DAY, "No": "'1.10", "Text of": "Service commentary", "Text": "'=1+1"}
pytestmark = [  # openpyxl warns of what it drops
    pytest.mark.filterwarnings("ignore:Sparkline Group extension"),
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
]
Change = Callable[[bytes], bytes]


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook in their order."""
    with zipfile.ZipFile(path) as package:
        return {one.filename: package.read(one) for one in package.infolist()}


def filled(path: Path, *records: dict[str, object], keep: int = 0) -> Path:
    """The workbook with these rows in its table Published."""
    edit(path, lambda book: book.fill("Published", records, keep=keep), NOW)
    return path


@pytest.fixture(name="book")
def fixture_book(tmp_path: Path) -> Path:
    """A copy of the shipped workbook."""
    path = tmp_path / "PI.xlsm"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def rows(path: Path) -> list[tuple[object, ...]]:
    return list(read_tables(path)["Published"].rows)


def test_rows_come_under_the_table_and_every_other_part_is_byte_for_byte_as_it_was(book: Path):
    filled(book, ONE, TWO)
    day = dt.datetime(2020, 11, 4)  # noqa: DTZ001 - Excel's days have no zone
    assert rows(book) == [
        (day, None, None, None, "16", "Sep", 43.1, None, "Red", None, None),
        (day, None, None, None, "1.10", None, None, None, None, "Service commentary", "=1+1"),
    ]
    was, now = parts(SHIPPED), parts(book)
    assert list(now) == list(was)
    assert [name for name in was if was[name] != now[name]] == [SHEET, TABLE]
    assert b'ref="A4:K6"' in now[TABLE]
    assert b'<dimension ref="A1:K6"/>' in now[SHEET]


def test_the_ratings_that_excel_saved_are_kept(book: Path):
    before = by_openpyxl(book)
    after = by_openpyxl(filled(book, ONE))
    assert {name: cells for name, cells in after.items() if name != "Published"} == {
        name: cells for name, cells in before.items() if name != "Published"
    }
    assert any("Red" in row for row in after["Indicators"])


def test_three_readers_agree_on_what_was_written(book: Path):
    filled(book, ONE, TWO, ONE | {"Text": "  two  spaces \n and a line", "Figure": 1e-7})
    assert alike(by_us(book)) == alike(by_openpyxl(book))
    assert [row[6] or None for row in by_calamine(book)["Published"][1:]] == [43.1, None, 1e-7]


@needs_sdk
def test_the_workbook_is_valid(book: Path):
    filled(filled(book, ONE, TWO), *[ONE, TWO] * 50, keep=2)
    assert sdk_errors(book) == []
    assert audit_errors(book) == audit_errors(SHIPPED)


@needs_libreoffice
def test_libreoffice_shows_the_new_rows_and_the_ratings(book: Path, tmp_path: Path):
    words = pdf_text(to_pdf(filled(book, TWO | {"Text": "The courts set the pace of it."}), tmp_path))
    assert "The courts set the pace of it." in words
    assert "Data only" in words


def test_what_is_kept_stays_and_what_is_below_it_goes(book: Path):
    filled(book, ONE, TWO, ONE)
    filled(book, TWO, keep=1)
    assert [row[4] for row in rows(book)] == ["16", "1.10"]
    assert b'ref="A4:K6"' in parts(book)[TABLE]
    assert {cell for _, _, row in read_tables(book)["Published"].below for cell in row} == {None}


def test_new_rows_look_as_the_last_one_does_and_not_as_the_column_does(tmp_path: Path):
    def as_a_heading(sheet: bytes) -> bytes:
        return re.sub(rb'(<c r="E5" s=")\d+"', rb'\g<1>9"', sheet)

    book = filled(changed(tmp_path / "PI.xlsm", {SHEET: as_a_heading}), ONE, TWO)
    sheet = parts(book)[SHEET].decode()
    assert re.findall(r'<c r="E[56]" s="(\d+)"', sheet) == ["9", "9"]
    shown = openpyxl.load_workbook(book)["Published"]
    assert [shown[cell].number_format for cell in ("A5", "A6")] == ["dd/mm/yyyy"] * 2


def test_a_sheet_without_rows_or_addresses_gets_them(tmp_path: Path):
    def bare(sheet: bytes) -> bytes:
        return re.sub(rb'(<c) r="[A-K]5"', rb"\1", sheet.replace(b'<row r="5" spans="1:11">', b'<row r="5">'))

    assert [row[4] for row in rows(filled(changed(tmp_path / "PI.xlsm", {SHEET: bare}), ONE, TWO))] == ["16", "1.10"]


def test_rows_far_below_stay_where_they_are(tmp_path: Path):
    def far(sheet: bytes) -> bytes:
        return sheet.replace(b"</sheetData>", b'<row r="90"><c r="A90"><v>1</v></c></row></sheetData>')

    book = filled(changed(tmp_path / "PI.xlsm", {SHEET: far}), ONE, TWO)
    sheet = parts(book)[SHEET].decode()
    assert re.findall(r'<row r="(\d+)"', sheet) == ["1", "2", "3", "4", "5", "6", "90"]
    assert '<c r="A90"><v>1</v></c>' in sheet


def test_what_stands_beside_the_table_stays(tmp_path: Path):
    def beside(sheet: bytes) -> bytes:
        return re.sub(rb'(<c r="K5" s="\d+"/>)', rb'\1<c r="P5"><v>7</v></c>', sheet)

    book = filled(changed(tmp_path / "PI.xlsm", {SHEET: beside}), ONE)
    assert '<c r="P5"><v>7</v></c></row>' in parts(book)[SHEET].decode()


@pytest.mark.parametrize(
    "said",
    [
        "=1+1",
        "'quoted",
        "_x0041_",
        "a\x07b",
        "two\nlines",
        " blanks ",
        "<b>&amp;</b>",
        "\ufffe",
        "😀",
        "_",
        "12",
        "1-2",
    ],
)
def test_a_text_is_read_again_as_it_was_written(book: Path, said: str):
    assert rows(filled(book, {"Text": f"'{said}"}))[0][-1] == said


def test_days_count_from_1904_where_the_workbook_does(tmp_path: Path):
    def of_a_mac(book: bytes) -> bytes:
        return book.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')

    book = filled(changed(tmp_path / "PI.xlsm", {BOOK: of_a_mac}), ONE)
    assert rows(book)[0][0] == dt.datetime(2020, 11, 4)  # noqa: DTZ001 - Excel's days have no zone
    assert openpyxl.load_workbook(book)["Published"]["A5"].value == dt.datetime(2020, 11, 4)  # noqa: DTZ001 - as above


def test_formats_validations_and_the_filter_follow_the_table(tmp_path: Path):
    rules = (
        b'<conditionalFormatting sqref="I5 A1:B2"><cfRule type="containsBlanks" priority="1"/></conditionalFormatting>'
        b'<dataValidations count="1"><dataValidation type="list" sqref="F5:G5"><formula1>"Apr"</formula1>'
        b"</dataValidation></dataValidations>"
    )

    def ruled(sheet: bytes) -> bytes:
        return sheet.replace(b"</sheetData>", b"</sheetData>" + rules)

    def with_filter(table: bytes) -> bytes:
        return table.replace(b"<tableColumns", b'<autoFilter ref="A4:K5"/><tableColumns')

    book = filled(changed(tmp_path / "PI.xlsm", {SHEET: ruled, TABLE: with_filter}), ONE, TWO, ONE)
    sheet = parts(book)[SHEET].decode()
    assert 'sqref="I5:I7 A1:B2"' in sheet
    assert 'sqref="F5:G7"' in sheet
    assert '<autoFilter ref="A4:K7"/>' in parts(book)[TABLE].decode()


def below(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b'<row r="6"><c r="C6"><f>1+1</f></c></row></sheetData>')


def merged(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="J6:M9"/></mergeCells>')


def protected(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')


def totals(table: bytes) -> bytes:
    return table.replace(b'totalsRowShown="0"', b'totalsRowCount="1"')


def without_text(table: bytes) -> bytes:
    return table.replace(b'name="Text"', b'name="Words"')


def at_the_end(table: bytes) -> bytes:
    return table.replace(b'ref="A4:K5"', b'ref="A1048575:K1048576"')


def renamed(table: bytes) -> bytes:
    return table.replace(b'"Published"', b'"Mine"')


@pytest.mark.parametrize(
    ("part", "change", "why"),
    [
        (SHEET, below, "something stands below the table Published; move it to another sheet"),
        (SHEET, merged, "something stands below the table Published"),
        (SHEET, protected, "the sheet of the table Published is protected; take its protection off"),
        (TABLE, totals, "the table Published has a row of totals; switch it off"),
        (TABLE, without_text, "the table Published has no column 'Text'; put the column back"),
        (TABLE, at_the_end, "the table Published has no room for that many rows"),
        (TABLE, renamed, "there is no table Published; put it back"),
    ],
)
def test_nothing_is_changed_where(tmp_path: Path, part: str, change: Change, why: str):
    path = changed(tmp_path / "PI.xlsm", {part: change})
    before = path.read_bytes()
    with pytest.raises(Refused, match=re.escape(why)) as refused:
        filled(path, ONE, TWO)
    assert str(refused.value).startswith(str(path))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_another_table_below_is_something_though_it_is_empty(tmp_path: Path):
    other = b'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="99" name="O" ref="B6:C8"/>'
    path = changed(tmp_path / "PI.xlsm", {"xl/worksheets/_rels/sheet6.xml.rels": _also_a_table})
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/tables/table99.xml", other)
    with pytest.raises(Refused, match="something stands below"):
        filled(path, ONE, TWO)


def _also_a_table(links: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/table"
    other = b'<Relationship Id="rId9" Type="%s" Target="../tables/table99.xml"/></Relationships>' % kind
    return links.replace(b"</Relationships>", other)


def test_what_does_not_reach_the_new_rows_is_no_hindrance(tmp_path: Path):
    path = filled(changed(tmp_path / "PI.xlsm", {SHEET: below}), ONE)
    assert len(rows(path)) == 1


@pytest.mark.parametrize(("owner", "program"), [("~$PI.xlsm", "Excel"), (".~lock.PI.xlsm#", "LibreOffice")])
def test_a_workbook_that_is_open_is_left_alone(book: Path, owner: str, program: str):
    book.with_name(owner).touch()
    with pytest.raises(Refused, match=f"the workbook is open in {program}; close it there and do this again"):
        filled(book, ONE)
    assert book.read_bytes() == SHIPPED.read_bytes()


def test_a_copy_of_it_as_it_was_stays_beside_it(book: Path):
    copy = edit(book, lambda saved: saved.fill("Published", [ONE]), NOW)
    assert copy == book.with_name("PI (before 2020-11-05 09.30).xlsm")
    assert copy.read_bytes() == SHIPPED.read_bytes()
    again = edit(book, lambda saved: saved.fill("Published", [TWO]), NOW)
    assert again.name == "PI (before 2020-11-05 09.30, 2).xlsm"


def test_what_somebody_saved_meanwhile_is_not_lost(book: Path):
    def slow(saved: SavedBook) -> None:
        saved.fill("Published", [ONE])
        book.write_bytes(b"saved by somebody")

    with pytest.raises(Refused, match="was saved by somebody a moment ago; try again"):
        edit(book, slow, NOW)
    assert book.read_bytes() == b"saved by somebody"
    assert list(book.parent.iterdir()) == [book]


def test_a_damaged_workbook_is_told_of_in_words(tmp_path: Path):
    def no_sheet(sheet: bytes) -> bytes:
        return sheet.replace(b"</sheetData>", b"")

    path = changed(tmp_path / "PI.xlsm", {SHEET: no_sheet})
    before = path.read_bytes()
    with pytest.raises(NotReadable, match="is not a workbook that can be written"):
        filled(path, ONE)
    assert path.read_bytes() == before


def test_a_file_of_another_kind_is_told_of_in_words(tmp_path: Path):
    path = tmp_path / "PI.xlsm"
    path.write_bytes(b"%PDF-1.7\n%\xe2")
    with pytest.raises(NotReadable, match="is a PDF"):
        filled(path, ONE)


def test_a_digital_signature_is_known(book: Path, tmp_path: Path):
    def signed(links: bytes) -> bytes:
        kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        one = b'<Relationship Id="rId9" Type="%s" Target="_xmlsignatures/origin.sigs"/></Relationships>' % kind
        return links.replace(b"</Relationships>", one)

    assert SavedBook(changed(tmp_path / "S.xlsm", {"_rels/.rels": signed}).read_bytes()).is_signed()
    assert not SavedBook(book.read_bytes()).is_signed()


BLOCK, HEIGHTS = [["No", "Latest", None], ["1", "=1+1", 0.5], [None, None, None]], [60, 0]


def with_range(path: Path, area: str, sheet: Change = lambda same: same) -> Path:
    """The shipped workbook in which the name TrendCells leads to another place."""
    moved = rb"\g<1>" + area.encode() + rb"<"
    name = {BOOK: lambda book: re.sub(rb'(<definedName name="TrendCells">)[^<]*<', moved, book)}
    is_same = sheet(b"</sheetData>") == b"</sheetData>"
    return changed(path, name if is_same else name | {"xl/worksheets/sheet7.xml": sheet})


def put(path: Path, block: list[list[object]] = BLOCK) -> Path:
    edit(path, lambda book: book.put("TrendCells", block, HEIGHTS), NOW)
    return path


def test_a_block_is_put_into_a_range_and_its_rows_are_shown_or_hidden(tmp_path: Path):
    book = with_range(tmp_path / "PI.xlsm", "Trends!$A$4:$C$6")
    before = parts(book)
    put(book)
    sheet = openpyxl.load_workbook(book)["Trends"]
    assert [[cell.value for cell in row] for row in sheet["A4:C6"]] == [
        ["No", "Latest", None],
        ["1", "=1+1", 0.5],
        [None, None, None],
    ]
    assert sheet["B5"].data_type == "s"  # a word, whatever it looks like
    shown = {row: (sheet.row_dimensions[row].height, sheet.row_dimensions[row].hidden) for row in (4, 5, 6, 7)}
    assert shown == {4: (None, False), 5: (60, False), 6: (135, True), 7: (135, True)}
    assert [name for name, part in parts(book).items() if part != before[name]] == ["xl/worksheets/sheet7.xml"]


def test_a_block_takes_the_place_of_the_one_before_and_leaves_nothing_of_it(tmp_path: Path):
    book = put(with_range(tmp_path / "PI.xlsm", "Trends!$A$4:$C$6"), [*BLOCK[:1], *[["2", "x", 1.0]] * 2])
    sheet = openpyxl.load_workbook(put(book))["Trends"]
    assert [[cell.value for cell in row] for row in sheet["A4:C6"]] == BLOCK


@pytest.mark.parametrize(
    ("area", "sheet", "why"),
    [
        ("Gone!$A$4:$C$6", lambda same: same, "there is no range TrendCells; move your tables' rows into a new"),
        ("#REF!", lambda same: same, "there is no range TrendCells"),
        ("Trends!$A$4:$C$7", lambda same: same, "the range TrendCells is not as it was made; take out the rows"),
        (
            "Trends!$A$4:$C$6",
            lambda sheet: sheet.replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>'),
            "the sheet is protected; take its protection off",
        ),
    ],
)
def test_a_block_that_cannot_be_put_changes_nothing(tmp_path: Path, area: str, sheet: Change, why: str):
    book = with_range(tmp_path / "PI.xlsm", area, sheet)
    before = book.read_bytes()
    with pytest.raises(Refused, match=re.escape(why)):
        put(book)
    assert (book.read_bytes(), list(tmp_path.iterdir())) == (before, [book])


@needs_sdk
def test_a_workbook_with_a_block_put_into_it_is_valid(tmp_path: Path):
    assert sdk_errors(put(with_range(tmp_path / "PI.xlsm", "Trends!$A$4:$C$6"))) == []
