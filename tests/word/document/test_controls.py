from __future__ import annotations

import datetime as dt

import docx
import pytest
from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control, controls_in, find_controls, forget_identity, format_date
from performance_index.word.document.wordml import W14, new_element, text, w

DAY = dt.date(2020, 11, 4)


def sdt(tag: str, content: str, settings: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def inline(content: str = "<w:r><w:t>old</w:t></w:r>", settings: str = "") -> Control:
    line = new_element(f"<w:p><w:r><w:t>before </w:t></w:r>{sdt('x', content, settings)}</w:p>")
    return Control(line[1])


def block(content: str, settings: str = "") -> Control:
    body = new_element(f"<w:body>{sdt('x', content, settings)}<w:sectPr/></w:body>")
    return Control(body[0])


def prompt(tag: str, date: str = "") -> str:
    return sdt(tag, '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>[x]</w:t></w:r>',
               f"<w:showingPlcHdr/>{date}")  # fmt: skip


def tags(element: Element) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("dd MMMM yyyy", "04 November 2020"),
        ("d MMMM yyyy", "4 November 2020"),
        ("d MMM yy", "4 Nov 20"),
        ("dd/MM/yyyy", "04/11/2020"),
        ("d/M/yy", "4/11/20"),
        ("yyyy-MM-dd", "2020-11-04"),
        ("dddd, d MMMM yyyy", "Wednesday, 4 November 2020"),
        ("ddd d MMM", "Wed 4 Nov"),
        ("dddd 'the' d 'of' MMMM", "Wednesday the 4 of November"),
        ("", "4 November 2020"),
    ],
)
def test_a_date_is_shown_in_the_format_that_word_would_use(style: str, shown: str):
    assert format_date(DAY, style) == shown


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_english_on_every_computer(month: int):
    english = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December")  # fmt: skip
    assert format_date(dt.date(2026, month, 1), "MMMM MMM") == f"{english[month - 1]} {english[month - 1][:3]}"


def test_a_date_control_shows_its_own_format_and_keeps_the_date():
    control = inline(settings='<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>')
    control.write_value(DAY)
    assert control.text == "04/11/2020"
    assert control.element.find(f".//{w('date')}").get(w("fullDate")) == "2020-11-04T00:00:00Z"


def test_a_date_in_a_text_control_is_written_in_full():
    control = inline(settings="<w:text/>")
    control.write_value(DAY)
    assert control.text == "4 November 2020"


def test_words_in_a_date_control_leave_no_date_behind():
    control = inline(settings='<w:date w:fullDate="2019-01-01T00:00:00Z"/>')
    control.write_value("to be agreed")
    assert control.text == "to be agreed"
    assert control.element.find(f".//{w('date')}").get(w("fullDate")) is None


def test_a_control_inside_a_line_changes_its_words_and_nothing_around_them():
    control = inline()
    control.write(("new",))
    assert text(control.element.getparent()) == "before new"


def test_paragraphs_inside_a_line_become_lines():
    control = inline()
    control.write(("one", "two"))
    assert tags(control.content[0]) == ["t", "br", "t"]
    assert control.text == "one\ntwo"


def test_paragraphs_take_the_style_and_formatting_of_the_first_one():
    control = block(
        '<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r></w:p><w:p/>'
    )
    control.write(("one", "two", "three"))
    assert control.text == "one\ntwo\nthree"
    assert [p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for p in control.content] == ["Quote"] * 3
    assert [tags(p.find(f"{w('r')}/{w('rPr')}")) for p in control.content] == [["i"]] * 3


def test_what_is_written_is_no_prompt_any_more():
    control = Control(new_element(f"<w:p>{prompt('x')}</w:p>")[0])
    assert control.is_placeholder
    assert control.text == ""
    control.write(("given",))
    assert not control.is_placeholder
    assert control.text == "given"
    assert control.element.find(f".//{w('rStyle')}") is None


def test_a_binding_that_would_undo_what_is_written_is_taken_off():
    control = inline(settings='<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:text/>')
    control.write(("new",))
    assert control.element.find(f".//{w('dataBinding')}") is None


def test_a_control_around_a_cell_is_filled_in_the_cell():
    row = new_element(f"<w:tr>{sdt('x', '<w:tc><w:tcPr/><w:p/></w:tc>')}</w:tr>")
    Control(row[0]).write(("one", "two"))
    assert tags(row[0].find(f"{w('sdtContent')}/{w('tc')}")) == ["tcPr", "p", "p"]


def test_a_block_control_whose_paragraphs_are_in_another_control_is_still_a_block():
    control = block(sdt("inner", "<w:p><w:r><w:t>a</w:t></w:r></w:p>"))
    control.write(("new",))
    assert tags(control.content) == ["p"]


def test_the_text_is_what_reads_once_every_change_is_accepted():
    control = block(
        '<w:p><w:r><w:t>keep </w:t></w:r><w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="2"><w:r><w:t>gone</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="3"><w:r><w:t>new</w:t><w:tab/><w:t>x</w:t><w:noBreakHyphen/></w:r></w:ins></w:p>'
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>two</w:t><w:br/></w:r></w:p>"
    )
    assert control.text == "keep new\tx\u2011\ntwo\n"


def test_a_control_without_any_content_can_be_read_and_written():
    control = Control(new_element('<w:p><w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr></w:sdt></w:p>')[0])
    assert control.text == ""
    control.write(("new",))
    assert control.text == "new"


def test_a_control_without_properties_has_no_tag():
    assert Control(new_element("<w:sdt><w:sdtContent/></w:sdt>")).tag == ""


def test_a_control_that_goes_takes_its_line_with_it():
    body = new_element(f"<w:body><w:p>{sdt('x', '<w:r><w:t>a</w:t></w:r>')}</w:p><w:sectPr/></w:body>")
    Control(body[0][0]).remove()
    assert tags(body) == ["sectPr"]


def test_a_control_that_goes_leaves_the_other_words_of_its_line():
    control = inline()
    line = control.element.getparent()
    control.remove()
    assert text(line) == "before "


@pytest.mark.parametrize("holder", ["tc", "hdr", "ftr"])
def test_a_place_that_must_have_a_paragraph_keeps_one(holder: str):
    parent = new_element(f"<w:{holder}>{sdt('x', '<w:p/>')}</w:{holder}>")
    Control(parent[0]).remove()
    assert tags(parent) == ["p"]


def test_a_control_around_a_cell_that_goes_leaves_an_empty_cell():
    row = new_element(f"<w:tr>{sdt('x', '<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>')}</w:tr>")
    Control(row[0]).remove()
    assert tags(row[0].find(f"{w('sdtContent')}/{w('tc')}")) == ["p"]
    assert text(row) == ""


def test_a_control_that_is_unwrapped_leaves_its_content():
    control = inline()
    line = control.element.getparent()
    control.unwrap()
    assert tags(line) == ["r", "r"]
    assert text(line) == "before old"


def test_controls_are_found_by_tag_in_the_order_of_the_text_wherever_they_are():
    first, second = (sdt("year", f"<w:r><w:t>{n}</w:t></w:r>") for n in (1, 2))
    section = sdt("section", f"<w:p>{second}</w:p>")
    untagged = "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    root = new_element(f"<w:body><w:p>{first}</w:p>{section}{untagged}</w:body>")
    found = find_controls(root)
    assert [control.text for control in found["year"]] == ["1", "2"]
    assert found.keys() == {"year", "section"}


def test_controls_are_found_in_headers_and_footers_too():
    document: Document = docx.Document()
    header = document.sections[0].header.paragraphs[0]._p  # noqa: SLF001 - python-docx makes no controls
    header.append(new_element(sdt("committee", "<w:r><w:t>a</w:t></w:r>")))
    assert [control.text for control in controls_in(document)["committee"]] == ["a"]


def test_a_copy_has_no_paragraph_ids_bookmarks_or_comment_anchors():
    row = new_element(
        '<w:tr><w:tc><w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r/><w:bookmarkEnd w:id="1"/>'
        '<w:commentRangeStart w:id="2"/></w:p></w:tc></w:tr>'
    )
    row.set(f"{{{W14}}}paraId", "1A2B3C4D")
    forget_identity(row)
    assert not row.attrib
    assert tags(row[0][0]) == ["r"]
