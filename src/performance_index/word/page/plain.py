"""A published copy made plain for the converter: one text, its numbers written out, each paragraph with its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, is_first_column, rows_of
from performance_index.word.document.package import docx_bytes
from performance_index.word.document.story import read_stories, write_xml
from performance_index.word.document.wordml import new_element, run_xml, text, w
from performance_index.word.page.around import bring_in
from performance_index.word.page.boxes import choose_one, lift_boxes, part_paragraphs
from performance_index.word.page.inline import hide_hidden, make_readable, settle_fields
from performance_index.word.page.pictures import Picture, Pictures
from performance_index.word.page.roles import Roles

TABLE = "\ue004"
"""What a table's number stands between, in its first cell, until the page is put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What a table says of itself beside its words: its caption, and whether its first column names the rows."""

    caption: str
    names_rows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A document for the converter, and what it cannot carry.

    `said` is what each paragraph says, in order, that of the notes last. `not_shown` names what a page has only a note
    of.
    """

    content: bytes
    said: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: Mapping[int, TableFacts]
    languages: frozenset[str]
    not_shown: tuple[str, ...]


def make_plain(document: Document) -> Plain:
    """Change a document, in place, into what a converter reads without loss. NotReadable: a part of it is damaged."""
    stories, formatting = read_stories(document), Formatting(document)
    pictures, not_shown = Pictures(), []
    for story in stories:
        choose_one(story.root)
        hide_hidden(story.root, formatting)
        settle_fields(story.root, by_pages=story.kind in {"header", "footer"})
        lift_boxes(story.root)
        part_paragraphs(story.root)
        pictures.take(story.root, story.part)
        not_shown += make_readable(story.root, formatting)
    bring_in(document, stories)
    roles = Roles(document, formatting)
    for story in stories:
        if story.kind not in {"header", "footer"}:
            roles.give(story.root, is_numbered=story.kind == "body")
    texts = [story.root for story in stories if story.kind not in {"header", "footer"}]
    said = tuple(line for root in texts for line in text(root).split("\n"))
    tables = _number_tables(texts[0])
    for story in stories:
        write_xml(story.part, story.root)
    return Plain(
        content=docx_bytes(document),
        said=said,
        pictures=tuple(pictures.all),
        tables=tables,
        languages=frozenset(roles.languages),
        not_shown=(*pictures.not_shown, *not_shown),
    )


def _number_tables(root: Element) -> dict[int, TableFacts]:
    found = {}
    for number, table in enumerate(root.iter(w("tbl"))):
        rows = rows_of(table)
        cells = cells_of(rows[0]) if rows else []
        line = cells[0].find(w("p")) if cells else None
        if line is None:
            continue
        line.append(new_element(f"<w:r>{run_xml(f'{TABLE}{number}{TABLE}')}</w:r>"))
        caption, look = (table.find(f"{w('tblPr')}/{w(name)}") for name in ("tblCaption", "tblLook"))
        found[number] = TableFacts(
            caption="" if caption is None else caption.get(w("val"), "").strip(),
            names_rows=look is not None and is_first_column(look),
        )
    return found
