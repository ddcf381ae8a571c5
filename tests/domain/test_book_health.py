"""Each line on a workbook, at the edge where it turns from in order to a warning or an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from performance_index.book_health import (
    Folder,
    Interpreter,
    Macros,
    asks_for_server,
    configuration_lines,
    folder_line,
    interpreter_line,
    macro_lines,
    mark_line,
    part_lines,
    version_line,
)
from performance_index.diagnosis import Line

WINDOWS, MAC, LINUX = "win32", "darwin", "linux"


def state(line: Line) -> str:
    """Its state; what is not in order has a cure, what is in order needs none."""
    assert line.what
    assert bool(line.cure) == (line.state.value != "ok")
    return line.state.value


@pytest.mark.parametrize(
    ("zone", "expected"), [(None, "ok"), (0, "ok"), (1, "ok"), (2, "ok"), (3, "error"), (4, "error")]
)
def test_a_file_of_the_internet_or_worse_has_no_macros(zone: int | None, expected: str):
    (line,) = mark_line(WINDOWS, zone)
    assert state(line) == expected
    assert ("Protected View" in line.what) == (expected == "error")
    assert ("Unblock" in line.cure) == (expected == "error")
    assert mark_line(LINUX, zone) == mark_line(MAC, zone) == []


@pytest.mark.parametrize(
    ("made_by", "ours", "expected", "says"),
    [
        ("0.1.0", "0.1.0", "ok", "as Performance Index on this computer"),
        ("0.1.0", "", "ok", "0.1.0"),
        ("0.1.0", "0.2.0", "warning", "it is of 0.1.0, and Performance Index on this computer is 0.2.0"),
        ("", "0.2.0", "warning", "does not say"),
        ("", "", "warning", "does not say"),
    ],
)
def test_the_workbook_is_of_this_release_or_it_is_said(made_by: str, ours: str, expected: str, says: str):
    line = version_line(made_by, ours)
    assert state(line) == expected
    assert says in line.what


WHOLE = Macros(there=True, xlwings="0.37.8")


@pytest.mark.parametrize(
    ("system", "macros", "xlwings", "expected", "says"),
    [
        (WINDOWS, WHOLE, "0.37.8", "ok", "all there, as in this release"),
        (WINDOWS, Macros(there=False), "0.37.8", "error", "the workbook has none"),
        (WINDOWS, replace(WHOLE, damage="it ends early"), "0.37.8", "error", "cannot be read: it ends early"),
        (WINDOWS, replace(WHOLE, missing=("xlwings",)), "", "error", "not there: xlwings"),
        (WINDOWS, replace(WHOLE, missing=("a", "b"), changed=("c",)), "", "error", "not there: a, b"),
        (WINDOWS, WHOLE, "0.37.9", "error", "they are for xlwings 0.37.8, and 0.37.9 is installed"),
        (MAC, WHOLE, "0.37.9", "error", "0.37.9 is installed"),
        (LINUX, WHOLE, "0.37.9", "ok", "all there"),
        (WINDOWS, WHOLE, "", "ok", "all there"),
        (WINDOWS, replace(WHOLE, xlwings=""), "0.37.9", "ok", "all there"),
        (WINDOWS, replace(WHOLE, changed=("xlwings",)), "0.37.9", "error", "0.37.9 is installed"),
        (
            WINDOWS,
            replace(WHOLE, changed=("xlwings_udfs",)),
            "0.37.8",
            "warning",
            "not as in this release: xlwings_udfs",
        ),
    ],
)
def test_macros_are_whole_of_this_release_and_for_the_xlwings_that_is_there(
    system: str, macros: Macros, xlwings: str, expected: str, says: str
):
    (line,) = macro_lines(system, macros, xlwings)
    assert state(line) == expected
    assert says in line.what


def test_each_part_that_is_gone_has_a_line_and_says_whether_it_matters():
    lines = part_lines(
        [("Indicators (sheet Index)", True), ("Profile (sheet Profile)", False)],
        [("Index!A6", "Unit", True), ("Index!A6", "England", False)],
        [("PeriodEnd", True), ("TrendCells", False)],
    )
    assert [state(line) for line in lines] == ["error", "warning"] * 3
    assert [line.about for line in lines[2:4]] == ["Index!A6", "Index!A6"]
    assert lines[0].what == "there is no table Indicators (sheet Index)"
    assert lines[3].what == "the table has no column 'England', which it may do without"
    (line,) = part_lines([], [], [])
    assert state(line) == "ok"


KNOWN = ("Interpreter_Win", "Debug UDFs")
SHIPPED = {"INTERPRETER_WIN": "python", "DEBUG UDFS": "False", "USE UDF SERVER": "True"}


@pytest.mark.parametrize(
    ("configuration", "expected", "says"),
    [
        (SHIPPED, ["ok"], "as it should be"),
        (None, ["error"], "the hidden sheet is not there"),
        ({"DEBUG UDFS": ""}, ["warning"], "these keys are not there: Interpreter_Win; each"),
        (SHIPPED | {"PYTHONPATH": "S:\\"}, ["warning"], "further folders"),
        (SHIPPED | {"ADD_WORKBOOK_TO_PYTHONPATH": "TRUE"}, ["warning"], "further folders"),
        (SHIPPED | {"ADD_WORKBOOK_TO_PYTHONPATH": "False", "PYTHONPATH": ""}, ["ok"], "as it should be"),
        (SHIPPED | {"DEBUG UDFS": "TRUE"}, ["ok"], "as it should be"),
        (SHIPPED | {"DEBUG UDFS": "True", "USE UDF SERVER": "False"}, ["warning"], "buttons do not"),
        ({"PYTHONPATH": "x", "DEBUG UDFS": "true"}, ["warning"] * 3, "not there: Interpreter_Win"),
    ],
)
def test_the_hidden_sheet_has_every_key_and_lets_no_code_in(
    configuration: Mapping[str, str] | None, expected: list[str], says: str
):
    lines = configuration_lines(configuration, KNOWN)
    assert [state(line) for line in lines] == expected
    assert says in lines[0].what


@pytest.mark.parametrize(("said", "asks"), [("True", True), ("TRUE", True), ("False", False), ("", False)])
def test_a_workbook_asks_for_the_server_by_debug_udfs(said: str, *, asks: bool):
    assert asks_for_server({"DEBUG UDFS": said}) is asks
    assert not asks_for_server({})


PYTHON = r"C:\venv\Scripts\pythonw.exe"
HERE = Interpreter(key="Interpreter_Win", value=PYTHON, path=PYTHON, exists=True, is_this=True)
OTHER = replace(HERE, is_this=False, has="0.1.0")


@pytest.mark.parametrize(
    ("found", "ours", "expected", "says"),
    [
        (HERE, "0.1.0", "ok", f"{PYTHON}: the Python that runs this"),
        (replace(HERE, value="%X%\\py"), "0.1.0", "ok", f"%X%\\py, here {PYTHON}: the Python"),
        (replace(HERE, value=""), "0.1.0", "error", "it is blank"),
        (replace(HERE, path=""), "0.1.0", "error", "does not know what C:"),
        (replace(HERE, value="pythonw", path="pythonw"), "0.1.0", "warning", "whichever Python it finds first"),
        (replace(HERE, exists=False), "0.1.0", "error", f"there is no {PYTHON}"),
        (OTHER, "0.1.0", "ok", "another Python than this, with Performance Index 0.1.0"),
        (OTHER, "", "ok", "with Performance Index 0.1.0"),
        (OTHER, "0.2.0", "warning", "Performance Index 0.1.0, not 0.2.0"),
        (replace(OTHER, has=""), "0.1.0", "error", "has no Performance Index"),
        (replace(OTHER, has=None), "0.1.0", "warning", "could not be told"),
    ],
)
def test_the_python_that_the_workbook_names_is_there_and_has_this_release(
    found: Interpreter, ours: str, expected: str, says: str
):
    line = interpreter_line(WINDOWS, found, ours)
    assert state(line) == expected
    assert says in line.what
    assert line.about == "Interpreter_Win"


def test_the_cure_for_another_python_is_a_command_that_prints_what_it_does():
    cure = interpreter_line(WINDOWS, replace(OTHER, has=""), "0.1.0").cure
    assert '"C:\\venv\\Scripts\\python.exe" -m pip install' in cure


def test_where_there_is_no_excel_the_interpreter_is_only_told():
    assert state(interpreter_line(LINUX, HERE, "")) == "ok"
    assert interpreter_line(LINUX, replace(HERE, value=""), "").what.startswith("blank; it cannot be looked for")


LOCAL = Folder(path="R")


@pytest.mark.parametrize(
    ("folder", "configuration", "expected", "says"),
    [
        (LOCAL, {}, "ok", "R can be written to"),
        (replace(LOCAL, is_to_be=True), {}, "ok", "it is made with the first report; R can be written to"),
        (replace(LOCAL, problem="the disk is full"), {}, "error", "nothing can be written in R (the disk is full)"),
        (replace(LOCAL, problem="the disk is full"), None, "error", "nothing can be written in R (the disk is full)"),
        (replace(LOCAL, is_network=True), {}, "ok", "R is on a network drive and can be written to"),
        (replace(LOCAL, is_onedrive=True), {}, "warning", "R is in OneDrive: Excel gives its place as a web address"),
        (replace(LOCAL, is_onedrive=True), {"SHAREPOINT_WIN": ""}, "warning", "reports go to Documents"),
        (replace(LOCAL, is_onedrive=True), {"SHAREPOINT_WIN": "C:\\x"}, "ok", "R is in OneDrive and can be written to"),
        (replace(LOCAL, is_onedrive=True), None, "ok", "R is in OneDrive and can be written to"),
    ],
)
def test_a_folder_can_be_written_to_and_excel_can_tell_where_it_is(
    folder: Folder, configuration: Mapping[str, str] | None, expected: str, says: str
):
    line = folder_line("Report folder", folder, configuration)
    assert state(line) == expected
    assert says in line.what


def test_the_cure_of_a_folder_says_which_is_to_be_changed():
    full = replace(LOCAL, problem="the disk is full")
    assert "Settings" in folder_line("Report folder", full, {}).cure
    assert "put the workbook into" in folder_line("Folder of the workbook", full, None).cure
