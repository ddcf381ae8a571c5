"""How long a refresh takes beside the fill that made the same report, and beside what nobody can avoid, in one run.

The floor opens the edited report, reads the text of its rows and saves it. The refresh finds one figure in a hundred
corrected and one commentary in a hundred edited by a clerk; it also writes the backup.

    python benchmarks/refresh.py [ROWS ...]
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
from fill import NOW, make_rows

from performance_index.report import CommitteeReport, Row
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.controls import controls_in
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.wordml import text, w
from performance_index.word.fill import fill
from performance_index.word.refresh import refresh
from performance_index.word.template import build_template

ROWS = (10, 100, 1_000, 10_000)
SHARE = 100  # one row in so many was corrected, and one edited


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description="Time the refresh of an edited report.")
    asked.add_argument("rows", nargs="*", type=int, default=ROWS, help="how many rows (10 100 1000 10000)")
    sizes = asked.parse_args().rows
    print(f"{'rows':>7}{'refresh':>10}{'fill':>10}{'floor':>10}{'refresh/fill':>15}{'refresh/floor':>15}   (seconds)")
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template.docx")
        build_template(template)
        for size in sizes:
            again, new, floor = compare(template, make_rows(size), Path(folder))
            print(f"{size:>7}{again:>10.4f}{new:>10.4f}{floor:>10.4f}{again / new:>15.2f}{again / floor:>15.2f}")


def compare(template: Path, rows: tuple[Row, ...], folder: Path) -> list[float]:
    """Give the seconds that a refresh, a fill and the floor take for these rows."""
    report = CommitteeReport(title="Report", values={}, sections={}, exceptions=rows, caveats=())
    edited, made = folder / "edited.docx", folder / "made.docx"
    fill(template, report, edited, now=NOW, overwrite=True)
    edit(edited)
    before, later = edited.read_bytes(), NOW + dt.timedelta(days=1)
    new = replace(report, exceptions=corrected(rows))

    def refreshed() -> Refreshed:
        done = refresh(template, new, edited, now=later)
        assert done.backup is not None
        return done

    def again() -> float:
        edited.write_bytes(before)
        for backup in folder.glob("* (before *"):
            backup.unlink()
        return seconds(refreshed)

    times = 7 if len(rows) < 5_000 else 3
    taken = [
        (
            again(),
            seconds(lambda: fill(template, new, made, now=NOW, overwrite=True)),
            seconds(lambda: floor(before, made)),
        )
        for _ in range(times)
    ]
    return [min(column) for column in zip(*taken, strict=True)]


def seconds(job: Callable[[], object]) -> float:
    """Give how long a job takes, as timeit does: without Python's collector, which would come to one or the other."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    job()
    taken = time.perf_counter() - start
    gc.enable()
    return taken


def corrected(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give the rows with one in a hundred corrected."""
    return tuple(
        row
        if n % SHARE
        else replace(row, cells={**row.cells, "commentary": (row.cells["commentary"][0].replace("fell", "rose"),)})
        for n, row in enumerate(rows)
    )


def edit(path: Path) -> None:
    """Edit one commentary in a hundred, as a clerk does; half of them are those corrected."""
    document = docx.Document(str(path))
    rows = [found[0] for tag, found in controls_in(document).items() if tag.startswith("exceptions.row:")]
    for n, row in enumerate(rows):
        if n % (2 * SHARE) in {0, 1}:
            last = list(row.element.iter(w("t")))[-1]
            last.text = f"{last.text} The Panel asked for a briefing."
    document.save(str(path))


def floor(content: bytes, target: Path) -> None:
    """Open, read each row's text, save."""
    target.write_bytes(content)
    document = open_docx(target)
    for cell in document.element.body.iter(w("tc")):
        text(cell)
    target.write_bytes(docx_bytes(document))


if __name__ == "__main__":
    main()
