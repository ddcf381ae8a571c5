"""A row that the clerk keeps of an indicator whose figure is not to be published stops the publishing."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from desk import cell, write

from books import INDICATORS, Changes, book
from performance_index.cli import main
from performance_index.word.document.wordml import w

NAME = "2020-11-04 Performance Monitoring Report.docx"
COMMENTARY = (INDICATORS, "16", "Service commentary")
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def reject_all(path: Path) -> None:
    """The clerk rejects every tracked deletion."""
    document = docx.Document(str(path))
    for deleted in list(document.element.body.iter(w("del"))):
        parent = deleted.getparent()
        for run_ in deleted:
            for words in run_.iter(w("delText")):
                words.tag = w("t")
        if parent.tag not in {w("rPr"), w("trPr")}:
            for run_ in list(deleted):
                deleted.addprevious(run_)
        parent.remove(deleted)
    document.save(str(path))


def kept(folder: Path, later: Changes) -> Path:
    """A report with a row that the clerk has worked on, and kept though the data have no row for it any more."""
    report = folder / "reports" / NAME
    book(folder / "PI.xlsm", {COMMENTARY: "Court dates are the reason."})
    assert run("report", folder / "PI.xlsm").exit_code == 0
    document = docx.Document(str(report))
    write(cell(document, "exceptions.row:16", 3), "Court dates, the clerk says.")
    document.save(str(report))
    book(folder / "PI.xlsm", {COMMENTARY: "Court dates are the reason.", **later})
    assert run("report", folder / "PI.xlsm").exit_code == 0
    reject_all(report)
    return report


@pytest.mark.parametrize(
    ("later", "is_so"),
    [
        ({(INDICATORS, "16", "Sep"): "c"}, "suppressed"),
        (
            {(INDICATORS, "16", "Data status"): "Not reportable", (INDICATORS, "16", "Data caveat"): "x"},
            "not reportable",
        ),
    ],
    ids=["suppressed", "not reportable"],
)
def test_a_row_whose_figure_is_kept_back_by_now_is_not_published(tmp_path: Path, later: Changes, is_so: str):
    report = kept(tmp_path, later)
    made = run("publish", report)
    assert made.exit_code == 1
    assert f"Exceptions, indicator 16: the row is still there, and its figure is {is_so} by now" in made.output
    assert not report.with_name(f"{report.stem} - published.docx").exists()


def test_a_row_of_an_indicator_that_met_its_target_is_a_warning_as_before(tmp_path: Path):
    made = run("publish", kept(tmp_path, {(INDICATORS, "16", "Sep"): 20}))
    assert "the row is still there" not in made.output
