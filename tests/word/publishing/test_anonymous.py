from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from plant import DOT, HEADING, OFFICE, Package, W, opened, p, package

from performance_index.word.document.package import docx_bytes
from performance_index.word.publishing.anonymous import make_anonymous

CHART = "word/charts/chart1.xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@pytest.fixture(name="made")
def fixture_made(tmp_path: Path) -> Package:
    """A document with a heading."""
    return package(tmp_path / "d.docx", HEADING)


def anonymous(made: Package, folder: Path) -> dict[str, str]:
    """Give the files of the document when it is anonymous."""
    document = opened(made.save(folder / "d.docx"))
    make_anonymous(document)
    (folder / "made.docx").write_bytes(docx_bytes(document))
    with zipfile.ZipFile(folder / "made.docx") as archive:
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


def show(made: Package, number: str) -> None:
    """Put a picture or a chart into the text."""
    made.replace("word/document.xml", "<w:sectPr>", p(f'<w:r><a:blip r:embed="{number}"/></w:r>') + "<w:sectPr>")


FORMULAS = {
    "Sheet1!$A$1:$A$2": "Sheet1!$A$1:$A$2",
    "[Budget of Jo.xlsx]Sheet1!$A$1": "Sheet1!$A$1",
    "'[Jo.xlsx]My sheet'!$A$1": "'My sheet'!$A$1",
    "'C:\\Users\\jo\\[Jo.xlsx]My sheet'!$A$1": "'My sheet'!$A$1",
    "([Jo.xlsx]S!$A$1,[Jo.xlsx]S!$B$1)": "(S!$A$1,S!$B$1)",
    "('C:\\jo\\[Jo.xlsx]S 1'!$A$1,'C:\\jo\\[Jo.xlsx]S 1'!$B$1)": "('S 1'!$A$1,'S 1'!$B$1)",
    "Table1[Rate]": "Table1[Rate]",
    "": "",
}


@pytest.mark.parametrize(("before", "after"), FORMULAS.items(), ids=[*FORMULAS])
def test_a_charts_formula_does_not_say_which_workbook_it_is_from(
    made: Package, tmp_path: Path, before: str, after: str
):
    show(made, made.add(CHART, CHART_TYPE, "chart", f'<c:chartSpace xmlns:c="{C}"><c:f>{before}</c:f></c:chartSpace>'))
    assert (etree.fromstring(anonymous(made, tmp_path)[CHART].encode())[0].text or "") == after


@pytest.mark.parametrize("behind", ["externalData", "pivotSource", "printSettings"])
def test_a_chart_keeps_its_figures_and_not_what_they_came_from(made: Package, tmp_path: Path, behind: str):
    xml = f'<c:chartSpace xmlns:c="{C}"><c:chart><c:v>30</c:v></c:chart><c:{behind}>Jo.xlsx</c:{behind}></c:chartSpace>'
    show(made, made.add(CHART, CHART_TYPE, "chart", xml))
    left = anonymous(made, tmp_path)[CHART]
    assert "<c:v>30</c:v>" in left
    assert "Jo.xlsx" not in left


PROTECTIONS = {
    "of forms": ('<w:documentProtection w:edit="forms" w:enforcement="1" w:hash="Jo" w:salt="Jo"/>', 'edit="forms"'),
    "of changes": ('<w:documentProtection w:edit="trackedChanges" w:hash="Jo"/>', ""),
    "that is advice": ('<w:writeProtection w:recommended="1" w:cryptSpinCount="9"/>', 'recommended="1"'),
    "by a password alone": ('<w:writeProtection w:hash="Jo"/>', ""),
}


@pytest.mark.parametrize(("before", "left"), PROTECTIONS.values(), ids=PROTECTIONS)
def test_protection_keeps_nothing_of_its_password(made: Package, tmp_path: Path, before: str, left: str):
    made.replace("word/settings.xml", "<w:defaultTabStop", f"{before}<w:defaultTabStop")
    settings = anonymous(made, tmp_path)["word/settings.xml"]
    assert left in settings
    assert ("Protection" in settings) == bool(left)
    assert not any(one in settings for one in ("hash", "salt", "crypt"))


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("word/media/image1.png", "word/media/image1.png"),
        ("word/media/jsmith.png", "word/media/image1.png"),
        ("word/media/image1 of jo.png", "word/media/image1.png"),
        ("media/jsmith", "word/media/image1.bin"),
    ],
)
def test_pictures_parts_are_numbered(made: Package, tmp_path: Path, name: str, after: str):
    show(made, made.add(name, "image/png", "image", DOT))
    left = anonymous(made, tmp_path)
    assert after in left
    assert "jsmith" not in "".join([*left, *left.values()])


def test_a_pictures_new_name_is_one_that_no_other_has(made: Package, tmp_path: Path):
    for name in ("image1", "jsmith", "IMAGE2", "jo"):
        show(made, made.add(f"word/media/{name}.png", "image/png", "image", DOT))
    left = {name for name in anonymous(made, tmp_path) if "media" in name}
    assert left == {f"word/media/image{number}.png" for number in (1, 3, 4, 5)}


@pytest.mark.parametrize("kind", ["somethingNew", "http://example.com/2031/relationships/whoWroteIt", "image"])
def test_a_part_that_nothing_points_to_goes_whatever_it_is(made: Package, tmp_path: Path, kind: str):
    made.add("word/new1.xml", "application/vnd.ms-word.new+xml", kind, '<x xmlns="urn:x">Jo</x>')
    made.relate("styles", "file:///C:/Users/jo/styles.xml", external=True)
    left = anonymous(made, tmp_path)
    assert "word/new1.xml" not in left
    assert "/jo/" not in left["word/_rels/document.xml.rels"]


def test_a_part_that_the_text_points_to_stays_whatever_it_is(made: Package, tmp_path: Path):
    show(made, made.add("word/new1.xml", "application/vnd.ms-word.new+xml", "somethingNew", '<x xmlns="urn:x"/>'))
    assert "word/new1.xml" in anonymous(made, tmp_path)


HIDDEN = {
    "a picture before its effects": (
        f'<a:extLst xmlns:a="a"><a:ext uri="1"><x:imgProps xmlns:x="{A14}"/></a:ext><a:ext uri="2"/></a:extLst>',
        '<a:extLst xmlns:a="a"><a:ext uri="2"/></a:extLst>',
    ),
    "who is to sign": ('<v:shape><o:signatureline o:suggestedsigneremail="jo@x.uk"/></v:shape>', "<v:shape/>"),
    "what a program keeps": ("<w:fldChar><w:fldData>Sm8=</w:fldData></w:fldChar>", "<w:fldChar/>"),
    "comments in the XML": ("<w:p><!-- Jo -->a<?jo?></w:p>", "<w:p>a</w:p>"),
}


@pytest.mark.parametrize(("before", "after"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_behind_the_page_goes_and_what_held_it(made: Package, tmp_path: Path, before: str, after: str):
    made.replace("word/document.xml", "<w:sectPr>", f"{before}<w:sectPr>")
    assert after in anonymous(made, tmp_path)["word/document.xml"]


@pytest.mark.parametrize("part", ["styles", "numbering", "footer1", "fontTable"])
def test_every_part_is_looked_at(made: Package, tmp_path: Path, part: str):
    root = etree.fromstring(made.files[f"word/{part}.xml"]).tag.partition("}")[2]
    changed = f'<w:rPr xmlns:w="{W}"><w:rPrChange w:author="Jo"/></w:rPr>'
    made.replace(f"word/{part}.xml", f"</w:{root}>", f"{changed}</w:{root}>")
    assert "author" not in anonymous(made, tmp_path)[f"word/{part}.xml"]


def test_a_diagrams_drawing_stays_though_no_number_points_to_it(made: Package, tmp_path: Path):
    kind = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    xml = f'<d:drawing xmlns:d="urn:d" xmlns:r="{OFFICE}"><d:cNvPr name="C:/Users/jo/map.png" id="1"/></d:drawing>'
    made.add("word/diagrams/drawing1.xml", "application/vnd.ms-office.drawingml.diagramDrawing+xml", kind, xml)
    assert 'name="Shape 1"' in anonymous(made, tmp_path)["word/diagrams/drawing1.xml"]
