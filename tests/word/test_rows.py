from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from edit import cell_of, change
from lxml import etree
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, exception

from performance_index.rating import Rating
from performance_index.report import EXCEPTION_COLUMNS, Row
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import W14, W, new_element, text, w
from performance_index.word.fill import fill
from performance_index.word.generated import text_of
from performance_index.word.rows import PrototypeRow, compile_row

ROW = exception("16", "Care proceedings", Rating.RED, "First & <last>.", "Second.")


def control(tag: str, content: str = "<w:r><w:t>[x]</w:t></w:r>") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def prototype(*cells: str) -> Element:
    return new_element(
        '<w:sdt><w:sdtPr><w:alias w:val="Row"/><w:tag w:val="exceptions.row"/><w:id w:val="9"/>'
        f"<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent><w:tr>{''.join(cells)}</w:tr></w:sdtContent></w:sdt>"
    )


def compiled(*cells: str) -> PrototypeRow:
    return compile_row(prototype(*cells), "exceptions", EXCEPTION_COLUMNS)


def made(row: Row, *cells: str) -> Element:
    (element,) = compiled(*cells).elements([row], [77])
    return element


def cells_of(element: Element) -> list[str]:
    return [text(tc) for tc in element.iter(w("tc"))]


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (cell(f"<w:p>{control('exceptions.no')}</w:p>"), "16"),
        (cell(f"<w:p>{control('exceptions.commentary')}</w:p>"), "First & <last>.\nSecond."),
        (cell(control("exceptions.commentary", "<w:p/><w:p/>")), "First & <last>.\nSecond."),
        (control("exceptions.commentary", cell("<w:p/><w:p/>")), "First & <last>.\nSecond."),
        (cell("<w:p><w:r><w:t>as printed</w:t></w:r></w:p>"), "as printed"),
        (cell(f"<w:p>{control('unknown')}</w:p>"), "[x]"),
        (cell(f"<w:p><w:r><w:t>No. </w:t></w:r>{control('exceptions.no')}</w:p>"), "No. 16"),
        (cell(f"<w:p><w:r><w:t>Why: </w:t></w:r>{control('exceptions.commentary')}</w:p>"),
         "Why: First & <last>.\nSecond."),
        (cell(f"<w:p>{control('exceptions.actual')}<w:r><w:t> / </w:t></w:r>{control('exceptions.target')}</w:p>"),
         "35 / 26"),
        (cell(f"<w:p>{control('exceptions.commentary')}</w:p><w:p>{control('exceptions.direction')}</w:p>"),
         "First & <last>.\nSecond.\nWorse"),
        (control("exceptions.rating", cell(f"<w:p>{control('exceptions.rating')}</w:p>")), "R"),
        (cell(f"<w:p>{control('exceptions.rating')}</w:p><w:p>{control('exceptions.rating')}</w:p>"), "R\nR"),
    ],
)  # fmt: skip
def test_a_cell_says_what_its_controls_name_and_keeps_its_other_words(described: str, said: str):
    element = made(ROW, described)
    assert cells_of(element) == [said]
    assert list(element.iterdescendants(w("sdt"))) == []


@pytest.mark.parametrize(
    "described",
    [
        (cell("<w:p/>"),),
        (cell(f"<w:p><w:r><w:t>No. </w:t></w:r>{control('exceptions.no')}</w:p>"), cell("<w:p/>")),
        (cell(f"<w:p>{control('exceptions.commentary')}</w:p><w:p>{control('exceptions.why')}</w:p>"),),
        (cell(f"<w:p>{control('unknown')}</w:p>"), control("exceptions.rating", cell("<w:p/>"))),
    ],
)
def test_the_text_foretold_for_each_cell_is_the_text_that_is_there(described: tuple[str, ...]):
    prototype_row = compiled(*described)
    (element,) = prototype_row.elements([ROW], [1])
    assert [text_of(ROW, pieces) for pieces in prototype_row.texts] == cells_of(element)


def test_the_columns_are_those_of_the_template_in_its_order():
    cells = [cell(f"<w:p>{control(f'exceptions.{c}')}</w:p>") for c in ("rating", "why", "no")]
    assert compiled(*cells, cell("<w:p/>")).columns == ("rating", "why", "no", "")


def test_a_row_is_tagged_with_its_number_and_numbered_with_a_free_id():
    element = made(replace(ROW, number='1"6'), cell("<w:p/>"))
    assert Control(element).tag == 'exceptions.row:1"6'
    assert [child.tag.rpartition("}")[2] for child in element[0]] == ["alias", "tag", "id", "repeatingSectionItem"]
    assert element[0].find(w("id")).get(w("val")) == "77"


def test_formatting_of_the_prototype_is_in_every_paragraph():
    style = '<w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
    run = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr><w:t>[x]</w:t></w:r>'
    element = made(ROW, cell(f"<w:p>{style}{control('exceptions.commentary', run)}</w:p>"))
    assert [p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for p in element.iter(w("p"))] == ["TableText"] * 2
    assert [[c.tag for c in r] for r in element.iter(w("rPr"))] == [[w("b")]] * 2


@pytest.mark.parametrize(
    ("properties", "order"),
    [
        ("", ["shd"]),
        ('<w:tcW w:w="9"/>', ["tcW", "shd"]),
        ('<w:tcW w:w="9"/><w:vAlign w:val="top"/>', ["tcW", "shd", "vAlign"]),
        ("<w:tcBorders/><w:noWrap/><w:hideMark/>", ["tcBorders", "shd", "noWrap", "hideMark"]),
        ('<w:tcW w:w="9"/><w:shd w:fill="EEEEEE"/><w:tcMar/>', ["tcW", "shd", "tcMar"]),
    ],
)
def test_the_tint_stands_where_the_schema_wants_it(properties: str, order: list[str]):
    element = made(ROW, cell(f"<w:p>{control('exceptions.rating')}</w:p>", properties))
    (found,) = element.iter(w("tcPr"))
    assert [child.tag.rpartition("}")[2] for child in found] == order
    assert found.find(w("shd")).get(w("fill")) == "F9D6D5"


def test_a_cell_that_shows_the_rating_twice_has_one_tint():
    rating = f"<w:p>{control('exceptions.rating')}</w:p>"
    assert len(list(made(ROW, cell(rating + rating)).iter(w("shd")))) == 1


def test_a_template_that_names_words_namespace_otherwise_is_filled_too():
    xml = etree.tostring(prototype(cell(f"<w:p>{control('exceptions.no')}</w:p>"))[0].getparent()).decode()
    other = parse_xml(
        xml.replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:")
    )
    (element,) = compile_row(other, "exceptions", EXCEPTION_COLUMNS).elements([ROW], [1])
    assert cells_of(element) == ["16"]


def test_a_cell_without_properties_gets_its_tint_too():
    element = made(ROW, f"<w:tc><w:p>{control('exceptions.rating')}</w:p></w:tc>")
    assert [child.tag for child in next(element.iter(w("tc")))] == [w("tcPr"), w("p")]
    assert next(element.iter(w("shd"))).get(w("fill")) == "F9D6D5"


@pytest.mark.parametrize("rating", [None, Rating.DATA_ONLY, Rating.NOT_DUE])
def test_a_row_without_a_rating_keeps_the_shading_of_the_template(rating: Rating | None):
    described = cell(f"<w:p>{control('exceptions.rating')}</w:p>", '<w:shd w:val="clear" w:fill="EEEEEE"/>')
    (shading,) = made(replace(ROW, rating=rating), described).iter(w("shd"))
    assert shading.get(w("fill")) == "EEEEEE"


def test_nothing_that_must_be_unique_is_repeated():
    item = prototype(cell('<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>'))
    next(item.iter(w("p"))).set(f"{{{W14}}}paraId", "1A2B3C4D")
    rows = compile_row(item, "exceptions", EXCEPTION_COLUMNS).elements([ROW, ROW], itertools.count(5))
    assert [e for row in rows for e in row.iter(w("bookmarkStart"), w("bookmarkEnd"))] == []
    assert [p.attrib for row in rows for p in row.iter(w("p"))] == [{}, {}]
    assert [row[0].find(w("id")).get(w("val")) for row in rows] == ["5", "6"]
    assert next(item.iter(w("p"))).attrib, "the template's own row is left as it is"


def test_text_that_looks_like_a_slot_or_like_markup_stays_text():
    odd = "<?slot 0?> {{ x }} &amp; ]]> \ue000"
    assert cells_of(
        made(exception("1", odd, Rating.RED, "y"), cell(f"<w:p>{control('exceptions.indicator')}</w:p>"))
    ) == [odd]
    assert cells_of(made(ROW, cell("<w:p><w:r><w:t>&lt;?slot 0?&gt;</w:t></w:r></w:p>"))) == ["<?slot 0?>"]


def test_tabs_and_lines_inside_a_paragraph_become_words_own():
    element = made(exception("1", "a\tb\nc  ", Rating.RED, "y"), cell(f"<w:p>{control('exceptions.indicator')}</w:p>"))
    (run,) = element.iter(w("r"))
    assert [child.tag.rpartition("}")[2] for child in run] == ["t", "tab", "t", "br", "t"]
    assert cells_of(element) == ["a\tb\nc  "]


def test_the_rows_declare_no_namespace_of_their_own():
    document = new_element(f'<w:body xmlns:a="urn:a">{control("exceptions.rows", "<w:p/>")}</w:body>')
    holder = document.find(f".//{w('sdtContent')}")
    (row,) = compiled(cell("<w:p/>")).elements([ROW], [1])
    holder.append(row)
    assert row.nsmap["w"] == W
    assert row.nsmap == holder.nsmap


# --- a council's own table ------------------------------------------------------------------------------------------


def swapped(xml: str) -> str:
    """The rating first."""
    number, rating = cell_of("exceptions.no", xml), cell_of("exceptions.rating", xml)
    return xml.replace(number, "{}").replace(rating, number).replace("{}", rating)


def dropped(xml: str) -> str:
    """No rating."""
    heading = next(one for one in re.findall("<w:tc>.*?</w:tc>", xml) if ">Rating<" in one)
    xml = xml.replace('<w:gridCol w:w="964"/>', "")
    return xml.replace(cell_of("exceptions.rating", xml), "").replace(heading, "")


def added(xml: str) -> str:
    """The reason after the rating."""
    rating = cell_of("exceptions.rating", xml)
    heading = next(one for one in re.findall("<w:tc>.*?</w:tc>", xml) if ">Rating<" in one)
    xml = xml.replace('<w:gridCol w:w="964"/>', '<w:gridCol w:w="964"/>' * 2).replace(heading, heading * 2)
    return xml.replace(rating, rating + rating.replace("exceptions.rating", "exceptions.why"))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (swapped, ["R", "Care proceedings", "16", "First & <last>.\nSecond."]),
        (dropped, ["16", "Care proceedings", "First & <last>.\nSecond."]),
        (
            added,
            ["16", "Care proceedings", "R", "35 weeks against a target of 26: 9 over.", "First & <last>.\nSecond."],
        ),
    ],
    ids=["swapped", "dropped", "added"],
)
def test_a_council_orders_drops_and_adds_columns(
    template: Path, target: Path, edit: Callable[[str], str], said: list[str]
):
    change(template, edit)
    assert fill(template, replace(SEED, exceptions=(ROW,)), target, now=NOW) == []
    (row,) = controls_in(docx.Document(str(target)))["exceptions.row:16"]
    assert cells_of(row.element) == said
    tinted = [text(tc) for tc in row.element.iter(w("tc")) if next(tc.iter(w("shd")), None) is not None]
    assert tinted == [word for word in said if word == "R"]
