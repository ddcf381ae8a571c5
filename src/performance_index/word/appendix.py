"""The template of the appendix and what it says become a Word document, made anew each time.

The template's controls are gone from it: nothing in it is brought up to date later, so it is ready for the public. What
was written is known again by a fingerprint in its properties, so that one in which somebody has worked is never lost.
"""

from __future__ import annotations

import copy
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.appendix import INDICATOR_COLUMNS, NOTE_COLUMNS, Appendix
from performance_index.finding import Finding, NotReadable, Severity
from performance_index.report import Row
from performance_index.word.document.controls import Control, controls_in, find_controls
from performance_index.word.document.ids import free_ids
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.wordml import clean, w
from performance_index.word.fill import TITLE_LENGTH
from performance_index.word.rows import compile_row
from performance_index.word.tags import THEME

CATEGORY = "Appendix: performance index"
"""What an appendix says of itself in its properties."""
_THEME_NAME, _NOTES = "appendix.theme_name", "appendix.notes"
_COLUMNS = {"indicators": INDICATOR_COLUMNS, "notes": NOTE_COLUMNS}
_TEXTS = ("appendix.counts", "appendix.ratings")
_VALUES = ("index_title", "year", "committee", "date", "period_end")
_OURS = frozenset(
    {*_VALUES, *_TEXTS, THEME, _THEME_NAME, _NOTES, *_COLUMNS, *(f"{t}.{c}" for t, cs in _COLUMNS.items() for c in cs)}
    | {f"{table}.{part}" for table in _COLUMNS for part in ("rows", "row")}
)
_LOST = {
    "index_title": "the title of the index is left out",
    "year": "the financial year is left out",
    "period_end": "the end of the period is left out",
    "appendix.counts": "the counts are left out",
    "appendix.ratings": "what the ratings mean is left out",
    _NOTES: "the notes on figures and ratings are left out",
}
"""What the appendix lacks without a control that its template should have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An appendix that is not written yet: its file, and what the template had no place for."""

    content: bytes
    findings: tuple[Finding, ...]


def make_appendix(template: Path, appendix: Appendix, subject: str, now: datetime) -> Made:
    """Give the document; `subject` says in its properties whose index it is. The same give the same bytes.

    NotReadable: the template is not one of an appendix.
    """
    document = open_docx(template, as_template=True)
    controls = controls_in(document)
    if THEME not in controls or not _rows(controls[THEME][0].content, "indicators"):
        raise NotReadable(
            f"{template.name} has no content control {THEME} around a table with the rows indicators.rows; "
            "start from the template that comes with Performance Index (templates/appendix.docx)"
        )
    missing = [tag for tag in _LOST if tag not in controls and (tag != _NOTES or appendix.notes)]
    ids = free_ids(document)
    for control in controls.get(_NOTES, ()):
        if appendix.notes:
            _fill(control.content, "notes", appendix.notes, ids)
        else:
            control.remove()
    for control in controls[THEME]:
        _repeat(control, appendix.themes, ids)
    _write(controls_in(document), appendix)
    _unwrap(document)
    _describe(document, appendix.title, subject, now)
    document.core_properties.version = digest(appendix)
    return Made(content=_signed(document), findings=tuple(_lacking(template.name, tag) for tag in missing))


def _lacking(template: str, tag: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        place=f"template {template}",
        what=f"no content control is tagged {tag}, so {_LOST[tag]}",
        cure="copy that control from the template that comes with Performance Index",
    )


def _repeat(control: Control, themes: Sequence[tuple[str, tuple[Row, ...]]], ids: Iterator[int]) -> None:
    """Put a copy of what the control is around in its place for each theme."""
    for name, rows in themes:
        one = Control(copy.deepcopy(control.element))
        control.element.addprevious(one.element)
        for heading in find_controls(one.content).get(_THEME_NAME, ()):
            heading.write_value(name)
        _fill(one.content, "indicators", rows, ids)
        for caption in one.content.iter(w("tblCaption")):
            caption.set(w("val"), clean(name))
    parent = control.element.getparent()
    assert parent is not None
    parent.remove(control.element)


def _rows(content: Element, table: str) -> list[Control]:
    found = find_controls(content).get(f"{table}.rows", [])
    return [rows for rows in found if rows.content.find(w("sdt")) is not None]


def _fill(content: Element, table: str, rows: Sequence[Row], ids: Iterator[int]) -> None:
    """Put the rows into a table in place of its prototype."""
    for control in _rows(content, table):
        prototype = control.content.find(w("sdt"))
        assert prototype is not None
        compiled = compile_row(prototype, table, _COLUMNS[table])
        for child in list(control.content):
            control.content.remove(child)
        for made in compiled.elements(rows, ids):
            control.content.extend(list(Control(made).content))


def _write(controls: Mapping[str, list[Control]], appendix: Appendix) -> None:
    """Write the values and the sentences; the line of a value that nobody gave goes."""
    said = {**appendix.values, "appendix.counts": appendix.counts, "appendix.ratings": appendix.ratings}
    for tag in (*_VALUES, *_TEXTS):
        for control in controls.get(tag, ()):
            if tag in said:
                control.write_value(said[tag])
            else:
                _remove_line(control)


def _remove_line(control: Control) -> None:
    line = next(control.element.iterancestors(w("p")), None)
    parent = None if line is None else line.getparent()
    if line is None or parent is None or parent.tag == w("tc"):
        control.write_value("")
    else:
        parent.remove(line)


def _unwrap(document: Document) -> None:
    """Take our controls away around what they hold, the innermost first; a council's own stay."""
    controls = [one for tag, found in controls_in(document).items() if tag in _OURS for one in found]
    for control in sorted(controls, key=lambda one: -sum(1 for _ in one.element.iterancestors())):
        control.unwrap()


def _describe(document: Document, title: str, subject: str, now: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.subject = clean(title)[:TITLE_LENGTH], clean(subject)[:TITLE_LENGTH]
    properties.category, properties.author = CATEGORY, ""
    properties.created = properties.modified = now if now.tzinfo is None else now.astimezone(UTC)
    properties.revision = 1


def _signed(document: Document) -> bytes:
    """The file, with the fingerprint of all else in it."""
    document.core_properties.identifier = fingerprint(docx_bytes(document))
    return docx_bytes(document)


def digest(appendix: Appendix) -> str:
    """What tells what one appendix says from what any other does, whatever template it is put into."""
    tables = (*appendix.themes, ("", appendix.notes))
    rows = [(name, [(row.number, row.cells) for row in some]) for name, some in tables]
    values = {tag: str(value) for tag, value in appendix.values.items()}
    said = [appendix.title, values, appendix.counts, appendix.ratings, rows]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def says(document: Document) -> str | None:
    """Give the digest of what an appendix was made to say; None for a document that is none."""
    properties = document.core_properties
    return properties.version if properties.category == CATEGORY else None


def fingerprint(content: bytes) -> str:
    """What tells a document from every other: all its parts but its properties, and their names."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            if name != "docProps/core.xml":
                part = package.read(name)
                digest.update(f"{name} {len(part)}\n".encode() + part)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A document that is in the appendix's place: whose it is, and whether nobody has saved it since it was made."""

    subject: str
    is_as_made: bool
    fingerprint: str


def there(path: Path) -> There | None:
    """Give what is said of itself by an appendix that is there; None for a document that is none of ours.

    NotReadable: it is no Word document.
    """
    properties = open_docx(path).core_properties
    if properties.category != CATEGORY:
        return None
    found = fingerprint(path.read_bytes())
    return There(subject=properties.subject, is_as_made=properties.identifier == found, fingerprint=found)
