from __future__ import annotations

import pytest
from lxml import etree
from plant import NAMESPACES, p, run

from performance_index.word.publishing.accepted import accept_changes

BY = 'w:id="7" w:author="Jo Clerk" w:date="2020-10-21T09:00:00Z"'


def accepted(xml: str) -> str:
    root = etree.fromstring(f"<w:x {NAMESPACES}>{xml}</w:x>")
    accept_changes(root)
    return etree.tostring(root, encoding="unicode").partition(">")[2].removesuffix("</w:x>")


def change(name: str, inside: str = "") -> str:
    return f"<w:{name} {BY}>{inside}</w:{name}>"


CHANGES = {
    "a style's letters": (f"<w:rPr><w:b/>{change('rPrChange', '<w:rPr/>')}</w:rPr>", "<w:rPr><w:b/></w:rPr>"),
    "a style's paragraphs": (f"<w:pPr>{change('pPrChange', '<w:pPr/>')}</w:pPr>", "<w:pPr/>"),
    "a style's tables": (f"<w:tblPr>{change('tblPrChange', '<w:tblPr/>')}</w:tblPr>", "<w:tblPr/>"),
    "a numbering": (f"<w:numPr>{change('numberingChange')}{change('ins')}</w:numPr>", "<w:numPr/>"),
    "a cell": (f"<w:tcPr>{change('cellIns')}{change('tcPrChange')}</w:tcPr>", "<w:tcPr/>"),
    "a control": ('<w:customXmlInsRangeStart w:author="Jo"/><w:customXmlInsRangeEnd w:id="1"/>', ""),
    "words put in": (p(change("ins", run("a") + run("b"))), p(run("a") + run("b"))),
    "words moved here": (p(run("a") + change("moveTo", run("b"))), p(run("a") + run("b"))),
    "words taken out": (p(change("del", "<w:r><w:delText>a</w:delText></w:r>") + run("b")), p(run("b"))),
    "words put in and taken out": (p(change("ins", change("del", run("a")) + run("b"))), p(run("b"))),
    "words moved away": (p(change("moveFrom", run("a"))), "<w:p/>"),
    "a paragraph's end": (f"<w:rPr>{change('ins')}{change('del')}</w:rPr>", "<w:rPr/>"),
    "words that two people changed": (
        p('<w14:conflictIns w14:author="Jo"><w:r/></w14:conflictIns><w14:conflictDel w14:author="Jo"/>'),
        p("<w:r/>"),
    ),
    "nothing": (p(run("a")), p(run("a"))),
}


@pytest.mark.parametrize(("xml", "left"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_accepted_and_nobody_is_named(xml: str, left: str):
    assert accepted(xml) == left
