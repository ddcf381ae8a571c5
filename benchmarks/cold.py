"""How long a whole command takes, from the start of Python to the saved report, beside scripts that do the same job.

The scripts are what a good analyst would write with pandas and docxtpl, and the least that does it with openpyxl and
python-docx (benchmarks/rivals). Both do less: they take the ratings that Excel saved, and trust every cell. Each gets a
template of its own kind, made of our published report. They take turns, so that a busy moment hits them all; the
fastest of each counts. Compiled modules (.pyc) are there for all, as after any installation.

    python benchmarks/cold.py [TIMES]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "workbook" / "PerformanceIndex.xlsm"
RIVALS = Path(__file__).resolve().parent / "rivals"
CELLS = {"exceptions": 4, "caveats": 3}


def main() -> None:
    """Print the table."""
    times = int(sys.argv[1]) if sys.argv[1:] else 15
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        book = Path(shutil.copy(BOOK, folder))
        jinja, plain = make_templates(book, folder)
        jobs = {
            "ours": command("-m", "performance_index", "report", book, "-o", folder / "ours.docx"),
            "pandas + docxtpl": command(RIVALS / "with_pandas.py", book, jinja, folder / "pandas.docx"),
            "openpyxl + python-docx": command(RIVALS / "with_openpyxl.py", book, plain, folder / "openpyxl.docx"),
            "Python and nothing": command("-c", "pass"),
        }
        taken: dict[str, list[float]] = {name: [] for name in jobs}
        for turn in range(times + 1):
            for name, job in jobs.items():
                forget(folder)
                start = time.perf_counter()
                subprocess.run(job, check=True, capture_output=True, env=environment())
                if turn:  # the first writes the compiled modules
                    taken[name].append(time.perf_counter() - start)
        least = {name: min(each) for name, each in taken.items()}
        print(f"{'':24}{'seconds':>10}{'ours/it':>10}")
        for name, seconds in least.items():
            print(f"{name:24}{seconds:>10.3f}{least['ours'] / seconds:>10.2f}")


def command(*words: str | Path) -> list[str]:
    """Give the command that runs Python with these words."""
    return [sys.executable, *map(str, words)]


def environment() -> dict[str, str]:
    """Give the environment in which Python keeps compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def forget(folder: Path) -> None:
    """Take away what a run before wrote, so that each makes a new report."""
    for report in ("ours", "pandas", "openpyxl"):
        (folder / f"{report}.docx").unlink(missing_ok=True)
    shutil.rmtree(folder / ".performance-index", ignore_errors=True)


def make_templates(book: Path, folder: Path) -> tuple[Path, Path]:
    """Give a template for docxtpl and one for python-docx, made of our published report."""
    made, published = folder / "made.docx", folder / "published.docx"
    for words in (["report", book, "-o", made], ["publish", made, "-o", published]):
        subprocess.run(command("-m", "performance_index", *words), check=True, capture_output=True)
    jinja, plain = folder / "jinja.docx", folder / "plain.docx"
    for template in (jinja, plain):
        document = docx.Document(str(published))
        for paragraph in document.paragraphs:
            label = paragraph.text.partition(":")[0].lower()
            if label in {"committee", "date"}:
                paragraph.runs[-1].text = f"{{{{ {label} }}}}"
        for table, (name, cells) in zip(document.tables, CELLS.items(), strict=True):
            grid = table.rows[0]._tr.getparent()  # noqa: SLF001 - python-docx cannot remove a row
            rows = [row._tr for row in table.rows[1:]]  # noqa: SLF001 - as above
            values = [f"{{{{ row[{n}] }}}}" for n in range(cells)]
            for texts in ([f"{{%tr for row in {name} %}}"], values, ["{%tr endfor %}"]) if template == jinja else ():
                grid.append(deepcopy(rows[0]))
                for n, cell in enumerate(table.rows[-1].cells):
                    cell.text = texts[n] if n < len(texts) else ""
            for row in rows:
                grid.remove(row)
        document.save(str(template))
    return jinja, plain


if __name__ == "__main__":
    main()
