"""Items that a lead typed in a commentary are those of a real list: in Word, made again, published and on the web."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, cell, with_row, without_row
from edit import change
from libreoffice_clerk import to_libreoffice_and_back
from lxml.etree import _Element as Element
from seed_report import SEED, caveat, exception

from conformance import audit_errors, integrity_errors, needs_libreoffice, needs_sdk, sdk_errors
from performance_index.rating import Rating
from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Kind
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.publish import publish

CARERS = "Number of in-house foster carers recruited"
ROW = "exceptions.row:22"


def carers(*said: str) -> CommitteeReport:
    return with_row(SEED, exception("22", CARERS, Rating.RED, *said))


LISTED = carers("What is done:", "• posts are filled", "• training", "More in May.")
ITEMS = [False, True, True, False]


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    desk = Desk(template, target)
    desk.fill(LISTED)
    return desk


def are_items(desk: Desk, column: int = 3) -> list[bool]:
    """Whether each line of the cell is of a bulleted list that the document has."""
    document = desk.document
    return [_is_bullet(document, line) for line in cell(document, ROW, column).iter(w("p"))]


def _is_bullet(document: object, line: Element) -> bool:
    used = line.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    if used is None:
        return False
    root = document.part.numbering_part.element  # type: ignore[attr-defined]  # a document
    (number,) = [one for one in root.iterfind(w("num")) if one.get(w("numId")) == used.get(w("val"))]
    pattern = number.find(w("abstractNumId"))
    (found,) = [one for one in root.iterfind(w("abstractNum")) if one.get(w("abstractNumId")) == pattern.get(w("val"))]
    return found.find(f"{w('lvl')}/{w('numFmt')}").get(w("val")) == "bullet"


def test_items_are_of_a_real_list_and_their_words_have_no_dash(desk: Desk):
    assert desk.shown(ROW) == "What is done: / posts are filled / training / More in May."
    assert are_items(desk) == ITEMS


def test_a_report_without_items_has_no_list_more(desk: Desk):
    desk.fill(carers("Nothing listed."))
    numbered = desk.document.part.numbering_part.element
    assert len(numbered.findall(w("abstractNum"))) == 3


def test_items_of_a_caveat_are_too(desk: Desk):
    desk.fill(replace(SEED, caveats=(caveat("8", "Attendance", "• Mosaic", "• quoracy"),)))
    lines = [line for line in desk.document.element.body.iter(w("p")) if text(line) in {"Mosaic", "quoracy"}]
    assert [_is_bullet(desk.document, line) for line in lines] == [True, True]


def test_a_refresh_with_the_same_data_changes_nothing(desk: Desk):
    before = desk.path.read_bytes()
    assert desk.refresh(LISTED).changes == ()
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize(
    ("said", "items"),
    [
        (("• posts are filled", "• training", "• a plan"), [True, True, True]),
        (("All is done.",), [False]),
        (("• all is done",), [True]),
        (("Done:", "• all"), [False, True]),
    ],
)
def test_new_words_are_listed_as_they_were_typed_this_time(desk: Desk, said: tuple[str, ...], items: list[bool]):
    done = desk.refresh(carers(*said))
    assert {one.kind for one in done.changes} == {Kind.REPLACED}
    assert are_items(desk) == items
    assert desk.shown(ROW) == " / ".join(line.removeprefix("• ") for line in said)
    desk.refresh(LISTED)
    assert are_items(desk) == ITEMS
    assert desk.refresh(LISTED).backup is None


def test_a_list_comes_into_a_report_that_had_none(desk: Desk):
    desk.fill(carers("Nothing listed."))
    desk.refresh(LISTED)
    assert are_items(desk) == ITEMS


def test_a_new_row_comes_with_its_list(desk: Desk):
    desk.fill(without_row(SEED, "22"))
    desk.refresh(LISTED)
    assert desk.rows()[-1] == "[+22+]"
    assert are_items(desk) == ITEMS


def test_a_table_comes_with_its_lists(desk: Desk):
    desk.fill(replace(SEED, exceptions=()))
    desk.refresh(LISTED)
    assert are_items(desk) == ITEMS


def test_what_a_clerk_writes_into_an_item_stays_and_it_stays_one(desk: Desk):
    with desk.edit() as document:
        run = list(cell(document, ROW, 3).iter(w("t")))[1]
        run.text = "posts are filled, all of them"
    desk.refresh(carers("What is done:", "• posts are filled", "• training and pay", "More in May."))
    assert desk.shown(ROW) == ("What is done: / posts are filled, all of them / training[+ and pay+] / More in May.")
    assert are_items(desk) == ITEMS


def test_a_list_that_the_clerk_made_of_other_words_is_theirs(desk: Desk):
    desk.fill(carers("First.", "Second."))
    with desk.edit() as document:
        for line in cell(document, ROW, 3).iter(w("p")):
            line.find(w("pPr")).append(new_element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'))
    desk.refresh(carers("First.", "Third."))
    assert are_items(desk) == [True, True]


def without_numbering(path: Path) -> None:
    """Take every list out of a template, as one has that never had any."""
    change(path, lambda xml: re.sub(r"<w:numPr>.*?</w:numPr>", "", xml), "word/styles.xml")
    change(path, lambda xml: re.sub(r'<Relationship [^>]*numbering.xml"/>', "", xml), "word/_rels/document.xml.rels")
    change(path, lambda xml: re.sub(r'<Override PartName="/word/numbering.xml"[^>]*/>', "", xml), "[Content_Types].xml")


def test_a_template_that_has_no_list_gets_one(desk: Desk):
    without_numbering(desk.template)
    desk.fill(LISTED)
    assert are_items(desk) == ITEMS
    assert integrity_errors(desk.path) == []
    desk.refresh(carers("• one", "• two"))
    assert are_items(desk) == [True, True]


def test_a_list_is_made_once_for_all_items(desk: Desk):
    desk.refresh(carers("• one", "two"))
    root = desk.document.part.numbering_part.element
    assert len(root.findall(w("abstractNum"))) == 4
    assert len(root.findall(w("num"))) == 4
    assert [one.tag for one in root] == [w("abstractNum")] * 4 + [w("num")] * 4


def test_where_word_ends_the_lists_with_a_note_ours_stands_before_it(desk: Desk):
    change(
        desk.template,
        lambda xml: xml.replace("</w:numbering>", '<w:numIdMacAtCleanup w:val="3"/></w:numbering>'),
        "word/numbering.xml",
    )
    desk.fill(LISTED)
    root = desk.document.part.numbering_part.element
    assert [one.tag for one in root][-2:] == [w("num"), w("numIdMacAtCleanup")]
    assert are_items(desk) == ITEMS


def test_a_pattern_of_ours_that_no_list_uses_any_more_is_used_again(desk: Desk):
    desk.refresh(carers("Nothing listed."))
    with desk.edit() as document:
        root = document.part.numbering_part.element
        root.remove(root.findall(w("num"))[-1])
    desk.refresh(carers("• one"))
    assert len(desk.document.part.numbering_part.element.findall(w("abstractNum"))) == 4
    assert are_items(desk) == [True]


def test_inside_a_line_items_are_lines(desk: Desk):
    def beside_words(xml: str) -> str:
        begin = xml.index('<w:sdt><w:sdtPr><w:alias w:val="Service Commentary"/>')
        return f"{xml[:begin]}<w:r><w:t>Why: </w:t></w:r>{xml[begin:]}"

    change(desk.template, beside_words)
    desk.fill(LISTED)
    assert text(cell(desk.document, ROW, 3)) == "Why: What is done:\nposts are filled\ntraining\nMore in May."
    desk.refresh(carers("• one", "• two"))
    assert text(cell(desk.document, ROW, 3)) == "Why: one\ntwo"


@needs_sdk
def test_it_is_sound_and_the_published_copy_and_its_page_have_the_list(desk: Desk):
    assert sdk_errors(desk.path) + integrity_errors(desk.path) + audit_errors(desk.path) == []
    made = publish(desk.path, html=True)
    copy_ = Desk(desk.template, made.path)
    (commentary,) = [one for one in copy_.document.element.body.iter(w("tc")) if "posts are filled" in text(one)]
    assert [_is_bullet(copy_.document, line) for line in commentary.iter(w("p"))] == ITEMS
    assert sdk_errors(made.path) == []
    assert made.page is not None
    page = made.page.read_text(encoding="utf-8")
    assert re.search(r"<ul role=\"list\">\s*<li>posts are filled</li>\s*<li>training</li>\s*</ul>", page)


@needs_libreoffice
def test_libreoffice_keeps_the_list_and_the_report_is_known_as_it_was(desk: Desk, tmp_path: Path):
    to_libreoffice_and_back(desk.path, tmp_path / "profile")
    assert desk.refresh(LISTED).changes == ()
    (commentary,) = [one for one in desk.document.element.body.iter(w("tc")) if "posts are filled" in text(one)]
    assert [_is_bullet(desk.document, line) for line in commentary.iter(w("p"))] == ITEMS
