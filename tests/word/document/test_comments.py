from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest
from desk import Desk, with_row
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from seed_report import NOW, SEED, exception

from conformance import audit_errors, integrity_errors, needs_sdk, sdk_errors
from performance_index.rating import Rating
from performance_index.word.document.comments import Comments, comments_of
from performance_index.word.document.controls import controls_in
from performance_index.word.document.notes import conflict, is_ours, newer, rating_changed, row_is_back
from performance_index.word.document.wordml import W14, W15, w

US = "Performance Index"
MISSING = with_row(SEED, exception("22", "Carers", Rating.RED, "No commentary supplied by Fostering."))
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    desk = Desk(template, target)
    desk.fill(MISSING)
    return desk


def comments(document: Document) -> Comments:
    return comments_of(document, US, NOW)


def test_a_missing_commentary_is_asked_for_by_the_tool_at_the_moment_of_the_report(desk: Desk):
    (comment,) = desk.document.comments
    assert (comment.author, comment.initials) == (US, "PI")
    assert comment.timestamp == NOW.replace(tzinfo=dt.UTC)
    assert "Ask Fostering for it" in comment.text


def test_a_report_with_all_its_commentary_has_no_comments(desk: Desk):
    desk.fill(SEED)
    assert not any(relation.reltype.endswith("/comments") for relation in desk.document.part.rels.values())


@needs_sdk
def test_a_report_with_comments_is_sound(desk: Desk):
    assert sdk_errors(desk.path) + audit_errors(desk.path) + integrity_errors(desk.path) == []


def test_a_comment_stands_on_a_control_inside_a_line(desk: Desk):
    with desk.edit() as document:
        (date,) = controls_in(document)["date"]
        assert comments(document).add(date.element, conflict("Six."), is_inline=True)
        assert [said for _, said in comments(document).ours(date.element, is_inline=True)] == [conflict("Six.")]
    assert desk.comments()[1].startswith("4 November 2020: These words were edited here")
    assert integrity_errors(desk.path) == []


def test_word_allows_no_comment_in_a_footer(desk: Desk):
    document = desk.document
    footer = document.sections[0].footer._element  # noqa: SLF001 - python-docx shows only its paragraphs
    assert not comments(document).add(footer, conflict("Six."))


def answered(document: Document) -> None:
    """What Word adds when somebody answers the first comment."""
    root = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/comments")).element
    next(root.iter(w("p"))).set(f"{{{W14}}}paraId", "00000001")
    blob = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    part = Part(PackURI("/word/commentsExtended.xml"), kind, blob.encode(), document.part.package)
    document.part.relate_to(part, EXTENDED)


def test_a_request_that_somebody_answered_stays(desk: Desk):
    with desk.edit() as document:
        answered(document)
    desk.refresh(SEED)
    assert len(desk.comments()) == 1


def test_what_newer_versions_of_word_know_of_a_comment_goes_with_it(desk: Desk):
    with desk.edit() as document:
        answered(document)
        part = next(r.target_part for r in document.part.rels.values() if r.reltype == EXTENDED)
        part._blob = part.blob.replace(b"00000002", b"00000003").replace(b' w15:paraIdParent="00000001"', b"")  # noqa: SLF001 - python-docx cannot change a part
    desk.refresh(SEED)
    assert desk.comments() == []
    part = next(r.target_part for r in desk.document.part.rels.values() if r.reltype == EXTENDED)
    assert b"00000001" not in part.blob
    assert b"00000003" in part.blob


def test_a_comment_whose_words_somebody_took_out_is_swept_up(desk: Desk):
    with desk.edit() as document:
        controls_in(document)["exceptions.row:22"][0].remove()
    desk.refresh(with_row(SEED, exception("9", "New", Rating.RED, "Said.")))
    assert not any("No commentary was supplied" in said for said in desk.comments())


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        (conflict("Six."), True),
        (row_is_back(), True),
        (newer("Any text\nat all"), True),
        (rating_changed("A", "R"), True),
        (f"{conflict('Six.')} Done, Ann.", False),
        (f"{newer('x')} Done, Ann.", False),
        ("Is that so?", False),
        ("", False),
    ],
)
def test_a_comment_is_ours_as_long_as_nobody_adds_to_it(said: str, *, ours: bool):
    assert is_ours(said) is ours


@pytest.mark.parametrize(("old", "new"), [("A", "R"), ("Amber", "Red"), ("Amber", "R")])
def test_a_changed_rating_is_told_in_words(old: str, new: str):
    assert rating_changed(old, new).startswith("The rating was recomputed from Amber to Red.")


def test_a_document_with_a_clerks_comments_keeps_their_numbers(desk: Desk, tmp_path: Path):
    with desk.edit() as document:
        document.add_comment(document.paragraphs[1].runs, "Mine.", author="A Clerk", initials="C")
    desk.refresh(with_row(MISSING, exception("9", "New", Rating.RED, "No commentary supplied by Care.")))
    document = docx.Document(str(desk.path))
    assert sorted(c.comment_id for c in document.comments) == [0, 1, 2]
    assert {c.text for c in document.comments if c.author == "A Clerk"} == {"Mine."}
    assert integrity_errors(desk.path) == []
    assert not list(tmp_path.glob("*.tmp"))
