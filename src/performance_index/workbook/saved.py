"""Whether a workbook is open in Excel: what is typed there and not yet saved is not in the file that is read."""

from __future__ import annotations

from pathlib import Path

from performance_index.finding import Finding, Severity


def unsaved(book: Path) -> list[Finding]:
    """Give a warning where a program has the workbook open, which the file that it keeps beside it tells."""
    owners = {"Excel": f"~${book.name}", "LibreOffice": f".~lock.{book.name}#"}
    return [
        Finding(
            severity=Severity.WARNING,
            place=str(book),
            what=f"the workbook is open in {program}, so it was read as it was last saved",
            cure=f"save it there and do this again; if nobody has it open, delete the hidden file {owner}",
        )
        for program, owner in owners.items()
        if book.with_name(owner).exists()
    ]
