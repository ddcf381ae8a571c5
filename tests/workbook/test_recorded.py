"""The Published table is read as it was written, whatever version made it; what somebody altered is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from books import reading, tables
from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.period import FinancialYear
from performance_index.published_record import Entry, PublishedFigure, PublishedText
from performance_index.rating import Rating
from performance_index.recording import changed, to_record
from performance_index.workbook import layout
from performance_index.workbook.content import table_cells
from performance_index.workbook.read import read_index
from performance_index.workbook.recorded import read_history, rows_of
from performance_index.workbook.tables import TableCells

SEPTEMBER = FinancialYear(2020).month("Sep")
HEAD = {
    "Recorded on": dt.date(2020, 11, 5),
    "Recorded by": "amy",
    "Meeting date": dt.date(2020, 11, 4),
    "Period end": dt.date(2020, 9, 30),
}
JULY = HEAD | {"Meeting date": dt.date(2020, 7, 8), "Period end": dt.date(2020, 6, 30)}
CHANGES = {"Text of": "Record", "Text": "What changed since the record before; 2 indicators in the report"}
RATED = {"No": "16", "Month": "Sep", "Figure": 43.1, "Rating": "Red"}
SAID = {"No": "16", "Text of": "Service commentary", "Text": "The courts."}


def table(*records: dict[str, object]) -> TableCells:
    return table_cells(layout.PUBLISHED_FIGURES, records)


def as_cells(records: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """What Excel makes of the rows: the mark before a text is none of its words."""
    return [
        {heading: cell[1:] if str(cell).startswith("'") else cell for heading, cell in record.items()}  # type: ignore[index]  # it is text
        for record in records
    ]


def history(*records: dict[str, object]) -> History:
    """What is read without a finding."""
    findings: list[Finding] = []
    found = read_history(table(*records), findings)
    assert findings == []
    return found


def test_what_is_recorded_is_read_again():
    index, details = reading().index, reading().details
    assert index is not None
    made = to_record(index, details, None)
    found = history(*as_cells([HEAD | row for row in rows_of(made, 32)]))
    (one,) = found.entries
    assert one == Entry(
        period=index.period,
        meeting=HEAD["Meeting date"],
        recorded_on=HEAD["Recorded on"],
        figures=made.figures,
        texts=made.texts,
        is_whole=True,
    )
    assert one.figures[0].meeting == HEAD["Meeting date"]
    last = found.last()
    assert last is not None
    assert changed(index, last) == set()
    again = to_record(index, details, last)
    assert (again.figures, again.texts, again.is_whole) == ((), (), False)


def test_a_record_with_nothing_new_is_one_row_and_is_read_as_that():
    index, details = reading().index, reading().details
    assert index is not None
    first = as_cells([HEAD | row for row in rows_of(to_record(index, details, None), 32)])
    last = history(*first).last()
    second = [HEAD | row for row in rows_of(to_record(index, details, last), 32)]
    assert [(row["Text of"], row["Text"]) for row in second] == [
        ("Record", "'What changed since the record before; 32 indicators in the report")
    ]
    found = history(*first, *as_cells(second))
    assert [one.is_whole for one in found.entries] == [True, False]
    assert found.last() == last


def test_each_record_begins_with_its_row_be_it_of_the_same_day():
    found = history(HEAD | CHANGES, HEAD | RATED, HEAD | CHANGES, HEAD | RATED | {"Figure": 40.0})
    assert [[str(one.figure) for one in entry.figures] for entry in found.entries] == [["43.1"], ["40"]]


def test_records_of_before_have_everything_and_end_where_the_head_changes_or_after_their_texts():
    again = [HEAD | RATED | {"Figure": 40.0}, HEAD | SAID | {"Text": "Others."}]
    found = history(JULY | RATED | {"Month": "Jun"}, JULY | SAID, HEAD | RATED, HEAD | SAID, *again, {})
    assert [(one.is_whole, one.meeting, len(one.figures), one.texts[0].text) for one in found.entries] == [
        (True, JULY["Meeting date"], 1, "The courts."),
        (True, HEAD["Meeting date"], 1, "The courts."),
        (True, HEAD["Meeting date"], 1, "Others."),
    ]


def test_a_record_of_version_0_1_0_has_no_texts():
    old = table(HEAD | RATED | {"Target": 26.0})
    short = replace(old, headings=old.headings[:9], rows=tuple(row[:9] for row in old.rows))
    findings: list[Finding] = []
    one = PublishedFigure(number="16", month=SEPTEMBER, figure=Decimal("43.1"), target=Decimal(26), rating=Rating.RED)
    found = read_history(short, findings)
    assert [(entry.figures, entry.texts, entry.is_whole) for entry in found.entries] == [((one,), (), True)]
    assert findings == []


def test_texts_keep_their_words_and_a_section_its_paragraphs():
    lines = [HEAD | {"Text of": "Executive summary", "Text": words} for words in ("First.", "Second.")]
    (one,) = history(HEAD | RATED, *lines).entries
    assert one.texts == tuple(
        PublishedText(number="", of="Executive summary", text=words) for words in ("First.", "Second.")
    )


@pytest.mark.parametrize(
    ("heading", "cell", "what"),
    [
        ("Figure", "n/a", "'n/a' is not a number"),
        ("Target", "TBC", "'TBC' is not a number"),
        ("Rating", "Purple", "'Purple' is not in the list"),
    ],
)
def test_a_figure_that_somebody_altered_is_not_known_and_told_of(heading: str, cell: str, what: str):
    findings: list[Finding] = []
    found = read_history(table(HEAD | RATED | {heading: cell}, HEAD | RATED | {"No": "8", "Figure": None}), findings)
    assert [(one.number, one.is_known) for one in found.entries[0].figures] == [("16", False), ("8", True)]
    (told,) = findings
    assert told.severity is Severity.WARNING
    assert told.place == {"Figure": "Published!G5", "Target": "Published!H5", "Rating": "Published!I5"}[heading]
    assert told.what == f"the record of what was published was altered: {what}"


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (RATED | {"No": dt.datetime(2020, 2, 1)}, "Published!E5"),  # noqa: DTZ001 - Excel's days have no zone
        (RATED | {"Month": "Autumn"}, "Published!F5"),
        (RATED | {"Month": None}, "Published!F5"),
        (SAID | {"Text": "#N/A"}, "Published!K5"),
        (SAID | {"Text of": "#REF!"}, "Published!J5"),
    ],
)
def test_a_row_that_cannot_be_placed_is_left_out_and_told_of(row: dict[str, object], place: str):
    findings: list[Finding] = []
    found = read_history(table(HEAD | row), findings)
    assert [one.place for one in findings][:1] == [place]
    assert found.entries[0].texts == ()
    assert all(not one.is_known for one in found.entries[0].figures) or found.entries[0].figures == ()


@pytest.mark.parametrize("cell", ["last week", None, dt.date(1, 1, 1)])
def test_a_record_without_its_period_says_nothing_and_is_told_of(cell: object):
    findings: list[Finding] = []
    found = read_history(table(HEAD | RATED | {"Period end": cell}, HEAD | SAID | {"Period end": cell}), findings)
    assert found.last() is None
    assert [one.place for one in findings] == ["Published!D5"]


def test_without_a_record_there_is_nothing_to_compare_with():
    assert read_history(None, []).entries == ()
    assert history().entries == history({}).entries == ()


def test_check_tells_of_a_commentary_that_is_as_it_was_published():
    given = tables()
    said = next(row for row in given["Indicators"].records() if row["No"] == 16.0)["Service commentary"]
    recorded = table(JULY | RATED | {"Month": "Jun", "Figure": 40.0}, JULY | SAID | {"Text": said})
    found = read_index({**given, layout.PUBLISHED_FIGURES.name: recorded}).findings()
    (told,) = [one for one in found if "word for word" in one.what]
    assert "published for June 2020" in told.what
    assert told.number == "16"


def test_check_tells_of_a_record_that_was_altered_and_it_stops_no_report():
    recorded = table(HEAD | RATED | {"Figure": "n/a"})
    found = read_index({**tables(), layout.PUBLISHED_FIGURES.name: recorded}).findings()
    assert [one.severity for one in found if one.place == "Published!G5"] == [Severity.WARNING]
