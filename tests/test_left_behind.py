"""No report is made anew in silence while a clerk's words for it are in another document."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import docx
import pytest

from books import DETAILS, INDICATORS, OPTIONS, book
from excel_double import Button, Excel
from performance_index.word.state_in_file import is_as_written, state_in
from test_again import CLERKS, GENERATE, NAME, NEWER, OURS, edited_in, run, write
from test_whose_report import CODE, COMMITTEE, TITLE, age, strip

MEETING, PERIOD = (DETAILS, "Meeting date", "Value"), (DETAILS, "Period end", "Value")
LATER = NAME.replace("2020-11-04", "2020-11-11")
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workbook whose report a clerk has edited."""
    return edited_in(tmp_path)


def about(stderr: str, path: Path) -> list[str]:
    """The warnings whose place is a document."""
    return [line for line in stderr.splitlines() if line.startswith(f"warning {path}: ")]


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["", "dry"])
def test_a_meeting_that_was_moved_has_its_earlier_report_named(folder: Path, dry: tuple[str, ...]):
    book(folder / "PI.xlsm", {**OURS, MEETING: dt.date(2020, 11, 11)})
    result = run("report", folder / "PI.xlsm", *dry)
    assert result.exit_code == 0
    (line,) = about(result.stderr, folder / "reports" / NAME)
    assert "a report of this index for the same period, and somebody worked on it" in line
    assert f'performance-index report "{folder / "PI.xlsm"}" --from "{folder / "reports" / NAME}"' in line


def test_giving_the_report_of_a_moved_meeting_its_new_name_brings_the_clerks_words_to_it_too(folder: Path):
    book(folder / "PI.xlsm", {**OURS, MEETING: dt.date(2020, 11, 11)})
    (folder / "reports" / NAME).rename(folder / "reports" / LATER)
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 0
    found = "\n".join(paragraph for paragraph in _texts(folder / "reports" / LATER))
    assert CLERKS in found
    assert "11 November 2020" in found
    assert "somebody worked on" not in result.stderr


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return ["".join(t.text or "" for t in p.iter() if str(t.tag).endswith("}t")) for p in document.element.body]


@pytest.mark.parametrize(
    "place", ["reports/CYP panel FINAL.docx", f"reports/Edited/{NAME}", "reports/Clerk/Panel, for the chair.docx"]
)
@pytest.mark.parametrize("made_by", ["now", "0.1.0"])
def test_a_report_that_was_renamed_or_moved_into_a_folder_is_named(folder: Path, place: str, made_by: str):
    if made_by == "0.1.0":
        age(folder / "reports" / NAME)
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / "reports" / NAME).rename(folder / place)
    (line,) = about(run("report", folder / "PI.xlsm").stderr, folder / place)
    assert "delete the new one" in line


def test_a_report_folder_that_was_changed_has_the_report_in_the_earlier_one_named(folder: Path):
    (folder / "Committee").mkdir()
    book(folder / "PI.xlsm", {**OURS, (OPTIONS, "Report folder", "Value"): "Committee"})
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 0
    (line,) = about(result.stderr, folder / "reports" / NAME)
    assert "a report of this index for the same period, and somebody worked on it" in line


def test_a_workbook_that_was_moved_one_folder_up_has_the_report_that_it_left_named(folder: Path):
    (folder / "Q2").mkdir()
    for name in ("reports", ".performance-index"):
        (folder / name).rename(folder / "Q2" / name)
    (line,) = about(run("report", folder / "PI.xlsm").stderr, folder / "Q2" / "reports" / NAME)
    assert "somebody worked on it" in line


def test_a_workbook_that_was_moved_one_folder_down_has_the_report_that_it_left_named(folder: Path):
    (folder / "2020").mkdir()
    (folder / "PI.xlsm").rename(folder / "2020" / "PI.xlsm")
    assert about(run("report", folder / "2020" / "PI.xlsm").stderr, folder / "reports" / NAME)


def test_a_report_that_is_gone_is_told_of_by_the_copy_of_its_state(folder: Path):
    report = folder / "reports" / NAME
    report.rename(folder.parent / f"{folder.name} elsewhere.docx")
    (line,) = about(run("report", folder / "PI.xlsm").stderr, report)
    assert "a report was made here on " in line
    assert "is not here any more" in line
    assert about(run("report", folder / "PI.xlsm").stderr, report) == []


def test_a_first_report_says_nothing_of_others(tmp_path: Path):
    assert str(tmp_path / "reports") not in run("report", book(tmp_path / "PI.xlsm")).stderr


@pytest.mark.parametrize(
    "changes",
    [
        {CODE: "HSG", COMMITTEE: "Housing Panel", TITLE: "Housing Index"},
        {MEETING: dt.date(2021, 2, 10), PERIOD: dt.date(2020, 12, 31)},
    ],
    ids=["another index", "another period"],
)
def test_reports_of_another_index_or_period_are_not_named(folder: Path, changes: dict[tuple[str, str, str], object]):
    book(folder / "PI.xlsm", {**OURS, **changes})
    result = run("report", folder / "PI.xlsm")
    assert about(result.stderr, folder / "reports" / NAME) == []
    assert len(list((folder / "reports").iterdir())) == 2


def test_a_report_that_nobody_has_touched_holds_no_words_and_is_not_named(tmp_path: Path):
    book(tmp_path / "PI.xlsm", OURS)
    run("report", tmp_path / "PI.xlsm")
    book(tmp_path / "PI.xlsm", {**OURS, MEETING: dt.date(2020, 11, 11)})
    assert about(run("report", tmp_path / "PI.xlsm").stderr, tmp_path / "reports" / NAME) == []
    result = run("report", tmp_path / "PI.xlsm", "--new-version")
    assert about(result.stderr, tmp_path / "reports" / LATER) == []


@pytest.mark.parametrize("again", [False, True], ids=["", "brought up to date since"])
def test_a_version_that_a_clerk_worked_on_is_named_when_a_new_one_is_made_and_each_time_that_one_is_made_again(
    folder: Path, *, again: bool
):
    report = folder / "reports" / NAME
    if again:  # then it is as we wrote it, with the clerk's words
        book(folder / "PI.xlsm", NEWER)
        assert run("report", folder / "PI.xlsm").exit_code == 0
        assert is_as_written(report)
    (line,) = about(run("report", folder / "PI.xlsm", "--new-version").stderr, report)
    assert "an earlier version that somebody worked on" in line
    assert "to keep this one instead, delete the new version" in line
    book(folder / "PI.xlsm", {(INDICATORS, "16", "Service commentary"): "Court dates were the reason until May."})
    (line,) = about(run("report", folder / "PI.xlsm").stderr, report)
    assert f"not in {report.stem} (2).docx" in line
    report.unlink()
    assert "somebody worked on" not in run("report", folder / "PI.xlsm").stderr


def test_without_a_code_a_report_under_the_indexs_earlier_title_is_named(tmp_path: Path):
    book(tmp_path / "PI.xlsm", {**OURS, CODE: None})
    run("report", tmp_path / "PI.xlsm")
    report = tmp_path / "reports" / NAME
    write(report, "Court dates are the reason.", CLERKS)
    book(tmp_path / "PI.xlsm", {**OURS, CODE: None, TITLE: "Children’s Index"})
    result = run("report", tmp_path / "PI.xlsm")
    assert about(result.stderr, report)
    assert CLERKS in "".join(_texts(report))


def test_the_button_names_a_renamed_report_before_a_new_one_is_made(folder: Path):
    (folder / "reports" / NAME).rename(folder / "reports" / "Panel, final.docx")
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert "Panel, final.docx" in excel.messages[-1].words
        assert "No: leave it, and make a new report." in excel.messages[-1].words
    assert not (folder / "reports" / NAME).exists()


def test_the_button_says_that_a_report_is_gone_before_a_new_one_is_made(folder: Path):
    (folder / "reports" / NAME).unlink()
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert f"{NAME}: a report was made here on " in excel.messages[-1].words
        assert "Make a new report all the same?" in excel.messages[-1].words


@pytest.mark.parametrize("damage", [b"", b"PK", b"no document at all"])
def test_what_is_no_report_is_passed_over(folder: Path, damage: bytes):
    other = folder / "reports" / "Other.docx"
    other.write_bytes(damage)
    assert state_in(other) is None
    strip(folder / "reports" / NAME)
    assert state_in(folder / "reports" / NAME) is None
    (folder / "reports" / NAME).rename(folder / "reports" / "Panel.docx")
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 0
    assert about(result.stderr, other) == []


def test_a_report_is_as_written_until_somebody_saves_it(tmp_path: Path):
    book(tmp_path / "PI.xlsm", OURS)
    run("report", tmp_path / "PI.xlsm")
    report = tmp_path / "reports" / NAME
    assert is_as_written(report)
    book(tmp_path / "PI.xlsm", NEWER)
    run("report", tmp_path / "PI.xlsm")
    assert is_as_written(report)
    write(report, "until August", "until July")
    assert not is_as_written(report)
    shutil.copyfile(report, tmp_path / "copy.docx")
    assert state_in(tmp_path / "copy.docx") == state_in(report)
