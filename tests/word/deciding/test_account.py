from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.word.deciding.account import Change, Kind, Refreshed, quoted
from performance_index.word.state import State

STATE = State(generated=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), texts={}, dates={}, tables={})


def refreshed(*changes: Change) -> Refreshed:
    return Refreshed(changes=changes, findings=(), state=STATE, backup=None)


def change(kind: Kind, *, is_open: bool = False) -> Change:
    return Change(kind=kind, place="Exceptions, indicator 16, Commentary", what="why", is_open=is_open)


def test_a_change_reads_as_one_line():
    assert str(change(Kind.REPLACED)) == "Exceptions, indicator 16, Commentary: replaced (why)"


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ((), "nothing to change"),
        ((change(Kind.KEPT),), "1 kept"),
        ((change(Kind.REPLACED), change(Kind.REPLACED), change(Kind.KEPT)), "2 replaced, 1 kept"),
        ((change(Kind.INSERTED, is_open=True), change(Kind.REMOVED)), "1 removed, 1 for the clerk to decide"),
        ((change(Kind.TO_DECIDE, is_open=True),), "1 for the clerk to decide"),
    ],
)
def test_the_summary_counts_what_is_done_and_what_waits(changes: tuple[Change, ...], summary: str):
    assert refreshed(*changes).summary == summary


def test_changes_are_counted_by_kind():
    done = refreshed(change(Kind.REPLACED), change(Kind.TO_DECIDE, is_open=True))
    assert (done.count(Kind.REPLACED), done.count(Kind.KEPT), done.to_decide) == (1, 0, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb", "“a / b”"), ("", "“”"), ("x" * 80, f"“{'x' * 80}”"), ("x" * 81, f"“{'x' * 79}…”")],
)
def test_a_long_text_is_quoted_from_its_beginning(text: str, shown: str):
    assert quoted(text) == shown


SAME = "The words with which both texts begin, and which nobody needs to see twice in a line"


@pytest.mark.parametrize(
    ("text", "beside", "shown"),
    [
        (f"{SAME}: so.", f"{SAME}: not so.", "“…see twice in a line: so.”"),
        (f"{SAME} and on.", SAME, "“…see twice in a line and on.”"),
        (SAME, f"{SAME} and on.", "“…see twice in a line”"),
        ("Short: so.", "Short: not so.", "“Short: so.”"),
        (f"Other. {SAME}", SAME, f"“{f'Other. {SAME}'[:79].rstrip()}…”"),
        ("x" * 100, f"{'x' * 90}y", f"“…{'x' * 50}”"),
    ],
)
def test_of_two_long_texts_is_quoted_where_they_differ(text: str, beside: str, shown: str):
    assert quoted(text, beside) == shown


@given(st.text(), st.text())
def test_what_is_quoted_is_never_long_and_two_texts_that_differ_early_never_look_alike(one: str, other: str):
    assert len(quoted(one, other)) <= 82
    line, second = (" / ".join(text.split("\n")) for text in (one[:60], other[:60]))
    assert (quoted(line, second) == quoted(second, line)) == (line == second)
