"""Files of LibreOffice's that no program can read, opened all the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edit import change, saved_by
from libreoffices import LIBREOFFICE, LINKED, NEXT, TRACKED, spoilt
from seed_report import NOW, SEED

from performance_index.finding import Finding, NotReadable, Severity
from performance_index.word.document.libreoffice import is_libreoffices
from performance_index.word.document.package import open_docx
from performance_index.word.document.wordml import text, w
from performance_index.word.fill import fill


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    fill(template, SEED, target, now=NOW)
    return target


def words(report: Path) -> str:
    return text(open_docx(report).element.body)


@pytest.mark.parametrize(("line", "heading"), [(TRACKED, ""), (LINKED, NEXT)], ids=["a tracked change", "a link"])
def test_a_file_whose_tags_cross_is_read_and_that_is_told(report: Path, line: str, heading: str):
    before = words(report)
    spoilt(report, line, heading)
    told: list[Finding] = []
    after = text(open_docx(report, findings=told).element.body)
    assert after.replace("There are no matters.", "There are no items for decision.") == before
    (finding,) = told
    assert finding.severity is Severity.WARNING
    assert finding.place == str(report)
    assert "LibreOffice saved this file so that no program can read it" in finding.what
    assert finding.cure == "look over what stands there now: For decision"


def test_the_tracked_change_is_the_one_that_the_clerk_made(report: Path):
    spoilt(report, TRACKED)
    body = open_docx(report).element.body
    (struck,) = body.iter(w("del"))
    (new,) = body.iter(w("ins"))
    assert [node.text for node in struck.iter(w("delText"))] == ["items for decision"]
    assert [node.text for node in new.iter(w("t"))] == ["matters"]


def test_a_file_that_can_be_read_and_says_it_again_and_again_is_told_too(report: Path):
    spoilt(report, re.sub(r"</?w:(ins|del)\b[^>]*>", "", TRACKED).replace("delText", "t"))
    told: list[Finding] = []
    said = text(open_docx(report, findings=told).element.body)
    assert said.count("There are no") == 1
    assert "There are no items for decisionmatters." in said
    assert told[0].what.startswith("LibreOffice saved this file with the words of a frame once more")


def test_a_sound_file_is_not_mended(report: Path):
    saved_by(report, LIBREOFFICE)
    told: list[Finding] = []
    open_docx(report, findings=told)
    assert told == []


@pytest.mark.parametrize("program", ["Microsoft Office Word", "", "WPS Office"])
def test_the_same_damage_by_another_program_is_damage(report: Path, program: str):
    spoilt(report, TRACKED)
    saved_by(report, program)
    with pytest.raises(NotReadable, match="is damaged"):
        open_docx(report)


@pytest.mark.parametrize(
    ("old", "new"), [("</w:body>", ""), ("</w:tbl>", "</w:tr>"), ("<w:r>", "<w:r"), ("</w:document>", "</w:document><")]
)
def test_a_file_of_libreoffices_that_is_broken_in_another_way_too_is_damaged(report: Path, old: str, new: str):
    spoilt(report, TRACKED)
    change(report, lambda xml: xml.replace(old, new, 1))
    with pytest.raises(NotReadable, match="is damaged"):
        open_docx(report)


@pytest.mark.parametrize("program", [LIBREOFFICE, "LibreOffice/24.8.3.2$Windows_X86_64 LibreOffice_project/48a6"])
def test_libreoffice_is_known_by_its_name_in_the_file(report: Path, program: str):
    assert not is_libreoffices(open_docx(report))
    saved_by(report, program)
    assert is_libreoffices(open_docx(report))
    saved_by(report, "Microsoft Office Word")
    assert not is_libreoffices(open_docx(report))


def test_what_only_we_can_read_is_not_named_as_a_good_copy(report: Path):
    report.with_name(f"{report.stem} (before 2020-10-27 09.30).docx").write_bytes(report.read_bytes())
    spoilt(report, TRACKED)
    report.with_name(f"{report.stem} (before 2020-10-28 09.30).docx").write_bytes(report.read_bytes())
    change(report, lambda xml: xml.replace("</w:body>", ""))
    with pytest.raises(NotReadable, match=r"copy that can be read: .*27 09\.30\)\.docx$"):
        open_docx(report)
