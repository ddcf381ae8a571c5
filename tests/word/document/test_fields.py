from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree
from lxml.etree import _Element as Element
from plant import NAMESPACES, field_of, p, run, textbox

from performance_index.word.document.fields import fields_in
from performance_index.word.document.wordml import w, words


def root(xml: str) -> Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>")


def simple(instruction: str, shown: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{shown}</w:fldSimple>"


@pytest.mark.parametrize("write", [field_of, simple])
def test_a_field_is_known_by_its_name_and_what_it_shows(write: Callable[[str, str], str]):
    (found,) = fields_in(root(p(write('docproperty "Client"', run("Merton")))))
    assert found.name == "DOCPROPERTY"
    assert "".join("".join(one.itertext()) for one in found.result) == "Merton"


@pytest.mark.parametrize("write", [field_of, simple])
def test_a_frozen_field_leaves_its_words_where_they_were(write: Callable[[str, str], str]):
    made = root(p(run("for ") + write("AUTHOR", run("Jo")) + run(".")))
    for field in list(fields_in(made)):
        field.freeze()
    assert words(made[0]) == "for Jo."
    assert made.find(f".//{w('fldChar')}") is None
    assert made.find(f".//{w('fldSimple')}") is None


def test_a_field_that_shows_nothing_yet_stays():
    unfinished = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    made = root(p(unfinished + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    for field in list(fields_in(made)):
        field.freeze()
    assert len(made.findall(f".//{w('fldChar')}")) == 2


def test_a_field_knows_the_fields_in_its_instruction_and_not_those_it_shows():
    condition = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f"{field_of('MERGEFIELD x', run('1'))}"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{field_of("PAGE", run("2"))}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = root(p(condition))
    assert [(field.name, field.names) for field in fields_in(made)] == [
        ("MERGEFIELD", {"MERGEFIELD"}),
        ("PAGE", {"PAGE"}),
        ("IF", {"IF", "MERGEFIELD"}),
    ]


def test_freezing_a_field_freezes_the_one_in_its_instruction_and_keeps_the_one_it_shows():
    condition = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f"{field_of('MERGEFIELD x', run('1'))}"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{field_of("PAGE", run("2"))}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = root(p(condition))
    next(field for field in list(fields_in(made)) if field.name == "IF").freeze()
    assert words(made[0]) == "2"
    assert [text.text for text in made.iter(w("instrText"))] == [" PAGE "]


def test_a_field_may_go_on_over_several_paragraphs():
    begin, _, end = field_of("INCLUDETEXT c:\\\\x.docx", "|").partition("|")
    made = root(f"<w:p>{begin}{run('one')}</w:p>{p('two')}<w:p>{run('three')}{end}</w:p>")
    for field in list(fields_in(made)):
        field.freeze()
    assert [words(one) for one in made] == ["one", "two", "three"]
    assert made.find(f".//{w('instrText')}") is None


def test_a_text_box_inside_a_field_has_fields_of_its_own():
    made = root(p(field_of("AUTHOR", textbox(p(field_of("PAGE", run("1")))))))
    assert sorted({field.name for field in fields_in(made)}) == ["AUTHOR", "PAGE"]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_damaged_field_is_left_alone(kind: str):
    made = root(p(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{run("a")}'))
    before = etree.tostring(made)
    for field in list(fields_in(made)):
        field.freeze()
    assert etree.tostring(made) == before
