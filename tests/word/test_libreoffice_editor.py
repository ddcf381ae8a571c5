"""A clerk who edits in LibreOffice: what it leaves is read, told and kept from happening again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from clerk import PIXEL, settle_ours
from desk import Desk, marked
from docx.text.run import Run
from edit import saved_by
from libreoffice_clerk import Edit, edit_in_libreoffice, to_libreoffice_and_back
from libreoffices import LIBREOFFICE, LINKED, NEXT, TRACKED, spoilt
from lxml import etree
from seed_report import SEED

from conformance import needs_libreoffice
from performance_index.finding import HasErrors, Severity
from performance_index.report import Section
from performance_index.word.document.bookmarks import our_bookmarks
from performance_index.word.document.controls import controls_in
from performance_index.word.document.package import open_docx
from performance_index.word.document.wordml import new_element, text, w, words
from performance_index.word.publish import publish

DECISION, LEGAL = Section.DECISION.tag, Section.LEGAL.tag
MENDED = "LibreOffice saved this file so that no program can read it"
TOLD = replace(SEED, sections={**SEED.sections, LEGAL: ("The Council has two duties.",)})
CORRECTED = replace(TOLD, sections={**SEED.sections, LEGAL: ("The Council has nine duties.",)})
RENAMED = replace(TOLD, values={**TOLD.values, "subject": "Figures"})


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    desk = Desk(template, target)
    desk.fill(TOLD)
    return desk


def lines(desk: Desk) -> list[str]:
    return [marked(line) for line in desk.document.element.body.iter(w("p"))]


def frames(desk: Desk) -> list[str]:
    return [frame.tag for found in controls_in(desk.document).values() for frame in found if ".row" not in frame.tag]


# --- what it spoilt ---------------------------------------------------------------------------------------------------


def test_a_refresh_mends_what_crosses_tells_it_and_has_nothing_to_do_the_next_time(desk: Desk):
    spoilt(desk.path, TRACKED)
    before = desk.path.read_bytes()
    done = desk.refresh(TOLD)
    assert [one.what.partition(" (")[0] for one in done.findings] == [MENDED]
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert "There are no [-items for decision-][+matters+]." in lines(desk)
    again = desk.refresh(TOLD)
    assert (again.findings, again.backup) == ((), None)


def test_what_the_clerk_changed_there_is_merged_as_in_any_other_report(desk: Desk):
    spoilt(desk.path, TRACKED)
    other = replace(TOLD, sections={**TOLD.sections, DECISION: ("There are no items for decision today.",)})
    desk.refresh(other)
    assert "There are no [-items for decision-][+matters+][+ today+]." in lines(desk)


def test_a_dry_run_tells_of_it_and_writes_nothing(desk: Desk):
    spoilt(desk.path, TRACKED)
    before = desk.path.read_bytes()
    assert MENDED in desk.refresh(TOLD, dry_run=True).findings[0].what
    assert desk.path.read_bytes() == before


def test_publishing_tells_of_it_beside_the_copy(desk: Desk):
    spoilt(desk.path, LINKED, NEXT)
    made = publish(desk.path)
    assert MENDED in made.findings[0].what
    assert "There are no items for decision.\nAlternative options\n" in text(docx.Document(str(made.path)).element.body)


def test_publishing_tells_of_it_where_something_is_open(desk: Desk):
    spoilt(desk.path, TRACKED)
    with pytest.raises(HasErrors, match="2 things still open") as refused:
        publish(desk.path)
    told, *open_now = refused.value.findings
    assert MENDED in told.what
    assert told.cure.startswith("have the report made again, which saves it so, then look over")
    assert {one.severity for one in open_now} == {Severity.ERROR}


# --- bookmarks instead of frames -------------------------------------------------------------------------------------


def test_a_report_that_libreoffice_saved_last_has_no_frames_after_a_refresh_that_has_nothing_else_to_do(desk: Desk):
    saved_by(desk.path, LIBREOFFICE)
    before = text(desk.document.element.body)
    done = desk.refresh(TOLD)
    assert done.backup is not None
    assert (done.changes, frames(desk)) == ((), [])
    assert len(our_bookmarks(desk.document.element)) > len(TOLD.sections)
    assert text(desk.document.element.body) == before
    assert desk.refresh(TOLD).backup is None


def test_what_stands_between_bookmarks_is_corrected_as_in_frames(desk: Desk):
    saved_by(desk.path, LIBREOFFICE)
    desk.refresh(TOLD)
    done = desk.refresh(replace(CORRECTED, values=RENAMED.values))
    assert done.findings == ()
    assert {"The Council has nine duties.", "Subject:Figures"} <= set(lines(desk))
    assert frames(desk) == []


def test_the_frames_are_back_when_word_has_saved_it(desk: Desk):
    before = sorted(frames(desk))
    saved_by(desk.path, LIBREOFFICE)
    desk.refresh(TOLD)
    saved_by(desk.path, "Microsoft Office Word")
    assert desk.refresh(TOLD).backup is None
    desk.refresh(CORRECTED)
    assert sorted(frames(desk)) == [tag for tag in before if tag not in {"exceptions", "caveats"}]


def test_a_prompt_between_bookmarks_is_a_prompt_still(desk: Desk):
    left = {tag: said for tag, said in TOLD.values.items() if tag != "wards"}
    desk.fill(replace(TOLD, values=left))
    saved_by(desk.path, LIBREOFFICE)
    desk.refresh(replace(TOLD, values=left))
    with pytest.raises(HasErrors) as refused:
        publish(desk.path)
    assert "the prompt “[wards]” is unanswered" in refused.value.findings[0].what
    desk.refresh(TOLD)
    assert "Wards:All" in lines(desk)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<del>(<r>Old</r></del><ins>)<r>New</r></ins>", "[-Old-][+New+]"),
        ("(<r>Old</r><ins>)<r> and new</r></ins>", "Old[+ and new+]"),
        ("<hyperlink>(<r>Old</r></hyperlink>)", "Old"),
        ("(<r>Old </r><hyperlink><r>link</r>)</hyperlink>", "Old link"),
    ],
    ids=["replaced", "at the end", "a link", "a link at the end"],
)
def test_a_bookmark_of_which_libreoffice_moved_an_end_still_holds_what_was_written_there(
    desk: Desk, line: str, shown: str
):
    saved_by(desk.path, LIBREOFFICE)
    desk.refresh(TOLD)
    with desk.edit() as document:
        subject = next(p for p in document.element.body.iter(w("p")) if words(p).startswith("Subject:"))
        start, end = (next(subject.iter(w(kind))) for kind in ("bookmarkStart", "bookmarkEnd"))
        for child in list(start.itersiblings()):
            subject.remove(child)
        subject.remove(start)
        marks = [etree.tostring(mark, with_tail=False, encoding="unicode") for mark in (start, end)]
        written = line.replace("<r>", "<r><t>").replace("</r>", "</t></r>").replace("</", "</w:")
        written = re.sub("<(?!/)", "<w:", written).replace("(", marks[0]).replace(")", marks[1])
        subject.extend(new_element(f"<w:p>{written}</w:p>"))
    assert marked(desk.fastened_controls("subject")[-1].content) == shown


# --- the real one -----------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_what_a_clerk_tracks_and_links_in_libreoffice_is_read_and_does_not_spoil_the_file_again(
    desk: Desk, tmp_path: Path
):
    profile = tmp_path / "profile"
    edit_in_libreoffice(
        desk.path,
        profile,
        Edit("two", "four"),
        Edit("Monitoring", "Watching"),
        Edit("All", link="https://example.org/"),
    )
    done = desk.refresh(TOLD)
    told = {one.cure.partition(": ")[2]: one.what for one in done.findings}
    assert set(lines(desk)) >= {
        "The Council has [-two-][+four+] duties.",
        "Performance [-Monitoring-][+Watching+] Report",
    }
    assert all("LibreOffice saved this file" in what for what in told.values())
    assert frames(desk) == []
    edit_in_libreoffice(
        desk.path,
        profile,
        Edit("duties", "tasks"),
        Edit("Report", "Paper"),
        Edit("Rachael", link="https://example.org/"),
    )
    docx.Document(str(desk.path))  # others can read it
    assert desk.refresh(TOLD).findings == ()
    assert "The Council has [-two-][+four+] [-duties-][+tasks+]." in lines(desk)
    assert desk.shown("subject") == "Performance [-Monitoring-][+Watching+] [-Report-][+Paper+]"


@needs_libreoffice
@pytest.mark.parametrize("tag", ["subject", LEGAL, "year", "period_end"])
def test_a_picture_in_a_frame_outlives_libreoffice_the_bookmarks_and_the_way_back(desk: Desk, tmp_path: Path, tag: str):
    with desk.edit() as document:
        place = next(controls_in(document)[tag][0].content.iter(w("r")))
        Run(place, document.paragraphs[0]).add_picture(io.BytesIO(PIXEL))
    for _ in range(2):
        to_libreoffice_and_back(desk.path, tmp_path / "profile")
        desk.refresh(TOLD)
        assert pictures(desk.path) == 1
    desk.refresh(replace(CORRECTED, values=RENAMED.values))
    saved_by(desk.path, "Microsoft Office Word")
    desk.refresh(TOLD)
    assert pictures(desk.path) == 1
    with desk.edit() as document:
        settle_ours(document.element.body, accept=True)
    assert pictures(desk.path) == 1


def pictures(path: Path) -> int:
    return sum(1 for _ in open_docx(path).element.body.iter(w("drawing")))
