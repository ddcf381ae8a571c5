"""The report of a workbook with the settings of a new one: figures beside the words, and counts in sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import docx

from books import book
from conformance import audit_errors, integrity_errors, needs_sdk, sdk_errors
from new_style_example import NEW
from performance_index.generate import Choices, generate
from performance_index.word.document.wordml import w
from performance_index.word.publish import publish
from performance_index.workbook.read import read_book

sys.path.append(str(Path(__file__).parent / "word"))
from outline import check_golden, outline, plain_text

from test_next_meeting import NEXT
from test_whole_way import NOW, generated


def test_it_reads_as_its_golden_outline(tmp_path: Path):
    made = generated(book(tmp_path / "PI.xlsm", NEW), now=NOW, output=tmp_path / "r.docx")
    check_golden("new_style_report", outline(made.path))


def test_the_settings_may_change_between_two_reports_of_one_meeting(tmp_path: Path):
    path, target = tmp_path / "PI.xlsm", tmp_path / "r.docx"
    generated(book(path), now=NOW, output=target)
    of_old = outline(target)
    generated(book(path, NEW), now=NOW, output=target)
    assert outline(target) == (Path(__file__).parent / "data/golden/new_style_report.txt").read_text(encoding="utf-8")
    generated(book(path), now=NOW, output=target)
    assert outline(target) == of_old


def test_last_time_is_told_where_it_was_recorded(tmp_path: Path):
    path, target = book(tmp_path / "PI.xlsm", {**NEW, **NEXT}), tmp_path / "r.docx"
    book(tmp_path / "OLD.xlsm")
    choices = Choices(output=target, previous=tmp_path / "OLD.xlsm")
    generate(read_book(path), path, now=NOW, choices=choices)
    told = [line for line in plain_text(target).splitlines() if "of figures up to September 2020, there were" in line]
    assert [line.partition("there were ")[2] for line in told] == [
        "32 indicators: 21 were Green, 1 was Amber, 3 were Red and 7 were not rated."
    ]


@needs_sdk
def test_it_is_sound_in_word_and_published_with_no_empty_cell(tmp_path: Path):
    made = generated(book(tmp_path / "PI.xlsm", NEW), now=NOW, output=tmp_path / "r.docx")
    assert sdk_errors(made.path) + integrity_errors(made.path) + audit_errors(made.path) == []
    copy = publish(made.path)
    assert "3.8 points short" in plain_text(copy.path)
    cells = docx.Document(str(copy.path)).element.body.iter(w("tc"))
    assert all("".join(cell.itertext()).strip() for cell in cells)
