"""One indicator, one rating: the cell, the terminal and the report say the same, for the example and a thousand more.

The random rows are drawn from what the workbook's lists offer, with figures blank, nought, met, missed, on the limit.
Their seed is fixed in CI and new each day elsewhere; a failure names it.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from excel_double import Excel
from performance_index import cells, excel
from performance_index.cli import main
from performance_index.finding import Severity
from performance_index.generate import Choices, generate
from performance_index.period import MONTH_NAMES
from performance_index.report_choices import RatingShown
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.read import Reading, read_book, read_index
from performance_index.workbook.results import RESULTS
from performance_index.workbook.tables import TableCells

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
NOW = dt.datetime(2020, 10, 20, 9, tzinfo=dt.UTC)
SEED = 20201104 if os.environ.get("CI") == "true" else dt.datetime.now(tz=dt.UTC).toordinal()
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


def random_tables(indicators: int) -> dict[str, TableCells]:
    """The example's workbook with random indicators, some with a profile of their own."""
    draw = random.Random(f"{SEED} {indicators}")  # noqa: S311 - figures, not secrets
    tables = content()
    headings = tables[layout.INDICATORS.name].headings
    rows, profiles = [], []
    for n in range(1, indicators + 1):
        record = _record(draw, n)
        rows.append(tuple(record.get(heading) for heading in headings))
        if record["Target is"] == "For the year, own profile":
            profiles += [(record["No"], month, _figure(draw)) for month in MONTH_NAMES if draw.random() < 0.8]
    empty = ((None,) * 3,)
    return tables | {
        layout.INDICATORS.name: replace(tables[layout.INDICATORS.name], rows=tuple(rows)),
        layout.PROFILES.name: replace(tables[layout.PROFILES.name], rows=tuple(profiles) or empty),
    }


def _record(draw: random.Random, number: int) -> dict[str, object]:
    lists = {column.name: draw.choice(column.choices) for column in layout.INDICATORS.columns if column.choices}
    if draw.random() < 0.2:
        lists["Unit"] = draw.choice(["kg per household", "£ per week", "Points", "per 1,000  people"])
    if draw.random() < 0.8:
        lists |= {"Data status": "Reported", "Frequency": "Monthly"}
    if draw.random() < 0.9 and lists["Target is"] == "For the year, own profile":
        lists["Target is"] = "For every period"
    target = draw.choice([None, 0.0, 0.91, 26.0, _figure(draw)])
    tolerance = draw.choice([0.0, 0.05, 0.1, 0.27, 1.0])
    near = [] if target is None else [target, target - tolerance, target * (1 - tolerance), target + tolerance]
    typed = MONTH_NAMES[: draw.choice((0, 5, 6, 6, 6, 7))]
    months: dict[str, object] = {month: draw.choice([None, 0.0, _figure(draw), *near]) for month in typed}
    if typed and draw.random() < 0.3:
        months[draw.choice(typed)] = draw.choice(["n/a", "-", "TBC", "c", "<5", "[x]", "see note"])
    if draw.random() < 0.8:
        lists["Override"] = None
    reason = "Agreed with the panel." if lists["Override"] else None
    last_year = draw.choice([None, _figure(draw), _figure(draw), "n/a"])
    given = {"No": str(number), "Indicator": f"Indicator {number}", "Target": target, "Tolerance": tolerance}
    return {**lists, **months, **given, "Last year": last_year, "Override reason": reason}


def _figure(draw: random.Random) -> float:
    return round(draw.uniform(-5, 120), draw.randint(0, 6))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    path = tmp_path_factory.mktemp("books") / "random.xlsm"
    path.write_bytes(build(random_tables(1000), example=True))
    return {"shipped": SHIPPED, "random": path}


def results(reading: Reading) -> dict[str, dict[str, object]]:
    """What each indicator's cells are to show, by number and function; those that cannot be rated left out."""
    assert reading.index is not None
    sure = [rated for n, rated in enumerate(reading.index.rated) if n not in reading.in_doubt]
    return {rated.indicator.number: {name: give(rated) for name, give in RESULTS.items()} for rated in sure}


def in_sheet(tables: dict[str, TableCells], record: dict[str, object]) -> dict[str, object]:
    """What the functions answer for a row, given its cells as Excel gives them."""
    rule, profile = tables[layout.RATING_RULE.name], tables[layout.PROFILES.name]
    given = {name: record[heading] for name, heading in layout.ARGUMENTS.items()} | {
        "period_end": [["Period end", dt.datetime(2020, 9, 30)]],  # noqa: DTZ001 - Excel's dates have no zone
        "rating_rule": [list(rule.headings), *map(list, rule.rows)],
        "profile": [list(profile.headings), *map(list, profile.rows)],
    }
    return {name: getattr(excel, name)(**given) for name in RESULTS}


def printed(path: Path) -> dict[str, dict[str, str]]:
    """What `show` prints of each indicator, by number and heading, without the blanks that its lines bring."""
    lines = [line.split("│")[1:-1] for line in CliRunner().invoke(main, ["show", str(path)]).stdout.splitlines()]
    rows: dict[str, list[str]] = {}
    for line in (line for line in lines if len(line) == 7):
        if number := line[0].strip():
            current = rows.setdefault(number, [""] * 7)
        for at, cell in enumerate(line):
            current[at] += "".join(cell.split())
    headings = ("No", "Indicator", "Rating", "Actual", "Target", "Direction", "Why")
    return {number: dict(zip(headings, said, strict=True)) for number, said in rows.items()}


def reported(path: Path) -> list[tuple[str, str]]:
    """Number and rating of each row of a report's table of exceptions."""
    body = docx.Document(str(path)).element.body
    lines = [
        ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in body.iter(qn("w:tr"))
    ]
    head = next(row for row in lines if "Rating" in row)
    return [(row[0], row[head.index("Rating")]) for row in lines if len(row) == len(head) and row is not head]


@pytest.mark.parametrize("name", ["shipped", "random"])
def test_the_functions_give_for_each_indicator_what_the_reader_rates(books: dict[str, Path], name: str):
    tables = content() if name == "shipped" else random_tables(1000)
    wanted = results(read_book(books[name]))
    records = {cells.text(record["No"]): dict(record) for record in tables[layout.INDICATORS.name].records()}
    assert len(wanted) >= (32 if name == "shipped" else 500), f"seed {SEED}"
    for number, row in wanted.items():
        assert in_sheet(tables, records[number]) == row, f"indicator {number}, seed {SEED}"


@pytest.mark.parametrize("name", ["shipped", "random"])
def test_show_prints_for_each_indicator_the_rating_and_reason_of_its_cells(books: dict[str, Path], name: str):
    wanted, shown = results(read_book(books[name])), printed(books[name])
    for number, row in wanted.items():
        for heading, function in (("Rating", "RAG"), ("Why", "RAG_WHY"), ("Direction", "RAG_DIRECTION")):
            said, told = "".join(str(row[function]).split()), shown[number][heading]
            is_same = told.startswith(said) if heading == "Direction" else told == said  # it is told long too
            assert is_same, f"indicator {number}, seed {SEED}: {told}, and in the sheet {said}"


@pytest.mark.parametrize("name", ["shipped", "random"])
def test_the_report_has_each_indicator_that_its_cell_rates_amber_or_red(
    books: dict[str, Path], name: str, tmp_path: Path
):
    path = books[name] if name == "shipped" else _without_errors(random_tables(1000), tmp_path)
    reading = read_book(path)
    made = generate(reading, path, now=NOW, choices=Choices(output=tmp_path / "r.docx"))
    letter = RatingShown.LETTER
    wanted = [
        (number, letter.show(rated.rating))
        for number, row in results(reading).items()
        for rated in made.index.rated
        if rated.indicator.number == number and row["RAG"] in {"Amber", "Red"}
    ]
    assert reported(made.path) == wanted, f"seed {SEED}"
    assert len(wanted) >= (4 if name == "shipped" else 100)


def _without_errors(tables: dict[str, TableCells], folder: Path) -> Path:
    """A workbook of the indicators that nothing stops from being in a report."""
    table, profiles = tables[layout.INDICATORS.name], tables[layout.PROFILES.name]
    errors = [one for one in read_index(tables).findings() if one.severity is Severity.ERROR]
    places = [place for one in errors for place in (one.place, *one.also) if place.startswith("Index!")]
    wrong = {int(re.sub(r"\D", "", place)) - table.top - 1 for place in places}
    kept = tuple(row for n, row in enumerate(table.rows) if n not in wrong)
    numbers = {row[0] for row in kept}
    own = tuple(row for row in profiles.rows if row[0] in numbers)
    path = folder / "kept.xlsm"
    path.write_bytes(
        build(
            tables | {table.name: replace(table, rows=kept), profiles.name: replace(profiles, rows=own)}, example=True
        )
    )
    return path


def test_a_sample_worked_out_by_the_workbooks_own_vba_is_the_same(tmp_path: Path):
    path = tmp_path / "sample.xlsm"
    path.write_bytes(build(random_tables(25), example=True))
    wanted = results(read_book(path))
    with Excel(path) as opened:
        opened.recalculate()
        assert len(opened.calls) == 25 * len(RESULTS)
        columns = {column.function: column.name for column in layout.RESULTS}
        for number, row in wanted.items():
            for function, answer in row.items():
                shown = opened.value(opened.place(layout.INDICATORS.name, number, columns[function]))
                assert shown == answer, f"indicator {number}, {function}, seed {SEED}"
