"""A saved workbook is read as Excel would show it; only our own tables are read, and only they can refuse it.

openpyxl is the second witness: another program, by other people, that reads the same cells. `python dev.py fuzz` has
thousands of changed workbooks read by both, of which a share is read here.
"""

from __future__ import annotations

import datetime as dt
import re
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from mutants import PARTS, SHIPPED, mutant, put
from witnesses import alike, by_openpyxl, by_us, outcome

from books import DETAILS, INDICATORS
from performance_index.finding import NotReadable, Severity
from performance_index.workbook import layout
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables

INDEX_SHEET, GUIDE_SHEET = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def changed(path: Path, changes: Mapping[str, Change], add: Mapping[str, bytes] | None = None) -> Path:
    """The shipped workbook with some parts changed and some added."""
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            before = source.read(name)
            after = changes.get(name, changes.get("*", lambda same: same))(before)
            assert after != before or name not in changes
            target.writestr(name, after)
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return path


def before(end: str, xml: str) -> Change:
    """A part with some XML before the first place that holds `end`."""
    return lambda part: part.replace(end.encode(), (xml + end).encode(), 1)


def test_the_shipped_workbook_holds_what_openpyxl_finds_in_it():
    assert alike(by_us(SHIPPED)) == alike(by_openpyxl(SHIPPED))
    assert set(by_us(SHIPPED)) == {table.name for table in layout.TABLES}


@pytest.mark.parametrize("seed", range(60))
def test_both_readers_find_the_same_in_a_changed_workbook_or_it_is_refused_in_a_sentence(tmp_path: Path, seed: int):
    path = tmp_path / "PI.xlsm"
    path.write_bytes(mutant(seed))
    assert outcome(path)


NOON = dt.datetime.fromisoformat("1900-01-01T12:00")
FORMATS = {
    "General": 1.5, "0.00": 1.5, '"days" 0': 1.5, "[Red]0.0": 1.5, "0.0_d": 1.5, "#,##0\\d": 1.5, "[$-809]0": 1.5,
    "dd/mm/yyyy": NOON, "[$-F800]dddd": NOON,
    "[h]:mm": dt.timedelta(hours=36), "0;[Red]dd": 1.5,
}  # fmt: skip


@pytest.mark.parametrize("code", FORMATS)
def test_a_number_is_a_day_only_where_its_format_shows_one(tmp_path: Path, code: str):
    def style(part: bytes) -> bytes:
        told = code.replace('"', "&quot;")
        ours = f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{told}"/></numFmts><fonts'.encode()
        part = re.sub(rb"<numFmts.*?</numFmts>", b"", part).replace(b"<fonts", ours, 1)
        return re.sub(rb'(<cellXfs count="\d+"><xf numFmtId=)"\d+"', rb'\1"200"', part)

    cell = put("O8", '<c r="O8"><v>1.5</v></c>')
    path = changed(tmp_path / "PI.xlsm", {"xl/styles.xml": style, INDEX_SHEET: cell})
    table = read_tables(path)[INDICATORS]
    assert table.records()[1]["Oct"] == FORMATS[code]


@pytest.mark.parametrize(
    ("saved", "is_read"),
    [
        ("bell_x0007_here", "bell\x07here"), ("one_x000D_\ntwo", "one\r\ntwo"), ("_x005F_x0007_", "_x0007_"),
        ("_x0041__x0042_", "AB"), ("_x00e9_t_x00E9_", "été"), ("_x007_", "_x007_"), ("_X0007_", "_X0007_"),
        ("_xD83D__xDE00_", "😀"), ("_xD83D_", "\ufffd"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["inlineStr", "str", "s"])
def test_excels_escapes_are_read_as_the_characters_they_stand_for(tmp_path: Path, saved: str, is_read: str, kind: str):
    cell = {
        "inlineStr": f'<c r="B8" t="inlineStr"><is><t>{saved}</t></is></c>',
        "str": f'<c r="B8" t="str"><f>A1</f><v>{saved}</v></c>',
        "s": '<c r="B8" t="s"><v>0</v></c>',
    }[kind]
    first = re.compile(rb"<si>.*?</si>", re.DOTALL)
    strings = {"xl/sharedStrings.xml": lambda part: first.sub(f"<si><t>{saved}</t></si>".encode(), part, count=1)}
    path = changed(tmp_path / "PI.xlsm", {INDEX_SHEET: put("B8", cell), **(strings if kind == "s" else {})})
    assert read_tables(path)[INDICATORS].records()[1]["Indicator"] == is_read


def test_a_control_character_never_reaches_the_index(tmp_path: Path):
    cell = '<c r="B8" t="inlineStr"><is><t>bell_x0007_here_x000B_there</t></is></c>'
    index = read_book(changed(tmp_path / "PI.xlsm", {INDEX_SHEET: put("B8", cell)})).index
    assert index is not None
    assert index.indicators[1].name == "bellhere\nthere"


def strict(part: bytes) -> bytes:
    """A part of the other form of Open XML: other namespaces, other types of relationship."""
    for ours, theirs in (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    ):
        part = part.replace(ours, theirs)
    return part


MERGED = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
SOUND: dict[str, tuple[Mapping[str, Change], Mapping[str, bytes]]] = {
    "a wide merge elsewhere": ({GUIDE_SHEET: before("<pageMargins", MERGED.format("B50:XFD1048576"))}, {}),
    "a merge of whole columns": ({GUIDE_SHEET: before("<pageMargins", MERGED.format("H1:XFD1048576"))}, {}),
    "a merge beside our table": ({INDEX_SHEET: before("<conditionalFormatting", MERGED.format("A100:XFD9000"))}, {}),
    "Strict Open XML": ({"*": strict}, {}),
    "a part that is not XML": ({"xl/theme/theme1.xml": lambda _: b"<not xml"}, {}),
    "a drawing cut short": ({"xl/drawings/drawing1.xml": lambda part: part[:99]}, {}),
    "an unreadable sheet of others": ({GUIDE_SHEET: lambda part: part[:300]}, {}),
    "a fill that is none": ({"xl/styles.xml": before("</fills>", "<fill/>")}, {}),
    "a link to another program": (
        {"xl/_rels/workbook.xml.rels": before("</Relationships>", (
            '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'externalLink" Target="externalLinks/externalLink1.xml"/>'))},
        {"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>"},
    ),
    "names in other capitals": (
        {"xl/_rels/workbook.xml.rels": lambda part: part.replace(b"worksheets/sheet", b"Worksheets/SHEET"),
         "xl/worksheets/_rels/sheet2.xml.rels": lambda part: part.replace(b"tables/table", b"Tables/Table")},
        {},
    ),
    "names from the top": (
        {"xl/_rels/workbook.xml.rels": lambda part: part.replace(b'Target="', b'Target="/xl/')}, {},
    ),
    "our table in other capitals": (
        {"xl/tables/table1.xml": lambda part: part.replace(b"Indicators", b"INDICATORS", 2)}, {},
    ),
    "cells without an address": (
        {"xl/worksheets/sheet4.xml": lambda sheet: re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", sheet)}, {},
    ),
    "rows without a number": (
        {"xl/worksheets/sheet4.xml": lambda sheet: re.sub(rb'<row r="(\d+)"', _number_where_needed, sheet)}, {},
    ),
}  # fmt: skip


def _number_where_needed(row: re.Match[bytes]) -> bytes:
    return row[0] if int(row[1]) <= 4 else b"<row"


@pytest.mark.parametrize("name", SOUND)
def test_what_is_none_of_our_tables_neither_refuses_a_workbook_nor_changes_it(tmp_path: Path, name: str):
    assert by_us(changed(tmp_path / "PI.xlsm", *SOUND[name])) == by_us(SHIPPED)


UNSOUND: dict[str, Change] = {
    "no cells at all": lambda sheet: re.sub(rb"<sheetData>.*</sheetData>", b"", sheet, flags=re.DOTALL),
    "cells in two places": before("<conditionalFormatting", "<sheetData/>"),
    "rows outside": lambda sheet: sheet.replace(b"sheetData>", b"sheetRows>"),
    "another part": lambda _: b"<x/>",
    "a row beyond the last": lambda sheet: sheet.replace(b'<row r="8"', b'<row r="99999999"'),
    "rows out of order": lambda sheet: sheet.replace(b'<row r="8"', b'<row r="3"'),
    "a cell of another row": put("B8", '<c r="B9"><v>1</v></c>'),
    "a text that is not there": put("B8", '<c r="B8" t="s"><v>99999</v></c>'),
    "a text before the first": put("B8", '<c r="B8" t="s"><v>-1</v></c>'),
    "a format before the first": put("B8", '<c r="B8" s="-1"><v>1</v></c>'),
    "no cell among the cells": put("B8", '<table r="B8"><v>1</v></table>'),
    "a type that there is not": put("B8", '<c r="B8" t="z"><v>1</v></c>'),
    "neither true nor false": put("B8", '<c r="B8" t="b"><v>257</v></c>'),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_sheet_that_is_none_is_refused_and_never_read_as_blank(tmp_path: Path, name: str):
    with pytest.raises(NotReadable, match="is not a workbook that can be read"):
        read_tables(changed(tmp_path / "PI.xlsm", {INDEX_SHEET: UNSOUND[name]}))


def test_shared_texts_with_something_else_among_them_are_refused(tmp_path: Path):
    strings = {"xl/sharedStrings.xml": lambda part: part.replace(b"<si>", b"<f>", 1).replace(b"</si>", b"</f>", 1)}
    with pytest.raises(NotReadable, match="is not a workbook that can be read"):
        read_tables(changed(tmp_path / "PI.xlsm", strings))


def test_a_heading_that_is_a_number_reads_as_excel_shows_it(tmp_path: Path):
    path = changed(tmp_path / "PI.xlsm", {INDEX_SHEET: put("AI6", '<c r="AI6"><v>2020</v></c>')})
    assert "2020" in read_tables(path)[INDICATORS].headings


@pytest.mark.parametrize("part", ["xl/tables/table1.xml", INDEX_SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(tmp_path: Path, part: str, encoding: str):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def armed(content: bytes) -> bytes:
        body = content.decode().partition("?>")[2]
        return f'<?xml version="1.0" encoding="{encoding}"?>{bomb}{body}'.encode(encoding)

    with pytest.raises(NotReadable, match="is not a workbook that can be read"):
        read_tables(changed(tmp_path / "PI.xlsm", {part: armed}))


def test_a_part_without_end_is_refused_before_it_is_unpacked(tmp_path: Path):
    path, blanks = changed(tmp_path / "PI.xlsm", {}), bytes(10_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, part in PARTS.items():
            with target.open(name, "w") as file:
                file.write(part)
                for _ in range(51 if name == INDEX_SHEET else 0):
                    file.write(blanks)
    assert path.stat().st_size < 5_000_000
    tracemalloc.start()
    with pytest.raises(NotReadable, match="is not a workbook that can be read"):
        read_tables(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000


def test_a_header_row_that_is_switched_off_is_told_as_that(tmp_path: Path):
    changes = {"xl/tables/table1.xml": before('totalsRowShown="0"', 'headerRowCount="0" ')}
    says = r"the header row of the table Indicators \(sheet Index\) is switched off; .*Table Design, Header Row"
    with pytest.raises(NotReadable, match=says):
        read_tables(changed(tmp_path / "PI.xlsm", changes))


def test_an_indicators_number_that_excel_made_a_date_of_is_an_error_with_its_cure(tmp_path: Path):
    cell = put("A8", '<c r="A8" t="d"><v>2020-02-01</v></c>')
    path = changed(tmp_path / "PI.xlsm", {INDEX_SHEET: cell})
    (error,) = [str(one) for one in read_book(path).unreadable]
    assert error.startswith("Index!A8: the date 01/02/2020 stands where a number belongs")
    assert error.endswith("format the column as Text, and type the number again")


def test_a_day_that_is_written_as_one_is_read_as_one(tmp_path: Path):
    cell = put("B12", '<c r="B12" t="d"><v>2020-09-30</v></c>')
    path = changed(tmp_path / "PI.xlsm", {"xl/worksheets/sheet3.xml": cell})
    assert read_tables(path)[DETAILS].rows[7][1] == dt.datetime.fromisoformat("2020-09-30")


BELOW = "is below the table"


def below(path: Path, cells: dict[str, object], sheet: str = "Index") -> list[str]:
    """What is found of what stands below a table, after these cells were typed on a sheet of the shipped workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know our print areas
        changed = openpyxl.load_workbook(SHIPPED, keep_vba=True)
    for address, value in cells.items():
        changed[sheet][address] = value
    changed.save(path)
    return [f"{one.severity.value} {one}" for one in read_book(path).findings() if BELOW in one.what]


@pytest.mark.parametrize(
    ("sheet", "cells", "place", "is_warning"),
    [
        pytest.param("Index", {"A39": "40", "B39": "One more"}, "Index!A39", False, id="an indicator that touches"),
        pytest.param("Index", {"F39": 0}, "Index!A39", False, id="a figure that touches"),
        pytest.param("Index", {"A42": "40", "B42": "One more"}, "Index!A42", False, id="an indicator after blank rows"),
        pytest.param("Index", {"B42": "Source: our own"}, None, False, id="a note after blank rows"),
        pytest.param("Index", {"A46": "40", "B46": "One more"}, "Index!A46", True, id="far below"),
        pytest.param("Index", {"A41": "40"}, "Index!A41", True, id="a number alone"),
        pytest.param("Index", {"A41": "Notes"}, None, False, id="a word alone"),
        pytest.param(
            "Index", {"A46": "40", "B46": "x", "B39": "y"}, "Index!A39", False, id="the error before the warning"
        ),
        pytest.param("Profile", {"A60": "2", "C60": 0.4}, "Profile!A60", True, id="a target far below"),
        pytest.param("Settings", {"A14": "states"}, "Settings!A14", False, id="a part of the rule"),
        pytest.param("Index", {"AZ39": "beside"}, None, False, id="beside the columns"),
        pytest.param("Report", {"B36": "A pressure of £20,000"}, "Report!A36", False, id="a text of the report"),
        pytest.param("Report", {"A16": "Committee"}, "Report!A16", False, id="a detail"),
        pytest.param("Report", {}, None, False, id="nothing"),
    ],
)
def test_what_a_table_does_not_take_in_is_an_error(
    tmp_path: Path,
    sheet: str,
    cells: dict[str, object],
    place: str | None,
    is_warning: bool,  # noqa: FBT001 - a column of the table
):
    name = {"Index": "Indicators", "Profile": "Profile", "Settings": "RatingRule"}.get(sheet, "ReportDetails")
    name = "ReportText" if "B36" in cells else name
    stands = f"{place}: what stands here {BELOW} {name}, so that nothing reads it; "
    drag = "drag the table's lower right corner down over it, or move it away from the table"
    move = "if it belongs to the table, move it to the row below the table's last; else leave it"
    said = [f"error {stands}{drag}", f"warning {stands}{move}"]
    made = below(tmp_path / "x.xlsm", cells, sheet)
    assert [said.index(line) for line in made] == ([] if place is None else [int(is_warning)])


def test_a_table_that_was_made_smaller_stops_the_report(tmp_path: Path):
    path = tmp_path / "x.xlsm"
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b'"A6:AL38"', b'"A6:AL30"'))
    found = [one for one in read_book(path).findings() if BELOW in one.what]
    assert [(one.place, one.severity) for one in found] == [("Index!A31", Severity.ERROR)]
