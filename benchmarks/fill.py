"""How long a report takes from open template to saved file: ours, docxtpl, and the floor, side by side in one run.

The floor does nothing but what nobody can avoid with python-docx: open, parse the rows' XML once, save. Ours also reads
the controls, chooses the sentences, colours the ratings, gives each row a control, keeps the state for a later refresh
and writes atomically. All three get the same rows and start from the same template.

    python benchmarks/fill.py [ROWS ...]
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate

from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row
from performance_index.word.document.wordml import W
from performance_index.word.fill import fill
from performance_index.word.template import build_template

ROWS = (10, 100, 1_000, 10_000)
COLUMNS = ("no", "indicator", "rating", "commentary")
PLAN = "A recovery plan is in place."
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description="Time the filling of a template.")
    asked.add_argument("rows", nargs="*", type=int, default=ROWS, help="how many rows (10 100 1000 10000)")
    sizes = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        template, rival = Path(folder, "template.docx"), Path(folder, "rival.docx")
        build_template(template)
        rival.write_bytes(jinja_template(template.read_bytes()))
        print(f"{'rows':>7}{'ours':>10}{'docxtpl':>10}{'floor':>10}{'ours/docxtpl':>15}{'ours/floor':>13}   (seconds)")
        for size in sizes:
            ours, docxtpl, floor = compare(template, rival, make_rows(size), Path(folder, "saved.docx"))
            ratios = f"{ours / docxtpl:>15.2f}{ours / floor:>13.2f}"
            print(f"{size:>7}{ours:>10.4f}{docxtpl:>10.4f}{floor:>10.4f}{ratios}")


def compare(template: Path, rival: Path, rows: tuple[Row, ...], saved: Path) -> list[float]:
    """Give the seconds that ours, docxtpl and the floor take for these rows."""
    report = CommitteeReport(title="Report", values={}, sections={}, exceptions=rows, caveats=())
    return fastest(
        lambda: fill(template, report, saved, now=NOW, overwrite=True),
        lambda: fill_by_docxtpl(rival, rows, saved),
        lambda: fill_at_least(template, rows, saved),
        times=7 if len(rows) < 5_000 else 3,
    )


def fastest(*jobs: Callable[[], object], times: int) -> list[float]:
    """Give the shortest time of each job in seconds; they take turns, so that a busy moment hits them all."""
    taken: list[list[float]] = [[] for _ in jobs]
    for _ in range(times):
        for job, times_of_job in zip(jobs, taken, strict=True):
            start = time.perf_counter()
            job()
            times_of_job.append(time.perf_counter() - start)
    return [min(times_of_job) for times_of_job in taken]


def make_rows(count: int) -> tuple[Row, ...]:
    """Give rows such as a council's, with characters that XML must escape."""
    return tuple(
        Row(
            number=f"{n}",
            cells={
                "no": (f"{n}",),
                "indicator": (f"% of indicator {n} completed within the statutory timescale",),
                "rating": ("R" if n % 2 else "A",),
                "commentary": (f"Indicator {n} fell & was <below> target because demand rose by {n % 40}%. {PLAN}",),
            },
            rating=Rating.RED if n % 2 else Rating.AMBER,
        )
        for n in range(1, count + 1)
    )


def jinja_template(blob: bytes) -> bytes:
    """Give our own template with its exception row as docxtpl wants it."""
    source, made = zipfile.ZipFile(io.BytesIO(blob)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                rows = (
                    f"<w:tr>{cell('{%tr for row in rows %}')}</w:tr>"
                    f"<w:tr>{''.join(cell(f'{{{{ row.{column} }}}}') for column in COLUMNS)}</w:tr>"
                    f"<w:tr>{cell('{%tr endfor %}')}</w:tr>"
                )
                pattern = r'<w:sdt><w:sdtPr><w:alias w:val="Exceptions: rows"/>.*?</w:sdt>(?=</w:tbl>)'
                text, found = re.subn(pattern, rows, content.decode(), count=1)
                assert found == 1
                content = text.encode()
            target.writestr(name, content)
    return made.getvalue()


def cell(text: str) -> str:
    """Give a table cell's XML; the text is escaped already."""
    return (
        '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def fill_by_docxtpl(template: Path, rows: tuple[Row, ...], target: Path) -> None:
    """Fill as docxtpl does, escaping switched on."""
    document = DocxTemplate(template)
    document.render({"rows": [{name: row.cells[name][0] for name in COLUMNS} for row in rows]}, autoescape=True)
    document.save(target)


def fill_at_least(template: Path, rows: tuple[Row, ...], target: Path) -> None:
    """Open, parse the rows once, save."""
    document = docx.Document(str(template))
    xml = "".join(f"<w:tr>{''.join(cell(escape(row.cells[name][0])) for name in COLUMNS)}</w:tr>" for row in rows)
    table = f'<w:tbl xmlns:w="{W}"><w:tblPr/><w:tblGrid>{"<w:gridCol/>" * len(COLUMNS)}</w:tblGrid>{xml}</w:tbl>'
    document.element.body.insert(0, parse_xml(table))
    document.save(str(target))


if __name__ == "__main__":
    main()
