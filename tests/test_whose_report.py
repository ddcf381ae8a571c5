"""A report belongs to the index that it was made from: no other index's workbook touches it."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from books import DETAILS, INDICATORS, OPTIONS, Changes, book, tables
from excel_double import Button, Excel
from performance_index.word.publish import publish
from performance_index.workbook.build import build
from test_again import CLERKS, GENERATE, NAME, NEWER, OURS, run, words, write

STEM = NAME.removesuffix(".docx")
HOUSING = "Housing and Homelessness Scrutiny Panel"
HOUSINGS = f"{STEM} - {HOUSING}.docx"
CODE = (OPTIONS, "Index code", "Value")
COMMITTEE, TITLE = (DETAILS, "Committee", "Value"), (DETAILS, "Index title", "Value")
OTHER: Changes = {COMMITTEE: HOUSING, TITLE: "Housing Performance Index"}
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


def old(path: Path, changes: Changes) -> Path:
    """A workbook without a code, as those of version 0.1.0 are."""
    return book(path, {**changes, CODE: None})


def age(report: Path) -> None:
    """The report as version 0.1.0 made it, and the copy of its state."""
    with zipfile.ZipFile(report) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(report, "w") as target:
        for name, content in parts.items():
            target.writestr(name, _aged(content) if name.startswith("customXml/item") else content)
    for copy in (report.parent.parent / ".performance-index").glob(f"{report.stem} ????????.xml"):
        copy.write_bytes(_aged(copy.read_bytes()))


def _aged(state: bytes) -> bytes:
    return re.sub(rb' version="\d+"(?=[ >])| edited="\w+"|<indicator>.*</indicator>\n|<belongs [^>]*/>\n?', b"", state)


def strip(report: Path) -> None:
    """The report after Word's Document Inspector."""
    with zipfile.ZipFile(report) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(report, "w") as target:
        for name, content in parts.items():
            if not name.startswith("customXml/"):
                kept = [one for one in content.decode().split("<") if "/relationships/customXml" not in one]
                target.writestr(name, "<".join(kept) if name == "word/_rels/document.xml.rels" else content)


@pytest.fixture(params=["code", "no code", "0.1.0"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A panel's workbook with its report, which a clerk has edited, made now or with version 0.1.0."""
    (book if request.param == "code" else old)(tmp_path / "PI.xlsm", OURS)
    assert run("report", tmp_path / "PI.xlsm").exit_code == 0
    write(tmp_path / "reports" / NAME, "Court dates are the reason.", f"Court dates are the reason. {CLERKS}")
    if request.param == "0.1.0":
        age(tmp_path / "reports" / NAME)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "reports").iterdir())


def test_another_panels_report_of_the_same_day_and_subject_gets_a_name_of_its_own(folder: Path):
    before = (folder / "reports" / NAME).read_bytes()
    old(folder / "Housing.xlsm", OTHER)
    dry = run("report", folder / "Housing.xlsm", "--dry-run")
    assert f"{HOUSINGS} would be written" in dry.stdout
    made = run("report", folder / "Housing.xlsm")
    assert made.exit_code == 0
    assert "under another name" not in made.stderr
    assert set(names(folder)) == {NAME, HOUSINGS}
    assert CLERKS not in words(folder / "reports" / HOUSINGS)
    assert HOUSING in words(folder / "reports" / HOUSINGS)
    write(folder / "reports" / HOUSINGS, HOUSING, f"{HOUSING} (hybrid)")
    old(folder / "Housing.xlsm", {**OTHER, **NEWER})
    again = run("report", folder / "Housing.xlsm")
    assert f"{folder / 'reports' / HOUSINGS}: " in again.stdout
    assert "until August" in words(folder / "reports" / HOUSINGS)
    assert (folder / "reports" / NAME).read_bytes() == before


def test_each_panels_report_goes_on_when_the_others_is_gone(folder: Path):
    old(folder / "Housing.xlsm", OTHER)
    run("report", folder / "Housing.xlsm")
    (folder / "reports" / NAME).unlink()
    again = run("report", folder / "Housing.xlsm")
    assert f"{folder / 'reports' / HOUSINGS}: " in again.stdout
    assert names(folder) == [HOUSINGS]


def test_a_new_version_of_another_panel_is_numbered_by_itself(folder: Path):
    before = (folder / "reports" / NAME).read_bytes()
    old(folder / "Housing.xlsm", OTHER)
    for _ in range(2):
        assert run("report", folder / "Housing.xlsm", "--new-version").exit_code == 0
    assert set(names(folder)) == {NAME, HOUSINGS, HOUSINGS.replace(".docx", " (2).docx")}
    assert (folder / "reports" / NAME).read_bytes() == before


def test_a_numbered_version_of_another_panel_is_not_taken_for_ours(folder: Path):
    assert run("report", folder / "PI.xlsm", "--new-version").exit_code == 0
    (folder / "reports" / NAME).unlink()
    second = folder / "reports" / f"{STEM} (2).docx"
    before = second.read_bytes()
    old(folder / "Housing.xlsm", OTHER)
    assert run("report", folder / "Housing.xlsm").exit_code == 0
    assert set(names(folder)) == {HOUSINGS, second.name}
    assert second.read_bytes() == before


def test_a_second_index_of_a_committee_has_its_title_in_the_name_and_where_all_names_are_taken_it_is_refused(
    folder: Path,
):
    for code in ("HSG1", "HSG2"):
        assert run("report", book(folder / f"{code}.xlsm", {**OTHER, CODE: code})).exit_code == 0
    made = {NAME, HOUSINGS, f"{STEM} - {HOUSING} - Housing Performance Index.docx"}
    assert set(names(folder)) == made
    before = {path: path.read_bytes() for path in (folder / "reports").iterdir()}
    result = run("report", book(folder / "HSG3.xlsm", {**OTHER, CODE: "HSG3"}))
    assert result.exit_code == 1
    assert f"is the report of Housing Performance Index ({HOUSING})" in result.stderr
    assert "choose another name or folder (-o)" in result.stderr
    assert {path: path.read_bytes() for path in (folder / "reports").iterdir()} == before


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["", "dry"])
def test_a_report_named_by_hand_is_left_alone_where_it_is_another_panels(folder: Path, dry: tuple[str, ...]):
    report = folder / "reports" / NAME
    before = report.read_bytes()
    result = run("report", old(folder / "Housing.xlsm", OTHER), "-o", report, *dry)
    assert result.exit_code == 1
    assert "is the report of Children & Young People" in result.stderr
    assert f"this workbook is Housing Performance Index ({HOUSING})" in result.stderr
    assert "(-o)" in result.stderr
    assert report.read_bytes() == before
    assert names(folder) == [NAME]


def test_a_copy_of_the_workbook_under_another_name_goes_on_with_the_report(folder: Path):
    (folder / "PI.xlsm").rename(folder / "PI (final).xlsm")
    result = run("report", folder / "PI (final).xlsm")
    assert f"{folder / 'reports' / NAME}: " in result.stdout
    (folder / "moved").mkdir()
    shutil.copyfile(folder / "PI (final).xlsm", folder / "moved" / "PI.xlsm")
    shutil.copytree(folder / "reports", folder / "moved" / "reports")
    result = run("report", folder / "moved" / "PI.xlsm")
    assert f"{folder / 'moved' / 'reports' / NAME}: " in result.stdout
    assert CLERKS in words(folder / "moved" / "reports" / NAME)


def test_a_report_without_its_state_is_known_by_its_words_and_left_alone_by_another_panel(folder: Path):
    report = folder / "reports" / NAME
    strip(report)
    shutil.rmtree(folder / ".performance-index")
    before = report.read_bytes()
    assert run("report", old(folder / "Housing.xlsm", OTHER)).exit_code == 0
    assert set(names(folder)) == {NAME, HOUSINGS}
    result = run("report", folder / "PI.xlsm")
    assert "does not say what was generated in it" in result.stderr
    assert report.read_bytes() == before


def test_a_report_without_its_state_is_known_by_the_copy_that_both_workbooks_share(folder: Path):
    report = folder / "reports" / NAME
    strip(report)
    before = report.read_bytes()
    assert run("report", old(folder / "Housing.xlsm", OTHER)).exit_code == 0
    assert report.read_bytes() == before
    book(folder / "PI.xlsm", {**OURS, **NEWER})
    assert f"{report}: " in run("report", folder / "PI.xlsm").stdout
    assert CLERKS in words(report)


def test_a_committee_that_was_renamed_keeps_its_report_by_the_code_and_is_told(tmp_path: Path):
    book(tmp_path / "PI.xlsm", OURS)
    run("report", tmp_path / "PI.xlsm")
    write(tmp_path / "reports" / NAME, "Court dates are the reason.", f"Court dates are the reason. {CLERKS}")
    book(tmp_path / "PI.xlsm", {**OURS, COMMITTEE: "Children’s Scrutiny Panel"})
    result = run("report", tmp_path / "PI.xlsm")
    assert result.exit_code == 0
    assert "the committee is now Children’s Scrutiny Panel" in result.stderr
    assert CLERKS in words(tmp_path / "reports" / NAME)
    assert "Children’s Scrutiny Panel" in words(tmp_path / "reports" / NAME)
    assert "the committee is now" not in run("report", tmp_path / "PI.xlsm").stderr


def test_a_report_of_0_1_0_is_taken_over_and_then_known_by_its_code(tmp_path: Path):
    report = tmp_path / "reports" / NAME
    old(tmp_path / "PI.xlsm", OURS)
    run("report", tmp_path / "PI.xlsm")
    age(report)
    before = report.read_bytes()
    book(tmp_path / "PI.xlsm", OURS)  # the workbook has got a code meanwhile
    assert run("report", tmp_path / "PI.xlsm").exit_code == 0
    assert report.read_bytes() == before  # the data say the same
    book(tmp_path / "PI.xlsm", {**OURS, COMMITTEE: "Children’s Scrutiny Panel"})
    assert run("report", tmp_path / "PI.xlsm").exit_code == 0
    assert "Children’s Scrutiny Panel" in words(report)


def test_a_copied_workbook_that_still_has_the_others_code_is_told_to_get_its_own(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm"))
    report = tmp_path / "reports" / NAME
    before = report.read_bytes()
    book(tmp_path / "Housing.xlsm", OTHER)
    for chosen in ((), ("--new-version",), ("--dry-run",), ("-o", report)):
        result = run("report", tmp_path / "Housing.xlsm", *chosen)
        assert result.exit_code == 1
        assert "error   Settings!B19: " in result.stderr
        assert "has the same code" in result.stderr
    assert names(tmp_path) == [NAME]
    book(tmp_path / "Housing.xlsm", {**OTHER, CODE: "HSG"})
    assert run("report", tmp_path / "Housing.xlsm").exit_code == 0
    assert set(names(tmp_path)) == {NAME, HOUSINGS}
    assert report.read_bytes() == before


def test_the_button_leaves_another_panels_report_alone_and_names_committee_and_meeting_of_its_own(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm"))
    before = (tmp_path / "reports" / NAME).read_bytes()
    book(tmp_path / "Housing.xlsm", {**OTHER, CODE: "HSG"})
    with Excel(tmp_path / "Housing.xlsm", remembers=True) as excel:
        excel.press(GENERATE)
        assert excel.documents == [tmp_path / "reports" / HOUSINGS]
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert f"{HOUSING}, 4 November 2020" in excel.messages[-1].words
    assert (tmp_path / "reports" / NAME).read_bytes() == before


def test_the_button_says_that_a_copied_workbook_has_the_others_code(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm"))
    before = (tmp_path / "reports" / NAME).read_bytes()
    with Excel(book(tmp_path / "Housing.xlsm", OTHER), remembers=True) as excel:
        excel.press(GENERATE)
        assert "another index's report" in excel.messages[-1].words
    assert (tmp_path / "reports" / NAME).read_bytes() == before


def other_indicators(path: Path, changes: Changes) -> Path:
    """A workbook whose indicators all have other names."""
    found = tables(changes)
    index = found[INDICATORS]
    rows = tuple((row[0], f"Schools: {row[1]}", *row[2:]) for row in index.rows)
    path.write_bytes(build({**found, INDICATORS: replace(index, rows=rows)}, example=True))
    return path


@pytest.mark.parametrize("title", ["Schools and Attainment Index", None], ids=["another title", "the same title"])
@pytest.mark.parametrize("made_by", ["now", "before the indicators were kept"])
def test_another_index_with_the_same_committee_and_code_is_known_by_its_indicators(
    tmp_path: Path, title: str | None, made_by: str
):
    run("report", book(tmp_path / "PI.xlsm"))
    report = tmp_path / "reports" / NAME
    if made_by != "now":
        with zipfile.ZipFile(report) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        with zipfile.ZipFile(report, "w") as target:
            for name, content in parts.items():
                target.writestr(name, re.sub(rb"<indicator>.*</indicator>\n", b"", content))
    before = report.read_bytes()
    other_indicators(tmp_path / "Schools.xlsm", {TITLE: title} if title else {})
    for chosen in ((), ("--new-version",), ("-o", report)):
        result = run("report", tmp_path / "Schools.xlsm", *chosen)
        assert result.exit_code == 1
        assert "error   Settings!B19: " in result.stderr
        assert "give this workbook a code of its own" in result.stderr
    assert names(tmp_path) == [NAME]
    assert report.read_bytes() == before
    other_indicators(tmp_path / "Schools.xlsm", {CODE: "SCH", **({TITLE: title} if title else {})})
    assert run("report", tmp_path / "Schools.xlsm").exit_code == 0
    assert len(names(tmp_path)) == 2


def test_an_index_whose_title_was_changed_keeps_its_report_by_code_and_indicators_and_is_told(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm", OURS))
    write(tmp_path / "reports" / NAME, "Court dates are the reason.", f"Court dates are the reason. {CLERKS}")
    changes = {**OURS, TITLE: "Children’s Index", (INDICATORS, "3", "Indicator"): "% of plans within 20 weeks"}
    result = run("report", book(tmp_path / "PI.xlsm", changes))
    assert result.exit_code == 0
    assert "the index title is now Children’s Index" in result.stderr
    assert CLERKS in words(tmp_path / "reports" / NAME)
    assert "the index title is now" not in run("report", tmp_path / "PI.xlsm").stderr


def test_two_indexes_without_a_code_and_with_the_same_committee_and_title_are_told_apart_by_their_indicators(
    tmp_path: Path,
):
    generic: Changes = {CODE: None, COMMITTEE: "Scrutiny Panel", TITLE: "Performance Index"}
    first = run("report", book(tmp_path / "Merton.xlsm", generic))
    assert "Settings!B19: there is no Index code" in first.stderr
    before = (tmp_path / "reports" / NAME).read_bytes()
    assert run("report", other_indicators(tmp_path / "Sutton.xlsm", generic)).exit_code == 0
    assert set(names(tmp_path)) == {NAME, f"{STEM} - Scrutiny Panel.docx"}
    assert (tmp_path / "reports" / NAME).read_bytes() == before


# --- copies of the workbook ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("copy", ["PI-DESKTOP-AB12CD", "PI (1)", "PI - Copy"])
def test_a_copy_of_the_workbook_does_not_bring_the_report_back_to_older_figures(tmp_path: Path, copy: str):
    run("report", book(tmp_path / "PI.xlsm", NEWER))
    report = tmp_path / "reports" / NAME
    before = report.read_bytes()
    book(tmp_path / f"{copy}.xlsm", OURS)
    result = run("report", tmp_path / f"{copy}.xlsm")
    assert result.exit_code == 1
    assert f"{NAME} was made from the workbook {tmp_path / 'PI.xlsm'}, which is still there" in result.stderr
    assert "make the report from PI.xlsm" in result.stderr
    assert report.read_bytes() == before
    assert f"may be a copy of it ({copy}.xlsm)" in run("report", tmp_path / "PI.xlsm").stderr
    (tmp_path / "PI.xlsm").rename(tmp_path.parent / f"{tmp_path.name}.xlsm")  # as the cure says
    assert run("report", tmp_path / f"{copy}.xlsm").exit_code == 0
    assert "which is still there" not in result.stdout
    assert "Court dates are the reason." in words(report)


@pytest.mark.parametrize(("later", "status"), [(-60, 0), (60, 1)], ids=["older", "newer"])
def test_a_report_goes_on_from_another_workbook_unless_the_one_it_was_made_from_is_newer(
    tmp_path: Path, later: int, status: int
):
    run("report", book(tmp_path / "PI.xlsm", OURS))
    book(tmp_path / "PI 2020-21.xlsm", NEWER)
    moment = (tmp_path / "PI 2020-21.xlsm").stat().st_mtime + later
    os.utime(tmp_path / "PI.xlsm", (moment, moment))
    result = run("report", tmp_path / "PI 2020-21.xlsm")
    assert result.exit_code == status
    assert "was made from the workbook" in result.stderr
    assert ("it was saved later" in result.stderr) is (status == 1)
    assert run("report", tmp_path / "PI 2020-21.xlsm", "--new-version").exit_code == 0


# --- copies that lie beside a report ---------------------------------------------------------------------------------

LEFT = (
    "{}-DESKTOP-AB12CD.docx", "{} (conflicted copy 2020-11-01).docx", "{} (1).docx", "{} (2).docx", "{} - Copy.docx",
    "{} (Autosaved).docx", "Copy of {}.docx", "AutoRecovery save of {}.asd", "{} 2.docx",
)  # fmt: skip


def told(stderr: str, folder: Path) -> set[str]:
    return {Path(line.partition(": ")[0].removeprefix("warning ")).name for line in stderr.splitlines()} & {
        path.name for path in (folder / "reports").iterdir()
    }


def test_copies_that_others_left_beside_a_report_are_named_before_it_is_made_again_and_published(folder: Path):
    report = folder / "reports" / NAME
    left = {one.format(STEM) for one in LEFT}
    for name in left:
        shutil.copyfile(report, report.with_name(name))
    assert told(run("report", folder / "PI.xlsm", "--dry-run").stderr, folder) == left
    assert told(run("report", folder / "PI.xlsm").stderr, folder) == left
    published = publish(report, folder / "out.docx")
    assert {Path(one.place).name for one in published.findings} & left == left
    report.unlink()
    result = run("report", folder / "PI.xlsm")
    assert left <= told(result.stderr, folder)


def test_backups_published_copies_and_our_own_versions_are_no_copies(folder: Path):
    report = folder / "reports" / NAME
    assert run("publish", report).exit_code == 0
    book(folder / "PI.xlsm", {**OURS, **NEWER})
    assert run("report", folder / "PI.xlsm").exit_code == 0
    for _ in range(2):
        made = run("report", folder / "PI.xlsm", "--new-version")
        assert told(made.stderr, folder) == {NAME}  # which the clerk has worked on
    again = run("report", folder / "PI.xlsm")
    assert told(again.stderr, folder) == {NAME}
    assert len(names(folder)) == 5
    newest = report.with_stem(f"{STEM} (3)")
    assert not [one for one in publish(newest).findings if "copy of" in one.what]


def test_a_name_that_only_begins_alike_is_no_copy(folder: Path):
    report = folder / "reports" / NAME
    for name in (f"{STEM}s of all panels.docx", f"x{NAME}", f"~${NAME[2:]}x.docx"):
        docx.Document().save(str(report.with_name(name)))
    assert told(run("report", folder / "PI.xlsm").stderr, folder) == set()


def test_the_button_names_the_copies_before_a_report_is_made(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm"))
    report = tmp_path / "reports" / NAME
    copy = report.with_stem(f"{STEM}-DESKTOP-AB12CD")
    shutil.copyfile(report, copy)
    with Excel(tmp_path / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert copy.name in excel.messages[-1].words
        report.unlink()
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert copy.name in excel.messages[-1].words
        assert "Make a new report all the same?" in excel.messages[-1].words
        assert names(tmp_path) == [copy.name]
        excel.answer(Button.OK)
        excel.press(GENERATE)
        assert excel.documents == [report]


# --- a workbook that is open in Excel --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hidden", "program"), [("~$PI.xlsm", "Excel"), (".~lock.PI.xlsm#", "LibreOffice")], ids=["Excel", "LibreOffice"]
)
@pytest.mark.parametrize("command", ["report", "check", "show"])
def test_a_workbook_that_is_open_is_read_as_last_saved_and_that_is_said(
    tmp_path: Path, command: str, hidden: str, program: str
):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Service commentary"): "Words."})
    said = f"the workbook is open in {program}, so it was read as it was last saved"
    assert said not in run(command, path).output
    (tmp_path / hidden).write_bytes(b"")
    result = run(command, path)
    assert result.exit_code == 0
    assert said in result.output


def test_the_button_reads_what_excel_has_open_and_says_nothing_of_it(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    (tmp_path / "~$PI.xlsm").write_bytes(b"")
    with Excel(path, remembers=True) as excel:
        excel.press(GENERATE)
        assert "last saved" not in excel.messages[-1].words
