from __future__ import annotations

import datetime as dt
import itertools

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.revisions import Reviser, moment, reviser, row_mark
from performance_index.word.document.suggestions import can_withdraw, is_suggestion, withdraw
from performance_index.word.document.wordml import new_element, text, w

RUN = "<w:r><w:t>said</w:t></w:r>"


@pytest.fixture(name="ours")
def fixture_ours() -> Reviser:
    return Reviser("Performance Index", "2020-10-20T09:30:00Z", itertools.count(1))


def names(element: Element | None) -> list[str]:
    return [] if element is None else [etree.QName(child).localname for child in element]


@pytest.mark.parametrize(
    ("row", "order"),
    [
        ("<w:tr><w:tc><w:p/></w:tc></w:tr>", ["ins"]),
        ("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:p/></w:tc></w:tr>", ["cantSplit", "ins"]),
        ("<w:tr><w:tblPrEx/><w:tc><w:p/></w:tc></w:tr>", ["ins"]),
        (
            '<w:tr><w:trPr><w:trPrChange w:id="9" w:author="A"/></w:trPr><w:tc><w:p/></w:tc></w:tr>',
            ["ins", "trPrChange"],
        ),
    ],
)
def test_a_rows_mark_stands_where_the_schema_wants_it(ours: Reviser, row: str, order: list[str]):
    element = new_element(row)
    ours.insert_row(element)
    assert names(element.find(w("trPr"))) == order
    assert names(element)[:-1] in (["trPr"], ["tblPrEx", "trPr"])


@pytest.mark.parametrize(
    ("properties", "order"),
    [
        ("", ["rPr"]),
        ('<w:pPr><w:pStyle w:val="a"/></w:pPr>', ["pStyle", "rPr"]),
        ('<w:pPr><w:pStyle w:val="a"/><w:sectPr/></w:pPr>', ["pStyle", "rPr", "sectPr"]),
        ('<w:pPr><w:rPr><w:b/></w:rPr><w:pPrChange w:id="9" w:author="A"/></w:pPr>', ["rPr", "pPrChange"]),
    ],
)
def test_a_paragraphs_end_is_marked_where_the_schema_wants_it(ours: Reviser, properties: str, order: list[str]):
    block = new_element(f"<w:sdtContent><w:p>{properties}{RUN}</w:p></w:sdtContent>")
    ours.delete_paragraphs(block)
    assert names(block.find(f"{w('p')}/{w('pPr')}")) == order
    assert names(block.find(f"{w('p')}/{w('pPr')}/{w('rPr')}"))[0] == "del"
    assert text(block) == ""


def test_a_row_struck_out_comes_back_word_for_word(ours: Reviser):
    inner = f'<w:p>{RUN}<w:ins w:id="9" w:author="A">{RUN}</w:ins><w:hyperlink>{RUN}</w:hyperlink></w:p>'
    row = new_element(f"<w:tr><w:tc>{inner}</w:tc></w:tr>")
    before = etree.tostring(row)
    ours.delete_row(row)
    assert text(row) == ""
    assert row_mark(row, "del") is not None
    ours.undelete_row(row)
    assert text(row) == "saidsaidsaid"
    assert etree.tostring(row).replace(b"<w:trPr/>", b"") == before


def test_a_row_struck_out_by_the_clerk_stays_struck_out(ours: Reviser):
    row = new_element('<w:tr><w:trPr><w:del w:id="9" w:author="A Clerk"/></w:trPr><w:tc><w:p/></w:tc></w:tr>')
    ours.undelete_row(row)
    assert row_mark(row, "del") is not None


def test_numbers_in_use_are_not_used_again():
    root = new_element('<w:body><w:p><w:ins w:id="1" w:author="A"/><w:del w:id="3" w:author="A"/></w:p></w:body>')
    made = reviser("us", dt.datetime(2020, 1, 1, tzinfo=dt.UTC), [root])
    assert [made.mark("ins").get(w("id")) for _ in range(3)] == ["2", "4", "5"]


def test_a_moment_with_a_time_zone_is_told_in_utc():
    summer = dt.datetime(2020, 7, 1, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert moment(summer) == "2020-07-01T09:30:00Z"


def tracked(kind: str, said: str, author: str = "Performance Index") -> str:
    name = "delText" if kind == "del" else "t"
    return f'<w:{kind} w:id="7" w:author="{author}"><w:r><w:{name}>{said}</w:{name}></w:r></w:{kind}>'


SIX = "<w:r><w:t>Six</w:t></w:r>"
LINK = f"<w:hyperlink w:anchor='a'>{SIX}</w:hyperlink>"


@pytest.mark.parametrize(
    ("line", "taken", "reads"),
    [
        (tracked("del", "Four") + tracked("ins", "Six") + RUN, True, "Foursaid"),
        (tracked("ins", "Six") + RUN, True, "said"),
        (tracked("del", "Four") + RUN, True, "Foursaid"),
        (tracked("del", "Four") + tracked("ins", "Six").replace(SIX, LINK) + RUN, False, "Sixsaid"),
        (tracked("del", "Four") + tracked("ins", "Six").replace(SIX, tracked("ins", "Six", "A")), False, "Six"),
        (tracked("del", "Four", "A") + RUN, False, "said"),
        (RUN, False, "said"),
    ],
)
def test_our_suggestion_is_withdrawn_unless_it_is_more_than_words(ours: Reviser, line: str, reads: str, *, taken: bool):
    cell = new_element(f"<w:tc><w:p>{line}</w:p></w:tc>")
    assert can_withdraw(cell, ours) is taken
    if taken:
        withdraw(cell, ours)
    assert text(cell) == reads


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (tracked("ins", "Six"), True),
        (tracked("ins", "Six") + RUN, False),
        (tracked("ins", "Six", "A"), False),
        (tracked("del", "Four") + tracked("ins", "Six"), False),
        (RUN, False),
        ("", False),
    ],
)
def test_a_field_is_a_suggestion_where_every_word_is_ours_to_accept(ours: Reviser, line: str, *, offered: bool):
    assert is_suggestion(new_element(f"<w:tc><w:p>{line}</w:p></w:tc>"), ours) is offered
