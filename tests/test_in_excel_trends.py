"""*Show trends*, clicked: the Trends sheet is filled, its charts come up, and what is in the way is told."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.utils import column_index_from_string, get_column_letter

from books import DETAILS, INDICATORS, Changes, tables
from conformance import needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf
from excel_double import Excel
from performance_index.finding import Refused
from performance_index.period import MONTH_NAMES
from performance_index.trends import MONTHS
from performance_index.workbook import layout, trend_cells
from performance_index.workbook.build import build
from performance_index.workbook.open_book import OpenBook

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TRENDS = "Show trends"
pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
MARCH: Changes = {(DETAILS, "Period end", "Value"): dt.date(2021, 3, 31)}
TOP = 4
"""The row of the headings."""

Opened = Callable[..., Excel]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a whole year of figures for 7, whose last is out of the ordinary, and 22, a total."""
    path = tmp_path_factory.mktemp("year") / "PI.xlsm"
    path.write_bytes(build(tables({**MARCH, **figures("7", 140, 4, last=160), **totals("22", 2)}), example=True))
    return path


def figures(number: str, level: float, step: float, last: float) -> Changes:
    values = [level + step * (n % 2) for n in range(11)] + [last]
    return {(INDICATORS, number, name): value for name, value in zip(MONTH_NAMES, values, strict=True)}


def totals(number: str, month: float) -> Changes:
    return {(INDICATORS, number, name): month * (n + 1) for n, name in enumerate(MONTH_NAMES)}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    with ExitStack() as stack:

        def open_(path: Path, *, server: bool = True) -> Excel:
            mine = tmp_path / "PI.xlsm"
            mine.write_bytes(path.read_bytes())
            excel = stack.enter_context(Excel(mine, remembers=True))
            excel.type(excel.config("Use UDF Server"), server)
            return excel

        yield open_


@pytest.fixture(scope="module")
def pressed(year: Path) -> Iterator[Excel]:
    """That year's workbook after one press; nobody types into it."""
    with Excel(year, remembers=True) as excel:
        excel.press(TRENDS)
        yield excel


def made(tmp_path: Path, changes: Changes, rows: Mapping[str, object] | None = None) -> Path:
    found = tables(changes)
    if rows is not None:
        table = found[INDICATORS]
        lines = [dict(zip(table.headings, row, strict=True)) | rows for row in table.rows]
        found[INDICATORS] = replace(table, rows=tuple(tuple(line[one] for one in table.headings) for line in lines))
    path = tmp_path / "made.xlsm"
    path.write_bytes(build(found, example=True))
    return path


def row(excel: Excel, number: str) -> list[object]:
    """The cells of an indicator's row, from its number to its last limit."""
    lines = range(TOP + 1, TOP + 1 + trend_cells.PLACES)
    line = next(n for n in lines if excel.value(f"{layout.TRENDS}!A{n}") == number)
    return [excel.value(excel.address(layout.TRENDS, line, at + 1)) for at in range(trend_cells.WIDTH)]


def line(cells: list[object], name: str) -> list[object]:
    first = trend_cells.first_column(name)
    return [cell or None for cell in cells[first : first + MONTHS]]


def heights(excel: Excel) -> list[float]:
    sheet = xw.Book(impl=excel.engine.apps[1].books.active).sheets[layout.TRENDS]
    return [sheet.range((TOP + 1 + n, 1)).row_height for n in range(trend_cells.PLACES)]


def said(excel: Excel) -> str:
    return excel.messages[-1].words


@pytest.mark.parametrize("in_ribbon", [False, True], ids=["on the sheet", "in the ribbon"])
@pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
def test_the_trends_are_drawn_told_of_and_shown(opened: Opened, year: Path, *, server: bool, in_ribbon: bool):
    excel = opened(year, server=server)
    (excel.press_in_ribbon if in_ribbon else excel.press)(TRENDS)
    assert said(excel) == "19 monthly indicators: 1 has a signal at the latest figure."
    assert excel.workbook.active_sheet.name == layout.TRENDS
    assert excel.status_bar is False
    assert heights(excel) == [trend_cells.ROW_HEIGHT] * 19 + [0] * (trend_cells.PLACES - 19)


def test_a_row_has_the_figures_the_limits_and_words_for_the_latest(pressed: Excel):
    cells = row(pressed, "7")
    assert cells[:4] == [
        "7", "Number of children subject of a child protection plan", "March 2021: Above the upper limit", "number",
    ]  # fmt: skip
    assert line(cells, "Figure") == [None] * 12 + [140, 144] * 5 + [140, 160]
    assert line(cells, "Signal") == [None] * 23 + [160]
    mean, lower, upper = (float(str(cell)) for cell in cells[5:8])
    assert mean == pytest.approx((140 * 6 + 144 * 5 + 160) / 12)
    assert (mean - lower, upper - mean) == (pytest.approx(2.66 * 4), pytest.approx(2.66 * 4))
    assert line(cells, "Mean") == [None] * 12 + [cells[5]] * 12
    assert line(cells, "Upper limit") == [None] * 12 + [cells[7]] * 12
    head = [pressed.value(pressed.address(layout.TRENDS, TOP, at + 1)) for at in range(trend_cells.WIDTH)]
    assert line(head, "Figure") == line(head, "Upper limit")
    assert (line(head, "Figure")[0], line(head, "Figure")[-1]) == ("Apr 19", "Mar 21")


def test_of_a_total_each_month_is_what_it_added_and_a_percentage_is_written_out(pressed: Excel):
    assert line(row(pressed, "22"), "Figure") == [None] * 12 + [2] * 12
    percent = row(pressed, "2")
    assert percent[3] == "%"
    assert line(percent, "Figure")[17] == 87.2


def test_rows_that_are_needed_no_more_are_emptied_and_have_no_height(opened: Opened, year: Path):
    excel = opened(year)
    excel.press(TRENDS)
    excel.type(excel.place(INDICATORS, "7", "Frequency"), "Quarterly")
    excel.press(TRENDS)
    assert said(excel) == "18 monthly indicators: none has a signal at the latest figure."
    assert heights(excel) == [trend_cells.ROW_HEIGHT] * 18 + [0] * (trend_cells.PLACES - 18)
    assert [excel.value(f"{layout.TRENDS}!{column}{TOP + 19}") or None for column in "ABCFI"] == [None] * 5
    excel.type(excel.place(INDICATORS, "7", "Frequency"), "Monthly")
    excel.press(TRENDS)
    assert row(excel, "7")[2] == "March 2021: Above the upper limit"


def test_of_a_row_that_cannot_be_read_no_figures_are_drawn(opened: Opened, year: Path):
    excel = opened(year)
    excel.type(excel.place(INDICATORS, "7", "Dec"), "=NA()")
    excel.press(TRENDS)
    cells = row(excel, "7")
    assert cells[2] == "This row has an error: see the Check sheet"
    assert line(cells, "Figure") == [None] * 24


def test_a_name_that_looks_like_a_formula_is_a_name(opened: Opened, year: Path):
    excel = opened(year)
    excel.type(excel.place(INDICATORS, "7", "Indicator"), "'=1+1")
    excel.press(TRENDS)
    assert row(excel, "7")[1] == "=1+1"


def test_the_round_trips_do_not_grow_with_the_indicators(opened: Opened, year: Path, tmp_path: Path):
    counts = []
    for path in (year, made(tmp_path, MARCH, {"Frequency": "Monthly"})):
        excel = opened(path)
        before = excel.round_trips
        excel.press(TRENDS)
        counts.append(excel.round_trips - before)
    assert counts[0] == counts[1] < 40


def test_more_indicators_than_places_are_named(opened: Opened, tmp_path: Path):
    found = tables({**MARCH})
    monthly = next(one for one in found[INDICATORS].rows if one[0] in {7, "7"})
    rows = tuple((str(n + 1), *monthly[1:]) for n in range(trend_cells.PLACES + 2))
    found[INDICATORS] = replace(found[INDICATORS], rows=rows)
    path = tmp_path / "many.xlsm"
    path.write_bytes(build(found, example=True))
    excel = opened(path)
    excel.press(TRENDS)
    assert said(excel).startswith("62 monthly indicators: none has a signal")
    assert said(excel).endswith("The sheet has room for 60. Not on it: 61, 62.")
    assert row(excel, "60")[2] == "Too few points: 6 of 12"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(
            lambda excel: excel.protect(layout.TRENDS),
            "The sheet Trends could not be written",
            id="protected",
        ),
        pytest.param(
            lambda excel: excel.workbook.vba_get("Names", ["TrendCells"]).vba_get("Delete"),
            "PI.xlsm has no range TrendCells: its Trends sheet is gone",
            id="the name is gone",
        ),
        pytest.param(
            lambda excel: excel.type(excel.place(DETAILS, "Period end", "Value"), None),
            "PI.xlsm has no period end that can be read",
            id="no period end",
        ),
    ],
)
def test_what_is_in_the_way_is_told_and_nothing_is_written(
    opened: Opened, year: Path, spoil: Callable[[Excel], object], words: str
):
    excel = opened(year)
    spoil(excel)
    excel.press(TRENDS)
    assert said(excel).startswith(words)
    assert not excel.value(f"{layout.TRENDS}!A{TOP + 1}")


def test_an_index_without_monthly_indicators_has_no_trends(opened: Opened, tmp_path: Path):
    excel = opened(made(tmp_path, MARCH, {"Frequency": "Quarterly"}))
    excel.press(TRENDS)
    assert said(excel).startswith("No indicator is monthly, so there is nothing to draw")


def test_a_range_of_another_size_is_refused(opened: Opened, year: Path):
    book = OpenBook(xw.Book(impl=opened(year).engine.apps[1].books.active), has_macros=True)
    with pytest.raises(Refused, match="is not as it was made; take out the rows or columns that were put into it"):
        book.put(trend_cells.RANGE, [["x"]], [])


@needs_libreoffice
def test_libreoffice_draws_a_chart_in_each_row_that_is_filled_and_in_no_other(pressed: Excel, tmp_path: Path):
    text = pdf_text(to_pdf(pressed.copy_to(tmp_path / "drawn.xlsm"), tmp_path))
    pages = text.count("Figures, mean and limits of two years")
    assert 19 <= text.count("Lower limit") < 19 + pages  # in legends; a chart that ends a page is on the next one too


@needs_sdk
def test_the_workbook_with_its_trends_is_sound(pressed: Excel, tmp_path: Path):
    assert sdk_errors(pressed.copy_to(tmp_path / "drawn.xlsm")) == []


def test_each_chart_draws_the_cells_of_its_own_row():
    book = openpyxl.load_workbook(SHIPPED)
    area = book.defined_names[trend_cells.RANGE].attr_text
    assert area == f"{layout.TRENDS}!$A$4:${get_column_letter(trend_cells.WIDTH)}${TOP + trend_cells.PLACES}"
    with zipfile.ZipFile(SHIPPED) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
        (drawing,) = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
    assert len(charts) == trend_cells.PLACES
    rows = []
    for chart in charts:
        formulas = re.findall(r"<c:f>Trends!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)</c:f>", chart)
        values = formulas[1::2]
        assert {int(top) for _, top, _, _ in formulas[::2]} == {TOP}
        (number,) = {int(one) for _, top, _, bottom in values for one in (top, bottom)}
        rows.append(number)
        firsts = [column_index_from_string(first) - 1 for first, *_ in values]
        assert firsts == [trend_cells.first_column(line) for line in trend_cells.LINES]
        assert {column_index_from_string(last) - column_index_from_string(first) for first, _, last, _ in values} == {
            23
        }
    assert sorted(rows) == list(range(TOP + 1, TOP + 1 + trend_cells.PLACES))
    corners = re.findall(r"<xdr:row>(\d+)</xdr:row><xdr:rowOff>(\d+)</xdr:rowOff>", drawing)
    assert {offset for _, offset in corners} == {"0"}
    tops = [int(row) for row, _ in corners[::2]]
    assert [int(row) - 1 for row, _ in corners[1::2]] == tops == list(range(TOP, TOP + trend_cells.PLACES))
    assert drawing.count("<xdr:twoCellAnchor>") == trend_cells.PLACES  # moves and sizes with its cells
