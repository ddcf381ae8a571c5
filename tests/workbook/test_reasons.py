"""Reasons for what changed are typed in the Amendments table, which Check index fills; none is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from books import reading, tables
from performance_index.amendments import Amendment, Reason
from performance_index.finding import Finding, Severity
from performance_index.recording import to_record
from performance_index.workbook import layout
from performance_index.workbook.content import table_cells
from performance_index.workbook.read import Reading, read_index
from performance_index.workbook.reasons import read_reasons, rows_of
from performance_index.workbook.recorded import rows_of as record_of
from performance_index.workbook.tables import TableCells

HEAD = {
    "Recorded on": dt.date(2020, 9, 3), "Recorded by": "amy", "Meeting date": dt.date(2020, 9, 2),
    "Period end": dt.date(2020, 9, 30),
}  # fmt: skip
TYPED = {"No": 16.0, "What changed": "figure for September 2020", "Reason": "Filed twice."}


def table(*records: dict[str, object]) -> TableCells:
    return table_cells(layout.AMENDMENTS, records)


def after_a_record(*reasons: dict[str, object]) -> Reading:
    """The example, recorded, and then with another September figure for indicator 16."""
    before = reading()
    assert before.index is not None
    rows = [HEAD | row for row in record_of(to_record(before.index, before.details, None), 32)]
    published = table_cells(layout.PUBLISHED_FIGURES, [dict(_as_cells(row)) for row in rows])
    given = tables({("Indicators", "16", "Sep"): 44.0})
    return read_index({**given, published.name: published, layout.AMENDMENTS.name: table(*reasons)})


def _as_cells(row: dict[str, object]) -> Iterator[tuple[str, object]]:
    for heading, cell in row.items():
        yield heading, cell[1:] if isinstance(cell, str) and cell.startswith("'") else cell


def test_a_reason_is_read_with_what_it_is_for():
    findings: list[Finding] = []
    rows = ({}, TYPED, TYPED | {"Reason": None}, TYPED | {"Previously": "43.1 weeks", "Now": "44 weeks"})
    found, at = read_reasons(table(*rows), findings)
    one = Reason(number="16", what="figure for September 2020", reason="Filed twice.")
    assert found == (one, Reason(**{**_fields(one), "previously": "43.1 weeks", "now": "44 weeks"}))
    assert at == (1, 3)
    assert findings == []
    assert read_reasons(None, findings) == ((), ())


def _fields(one: Reason) -> dict[str, str]:
    return {"number": one.number, "what": one.what, "reason": one.reason}


def test_a_row_that_cannot_be_read_is_an_error_and_no_reason():
    findings: list[Finding] = []
    found, _ = read_reasons(table(TYPED | {"No": "#N/A"}), findings)
    assert found == ()
    assert [(one.severity, one.place) for one in findings] == [(Severity.ERROR, "Amendments!A5")]


def test_check_tells_of_what_changed_until_there_is_a_reason():
    (told,) = [one for one in after_a_record().findings() if "was published as" in one.what]
    assert told.place == "Index!N23"
    assert told.what == (
        "Figure for September 2020 was published as '43.1 weeks' and is '44 weeks' now, and nobody has said why"
    )
    found = after_a_record(TYPED)
    assert [one for one in found.findings() if "was published as" in one.what] == []
    assert [(one.what, one.reason) for one in found.amendments()] == [("Figure for September 2020", "Filed twice.")]


def test_a_reason_for_nothing_is_told_of_at_its_row():
    (told,) = [one for one in after_a_record({}, TYPED | {"No": "3"}).findings() if "does not print" in one.what]
    assert told.place == "Amendments!F6"


def test_a_workbook_without_the_table_is_told_how_to_make_it():
    given = after_a_record()
    assert given.places.amendment(None) == "Amendments!F4"
    without = replace(given, places=replace(given.places, amendments=None))
    (told,) = [one for one in without.findings() if "was published as" in one.what]
    assert told.cure.endswith(
        "a table named Amendments with the columns No, What changed and Reason, on a sheet of its own"
    )


def test_what_check_index_lists_is_read_as_the_same_reasons():
    one = Amendment(number="1.10", indicator="Homes", what="Target", previously="95%", now="88.1%", reason="New plan.")
    other = Reason(number="3", what="", reason="=Why.")
    rows = rows_of([one], [other])
    assert rows[0] == {
        "No": "'1.10", "Indicator": "'Homes", "What changed": "'Target", "Previously": "'95%", "Now": "'88.1%",
        "Reason": "'New plan.",
    }  # fmt: skip
    found, _ = read_reasons(table(*(dict(_as_cells(row)) for row in rows)), [])
    assert found == (
        Reason(
            number="1.10", what="Target", reason="New plan.", previously="95%", now="88.1%", indicator="Homes"
        ), other,
    )  # fmt: skip
    assert found[0].is_for(one)


def test_a_table_with_nothing_to_list_has_one_blank_row():
    assert rows_of([], []) == [dict.fromkeys(layout.AMENDMENTS.headings)]


def test_august_published_as_95_and_now_88_1_draws_a_word():
    """The record of version 0.1.0: one row, without texts."""
    row = HEAD | {"No": 2.0, "Month": "Aug", "Figure": 0.95, "Target": 0.91, "Rating": "Green"}
    old = table_cells(layout.PUBLISHED_FIGURES, [row | {"Period end": dt.date(2020, 8, 31)}])
    found = read_index({**tables(), old.name: old}).findings()
    (told,) = [one for one in found if "published" in one.what]
    assert told.place == "Index!M8"
    assert told.what == "Figure for August 2020 was published as '95%' and is '88.1%' now, and nobody has said why"
