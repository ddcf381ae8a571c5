"""`performance-index publish BOOK`: the index for the public, as anybody's program reads it."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from books import DETAILS, INDICATORS, OPTIONS, book, reading
from books import tables as example
from conformance import audit_errors, needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf
from performance_index.cli import main
from performance_index.finding import Refused
from performance_index.public_tables import Heading, Number, Table, public_tables
from performance_index.unit import KNOWN_UNITS, Unit
from performance_index.whole_index import Missing, lines
from performance_index.workbook.public import number_format, public_bytes

ROOT = Path(__file__).parents[1]
NAME = "2020-11-04 Children & Young People Overview and Scrutiny Panel Performance Index 2020-21.xlsx"
NOW = dt.datetime(2020, 11, 5, 9, 30, tzinfo=dt.UTC)
SHORTHAND = [one.shorthand for one in Missing]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture(name="made", scope="module")
def fixture_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's public copy."""
    path = tmp_path_factory.mktemp("public") / "public.xlsx"
    assert run("publish", book(path.with_name("PI.xlsm")), "-o", path).exit_code == 0
    return path


def sheets(path: Path) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets}


def frame(path: Path, sheet: str) -> pd.DataFrame:
    return pd.read_excel(
        path, sheet_name=sheet, header=4, na_values=SHORTHAND, dtype={"Number": str}, engine="openpyxl"
    )


def test_it_goes_among_the_reports_and_its_place_is_said(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    done = run("publish", path)
    assert done.exit_code == 0
    assert done.stdout == f"{tmp_path / 'reports' / NAME}\n21 Green, 1 Amber, 3 Red, 7 not rated\n"
    assert (tmp_path / "reports" / NAME).is_file()
    again = run("publish", path)
    assert again.exit_code == 1
    assert f"{NAME} exists already" in again.stderr
    assert run("publish", path, "--overwrite").exit_code == 0


def test_it_goes_into_the_report_folder_of_the_settings_or_the_one_that_is_chosen(tmp_path: Path):
    (tmp_path / "papers").mkdir()
    path = book(tmp_path / "PI.xlsm", {(OPTIONS, "Report folder", "Value"): "papers"})
    assert run("publish", path).exit_code == 0
    assert (tmp_path / "papers" / NAME).is_file()
    assert run("publish", path, "-o", tmp_path).stdout.startswith(f"{tmp_path / NAME}\n")
    wrong = book(tmp_path / "PI2.xlsm", {(OPTIONS, "Report folder", "Value"): "none"})
    refused = run("publish", wrong)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "there is no folder" in refused.stderr


def test_figures_are_numbers_for_pandas_and_the_same_ones(made: Path):
    index = reading().index
    assert index is not None
    table = frame(made, "Indicators").set_index("Number")
    for heading, figures in {
        "Figure": {one.indicator.number: one.actual for one in lines(index)},
        "Target": {one.indicator.number: one.target for one in lines(index)},
        "Last year": {one.indicator.number: one.last_year for one in lines(index)},
        "England": {one.indicator.number: one.england for one in lines(index)},
        "London": {one.indicator.number: one.london for one in lines(index)},
    }.items():
        assert table[heading].dtype == float
        read = {number: figure for number, figure in table[heading].items() if not pd.isna(figure)}
        assert read == {number: float(figure) for number, figure in figures.items() if isinstance(figure, Decimal)}
    assert (table.loc["16", "Figure"], table.loc["13a", "Figure"], table.loc["2", "Target"]) == (43.1, 0.926, 0.91)
    months = frame(made, "Monthly figures")
    assert months["Figure"].dtype == float
    assert len(months) == sum(len(one.monthly) for one in lines(index))
    assert pd.to_datetime(months["Month"], format="%B %Y").max() == pd.Timestamp(2020, 9, 1)


def test_the_line_of_the_readme_reads_it(made: Path, monkeypatch: pytest.MonkeyPatch):
    readme = (ROOT / "README.md").read_text("utf-8")
    line = re.search(r"^    (pandas\.read_excel\(.*?\))$", readme, re.MULTILINE | re.DOTALL)
    assert line
    monkeypatch.chdir(made.parent)
    table = eval(line[1], {"pandas": pd})  # noqa: S307 - the README's own line
    assert table["Figure"].dtype == float
    assert table["Number"].iloc[14] == "14"


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
            st.none() | st.decimals(-(10**9), 10**9, places=4),
            st.sampled_from(KNOWN_UNITS),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_the_words_and_figures_pandas_reads_them_back(
    engine: Literal["openpyxl", "calamine"], rows: list[tuple[str, Decimal | None, Unit]]
):
    """A formula, a link or a number that is a text stays a text; a figure is a number."""
    cells = [
        (name, "[x]" if figure is None else Number(value=figure, unit=unit, decimals=4)) for name, figure, unit in rows
    ]
    headings = (Heading("Name", 20), Heading("Figure", 20))
    table = Table(sheet="One", title="T", about=("a", "b", "c"), name="One", headings=headings, rows=tuple(cells))
    read = pd.read_excel(
        io.BytesIO(public_bytes([table], "s", NOW)),
        header=4, na_values={"Figure": ["[x]"]}, keep_default_na=False, dtype={"Name": str}, engine=engine,
    )  # fmt: skip
    assert list(read["Name"]) == [name for name, _, _ in rows]
    assert [None if pd.isna(one) or one == "" else one for one in read["Figure"]] == [
        None if figure is None else float(figure) for _, figure, _ in rows
    ]


def test_each_sheet_has_its_title_in_a1_and_one_named_table_at_the_left(made: Path):
    found = sheets(made)
    assert list(found) == ["Cover", "Notes", "Indicators", "Monthly figures"]
    names = []
    for sheet in found.values():
        assert "Performance Index 2020/21" in str(sheet["A1"].value)
        (table,) = sheet.tables.values()
        names.append(table.name)
        first, last = table.ref.split(":")
        assert first == f"A{2 + sum(bool(sheet.cell(row, 1).value) for row in range(2, sheet[first].row))}"
        assert sheet[last].row == sheet.max_row
        assert sheet[last].column == sheet.max_column
        assert all(cell.value not in {None, ""} for row in sheet[table.ref] for cell in row)
    assert names == ["Contents", "Notes", "Indicators", "MonthlyFigures"]


def test_it_is_laid_out_as_the_checklist_asks(made: Path):
    """Of the Analysis Function's checklist of the basics, what a program can see."""
    for sheet in sheets(made).values():
        assert sheet.merged_cells.ranges == set()
        assert sheet.freeze_panes is None
        assert (sheet.auto_filter.ref, [table.autoFilter for table in sheet.tables.values()]) == (None, [None])
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert not any((sheet.oddHeader.center.text, sheet.oddFooter.center.text))
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.fill.fill_type for cell in cells} == {None}
        assert {cell.font.name for cell in cells} == {"Arial"}
        (table,) = sheet.tables.values()
        assert all(cell.alignment.wrap_text for row in sheet[table.ref] for cell in row if _is_words(cell))


def _is_words(cell: object) -> bool:
    return isinstance(getattr(cell, "value", None), str) and not getattr(cell, "hyperlink", None)


def test_the_contents_lead_to_the_sheets_and_nothing_leads_out(made: Path):
    cover = sheets(made)["Cover"]
    links = {str(cell.value): cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links == {
        "Notes": "'Notes'!A1", "Indicators": "'Indicators'!A1", "Monthly figures": "'Monthly figures'!A1"
    }  # fmt: skip
    with zipfile.ZipFile(made) as package:
        assert not any(b"TargetMode" in package.read(name) for name in package.namelist())


def test_it_holds_no_macro_formula_setting_author_or_person(tmp_path: Path):
    path = book(
        tmp_path / "PI.xlsm",
        {
            (INDICATORS, "16", "Service commentary"): "Secret words about a family.",
            (INDICATORS, "16", "Lead service"): "Jo Bloggs's team",
            (INDICATORS, "8", "Sep"): 0.98765,
            (OPTIONS, "Index code", "Value"): "HIDDEN-CODE",
        },
    )
    assert run("publish", path, "-o", tmp_path / "public.xlsx").exit_code == 0
    with zipfile.ZipFile(tmp_path / "public.xlsx") as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    said = "".join(parts.values())
    details = {str(row[0]): str(row[1]) for row in _details()}
    for kept in ("Secret", "Bloggs", "0.98765", "HIDDEN-CODE", "Jan-2", *map(details.get, PEOPLE)):
        assert str(kept).split(",")[0] not in said
    assert not [name for name in parts if "vba" in name or "custom" in name or "comments" in name or "external" in name]
    assert "<f>" not in said
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in parts["docProps/core.xml"]
    assert "<Company></Company>" in parts["docProps/app.xml"]


PEOPLE = ("Lead officer", "Lead member", "Contact officer")


def _details() -> tuple[tuple[object, ...], ...]:
    return example()[DETAILS].rows


def test_a_text_that_begins_a_formula_stays_a_text_even_when_it_is_edited(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "8", "Data caveat"): "-1+1 is not the figure"})
    assert run("publish", path, "-o", tmp_path / "public.xlsx").exit_code == 0
    cells = [cell for row in sheets(tmp_path / "public.xlsx")["Indicators"].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if cell.value == "-1+1 is not the figure"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_an_index_with_errors_is_not_published(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Sep"): "about 43"})
    done = run("publish", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error   Index!" in done.stderr
    assert "PI.xlsm has 1 error, so nothing was made; put it right and try again." in done.stderr
    assert not (tmp_path / "reports").exists()


def test_a_name_in_a_caveat_is_pointed_out(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "8", "Data caveat"): "Ask jo@merton.gov.uk."})
    done = run("publish", path)
    assert done.exit_code == 0
    assert "what the public gets has an e-mail address in it: 'jo@merton.gov.uk'" in done.stderr


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("x.xlsm", "is not the name of a workbook without macros"),
        ("x.docx", "is not the name of a workbook without macros"),
        ("none/x.xlsx", "there is no folder"),
        ("PI.xlsx", "is no public copy of an index, so it stays"),
        ("theirs.xlsx", "is no public copy of an index, so it stays"),
        ("other.xlsx", "is the public copy of Other Index (Children and Young People"),
    ],
)
def test_another_file_is_never_overwritten(output: str, said: str, tmp_path: Path):
    path = book(tmp_path / "PI.xlsx")
    (tmp_path / "theirs.xlsx").write_bytes(b"PK and more")
    other = book(tmp_path / "other.xlsm", {(DETAILS, "Index title", "Value"): "Other Index"})
    assert run("publish", other, "-o", tmp_path / "other.xlsx").exit_code == 0
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    done = run("publish", path, "-o", tmp_path / output, "--overwrite")
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


@pytest.mark.parametrize("option", [["--pdf"], ["--html"], ["--css", "x.css"]])
def test_what_only_a_report_can_have_is_misuse(option: list[str], tmp_path: Path):
    assert run("publish", book(tmp_path / "PI.xlsm"), *option).exit_code == 2


def test_the_same_index_gives_the_same_bytes():
    one = reading()
    assert one.index is not None
    tables = public_tables(one.index, one.details)
    assert public_bytes(tables, "s", NOW) == public_bytes(tables, "s", NOW)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("0.872", Unit.PERCENT, "#,##0.0%"), ("0.91", Unit.PERCENT, "#,##0%"), ("1", Unit.PERCENT, "#,##0%"),
        ("0.90964", Unit.PERCENT, "#,##0.000%"), ("918", Unit.POUNDS, "£#,##0"), ("918.5", Unit.POUNDS, "£#,##0.00"),
        ("0.005", Unit.POUNDS, "£#,##0.000"), ("1200", Unit.NUMBER, "#,##0"), ("43.10", Unit.WEEKS, "#,##0.0"),
        ("0", Unit.DAYS, "#,##0"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_the_report_writes_it(value: str, unit: Unit, shown: str):
    assert number_format(Number(value=Decimal(value), unit=unit, decimals=1)) == shown


@needs_sdk
def test_microsofts_validator_finds_nothing_in_it(made: Path):
    assert sdk_errors(made) == []
    assert audit_errors(made) == []


@needs_libreoffice
def test_libreoffice_shows_every_figure_as_the_report_writes_it(made: Path, tmp_path: Path):
    index = reading().index
    assert index is not None
    said = pdf_text(to_pdf(made, tmp_path))
    for one in lines(index):
        shown = one.show(one.actual)
        if isinstance(one.actual, Decimal):
            assert re.sub(r" (weeks?|days?|per 10,000)$", "", shown) in said


def test_a_text_that_no_cell_can_hold_is_refused_not_dropped():
    one = reading({(INDICATORS, "8", "Data caveat"): "x" * 40_000})
    assert one.index is not None
    with pytest.raises(Refused, match="longer than a cell of Excel can hold"):
        public_bytes(public_tables(one.index, one.details), "s", NOW)


def test_the_command_loads_no_pandas(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    code = (
        "import sys; from click.testing import CliRunner; from performance_index.cli import main; "
        f"CliRunner().invoke(main, ['publish', {str(path)!r}]); "
        "print([m for m in ('pandas', 'xlwings', 'mammoth') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_copy_that_cannot_be_written_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = book(tmp_path / "PI.xlsm")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = run("publish", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "the disk is full" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["PI.xlsm"]
