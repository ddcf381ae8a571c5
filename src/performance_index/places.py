"""Where a finding is: the cell that holds what has to be mended."""

from __future__ import annotations

from typing import Protocol

from performance_index.finding import Finding, Severity
from performance_index.report import Section


class Places(Protocol):
    """Where each thing can be found by the person who has to mend it: 'Index!G14'."""

    def indicator(self, position: int, heading: str) -> str:
        """The place of one cell of the indicator at this position of the index (0 is the first)."""

    def detail(self, name: str) -> str:
        """The place of one report detail, by the name of its field in `ReportDetails` (or 'index_title')."""

    def rule(self, word: str) -> str:
        """The place of one part of the rating rule, by its word on the Settings sheet ('Green within')."""

    def amendment(self, reason: int | None) -> str:
        """The place of the reason at this position of those that were typed; None: where reasons are typed.

        '' where there is no place for them.
        """

    def text(self, section: Section, paragraph: int) -> str:
        """The place of one paragraph (0 is the first) of a section's text."""


class Headings:
    """Places for who has only the one row: the column's heading."""

    def indicator(self, position: int, heading: str) -> str:  # noqa: ARG002 - there is one row
        """The heading itself."""
        return heading

    def rule(self, word: str) -> str:
        """The word itself."""
        return word


class Row:
    """Makes findings about one indicator."""

    def __init__(self, places: Places | Headings, position: int, number: str) -> None:
        """Take the indicator's position in the index, and its number."""
        self._places, self._position, self._number = places, position, number

    def error(self, heading: str, what: str, cure: str) -> Finding:
        """What stops a report, in the column of that heading."""
        place = self._places.indicator(self._position, heading)
        return Finding(severity=Severity.ERROR, place=place, what=what, cure=cure, number=self._number)

    def warning(self, heading: str, what: str, cure: str) -> Finding:
        """What is to be looked at, in the column of that heading."""
        place = self._places.indicator(self._position, heading)
        return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, number=self._number)
