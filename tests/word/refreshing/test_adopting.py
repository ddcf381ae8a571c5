"""What a clerk writes into an offer of ours is the clerk's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clerk import CLERK, settle_ours
from desk import Desk, cell, with_row, without_row
from docx.document import Document
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, exception

from performance_index.rating import Rating
from performance_index.report import Section
from performance_index.word.document.controls import controls_in
from performance_index.word.document.notes import TOOL
from performance_index.word.document.wordml import new_element, w, words
from performance_index.word.state import State, read_state

CARERS = "Number of in-house foster carers recruited"
ROW = "exceptions.row:22"


def with_carers(said: str):
    return with_row(SEED, exception("22", CARERS, Rating.RED, said))


BASE = with_carers("Four carers were recruited.")
CORRECTED = with_carers("Six new carers were recruited.")
NEWER = with_carers("Nine new carers were recruited.")


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    """A desk with a report in which our offer of words is open."""
    desk = Desk(template, target)
    desk.fill(BASE)
    desk.type(ROW, "Four carers were recruited. Mine.")
    desk.refresh(CORRECTED)
    assert desk.shown(ROW) == "[-Four-][+Six new+] carers were recruited. Mine."
    return desk


def insertion(document: Document) -> Element:
    return next(mark for mark in cell(document, ROW, 3).iter(w("ins")) if mark.get(w("author")) == TOOL)


def with_a_change_elsewhere(report):  # noqa: ANN001 - a report
    return replace(report, sections={**report.sections, Section.FINANCIAL.tag: ("It costs £2m.",)})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Six new", "[-Four-][+Six new+]"),
        ("Six  new", "[-Four-][+Six  new+]"),
        ("Six", "[-Four-][+Six+]"),
        ("Six or so new", "[-Four-][+Six+] or so[+ new+]"),
        ("About Six new", "[-Four-]About[+ Six new+]"),
        ("Six new, nearly", "[-Four-][+Six new+], nearly"),
        ("Sixteen new", "[-Four-]Sixteen[+ new+]"),
        ("Plenty of", "[-Four-]Plenty of"),
    ],
)
def test_words_typed_among_ours_are_taken_out_of_the_insertion(desk: Desk, typed: str, shown: str):
    with desk.edit() as document:
        insertion(document).find(f".//{w('t')}").text = typed
    desk.refresh(with_a_change_elsewhere(CORRECTED))
    assert desk.shown(ROW) == f"{shown} carers were recruited. Mine."
    with desk.edit() as document:
        settle_ours(document.element.body, accept=False)
    ours = {"Six", "new"}
    assert all(word in desk.shown(ROW) for word in typed.split() if word.strip(",") not in ours)


def test_words_typed_among_ours_meet_the_next_correction_as_the_clerks(desk: Desk):
    with desk.edit() as document:
        insertion(document).find(f".//{w('t')}").text = "Six or so new"
    desk.refresh(NEWER)
    assert desk.shown(ROW) == "[-Four-][+Nine+] or so[+ new+] carers were recruited. Mine."


@pytest.mark.parametrize(
    "put_in",
    [
        "<w:r><w:drawing/></w:r>",
        '<w:hyperlink w:anchor="a"><w:r><w:t>a link</w:t></w:r></w:hyperlink>',  # as some programs write it
        f'<w:ins w:id="77" w:author="{CLERK}" w:date="2020-10-21T10:00:00Z"><w:r><w:t>tracked</w:t></w:r></w:ins>',
    ],
    ids=["a picture", "a link", "another's change"],
)
def test_what_else_the_clerk_put_into_our_insertion_is_taken_out_of_it(desk: Desk, put_in: str):
    with desk.edit() as document:
        put = new_element(put_in)
        insertion(document).append(put)
        name, said = put[0].tag, words(put[0])
    desk.refresh(with_a_change_elsewhere(CORRECTED))
    mine = [e for e in cell(desk.document, ROW, 3).iter(name) if words(e) == said][-1]
    assert not [mark for mark in mine.iterancestors(w("ins")) if mark.get(w("author")) == TOOL]


def test_an_untouched_offer_stays_an_offer_whatever_else_is_refreshed(desk: Desk):
    for _ in range(2):
        desk.refresh(with_a_change_elsewhere(CORRECTED))
        assert desk.shown(ROW) == "[-Four-][+Six new+] carers were recruited. Mine."


def test_a_report_that_does_not_say_what_was_offered_goes_by_what_was_generated(desk: Desk):
    state = read_state(desk.document)
    assert state is not None
    assert state.offers == ("Six new",)
    with desk.edit() as document:
        insertion(document).find(f".//{w('t')}").text = "Six or so new"
        for number in [n for n, r in document.part.rels.items() if r.reltype.endswith("/customXml")]:
            del document.part.rels[number]
    older = State(generated=NOW, texts=state.texts, dates=state.dates, tables=state.tables)
    desk.refresh(with_a_change_elsewhere(CORRECTED), kept=older)
    assert desk.shown(ROW) == "[-Four-][+Six+] or so[+ new+] carers were recruited. Mine."


NEW_ROW = with_row(CORRECTED, exception("9", "New", Rating.AMBER, "Said."))


@pytest.mark.parametrize(
    ("typed", "rows", "shown"),
    [
        ("Said.", ["2", "3", "[+9+]", "16", "22"], "[+Said.+]"),
        ("Said. The Panel asked.", ["2", "3", "9", "16", "22"], "Said. The Panel asked."),
    ],
)
def test_an_offered_row_that_the_clerk_wrote_in_is_accepted(desk: Desk, typed: str, rows: list[str], shown: str):
    desk.refresh(NEW_ROW)
    with desk.edit() as document:
        next(cell(document, "exceptions.row:9", 3).iter(w("t"))).text = typed
    desk.refresh(with_a_change_elsewhere(NEW_ROW))
    assert desk.rows() == rows
    assert desk.shown("exceptions.row:9") == shown
    desk.refresh(without_row(with_a_change_elsewhere(NEW_ROW), "9"))
    assert ("The Panel asked." in desk.shown("exceptions.row:9")) if "Panel" in typed else "9" not in str(desk.rows())


def test_an_empty_cell_under_a_column_of_the_clerks_does_not_make_an_offered_row_accepted(desk: Desk):
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            row.append(new_element("<w:tc><w:p><w:r><w:t>own</w:t></w:r></w:p></w:tc>"))
    desk.refresh(NEW_ROW)
    assert desk.shown("exceptions.row:9", column=4) == ""
    desk.refresh(with_a_change_elsewhere(NEW_ROW))
    assert desk.rows() == ["2", "3", "[+9+]", "16", "22"]


def test_a_paragraph_of_an_offered_section_that_the_clerk_wrote_in_is_accepted(desk: Desk):
    summary = Section.SUMMARY.tag
    without = {tag: said for tag, said in CORRECTED.sections.items() if tag != summary}
    first, then = (replace(CORRECTED, sections={**without, **more}) for more in ({}, {summary: ("One.", "Two.")}))
    desk.fill(first)
    with desk.edit() as document:  # so that somebody's text is beside it
        note = new_element("<w:p><w:r><w:t>A note.</w:t></w:r></w:p>")
        controls_in(document)[Section.PURPOSE.tag][0].element.addnext(note)
    desk.refresh(then)
    assert desk.shown(summary) == "[+One.+] / [+Two.+]"
    with desk.edit() as document:
        next(t for t in document.element.body.iter(w("t")) if t.text == "Two.").text = "Two, and a map."
    desk.refresh(with_a_change_elsewhere(then))
    assert desk.shown(summary) == "[+One.+] / Two, and a map."
