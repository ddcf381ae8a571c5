"""The other workbook: a report that was made from one file is about to be made from another that may be older."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from performance_index.belonging import Claim
from performance_index.copied_names import is_copy
from performance_index.finding import Finding, HasErrors, Severity
from performance_index.report_files import Place


def other_workbook(place: Place, book: Path) -> list[Finding]:
    """A warning where the report was made from another workbook that is still there.

    HasErrors where that one is newer, or this one's name is that of a copy of it.
    """
    if place.claim not in {Claim.OURS, Claim.RENAMED} or place.made_for is None or not place.made_for.book:
        return []
    name = place.made_for.book
    folders = dict.fromkeys(one.resolve() for one in (book.parent, place.path.parent, place.path.parent.parent))
    for other in (folder / name for folder in folders):
        if not (other.is_file() and book.is_file()) or other.samefile(book):
            continue
        saved, theirs = (_saved(one) for one in (book, other))
        what = f"{place.path.name} was made from the workbook {other}, which is still there"
        is_older, is_its_copy = theirs > saved, is_copy(book.stem, other.stem)
        if is_older or is_its_copy:
            if is_its_copy:
                what += ", and of which this one may be a copy"
            if is_older:
                what += f"; it was saved later ({theirs:%d/%m/%Y %H:%M}) than this one ({saved:%d/%m/%Y %H:%M})"
            cure = f"make the report from {other.name}; or, if this workbook is the right one, move that one away"
            finding = Finding(severity=Severity.ERROR, place=str(book), what=what, cure=cure)
            sentence = f"{book} may be older than the report, so nothing was made; put that right and try again"
            raise HasErrors(sentence, (finding,))
        cure = (
            "if that is the right one, take the report back from the copy beside it, and make it from there; else move "
            "that one away"
        )
        return [Finding(severity=Severity.WARNING, place=str(book), what=what, cure=cure)]
    return []


def _saved(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
