"""Of a large sheet only the last records are parsed; what is read from them is what is read from all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from books import DETAILS, book, tables
from performance_index.cli import main
from performance_index.period import Month
from performance_index.published_record import Record
from performance_index.workbook import last_rows
from performance_index.workbook.build import build
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import read_tables

PLAIN = '<worksheet><sheetData><row r="4"><c/></row>{}</sheetData></worksheet>'
ROW = '<row r="{}" spans="1:2"><c r="A{}" t="s"><v>{}</v></c></row>'


@pytest.fixture(autouse=True)
def _even_a_small_sheet_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_rows, "_WORTH_IT", 1)


def sheet(*shared: int, form: str = PLAIN) -> bytes:
    return form.format("".join(ROW.format(n, n, text) for n, text in enumerate(shared, 5))).encode()


def test_the_rows_between_the_heading_and_the_last_of_a_text_are_left_out():
    cut, skipped = last_rows.without_rows_before(sheet(1, 7, 2, 7, 3), 4, "Everything", [7])
    assert skipped == 3
    assert re.findall(rb'<row r="(\d+)"', cut) == [b"4", b"8", b"9"]


def test_a_text_that_stands_in_its_cell_is_found_as_well():
    inline = sheet(1, 2).replace(b't="s"><v>2</v>', b't="inlineStr"><is><t>Everything, with 3</t></is>')
    assert last_rows.without_rows_before(inline, 4, "Everything, with", [])[1] == 1


def test_a_number_is_no_text():
    figure = sheet(7, 1, 7).replace(b'<c r="A7" t="s">', b'<c r="A7">')
    assert last_rows.without_rows_before(figure, 4, "Everything", [7]) == (figure, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one.replace(b"<sheetData>", b"<!-- <row r='9'> --><sheetData>"),
        lambda one: one.replace(b"<sheetData>", b"<?mark <row?><sheetData>"),
        lambda one: b'<?xml version="1.0" encoding="UTF-16"?>' + one,
        lambda one: one.decode().encode("utf-16"),
        lambda one: one.replace(b'<row r="5"', b"<row"),
        lambda one: one.replace(b'<row r="6"', b"<row"),
        lambda one: one.replace(b"<sheetData>", b"<data>"),
    ],
)
def test_where_it_is_not_certain_what_stands_where_nothing_is_cut(spoil: Callable[[bytes], bytes]):
    odd = spoil(sheet(1, 7, 2))
    assert last_rows.without_rows_before(odd, 4, "Everything", [7]) == (odd, 0)


def test_a_sheet_whose_elements_have_a_prefix_is_cut_too():
    odd = sheet(1, 7, 2).replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    cut, skipped = last_rows.without_rows_before(odd, 4, "Everything", [7])
    assert (skipped, cut.count(b"<x:row ")) == (1, 3)


JUNE = {"Period end": dt.date(2021, 6, 30), "Meeting date": dt.date(2021, 7, 7), "Figures are for": "2021/22"}


def record(path: Path) -> str:
    done = CliRunner().invoke(main, ["record", str(path)])
    assert done.exit_code == 0, done.output
    return done.stdout


def in_two_years(path: Path) -> Path:
    """A workbook of which a report was recorded in one year, and the first of the next."""
    path.write_bytes(_two_years())
    return path


@cache
def _two_years() -> bytes:
    with TemporaryDirectory() as folder:
        return _recorded_twice(Path(folder) / "PI.xlsm").read_bytes()


def _recorded_twice(path: Path) -> Path:
    record(book(path))
    said = JUNE | {"Words are for": JUNE["Period end"]}
    year = {("Options", "Targets are for", "Value"): "2021/22"}
    later = tables({(DETAILS, name, "Value"): cell for name, cell in said.items()} | year)
    later["Published"] = read_tables(path)["Published"]
    path.write_bytes(build(later, example=True))
    record(path)
    return path


def figures(record: Record | None) -> Mapping[tuple[str, Month], Decimal]:
    assert record is not None
    return {key: one.figure for key, one in record.figures.items() if one.figure is not None}


def test_from_the_first_record_of_a_year_on_is_told_what_is_told_from_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = in_two_years(tmp_path / "PI.xlsm")
    table, late = read_tables(path)["Published"], read_book(path)
    with monkeypatch.context() as whole:
        whole.setattr(last_rows, "_WORTH_IT", 10**9)
        uncut, full = read_tables(path)["Published"], read_book(path)
    assert (table.skipped > 400, uncut.skipped) == (True, 0)
    assert table.whole == uncut
    assert table.rows == uncut.rows[table.skipped :]
    assert table.place(0, "No") == uncut.place(table.skipped, "No")
    assert str(table.rows[0][-1]).startswith("Everything, with 127 figures of earlier years; 32 indicators")
    assert late.findings() == full.findings()
    assert late.amendments() == full.amendments()
    assert late.history.entries == full.history.entries
    everything = replace(full, history=late.history.whole)
    assert figures(late.history.last()) == figures(everything.history.last())


def test_show_tells_the_direction_since_the_same_month_of_the_year_before(tmp_path: Path):
    path = in_two_years(tmp_path / "PI.xlsm")
    shown = " ".join(CliRunner().invoke(main, ["show", str(path)]).stdout.replace("│", " ").split())
    assert "June 2020" in shown


def test_a_record_goes_below_all_that_are_there_and_a_meeting_of_an_earlier_year_is_known(tmp_path: Path):
    path = in_two_years(tmp_path / "PI.xlsm")
    rows = len(read_tables(path)["Published"].whole.rows)
    again = CliRunner().invoke(main, ["record", str(path), "--again"])
    assert "Recorded: 0 figures and 0 texts" in again.stdout
    assert len(read_tables(path)["Published"].whole.rows) == rows + 1


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Text", "2020/21: Apr many"),
        ("Text", "2020/22: Apr 1"),
        ("Text", "2020/21: Apr NaN"),
        ("Text", ""),
        ("Text of", "Service commentary"),
    ],
)
def test_where_somebody_altered_the_figures_of_earlier_years_the_records_of_then_are_read(
    tmp_path: Path, heading: str, words: str
):
    path = in_two_years(tmp_path / "PI.xlsm")
    before, all_tables = read_book(path), read_tables(path)
    table = all_tables["Published"].whole
    rows, at = [list(row) for row in table.rows], table.headings.index(heading)
    rows[-1][at] = words
    altered = replace(table, rows=tuple(map(tuple, rows)))
    path.write_bytes(build({**all_tables, "Published": altered}, example=True))
    after = read_book(path)
    assert figures(after.history.last()) == figures(before.history.last())
