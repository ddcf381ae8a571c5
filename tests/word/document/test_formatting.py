from __future__ import annotations

from pathlib import Path

import pytest
from lxml.etree import _Element as Element
from plant import HEADING, control, ink, opened, p, package, run, table, tc, textbox, tint

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.wordml import w

STYLES = (
    f'<w:style w:type="paragraph" w:styleId="Blue"><w:name w:val="Blue"/><w:rPr>{ink("0000FF")}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="BlueToo"><w:name w:val="Too"/><w:basedOn w:val="Blue"/></w:style>'
    f'<w:style w:type="character" w:styleId="Pink"><w:name w:val="Pink"/><w:rPr>{ink("FF00AA")}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:rPr><w:color w:val="111111"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr>'
    + "".join(
        f'<w:tblStylePr w:type="{name}"><w:rPr><w:color w:val="{colour}"/></w:rPr></w:tblStylePr>'
        for name, colour in {
            "firstRow": "F00001", "lastRow": "F00002", "firstCol": "F00003", "lastCol": "F00004",
            "band1Horz": "F00005", "band2Horz": "F00006", "band1Vert": "F00007", "band2Vert": "F00008",
        }.items()
    )
    + "</w:style>"
)  # fmt: skip


def document(path: Path, body: str) -> tuple[Formatting, Element]:
    made = package(path / "d.docx", body)
    made.replace("word/styles.xml", "</w:styles>", f"{STYLES}</w:styles>")
    found = opened(made.save(path / "d.docx"))
    return Formatting(found), found.element.body


def colour(path: Path, body: str) -> str | None:
    formatting, root = document(path, body)
    found = formatting.run(next(one for one in root.iter(w("r")) if one.find(w("t")) is not None), "color")
    return None if found is None else found.get(w("val"))


PINK = '<w:rStyle w:val="Pink"/>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (p("a"), None),
        (p("a", "Blue"), "0000FF"),
        (p("a", "BlueToo"), "0000FF"),
        (p("a", "Round"), None),
        (p("a", "UnheardOf"), None),
        (p(run("a", PINK), "Blue"), "FF00AA"),
        (p(run("a", PINK + ink("00FF00")), "Blue"), "00FF00"),
        (table((tc(p("a")),), style="Grid"), "F00001"),
        (table((tc(p("a", "Blue")),), style="Grid"), "0000FF"),
        (table((tc(control(p("a"))),), style="Grid"), "F00001"),
        (table((tc(p(textbox(p("a")))),), style="Grid"), None),
    ],
)
def test_the_nearest_that_says_something_counts(tmp_path: Path, body: str, said: str | None):
    assert colour(tmp_path, body) == said


LOOKS = {
    "nothing": ("noHBand noVBand", ["111111"] * 9),
    "first row": ("firstRow noHBand noVBand", ["F00001"] * 3 + ["111111"] * 6),
    "last row": ("lastRow noHBand noVBand", ["111111"] * 6 + ["F00002"] * 3),
    "columns": ("firstColumn lastColumn noHBand noVBand", ["F00003", "111111", "F00004"] * 3),
    "a column before a row": (
        "firstRow firstColumn noHBand noVBand",
        ["F00003", "F00001", "F00001", "F00003", "111111", "111111", "F00003", "111111", "111111"],
    ),
    "rows in bands": ("noVBand", ["F00005"] * 3 + ["F00006"] * 3 + ["F00005"] * 3),
    "rows in bands under a first row": ("firstRow noVBand", ["F00001"] * 3 + ["F00005"] * 3 + ["F00006"] * 3),
    "columns in bands": ("noHBand", ["F00007", "F00008", "F00007"] * 3),
}


@pytest.mark.parametrize(("look", "colours"), LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("written_as", ["words", "bits"])
def test_a_cell_is_formatted_by_its_place_in_the_table(tmp_path: Path, look: str, colours: list[str], written_as: str):
    bits = {
        "firstRow": 0x20,
        "lastRow": 0x40,
        "firstColumn": 0x80,
        "lastColumn": 0x100,
        "noHBand": 0x200,
        "noVBand": 0x400,
    }
    names = set(look.split())
    if written_as == "words":
        said = " ".join(f'w:{name}="{int(name in names)}"' for name in bits)
    else:
        said = f'w:val="{sum(bits[name] for name in names):04X}"'
    xml = table(*[("a", "b", "c")] * 3, style="Grid", header=False)
    begin, end = xml.index("<w:tblLook"), xml.index("/>", xml.index("<w:tblLook"))
    formatting, root = document(tmp_path, f"{xml[:begin]}<w:tblLook {said}{xml[end:]}")
    found = [formatting.run(one, "color") for one in root.iter(w("r"))]
    assert [None if one is None else one.get(w("val")) for one in found] == colours


@pytest.mark.parametrize("look", ["", '<w:tblLook w:val="what?"/>'])
def test_a_table_that_does_not_say_which_places_are_special_has_none_but_its_bands(tmp_path: Path, look: str):
    xml = table(("a",), style="Grid", header=False)
    begin, end = xml.index("<w:tblLook"), xml.index("/>", xml.index("<w:tblLook")) + 2
    assert colour(tmp_path, f"{xml[:begin]}{look}{xml[end:]}") == ("F00005" if look else "111111")


@pytest.mark.parametrize(
    ("body", "fill"),
    [
        (table((tc(p("a"), tint("ABCDEF")),), style="Grid"), "ABCDEF"),
        (table(("a",), style="Grid"), "EEEEEE"),
        (table(("a",), style="Grid", settings=tint("CCCCCC")), "EEEEEE"),
        (table(("a",), style="UnheardOf", settings=tint("CCCCCC")), "CCCCCC"),
        (table(("a",), style="UnheardOf"), None),
    ],
)
def test_what_is_behind_a_cell_comes_from_the_cell_its_style_or_the_table(tmp_path: Path, body: str, fill: str | None):
    formatting, root = document(tmp_path, body)
    found = formatting.cell(next(root.iter(w("tc"))), "shd")
    assert (None if found is None else found.get(w("fill"))) == fill


@pytest.mark.parametrize(
    ("body", "level"),
    [
        (HEADING, 1),
        (p("a", "Heading2"), 2),
        (p("a", "FrontHeading"), 1),  # based on Heading 1
        (p("a", "Kop3"), 3),  # a built-in style has its English name in every language
        (p("a"), 0),
        (p("a", "Round"), 0),
        ('<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:p>', 4),
        ('<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/></w:pPr></w:p>', 0),
        ('<w:p><w:pPr><w:outlineLvl w:val="x"/></w:pPr></w:p>', 0),
    ],
)
def test_a_heading_has_a_level(tmp_path: Path, body: str, level: int):
    formatting, root = document(tmp_path, body)
    assert formatting.level(root[0]) == level


def test_a_document_without_styles_says_nothing(tmp_path: Path):
    made = package(tmp_path / "d.docx", p("a", "Heading1"))
    rels = made.text("word/_rels/document.xml.rels")
    made.files["word/_rels/document.xml.rels"] = rels.replace("relationships/styles", "relationships/other").encode()
    found = opened(made.save(tmp_path / "d.docx"))
    formatting = Formatting(found)
    assert formatting.level(found.element.body[0]) == 0
    assert formatting.language() == ""
