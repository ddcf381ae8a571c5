"""Merged cells: in columns that are read an error with its place and cure, elsewhere nothing and in no time."""

from __future__ import annotations

import io
import time
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from mutants import PARTS, SHIPPED

from performance_index.cli import main
from performance_index.finding import Severity
from performance_index.workbook.read import read_book

INDEX, SETTINGS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet6.xml"


def merged(path: Path, sheet: str, *ranges: str) -> Path:
    """The shipped workbook with merged cells, as LibreOffice saves them: all but the first are blank."""
    with warnings.catch_warnings(action="ignore"):  # openpyxl drops the sparklines and the print area
        workbook = openpyxl.load_workbook(SHIPPED, keep_vba=True)
        cached = openpyxl.load_workbook(SHIPPED, data_only=True)
    for cells in cached[sheet].iter_rows():
        for cell in cells:
            workbook[sheet][cell.coordinate].value = cell.value
    for one in ranges:
        workbook[sheet].merge_cells(one)
    workbook.save(path)
    return path


def found(path: Path) -> list[str]:
    return [f"{one.severity.value} {one}" for one in read_book(path).findings() if "merged" in one.what]


@pytest.mark.parametrize(
    ("sheet", "cells", "place"),
    [
        pytest.param("Index", "N8:N9", "Index!N8", id="two figures"),
        pytest.param("Index", "N8:O8", "Index!N8", id="two months"),
        pytest.param("Index", "A37:A45", "Index!A37", id="out of the table below"),
        pytest.param("Index", "AH8:AK8", "Index!AH8", id="the last column that is read, and beyond it"),
        pytest.param("Index", "A5:B6", "Index!A6", id="the headings, from above"),
        pytest.param("Report", "B6:B7", "Report!B6", id="details"),
        pytest.param("Profile", "A5:A7", "Profile!A5", id="numbers of profiles"),
        pytest.param("Settings", "A5:B5", "Settings!A5", id="a rule and its value"),
        pytest.param("Index", "A1:C1", None, id="a title"),
        pytest.param("Index", "A40:AL900", None, id="below the table"),
        pytest.param("Index", "AM6:AZ38", None, id="beside the table"),
        pytest.param("Settings", "C5:C6", None, id="explanations, which nothing reads"),
        pytest.param("Check", "A5:D5", None, id="the Check sheet, which is only written"),
    ],
)
def test_merged_cells_are_an_error_where_they_hide_what_is_read(
    tmp_path: Path, sheet: str, cells: str, place: str | None
):
    said = f"error {place}: the cells {cells} are merged, so that only the first of them has a value; unmerge them "
    said += "(Home, Merge & Center, Unmerge Cells), and type into each what belongs there"
    made = merged(tmp_path / "PI.xlsm", sheet, cells)
    assert found(made) == ([said] if place else [])


def test_each_merge_is_told_and_its_rows_show_no_colour(tmp_path: Path):
    path = merged(tmp_path / "PI.xlsm", "Index", "N8:N9", "N12:O12")
    reading = read_book(path)
    assert [one.place for one in reading.findings() if one.severity is Severity.ERROR] == ["Index!N8", "Index!N12"]
    assert reading.in_doubt >= {1, 2, 5}
    assert 0 not in reading.in_doubt
    shown = CliRunner().invoke(main, ["show", str(path)])
    assert shown.exit_code == 1
    assert shown.output.count("This indicator cannot be rated") == 3


def test_merged_profiles_leave_all_ratings_in_doubt(tmp_path: Path):
    reading = read_book(merged(tmp_path / "PI.xlsm", "Profile", "A5:A7"))
    assert reading.index is not None
    assert len(reading.in_doubt) == len(reading.index.rated)


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_any_number_of_merged_cells_elsewhere_costs_no_time(tmp_path: Path, prefix: bytes):
    many = b"".join(b'<%bmergeCell ref="A%d:XFD%d"/>' % (prefix, n, n) for n in range(1000, 101000))
    many = b"<%bmergeCells>%b</%bmergeCells><conditionalFormatting" % (prefix, many, prefix)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in PARTS.items():
            after = part.replace(b"<conditionalFormatting", many, 1) if name == INDEX else part
            if prefix and name == INDEX:
                after = after.replace(
                    b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                )
            target.writestr(name, after)
    path = tmp_path / "PI.xlsm"
    path.write_bytes(out.getvalue())
    began = time.process_time()
    assert found(path) == []
    assert time.process_time() - began < 2
