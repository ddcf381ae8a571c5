"""The old tables go and the new ones come in their places, whatever a council calls their columns."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from desk import Desk
from docx.document import Document
from edit import change
from seed_report import EMPTY, SEED, WITH_UNRATED
from test_start_laws import LATER, NEXT

from performance_index.report import CommitteeReport
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.next_meeting import Step, start_from


def started(template: Path, target: Path, last: CommitteeReport, new: CommitteeReport) -> Document:
    """A report that starts from another."""
    Desk(template, target).fill(last)
    return from_this(template, target, new)


def from_this(template: Path, target: Path, new: CommitteeReport) -> Document:
    made = target.with_name("new.docx")
    start_from(Step(template=template, last=target, target=made), new, now=LATER)
    return docx.Document(str(made))


def tables(document: Document) -> list[str]:
    """What the tables say, in their order."""
    return [text(table) for table in document.element.body.iter(w("tbl"))]


@pytest.mark.parametrize("last", [SEED, WITH_UNRATED], ids=["without", "with"])
def test_a_table_is_not_taken_for_another_that_has_some_of_its_headings(
    template: Path, target: Path, last: CommitteeReport
):
    change(template, lambda xml: xml.replace("Why not rated", "Rating"))
    exceptions, caveats = tables(started(template, target, last, NEXT))
    assert "The courts sit again." in exceptions
    assert "quorate" in caveats


@pytest.mark.parametrize("new", [SEED, WITH_UNRATED, EMPTY])
@pytest.mark.parametrize("last", [SEED, WITH_UNRATED, EMPTY])
def test_a_report_that_nobody_touched_becomes_the_one_that_is_made_anew(
    template: Path, target: Path, last: CommitteeReport, new: CommitteeReport
):
    made = started(template, target, last, new)
    Desk(template, target).fill(new)
    assert text(made.element.body) == text(docx.Document(str(target)).element.body)
    assert len(made.comments) == 0


def test_every_copy_of_an_old_table_goes(template: Path, target: Path):
    desk = Desk(template, target)
    desk.fill()
    with desk.edit() as document:
        (control,) = controls_in(document)["exceptions"]
        table = next(control.content.iter(w("tbl")))
        document.element.body.insert(0, table.__deepcopy__({}))
    made = tables(from_this(template, target, NEXT))
    assert len(made) == 2
    assert not any("Covid" in said for said in made)


def test_paragraphs_in_the_control_of_a_table_stay_where_they_were(template: Path, target: Path):
    desk = Desk(template, target)
    desk.fill()
    with desk.edit() as document:
        (control,) = controls_in(document)["exceptions"]
        for said in ("Before.", "After."):
            line = new_element(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>")
            control.content.insert(0 if said == "Before." else len(control.content), line)
    made = from_this(template, target, NEXT)
    lines = text(made.element.body).split("\n")
    assert lines.index("Before.") < lines.index("The courts sit again.") < lines.index("After.")


def test_a_table_that_the_clerk_took_out_comes_where_the_template_has_it(template: Path, target: Path):
    desk = Desk(template, target)
    desk.fill()
    with desk.edit() as document:
        (control,) = controls_in(document)["exceptions"]
        control.remove()
    exceptions, _ = tables(from_this(template, target, NEXT))
    assert "The courts sit again." in exceptions
