from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import docx
import pytest
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import merge
from performance_index.word.deciding.pieces import Op, Piece
from performance_index.word.document.comments import comments_of
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.textruns import enclose
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.reading.fields import CurrentField, Marks
from performance_index.word.writing.patching import patch

US = "Performance Index"


def run(said: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr><w:{look}/></w:rPr>" if look else ""}<w:t xml:space="preserve">{said}</w:t></w:r>'


def suggest(place: Element, pieces: Sequence[Piece], by: Reviser | None) -> bool:
    """Put the pieces in where the place takes them; whether it does."""
    marks = Marks(by or reviser(), comments_of(docx.Document(), US, dt.datetime(2020, 10, 20, tzinfo=dt.UTC)))
    is_taken = CurrentField(place, place, marks).takes(pieces, withdrawn=False)
    if is_taken:
        patch(place, pieces, by)
    return is_taken


def cell(*paragraphs: str) -> Element:
    return new_element(f"<w:tc>{''.join(f'<w:p>{p}</w:p>' for p in paragraphs)}</w:tc>")


def reviser() -> Reviser:
    return Reviser(US, "2020-10-20T09:30:00Z", itertools.count(1))


def shown(element: Element) -> str:
    """The runs as a reader sees them: *bold*, [-struck out-], [+put in+]."""
    said = []
    for found in element.iter(w("r")):
        words = "".join(t.text or "" for t in found.iter(w("t"), w("delText")))
        words = f"*{words}*" if found.find(f"{w('rPr')}/{w('b')}") is not None else words
        parent = found.getparent()
        kind = "" if parent is None else etree.QName(parent).localname
        said.append(f"[-{words}-]" if kind == "del" else f"[+{words}+]" if kind == "ins" else words)
    return "|".join(said)


CHANGE = merge("Four carers by May", "Four carers by May, we hope", "Six carers by May").pieces


@pytest.mark.parametrize(
    ("paragraph", "becomes"),
    [
        (run("Four carers by May, we hope"), "[-Four-]|[+Six+]| carers by May, we hope"),
        (run("Four ") + run("carers", "b") + run(" by May, we hope"),
         "[-Four-]|[+Six+]| |*carers*| by May, we hope"),
        (run("Fo", "b") + run("ur carers by May, we hope"), "[-*Fo*-]|[-ur-]|[+Six+]| carers by May, we hope"),
        (run("Four carers by May,") + f"<w:hyperlink>{run(' we hope')}</w:hyperlink>",
         "[-Four-]|[+Six+]| carers by May,| we hope"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>' + run("Four") + '<w:bookmarkEnd w:id="1"/>'
         + run(" carers by May, we hope"), "[-Four-]|[+Six+]| carers by May, we hope"),
        (run("Four carers by May") + f'<w:ins w:id="9" w:author="A">{run(", we hope")}</w:ins>',
         "[-Four-]|[+Six+]| carers by May|[+, we hope+]"),
        (run("Four carers by May, we hope") + "<w:r><w:drawing/></w:r>", "[-Four-]|[+Six+]| carers by May, we hope|"),
    ],
)  # fmt: skip
def test_only_the_changed_words_are_touched(paragraph: str, becomes: str):
    place = cell(paragraph)
    assert suggest(place, CHANGE, reviser())
    assert shown(place) == becomes
    assert text(place) == "Six carers by May, we hope"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<w:hyperlink>{run('Four')}</w:hyperlink>" + run(" carers by May, we hope"),
        f'<w:ins w:id="9" w:author="A">{run("Four carers")}</w:ins>' + run(" by May, we hope"),
        "<w:r><w:t>Four</w:t><w:footnoteReference w:id='2'/></w:r>" + run(" carers by May, we hope"),
        f"<w:sdt><w:sdtContent>{run('Four')}</w:sdtContent></w:sdt>" + run(" carers by May, we hope"),
        '<w:r><w:rPr><w:rPrChange w:id="4" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>Four</w:t></w:r>'
        + run(" carers by May, we hope"),
        run("something else"),
    ],
)
def test_words_that_are_more_than_words_are_left_alone(paragraph: str):
    place = cell(paragraph)
    before = etree.tostring(place)
    assert not suggest(place, CHANGE, reviser())
    assert etree.tostring(place) == before


def test_words_are_changed_in_one_of_several_paragraphs():
    place = cell(run("First."), run("Second."), run("Third."))
    pieces = merge("First.\nSecond.\nThird.", "First.\nSecond.\nThird.", "First.\nOther.\nThird.").pieces
    assert suggest(place, pieces, reviser())
    assert shown(place) == "First.|[-Second-]|[+Other+]|.|Third."


@pytest.mark.parametrize("new", ["First.\nNew.\nSecond.", "First. Second."])
def test_a_paragraph_neither_comes_nor_goes(new: str):
    place = cell(run("First."), run("Second."))
    assert not suggest(place, merge("First.\nSecond.", "First.\nSecond.", new).pieces, reviser())


def test_an_empty_cell_takes_words():
    place = cell("")
    assert suggest(place, (Piece(Op.INSERT, "New"),), reviser())
    assert shown(place) == "[+New+]"


def test_without_a_reviser_the_words_are_simply_there():
    place = cell(run("Four ") + run("carers", "b") + run(" by May, we hope"))
    assert suggest(place, CHANGE, None)
    assert shown(place) == "Six| |*carers*| by May, we hope"


def test_tabs_and_line_ends_stay_where_they_are():
    place = cell("<w:r><w:t>Four</w:t><w:tab/><w:t>carers</w:t><w:br/><w:t>by May</w:t></w:r>")
    assert suggest(
        place, merge("Four\tcarers\nby May", "Four\tcarers\nby May", "Four\tcarers\nby June").pieces, reviser()
    )
    assert text(place) == "Four\tcarers\nby June"
    assert [etree.QName(e).localname for e in place.iter(w("tab"), w("br"))] == ["tab", "br"]


def test_new_words_look_like_those_they_replace():
    place = cell(run("Four", "b") + run(" carers by May, we hope"))
    suggest(place, CHANGE, reviser())
    assert shown(place) == "[-*Four*-]|[+*Six*+]| carers by May, we hope"


def test_a_control_is_put_around_some_characters_of_a_line():
    line = new_element(f"<w:p>{run('Wards: All of them')}</w:p>")
    control = new_element("<w:sdt><w:sdtContent/></w:sdt>")
    assert enclose(line, 7, 10, control)
    assert [text(child) for child in line] == ["Wards: ", "All", " of them"]
    assert line[1] is control


def test_pictures_and_struck_out_words_among_and_beside_the_characters_go_into_the_control():
    struck = f'<w:del w:id="1" w:author="A">{run("gone").replace("w:t", "w:delText")}</w:del>'
    picture = "<w:r><w:drawing/></w:r>"
    line = new_element(f"<w:p>{run('Wards: ')}{struck}{run('Al')}{struck}{picture}{run('l')}{struck}{run('of')}</w:p>")
    control = new_element("<w:sdt><w:sdtContent/></w:sdt>")
    before = shown(line)
    assert enclose(line, 7, 10, control)
    assert shown(line) == before
    assert shown(control) == "[-gone-]|Al|[-gone-]||l|[-gone-]"


def test_no_control_is_put_around_half_a_link():
    line = new_element(f"<w:p><w:hyperlink>{run('Wards: All')}</w:hyperlink></w:p>")
    assert not enclose(line, 7, 10, new_element("<w:sdt><w:sdtContent/></w:sdt>"))
