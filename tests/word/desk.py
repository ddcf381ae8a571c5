"""A report on a clerk's desk: filled, edited by hand, refreshed from corrected data, and looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import docx
from docx.document import Document
from lxml.etree import _Element as Element
from seed_report import NOW, SEED

from performance_index.report import CommitteeReport, Row
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.ids import free_ids
from performance_index.word.document.wordml import new_element, w
from performance_index.word.fill import fill
from performance_index.word.reading.bookmarked import from_bookmarks
from performance_index.word.refresh import refresh
from performance_index.word.state import State

LATER = NOW + dt.timedelta(days=1)
SIGNS = {w("ins"): "[+{}+]", w("del"): "[-{}-]"}


@dataclass
class Desk:
    """One report, its template, and what was done to it."""

    template: Path
    path: Path

    def fill(self, report: CommitteeReport = SEED) -> None:
        """Make the report anew."""
        fill(self.template, report, self.path, now=NOW, overwrite=True)

    def fastened_controls(self, tag: str) -> list[Control]:
        """The controls of a tag, those too that stand as bookmarks."""
        return controls_in(self.fastened).get(tag, [])

    def refresh(
        self, report: CommitteeReport, *, kept: State | None = None, dry_run: bool = False, now: dt.datetime = LATER
    ) -> Refreshed:
        """Bring it up to date."""
        return refresh(self.template, report, self.path, now=now, kept=kept, dry_run=dry_run)

    @property
    def document(self) -> Document:
        """The report as it is now."""
        return docx.Document(str(self.path))

    @property
    def fastened(self) -> Document:
        """The report with its controls in place, those too that stand as bookmarks."""
        document = self.document
        from_bookmarks(document, controls_in(docx.Document(str(self.template))), free_ids(document))
        return document

    @contextmanager
    def edit(self) -> Iterator[Document]:
        """Open it, let something be done, and save it."""
        document = self.document
        yield document
        document.save(str(self.path))

    def type(self, tag: str, *paragraphs: str, column: int = 3) -> None:
        """Type over a control's text, or over a cell of a row; several paragraphs as Word makes them."""
        with self.edit() as document:
            place = cell(document, tag, column) if ".row:" in tag else controls_in(document)[tag][0].content
            write(place, *paragraphs)

    def shown(self, tag: str, column: int = 3) -> str:
        """What a control or a cell says, with what is struck out and put in: 'It is [-45-][+54+]%'."""
        document = self.fastened
        return marked(cell(document, tag, column) if ".row:" in tag else controls_in(document)[tag][0].content)

    def rows(self, table: str = "exceptions") -> list[str]:
        """The rows of a table by the number in their first cell, marked where one is put in or struck out."""
        found = []
        for element in self.document.element.body.iter(w("tbl")):
            heads = [marked(c) for c in next(element.iter(w("tr"))).iter(w("tc"))]
            kinds = {"Rating": "exceptions", "Why not rated": "unrated"}
            if next((kinds[head] for head in heads if head in kinds), "caveats") == table:
                found += [_row(row) for row in list(element.iter(w("tr")))[1:]]
        return found

    def comments(self) -> list[str]:
        """The comments, each with the words that it is on: 'A: The rating was recomputed …'."""
        document = self.document
        said = {f"{c.comment_id}": c.text for c in document.comments}
        return [f"{_commented(document, number)}: {text}" for number, text in said.items()]

    @property
    def tags(self) -> set[str]:
        """The tags of the controls that are there, or stand as bookmarks."""
        return set(controls_in(self.fastened))


def cell(document: Document, tag: str, column: int) -> Element:
    """The cell of a row."""
    return list(controls_in(document)[tag][0].content.iter(w("tc")))[column]


def write(place: Element, *paragraphs: str) -> None:
    """Type over a place: the words become the clerk's, their style stays."""
    if place.find(w("p")) is None:
        first = next(place.iter(w("t")))
        first.text = paragraphs[0]
        return
    first, *others = list(place.iterchildren(w("p")))
    for other in others:
        place.remove(other)
    for child in list(first):
        if child.tag != w("pPr"):
            first.remove(child)
    first.append(new_element(f'<w:r><w:t xml:space="preserve">{paragraphs[0]}</w:t></w:r>'))
    for said in reversed(paragraphs[1:]):
        first.addnext(new_element(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"))


def marked(place: Element) -> str:
    """The words of a place with what is struck out and put in."""
    return " / ".join(_line(p) for p in place.iter(w("p"))) or _line(place)


def _line(parent: Element) -> str:
    said = ""
    for child in parent:
        if child.tag in SIGNS:
            said += SIGNS[str(child.tag)].format(_line(child))
        elif child.tag in {w("r"), w("hyperlink"), w("sdt"), w("sdtContent")}:
            said += _line(child)
        elif child.tag in {w("t"), w("delText")}:
            said += child.text or ""
    return said


def _row(row: Element) -> str:
    said = "".join(t.text or "" for t in next(row.iter(w("tc"))).iter(w("t"), w("delText")))
    for kind in ("ins", "del"):
        if row.find(f"{w('trPr')}/{w(kind)}") is not None:
            said = SIGNS[w(kind)].format(said)
    return said


def _commented(document: Document, number: str) -> str:
    said, inside = [], False
    for element in document.element.body.iter():
        if element.tag in {w("commentRangeStart"), w("commentRangeEnd")} and element.get(w("id")) == number:
            inside = element.tag == w("commentRangeStart")
        elif inside and element.tag in {w("t"), w("delText")}:
            said.append(element.text or "")
    return "".join(said)


def with_row(report: CommitteeReport, row: Row) -> CommitteeReport:
    """The report with an exception more, or another one of that number."""
    rows = {each.number: each for each in report.exceptions} | {row.number: row}
    return replace(report, exceptions=tuple(rows[number] for number in sorted(rows, key=int)))


def without_row(report: CommitteeReport, number: str) -> CommitteeReport:
    """The report with an exception less."""
    return replace(report, exceptions=tuple(row for row in report.exceptions if row.number != number))


def row_control(document: Document, number: str) -> Control:
    """The control around an exception's row."""
    return controls_in(document)[f"exceptions.row:{number}"][0]
