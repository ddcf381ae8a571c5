"""A report that a clerk has edited is made again from new data, and not a word of the clerk's is lost.

Three texts meet at each field: what was generated (the state), what is current in the document, and what is new: what
the data say now. `reading` finds them, `deciding` plans what becomes of each, and `writing` does that.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Refused
from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Account, Change, Refreshed
from performance_index.word.deciding.current import Handle
from performance_index.word.deciding.edits import Edit
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.tables import bases_of
from performance_index.word.deciding.whole import decide_report
from performance_index.word.document.comments import comments_of
from performance_index.word.document.controls import Control, controls_beside_rows, find_controls, stories
from performance_index.word.document.ids import free_ids, make_ids_unique
from performance_index.word.document.libreoffice import is_libreoffices
from performance_index.word.document.lists import settle_lists
from performance_index.word.document.notes import TOOL
from performance_index.word.document.package import docx_bytes, is_as_written, open_docx
from performance_index.word.document.revisions import reviser
from performance_index.word.document.wordml import clean, w
from performance_index.word.fill import TITLE_LENGTH, draft, open_template
from performance_index.word.reading.bookmarked import from_bookmarks, to_be_bookmarks, to_bookmarks
from performance_index.word.reading.currentreport import read_report
from performance_index.word.reading.fields import Marks
from performance_index.word.reading.newreport import new_report, prompts_of
from performance_index.word.reading.suggestions import accept_edited, suggestions_in
from performance_index.word.reading.untagged import has_lost_its_tags, reattach, without_tags
from performance_index.word.rows import PrototypeRow
from performance_index.word.state import State, read_state, version_of, write_state
from performance_index.word.writing.edits import Writer
from performance_index.write import refuse_if_saved, refuse_to_lose, replace_whole, write_whole

_PLACES = tuple(map(w, ("p", "tc", "tr", "tbl", "sdt")))


@dataclass(frozen=True, slots=True)
class Planned:
    """An opened document, and what is to be done in it.

    `account`: what is told of that. `state`: what the document rests on then, `base` what was generated before.
    `is_accepted`: whether something was accepted in it before it was read, because a clerk had written in it. `title`
    is the report's; `prototypes` make the rows and `ids` number the controls that are put in.
    """

    document: Document
    account: Account
    state: State
    base: State
    title: str
    marks: Marks
    is_accepted: bool
    edits: Sequence[Edit]
    prototypes: Mapping[str, PrototypeRow]
    ids: Iterator[int]

    @property
    def is_change(self) -> bool:
        """Whether anything in the text is otherwise then."""
        return self.is_accepted or bool(self.edits)

    def write(self) -> None:
        """Do it, in the opened document."""
        marks = self.marks
        Writer(self.document, marks.reviser, marks.comments, self.prototypes, self.ids).write(self.edits)
        settle_lists(self.document)
        _retitle(self.document, self.title, self.base)


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
    own = read_state(opened)
    is_edited = is_worked_on(opened, own, before)
    pattern = open_pattern(template)
    remembered = own or kept
    is_sound = not mended and not (is_libreoffices(opened) and _has_frames(opened, pattern, remembered))
    base, is_bare = known_by(opened, pattern, document, own=own, kept=kept)
    planned = plan_refresh(opened, pattern, report, base, now=now, author=author, is_unknown=own is None)
    account = planned.account
    unwritten = Refreshed(changes=account.told, findings=(*mended, *account.findings), state=base, backup=None)
    belongs_to = planned.state.belongs_to or base.belongs_to
    state = replace(planned.state, belongs_to=belongs_to, version=version_of(document.stem), edited=is_edited)
    known = replace(base, belongs_to=state.belongs_to, version=state.version, edited=is_edited)
    is_as_it_was = replace(state, generated=base.generated, offers=base.offers, comments=base.comments) == known
    if is_as_it_was and is_sound and own is not None:
        return replace(unwritten, state=known)
    if dry_run:
        return replace(unwritten, state=state)
    planned.write()
    state = finish(planned, pattern, state, now)
    with_copy = planned.is_change or is_bare or not is_sound  # else only what is remembered of it is new
    return replace(
        unwritten, state=state, backup=_replace(document, before, docx_bytes(opened), now, with_copy=with_copy)
    )


def is_worked_on(opened: Document, own: State | None, content: bytes) -> bool:
    """Whether somebody has saved an opened report since it was made here; `own` is its state, `content` its file."""
    return own is None or own.edited is not False or not is_as_written(opened, content)


def finish(planned: Planned, pattern: Pattern, state: State, now: dt.datetime) -> State:
    """Make a document that was brought up to date ready to be written, with its state, and give that."""
    opened, marks = planned.document, planned.marks
    marks.comments.sweep()
    open_now = suggestions_in(marks.reviser, stories(opened))
    state = replace(state, offers=open_now, comments=marks.comments.texts())
    write_state(opened, state)
    make_ids_unique(opened)
    to_bookmarks(opened, pattern.controls, everywhere=is_libreoffices(opened))
    opened.core_properties.modified = now if now.tzinfo is None else now.astimezone(dt.UTC)
    return state


def _has_frames(opened: Document, pattern: Pattern, base: State | None) -> bool:
    """Whether LibreOffice would spoil what is marked next in a document: a tracked change or a link in a frame."""
    if base is not None and has_lost_its_tags(opened, base) and without_tags(opened, pattern.document):
        return True
    return next(to_be_bookmarks(opened, pattern.controls, everywhere=True), None) is not None


def _unknown(document: Path) -> Refused:
    return Refused(
        f"{document} does not say what was generated in it, so nobody can tell the clerk's words from the report's; "
        "choose a report that Performance Index made, or have a new version made (--new-version) and copy the clerk's "
        "words over"
    )


def known_by(
    opened: Document, pattern: Pattern, document: Path, *, own: State | None, kept: State | None
) -> tuple[State, bool]:
    """Give what was generated in an opened document, with its controls put back, and whether all had lost their tags.

    Refused where nobody knows what was generated. `own` is the state in it, `kept` that from a copy beside the
    workbook, used where the document has lost its own.
    """
    base = own or kept
    if base is None:
        raise _unknown(document)
    ids = free_ids(opened)
    is_bare = has_lost_its_tags(opened, base)
    from_bookmarks(opened, pattern.controls, ids)
    if is_bare:
        reattach(opened, pattern.document, base, ids)
    if own is None and len(base.texts.keys() & controls_beside_rows(opened).keys()) * 2 < len(base.texts):
        raise _unknown(document)
    return base, is_bare


def plan_refresh(  # noqa: PLR0913 - as above
    opened: Document,
    pattern: Pattern,
    report: CommitteeReport,
    base: State,
    *,
    now: dt.datetime,
    author: str,
    is_unknown: bool,
) -> Planned:
    """Read an opened document and decide what becomes of everything in it."""
    ids = free_ids(opened)
    drafted = draft(pattern.document, report, now=now, author=author, with_rows=False)
    marks = Marks(reviser(author, now, stories(opened)), comments_of(opened, author, now, base.comments))
    is_accepted = accept_edited(marks.reviser, base)
    new = new_report(report, drafted, prompts_of(pattern.controls))
    bases = bases_of(base, new)
    current = read_report(opened, base, new, bases, marks)
    decided = decide_report(base, current, new, bases, is_unknown=is_unknown)
    findings = [*decided.plan.findings, *drafted.findings(pattern.name)]
    return Planned(
        document=opened,
        account=Account(_in_order(decided.plan, opened), findings),
        state=decided.state,
        base=base,
        title=report.title,
        marks=marks,
        is_accepted=is_accepted,
        edits=decided.plan.edits,
        prototypes=drafted.prototypes,
        ids=ids,
    )


def _in_order(plan: Plan, document: Document) -> list[Change]:
    """Give what was planned in the order of the text; what stands nowhere comes last."""
    if len(plan.account) < 2:
        return [one.change for one in plan.account]
    places = {one: _last(one.place) if one.is_after else one.place for one in plan.account}
    wanted = set(places.values())
    every = (one for root in stories(document) for one in root.iter(*_PLACES))
    at: dict[Handle, int] = {one: n for n, one in enumerate(every) if one in wanted}
    order = sorted(plan.account, key=lambda one: (places[one] not in at, at.get(places[one], 0), one.is_after))
    return [one.change for one in order]


def _last(place: Handle) -> Handle:
    """Give the last place in a place."""
    assert isinstance(place, Element)
    *_, last = place.iter(*_PLACES)
    return last


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


def _retitle(opened: Document, title: str, base: State) -> None:
    """Give the document its new title, where it still has the one that it was generated with."""
    named = [base.texts.get(tag, "") for tag in ("subject", "committee")]
    properties = opened.core_properties
    if properties.title == " – ".join(filter(None, named))[:TITLE_LENGTH]:
        properties.title = clean(title)[:TITLE_LENGTH]


def _replace(document: Path, before: bytes, after: bytes, now: dt.datetime, *, with_copy: bool) -> Path | None:
    """Put the new file in place of the old one, and give the backup of the old one, where one is wanted."""
    if with_copy:
        return replace_whole(document, before, after, now)
    refuse_if_saved(document, before)
    write_whole(document, after, overwrite=True)
    return None
