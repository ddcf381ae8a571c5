"""What the workbook's buttons do: read the open workbook, decide, write, and say in a message what was done.

Nothing here raises: a person in Excel gets a sentence, whatever happens.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from performance_index.amendments import unused
from performance_index.appendix import WithReport
from performance_index.asked import ask_what_to_do, left_out
from performance_index.finding import Finding, HasErrors, Refused, Severity, many
from performance_index.generate import Generated, generate, settings_findings
from performance_index.period import long_date
from performance_index.put_trends import put_trends
from performance_index.rating import Rating
from performance_index.ready import ready
from performance_index.record import recorded_already, recording
from performance_index.workbook import layout
from performance_index.workbook.open_book import OpenBook, literal
from performance_index.workbook.read import Reading, Tables
from performance_index.workbook.read_open import read_open
from performance_index.workbook.reasons import rows_of as reason_rows

_MOST = 10
"""As many findings as fit into a message box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What to tell the person, '' for nothing, and the document to open after that."""

    words: str
    opens: Path | None = None


def generate_report() -> None:
    """*Generate report*: write the committee report of the open workbook and open it in Word.

    Where the report of this meeting exists, asks first. The Check sheet gets what is to be looked at.
    """
    _pressed(_generate_report)


def check_index() -> None:
    """*Check index*: fill the Check sheet with all that is wrong in the open workbook, with links, and go there."""
    _pressed(_check_index)


def record_as_published() -> None:
    """*Record as published*: add what the report said to the Published table, once it was published."""
    _pressed(_record_as_published)


def show_trends() -> None:
    """*Show trends*: fill the Trends sheet with two years of every monthly indicator, and go there."""
    _pressed(lambda book, tables: Done(words=put_trends(book, tables)))


def _pressed(button: Callable[[OpenBook, Tables], Done]) -> None:
    book = OpenBook(xw.Book.caller(), has_macros=sys.platform != "darwin")
    try:
        book.status("reading the workbook")
        done = button(book, book.tables())
    except HasErrors as problem:
        done = Done(words="\n".join([_sentence(problem), "", *_listed(problem.findings)]))
    except Refused as problem:
        done = Done(words=_sentence(problem))
    except Exception as problem:  # noqa: BLE001 - a person in Excel gets a sentence, whatever happens
        done = Done(words=_unforeseen(problem))
    with suppress(Exception):  # the macro gives the status bar back in any case
        book.status(None)
    if done.words:
        book.tell(done.words)
    if done.opens:
        try:
            _open(done.opens)
        except Exception as problem:  # noqa: BLE001 - as above
            book.tell(f"{done.opens} is written, but could not be opened ({problem}). Open it in Word.")


def _unforeseen(problem: Exception) -> str:
    return f"That could not be done ({type(problem).__name__}: {problem}). Tell your performance officer."


def _generate_report(book: OpenBook, tables: Tables) -> Done:
    here, name = book.path(), book.name
    path = here or _documents() / name
    try:
        reading = _without_errors(name, path, tables)
        choices = ask_what_to_do(book, reading, path)
        if choices is None:
            return Done(words="")
        book.status("writing the report")
        made = generate(reading, path, now=_now(), choices=choices)
    except HasErrors as problem:
        raise _listed_on_sheet(book, tables, problem) from problem
    if reading.settings.appendix is WithReport.MADE:
        from performance_index.make_appendix import with_appendix  # noqa: PLC0415 - only for such a setting

        made = with_appendix(made, reading, path, now=_now())
    findings = [*made.findings, *left_out(made)]
    unlisted = _fill_check(book, tables, findings)
    lines = [f"{_made(made, findings)}{'' if unlisted or not findings else ' (See the Check sheet.)'}"]
    lines += ["", str(made.path), *([str(made.appendix)] if made.appendix else [])]
    lines += [] if here else ["", "The workbook is open from the web, so its report is among your documents."]
    lines += ["", unlisted, *_listed(findings)] if unlisted and findings else []
    return Done(words="\n".join(lines), opens=made.path)


def _made(made: Generated, findings: Sequence[Finding]) -> str:
    """'Report written: 4 exceptions (1 amber, 3 red), 1 caveat, 2 things to look at.'."""
    exceptions = [rated.rating for rated in made.index.exceptions()]
    colours = [
        f"{exceptions.count(rating)} {rating.value.lower()}"
        for rating in (Rating.AMBER, Rating.RED)
        if rating in exceptions
    ]
    parts = [
        many(len(exceptions), "exception") + (f" ({', '.join(colours)})" if colours else ""),
        many(len(made.report.caveats), "caveat"),
        f"{many(len(findings), 'thing')} to look at",
    ]
    if made.refreshed is None:
        return f"Report written: {', '.join(parts)}."
    done = "brought up to date" if made.earlier is None else f"made from {made.earlier.path.name}"
    return f"Report {done}: {made.refreshed.summary}. Now {', '.join(parts)}."


def _check_index(book: OpenBook, tables: Tables) -> Done:
    path = book.path()
    reading = read_open(tables, book.name, path)
    findings = [*reading.findings(), *(settings_findings(reading, path) if path else ())]
    amended = _list_amendments(book, tables, reading)
    unlisted = " ".join(filter(None, [_fill_check(book, tables, findings, turn_to=True), amended]))
    if not findings:
        return Done(words="\n\n".join(filter(None, ["Nothing to put right.", amended])))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = f"{many(errors, 'error')}, {many(len(findings) - errors, 'warning')}."
    stops = " Errors stop the report." if errors else ""
    if not unlisted:
        return Done(words=f"{counts}{stops} Each is on the Check sheet, with a link to its cell.")
    return Done(words="\n".join([f"{counts}{stops} {unlisted}", "", *_listed(findings)]))


def _list_amendments(book: OpenBook, tables: Tables, reading: Reading) -> str:
    """Put what is amended on the Amendments sheet, with the reasons typed there; a sentence where that cannot be done.

    No reason is lost: one that is for nothing that changed stays below the others, unless it was published.
    """
    table, found = tables.get(layout.AMENDMENTS.name), reading.amendments()
    if table is None or not (found or reading.reasons):
        return ""
    others = [reading.reasons[position] for position in unused(reading.reasons, found, reading.history)]
    try:
        book.fill(table, reason_rows(found, others))
    except Refused as problem:
        return _sentence(problem)
    return ""


def _record_as_published(book: OpenBook, tables: Tables) -> Done:
    name = book.name
    table = tables.get(layout.PUBLISHED_FIGURES.name)
    if table is None:
        raise Refused(f"{name} has no table {layout.PUBLISHED_FIGURES.name}; put it back from PerformanceIndex.xlsm")
    try:
        reading = _without_errors(name, None, tables)
    except HasErrors as problem:
        raise _listed_on_sheet(book, tables, problem) from problem
    made = recording(reading, table, now=_now(), who=literal(getpass.getuser()))
    assert reading.index is not None  # else there are errors
    day = long_date(made.meeting)
    question = (
        f"Record {many(len(reading.index.indicators), 'indicator')} as published for the meeting of {day}?\n\n"
        "Press OK once the report has been published: what is recorded is never altered."
    )
    if before := recorded_already(table, made.meeting):
        question = (
            f"The figures for the meeting of {day} were recorded already {before}.\n\n"
            "Record what has changed since, below them?"
        )
    if book.ask(question, "ok_cancel") != "ok":
        return Done(words="")
    book.status("writing the record")
    book.fill(table, made.rows, keep=made.keep)
    lines = [f"Recorded: {made}. Save the workbook, so that the record is kept."]
    return Done(words="\n\n".join(filter(None, [*lines, made.what_lacks()])))


def _without_errors(name: str, path: Path | None, tables: Tables) -> Reading:
    reading = read_open(tables, name, path)
    ready(name, reading, [*reading.findings(), *(settings_findings(reading, path) if path else ())])
    return reading


def _listed_on_sheet(book: OpenBook, tables: Tables, problem: HasErrors) -> HasErrors:
    """The same, once its findings are on the Check sheet, or with a sentence that they could not be put there."""
    unlisted = _fill_check(book, tables, problem.findings, turn_to=True)
    where = unlisted.rstrip(".") or "Each is on the Check sheet, with a link to its cell"
    return HasErrors(f"{problem}. {where}", problem.findings)


def _fill_check(book: OpenBook, tables: Tables, findings: Sequence[Finding], *, turn_to: bool = False) -> str:
    """Put the findings on the Check sheet; a sentence where that cannot be done."""
    table = tables.get(layout.FINDINGS.name)
    if table is None:
        return f"This workbook has no table {layout.FINDINGS.name} to list them in."
    said = [(one.severity.value.capitalize(), layout.link(one.place), one.what, one.cure) for one in findings]
    records = [
        dict(zip(layout.FINDINGS.headings, (severity, place, literal(what), literal(cure)), strict=True))
        for severity, place, what, cure in said or [("", "", "Nothing to put right.", "")]
    ]
    try:
        book.fill(table, records, turn_to=turn_to)
    except Refused as problem:
        return _sentence(problem)
    return ""


def _sentence(problem: Refused) -> str:
    words = str(problem)
    is_word = words.partition(" ")[0].isalpha()  # a file's name keeps its letters
    return f"{words[0].upper()}{words[1:]}." if is_word else f"{words}."


def _listed(findings: Sequence[Finding]) -> list[str]:
    lines = [str(finding) for finding in findings[:_MOST]]
    more = len(findings) - _MOST
    return [*lines, f"and {more} more"] if more > 0 else lines


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _documents() -> Path:
    """The person's own documents: where the report goes when the workbook has no folder on this computer."""
    clouds = (os.environ.get(name) for name in ("OneDriveCommercial", "OneDrive"))
    places = [Path(cloud) / "Documents" for cloud in clouds if cloud] + [Path.home() / "Documents"]
    return next((place for place in places if place.is_dir()), Path.home())


def _open(document: Path) -> None:
    """Open a document in its program, on Windows and Mac; elsewhere nobody pressed a button."""
    start = getattr(os, "startfile", None)
    if start is not None:
        start(document)
    elif sys.platform == "darwin":
        subprocess.run(["/usr/bin/open", document], check=False)  # noqa: S603 - our own report
