"""What a report published is recorded in the workbook without Excel, as the button does it in Excel."""

from __future__ import annotations

import datetime as dt
import getpass
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from books import DETAILS, INDICATORS, book
from conformance import needs_sdk, sdk_errors
from performance_index.cli import main
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables

pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
OF_NOVEMBER = "for the meeting of 4 November 2020"
NO_SIGNAL = "Trends: 19 monthly indicators: none has a signal at the latest figure."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def record(path: Path) -> list[tuple[object, ...]]:
    """The rows of the record without its head."""
    return [row[4:] for row in read_tables(path)["Published"].rows if any(row)]


@needs_sdk
def test_a_report_is_recorded_in_place_with_a_copy_of_the_workbook_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOGNAME", "amy")
    path = book(tmp_path / "PI.xlsm")
    before = path.read_bytes()
    done = run("record", path)
    (copy,) = tmp_path.glob("PI (before *).xlsm")
    assert done.stdout == f"Recorded: 130 figures and 327 texts {OF_NOVEMBER}\n{NO_SIGNAL}\nas it was: {copy}\n"
    assert (done.stderr, done.exit_code) == ("", 0)
    assert copy.read_bytes() == before
    assert sdk_errors(path) == []
    first = read_tables(path)["Published"].rows[0]
    assert first[1:4] == ("amy", dt.datetime(2020, 11, 4), dt.datetime(2020, 9, 30))  # noqa: DTZ001 - Excel's days have no zone
    assert record(path)[0] == (None, None, None, None, None, "Record", "Everything; 32 indicators in the report")
    assert ("16", "Sep", 43.1, 26.0, "Red", None, None) in record(path)
    index = read_book(path).index
    assert index is not None
    last = read_book(path).history.last()
    assert last is not None
    assert set(last.rated) == {one.number.casefold() for one in index.indicators}


def test_a_meeting_is_recorded_again_only_where_one_says_so_and_then_what_has_changed(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("record", path)
    before, names = path.read_bytes(), sorted(tmp_path.iterdir())
    refused = run("record", path)
    day = f"{dt.datetime.now().astimezone():%-d %B %Y}"
    assert refused.stderr == (
        f"performance-index: the figures {OF_NOVEMBER} were recorded already on {day} by {getpass.getuser()}; "
        "set the next meeting's date, or record them again with --again.\n"
    )
    assert refused.exit_code == 1
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (before, names)
    again = run("record", path, "--again")
    assert again.stdout.startswith(f"Recorded: 0 figures and 0 texts {OF_NOVEMBER}\n")
    assert record(path)[-1][-1] == "What changed since the record before; 32 indicators in the report"


def test_a_workbook_with_errors_is_not_recorded(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(DETAILS, "Meeting date", "Value"): None, (INDICATORS, "16", "Sep"): "#N/A"})
    before = path.read_bytes()
    done = run("record", path)
    assert done.stderr.splitlines()[-1] == f"performance-index: {path} has 2 errors, so nothing was recorded."
    assert "error   Index!N23: the cell shows #N/A; mend the formula" in done.stderr
    assert done.exit_code == 1
    assert path.read_bytes() == before


def test_a_workbook_without_the_table_or_that_is_open_is_told_of(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    path.with_name("~$PI.xlsm").touch()
    assert "the workbook is open in Excel; close it there and do this again" in run("record", path).stderr


def test_who_recorded_is_blank_where_the_computer_does_not_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def nobody() -> str:
        raise OSError("no username set in the environment")

    monkeypatch.setattr("performance_index.cli_record.getuser", nobody)
    path = book(tmp_path / "PI.xlsm")
    assert run("record", path).exit_code == 0
    assert read_tables(path)["Published"].rows[0][1] is None
    assert "were recorded already on" in run("record", path).stderr


def trend_rows(path: Path) -> list[tuple[object, ...]]:
    return [row[:3] for row in load_workbook(path)["Trends"].iter_rows(5, 64, values_only=True) if any(row)]


def test_the_trends_sheet_is_drawn_with_the_record(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "1", "Service commentary"): "More than before."})
    assert trend_rows(path) == []
    run("record", path)
    drawn = trend_rows(path)
    assert len(drawn) == 19
    assert drawn[0] == (
        "1",
        "Number of contacts received by the Multi-Agency Safeguarding Hub",
        "Too few points: 6 of 12",
    )


def test_a_record_is_made_where_the_trends_cannot_be_drawn_and_it_says_so(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    rewritten(path, "xl/worksheets/sheet7.xml", b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')
    done = run("record", path)
    assert "The Trends sheet stays as it was: the sheet is protected; take its protection off" in done.stdout
    assert (done.exit_code, len(record(path)) > 100, trend_rows(path)) == (0, True, [])


def test_a_workbook_of_before_without_trends_is_recorded_without_a_word_of_them(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    rewritten(path, "xl/workbook.xml", b'name="TrendCells"', b'name="SomethingElse"')
    done = run("record", path)
    assert (done.exit_code, "Trend" in done.output) == (0, False)


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Change a part of a workbook."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
