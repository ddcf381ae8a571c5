"""The words of a page are those of the published copy, in order: none missing, none added, none that was hidden."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from damage import damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement
from outline import plain_text
from pages import body_of, page_of, said_by
from plant import opened, p, run, table, textbox, written
from seed_report import EMPTY, NOW, SEED, WITH_UNRATED, exception
from whole_document import KEPT_WORDS, whole_document

from conformance import needs_libreoffice, pdf_text, to_pdf
from performance_index.finding import Refused
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row
from performance_index.word.document.story import read_stories
from performance_index.word.document.wordml import w, words
from performance_index.word.fill import fill
from performance_index.word.publish import publish

LONG = replace(
    SEED, exceptions=tuple(exception(f"{n}", "Plans", Rating.RED, "So it is.", "- one") for n in range(1, 40))
)
REPORTS = {"seed": SEED, "empty": EMPTY, "with a table of what is not rated": WITH_UNRATED, "of 39 exceptions": LONG}


def in_words(row: Row) -> Row:
    assert row.rating is not None
    return replace(row, cells={**row.cells, "rating": (row.rating.value,)})


def only_the_report(body: HtmlElement) -> str:
    """Give the words of a page, capitals or not, without its tables' captions, which are properties in Word."""
    for one in list(body.iter("caption")):
        one.drop_tree()
    return said_by(body).casefold()


@pytest.mark.parametrize("which", REPORTS.values(), ids=REPORTS)
def test_the_page_of_a_report_says_what_its_published_copy_says(template: Path, target: Path, which: CommitteeReport):
    """With its ratings as words, as they stand on the page, and without bullets; the numbers are another count's."""
    fill(template, replace(which, exceptions=tuple(map(in_words, which.exceptions))), target, now=NOW)
    copy = publish(target).path
    fill(template, which, target, now=NOW, overwrite=True)
    assert only_the_report(body_of(page_of(target))) == "".join(plain_text(copy).replace("•", "").casefold().split())


def test_the_page_of_a_document_with_one_of_everything_says_every_word(tmp_path: Path):
    copy = publish(whole_document(tmp_path / "whole.docx")).path
    shown = re.sub(r"\[[1ivx]+\]", "", said_by(body_of(page_of(copy))))
    lines = [words(one) for story in read_stories(opened(copy)) for one in story.root.iter(w("p"))]
    assert [line for line in lines if "".join(line.split()) not in shown] == ["Page 1 of 1"]
    assert all("".join(kept.split()) in shown for kept in KEPT_WORDS)
    assert "PLANTED" not in shown.upper()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn", "Cc")), min_size=1, max_size=12)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:lang w:val="cy-GB"/>', "<w:vanish/>", '<w:color w:val="FF0000"/>'])
RUNS = st.lists(st.tuples(TEXTS, LOOKS), min_size=1, max_size=4)
STYLES = st.sampled_from(["", "Heading1", "Heading2", "NumberedParagraph", "Recommendation", "ReportBullet"])
LINES = st.tuples(st.just("line"), RUNS, STYLES)
BOXES = st.tuples(st.just("box"), RUNS, st.just(""))
TABLES = st.tuples(st.just("table"), RUNS, st.just(""))


def as_xml(runs: list[tuple[str, str]]) -> str:
    escaped = ((said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), look) for said, look in runs)
    return "".join(run(said, look) for said, look in escaped)


def piece(kind: str, runs: list[tuple[str, str]], style: str) -> str:
    if kind == "table":
        return table(("a", "b"), (f"<w:tc>{p(as_xml(runs))}</w:tc>", "c"))
    return p(textbox(p(as_xml(runs))) if kind == "box" else as_xml(runs), style)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(LINES | BOXES | TABLES, min_size=1, max_size=6))
def test_whatever_is_typed_is_on_the_page_in_order_and_what_is_hidden_is_not(
    tmp_path: Path, pieces: list[tuple[str, list[tuple[str, str]], str]]
):
    path = written(tmp_path / "text.docx", "".join(piece(*one) for one in pieces))
    body = body_of(page_of(path))
    for added in [*body.findall(".//span[@class='number']"), *body.findall(".//h1[@class='title']")]:
        added.drop_tree()
    typed = "".join(
        (f"ab{said}c" if kind == "table" else said)
        for kind, runs, _ in pieces
        for said in ["".join(text for text, look in runs if look != "<w:vanish/>")]
    )
    assert only_the_report(body) == "".join(typed.casefold().split())


@needs_libreoffice
def test_the_page_says_what_the_pdf_of_the_copy_says(template: Path, target: Path, tmp_path: Path):
    """LibreOffice is the witness: it counts the numbers and sets the words by itself."""
    fill(template, SEED, target, now=NOW)
    copy = publish(target).path
    body = html.document_fromstring(page_of(copy).html.encode()).find("body").text_content()
    page = set(body.casefold().split())  # headings are shown in capitals on paper only
    paper = set(re.sub(r"Page \d+ of \d+", "", pdf_text(to_pdf(copy, tmp_path))).casefold().split())
    assert paper - page == {"r", "•"}  # the ratings as letters (a is a word too), the bullet as a mark
    assert page - paper == {"amber", "red", "exceptions", "data", "caveats"} - paper


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_document_ends_in_a_page_or_in_a_sentence(tmp_path: Path, seed: int):
    path = whole_document(tmp_path / "whole.docx")
    path.write_bytes(damaged(publish(path).path.read_bytes(), seed))
    with suppress(Refused):
        page_of(path)
