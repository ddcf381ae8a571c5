"""Each line on the computer, at the edge where it turns from in order to a warning or an error."""

from __future__ import annotations

from dataclasses import replace

import pytest

from performance_index.computer_health import (
    Excel,
    Python,
    Server,
    dll_line,
    excel_line,
    package_line,
    pdf_line,
    python_line,
    script_line,
    server_lines,
    xlwings_line,
)
from performance_index.diagnosis import Line

WINDOWS, MAC, LINUX = "win32", "darwin", "linux"
OURS = r"C:\Users\amy\AppData\Local\PerformanceIndex\venv\Scripts\python.exe"
GOOD = Python(version="3.12.3", bits=64, path=OURS, base=r"C:\Python312", is_own=True)
STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12"


def state(line: Line) -> str:
    """Its state; what is not in order has a cure, what is in order needs none."""
    assert line.what
    assert bool(line.cure) == (line.state.value != "ok")
    return line.state.value


@pytest.mark.parametrize(
    ("system", "python", "expected", "says"),
    [
        (WINDOWS, GOOD, "ok", f"3.12.3, 64 bit, {OURS}"),
        (WINDOWS, replace(GOOD, base=STORE), "warning", "Microsoft Store"),
        (WINDOWS, replace(GOOD, bits=32), "warning", "64 bit only"),
        (WINDOWS, replace(GOOD, is_own=False), "warning", "no virtual environment"),
        (MAC, replace(GOOD, bits=32, is_own=False, base=STORE), "ok", "3.12.3"),
        (LINUX, replace(GOOD, is_own=False), "ok", "3.12.3"),
    ],
)
def test_windows_alone_asks_for_a_certain_python(system: str, python: Python, expected: str, says: str):
    line = python_line(system, python)
    assert state(line) == expected
    assert says in line.what


@pytest.mark.parametrize(("version", "expected"), [("0.1.0", "ok"), ("", "warning")])
def test_the_version_is_told_where_it_is_known(version: str, expected: str):
    assert state(package_line(version)) == expected


@pytest.mark.parametrize(
    ("has_excel", "has", "needs", "expected", "says"),
    [
        (True, "0.37.8", "0.37.8", "ok", "0.37.8"),
        (True, "0.37.8", "", "ok", "0.37.8"),
        (True, "0.37.9", "0.37.8", "error", "0.37.9 is there, but this release needs 0.37.8 exactly"),
        (True, "", "0.37.8", "error", "not in this Python"),
        (False, "", "0.37.8", "ok", "not there; it is needed only where there is Excel"),
        (False, "0.37.9", "0.37.8", "ok", "0.37.9; it is needed only"),
    ],
)
def test_xlwings_is_needed_in_one_version_where_there_is_excel(
    has: str, needs: str, expected: str, says: str, *, has_excel: bool
):
    line = xlwings_line(has, needs, has_excel=has_excel)
    assert state(line) == expected
    assert says in line.what


BOTH = ("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll")


@pytest.mark.parametrize(
    ("bits", "found", "expected", "says"),
    [
        (64, BOTH, "ok", "xlwings64-0.37.8.dll in X or Y"),
        (32, BOTH, "ok", "xlwings32-0.37.8.dll in X or Y"),
        (None, BOTH, "ok", "xlwings64-0.37.8.dll and xlwings32-0.37.8.dll in X or Y"),
        (64, ("XLWINGS64-0.37.8.DLL",), "ok", "xlwings64-0.37.8.dll in"),
        (64, BOTH[1:], "error", "not there: xlwings64-0.37.8.dll; only xlwings32-0.37.8.dll is in X or Y"),
        (None, BOTH[1:], "error", "not there: xlwings64-0.37.8.dll; only"),
        (64, ("xlwings64-0.36.0.dll",), "error", "only xlwings64-0.36.0.dll is in X or Y"),
        (64, (), "error", "not there: xlwings64-0.37.8.dll; none is in X or Y"),
        (16, BOTH, "warning", "there is none for an Excel of 16 bit"),
    ],
)
def test_the_dll_is_the_one_of_excels_bits_and_of_the_version(
    bits: int | None, found: tuple[str, ...], expected: str, says: str
):
    line = dll_line("0.37.8", bits, "X or Y", found)
    assert state(line) == expected
    assert says in line.what


@pytest.mark.parametrize(("is_there", "expected"), [(True, "ok"), (False, "error")])
def test_on_a_mac_the_buttons_need_the_script_of_xlwings(expected: str, *, is_there: bool):
    assert state(script_line("0.37.8", is_there=is_there)) == expected


@pytest.mark.parametrize(
    ("system", "excel", "expected", "says"),
    [
        (WINDOWS, Excel(path=r"C:\Office16\EXCEL.EXE", version="16.0", bits=64), "ok", r"16.0 64 bit, C:\Office16"),
        (WINDOWS, Excel(path=r"C:\Office16\EXCEL.EXE"), "ok", r"found, C:\Office16"),
        (WINDOWS, Excel(path=r"C:\Program Files\WindowsApps\Excel\EXCEL.EXE"), "error", "Microsoft Store"),
        (WINDOWS, None, "warning", "none was found"),
        (MAC, None, "warning", "none was found"),
        (MAC, Excel(path="/Applications/Microsoft Excel.app", version="16.9"), "ok", "keep the ratings as saved"),
        (LINUX, None, "ok", "there is none for this system"),
    ],
)
def test_an_excel_of_the_store_cannot_reach_python(system: str, excel: Excel | None, expected: str, says: str):
    line = excel_line(system, excel)
    assert state(line) == expected
    assert says in line.what


IDLE = Server(runs=False, shortcut=False, log="serve.log")


@pytest.mark.parametrize(
    ("server", "expected", "says"),
    [
        (IDLE, "ok", "does not run; it is needed only"),
        (replace(IDLE, asked=False), "ok", "does not run; it is needed only"),
        (replace(IDLE, runs=True), "ok", "it runs"),
        (replace(IDLE, runs=True, asked=True), "ok", "it runs"),
        (replace(IDLE, runs=True, asked=False), "ok", "this workbook does not ask for it"),
        (replace(IDLE, asked=True), "error", "nothing in the Startup folder starts it"),
        (replace(IDLE, asked=True, shortcut=None), "error", "asks for it (Debug UDFs), and it does not run"),
        (replace(IDLE, asked=True, shortcut=True), "error", "asks for it (Debug UDFs), and it does not run"),
        (replace(IDLE, runs=None, asked=True), "warning", "could not be told"),
    ],
)
def test_the_server_must_run_where_a_workbook_asks_for_it(server: Server, expected: str, says: str):
    (line,) = server_lines(WINDOWS, server)
    assert state(line) == expected
    assert says in line.what
    assert server_lines(MAC, server) == []


def test_a_server_that_runs_for_this_workbook_is_told_without_more():
    (line,) = server_lines(WINDOWS, replace(IDLE, runs=True, asked=True))
    assert line.what == "it runs"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-11-27 08:30:01,1 The server has failed.", "warning"),
        ("2026-11-27 08:30:01,1 Performance Index 0.1.0 serves Excel (xlwings 0.37.8).", "ok"),
    ],
)
def test_the_servers_log_is_told_where_there_is_one(last: str, expected: str):
    _, line = server_lines(WINDOWS, replace(IDLE, last_word=last))
    assert state(line) == expected
    assert last in line.what
    assert "serve.log" in str(line)


@pytest.mark.parametrize(("maker", "expected"), [("Word", "ok"), ("", "warning")])
def test_a_pdf_needs_a_program(maker: str, expected: str):
    assert state(pdf_line(maker)) == expected
