from __future__ import annotations

from pathlib import Path

import pytest
from plant import (
    BEFORE_EFFECTS,
    DOT,
    HEADING,
    MS,
    OFFICE,
    Package,
    control,
    field_of,
    ink,
    opened,
    p,
    package,
    run,
    table,
    tc,
    textbox,
    written,
)

from performance_index.finding import Finding, Severity
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.story import read_stories
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.publishing.leftovers import leftovers

PROMPT = "<w:showingPlcHdr/>"
GREY = '<w:rStyle w:val="PlaceholderText"/>'
HIDDEN = "<w:vanish/>"
OLE = '<w:r><w:object><o:OLEObject Type="{}" ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r>'
WATERMARK = '<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'


def found(path: Path) -> list[Finding]:
    document = opened(path)
    stories, formatting = read_stories(document), Formatting(document)
    return [one for _, one in leftovers(stories, formatting, Whereabouts(stories, formatting))]


LEFT = {
    "a prompt": (p(control(run("[wards]"), PROMPT)), "the prompt “[wards]” is unanswered"),
    "a prompt for paragraphs": (control(p("[Legal]"), PROMPT), "the prompt “[Legal]” is unanswered"),
    "a prompt in brackets that LibreOffice made plain text": (
        p(run("[wards]", GREY)),
        "the prompt “[wards]” is unanswered",
    ),
    "hidden text": (p(run("Shown. ") + run("Not ", HIDDEN) + run("shown.", HIDDEN)), "text is hidden: “Not shown.”"),
    "hidden by a style": (p(run("secret", '<w:rStyle w:val="Hush"/>')), "text is hidden: “secret”"),
    "hidden by a paragraph's style": (p("secret", "HushAll"), "text is hidden: “secret”"),
    "a hidden row": (
        table(("No",), ("16",)).replace("<w:trPr>", "<w:trPr><w:hidden/>"),
        "text is hidden: “No”",
    ),
    "hidden in a text box": (p(textbox(p(run("secret", HIDDEN)))), "text is hidden: “secret”"),
    "a file inside": (p(OLE.format("Embed")), "a whole file (its kind: Excel) is embedded, with whatever is in it"),
    "another document inside": (
        '<w:altChunk r:id="rId1"/>',
        "a whole file (its kind: unknown) is embedded, with whatever is in it",
    ),
    "a field's link to a drive": (
        p(field_of('HYPERLINK "S:\\\\Panel\\\\index.xlsm"', run("the index"))),
        "a link leads to a file on a computer or drive of the council (S:\\\\Panel\\\\index.xlsm)",
    ),
}  # fmt: skip

STYLES = (
    '<w:style w:type="character" w:styleId="Hush"><w:name w:val="Hush"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="HushAll"><w:name w:val="Hush All"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def planted(path: Path, body: str) -> Path:
    made = package(path / "d.docx", HEADING + body)
    made.replace("word/styles.xml", "</w:styles>", f"{STYLES}</w:styles>")
    return made.save(path / "d.docx")


@pytest.mark.parametrize(("body", "what"), LEFT.values(), ids=LEFT)
def test_what_must_not_be_published_is_an_error(tmp_path: Path, body: str, what: str):
    (finding,) = found(planted(tmp_path, body))
    assert (finding.what, finding.severity) == (what, Severity.ERROR)
    assert "“DETAILS”" in finding.place
    assert finding.cure


FINE = {
    "an answered control": p(control(run("All"))),
    "a control with words of the template": control(p("None for this report")),
    "a prompt of blanks": p(control(run("  "), PROMPT)),
    "grey words that are an answer": p(run("All wards", GREY)),
    "brackets in a sentence": p("R (Smith) v Council [2019] EWCA Civ 1"),
    "text that is not hidden": p(run("shown", '<w:vanish w:val="0"/>')),
    "text shown again over its style": p(run("shown", '<w:vanish w:val="false"/>'), "HushAll"),
    "hidden blanks": p(run("  ", HIDDEN)),
    "a paragraph's end that is hidden": "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "a hidden field's instruction": p(f'<w:r><w:rPr>{HIDDEN}</w:rPr><w:instrText>XE "care"</w:instrText></w:r>'),
    "a link to a page": p(field_of('HYPERLINK "https://www.gov.uk"', run("GOV.UK"))),
    "faint text": p(run("faint", ink("EEEEEE"))),
}


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_what_may_be_published_is_no_finding(tmp_path: Path, body: str):
    assert found(planted(tmp_path, body)) == []


PRIVATE = [
    "file:///C:/Users/jo/index.xlsm",
    "file://server/share/index.xlsm",
    "C:\\Users\\jo\\index.xlsm",
    "\\\\server\\share\\index.xlsm",
    "S:/Panel/index.xlsm",
    "../../Users/jo/index.xlsm",
    "/home/jo/index.xlsm",
    "smb://server/index.xlsm",
    "onenote:notes.one",
]
PUBLIC = ["https://www.gov.uk", "mailto:democracy@example.gov.uk", "appendix.pdf", "#details"]


@pytest.mark.parametrize("target", [*PRIVATE, *PUBLIC])
def test_a_link_to_a_drive_of_the_council_is_an_error(tmp_path: Path, target: str):
    made = package(tmp_path / "d.docx", HEADING)
    number = made.relate("hyperlink", target, external=True)
    made.replace(
        "word/document.xml", "<w:sectPr>", p(f'<w:hyperlink r:id="{number}">{run("x")}</w:hyperlink>') + "<w:sectPr>"
    )
    told = [one.what for one in found(made.save(tmp_path / "d.docx"))]
    assert told == (
        [f"a link leads to a file on a computer or drive of the council ({target})"] if target in PRIVATE else []
    )


@pytest.mark.parametrize("own_copy", [True, False])
def test_a_linked_picture_is_an_error_only_where_the_document_has_no_copy_of_it(tmp_path: Path, *, own_copy: bool):
    made = package(tmp_path / "d.docx", HEADING)
    number = made.relate("image", "file:///C:/Users/jo/map.png", external=True)
    embedded = 'r:embed="rId1" ' if own_copy else ""
    made.replace(
        "word/document.xml", "<w:sectPr>", p(f'<w:r><a:blip {embedded}r:link="{number}"/></w:r>') + "<w:sectPr>"
    )
    assert len(found(made.save(tmp_path / "d.docx"))) == (0 if own_copy else 1)


@pytest.mark.parametrize(("says", "told"), [("DRAFT", 1), ("Strictly confidential", 1), ("Merton", 0)])
def test_a_watermark_that_says_draft_is_a_warning(tmp_path: Path, says: str, told: int):
    made = found(written(tmp_path / "d.docx", HEADING + p(WATERMARK.format(says))))
    assert [one.severity for one in made] == [Severity.WARNING] * told


def test_a_link_into_somebodys_own_onedrive_is_a_warning(tmp_path: Path):
    target = "https://council-my.sharepoint.com/personal/jo_clerk/Documents/a.docx"
    body = p(field_of(f'HYPERLINK "{target}"', run("the paper")))
    (finding,) = found(written(tmp_path / "d.docx", HEADING + body))
    assert str(finding) == (
        f"under “DETAILS”: a link leads into somebody’s own OneDrive, and its address says whose ({target}); "
        "link to a page that is public"
    )
    assert finding.severity is Severity.WARNING


def test_a_shape_for_older_programs_that_leads_to_a_drive_is_an_error(tmp_path: Path):
    body = p('<w:r><w:pict><v:shape href="file:///S:/Panel/a.docx"/></w:pict></w:r>')
    (finding,) = found(written(tmp_path / "d.docx", HEADING + body))
    assert finding.what == "a link leads to a file on a computer or drive of the council (file:///S:/Panel/a.docx)"


CHART = f'<c:chartSpace xmlns:c="c" xmlns:r="{OFFICE}"><c:{{}} r:id="rId1"/></c:chartSpace>'


@pytest.mark.parametrize(("points", "told"), [("hlinkClick", 1), ("externalData", 0)])
def test_a_link_in_a_chart_is_an_error_but_not_the_workbook_behind_it(tmp_path: Path, points: str, told: int):
    made = package(tmp_path / "d.docx", HEADING)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    number = made.add("word/charts/chart1.xml", kind, "chart", CHART.format(points))
    made.relate("hyperlink", "file:///S:/Panel/a.xlsx", to="word/charts/chart1.xml", external=True)
    shown_in(made, f'<c:chart xmlns:c="c" r:id="{number}"/>')
    assert len(found(made.save(tmp_path / "d.docx"))) == told


def shown_in(made: Package, *content: str) -> None:
    """Put this into the document's text, each into a paragraph."""
    body = "".join(p(f"<w:r><w:drawing>{one}</w:drawing></w:r>") for one in content)
    made.replace("word/document.xml", "<w:sectPr>", f"{body}<w:sectPr>")


TIFF = b"II*\0 a camera"
PICTURES = {
    "a TIFF": ("word/media/image1.tiff", "image/tiff", TIFF, "TIFF"),
    "an SVG": ("word/media/image1.svg", "image/svg+xml", b"<svg><metadata/></svg>", "SVG"),
    "a picture that is damaged": ("word/media/image1.png", "image/png", DOT[:-9], "damaged PNG"),
    "a PNG": ("word/media/image1.png", "image/png", DOT, ""),
    "a bitmap": ("word/media/image1.bmp", "image/bmp", b"BM", ""),
}


@pytest.mark.parametrize(("name", "content_type", "content", "kind"), PICTURES.values(), ids=PICTURES)
def test_a_picture_that_keeps_its_notes_is_a_warning(
    tmp_path: Path, name: str, content_type: str, content: bytes, kind: str
):
    made = package(tmp_path / "d.docx", HEADING)
    number = made.add(name, content_type, "image", content)
    shown_in(made, f'<a:blip r:embed="{number}"/>')
    expected = (
        f"under “DETAILS”: a picture (its kind: {kind}) may say who made it, where and with what, and that stays in it"
        "; cut it and paste it back as a picture (Paste Special, PNG)"
    )
    told = found(made.save(tmp_path / "d.docx"))
    assert [str(one) for one in told] == ([expected] if kind else [])
    assert {one.severity for one in told} <= {Severity.WARNING}


def test_a_picture_is_told_at_each_of_its_places_but_not_again_for_its_copy_for_older_programs(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    number = made.add("word/media/image1.tiff", "image/tiff", "image", TIFF)
    once = f'<a:blip r:embed="{number}"/>'
    older = f'<v:shape><v:imagedata r:id="{number}"/></v:shape>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{once}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    shown_in(made, once, both)
    assert len(found(made.save(tmp_path / "d.docx"))) == 2


def test_a_picture_in_a_chart_is_told_where_the_chart_is(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    number = made.add("word/charts/chart1.xml", kind, "chart", CHART.format("blip"))
    made.add("word/media/image1.tiff", "image/tiff", "image", TIFF, to="word/charts/chart1.xml")
    made.relate("chart", "/word/charts/chart1.xml", to="word/charts/chart1.xml")
    shown_in(made, f'<c:chart xmlns:c="c" r:id="{number}"/>')
    (finding,) = found(made.save(tmp_path / "d.docx"))
    assert finding.place == "under “DETAILS”"
    assert "TIFF" in finding.what


def test_a_picture_as_it_was_before_its_effects_is_not_told_since_it_is_taken_out(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    original = made.add("word/media/hdphoto1.wdp", "image/vnd.ms-photo", f"{MS}/hdphoto", b"II\xbc a camera")
    shown_in(made, BEFORE_EFFECTS.format("", original))
    assert found(made.save(tmp_path / "d.docx")) == []


CROPPED = {
    "at the left": ('<a:srcRect l="12500"/>', 1),
    "in per cent": ('<a:srcRect b="0.5%"/>', 1),
    "for older programs": ('<v:shape><v:imagedata cropright="8192f"/></v:shape>', 1),
    "by nothing": ('<a:srcRect l="0" t="0" r="0%" b="0.0"/>', 0),
    "with room around it": ('<a:srcRect l="-12500" t="-1%"/>', 0),
    "not at all": ("<a:srcRect/>", 0),
}


@pytest.mark.parametrize(("cut", "told"), CROPPED.values(), ids=CROPPED)
def test_a_cropped_picture_is_a_warning(tmp_path: Path, cut: str, told: int):
    made = package(tmp_path / "d.docx", HEADING)
    shown_in(made, cut)
    expected = (
        "under “DETAILS”: a picture is cropped, and what was cut away is still in the file for everybody to see; "
        "choose Picture Format, Compress Pictures, and tick Delete cropped areas of pictures"
    )
    findings = found(made.save(tmp_path / "d.docx"))
    assert [str(one) for one in findings] == [expected] * told
    assert {one.severity for one in findings} <= {Severity.WARNING}


def test_prompts_are_told_with_the_line_they_stand_in(tmp_path: Path):
    body = p(run("Wards: ") + control(run("[wards]"), PROMPT)) + HEADING
    assert [one.place for one in found(written(tmp_path / "d.docx", body))] == [
        "the line “Wards: [wards]”, above the first heading"
    ]


def test_cells_are_told_by_their_column(tmp_path: Path):
    body = HEADING + table(("No", "Commentary"), ("16", tc(p(control(run("[x]"), PROMPT)))))
    assert [one.place for one in found(written(tmp_path / "d.docx", body))] == [
        "table 1, under “DETAILS”, row 2, Commentary"
    ]
