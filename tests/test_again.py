"""The report is made again: at a terminal and by the button, what the clerk wrote stays."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from books import DETAILS, INDICATORS, Changes, book
from excel_double import Button, Excel
from performance_index.cli import main
from performance_index.word.state import drop_state

NAME = "2020-11-04 Performance Monitoring Report.docx"
GENERATE = "Generate report"
CLERKS = "Two solicitors have joined, the clerk was told."
OURS = {(INDICATORS, "16", "Service commentary"): "Court dates are the reason."}
NEWER = {(INDICATORS, "16", "Service commentary"): "Court dates were the reason until August."}
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def words(path: Path, *, also_deleted: bool = False) -> str:
    """What a document says: with what is inserted, and on request with what a tracked change deletes."""
    found = docx.Document(str(path)).element.body.iter()
    tags = ("}t", "}delText") if also_deleted else ("}t",)
    return "".join(one.text or "" for one in found if isinstance(one.tag, str) and one.tag.endswith(tags))


def write(path: Path, old: str, new: str) -> None:
    """The clerk types over some words and saves."""
    document = docx.Document(str(path))
    texts = [one for one in document.element.body.iter() if str(one.tag).endswith("}t") and old in (one.text or "")]
    assert texts
    for text in texts:
        text.text = text.text.replace(old, new)
    document.save(str(path))


def edited_in(folder: Path) -> Path:
    """The folder, with a workbook whose report a clerk has edited."""
    book(folder / "PI.xlsm", OURS)
    assert run("report", folder / "PI.xlsm").exit_code == 0
    write(folder / "reports" / NAME, "Court dates are the reason.", f"Court dates are the reason. {CLERKS}")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workbook whose report a clerk has edited, before its data change."""
    return edited_in(tmp_path)


def test_a_report_whose_data_did_not_change_is_not_touched(folder: Path):
    before = (folder / "reports" / NAME).read_bytes()
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 0
    assert (folder / "reports" / NAME).read_bytes() == before
    assert [path.name for path in (folder / "reports").iterdir()] == [NAME]


def test_the_clerks_words_stay_in_a_report_that_is_made_again_and_each_change_is_told_with_its_place(folder: Path):
    report = folder / "reports" / NAME
    before = report.read_bytes()
    book(folder / "PI.xlsm", NEWER)
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 0
    assert CLERKS in words(report)
    assert "until August" in words(report)
    assert "are" in words(report, also_deleted=True)
    (line,) = [line for line in result.stdout.splitlines() if "indicator 16" in line]
    assert line.startswith("Exceptions, indicator 16, ")
    assert f"{report}: 1 for the clerk to decide" in result.stdout
    (backup,) = [path for path in report.parent.iterdir() if path != report]
    assert backup.read_bytes() == before
    assert f"as it was: {backup}" in result.stdout


def test_a_second_correction_keeps_the_first_one_that_nobody_has_decided_on(tmp_path: Path):
    def correct(words: str) -> None:
        book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Service commentary"): words})
        assert run("report", tmp_path / "PI.xlsm").exit_code == 0

    report = tmp_path / "reports" / NAME
    correct("Up 11 in June and 10 in May.")
    write(report, "Up 11 in June and 10", "Up 11 in June and, as said, 10")
    correct("Up 12 in June and 10 in May.")
    correct("Up 12 in June and 9 in May.")
    assert "Up 12 in June and, as said, 9 in May." in words(report)
    assert "Up 1112 in June and, as said, 109 in May." in words(report, also_deleted=True)
    correct("Up 11 in June and 10 in May.")
    assert "Up 11 in June and, as said, 10 in May." in words(report, also_deleted=True)


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path):
    report = folder / "reports" / NAME
    book(folder / "PI.xlsm", NEWER)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    dry = run("report", folder / "PI.xlsm", "--dry-run")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    real = run("report", folder / "PI.xlsm")
    assert f"{report}: 1 for the clerk to decide (nothing was written)" in dry.stdout
    assert [line for line in dry.stdout.splitlines() if "indicator" in line] == [
        line for line in real.stdout.splitlines() if "indicator" in line
    ]


def test_a_dry_run_of_a_new_report_says_where_it_would_go(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    result = run("report", path, "--dry-run")
    assert f"{tmp_path / 'reports' / NAME} would be written" in result.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["PI.xlsm"]


def test_a_new_version_leaves_the_clerks_report_alone(folder: Path):
    before = (folder / "reports" / NAME).read_bytes()
    assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    stem = NAME.removesuffix(".docx")
    assert {path.name for path in (folder / "reports").iterdir()} == {NAME, f"{stem} (2).docx", f"{stem} (3).docx"}
    assert (folder / "reports" / NAME).read_bytes() == before
    assert CLERKS not in words(folder / "reports" / f"{stem} (2).docx")


def test_a_new_version_is_numbered_after_the_last_one(folder: Path):
    stem = NAME.removesuffix(".docx")
    for _ in range(2):
        assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    (folder / "reports" / f"{stem} (2).docx").unlink()
    (folder / "reports" / NAME).unlink()
    assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    assert {path.name for path in (folder / "reports").iterdir()} == {f"{stem} (3).docx", f"{stem} (4).docx"}


def test_a_document_that_is_no_report_in_the_place_of_one_is_left_alone(folder: Path):
    report = folder / "reports" / NAME
    other = docx.Document()
    other.add_paragraph("Dear councillor")
    other.save(str(report))
    before = report.read_bytes()
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 1
    assert "does not say what was generated in it" in result.stderr
    assert report.read_bytes() == before


def test_after_a_new_version_it_is_the_new_one_that_is_brought_up_to_date(folder: Path):
    first, second = folder / "reports" / NAME, folder / "reports" / NAME.replace(".docx", " (2).docx")
    copy = second.with_stem(second.stem.replace("2", "7"))  # made by somebody, not by us
    assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    shutil.copyfile(second, copy)
    before = first.read_bytes(), copy.read_bytes()
    book(folder / "PI.xlsm", NEWER)
    assert f"{second}: 1 replaced" in run("report", folder / "PI.xlsm").stdout
    assert "until August" in words(second)
    assert (first.read_bytes(), copy.read_bytes()) == before
    assert f"{first}: 1 for the clerk to decide" in run("report", folder / "PI.xlsm", "-o", first).stdout


@pytest.mark.parametrize(
    ("hidden", "program"), [(f"~${NAME[2:]}", "Word"), (f".~lock.{NAME}#", "LibreOffice")], ids=["Word", "LibreOffice"]
)
def test_a_report_that_is_open_somewhere_is_left_alone(folder: Path, hidden: str, program: str):
    report = folder / "reports" / NAME
    (report.parent / hidden).write_bytes(b"")
    before = report.read_bytes()
    book(folder / "PI.xlsm", NEWER)
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 1
    assert f"is open in {program}; close it and try again" in result.stderr
    assert report.read_bytes() == before
    assert len(list(report.parent.iterdir())) == 2


def test_a_report_that_lost_its_hidden_part_is_known_by_the_copy_beside_the_workbook(folder: Path):
    """Word's Document Inspector takes custom XML out."""
    report = folder / "reports" / NAME
    with zipfile.ZipFile(report) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(report, "w") as target:
        for name, content in parts.items():
            if not name.startswith("customXml/"):
                kept = content if name != "word/_rels/document.xml.rels" else _without_custom_xml(content)
                target.writestr(name, kept)
    book(folder / "PI.xlsm", NEWER)
    shutil.copy(report, folder / "inspected.docx")
    assert run("report", folder / "PI.xlsm").exit_code == 0
    assert CLERKS in words(report)
    assert "until August" in words(report)
    shutil.rmtree(folder / ".performance-index")
    shutil.copy(folder / "inspected.docx", report)
    result = run("report", folder / "PI.xlsm")
    assert result.exit_code == 1
    assert "does not say what was generated in it" in result.stderr
    assert report.read_bytes() == (folder / "inspected.docx").read_bytes()


def _without_custom_xml(relations: bytes) -> bytes:
    kept = [one for one in relations.decode().split("<") if "/relationships/customXml" not in one]
    return "<".join(kept).encode()


def test_a_report_of_the_meeting_under_an_earlier_subject_is_told_of(folder: Path):
    run("report", folder / "PI.xlsm", "--new-version")
    book(folder / "PI.xlsm", {("ReportDetails", "Subject", "Value"): "Performance in autumn"})
    result = run("report", folder / "PI.xlsm")
    assert (folder / "reports" / "2020-11-04 Performance in autumn.docx").exists()
    told = [line for line in result.stderr.splitlines() if "a report of this index for the same period" in line]
    assert [line.partition(": ")[0] for line in told] == [f"warning {folder / 'reports' / NAME}"]


def test_reports_of_one_name_in_two_folders_have_a_copy_each(folder: Path):
    (folder / "other").mkdir()
    assert run("report", folder / "PI.xlsm", "-o", folder / "other").exit_code == 0
    assert len(list((folder / ".performance-index").iterdir())) == 2


def test_where_no_copy_can_be_kept_the_report_is_made_and_a_warning_says_so(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    (tmp_path / ".performance-index").write_text("in the way")
    result = run("report", path)
    assert result.exit_code == 0
    assert "no copy could be kept of what was generated in the report" in result.stderr
    assert (tmp_path / "reports" / NAME).exists()


# --- by the button ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
def test_the_button_brings_the_report_up_to_date_where_the_person_says_yes(folder: Path, *, server: bool):
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.type(excel.config("Use UDF Server"), server)
        excel.type(excel.place(INDICATORS, "16", "Service commentary"), "Court dates were the reason until August.")
        excel.answer(Button.YES)
        before = excel.round_trips
        excel.press(GENERATE)
        assert excel.round_trips - before == 10  # one more than for a new report: the question
        asked, told = (message.words for message in excel.messages)
        assert str(folder / "reports" / NAME) in asked
        assert told.startswith(
            "Report brought up to date: 1 for the clerk to decide. Now 4 exceptions (1 amber, 3 red)"
        )
        assert excel.documents == [folder / "reports" / NAME]
    assert CLERKS in words(folder / "reports" / NAME)
    assert "until August" in words(folder / "reports" / NAME)


def test_the_button_writes_a_new_version_where_the_person_says_no(folder: Path):
    before = (folder / "reports" / NAME).read_bytes()
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.NO)
        excel.press(GENERATE)
        (made,) = excel.documents
        assert excel.messages[-1].words.startswith("Report written")
    assert made.name == NAME.replace(".docx", " (2).docx")
    assert (folder / "reports" / NAME).read_bytes() == before


def test_the_button_does_nothing_where_the_person_cancels(folder: Path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert len(excel.messages) == 1
        assert excel.documents == []
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_button_leaves_a_report_alone_that_is_open_in_word(folder: Path):
    report = folder / "reports" / NAME
    (report.parent / f"~${NAME[2:]}").write_bytes(b"")
    before = report.read_bytes()
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.type(excel.place(INDICATORS, "16", "Sep"), 99.0)
        excel.answer(Button.YES)
        excel.press(GENERATE)
        assert "is open in Word; close it and try again" in excel.messages[-1].words
        assert excel.status_bar is False
        assert excel.documents == []
    assert report.read_bytes() == before


def test_an_older_report_that_was_put_back_is_published_with_a_warning(folder: Path):
    report = folder / "reports" / NAME
    assert "made again" not in run("publish", report, "--overwrite").stderr
    as_it_was = report.read_bytes()
    book(folder / "PI.xlsm", {(INDICATORS, "16", "Indicator"): "Weeks of care proceedings"})
    assert run("report", folder / "PI.xlsm").exit_code == 0
    assert "made again" not in run("publish", report, "--overwrite").stderr
    report.write_bytes(as_it_was)
    (folder / "PI.xlsm").rename(folder / "elsewhere")
    result = run("publish", report, "--overwrite")
    assert result.exit_code == 0
    assert f"warning {report}: its words are of " in result.stderr
    assert "the report of this name was made again from the workbook on " in result.stderr


def saved_later(book: Path) -> None:
    """Somebody saved the workbook an hour after the report was made."""
    later = book.stat().st_mtime + 3600
    os.utime(book, (later, later))


def told(folder: Path) -> list[str]:
    """What publishing says of the workbook."""
    result = run("publish", folder / "reports" / NAME, "--overwrite")
    lines = [line for line in result.stderr.splitlines() if "workbook" in line]
    assert result.exit_code == int(any(line.startswith("error") for line in lines))
    assert (folder / "reports" / f"{Path(NAME).stem} - published.docx").exists() == (result.exit_code == 0)
    return lines


@pytest.mark.parametrize("hours", [1, -1])
def test_a_report_whose_workbook_says_something_else_by_now_is_not_published(folder: Path, hours: int):
    """Whatever the time of its file: it may have been unzipped, or copied from elsewhere."""
    saved = book(folder / "PI.xlsm", {(INDICATORS, "6", "Sep"): 0.2})
    os.utime(saved, (saved.stat().st_mtime + hours * 3600,) * 2)
    (line,) = told(folder)
    assert line.startswith(f"error   {folder / 'reports' / NAME}: the workbook PI.xlsm says something else by now (")
    assert "(Exceptions, indicator 6: inserted (a row was added" in line
    assert line.endswith("; have the report brought up to date, decide what is open in it, and publish that")
    assert run("report", folder / "PI.xlsm").exit_code == 0
    assert "by now" not in run("publish", folder / "reports" / NAME).stderr


def test_a_report_whose_workbook_is_not_there_is_published_with_a_line_that_says_so(folder: Path):
    (folder / "PI.xlsm").rename(folder / "PI.old")
    (line,) = told(folder)
    assert line == (
        f"warning {folder / 'reports' / NAME}: its workbook, PI.xlsm, is not here, so nobody can tell whether a figure "
        "was corrected since; ask whoever keeps it, unless you know"
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({(INDICATORS, "6", "Sep"): "x"}, "PI.xlsm has 1 error|Index!"),
        ({(DETAILS, "Meeting date", "Value"): dt.date(2020, 11, 11)}, "it makes "),
    ],
    ids=["has an error", "is for another day"],
)
def test_a_report_whose_workbook_cannot_be_compared_is_published_with_a_line_that_says_so(
    folder: Path, changes: Changes, why: str
):
    book(folder / "PI.xlsm", changes)
    (line,) = told(folder)
    assert "it could not be compared with its workbook PI.xlsm, so a figure may have been corrected since: " in line
    assert any(one in line for one in why.split("|"))


def test_a_report_without_its_record_is_published_with_a_line_that_says_so(folder: Path):
    document = docx.Document(str(folder / "reports" / NAME))
    drop_state(document)
    document.save(str(folder / "reports" / NAME))
    (line,) = told(folder)
    assert "it has no record of what was generated in it, so its ratings and figures could not be compared" in line


MEETING = (DETAILS, "Meeting date", "Value")


@pytest.mark.parametrize(
    "changes",
    [OURS, {**OURS, MEETING: dt.date(2021, 2, 10), (INDICATORS, "6", "Sep"): 0.2}, {(INDICATORS, "6", "Sep"): "x"}],
    ids=["the same", "of the next meeting", "not sound"],
)
def test_a_workbook_that_gives_this_report_no_other_words_is_not_told_of(folder: Path, changes: Changes):
    saved_later(book(folder / "PI.xlsm", changes))
    assert "by now" not in run("publish", folder / "reports" / NAME).stderr


def test_files_beside_the_workbook_that_are_none_keep_nobody_from_publishing(folder: Path):
    for name in ("old.xlsm", "~$PI.xlsm", "list.xlsx"):
        saved_later(folder / name if (folder / name).write_bytes(b"x") else folder)
    result = run("publish", folder / "reports" / NAME)
    assert (result.exit_code, result.stderr) == (0, "")


# --- for a program ----------------------------------------------------------------------------------------------------


def test_what_was_done_is_told_to_a_program(folder: Path):
    book(folder / "PI.xlsm", {(INDICATORS, "6", "Sep"): 0.2})
    result = run("report", folder / "PI.xlsm", "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["report"] == str(folder / "reports" / NAME)
    assert Path(said["backup"]).is_file()
    inserted = {"kind": "inserted", "open": True, "place": "Exceptions, indicator 6"}
    assert inserted | {"what": "a row was added as a tracked change"} in said["changes"]
    assert any(one["place"].startswith("Index!") and one["severity"] == "warning" for one in said["findings"])
    assert said["written"] is True
    assert json.loads(run("report", folder / "PI.xlsm", "--json", "--dry-run").stdout)["written"] is False


@pytest.mark.parametrize("damage", ["an error", "no file", "no workbook"])
def test_a_program_is_told_why_nothing_was_done(folder: Path, damage: str):
    if damage == "an error":
        book(folder / "PI.xlsm", {(INDICATORS, "6", "Sep"): "x"})
    elif damage == "no file":
        (folder / "PI.xlsm").unlink()
    else:
        (folder / "PI.xlsm").write_bytes(b"x")
    result = run("report", folder / "PI.xlsm", "--json")
    assert result.exit_code == 1
    (finding, *_) = json.loads(result.stdout)["findings"]
    assert finding["severity"] == "error"
    assert finding["cure"]
