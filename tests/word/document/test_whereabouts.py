from __future__ import annotations

from pathlib import Path

import pytest
from lxml.etree import _Element as Element
from plant import HEADING, control, opened, p, run, table, tc, written
from seed_report import NOW, SEED

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.story import read_stories
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import w, words
from performance_index.word.fill import fill

MARK = '<w:bookmarkStart w:id="1" w:name="here"/>'
CAPTION = '<w:tblCaption w:val="Exceptions"/>'
HEADS = ("No", "Commentary")


def places(path: Path) -> tuple[Whereabouts, Element]:
    document = opened(path)
    stories = read_stories(document)
    return Whereabouts(stories, Formatting(document)), stories[0].root


def row(tag: str = "") -> str:
    cells = f"<w:tr>{tc(p('16'))}{tc(p(MARK + run('x')))}</w:tr>"
    return control(cells, f'<w:tag w:val="{tag}"/>') if tag else cells


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (p(MARK + run("Wards: All")), "the line “Wards: All”, above the first heading"),
        (p(MARK), "above the first heading"),
        (MARK + HEADING, "the beginning of the document"),
        (HEADING + p(MARK + run("It was so.")), "under “DETAILS”"),
        (HEADING + p("It was so.") + MARK, "under “DETAILS”"),
        (HEADING + table(HEADS, settings=CAPTION).replace("</w:tbl>", f"{row()}</w:tbl>"),
         "Exceptions table, row 2, Commentary"),
        (HEADING + table(HEADS, settings=CAPTION).replace("</w:tbl>", f"{row('exceptions.row:16a')}</w:tbl>"),
         "Exceptions table, indicator 16a, Commentary"),
        (HEADING + table(HEADS).replace("</w:tbl>", f"{row()}</w:tbl>"), "table 1, under “DETAILS”, row 2, Commentary"),
        (HEADING + table(HEADS, header=False).replace("</w:tbl>", f"{row()}</w:tbl>"),
         "table 1, under “DETAILS”, row 2, column 2"),
        (table((tc(p(MARK + run("No"))),)), "table 1, row 1"),
        (table(("a",)) + table(("b",), ("", tc(p(MARK)))), "table 2, row 2, column 2"),
    ],
)  # fmt: skip
def test_a_place_is_told_in_words_that_lead_there(tmp_path: Path, body: str, place: str):
    whereabouts, root = places(written(tmp_path / "d.docx", body))
    assert whereabouts.of(next(root.iter(w("bookmarkStart")))) == place


def test_a_place_in_our_own_report_is_told_by_its_indicator(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    whereabouts, root = places(target)
    found = {whereabouts.of(paragraph) for paragraph in root.iter(w("p")) if words(paragraph) in {"A", "R"}}
    assert found == {f"Exceptions table, indicator {number}, Rating" for number in (2, 3, 16, 22)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("  \n ", ""),
        ("one\ntwo\tthree", "“one two three”"),
        ("x" * 60, f"“{'x' * 60}”"),
        ("x" * 61, f"“{'x' * 59}…”"),
    ],
)
def test_a_quotation_is_one_short_line(text: str, shown: str):
    assert quoted(text) == shown
