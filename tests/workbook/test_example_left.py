"""What is the example's is told of in a workbook that is another index's by now, and in no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from books import DETAILS, INDICATORS, OPTIONS, TEXTS, Changes, findings, tables
from performance_index.period import MONTH_NAMES
from performance_index.workbook.read import read_index

COMMITTEE, TITLE = (DETAILS, "Committee", "Value"), (DETAILS, "Index title", "Value")
CODE = (OPTIONS, "Index code", "Value")
NOT_RATED = (OPTIONS, "Indicators not rated", "Value")
MINE: Changes = {
    COMMITTEE: "Housing Panel",
    TITLE: "Housing Index",
    CODE: "HSG",
    NOT_RATED: "Table",
    (DETAILS, "Lead officer", "Value"): "A",
    (DETAILS, "Lead member", "Value"): "B",
    (DETAILS, "Contact officer", "Value"): "C",
    **{
        (TEXTS, section, "Text"): None
        for section in ("Recommendations", "Executive summary", "Data caveats", "Appendices")
    },
}


def left(changes: Changes) -> list[str]:
    return [line for line in findings(changes) if "the example's" in line]


def places(changes: Changes) -> list[str]:
    return [line.partition(": ")[0].removeprefix("warning ") for line in left(changes)]


def figures(number: str, *values: float | None) -> Changes:
    return {
        (INDICATORS, number, month): value for month, value in zip(MONTH_NAMES, (*values, *[None] * 12), strict=False)
    }


def own_rows() -> Changes:
    """No row of the example's is left as it is."""
    found: dict[tuple[str, str, str], object] = {}
    for row in tables()[INDICATORS].rows:
        number = f"{row[0]:g}" if isinstance(row[0], float) else str(row[0])
        found |= {**figures(number, 0.5), (INDICATORS, number, "Service commentary"): None}
        found[INDICATORS, number, "Data caveat"] = None
    return found


def test_the_example_itself_has_nothing_left_of_it():
    assert [one for one in read_index(tables()).findings() if "the example's" in one.what] == []
    assert left({COMMITTEE: None}) == []


def test_each_detail_text_sentence_and_the_code_is_told_of_at_its_place_and_the_figures_in_one():
    found = left({COMMITTEE: "Housing Panel"})
    assert places({COMMITTEE: "Housing Panel"}) == [
        "Report!B9", "Report!B10", "Report!B11", "Report!B13", "Settings!B19", "Settings!B20",
        "Report!B20", "Report!B22", "Report!B24", "Report!B34",
        "Index!I7", "Index!V8", "Index!V9", "Index!W14", "Index!V23", "Index!V29",
    ]  # fmt: skip
    assert "Lead officer is still the example's (Rachael Wardell, " in found[0]
    assert "Index title is still the example's (Children & Young People" in found[3]
    assert "Index code is still the example's (CYP)" in found[4]
    assert "so it is with 28 indicators (1, 2, 3, 4, 5, 6, 7, 9, " in found[10]
    assert "(“Data about court proceedings is provided by Cafcass. The dur…”)" in found[14]


def test_that_what_is_not_rated_is_left_out_of_the_report_is_told_of():
    (finding,) = left({**MINE, **own_rows(), NOT_RATED: "Left out"})
    assert finding == (
        "warning Settings!B20: Indicators not rated is still the example's (Left out): a Red whose figure is missing "
        "is nowhere told of; choose Table or Sentence, unless the committee wants none of it"
    )


def test_another_title_makes_a_workbook_another_index_too():
    assert "Report!B5" in places({TITLE: "Schools Index"})


def test_nothing_is_told_of_an_index_that_has_all_its_own():
    assert left({**MINE, **own_rows()}) == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ((INDICATORS, "2", "Service commentary"), "Up by two. LBM has no influence\nover this process. More to come."),
        ((INDICATORS, "2", "Data caveat"), "This does not mean that the department is unable to monitor performance."),
        ((INDICATORS, "2", "Override reason"), "This aspect is covered in the departmental update report."),
        ((TEXTS, "Risk and health and safety implications", "Text"), "LBM has no influence over this process."),
    ],
)
def test_a_sentence_of_the_examples_is_known_wherever_it_stands(cell: tuple[str, str, str], words: str):
    (one,) = left({**MINE, **own_rows(), (INDICATORS, "2", "Override"): "Amber", cell: words})
    assert "about another council (“" in one


def test_a_short_sentence_may_be_anybodys():
    assert left({**MINE, **own_rows(), (INDICATORS, "2", "Service commentary"): "This is a national issue."}) == []


@pytest.mark.parametrize(
    ("number", "values", "is_told"),
    [
        ("18", (None, None, None, 0.951), True),  # its only figure, in its own row
        ("19", (None, None, None, 0.951), False),  # one figure may be anybody's
        ("19", (0.924, 0.918, 0.906, 0.893, 0.881, 0.872), True),  # those of indicator 2
        ("2", (0.924, 0.918, 0.906, 0.893, 0.881, 0.87), False),
        ("17", (0, 0, 0, 0, 0, 0), False),
        ("20", (), False),
    ],
)
def test_figures_are_the_examples_where_all_are_and_chance_is_no_reason(
    number: str, values: tuple[float | None, ...], *, is_told: bool
):
    found = left({**MINE, **own_rows(), **figures(number, *values)})
    assert ["the figures of this row are all the example's" in one for one in found] == ([True] if is_told else [])


def test_a_workbook_without_settings_and_with_cells_that_cannot_be_read_is_looked_at_all_the_same():
    changed = tables({**MINE, **own_rows(), (INDICATORS, "2", "Service commentary"): "#N/A"})
    changed.pop(OPTIONS)
    index = changed[INDICATORS]
    bad = tuple(
        "#N/A" if heading in {"No", "Sep"} else cell
        for heading, cell in zip(index.headings, index.rows[0], strict=True)
    )
    changed[INDICATORS] = replace(index, rows=(bad, *index.rows[1:]))
    assert [one for one in read_index(changed).findings() if "the example's" in one.what] == []
