from __future__ import annotations

from pathlib import Path

import pytest
from plant import HEADING, OFFICE, WORD_TYPE, everything, field_of, p, package, run, textbox, written

from performance_index.word.document.wordml import W
from performance_index.word.publish import publish


def published(path: Path) -> bytes:
    return everything(publish(path).path)


@pytest.mark.parametrize(("kind", "switch"), [("first", "titlePg"), ("even", "evenAndOddHeaders"), ("default", "")])
@pytest.mark.parametrize(("name", "root"), [("header", "hdr"), ("footer", "ftr")])
@pytest.mark.parametrize("is_on", [True, False])
def test_a_header_of_pages_that_there_are_none_of_goes(
    tmp_path: Path, kind: str, switch: str, name: str, root: str, *, is_on: bool
):
    made = package(tmp_path / "d.docx", HEADING)
    said = f'<w:{root} xmlns:w="{W}">{p("Of some pages")}</w:{root}>'
    number = made.add(f"word/{name}9.xml", f"{WORD_TYPE}.{name}+xml", name, said)
    reference = f'<w:{name}Reference w:type="{kind}" r:id="{number}"/>'
    made.replace("word/document.xml", "<w:sectPr>", f"<w:sectPr>{reference}")
    if is_on and kind == "first":
        made.replace("word/document.xml", "</w:sectPr>", "<w:titlePg/></w:sectPr>")
    elif is_on and switch:
        made.replace("word/settings.xml", "<w:themeFontLang", f"<w:{switch}/><w:themeFontLang")
    path = made.save(tmp_path / "d.docx")
    assert b"Of some pages" in everything(path)
    assert (b"Of some pages" in published(path)) is (is_on or kind == "default")


@pytest.mark.parametrize(("kind", "root"), [("footnotes", "footnote"), ("endnotes", "endnote")])
def test_a_note_whose_mark_was_deleted_goes(tmp_path: Path, kind: str, root: str):
    made = package(tmp_path / "d.docx", HEADING + p(f'<w:r><w:{root}Reference w:id="2"/></w:r>'))
    line = f'<w:{root} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{root}>'
    notes = "".join(f'<w:{root} w:id="{n}">{p(f"Note {n}.")}</w:{root}>' for n in (2, 3))
    made.add(f"word/{kind}.xml", f"{WORD_TYPE}.{kind}+xml", kind, f'<w:{kind} xmlns:w="{W}">{line}{notes}</w:{kind}>')
    copy = published(made.save(tmp_path / "d.docx"))
    assert b"Note 2." in copy
    assert b"w:separator" in copy
    assert b"Note 3." not in copy


def marked(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run(name[:1])}<w:bookmarkEnd w:id="{number}"/>'


def test_a_bookmark_that_no_link_and_no_field_names_goes(tmp_path: Path):
    names = ("Linked", "_Toc1", "Listed", "Clicked", "Jos_redundancy", "_Hlk9")
    body = p("".join(marked(name, n) for n, name in enumerate(names, 1)))
    body += p(f'<w:hyperlink w:anchor="Linked">{run("there")}</w:hyperlink>')
    body += p(field_of('HYPERLINK \\l "_Toc1"', run("there")) + field_of("TOC \\b Listed", run("there")))
    made = package(tmp_path / "d.docx", HEADING)
    number = made.relate("hyperlink", "#Clicked", external=True)
    body += p(f'<w:hyperlink r:id="{number}">{run("there")}</w:hyperlink>')
    made.replace("word/document.xml", "<w:sectPr>", f"{body}<w:sectPr>")
    copy = published(made.save(tmp_path / "d.docx"))
    assert [name for name in names if f'w:name="{name}"'.encode() in copy] == ["Linked", "_Toc1", "Listed", "Clicked"]
    assert copy.count(b"<w:bookmarkEnd") == 4


@pytest.mark.parametrize(("older", "stays"), [("Shown.", True), ("Not shown.", False)])
def test_a_copy_for_older_programs_that_says_something_else_goes(tmp_path: Path, older: str, *, stays: bool):
    box = textbox(p("Shown."))
    box = older.join(box.rsplit("Shown.", 1))
    path = written(tmp_path / "d.docx", HEADING + p(box))
    copy = published(path)
    assert (b"mc:Fallback" in copy) is stays
    assert (b"Not shown." in everything(path)) is not stays
    assert b"Not shown." not in copy
    assert b"Shown." in copy


def test_a_picture_for_older_programs_stays(tmp_path: Path):
    shape = '<v:shape alt="A map"/>'
    content = (
        f'<mc:AlternateContent xmlns:r="{OFFICE}"><mc:Choice Requires="wps"><w:t>Shown.</w:t></mc:Choice>'
        f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert b"A map" in published(written(tmp_path / "d.docx", HEADING + p(f"<w:r>{content}</w:r>")))


FIELDS = {
    "what would be said otherwise": (field_of('IF 1 = 1 "Said." "Unsaid."', run("Said.")), b"Unsaid.", b"Said."),
    "a name for words": (field_of('SET Unsaid "Unsaid."', run("Unsaid.")), b"Unsaid", b""),
    "a question": (field_of('ASK Jo "Unsaid?"', run("Unsaid.")), b"Unsaid", b""),
    "an entry of an index": (run("Said.") + field_of('XE "Unsaid"', ""), b"Unsaid", b"Said."),
    "an entry of a table of contents": (run("Said.") + field_of('TC "Unsaid"', ""), b"Unsaid", b"Said."),
}


@pytest.mark.parametrize(("body", "gone", "stays"), FIELDS.values(), ids=FIELDS)
def test_words_in_a_field_that_no_page_shows_go(tmp_path: Path, body: str, gone: bytes, stays: bytes):
    path = written(tmp_path / "d.docx", HEADING + p(body))
    copy = published(path)
    assert gone in everything(path)
    assert gone not in copy
    assert stays in copy


@pytest.mark.parametrize(
    ("body", "stays"),
    [
        (field_of("XE Care", "") + field_of("INDEX", run("Care, 1")), b"XE Care"),
        (field_of("TC Care", "") + field_of("TOC \\f", run("Care, 1")), b"TC Care"),
    ],
)
def test_fields_that_a_page_needs_stay(tmp_path: Path, body: str, stays: bytes):
    assert stays in published(written(tmp_path / "d.docx", HEADING + p(body)))


def test_a_field_that_chooses_by_the_page_stays(tmp_path: Path):
    inner = field_of("PAGE", run("1"))
    chooses = field_of("IF @ = 1 One Other", run("One")).replace(
        " IF @ = 1 One Other </w:instrText></w:r>",
        f' IF </w:instrText></w:r>{inner}<w:r><w:instrText xml:space="preserve"> = 1 One Other </w:instrText></w:r>',
    )
    copy = published(written(tmp_path / "d.docx", HEADING + p(chooses)))
    assert b"One Other" in copy


def test_the_help_of_an_old_form_field_goes(tmp_path: Path):
    data = (
        '<w:ffData><w:name w:val="Text1"/><w:enabled/><w:helpText w:type="text" w:val="Ask Jo"/>'
        '<w:statusText w:type="text" w:val="Ask Kim"/></w:ffData>'
    )
    body = field_of("FORMTEXT", run("35")).replace(
        '<w:fldChar w:fldCharType="begin"/>', f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>'
    )
    copy = published(written(tmp_path / "d.docx", HEADING + p(body)))
    assert b"Ask" not in copy
    assert b"Text1" in copy


def test_a_series_that_was_hidden_in_a_chart_goes_with_its_figures(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    hidden = (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}" xmlns:c15="urn:c15"><c15:filteredBarSeries>'
        "<c15:ser><c:v>4711</c:v></c15:ser></c15:filteredBarSeries></c:ext></c:extLst>"
    )
    xml = f'<c:chartSpace xmlns:c="urn:c"><c:barChart><c:ser><c:v>35</c:v></c:ser>{hidden}</c:barChart></c:chartSpace>'
    number = made.add("word/charts/chart1.xml", kind, "chart", xml)
    shown = p(f'<w:r><w:drawing><c:chart xmlns:c="urn:c" r:id="{number}"/></w:drawing></w:r>')
    made.replace("word/document.xml", "<w:sectPr>", f"{shown}<w:sectPr>")
    copy = published(made.save(tmp_path / "d.docx"))
    assert b"4711" not in copy
    assert b"35" in copy
