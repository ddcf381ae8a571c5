"""The report of another meeting goes on from one that is there: the same report for another day, or the next one's.

A meeting that was moved has the same report: it gets the new name and is brought up to date. The report of a new period
starts from the last one: a person's words are carried over, what was about the old figures is left out.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document

from performance_index.finding import Finding, HasErrors, Refused
from performance_index.period import long_date
from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Kind, Refreshed
from performance_index.word.document.comments import comments_of
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.ids import free_ids
from performance_index.word.document.notes import TOOL
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.story import Story, read_stories, write_xml
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import w
from performance_index.word.fill import draft, open_template
from performance_index.word.publishing.open_changes import open_changes
from performance_index.word.refresh import (
    Pattern,
    Planned,
    finish,
    is_worked_on,
    known_by,
    open_pattern,
    plan_refresh,
)  # fmt: skip
from performance_index.word.starting.carrying import Carrying
from performance_index.word.starting.clearing import Clearing
from performance_index.word.state import State, read_state, version_of
from performance_index.write import refuse_if_saved, refuse_to_lose, refuse_while_open, write_backup, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one report to another: `last` is where it stands, `target` where the new one goes, `template` its template.

    `kept` is the state from a copy beside the workbook, used where the document has lost its own.
    """

    template: Path
    last: Path
    target: Path
    kept: State | None = None
    author: str = TOOL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """The last report, opened: its file, what was generated in it, and whether somebody has worked on it.

    `mended` says what was put straight in it to open it, `pattern` is the template of the new one; `is_unknown`: it has
    lost its record.
    """

    content: bytes
    document: Document
    mended: tuple[Finding, ...]
    pattern: Pattern
    base: State
    is_edited: bool
    is_unknown: bool


def go_on(step: Step, report: CommitteeReport, *, now: dt.datetime, dry_run: bool = False) -> Refreshed:
    """Bring a report up to date under another name; as it was, it stays beside where it stood, named as a backup is.

    So there is one report that is worked on, as before. Refused, with nothing changed: it is none of our reports, is
    open in Word, or cannot be written or renamed.
    """
    last = _open(step, dry_run=dry_run)
    made = plan_refresh(
        last.document, last.pattern, report, last.base, now=now, author=step.author, is_unknown=last.is_unknown
    )
    made.write()
    refreshed = _finished(step, last, made, now)
    if dry_run:
        return refreshed
    refuse_if_saved(step.last, last.content)
    return replace(refreshed, backup=_move(step, last, now))


def start_from(step: Step, report: CommitteeReport, *, now: dt.datetime, dry_run: bool = False) -> Refreshed:
    """Write the report of a new period that starts from the last one, which stays as it is.

    Refused, with nothing written: the last one is none of our reports or is open in Word, or the new one cannot be
    written. HasErrors: tracked changes are open in the last one.
    """
    last = _open(step, dry_run=dry_run)
    opened, base = last.document, last.base
    stories = read_stories(opened)
    places = Whereabouts(stories, Formatting(opened))
    _refuse_undecided(step.last, stories, places)
    fresh = draft(open_template(step.template), report, now=now, author=step.author)
    comments = comments_of(opened, step.author, now, base.comments)
    clearing = Clearing(opened, stories, base, fresh, report, comments, free_ids(opened))
    clearing.run(places)
    _forget_comments(stories)
    cleared = replace(base, tables=clearing.tables, struck={}, offers=(), comments=comments.texts())
    made = plan_refresh(opened, last.pattern, report, cleared, now=now, author=step.author, is_unknown=last.is_unknown)
    made.write()
    account = made.account
    done = list(account.changes)
    account.changes.clear()
    stories, since = read_stories(opened), _since(base)
    carrying = Carrying(opened, stories, fresh.document, report, account, made.marks.comments, since, clearing.of_old)
    carrying.run(Whereabouts(stories, Formatting(opened)))
    carrying.tell_kept(done)
    account.changes.extend([*clearing.left_out, *(change for change in done if change.kind is not Kind.KEPT)])
    refreshed = _finished(step, last, made, now)
    if not dry_run:
        write_whole(step.target, docx_bytes(opened), overwrite=False)
    return refreshed


def _open(step: Step, *, dry_run: bool) -> _Last:
    refuse_while_open(step.last)  # what is typed there and not yet saved would be missing
    if not dry_run:
        refuse_to_lose(step.target, overwrite=False)
    content = step.last.read_bytes() if step.last.is_file() else b""  # first: what is saved from now on is not lost
    mended: list[Finding] = []
    opened = open_docx(step.last, findings=mended)
    own, pattern = read_state(opened), open_pattern(step.template)
    is_edited = is_worked_on(opened, own, content)
    base, _ = known_by(opened, pattern, step.last, own=own, kept=step.kept)
    return _Last(
        content=content,
        document=opened,
        mended=tuple(mended),
        pattern=pattern,
        base=base,
        is_edited=is_edited,
        is_unknown=own is None,
    )


def _finished(step: Step, last: _Last, made: Planned, now: dt.datetime) -> Refreshed:
    """Make the document ready to be written, and give the account."""
    state = made.state
    belongs_to = state.belongs_to or last.base.belongs_to
    state = replace(state, belongs_to=belongs_to, version=version_of(step.target.stem), edited=last.is_edited)
    state = finish(made, last.pattern, state, now)
    findings = (*last.mended, *made.account.findings)
    return Refreshed(changes=made.account.told, findings=findings, state=state, backup=None)


def _refuse_undecided(last: Path, stories: list[Story], places: Whereabouts) -> None:
    """Raise HasErrors where somebody's tracked changes are open: nobody knows which words are to be carried over."""
    errors = tuple(finding for _, finding in open_changes(stories, places))
    if errors:
        many = "a tracked change" if len(errors) == 1 else f"{len(errors)} tracked changes"
        cure = "accept or reject them in Word, in a copy of it where it must stay as it is"
        raise HasErrors(f"{last} has {many} that nobody has decided on, so nothing was made; {cure}", errors)


def _forget_comments(stories: list[Story]) -> None:
    """Take the marks of comments out of notes, headers and footers too: the comments are gone."""
    for story in stories:
        names = () if story.kind == "body" else ("commentRangeStart", "commentRangeEnd", "commentReference")
        marks = list(story.root.iter(*map(w, names))) if names else []
        for mark in marks:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
        if marks:
            write_xml(story.part, story.root)


def _since(base: State) -> str:
    """'of the meeting of 4 November 2020', or what else names the report."""
    meeting, period = base.dates.get("date"), base.dates.get("period_end")
    if meeting is not None:
        return f"of the meeting of {long_date(meeting)}"
    return "before this one" if period is None else f"for the period to {long_date(period)}"


def _move(step: Step, last: _Last, now: dt.datetime) -> Path:
    """Write the report under its new name and give the old one the name of a backup; all of it or nothing."""
    write_whole(step.target, docx_bytes(last.document), overwrite=False)
    made = [step.target]
    try:
        backup = write_backup(step.last, last.content, now)
        made.append(backup)
        step.last.unlink()
    except (Refused, OSError) as problem:
        for path in made:
            with suppress(OSError):  # of a drive that is gone nothing can be taken away
                path.unlink(missing_ok=True)
        if isinstance(problem, Refused):
            raise
        raise Refused(
            f"{step.last} cannot be given another name; close it where it is open, and try again"
        ) from problem
    return backup
