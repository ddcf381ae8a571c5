from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.word.deciding.rowmerge import Fate, RowAction, Texts, decide_rows, same_row

ROWS = st.dictionaries(st.sampled_from("123456"), st.tuples(st.sampled_from("ab"), st.sampled_from("xy")))
GONE_OR_STANDING = {Fate.REMOVE, Fate.STRIKE, Fate.SETTLE}


@pytest.mark.parametrize(
    ("base", "mine", "new", "fates"),
    [
        ({"1": "a"}, {"1": "a"}, {"1": "a"}, {}),
        ({"1": "a"}, {"1": "b"}, {"1": "a"}, {"1": Fate.SETTLE}),
        ({"1": "a"}, {"1": "a"}, {"1": "b"}, {"1": Fate.SETTLE}),
        ({}, {}, {"1": "a"}, {"1": Fate.INSERT}),
        ({"1": "a"}, {}, {"1": "a"}, {"1": Fate.LEAVE_OUT}),
        ({"1": "a"}, {}, {"1": "a "}, {"1": Fate.LEAVE_OUT}),
        ({"1": "a"}, {}, {"1": "b"}, {"1": Fate.BRING_BACK}),
        ({"1": "a"}, {"1": "a"}, {}, {"1": Fate.REMOVE}),
        ({"1": "a"}, {"1": "b"}, {}, {"1": Fate.STRIKE}),
        ({"1": "a"}, {"1": None}, {}, {"1": Fate.STRIKE}),
        ({"1": "a"}, {"1": None}, {"1": "a"}, {"1": Fate.SETTLE}),
        ({"1": "a"}, {}, {}, {}),
        ({}, {"1": "a"}, {}, {}),
        ({}, {"1": "a"}, {"1": "b"}, {"1": Fate.SETTLE}),
    ],
)
def test_the_fate_of_a_row(
    base: dict[str, str], mine: dict[str, str | None], new: dict[str, str], fates: dict[str, Fate]
):
    as_rows = [{n: None if said is None else (said,) for n, said in rows.items()} for rows in (base, mine, new)]
    assert {action.number: action.fate for action in decide_rows(*as_rows)} == fates  # type: ignore[arg-type]  # rows of one cell


def test_a_new_row_follows_the_last_one_before_it_that_is_in_the_report():
    base = {"1": ("a",), "2": ("a",), "4": ("a",)}
    mine = {"1": ("a",), "4": ("a",)}
    new = {"1": ("a",), "2": ("a",), "3": ("a",), "4": ("a",), "5": ("a",)}
    assert decide_rows(base, mine, new) == [
        RowAction("2", Fate.LEAVE_OUT, "1"),
        RowAction("3", Fate.INSERT, "1"),
        RowAction("5", Fate.INSERT, "4"),
    ]


@given(base=ROWS, mine=ROWS, new=ROWS)
def test_after_the_actions_the_report_has_the_rows_of_the_data_but_those_that_stay_out(
    base: dict[str, Texts], mine: dict[str, Texts], new: dict[str, Texts]
):
    fates = {action.number: action.fate for action in decide_rows(base, mine, new)}
    for number in new:
        assert number in mine or fates[number] in {Fate.INSERT, Fate.BRING_BACK, Fate.LEAVE_OUT}
    for number, fate in fates.items():
        assert (number in mine) is (fate in GONE_OR_STANDING)
        assert (fate is Fate.LEAVE_OUT) <= same_row(base.get(number, ()), new.get(number, ("?",)))
        assert (fate is Fate.REMOVE) <= same_row(base.get(number, ()), mine.get(number, ("?",)))


@given(rows=ROWS)
def test_where_nothing_changed_nothing_is_done(rows: dict[str, Texts]):
    assert decide_rows(rows, rows, rows) == []
