"""Copies of a workbook that lie beside it: a report is made from one of them, and the figures may be in another."""

from __future__ import annotations

from pathlib import Path

from performance_index.copied_names import is_copy
from performance_index.finding import Finding, Severity

_ENDINGS = frozenset({".xlsm", ".xlsx", ".xlsb", ".xls"})


def copies_beside(book: Path) -> list[Finding]:
    """A warning where the workbook looks like a copy of one beside it, or has copies beside it, by their names."""
    found: list[Finding] = []
    others = _workbooks_beside(book)
    for other in others:
        if is_copy(book.stem, other.stem):
            what = f"this may be a copy of {other.name}, which lies beside it: its figures may be older"
            cure = (
                f"use {other.name}; or bring over what is newer, and give the one that is used the plain name and put "
                "the other into another folder"
            )
            found.append(_warning(book, what, cure))
            break
    copies = [other.name for other in others if is_copy(other.stem, book.stem)]
    if copies:
        named = ", ".join(copies)
        what = f"beside it lies what may be a copy of it ({named}): what was typed there is not in this one"
        if len(copies) > 1:
            what = f"beside it lie what may be copies of it ({named}): what was typed in them is not in this one"
        found.append(_warning(book, what, "bring over what is wanted, then delete it or move it to another folder"))
    return found


def _workbooks_beside(book: Path) -> list[Path]:
    try:
        beside = sorted(book.resolve().parent.iterdir())
    except OSError:
        return []  # whoever opens the workbook says why
    return [
        path
        for path in beside
        if path.suffix.lower() in _ENDINGS and path.name != book.name and not path.name.startswith(("~$", "."))
    ]


def _warning(book: Path, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=str(book), what=what, cure=cure)
