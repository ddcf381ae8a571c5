"""A report is compared with the workbook of the last one where nobody recorded that, and remembers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml.etree import _Element as Element

from books import DETAILS, INDICATORS, OPTIONS, Changes, book
from performance_index.amendments import amendments
from performance_index.previous_workbook import Basis, compare
from performance_index.word.document.wordml import text, w
from performance_index.workbook.read import read_book
from test_again import run, words, write
from test_next_meeting import MEETING, NEXT, NEXT_NAME

CORRECTED: Changes = {
    **NEXT,
    (INDICATORS, "16", "Sep"): 41.0,
    (OPTIONS, "Since the last meeting", "Value"): "Shown",
}
TOLD = "Since the report for the meeting of 4 November 2020, of figures up to September 2020, "


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """The workbook of December's report; the one of September's is OLD.xlsm beside it."""
    book(tmp_path / "OLD.xlsm")
    return book(tmp_path / "PI.xlsm", CORRECTED)


def row(report: Path) -> list[str]:
    """What the cells of the one row of the table of amendments say."""
    tables = [_cells(one) for one in docx.Document(str(report)).element.body.iter(w("tbl"))]
    (found,) = [rows for rows in tables if "Previously" in rows[0]]
    assert len(found) == 2
    return found[1]


def _cells(table: Element) -> list[list[str]]:
    return [[text(cell) for cell in line.iter(w("tc"))] for line in table.iter(w("tr"))]


def test_the_report_tells_what_changed_since_the_other_workbook_as_if_that_had_been_recorded(now: Path):
    done = run("report", now, "--previous", now.with_name("OLD.xlsm"))
    assert done.exit_code == 0
    report = now.parent / "reports" / NEXT_NAME
    assert row(report)[2:5] == ["Figure for September 2020", "43.1 weeks", "41 weeks"]
    assert f"{TOLD}no indicator has become an exception." in words(report)
    assert (
        "Figure for September 2020 was published as '43.1 weeks' and is '41 weeks' now, and nobody has said why"
        in done.stderr
    )
    assert "nobody recorded" not in done.stderr

    reading, recorded = read_book(now), now.with_name("OLD.xlsm")
    basis = compare(Basis(reading=reading, findings=()), now, now.with_name("no.docx"), recorded)
    run("record", recorded)
    as_recorded = read_book(recorded).history
    assert reading.index is not None
    assert basis.reading.amendments() == amendments(reading.index, reading.details, as_recorded)


def test_made_again_and_before_it_is_published_it_is_compared_with_the_same_workbook(now: Path):
    run("report", now, "--previous", now.with_name("OLD.xlsm"))
    report = now.parent / "reports" / NEXT_NAME
    before = report.read_bytes()
    again = run("report", now)
    assert "nothing to change" in again.stdout
    assert report.read_bytes() == before
    assert "by now" not in run("publish", report).stderr


def test_the_clerks_words_stay_in_what_is_told_since_the_last_meeting(now: Path):
    run("report", now, "--previous", now.with_name("OLD.xlsm"))
    report, clerks = now.parent / "reports" / NEXT_NAME, "The panel asked for this in November."
    write(
        report, f"{TOLD}no indicator has become an exception.", f"{TOLD}no indicator has become an exception. {clerks}"
    )
    book(now, {**CORRECTED, (INDICATORS, "9", "Dec"): 0.5})
    assert run("report", now).exit_code == 0
    assert f"{TOLD}1 indicator has become an exception: 9, " in words(report)
    assert clerks in words(report)


def test_without_it_nothing_is_said_and_a_finding_says_what_to_do(now: Path):
    done = run("report", now)
    report = words(now.parent / "reports" / NEXT_NAME)
    assert "Since the report" not in report
    assert "amended or corrected" not in report
    assert "nobody recorded what was published for that" in done.stderr


def test_a_copy_of_the_same_name_in_another_folder_will_do(tmp_path: Path):
    folders = [tmp_path / name for name in ("2020 Q2", "2020 Q3")]
    for folder in folders:
        folder.mkdir()
    old, now = book(folders[0] / "PI.xlsm"), book(folders[1] / "PI.xlsm", CORRECTED)
    assert run("report", now, "--previous", old).exit_code == 0
    report = folders[1] / "reports" / NEXT_NAME
    write(report, "The courts sit again.", "The courts sit again, twice a week.")
    assert run("report", now).exit_code == 0
    assert row(report)[2] == "Figure for September 2020"
    assert "The courts sit again, twice a week." in words(report)


def test_where_the_other_workbook_is_gone_the_report_is_left_as_it_is(now: Path):
    run("report", now, "--previous", now.with_name("OLD.xlsm"))
    report, old = now.parent / "reports" / NEXT_NAME, now.with_name("OLD.xlsm")
    before = report.read_bytes()
    old.unlink()
    done = run("report", now)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        f"performance-index: {report} was compared with {old}, which is not there; put it back, give another copy of "
        "it with --previous, or have a new version made that is compared with nothing (--new-version)."
    )
    assert report.read_bytes() == before
    assert run("report", now, "--new-version").exit_code == 0


def test_where_an_earlier_report_is_recorded_the_record_counts_and_a_warning_says_so(now: Path):
    old = book(now.with_name("recorded.xlsm"))
    run("record", old)
    reading, history = read_book(now), read_book(old).history
    basis = Basis(reading=replace(reading, history=history), findings=())
    compared = compare(basis, now, now.with_name("no.docx"), now.with_name("OLD.xlsm"))
    assert compared.reading is basis.reading
    assert [str(one) for one in compared.findings] == [
        (
            f"{now.with_name('OLD.xlsm')}: it was not compared with, as an earlier report is recorded in the workbook, "
            "and the record counts; leave --previous out; record each report as published, so that the last one is "
            "there"
        )
    ]


def test_what_was_recorded_for_this_meeting_does_not_stand_in_its_way(now: Path):
    run("record", now)
    assert run("report", now, "--previous", now.with_name("OLD.xlsm")).exit_code == 0
    assert row(now.parent / "reports" / NEXT_NAME)[2:5] == ["Figure for September 2020", "43.1 weeks", "41 weeks"]


def text_file(path: Path) -> Path:
    path.write_text("not a workbook", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("other", "words_"),
    [
        (lambda path: path.with_name("PI.xlsm"),
         "is the workbook itself; give the copy of it that the last report was made from."),
        (lambda path: book(path, {(DETAILS, "Index title", "Value"): "Housing Index",
                                  (DETAILS, "Committee", "Value"): "Housing Panel",
                                  (OPTIONS, "Index code", "Value"): "HOU"}),
         "give an earlier copy of this workbook."),
        (lambda path: book(path, {**NEXT, MEETING: dt.date(2021, 1, 6)}),
         ("is for the period up to 31 December 2020, and this workbook for the one up to 31 December 2020; give the "
         "workbook of an earlier period.")),
        (lambda path: book(path, {MEETING: dt.date(2021, 2, 10)}),
         ("is for the meeting of 10 February 2021, and this workbook for that of 10 February 2021; give the workbook "
         "of an earlier meeting, or correct the meeting date.")),
        (lambda path: book(path, {MEETING: None}),
         "has 1 error, so it cannot be compared with; put right a copy of it, and give that."),
        (text_file, ""),
    ],
)  # fmt: skip
def test_another_workbook_that_cannot_be_compared_with_is_refused_and_nothing_written(
    now: Path, other: Callable[[Path], Path], words_: str
):
    given = other(now.with_name("other.xlsm"))
    done = run("report", now, "--previous", given)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("performance-index: ")
    assert str(given) in done.stderr.splitlines()[-1]
    assert done.stderr.rstrip().endswith(words_)
    assert not (now.parent / "reports").exists()


def test_an_error_in_the_other_workbook_is_told_with_its_name(now: Path):
    given = book(now.with_name("other.xlsm"), {MEETING: None})
    assert "other.xlsm: Report!" in run("report", now, "--previous", given).stderr
