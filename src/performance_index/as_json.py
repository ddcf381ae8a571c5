"""What a command found and did, as data for a program that reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from performance_index.disk import in_words
from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.index import summary

if TYPE_CHECKING:
    from performance_index.generate import Generated

Done = TypeVar("Done")


def or_findings(book: Path, job: Callable[[], Done]) -> tuple[Done | None, list[Finding]]:
    """What a job gives; where it is refused, None and why, as findings."""
    try:
        return job(), []
    except HasErrors as problem:
        return None, list(problem.findings)
    except Refused as problem:
        said = str(problem)
    except OSError as problem:
        said = f"it cannot be used {in_words(problem, 'check the name and the folder')}"
    what, _, cure = said.partition("; ")
    return None, [Finding(severity=Severity.ERROR, place=str(book), what=what, cure=cure)]


def account(made: Generated, *, dry_run: bool) -> dict[str, object]:
    """A report that was made, for a program: where, what was changed in it, and the report as it was."""
    done = made.refreshed
    changes = [] if done is None else done.changes
    return {
        "report": str(made.path),
        "written": not dry_run,
        "backup": None if done is None or done.backup is None else str(done.backup),
        "appendix": None if made.appendix is None else str(made.appendix),
        "changes": [{"kind": c.kind.value, "place": c.place, "what": c.what, "open": c.is_open} for c in changes],
        "ratings": summary(made.index),
    }


def as_data(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Findings, each with its severity, place, other places, what is there and what to do."""
    return [
        {"severity": f.severity.value, "place": f.place, "also": list(f.also), "what": f.what, "cure": f.cure}
        for f in findings
    ]
