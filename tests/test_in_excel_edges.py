"""What other programs and Excel itself make of our tables, met by a button as by the command line: one answer."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copy

import docx
import pytest
from click.testing import CliRunner

from books import book
from excel_double import Excel
from performance_index.cli import main
from performance_index.workbook import layout

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
GENERATE, CHECK, RECORD = "Generate report", "Check index", "Record as published"
NAME = "2020-11-04 Performance Monitoring Report.docx"
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them

Opened = Callable[[], Excel]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a copy of the shipped workbook in Excel."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Excel(Path(copy(SHIPPED, tmp_path / "PI.xlsm")), remembers=True))


def by_command(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def without_headers(table: layout.Table, path: Path) -> Path:
    """The shipped workbook as Excel saves it with the header row of a table switched off."""
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if f' displayName="{table.name}"'.encode() in part:
                part = part.replace(b' totalsRowShown="0"', b' headerRowCount="0" totalsRowShown="0"')
            target.writestr(name, part)
    return path


def checked(excel: Excel) -> list[str]:
    """What the Check sheet lists."""
    sheet, area, cells = excel.table(layout.FINDINGS.name)
    rows = [
        [excel.value(excel.address(sheet, area.top + n, area.left + at)) for at in range(4)]
        for n in range(1, len(cells))
    ]
    return [f"{severity} {place}: {what}; {cure}" for severity, place, what, cure in rows]


@pytest.mark.parametrize("button", [GENERATE, CHECK, RECORD])
@pytest.mark.parametrize("table", [layout.INDICATORS, layout.REPORT_DETAILS, layout.FINDINGS], ids=lambda one: one.name)
def test_a_header_row_that_is_switched_off_is_told_as_it_is_of_a_saved_workbook(
    opened: Opened, tmp_path: Path, button: str, table: layout.Table
):
    excel = opened()
    excel.hide_headers(table.name)
    excel.press(button)
    (message,) = excel.messages
    says = f"the header row of the table {table.name} (sheet {table.sheet}) is switched off; "
    says += "switch it on in Excel: Table Design, Header Row."
    assert message.words == f"PI.xlsm: {says}"
    assert excel.status_bar is False
    assert not (tmp_path / "reports").exists()
    assert by_command("check", without_headers(table, tmp_path / "saved.xlsm")).endswith(f"saved.xlsm: {says}\n")


def test_merged_cells_of_a_table_are_an_error_in_the_open_workbook_as_in_a_saved_one(opened: Opened, tmp_path: Path):
    excel = opened()
    excel.merge("Index!N8:N9")
    excel.press(CHECK)
    said = [line for line in checked(excel) if "merged" in line]
    told = "Index!N8: the cells N8:N9 are merged, so that only the first of them has a value; unmerge them"
    told += " (Home, Merge & Center, Unmerge Cells), and type into each what belongs there"
    assert said == [f"Error {told}"]
    saved = by_command("check", excel.copy_to(tmp_path / "saved.xlsm")).splitlines()
    assert [line for line in saved if "merged" in line] == [f"error   {told}"]
    excel.press(GENERATE)
    assert "so nothing was made" in excel.messages[-1].words
    assert not (tmp_path / "reports").exists()


def test_a_control_character_makes_the_same_report_by_the_button_and_at_a_terminal(opened: Opened, tmp_path: Path):
    """Excel hands the button the character itself, and saves it as _x0007_; what looks so already, as _x005F_x0007_."""
    typed = "Two\x07 lawyers\x0bhave\x1f joined_x0007_."
    excel = opened()
    excel.type(excel.place(layout.INDICATORS.name, "16", "Service commentary"), typed)
    excel.press(GENERATE)
    saved = book(tmp_path / "saved.xlsm", {(layout.INDICATORS.name, "16", "Service commentary"): typed})
    with zipfile.ZipFile(saved) as package:
        assert b"Two_x0007_ lawyers_x000B_have_x001F_ joined_x005F_x0007_." in package.read("xl/sharedStrings.xml")
    by_command("report", saved, "-o", tmp_path / "by command")
    reports = [docx.Document(str(tmp_path / folder / NAME)) for folder in ("reports", "by command")]
    by_button, at_terminal = (list(report.element.body.itertext()) for report in reports)
    assert by_button == at_terminal
    assert "Two lawyers" in "".join(by_button)
    assert "have joined_x0007_." in "".join(by_button)
