from __future__ import annotations

from pathlib import Path

import pytest
from plant import (
    DOCUMENT,
    HEADING,
    control,
    drawing,
    field_of,
    ink,
    opened,
    p,
    package,
    run,
    table,
    tc,
    textbox,
    tint,
    written,
)
from seed_report import EMPTY, NOW, SEED

from performance_index.finding import Severity
from performance_index.rating import Rating
from performance_index.report import TINTS, CommitteeReport
from performance_index.word.accessibility.accessible import problems
from performance_index.word.fill import fill

HEADS = ("No", "Indicator", "Rating")
LINE = p("A sentence of the report.")
BOLD = "<w:b/>"


def found(path: Path, body: str) -> list[str]:
    return [f"{one.place}: {one.what}" for one in problems(opened(written(path / "d.docx", body)))]


@pytest.mark.parametrize("report", [SEED, EMPTY], ids=["seed", "empty"])
def test_our_own_reports_have_no_finding(template: Path, target: Path, report: CommitteeReport):
    fill(template, report, target, now=NOW)
    assert problems(opened(target)) == []


def test_the_template_itself_has_no_finding(template: Path):
    assert problems(opened(template)) == []


@pytest.mark.parametrize("rating", [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE])
def test_words_on_each_tint_of_ours_can_be_read(tmp_path: Path, rating: Rating):
    body = HEADING + table(HEADS, ("16", "Care", tc(p(rating.letter), tint(TINTS[rating]))))
    assert found(tmp_path, body) == []


def old_box(content: str, attributes: str) -> str:
    inside = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape {attributes}>{inside}</v:shape></w:pict></w:r>"


def faint(place: str, said: str, colours: str, ratio: float) -> str:
    needed = "where 4.5 is needed, or 3 for large text (WCAG 1.4.3)"
    seen = "cannot be seen" if ratio == 1.0 else "is hard to read"
    return f"{place}: text {seen}: {said}, colour {colours}, has a contrast of {ratio} {needed}"


FAULTS = {
    "no heading": (LINE, "the document: there are no headings to find one’s way by (WCAG 1.3.1)"),
    "first heading of level 2": (
        p("Exceptions", "Heading2"),
        "under “Exceptions”: the heading “Exceptions” is of level 2, but it is the first (WCAG 1.3.1)",
    ),
    "a level skipped": (
        HEADING + '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Deep</w:t></w:r></w:p>',
        "under “Deep”: the heading “Deep” is of level 3, but the one above it is of level 1 (WCAG 1.3.1)",
    ),
    "an empty heading": (HEADING + p("", "Heading1"), "under “DETAILS”: a heading is empty (WCAG 1.3.1)"),
    "a faked heading": (
        HEADING + p(run("Background", BOLD)) + LINE,
        "under “DETAILS”: “Background” looks like a heading and is none (WCAG 1.3.1)",
    ),
    "a typed list": (
        HEADING + p("- one") + p("- two") + p("- three"),
        "under “DETAILS”: a list is typed by hand, from “- one” (WCAG 1.3.1)",
    ),
    "blank lines": (
        HEADING + LINE + p("") + p("") + p("") + LINE,
        "under “DETAILS”: blank lines make a gap, and a screen reader says each of them",
    ),
    "no header row": (
        HEADING + table(HEADS, ("16", "Care", "R"), header=False),
        "table 1, under “DETAILS”: no row is marked as the header, so no cell says what it is about (WCAG 1.3.1)",
    ),
    "cells merged sideways": (
        HEADING + table(HEADS, ("16", tc(p("Care"), '<w:gridSpan w:val="2"/>'))),
        "table 1, under “DETAILS”: cells are merged or split, so a screen reader cannot tell their column",
    ),
    "cells merged downwards": (
        HEADING
        + table(
            HEADS,
            (tc(p("16"), '<w:vMerge w:val="restart"/>'), "Care", "R"),
            (tc(p(""), "<w:vMerge/>"), "Care", "R"),
        ),
        "table 1, under “DETAILS”: cells are merged or split, so a screen reader cannot tell their column",
    ),
    "a split cell": (
        HEADING + table(HEADS, ("16", "Care", "R", "and more")),
        "table 1, under “DETAILS”: cells are merged or split, so a screen reader cannot tell their column",
    ),
    "a table in a table": (
        HEADING + table(HEADS, ("16", tc(table(("a", "b")) + p("")), "R")),
        "table 2, under “DETAILS”: a table stands inside another, where it is easily lost",
    ),
    "a blank cell": (
        HEADING + table(HEADS, ("16", "Care", ""), settings='<w:tblCaption w:val="Exceptions"/>'),
        "Exceptions table, row 2, Rating: a cell is blank",
    ),
    "a blank last row": (
        HEADING + table(HEADS, ("16", "Care", "R"), ("", "", "")),
        "table 1, under “DETAILS”, row 3, No: 3 cells of this table are blank; here is one",
    ),
    "a column without a heading": (
        HEADING + table(("No", "", "Rating"), ("16", "Care", "R")),
        "table 1, under “DETAILS”, row 1: a column has no heading (WCAG 1.3.1)",
    ),
    "a picture without a description": (
        HEADING + p(drawing("")),
        "under “DETAILS”: a picture, chart or shape has no description for those who cannot see it (WCAG 1.1.1)",
    ),
    "a picture described by its file": (
        HEADING + p(drawing('descr="C:\\jo\\q2.png"')),
        "under “DETAILS”: the description “C:\\jo\\q2.png” of a picture says nothing of what it shows (WCAG 1.1.1)",
    ),
    "a picture described as one": (
        HEADING + p(drawing('descr="Picture 3"')),
        "under “DETAILS”: the description “Picture 3” of a picture says nothing of what it shows (WCAG 1.1.1)",
    ),
    "an old picture without a description": (
        HEADING + p('<w:r><w:pict><v:shape style="width:9pt"/></w:pict></w:r>'),
        "under “DETAILS”: a picture, chart or shape has no description for those who cannot see it (WCAG 1.1.1)",
    ),
    "faint text": (
        HEADING + p(run("hardly there", ink("AAAAAA"))),
        faint("under “DETAILS”", "“hardly there”", "AAAAAA on FFFFFF", 2.3),
    ),
    "dark text on a dark cell": (
        HEADING + table(HEADS, ("16", "Care", tc(p(run("R", ink("1B365D"))), tint("C00000")))),
        faint("table 1, under “DETAILS”, row 2, Rating", "“R”", "1B365D on C00000", 1.8),
    ),
    "white text left after its shading went": (
        HEADING + table(HEADS, ("16", "Care", tc(p(run("R", ink("FFFFFF")))))),
        faint("table 1, under “DETAILS”, row 2, Rating", "“R”", "FFFFFF on FFFFFF", 1.0),
    ),
    "white text in a text box without a colour": (
        HEADING + p(old_box(p(run("Read me", ink("FFFFFF"))), 'filled="f"')),
        faint("under “DETAILS”", "“Read me”", "FFFFFF on FFFFFF", 1.0),
    ),
    "white text in a modern text box without a colour": (
        HEADING + p(textbox(p(run("Read me", ink("FFFFFF"))), "<a:noFill/>")),
        faint("under “DETAILS”", "“Read me”", "FFFFFF on FFFFFF", 1.0),
    ),
    "yellow text on a yellow pen": (
        HEADING + p(run("look", ink("FFC000") + '<w:highlight w:val="yellow"/>')),
        faint("under “DETAILS”", "“look”", "FFC000 on FFFF00", 1.5),
    ),
    "faint text in a theme's colour": (
        HEADING + p(run("pale", '<w:color w:val="auto" w:themeColor="accent1" w:themeTint="33"/>')),
        faint("under “DETAILS”", "“pale”", "C3D4ED on FFFFFF", 1.5),
    ),
    "a colour and no words": (
        HEADING + table(HEADS, ("16", "Care", tc(p(""), tint("F9D6D5")))),
        "table 1, under “DETAILS”, row 2, Rating: a cell has a colour and no words (WCAG 1.4.1)",
    ),
    "a coloured dot": (
        HEADING + table(HEADS, ("16", "Care", tc(p(run("●", ink("C00000")))))),
        "table 1, under “DETAILS”, row 2, Rating: only the colour of “●” tells what it means (WCAG 1.4.1)",
    ),
    "a link that says here": (
        HEADING + p(f'<w:hyperlink w:anchor="x">{run("Click here")}</w:hyperlink>'),
        "under “DETAILS”: the link “Click here” does not say where it leads (WCAG 2.4.4)",
    ),
    "a link without words": (
        HEADING + p('<w:hyperlink w:anchor="x"/>'),
        "under “DETAILS”: a link has no words (WCAG 2.4.4)",
    ),
    "a field's link that says here": (
        HEADING + p(field_of('HYPERLINK "https://www.gov.uk"', run("here."))),
        "under “DETAILS”: the link “here.” does not say where it leads (WCAG 2.4.4)",
    ),
    "an address for a link": (
        HEADING + p(f'<w:hyperlink w:anchor="x">{run("https://www.gov.uk/a?b=c")}</w:hyperlink>'),
        "under “DETAILS”: the link “https://www.gov.uk/a?b=c” is an address, which a screen reader spells out",
    ),
}


@pytest.mark.parametrize(("body", "said"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_its_place_told(tmp_path: Path, body: str, said: str):
    assert said in found(tmp_path, body)


ALONE = [name for name in FAULTS if name not in {"a blank last row", "cells merged downwards", "a colour and no words"}]


@pytest.mark.parametrize("name", ALONE)
def test_a_planted_fault_is_found_once_and_nothing_else_with_it(tmp_path: Path, name: str):
    body, said = FAULTS[name]
    assert found(tmp_path, body) == [said]


SOUND = {
    "a heading in a text box's copy for older programs": HEADING + p(textbox(p("Read me"))),
    "a decorative picture": HEADING + p(drawing("", decorative=True)),
    "a described picture": HEADING + p(drawing('descr="Weeks for care proceedings rose from 30 to 35"')),
    "white on the navy of the header row's style": HEADING + table(HEADS, ("16", "Care", "R")),
    "white on navy in a cell of its own": HEADING
    + table(HEADS, ("16", "Care", tc(p(run("R", ink("FFFFFF"))), tint("1B365D")))),
    "text of no colour on a dark cell": HEADING + table(HEADS, ("16", "Care", tc(p("R"), tint("1B365D")))),
    "large faint text": HEADING + p(run("Large", f'{ink("808080")}<w:sz w:val="36"/>')),
    "large faint bold text": HEADING + p(run("Large", f'{BOLD}{ink("808080")}<w:sz w:val="28"/>') + run(" text")),
    "white text in a dark text box": HEADING
    + p(textbox(p(run("Read me", ink("FFFFFF"))), '<a:solidFill><a:srgbClr val="1B365D"/></a:solidFill>')),
    "white text in a dark text box as older programs write it": HEADING
    + p(old_box(p(run("Read me", ink("FFFFFF"))), 'fillcolor="#1b365d [3204]"')),
    "text on a picture, of which nothing can be told": HEADING
    + p(textbox(p(run("Read me", ink("FFFFFF"))), "<a:blipFill/>")),
    "faint blanks": HEADING + p(run("  ", ink("EEEEEE")) + run("text")),
    "black dots": HEADING + p("●"),
    "a frame of one row": HEADING + table(("Note", "Read this first"), header=False),
    "a tint along a whole row": HEADING + table(HEADS, (tc(p("16"), tint("EEEEEE")),) * 3),
    "bold words in a sentence": HEADING + p(run("Resolved: ", BOLD) + run("that it be noted.")) + LINE,
    "a bold sentence at the end": HEADING + LINE + p(run("Agreed", BOLD)),
    "a bold label whose answer is blank": HEADING + p(run("Wards:", BOLD) + "<w:r><w:tab/></w:r>") + LINE,
    "one dash": HEADING + p("– as the panel asked") + LINE,
    "one blank line": HEADING + LINE + p("") + LINE,
    "headings back up a level": HEADING + p("Exceptions", "Heading2") + HEADING,
    "a link with words": HEADING + p(f'<w:hyperlink w:anchor="x">{run("The index in full")}</w:hyperlink>'),
    "a link around a described picture": HEADING
    + p(f'<w:hyperlink w:anchor="x">{drawing("descr=" + chr(34) + "The council’s page" + chr(34))}</w:hyperlink>'),
    "controls around rows and cells": HEADING
    + control(table(HEADS, ("16", "Care", "R")))
    .replace("<w:tr><w:tc>", "<w:sdt><w:sdtContent><w:tr><w:tc>")
    .replace("</w:tr></w:tbl>", "</w:tr></w:sdtContent></w:sdt></w:tbl>"),
}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_no_fault(tmp_path: Path, body: str):
    assert found(tmp_path, body) == []


def planted(path: Path, part: str, old: str, new: str) -> list[str]:
    made = package(path / "d.docx", HEADING + LINE)
    made.replace(part, old, new)
    return [f"{one.place}: {one.what}" for one in problems(opened(made.save(path / "d.docx")))]


def test_a_document_without_a_title_is_told(tmp_path: Path):
    said = "the document’s properties: there is no title, which is the first thing that a screen reader says"
    title = "<dc:title>Performance report template</dc:title>"
    assert planted(tmp_path, "docProps/core.xml", title, "<dc:title> </dc:title>") == [f"{said} (WCAG 2.4.2)"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", ["the document’s styles: no language is set, so it is read out in any (WCAG 3.1.1)"]),
        ('<w:lang w:val="en-US"/>', ["the document’s styles: the language is en-US, not one of this country’s"]),
        ('<w:lang w:val="cy-GB"/>', []),
        ('<w:lang w:val="en-GB"/>', []),
    ],
)
def test_the_language_is_one_of_this_country(tmp_path: Path, language: str, said: list[str]):
    styles = package(tmp_path / "d.docx", "").text("word/styles.xml")
    ours = next(one for one in styles.split("<w:lang ")[1:]).partition("/>")[0]
    assert planted(tmp_path, "word/styles.xml", f"<w:lang {ours}/>", f"{language} ") == said


def test_a_fault_in_a_header_or_a_footer_is_found_there(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    made.replace("word/footer1.xml", "</w:ftr>", f"{p(run('faint', ink('BBBBBB')))}</w:ftr>")
    (finding,) = problems(opened(made.save(tmp_path / "d.docx")))
    assert finding.place == "the page footer"


def test_every_finding_is_a_warning_so_that_the_clerk_can_publish_today(tmp_path: Path):
    body = "".join(body for body, _ in FAULTS.values())
    assert {one.severity for one in problems(opened(written(tmp_path / "d.docx", body)))} == {Severity.WARNING}


@pytest.mark.parametrize(("is_shown", "faint"), [(False, "under “DETAILS”"), (True, "the page footer")])
def test_the_colour_of_the_page_counts_where_it_is_shown(tmp_path: Path, *, is_shown: bool, faint: str):
    made = package(tmp_path / "d.docx", HEADING.replace("<w:r>", f"<w:r><w:rPr>{ink('FFFFFF')}</w:rPr>"))
    made.replace(DOCUMENT, "<w:body>", '<w:background w:color="1B365D"/><w:body>')
    if is_shown:
        made.replace("word/settings.xml", "<w:defaultTabStop", "<w:displayBackgroundShape/><w:defaultTabStop")
    assert [one.place for one in problems(opened(made.save(tmp_path / "d.docx")))] == [faint]
