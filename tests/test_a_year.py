"""A whole year on a copy of the shipped workbook: four reports, published and recorded, and all that changes between.

Three corrections, one of which is taken back; a target; a new number; another name; one indicator that could not be
relied on and comes back. A person types, the commands do the rest, and a clerk works on the Word documents.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import docx
from click.testing import CliRunner, Result

from performance_index.cli import main
from performance_index.indicator import Measured
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import text, w
from performance_index.workbook import layout
from performance_index.workbook.editing import SavedBook, edit
from performance_index.workbook.kept_results import keep_results
from performance_index.workbook.tables import read_tables

sys.path.append(str(Path(__file__).parent / "word"))
from desk import cell, write
from outline import check_golden

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
NOW = dt.datetime(2020, 7, 1, 9, 0, tzinfo=dt.UTC)
INDICATORS, DETAILS, OPTIONS = layout.INDICATORS.name, layout.REPORT_DETAILS.name, layout.OPTIONS.name
Typed = Mapping[tuple[str, str], object]
"""New cells by what the row's first cell says, and by heading."""


class Council:
    """Its workbook, its reports, and whoever types in them."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "PerformanceIndex.xlsm"
        self.book.write_bytes(SHIPPED.read_bytes())
        self.type(OPTIONS, {("Since the last meeting", "Value"): "Shown"})
        self.type(INDICATORS, {(number, month): None for number in self.numbers for month in ("Jul", "Aug", "Sep")})

    @property
    def numbers(self) -> list[str]:
        return [_key(row[0]) for row in read_tables(self.book)[INDICATORS].rows]

    def type(self, table: str, cells: Typed) -> None:
        rows = [_key(row[0]) for row in read_tables(self.book)[table].rows]

        def change(book: SavedBook) -> None:
            book.type(table, {(rows.index(key), heading): value for (key, heading), value in cells.items()})
            keep_results(book)

        edit(self.book, change, NOW).unlink()

    def give_reasons(self, *reasons: tuple[str, str, str]) -> None:
        """Type onto the Amendments sheet: number, what changed, why."""
        rows = [{"No": f"'{number}", "What changed": what, "Reason": why} for number, what, why in reasons]
        edit(self.book, lambda book: book.fill(layout.AMENDMENTS.name, rows), NOW).unlink()

    def quarter(self, period_end: dt.date, meeting: dt.date) -> None:
        """Type the quarter's figures, all as they were in September, and whom it is for."""
        self.type(DETAILS, {("Period end", "Value"): period_end, ("Meeting date", "Value"): meeting,
                            ("Words are for", "Value"): period_end})  # fmt: skip
        last = (period_end.month - 4) % 12
        typed: dict[tuple[str, str], object] = {}
        for record in SHIPPED_ROWS:
            number, frequency = _key(record["No"]), Frequency(record["Frequency"])
            september = record["Sep"]
            for at in range(last - 2, last + 1):
                month = MONTH_NAMES[at]
                if not isinstance(september, float) or month not in frequency.open_months:
                    continue
                grows = Measured(record["Measured"]) is Measured.YEAR_TOTAL
                known = record[month] if isinstance(record[month], float) else None
                typed[number, month] = known or (september / 6 * (at + 1) if grows else september)
        there = set(self.numbers)
        self.type(INDICATORS, {(number, month): value for (number, month), value in typed.items() if number in there})

    def run(self, *arguments: object) -> Result:
        done = CliRunner().invoke(main, [str(one) for one in arguments])
        assert done.exit_code == 0, done.output
        return done

    def report(self, meeting: dt.date) -> Path:
        self.run("report", self.book)
        return self.book.parent / "reports" / f"{meeting} Performance Monitoring Report.docx"


def _key(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


SHIPPED_ROWS = read_tables(SHIPPED)[INDICATORS].records()


def amended(report: Path) -> list[str]:
    """The rows of the table of amendments."""
    for table in docx.Document(str(report)).element.body.iter(w("tbl")):
        rows = [[text(one) for one in row.iter(w("tc"))] for row in table.iter(w("tr"))]
        if "Previously" in rows[0]:
            return [" | ".join(row) for row in rows[1:]]
    return []


def since(report: Path) -> list[str]:
    controls = controls_in(docx.Document(str(report)))
    return [line for one in controls.get("section.since", ()) for line in one.text.split("\n")]


JULY, NOVEMBER, FEBRUARY, MAY = dt.date(2020, 7, 8), dt.date(2020, 11, 4), dt.date(2021, 2, 3), dt.date(2021, 5, 5)
COURTS, COUNTED = (
    "The courts set the pace, the Panel heard.",
    "Two cases were counted twice, as the Panel heard in July.",
)


def edited_by_the_clerk(report: Path) -> None:
    document = docx.Document(str(report))
    write(cell(document, "exceptions.row:16", 3), COURTS)
    write(cell(document, "amendments.row:16 Figure for June 2020", 5), COUNTED)
    document.save(str(report))


def test_a_year_of_reports_says_of_each_what_was_amended_and_what_became_of_the_exceptions(tmp_path: Path):
    council, told = Council(tmp_path), list[str]()

    def tell(report: Path, said: str = "") -> None:
        told.extend([f"# {said or report.stem}", *amended(report), "--", *since(report), ""])

    council.quarter(dt.date(2020, 6, 30), JULY)
    tell(council.report(JULY))
    council.run("record", council.book)

    council.type(INDICATORS, {("16", "Jun"): 44.0})
    council.give_reasons(("16", "Figure for June 2020", "Two cases were counted twice."))
    council.quarter(dt.date(2020, 9, 30), NOVEMBER)
    tell(report := council.report(NOVEMBER))
    edited_by_the_clerk(report)
    council.type(INDICATORS, {("16", "Jun"): 43.0, ("2", "Jun"): 0.9})
    done = council.run("report", council.book)
    assert "Amendments, indicator 16 Figure for June 2020, Now: replaced (was “44 weeks”, is “43 weeks”)" in done.output
    assert (
        "it was amended to was 44 weeks and is now 43 weeks; a comment asks whether the words still hold" in done.output
    )
    tell(report, "corrected while the clerk works on it")
    assert text(cell(docx.Document(str(report)), "exceptions.row:16", 3)) == COURTS
    assert any(line.endswith(COUNTED) for line in amended(report))
    council.run("record", council.book)

    council.type(INDICATORS, {
        ("2", "Indicator"): "% of Single Assessments authorised within 45 working days", ("7", "Sep"): 150.0,
        ("8", "Data status"): "Reported", ("8", "Data caveat"): None,
        ("8", "Jun"): 0.97, ("8", "Sep"): 0.96, ("8", "Dec"): 0.95, ("16", "Target"): 28.0, ("22", "No"): "22a",
    })  # fmt: skip
    council.give_reasons(("16", "Target", "Cabinet, 12 January 2021."))
    council.quarter(dt.date(2020, 12, 31), FEBRUARY)
    tell(council.report(FEBRUARY))
    council.run("record", council.book)

    council.type(INDICATORS, {("16", "Jun"): 36.4, ("3", "Dec"): 0.41})
    council.give_reasons(("16", "Figure for June 2020", "The two cases were two after all."))
    council.quarter(dt.date(2021, 3, 31), MAY)
    tell(council.report(MAY))
    council.run("record", council.book)
    check_golden("a_year", "\n".join(told))
