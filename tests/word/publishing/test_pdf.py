from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import page
import pytest
from plant import DOCUMENT, DOT, HEADING, drawing, opened, p, package, picture, run, written
from seed_report import EMPTY, NOW, SEED
from whole_document import whole_document

from conformance import needs_libreoffice, pdf_text, programs, to_pdf
from performance_index.figures_beside import Figure
from performance_index.finding import Refused, Severity
from performance_index.report import CommitteeReport
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.publishing.pdf import Maker, choose, doubts, find_maker, make_pdf, save_pdf

RULES = 104
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")


def libreoffice() -> Maker | None:
    """Give LibreOffice even where Word would be chosen."""
    place = programs()["LibreOffice"]
    return choose(word=False, soffice=Path(place) if place else None)


def broken_rules(pdf: Path) -> list[str]:
    """Give the rules of PDF/UA-1 that a file breaks; every one of them must have been looked at."""
    report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert report.rules.total == RULES
    return sorted({failure.rule_id for failure in report.failures})


# --- what everybody can read ----------------------------------------------------------------------------------------


@needs_libreoffice
@pytest.mark.parametrize(
    "report", [SEED, EMPTY, replace(SEED, figures=tuple(Figure))], ids=["seed", "empty", "with figures"]
)
def test_the_pdf_of_a_report_keeps_every_rule_of_pdf_ua(template: Path, target: Path, report: CommitteeReport):
    fill(template, report, target, now=NOW)
    made = publish(target, pdf=True, find=libreoffice)
    assert made.pdf == made.path.with_suffix(".pdf")
    assert broken_rules(made.pdf) == []
    assert made.findings == ()
    assert made.pdf_by == "LibreOffice"


@needs_libreoffice
def test_the_pdf_says_what_the_report_says(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    pdf = publish(target, pdf=True, find=libreoffice).pdf
    assert pdf is not None
    text = pdf_text(pdf)
    assert "Data about court proceedings" in text
    assert "Page 1 of 3" in text
    assert b"/Lang(en-GB)" in pdf.read_bytes()


@needs_libreoffice
def test_without_our_options_the_pdf_would_break_rules(template: Path, target: Path, tmp_path: Path):
    fill(template, SEED, target, now=NOW)
    assert "PDFUA1-TAGGED-DOCUMENT-001" in broken_rules(to_pdf(target, tmp_path))


@needs_libreoffice
def test_links_and_described_pictures_keep_the_rules_too(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    web = made.relate("hyperlink", "https://www.gov.uk/", external=True)
    shown = made.add("word/media/image1.png", "image/png", "image", DOT)
    link = f'<w:hyperlink r:id="{web}">{run("The government’s pages")}</w:hyperlink>'
    body = p(link) + p(drawing('descr="A red point"', picture(shown)))
    made.replace(DOCUMENT, "<w:sectPr>", body + "<w:sectPr>")
    pdf = publish(made.save(tmp_path / "d.docx"), pdf=True, find=libreoffice).pdf
    assert pdf is not None
    assert broken_rules(pdf) == []


LIBREOFFICE = choose(word=False, soffice=Path("soffice"))
WORD = choose(word=True, soffice=None)


def test_what_libreoffice_cannot_tag_is_told(tmp_path: Path):
    assert LIBREOFFICE is not None
    (finding,) = doubts(opened(whole_document(tmp_path / "d.docx")), LIBREOFFICE)
    assert str(finding) == (
        "the PDF: LibreOffice may not tell a screen reader all about footnotes, charts; "
        "have the PDF checked, or make it with Word"
    )
    (finding,) = doubts(opened(written(tmp_path / "e.docx", p(drawing("", decorative=True)))), LIBREOFFICE)
    assert "decorative pictures" in finding.what


def test_no_doubt_is_told_without_reason(tmp_path: Path):
    assert LIBREOFFICE is not None
    assert WORD is not None
    assert doubts(opened(written(tmp_path / "d.docx", HEADING)), LIBREOFFICE) == []
    assert doubts(opened(whole_document(tmp_path / "e.docx")), WORD) == []


# --- which program --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "soffice", "chosen"),
    [
        (True, None, "Word"),
        (True, Path("soffice"), "Word"),
        (False, Path("soffice"), "LibreOffice"),
        (False, None, None),
    ],
)
def test_word_is_chosen_before_libreoffice(word: bool, soffice: Path | None, chosen: str | None):  # noqa: FBT001 - a table's column
    maker = choose(word=word, soffice=soffice)
    assert (None if maker is None else maker.name) == chosen


@needs_libreoffice
def test_libreoffice_is_found_where_it_is():
    maker = find_maker()
    assert maker is not None


# --- when it goes wrong ---------------------------------------------------------------------------------------------


@pytest.fixture(name="document")
def fixture_document(tmp_path: Path) -> Path:
    """A document that could be published."""
    (tmp_path / "papers").mkdir()
    return written(tmp_path / "papers" / "d.docx", HEADING + p("It was so."))


def script(path: Path, commands: str) -> Path:
    """Write a program that stands in for LibreOffice."""
    path.write_text(f"#!/bin/sh\n{commands}\n")
    path.chmod(0o755)
    return path


def test_without_word_and_libreoffice_the_copy_is_there_and_a_finding_says_what_to_do(document: Path):
    made = publish(document, pdf=True, find=lambda: None)
    assert made.path.exists()
    assert made.pdf is None
    (finding,) = made.findings
    assert finding.severity is Severity.ERROR
    assert finding.place == str(made.path.with_suffix(".pdf"))
    assert finding.what == "no PDF was made: neither Word nor LibreOffice is on this computer"
    assert finding.cure.startswith("open the published copy in Word elsewhere and save it as PDF")


@posix_only
@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ("exit 1", "LibreOffice made no PDF"),
        ("exit 0", "LibreOffice made no PDF"),
        ("sleep 60", "LibreOffice did not finish"),
    ],
)
def test_when_libreoffice_fails_the_copy_is_there_and_nothing_else(
    document: Path, tmp_path: Path, commands: str, says: str
):
    soffice = script(tmp_path / "soffice", commands)
    began = time.monotonic()
    made = publish(document, pdf=True, find=lambda: choose(word=False, soffice=soffice, seconds=0.5))
    assert time.monotonic() - began < 30
    assert made.pdf is None
    (finding,) = made.findings
    assert says in finding.what
    assert sorted(one.name for one in document.parent.iterdir()) == ["d - published.docx", "d.docx"]


def test_a_program_that_cannot_be_started_is_told(document: Path, tmp_path: Path):
    maker = choose(word=False, soffice=tmp_path / "gone")
    assert maker is not None
    with pytest.raises(Refused, match="LibreOffice cannot be started"):
        make_pdf(document.read_bytes(), document.name, maker)


def makes(content: bytes, name: str = "LibreOffice") -> Maker:
    def make(_: Path, folder: Path) -> Path:
        (folder / "report.pdf").write_bytes(content)
        return folder / "report.pdf"

    return Maker(name=name, make=make)


@pytest.mark.parametrize(("pdf", "told"), [(b"%PDF-1.4", 1), (b"%PDF-1.7 pdfuaid", 0)])
def test_a_libreoffice_that_is_too_old_to_tag_is_told(document: Path, tmp_path: Path, pdf: bytes, told: int):
    made = make_pdf(document.read_bytes(), document.name, makes(pdf))
    found = save_pdf(made, tmp_path / "d.pdf", makes(pdf), overwrite=False)
    assert [one.cure for one in found] == ["install LibreOffice 7.4 or later and publish again"] * told


def test_a_pdf_that_is_there_is_not_written_over(tmp_path: Path):
    (tmp_path / "d.pdf").write_bytes(b"sent to the printer")
    with pytest.raises(Refused, match="exists already"):
        save_pdf(b"%PDF pdfuaid", tmp_path / "d.pdf", makes(b""), overwrite=False)
    assert (tmp_path / "d.pdf").read_bytes() == b"sent to the printer"
    save_pdf(b"%PDF pdfuaid", tmp_path / "d.pdf", makes(b""), overwrite=True)
    assert (tmp_path / "d.pdf").read_bytes() == b"%PDF pdfuaid"


@needs_libreoffice
def test_nothing_is_left_beside_the_pdf(document: Path):
    publish(document, pdf=True, find=libreoffice)
    assert sorted(one.name for one in document.parent.iterdir()) == [
        "d - published.docx",
        "d - published.pdf",
        "d.docx",
    ]
