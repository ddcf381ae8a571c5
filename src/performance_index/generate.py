"""From a workbook to the committee report: read, check, compose, write. The button and the command line share it."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.index import PerformanceIndex
from performance_index.report import CommitteeReport, compose, file_name
from performance_index.word.document.package import open_docx
from performance_index.word.fill import fill, open_template
from performance_index.word.refresh import refresh
from performance_index.word.refreshing.outcome import Refreshed
from performance_index.word.state import State, parse_state, read_state, state_xml
from performance_index.workbook import layout
from performance_index.workbook.read import Reading
from performance_index.write import write_whole


class Existing(Enum):
    """What to do where the report of this meeting is there already; its clerk's words are never lost."""

    REFRESH = "refresh"
    NEW_VERSION = "new version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be chosen for one report.

    `output` is a .docx file or a folder; by default the workbook's own report folder, else `reports` beside it.
    `template`: by default the workbook's own, else the built-in one. `dry_run`: nothing is written.
    """

    output: Path | None = None
    template: Path | None = None
    existing: Existing = Existing.REFRESH
    dry_run: bool = False


USUAL = Choices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A report that was written: where, what it tells the committee, and the warnings worth a look.

    `refreshed` says what was done to a report that was there already; None for a new one.
    """

    path: Path
    index: PerformanceIndex
    report: CommitteeReport
    findings: tuple[Finding, ...]
    refreshed: Refreshed | None = None


def generate(reading: Reading, book: Path, *, now: dt.datetime, choices: Choices = USUAL) -> Generated:
    """Write the report of a workbook that was read, or bring the one of this meeting up to date.

    `book` is where the workbook is: what its settings name is relative to it. Raises HasErrors (with the findings)
    where the workbook has errors, and Refused where the report cannot be written; then nothing has been written.
    """
    findings = [*reading.findings(), *settings_findings(reading, book, choices)]
    index = ready(str(book), reading, findings)
    source = choices.template or _template(reading, book) or builtin_template()
    target = current_report(reading, book, choices.output)
    if target.exists() and book.exists() and target.samefile(book):
        raise Refused(f"{target} is the workbook itself; choose another name for the report")
    if choices.existing is Existing.NEW_VERSION:
        target = _free(report_path(reading, book, choices.output))
    report = compose(index, reading.details)
    copy = _copy_of_state(book, target)
    if target.exists():
        kept = _kept_state(copy)
        refreshed = refresh(source, report, target, now=now, kept=kept, dry_run=choices.dry_run)
        findings += [*refreshed.findings, *([] if choices.dry_run else _keep_state(copy, refreshed.state))]
    else:
        refreshed = None
        if choices.existing is Existing.REFRESH:
            findings += _others_of_the_meeting(target)
        if choices.dry_run:
            open_template(source)  # a report that could not be made is not promised
        else:
            findings += [*_fill(source, report, target, now), *_keep_state(copy, read_state(open_docx(target)))]
    return Generated(path=target, index=index, report=report, findings=tuple(findings), refreshed=refreshed)


def _others_of_the_meeting(target: Path) -> list[Finding]:
    """A warning for each report of the same day under another name: its clerk's words are not in the new one."""
    day = target.name[: len("2020-11-04")]
    ours = (
        re.compile(rf"{re.escape(day)} .*(?<! - published)(?<!\))\.docx") if re.fullmatch(r"[\d-]{10}", day) else None
    )
    there = sorted(path for path in target.parent.glob("*.docx") if ours and ours.fullmatch(path.name))
    what = "there is a report of this day under another name, and what a clerk wrote in it is not in the new one"
    cure = f"if it is the same meeting's, delete the new one, name this one {target.name}, and make the report again"
    return [Finding(severity=Severity.WARNING, place=str(path), what=what, cure=cure) for path in there]


def _fill(source: Path, report: CommitteeReport, target: Path, now: dt.datetime) -> list[Finding]:
    """Write a new report, and its folder where that is not there; neither where it cannot be."""
    made = _make_folder(target.parent)
    try:
        return fill(source, report, target, now=now)
    except (Refused, OSError):
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _copy_of_state(book: Path, target: Path) -> Path:
    """Where the copy of what was generated is kept: Word's Document Inspector takes it out of the report itself.

    Reports of one name in two folders have two copies; a folder that is moved with its workbook keeps its own.
    """
    folder, report = book.resolve().parent, target.resolve()
    place = report.relative_to(folder) if report.is_relative_to(folder) else report
    digest = hashlib.sha256(place.as_posix().encode()).hexdigest()[:8]
    return folder / ".performance-index" / f"{report.stem} {digest}.xml"


def _kept_state(copy: Path) -> State | None:
    try:
        return parse_state(copy.read_bytes())
    except OSError:
        return None


def _keep_state(copy: Path, state: State | None) -> list[Finding]:
    """Keep a copy of what was generated; a warning where that cannot be."""
    assert state is not None  # a report is written with it
    content = state_xml(state).encode()
    try:
        if not copy.exists() or copy.read_bytes() != content:
            copy.parent.mkdir(exist_ok=True)
            write_whole(copy, content, overwrite=True)
    except (Refused, OSError):
        what = "no copy could be kept of what was generated in the report"
        cure = "do not run Word's Document Inspector on the report before it is final"
        return [Finding(severity=Severity.WARNING, place=str(copy), what=what, cure=cure)]
    return []


def ready(book: str, reading: Reading, findings: list[Finding]) -> PerformanceIndex:
    """The index, where nothing stands in the way of a report; HasErrors where something does."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or reading.index is None:
        many = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        them = "it" if len(errors) == 1 else "them"
        raise HasErrors(f"{book} has {many}, so nothing was made; put {them} right and try again", tuple(errors))
    return reading.index


def settings_findings(reading: Reading, book: Path, choices: Choices = USUAL) -> list[Finding]:
    """What is wrong with the places that the settings name: each an error with its cell, unless another was chosen."""
    found: list[Finding] = []
    for chosen, look in ((choices.output, _report_folder), (choices.template, _template)):
        try:
            _ = chosen or look(reading, book)
        except HasErrors as problem:
            found += problem.findings
    return found


def report_path(reading: Reading, book: Path, output: Path | None = None) -> Path:
    """Where the report of a workbook without errors goes."""
    name = file_name(reading.details)
    if output is None:
        return _report_folder(reading, book) / name
    if output.is_dir() or output.suffix.lower() not in _FILES:
        return output / name
    if output.suffix.lower() != ".docx":
        raise Refused(f"{output} is not a Word document's name; give a folder, or a name that ends in .docx")
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it first, or choose another")
    return output


def current_report(reading: Reading, book: Path, output: Path | None = None) -> Path:
    """Where the report of this meeting is, in its newest version, or goes where there is none yet."""
    target = report_path(reading, book, output)
    if target == output:  # chosen by its name
        return target
    numbered = re.compile(rf"{re.escape(target.stem)} \((\d+)\)")
    versions = {
        int(found[1]): path for path in target.parent.glob("*.docx") if (found := numbered.fullmatch(path.stem))
    }
    ours = [number for number, path in versions.items() if _copy_of_state(book, path).exists()]
    return versions[max(ours)] if ours else target


def _template(reading: Reading, book: Path) -> Path | None:
    """The template that the workbook's settings name; None for the built-in one, HasErrors where it is not there."""
    path = _setting(reading.settings.template, layout.TEMPLATE, reading, book)
    if path is not None and not path.is_file():
        what = f"there is no template {path}"
        raise _wrong_setting(layout.TEMPLATE, reading, what, "correct it, or leave it blank for the built-in template")
    return path


def builtin_template() -> Path:
    """The template that comes with the package (in a checkout: the repository's templates folder)."""
    here = Path(__file__).parent
    packaged = here / "templates" / "report.docx"
    return packaged if packaged.exists() else here.parents[1] / "templates" / "report.docx"


def _report_folder(reading: Reading, book: Path) -> Path:
    """The workbook's own report folder, else `reports` beside it; HasErrors where its own is not there."""
    folder = _setting(reading.settings.report_folder, layout.REPORT_FOLDER, reading, book)
    if folder is None:
        return book.resolve().parent / "reports"
    if not folder.is_dir():
        what = f"there is no folder {folder}"
        raise _wrong_setting(layout.REPORT_FOLDER, reading, what, "make it, or correct it")
    return folder


def _setting(value: str, word: str, reading: Reading, book: Path) -> Path | None:
    """A path from the workbook's settings: %VARIABLES% expanded, relative to the workbook."""
    if not value:
        return None
    expanded = re.sub(r"%(\w+)%", lambda name: os.environ.get(name[1], name[0]), value)
    if re.search(r"%\w+%", expanded):
        what = f"this computer does not know what {expanded} stands for"
        raise _wrong_setting(word, reading, what, "write the whole path")
    return book.resolve().parent / expanded


def _wrong_setting(word: str, reading: Reading, what: str, cure: str) -> HasErrors:
    place = reading.settings.places.get(word, layout.SETTINGS)
    finding = Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)
    return HasErrors("a setting names what is not there, so nothing was made; put it right and try again", (finding,))


def _free(target: Path) -> Path:
    """The name of a new version: 'report.docx', or after the last of 'report (2).docx', 'report (3).docx' …."""
    last = max(_versions(target), default=1)
    if last == 1 and not target.exists():
        return target
    return next(
        path for n in itertools.count(last + 1) if not (path := target.with_stem(f"{target.stem} ({n})")).exists()
    )


def _versions(target: Path) -> dict[int, Path]:
    """The numbered versions of a report that are there."""
    numbered = re.compile(rf"{re.escape(target.stem)} \((\d+)\)")
    there = ((numbered.fullmatch(path.stem), path) for path in target.parent.glob("*.docx"))
    return {int(found[1]): path for found, path in there if found}


_FILES = frozenset({".docx", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".pdf", ".txt", ".html", ".xlsx", ".xlsm"})
"""Endings of what is meant as a file; a folder's name may have a dot too."""


def _make_folder(folder: Path) -> list[Path]:
    """Make the report folder where it is not there yet; the folders that were made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            f"the folder {folder} cannot be made ({problem.strerror}); choose another folder for the reports"
        ) from problem
    return missing
