from __future__ import annotations

import copy
from pathlib import Path

import pytest
from outline import Numbers as Counted
from plant import DOCUMENT, opened, p, package, run
from seed_report import NOW, SEED

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.numbers import Numbers, numeral
from performance_index.word.document.wordml import W, w
from performance_index.word.fill import fill


@pytest.mark.parametrize(
    ("count", "kind", "written"),
    [
        (1, "decimal", "1"),
        (12, "decimalZero", "12"),
        (7, "decimalZero", "07"),
        (1, "upperLetter", "A"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (0, "lowerLetter", "0"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "upperRoman", "0"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (103, "ordinal", "103rd"),
        (5, "none", ""),
        (5, "chineseCounting", "5"),
    ],
)
def test_a_number_is_written_as_word_writes_it(count: int, kind: str, written: str):
    assert numeral(count, kind) == written


def level(number: int, shown: str, kind: str = "decimal", more: str = "", start: str = "1") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


IN_LIST = '<w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr>'
THREE = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter")


def item(depth: int, number: int = 1) -> str:
    return p(
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("So it is.")}'
    )


def marks(path: Path, levels: str, body: str, more: str = "") -> list[str]:
    """Give what stands before each paragraph of a document with one list, and others that `more` adds."""
    made = package(path, body)
    made.files["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>{more}</w:numbering>'
    ).encode()
    document = opened(made.save(path))
    numbers = Numbers(document, Formatting(document))
    found = [numbers.next(paragraph) for paragraph in document.element.body.iter(w("p"))]
    return ["" if mark is None else mark.text for mark in found]


@pytest.mark.parametrize(
    ("levels", "depths", "shown"),
    [
        (THREE, [0, 1, 1, 0, 1], ["1.", "1.1", "1.2", "2.", "2.1"]),
        (THREE, [0, 1, 2, 2, 1, 2], ["1.", "1.1", "(a)", "(b)", "1.2", "(a)"]),
        (THREE, [2, 1], ["(a)", "1.2"]),  # a level that was left out has begun, as in Word
        (level(0, "%1", start="5"), [0, 0], ["5", "6"]),
        (level(0, "%1", "upperRoman") + level(1, "%1.%2"), [0, 1], ["I", "I.1"]),
        (level(0, "%1", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>"), [0, 1], ["I", "1.1"]),
        (level(0, "%1.") + level(1, "%2)", more='<w:lvlRestart w:val="0"/>'), [0, 1, 0, 1], ["1.", "1)", "2.", "2)"]),
        (level(0, "•", "bullet"), [0], ["•"]),
        (level(0, "Note:", "none"), [0], ["Note:"]),
        (level(0, ""), [0], [""]),
        (level(0, "%1."), [3], [""]),  # the list has no such level
        (level(0, "Item %1 of %9", "decimal"), [0], ["Item 1 of "]),
    ],
)
def test_paragraphs_are_counted_as_word_counts_them(tmp_path: Path, levels: str, depths: list[int], shown: list[str]):
    assert marks(tmp_path / "list.docx", levels, "".join(map(item, depths))) == shown


def test_a_list_that_begins_anew_says_with_which_number(tmp_path: Path):
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item(0) + item(0, 2) + item(0, 2)
    assert marks(tmp_path / "list.docx", THREE, body, again) == ["1.", "4.", "5."]


def test_two_lists_of_one_pattern_go_on_counting(tmp_path: Path):
    other = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert marks(tmp_path / "list.docx", THREE, item(0) + item(0, 2), other) == ["1.", "2."]


def test_a_list_may_change_a_level_of_its_pattern(tmp_path: Path):
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, '%1)', 'upperLetter')}</w:lvlOverride></w:num>"
    )
    assert marks(tmp_path / "list.docx", THREE, item(0, 2), other) == ["A)"]


@pytest.mark.parametrize("number", ["0", "9", "x"])
def test_a_paragraph_in_no_list_has_no_number(tmp_path: Path, number: str):
    body = p(f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("So it is.")}')
    assert marks(tmp_path / "list.docx", THREE, body) == [""]


def test_a_style_of_lists_that_leads_in_a_circle_ends(tmp_path: Path):
    path = tmp_path / "list.docx"
    made = package(path, item(0))
    made.files["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Round"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ).encode()
    style = (
        '<w:style w:type="numbering" w:styleId="Round"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    made.replace("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    document = opened(made.save(path))
    assert Numbers(document, Formatting(document)).next(next(document.element.body.iter(w("p")))) is None


def test_a_style_of_lists_is_followed(tmp_path: Path):
    path = tmp_path / "list.docx"
    made = package(path, item(0) + item(0))
    made.files["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{THREE}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        "</w:numbering>"
    ).encode()
    style = (
        '<w:style w:type="numbering" w:styleId="Ours"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    made.replace("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    document = opened(made.save(path))
    numbers = Numbers(document, Formatting(document))
    assert [getattr(numbers.next(one), "text", "") for one in document.element.body.iter(w("p"))] == ["1.", "2."]


def test_a_document_without_lists_has_no_numbers(tmp_path: Path):
    path = tmp_path / "list.docx"
    made = package(path, item(0))
    made.replace(DOCUMENT.replace("document.xml", "_rels/document.xml.rels"), "/numbering", "/other")
    document = opened(made.save(path))
    assert Numbers(document, Formatting(document)).next(next(document.element.body.iter(w("p")))) is None


def test_the_report_is_numbered_as_another_count_has_it(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    document = opened(target)
    other, numbers = Counted(opened(target)), Numbers(document, Formatting(document))
    for paragraph in document.element.body.iter(w("p")):
        mark = numbers.next(paragraph)
        assert ("" if mark is None else mark.text) == other.next(copy.deepcopy(paragraph))
