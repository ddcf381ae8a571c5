"""The column of figures: it stands where the Settings sheet names some, and a clerk has the last word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from desk import Desk, cell, row_control, with_row, without_row, write
from docx.document import Document
from edit import cell_of, change, retagged
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, exception

from performance_index.figures_beside import Figure
from performance_index.rating import Rating
from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Kind
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.fill import fill
from performance_index.word.state import read_state

CHOSEN = replace(SEED, figures=(Figure.ACTUAL, Figure.TARGET, Figure.LAST_PERIOD))
WITH = ["No", "Indicator", "Rating", "Figures", "Service Commentary"]
WITHOUT = ["No", "Indicator", "Rating", "Service Commentary"]
FIGURES = "Actual: 35\nTarget: 26\nAugust: 34"
COLUMN = "Exceptions, Figures"
ANOTHER = '<w:sdt><w:sdtPr><w:tag w:val="exceptions.why"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    return Desk(template, target)


def table(document: Document) -> Element:
    return next(document.element.body.iter(w("tbl")))


def lines(document: Document) -> list[list[str]]:
    return [[text(one) for one in row.iter(w("tc"))] for row in table(document).iter(w("tr"))]


def widths(document: Document) -> list[int]:
    return [int(column.get(w("w"), "0")) for column in table(document).iter(w("gridCol"))]


def other_figures(report: CommitteeReport, *said: str) -> CommitteeReport:
    """The report with these figures beside each commentary."""
    rows = (replace(row, cells={**row.cells, "figures": said}) for row in report.exceptions)
    return replace(report, exceptions=tuple(rows))


# --- a new report ---------------------------------------------------------------------------------------------------


def test_a_report_without_figures_has_the_columns_of_the_original(desk: Desk):
    desk.fill(SEED)
    assert lines(desk.document)[0] == WITHOUT
    assert all(len(row) == 4 for row in lines(desk.document))


def test_a_report_with_figures_has_them_before_the_commentary(desk: Desk):
    desk.fill(CHOSEN)
    assert lines(desk.document)[0] == WITH
    assert [row[3] for row in lines(desk.document)[1:]] == [FIGURES] * 4


def test_the_table_is_as_wide_with_figures_as_without_and_the_commentary_is_widest(desk: Desk):
    desk.fill(SEED)
    plain = widths(desk.document)
    desk.fill(CHOSEN)
    wide = widths(desk.document)
    assert sum(plain) == sum(wide)
    assert (max(plain), max(wide)) == (plain[-1], wide[-1])
    assert (plain[0], plain[2]) == (wide[0], wide[2])
    assert (plain[1] - wide[1], plain[3] - wide[4]) == (827, 828)
    assert [int(one.get(w("w"), "")) for one in next(table(desk.document).iter(w("tr"))).iter(w("tcW"))] == wide


def test_a_template_without_that_column_says_what_the_report_lacks(desk: Desk):
    change(desk.template, retagged("exceptions.figures", "our.figures"))
    (finding,) = fill(desk.template, CHOSEN, desk.path, now=NOW)
    assert str(finding) == (
        "template report.docx: no content control is tagged exceptions.figures, so the figures that the Settings sheet "
        "names do not stand beside the commentary; copy that control from the template that comes with Performance "
        "Index"
    )
    assert fill(desk.template, SEED, desk.path, now=NOW, overwrite=True) == []
    assert fill(desk.template, replace(CHOSEN, exceptions=()), desk.path, now=NOW, overwrite=True) == []


def test_a_template_with_a_column_for_each_of_them_lacks_nothing(desk: Desk):
    change(desk.template, retagged("exceptions.figures", "exceptions.actual"))
    assert fill(desk.template, replace(SEED, figures=(Figure.ACTUAL,)), desk.path, now=NOW) == []
    assert lines(desk.document)[1][3] == "35"
    assert len(fill(desk.template, CHOSEN, desk.path, now=NOW, overwrite=True)) == 1


def test_a_columns_cell_may_be_in_its_control(desk: Desk):
    def around_the_cell(xml: str) -> str:
        inside = cell_of("exceptions.figures", xml)
        around = '<w:sdt><w:sdtPr><w:tag w:val="exceptions.figures"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
        return xml.replace(inside, around.format("<w:tc><w:p/></w:tc>"))

    change(desk.template, around_the_cell)
    desk.fill(SEED)
    assert lines(desk.document)[0] == WITHOUT
    desk.fill(CHOSEN)
    assert lines(desk.document)[1][3] == FIGURES


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("</w:tcPr><w:p>", '<w:gridSpan w:val="1"/></w:tcPr><w:p>', "in a table with merged cells"),
        (
            "</w:p></w:tc>",
            f"</w:p>{ANOTHER}<w:p/></w:tc>",
            "with other controls in one cell",
        ),
    ],
)
def test_a_column_that_cannot_be_told_from_others_stays_and_is_named(desk: Desk, old: str, new: str, why: str):
    def tangled(xml: str) -> str:
        inside = cell_of("exceptions.figures", xml)
        return xml.replace(inside, inside.replace(old, new))

    change(desk.template, tangled)
    (finding,) = fill(desk.template, SEED, desk.path, now=NOW)
    assert f"the control exceptions.figures stands {why}, so it stays" in finding.what
    assert lines(desk.document)[1][3].startswith(FIGURES)


# --- the choice changes ---------------------------------------------------------------------------------------------


def test_a_column_that_was_chosen_since_is_put_in_and_every_word_of_the_clerks_stays(desk: Desk):
    desk.fill(SEED)
    desk.type("exceptions.row:22", "Four carers, says the clerk.")
    done = desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == WITH
    assert [row[3] for row in lines(desk.document)[1:]] == [FIGURES] * 4
    assert desk.shown("exceptions.row:22", 4) == "Four carers, says the clerk."
    assert (COLUMN, Kind.INSERTED) in {(one.place, one.kind) for one in done.changes}
    assert done.findings == ()


def test_what_was_put_in_reads_as_a_new_report_does_and_is_kept_up_to_date(desk: Desk, tmp_path: Path):
    desk.fill(SEED)
    desk.refresh(CHOSEN)
    fresh = Desk(desk.template, tmp_path / "fresh.docx")
    fresh.fill(CHOSEN)
    assert lines(desk.document) == lines(fresh.document)
    assert widths(desk.document) == widths(fresh.document)
    states = [read_state(one.document) for one in (desk, fresh)]
    assert states[0] is not None
    assert states[1] is not None
    assert states[0].tables == states[1].tables
    assert desk.refresh(CHOSEN).backup is None
    done = desk.refresh(other_figures(CHOSEN, "Actual: 36"))
    assert [row[3] for row in lines(desk.document)[1:]] == ["Actual: 36"] * 4
    assert {one.kind for one in done.changes} == {Kind.REPLACED}


def test_a_column_that_is_not_chosen_any_more_goes(desk: Desk, tmp_path: Path):
    desk.fill(CHOSEN)
    desk.type("exceptions.row:22", "Four carers, says the clerk.", column=4)
    done = desk.refresh(SEED)
    fresh = Desk(desk.template, tmp_path / "fresh.docx")
    fresh.fill(SEED)
    assert lines(desk.document)[:-1] == lines(fresh.document)[:-1]
    assert widths(desk.document) == widths(fresh.document)
    assert desk.shown("exceptions.row:22") == "Four carers, says the clerk."
    told = [(one.place, one.kind) for one in done.changes]
    assert told == [(COLUMN, Kind.REMOVED), ("Exceptions, indicator 22, Service Commentary", Kind.KEPT)]
    assert desk.refresh(SEED).backup is None


def test_figures_are_put_in_and_taken_out_as_often_as_somebody_likes(desk: Desk):
    desk.fill(SEED)
    before = lines(desk.document), widths(desk.document)
    for _ in range(2):
        desk.refresh(CHOSEN)
        desk.refresh(SEED)
    assert (lines(desk.document), widths(desk.document)) == before


def in_a_figure(document: Document) -> None:
    write(cell(document, "exceptions.row:3", 3), "Actual: 35, as the clerk has it")


def in_the_heading(document: Document) -> None:
    write(list(table(document).iter(w("tc")))[3], "Our figures")


def in_a_row_of_their_own(document: Document) -> None:
    last = list(table(document).iter(w("tr")))[-1]
    last.addnext(new_element(f"<w:tr>{'<w:tc><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:tc>' * 5}</w:tr>"))


def a_comment(document: Document) -> None:
    run = next(cell(document, "exceptions.row:3", 3).iter(w("r")))
    number = document.comments.add_comment(text="Is this right?", author="A clerk", initials="C").comment_id
    run.addprevious(new_element(f'<w:commentRangeStart w:id="{number}"/>'))
    run.addnext(new_element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
    run.addnext(new_element(f'<w:commentRangeEnd w:id="{number}"/>'))


@pytest.mark.parametrize("work", [in_a_figure, in_the_heading, in_a_row_of_their_own, a_comment])
def test_a_column_that_somebody_worked_on_stays(desk: Desk, work: object):
    desk.fill(CHOSEN)
    with desk.edit() as document:
        work(document)  # type: ignore[operator]  # one of the four above
    before = lines(desk.document)
    for _ in range(2):
        done = desk.refresh(SEED)
        assert lines(desk.document) == before
        kept = [one for one in done.changes if one.place == COLUMN]
        assert [one.kind for one in kept] == [Kind.KEPT]
        assert done.backup is None
    changed = other_figures(SEED, "Actual: 36")
    desk.refresh(changed)
    assert lines(desk.document)[1][3] == "Actual: 36"


def test_a_column_that_the_clerk_took_out_stays_out_whatever_the_figures(desk: Desk):
    desk.fill(CHOSEN)
    with desk.edit() as document:
        for row in [*table(document).iter(w("tr"))]:
            going = list(row.iter(w("tc")))[3]
            row.remove(going)
        grid = next(table(document).iter(w("tblGrid")))
        grid.remove(grid[3])
    for report in (CHOSEN, other_figures(CHOSEN, "Actual: 36"), SEED):
        desk.refresh(report)
        assert lines(desk.document)[0] == WITHOUT
    assert desk.refresh(SEED).backup is None


def test_a_row_that_the_clerk_took_out_does_not_come_back_for_another_choice(desk: Desk):
    desk.fill(CHOSEN)
    with desk.edit() as document:
        element = row_control(document, "3").element
        above = element.getparent()
        assert above is not None
        above.remove(element)
    for report in (other_figures(CHOSEN, "Actual: 35"), SEED, CHOSEN):
        done = desk.refresh(report)
        assert desk.rows() == ["2", "16", "22"]
        kept = [one.kind for one in done.changes if one.place == "Exceptions, indicator 3"]
        assert kept == [Kind.KEPT]


def test_a_row_that_came_at_the_same_time_has_its_figures_too(desk: Desk):
    desk.fill(without_row(SEED, "3"))
    desk.refresh(CHOSEN)
    assert desk.rows() == ["2", "[+3+]", "16", "22"]
    assert [row[3] for row in lines(desk.document)[1:]] == [FIGURES] * 4
    assert desk.refresh(CHOSEN).backup is None
    desk.refresh(without_row(SEED, "3"))
    assert desk.rows() == ["2", "16", "22"]
    assert lines(desk.document)[0] == WITHOUT


def test_a_row_whose_removal_is_offered_goes_through_both_ways(desk: Desk):
    desk.fill(SEED)
    desk.type("exceptions.row:3", "The clerk wrote this.")
    desk.refresh(without_row(SEED, "3"))
    for report, headings in ((without_row(CHOSEN, "3"), WITH), (CHOSEN, WITH), (SEED, WITHOUT)):
        desk.refresh(report)
        assert lines(desk.document)[0] == headings
        assert "The clerk wrote this." in " ".join(
            one.text or "" for one in desk.document.element.iter(w("t"), w("delText"))
        )
        assert desk.refresh(report).backup is None
    assert desk.rows() == ["2", "3", "16", "22"]


def test_columns_of_the_clerks_own_keep_their_place_and_their_words(desk: Desk):
    desk.fill(SEED)
    with desk.edit() as document:
        grid = next(table(document).iter(w("tblGrid")))
        grid.append(new_element('<w:gridCol w:w="900"/>'))
        for row in table(document).iter(w("tr")):
            last = list(row.iterchildren(w("tc")))[-1]
            last.addnext(new_element("<w:tc><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:tc>"))
    total = sum(widths(desk.document))
    desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == [*WITH, "Mine"]
    assert {row[5] for row in lines(desk.document)} == {"Mine"}
    assert abs(sum(widths(desk.document)) - total) <= 6
    desk.refresh(SEED)
    assert lines(desk.document)[0] == [*WITHOUT, "Mine"]


def swap_first_and_last(document: Document) -> None:
    for row in table(document).iter(w("tr")):
        cells = list(row.iterchildren(w("tc")))
        cells[0].addprevious(cells[-1])


def test_in_a_table_whose_columns_were_moved_figures_stand_before_the_commentary(desk: Desk):
    desk.fill(SEED)
    with desk.edit() as document:
        swap_first_and_last(document)
    desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == ["Figures", "Service Commentary", "No", "Indicator", "Rating"]
    assert lines(desk.document)[1][0] == FIGURES
    assert desk.refresh(CHOSEN).backup is None
    desk.refresh(SEED)
    assert lines(desk.document)[0] == ["Service Commentary", "No", "Indicator", "Rating"]


def test_in_a_table_without_its_commentary_figures_stand_at_the_end(desk: Desk):
    desk.fill(SEED)
    with desk.edit() as document:
        for row in table(document).iter(w("tr")):
            row.remove(list(row.iterchildren(w("tc")))[-1])
        grid = next(table(document).iter(w("tblGrid")))
        grid.remove(grid[-1])
    desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == ["No", "Indicator", "Rating", "Figures"]
    assert desk.refresh(CHOSEN).backup is None


def test_a_table_with_merged_cells_is_left_alone_and_told_of(desk: Desk):
    desk.fill(SEED)
    with desk.edit() as document:
        merged = cell(document, "exceptions.row:3", 1).find(w("tcPr"))
        assert merged is not None
        merged.append(new_element('<w:gridSpan w:val="1"/>'))
    for _ in range(2):
        done = desk.refresh(CHOSEN)
        assert lines(desk.document)[0] == WITHOUT
        assert [(one.place, one.what) for one in done.findings] == [
            (
                "Exceptions, the table",
                "the table is in pieces or has merged or split cells, so the column of figures was not put in",
            )
        ]
    with desk.edit() as document:
        (span,) = document.element.body.iter(w("gridSpan"))
        span.getparent().remove(span)
    desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == WITH


def test_a_report_that_lost_its_controls_gets_its_column_too(desk: Desk):
    desk.fill(SEED)
    with desk.edit() as document:
        for tag, found in controls_in(document).items():
            for control in found if tag.startswith("exceptions") else ():
                control.unwrap()
    desk.refresh(CHOSEN)
    assert lines(desk.document)[0] == WITH
    assert [row[3] for row in lines(desk.document)[1:]] == [FIGURES] * 4
    desk.refresh(SEED)
    assert lines(desk.document)[0] == WITHOUT


def test_a_dry_run_tells_of_the_column_and_changes_nothing(desk: Desk):
    desk.fill(SEED)
    before = desk.path.read_bytes()
    assert (COLUMN, Kind.INSERTED) in {(one.place, one.kind) for one in desk.refresh(CHOSEN, dry_run=True).changes}
    assert desk.path.read_bytes() == before


def test_where_the_exceptions_all_go_at_the_same_time_the_table_goes(desk: Desk):
    desk.fill(CHOSEN)
    desk.refresh(replace(SEED, exceptions=()))
    assert "exceptions" not in desk.tags
    desk.refresh(SEED)
    assert lines(desk.document)[0] == WITHOUT


def test_a_template_that_never_had_the_column_does_not_take_it_out(desk: Desk, tmp_path: Path):
    desk.fill(CHOSEN)
    other = tmp_path / "other.docx"
    other.write_bytes(desk.template.read_bytes())
    change(other, retagged("exceptions.figures", "exceptions.actual"))
    old = Desk(other, desk.path)
    old.refresh(other_figures(CHOSEN, "Actual: 36"))
    assert [row[3] for row in lines(desk.document)[1:]] == ["Actual: 36"] * 4


def test_a_new_rating_comes_with_its_tint_into_a_table_that_gets_its_column(desk: Desk):
    desk.fill(SEED)
    row = exception("22", "Number of in-house foster carers recruited", Rating.AMBER, "Better.")
    desk.refresh(with_row(CHOSEN, row))
    assert lines(desk.document)[-1][2:] == ["A", FIGURES, "Better."]
    assert list(_fills(desk.document))[-1] == "FFE8B8"


def _fills(document: Document) -> Iterator[str]:
    return (one.get(w("fill"), "") for one in table(document).iter(w("shd")))


# --- long rows ------------------------------------------------------------------------------------------------------


def kept_on_one_page(path: Path) -> Sequence[bool]:
    rows = list(table(docx.Document(str(path))).iter(w("tr")))
    return [row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows]


def test_a_row_of_many_words_may_go_over_the_end_of_a_page(desk: Desk):
    short = exception("1", "Of a hundred words", Rating.RED, "word " * 100)
    long = exception("2", "Of one more", Rating.RED, "word " * 60, "word " * 41)
    desk.fill(replace(SEED, exceptions=(short, long)))
    assert kept_on_one_page(desk.path) == [True, True, False]
