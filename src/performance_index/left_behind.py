"""Documents that hold a clerk's words which are not in the report: copies of it, and reports left under other names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from performance_index.belonging import Claim, Identity, claim, may_be_ours
from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.kept_state import copy_of_state, kept_state, reports_kept
from performance_index.report_files import Place, identity, is_known, versions
from performance_index.setting_paths import report_folder
from performance_index.word.beside import copy_findings, documents_in, is_made_of_a_report
from performance_index.word.made_for import made_for, whose
from performance_index.word.state import State, unnumbered
from performance_index.word.state_in_file import is_as_written, state_in
from performance_index.workbook.read import Reading


def left_behind(place: Place, reading: Reading, book: Path, *, is_version: bool = False) -> list[Finding]:
    """A warning for each document whose words are not in the report that is made or brought up to date at `place`.

    These are copies that lie beside it; where it is new, reports of this index for the same period or day, in its
    folder and near it, that somebody has saved in Word; and earlier versions of it that somebody has. `is_version`:
    a new version was asked for.
    """

    def is_none(path: Path) -> bool:
        return path in (place.path, place.first) or is_known(path, book) or _is_anothers(path, reading, book)

    copies = copy_findings(place.first, is_none)
    is_new = not place.path.exists()
    found = [*copies, *_versions(place, is_version=is_version)]
    if is_new:
        found += _reports(place, reading, book)
    if is_new and not is_version:
        found += _others_of_the_day(place, reading, book)
        found = found or list(_gone(place, book))
    told: dict[str, Finding] = {}
    for finding in found:
        told.setdefault(finding.place, finding)
    return list(told.values())


def told_beside(place: Place, reading: Reading, book: Path, *, but: Path | None = None) -> str:
    """What to say before a report is made of the documents whose words would not be in it; '' for none.

    `but`: one that is told of already.
    """
    found = [one for one in left_behind(place, reading, book) if one.place != str(but)]
    there = [one for one in found if Path(one.place).exists()]
    names = "\n".join(dict.fromkeys(Path(finding.place).name for finding in there))
    said = [f"What was written in these documents is not in the report:\n{names}"] if names else []
    said += [f"{Path(one.place).name}: {one.what}; {one.cure}." for one in found if one not in there]
    return "\n\n".join(said)


def _versions(place: Place, *, is_version: bool) -> Iterator[Finding]:
    """The earlier versions of a report that somebody has worked on."""
    earlier = {1: place.first, **versions(place.first)}
    cure = "in Word, bring over what is wanted (Review, Compare); then delete this one, or move it to another folder"
    if is_version:
        cure += "; to keep this one instead, delete the new version"
    what = f"this is an earlier version that somebody worked on: what was written in it is not in {place.path.name}"
    for _, path in sorted(earlier.items()):
        if path == place.path:
            return
        if path.exists() and has_words(path):
            yield Finding(severity=Severity.WARNING, place=str(path), what=what, cure=cure)


def _reports(place: Place, reading: Reading, book: Path) -> Iterator[Finding]:
    """Reports of this index for the same period or meeting, whatever their names, by what they say of themselves."""
    ours = identity(reading, book)
    days = _days(reading).values()
    family = {place.path, place.first, *versions(place.first).values()}
    what = (
        "this is a report of this index for the same {}, and somebody worked on it: what was written in it is not in "
        f"{place.path.name}"
    )
    cure = (
        "if it is the same meeting's, delete the new one and go on with this one: the button asks whether to; at a "
        'terminal: performance-index report "{}" --from "{}"{}'
    )
    where = _where(place, reading, book)
    near = [path for folder in folders(place.first.parent, book) for path in documents_in(folder)]
    there = {path.resolve() for path in near}
    for path in (*near, *(path for path in reports_kept(book) if path.resolve() not in there)):
        if path in family or is_made_of_a_report(path) or (state := state_in(path, *days)) is None:
            continue
        same = _same(state, reading)
        if same and is_of(made_from(path, state), ours) and has_words(path):
            told = cure.format(book, path, where)
            yield Finding(severity=Severity.WARNING, place=str(path), what=what.format(same), cure=told)


def _where(place: Place, reading: Reading, book: Path) -> str:
    """What a command needs to write the report here: nothing where it goes by itself."""
    try:
        is_usual = report_folder(reading, book).resolve() == place.first.parent.resolve()
    except HasErrors:
        is_usual = False
    return "" if is_usual else f' -o "{place.first}"'


def made_from(path: Path, state: State) -> Identity | None:
    """The index that a report was made from, as its state says; as its words say where version 0.1.0 made it."""
    return whose(state) or made_for(path)


def is_of(report: Identity | None, index: Identity) -> bool:
    """Whether a report is, or may be, of this index."""
    return report is not None and (claim(report, index) in {Claim.OURS, Claim.RENAMED} or may_be_ours(report, index))


def _same(state: State, reading: Reading) -> str:
    """'period' or 'meeting', whichever a report has in common with the workbook; '' for neither."""
    tags = {"period": "period_end", "meeting": "date"}
    return next((what for what, day in _days(reading).items() if state.dates.get(tags[what]) == day), "")


def _days(reading: Reading) -> dict[str, dt.date]:
    """The days that tell the period and the meeting."""
    period = None if reading.index is None else reading.index.period.end
    days = {"period": period, "meeting": reading.details.meeting_date}
    return {what: day for what, day in days.items() if day is not None}


def folders(reports: Path, book: Path) -> list[Path]:
    """The folder of the reports, those in it, and where it was before the workbook went one folder down or up."""
    home, here = book.resolve().parent, reports.resolve()
    found = [reports]
    if reports.is_dir():
        found += sorted(one for one in reports.iterdir() if one.is_dir() and not one.name.startswith("."))
    if here.is_relative_to(home):
        found.append(home.parent / here.relative_to(home))
        beside = sorted(one for one in home.iterdir() if one.is_dir() and one != here) if home.is_dir() else []
        found += [one / here.relative_to(home) for one in beside if (one / here.relative_to(home)).is_dir()]
    return found


def has_words(report: Path) -> bool:
    """Whether somebody has saved a report that was made here; where that cannot be told, somebody has."""
    state = state_in(report)
    try:
        return state is None or state.edited is not False or not is_as_written(report)
    except (Refused, OSError):
        return True


def _gone(place: Place, book: Path) -> Iterator[Finding]:
    """A warning where the report was made before, as the copy of its state says, and is not there any more."""
    kept = kept_state(copy_of_state(book, place.path))
    if kept is not None:
        what = f"a report was made here on {kept.generated:%d/%m/%Y}, and is not here any more"
        cure = (
            "if it was renamed or moved, what a clerk wrote is in it: delete the new one, put it back under this name, "
            "and make the report again"
        )
        yield Finding(severity=Severity.WARNING, place=str(place.path), what=what, cure=cure)


def _others_of_the_day(place: Place, reading: Reading, book: Path) -> Iterator[Finding]:
    day = place.first.name[: len("2020-11-04")]
    what = "there is a report of this day under another name, and what a clerk wrote in it is not in the new one"
    cure = (
        f"if it is the same meeting's, delete the new one, name this one {place.first.name}, and make the report again"
    )
    for path in documents_in(place.first.parent) if re.fullmatch(r"[\d-]{10}", day) else ():
        if not path.name.startswith(f"{day} ") or path == place.path or is_made_of_a_report(path):
            continue
        first = path.with_stem(unnumbered(path.stem))
        numbered = first != path and first.exists()  # then the first is told of
        if not (numbered and is_known(path, book)) and not _is_anothers(path, reading, book):
            yield Finding(severity=Severity.WARNING, place=str(path), what=what, cure=cure)


def _is_anothers(path: Path, reading: Reading, book: Path) -> bool:
    report, ours = made_for(path, kept_state(copy_of_state(book, path))), identity(reading, book)
    is_anothers = claim(report, ours) in {Claim.ANOTHERS, Claim.SHARED_CODE}
    return is_anothers and not (report is not None and may_be_ours(report, ours))
