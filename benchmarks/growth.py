"""How the cost of reading, checking, showing and reporting grows with the indicators: it should grow as they do.

Each workbook repeats the example's indicators under numbers of their own. For `check`, every tenth has words where a
figure should be, so that the findings grow too. Under each time stands its share of a perfect growth: 1.00 is ten times
the time for ten times the indicators; less is better, and what a larger index does not do again.

    python benchmarks/growth.py [INDICATORS ...]
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from performance_index.cli import main as performance_index
from performance_index.generate import Choices, generate
from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.layout import INDICATORS
from performance_index.workbook.read import read_book
from performance_index.workbook.tables import TableCells

SIZES = (100, 1_000, 10_000)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
BAD = 10  # one indicator in so many has words for a figure


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description="Time commands on ever larger indexes.")
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many indicators (100 1000 10000)")
    sizes: Sequence[int] = asked.parse_args().sizes
    print(f"{'indicators':>10}{'read':>10}{'check':>10}{'show':>10}{'report':>10}   (seconds of processor)")
    before: tuple[int, list[float]] | None = None
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            sound, bad = Path(name, f"sound {size}.xlsm"), Path(name, f"bad {size}.xlsm")
            sound.write_bytes(build(index_of(size, bad=False), example=False))
            bad.write_bytes(build(index_of(size, bad=True), example=False))
            taken = measure(sound, bad, Path(name), times=5 if size < 5_000 else 2)
            print(f"{size:>10,}" + "".join(f"{seconds:>10.3f}" for seconds in taken))
            if before:
                growth = (now / then / (size / before[0]) for now, then in zip(taken, before[1], strict=True))
                print(f"{'growth':>10}" + "".join(f"{each:>10.2f}" for each in growth))
            before = size, taken


def measure(sound: Path, bad: Path, folder: Path, *, times: int) -> list[float]:
    """Give the least seconds to read, check, show, and report."""
    made = folder / "report.docx"

    def report() -> None:
        made.unlink(missing_ok=True)
        generate(read_book(sound), sound, now=NOW, choices=Choices(output=made))

    jobs: list[Callable[[], object]] = [
        lambda: read_book(sound),
        lambda: CliRunner().invoke(performance_index, ["check", str(bad)]),
        lambda: CliRunner().invoke(performance_index, ["show", str(sound)]),
        report,
    ]
    return [min(seconds(job) for _ in range(times)) for job in jobs]


def seconds(job: Callable[[], object]) -> float:
    """Give the processor time of a job: other programs do not change it."""
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        job()
    return time.process_time() - start


def index_of(size: int, *, bad: bool) -> dict[str, TableCells]:
    """Give the example's tables with so many indicators."""
    tables = content()
    table = tables[INDICATORS.name]
    number, june = table.headings.index("No"), table.headings.index("Jun")
    rows = []
    for n in range(size):
        row = list(table.rows[n % len(table.rows)])
        row[number] = float(n + 1)
        if bad and n % BAD == 0:
            row[june] = "see below"
        rows.append(tuple(row))
    return {**tables, INDICATORS.name: replace(table, rows=tuple(rows))}


if __name__ == "__main__":
    main()
