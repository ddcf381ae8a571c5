"""Controls that stand as bookmarks while something in them is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from clerk import settle_ours
from desk import Desk, marked
from docx.document import Document
from edit import change, without_control
from libreoffice_clerk import to_libreoffice_and_back
from lxml.etree import _Element as Element
from seed_report import SEED

from conformance import needs_libreoffice
from performance_index.finding import HasErrors
from performance_index.report import CommitteeReport, Section
from performance_index.word.document.bookmarks import OURS, our_bookmarks
from performance_index.word.document.controls import controls_in
from performance_index.word.document.ids import free_ids
from performance_index.word.document.wordml import new_element, text, w, words
from performance_index.word.publish import publish
from performance_index.word.reading.bookmarked import from_bookmarks, to_bookmarks

LEGAL = Section.LEGAL.tag
TOLD = replace(SEED, sections={**SEED.sections, LEGAL: ("The Council has two duties.",)})
CORRECTED = replace(SEED, sections={**SEED.sections, LEGAL: ("The Council has four duties.",)})
NEWER = replace(SEED, sections={**SEED.sections, LEGAL: ("The Council has nine duties.",)})
MINE = "The Council has two duties. It meets them."
OFFERED = "The Council has [-two-][+four+] duties. It meets them."


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    desk = Desk(template, target)
    desk.fill(TOLD)
    return desk


def names(desk: Desk) -> list[str]:
    return [mark.name for mark in our_bookmarks(desk.document.element)]


def line_of(document: Document, begins: str) -> Element:
    return next(p for p in document.element.body.iter(w("p")) if words(p).startswith(begins))


def with_year(report: CommitteeReport, year: str) -> CommitteeReport:
    return replace(report, values={**report.values, "year": year})


def test_a_section_with_an_open_change_stands_as_a_bookmark_until_the_clerk_has_decided(desk: Desk):
    desk.type(LEGAL, MINE)
    desk.refresh(CORRECTED)
    assert LEGAL not in controls_in(desk.document)
    assert names(desk) == [f"{OURS}1_1_section_legal"]
    assert desk.shown(LEGAL) == OFFERED
    with desk.edit() as document:
        settle_ours(document.element.body, accept=True)
    desk.refresh(with_year(CORRECTED, "2031/32"))
    assert names(desk) == []
    assert controls_in(desk.document)[LEGAL][0].text == "The Council has four duties. It meets them."


def test_an_offer_between_bookmarks_gives_way_to_a_newer_one(desk: Desk):
    desk.type(LEGAL, MINE)
    desk.refresh(CORRECTED)
    desk.refresh(NEWER)
    assert desk.shown(LEGAL) == "The Council has [-two-][+nine+] duties. It meets them."
    assert len(names(desk)) == 1


def test_each_paragraph_and_each_value_in_a_line_has_a_bookmark_of_its_own(desk: Desk):
    desk.type(LEGAL, "The Council has a duty.", "It meets it.")
    desk.type("wards", "Abbey")
    desk.refresh(replace(CORRECTED, values={**CORRECTED.values, "wards": "Colliers Wood"}))
    assert sorted(name.partition("_")[2].partition("_")[2] for name in names(desk)) == [
        "0_wards",
        "1_section_legal",
        "2_section_legal",
    ]
    assert desk.shown("wards") == "[-Abbey-][+Colliers Wood+]"


def test_nothing_but_what_is_open_is_loosened(desk: Desk):
    desk.type(LEGAL, MINE)
    before = set(controls_in(desk.document))
    desk.refresh(CORRECTED)
    assert set(controls_in(desk.document)) == before - {LEGAL}


def test_a_control_that_the_template_could_not_give_back_stays(desk: Desk):
    document = desk.document
    (legal,) = controls_in(document)[LEGAL]
    next(legal.content.iter(w("p"))).append(new_element('<w:ins w:id="9" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins>'))
    to_bookmarks(document, {})
    assert LEGAL in controls_in(document)


def test_a_template_that_lacks_a_control_leaves_its_bookmarks_for_one_that_has_it(desk: Desk):
    desk.type(LEGAL, MINE)
    desk.refresh(CORRECTED)
    before = desk.template.read_bytes()
    change(desk.template, without_control(LEGAL))
    desk.refresh(with_year(CORRECTED, "2031/32"))
    assert len(names(desk)) == 1
    desk.template.write_bytes(before)
    assert desk.shown(LEGAL) == OFFERED


def test_a_table_with_something_open_in_its_first_cell_loses_its_control_and_is_found_all_the_same(desk: Desk):
    with desk.edit() as document:
        head = next(next(document.element.body.iter(w("tbl"))).iter(w("r")))
        document.add_comment([docx.text.run.Run(head, document.paragraphs[0])], "Which number?", author="A Clerk")
    desk.refresh(CORRECTED)
    assert "exceptions" not in desk.tags
    assert "exceptions.rows" in desk.tags
    desk.refresh(replace(NEWER, exceptions=NEWER.exceptions[1:]))
    assert desk.rows() == ["3", "16", "22"]


def split(document: Document) -> None:
    """Press Enter in the section, and write a paragraph in between."""
    line = line_of(document, "The Council has")
    second = new_element("<w:p/>")
    second.extend(line[-2:])
    line.addnext(second)
    line.addnext(new_element("<w:p><w:r><w:t>In between.</w:t></w:r></w:p>"))


def join_with_the_heading_below(document: Document) -> None:
    line = line_of(document, "The Council has")
    following = line.getnext()
    line.extend(child for child in list(following) if child.tag != w("pPr"))
    following.getparent().remove(following)


def move_to_the_end(document: Document) -> None:
    line = line_of(document, "The Council has")
    document.element.body[-1].addprevious(line)


def lose_the_end_of_the_bookmark(document: Document) -> None:
    for end in list(document.element.body.iter(w("bookmarkEnd"))):
        end.getparent().remove(end)


def empty(document: Document) -> None:
    line = line_of(document, "The Council has")
    for child in list(line):
        if child.tag in {w("r"), w("ins"), w("del")}:
            line.remove(child)


@pytest.mark.parametrize("edit", [split, join_with_the_heading_below, move_to_the_end, lose_the_end_of_the_bookmark])
def test_whatever_became_of_the_bookmarks_no_word_is_lost_and_no_neighbour_is_taken_in(
    desk: Desk, edit: Callable[[Document], None]
):
    desk.type(LEGAL, MINE)
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        edit(document)
    before = "".join(text(desk.document.element.body).split())
    desk.refresh(with_year(CORRECTED, "2031/32"))
    assert "".join(text(desk.document.element.body).replace("2031/32", "2020/21").split()) == before
    (legal,) = desk.fastened_controls(LEGAL)
    assert "It meets them." in text(legal.content)
    assert "FINANCIAL" not in text(legal.content)
    assert not list(legal.content.iter(w("sdt")))


def test_what_the_clerk_wrote_between_two_paragraphs_is_in_the_section(desk: Desk):
    desk.type(LEGAL, "First.", "Second.")
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        line_of(document, "First.").addnext(new_element("<w:p><w:r><w:t>In between.</w:t></w:r></w:p>"))
    assert marked(desk.fastened_controls(LEGAL)[0].content) == "First. / In between. / Second."


def test_a_heading_that_came_in_between_ends_the_section(desk: Desk):
    desk.type(LEGAL, "First.", "Second.")
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>NEW</w:t></w:r></w:p>'
        line_of(document, "First.").addnext(new_element(heading))
    assert marked(desk.fastened_controls(LEGAL)[0].content) == "First."


def test_a_paragraph_dragged_below_the_table_does_not_take_the_table_in(desk: Desk):
    some = "exceptions.some"
    desk.type(some, "These are amber or red.", "A second paragraph.")
    with desk.edit() as document:
        run = next(line_of(document, "These are").iter(w("r")))
        document.add_comment([docx.text.run.Run(run, document.paragraphs[0])], "All of them?", author="A Clerk")
    desk.refresh(CORRECTED)
    assert some not in controls_in(desk.document)
    with desk.edit() as document:
        controls_in(document)["exceptions"][0].element.addnext(line_of(document, "A second"))
    assert marked(desk.fastened_controls(some)[0].content) == "These are amber or red."


def test_two_sections_joined_in_one_paragraph_have_no_place_any_more(desk: Desk):
    purpose, summary = Section.PURPOSE.tag, Section.SUMMARY.tag
    with_summary = replace(TOLD, sections={**TOLD.sections, purpose: ("Purpose one.",), summary: ("Summary one.",)})
    desk.fill(with_summary)
    desk.type(purpose, "Purpose one. Mine.")
    desk.type(summary, "Summary one. Mine.")
    corrected = {purpose: ("Purpose two.",), summary: ("Summary two.",)}
    desk.refresh(replace(with_summary, sections={**with_summary.sections, **corrected}))
    with desk.edit() as document:
        line = line_of(document, "Purpose two")
        following = line_of(document, "Summary")
        line.extend(child for child in list(following) if child.tag != w("pPr"))
        following.getparent().remove(following)
    before = marked(line_of(desk.document, "Purpose two"))
    left = {tag: said for tag, said in with_summary.sections.items() if tag != summary}
    done = desk.refresh(replace(with_summary, sections={**left, purpose: ("Purpose three.",)}))
    assert marked(line_of(desk.document, "Purpose two")) == before
    assert "Purpose of report" in [finding.place for finding in done.findings]


def test_a_value_whose_line_was_parted_is_told_of(desk: Desk):
    desk.type("wards", "Abbey")
    desk.refresh(replace(TOLD, values={**TOLD.values, "wards": "Colliers Wood"}))
    with desk.edit() as document:
        start = next(document.element.body.iter(w("bookmarkStart")))
        line = start.getparent()
        line.addprevious(new_element("<w:p/>"))
        line.getprevious().append(start)
    (finding,) = desk.refresh(replace(TOLD, values={**TOLD.values, "wards": "Figge’s Marsh"})).findings
    assert finding.what.startswith("its control was deleted from the report; it would now read “Figge’s Marsh”")


def test_a_section_whose_words_the_clerk_took_out_is_offered_the_new_ones(desk: Desk):
    desk.type(LEGAL, MINE)
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        empty(document)
    desk.refresh(NEWER)
    assert desk.shown(LEGAL) == "[+The Council has nine duties.+]"


def test_bookmarks_of_others_stay(desk: Desk):
    marks = '<w:bookmarkStart w:id="1" w:name="ours"/><w:bookmarkEnd w:id="1"/>'
    with desk.edit() as document:
        line = line_of(document, "The Council has")
        line.append(new_element(f"<w:p>{marks}</w:p>")[0])
        line.append(new_element(f"<w:p>{marks}</w:p>")[1])
    desk.refresh(CORRECTED)
    desk.refresh(NEWER)
    numbers = [mark.get(w("id")) for mark in desk.document.element.body.iter(w("bookmarkStart"))]
    assert len(numbers) == len(set(numbers))
    assert "ours" in [mark.get(w("name")) for mark in desk.document.element.body.iter(w("bookmarkStart"))]


@pytest.mark.parametrize("author", ["Performance Index", "A Clerk"])
def test_loosened_and_fastened_again_a_document_is_what_it_was(desk: Desk, author: str):
    document = desk.document
    template = controls_in(docx.Document(str(desk.template)))
    for tag, found in controls_in(document).items():
        for control in found if not tag.startswith(("exceptions", "caveats")) else ():
            for run in list(control.content.iter(w("r"))):
                mark = new_element(f'<w:ins w:id="9" w:author="{author}"/>')
                run.getparent().replace(run, mark)
                mark.append(run)
    before, said = {t: [c.text for c in f] for t, f in controls_in(document).items()}, text(document.element.body)
    to_bookmarks(document, template)
    assert not {tag for tag in controls_in(document) if not tag.startswith(("exceptions.", "caveats."))} - {
        "exceptions",
        "caveats",
    }
    assert text(document.element.body) == said
    from_bookmarks(document, template, free_ids(document))
    assert {t: [c.text for c in f] for t, f in controls_in(document).items()} == before
    assert text(document.element.body) == said


@needs_libreoffice
@pytest.mark.parametrize(
    ("typed", "open_now"),
    [
        ((MINE,), "Legal"),
        (("The Council has three duties.",), "a comment"),
        (("First.", "Second."), "a comment"),
    ],
    ids=["words", "clash", "told"],
)
def test_what_is_open_is_open_still_after_libreoffice_and_is_not_published(
    desk: Desk, tmp_path: Path, typed: tuple[str, ...], open_now: str
):
    desk.type(LEGAL, *typed)
    desk.type("wards", "Abbey")
    desk.refresh(replace(CORRECTED, values={**CORRECTED.values, "wards": "Colliers Wood"}))
    before = {tag: desk.shown(tag) for tag in (LEGAL, "wards")}
    to_libreoffice_and_back(desk.path, tmp_path / "profile")
    assert {tag: desk.shown(tag) for tag in (LEGAL, "wards")} == before
    with pytest.raises(HasErrors) as refused:
        publish(desk.path)
    said = "\n".join(map(str, refused.value.findings))
    assert "inserted “Colliers Wood”" in said
    assert open_now in said or "a tracked change is open: Performance Index inserted “four”" in said
    desk.refresh(NEWER)
    assert "four" not in desk.shown(LEGAL)
