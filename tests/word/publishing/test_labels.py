from __future__ import annotations

import plant
import pytest
from lxml import etree
from lxml.etree import _Element as Element
from plant import NAMESPACES, drawing, field_of, p, picture, run, textbox

from performance_index.word.document.wordml import w
from performance_index.word.publishing.labels import forget_names, names_place

PATH = "C:\\Users\\jsmith\\holiday.jpg"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"


def read(xml: str) -> Element:
    return etree.fromstring(f"<w:document {NAMESPACES}><w:body>{xml}</w:body></w:document>")


def neutral(xml: str) -> Element:
    made = read(xml)
    forget_names(made)
    return made


def names(root: Element, tag: str) -> list[str]:
    return [one.get("name", "") for one in root.iter(f"{{*}}{tag}")]


def named(frame: str) -> str:
    return frame.replace('name="Picture 1"', f'name="{PATH}"').replace('name="dot.png"', f'name="{PATH}"')


def test_pictures_are_numbered_in_place_of_their_files_names():
    made = neutral(p(named(drawing("", picture("rId1")))) + p(named(drawing("", picture("rId2")))))
    assert names(made, "docPr") == ["Picture 1", "Picture 2"]
    assert names(made, "cNvPr") == ["Picture 1", "Picture 2"]


CHART = (
    '<a:graphic><a:graphicData uri="c"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    "</a:graphicData></a:graphic>"
)


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        (drawing("", picture("rId1")), "Picture 1"),
        (drawing("", CHART), "Chart 1"),
        (drawing(""), "Shape 1"),
        (textbox(p("x")), "Shape 1"),
        ('<wp:docPr id="1" name="alone"/>', "Shape 1"),
    ],
)
def test_a_name_says_what_kind_of_thing_it_is_of(frame: str, name: str):
    assert names(neutral(p(named(frame))), "docPr") == [name]


def test_what_a_screen_reader_says_stays():
    made = neutral(p(drawing('descr="A red point" title="Point"', picture("rId1"))))
    (frame,) = made.iter("{*}docPr")
    assert (frame.get("descr"), frame.get("title")) == ("A red point", "Point")


def test_what_has_no_name_gets_none():
    assert neutral('<wp:docPr id="1"/>')[0][0].get("name") is None


SHAPE = (
    '<w:pict><v:shapetype id="C1"/><v:shape id="{id}" type="#{type}" alt="A map" '
    'style="width:9pt;mso-next-textbox:#{id};height:2pt" o:gfxdata="UEsDBBQ" src="file:///C:/x.png">'
    '<v:imagedata r:id="rId1" o:title="holiday" o:href="C:\\x"/></v:shape></w:pict><o:OLEObject ShapeID="{id}"/>'
)


def test_shapes_for_older_programs_lose_their_files_names_and_packages():
    (shape,) = neutral(p(SHAPE.format(id="x", type="C1"))).iter(f"{VML}shape")
    assert dict(shape[0].attrib) == {f"{{{plant.OFFICE}}}id": "rId1"}
    assert f"{OFFICE}gfxdata" not in shape.attrib
    assert "src" not in shape.attrib
    assert shape.get("alt") == "A map"


def test_a_shape_is_renamed_with_all_that_points_to_it():
    made = neutral(p(SHAPE.format(id="Jo's map", type="C1")))
    (kind,), (shape,), (ole,) = (list(made.iter(f"{{*}}{name}")) for name in ("shapetype", "shape", "OLEObject"))
    assert (kind.get("id"), shape.get("type")) == ("Shape_1", "#Shape_1")
    assert (shape.get("id"), ole.get("ShapeID")) == ("Shape_2", "Shape_2")
    assert shape.get("style") == "width:9pt;mso-next-textbox:#Shape_2;height:2pt"


def test_shapes_that_libreoffice_calls_by_one_name_get_one_each_and_lose_their_files_names():
    made = neutral(p('<w:pict><v:shape id="shape_0" ID="holiday"/><v:shape id="shape_0" ID="beach"/></w:pict>'))
    assert [dict(shape.attrib) for shape in made.iter(f"{VML}shape")] == [{"id": "Shape_1"}, {"id": "Shape_2"}]


@pytest.mark.parametrize("name", ["_x0000_i1025", "_x0000_s1026", "PowerPlusWaterMarkObject357476642", "Shape_3"])
def test_a_name_that_a_program_gave_a_shape_stays(name: str):
    (shape,) = neutral(p(f'<w:pict><v:shape id="{name}"/></w:pict>')).iter(f"{VML}shape")
    assert shape.get("id") == name


PLACES = [
    PATH,
    "see C:/Users/jo/a.docx",
    "file:///C:/Users/jo/a.docx",
    "file:\\\\server\\a.docx",
    "\\\\server\\share",
    "S:\\Panel",
    "/home/jo/a.docx",
    "in /Users/jo",
    "smb://server/share",
]
WORDS = [
    "",
    "The government’s pages",
    "https://www.gov.uk/home/users",
    "http://x.uk/c:y",
    "profile: see page 2",
    "and/or",
    "Ratio 1:2",
    "mailto:jo@example.gov.uk",
    "the file: see below",
]


@pytest.mark.parametrize("text", [*PLACES, *WORDS])
def test_a_place_on_a_computer_is_told_from_words(text: str):
    assert names_place(text) is (text in PLACES)


@pytest.mark.parametrize("text", ["C:/Users/jo/a.docx", "More about care"])
def test_a_tooltip_goes_where_it_says_where_a_file_is(text: str):
    link = f'<w:hyperlink w:anchor="a" w:tooltip="{text}">{run("x")}</w:hyperlink>'
    made = neutral(p(link) + p(drawing("").replace("</wp:docPr>", f'<a:hlinkClick tooltip="{text}"/></wp:docPr>')))
    (one,), (other,) = made.iter(w("hyperlink")), made.iter("{*}hlinkClick")
    left = None if text == "C:/Users/jo/a.docx" else text
    assert (one.get(w("tooltip")), other.get("tooltip")) == (left, left)


FIELDS = [
    ('HYPERLINK "https://x.uk" \\o "C:\\\\Users\\\\jo" \\t "_new"', 'HYPERLINK "https://x.uk" \\t "_new"'),
    ("HYPERLINK https://x.uk \\o file:///C:/x", "HYPERLINK https://x.uk"),
    ('HYPERLINK "https://x.uk" \\o "More about care"', 'HYPERLINK "https://x.uk" \\o "More about care"'),
    ('TOC \\o "C:/x"', 'TOC \\o "C:/x"'),
]


@pytest.mark.parametrize(("frame", "stays"), [("C:/Users/jo/a.docx", False), ("_blank", True)])
def test_a_tooltip_that_libreoffice_saved_as_a_frame_goes_likewise(frame: str, *, stays: bool):
    (link,) = neutral(p(f'<w:hyperlink w:anchor="a" w:tgtFrame="{frame}"/>')).iter(w("hyperlink"))
    assert (link.get(w("tgtFrame")) == frame) is stays


@pytest.mark.parametrize(("before", "after"), FIELDS)
def test_a_fields_tooltip_goes_likewise(before: str, after: str):
    made = neutral(p(field_of(before, run("x"))))
    assert "".join(one.text or "" for one in made.iter(w("instrText"))).strip() == after


def test_a_simple_fields_tooltip_goes_likewise():
    made = neutral(p(f"<w:fldSimple w:instr='{FIELDS[0][0]}'>{run('x')}</w:fldSimple>"))
    assert next(made.iter(w("fldSimple"))).get(w("instr")) == FIELDS[0][1]


def test_names_that_are_neutral_stay_as_they_are():
    made = neutral(p(named(drawing("", picture("rId1")))) + p(SHAPE.format(id="x", type="C1")))
    before = etree.tostring(made)
    forget_names(made)
    assert etree.tostring(made) == before
