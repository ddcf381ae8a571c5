"""Whatever a person typed for the report is printed or told of: beside a table, in a copied sheet, in a comment."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from test_read_saved import INDEX_SHEET, before, changed, put

from performance_index.finding import Finding, Severity
from performance_index.workbook.around import copy_of
from performance_index.workbook.read import read_book, read_whole
from performance_index.workbook.read_open import read_open
from performance_index.workbook.tables import NOTHING_AROUND, TableCells, read_tables

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"
REPORT_SHEET, BOOK = "xl/worksheets/sheet3.xml", "xl/workbook.xml"
INDEX_LINKS, BOOK_LINKS = "xl/worksheets/_rels/sheet2.xml.rels", "xl/_rels/workbook.xml.rels"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
KNOWN = {str(finding) for finding in read_book(SHIPPED).findings()}
Change = Callable[[bytes], bytes]


def found(path: Path) -> list[Finding]:
    """What is found that is not found in the shipped workbook."""
    return [finding for finding in read_book(path).findings() if str(finding) not in KNOWN]


def words(*cells: tuple[str, str]) -> Change:
    """A sheet with texts in cells that were blank, or rows that were not there."""

    def change(sheet: bytes) -> bytes:
        for cell, said in cells:
            row = re.sub("[A-Z]", "", cell)
            xml = f'<c r="{cell}" t="inlineStr"><is><t>{said}</t></is></c>'.encode()
            there = re.search(rf'<row r="{row}"[^>]*>'.encode(), sheet)
            if there is None:
                sheet = sheet.replace(b"</sheetData>", b'<row r="%s">%s</row></sheetData>' % (row.encode(), xml))
            else:
                end = sheet.index(b"</row>", there.end())
                sheet = sheet[:end] + xml + sheet[end:]
        return sheet

    return change


def test_nothing_stands_around_the_tables_of_the_shipped_workbook():
    assert [name for name, table in read_tables(SHIPPED).items() if table.around != NOTHING_AROUND] == []


def test_words_beside_a_table_are_one_warning_for_each_block(tmp_path: Path):
    texts = (("C20", "Refer to Cabinet"), ("C21", "Urgent"), ("D21", "Today"), ("C30", "Ask legal"))
    first, second = found(changed(tmp_path / "a.xlsm", {REPORT_SHEET: words(*texts)}))
    assert (first.severity, first.place, second.place) == (Severity.WARNING, "Report!C20", "Report!C30")
    assert "here and in 2 more cells by it is beside the table ReportText" in first.what
    assert "(“Refer to Cabinet”)" in first.what
    assert "a note of your own may stand from column F on" in first.cure


@pytest.mark.parametrize(("cell", "is_told"), [("AM9", True), ("AO9", True), ("AP9", False), ("AM2", False)])
def test_a_note_a_few_columns_away_or_above_the_table_may_stay(tmp_path: Path, cell: str, *, is_told: bool):
    path = changed(tmp_path / "a.xlsm", {INDEX_SHEET: words((cell, "Do not publish"))})
    assert [one.place for one in found(path)] == ([f"Index!{cell}"] if is_told else [])


def test_a_figure_beside_a_table_may_stay(tmp_path: Path):
    assert found(changed(tmp_path / "a.xlsm", {INDEX_SHEET: words(("AM9", "48.0"))})) == []


@pytest.mark.parametrize("row", [38, 60])
def test_a_paragraph_below_the_texts_is_told_of_though_it_has_no_section(tmp_path: Path, row: int):
    (one,) = found(changed(tmp_path / "a.xlsm", {REPORT_SHEET: words((f"B{row}", "A further paragraph."))}))
    assert (one.severity, one.place) == (Severity.WARNING, f"Report!A{row}")


@pytest.mark.parametrize("row", [300, 5000])
def test_an_indicator_far_below_the_table_is_told_of(tmp_path: Path, row: int):
    (one,) = found(changed(tmp_path / "a.xlsm", {INDEX_SHEET: words((f"A{row}", "99"), (f"B{row}", "New indicator"))}))
    assert one.place == f"Index!A{row}"


def wider(part: str, heading: str, letters: tuple[str, str], columns: int) -> dict[str, Change]:
    """A table with one more column."""

    def change(table: bytes) -> bytes:
        table = re.sub(rb'(ref="A\d+:)%s(\d+")' % letters[0].encode(), rb"\g<1>%s\g<2>" % letters[1].encode(), table)
        table = table.replace(b'<tableColumns count="%d">' % columns, b'<tableColumns count="%d">' % (columns + 1))
        return table.replace(b"</tableColumns>", f'<tableColumn id="99" name="{heading}"/></tableColumns>'.encode())

    return {part: change}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Service commentary2", "Service commentary"), ("Comments", "Service commentary"),
        ("Column1", "Service commentary"), ("Data caveat (2)", "Data caveat"), ("Publish?", "Data caveat"),
        ("Reason", "Override reason"), ("Lead service 2", "Lead service"),
        ("Owner", ""), ("Notes to self", ""), ("Source system", ""), ("Own: Comments", ""),
    ],
)  # fmt: skip
def test_a_column_with_words_is_told_of_once_where_it_may_be_taken_for_one_that_is_printed(
    tmp_path: Path, heading: str, column: str
):
    texts = words(("AM6", heading), ("AM9", "Unsafe practice was found."), ("AM10", "So it was here."))
    path = changed(
        tmp_path / "a.xlsm", {**wider("xl/tables/table1.xml", heading, ("AL", "AM"), 38), INDEX_SHEET: texts}
    )
    told = found(path)
    assert [one.place for one in told] == (["Index!AM9"] if column else [])
    assert all(f"put it into the column {column}" in one.cure for one in told)


def test_a_third_column_of_the_texts_is_told_of_whatever_its_name(tmp_path: Path):
    texts = words(("C19", "Column1"), ("C22", "Two services are in intervention."))
    path = changed(
        tmp_path / "a.xlsm", {**wider("xl/tables/table3.xml", "Column1", ("B", "C"), 2), REPORT_SHEET: texts}
    )
    (one,) = found(path)
    assert one.place == "Report!C22"
    assert "put it into the column Text" in one.cure


def test_a_column_without_words_is_not_told_of(tmp_path: Path):
    path = changed(
        tmp_path / "a.xlsm",
        {**wider("xl/tables/table1.xml", "Column1", ("AL", "AM"), 38), INDEX_SHEET: words(("AM6", "Column1"))},
    )
    assert found(path) == []


# --- a sheet that was copied or hidden -------------------------------------------------------------------------------


def copied(path: Path, change: Change = lambda sheet: sheet, name: str = "Indicators10", *, hide: bool = False) -> Path:
    """The shipped workbook with a copy of its Index sheet, as Excel makes one, changed."""
    with zipfile.ZipFile(SHIPPED) as source:
        sheet, table = source.read(INDEX_SHEET), source.read("xl/tables/table1.xml")
    sheet = re.sub(rb"<legacyDrawing[^>]*/>|<drawing [^>]*/>|<mc:AlternateContent.*?</mc:AlternateContent>", b"", sheet)
    table = table.replace(b'name="Indicators" displayName="Indicators"', f'name="{name}" displayName="{name}"'.encode())
    link = f'<Relationship Id="rId99" Type="{KINDS}/worksheet" Target="worksheets/sheet99.xml"/>'
    hidden = ' state="hidden"' if hide else ""
    return changed(
        path,
        {
            BOOK: lambda part: part.replace(b'sheetId="2"', b'sheetId="2"' + hidden.encode()).replace(
                b"</sheets>", b'<sheet name="Index (2)" sheetId="99" r:id="rId99"/></sheets>'
            ),
            BOOK_LINKS: before("</Relationships>", link),
        },
        {
            "xl/worksheets/sheet99.xml": change(sheet),
            "xl/worksheets/_rels/sheet99.xml.rels": (
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                f'Id="rId1" Type="{KINDS}/table" Target="../tables/table9.xml"/></Relationships>'
            ).encode(),
            "xl/tables/table9.xml": table,
        },
    )


@pytest.mark.parametrize("name", ["Indicators10", "Indicators_2", "Archive"])
def test_a_copy_of_a_sheet_that_says_something_else_is_an_error_and_names_the_first_cell(tmp_path: Path, name: str):
    (one,) = found(copied(tmp_path / "a.xlsm", put("N9", '<c r="N9"><v>0.6</v></c>'), name))
    assert (one.severity, one.place) == (Severity.ERROR, "'Index (2)'!A6")
    assert f"this table ({name}) looks like Indicators on the sheet Index, which alone is read" in one.what
    assert "'Index (2)'!N9" in one.what


@pytest.mark.parametrize(
    ("name", "headings", "ours"),
    [
        ("ReportText3", ("Section", "Text"), "ReportText"),
        ("reportdetails_2", ("Detail", "Value"), "ReportDetails"),
        ("Options13", ("Setting", "Value", "What it means"), "Options"),
        ("Profile2", ("No", "Month", "Target"), "Profile"),
        ("Glossary", ("Section", "Text"), ""),
        ("Profile2", ("Name", "Age"), ""),
        ("Options", ("Setting", "Value", "What it means"), ""),
    ],
)
def test_a_table_is_a_copy_by_its_name_and_columns(name: str, headings: tuple[str, ...], ours: str):
    assert copy_of(name, headings) == ours


def test_a_copy_of_a_sheet_that_says_the_same_is_a_warning(tmp_path: Path):
    (one,) = found(copied(tmp_path / "a.xlsm"))
    assert one.severity is Severity.WARNING


def test_a_hidden_sheet_of_which_the_report_is_made_is_a_warning(tmp_path: Path):
    told = found(copied(tmp_path / "a.xlsm", hide=True))
    assert "the sheet Index is hidden, and the report is made from it" in {one.what for one in told}


@pytest.mark.parametrize(("name", "is_told"), [("Report", True), ("Profile", True), ("Settings", False)])
def test_sheets_that_nobody_types_the_report_into_may_be_hidden(tmp_path: Path, name: str, *, is_told: bool):
    path = changed(
        tmp_path / "a.xlsm",
        {BOOK: lambda part: part.replace(f'name="{name}"'.encode(), f'name="{name}" state="veryHidden"'.encode())},
    )
    assert bool(found(path)) is is_told


# --- what is there and not seen --------------------------------------------------------------------------------------


def hide(*rows: int) -> Change:
    return lambda sheet: re.sub(rb'<row r="(%s)"' % "|".join(map(str, rows)).encode(), rb'\g<0> hidden="1"', sheet)


def test_a_hidden_row_is_a_warning_and_many_are_one(tmp_path: Path):
    (one,) = found(changed(tmp_path / "a.xlsm", {INDEX_SHEET: hide(9)}))
    assert (one.severity, one.place) == (Severity.WARNING, "Index!A9")
    (one,) = found(changed(tmp_path / "b.xlsm", {INDEX_SHEET: hide(*range(9, 16))}))
    assert "Index!A9:A15" in one.what


def test_a_hidden_row_of_a_table_with_nothing_in_it_is_not_told_of(tmp_path: Path):
    def empty(sheet: bytes) -> bytes:
        return re.sub(rb'<row r="9"[^>]*>.*?</row>', b'<row r="9" hidden="1"><c r="A9"/></row>', sheet)

    assert not [one for one in found(changed(tmp_path / "a.xlsm", {INDEX_SHEET: empty})) if "hidden" in one.what]


def test_a_hidden_row_above_or_below_the_table_is_nobodys_business(tmp_path: Path):
    assert found(changed(tmp_path / "a.xlsm", {INDEX_SHEET: hide(2, 6)})) == []


def test_rows_that_a_filter_hides_are_not_told_of(tmp_path: Path):
    path = changed(
        tmp_path / "a.xlsm",
        {
            INDEX_SHEET: hide(9),
            "xl/tables/table1.xml": lambda table: re.sub(
                rb"<autoFilter ([^>]*)/>", rb'<autoFilter \1><filterColumn colId="2"/></autoFilter>', table
            ),
        },
    )
    assert found(path) == []


def noted(path: Path, notes: dict[str, str], talks: str = "") -> Path:
    """The shipped workbook with comments on its Index sheet."""
    listed = "".join(
        f'<comment ref="{cell}" authorId="0"><text><r><t>{said}</t></r></text></comment>'
        for cell, said in notes.items()
    )
    links = f'<Relationship Id="rIdC" Type="{KINDS}/comments" Target="../comments1.xml"/>'
    links += '<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
    links += 'Target="../threadedComments/threadedComment1.xml"/>'
    conversations = f'<ThreadedComments xmlns="{THREADS}">{talks}</ThreadedComments>'
    return changed(
        path,
        {INDEX_LINKS: before("</Relationships>", links)},
        {
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{listed}</commentList></comments>'.encode(),
            "xl/threadedComments/threadedComment1.xml": conversations.encode(),
        },
    )


def test_a_comment_on_a_cell_of_a_table_is_quoted(tmp_path: Path):
    notes = {
        "N9": "PROVISIONAL - do not\npublish",
        "A2": "about the sheet",
        "A6": "about the heading",
        "AZ9": "far off",
    }
    (one,) = found(noted(tmp_path / "a.xlsm", notes))
    assert (one.severity, one.place) == (Severity.WARNING, "Index!N9")
    assert "(“PROVISIONAL - do not publish”)" in one.what


def test_a_conversation_is_quoted_by_its_first_words_until_it_is_resolved(tmp_path: Path):
    place = "[Threaded comment] Your version of Excel allows you to read this"
    talks = (
        '<threadedComment ref="N9" id="1"><text>Is this final?</text></threadedComment>'
        '<threadedComment ref="N9" id="2" parentId="1"><text>No.</text></threadedComment>'
        '<threadedComment ref="N10" id="3" done="1"><text>Was this final?</text></threadedComment>'
    )
    (one,) = found(noted(tmp_path / "a.xlsm", {"N9": place, "N10": place}, talks))
    assert one.place == "Index!N9"
    assert "(“Is this final?”)" in one.what


def test_many_comments_are_one_warning_that_quotes_each(tmp_path: Path):
    (one,) = found(noted(tmp_path / "a.xlsm", {f"N{row}": f"Word {row}" for row in range(7, 14)}))
    assert one.also[-1] == "Index!N13"
    assert "7 cells" in one.what
    assert "Index!N9: “Word 9”" in one.what


# --- in the open workbook --------------------------------------------------------------------------------------------


def test_the_open_workbook_is_told_what_its_file_has_around_its_tables(tmp_path: Path):
    path = changed(tmp_path / "a.xlsm", {INDEX_SHEET: words(("AM9", "Do not publish"), ("A300", "9"), ("B300", "New"))})
    told = {one.place for one in read_open(read_tables(SHIPPED), "a.xlsm", path).findings()}
    assert {"Index!AM9", "Index!A300"} <= told
    without = read_open(read_tables(SHIPPED), "a.xlsm", None).findings()
    assert without == read_whole(read_tables(SHIPPED), "a.xlsm").findings()
    assert read_open(read_tables(SHIPPED), "a.xlsm", tmp_path / "new.xlsm").findings() == without


def test_where_rows_have_come_or_gone_since_only_what_is_no_rows_is_told(tmp_path: Path):
    path = copied(tmp_path / "a.xlsm", hide=True)
    tables = read_tables(SHIPPED)
    shorter = {**tables, "Indicators": _without_last(tables["Indicators"])}
    told = [one.what for one in read_open(shorter, "a.xlsm", path).findings()]
    assert "the sheet Index is hidden, and the report is made from it" in told
    noted(tmp_path / "b.xlsm", {"N9": "Provisional"})
    told = [one.what for one in read_open(shorter, "b.xlsm", tmp_path / "b.xlsm").findings()]
    assert not [what for what in told if "Provisional" in what]


def _without_last(table: TableCells) -> TableCells:
    return replace(table, rows=table.rows[:-1], around=NOTHING_AROUND)
