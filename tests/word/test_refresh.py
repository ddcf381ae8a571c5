"""What a refresh does to a report that a clerk has edited, one rule at a time."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, ItemsView
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from clerk import settle_ours
from desk import LATER, Desk, cell, row_control, with_row, without_row, write
from docx.document import Document
from edit import change, retagged, without_control
from outline import check_golden, outline
from seed_report import COMMITTEE, EMPTY, NOW, SEED, WITH_UNRATED, caveat, exception, unrated

from performance_index.finding import NotReadable, Refused
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Section
from performance_index.word.deciding.account import Kind
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.state import drop_state, read_state
from performance_index.write import owner_file

CARERS = "Number of in-house foster carers recruited"
BASE = with_row(SEED, exception("22", CARERS, Rating.RED, "Four carers were recruited against a target of 20."))
CORRECTED = with_row(SEED, exception("22", CARERS, Rating.RED, "Six carers were recruited against a target of 20."))
NEWER = with_row(SEED, exception("22", CARERS, Rating.RED, "Nine carers were recruited against a target of 20."))
ROW = "exceptions.row:22"


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    """A desk with a report on it that has just been made."""
    desk = Desk(template, target)
    desk.fill(BASE)
    return desk


def kinds(desk: Desk, report: CommitteeReport) -> dict[str, Kind]:
    return {change.place: change.kind for change in desk.refresh(report).changes}


# --- one text -------------------------------------------------------------------------------------------------------


def test_a_figure_that_nobody_touched_is_replaced_silently(desk: Desk):
    assert kinds(desk, CORRECTED) == {"Exceptions, indicator 22, Service Commentary": Kind.REPLACED}
    assert desk.shown(ROW) == "Six carers were recruited against a target of 20."


def test_a_clerks_sentence_stays_where_nothing_changed(desk: Desk):
    desk.type(ROW, "The Panel will hear from the manager.")
    desk.type("section.legal", "The Council has a duty.", "It is met.")
    done = desk.refresh(BASE)
    assert {change.kind for change in done.changes} == {Kind.KEPT}
    assert desk.shown(ROW) == "The Panel will hear from the manager."


def test_other_words_become_tracked_changes_inside_the_clerks_sentence(desk: Desk):
    desk.type(ROW, "Four carers were recruited against a target of 20. The manager will attend.")
    done = desk.refresh(CORRECTED)
    assert desk.shown(ROW) == "[-Four-][+Six+] carers were recruited against a target of 20. The manager will attend."
    assert done.summary == "1 for the clerk to decide"
    assert desk.comments() == []


def test_the_same_words_become_a_tracked_change_and_a_comment(desk: Desk):
    desk.type(ROW, "Five carers were recruited against a target of 20.")
    desk.refresh(CORRECTED)
    assert desk.shown(ROW) == "[-Five-][+Six+] carers were recruited against a target of 20."
    (comment,) = desk.comments()
    assert "These words were edited here, and the data have changed them too." in comment


def test_several_paragraphs_of_the_clerks_are_left_alone_and_a_comment_holds_the_new_text(desk: Desk):
    desk.type(ROW, "First.", "Second.")
    desk.refresh(CORRECTED)
    assert desk.shown(ROW) == "First. / Second."
    (comment,) = desk.comments()
    assert comment.startswith("First.Second.: The data have changed since this was edited.")
    assert comment.endswith("They now say: “Six carers were recruited against a target of 20.”")


def test_bold_words_and_a_link_stay_as_they_are_beside_a_changed_word(desk: Desk):
    desk.type(ROW, "Four carers")
    with desk.edit() as document:
        line = next(cell(document, ROW, 3).iter(w("p")))
        line.append(new_element("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'> were recruited</w:t></w:r>"))
        line.append(
            new_element(
                "<w:hyperlink w:anchor='a'><w:r><w:t> against a target of 20. See here.</w:t></w:r></w:hyperlink>"
            )
        )
    desk.refresh(CORRECTED)
    assert desk.shown(ROW).startswith("[-Four-][+Six+] carers were recruited against")
    assert [r.find(f"{w('rPr')}/{w('b')}") is not None for r in cell(desk.document, ROW, 3).iter(w("r"))][3] is True


def test_a_comment_and_bold_words_of_the_clerks_survive_a_silent_change(desk: Desk):
    with desk.edit() as document:
        run = next(cell(document, ROW, 3).iter(w("r")))
        run.find(w("t")).text = "Four carers were "
        run.find(w("t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        bold = new_element("<w:r><w:rPr><w:b/></w:rPr><w:t>recruited against a target of 20.</w:t></w:r>")
        run.addnext(bold)
        document.add_comment([docx.text.run.Run(bold, document.paragraphs[0])], "Is that so?", author="A Clerk")
    assert kinds(desk, CORRECTED) == {"Exceptions, indicator 22, Service Commentary": Kind.REPLACED}
    assert desk.shown(ROW) == "Six carers were recruited against a target of 20."
    assert desk.comments() == ["recruited against a target of 20.: Is that so?"]


def test_where_word_remembers_its_cursor_makes_no_difference(desk: Desk):
    with desk.edit() as document:
        line = next(cell(document, ROW, 3).iter(w("p")))
        line.append(new_element('<w:bookmarkStart w:id="0" w:name="_GoBack"/>'))
        line.append(new_element('<w:bookmarkEnd w:id="0"/>'))
    desk.refresh(with_row(SEED, exception("22", CARERS, Rating.RED, "Six carers.", "In two paragraphs.")))
    assert desk.shown(ROW) == "Six carers. / In two paragraphs."


def test_a_table_of_the_clerks_own_above_ours_is_not_taken_for_it(desk: Desk):
    with desk.edit() as document:
        own = "<w:tr><w:tc><w:p><w:r><w:t>own</w:t></w:r></w:p></w:tc></w:tr>"
        table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{own}</w:tbl>"
        content = controls_in(document)["exceptions"][0].content
        content.insert(0, new_element("<w:p/>"))
        content.insert(0, new_element(table))
    desk.refresh(CORRECTED)
    assert desk.shown(ROW).startswith("Six carers")
    desk.refresh(replace(CORRECTED, exceptions=()))
    assert "own" in text(desk.document.element.body)


def test_a_clerks_own_tracked_change_is_not_mixed_with_ours(desk: Desk):
    with desk.edit() as document:
        run = next(cell(document, ROW, 3).iter(w("r")))
        mark = new_element('<w:ins w:id="77" w:author="A Clerk" w:date="2020-10-20T10:00:00Z"/>')
        run.addprevious(mark)
        mark.append(run)
    desk.refresh(CORRECTED)
    assert desk.shown(ROW) == "[+Four carers were recruited against a target of 20.+]"
    assert "They now say: “Six carers" in desk.comments()[0]


# --- again ----------------------------------------------------------------------------------------------------------


def test_a_refresh_with_the_same_data_writes_nothing(desk: Desk):
    desk.type(ROW, "Mine.")
    before = desk.path.read_bytes()
    assert desk.refresh(BASE).backup is None
    assert desk.path.read_bytes() == before
    assert list(desk.path.parent.iterdir()) == [desk.path]


@pytest.mark.parametrize(
    "typed", [["Five carers"], ["First.", "Second."], ["Four carers, we hope, against a target of 20."]]
)
def test_a_refresh_done_twice_is_a_refresh_done_once(desk: Desk, typed: list[str]):
    desk.type(ROW, *typed)
    assert desk.refresh(CORRECTED).backup is not None
    before = desk.path.read_bytes()
    assert desk.refresh(CORRECTED, now=LATER + dt.timedelta(days=1)).backup is None
    assert desk.path.read_bytes() == before


def test_an_offer_that_nobody_decided_on_gives_way_to_a_newer_one(desk: Desk):
    desk.type(ROW, "Four carers were recruited against a target of 20. Mine.")
    desk.refresh(CORRECTED)
    desk.refresh(NEWER)
    assert desk.shown(ROW) == "[-Four-][+Nine+] carers were recruited against a target of 20. Mine."
    assert desk.comments() == []  # the clerk changed other words


def test_an_offer_goes_where_the_data_return_to_what_they_said(desk: Desk):
    desk.type(ROW, "Four carers were recruited against a target of 20. Mine.")
    desk.refresh(CORRECTED)
    desk.refresh(BASE)
    assert desk.shown(ROW) == "Four carers were recruited against a target of 20. Mine."
    assert desk.comments() == []


def test_words_typed_into_an_offer_are_the_clerks(desk: Desk):
    desk.type(ROW, "Four carers were recruited against a target of 20. Mine.")
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        next(cell(document, ROW, 3).iter(w("ins"))).find(f".//{w('t')}").text = "Sixteen or so"
    desk.refresh(NEWER)
    assert "Sixteen or so" in desk.shown(ROW)


def test_a_newer_text_takes_the_place_of_the_older_one_in_the_comment(desk: Desk):
    desk.type(ROW, "First.", "Second.")
    desk.refresh(CORRECTED)
    desk.refresh(with_row(SEED, exception("22", CARERS, Rating.RED, "Nine carers.")))
    (comment,) = desk.comments()
    assert comment.endswith("They now say: “Nine carers.”")


def test_a_comment_of_ours_that_the_clerk_added_to_stays(desk: Desk):
    desk.type(ROW, "First.", "Second.")
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        next(iter(document.comments)).paragraphs[-1].add_run(" Asked Karl.")
    desk.refresh(with_row(SEED, exception("22", CARERS, Rating.RED, "Nine carers.")))
    assert len(desk.comments()) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20.” Accept", "20.” Ann says: “no.” Accept"),
        ("They now say", "Ann: why? They now say"),
        ("written here.", "written here. Ann rang."),
    ],
)
def test_words_typed_anywhere_in_a_comment_of_ours_stay(desk: Desk, old: str, new: str):
    desk.type(ROW, "Five carers were recruited against a target of 20.")
    desk.refresh(CORRECTED)
    with desk.edit() as document:
        (said,) = [node for comment in document.comments for node in comment._comment_elm.iter(w("t"))]  # noqa: SLF001 - python-docx has no other way in
        assert old in said.text
        said.text = said.text.replace(old, new)
    desk.refresh(NEWER)
    assert [comment for comment in desk.comments() if "Ann" in comment]


# --- rows -----------------------------------------------------------------------------------------------------------


def test_a_new_row_is_a_tracked_insertion_at_its_place_in_the_index(desk: Desk):
    desk.refresh(with_row(BASE, exception("9", "New", Rating.AMBER, "Said.")))
    assert desk.rows() == ["2", "3", "[+9+]", "16", "22"]
    assert desk.shown("exceptions.row:9") == "[+Said.+]"


def test_a_row_that_is_no_exception_any_more_goes(desk: Desk):
    assert kinds(desk, without_row(BASE, "16")) == {"Exceptions, indicator 16": Kind.REMOVED}
    assert desk.rows() == ["2", "3", "22"]


def test_a_row_that_the_clerk_edited_is_struck_out_and_comes_back_with_the_data(desk: Desk):
    desk.type("exceptions.row:16", "Mine.")
    desk.refresh(without_row(BASE, "16"))
    assert desk.rows() == ["2", "3", "[-16-]", "22"]
    assert desk.shown("exceptions.row:16") == "[-Mine.-]"
    desk.refresh(BASE)
    assert desk.rows() == ["2", "3", "16", "22"]
    assert desk.shown("exceptions.row:16") == "Mine."


def test_a_row_that_the_clerk_deleted_stays_out(desk: Desk):
    with desk.edit() as document:
        row_control(document, "22").remove()
    assert kinds(desk, BASE) == {"Exceptions, indicator 22": Kind.KEPT}
    assert desk.rows() == ["2", "3", "16"]


def test_a_row_that_the_clerk_deleted_is_offered_again_when_its_data_change(desk: Desk):
    with desk.edit() as document:
        row_control(document, "22").remove()
    desk.refresh(CORRECTED)
    assert desk.rows() == ["2", "3", "16", "[+22+]"]
    (comment,) = desk.comments()
    assert comment.startswith("22: This row was taken out, and its data have changed since.")
    with desk.edit() as document:
        settle_ours(document.element.body, accept=False)
    desk.refresh(CORRECTED)
    assert desk.rows() == ["2", "3", "16"]


def test_a_row_offered_and_not_yet_accepted_follows_the_data(desk: Desk):
    desk.refresh(with_row(BASE, exception("9", "New", Rating.AMBER, "Said.")))
    desk.refresh(with_row(BASE, exception("9", "New", Rating.AMBER, "Said otherwise.")))
    assert desk.shown("exceptions.row:9") == "[+Said otherwise.+]"
    desk.refresh(BASE)
    assert desk.rows() == ["2", "3", "16", "22"]


def test_a_row_copied_with_words_plus_is_the_clerks(desk: Desk):
    with desk.edit() as document:
        row = row_control(document, "22").element
        twin = copy.deepcopy(row)
        row.addnext(twin)
        write(next(iter(twin.iter(w("tc")))), "23")
        write(list(twin.iter(w("tc")))[3], "The clerk's own row.")
    desk.refresh(CORRECTED)
    assert desk.rows() == ["2", "3", "16", "22", "23"]
    assert desk.shown(ROW) == "Six carers were recruited against a target of 20."
    assert "The clerk's own row." in text(desk.document.element.body)
    desk.refresh(without_row(CORRECTED, "22"))
    assert desk.rows() == ["2", "3", "16", "23"]


def test_rows_that_were_moved_are_found_where_they_are(desk: Desk):
    with desk.edit() as document:
        row = row_control(document, "22").element
        row.getparent().insert(0, row)
    desk.refresh(CORRECTED)
    assert desk.rows() == ["22", "2", "3", "16"]
    assert desk.shown(ROW).startswith("Six carers")


def moved_first(document: Document) -> None:
    for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
        cells = list(row.iterchildren(w("tc")))
        cells[0].addprevious(cells[-1])


def test_columns_that_were_moved_are_found_by_their_headings_and_new_rows_follow_them(desk: Desk):
    with desk.edit() as document:
        moved_first(document)
    desk.refresh(with_row(CORRECTED, exception("9", "New", Rating.AMBER, "Said.")))
    assert desk.shown(ROW, column=0).startswith("Six carers")
    assert [desk.shown("exceptions.row:9", column=n) for n in range(4)] == ["[+Said.+]", "[+9+]", "[+New+]", "[+A+]"]


def test_a_column_that_was_taken_out_is_reported_when_its_figures_change(desk: Desk):
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            row.remove(list(row.iterchildren(w("tc")))[-1])
    (finding,) = desk.refresh(CORRECTED).findings
    assert finding.place == "Exceptions, Service Commentary"
    assert "the column was taken out of the report; indicator 22 would now read “Six carers" in finding.what


def test_a_wider_column_is_as_wide_in_a_new_row(desk: Desk):
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            next(row.iter(w("tcW"))).set(w("w"), "1234")
    desk.refresh(with_row(BASE, exception("9", "New", Rating.AMBER, "Said.")))
    assert cell(desk.document, "exceptions.row:9", 0).find(f"{w('tcPr')}/{w('tcW')}").get(w("w")) == "1234"


def test_a_row_with_merged_cells_is_left_alone_and_told_of(desk: Desk):
    with desk.edit() as document:
        row = next(row_control(document, "22").element.iter(w("tr")))
        row.remove(list(row.iterchildren(w("tc")))[2])
    desk.refresh(CORRECTED)
    assert "Four carers" in desk.shown(ROW, column=2)
    assert "Six carers" in desk.comments()[0]


# --- ratings and commentary -----------------------------------------------------------------------------------------


def test_a_rating_that_changed_beside_words_that_did_not_is_asked_about(desk: Desk):
    said = "Four carers were recruited against a target of 20."
    desk.refresh(with_row(BASE, exception("22", CARERS, Rating.AMBER, said)))
    (comment,) = desk.comments()
    assert comment.startswith("A: The rating was recomputed from Red to Amber.")
    tint = cell(desk.document, ROW, 2).find(f"{w('tcPr')}/{w('shd')}")
    assert tint.get(w("fill")) == "FFE8B8"


def test_a_rating_that_changed_with_its_commentary_needs_no_comment(desk: Desk):
    desk.refresh(with_row(BASE, exception("22", CARERS, Rating.AMBER, "Better now.")))
    assert desk.comments() == []


def test_missing_commentary_is_asked_for_until_it_comes(desk: Desk):
    missing = exception("22", CARERS, Rating.RED, "No commentary supplied by Fostering.")
    desk.fill(with_row(SEED, missing))
    (comment,) = desk.comments()
    assert comment.startswith("No commentary supplied by Fostering.: No commentary was supplied. Ask Fostering for it")
    desk.refresh(CORRECTED)
    assert desk.comments() == []
    desk.refresh(with_row(SEED, missing))
    assert len(desk.comments()) == 1


def test_a_clerk_who_deleted_the_request_for_commentary_is_not_asked_again(desk: Desk):
    desk.fill(with_row(SEED, exception("22", CARERS, Rating.RED, "No commentary supplied by Fostering.")))
    with desk.edit() as document:
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for mark in list(document.element.iter(w(name))):
                mark.getparent().remove(mark)
    report = with_row(SEED, exception("22", CARERS, Rating.RED, "No commentary supplied by Fostering."))
    desk.refresh(replace(report, values={**report.values, "wards": "Some"}))
    assert desk.comments() == []


# --- sections, sentences, tables ------------------------------------------------------------------------------------


def test_a_section_that_was_blank_is_put_between_its_neighbours(desk: Desk):
    done = desk.refresh(replace(BASE, sections={**BASE.sections, Section.EXCEPTIONS.tag: ("It was a hard quarter.",)}))
    assert [(change.place, change.kind, change.is_open) for change in done.changes] == [
        ("Exception report", Kind.INSERTED, False)
    ]
    lines = [text(p) for p in desk.document.element.body.iter(w("p"))]
    at = lines.index("It was a hard quarter.")
    assert lines[at - 1 : at + 2 : 2] == ["Exception report", "The following indicators are marked as amber or red."]


def test_a_section_is_offered_where_the_clerk_has_been_at_work(desk: Desk):
    with desk.edit() as document:
        heading = next(p for p in document.paragraphs if p.text == "Exception report")
        heading._p.addnext(new_element("<w:p><w:r><w:t>The clerk was here.</w:t></w:r></w:p>"))  # noqa: SLF001 - python-docx cannot put a paragraph after another
    desk.refresh(replace(BASE, sections={**BASE.sections, Section.EXCEPTIONS.tag: ("It was a hard quarter.",)}))
    assert desk.shown(Section.EXCEPTIONS.tag) == "[+It was a hard quarter.+]"


def test_a_section_that_the_data_have_no_more_goes_or_is_struck_out(desk: Desk):
    shorter = replace(BASE, sections={})
    assert kinds(desk, shorter)["Executive summary"] is Kind.REMOVED
    assert Section.SUMMARY.tag not in desk.tags
    desk.fill(BASE)
    desk.type(Section.SUMMARY.tag, "Mine.")
    desk.refresh(shorter)
    assert desk.shown(Section.SUMMARY.tag) == "[-Mine.-]"
    desk.refresh(BASE)
    assert desk.shown(Section.SUMMARY.tag) == "Mine."


def test_the_sentence_that_is_true_now_takes_the_place_of_the_other(desk: Desk):
    desk.refresh(EMPTY)
    assert desk.shown("exceptions.none") == "There are no exceptions: no indicator is rated amber or red."
    assert not {"exceptions", "exceptions.some", "caveats", "caveats.some"} & desk.tags
    desk.refresh(BASE)
    assert desk.shown("exceptions.some") == "The following indicators are marked as amber or red."
    assert desk.rows() == ["2", "3", "16", "22"]
    assert desk.rows("caveats") == ["8"]


def test_a_report_emptied_and_filled_again_reads_as_if_made_anew(desk: Desk, tmp_path: Path):
    desk.refresh(EMPTY)
    desk.refresh(BASE)
    new = Desk(desk.template, tmp_path / "new.docx")
    new.fill(BASE)
    assert outline(desk.path) == outline(new.path)
    made, again = (re.sub(r'<w:id w:val="\d+"/>', "", one.document.element.body.xml) for one in (new, desk))
    assert again == made, "to the last mark"


def test_a_sentence_that_the_clerk_edited_is_not_thrown_away_with_its_truth(desk: Desk):
    desk.type("exceptions.some", "The following indicators are marked as amber or red. All were discussed.")
    desk.refresh(replace(BASE, exceptions=()))
    assert "All were discussed." in desk.shown("exceptions.none")
    assert "There are no exceptions" in desk.shown("exceptions.none")


def test_the_table_of_what_is_not_rated_comes_and_goes_with_the_setting(desk: Desk, tmp_path: Path):
    desk.fill(SEED)
    assert desk.rows("unrated") == []
    desk.refresh(WITH_UNRATED)
    assert desk.rows("unrated") == ["5", "8"]
    new = Desk(desk.template, tmp_path / "new.docx")
    new.fill(WITH_UNRATED)
    assert outline(desk.path) == outline(new.path), "as if made anew"
    desk.refresh(SEED)
    new.fill(SEED)
    assert outline(desk.path) == outline(new.path)
    assert not desk.tags & {"unrated", "unrated.some"}


def test_the_clerks_words_in_the_table_of_what_is_not_rated_stay(desk: Desk):
    desk.fill(WITH_UNRATED)
    desk.type("unrated.row:5", "The schools return in November.", column=2)
    late = unrated("7", "% of pupils excluded", "Not due yet: annual, by March 2021.")
    desk.refresh(replace(WITH_UNRATED, unrated_rows=(*WITH_UNRATED.unrated_rows, late)))
    assert desk.rows("unrated") == ["5", "8", "[+7+]"]
    assert desk.shown("unrated.row:5", column=2) == "The schools return in November."
    desk.refresh(SEED)
    assert desk.rows("unrated") == ["[-5-]"], "what the clerk worked on is only offered to go"


@pytest.mark.parametrize("tag", ["unrated", "unrated.some"])
def test_a_report_with_a_template_from_before_the_table_of_what_is_not_rated_is_refreshed_all_the_same(
    desk: Desk, tag: str
):
    change(desk.template, without_control("unrated"))
    change(desk.template, without_control("unrated.some"))
    desk.fill(BASE)
    desk.type("exceptions.row:16", "The clerk's words.")
    assert desk.refresh(CORRECTED).findings == ()
    told = [finding.what for finding in desk.refresh(replace(WITH_UNRATED, exceptions=CORRECTED.exceptions)).findings]
    assert any(f"no content control is tagged {tag}, so" in what for what in told)
    assert "The clerk's words." in desk.shown("exceptions.row:16")


def test_a_table_with_a_row_of_the_clerks_stays(desk: Desk):
    with desk.edit() as document:
        head = next(next(document.element.body.iter(w("tbl"))).iter(w("tr")))
        cells = "<w:tc><w:p><w:r><w:t>own</w:t></w:r></w:p></w:tc>" * 4
        head.addnext(new_element(f"<w:tr>{cells}</w:tr>"))
    desk.refresh(replace(BASE, exceptions=()))
    assert desk.rows() == ["own"]
    desk.refresh(BASE)
    assert desk.rows() == ["own", "[+2+]", "[+3+]", "[+16+]", "[+22+]"]


def test_a_table_that_the_clerk_took_out_stays_out_and_is_reported_when_its_data_change(desk: Desk):
    with desk.edit() as document:
        controls_in(document)["caveats"][0].remove()
    assert kinds(desk, BASE) == {"Data caveats, the table": Kind.KEPT}
    (finding,) = desk.refresh(replace(BASE, caveats=(caveat("8", "x", "y"),))).findings
    assert "the table was deleted from the report" in finding.what
    assert desk.rows("caveats") == []


def test_a_section_cut_and_pasted_elsewhere_is_found_there(desk: Desk):
    with desk.edit() as document:
        control = controls_in(document)["section.legal"][0].element
        document.element.body.insert(0, control)
    desk.refresh(replace(BASE, sections={**BASE.sections, "section.legal": ("There are some.",)}))
    assert desk.shown("section.legal") == "There are some."
    assert document.element.body[0].tag == w("sdt")


def test_a_control_that_was_deleted_is_reported_with_the_new_text(desk: Desk):
    change(desk.path, without_control("section.legal"))
    (finding,) = desk.refresh(replace(BASE, sections={**BASE.sections, "section.legal": ("There are some.",)})).findings
    assert str(finding) == (
        "Legal implications: its control was deleted from the report; it would now read “There are some.”; "
        "put it into the text if it should be told"
    )


NEW_LEGAL = replace(BASE, sections={**BASE.sections, "section.legal": ("There are some.",)})


def take_out_the_last_column(desk: Desk) -> None:
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            row.remove(list(row.iterchildren(w("tc")))[-1])


def take_out_the_caveats(desk: Desk) -> None:
    with desk.edit() as document:
        controls_in(document)["caveats"][0].remove()


@pytest.mark.parametrize(
    ("take_out", "report"),
    [
        (lambda desk: change(desk.path, without_control("section.legal")), NEW_LEGAL),
        (lambda desk: change(desk.path, without_control("wards")), replace(BASE, values={**BASE.values, "wards": "X"})),
        (take_out_the_last_column, CORRECTED),
        (take_out_the_caveats, replace(BASE, caveats=(caveat("8", "x", "y"),))),
    ],
)
def test_what_has_no_place_any_more_is_told_at_each_refresh(
    desk: Desk, take_out: Callable[[Desk], object], report: CommitteeReport
):
    take_out(desk)
    (finding,) = desk.refresh(report).findings
    (again,) = desk.refresh(report).findings
    with_another_change = replace(report, title="Another title", values={**report.values, "subject": "Another subject"})
    assert again == finding
    assert desk.refresh(with_another_change).findings == (finding,)


def test_a_short_value_in_a_sentence_is_not_taken_for_the_one_that_has_no_place(desk: Desk):
    change(desk.path, without_control("wards"))
    with desk.edit() as document:
        document.add_paragraph("The Village ward is not concerned.")
    assert desk.refresh(replace(BASE, values={**BASE.values, "wards": "Village"})).findings


def test_what_the_clerk_has_written_where_a_control_was_is_not_asked_for_again(desk: Desk):
    change(desk.path, without_control("section.legal"))
    assert desk.refresh(NEW_LEGAL).findings
    with desk.edit() as document:
        document.add_paragraph("There  are some.")
    assert not desk.refresh(NEW_LEGAL).findings


def test_a_struck_section_that_the_clerk_let_go_comes_back_with_the_data(desk: Desk):
    summary = Section.SUMMARY.tag
    sections = {tag: said for tag, said in BASE.sections.items() if tag != summary}
    with_summary, without = (replace(BASE, sections={**sections, **more}) for more in ({summary: ("One.",)}, {}))
    desk.fill(with_summary)
    desk.type(summary, "One. Mine.")
    desk.refresh(without)
    with desk.edit() as document:
        settle_ours(document.element.body, accept=True)
        for control in controls_in(document).get(summary, []):
            control.remove()
    done = desk.refresh(replace(BASE, sections={**sections, summary: ("Two.",)}))
    assert summary in desk.tags
    assert "Executive summary" in [change.place for change in done.changes]


def test_a_row_that_was_taken_out_is_offered_once_where_a_column_is_gone_too(desk: Desk):
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            row.remove(list(row.iterchildren(w("tc")))[2])
        row_control(document, "3").remove()
    green = {row.number: row for row in BASE.exceptions}
    changed = replace(
        BASE,
        exceptions=tuple(
            replace(row, cells={**row.cells, "rating": ("A" if row.cells["rating"] == ("R",) else "R",)})
            for row in green.values()
        ),
    )
    assert desk.refresh(changed).backup is not None
    assert desk.rows("caveats")[:4] == ["2", "[+3+]", "16", "22"]
    with desk.edit() as document:
        settle_ours(document.element.body, accept=False)
    desk.refresh(replace(changed, values={**changed.values, "year": "2031/32"}))
    assert desk.rows("caveats")[:3] == ["2", "16", "22"]


def test_of_two_tables_both_remember_what_was_struck_out(desk: Desk):
    with desk.edit() as document:
        table = controls_in(document)["exceptions"][0].element
        table.addnext(copy.deepcopy(table))
        write(list(controls_in(document)["exceptions.row:16"][0].content.iter(w("tc")))[3], "Mine.")
    desk.refresh(without_row(BASE, "16"))
    state = read_state(desk.document)
    assert state is not None
    assert set(state.tables["exceptions"].struck) == {"16"}


# --- values ---------------------------------------------------------------------------------------------------------


def with_values(**values: str | dt.date) -> CommitteeReport:
    return replace(BASE, values={**BASE.values, **values})


def test_a_value_is_replaced_wherever_it_stands_and_told_of_once(desk: Desk):
    desk.fill(EMPTY)
    done = desk.refresh(replace(EMPTY, values={**EMPTY.values, "index_title": "Housing Scorecard"}))
    assert [(change.place, change.kind) for change in done.changes] == [("Title of the index", Kind.REPLACED)]
    assert [control.text for control in controls_in(desk.document)["index_title"]] == ["Housing Scorecard"] * 2
    assert desk.document.core_properties.title == SEED.title


def test_a_date_is_written_in_its_controls_format_and_kept_in_the_control(desk: Desk):
    desk.refresh(with_values(date=dt.date(2020, 12, 2)))
    (control,) = controls_in(desk.document)["date"]
    assert control.text == "2 December 2020"
    assert control.element.find(f".//{w('date')}").get(w("fullDate")) == "2020-12-02T00:00:00Z"


def test_a_date_that_the_clerk_chose_stays_or_is_offered_against(desk: Desk):
    desk.type("date", "9 December 2020")
    desk.refresh(with_values(wards="Some"))
    assert desk.shown("date") == "9 December 2020"
    desk.refresh(with_values(wards="Some", date=dt.date(2020, 12, 2)))
    assert desk.shown("date") == "[-9-][+2+] December 2020"


def test_a_value_inside_a_sentence_of_the_clerks_is_still_brought_up_to_date(desk: Desk):
    with desk.edit() as document:
        first = next(controls_in(document)["section.purpose"][0].content.iter(w("t")))
        first.text = "The clerk says that this report summarises the performance information for "
    done = desk.refresh(with_values(year="2021/22"))
    assert desk.shown("section.purpose").startswith("The clerk says that this report summarises the performance inform")
    assert "2021/22, up to" in desk.shown("section.purpose")
    assert {change.place: change.kind for change in done.changes} == {
        "Purpose of report": Kind.KEPT, "Financial year": Kind.REPLACED
    }  # fmt: skip


def test_a_prompt_is_answered_by_the_data_and_asked_again_without_them(desk: Desk):
    values = {tag: value for tag, value in BASE.values.items() if tag != "wards"}
    desk.refresh(replace(BASE, values=values))
    assert controls_in(desk.document)["wards"][0].is_placeholder
    desk.refresh(BASE)
    assert desk.shown("wards") == "All"
    assert not controls_in(desk.document)["wards"][0].is_placeholder


def test_what_the_clerk_typed_into_a_prompt_stays(desk: Desk):
    values = {tag: value for tag, value in BASE.values.items() if tag != "wards"}
    desk.fill(replace(BASE, values=values))
    desk.type("wards", "Abbey")
    desk.refresh(BASE)
    assert "Abbey" in desk.shown("wards")
    assert "[+All+]" in desk.shown("wards")


def test_the_title_follows_the_subject_unless_somebody_gave_another(desk: Desk):
    desk.refresh(replace(with_values(subject="Another"), title=f"Another – {COMMITTEE}"))
    assert desk.document.core_properties.title == f"Another – {COMMITTEE}"
    with desk.edit() as document:
        document.core_properties.title = "The clerk's title"
    desk.refresh(replace(with_values(subject="A third"), title="A third"))
    assert desk.document.core_properties.title == "The clerk's title"


# --- the file -------------------------------------------------------------------------------------------------------


def test_a_backup_stands_beside_the_report_and_no_older_one_is_written_over(desk: Desk):
    before = desk.path.read_bytes()
    first = desk.refresh(CORRECTED).backup
    between = desk.path.read_bytes()
    second = desk.refresh(BASE).backup
    assert first is not None
    assert second is not None
    assert first.name == "2020-11-04 Performance report (before 2020-10-21 09.30).docx"
    assert second.name == "2020-11-04 Performance report (before 2020-10-21 09.30, 2).docx"
    assert (first.read_bytes(), second.read_bytes()) == (before, between)


def test_a_try_changes_nothing_and_tells_everything(desk: Desk):
    before = desk.path.read_bytes()
    tried = desk.refresh(CORRECTED, dry_run=True)
    assert desk.path.read_bytes() == before
    assert list(desk.path.parent.iterdir()) == [desk.path]
    assert tried.changes == desk.refresh(CORRECTED).changes


def test_a_report_open_in_word_is_left_alone(desk: Desk):
    owner_file(desk.path).write_bytes(b"\x07A Clerk")
    before = desk.path.read_bytes()
    with pytest.raises(Refused, match="is open in Word; close it and try again"):
        desk.refresh(CORRECTED)
    assert desk.path.read_bytes() == before
    assert len(list(desk.path.parent.iterdir())) == 2


class WhileTheClerkSaves(dict[str, str | dt.date]):
    """Values whose reading takes so long that the clerk saves the report meanwhile."""

    path: Path

    def items(self) -> ItemsView[str, str | dt.date]:
        self.path.write_bytes(b"saved in the meantime")
        return super().items()


def test_what_the_clerk_saves_in_the_meantime_is_not_written_over(desk: Desk):
    values = WhileTheClerkSaves(CORRECTED.values)
    values.path = desk.path
    with pytest.raises(Refused, match="was saved by somebody a moment ago; try again"):
        desk.refresh(replace(CORRECTED, values=values))
    assert desk.path.read_bytes() == b"saved in the meantime"
    assert list(desk.path.parent.iterdir()) == [desk.path]


def test_a_document_that_is_no_report_of_ours_is_refused(desk: Desk, tmp_path: Path):
    docx.Document().save(str(tmp_path / "letter.docx"))
    with pytest.raises(Refused, match=r"letter\.docx does not say what was generated in it.*choose a report that"):
        Desk(desk.template, tmp_path / "letter.docx").refresh(BASE)


def test_a_report_that_is_not_there_is_refused(desk: Desk, tmp_path: Path):
    with pytest.raises(NotReadable, match="there is no file"):
        Desk(desk.template, tmp_path / "gone.docx").refresh(BASE)


def test_a_report_without_its_state_is_refreshed_from_the_copy_beside_the_workbook(desk: Desk):
    state = read_state(desk.document)
    with desk.edit() as document:
        drop_state(document)
    with pytest.raises(Refused):
        desk.refresh(CORRECTED)
    desk.refresh(CORRECTED, kept=state)
    assert desk.shown(ROW).startswith("Six carers")
    assert desk.refresh(CORRECTED).backup is None, "it has a state of its own again"


def test_the_state_that_comes_back_is_the_one_in_the_document(desk: Desk):
    assert desk.refresh(CORRECTED).state == read_state(desk.document)


def test_parts_for_which_the_template_has_no_place_are_left_alone(desk: Desk):
    change(desk.template, without_control("exceptions.rows"))
    change(desk.template, without_control("section.summary"))
    change(desk.template, retagged("section.legal", "legal"))
    done = desk.refresh(BASE)
    assert desk.rows() == ["2", "3", "16", "22"]
    assert desk.shown("section.summary").startswith("This is the first")
    assert [finding.place for finding in done.findings] == ["template report.docx"] * 2


def test_tracked_changes_and_comments_name_the_tool_and_the_moment(desk: Desk):
    desk.type(ROW, "Five carers were recruited against a target of 20.")
    desk.refresh(CORRECTED)
    document = desk.document
    marks = list(document.element.iter(w("ins"), w("del")))
    assert {(m.get(w("author")), m.get(w("date"))) for m in marks} == {("Performance Index", "2020-10-21T09:30:00Z")}
    (comment,) = document.comments
    assert (comment.author, comment.initials) == ("Performance Index", "PI")


def test_the_account_of_a_clerks_day_reads_as_its_golden(desk: Desk):
    desk.type("exceptions.row:16", "The Panel asked for a briefing.")
    desk.type(ROW, "Four carers were recruited against a target of 20. The manager will attend.")
    desk.type("section.legal", "The Council has a duty.", "It is met.")
    with desk.edit() as document:
        row_control(document, "2").remove()
    report = with_row(without_row(CORRECTED, "3"), exception("27", "Care leavers", Rating.AMBER, "Said."))
    sections = {**BASE.sections, "section.legal": ("There are some.",), "section.financial": ("£1.2m.",)}
    done = desk.refresh(replace(report, sections=sections, caveats=(), values=with_values(year="2021/22").values))
    account = "\n".join([done.summary, "", *map(str, done.changes), "", *map(str, done.findings), outline(desk.path)])
    check_golden("refreshed_report", account)
    assert NOW < LATER


def test_a_part_without_its_control_that_reads_right_by_its_values_is_told_of_no_more_the_second_time(desk: Desk):
    own = replace(BASE, sections={})
    desk.fill(own)
    with desk.edit() as document:
        controls_in(document)["section.appendices"][0].unwrap()
    later = replace(own, values={**own.values, "year": "2021/22"})
    first = desk.refresh(later)
    assert not [one for one in first.findings if one.place == "Appendices"]
    before = desk.path.read_bytes()
    assert desk.refresh(later).backup is None
    assert desk.path.read_bytes() == before
