from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from pages import body_of, main_of, page_of, page_with, said_by
from plant import (
    DOT,
    HEADING,
    OFFICE,
    WORD_TYPE,
    control,
    drawing,
    field_of,
    opened,
    p,
    package,
    picture,
    run,
    table,
    tc,
    textbox,
    written,
)
from seed_report import EMPTY, NOW, SEED

from performance_index.finding import Refused
from performance_index.word.document.wordml import W
from performance_index.word.fill import fill
from performance_index.word.page import convert
from performance_index.word.page.whole import missing_words

TITLE = '<h1 class="title">Performance report template</h1>'
"""What the properties of these documents name as their title."""


def of(folder: Path, body: str) -> str:
    """Give the markup of the page of a document with this text, without its title."""
    made = main_of(page_with(folder, body))
    assert made.startswith(TITLE)
    return made.removeprefix(TITLE)


# --- the page as a whole --------------------------------------------------------------------------------------------


def test_a_page_begins_with_its_type_and_names_its_language_and_its_title(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    page = page_of(target).html
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert page.count(f"<title>{SEED.title}</title>") == 1


def test_a_document_without_a_title_gives_its_page_the_name_of_its_file(tmp_path: Path):
    made = package(tmp_path / "Housing report.docx", p("So it is."))
    made.replace("docProps/core.xml", "<dc:title>Performance report template</dc:title>", "")
    assert "<title>Housing report</title>" in page_of(made.save(tmp_path / "Housing report.docx")).html


def test_a_document_without_properties_is_not_given_some_other_title(tmp_path: Path):
    document = opened(written(tmp_path / "text.docx", p("So it is.")))
    package_of = document.part.package
    assert package_of is not None
    for number, one in list(package_of.rels.items()):
        if one.reltype.endswith("/core-properties"):
            del package_of.rels[number]
    assert "<title>Housing report</title>" in convert.make_page(document, "Housing report").html


def test_a_document_in_welsh_has_a_page_in_welsh(tmp_path: Path):
    made = package(tmp_path / "text.docx", p("Mae hi felly."))
    made.replace("word/styles.xml", '<w:lang w:val="en-GB"', '<w:lang w:val="cy-GB"')
    assert '<html lang="cy-GB">' in page_of(made.save(tmp_path / "text.docx")).html


def test_a_document_that_names_no_language_has_a_page_in_english(tmp_path: Path):
    made = package(tmp_path / "text.docx", p("So it is."))
    made.replace("word/styles.xml", '<w:lang w:val="en-GB" ', "<w:lang ")
    assert '<html lang="en-GB">' in page_of(made.save(tmp_path / "text.docx")).html


def test_what_looks_like_markup_is_words(tmp_path: Path):
    made = of(tmp_path, p("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;"))
    assert made == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>"


def test_a_council_s_own_style_comes_after_ours_and_cannot_end_its_place(tmp_path: Path):
    page = page_of(written(tmp_path / "text.docx", p("So it is.")), 'h1::after { content: "</style><b>" }').html
    assert page.index("font:") < page.index("h1::after")
    assert page.count("</style>") == 2
    assert html.document_fromstring(page).find(".//b") is None


# --- headings -------------------------------------------------------------------------------------------------------


def heading(level: int, text: str) -> str:
    return p(f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>{run(text)}')


def outline(folder: Path, body: str) -> list[str]:
    found = page_with(folder, body).iter("h1", "h2", "h3", "h4", "h5", "h6")
    return [f"{one.tag[1]} {one.text_content()}" for one in found]


OWN = "1 Performance report template"


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        (heading(1, "A") + heading(2, "B") + heading(1, "C"), [OWN, "2 A", "3 B", "2 C"]),
        (heading(1, "A") + heading(2, "B"), ["1 A", "2 B"]),  # one of the first level, before all others, is the title
        (heading(2, "B") + heading(1, "A"), [OWN, "2 B", "2 A"]),
        (heading(1, "A") + heading(3, "C") + heading(1, "D"), [OWN, "2 A", "3 C", "2 D"]),  # none is skipped
        (heading(1, "A") * 2 + heading(6, "F") + heading(9, "I"), [OWN, "2 A", "2 A", "3 F", "4 I"]),
        (HEADING, [OWN, "2 1 DETAILS"]),  # a numbered heading is a section's
        (p("So it is."), [OWN]),
        (heading(1, "A") + heading(1, "") + heading(1, "B"), [OWN, "2 A", "2 B"]),
    ],
)
def test_the_headings_go_down_by_single_steps_from_one_title(tmp_path: Path, body: str, headings: list[str]):
    assert outline(tmp_path, body) == headings


def test_a_line_in_the_style_of_titles_is_the_title(tmp_path: Path):
    made = package(tmp_path / "text.docx", p("Housing report", "Title") + heading(1, "A") + heading(1, "B"))
    style = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    made.replace("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    body = body_of(page_of(made.save(tmp_path / "text.docx")))
    assert [f"{one.tag} {one.text}" for one in body.iter("h1", "h2")] == ["h1 Housing report", "h2 A", "h2 B"]


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "markup"),
    [
        (run("bold", "<w:b/>"), "<strong>bold</strong>"),
        (run("Owner", '<w:rStyle w:val="Strong"/>'), "<strong>Owner</strong>"),
        (run("not bold", '<w:b w:val="0"/>'), "not bold"),
        (run("so", "<w:i/>"), "<em>so</em>"),
        (run("2", '<w:vertAlign w:val="superscript"/>'), "<sup>2</sup>"),
        (run("gone", "<w:strike/>"), "<s>gone</s>"),
        (run("one") + "<w:r><w:br/></w:r>" + run("two"), "one<br>two"),
        (run("one") + "<w:r><w:cr/></w:r>" + run("two"), "one<br>two"),
        (run("one") + "<w:r><w:noBreakHyphen/></w:r>" + run("two"), "one\u2011two"),
        (run("seen") + run("unseen", "<w:vanish/>"), "seen"),
        (run("seen") + run("12", "<w:webHidden/>"), "seen"),
        (run("Da iawn", '<w:lang w:val="cy-GB"/>'), '<span lang="cy-GB">Da iawn</span>'),
        (run("good", '<w:lang w:val="en-US"/>'), "good"),
        (run("12", '<w:lang w:val="cy-GB"/>'), "12"),
        (f"<w:dir>{run('around')}</w:dir>", "around"),
        (f'<w:fldSimple w:instr=" SEQ Table ">{run("3")}</w:fldSimple>', "3"),
        (run("Page ") + field_of("PAGE", run("7")), "Page 7"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        (run("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        (f"<w:smartTag><w:smartTagPr/>{run('Leeds')}</w:smartTag>", "Leeds"),
    ],
)
def test_words_are_as_word_shows_them(tmp_path: Path, xml: str, markup: str):
    assert of(tmp_path, p(xml)) == f"<p>{markup}</p>"


@pytest.mark.parametrize(("default", "box"), [("1", "☑"), ("0", "☐")])
def test_an_old_form_s_box_is_ticked_or_not(tmp_path: Path, default: str, box: str):
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f'<w:default w:val="{default}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    )
    rest = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert of(tmp_path, p(begin + rest + run(" agreed"))) == f"<p>{box} agreed</p>"


def test_the_words_of_a_text_box_follow_the_line_that_it_hangs_on(tmp_path: Path):
    body = p(run("before ") + textbox(p("in the box") + p("and more")) + run("after")) + p("next")
    assert of(tmp_path, body) == "<p>before after</p><p>in the box</p><p>and more</p><p>next</p>"


def test_a_line_within_a_line_is_a_line_of_its_own(tmp_path: Path):
    assert of(tmp_path, p(run("outer") + p("inner"))) == "<p>outer</p><p>inner</p>"


def test_a_part_of_another_file_leaves_a_note(tmp_path: Path):
    page = page_of(written(tmp_path / "text.docx", p("So it is.") + '<w:altChunk r:id="rId9"/>'))
    assert "[Part of another file, which the Word document shows]" in page.html
    assert "cannot show part of another file" in str(page.findings[0])


def test_a_formula_leaves_a_note(tmp_path: Path):
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{math}"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>'
    page = page_of(written(tmp_path / "text.docx", p(run("It is ") + formula)))
    assert "<p>It is [A formula, which the Word document shows]</p>" in page.html
    assert "cannot show a formula" in str(page.findings[0])


def test_a_symbol_that_nobody_knows_is_told(tmp_path: Path):
    page = page_of(written(tmp_path / "text.docx", p('<w:r><w:sym w:font="House" w:char="F041"/></w:r>')))
    assert "cannot show a symbol" in str(page.findings[0])


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        ('HYPERLINK "https://www.gov.uk/"', "https://www.gov.uk/"),
        ("HYPERLINK https://www.gov.uk/", "https://www.gov.uk/"),
        ('HYPERLINK "https://www.gov.uk/" \\o "The pages"', "https://www.gov.uk/"),
        ('HYPERLINK "https://www.gov.uk/a" \\l "part" \\t "_blank"', "https://www.gov.uk/a#part"),
        ('HYPERLINK "mailto:a@example.gov.uk"', "mailto:a@example.gov.uk"),
        ('HYPERLINK \\l "here"', "#report-here"),
        ('HYPERLINK \\l "nowhere"', None),
        ('HYPERLINK "javascript:alert(1)"', None),
        ('HYPERLINK "file:///C:/secret.docx"', None),
        ('HYPERLINK "secret.docx"', None),
        ("HYPERLINK", None),
    ],
)
def test_a_link_leads_where_a_reader_can_go(tmp_path: Path, instruction: str, address: str | None):
    mark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    body = page_with(tmp_path, p(mark + run("Here.")) + p(field_of(instruction, run("see there"))))
    links = [one.get("href") for one in body.iter("a")]
    assert links == ([] if address is None else [address])
    assert "see there" in body.text_content()


def test_a_place_that_no_link_leads_to_is_not_on_the_page(tmp_path: Path):
    mark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    assert of(tmp_path, p(run("a") + mark + run("b"))) == "<p>ab</p>"


# --- lists ----------------------------------------------------------------------------------------------------------


def listed(folder: Path, items: list[tuple[int, int]]) -> str:
    """Give the markup of items, each of a list (1: bullets, 2: letters) and a level."""
    bullets = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>' for n in range(9))
    letters = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%{n + 1})"/></w:lvl>'
        for n in range(9)
    )
    body = "".join(
        p(
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("x")}'
            if number
            else "y"
        )
        for number, level in items
    )
    made = package(folder / "text.docx", body)
    made.files["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{letters}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
        '</w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    ).encode()
    made_of = main_of(body_of(page_of(made.save(folder / "text.docx")))).removeprefix(TITLE)
    for long, short in (
        (' role="list"', ""),
        (' class="numbers"', ""),
        ('<span class="number">', "#"),
        ("</span> x", ""),
    ):
        made_of = made_of.replace(long, short)
    return made_of


@pytest.mark.parametrize(
    ("items", "markup"),
    [
        ([(1, 0), (1, 0)], "<ul><li>x</li><li>x</li></ul>"),
        ([(1, 0), (1, 1), (1, 0)], "<ul><li>x<ul><li>x</li></ul></li><li>x</li></ul>"),
        ([(1, 2), (1, 2)], "<ul><li>x</li><li>x</li></ul>"),  # a list may begin at any level
        ([(2, 0), (2, 0)], "<ol><li>#a)</li><li>#b)</li></ol>"),
        ([(2, 0), (0, 0), (2, 0)], '<p class="numbered">#a)</p><p>y</p><p class="numbered">#b)</p>'),
        ([(2, 0), (1, 1), (1, 1)], "<ol><li>#a)<ul><li>x</li><li>x</li></ul></li></ol>"),
    ],
)
def test_lists_are_lists_and_their_numbers_are_words(tmp_path: Path, items: list[tuple[int, int]], markup: str):
    assert listed(tmp_path, items) == markup


def test_one_numbered_item_is_a_paragraph_and_no_list(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    body = body_of(page_of(target))
    assert [one.text_content() for one in body.iter("li")] == [
        "Children and Young People Overview and Scrutiny Panel Performance Index 2019/20"
    ]
    assert "A. Members of the panel to discuss" in body.text_content()


# --- tables ---------------------------------------------------------------------------------------------------------


def scopes(body: html.HtmlElement) -> list[list[str]]:
    return [[f"{cell.get('scope') or '-'} {cell.text_content()}" for cell in row] for row in body.iter("tr")]


def test_a_table_says_what_each_heading_is_of(tmp_path: Path):
    made = page_with(tmp_path, table(("No", "Indicator", "Why"), ("2", "Care", "So."), ("3", "Plans", "So.")))
    assert scopes(made) == [
        ["col No", "col Indicator", "col Why"],
        ["row 2", "row Care", "- So."],
        ["row 3", "row Plans", "- So."],
    ]


def test_a_first_column_that_does_not_tell_the_rows_apart_names_none(tmp_path: Path):
    made = page_with(tmp_path, table(("Theme", "Indicator"), ("Care", "A"), ("Care", "B")))
    assert scopes(made)[1:] == [["- Care", "- A"], ["- Care", "- B"]]


def test_a_first_column_that_the_table_marks_names_the_rows_all_the_same(tmp_path: Path):
    xml = table(("Theme", "Indicator"), ("Care", "A"), ("Care", "B")).replace('firstColumn="0"', 'firstColumn="1"')
    assert scopes(page_with(tmp_path, xml))[1:] == [["row Care", "- A"], ["row Care", "- B"]]


def test_an_older_table_marks_its_first_column_in_the_bits_of_a_number(tmp_path: Path):
    xml = table(("Theme", "Indicator"), ("Care", "A"), ("Care", "B"))
    xml = xml.replace('w:val="0620"', 'w:val="06A0"').replace('w:firstColumn="0" ', "")
    assert scopes(page_with(tmp_path, xml))[1:] == [["row Care", "- A"], ["row Care", "- B"]]


def test_a_table_without_a_marked_header_has_none(tmp_path: Path):
    made = page_with(tmp_path, table(("a", "b"), ("c", "d"), header=False))
    assert scopes(made) == [["- a", "- b"], ["- c", "- d"]]


def test_a_blank_heading_is_an_ordinary_cell(tmp_path: Path):
    assert scopes(page_with(tmp_path, table(("", "Now"), ("Red", "4"))))[0] == ["- ", "col Now"]


@pytest.mark.parametrize("header", [True, False])
def test_a_table_of_one_row_is_a_frame_around_text(tmp_path: Path, *, header: bool):
    (made,) = page_with(tmp_path, table(("Left", "Right"), header=header)).iter("table")
    assert made.get("role") == "presentation"
    assert [cell.tag for cell in made.find(".//tr")] == ["td", "td"]


def test_what_the_table_says_of_itself_is_its_caption(tmp_path: Path):
    made = page_with(tmp_path, table(("a", "b"), ("c", "d"), settings='<w:tblCaption w:val="Exceptions"/>'))
    assert [one.text for one in made.iter("caption")] == ["Exceptions"]


def test_a_line_in_the_style_of_captions_before_a_table_is_its_caption(tmp_path: Path):
    xml = table(("a", "b"), ("c", "d"), settings='<w:tblCaption w:val="Other"/>')
    made = package(tmp_path / "text.docx", p("Table 1: Exceptions", "Caption") + xml + p("Figure 1", "Caption"))
    style = '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    made.replace("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    body = body_of(page_of(made.save(tmp_path / "text.docx")))
    assert [one.text for one in body.iter("caption")] == ["Table 1: Exceptions"]
    assert [one.text for one in body.iter("p") if one.get("class") == "caption"] == ["Figure 1"]


@pytest.mark.parametrize("shown", ["letter", "word"])
def test_ratings_are_words_with_a_tint(template: Path, target: Path, shown: str):
    rows = tuple(one if shown == "letter" else word_of(one) for one in SEED.exceptions)
    fill(template, SEED.__class__(**{**fields(SEED), "exceptions": rows}), target, now=NOW)
    cells = [cell for cell in body_of(page_of(target)).iter("td") if "rating" in cell.get("class", "")]
    assert [(cell.text_content().strip(), cell.get("class")) for cell in cells] == [
        ("Amber", "rating amber"),
        ("Red", "rating red"),
        ("Red", "rating red"),
        ("Red", "rating red"),
    ]


def fields(report: object) -> dict[str, object]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}  # type: ignore[attr-defined]  # a dataclass has them


def word_of(row: object) -> object:
    cells = {**row.cells, "rating": (row.rating.value,)}  # type: ignore[attr-defined]  # a row has them
    return row.__class__(**{**fields(row), "cells": cells})


@pytest.mark.parametrize(
    ("heading", "cells", "shown"),
    [
        ("Rating", ("R", "Data only"), ["Red", "Data only"]),
        ("RAG", ("G", "B"), ["Green", "Blue"]),
        ("Grade", ("A", "B"), ["A", "B"]),  # letters of something else
        ("Rating", ("A", "A*"), ["A", "A*"]),
        ("Fragments", ("A", "R"), ["A", "R"]),
    ],
)
def test_only_a_column_of_ratings_is_written_out(
    tmp_path: Path, heading: str, cells: tuple[str, ...], shown: list[str]
):
    made = page_with(tmp_path, table(("No", heading), *((str(n), cell) for n, cell in enumerate(cells))))
    assert [row[1].text_content() for row in list(made.iter("tr"))[1:]] == shown


def test_merged_cells_stay_merged_and_the_table_can_be_moved_under_a_narrow_screen(tmp_path: Path):
    across = tc(p("Both"), '<w:gridSpan w:val="2"/>')
    made = page_with(tmp_path, table(("a", "b"), ("c", "d")).replace("</w:tbl>", f"<w:tr>{across}</w:tr></w:tbl>"))
    assert [cell.get("colspan") for cell in made.iter("td")][-1] == "2"
    (around,) = (one for one in made.iter("div") if one.get("class") == "scrolls")
    assert (around.get("tabindex"), around.get("aria-label"), around.get("role")) == ("0", "Table", "group")


def test_cells_that_an_old_program_merged_are_one_wide_cell(tmp_path: Path):
    first, second = tc(p("Both"), '<w:hMerge w:val="restart"/>'), tc(p("under it"), "<w:hMerge/>")
    made = page_with(tmp_path, table(("a", "b", "c"), (first, second, "d"), ("e", "f", "g")))
    row = list(made.iter("tr"))[1]
    assert [(cell.get("colspan"), cell.text_content()) for cell in row] == [("2", "Both"), (None, "d")]


def test_words_in_a_cell_that_is_merged_upwards_are_as_unseen_as_in_word(tmp_path: Path):
    first, second = tc(p("Both"), '<w:vMerge w:val="restart"/>'), tc(p("under it"), "<w:vMerge/>")
    made = page_with(tmp_path, table(("a", "b"), (first, "c"), (second, "d")))
    assert [cell.get("rowspan") for cell in made.iter("td")] == ["2", None, None]
    assert "under it" not in made.text_content()


def test_a_table_in_a_table_stays_there(tmp_path: Path):
    inner = tc(p("before") + table(("No", "Rating"), ("1", "R")) + p(""))
    made = page_with(tmp_path, table(("a", "b"), (inner, "c")))
    assert made.find(".//td//table") is not None
    assert [cell.text_content() for cell in made.findall(".//td//table//td")] == ["Red"]


# --- pictures -------------------------------------------------------------------------------------------------------


def pictured(folder: Path, properties: str, *, kind: str = "image/png", xml: str = "", decorative: bool = False) -> str:
    made = package(folder / "text.docx", "")
    number = made.add("word/media/image1.png", kind, "image", DOT)
    shown = xml.replace("NUMBER", number) or drawing(properties, picture(number), decorative=decorative)
    made.replace("word/document.xml", "<w:body>", f"<w:body>{p(run('See ') + shown + run(' there.'))}")
    return main_of(body_of(page_of(made.save(folder / "text.docx")))).removeprefix(TITLE)


@pytest.mark.parametrize(
    ("properties", "says"),
    [
        ('descr="A red point"', "A red point"),
        ('title="A point"', "A point"),
        ('descr="Fish &amp;amp; chips"', "Fish &amp;amp; chips"),
        ("", "a picture that the report does not describe"),
    ],
)
def test_a_picture_has_its_description(tmp_path: Path, properties: str, says: str):
    made = pictured(tmp_path, properties)
    assert made.startswith('<p>See <img src="data:image/png;base64,iVBOR')
    assert f'alt="{says}" width="1"> there.</p>' in made


def test_a_picture_for_decoration_says_nothing(tmp_path: Path):
    assert 'alt=""' in pictured(tmp_path, 'descr="A border"', decorative=True)


@pytest.mark.parametrize(
    ("properties", "note"),
    [
        ('descr="A map"', "[A picture, which the Word document shows: A map]"),
        ("", "[A picture, which the Word document shows]"),
    ],
)
def test_a_picture_that_no_browser_shows_leaves_a_note(tmp_path: Path, properties: str, note: str):
    assert pictured(tmp_path, properties, kind="image/x-emf") == f"<p>See {note} there.</p>"


def test_what_is_cut_off_a_picture_is_not_to_be_seen(tmp_path: Path):
    cut = picture("NUMBER").replace("/><a:stretch>", '/><a:srcRect l="25000" b="50000"/><a:stretch>')
    made = pictured(tmp_path, "", xml=drawing("", cut))
    assert '<span class="cropped" style="width:1px;aspect-ratio:1.0000">' in made
    assert 'style="left:-33.33%;top:-0.00%;width:133.33%;height:200.00%"' in made


def test_a_picture_of_an_older_program_is_shown(tmp_path: Path):
    xml = (
        '<w:r><w:pict><v:shape alt="A map" style="width:9pt;height:9pt"><v:imagedata r:id="NUMBER"/>'
        "</v:shape></w:pict></w:r>"
    )
    assert 'alt="A map" width="12">' in pictured(tmp_path, "", xml=xml)


def test_the_words_of_a_drawn_text_are_words(tmp_path: Path):
    art = '<w:r><w:pict><v:shape><v:textpath string="For decision"/></v:shape></w:pict></w:r>'
    assert of(tmp_path, p(art)) == "<p>For decision</p>"


def test_a_chart_leaves_a_note_with_its_description(tmp_path: Path):
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    graph = drawing('descr="Weeks rose"', f'<a:graphic><a:graphicData uri="{uri}"/></a:graphic>')
    page = page_of(written(tmp_path / "text.docx", p(graph)))
    assert "[A chart or diagram, which the Word document shows: Weeks rose]" in page.html
    (told,) = page.findings
    assert str(told) == (
        "the web page: it cannot show a chart or diagram (Weeks rose), and says so there; put each as a picture (PNG) "
        "with a description, or say in words what it tells, and publish again"
    )


def test_a_line_that_is_only_drawn_is_left_out(tmp_path: Path):
    assert (
        of(tmp_path, p(run("So.") + drawing("", '<a:graphic><a:graphicData uri="urn:x"/></a:graphic>'))) == "<p>So.</p>"
    )


# --- notes, tops and feet of pages ----------------------------------------------------------------------------------


def test_notes_are_numbered_by_their_kind_and_lead_back(tmp_path: Path):
    made = package(tmp_path / "text.docx", "")
    for kind in ("footnote", "endnote"):
        notes = "".join(f'<w:{kind} w:id="{n}">{p(f"{kind} {n}")}</w:{kind}>' for n in (2, 3))
        content = f'<w:{kind}s xmlns:w="{W}">{notes}</w:{kind}s>'
        made.add(f"word/{kind}s.xml", f"{WORD_TYPE}.{kind}s+xml", f"{kind}s", content)
    marks = [("footnote", 2), ("endnote", 2), ("footnote", 3), ("endnote", 3)]
    body = "".join(p(run("Said") + f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>') for kind, n in marks)
    made.replace("word/document.xml", "<w:body>", f"<w:body>{body}")
    page = body_of(page_of(made.save(tmp_path / "text.docx")))
    assert [one.text_content() for one in page.iter("sup")] == ["[1]", "[i]", "[2]", "[ii]"]
    assert [one.text_content().split(" ↑")[0].strip() for one in page.iter("li")] == [
        "footnote 2",
        "footnote 3",
        "endnote 2",
        "endnote 3",
    ]
    places = {one.get("id") for one in page.iter() if one.get("id")}
    assert all(one.get("href")[1:] in places for one in page.iter("a"))
    assert [one.get("aria-label") for one in page.find(".//section").iter("a")][2] == "Back to note i in the text"


def with_around(folder: Path, kind: str, *lines: str) -> html.HtmlElement:
    """Give the page of a document that has these lines at the top or at the foot of its first and its other pages."""
    made = package(folder / "text.docx", p("So it is."))
    name = {"header": "hdr", "footer": "ftr"}[kind]
    refs = ""
    for n, line in enumerate(lines, 5):
        content = f'<w:{name} xmlns:w="{W}">{line}</w:{name}>'
        number = made.add(f"word/{kind}{n}.xml", f"{WORD_TYPE}.{kind}+xml", kind, content)
        refs += f'<w:{kind}Reference w:type="{"default" if n == 5 else "first"}" r:id="{number}"/>'
    if kind == "footer":
        made.replace("word/document.xml", '<w:footerReference w:type="default" r:id="rId4"/>', "")
    made.replace("word/document.xml", "<w:sectPr>", f"<w:sectPr>{refs}")
    made.replace("word/document.xml", "</w:sectPr>", "<w:titlePg/></w:sectPr>")
    return body_of(page_of(made.save(folder / "text.docx")))


def test_what_stands_at_the_top_of_each_page_is_said_once_at_the_top(tmp_path: Path):
    made = with_around(tmp_path, "header", p("Merton Council"), p("Merton Council") + p("Open"))
    assert [one.text_content() for one in made.find("header")] == ["Merton Council", "Open"]
    assert made.find("footer") is None


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (run("Page ") + field_of("PAGE", run("1")) + run(" of ") + field_of("NUMPAGES", run("3")), None),
        (field_of("PAGE", run("1")), None),
        (f'{run("Merton Council | Page ")}<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>', "Merton Council"),
        (run("Merton Council") + "<w:r><w:tab/></w:r>" + run("3 of 4"), "Merton Council\t3 of 4"),  # typed by hand
    ],
)
def test_page_numbers_are_not_on_a_page_that_has_none(tmp_path: Path, line: str, left: str | None):
    footer = with_around(tmp_path, "footer", p(line)).find("footer")
    assert (None if footer is None else footer.text_content().strip()) == left


def test_a_link_at_the_top_of_a_page_leads_where_it_led(tmp_path: Path):
    made = package(tmp_path / "text.docx", p("So it is."))
    link = f'<w:hdr xmlns:w="{W}" xmlns:r="{OFFICE}">'
    link += p(f'<w:hyperlink r:id="rId1">{run("the council")}</w:hyperlink>') + "</w:hdr>"
    number = made.add("word/header1.xml", f"{WORD_TYPE}.header+xml", "header", link)
    made.relate("hyperlink", "https://www.example.gov.uk/", to="word/header1.xml", external=True)
    made.replace("word/document.xml", "<w:sectPr>", f'<w:sectPr><w:headerReference w:type="default" r:id="{number}"/>')
    (found,) = body_of(page_of(made.save(tmp_path / "text.docx"))).find("header").iter("a")
    assert found.get("href") == "https://www.example.gov.uk/"


# --- what is missing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "markup", "missing"),
    [
        (["one", "two"], "<p>one</p><p>two</p>", []),
        (["one  two"], "<p>one</p>two", []),
        (["one", "three"], "<p>one</p>", ["three"]),
        (["one", "one"], "<p>one</p>", ["one"]),  # each line is looked for in words of its own
        (["two", "one"], "<p>one</p><p>two</p>", []),  # a note, or the text of a box
        (["one", "one", "two"], "<p>one</p><p>two</p><p>one</p>", []),
        (["", "  "], "", []),
    ],
)
def test_each_line_is_looked_for_on_the_page(lines: list[str], markup: str, missing: list[str]):
    assert missing_words(lines, html.fragment_fromstring(markup, create_parent="div")) == missing


def test_a_page_that_would_lack_a_line_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(convert, "style_map", lambda _: "p => !")  # a converter that drops every paragraph
    with pytest.raises(Refused, match=r"the web page would lack the line .So it is\.. and 1 more; publish .* --html"):
        page_of(written(tmp_path / "text.docx", p("So it is.") + p("And so.")))


def test_a_converter_that_stumbles_makes_no_page(tmp_path: Path):
    across = tc(p("Both"), '<w:gridSpan w:val="two"/>')
    with pytest.raises(Refused, match="no web page could be made of it"):
        page_of(written(tmp_path / "text.docx", table((across, "b"))))


def test_a_report_with_nothing_to_say_is_a_page(template: Path, target: Path):
    fill(template, EMPTY, target, now=NOW)
    assert "Therearenoexceptions:noindicatorisratedamberorred." in said_by(body_of(page_of(target)))


def test_controls_leave_their_words(tmp_path: Path):
    assert of(tmp_path, control(p("Kept"))) == "<p>Kept</p>"
