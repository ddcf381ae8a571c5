"""Fields found again in a document whose tags LibreOffice has dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, marked, with_row, without_row
from docx.document import Document
from libreoffice_clerk import to_libreoffice_and_back
from seed_report import SEED, exception

from conformance import needs_libreoffice
from performance_index.rating import Rating
from performance_index.report import Section
from performance_index.word.deciding.account import Kind
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import new_element, text, w

CARERS = "Number of in-house foster carers recruited"
BASE = replace(
    with_row(SEED, exception("22", CARERS, Rating.RED, "Four carers were recruited against a target of 20.")),
    sections={tag: said for tag, said in SEED.sections.items() if tag != Section.APPENDICES.tag},
)
CORRECTED = with_row(BASE, exception("22", CARERS, Rating.RED, "Six carers were recruited against a target of 20."))


def without_tags(document: Document) -> None:
    """Drop every control, as a word processor does that knows none; the words stay."""
    for element in reversed(list(document.element.body.iter(w("sdt")))):
        Control(element).unwrap()


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    desk = Desk(template, target)
    desk.fill(BASE)
    return desk


def body(desk: Desk) -> str:
    return "\n".join(marked(p) for p in desk.document.element.body.iter(w("p")))


def test_every_field_is_found_again_by_what_was_generated(desk: Desk):
    before = desk.tags
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(CORRECTED)
    rows = {
        tag for tag in before if tag.startswith(("exceptions.row", "caveats.row")) or tag in {"exceptions", "caveats"}
    }
    assert before - desk.tags == rows, "tables need no controls: they are known by their headings and numbers"
    assert "Six carers were recruited" in body(desk)


def test_a_section_that_was_edited_does_not_take_the_edited_heading_below_it(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
        lines = {text(line): line for line in document.element.body.iter(w("p"))}
        for old, new in (
            ("Details", "Details of the quarter"),
            (BASE.sections["section.summary"][0], "Mine, all of it."),
        ):
            runs = [run for said, line in lines.items() if said == old for run in line.iter(w("t"))]
            assert runs
            for run in runs:
                run.text = new if run is runs[0] else ""
    desk.refresh(replace(CORRECTED, sections={k: v for k, v in BASE.sections.items() if k != "section.summary"}))
    assert "[-Details" not in body(desk)
    assert "Details of the quarter" in body(desk)


def test_nothing_is_written_where_the_data_say_what_they_said(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
    before = desk.path.read_bytes()
    assert desk.refresh(BASE).backup is None
    assert desk.path.read_bytes() == before


def test_rows_come_go_and_change_by_their_numbers(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(with_row(without_row(CORRECTED, "3"), exception("9", "New", Rating.AMBER, "Said.")))
    assert desk.rows() == ["2", "[+9+]", "16", "22"]
    desk.refresh(without_row(CORRECTED, "3"))
    assert desk.rows() == ["2", "16", "22"]


def test_a_row_offered_for_deletion_is_still_known_when_it_is_back(desk: Desk):
    desk.type("exceptions.row:16", "Mine.")
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(without_row(BASE, "16"))
    assert desk.rows() == ["2", "3", "[-16-]", "22"]
    assert desk.refresh(without_row(BASE, "16")).backup is None
    desk.refresh(BASE)
    assert desk.rows() == ["2", "3", "16", "22"]
    assert "Mine." in body(desk)


def test_an_edited_section_is_found_under_its_heading(desk: Desk):
    desk.type("section.legal", "The Council has a duty.")
    with desk.edit() as document:
        without_tags(document)
    done = desk.refresh(replace(BASE, sections={**BASE.sections, "section.legal": ("There are some.",)}))
    assert [change.place for change in done.changes if change.kind is Kind.TO_DECIDE] == ["Legal implications"]
    assert desk.shown("section.legal") == "[-The Council has a duty-][+There are some+]."


def test_a_title_that_was_changed_is_known_by_its_style(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
        (run,) = document.paragraphs[0].runs
        run.text = "Performance Monitoring, second quarter"
    desk.refresh(replace(BASE, values={**BASE.values, "subject": "Performance Watching Report"}))
    assert body(desk).splitlines()[0] == "Performance [-Monitoring-][+Watching+], second quarter"
    assert "Subject:Performance Watching Report" in body(desk)


def test_of_two_titles_neither_is_taken_for_the_reports(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
        document.paragraphs[0].runs[0].text = "Ours"
        document.paragraphs[1].insert_paragraph_before("Mine", style="Title")
    desk.refresh(replace(BASE, values={**BASE.values, "subject": "Performance Watching Report"}))
    assert body(desk).splitlines()[:2] == ["Ours", "Mine"]


def test_values_in_lines_and_in_sentences_are_found(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(replace(BASE, values={**BASE.values, "year": "2021/22", "wards": "Abbey"}))
    said = body(desk)
    assert "Wards:Abbey" in said
    assert "information for 2021/22, up to 30 September 2020" in said
    assert [control.text for control in controls_in(desk.document)["year"]] == ["2021/22"] * 3


def test_a_prompt_that_nobody_answered_is_a_prompt_again(desk: Desk):
    values = {tag: value for tag, value in BASE.values.items() if tag != "wards"}
    desk.fill(replace(BASE, values=values))
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(replace(CORRECTED, values=values))
    assert controls_in(desk.document)["wards"][0].is_placeholder
    desk.refresh(CORRECTED)
    assert desk.shown("wards") == "All"


def test_words_that_a_person_gave_are_not_taken_for_values(desk: Desk):
    report = replace(BASE, sections={**BASE.sections, Section.APPENDICES.tag: ("The Panel Performance Index 2019/20",)})
    desk.fill(report)
    with desk.edit() as document:
        without_tags(document)
    desk.refresh(replace(report, values={**report.values, "year": "2021/22"}))
    assert desk.shown(Section.APPENDICES.tag) == "The Panel Performance Index 2019/20"


def test_a_document_with_some_of_its_tags_is_left_as_the_clerk_left_it(desk: Desk):
    with desk.edit() as document:
        controls_in(document)["section.legal"][0].unwrap()
    done = desk.refresh(replace(BASE, sections={**BASE.sections, "section.legal": ("There are some.",)}))
    assert "section.legal" not in desk.tags
    assert [finding.place for finding in done.findings] == ["Legal implications"]


def test_a_control_of_somebody_elses_stays(desk: Desk):
    with desk.edit() as document:
        without_tags(document)
        document.element.body.insert(
            0,
            new_element(
                '<w:sdt><w:sdtPr><w:alias w:val="Minute clerk"/><w:tag w:val="minutes"/></w:sdtPr>'
                "<w:sdtContent><w:p><w:r><w:t>Ann</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )
    desk.refresh(CORRECTED)
    assert desk.shown("minutes") == "Ann"


@needs_libreoffice
def test_a_report_saved_by_libreoffice_is_refreshed_as_word_would_have_it(desk: Desk, tmp_path: Path):
    desk.type("exceptions.row:22", "Four carers were recruited against a target of 20. The manager will attend.")
    desk.type("section.legal", "The Council has a duty.")
    to_libreoffice_and_back(desk.path, tmp_path / "profile")
    assert desk.tags == set()
    done = desk.refresh(replace(CORRECTED, caveats=(), values={**BASE.values, "year": "2021/22"}))
    said = body(desk)
    assert "[-Four-][+Six+] carers were recruited against a target of 20. The manager will attend." in said
    assert "The Council has a duty." in said
    assert "information for 2021/22" in said
    assert "There are no data caveats." in text(desk.document.element.body)
    assert desk.rows("caveats") == []
    assert done.findings == ()
    assert desk.refresh(replace(CORRECTED, caveats=(), values={**BASE.values, "year": "2021/22"})).backup is None
