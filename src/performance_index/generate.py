"""From a workbook to the committee report: read, check, compose, write. The button and the command line share it."""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.index import PerformanceIndex, summary
from performance_index.report import compose, file_name
from performance_index.word.fill import fill
from performance_index.workbook.read import Reading, read_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A report that was written: where, the one-line count, and the warnings worth a look."""

    path: Path
    summary: str
    findings: tuple[Finding, ...]


def generate(
    book: Path,
    *,
    now: dt.datetime,
    output: Path | None = None,
    template: Path | None = None,
    overwrite: bool = False,
) -> Generated:
    """Write the report of a saved workbook.

    `output` is a .docx file or a folder; by default the workbook's own report folder, else `reports` beside it. The
    template is the one given, else the workbook's own, else the built-in one. Raises HasErrors (with the findings)
    where the workbook has errors, and Refused where the report cannot be written; then nothing has been written.
    """
    reading = read_book(book)
    findings = reading.findings()
    index = ready(book, reading, findings)
    source = template or _setting(reading.settings.template, book) or builtin_template()
    target = _target(reading, book, output)
    if target.exists() and target.samefile(book):
        raise Refused(f"{target} is the workbook itself; choose another name for the report")
    made = _make_folder(target.parent)
    try:
        missing = fill(source, compose(index, reading.details), target, now=now, overwrite=overwrite)
    except (Refused, OSError):
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return Generated(path=target, summary=summary(index), findings=(*findings, *missing))


def ready(book: Path, reading: Reading, findings: list[Finding]) -> PerformanceIndex:
    """The index, where nothing stands in the way of a report; HasErrors where something does."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or reading.index is None:
        many = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        raise HasErrors(f"{book} has {many}, and no report was made; put them right and try again", tuple(errors))
    return reading.index


def builtin_template() -> Path:
    """The template that comes with the package (in a checkout: the repository's templates folder)."""
    here = Path(__file__).parent
    packaged = here / "templates" / "report.docx"
    return packaged if packaged.exists() else here.parents[1] / "templates" / "report.docx"


def _setting(value: str, book: Path) -> Path | None:
    """A path from the workbook's settings: %VARIABLES% expanded, relative to the workbook."""
    if not value:
        return None
    expanded = re.sub(r"%(\w+)%", lambda name: os.environ.get(name[1], name[0]), value)
    if re.search(r"%\w+%", expanded):
        raise Refused(f"this computer does not know what {expanded} (Settings) stands for; write the whole path")
    return book.resolve().parent / expanded


def _target(reading: Reading, book: Path, output: Path | None) -> Path:
    name = file_name(reading.details)
    if output is None:
        return (_setting(reading.settings.report_folder, book) or book.resolve().parent / "reports") / name
    if output.is_dir() or output.suffix.lower() not in _FILES:
        return output / name
    if output.suffix.lower() != ".docx":
        raise Refused(f"{output} is not a Word document's name; give a folder, or a name that ends in .docx")
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it first, or choose another")
    return output


_FILES = frozenset({".docx", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".pdf", ".txt", ".html", ".xlsx", ".xlsm"})
"""Endings of what is meant as a file; a folder's name may have a dot too."""


def _make_folder(folder: Path) -> list[Path]:
    """Make the report folder where it is not there yet; the folders that were made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"the folder {folder} cannot be made ({problem.strerror}); choose another with -o") from problem
    return missing
