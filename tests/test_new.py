"""An index of one's own, begun: the folder, its blank workbook, rated and reported; nothing of another's in it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from conformance import audit_errors, needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf, vba_errors
from excel_double import Excel
from performance_index import setting_paths
from performance_index.cli import main
from performance_index.finding import Refused
from performance_index.new_index import make
from performance_index.period import FinancialYear, Month
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.content import content, table_cells
from performance_index.workbook.new_book import Names, code_of, last_month, new_tables
from performance_index.workbook.python_here import interpreter

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"
WHO = ("--council", "Testshire Council", "--committee", "Housing Panel", "--year", "2026/27")
pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def begun(folder: Path, *, committee: str = "Housing Panel") -> Path:
    """The workbook of a folder begun for September 2026."""
    names = Names(council="Testshire Council", committee=committee, period=FinancialYear(2026).month("Sep"))
    return make(folder, new_tables(names), {})


def everything(path: Path) -> str:
    """All that any part of an Office file says, macros and all, in lines."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(
            f"{name} {package.read(name).decode('utf-8', 'replace').casefold()}" for name in package.namelist()
        )


# --- the folder ------------------------------------------------------------------------------------------------------


def test_new_makes_the_workbook_the_template_and_the_folder_for_reports_and_says_so(tmp_path: Path):
    result = run("new", tmp_path / "Housing", *WHO)
    assert result.exit_code == 0
    made = sorted(str(path.relative_to(tmp_path / "Housing")) for path in (tmp_path / "Housing").rglob("*"))
    assert made == ["PerformanceIndex.xlsm", "reports", "templates", str(Path("templates/report.docx"))]
    assert "Testshire Council Housing Panel Performance Index 2026/27, rows to type in" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Housing"]


def test_a_folder_that_is_there_and_empty_is_filled(tmp_path: Path):
    (tmp_path / "Thumbs.db").write_bytes(b"")
    assert begun(tmp_path).exists()


@pytest.mark.parametrize("name", ["PerformanceIndex.xlsm", "notes.txt", ".git"])
def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 1
    assert f"has something in it ({name})" in result.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]


@pytest.mark.parametrize(("place", "says"), [("file", "is a file, not a folder"), ("none/index", "there is no folder")])
def test_a_place_where_no_folder_can_be_is_refused(tmp_path: Path, place: str, says: str):
    (tmp_path / "file").write_text("mine")
    result = run("new", tmp_path / place)
    assert (result.exit_code, says in result.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("was_there", [True, False])
def test_nothing_is_left_where_the_work_could_not_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, was_there: bool
):
    folder = tmp_path / "Housing"
    if was_there:
        folder.mkdir()
    real = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "PerformanceIndex.xlsm":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Refused, match="the disk is full"):
        begun(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if was_there else [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "2026"), ("--year", "2026/28"), ("--year", " "), ("--example", "--council", "X"),
        ("--example", "--year", "2026/27"),
    ],
)  # fmt: skip
def test_a_year_that_is_none_and_a_name_for_the_example_are_misuse(tmp_path: Path, arguments: tuple[str, ...]):
    assert run("new", tmp_path / "x", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_example_is_the_shipped_workbook(tmp_path: Path):
    assert run("new", tmp_path / "x", "--example").exit_code == 0
    assert (tmp_path / "x" / "PerformanceIndex.xlsm").read_bytes() == SHIPPED.read_bytes()


def test_without_a_year_it_is_this_one(tmp_path: Path):
    run("new", tmp_path / "x")
    label = Month.containing(dt.datetime.now().astimezone().date()).year.label
    assert f"Performance Index {label}" in run("show", tmp_path / "x" / "PerformanceIndex.xlsm").stdout


@pytest.mark.parametrize(
    ("year", "now", "ends"),
    [
        (2026, (2026, "Nov"), "October 2026"),
        (2026, (2026, "Apr"), "April 2026"),
        (2025, (2026, "Apr"), "March 2026"),
        (2020, (2026, "Nov"), "March 2021"),
        (2027, (2026, "Nov"), "April 2027"),
    ],
)
def test_the_period_is_the_last_month_of_the_year_that_has_ended(year: int, now: tuple[int, str], ends: str):
    assert last_month(FinancialYear(year), FinancialYear(now[0]).month(now[1])).label == ends


@pytest.mark.parametrize(
    ("committee", "code"),
    [
        ("Housing Panel", "Housing"),
        ("Children and Young People Overview and Scrutiny Panel", "ChildrenYoungPeople"),
        ("Children’s Scrutiny Committee", "Children"),
        ("Overview and Scrutiny Committee", "OverviewAndScrutinyCommittee"),
        ("", ""),
    ],
)
def test_the_code_is_what_tells_the_committee_from_others(committee: str, code: str):
    assert code_of(committee) == code


# --- Python ----------------------------------------------------------------------------------------------------------

LOCAL = r"C:\Users\amy\AppData\Local"


@pytest.mark.parametrize(
    ("executable", "platform", "found"),
    [
        (
            rf"{LOCAL.lower()}\PerformanceIndex\venv\Scripts\pythonw.exe",
            "win32",
            {"Interpreter_Win": r"%LOCALAPPDATA%\PerformanceIndex\venv\Scripts\pythonw.exe"},
        ),
        (r"D:\py\pythonw.exe", "win32", {"Interpreter_Win": r"D:\py\pythonw.exe"}),
        ("/Users/amy/venv/bin/python", "darwin", {"Interpreter_Mac": "/Users/amy/venv/bin/python"}),
        ("/usr/bin/python3", "linux", {}),
    ],
)
def test_the_workbook_is_set_for_the_python_that_made_it(executable: str, platform: str, found: dict[str, str]):
    assert interpreter(executable, platform, {"LOCALAPPDATA": LOCAL}) == found


def test_the_interpreter_stands_in_the_configuration(tmp_path: Path):
    names = Names(period=FinancialYear(2026).month("Sep"))
    path = make(tmp_path, new_tables(names), {"Interpreter_Win": r"D:\py\pythonw.exe"})
    sheet = openpyxl.load_workbook(path)[layout.CONFIG]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert said["Interpreter_Win"] == r"D:\py\pythonw.exe"
    assert (said["UDF Modules"], said["Use UDF Server"]) == ("performance_index.excel", True)


# --- the blank workbook ----------------------------------------------------------------------------------------------


def test_nothing_of_the_example_is_in_any_part_of_the_workbook_and_the_template(tmp_path: Path):
    book = begun(tmp_path)
    said = everything(book) + everything(tmp_path / "templates" / "report.docx")
    example = content()
    people = [str(row[1]) for row in example[layout.REPORT_DETAILS.name].rows if isinstance(row[1], str)]
    theirs = [name for name in people if name not in {"All", "2020/21"}]
    theirs += [str(row[1]) for row in example[layout.INDICATORS.name].rows]
    theirs += [str(row[1]) for row in example[layout.REPORT_TEXT.name].rows if row[1]]
    theirs += ["Merton", "Wardell", "Stringer", "Mittelstadt", "Young People", "Mosaic", "illustrative", "2020/21"]
    assert len(theirs) > 40
    assert [one for one in theirs if one.casefold() in said] == []
    assert "housing panel" in said


def test_check_asks_for_what_only_the_council_knows(tmp_path: Path):
    result = run("check", begun(tmp_path))
    assert [line.partition(";")[0] for line in result.stdout.splitlines()] == [
        "error   Index!A7: there are no indicators",
        "error   Report!B6: the meeting date is blank",
        "warning Report!B7: 'Wards' is blank",
        "warning Report!B9: 'Lead officer' is blank",
        "warning Report!B10: 'Lead member' is blank",
        "warning Report!B11: 'Contact officer' is blank",
        "warning Settings!B5: the rule has no date",
        "2 errors, 5 warnings",
    ]


def test_an_index_without_a_committee_has_no_title_or_code_of_one_and_is_asked_for_both(tmp_path: Path):
    result = run("check", begun(tmp_path, committee=""))
    assert "Report!B5: 'Committee' is blank" in result.stdout
    assert "Settings!B19: there is no Index code" in result.stdout
    assert "there are no indicators" in result.stdout


def test_report_makes_nothing_of_a_blank_workbook_and_says_why(tmp_path: Path):
    result = run("report", begun(tmp_path))
    assert result.exit_code == 1
    assert "there are no indicators" in result.stderr
    assert list((tmp_path / "reports").iterdir()) == []


def test_a_name_that_begins_as_a_formula_is_a_text(tmp_path: Path):
    path = begun(tmp_path, committee='=HYPERLINK("http://x","y")')
    cell = openpyxl.load_workbook(path)[layout.REPORT]["B5"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')


def test_the_empty_rows_have_their_formulas_lists_and_figures_rules(tmp_path: Path):
    sheet = openpyxl.load_workbook(begun(tmp_path))[layout.INDEX]
    assert sheet.tables["Indicators"].ref == "A6:AL18"
    assert [sheet.cell(row, 3).value is not None for row in range(7, 19)] == [True] * 12
    lists = {str(area) for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    for heading in ("Apr", "Unit", "Polarity", "Tolerance", "Override"):
        column = openpyxl.utils.get_column_letter(layout.INDICATORS.headings.index(heading) + 1)
        assert f"{column}7:{column}18" in lists


@needs_sdk
def test_microsofts_validator_finds_nothing_in_a_new_workbook_and_template(tmp_path: Path):
    assert sdk_errors(begun(tmp_path)) == []
    assert sdk_errors(tmp_path / "templates" / "report.docx") == []


def test_the_other_validators_find_nothing_in_a_new_workbook(tmp_path: Path):
    book = begun(tmp_path)
    assert audit_errors(book) == []
    assert vba_errors(book) == []


@needs_libreoffice
def test_it_can_be_printed(tmp_path: Path):
    text = pdf_text(to_pdf(begun(tmp_path / "x"), tmp_path))
    assert "Testshire Council Housing Panel Performance Index 2026/27" in " ".join(text.split())
    assert "0 Green, 0 Amber, 0 Red, 0 not rated" in text
    assert [word for word in ("#N", "Err:", "1899", "1900") if word in text] == []


def test_in_excel_a_row_is_typed_rated_and_reported_with_the_folders_own_template(tmp_path: Path):
    book = begun(tmp_path)
    with Excel(book) as excel:
        excel.press("Check index")
        assert [line for line in excel.messages[-1].words.splitlines() if "errors" in line]
        at = {heading: n for n, heading in enumerate(layout.INDICATORS.headings, 1)}
        typed = {
            "No": "1", "Indicator": "% of repairs done in time", "Unit": "%", "Frequency": "Monthly", "Sep": 0.88,
            "Measured": "At period end", "Polarity": "Higher is better", "Target": 0.9, "Tolerance": 0.05,
            "Target is": "For every period", "Tolerance as": "% of target", "Service commentary": "Two vans stood.",
        }  # fmt: skip
        for heading, value in typed.items():
            excel.type(f"Index!{openpyxl.utils.get_column_letter(at[heading])}7", value)
        assert excel.value("Index!C7") == "Amber"
        excel.type("Report!B6", dt.datetime(2026, 11, 4))  # noqa: DTZ001 - Excel's days have no time zone
        excel.press("Show trends")
        excel.press("Generate report")
        assert excel.messages[-1].words.startswith("Report written: 1 exception")
    report = tmp_path / "reports" / "2026-11-04 Performance report.docx"
    said = everything(report)
    assert "two vans stood." in said
    assert "housing panel" in said
    assert not re.search("merton|young people", said)


def test_the_report_is_made_with_the_folders_own_template(tmp_path: Path):
    tables = new_tables(Names(committee="Town Panel", period=FinancialYear(2026).month("Sep")))
    row = {"No": "1", "Indicator": "Homes", "Unit": "number", "Frequency": "Monthly", "Measured": "At period end",
           "Polarity": "Data only", "Sep": 5.0}  # fmt: skip
    tables[layout.INDICATORS.name] = table_cells(layout.INDICATORS, [row])
    details = tables[layout.REPORT_DETAILS.name]
    rows = [(word, dt.date(2026, 11, 4) if word == "Meeting date" else value) for word, value in details.rows]
    tables[layout.REPORT_DETAILS.name] = replace(details, rows=tuple(rows))
    book = make(tmp_path, tables, {})
    template = docx.Document(str(tmp_path / "templates" / "report.docx"))
    next(one for one in template.paragraphs if one.text == "Background papers").runs[0].text = "Papers of ours"
    template.save(str(tmp_path / "templates" / "report.docx"))
    assert run("report", book).exit_code == 0
    report = tmp_path / "reports" / "2026-11-04 Performance report.docx"
    assert "Papers of ours" in [one.text for one in docx.Document(str(report)).paragraphs]


def test_the_wheel_is_told_to_carry_what_new_needs():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = said["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried["templates/report.docx"] == "performance_index/templates/report.docx"
    assert carried["workbook/PerformanceIndex.xlsm"] == "performance_index/workbook/PerformanceIndex.xlsm"
    here = Path(setting_paths.__file__).parent
    assert setting_paths.builtin_workbook() in {SHIPPED, here / "workbook" / "PerformanceIndex.xlsm"}


def test_the_macros_of_a_new_workbook_are_the_shipped_ones(tmp_path: Path):
    with zipfile.ZipFile(begun(tmp_path)) as ours, zipfile.ZipFile(SHIPPED) as shipped:
        assert ours.read("xl/vbaProject.bin") == shipped.read("xl/vbaProject.bin")
    assert build(content(), example=True) == SHIPPED.read_bytes()
