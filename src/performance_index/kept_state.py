"""The copy of what was generated, kept beside the workbook: Word's Document Inspector takes it out of the report."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

from performance_index.finding import Finding, Refused, Severity
from performance_index.period import long_date
from performance_index.word.state import State, parse_state, state_xml
from performance_index.write import write_whole

_HEAD = 1000  # characters of a copy in which the report's place stands
_FILE = re.compile(r'<report file="([^"]*)"')


def copy_of_state(book: Path, target: Path) -> Path:
    """Where the copy of what was generated is kept: Word's Document Inspector takes it out of the report itself.

    Reports of one name in two folders have two copies; a folder that is moved with its workbook keeps its own.
    """
    folder, report = book.resolve().parent, target.resolve()
    place = report.relative_to(folder) if report.is_relative_to(folder) else report
    digest = hashlib.sha256(os.fsencode(place.as_posix())).hexdigest()[:8]
    return folder / ".performance-index" / f"{report.stem} {digest}.xml"


def kept_state(copy: Path) -> State | None:
    """Give what was kept; None where there is none, or none that can be read."""
    try:
        return parse_state(copy.read_bytes())
    except OSError:
        return None


def reports_kept(book: Path) -> list[Path]:
    """Give the reports made from the workbooks of a folder that are there still, as the copies say that can be read."""
    folder = book.resolve().parent
    found: list[Path] = []
    for copy in sorted(folder.glob(".performance-index/*.xml")):
        with suppress(OSError), copy.open(encoding="utf-8", errors="replace") as kept:
            named = _FILE.search(kept.read(_HEAD))
            found += [folder / unquote(named[1], errors="surrogateescape")] if named else []
    return [path for path in found if path.is_file()]


def keep_state(copy: Path, state: State | None, report: Path) -> list[Finding]:
    """Keep a copy of what was generated in a report, and where that is; a warning where that cannot be."""
    assert state is not None  # a report is written with it
    folder, where = copy.parent.parent, report.resolve()
    name = where.relative_to(folder) if where.is_relative_to(folder) else where
    place = quote(name.as_posix(), errors="surrogateescape")
    content = state_xml(state).replace("<report ", f'<report file="{place}" ', 1).encode()
    try:
        if not copy.exists() or copy.read_bytes() != content:
            copy.parent.mkdir(exist_ok=True)
            write_whole(copy, content, overwrite=True)
    except (Refused, OSError):
        what = "no copy could be kept of what was generated in the report"
        cure = "do not run Word's Document Inspector on the report before it is final"
        return [Finding(severity=Severity.WARNING, place=str(copy), what=what, cure=cure)]
    return []


def made_since(report: Path, own: State) -> list[Finding]:
    """Give a warning where a report was made again from its workbook after this file was: an older one put back.

    `own` is the state that the file holds.
    """
    kept = next((state for copy in _copies(report) if (state := kept_state(copy)) is not None), None)
    if kept is None or kept.generated.timestamp() <= own.generated.timestamp():
        return []
    what = (
        f"its words are of {_moment(own)}, and the report of this name was made again from the workbook on "
        f"{_moment(kept)}: it may lack what was corrected"
    )
    cure = "if it does, have the report made again, and publish that"
    return [Finding(severity=Severity.WARNING, place=str(report), what=what, cure=cure)]


def books_near(report: Path) -> list[Path]:
    """Give the workbooks that may be the report's own: beside the copy of its state, else beside it or around it."""
    folders = [copy.parent.parent for copy in _copies(report) if copy.exists()] or list(report.resolve().parents)[:2]
    books = (book for folder in folders for book in sorted(folder.glob("*.xls[mx]")))
    return [book for book in books if not book.name.startswith("~$")]


def _copies(report: Path) -> Iterator[Path]:
    """Where a copy of the report's state may be: its workbook is in the report's folder or in one around it."""
    return (copy_of_state(folder / "workbook", report) for folder in report.resolve().parents)


def _moment(state: State) -> str:
    return f"{long_date(state.generated)}, {state.generated:%H.%M}"
