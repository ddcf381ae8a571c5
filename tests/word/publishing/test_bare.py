from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element
from plant import NAMESPACES, control, field_of, p, run, table, tc

from performance_index.word.document.wordml import w, words
from performance_index.word.publishing.bare import forget_sessions, make_bare

SECTION = "<w:sectPr/>"


def body(xml: str) -> Element:
    """Give a document's body with these blocks."""
    return etree.fromstring(f"<w:document {NAMESPACES}><w:body>{xml}{SECTION}</w:body></w:document>")[0]


def bare(xml: str) -> Element:
    made = body(xml)
    make_bare(made)
    return made


def shape(element: Element) -> str:
    """'p tbl(tr(tc(p) tc(p))) sectPr': the elements that make up the page, the words of each paragraph in quotes."""
    parts = []
    for child in element:
        name = etree.QName(child).localname
        if name == "p":
            parts.append(f"p'{words(child)}'" if words(child) else "p")
        elif name in {"tbl", "tr", "tc", "txbxContent"}:
            parts.append(f"{name}({shape(child)})")
        elif name in {"sdt", "sdtContent"}:
            parts.append(name)
    return " ".join(parts)


CELL = tc(p("a"))
ROW = f"<w:tr>{CELL}</w:tr>"
CONTROLS = {
    "around a paragraph": (control(p("a")), "p'a'"),
    "around two paragraphs": (control(p("a") + p("b")), "p'a' p'b'"),
    "inside a line": (p(run("a ") + control(run("b")) + run(" c")), "p'a b c'"),
    "inside another in a line": (p(control(control(run("a")) + run("b"))), "p'ab'"),
    "inside another around paragraphs": (control(control(p("a")) + control(p("b"))), "p'a' p'b'"),
    "around a table": (control(f"<w:tbl>{ROW}</w:tbl>"), "tbl(tr(tc(p'a'))) p"),
    "around a table with text after it": (control(f"<w:tbl>{ROW}</w:tbl>") + p("b"), "tbl(tr(tc(p'a'))) p'b'"),
    "around rows": (f"<w:tbl>{control(control(ROW) + control(ROW))}</w:tbl>", "tbl(tr(tc(p'a')) tr(tc(p'a')))"),
    "around a cell": (f"<w:tbl><w:tr>{control(CELL)}{CELL}</w:tr></w:tbl>", "tbl(tr(tc(p'a') tc(p'a')))"),
    "in a cell": (f"<w:tbl><w:tr><w:tc>{control(p('a'))}</w:tc></w:tr></w:tbl>", "tbl(tr(tc(p'a')))"),
    "empty in a cell": (f"<w:tbl><w:tr><w:tc>{control('')}</w:tc></w:tr></w:tbl>", "tbl(tr(tc(p)))"),
    "around a table in a cell": (
        f"<w:tbl><w:tr><w:tc>{control(f'<w:tbl>{ROW}</w:tbl>')}</w:tc></w:tr></w:tbl>",
        "tbl(tr(tc(tbl(tr(tc(p'a'))) p)))",
    ),
    "around two tables that it kept apart": (
        control(f"<w:tbl>{ROW}</w:tbl>") * 2 + p("b"),
        "tbl(tr(tc(p'a'))) p tbl(tr(tc(p'a'))) p'b'",
    ),
    "around a table after another": (
        f"<w:tbl>{ROW}</w:tbl>" + control(f"<w:tbl>{ROW}</w:tbl>") + p("b"),
        "tbl(tr(tc(p'a'))) p tbl(tr(tc(p'a'))) p'b'",
    ),
    "around nothing, between two tables": (
        f"<w:tbl>{ROW}</w:tbl>" + control("") + f"<w:tbl>{ROW}</w:tbl>" + p("b"),
        "tbl(tr(tc(p'a'))) p tbl(tr(tc(p'a'))) p'b'",
    ),
    "around all rows, of which there are none": (f"<w:tbl>{control('')}</w:tbl>" + p("b"), "p'b'"),
    "without content": (p("a") + "<w:sdt><w:sdtPr/></w:sdt>", "p'a'"),
    "around a smart tag": (p(f'<w:smartTag w:element="x"><w:smartTagPr/>{run("a")}</w:smartTag>'), "p'a'"),
}


@pytest.mark.parametrize(("xml", "left"), CONTROLS.values(), ids=CONTROLS)
def test_a_control_goes_and_what_it_held_stays_where_it_was(xml: str, left: str):
    assert shape(bare(xml)) == left


def test_bookmarks_stay_around_their_words():
    marked = '<w:bookmarkStart w:id="1" w:name="a"/>' + run("a") + '<w:bookmarkEnd w:id="1"/>'
    line = bare(p(run("x") + control(marked) + run("y")))[0]
    assert [etree.QName(child).localname for child in line] == ["r", "bookmarkStart", "r", "bookmarkEnd", "r"]


def mark(number: str, name: str = "") -> str:
    """Give a bookmark's start where it has a name, else its end."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' if name else f'<w:bookmarkEnd w:id="{number}"/>'


BOOKMARKS = {
    "of ours": (mark("1", "_PI_a") + run("x") + mark("1"), ""),
    "of ours inside another": (
        mark("1", "b") + mark("2", "_PI_a") + run("x") + mark("2") + mark("1"),
        "start 1 b, end 1",
    ),
    "of ours that overlaps another": (
        mark("1", "_PI_a") + mark("2", "b") + run("x") + mark("1") + mark("2"),
        "start 2 b, end 2",
    ),
    "of ours twice, the second without an end": (
        mark("1", "_PI_a") + run("x") + mark("1") + mark("2", "_PI_a"),
        "",
    ),
    "of ours without an end, under another's number": (
        mark("1", "b") + mark("1", "_PI_a") + run("x") + mark("1"),
        "start 1 b, end 1",
    ),
    "of ours under another's number": (
        mark("1", "b") + run("x") + mark("1") + mark("1", "_PI_a") + run("y") + mark("1"),
        "start 1 b, end 1",
    ),
    "of Word's": (mark("1", "_Ref123") + run("x") + mark("1"), "start 1 _Ref123, end 1"),
    "whose name only holds ours": (mark("1", "a_PI_a") + run("x") + mark("1"), "start 1 a_PI_a, end 1"),
}


@pytest.mark.parametrize(("xml", "left"), BOOKMARKS.values(), ids=BOOKMARKS)
def test_bookmarks_of_ours_go_with_their_ends_and_all_others_stay_whole(xml: str, left: str):
    made = bare(p(xml))
    marks = made.iter(w("bookmarkStart"), w("bookmarkEnd"))
    said = [f"{etree.QName(one).localname[8:].lower()} {one.get(w('id'))} {one.get(w('name'), '')}" for one in marks]
    assert ", ".join(one.strip() for one in said) == left


MARKS = [
    '<w:commentRangeStart w:id="1"/>',
    '<w:commentRangeEnd w:id="1"/>',
    '<w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="1"/></w:r>',
    '<w:permStart w:id="1" w:ed="jo@example.gov.uk"/>',
    '<w:permEnd w:id="1"/>',
    '<w:proofErr w:type="spellStart"/>',
    '<w:moveFromRangeStart w:id="1" w:author="Jo" w:name="m"/>',
    '<w:moveFromRangeEnd w:id="1"/>',
]


@pytest.mark.parametrize("mark", MARKS)
def test_traces_of_writing_go_whole(mark: str):
    assert etree.tostring(bare(p(run("a") + mark + run("b")))) == etree.tostring(bare(p(run("a") + run("b"))))


def test_words_beside_a_comments_mark_in_one_run_stay():
    line = bare(p('<w:r><w:t>a</w:t><w:commentReference w:id="1"/></w:r>'))[0]
    assert words(line) == "a"


def test_the_numbers_of_sittings_go_and_nothing_else():
    root = body('<w:p w:rsidR="00AA" w:rsidRPr="00BB" w14:paraId="77"><w:r w:rsidR="00CC"><w:t>a</w:t></w:r></w:p>')
    forget_sessions(root)
    assert b"rsid" not in etree.tostring(root)
    assert b"paraId" in etree.tostring(root)


@pytest.mark.parametrize(
    "instruction",
    [
        "AUTHOR",
        "FILENAME \\p",
        'DOCPROPERTY "Client"',
        "DATE",
        "date \\@ yyyy",
        "INCLUDEPICTURE c:\\\\x.png",
        "USERNAME",
        'ADDIN ZOTERO_ITEM CSL_CITATION {"uris":["http://zotero.org/users/7/items/A"]}',
        'FILLIN "Who?"',
    ],
)
def test_a_field_that_would_change_or_tell_becomes_the_words_it_shows(instruction: str):
    made = bare(p(run("by ") + field_of(instruction, run("Jo")) + run(".")))
    assert shape(made) == "p'by Jo.'"
    assert made.find(f".//{w('fldChar')}") is None
    assert made.find(f".//{w('instrText')}") is None


@pytest.mark.parametrize("instruction", ["RD C:\\\\Users\\\\jo\\\\a.docx", "INCLUDETEXT c:\\\\x.docx", 'AUTHOR "Jo"'])
def test_a_field_that_shows_nothing_and_tells_goes_whole(instruction: str):
    assert etree.tostring(bare(p(run("a") + field_of(instruction, "")))) == etree.tostring(bare(p(run("a"))))


def test_a_date_that_shows_nothing_yet_stays_a_field():
    line = p(field_of("DATE", ""))
    assert etree.tostring(bare(line)) == etree.tostring(body(line))


@pytest.mark.parametrize(
    "instruction", ["PAGE", "NUMPAGES", "REF _Ref1 \\h", "TOC \\o", 'HYPERLINK "https://www.gov.uk"']
)
def test_a_field_of_the_document_itself_stays_a_field(instruction: str):
    line = p(field_of(instruction, run("1")))
    assert etree.tostring(bare(line)) == etree.tostring(body(line))


# --- laws -----------------------------------------------------------------------------------------------------------


WORDS = st.text("ab &é", min_size=0, max_size=5).map(lambda text: run(text.replace("&", "&amp;")))
MARKED = st.sampled_from(
    ['<w:bookmarkStart w:id="5" w:name="m"/>', '<w:bookmarkEnd w:id="5"/>', "<w:r><w:tab/></w:r>", *MARKS]
)


def joined(one: st.SearchStrategy[str], at_least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(one, min_size=at_least, max_size=3).map("".join)


def held(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return joined(one).map(control)


def linked(content: str) -> str:
    return f'<w:hyperlink w:anchor="m">{content}</w:hyperlink>'


IN_LINE = st.recursive(
    WORDS | MARKED,
    lambda inner: (
        held(inner)
        | joined(inner).map(linked)
        | st.builds(field_of, st.sampled_from(["PAGE", "AUTHOR", "TOC"]), joined(inner))
    ),
    max_leaves=6,
)
PARAGRAPHS = joined(IN_LINE).map(lambda content: f"<w:p>{content}</w:p>")


def tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.one_of(
        joined(blocks).map(lambda inner: f"<w:tc>{inner}<w:p/></w:tc>"), held(blocks).map(lambda b: f"<w:tc>{b}</w:tc>")
    )
    rows = joined(cells | joined(cells).map(control), at_least=1).map(lambda inner: f"<w:tr>{inner}</w:tr>")
    return joined(rows | joined(rows).map(control), at_least=1).map(lambda inner: f"<w:tbl>{inner}</w:tbl>")


BLOCKS = joined(st.recursive(PARAGRAPHS, lambda inner: held(inner) | tables(inner), max_leaves=8), at_least=1)


def lines(root: Element) -> list[str]:
    """Give what each paragraph says, blank ones left out."""
    return list(filter(None, ("".join(t.text or "" for t in one.iter(w("t"))) for one in root.iter(w("p")))))


def touching(root: Element) -> int:
    """Give how many tables stand right after another, which Word would show as one."""
    holders = (root, *root.iter(w("tc"), w("sdtContent")))
    return sum(one.tag == other.tag == w("tbl") for holder in holders for one, other in pairwise(holder))


@given(xml=BLOCKS)
def test_however_controls_are_nested_no_word_changes_and_none_is_left(xml: str):
    before, made = body(xml), bare(xml)
    assert lines(made) == lines(before)
    assert list(made.iter(w("sdt"), w("sdtContent"), w("sdtPr"))) == []


@given(xml=BLOCKS)
def test_however_controls_are_nested_what_is_left_is_a_sound_document(xml: str):
    made = bare(xml)
    assert all(cell[-1].tag == w("p") for cell in made.iter(w("tc")))
    assert all(row.getparent().tag == w("tbl") for row in made.iter(w("tr")))
    assert all(next(one.iter(w("tr")), None) is not None for one in made.iter(w("tbl")))
    assert all(one.getparent().tag in {w("body"), w("tc")} for one in made.iter(w("tbl"), w("p")))
    assert all(next(one.iter(w("tc")), None) is not None for one in made.iter(w("tr")))
    assert touching(made) <= touching(body(xml))


@given(xml=BLOCKS)
def test_a_bare_text_stays_as_it_is(xml: str):
    made = bare(xml)
    before = etree.tostring(made)
    make_bare(made)
    assert etree.tostring(made) == before


def test_a_table_that_stood_right_after_another_stays_there():
    assert shape(bare(table(("a",)) + table(("b",)) + p("c"))) == "tbl(tr(tc(p'a'))) tbl(tr(tc(p'b'))) p'c'"
