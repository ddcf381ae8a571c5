"""Tables as clerks leave them: rows split and merged, a table cut in two, pasted again, next to another."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

import pytest
from desk import Desk, row_control, with_row, without_row, write
from lxml.etree import _Element as Element
from seed_report import SEED, exception

from performance_index.rating import Rating
from performance_index.report import CommitteeReport
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import new_element, text, w

CARERS = "Number of in-house foster carers recruited and approved"


def carers(said: str = "Four carers.", rating: Rating = Rating.RED) -> CommitteeReport:
    return with_row(SEED, exception("22", CARERS, rating, said))


BASE = carers()


@pytest.fixture(name="desk")
def fixture_desk(template: object, target: object) -> Desk:
    """A desk with a report on it that has just been made."""
    desk = Desk(template, target)  # type: ignore[arg-type]  # paths, as conftest gives them
    desk.fill(BASE)
    return desk


def tables(desk: Desk) -> list[list[list[str]]]:
    return [
        [[text(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))]
        for table in desk.document.element.body.iter(w("tbl"))
    ]


def merge(cell: Element, how: str) -> None:
    """Make a cell one with those above or below, as Word does: the first begins, the others go on."""
    properties = cell.find(w("tcPr"))
    assert properties is not None
    mark = '<w:vMerge w:val="restart"/>' if how == "begins" else "<w:vMerge/>"
    width = properties.find(w("tcW"))
    (properties if width is None else width).addnext(new_element(mark))


def split(row: Element, column: int, *typed: str) -> Element:
    """Split a cell into two rows: the others reach over both."""
    below = copy.deepcopy(row)
    for n, (cell, twin) in enumerate(zip(row.iter(w("tc")), below.iter(w("tc")), strict=True)):
        if n != column:
            merge(cell, "begins")
            merge(twin, "goes on")
        write(twin, *(typed if n == column else ("",)))
    row.addnext(below)
    return below


def row_of(desk_document: object, number: str) -> Element:
    return next(row_control(desk_document, number).element.iter(w("tr")))  # type: ignore[arg-type]  # a document


def without_controls(document: object) -> None:
    """Take every control of the exceptions away, as LibreOffice does with its tags."""
    for tag, found in controls_in(document).items():  # type: ignore[arg-type]  # a document
        for control in found if tag.startswith("exceptions") else ():
            control.unwrap()


@pytest.fixture(name="halved", params=["with controls", "without"])
def fixture_halved(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """A report in which the clerk split a commentary into two rows and wrote in the lower one."""
    with desk.edit() as document:
        split(row_of(document, "3"), 3, "Update: three posts now filled.")
        if request.param == "without":
            without_controls(document)
    return desk


UPDATE = ["", "", "", "Update: three posts now filled."]


def test_a_line_that_was_split_from_a_row_goes_with_the_row(halved: Desk):
    done = halved.refresh(without_row(BASE, "3"))
    assert halved.rows() == ["2", "[-3-]", "[--]", "16", "22"], "both halves are offered to go"
    assert done.to_decide == 1


def test_a_line_without_a_word_goes_with_the_row_it_was_split_from(desk: Desk):
    with desk.edit() as document:
        split(row_of(document, "3"), 3, "")
    desk.refresh(without_row(BASE, "3"))
    assert desk.rows() == ["2", "16", "22"]


def test_a_row_comes_below_the_lines_that_were_split_from_the_one_above(halved: Desk):
    halved.refresh(with_row(BASE, exception("6", "Conferences in time", Rating.AMBER, "Late.")))
    assert halved.rows() == ["2", "3", "", "[+6+]", "16", "22"]


def test_a_line_that_was_split_from_a_row_is_not_the_indicators_figure(halved: Desk):
    was = tables(halved)[0]
    done = halved.refresh(BASE)
    assert (done.backup, tables(halved)[0]) == (None, was)


def test_new_words_come_into_the_row_and_not_into_the_line_split_from_it(halved: Desk):
    same = next(row for row in BASE.exceptions if row.number == "3")
    halved.refresh(with_row(BASE, exception("3", "\n".join(same.cells["indicator"]), Rating.AMBER, "New words.")))
    shown = tables(halved)[0]
    assert shown[2][2:] == ["A", "New words."]
    assert shown[3] == UPDATE


def test_in_a_split_row_a_changed_rating_asks_about_the_words_of_both(halved: Desk):
    same = next(row for row in BASE.exceptions if row.number == "3")
    said = "\n".join(same.cells["commentary"])
    done = halved.refresh(with_row(BASE, exception("3", "\n".join(same.cells["indicator"]), Rating.AMBER, said)))
    assert done.to_decide == 1
    assert any(one.startswith("A: The rating was recomputed from Red to Amber.") for one in halved.comments())


# --- cells of two indicators made one -------------------------------------------------------------------------------


@pytest.fixture(name="joined")
def fixture_joined(desk: Desk) -> Desk:
    """A report in which the clerk made the commentaries of two indicators one."""
    with desk.edit() as document:
        upper, lower = (list(row_of(document, number).iter(w("tc")))[3] for number in ("16", "22"))
        merge(upper, "begins")
        merge(lower, "goes on")
        write(lower, "")
    return desk


@pytest.mark.parametrize("number", ["16", "22"])
def test_a_row_that_is_one_with_another_is_not_taken_out_and_the_clerk_is_asked(joined: Desk, number: str):
    was = tables(joined)[0]
    done = joined.refresh(without_row(BASE, number))
    assert tables(joined)[0] == was
    (comment,), (asked,) = joined.comments(), [str(change) for change in done.changes if change.is_open]
    assert comment == (
        f"{number}: The data have no row for this indicator here any more, and cells of its row are one with another "
        "row's. Split them, take the row out, then delete this comment."
    )
    assert asked == (
        f"Exceptions, indicator {number}: to decide (the data have no row for it here any more, and its cells are one "
        "with another row's; a comment says so)"
    )
    assert joined.refresh(without_row(BASE, number)).backup is None


def test_new_words_for_cells_that_were_made_one_are_told(joined: Desk):
    was = tables(joined)[0]
    joined.refresh(carers("Nine carers.", Rating.AMBER))
    assert tables(joined)[0] == was
    (comment,) = joined.comments()
    assert comment.startswith("22: The data have changed since this was edited. They now say: “22\n")
    assert "Nine carers." in comment


# --- a table cut in two -----------------------------------------------------------------------------------------------


def cut(document: object, before: str, *between: str, heads: bool = False) -> None:
    """Cut the table of exceptions in two before a row, as Word's Split Table does, with lines between."""
    row = row_of(document, before)
    table = next(row.iterancestors(w("tbl")))
    below = copy.deepcopy(table)
    numbers = [text(next(one.iter(w("tc")))) for one in table.iter(w("tr"))]
    at = numbers.index(before)
    keep: Sequence[Element] = list(below.iter(w("tr")))
    for n, one in enumerate(keep):
        if n < at and not (heads and n == 0):
            drop(one)
    for one in list(table.iter(w("tr")))[at:]:
        drop(one)
    table.addnext(below)
    for said in reversed(between or ("",)):
        table.addnext(new_element(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"))


def drop_cell(row: Element, column: int) -> None:
    cell = list(row.iter(w("tc")))[column]
    parent = cell.getparent()
    assert parent is not None
    parent.remove(cell)


def drop(row: Element) -> None:
    item = next(row.iterancestors(w("sdt")), None)
    tag = None if item is None else item.find(f"{w('sdtPr')}/{w('tag')}")
    gone = item if item is not None and tag is not None and ".row:" in tag.get(w("val"), "") else row
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)


@pytest.fixture(name="halves", params=["with controls", "without", "without, under the headings again"])
def fixture_halves(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """A report whose table of exceptions was cut in two, with a line between."""
    with desk.edit() as document:
        cut(document, "16", "Care and carers", heads="again" in request.param)
        if request.param != "with controls":
            without_controls(document)
    return desk


def test_the_lower_half_of_a_table_is_brought_up_to_date(halves: Desk):
    done = halves.refresh(carers("Nine carers.", Rating.AMBER))
    shown = tables(halves)
    assert shown[1][-1][2:] == ["A", "Nine carers."]
    assert [row[0] for row in shown[0]] == ["No", "2", "3"], "no row comes twice"
    assert done.findings == ()
    assert "Exceptions, the table: moved (it stands in 2 pieces" in "\n".join(map(str, done.changes))


def test_a_row_of_the_lower_half_goes(halves: Desk):
    halves.refresh(without_row(BASE, "22"))
    assert "22" not in [row[0] for table in tables(halves)[:2] for row in table]


def test_a_half_is_known_where_no_row_is_left_under_the_headings(desk: Desk):
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            drop_cell(row, 3)
        cut(document, "16", "Care and carers")
    for number in ("2", "3"):
        desk.refresh(without_row(without_row(BASE, "2"), "3" if number == "3" else "2"))
    done = desk.refresh(without_row(without_row(carers("Nine carers.", Rating.AMBER), "2"), "3"))
    assert tables(desk)[1][-1][2] == "A"
    assert done.to_decide == 0


def test_a_half_without_a_row_goes(desk: Desk):
    with desk.edit() as document:
        cut(document, "22", "Carers")
    desk.refresh(without_row(BASE, "22"))
    assert [[row[0] for row in table] for table in tables(desk)] == [["No", "2", "3", "16"], ["Indicator Number", "8"]]


def test_a_new_row_comes_to_its_neighbours_in_the_lower_half(halves: Desk):
    halves.refresh(with_row(BASE, exception("17", "Care leavers", Rating.AMBER, "Late.")))
    assert [row[0] for row in tables(halves)[1]][-3:] == ["16", "17", "22"]


def test_a_new_row_has_the_columns_of_the_half_that_it_comes_to(desk: Desk):
    with desk.edit() as document:
        cut(document, "16", "Care and carers")
        for number in ("16", "22"):
            drop_cell(row_of(document, number), 3)
    desk.refresh(with_row(BASE, exception("17", "Care leavers", Rating.AMBER, "Late.")))
    upper, lower = tables(desk)[:2]
    assert {len(row) for row in upper} == {4}
    assert [len(row) for row in lower] == [3, 3, 3]
    assert lower[1] == ["17", "Care leavers", "A"]


# --- pasted again -------------------------------------------------------------------------------------------------


def paste_again(document: object, number: str) -> None:
    """Paste a row as a table of its own at the end of the report, without any control."""
    row = copy.deepcopy(row_of(document, number))
    table = new_element('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/></w:tbl>')
    table.append(row)
    body = document.element.body  # type: ignore[attr-defined]  # a document
    body[-1].addprevious(new_element("<w:p/>"))
    body[-1].addprevious(table)
    body[-1].addprevious(new_element("<w:p/>"))


@pytest.mark.parametrize("corrected", [carers("Nine carers.", Rating.AMBER), without_row(BASE, "22")])
def test_a_row_that_was_pasted_elsewhere_stays_and_is_asked_about(desk: Desk, corrected: CommitteeReport):
    with desk.edit() as document:
        paste_again(document, "22")
    was = tables(desk)[-1]
    desk.refresh(corrected)
    assert tables(desk)[-1] == was
    begins = ("Since these words were written, the rating was Red", "The table of exceptions changed since these")
    asked = [comment for comment in desk.comments() if comment.startswith("R: ")]
    assert any(comment.removeprefix("R: ").startswith(begins) for comment in asked)
    assert desk.refresh(corrected).backup is None


def test_a_bare_figure_in_a_table_of_the_clerks_own_is_asked_about(desk: Desk):
    row = exception("22", CARERS, Rating.RED, "Some carers.")
    before, now = (
        with_row(SEED, replace(row, cells={**row.cells, "actual": ("4",), "target": (target,)}))
        for target in ("20", "24")
    )
    desk.fill(before)
    with desk.edit() as document:
        paste_again(document, "22")
        write(list(list(document.element.body.iter(w("tbl")))[-1].iter(w("tc")))[3], "20")
    desk.refresh(now)
    (comment,) = desk.comments()
    assert comment.startswith("20: Since these words were written, the target was 20 and is now 24.")


def test_a_table_of_the_last_period_and_an_overview_stay_as_they_are(desk: Desk):
    with desk.edit() as document:
        table = next(row_of(document, "2").iterancestors(w("tbl")))
        last, overview = copy.deepcopy(table), copy.deepcopy(table)
        for made in (last, overview):
            for control in list(made.iter(w("sdt"))):
                Control(control).unwrap()
        for row in overview.iter(w("tr")):
            drop(list(row.iter(w("tc")))[3])
        write(list(list(overview.iter(w("tr")))[-1].iter(w("tc")))[2], "G")
        for made in (last, overview):
            document.element.body[-1].addprevious(new_element("<w:p/>"))
            document.element.body[-1].addprevious(made)
    was = tables(desk)[-2:]
    six = exception("6", "Conferences in time", Rating.AMBER, "Late.")
    desk.refresh(with_row(carers("Nine carers.", Rating.AMBER), six))
    assert tables(desk)[-2:] == was
    assert desk.rows()[:4] == ["2", "3", "[+6+]", "16"]
    assert shown(desk)["22"] == ["A", "Nine carers."]


def test_a_table_of_the_clerks_own_that_names_indicators_is_left_alone(desk: Desk):
    with desk.edit() as document:
        paste_again(document, "22")
        cells = list(list(document.element.body.iter(w("tbl")))[-1].iter(w("tc")))
        write(cells[2], "Ann Smith")
        write(cells[3], "Recruit more carers.")
    was = tables(desk)[-1]
    desk.refresh(carers("Nine carers.", Rating.AMBER))
    assert tables(desk)[-1] == was


# --- rows whose contents were moved --------------------------------------------------------------------------------


def swap(document: object, one: str, other: str, *, columns: Sequence[int] = (0, 1, 2, 3)) -> None:
    """Exchange what cells of two rows say, as somebody does who pastes cells: the controls stay where they are."""
    first, second = (list(row_of(document, number).iter(w("tc"))) for number in (one, other))
    for column in columns:
        said = [text(cells[column]) for cells in (first, second)]
        write(first[column], *said[1].split("\n"))
        write(second[column], *said[0].split("\n"))


def shown(desk: Desk) -> dict[str, list[str]]:
    return {row[0]: row[2:] for row in tables(desk)[0]}


@pytest.mark.parametrize("heading", ["No", "Ref"])
def test_a_row_is_about_the_indicator_whose_number_and_name_it_says(desk: Desk, heading: str):
    with desk.edit() as document:
        swap(document, "16", "22")
        write(next(next(document.element.body.iter(w("tbl"))).iter(w("tc"))), heading)
    desk.refresh(carers("Nine carers.", Rating.AMBER))
    assert shown(desk)["22"] == ["A", "Nine carers."]
    assert shown(desk)["16"][0] == "R"
    assert desk.refresh(carers("Nine carers.", Rating.AMBER)).backup is None


def test_a_row_without_its_control_is_about_the_indicator_whose_name_it_says(desk: Desk):
    with desk.edit() as document:
        swap(document, "16", "22", columns=[0])
        without_controls(document)
    desk.refresh(carers("Nine carers.", Rating.AMBER))
    said = {row[1]: row[2:] for row in tables(desk)[0]}
    assert said[CARERS] == ["A", "Nine carers."]


def test_a_row_with_its_number_and_another_indicators_name_is_left_alone_and_told(desk: Desk):
    with desk.edit() as document:
        swap(document, "16", "22", columns=[1])
    was = tables(desk)[0]
    desk.refresh(carers("Nine carers.", Rating.AMBER))
    assert tables(desk)[0] == was
    (comment,) = desk.comments()
    assert comment.startswith("22: The data have changed since this was edited. They now say: “22\n")


# --- a column beside one with another heading ------------------------------------------------------------------------


def test_a_column_is_known_by_what_its_cells_say_where_its_heading_is_another_and_a_column_came(desk: Desk):
    with desk.edit() as document:
        for n, row in enumerate(next(document.element.body.iter(w("tbl"))).iter(w("tr"))):
            cells = list(row.iter(w("tc")))
            earlier = copy.deepcopy(cells[2])
            cells[2].addprevious(earlier)
            write(earlier, "G" if n else "RAG last quarter")
            if not n:
                write(cells[2], "RAG this quarter")
    desk.refresh(carers(rating=Rating.AMBER))
    assert shown(desk)["22"][:2] == ["G", "A"]
