"""When something between Excel and Python is missing or fails: a rating says so in words, and so does the button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from excel_double import Button, Computer, Excel, installed
from excel_double.computer import INTERPRETER
from performance_index.workbook import layout
from performance_index.workbook.vba import PYTHON_NEEDED

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TABLE, GENERATE = "Indicators", "Generate report"
MODES = pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
WITHOUT: dict[str, Callable[[], Computer]] = {
    "nothing installed": lambda: Computer(files={}),
    "no interpreter": lambda: Computer(files={name: "" for name in installed() if name != INTERPRETER}),
    "no DLL": lambda: Computer(files={INTERPRETER: ""}),
    "another version of xlwings": lambda: Computer(files=installed("0.37.7")),
    "a Python without our package": lambda: Computer(has_package=False),
    "no child processes allowed": lambda: Computer(may_start_programs=False),
}


def opened(tmp_path: Path, computer: Computer | None = None, *, server: bool = True) -> Excel:
    """The shipped workbook in Excel, saved in one of RunPython's modes."""
    path = Path(copy(SHIPPED, tmp_path / "PI.xlsm"))
    excel = Excel(path, computer)
    excel.type(excel.config("Use UDF Server"), server)
    excel.save()
    return excel


@pytest.mark.parametrize("missing", WITHOUT)
def test_where_python_cannot_be_reached_every_result_of_the_row_says_so(tmp_path: Path, missing: str):
    with opened(tmp_path, WITHOUT[missing]()) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        results = {excel.value(excel.place(TABLE, "16", column.name)) for column in layout.RESULTS}
        assert results == {PYTHON_NEEDED}
        assert excel.value(excel.place(TABLE, "19", "Rating")) != PYTHON_NEEDED  # its kept rating stays
        assert excel.messages == []


def test_the_row_is_rated_again_once_python_is_there_and_the_cell_is_edited(tmp_path: Path):
    computer = Computer(files={})
    with opened(tmp_path, computer) as excel:
        rating = excel.place(TABLE, "16", "Rating")
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        assert excel.value(rating) == PYTHON_NEEDED
        computer.files = installed()
        excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
        assert excel.value(rating) == "Amber"


def test_without_an_interpreter_the_button_says_so(tmp_path: Path):
    with opened(tmp_path, Computer(files={}), server=False) as excel:
        excel.press(GENERATE)
        assert [message.words for message in excel.messages] == ["Could not find Interpreter!"]


@pytest.mark.parametrize(
    "missing", ["nothing installed", "no DLL", "another version of xlwings", "no child processes allowed"]
)
def test_where_the_server_cannot_be_reached_the_button_says_what_to_do(tmp_path: Path, missing: str):
    with opened(tmp_path, WITHOUT[missing]()) as excel:
        excel.press(GENERATE)
        (message,) = excel.messages
        assert message.title == "Performance Index"
        assert "Ask your IT service to look at Performance Index on this computer" in message.words
        assert message.words.splitlines()[-1]  # what IT needs to know


def test_where_no_program_may_be_started_by_a_command_line_the_button_says_what_to_do(tmp_path: Path):
    with opened(tmp_path, WITHOUT["no child processes allowed"](), server=False) as excel:
        excel.press(GENERATE)
        (message,) = excel.messages
        assert "Ask your IT service" in message.words


@MODES
def test_without_our_package_the_button_shows_what_python_said(tmp_path: Path, *, server: bool):
    with opened(tmp_path, Computer(has_package=False), server=server) as excel:
        excel.press(GENERATE)
        (message,) = excel.messages
        assert "ModuleNotFoundError" in message.words
        assert message.title == "Error"


@MODES
def test_for_a_workbook_at_an_unknown_sharepoint_address_the_button_shows_what_xlwings_said(
    tmp_path: Path, *, server: bool
):
    with opened(tmp_path, server=server) as excel:
        excel.move_to("https://council.sharepoint.com/sites/performance/Shared Documents", "PI.xlsm")
        excel.press(GENERATE)
        (message,) = excel.messages
        assert "fullname_url_to_local_path" in message.words
        assert not (tmp_path / "reports").exists()


def test_a_workbook_on_sharepoint_is_found_where_the_configuration_says_it_is_synchronised(tmp_path: Path):
    with opened(tmp_path) as excel:
        local = tmp_path / "performance - Documents" / "PI.xlsm"
        local.parent.mkdir()
        excel.type(excel.config("SHAREPOINT_WIN"), str(tmp_path))
        excel.copy_to(local)
        excel.workbook.saved = True
        excel.move_to("https://council.sharepoint.com/sites/performance/Shared Documents", "PI.xlsm")
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith("Report written")
        assert list((local.parent / "reports").glob("*.docx"))


def test_what_python_wrote_about_its_failure_is_read_from_a_file_that_is_then_deleted(tmp_path: Path):
    computer = Computer(has_package=False)
    with opened(tmp_path, computer, server=False) as excel:
        excel.press(GENERATE)
    assert set(computer.files) == set(installed())
    assert computer.opened == {}


def test_every_line_of_our_macros_and_functions_is_executed(tmp_path: Path):
    """By the clicks that the tests above and those of the button make one at a time."""
    with opened(tmp_path) as excel:
        assert len(excel.unexecuted("modPerformanceIndex")) > 5
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        excel.answer(Button.CANCEL, Button.OK)
        excel.press(GENERATE)
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith("Report written")
        excel.move_to("", "PerformanceIndex1")
        excel.press(GENERATE)
        excel.move_to(str(tmp_path), "PI.xlsm")
        excel.computer.files = {}
        excel.answer(Button.OK)
        excel.press(GENERATE)
        excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
        assert excel.unexecuted("modPerformanceIndex") == {}
        assert excel.unexecuted("xlwings_udfs") == {}
