"""What is given for publication in place of the report: a backup, a published copy, an older version, a stray copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docx.document import Document

from performance_index.finding import Finding, Refused, Severity
from performance_index.word.beside import copies_beside, documents_in, is_anothers, is_numbered_version
from performance_index.word.made_for import made_for
from performance_index.word.state import read_state, unnumbered, version_of

_BACKUP = re.compile(r"(.+?) \(before \d{4}-\d\d-\d\d \d\d\.\d\d(?:, \d+)?\)")
_PUBLISHED = re.compile(r"(.+?) - published\b")


def refuse_unless_a_report(report: Path, document: Document) -> None:
    """Raise Refused where the document is a report as it was before a correction, or a published copy already."""
    backup, copy = _BACKUP.match(report.stem), _PUBLISHED.match(report.stem)
    if backup is not None:
        raise Refused(
            f"{report.name} is the report as it was before a correction, so it is not published; publish "
            f"{backup[1]}{report.suffix}, or give this one that name first if it is the right one after all"
        )
    if copy is not None and read_state(document) is None:  # a report on something published has its state
        raise Refused(f"{report.name} is a published copy already; publish {copy[1]}{report.suffix}")


def newer_findings(report: Path) -> list[Finding]:
    """Give a warning for each newer version of the report beside it, and for what it may be a copy of."""
    return [*_newer(report), *_originals(report)]


def _newer(report: Path) -> Iterator[Finding]:
    first, number, whose = unnumbered(report.stem), version_of(report.stem), made_for(report)
    for path in documents_in(report.parent):
        later = unnumbered(path.stem) == first and version_of(path.stem) > number
        if later and is_numbered_version(path) and not is_anothers(path, whose):
            yield Finding(
                severity=Severity.WARNING,
                place=str(path),
                what=f"this is a newer version of the report than {report.name}, which was published",
                cure="if the newer one is meant, delete the copy and publish that one",
            )


def _originals(report: Path) -> Iterator[Finding]:
    for path in documents_in(report.parent):
        is_within = (
            path.name != report.name
            and path.suffix.lower() == ".docx"
            and path.stem.casefold() in report.stem.casefold()
        )
        if is_within and made_for(path) is not None and report in copies_beside(path):
            yield Finding(
                severity=Severity.WARNING,
                place=str(path),
                what=f"{report.name}, which was published, may be only a copy of this report",
                cure="compare the two in Word (Review, Compare), and publish the one that has all that is wanted",
            )
