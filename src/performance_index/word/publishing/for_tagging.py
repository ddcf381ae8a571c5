"""A published copy as the maker of its PDF is given it: it looks the same, and each thing is tagged as what it is.

Word and LibreOffice tag each run of numbered paragraphs as a list, so that between headings 4.1 is "a list of one
item"; a paragraph whose number is typed is a paragraph. LibreOffice (seen with 7.4) takes a cell for a heading where
it stands in a repeated row or its paragraph's style is called Table Heading; it asks no table for its first column.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.escaping import quoteattr
from performance_index.word.document.fields import fields_in
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, is_first_column, is_header, rows_of
from performance_index.word.document.numbers import Mark, Numbers
from performance_index.word.document.package import docx_bytes
from performance_index.word.document.wordml import new_element, run_xml, text, w

ROW_HEADING = "Table Heading"
"""The name of the style by which LibreOffice knows a cell that is a heading."""
_OTHERS = "Table Heading of Columns"
_IDENTITY = "PiRowHeading"
_ASKS_FOR_NUMBERS = re.compile(r"\\[nrw]\b", re.IGNORECASE)
_BEFORE_NUMBER = tuple(map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")))
_AFTER_INDENT = tuple(
    map(
        w,
        (
            "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
            "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
        ),
    )
)  # fmt: skip
_ENDS = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForTagging:
    """A copy for the maker of a PDF.

    `names_rows`: the cells that name a row have a style of their own, `ROW_HEADING`. `summaries`: what each table of
    the text says of itself for those who cannot see it, '' for nothing, the outer ones in their order.
    """

    content: bytes
    names_rows: bool
    summaries: tuple[str, ...]


def for_tagging(content: bytes) -> ForTagging:
    """Give a published copy with the numbers of its paragraphs typed and the headings of its rows marked.

    Where somebody's field asks for a paragraph's number, or a typed number would change another, none is typed.
    """
    document = docx.Document(io.BytesIO(content))
    if _type_numbers(document):
        content = docx_bytes(document)
    document = docx.Document(io.BytesIO(content))
    names_rows = _mark_rows(document)
    tables = [one for one in document.element.body.iter(w("tbl")) if next(one.iterancestors(w("tbl")), None) is None]
    return ForTagging(
        content=docx_bytes(document) if names_rows else content,
        names_rows=names_rows,
        summaries=tuple(map(_summary, tables)),
    )


def _summary(table: Element) -> str:
    """Give a table's caption and description (Table Properties, Alt Text) as one text."""
    found = (table.find(f"{w('tblPr')}/{w(name)}") for name in ("tblCaption", "tblDescription"))
    said = [one.get(w("val"), "").strip() for one in found if one is not None]
    return ": ".join(filter(None, said))


# --- numbers --------------------------------------------------------------------------------------------------------


def _type_numbers(document: Document) -> bool:
    """Type the numbers of paragraphs that count on from their headings', in place; whether that changes no other."""
    body = document.element.body
    if any(_ASKS_FOR_NUMBERS.search(one.instruction) for one in fields_in(body)):
        return False
    formatting, before = Formatting(document), list(_marks(document))
    typed = [(line, mark) for line, mark in before if mark.is_outline and not formatting.level(line)]
    typed = [(line, mark) for line, mark in typed if text(line).strip() and _hangs(line, mark, formatting)]
    if not typed or any(next(line.iterancestors(w("txbxContent")), None) is not None for line, _ in before):
        return False
    places = [formatting.paragraph(line, "numPr") for line, _ in typed]
    for (line, mark), place in zip(typed, places, strict=True):
        _type(line, mark, None if place is None else place.getparent())
    gone = {line for line, _ in typed}
    return [(line, mark) for line, mark in before if line not in gone] == list(_marks(document))


def _marks(document: Document) -> Iterator[tuple[Element, Mark]]:
    numbers = Numbers(document, Formatting(document))
    for line in document.element.body.iter(w("p")):
        mark = numbers.next(line)
        if mark is not None:
            yield line, mark


def _indent_of_level(mark: Mark) -> Element | None:
    return None if mark.settings is None else mark.settings.find(f"{w('pPr')}/{w('ind')}")


def _hangs(line: Element, mark: Mark, formatting: Formatting) -> bool:
    """Whether the number stands before the text's left edge, where a tab after it leads to that edge."""
    assert mark.settings is not None
    side = mark.settings.find(w("lvlJc"))
    own = formatting.paragraph(line, "ind")
    indent = own if own is not None else _indent_of_level(mark)
    is_left = side is None or side.get(w("val")) in {"left", "start"}
    return (
        is_left and indent is not None and indent.get(w("hanging"), "0").isdigit() and indent.get(w("hanging")) != "0"
    )


def _type(line: Element, mark: Mark, holder: Element | None) -> None:
    """Type a paragraph's number; `holder` are the settings, its own or a style's, that put it into its list."""
    settings = _settings(line)
    for old in settings.findall(w("numPr")):
        settings.remove(old)
    at = next((n for n, one in enumerate(settings) if one.tag not in _BEFORE_NUMBER), len(settings))
    settings.insert(at, new_element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'))
    indent = _indent_of_level(mark)
    has_own = settings.find(w("ind")) is not None or (holder is not None and holder.find(w("ind")) is not None)
    if indent is not None and not has_own:
        at = next((n for n, one in enumerate(settings) if one.tag in _AFTER_INDENT), len(settings))
        settings.insert(at, copy.deepcopy(indent))
    line.insert(line.index(settings) + 1, _number(mark))


def _settings(line: Element) -> Element:
    settings = line.find(w("pPr"))
    if settings is None:
        settings = new_element("<w:pPr/>")
        line.insert(0, settings)
    return settings


def _number(mark: Mark) -> Element:
    assert mark.settings is not None
    look, end = mark.settings.find(w("rPr")), mark.settings.find(w("suff"))
    run = new_element(
        f"<w:r>{run_xml(mark.text + _ENDS.get('tab' if end is None else end.get(w('val'), ''), ' '))}</w:r>"
    )
    if look is not None:
        run.insert(0, copy.deepcopy(look))
    return run


# --- rows -----------------------------------------------------------------------------------------------------------


def _mark_rows(document: Document) -> bool:
    """Mark the cells that name their rows, where a table says that its first column does; whether there are some.

    A style can have a name only once, so that cells whose paragraphs have another style than most stay as they are.
    """
    root = document.styles.element
    known = {one.get(w("styleId"), ""): one for one in root.iterfind(w("style"))}
    usual = f"{w('style')}[@{w('type')}='paragraph'][@{w('default')}='1']"
    default = root.find(usual).get(w("styleId"), "") if root.find(usual) is not None else ""
    lines: dict[str, list[Element]] = {}
    for line in _naming(document.element.body):
        named = line.find(f"{w('pPr')}/{w('pStyle')}")
        lines.setdefault(default if named is None else named.get(w("val"), ""), []).append(line)
    chosen = max((one for one in lines if one in known), key=lambda one: len(lines[one]), default=None)
    if chosen is None:
        return False
    for style in known.values():
        name = style.find(w("name"))
        if name is not None and name.get(w("val"), "").casefold() == ROW_HEADING.casefold():
            name.set(w("val"), _OTHERS)
    style = new_element(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_IDENTITY}"><w:name w:val="{ROW_HEADING}"/>'
        f"<w:basedOn w:val={quoteattr(chosen)}/></w:style>"
    )
    root.append(style)
    for line in lines[chosen]:
        _give_style(line)
    return True


def _give_style(line: Element) -> None:
    settings = _settings(line)
    for old in settings.findall(w("pStyle")):
        settings.remove(old)
    settings.insert(0, new_element(f'<w:pStyle w:val="{_IDENTITY}"/>'))


def _naming(body: Element) -> Iterator[Element]:
    """Give the first paragraph of each cell that names a row."""
    for table in body.iter(w("tbl")):
        look, rows = table.find(f"{w('tblPr')}/{w('tblLook')}"), rows_of(table)
        if look is None or not is_first_column(look) or not rows or not is_header(rows[0]):
            continue
        cells = (cells_of(row)[:1] for row in rows if not is_header(row))
        lines = (cell.find(w("p")) for found in cells for cell in found)
        yield from (line for line in lines if line is not None)
