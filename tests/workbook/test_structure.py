"""What a saved workbook is made of: its version, names, configuration and macros, whatever was done to it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from performance_index.finding import NotReadable
from performance_index.workbook import layout
from performance_index.workbook.configuration import CONFIGURATION
from performance_index.workbook.structure import alike, read_structure

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"


def changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The shipped workbook with its parts changed; None leaves one out."""
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return path


def test_the_shipped_workbook_has_all_of_it():
    found = read_structure(SHIPPED)
    assert re.fullmatch(r"\d+\.\d+\.\d+", found.made_by)
    assert found.configuration == {key.upper(): str(value) for key, value in CONFIGURATION}
    assert {"PeriodEnd", "TrendCells"} <= found.names
    assert found.modules
    assert {"xlwings", "modPerformanceIndex"} <= set(found.modules)
    assert set(found.tables) == {table.name for table in layout.TABLES}
    assert found.damage == ""


def test_a_workbook_saved_as_xlsx_has_no_macros(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        return None if name == "xl/vbaProject.bin" else content

    assert read_structure(changed(tmp_path / "PI.xlsm", change)).modules is None


def test_macros_that_are_damaged_are_told_of_and_stop_nothing_else(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        return content[:700] if name == "xl/vbaProject.bin" else content

    found = read_structure(changed(tmp_path / "PI.xlsm", change))
    assert found.modules == {}
    assert "the VBA project is damaged" in found.damage
    assert found.made_by


def test_a_name_whose_cells_were_deleted_is_none(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        return re.sub(rb">Report![^<]*<", b">Report!#REF!<", content) if name == "xl/workbook.xml" else content

    assert "PeriodEnd" not in read_structure(changed(tmp_path / "PI.xlsm", change)).names


def _plain(path: Path, config: list[tuple[object, ...]] | None, guide: str = "") -> Path:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet(layout.GUIDE).write("A9", guide)
        if config is not None:
            sheet = book.add_worksheet(layout.CONFIG)
            for row, pair in enumerate(config):
                sheet.write_row(row, 0, pair)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (None, None),
        ([], {}),
        ([("Debug UDFs", True), ("TEMP DIR", " x ")], {"DEBUG UDFS": "True", "TEMP DIR": "x"}),
        ([("a", "1"), (), ("b", "2")], {"A": "1"}),
        ([(), ("b", "2")], {}),
        ([("a", "1"), ("", "5"), ("b", "2")], {"A": "1"}),
    ],
)
def test_the_configuration_ends_where_xlwings_stops_to_read_it(
    tmp_path: Path, config: list[tuple[object, ...]] | None, expected: dict[str, str] | None
):
    assert read_structure(_plain(tmp_path / "PI.xlsx", config)).configuration == expected


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("Performance Index 0.2.0", "0.2.0"),
        (" Performance Index 1.0rc1 ", "1.0rc1"),
        ("Performance Index", ""),
        ("", ""),
    ],
)
def test_the_guide_says_the_version(tmp_path: Path, said: str, version: str):
    assert read_structure(_plain(tmp_path / "PI.xlsx", None, said)).made_by == version


def test_a_file_that_is_no_workbook_is_refused_with_what_it_is(tmp_path: Path):
    (tmp_path / "PI.xlsm").write_bytes(b"Dear all,")
    with pytest.raises(NotReadable, match="is plain text"):
        read_structure(tmp_path / "PI.xlsm")


def test_a_workbook_whose_parts_are_odd_is_refused_with_a_cure(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        return content.replace(b"<si>", b"<sy>").replace(b"</si>", b"</sy>") if "sharedStrings" in name else content

    with pytest.raises(NotReadable, match="open it in Excel, save it, and try again"):
        read_structure(changed(tmp_path / "PI.xlsm", change))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ('Attribute VB_Name = "a"\r\nDim x', "dim  X\n\n", True),
        ("Dim x", "Dim y", False),
        ("If a Then b", "If a Then b ' more", False),
    ],
)
def test_modules_are_alike_whatever_capitals_and_spaces_excel_gives_them(ours: str, theirs: str, *, same: bool):
    assert alike(ours, theirs) is same
