"""The facts of a real report, Children and Young People Overview and Scrutiny Panel, 4 November 2020, as data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row, Section

COMMITTEE = "Children and Young People Overview and Scrutiny Panel"
FIRST = (
    "This is the first performance report submitted for 20/21. It was not possible to provide a performance report to "
    "the last scrutiny meeting due to the impact of an ongoing Ofsted inspection."
)
MOSAIC = (
    "Current system configuration and data recording issues in our social care reporting system Mosaic have an impact "
    "on our ability to report performance against some of the indicators effectively. This does not mean that the "
    "department is unable to monitor performance."
)
_TEXT = Path(__file__).parent.parent / "data" / "seed_report.txt"
NOW = dt.datetime(2020, 10, 20, 9, 30)  # noqa: DTZ001 - a clerk's own clock; fill takes it as it is


def exception(number: str, indicator: str, rating: Rating, *commentary: str, shown: str = "") -> Row:
    """Give a row of the exception table; `shown` is how the rating is written, its letter unless told."""
    cells = {
        "no": (number,),
        "indicator": (indicator,),
        "rating": (shown or rating.letter,),
        "figures": ("Actual: 35", "Target: 26", "August: 34"),
        "commentary": commentary,
        "actual": ("35",),
        "target": ("26",),
        "why": ("35 weeks against a target of 26: 9 over.",),
        "how_far_off": ("9 over",),
        "direction": ("Worse",),
        "last_period": ("34 (August)",),
        "theme": ("Care",),
        "lead_service": ("Children's Social Care",),
    }
    return Row(number=number, cells=cells, rating=rating)


def caveat(number: str, indicator: str, *commentary: str) -> Row:
    """Give a row of the caveat table."""
    cells = {
        "no": (number,),
        "indicator": (indicator,),
        "commentary": commentary,
        "status": ("Not reportable",),
        "lead_service": ("Children's Social Care",),
    }
    return Row(number=number, cells=cells)


def unrated(number: str, indicator: str, why: str) -> Row:
    """Give a row of the table of what is not rated."""
    cells = {
        "no": (number,),
        "indicator": (indicator,),
        "why": (why,),
        "status": (why.partition(":")[0],),
        "theme": ("Care",),
        "lead_service": ("Children's Social Care",),
    }
    return Row(number=number, cells=cells)


SEED = CommitteeReport(
    title=f"Performance Monitoring Report – {COMMITTEE}",
    values={
        "committee": COMMITTEE,
        "date": dt.date(2020, 11, 4),
        "wards": "All",
        "subject": "Performance Monitoring Report",
        "lead_officer": "Rachael Wardell, Director of Children, Schools and Families",
        "lead_member": "Councillor Eleanor Stringer, Cabinet Member for Children’s Services and Education",
        "contact_officer": "Karl Mittelstadt, Head of Performance, Policy and Partnerships",
        "year": "2020/21",
        "year_short": "20/21",
        "period_end": dt.date(2020, 9, 30),
        "index_title": "Children & Young People Overview and Scrutiny Panel Performance Index",
    },
    sections={
        Section.RECOMMENDATIONS.tag: ("Members of the panel to discuss and comment on the contents of the report",),
        Section.SUMMARY.tag: (FIRST,),
        Section.CAVEATS.tag: (MOSAIC,),
        Section.APPENDICES.tag: (f"{COMMITTEE} Performance Index 2019/20",),
    },
    exceptions=(
        exception(
            "2",
            "% of Single Assessments authorised within the statutory 45 days",
            Rating.AMBER,
            "This aspect is covered in the departmental update.",
        ),
        exception(
            "3",
            "% of Education, Health and Care plans issued within statutory 20 week timescale",
            Rating.RED,
            "This aspect is covered in the departmental update report.",
        ),
        exception(
            "16",
            "Average number of weeks taken to complete Care proceedings against a national target of 26 weeks",
            Rating.RED,
            "Data about court proceedings is provided by Cafcass. The duration of court proceedings is a matter for "
            "the court service. LBM has no influence over this process. Covid has had a significant impact on court "
            "proceedings and timings. This is a national issue.",
        ),
        exception(
            "22",
            "Number of in-house foster carers recruited",
            Rating.RED,
            "This aspect is covered in the departmental update report.",
        ),
    ),
    caveats=(
        caveat(
            "8",
            "% of quorate attendance at child protection conferences",
            "Data reporting is currently unreliable. The way in which Mosaic is currently configured does not allow "
            "an easy analysis of quoracy.",
        ),
    ),
)

WITH_UNRATED = replace(
    SEED,
    unrated_rows=(
        unrated("5", "% of pupils in good schools", "Awaiting data: no figure for September 2020 yet."),
        unrated("8", "% of quorate attendance", "Not reportable: see the data caveat."),
    ),
    unrated=2,
    indicators=30,
)
"""The same for a council that wants a table of what is not rated."""

EMPTY = replace(SEED, sections={}, exceptions=(), caveats=())
"""A report with nothing to say: no exceptions, no caveats, no words of the council's own."""


def words_of_the_seed() -> list[str]:
    """The seed's words: what stands between spaces, without the dashes before list items and the agenda's last line.

    Its two headings in lower case have their words as a sentence has them, and its date has no nought.
    """
    lines = _TEXT.read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "This page is intentionally left blank"
    for heading in ("Exception Report", "Amendments, Corrections and Data Caveats"):
        lines[lines.index(heading)] = heading.capitalize()
    lines[lines.index("Date: 04 November 2020")] = "Date: 4 November 2020"
    return [word for word in " ".join(lines[:-1]).split() if word != "-"]
