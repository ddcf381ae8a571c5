"""Whether a report says what its workbook says by now: asked before it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx.document import Document

from performance_index.finding import Finding, HasErrors, NotReadable, Refused, Severity
from performance_index.index import PerformanceIndex
from performance_index.kept_state import books_near, made_since
from performance_index.rating import Rating
from performance_index.word.appendix import says
from performance_index.word.publishing.contradictions import exceptions_in
from performance_index.word.state import read_state
from performance_index.workbook.read import read_book

if TYPE_CHECKING:
    from performance_index.generate import Generated


def differences(report: Path, document: Document, *, now: dt.datetime) -> list[Finding]:
    """Give an error where the workbook says something else by now, and a warning where that cannot be told.

    `document` is the report, opened. Workbooks are looked for by the name of the one that it was made from, beside the
    report and in the folders around it. Another one there that was saved since is looked at too.
    """
    said = says(document)
    if said is not None:
        return list(_of_an_appendix(report, said, document.core_properties.subject))
    own = read_state(document)
    if own is None:
        what = "it has no record of what was generated in it, so its ratings and figures could not be compared with any"
        return [_warning(str(report), what, "compare them with the workbook yourself")]
    named = "" if own.belongs_to is None else own.belongs_to.book
    books = books_near(report)
    its_own = [book for book in books if book.name == named]
    others = [book for book in books if book.name != named and book.stat().st_mtime > own.generated.timestamp()]
    found = made_since(report, own)
    if named and not its_own:
        what = f"its workbook, {named}, is not here, so nobody can tell whether a figure was corrected since"
        found.append(_warning(str(report), what, "ask whoever keeps it, unless you know"))
    for book in (*its_own, *others):
        found += _compared(report, document, book, now, is_its_own=book in its_own)
    return found


def _compared(report: Path, document: Document, book: Path, now: dt.datetime, *, is_its_own: bool) -> list[Finding]:
    from performance_index.generate import Choices, generate  # noqa: PLC0415 - not needed where there is no workbook

    try:
        made = generate(read_book(book), book, now=now, choices=Choices(dry_run=True))
    except Refused as problem:  # another workbook, one with errors, or one that somebody is at work on
        why = str(problem.findings[0]) if isinstance(problem, HasErrors) and problem.findings else str(problem)
        return [_not_compared(report, book, why)] if is_its_own else []
    if made.refreshed is None or not made.path.samefile(report):
        why = f"it makes {made.path} now"
        return [_not_compared(report, book, why)] if is_its_own else []
    kept_back = list(_kept_back(made.index, document)) if is_its_own else []
    return [*kept_back, *_told(made, report, book, is_its_own=is_its_own)]


def _kept_back(index: PerformanceIndex, document: Document) -> Iterator[Finding]:
    """An error for each row that the clerk has kept of an indicator whose figure is not to be published."""
    there = exceptions_in(document)
    for rated in index.rated:
        if rated.by_rule in {Rating.SUPPRESSED, Rating.NOT_REPORTABLE} and rated.indicator.number in there:
            place, is_so = f"Exceptions, indicator {rated.indicator.number}", rated.by_rule.value.lower()
            what = f"the row is still there, and its figure is {is_so} by now"
            cure = "take the row out, and what of the text comes from it"
            yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


_OTHER = "if it is the right one, make the report from it, and publish that; else leave it"


def _told(made: Generated, report: Path, book: Path, *, is_its_own: bool) -> list[Finding]:
    """Give what a refresh would change, and what it would find no place for."""
    from performance_index.word.deciding.account import Kind  # noqa: PLC0415 - it is loaded where there is an outcome

    assert made.refreshed is not None
    stays = {Kind.KEPT, Kind.MOVED, Kind.UNKNOWN}  # told each time, and nothing to be brought up to date
    changes = [change for change in made.refreshed.changes if change.kind not in stays]
    if not changes:
        return list(made.refreshed.findings) if is_its_own else []
    said = f"{changes[0]}{f', and {len(changes) - 1} more' if len(changes) > 1 else ''}"
    if not is_its_own:
        what = f"another workbook, {book.name}, saved since, says something else ({said})"
        return [_warning(str(report), what, _OTHER)]
    what = f"the workbook {book.name} says something else by now ({said})"
    cure = "have the report brought up to date, decide what is open in it, and publish that"
    return [Finding(severity=Severity.ERROR, place=str(report), what=what, cure=cure)]


def _of_an_appendix(report: Path, said: str, subject: str) -> Iterator[Finding]:
    """The same of an appendix: it is known by what it was made to say, whatever somebody has written in it since."""
    from performance_index.make_appendix import is_as_the_data  # noqa: PLC0415 - only for an appendix

    answers: list[bool] = []
    for book in books_near(report):
        try:
            answer = is_as_the_data(said, subject, read_book(book), book)
        except NotReadable:  # no index, as the copy for the public
            continue
        except Refused as problem:
            yield _not_compared(report, book, str(problem))
            continue
        answers += [] if answer is None else [answer]
    if answers and not any(answers):
        what = "the workbook says something else by now"
        cure = "make the appendix again, bring over what was written in this one, and publish that"
        yield Finding(severity=Severity.ERROR, place=str(report), what=what, cure=cure)
    elif not answers:
        what = "no workbook of its index is here, so nobody can tell whether a figure was corrected since"
        yield _warning(str(report), what, "ask whoever keeps it, unless you know")


def _not_compared(report: Path, book: Path, why: str) -> Finding:
    what = f"it could not be compared with its workbook {book.name}, so a figure may have been corrected since: {why}"
    return _warning(str(report), what, "put that right, or compare them yourself")


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
