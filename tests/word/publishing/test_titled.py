from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from edit import change, without_control
from plant import HEADING, opened, written
from seed_report import COMMITTEE, NOW, SEED

from performance_index.word.fill import fill
from performance_index.word.publish import Published, publish

SUBJECT = "Performance Monitoring Report"


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    """The seed's report, as it was generated."""
    fill(template, SEED, target, now=NOW)
    return target


def title(made: Published) -> str:
    return docx.Document(str(made.path)).core_properties.title


def test_the_title_follows_the_subject_that_the_clerk_typed(report: Path):
    change(report, lambda xml: xml.replace(SUBJECT, "Housing Report"))
    assert title(publish(report)) == f"Housing Report – {COMMITTEE}"


def test_the_title_follows_the_committee_that_the_clerk_typed(report: Path):
    change(report, lambda xml: xml.replace(COMMITTEE, "Housing Panel", 1))
    assert title(publish(report)) == f"{SUBJECT} – Housing Panel"


def test_a_title_of_the_clerks_own_stays(report: Path):
    document = docx.Document(str(report))
    document.core_properties.title = "Second quarter"
    document.save(str(report))
    change(report, lambda xml: xml.replace(SUBJECT, "Housing Report"))
    assert title(publish(report)) == "Second quarter"


def test_the_report_itself_keeps_its_title(report: Path):
    change(report, lambda xml: xml.replace(SUBJECT, "Housing Report"))
    publish(report)
    assert docx.Document(str(report)).core_properties.title == f"{SUBJECT} – {COMMITTEE}"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda xml: without_control("subject")(xml).replace(SUBJECT, "Housing Report"), 1),
        (without_control("subject"), 0),
    ],
    ids=["changed", "not changed"],
)
def test_a_title_that_the_report_says_nowhere_is_a_warning_where_the_subjects_frame_is_gone(
    report: Path, edit: Callable[[str], str], told: int
):
    change(report, edit)
    said = (
        f"the document’s properties: the title says “{SUBJECT}”, which stands nowhere in the report; give the report’s "
        "own title (File, Info, Title)"
    )
    assert [str(one) for one in publish(report).findings] == [said] * told


def test_an_empty_subject_and_a_document_of_somebody_elses_keep_their_titles(
    template: Path, target: Path, tmp_path: Path
):
    fill(template, replace(SEED, title=COMMITTEE, values={**SEED.values, "subject": ""}), target, now=NOW)
    assert title(publish(target)) == COMMITTEE
    other = written(tmp_path / "d.docx", HEADING)
    assert title(publish(other)) == opened(other).core_properties.title != ""
