"""The next period begins in a workbook that is in use: what was said of the last one is cleared, and all of it told."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from books import DETAILS, INDICATORS, TEXTS, Changes, book
from conformance import needs_sdk, sdk_errors
from excel_double import Excel
from performance_index.cli import main
from performance_index.last_period import OF_INDICATORS
from performance_index.period import FinancialYear
from performance_index.workbook import layout
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables
from test_record import rewritten

pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
SAID: Changes = {
    (INDICATORS, "22", "Override"): "Green",
    (INDICATORS, "22", "Override reason"): "The panel counts offers.",
    (INDICATORS, "24", "Data status"): "Provisional",
    (INDICATORS, "26", "Service commentary"): "Annual, and good.",
    (TEXTS, "Timetable", "Text"): "The next report is due in February.",
    (TEXTS, "Exception report", "Text"): "Two are new.",
}
INDEX = "xl/worksheets/sheet2.xml"
NOW = ("--meeting", "3/2/2021")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture(name="path")
def fixture_path(tmp_path: Path) -> Path:
    """A workbook whose September was recorded as published."""
    path = book(tmp_path / "PI.xlsm", SAID)
    assert run("record", path).exit_code == 0
    return path


def said(path: Path) -> dict[str, str]:
    """Every cell that a person filled beside the figures: by number and heading, or by section."""
    tables = read_tables(path)
    found = {}
    for record in tables[INDICATORS].records():
        for heading in OF_INDICATORS:
            found[f"{_number(record['No'])} {heading}"] = str(record[heading] or "")
    for row, record in enumerate(tables[TEXTS].records()):
        found[f"{row} {record['Section']}"] = str(record["Text"] or "")
    return found


def _number(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def details(path: Path) -> dict[object, object]:
    return dict(row[:2] for row in read_tables(path)[DETAILS].rows)


def day(year: int, month: int, of_month: int) -> dt.datetime:
    return dt.datetime(year, month, of_month)  # noqa: DTZ001 - Excel's days have no zone


def test_the_dates_are_set_and_what_was_said_of_september_goes(path: Path):
    before = said(path)
    done = run("next-period", path, *NOW)
    assert (done.stderr, done.exit_code) == ("", 0)
    now = details(path)
    assert (now["Period end"], now["Meeting date"]) == (day(2020, 12, 31), day(2021, 2, 3))
    assert now["Words are for"] == day(2020, 9, 30)  # what stays was gone through for September
    gone = {where for where, words in said(path).items() if words != before[where]}
    assert gone == {
        "2 Service commentary", "3 Service commentary", "16 Service commentary", "22 Service commentary",
        "22 Override", "22 Override reason", "21 Data status", "24 Data status",
        "2 Executive summary", "3 Exception report",
    }  # fmt: skip
    assert said(path)["21 Data status"] == "Reported"
    assert said(path)["26 Service commentary"] == "Annual, and good."


def test_everything_that_is_cleared_and_everything_that_stays_is_told_with_its_words(path: Path):
    before = said(path)
    told = run("next-period", path, *NOW).stdout
    for where, words in before.items():
        if words and words != "Reported":
            heading = where.partition(" ")[2]
            name = where if heading in OF_INDICATORS else heading
            assert f"  {name}: {' '.join(words.split())}" in told
    assert "10 cells cleared, 7 to be gone through" in told
    assert "26 Service commentary: Annual, and good. (its figure for June 2020 still stands)" in told


def test_a_copy_of_the_workbook_as_it_was_stays_beside_it(path: Path):
    before = path.read_bytes()
    done = run("next-period", path)
    (copy,) = (one for one in path.parent.glob("PI (before *).xlsm") if str(one) in done.stdout)
    assert copy.read_bytes() == before


def test_without_a_word_the_next_quarter_begins_and_its_meeting_is_asked_for(path: Path):
    done = run("next-period", path)
    assert "Period end is now 31/12/2020\nMeeting date is now blank: enter it\n" in done.stdout
    assert "Report!B6: the meeting date is blank" in run("check", path).stdout


def test_figures_targets_and_caveats_are_as_they_were(path: Path):
    before = read_book(path).index
    run("next-period", path, "--period-end", "31/10/2020")
    after = read_book(path).index
    assert before is not None
    assert after is not None
    assert after.period == FinancialYear(2020).month("Oct")
    assert [(one.figures, one.target, one.caveat) for one in after.indicators] == [
        (one.figures, one.target, one.caveat) for one in before.indicators
    ]


def test_only_the_sheets_in_which_something_changed_are_written(path: Path):
    before = parts(path)
    run("next-period", path, *NOW)
    after = parts(path)
    assert sorted(name for name in before if before[name] != after[name]) == [INDEX, "xl/worksheets/sheet3.xml"]
    assert before.keys() == after.keys()


def test_the_results_that_are_kept_are_those_that_excel_works_out(path: Path, tmp_path: Path):
    other = tmp_path / "other.xlsm"
    other.write_bytes(path.read_bytes())
    run("next-period", path, *NOW)
    kept = {_number(record["No"]): record for record in read_tables(path)[INDICATORS].records()}
    place = next(n for n, row in enumerate(read_tables(other)[DETAILS].rows) if row[0] == "Period end")
    with Excel(other) as excel:
        excel.type(read_tables(other)[DETAILS].place(place, "Value"), dt.date(2020, 12, 31))
        for number in ("8", "16", "20", "26"):
            for heading in (column.name for column in layout.RESULTS):
                assert kept[number][heading] == excel.value(excel.place(INDICATORS, number, heading)), heading


@needs_sdk
def test_the_workbook_is_valid_and_check_has_no_error(path: Path):
    run("next-period", path, *NOW)
    assert sdk_errors(path) == []
    assert run("check", path).exit_code == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(path: Path):
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    told = run("next-period", path, *NOW, "--dry-run")
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, files)
    assert told.stdout.endswith("nothing was written\n")
    assert "Period end would be 31/12/2020" in told.stdout
    done = run("next-period", path, *NOW).stdout
    assert done.partition("Period end")[0] == told.stdout.partition("Period end")[0]


@pytest.mark.parametrize("options", [(), ("--unrecorded",)])
def test_words_that_were_written_since_the_report_was_published_stay(tmp_path: Path, options: tuple[str, ...]):
    path = book(tmp_path / "PI.xlsm")
    run("record", path)
    of_commentary = b"The duration of court proceedings is a matter"
    rewritten(path, "xl/sharedStrings.xml", of_commentary, b"In the new quarter this is a matter")
    told = run("next-period", path, *options).stdout
    assert "is a national issue. (it is not what was published, and may be for the new period)" in told
    assert said(path)["16 Service commentary"].startswith("Data about court proceedings")


def test_where_no_words_stay_they_are_for_the_new_period(tmp_path: Path):
    nothing: Changes = {
        (INDICATORS, "8", "Data caveat"): None,
        (INDICATORS, "8", "Data status"): "Reported",
        (TEXTS, "Recommendations", "Text"): None,
        (TEXTS, "Data caveats", "Text"): None,
        (TEXTS, "Appendices", "Text"): None,
    }
    path = book(tmp_path / "PI.xlsm", nothing)
    run("record", path)
    assert "Words are for is now 31/12/2020, as none stay\n" in run("next-period", path).stdout
    assert details(path)["Words are for"] == day(2020, 12, 31)


def test_where_the_report_was_not_recorded_it_is_refused_but_by_ones_own_word(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", SAID)
    before = path.read_bytes()
    done = run("next-period", path)
    assert done.stderr == (
        "performance-index: September 2020 was not recorded as published for the meeting of 4 November 2020; press "
        "Record as published, or run performance-index record, then do this again (--unrecorded goes on without).\n"
    )
    assert (done.exit_code, path.read_bytes()) == (1, before)
    assert run("next-period", path, "--unrecorded").exit_code == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--period-end", "30/9/2020"), "September 2020 is not after September 2020, which the workbook is for"),
        (("--period-end", "2020-06-30"), "June 2020 is not after September 2020"),
        (("--period-end", "30/6/2021"), "begin it with performance-index year-end, or give a --period-end in 2020/21"),
        (("--meeting", "4/11/2020"), "the meeting of 4 November 2020 is not after the last one, of 4 November 2020"),
    ],
)
def test_dates_that_cannot_be_are_refused(path: Path, options: tuple[str, ...], why: str):
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    done = run("next-period", path, *options)
    assert why in done.stderr
    assert (done.exit_code, path.read_bytes(), sorted(path.parent.iterdir())) == (1, before, files)


@pytest.mark.parametrize(
    ("option", "said", "why"),
    [
        ("--meeting", "soon", "'soon' is not a day; write it as 30/09/2020."),
        ("--meeting", "2/2021", "'2/2021' is not a day"),
        ("--meeting", "31/2/2021", "'31/2/2021' is not a day"),
        ("--period-end", "Q3", "'Q3' is not a month; give the day as 30/09/2026."),
    ],
)
def test_words_that_are_no_dates_are_told_of(path: Path, option: str, said: str, why: str):
    done = run("next-period", path, option, said)
    assert (why in done.stderr, done.exit_code) == (True, 2)


def test_a_cell_that_cannot_be_read_stops_it(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Data status"): "late"})
    done = run("next-period", path, "--unrecorded")
    assert "Index!U23: 'late' is not in the list" in done.stderr
    assert done.stderr.endswith(f"{path} has a cell that cannot be read, so nothing was changed.\n")


def test_a_protected_sheet_or_an_open_workbook_stops_it(path: Path):
    lock = path.with_name("~$PI.xlsm")
    lock.touch()
    assert "the workbook is open in Excel; close it there and do this again" in run("next-period", path).stderr
    lock.unlink()
    rewritten(path, "xl/worksheets/sheet3.xml", b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')
    before = path.read_bytes()
    assert "is protected; take its protection off" in run("next-period", path).stderr
    assert path.read_bytes() == before


def test_a_commentary_that_a_formula_gives_stays_and_is_told_of(path: Path):
    (cell,) = re.findall(rb'<c r="V22" s="\d+"/>', parts(path)[INDEX])
    given = cell.replace(b"/>", b' t="str"><f>Profile!A1</f><v>From elsewhere.</v></c>')
    rewritten(path, INDEX, cell, given)
    done = run("next-period", path)
    assert "15 Service commentary: From elsewhere. (a formula gives it)" in done.stdout
    assert "The workbook has formulas of your own: Excel works them out" in done.stderr
    assert given in parts(path)[INDEX]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}
