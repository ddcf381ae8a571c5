"""Words that were never meant for readers: notes to a colleague, gaps, and marks that say a text is not final.

An error is what no finished text says. What some finished texts say too is a warning: brackets in a quotation, XX for
twenty, a report on a draft budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from performance_index.finding import Severity
from performance_index.word.document.wordml import on_one_line

_DOING = r"(?:confirm|check|add|insert|update|amend|verify|clarify|complete|supply|rewrite|reword|chase)"
_IN_BRACKETS = re.compile(r"\[([^\[\]]{2,300})\]")
_CERTAIN_NOTE = re.compile(
    rf"""(?:[A-Z]{{2,4}}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?),?\s(?:please\s)?to\s(?:please\s)?{_DOING}\b  # KM to confirm
    |(?i:.*\b{_DOING}\b.*\b(?:before|prior\sto)\s(?:publication|publishing)\b(?!\sof))
    |(?i:(?:please\s)?(?:do\snot|don[’']t)\spublish)
    |(?i:note\sto\s(?:self|author|editor|clerk)\b)
    |(?i:(?:please\s)?(?:insert|add|check|confirm|update)\b.{{0,40}}(?:\b(?:figures?|data|commentary|percentage|xx+)\b|%))
    """,
    re.VERBOSE | re.DOTALL,
)
_POSSIBLE_NOTE = re.compile(
    rf"\b(?:tbc|tba|tbd|to be (?:confirmed|agreed|added|advised|completed|inserted|updated|provided|checked)"
    rf"|(?:to|please|pls) {_DOING}|awaiting)\b|^(?:check|confirm|insert|add|update|query)\b|\bxx+\b|\?\?",
    re.IGNORECASE,
)
_CERTAIN_GAP = re.compile(
    r"£\s?(?:xx+|\?\?+)|\bxx+(?:\.x+)?\s?(?:%|per ?cent\b)|\?\?+(?:\.\?+)?\s?%|\blorem ipsum dolor\b"
    r"|\bclick (?:or tap )?here to enter (?:text|a date)",
    re.IGNORECASE,
)
_POSSIBLE_GAP = re.compile(
    r"\b(?:TBC|TBA|TBD)\b|\b[0-9]*(?:XX+|xx+)\b|\?\?+|<<[^<>]{1,60}>>|«[^«»]{1,60}»|\{\{[^{}]{1,60}\}\}"
    r"|\bError! (?:Reference source|Bookmark|Not a valid)"
)
_ROMAN = re.compile(
    r"(?:article|part|schedule|chapter|title|annexe?|appendix|section|volume|vol|book|class|table|figure|protocol|"
    r"paragraph|clause|rule|round|phase|olympiad)\.?\s*$",
    re.IGNORECASE,
)
_CERTAIN_MARK = re.compile(r"\W*DRAFT\b.{0,40}\bNOT FOR PUBLICATION\b|\W*NOT FOR PUBLICATION\b.{0,40}\bDRAFT\b")
_POSSIBLE_MARK = re.compile(
    r"""\W*(?:
        DRAFT(?:\W*$|\s*[–—:-]|\s+(?:[vV]\W?\d|VERSION|NOT|FOR)\b)
        |(?:First\s|Final\s)?[Dd]raft(?:\W*$|\s+(?:v|version)\W?\d)
        |(?:STRICTLY\s|PRIVATE\s(?:AND|&)\s)?CONFIDENTIAL\b(?!\s(?:AND|OR|ITEMS?|INFORMATION|MATTERS?)\b)
        |(?:Strictly\s|Private\s(?:and|&)\s)?[Cc]onfidential\W*$
        |EXEMPT(?:\W*$|\s(?:REPORT|ITEM|APPENDIX)\b)
        |EMBARGO|RESTRICTED\W*$|Do\snot\spublish\b|OFFICIAL\W{1,4}SENSITIVE\b
    )|.*\bNOT\sFOR\sPUBLICATION\b""",
    re.VERBOSE,
)
_IN_MARGIN = re.compile(
    r".*\b(?:DRAFT|[Dd]raft (?:v\W?\d+|version|report|for|\d+)|CONFIDENTIAL|OFFICIAL\W{1,4}SENSITIVE)\b"
)
_OF_EVERY_PAGE = re.compile(r"not for publication\b", re.IGNORECASE)
_FOR_NOBODY = re.compile(
    r"\b(?:do not|don[’']t) publish\b|\bbefore publication\b(?! of)|^\W*(?:please )?(?:check|confirm|query) with\b"
    r"|^\W*insert\b|\bXX+\b|\?\?",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"No (?:commentary|data caveat) supplied by ")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with some words: how bad it is, the words, what they are and what to do."""

    severity: Severity
    said: str
    what: str
    cure: str


def remarks(text: str, *, in_margin: bool = False) -> Iterator[Remark]:
    """Give what one paragraph says that readers should not see; `in_margin`: it is in a header or footer."""
    said = on_one_line(text)
    notes = list(_notes(said))
    yield from notes
    noted = "".join(one.said for one in notes)
    yield from (one for one in _gaps(said) if one.said not in noted)
    yield from _marks(said, in_margin=in_margin)
    if _UNSAID.match(said):
        yield Remark(
            Severity.WARNING,
            said,
            "still stands where a service should have written",
            "type what the service says over it, or leave it if readers are to be told so",
        )


def is_for_nobody(text: str) -> bool:
    """Whether highlighted words are a note to whoever works on the text."""
    return _FOR_NOBODY.search(text) is not None


def _notes(said: str) -> Iterator[Remark]:
    for found in _IN_BRACKETS.finditer(said):
        if _CERTAIN_NOTE.match(found[1]):
            yield Remark(Severity.ERROR, found[0], "is a note to somebody", "do what it says, then delete it")
        elif _POSSIBLE_NOTE.search(found[1]):
            yield Remark(Severity.WARNING, found[0], "may be a note to somebody", "delete it, unless readers need it")


def _gaps(said: str) -> Iterator[Remark]:
    certain = [found[0] for found in _CERTAIN_GAP.finditer(said)]
    for gap in dict.fromkeys(certain):
        yield Remark(Severity.ERROR, gap, "is a gap that nobody has filled", "write what belongs there, or delete it")
    possible = (
        found[0]
        for found in _POSSIBLE_GAP.finditer(said)
        if not (found[0] == "XX" and _ROMAN.search(said[: found.start()]))
    )
    for gap in dict.fromkeys(possible):
        if not any(gap in one for one in certain):
            yield Remark(
                Severity.WARNING,
                gap,
                "may be a gap that nobody has filled",
                "write what belongs there, unless it is meant",
            )


def _marks(said: str, *, in_margin: bool) -> Iterator[Remark]:
    if _CERTAIN_MARK.match(said) or (in_margin and _OF_EVERY_PAGE.match(said)):
        yield Remark(
            Severity.ERROR, said, "says that this is not for publication", "delete it when the report may be published"
        )
    elif _POSSIBLE_MARK.match(said) or (in_margin and _IN_MARGIN.match(said)):
        yield Remark(
            Severity.WARNING,
            said,
            "reads as if this were not for the public, or not final",
            "delete it, unless it is meant for readers",
        )
