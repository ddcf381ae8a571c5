"""What a clerk writes into an offer of ours is the clerk's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from clerk import CLERK, settle_ours
from desk import LATER, Desk, cell, with_row, without_row
from docx.document import Document
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, exception

from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Section
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


@pytest.mark.parametrize("leaves", [True, False], ids=["the row leaves", "the clerk strikes it out"])
def test_an_offer_that_is_struck_out_is_an_offer_still(desk: Desk, leaves: bool):  # noqa: FBT001 - a case
    if leaves:
        desk.refresh(without_row(CORRECTED, "22"), now=LATER + dt.timedelta(days=1))
        assert desk.shown(ROW) == "[-Four-][+[-Six new-]+][- carers were recruited. Mine.-]"
    else:
        with desk.edit() as document:
            offered = insertion(document)
            struck = new_element(f'<w:del w:id="78" w:author="{CLERK}" w:date="2020-10-21T10:00:00Z"/>')
            run = offered[0]
            offered.append(struck)
            struck.append(run)
            run.find(w("t")).tag = w("delText")
    before = desk.shown(ROW)
    for year in ("2031/32", "2032/33"):
        report = without_row(CORRECTED, "22") if leaves else CORRECTED
        desk.refresh(replace(report, values={**report.values, "year": year}), now=LATER + dt.timedelta(days=2))
        assert desk.shown(ROW) == before
    if leaves:
        desk.refresh(CORRECTED, now=LATER + dt.timedelta(days=3))
        assert desk.shown(ROW) == "[-Four-][+Six new+] carers were recruited. Mine."


@pytest.mark.parametrize(
    ("old", "offered", "typed"),
    [("12", "136", "36"), ("45", "54.3", "54"), ("12", "1,250", "250"), ("so", "not", "no"), ("45", "54", "48")],
)
def test_a_figure_that_the_clerk_corrected_in_our_offer_is_the_clerks(desk: Desk, old: str, offered: str, typed: str):
    def with_both(said: str) -> CommitteeReport:
        other = exception("3", "Other", Rating.RED, "There are 48 of them.")
        return with_row(with_carers(f"It was {said} there."), other)

    desk.fill(with_row(with_both(old), exception("3", "Other", Rating.RED, "There are 36 of them.")))
    desk.type(ROW, f"It was {old} there. Mine.")
    desk.type("exceptions.row:3", "There are 36 of them. Mine.")
    desk.refresh(with_both(offered))
    with desk.edit() as document:
        insertion(document).find(f".//{w('t')}").text = typed
    desk.refresh(with_both("another"))
    assert desk.shown(ROW) == f"It was [-{old}-][-{typed}-][+another+] there. Mine."
    assert desk.shown("exceptions.row:3") == "There are [-36-][+48+] of them. Mine."
