"""A workbook's figures as a table that other programs read: typed, tidy, and safe to open."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from books import INDICATORS, book
from performance_index.cli import main
from performance_index.export import HEADINGS

ROOT = Path(__file__).parents[1]
needs_pyarrow = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is missing: see `python dev.py test`")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture(name="recorded")
def fixture_recorded(tmp_path: Path) -> Path:
    """The example, recorded."""
    path = book(tmp_path / "PI.xlsm")
    assert run("record", path).exit_code == 0
    return path


def named(path: Path, name: str) -> Path:
    """The example, with this name of indicator 16, which no builder takes for a formula."""
    made = book(path.with_name("made.xlsm"), {(INDICATORS, "16", "Indicator"): "NAME"})
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(b">NAME<", f">{escape(name)}<".encode()))
    return path


def exported(path: Path) -> list[dict[str, str]]:
    done = run("export", path, "-o", path.with_suffix(".csv"), "--overwrite")
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(path.with_suffix(".csv").read_text(encoding="utf-8-sig"))))


def test_there_is_one_row_for_each_indicator_and_month(recorded: Path):
    rows = exported(recorded)
    assert tuple(rows[0]) == HEADINGS
    places = [(row["Indicator number"], row["Month"]) for row in rows]
    assert len(set(places)) == len(places)
    row = next(row for row in rows if (row["Indicator number"], row["Month"]) == ("16", "2020-09"))
    assert (row["Figure"], row["Unit"], row["Target"], row["Rating"], row["Meeting"]) == (
        "43.1", "weeks", "26.0", "Red", "2020-11-04",
    )  # fmt: skip
    assert row["Why"].startswith("43.1 weeks against a target of 26 weeks")


def test_what_was_written_and_how_many_rows_are_said(recorded: Path, tmp_path: Path):
    done = run("export", recorded, "-o", tmp_path / "figures.csv")
    assert done.stdout == f"{tmp_path / 'figures.csv'}\n135 rows\n"
    again = run("export", recorded, "-o", tmp_path / "figures.csv")
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_the_lines_of_the_readme_export_and_read_numbers_as_numbers_and_days_as_days(
    recorded: Path, monkeypatch: pytest.MonkeyPatch
):
    """A warning would fail it."""
    readme = (ROOT / "README.md").read_text("utf-8")
    command = re.search(r"^    performance-index (export .*)$", readme, re.MULTILINE)
    line = re.search(r"^    (pandas\.read_csv\(.*\))$", readme, re.MULTILINE)
    assert command
    assert line
    monkeypatch.chdir(recorded.parent)
    (recorded.parent / "workbook").mkdir()
    recorded.rename("workbook/PerformanceIndex.xlsm")
    assert run(*command[1].split()).exit_code == 0
    table = eval(line[1], {"pandas": pd})  # noqa: S307 - the README's own line
    assert list(table.columns) == list(HEADINGS)
    kinds = {heading: table[heading].dtype.kind for heading in ("Figure", "Target", "Meeting", "Published on")}
    assert kinds == {"Figure": "f", "Target": "f", "Meeting": "M", "Published on": "M"}
    assert pd.api.types.is_string_dtype(table["Month"])
    assert {"13b", "16"} <= set(table["Indicator number"])


@needs_pyarrow
def test_parquet_has_the_same_rows_with_their_types(recorded: Path):
    import pyarrow.parquet as pq  # noqa: PLC0415 - it may be missing

    done = run("export", recorded, "-o", recorded.with_suffix(".parquet"))
    assert done.exit_code == 0, done.output
    table = pq.read_table(recorded.with_suffix(".parquet"))
    kinds = {field.name: str(field.type) for field in table.schema}
    assert kinds == dict.fromkeys(HEADINGS, "string") | {
        "Figure": "double", "Target": "double", "Meeting": "date32[day]", "Published on": "date32[day]",
    }  # fmt: skip
    rows = [{heading: "" if cell is None else str(cell) for heading, cell in row.items()} for row in table.to_pylist()]
    assert rows == exported(recorded)


def test_without_pyarrow_parquet_is_refused_with_the_cure(recorded: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("export", recorded, "-o", recorded.with_suffix(".parquet"))
    assert "pyarrow" in done.stderr
    assert 'pip install "performance-index[parquet]"' in done.stderr
    assert done.exit_code == 1
    assert not recorded.with_suffix(".parquet").exists()


@pytest.mark.parametrize("typed", ["=1+1", "+44 homes", "-5 or so", "@home", "'quoted", '=HYPERLINK("x";"y")'])
def test_a_text_that_a_spreadsheet_would_compute_is_a_text(tmp_path: Path, typed: str):
    path = named(tmp_path / "PI.xlsm", typed)
    rows = exported(path)
    assert {row["Indicator"] for row in rows if row["Indicator number"] == "16"} == {f"'{typed}"}
    assert any(row["Figure"].startswith("0") for row in rows)


def test_a_number_below_nought_is_a_number(tmp_path: Path):
    rows = exported(book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Sep"): -5.5}))
    assert "-5.5" in {row["Figure"] for row in rows}


def test_nothing_unsure_is_exported(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "16", "Sep"): "#N/A"})
    done = run("export", path, "-o", tmp_path / "figures.csv")
    assert "has errors in the indicators 16; see performance-index check" in done.stderr
    assert not (tmp_path / "figures.csv").exists()


def test_without_a_period_or_for_another_ending_there_is_a_sentence(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm")
    assert "ends in neither .csv nor .parquet" in run("export", path, "-o", tmp_path / "figures.xlsx").stderr
    assert not (tmp_path / "figures.xlsx").exists()
    assert run("export", path).exit_code == 2


def test_neither_pandas_nor_pyarrow_is_loaded_for_a_csv(recorded: Path):
    program = (
        "import sys\nfrom performance_index.cli import main\n"
        f"try:\n main(['export', {str(recorded)!r}, '-o', {str(recorded.with_suffix('.csv'))!r}])\n"
        "finally:\n print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"pandas", "pyarrow", "docx", "xlwings", "rich"} & set(done.stderr.split())
