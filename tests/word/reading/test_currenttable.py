from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.reading.currenttable import read_table
from performance_index.word.reading.untouched import find_untouched
from performance_index.word.state import TableState

HEADINGS = ("No", "Indicator", "Rating")
ROWS = {"2": ("2", "Rents", "R"), "16": ("16", "Care\nproceedings", "A"), "22": ("22", "Carers", "R")}
GENERATED = TableState(columns=("no", "indicator", "rating"), headings=HEADINGS, rows=ROWS)


def row(*cells: str) -> str:
    made = "".join(
        f"<w:tc>{''.join(f'<w:p><w:r><w:t>{line}</w:t></w:r></w:p>' for line in cell.split(chr(10)))}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{made}</w:tr>"


def item(tag: str, *rows: str) -> str:
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{''.join(rows)}</w:sdtContent></w:sdt>"


def table(*rows: str, head: tuple[str, ...] = HEADINGS) -> Element:
    return new_element(f"<w:tbl>{row(*head)}{item('exceptions.rows', *rows)}</w:tbl>")


def found(element: Element, generated: TableState = GENERATED) -> dict[str, list[str]]:
    """The rows that are somebody's business, by number: those that the data leave alone are told at a glance."""
    standing = read_table(element, "exceptions", generated, {})
    return {number: [text(cell) for cell in row.cells] for number, row in standing.rows.items()}


OURS = tuple(item(f"exceptions.row:{number}", row(*cells)) for number, cells in ROWS.items())


def test_rows_are_known_by_their_tags_and_without_them_by_their_numbers():
    everything = {"2": ["2", "Rents", "R"], "16": ["16", "Care\nproceedings", "A"], "22": ["22", "Carers", "R"]}
    assert found(table(*OURS)) == everything
    bare = new_element(f"<w:tbl>{row(*HEADINGS)}{''.join(row(*cells) for cells in ROWS.values())}</w:tbl>")
    assert found(bare) == everything


@pytest.mark.parametrize(
    "rows",
    [
        (OURS[0], item("exceptions.row:2", row("99", "Own", "")), *OURS[1:]),
        (item("exceptions.row:2", row("99", "Own", "")), *OURS),
        (item("exceptions.row:2", row("2", "Rents", "R"), row("99", "Own", "")), *OURS[1:]),
    ],
    ids=["after", "before", "inside"],
)
def test_of_rows_with_one_tag_the_one_that_says_what_was_generated_is_the_indicators(rows: tuple[str, ...]):
    assert found(table(*rows))["2"] == ["2", "Rents", "R"]


def test_a_row_of_the_clerks_own_is_nobodys():
    assert set(found(table(*OURS, row("7", "Own", "?")))) == set(ROWS)


@pytest.mark.parametrize(
    ("head", "places"),
    [
        (("No", "Indicator", "Rating"), (0, 1, 2)),
        (("Rating", "No", "Indicator"), (1, 2, 0)),
        (("No", "Own", "Indicator", "Rating"), (0, 2, 3)),
        (("No", "Rating"), (0, None, 1)),
        (("No", "What is measured", "Rating"), (0, 1, 2)),
        (("Rating", "No", "What is measured"), (1, 2, 0)),
        (("No", "RAG rating (Rating)"), (0, None, 1)),
        (("no.", "what", "colour"), (0, 1, 2)),
    ],
)
def test_columns_are_found_by_their_headings(head: tuple[str, ...], places: tuple[int | None, ...]):
    assert read_table(table(head=head), "exceptions", GENERATED, {}).places == places


def test_a_column_that_is_gone_says_what_was_generated_and_a_merged_row_says_nothing():
    element = table(
        item("exceptions.row:2", row("2", "X")), item("exceptions.row:16", row("16")), head=("No", "Rating")
    )
    standing = read_table(element, "exceptions", GENERATED, {})
    assert standing.rows["2"].texts(ROWS["2"]) == ("2", "Rents", "X")
    assert standing.rows["16"].texts(ROWS["16"]) is None


def box(*rows: str) -> Element:
    content = table(*rows).find(f"{w('sdt')}/{w('sdtContent')}")
    assert content is not None
    return content


def untouched(*rows: str) -> set[str]:
    return set(find_untouched(box(*rows), "exceptions.row:", ROWS, ROWS)[0])


def test_rows_that_say_what_they_said_are_told_at_a_glance():
    assert untouched(*OURS) == set(ROWS)
    assert untouched(OURS[2], OURS[0], OURS[1]) == set(ROWS)
    assert untouched(OURS[0], item("exceptions.row:16", row("16", "Edited", "A")), OURS[2]) == {"2", "22"}
    assert untouched(OURS[0], item("exceptions.row:9", row("9", "New", "A")), OURS[2]) == {"2", "22"}


@pytest.mark.parametrize(
    "rows",
    [
        (OURS[0], OURS[0], OURS[1]),
        (OURS[0], row("7", "Own", "?"), OURS[1]),
        (item("exceptions.row:2", row("2", "Rents", "")), item("exceptions.row:16", row("R", "16", "Care")), OURS[2]),
    ],
)
def test_where_there_is_a_doubt_every_row_is_read(rows: tuple[str, ...]):
    assert untouched(*rows) <= {"22"}


@given(st.lists(st.sampled_from(["2", "R", "", "16", "A"]), min_size=6, max_size=6))
def test_a_row_told_at_a_glance_has_the_generated_words_in_their_order(cells: list[str]):
    rows = (item("exceptions.row:2", row(*cells[:3])), item("exceptions.row:16", row(*cells[3:])))
    for number, element in find_untouched(box(*rows), "exceptions.row:", ROWS, ROWS)[0].items():
        assert [t.text for t in element.iter(w("t")) if t.text] == [
            line for cell in ROWS[number] for line in cell.split("\n")
        ]
