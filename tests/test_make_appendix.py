"""`performance-index appendix BOOK`, and the appendix beside the report: where it goes, and what is never lost."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from books import DETAILS, INDICATORS, OPTIONS, TEXTS, book
from conformance import needs_libreoffice
from performance_index.cli import main
from performance_index.finding import Refused
from performance_index.make_appendix import appendix_of
from performance_index.word.document.wordml import w
from performance_index.word.document.wordml import words as words_of
from performance_index.word.publishing.pdf import Maker
from performance_index.workbook.read import read_book

NAME = "2020-11-04 Children & Young People Overview and Scrutiny Panel Performance Index 2020-21 - appendix.docx"
REPORT = "2020-11-04 Performance Monitoring Report.docx"
NOW = dt.datetime(2020, 11, 5, 9, 30, tzinfo=dt.UTC)
FIGURE = (INDICATORS, "16", "Sep")
MADE = {(OPTIONS, "Appendix", "Value"): "Made with the report"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def printer(content: bytes = b"%PDF made") -> Maker:
    def make(source: Path, _: Path) -> Path:
        made = source.with_suffix(".pdf")
        made.write_bytes(content)
        return made

    return Maker(name="Word", make=make)


def broken() -> Maker:
    def make(_: Path, __: Path) -> Path:
        raise Refused("Word could not save the PDF; open the appendix in it and save it as PDF")

    return Maker(name="Word", make=make)


def words(path: Path) -> str:
    return "".join(docx.Document(str(path)).element.body.itertext())


def edit(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[1].runs[-1].text += " and a clerk's word"
    document.save(str(path))


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_goes_among_the_reports_and_its_place_is_said(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    done = run("appendix", path)
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'reports' / NAME}\n")
    assert "43.1 weeks" in words(tmp_path / "reports" / NAME)
    assert run("appendix", path, "-o", tmp_path).stdout == f"{tmp_path / NAME}\n"
    assert run("appendix", path, "-o", tmp_path / "a.docx").stdout == f"{tmp_path / 'a.docx'}\n"


def test_what_the_report_says_of_it_is_its_title(tmp_path: Path):
    own_words = {(TEXTS, "Appendices", "Text"): None, (DETAILS, "Index title", "Value"): "Housing Index"}
    path = book(tmp_path / "PI.xlsm", own_words)
    assert run("report", path).exit_code == run("appendix", path).exit_code == 0
    (appendix,) = (tmp_path / "reports").glob("* - appendix.docx")
    title = docx.Document(str(appendix)).paragraphs[0].text
    assert title == "Housing Index 2020/21"
    report = docx.Document(str(tmp_path / "reports" / REPORT))
    said = [words_of(paragraph) for paragraph in report.element.body.iter(w("p"))]
    assert any(one.endswith(f"the accompanying document, the {title}.") for one in said)
    assert title in said  # in the list of appendices


def test_an_appendix_that_the_report_names_otherwise_is_told_of(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(TEXTS, "Appendices", "Text"): "Performance Index 2019/20"})
    done = run("appendix", path)
    assert done.exit_code == 0
    assert "the report's list of appendices does not name Children & Young People" in done.stderr
    assert "does not name" not in run("appendix", book(path)).stderr


def test_an_address_in_what_it_prints_is_told_of(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "8", "Data caveat"): "Ask jo@merton.gov.uk"})
    assert "what the public gets has an e-mail address in it: 'jo@merton.gov.uk'" in run("appendix", path).stderr


def test_made_again_it_follows_the_data_and_else_stays_as_it_is(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    before = everything(tmp_path / "reports")
    again = run("appendix", path)
    assert again.stdout == f"{tmp_path / 'reports' / NAME} (it says what the workbook says, and stays)\n"
    assert everything(tmp_path / "reports") == before
    assert run("appendix", book(path, {FIGURE: 51.0})).exit_code == 0
    assert "51 weeks" in words(tmp_path / "reports" / NAME)


def test_one_in_which_somebody_has_worked_is_never_lost(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    edit(tmp_path / "reports" / NAME)
    before = everything(tmp_path)
    refused = run("appendix", path)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert (
        "since it was made, so it stays as it is; move it away, or choose another name (-o), and bring"
        in refused.stderr
    )
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (REPORT, "is no appendix that was made here, so it stays"),
        ("theirs.docx", "is not a Word document or is damaged"),
        ("other.docx", "is the appendix of Other Index (Children and Young People"),
        ("x.pdf", "is not a Word document's name"),
        ("none/x.docx", "there is no folder"),
    ],
)
def test_another_file_is_never_overwritten(output: str, said: str, tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    (tmp_path / "theirs.docx").write_bytes(b"PK and more")
    other = book(tmp_path / "other.xlsm", {(DETAILS, "Index title", "Value"): "Other Index"})
    assert run("appendix", other, "-o", tmp_path / "other.docx").exit_code == 0
    assert run("report", path, "-o", tmp_path).exit_code == 0
    before = everything(tmp_path)
    done = run("appendix", path, "-o", tmp_path / output)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert everything(tmp_path) == before


def test_one_that_is_open_in_word_is_left_alone(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path, "-o", tmp_path / "appendix.docx")
    (tmp_path / "~$pendix.docx").write_bytes(b"")
    assert "is open in Word" in run("appendix", path, "-o", tmp_path / "appendix.docx").stderr


def test_an_index_with_errors_has_no_appendix(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {FIGURE: "about 43"})
    done = run("appendix", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "has 1 error, so nothing was made" in done.stderr
    assert not (tmp_path / "reports").exists()


def test_a_template_of_the_councils_own_is_used(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    own = docx.Document(str(Path(__file__).parents[1] / "templates" / "appendix.docx"))
    own.paragraphs[0].insert_paragraph_before("A council of its own")
    own.save(str(tmp_path / "own.docx"))
    assert run("appendix", path, "--template", tmp_path / "own.docx", "-o", tmp_path / "a.docx").exit_code == 0
    assert words(tmp_path / "a.docx").startswith("A council of its own")
    wrong = run("appendix", path, "--template", path, "-o", tmp_path / "b.docx")
    assert (wrong.exit_code, (tmp_path / "b.docx").exists()) == (1, False)


# --- its PDF --------------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_a_pdf_is_made_of_it(tmp_path: Path):
    done = run("appendix", book(tmp_path / "PI.xlsm"), "--pdf")
    pdf = (tmp_path / "reports" / NAME).with_suffix(".pdf")
    assert done.stdout.splitlines()[1].startswith(f"{pdf} (made by ")
    assert b"pdfuaid" in pdf.read_bytes()


def test_an_old_pdf_never_stays_beside_a_new_appendix(tmp_path: Path):
    path, target = book(tmp_path / "PI.xlsm"), tmp_path / "a.docx"
    made = appendix_of(read_book(path), path, target, now=NOW, pdf=True, find=printer)
    assert (made.pdf, made.pdf_by, made.is_new) == (tmp_path / "a.pdf", "Word", True)
    same = appendix_of(read_book(path), path, target, now=NOW)
    assert (same.pdf, same.is_new) == (None, False)
    changed = read_book(book(path, {FIGURE: 51.0}))
    before = everything(tmp_path)
    with pytest.raises(Refused, match="would not be made anew, so nothing was made; make it too"):
        appendix_of(changed, path, target, now=NOW)
    with pytest.raises(Refused, match=r"would stay as it was \(Word could not save the PDF\); delete it or move it"):
        appendix_of(changed, path, target, now=NOW, pdf=True, find=broken)
    with pytest.raises(Refused, match="neither Word nor LibreOffice is on this computer"):
        appendix_of(changed, path, target, now=NOW, pdf=True, find=lambda: None)
    assert everything(tmp_path) == before
    assert appendix_of(changed, path, target, now=NOW, pdf=True, find=lambda: printer(b"%PDF new")).is_new
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF new"


def test_a_pdf_of_something_else_is_never_overwritten(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    (tmp_path / "a.pdf").write_bytes(b"%PDF theirs")
    for pdf in (True, False):
        with pytest.raises(Refused, match=r"a\.pdf is "):
            appendix_of(read_book(path), path, tmp_path / "a.docx", now=NOW, pdf=pdf, find=printer)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF theirs"
    assert not (tmp_path / "a.docx").exists()


def test_without_a_program_for_pdfs_the_document_stands_and_it_is_said(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    for find in (lambda: None, broken):
        made = appendix_of(read_book(path), path, tmp_path / "a.docx", now=NOW, pdf=True, find=find)
        assert made.pdf is None
        assert made.findings[-1].what.startswith("no PDF was made: ")
        assert (tmp_path / "a.docx").exists()


def test_a_pdf_that_cannot_be_written_is_said(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")

    def find() -> Maker:
        (tmp_path / "a.pdf").mkdir()
        return printer()

    made = appendix_of(read_book(path), path, tmp_path / "a.docx", now=NOW, pdf=True, find=find)
    assert made.pdf is None
    assert "no PDF was made" in str(made.findings[-1])


# --- with the report ------------------------------------------------------------------------------------------------


def test_by_setting_it_is_made_where_the_report_goes(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", MADE)
    done = run("report", path)
    assert done.stdout.splitlines()[:2] == [str(tmp_path / "reports" / REPORT), str(tmp_path / "reports" / NAME)]
    assert "under another name" not in done.stderr
    again = run("report", path, "--json")
    assert json.loads(again.stdout)["appendix"] == str(tmp_path / "reports" / NAME)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run("report", path, "-o", elsewhere).exit_code == 0
    assert (elsewhere / NAME).is_file()


@pytest.mark.parametrize("changes", [{}, {(OPTIONS, "Appendix", "Value"): None}])
def test_otherwise_it_is_not(changes: dict[tuple[str, str, str], object], tmp_path: Path):
    done = run("report", book(tmp_path / "PI.xlsm", changes), "--json")
    assert json.loads(done.stdout)["appendix"] is None
    assert [one.name for one in (tmp_path / "reports").iterdir()] == [REPORT]


def test_a_dry_run_makes_none(tmp_path: Path):
    assert run("report", book(tmp_path / "PI.xlsm", MADE), "--dry-run").exit_code == 0
    assert not (tmp_path / "reports").exists()


def test_one_that_must_stay_is_a_warning_and_the_report_stands(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", MADE)
    run("report", path)
    edit(tmp_path / "reports" / NAME)
    done = run("report", book(path, {**MADE, FIGURE: 51.0}))
    assert done.exit_code == 0
    assert "warning the appendix: it was not made: somebody has saved" in done.stderr
    assert "a clerk's word" in words(tmp_path / "reports" / NAME)
    assert "51 weeks" not in words(tmp_path / "reports" / NAME)


def test_an_appendix_that_is_there_is_taken_for_no_report_of_the_day(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    edit(tmp_path / "reports" / NAME)
    done = run("report", path)
    assert done.exit_code == 0
    assert NAME not in done.stderr


# --- published ------------------------------------------------------------------------------------------------------


def test_it_is_published_while_the_workbook_says_the_same(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    run("publish", path)
    edit(tmp_path / "reports" / NAME)
    done = run("publish", tmp_path / "reports" / NAME)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "a clerk's word" in words(Path(done.stdout.strip()))


def test_it_is_not_published_once_a_figure_was_corrected(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    book(path, {FIGURE: 51.0})
    done = run("publish", tmp_path / "reports" / NAME)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "the workbook says something else by now; make the appendix again" in done.stderr


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (None, "no workbook of its index is here"),
        ({(DETAILS, "Index title", "Value"): "Other"}, "no workbook of its index is here"),
        ({FIGURE: "about 43"}, "it could not be compared with its workbook PI.xlsm"),
    ],
)
def test_where_it_cannot_be_compared_that_is_said(
    changes: dict[tuple[str, str, str], object] | None, said: str, tmp_path: Path
):
    path = book(tmp_path / "PI.xlsm")
    run("appendix", path)
    if changes is None:
        path.unlink()
    else:
        book(path, changes)
    done = run("publish", tmp_path / "reports" / NAME)
    assert done.exit_code == 0
    assert said in done.stderr
