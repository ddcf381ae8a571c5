"""What the button asks before a report is made: what to do with one that is there, or that it could go on from."""

from __future__ import annotations

from pathlib import Path

from performance_index.earlier_report import EarlierReport, offered
from performance_index.finding import Finding, Severity
from performance_index.generate import Choices, Existing, Generated
from performance_index.left_behind import told_beside
from performance_index.period import long_date
from performance_index.report_files import Place, find_report
from performance_index.workbook.open_book import OpenBook
from performance_index.workbook.read import Reading


def ask_what_to_do(book: OpenBook, reading: Reading, path: Path) -> Choices | None:
    """Ask what to do with the report of this meeting, an earlier one, or copies, where some are; None to leave all."""
    place = find_report(reading, path)
    earlier = offered(place, reading, path)
    beside = told_beside(place, reading, path, but=None if earlier is None else earlier.path)
    if earlier is not None:
        question, answers = (
            _about_earlier(earlier, place, reading),
            {"yes": Choices(start=earlier.path), "no": Choices()},
        )
    elif place.path.exists():
        answers = {"yes": Choices(), "no": Choices(existing=Existing.NEW_VERSION)}
        question = _about_existing(place, reading)
    elif beside:
        return Choices() if book.ask(f"{beside}\n\nMake a new report all the same?", "ok_cancel") == "ok" else None
    else:
        return Choices()
    return answers.get(book.ask("\n\n".join(filter(None, (question, beside))), "yes_no_cancel"))


def _about_existing(place: Place, reading: Reading) -> str:
    committee = (place.made_for and place.made_for.committee) or reading.details.committee or "the committee"
    return (
        f"The report of this meeting ({committee}, {_meeting(reading)}) is there already:\n{place.path}\n\n"
        "Yes: bring it up to date. The clerk's words stay, and a copy of it as it was goes beside it.\n"
        "No: leave it, and write a new version beside it."
    )


def _about_earlier(earlier: EarlierReport, place: Place, reading: Reading) -> str:
    of = "" if earlier.meeting is None else f" of the meeting of {long_date(earlier.meeting)}"
    if earlier.is_same:
        return (
            f"There is a report{of} for the same period:\n{earlier.path}\n\n"
            f"Yes: go on with it for the meeting of {_meeting(reading)}, as {place.path.name}. The clerk's words stay, "
            "and a copy of it as it was stays beside it.\n"
            "No: leave it, and make a new report."
        )
    upto = "" if earlier.period is None else f", up to {long_date(earlier.period)}"
    return (
        f"The last report is that{of}{upto}:\n{earlier.path}\n\n"
        "Yes: start from it. The clerk's own texts are carried over, what was about the old figures is left out, and "
        "the last report stays as it is.\n"
        "No: make a new report from the template."
    )


def _meeting(reading: Reading) -> str:
    assert reading.details.meeting_date is not None  # without one there are errors
    return long_date(reading.details.meeting_date)


def left_out(made: Generated) -> list[Finding]:
    """Give a warning for each text of an earlier report that is left out of the new one."""
    if made.refreshed is None or made.earlier is None:
        return []
    from performance_index.word.deciding.account import Kind  # noqa: PLC0415 - it is loaded where there is an outcome

    what = f"left out of the new report, as it was about the figures of {made.earlier.path.name}: "
    cure = "write what is still so into the new report"
    return [
        Finding(severity=Severity.WARNING, place=change.place, what=f"{what}{change.what}", cure=cure)
        for change in made.refreshed.changes
        if change.kind is Kind.LEFT_OUT
    ]
