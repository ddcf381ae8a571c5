"""Findings that say the same of many rows become one that names them all: in a long list nobody finds the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from performance_index.finding import Finding, Severity

MANY = 5
"""Up to so many findings with the same words each stand by themselves, at their own place."""
_CELL = re.compile(r"(.+!)([A-Z]+)(\d+)")


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; more than MANY that differ in their place only are one, at the first's place.

    It names the indicators, or the cells where the findings are not about an indicator each, and keeps the places.
    """
    found = list(findings)
    alike: dict[tuple[Severity, str, str], dict[str, Finding]] = {}
    for one in found:
        alike.setdefault(_words(one), {}).setdefault(one.place, one)
    return [
        one if len(same) <= MANY else _as_one(list(same.values()))
        for one in found
        for same in (alike[_words(one)],)
        if len(same) <= MANY or one is next(iter(same.values()))
    ]


def _words(finding: Finding) -> tuple[Severity, str, str]:
    return finding.severity, finding.what, finding.cure


def _as_one(same: Sequence[Finding]) -> Finding:
    numbers = [one.number for one in same]
    places = [one.place for one in same]
    if all(numbers) and len(set(numbers)) == len(numbers):
        named = f"so it is with {len(same)} indicators ({', '.join(numbers)})"
    else:
        named = f"so it is in {len(same)} cells ({', '.join(areas(places))})"
    return replace(same[0], what=f"{same[0].what}; {named}", number="", also=tuple(places[1:]))


def areas(places: Iterable[str]) -> Iterator[str]:
    """The cells, those below one another as one: 'Index!G14:G20'."""
    begin, end, column, row = "", "", "", 0
    for place in places:
        cell = _CELL.fullmatch(place)
        if cell and begin and (cell[1] + cell[2], int(cell[3])) == (column, row + 1):
            end = f":{cell[2]}{cell[3]}"
        else:
            yield from filter(None, [begin + end])
            begin, end = place, ""
        column, row = (cell[1] + cell[2], int(cell[3])) if cell else ("", 0)
    yield begin + end
