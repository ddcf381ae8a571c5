"""What is given for publication in place of the report: a backup, a published copy, an older version, a stray copy."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from docx.document import Document

from performance_index.belonging import Claim, claim
from performance_index.finding import Finding, Refused, Severity
from performance_index.period import long_date
from performance_index.word.beside import (
    copies_beside,
    documents_in,
    is_anothers,
    is_made_of_a_report,
    is_numbered_version,
)
from performance_index.word.made_for import made_for, whose
from performance_index.word.state import read_state, unnumbered, version_of
from performance_index.word.state_in_file import state_in

_BACKUP = re.compile(r"(.+?) \(before \d{4}-\d\d-\d\d \d\d\.\d\d(?:, \d+)?\)")
_PUBLISHED = re.compile(r"(.+?) - published\b")


def refuse_unless_a_report(report: Path, document: Document) -> None:
    """Raise Refused where the document is a report as it was before a correction, or a published copy already."""
    backup, copy = _BACKUP.match(report.stem), _PUBLISHED.match(report.stem)
    if backup is not None:
        name = f"{backup[1]}{report.suffix}"
        moved = [] if report.with_name(name).exists() else list(_of_the_period(report))
        instead = moved[-1][0].name if moved else name
        raise Refused(
            f"{report.name} is the report as it was before a correction, so it is not published; publish {instead}, or "
            f"give this one {'the name ' + name if moved else 'that name'} first if it is the right one after all"
        )
    if copy is not None and read_state(document) is None:  # a report on something published has its state
        raise Refused(f"{report.name} is a published copy already; publish {copy[1]}{report.suffix}")


def newer_findings(report: Path) -> list[Finding]:
    """Give a warning for each newer report beside it, of a higher number or for another day, and for its original."""
    return [*_newer(report), *_moved(report), *_originals(report)]


def _of_the_period(report: Path) -> Iterator[tuple[Path, dt.date]]:
    """Give the reports beside it of the same index and period that were made later for another day, the last one last.

    Each comes with the day of its meeting.
    """
    own = state_in(report)
    period = None if own is None else own.dates.get("period_end")
    ours = None if own is None else whose(own)
    if own is None or period is None or ours is None:
        return
    found = []
    for path in documents_in(report.parent):
        state = None if path == report or is_made_of_a_report(path) else state_in(path, period)
        if state is None or state.dates.get("period_end") != period:
            continue
        day, since = state.dates.get("date"), state.generated.timestamp() - own.generated.timestamp()
        is_ours = claim(whose(state), ours) in {Claim.OURS, Claim.RENAMED}
        if day is not None and day != own.dates.get("date") and since > 0 and is_ours:
            found.append((since, path, day))
    yield from ((path, day) for _, path, day in sorted(found))


def _moved(report: Path) -> Iterator[Finding]:
    for path, day in _of_the_period(report):
        yield Finding(
            severity=Severity.WARNING,
            place=str(path),
            what=f"this is the report of the same period for the meeting of {long_date(day)}, and was made later than "
            f"{report.name}, which was published",
            cure="if the meeting was moved, delete the copy and publish that one",
        )


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
