"""Paragraphs that are items of a bulleted list, in any document: the list is made where the first of them needs it.

What a list is: ECMA-376 part 1, 17.9 (numbering). An item is known by its own indent, which nothing else here has.
"""

from __future__ import annotations

import copy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from lxml.etree import _Element as Element

from performance_index.word.document.story import related
from performance_index.word.document.wordml import W, new_element, w

_INDENT = "227"
_INDENTS = (_INDENT, _INDENT)
_OURS = "5A1C0D7B"
"""The number by which Word knows the list in all copies of a document."""
_PENDING = "pending"
"""Stands for the list until its document is known; no number, so that it is nobody's."""
_BEFORE_NUMBER = set(map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")))
_AFTER_INDENT = set(
    map(
        w,
        (
            "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
            "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
        ),
    )
)  # fmt: skip


def as_item(properties: Element | None) -> Element:
    """Give the properties of a paragraph as an item has them; `settle_lists` says of which list."""
    made = new_element("<w:pPr/>") if properties is None else copy.deepcopy(properties)
    for name in ("numPr", "ind"):
        for own in made.findall(w(name)):
            made.remove(own)
    number = new_element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_PENDING}"/></w:numPr>')
    made.insert(next((n for n, one in enumerate(made) if one.tag not in _BEFORE_NUMBER), len(made)), number)
    indent = new_element(f'<w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/>')
    made.insert(next((n for n, one in enumerate(made) if one.tag in _AFTER_INDENT), len(made)), indent)
    return made


def marks_of_item(properties: Element | None) -> list[Element]:
    """Give what makes a paragraph an item, of its properties: its list and its indent; nothing where it is none."""
    if properties is None:
        return []
    numbers, indents = properties.findall(w("numPr")), properties.findall(w("ind"))
    ours = [one for one in indents if (one.get(w("left"), one.get(w("start"))), one.get(w("hanging"))) == _INDENTS]
    return [*numbers, *ours] if numbers and ours else []


def shape_line(paragraph: Element, *, is_item: bool) -> None:
    """Make a paragraph an item, or a line that is none."""
    own = paragraph.find(w("pPr"))
    for mark in marks_of_item(own):
        assert own is not None
        own.remove(mark)
    if is_item:
        made = as_item(own)
        if own is not None:
            paragraph.remove(own)
        paragraph.insert(0, made)


def settle_lists(document: Document) -> None:
    """Say of each new item of which list it is; that is made where the document has it not yet."""
    pending = [one for one in document.element.body.iter(w("numId")) if one.get(w("val")) == _PENDING]
    if pending:
        number = _list_of(document)
        for one in pending:
            one.set(w("val"), number)


def _list_of(document: Document) -> str:
    """Give the number of our list."""
    root = _numbering(document)
    patterns = {one.get(w("abstractNumId"), ""): one for one in root.iterfind(w("abstractNum"))}
    ours = [
        n for n, one in patterns.items() if (mark := one.find(w("nsid"))) is not None and mark.get(w("val")) == _OURS
    ]
    for used in root.iterfind(w("num")):
        pattern = used.find(w("abstractNumId"))
        if pattern is not None and pattern.get(w("val")) in ours:
            return used.get(w("numId"), "")
    number = _next(root, "num", "numId")
    if not ours:
        ours = [_next(root, "abstractNum", "abstractNumId")]
        first = root.find(w("num"))
        at = len(root) if first is None else root.index(first)
        root.insert(at, _pattern(ours[0]))
    used = new_element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{ours[0]}"/></w:num>')
    last = root.find(w("numIdMacAtCleanup"))
    if last is None:
        root.append(used)
    else:
        last.addprevious(used)
    return number


def _numbering(document: Document) -> Element:
    for part in related(document.part, "numbering"):
        if isinstance(part, XmlPart):
            root: Element = part.element
            return root
    package = document.part.package
    assert package is not None
    made = parse_xml(f'<w:numbering xmlns:w="{W}"/>')
    usual = PackURI("/word/numbering.xml")
    is_taken = any(part.partname == usual for part in package.iter_parts())
    name = package.next_partname("/word/numbering%d.xml") if is_taken else usual
    document.part.relate_to(NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, made, package), RELATIONSHIP_TYPE.NUMBERING)
    return made


def _next(root: Element, name: str, attribute: str) -> str:
    numbers = [int(said) for one in root.iterfind(w(name)) if (said := one.get(w(attribute), "")).isdigit()]
    return f"{max(numbers, default=0) + 1}"


def _pattern(number: str) -> Element:
    return new_element(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{_OURS}"/><w:multiLevelType w:val="singleLevel"/>'
        f'<w:tmpl w:val="{_OURS}"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )
