"""What ten years of records cost: commands on a workbook with them, beside the same workbook without any.

200 indicators, 12 months a year, four reports a year, each recorded as the button and `performance-index record` do. A
share of the commentaries is new each time, now and then a figure is corrected or a target changed. Both workbooks take
turns, each command in a Python of its own; beside the processor's seconds stands the most memory that it took.

    python benchmarks/decade.py [YEARS] [INDICATORS]
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from performance_index.history import History
from performance_index.period import MONTH_NAMES, FinancialYear, Month
from performance_index.published_record import Entry
from performance_index.recording import to_record
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.read import read_index
from performance_index.workbook.recorded import rows_of
from performance_index.workbook.tables import TableCells

LAST = 2020  # the financial year of the example, whose September is the period
TIMES = 5
NOTE = r"""
import re, sys, time
from pathlib import Path
from performance_index.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    if end.code:
        raise
status = Path("/proc/self/status")  # which only Linux has; getrusage tells of the program that started this one
most = re.search(r"VmHWM:\s+(\d+)", status.read_text())[1] if status.exists() else "nan"
print(f"\n{time.process_time()} {float(most) / 1024}")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """The processor's seconds and the megabytes of one command."""

    seconds: float
    memory: float


def main() -> None:
    """Print the table."""
    years, size = (*map(int, sys.argv[1:]), *(10, 200)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare, full = folder / "bare.xlsm", folder / "full.xlsm"
        rows = make(bare, full, years, size)
        print(f"{years} years of {size} indicators: {rows:,} rows of records, {full.stat().st_size / 2**20:.1f} MB")
        print(f"{'':10}{'without':>10}{'with':>10}{'ratio':>8}{'without':>12}{'with':>10}   (seconds, megabytes)")
        for command in ("report", "check", "show", "record", "export"):
            without, with_them = measure(command, bare, full, folder)
            ratio = with_them.seconds / without.seconds
            seconds = f"{without.seconds:>10.2f}{with_them.seconds:>10.2f}{ratio:>8.2f}"
            print(f"{command:10}{seconds}{without.memory:>12.0f}{with_them.memory:>10.0f}", flush=True)


def measure(command: str, bare: Path, full: Path, folder: Path) -> list[Cost]:
    """The least that a command costs on each of two workbooks, which take turns."""
    taken: dict[Path, list[Cost]] = {bare: [], full: []}
    for turn in range(TIMES + 1):
        for book, costs in taken.items():
            here = folder / "turn"
            here.mkdir()
            copy = shutil.copy(book, here / "PI.xlsm")
            output = {"report": ["-o", here / "report.docx"], "export": ["-o", here / "figures.csv"]}.get(command, [])
            run = [sys.executable, "-c", NOTE, command, copy, *output]
            done = subprocess.run([*map(str, run)], check=True, capture_output=True, text=True, env=environment())
            if turn:  # the first writes the compiled modules
                costs.append(Cost(*map(float, done.stdout.splitlines()[-1].split())))
            shutil.rmtree(here)
    return [Cost(min(one.seconds for one in costs), min(one.memory for one in costs)) for costs in taken.values()]


def environment() -> dict[str, str]:
    """The environment, with the source that this script has."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "0"}


def make(bare: Path, full: Path, years: int, size: int) -> int:
    """Write the two workbooks; how many rows of records the second has."""
    chance = random.Random(1)  # noqa: S311 - no secret
    records: list[dict[str, object]] = []
    entries: list[Entry] = []
    tables = content()
    for tables, period, meeting in lived(years, size, chance):
        reading = read_index(tables)
        assert reading.index is not None
        said = {
            "Recorded on": meeting,
            "Recorded by": "benchmark",
            "Meeting date": meeting,
            "Period end": period.end,
        }
        made = to_record(reading.index, reading.details, History(entries=tuple(entries)).last())
        figures = tuple(replace(one, meeting=meeting, recorded_on=meeting) for one in made.figures)
        entries.append(
            Entry(
                period=period,
                meeting=meeting,
                figures=figures,
                texts=made.texts,
                is_whole=made.is_whole,
                earlier=made.earlier,
            )
        )
        records += [said | plain(row) for row in rows_of(made, size)]
    tables = {**tables, layout.REPORT_DETAILS.name: at(tables, Month(FinancialYear(LAST), 9))}
    tables[layout.INDICATORS.name] = typed(tables[layout.INDICATORS.name], 9, random.Random(2))  # noqa: S311 - as above
    bare.write_bytes(build(tables, example=False))
    published = tables[layout.PUBLISHED_FIGURES.name]
    lines = tuple(tuple(one.get(heading) for heading in published.headings) for one in records)
    full.write_bytes(build({**tables, published.name: replace(published, rows=lines)}, example=False))
    return len(lines)


def plain(row: Mapping[str, object]) -> dict[str, object]:
    """A row of a record as its cells hold it: without the mark that makes a text of what follows."""
    return {name: cell.removeprefix("'") if isinstance(cell, str) else cell for name, cell in row.items()}


def lived(years: int, size: int, chance: random.Random) -> Iterator[tuple[dict[str, TableCells], Month, dt.date]]:
    """The tables of each quarter's report, its period and the day of its meeting, the last before this period."""
    tables = index_of(size)
    for year in range(LAST - years, LAST + 1):
        for elapsed in (3, 6, 9, 12) if year < LAST else (3, 6):
            tables[layout.INDICATORS.name] = typed(tables[layout.INDICATORS.name], elapsed, chance)
            period = Month(FinancialYear(year), elapsed)
            tables[layout.REPORT_DETAILS.name] = at(tables, period)
            yield tables, period, meeting_of(period)


def meeting_of(period: Month) -> dt.date:
    """Five weeks after the period's end."""
    return period.end + dt.timedelta(days=35)


def at(tables: Mapping[str, TableCells], period: Month) -> TableCells:
    """The report's details for a period."""
    said = {
        layout.PERIOD_END: period.end,
        "Meeting date": meeting_of(period),
        "Figures are for": period.year.label,
        "Words are for": period.end,
    }
    details = tables[layout.REPORT_DETAILS.name]
    return replace(details, rows=tuple((row[0], said.get(str(row[0]), row[1])) for row in details.rows))


def index_of(size: int) -> dict[str, TableCells]:
    """The example's tables with so many monthly indicators, whose names differ."""
    tables = content()
    options = tables[layout.OPTIONS.name]  # whose targets nobody has been asked to confirm: they are those of each year
    rows = tuple((word, None if word == layout.TARGETS_FOR else value, *rest) for word, value, *rest in options.rows)
    tables[layout.OPTIONS.name] = replace(options, rows=rows)
    table = tables[layout.INDICATORS.name]
    said = {
        "Frequency": "Monthly",
        "Measured": "At period end",
        "Target is": "For every period",
        "Data status": "Reported",
    }
    rows = []
    for n in range(size):
        row = dict(zip(table.headings, table.rows[n % len(table.rows)], strict=True))
        row |= said | {"No": float(n + 1), "Indicator": f"{row['Indicator']} (area {n // len(table.rows) + 1})"}
        rows.append(tuple(row[heading] for heading in table.headings))
    return {**tables, table.name: replace(table, rows=tuple(rows))}


def typed(table: TableCells, elapsed: int, chance: random.Random) -> TableCells:
    """The Indicators table as a council types it for a period: figures to that month, words for some."""
    rows = []
    for cells in table.rows:
        row = dict(zip(table.headings, cells, strict=True))
        usual = float(str(row["Target"] or (0.5 if row["Unit"] == "%" else 50)))
        for n, month in enumerate(MONTH_NAMES, 1):
            is_new = n > elapsed - 3 or chance.random() < 0.01 or row[month] is None  # one in a hundred is corrected
            figure = round(usual * chance.uniform(0.85, 1.05), 3) if is_new else row[month]
            row[month] = None if n > elapsed else figure
        if chance.random() < 0.4:
            row["Service commentary"] = f"Demand changed by {chance.randint(1, 40)}%; the service has a plan for it."
        if row["Target"] is not None and chance.random() < 0.02:
            row["Target"] = round(usual * 1.01, 3)
        rows.append(tuple(row[heading] for heading in table.headings))
    return replace(table, rows=tuple(rows))


if __name__ == "__main__":
    main()
