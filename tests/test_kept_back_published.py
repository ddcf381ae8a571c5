"""A figure that is suppressed or not reportable is not published in a row that the clerk kept."""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import pytest

from books import INDICATORS, Changes, book
from test_again import run

sys.path.append(str(Path(__file__).parent / "word"))
from clerk import settle_ours
from desk import cell, write

NAME = "2020-11-04 Performance Monitoring Report.docx"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({(INDICATORS, "16", "Sep"): "c"}, "suppressed"),
        (
            {(INDICATORS, "16", "Data status"): "Not reportable", (INDICATORS, "16", "Data caveat"): "Not counted."},
            "not reportable",
        ),
    ],
)
def test_a_row_that_the_clerk_kept_stops_the_publishing_while_its_figure_is_kept_back(
    tmp_path: Path, change: Changes, why: str
):
    workbook, report = book(tmp_path / "PI.xlsm"), tmp_path / "reports" / NAME
    run("report", workbook)
    document = docx.Document(str(report))
    write(cell(document, "exceptions.row:16", 3), "Weeks rose from 36.4 to 43.1.")
    document.save(str(report))
    book(workbook, change)
    run("report", workbook)
    document = docx.Document(str(report))
    settle_ours(document.element.body, accept=False)
    for comment in list(document.comments):
        parent = comment._comment_elm.getparent()  # noqa: SLF001 - python-docx cannot delete one
        parent.remove(comment._comment_elm)  # noqa: SLF001 - as above
    document.save(str(report))
    done = run("publish", report)
    assert done.exit_code == 1
    assert f"the row is still there, and its figure is {why} by now; take the row out" in done.output
    assert not report.with_name(f"{report.stem} - published.docx").exists()
