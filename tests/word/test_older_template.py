"""Reports that were made from an older template, with capitals typed and no title, and are refreshed from today's."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, marked, with_row
from seed_report import EMPTY, SEED, exception

from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Section
from performance_index.word.deciding.account import Kind
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import text, w
from performance_index.word.template import build_template

OLDER = Path(__file__).parent.parent / "data" / "templates" / "report-1.docx"
LEGAL = Section.LEGAL.tag
LATER = replace(SEED, sections={**SEED.sections, LEGAL: ("There are some.",)})
UNDER_A_HEADING = replace(SEED, sections={**SEED.sections, Section.EXCEPTIONS.tag: ("It was a hard quarter.",)})


@pytest.fixture(name="desk")
def fixture_desk(tmp_path: Path) -> Desk:
    """A desk on which a report of the older template lies; the template is now today's."""
    desk = Desk(OLDER, tmp_path / "report.docx")
    desk.fill(SEED)
    build_template(tmp_path / "template.docx")
    desk.template = tmp_path / "template.docx"
    return desk


def drop_tags(desk: Desk) -> None:
    with desk.edit() as document:
        for element in reversed(list(document.element.body.iter(w("sdt")))):
            Control(element).unwrap()


def lines(desk: Desk) -> list[str]:
    return [marked(line) for line in desk.document.element.body.iter(w("p"))]


def document_of(desk: Desk) -> bytes:
    with zipfile.ZipFile(desk.path) as archive:
        return archive.read("word/document.xml")


def test_the_older_template_typed_its_headings_in_capitals_and_had_no_title(desk: Desk):
    said = lines(desk)
    assert said[0].startswith("Committee:")
    assert "DETAILS" in said


def test_where_the_data_say_what_they_said_no_word_is_written_and_only_what_was_generated_is_noted_anew(desk: Desk):
    before = document_of(desk)
    assert desk.refresh(SEED).changes == ()
    assert document_of(desk) == before
    noted = desk.path.read_bytes()
    assert desk.refresh(SEED).backup is None
    assert desk.path.read_bytes() == noted


@pytest.mark.parametrize("report", [EMPTY, LATER, UNDER_A_HEADING], ids=["empty", "later", "new"])
def test_what_comes_in_stands_where_it_does_in_a_report_of_that_template(
    desk: Desk, tmp_path: Path, report: CommitteeReport
):
    done = desk.refresh(report)
    assert [change for change in done.changes if change.kind is Kind.TO_DECIDE or change.is_open] == []
    anew = Desk(OLDER, tmp_path / "anew.docx")
    anew.fill(report)
    assert lines(desk) == lines(anew)


def test_a_new_row_has_a_style_that_the_older_document_has(desk: Desk):
    desk.refresh(with_row(SEED, exception("9", "New", Rating.AMBER, "Said.")))
    known = {style.style_id for style in desk.document.styles}
    used = {one.get(w("val")) for one in desk.document.element.body.iter(w("pStyle"), w("rStyle"))}
    assert desk.rows() == ["2", "3", "[+9+]", "16", "22"]
    assert used <= known


def test_an_edited_section_without_its_control_is_found_under_its_heading_in_capitals(desk: Desk):
    desk.type(LEGAL, "The Council has a duty.")
    drop_tags(desk)
    done = desk.refresh(LATER)
    assert [change.place for change in done.changes if change.kind is Kind.TO_DECIDE] == ["Legal implications"]
    assert "[-The Council has a duty-][+There are some+]." in lines(desk)


def test_every_value_is_found_without_its_control(desk: Desk):
    drop_tags(desk)
    desk.refresh(replace(SEED, values={**SEED.values, "subject": "Housing report", "wards": "Abbey"}))
    said = lines(desk)
    assert "Subject:Housing report" in said
    assert "Wards:Abbey" in said
    assert [text(one.content) for one in controls_in(desk.document)["subject"]] == ["Housing report"]
