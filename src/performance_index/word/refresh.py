"""A report that a clerk has edited is made again from new data, and not a word of the clerk's is lost.

Three texts meet at each field: what was generated (the state), what stands in the document, and what the data say now.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from lxml import etree

from performance_index.finding import Finding, Refused
from performance_index.report import CommitteeReport
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.comments import comments_of
from performance_index.word.document.controls import Control, controls_beside_rows, find_controls, stories
from performance_index.word.document.ids import free_ids, make_ids_unique
from performance_index.word.document.libreoffice import is_libreoffices
from performance_index.word.document.notes import TOOL
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.revisions import reviser
from performance_index.word.document.wordml import clean
from performance_index.word.fill import SECTIONS, TITLE_LENGTH, draft, open_template
from performance_index.word.refreshing.adopting import adopt, offers
from performance_index.word.refreshing.counts import ask_about_counts
from performance_index.word.refreshing.doubts import tell_of_lost_record
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.loose import fasten, loosen, to_loosen
from performance_index.word.refreshing.lost import tell
from performance_index.word.refreshing.outcome import Refreshed
from performance_index.word.refreshing.parts import Parts
from performance_index.word.refreshing.reattach import has_lost_its_tags, reattach, without_tags
from performance_index.word.refreshing.tableparts import TableParts
from performance_index.word.refreshing.values import Values, prompts_of
from performance_index.word.state import State, read_state, version_of, write_state
from performance_index.write import refuse_to_lose, write_whole


def refresh(  # noqa: PLR0913 - what makes a report is named by the caller
    template: Path,
    report: CommitteeReport,
    document: Path,
    *,
    now: dt.datetime,
    author: str = TOOL,
    kept: State | None = None,
    dry_run: bool = False,
) -> Refreshed:
    """Bring an edited report up to date in place, with a backup beside it, and give what was done.

    `kept` is the state from a copy beside the workbook, used where the document has lost its own. Comments and tracked
    changes are by `author`. Where the data say what they said, nothing is written, but where LibreOffice left frames:
    they become bookmarks. Refused, with nothing changed: the document is not one of our reports, is open in Word, was
    saved by somebody meanwhile, or cannot be written.
    """
    if not dry_run:
        refuse_to_lose(document, overwrite=True)
    before = document.read_bytes() if document.is_file() else b""  # first: what is saved from now on is not lost
    mended: list[Finding] = []
    opened = open_docx(document, findings=mended)
    looked = _looks(opened)
    own = read_state(opened)
    is_edited = is_worked_on(opened, own, before)
    pattern = open_pattern(template)
    is_sound = not mended and not (is_libreoffices(opened) and _has_frames(opened, pattern, own or kept))
    base = known_by(opened, pattern, document, own=own, kept=kept)
    made, state = bring_up_to_date(opened, pattern, report, base, now=now, author=author, is_unknown=own is None)
    unwritten = Refreshed(
        changes=tuple(dict.fromkeys(made.changes)), findings=(*mended, *made.findings), state=base, backup=None
    )
    belongs_to = state.belongs_to or base.belongs_to
    state = replace(state, belongs_to=belongs_to, version=version_of(document.stem), edited=is_edited)
    known = replace(base, belongs_to=state.belongs_to, version=state.version, edited=is_edited)
    is_as_it_was = replace(state, generated=base.generated, offers=base.offers, comments=base.comments) == known
    if is_as_it_was and is_sound and own is not None:
        return replace(unwritten, state=known)
    if dry_run:
        return replace(unwritten, state=state)
    state = finish(opened, pattern, made, state, now)
    with_copy = _looks(opened) != looked  # else only what is remembered of it is new
    return replace(
        unwritten, state=state, backup=_replace(document, before, docx_bytes(opened), now, with_copy=with_copy)
    )


def is_worked_on(opened: Document, own: State | None, content: bytes) -> bool:
    """Whether somebody has saved an opened report since it was made here; `own` is its state, `content` its file."""
    return own is None or own.edited is not False or docx_bytes(opened) != content


def finish(opened: Document, pattern: Pattern, made: Editor, state: State, now: dt.datetime) -> State:
    """Make a document that was brought up to date ready to be written, with its state, and give that."""
    made.comments.sweep()
    open_now = offers(made.reviser, stories(opened))
    state = replace(state, offers=open_now, comments=made.comments.texts())
    write_state(opened, state)
    make_ids_unique(opened)
    loosen(opened, pattern.controls, everywhere=is_libreoffices(opened))
    opened.core_properties.modified = now if now.tzinfo is None else now.astimezone(dt.UTC)
    return state


def _has_frames(opened: Document, pattern: Pattern, base: State | None) -> bool:
    """Whether LibreOffice would spoil what is marked next in a document: a tracked change or a link in a frame."""
    if base is not None and has_lost_its_tags(opened, base) and without_tags(opened, pattern.document):
        return True
    return next(to_loosen(opened, pattern.controls, everywhere=True), None) is not None


def _looks(opened: Document) -> list[bytes]:
    """Give all that a person can see in a document, as something to compare."""
    comments = (one.target_part for one in opened.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.COMMENTS)
    parts = (one.element for one in comments if isinstance(one, XmlPart))
    return [etree.tostring(root) for root in (*stories(opened), *parts)] + [opened.core_properties.title.encode()]


def _unknown(document: Path) -> Refused:
    return Refused(
        f"{document} does not say what was generated in it, so nobody can tell the clerk's words from the report's; "
        "choose a report that Performance Index made, or have a new version made (--new-version) and copy the clerk's "
        "words over"
    )


def known_by(opened: Document, pattern: Pattern, document: Path, *, own: State | None, kept: State | None) -> State:
    """Give what was generated in an opened document, with its controls put back; Refused where nobody knows.

    `own` is the state in it, `kept` that from a copy beside the workbook, used where the document has lost its own.
    """
    base = own or kept
    if base is None or not (_put_controls_back(opened, pattern, base) or own):
        raise _unknown(document)
    return base


def _put_controls_back(opened: Document, pattern: Pattern, base: State) -> bool:
    """Put back controls that stand as bookmarks or lost their tags; whether most of what was generated is there."""
    ids = free_ids(opened)
    is_bare = has_lost_its_tags(opened, base)
    fasten(opened, pattern.controls, ids)
    if is_bare:
        reattach(opened, pattern.document, base, ids)
    return len(base.texts.keys() & controls_beside_rows(opened).keys()) * 2 >= len(base.texts)


def bring_up_to_date(  # noqa: PLR0913 - as above
    opened: Document,
    pattern: Pattern,
    report: CommitteeReport,
    base: State,
    *,
    now: dt.datetime,
    author: str,
    is_unknown: bool,
) -> tuple[Editor, State]:
    """Merge everything in an opened document; give the account of it and the new state."""
    ids = free_ids(opened)
    prompts = prompts_of(pattern.controls)
    drafted = draft(pattern.document, report, now=now, author=author, with_rows=False)
    editor = Editor(reviser(author, now, stories(opened)), comments_of(opened, author, now, base.comments))
    adopt(editor.reviser, base)
    parts = Parts(editor, opened, base, drafted, prompts, ids, report.sections, is_unknown)
    parts.settle()
    parts.put_in_missing()
    TableParts(parts, report).run()
    ask_about_counts(parts)
    values = Values(editor, controls_beside_rows(opened), report.values, base, drafted, prompts, parts.lost)
    state = values.run()
    state = _carried(state, base, parts, tell(parts.lost, opened, editor))
    if is_unknown:
        tell_of_lost_record(editor, sum(parts.doubts))
    editor.findings.extend(drafted.findings(pattern.name))
    _retitle(opened, report, base)
    return editor, state


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template: its name, the document, which is filled on the way, and its controls as they were before that."""

    name: str
    document: Document
    controls: Mapping[str, Sequence[Control]]


def open_pattern(template: Path) -> Pattern:
    """Give the template in a file; NotReadable where it is not one."""
    document = open_template(template)
    controls: dict[str, list[Control]] = {}
    for root in stories(document):
        for tag, found in find_controls(copy.deepcopy(root)).items():
            controls.setdefault(tag, []).extend(found)
    return Pattern(template.name, document, controls)


def _carried(state: State, base: State, parts: Parts, lost: Mapping[str, str]) -> State:
    """Keep what the state knew of parts that stand as before: the template or the report has no place for them now."""
    tags = parts.draft.tags
    texts = {tag: said for tag, said in state.texts.items() if tag not in lost}
    texts |= {tag: said for tag, said in base.texts.items() if tag in SECTIONS and tag not in tags}
    texts |= parts.placeless
    texts |= {tag: base.texts[tag] for tag in lost.values()}
    dates = {tag: base.dates.get(tag) if tag in lost else day for tag, day in state.dates.items()}
    found = {tag: parts.tables.get(tag, state.tables.get(tag)) for tag in (*base.tables, *state.tables)}
    tables = {tag: table for tag, table in found.items() if table is not None and table.rows}
    tables |= {tag: base.tables[tag] for tag in parts.lost_tables}
    for tag, cells in parts.lost_cells.items():
        if cells and tag in tables and tables[tag].columns == parts.before[tag].columns:
            tables[tag] = replace(tables[tag], rows=_with_old(cells, parts.before[tag].rows, tables[tag].rows))
    for tag, struck in parts.struck_rows.items():
        if tag in tables:
            tables[tag] = replace(tables[tag], struck=struck)
        elif struck:  # no rows now, but some that the clerk has not let go
            tables[tag] = replace(base.tables[tag], rows={}, struck=struck)
    days = {tag: day for tag, day in dates.items() if day is not None}
    return replace(state, texts=texts, dates=days, tables=tables, struck=parts.struck)


def _with_old(
    cells: Collection[tuple[str, int]], old: Mapping[str, Texts], new: Mapping[str, Texts]
) -> dict[str, Texts]:
    """Give rows of which these cells say what they said before."""
    return {
        number: tuple(old[number][n] if (number, n) in cells else said for n, said in enumerate(texts))
        for number, texts in new.items()
    }


def _retitle(opened: Document, report: CommitteeReport, base: State) -> None:
    """Give the document its new title, where it still has the one that it was generated with."""
    named = [base.texts.get(tag, "") for tag in ("subject", "committee")]
    properties = opened.core_properties
    if properties.title == " – ".join(filter(None, named))[:TITLE_LENGTH]:
        properties.title = clean(report.title)[:TITLE_LENGTH]


def _replace(document: Path, before: bytes, after: bytes, now: dt.datetime, *, with_copy: bool) -> Path | None:
    """Put the new file in place of the old one, and give the backup of the old one, where one is wanted."""
    if document.read_bytes() != before:
        raise Refused(f"{document} was saved by somebody a moment ago; try again")
    if not with_copy:
        write_whole(document, after, overwrite=True)
        return None
    backup = write_backup(document, before, now)
    try:
        write_whole(document, after, overwrite=True)
    except Refused:
        with suppress(OSError):  # of a drive that is gone nothing can be taken away
            backup.unlink(missing_ok=True)
        raise
    return backup


def write_backup(document: Path, content: bytes, now: dt.datetime) -> Path:
    """Write a copy under a name that no file has: 'Report (before 2020-10-20 09.30).docx', then '…, 2).docx'."""
    number = 1
    while True:
        nth = "" if number == 1 else f", {number}"
        backup = document.with_name(f"{document.stem} (before {now:%Y-%m-%d %H.%M}{nth}){document.suffix}")
        if not backup.exists():
            try:
                write_whole(backup, content, overwrite=False)
            except Refused:
                if not backup.exists():  # else another refresh took the name
                    raise
            else:
                return backup
        number += 1
