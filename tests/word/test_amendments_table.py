"""The table of what is not as it was published, through a year of reports that a clerk works on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk
from lxml.etree import _Element as Element
from outline import outline
from seed_report import SEED

from performance_index.amendments import Amendment, rows_of
from performance_index.report import CommitteeReport
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import w

PLANS, HOMES = "Plans issued in time", "Homes inspected"
WHAT, REASON = 2, 5


def amendment(number: str, indicator: str, what: str, now: str, reason: str = "") -> Amendment:
    return Amendment(number=number, indicator=indicator, what=what, previously="55%", now=now, reason=reason)


TARGET = amendment("3", PLANS, "Target", "60%", "Agreed by the Cabinet in July.")
FIGURE = amendment("3", PLANS, "Figure for July 2020", "54%")
HOUSES = amendment("16", HOMES, "Target", "70%")


def amended(*found: Amendment) -> CommitteeReport:
    return replace(SEED, amended=rows_of(found))


def row(one: Amendment) -> str:
    return f"amendments.row:{one.number} {one.what}"


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Desk:
    desk = Desk(template, tmp_path / "report.docx")
    desk.fill(amended(TARGET, FIGURE, HOUSES))
    return desk


def without_controls(desk: Desk) -> None:
    """Take every control of the table of amendments away, as pasting does."""
    with desk.edit() as document:
        for tag, found in controls_in(document).items():
            if tag.startswith("amendments"):
                for control in found:
                    control.unwrap()


def lines(desk: Desk) -> list[str]:
    """What the rows of the table say."""
    read = [[_said(tc) for tc in tr.iter(w("tc"))] for tr in desk.document.element.body.iter(w("tr"))]
    first = next((n for n, row in enumerate(read) if "What changed" in row), len(read))
    return [" | ".join(row) for row in read[first + 1 :]]


def _said(cell: Element) -> str:
    return "".join(t.text or "" for t in cell.iter(w("t")))


def test_what_changed_has_a_row_of_its_own_with_what_was_what_is_and_why(desk: Desk):
    assert desk.shown("amendments.some") == "The following have changed since they were last published:"
    assert lines(desk) == [
        f"3 | {PLANS} | Target | 55% | 60% | Agreed by the Cabinet in July.",
        f"3 | {PLANS} | Figure for July 2020 | 55% | 54% | No reason was given.",
        f"16 | {HOMES} | Target | 55% | 70% | No reason was given.",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((), "Nothing that was published has been amended or corrected."),
        ((TARGET,), "The following has changed since it was last published:"),
    ],
)
def test_the_sentence_is_the_one_that_is_true(template: Path, tmp_path: Path, found: tuple[Amendment, ...], said: str):
    desk = Desk(template, tmp_path / "report.docx")
    desk.fill(amended(*found))
    assert said in outline(desk.path)
    assert len(lines(desk)) == len(found)


def test_where_nothing_was_recorded_nothing_is_said_of_amendments(template: Path, tmp_path: Path):
    desk = Desk(template, tmp_path / "report.docx")
    desk.fill(SEED)
    assert not any(tag.startswith("amendments") for tag in desk.tags)


def test_the_table_comes_when_something_was_recorded(template: Path, tmp_path: Path):
    desk = Desk(template, tmp_path / "report.docx")
    desk.fill(SEED)
    desk.refresh(amended(TARGET))
    new = Desk(template, tmp_path / "new.docx")
    new.fill(amended(TARGET))
    assert outline(desk.path) == outline(new.path)


@pytest.mark.parametrize("has_controls", [True, False])
def test_the_clerks_words_stay_with_the_thing_that_changed(desk: Desk, *, has_controls: bool):
    desk.type(row(FIGURE), "A school reported late.", column=REASON)
    if not has_controls:
        without_controls(desk)
    later = amendment("3", PLANS, "Figure for July 2020", "53%")
    desk.refresh(amended(FIGURE if has_controls else later, HOUSES, amendment("4", "Visits", "Unit", "Days")))
    said = lines(desk)
    assert said[0].startswith(f"3 | {PLANS} | Figure for July 2020 | 55% | {54 if has_controls else 53}%")
    assert said[0].endswith("A school reported late.")
    assert [line.partition(" | ")[0] for line in said] == ["3", "16", "4"]


def test_an_indicator_that_gets_another_number_takes_its_words_along(desk: Desk):
    desk.type(row(HOUSES), "As the Panel asked.", column=REASON)
    done = desk.refresh(amended(TARGET, FIGURE, replace(HOUSES, number="18")))
    assert lines(desk)[2] == f"18 | {HOMES} | Target | 55% | 70% | As the Panel asked."
    assert "Amendments, indicator 18 Target, No: renumbered (was “16”, is “18”)" in map(str, done.changes)


def test_a_correction_that_was_taken_back_goes_or_is_offered_to_go(desk: Desk):
    desk.type(row(FIGURE), "A school reported late.", column=REASON)
    desk.refresh(amended(HOUSES))
    assert not any("Target | 55% | 60%" in line for line in lines(desk))
    assert desk.shown(row(FIGURE), REASON) == "[-A school reported late.-]"


def test_a_row_of_one_change_is_never_a_row_of_another_of_the_same_indicator(desk: Desk):
    desk.type(row(TARGET), "Agreed by the Panel.", column=REASON)
    desk.refresh(amended(FIGURE, HOUSES))
    (mine,) = [line for line in lines(desk) if line.startswith(f"3 | {PLANS} | Figure")]
    assert "Agreed by the Panel." not in mine


def test_each_row_is_a_control_that_names_the_number_and_what_changed(desk: Desk):
    tags = [Control(element).tag for element in desk.document.element.body.iter(w("sdt"))]
    assert [tag for tag in tags if tag.startswith("amendments.row:")] == [row(one) for one in (TARGET, FIGURE, HOUSES)]
