"""Nothing that the data have given up stands in a refreshed report without a mark, nor words beside another thing."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, row_control, with_row, without_row
from edit import change, widened, without_control
from seed_report import SEED, exception

from performance_index.rating import Rating
from performance_index.report import Row
from performance_index.word.document.wordml import text, w

CARERS = "Number of in-house foster carers recruited"


def carers(said: str = "Four carers.", *, rating: Rating = Rating.RED, **facts: str) -> Row:
    row = exception("22", CARERS, rating, said)
    return replace(row, cells={**row.cells, **{name: (value,) for name, value in facts.items()}})


BASE = with_row(SEED, carers(actual="4", target="20"))
ROW = "exceptions.row:22"


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    """A desk with a report on it that has just been made."""
    desk = Desk(template, target)
    desk.fill(BASE)
    return desk


@pytest.fixture(name="wide")
def fixture_wide(template: Path, target: Path, tmp_path: Path) -> Desk:
    """A desk with a report whose template showed the figures, and now with a template that does not."""
    shutil.copy(template, tmp_path / "wide.docx")
    widened(tmp_path / "wide.docx", "actual", "target")
    Desk(tmp_path / "wide.docx", target).fill(BASE)
    return Desk(template, target)


# --- another template -------------------------------------------------------------------------------------------------


def test_figures_that_the_new_template_does_not_show_are_brought_up_to_date(wide: Desk):
    done = wide.refresh(with_row(BASE, carers(actual="9", target="20")))
    assert [wide.shown(ROW, column) for column in (4, 5)] == ["9", "20"]
    assert [change.place for change in done.changes] == ["Exceptions, indicator 22, actual"]
    wide.refresh(with_row(BASE, carers(actual="10", target="19")))
    assert [wide.shown(ROW, column) for column in (4, 5)] == ["10", "19"], "the state still knows the columns"


def test_a_new_row_has_the_figures_that_the_new_template_does_not_show(wide: Desk):
    new = exception("9", "New", Rating.AMBER, "Said.")
    wide.refresh(with_row(BASE, new))
    assert [wide.shown("exceptions.row:9", column) for column in (3, 4, 5)] == ["[+Said.+]", "[+35+]", "[+26+]"]


def test_a_figure_among_words_of_the_old_template_is_brought_up_to_date(template: Path, target: Path, tmp_path: Path):
    wide = tmp_path / "wide.docx"
    shutil.copy(template, wide)
    widened(wide, "actual")
    control = re.compile(r'<w:sdt><w:sdtPr>(?:<w:alias [^>]*/>)?<w:tag w:val="exceptions.actual"/>')
    before = '<w:r><w:t xml:space="preserve">Actual: </w:t></w:r>'
    change(wide, lambda xml: control.sub(lambda found: before + found[0], xml))
    Desk(wide, target).fill(BASE)
    desk = Desk(template, target)
    assert desk.shown(ROW, 4) == "Actual: 4"
    desk.refresh(with_row(BASE, carers(actual="9")))
    assert desk.shown(ROW, 4) == "Actual: 9"


def test_another_template_and_the_same_data_write_nothing(wide: Desk):
    before = wide.path.read_bytes()
    done = wide.refresh(BASE)
    assert (done.summary, done.backup) == ("nothing to change", None)
    assert wide.path.read_bytes() == before


def test_rows_for_which_the_new_template_has_no_table_are_brought_up_to_date_and_new_ones_told(desk: Desk):
    change(desk.template, without_control("exceptions.rows"))
    report = with_row(
        without_row(with_row(BASE, carers("Nine carers.")), "16"), exception("9", "New", Rating.RED, "Said.")
    )
    for _ in range(2):
        findings = [str(finding) for finding in desk.refresh(report).findings]
        assert any("Exceptions, indicator 9: the report lacks this row" in one for one in findings)
    assert desk.rows() == ["2", "3", "22"]
    assert desk.shown(ROW) == "Nine carers."
    (comment,) = desk.comments()
    assert comment.startswith("No: The data have a row that this report lacks")


def test_what_is_only_remembered_otherwise_is_written_without_a_copy_of_the_report(desk: Desk):
    with desk.edit() as document:
        row_control(document, "16").remove()
    same = {row.number: row for row in BASE.exceptions}["16"]
    desk.refresh(BASE)
    done = desk.refresh(with_row(BASE, replace(same, cells={**same.cells, "theme": ("Other",)})))
    assert done.backup is None
    assert "16" not in text(next(desk.document.element.body.iter(w("tbl"))))
