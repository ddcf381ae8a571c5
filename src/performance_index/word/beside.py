"""What lies beside a report: copies of it that a sync, a browser or Word's recovery left, which may hold words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from performance_index.belonging import Claim, Identity, claim
from performance_index.copied_names import rest
from performance_index.finding import Finding, Refused, Severity
from performance_index.word.document.package import open_docx
from performance_index.word.made_for import made_for
from performance_index.word.state import read_state, version_of

_ENDINGS = frozenset({".docx", ".docm", ".doc", ".asd", ".wbk"})
_MADE = re.compile(r"(?: \(\d+\))?(?: - published\b| - appendix$| \(before \d{4}-\d\d-\d\d \d\d\.\d\d(?:, \d+)?\)$)")
"""How the names of a published copy, an appendix and a backup go on after the report's."""


def documents_in(folder: Path) -> list[Path]:
    """Give the Word documents in a folder, by name, but for what a program keeps hidden; none where it is not there."""
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    return sorted(path for path in found if not path.name.startswith(("~$", ".")))


def copies_beside(report: Path, is_none: Callable[[Path], bool] = lambda _: False) -> list[Path]:
    """Give the copies of a report that lie beside it under names made of its own.

    Backups, published copies, numbered versions and reports of other indexes are none. `is_none` knows of others that
    are no copies, as what version 0.1.0 made does not say which version it is.
    """
    names = ((path, rest(path.stem, report.stem)) for path in documents_in(report.parent) if path.name != report.name)
    named = [path for path, after in names if after is not None and not _MADE.search(after)]
    whose = made_for(report) if named else None
    return [path for path in named if not (is_none(path) or is_numbered_version(path) or is_anothers(path, whose))]


def is_anothers(document: Path, whose: Identity | None) -> bool:
    """Tell whether a document is the report of another index than this."""
    return whose is not None and claim(made_for(document), whose) in {Claim.ANOTHERS, Claim.SHARED_CODE}


def copy_findings(report: Path, is_none: Callable[[Path], bool] = lambda _: False) -> list[Finding]:
    """Give a warning for each copy of a report that lies beside it."""
    what = f"this may be a copy of {report.name} that somebody worked on: what was written in it is not in the report"
    cure = "compare the two in Word (Review, Compare), bring over what is wanted, then delete it or move it away"
    return [
        Finding(severity=Severity.WARNING, place=str(path), what=what, cure=cure)
        for path in copies_beside(report, is_none)
    ]


def is_numbered_version(document: Path) -> bool:
    """Tell whether a document was written by us with the number in its name: it is no copy then."""
    number = version_of(document.stem)
    try:
        state = read_state(open_docx(document)) if number > 1 else None
    except Refused:
        return False
    return state is not None and state.version == number


def is_made_of_a_report(document: Path) -> bool:
    """Tell by its name whether a document is a published copy, an appendix or a backup."""
    return _MADE.search(document.stem) is not None
