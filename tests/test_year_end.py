"""Next year's workbook from this year's: the outturns in Last year, the months empty, the targets to be confirmed."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from books import DETAILS, INDICATORS, OPTIONS, TEXTS, Changes, book
from conformance import needs_sdk, sdk_errors
from excel_double import Excel
from performance_index.cli import main
from performance_index.last_period import OF_INDICATORS
from performance_index.period import MONTH_NAMES, FinancialYear
from performance_index.series import of_earlier_years
from performance_index.workbook import layout
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables
from test_record import rewritten

pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
INDEX, REPORT_SHEET = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"
A_YEAR: Changes = {
    (DETAILS, "Period end", "Value"): dt.date(2021, 3, 31),
    (DETAILS, "Meeting date", "Value"): dt.date(2021, 6, 2),
    (DETAILS, "Words are for", "Value"): dt.date(2021, 3, 31),
    (INDICATORS, "16", "Mar"): 41.5,
    (INDICATORS, "22", "Mar"): 12.0,
    (INDICATORS, "22", "Override"): "Green",
    (INDICATORS, "22", "Override reason"): "The panel counts offers.",
    (INDICATORS, "24", "Mar"): 30.0,
    (INDICATORS, "24", "Data status"): "Provisional",
    (INDICATORS, "5", "Mar"): "<5",
    (INDICATORS, "21", "Mar"): 0.1,
    (INDICATORS, "17", "Mar"): 0.0,
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture(name="year", scope="module")
def fixture_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose March was recorded as published; copied by whoever uses it."""
    path = book(tmp_path_factory.mktemp("year") / "Old.xlsm", A_YEAR)
    assert run("record", path).exit_code == 0
    return path


@pytest.fixture(name="old")
def fixture_old(year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(year, tmp_path / "Old.xlsm"))


@pytest.fixture(name="new")
def fixture_new(old: Path) -> Path:
    """The workbook of the year after it."""
    path = old.with_name("New.xlsm")
    done = run("year-end", old, "-o", path, "--meeting", "8/9/2021")
    assert (done.exit_code, done.stderr) == (0, "")
    return path


def rows(path: Path) -> dict[str, dict[str, object]]:
    records = read_tables(path)[INDICATORS].records()
    return {f"{one['No']:g}" if isinstance(one["No"], float) else str(one["No"]): dict(one) for one in records}


def values(path: Path, table: str) -> dict[object, object]:
    return dict(row[:2] for row in read_tables(path)[table].rows)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def day(year: int, month: int, of_month: int) -> dt.datetime:
    return dt.datetime(year, month, of_month)  # noqa: DTZ001 - Excel's days have no zone


def test_every_month_is_empty_and_last_year_has_the_outturn(old: Path, new: Path):
    was, now = rows(old), rows(new)
    assert {row[month] for row in now.values() for month in MONTH_NAMES} == {None}
    assert {number: now[number]["Last year"] for number in ("16", "22", "24", "17", "26")} == {
        "16": 41.5, "22": 12.0, "24": 30.0, "17": 0.0, "26": was["26"]["Jun"],
    }  # fmt: skip
    blank = {number for number, row in now.items() if row["Last year"] is None}
    assert {"5", "8", "21"} <= blank  # suppressed, not reportable, awaited
    for heading in ("Target", "Tolerance", "England", "Theme", "Frequency"):
        assert [row[heading] for row in now.values()] == [row[heading] for row in was.values()]


def test_the_new_year_has_its_dates_and_says_whose_targets_it_has(new: Path):
    details = values(new, DETAILS)
    assert (details["Period end"], details["Meeting date"]) == (day(2021, 6, 30), day(2021, 9, 8))
    assert details["Figures are for"] == "2021/22"
    assert values(new, OPTIONS)["Targets are for"] == "2020/21"


def test_what_becomes_of_each_indicator_and_each_word_is_told(old: Path):
    told = run("year-end", old, "-o", old.with_name("New.xlsm")).stdout
    for line in (
        "16: 41.5 weeks, was 33.8 weeks; 3 months emptied",
        "24: 30 (provisional), was 51; 3 months emptied",
        "5: blank ('<5' stands for March 2021), was 279.4 per 10,000; 3 months emptied",
        "8: blank (the data status is Not reportable); 0 months emptied",
        "21: blank (the data status is Awaiting data), was 11.6%; 1 month emptied",
        "1: blank (no figure for March 2021), was 7,688; 6 months emptied",
    ):
        assert f"  {line}\n" in told
    for number, row in rows(old).items():
        for heading in OF_INDICATORS:
            if row[heading] not in {None, "Reported"}:
                assert f"  {number} {heading}: {' '.join(str(row[heading]).split())}" in told
    for record in read_tables(old)[TEXTS].records():
        if record["Text"]:
            assert f"  {record['Section']}: {record['Text']}" in told
    assert "Targets are for: 2020/21, until somebody has gone through them (Settings sheet)" in told


def test_what_was_said_of_the_old_year_is_cleared_and_what_outlasts_it_stays(new: Path):
    now = rows(new)
    assert {row["Service commentary"] for row in now.values()} == {None}
    assert {row["Override"] for row in now.values()} | {row["Override reason"] for row in now.values()} == {None}
    assert {number for number, row in now.items() if row["Data status"] != "Reported"} == {"8"}
    assert str(now["8"]["Data caveat"]).startswith("Data reporting is currently unreliable.")


def test_the_targets_are_one_error_until_somebody_confirms_them(new: Path):
    (error,) = (line for line in run("check", new).stdout.splitlines() if line.startswith("error"))
    assert "28 targets, and somebody last went through them for 2020/21" in error
    assert run("report", new).exit_code == 1
    place = read_book(new).settings.places["Targets are for"]
    with Excel(new) as excel:
        excel.type(place, "2021/22")
        excel.press("Check index")
        assert excel.messages[-1].words.startswith("0 errors")


def test_the_record_goes_along_and_gives_last_year_month_by_month(old: Path, new: Path):
    assert read_tables(new)["Published"] == read_tables(old)["Published"]
    reading = read_book(new)
    assert reading.index is not None
    position = [one.number for one in reading.index.indicators].index("16")
    earlier = of_earlier_years(reading.index, reading.history.last())[position]
    year = FinancialYear(2020)
    assert {month.name: f"{figure}" for month, figure in earlier.items()} == {
        month: f"{rows(old)['16'][month]:g}" for month in MONTH_NAMES if rows(old)["16"][month] is not None
    }
    assert {month.year for month in earlier} == {year}


def test_the_results_that_are_kept_are_those_that_excel_works_out(new: Path):
    with Excel(new) as excel:
        for number in ("8", "16", "17", "26"):
            kept = rows(new)[number]
            for month in ("Apr", "Jun"):  # typed and taken out again: worked out anew
                excel.type(excel.place(INDICATORS, number, month), 1.0)
                excel.type(excel.place(INDICATORS, number, month), None)
            for column in layout.RESULTS:
                assert kept[column.name] == excel.value(excel.place(INDICATORS, number, column.name)), column.name


def test_a_column_of_ones_own_keeps_its_cells_and_every_column_its_width(old: Path):
    was = [row["Theme"] for row in rows(old).values()]
    for part, shown in ((b"xl/tables/table1.xml", b'name="Theme"'), (b"xl/sharedStrings.xml", b"<t>Theme</t>")):
        rewritten(old, part.decode(), shown, shown.replace(b"Theme", b"Our own"))
    new = old.with_name("New.xlsm")
    assert run("year-end", old, "-o", new).exit_code == 0
    assert [row["Our own"] for row in rows(new).values()] == was
    cols = rb"<cols>.*</cols>"
    assert re.findall(cols, parts(new)[INDEX]) == re.findall(cols, parts(old)[INDEX]) != []


@needs_sdk
def test_the_new_workbook_is_valid_and_only_the_sheets_typed_into_differ(old: Path, new: Path):
    assert sdk_errors(new) == []
    was, now = parts(old), parts(new)
    assert was.keys() == now.keys()
    assert sorted(name for name in was if was[name] != now[name]) == [INDEX, REPORT_SHEET, "xl/worksheets/sheet8.xml"]
    styles = rb'<c r="[A-Z]+\d+" s="\d+"'
    assert re.findall(styles, now[INDEX]) == re.findall(styles, was[INDEX])


def test_the_old_workbook_is_left_as_it_is_and_no_other_file_is_made(old: Path):
    before = old.read_bytes()
    run("year-end", old, "-o", old.with_name("New.xlsm"))
    assert old.read_bytes() == before
    assert sorted(one.name for one in old.parent.iterdir()) == ["New.xlsm", "Old.xlsm"]


def test_a_dry_run_writes_nothing(old: Path):
    done = run("year-end", old, "-o", old.with_name("New.xlsm"), "--dry-run")
    assert done.stdout.endswith("nothing was written\n")
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("Old.xlsm", (), "exists already, and a year's workbook is never replaced; choose another name"),
        ("New.xlsx", (), "does not end in .xlsm, as Old.xlsm does; give it that ending"),
        ("none/New.xlsm", (), "there is no folder"),
        ("New.xlsm", ("--period-end", "31/3/2021"), "March 2021 is not in 2021/22; give a --period-end in that year"),
        ("New.xlsm", ("--period-end", "30/6/2022"), "June 2022 is not in 2021/22"),
        ("New.xlsm", ("--meeting", "2/6/2021"), "the meeting of 2 June 2021 is not after the last one, of 2 June 2021"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(old: Path, name: str, options: tuple[str, ...], why: str):
    before = old.read_bytes()
    done = run("year-end", old, "-o", old.parent / name, *options)
    assert (why in done.stderr, done.exit_code) == (True, 1), done.stderr
    assert (old.read_bytes(), list(old.parent.iterdir())) == (before, [old])


def test_a_year_that_is_not_over_has_no_end(tmp_path: Path):
    done = run("year-end", book(tmp_path / "Old.xlsm"), "-o", tmp_path / "New.xlsm", "--unrecorded")
    assert "the period is September 2020, and 2020/21 ends with March 2021; go on to that with" in done.stderr


def test_a_year_of_which_a_figure_was_not_recorded_is_refused_but_by_ones_own_word(old: Path):
    (cell,) = re.findall(rb'<c r="T23" s="\d+"><v>41.5</v>', parts(old)[INDEX])
    rewritten(old, INDEX, cell, cell.replace(b"41.5", b"40.5"))
    done = run("year-end", old, "-o", old.with_name("New.xlsm"))
    assert "1 figure is not as recorded for March 2021, which next year is compared with; press" in done.stderr
    assert "--again, then do this again (--unrecorded goes on without)" in done.stderr
    assert run("year-end", old, "-o", old.with_name("New.xlsm"), "--unrecorded").exit_code == 0


def test_a_year_that_was_never_recorded_is_refused(tmp_path: Path):
    done = run("year-end", book(tmp_path / "Old.xlsm", A_YEAR), "-o", tmp_path / "New.xlsm")
    assert "March 2021 was not recorded as published for the meeting of 2 June 2021" in done.stderr


def test_months_that_a_formula_gives_stay_and_the_figures_remain_last_years(old: Path):
    (cell,) = re.findall(rb'<c r="T23" s="\d+"><v>41.5</v></c>', parts(old)[INDEX])
    rewritten(old, INDEX, cell, cell.replace(b"<v>", b"<f>83/2</f><v>"))
    new = old.with_name("New.xlsm")
    done = run("year-end", old, "-o", new)
    assert "  16: 41.5 weeks, was 33.8 weeks; 2 months emptied; Mar as a formula gives it\n" in done.stdout
    assert "Figures are for: stays 2020/21, as formulas still give figures in the months" in done.stderr
    assert "the period end is in 2021/22, but the figures are for 2020/21" in run("check", new).stdout


def test_last_year_that_a_formula_gives_stays(old: Path):
    (cell,) = re.findall(rb'<c r="AH23" s="\d+"><v>33.8</v></c>', parts(old)[INDEX])
    rewritten(old, INDEX, cell, cell.replace(b"<v>", b"<f>30+3.8</f><v>"))
    done = run("year-end", old, "-o", old.with_name("New.xlsm"))
    assert "  16: Last year stays, as a formula gives it; 3 months emptied\n" in done.stdout
    assert rows(old.with_name("New.xlsm"))["16"]["Last year"] == 33.8


def test_a_workbook_that_does_not_ask_for_whose_targets_it_has_is_told_of(old: Path):
    before = parts(old)["xl/sharedStrings.xml"]
    assert before.count(b">Targets are for<") == 1
    rewritten(old, "xl/sharedStrings.xml", b">Targets are for<", b">Own setting<")
    done = run("year-end", old, "-o", old.with_name("New.xlsm"))
    assert "the table Options on the sheet Settings has no row 'Targets are for'; insert a row below its" in done.stderr
    assert list(old.parent.iterdir()) == [old]
