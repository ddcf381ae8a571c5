"""A line says what it is about, what is there, and what to do; wrong is what an exit status tells."""

from __future__ import annotations

import pytest

from performance_index.diagnosis import Line, as_data, in_order, is_wrong, look, tally, wrong

FINE, ODD, BAD = in_order("Excel", "16.0"), look("PDF", "none", "install it"), wrong("Macros", "none", "save as .xlsm")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FINE, "ok      Excel: 16.0"),
        (ODD, "warning PDF: none; install it"),
        (BAD, "error   Macros: none; save as .xlsm"),
    ],
)
def test_a_line_is_read_as_a_finding_is(line: Line, said: str):
    assert str(line) == said


@pytest.mark.parametrize(
    ("lines", "said", "is_it"),
    [
        ([], "0 in order, 0 warnings, 0 errors", False),
        ([FINE, ODD], "1 in order, 1 warning, 0 errors", False),
        ([FINE, FINE, ODD, ODD, BAD], "2 in order, 2 warnings, 1 error", True),
    ],
)
def test_only_an_error_makes_it_wrong(lines: list[Line], said: str, *, is_it: bool):
    assert (tally(lines), is_wrong(lines)) == (said, is_it)


def test_a_program_is_given_the_same_keys_as_a_findings():
    assert as_data([FINE, BAD]) == [
        {"severity": "ok", "place": "Excel", "what": "16.0", "cure": ""},
        {"severity": "error", "place": "Macros", "what": "none", "cure": "save as .xlsm"},
    ]
