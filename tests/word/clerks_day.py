"""The story that docs/clerk.md tells, as documents: generated, edited by the clerk, refreshed, accepted, published.

Run as a script with a folder, it writes them there, for the pictures of that page.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from docx.document import Document
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, exception

from performance_index.rating import Rating
from performance_index.report import Row, Section
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.controls import controls_in
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.wordml import w, words
from performance_index.word.fill import fill
from performance_index.word.publish import Published, publish
from performance_index.word.refresh import refresh
from performance_index.word.template import build_template

CLERKS_LAW = "Section 31 of the Children Act 1989 applies."
CLERKS_WORDS = {
    "covered in the departmental update.": "covered in the director’s update.",
    "This is a national issue.": "This is a national issue, which the panel discussed in September.",
}
"""What the clerk writes, by what was generated."""

_SECOND, _SIXTEENTH = SEED.exceptions[0], SEED.exceptions[2]


def _corrected(row: Row, old: str, new: str) -> Row:
    (said,) = row.cells["commentary"]
    assert old in said
    return replace(row, cells={**row.cells, "commentary": (said.replace(old, new),)})


CORRECTED_REPORT = replace(
    SEED,
    sections={**SEED.sections, Section.FINANCIAL.tag: ("Longer proceedings cost £40,000 more than planned.",)},
    exceptions=(
        _corrected(_SECOND, "the departmental update", "the quarterly update"),
        exception("5", "% of conferences held within 15 days", Rating.AMBER, "Two were postponed."),
        _corrected(_SIXTEENTH, "Covid has had", "Covid-19 has had"),
    ),
)
"""A week later: new words for 2 and 16, 5 is an exception now, 3 and 22 are none any more, and there is a cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Where each document is, and what the two commands said."""

    generated: Path
    edited: Path
    refreshed: Path
    accepted: Path
    told: Refreshed
    published: Published


def live(folder: Path, *, pdf: bool = False) -> Day:
    """Write all the documents of the story."""
    template, report = folder / "template.docx", folder / "report.docx"
    build_template(template)
    fill(template, SEED, report, now=NOW)
    generated = _keep(report, "1 generated")
    _edit(report)
    edited = _keep(report, "2 edited")
    told = refresh(template, CORRECTED_REPORT, report, now=NOW + timedelta(days=7))
    refreshed = _keep(report, "3 refreshed")
    _accept(report)
    accepted = _keep(report, "4 accepted")
    return Day(
        generated=generated,
        edited=edited,
        refreshed=refreshed,
        accepted=accepted,
        told=told,
        published=publish(report, pdf=pdf),
    )


def _keep(report: Path, name: str) -> Path:
    copy = report.with_name(f"{name}.docx")
    copy.write_bytes(report.read_bytes())
    return copy


def _edit(report: Path) -> None:
    """Do what the clerk does in Word: rewrite two sentences and write the legal implications."""
    document = open_docx(report)
    for given, clerks in CLERKS_WORDS.items():
        _write_over(document, given, clerks)
    (legal,) = controls_in(document)[Section.LEGAL.tag]
    legal.write((CLERKS_LAW,))
    report.write_bytes(docx_bytes(document))


def _write_over(document: Document, old: str, new: str) -> None:
    for text in document.element.body.iter(w("t")):
        text.text = (text.text or "").replace(old, new)


def _accept(report: Path) -> None:
    """Accept every change and delete every comment, as Word's buttons do, for the changes that this story has."""
    document = open_docx(report)
    body = document.element.body
    for gone in [*body.iter(w("del")), *body.iter(w("commentRangeStart"), w("commentRangeEnd"))]:
        _remove(gone)
    for mark in list(body.iter(w("commentReference"))):
        _remove(mark.getparent())
    for new in list(body.iter(w("ins"))):
        for child in list(new):
            new.addprevious(child)
        _remove(new)
    report.write_bytes(docx_bytes(document))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def said(path: Path) -> list[str]:
    """Give what each paragraph of a document's body says."""
    return [words(paragraph) for paragraph in open_docx(path).element.body.iter(w("p"))]


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.mkdir(exist_ok=True)
    live(where, pdf=True)
