"""The whole way: from the shipped workbook to the report, word for word the real report it all starts from."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest

from books import DETAILS, INDICATORS, TEXTS, Changes, book
from conformance import (
    audit_errors,
    integrity_errors,
    needs_libreoffice,
    needs_sdk,
    pdf_text,
    sdk_errors,
    to_pdf,
)
from performance_index.finding import Severity
from performance_index.generate import Choices, Generated, generate
from performance_index.workbook.read import read_book

sys.path.append(str(Path(__file__).parent / "word"))
from outline import check_golden, outline, plain_text
from seed_report import words_of_the_seed

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TITLE = ("Performance", "Monitoring", "Report")
NOW = dt.datetime(2020, 10, 20, 9, 0, tzinfo=dt.UTC)
SEEDS_APPENDIX = "Children and Young People Overview and Scrutiny Panel Performance Index 2019/20"


def words(report: Path) -> list[str]:
    return [word for word in plain_text(report).split() if word != "•"]


def generated(path: Path, *, now: dt.datetime, output: Path | None = None) -> Generated:
    """The report of a saved workbook."""
    return generate(read_book(path), path, now=now, choices=Choices(output=output))


def test_the_report_has_the_seeds_words_in_order_but_for_the_year_that_the_seed_got_wrong(tmp_path: Path):
    made = generated(SHIPPED, now=NOW, output=tmp_path / "r.docx")
    ours, theirs = words(made.path), [*TITLE, *words_of_the_seed()]
    assert len(theirs) == 3 + 489
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    assert differing == [("2020/21", "2019/20")]


def test_with_the_seeds_own_appendix_all_489_words_are_there_and_check_warns_of_the_year(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(TEXTS, "Appendices", "Text"): SEEDS_APPENDIX})
    made = generated(path, now=NOW, output=tmp_path / "r.docx")
    assert words(made.path) == [*TITLE, *words_of_the_seed()]
    warned = [str(finding) for finding in made.findings if finding.severity is Severity.WARNING]
    assert (
        "Report!B34: the text says 2019/20, but the report is for 2020/21; write 2020/21 if this year is meant"
        in warned
    )


def test_any_committees_report_calls_it_what_it_is_and_its_index_by_one_name(tmp_path: Path):
    changes: Changes = {
        (DETAILS, "Committee", "Value"): "Housing Committee",
        (DETAILS, "Index title", "Value"): "Housing Scorecard",
        **{(TEXTS, section, "Text"): None for section in ("Recommendations", "Executive summary", "Appendices")},
    }
    said = plain_text(generated(book(tmp_path / "PI.xlsm", changes), now=NOW).path)
    assert said.count("Housing Scorecard 2020/21") == 2, "in the opening paragraph and among the appendices"
    assert not re.search(r"performance index|\bpanel\b", said, re.IGNORECASE)


def test_the_outline_of_the_shipped_report_is_the_golden_one(tmp_path: Path):
    made = generated(SHIPPED, now=NOW, output=tmp_path / "r.docx")
    check_golden("shipped_report", outline(made.path))


def test_the_same_workbook_and_moment_give_the_same_bytes(tmp_path: Path):
    one, two = (generated(SHIPPED, now=NOW, output=tmp_path / name).path for name in ("1.docx", "2.docx"))
    assert one.read_bytes() == two.read_bytes()


CASES: dict[str, Changes] = {
    "shipped": {},
    "words for ratings, all counted": {("Options", "Ratings in the report", "Value"): "Word"},
    "what is not rated in a table": {("Options", "Indicators not rated", "Value"): "Table"},
    "nothing to report": {
        (INDICATORS, number, "Polarity"): "Data only" for number in ("2", "3", "16", "22")
    } | {(INDICATORS, "8", "Data status"): "Reported"},
    "no commentary, odd characters": {
        (INDICATORS, "2", "Service commentary"): None,
        (INDICATORS, "3", "Service commentary"): "<b>5 & 6</b>\n\x0bsecond \U0001f600 paragraph\x01 \u202e",
        (DETAILS, "Subject", "Value"): 'Performance: "Q2" / <all> & more?',
    },
}  # fmt: skip


@needs_sdk
@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_every_report_passes_microsofts_validator(tmp_path: Path, changes: Changes):
    made = generated(book(tmp_path / "PI.xlsm", changes), now=NOW)
    assert sdk_errors(made.path) == []


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_every_report_passes_the_other_validators(tmp_path: Path, changes: Changes):
    made = generated(book(tmp_path / "PI.xlsm", changes), now=NOW)
    assert audit_errors(made.path) == []
    assert integrity_errors(made.path) == []


def test_every_rating_in_the_report_is_the_one_in_the_sheet(tmp_path: Path):
    reading = read_book(SHIPPED)
    assert reading.index is not None
    made = outline(generated(SHIPPED, now=NOW, output=tmp_path / "r.docx").path)
    printed = re.findall(r"^ *\| (\w+) \| .* \| ([AR]) \| ", made, re.MULTILINE)
    sheet = {reading.index.rated[n].indicator.number: word for n, word in reading.in_sheet.items()}
    assert [(number, sheet[number][0]) for number, _ in printed] == printed
    assert len(printed) == 4


@needs_libreoffice
def test_libreoffice_shows_the_whole_report(tmp_path: Path):
    made = generated(SHIPPED, now=NOW, output=tmp_path / "r.docx")
    text = pdf_text(to_pdf(made.path, tmp_path))
    for said in ("PURPOSE OF REPORT", "13.1.", "Page 1 of 3", "Indicator", "There are no items for decision."):
        assert said in text
    assert "[" not in text  # no prompt is left
