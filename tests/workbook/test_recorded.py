"""The Published table is read as it was written: the last record counts, whatever version made it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from books import reading, tables
from performance_index.history import Record, changed, published, published_texts
from performance_index.period import FinancialYear
from performance_index.workbook import layout
from performance_index.workbook.content import table_cells
from performance_index.workbook.read import read_index
from performance_index.workbook.recorded import figure_cells, last_record, text_cells
from performance_index.workbook.tables import TableCells

SEPTEMBER = FinancialYear(2020).month("Sep")
HEAD = {
    "Recorded on": dt.date(2020, 11, 5),
    "Recorded by": "amy",
    "Meeting date": dt.date(2020, 11, 4),
    "Period end": dt.date(2020, 9, 30),
}
JULY = HEAD | {"Meeting date": dt.date(2020, 7, 8), "Period end": dt.date(2020, 6, 30)}
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


def test_what_is_recorded_is_read_again():
    index, details = reading().index, reading().details
    assert index is not None
    texts = published_texts(index, details)
    rows = as_cells([HEAD | row for row in (*map(figure_cells, published(index)), *map(text_cells, texts))])
    found = last_record(table(*rows))
    assert found is not None
    assert found.period == index.period
    assert found.figures.keys() == {one.number.casefold() for one in index.indicators}
    assert changed(index, found) == set()
    assert found.texts == {(one.number.casefold(), one.of): one.text for one in texts}


def test_the_paragraphs_of_a_section_are_one_text():
    lines = [HEAD | {"Text of": "Executive summary", "Text": words} for words in ("First.", "Second.")]
    found = last_record(table(HEAD | RATED, *lines))
    assert found is not None
    assert found.texts == {("", "Executive summary"): "First.\nSecond."}


def test_the_last_record_counts_be_it_of_the_same_day():
    again = [HEAD | RATED | {"Figure": 40.0}, HEAD | SAID | {"Text": "Others."}]
    found = last_record(table(JULY | RATED, JULY | SAID, HEAD | RATED, HEAD | SAID, *again, {}))
    assert found == Record(
        period=SEPTEMBER, figures={"16": Decimal(40)}, texts={("16", "Service commentary"): "Others."}
    )


def test_a_record_of_version_0_1_0_has_no_texts():
    old = table(HEAD | RATED)
    short = replace(old, headings=old.headings[:9], rows=tuple(row[:9] for row in old.rows))
    assert last_record(short) == Record(period=SEPTEMBER, figures={"16": Decimal("43.1")}, texts={})


def test_a_figure_that_somebody_altered_is_not_known_and_a_blank_one_is_none():
    found = last_record(table(HEAD | RATED | {"Figure": "n/a"}, HEAD | RATED | {"No": "8", "Figure": None}))
    assert found == Record(period=SEPTEMBER, figures={"8": None}, texts={})


def test_without_a_record_or_its_period_there_is_nothing_to_compare_with():
    assert last_record(None) is None
    assert last_record(table()) is None
    assert last_record(table(HEAD | RATED | {"Period end": "last week"})) is None
    assert last_record(table(HEAD | RATED | {"Period end": None})) is None


def test_check_tells_of_a_commentary_that_is_as_it_was_published():
    given = tables()
    said = next(row for row in given["Indicators"].records() if row["No"] == 16.0)["Service commentary"]
    recorded = table(JULY | RATED | {"Figure": 40.0}, JULY | SAID | {"Text": said})
    found = read_index({**given, layout.PUBLISHED_FIGURES.name: recorded}).findings()
    (told,) = [one for one in found if "word for word" in one.what]
    assert "published for June 2020" in told.what
    assert told.number == "16"
