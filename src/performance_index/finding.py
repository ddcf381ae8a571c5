"""What a person is told when something is wrong: findings are collected, a refusal stops the work.

Exception tree (all of this package's own)::

    Refused          cannot be done; nothing was written; the sentence says what to do
    ├── NotReadable  the file given is not one that this tool can read
    └── HasErrors    the workbook or report has errors that stand in the way; `findings` lists them
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """An error stops a report; a warning is a thing to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to put right: where it is ('Index!G14'), what is there, and what to do about it.

    `number`: of the indicator that it is about, where it is about one. `also`: the other places of which it is true.
    """

    severity: Severity
    place: str
    what: str
    cure: str
    number: str = field(default="", compare=False)
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        """'Index!G14: tolerance is blank; enter 0 for none'."""
        return f"{self.place}: {self.what}; {self.cure}"


class Refused(Exception):  # noqa: N818 - it is a refusal with a cure, not an error of the program
    """The work cannot be done as asked. The message is one sentence for the person who asked, with what to do."""


class NotReadable(Refused):
    """The file is not one that this tool can read: missing, of another kind, encrypted, damaged or incomplete."""


class HasErrors(Refused):
    """The workbook or report has errors that stand in the way."""

    def __init__(self, sentence: str, findings: tuple[Finding, ...]) -> None:
        """Keep the errors beside the sentence that counts them."""
        super().__init__(sentence)
        self.findings = findings


def many(count: int, what: str) -> str:
    """How many there are, as a sentence says it: '1 error', '2 errors', '1,234 figures'."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
