from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from plant import HEADING, WORD_TYPE, control, drawing, ink, opened, p, package, run, table, tc, textbox, tint, written
from seed_report import NOW, SEED, exception

from performance_index.finding import Finding, Severity
from performance_index.rating import Rating
from performance_index.word.document.wordml import W
from performance_index.word.fill import fill
from performance_index.word.publish import publish, unfinished
from performance_index.word.publishing.notes import notes_on_the_file

PEN = '<w:highlight w:val="{}"/>'
NOTE = "[KM to confirm the figure before publication]"


def found(path: Path) -> list[Finding]:
    return unfinished(opened(path))


def told(tmp_path: Path, body: str) -> list[tuple[Severity, str, str]]:
    return [(one.severity, one.place, one.what) for one in found(written(tmp_path / "d.docx", HEADING + body))]


PLACES = {
    "in the text": (p(f"In June {NOTE} of plans."), "under “DETAILS”"),
    "in pieces": (
        p(run("[KM to con") + run("firm the", "<w:b/>") + run(" figure before publication]")), "under “DETAILS”",
    ),
    "in a cell": (table(("No", "Commentary"), ("16", NOTE)), "table 1, under “DETAILS”, row 2, Commentary"),
    "in a control": (control(p(NOTE)), "under “DETAILS”"),
    "in a text box": (p(textbox(p(NOTE))), "under “DETAILS”"),
    "in a picture’s description": (
        p(drawing(f'descr="A map {NOTE}"')),
        "under “DETAILS”, description of a picture, shape or table",
    ),
    "in a picture’s title": (
        p(drawing(f'title="{NOTE}" descr="x"')), "under “DETAILS”, title of a picture, shape or table",
    ),
    "in an older shape’s description": (
        p(f'<w:r><w:pict><v:shape alt="{NOTE}"/></w:pict></w:r>'),
        "under “DETAILS”, description of a picture, shape or table",
    ),
    "in a table’s description": (
        table(("No", "Name"), ("16", "x"), settings=f'<w:tblDescription w:val="{NOTE}"/>'),
        "table 1, under “DETAILS”, description of a picture, shape or table",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "place"), PLACES.values(), ids=PLACES)
def test_a_note_to_somebody_is_an_error_with_its_place_wherever_it_is(tmp_path: Path, body: str, place: str):
    assert told(tmp_path, body) == [(Severity.ERROR, place, f"“{NOTE}” is a note to somebody")]


@pytest.mark.parametrize(("kind", "root"), [("header", "hdr"), ("footer", "ftr"), ("footnotes", "footnotes")])
def test_a_note_beside_the_text_is_an_error(tmp_path: Path, kind: str, root: str):
    made = package(tmp_path / "d.docx", HEADING)
    said = p(NOTE) if kind != "footnotes" else f'<w:footnote w:id="2">{p(NOTE)}</w:footnote>'
    xml = f'<w:{root} xmlns:w="{W}">{said}</w:{root}>'
    made.add(f"word/{kind}9.xml", f"{WORD_TYPE}.{kind}+xml", kind, xml)
    (finding,) = found(made.save(tmp_path / "d.docx"))
    assert (finding.severity, finding.place) == (
        Severity.ERROR,
        "footnote 1" if kind == "footnotes" else f"the page {kind}",
    )


def test_a_note_in_a_diagram_is_an_error_at_the_place_of_the_diagram(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    said = f"<a:p><a:r><a:t>Cases </a:t></a:r><a:r><a:t>{NOTE}</a:t></a:r></a:p>"
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    xml = f'<c:chart xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{said}</c:chart>'
    number = made.add("word/charts/chart1.xml", kind, "chart", xml)
    shown = p(f'<w:r><w:drawing><c:chart xmlns:c="c" r:id="{number}"/></w:drawing></w:r>')
    made.replace("word/document.xml", "<w:sectPr>", f"{shown}<w:sectPr>")
    (finding,) = found(made.save(tmp_path / "d.docx"))
    assert (finding.place, finding.what) == (
        "under “DETAILS”, in a chart or diagram",
        f"“{NOTE}” is a note to somebody",
    )


def test_a_header_that_says_not_for_publication_is_an_error(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    xml = f'<w:hdr xmlns:w="{W}">{p("Not for publication")}</w:hdr>'
    made.add("word/header9.xml", f"{WORD_TYPE}.header+xml", "header", xml)
    (finding,) = found(made.save(tmp_path / "d.docx"))
    assert str(finding) == (
        "the page header: “Not for publication” says that this is not for publication; "
        "delete it when the report may be published"
    )


def test_an_unanswered_prompt_is_told_once(tmp_path: Path):
    body = p(control(run("[insert data]"), "<w:showingPlcHdr/>"))
    assert told(tmp_path, body) == [
        (Severity.ERROR, "under “DETAILS”", "the prompt “[insert data]” is unanswered"),
    ]


MARKED = {
    "highlighted": (run("Ask legal.", PEN.format("yellow")), Severity.WARNING, "“Ask legal.” is highlighted"),
    "highlighted in pieces": (
        run("Ask ", PEN.format("yellow")) + run("legal.", f"<w:b/>{PEN.format('cyan')}"),
        Severity.WARNING,
        "“Ask legal.” is highlighted",
    ),
    "shaded yellow, as LibreOffice saves it": (
        run("Ask legal.", tint("FFFF00")), Severity.WARNING, "“Ask legal.” is highlighted",
    ),
    "a highlighted note": (
        run("Check with legal: do not publish this.", PEN.format("yellow")),
        Severity.ERROR,
        "“Check with legal: do not publish this.” is highlighted, and reads as a note",
    ),
    "struck through": (
        run("It fell.", "<w:strike/>"), Severity.WARNING, "“It fell.” is struck through, and everybody can read it",
    ),
    "struck through twice": (
        run("It fell.", "<w:dstrike/>"), Severity.WARNING, "“It fell.” is struck through, and everybody can read it",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "severity", "what"), MARKED.values(), ids=MARKED)
def test_words_that_are_marked_by_hand_are_told(tmp_path: Path, body: str, severity: Severity, what: str):
    assert told(tmp_path, p(run("It rose. ") + body)) == [(severity, "under “DETAILS”", what)]


PLAIN = {
    "no pen": run("It fell.", PEN.format("none")),
    "a white pen": run("It fell.", PEN.format("white")),
    "a rating": run("Red", PEN.format("red")),
    "blanks": run("  ", PEN.format("yellow")) + run(" – ", "<w:strike/>"),
    "a strike that is off": run("It fell.", '<w:strike w:val="0"/>'),
    "a tint": run("It fell.", tint("D9EEDC")),
    "ink": run("It fell.", ink("C00000")),
}


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_words_that_only_look_different_are_not_told(tmp_path: Path, body: str):
    assert told(tmp_path, p(body)) == []


def test_missing_commentary_whose_comment_was_deleted_is_a_warning(template: Path, target: Path):
    row = exception("3", "Plans issued", Rating.RED, "No commentary supplied by SEN and disability.")
    fill(template, replace(SEED, exceptions=(row,)), target, now=NOW)
    document = docx.Document(str(target))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(document.element.body.iter(f"{{{W}}}{name}")):
            mark.getparent().remove(mark)
    document.save(str(target))
    (finding,) = publish(target).findings
    assert finding.severity is Severity.WARNING
    assert str(finding) == (
        "Exceptions table, indicator 3, Service Commentary: “No commentary supplied by SEN and disability.” still "
        "stands where a service should have written; type what the service says over it, or leave it if readers are "
        "to be told so"
    )


def test_a_property_of_the_file_that_says_draft_is_a_warning(tmp_path: Path):
    document = opened(written(tmp_path / "d.docx", HEADING))
    document.core_properties.title = "Performance report"
    document.core_properties.keywords = "DRAFT v3"
    document.core_properties.subject = "TBC"
    subject, keywords = notes_on_the_file(document)
    assert str(subject) == (
        "the document’s properties: the subject “TBC” may be a gap that nobody has filled; change it (File, Info)"
    )
    assert keywords.what == "the keywords “DRAFT v3” reads as if this were not for the public, or not final"


def test_cells_of_a_table_that_some_reports_leave_open_are_warnings(tmp_path: Path):
    body = table(("No", "Actual"), ("16", "TBC"), ("17", tc(p("35%"))))
    assert told(tmp_path, body) == [
        (Severity.WARNING, "table 1, under “DETAILS”, row 2, Actual", "“TBC” may be a gap that nobody has filled")
    ]


@pytest.mark.parametrize("place", ["S:\\Panel\\Q2.xlsx", "\\\\server\\share\\Q2.xlsx", "file:///C:/Users/jo/Q2.xlsx"])
def test_a_place_on_a_drive_that_is_written_out_is_a_warning(tmp_path: Path, place: str):
    body = p(f"See {place}.") + p(drawing(f'descr="{place} as a chart of weeks"'))
    found = told(tmp_path, body)
    assert [(severity, what) for severity, _, what in found] == [
        (Severity.WARNING, f"“See {place}.” says where a file of the council is kept"),
        (Severity.WARNING, f"“{place} as a chart of weeks” says where a file of the council is kept"),
    ]


@pytest.mark.parametrize(
    "said", ["and/or", "a ratio of 3:1", "10:30", "https://www.gov.uk/home/care", "C: Care", "n/a"]
)
def test_what_only_looks_like_a_place_on_a_drive_is_not_told(tmp_path: Path, said: str):
    assert told(tmp_path, p(f"See {said} below.")) == []
