"""When something between Excel and Python is missing or fails: a rating says so in words, and so does the button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from excel_double import Computer, Excel, installed
from excel_double.computer import INTERPRETER
from performance_index.workbook import layout
from performance_index.workbook.vba import PYTHON_NEEDED

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TABLE = layout.INDICATORS.name
GENERATE, CHECK, RECORD = "Generate report", "Check index", "Record as published"
MODES = pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
WITHOUT: dict[str, Callable[[], Computer]] = {
    "nothing installed": lambda: Computer(files={}),
    "no interpreter": lambda: Computer(files={name: "" for name in installed() if name != INTERPRETER}),
    "no DLL": lambda: Computer(files={INTERPRETER: ""}),
    "another version of xlwings": lambda: Computer(files=installed("0.37.7")),
    "a Python without our package": lambda: Computer(has_package=False),
    "no child processes allowed": lambda: Computer(may_start_programs=False),
}


NOT_COMPLETE = "Performance Index on this computer is not complete, or is of another version than this workbook."
NOT_STARTED = "Windows did not let Excel start Python. A security rule of your council may block it."
NOT_RUNNING = "The Performance Index server is not running on this computer. Start it from the Startup folder"
NOT_INSTALLED = "Performance Index is not installed on this computer: there is no Python where the sheet xlwings.conf"
NOT_LOADED = "Python is there, but Performance Index cannot be loaded in it, or is older than this workbook."
CAUSES = [  # what is missing, through the server or by a command line, the sentence, and what IT is told
    ("nothing installed", True, NOT_INSTALLED, INTERPRETER),
    ("nothing installed", False, NOT_INSTALLED, INTERPRETER),
    ("no interpreter", True, NOT_INSTALLED, INTERPRETER),
    ("no interpreter", False, NOT_INSTALLED, INTERPRETER),
    ("no DLL", True, NOT_COMPLETE, "Could not load xlwings64-0.37.8.dll"),
    ("another version of xlwings", True, NOT_COMPLETE, "Could not load xlwings64-0.37.8.dll"),
    (
        "no child processes allowed",
        True,
        NOT_STARTED,
        "Could not create Python process. Error message: Access is denied",
    ),
    ("no child processes allowed", False, NOT_STARTED, "Permission denied"),
    ("a Python without our package", True, NOT_LOADED, "ModuleNotFoundError"),
    ("a Python without our package", False, NOT_LOADED, "ModuleNotFoundError"),
]


def opened(tmp_path: Path, computer: Computer | None = None, *, server: bool = True) -> Excel:
    """The shipped workbook in Excel, in one of RunPython's modes."""
    path = Path(copy(SHIPPED, tmp_path / "PI.xlsm"))
    excel = Excel(path, computer)
    excel.type(excel.config("Use UDF Server"), server)
    return excel


def results(excel: Excel, number: str) -> dict[str, object]:
    return {column.name: excel.value(excel.place(TABLE, number, column.name)) for column in layout.RESULTS}


# --- a rating --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", WITHOUT)
def test_where_python_cannot_be_reached_the_rating_of_the_row_says_so(tmp_path: Path, missing: str):
    with opened(tmp_path, WITHOUT[missing]()) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        blank = {column.name: "" for column in layout.RESULTS}
        assert results(excel, "16") == blank | {"Rating": PYTHON_NEEDED, "Why": PYTHON_NEEDED}
        assert excel.value(excel.place(TABLE, "19", "Rating")) == "Green"  # its kept rating stays
        assert excel.messages == []


def test_after_one_failure_no_other_cell_keeps_the_person_waiting(tmp_path: Path):
    with opened(tmp_path, WITHOUT["no child processes allowed"]()) as excel:
        for figure in (30.0, 31.0):
            excel.type(excel.place(TABLE, "16", "Sep"), figure)
        excel.type(excel.place("ReportDetails", "Period end", "Value"), dt.datetime(2020, 6, 30))  # noqa: DTZ001 - Excel's dates have no zone
        assert len(excel.calls) == 2 * 5 + 160
        assert len(excel.activations) == 1


@MODES
def test_a_button_rates_what_could_not_be_rated_once_python_is_there(tmp_path: Path, *, server: bool):
    computer = Computer(files={})
    with opened(tmp_path, computer, server=server) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        computer.files = installed()
        excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
        assert results(excel, "16")["Rating"] == PYTHON_NEEDED
        excel.press(CHECK)
        assert results(excel, "16")["Rating"] == "Amber"
        assert "Rating" not in excel.messages[-1].words  # nothing stale is left to tell of
        excel.type(excel.place(TABLE, "16", "Sep"), 26.0)
        assert results(excel, "16")["Rating"] == "Green"


def test_a_workbook_that_was_saved_without_ratings_is_rated_by_the_next_button(tmp_path: Path):
    with opened(tmp_path, Computer(files={})) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        saved = excel.copy_to(tmp_path / "saved.xlsm")
    with Excel(saved) as excel:
        assert excel.value(excel.place(TABLE, "16", "Rating")) == PYTHON_NEEDED
        excel.press(CHECK)
        assert results(excel, "16")["Rating"] == "Amber"


def test_a_button_that_cannot_reach_python_leaves_every_other_rating_and_waits_once(tmp_path: Path):
    with opened(tmp_path, WITHOUT["no child processes allowed"]()) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        before = {number: results(excel, number) for number in ("1", "2", "3", "16", "19", "26")}
        tried = len(excel.activations)
        excel.press(CHECK)
        assert {number: results(excel, number) for number in before} == before
        assert len(excel.activations) - tried == 1
        assert excel.messages[-1].words.startswith(NOT_STARTED)


def test_a_period_end_that_was_moved_rates_nothing_rather_than_wrongly(tmp_path: Path):
    with opened(tmp_path) as excel:
        end, meeting = (excel.place("ReportDetails", word, "Detail") for word in ("Period end", "Meeting date"))
        values = [excel.value(place.replace("!A", "!B")) for place in (end, meeting)]
        for place, word, value in ((end, "Meeting date", values[1]), (meeting, "Period end", values[0])):
            excel.type(place, word)
            excel.type(place.replace("!A", "!B"), value)
        row = results(excel, "16")
        assert row["Rating"] == "Check"
        assert "the name PeriodEnd leads to 'Meeting date' on the Report sheet" in str(row["Why"])


def test_a_definition_that_stops_the_report_is_no_colour_in_the_sheet(tmp_path: Path):
    with opened(tmp_path) as excel:
        excel.type(excel.place(TABLE, "2", "Tolerance"), 5.0)
        row = results(excel, "2")
        assert row["Rating"] == "Check"
        assert str(row["Why"]).startswith("Check Tolerance: ")
        excel.press(CHECK)
        assert excel.messages[-1].words.startswith("1 error, 1 warning.")


# --- a button --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("button", [GENERATE, CHECK, RECORD])
@pytest.mark.parametrize(("missing", "server", "sentence", "for_it"), CAUSES)
def test_a_button_that_fails_says_why_and_what_to_do(
    tmp_path: Path, missing: str, sentence: str, for_it: str, button: str, *, server: bool
):
    with opened(tmp_path, WITHOUT[missing](), server=server) as excel:
        excel.press(button)
        (message,) = excel.messages
        assert message.title == "Performance Index"
        told, _, detail = message.words.partition("For IT: ")
        assert told.startswith(sentence)
        assert "Ask your IT service to follow docs/it-setup.md" in told
        assert detail.startswith(for_it) or for_it in detail
        assert "Traceback" not in message.words
        assert excel.status_bar is False
        assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("key", ["Interpreter_Win", "Debug UDFs"])
def test_a_configuration_that_was_spoilt_ends_in_a_sentence(tmp_path: Path, key: str):
    """A key that stands twice makes xlwings' own module fail."""
    with opened(tmp_path) as excel:
        excel.type(excel.config("TEMP DIR").replace("!B", "!A"), key)
        excel.press(CHECK)
        (message,) = excel.messages
        assert message.words.startswith("Python could not be started, or the workbook's sheet xlwings.conf has been")


@pytest.mark.parametrize("served", [False, True], ids=["Excel starts Python", "the log-on server"])
def test_a_button_after_a_cell_that_could_not_load_our_package_says_so(tmp_path: Path, *, served: bool):
    computer = Computer(has_package=False, may_start_programs=not served, server_runs=served)
    with opened(tmp_path, computer) as excel:
        excel.type(excel.config("Debug UDFs"), served)
        excel.type(excel.place(TABLE, "16", "Sep"), 31.0)
        excel.press(CHECK)
        (message,) = excel.messages
        told, _, detail = message.words.partition("For IT: ")
        assert told.startswith(NOT_LOADED)
        assert detail.startswith("ModuleNotFoundError: ")
        assert "File" not in detail


@pytest.mark.parametrize("blank", ["Interpreter_Win", "both"])
def test_python_is_looked_for_where_interpreter_says_if_interpreter_win_is_blank(tmp_path: Path, blank: str):
    with opened(tmp_path) as excel:
        if blank != "both":
            excel.type(excel.config("Interpreter"), INTERPRETER)
        excel.type(excel.config("Interpreter_Win"), None)
        excel.press(CHECK)
        told = excel.messages[-1].words
        assert told.startswith(NOT_INSTALLED if blank == "both" else "0 errors, 1 warning.")


# --- a button on a Mac -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("button", [GENERATE, CHECK, RECORD])
@pytest.mark.parametrize("key", ["Interpreter_Mac", "Interpreter"])
def test_a_button_on_a_mac_runs_the_python_that_the_configuration_names(tmp_path: Path, key: str, button: str):
    with opened(tmp_path, Computer(files={}, is_mac=True)) as excel:
        excel.type(excel.config(key), "/opt/pi/bin/python")
        excel.press(button)
        (task,) = excel.computer.tasks
        _, interpreter, command, book, *_ = task.split("|")
        assert (interpreter, book) == ("/opt/pi/bin/python", "PI.xlsm")
        assert f"import {button.lower().replace(' ', '_')} as run" in command
        assert excel.messages == []
        assert excel.status_bar == "Running..."  # xlwings' words, until Python ends


def test_a_button_on_a_mac_that_is_not_set_up_says_so(tmp_path: Path):
    with opened(tmp_path, Computer(files={}, is_mac=True)) as excel:
        excel.press(GENERATE)
        (message,) = excel.messages
        assert message.words.startswith("Performance Index is not set up on this Mac: ")
        assert "docs/it-setup.md of Performance Index, 'Elsewhere'." in message.words
        assert message.words.endswith("For IT: Interpreter_Mac is blank")
        assert excel.computer.tasks == []


def test_a_button_on_a_mac_that_fails_does_not_speak_of_windows(tmp_path: Path):
    with opened(tmp_path, Computer(files={}, is_mac=True)) as excel:
        excel.type(excel.config("TEMP DIR").replace("!B", "!A"), "Debug UDFs")  # twice: xlwings' own module fails
        excel.press(GENERATE)
        (message,) = excel.messages
        assert message.words.startswith("Python could not be started on this Mac, or the workbook's sheet xlwings.conf")
        assert "Windows" not in message.words
        assert excel.status_bar is False


def test_a_server_that_should_run_already_and_does_not_is_to_be_started(tmp_path: Path):
    with opened(tmp_path, Computer(may_start_programs=False)) as excel:
        excel.type(excel.config("Debug UDFs"), True)  # noqa: FBT003 - what the cell holds
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith(NOT_RUNNING)
        excel.computer.server_runs = True
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith("Report written")


@MODES
def test_a_workbook_that_was_never_saved_is_to_be_saved_first(tmp_path: Path, *, server: bool):
    with opened(tmp_path, server=server) as excel:
        excel.move_to("", "PerformanceIndex1")
        excel.press(GENERATE)
        (message,) = excel.messages
        assert message.words.startswith("Save the workbook first, so that it has a folder for its reports.")
        assert not (tmp_path / "reports").exists()


@MODES
def test_the_report_of_a_workbook_on_the_web_is_written_among_the_persons_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, server: bool
):
    cloud = tmp_path / "OneDrive - Council"
    (cloud / "Documents").mkdir(parents=True)
    monkeypatch.setenv("OneDriveCommercial", str(cloud))
    with opened(tmp_path, server=server) as excel:
        excel.move_to("https://council.sharepoint.com/sites/performance/Shared Documents", "PI.xlsm")
        excel.press(GENERATE)
        (report,) = excel.documents
        assert report.parent == cloud / "Documents" / "reports"
        told = excel.messages[-1].words
        assert told.startswith("Report written")
        assert told.endswith("The workbook is open from the web, so its report is among your documents.")


def test_a_workbook_on_sharepoint_is_found_where_the_configuration_says_it_is_synchronised(tmp_path: Path):
    with opened(tmp_path) as excel:
        local = tmp_path / "performance - Documents" / "PI.xlsm"
        local.parent.mkdir()
        excel.type(excel.config("SHAREPOINT_WIN"), str(tmp_path))
        excel.copy_to(local)
        excel.move_to("https://council.sharepoint.com/sites/performance/Shared Documents", "PI.xlsm")
        excel.press(GENERATE)
        assert excel.documents[0].parent == local.parent / "reports"


@pytest.mark.parametrize("button", [GENERATE, CHECK, RECORD])
def test_a_table_that_was_renamed_is_missed_by_its_name(tmp_path: Path, button: str):
    with opened(tmp_path) as excel:
        excel.rename_table(TABLE, "Mine")
        excel.press(button)
        (message,) = excel.messages
        assert message.words == (
            "PI.xlsm is not a performance index: it has no table Indicators (sheet Index); "
            "start from PerformanceIndex.xlsm."
        )


def test_a_column_that_was_deleted_is_an_error_with_its_cure(tmp_path: Path):
    with opened(tmp_path) as excel:
        excel.shrink_table(TABLE, columns=len(layout.INDICATORS.columns) - 1)
        for button in (GENERATE, CHECK, RECORD):
            excel.type("Check!A5:D20", None)
            excel.press(button)
            check = {excel.value(f"Check!C{row}") for row in range(5, 10)}
            assert "the table has no column 'Override reason'" in check
            assert not excel.messages[-1].words.startswith(("Report written", "Recorded"))


@pytest.mark.parametrize("rows", [1, 0])
@pytest.mark.parametrize("button", [GENERATE, CHECK, RECORD])
def test_a_table_of_one_row_and_an_empty_one_are_read_as_such(tmp_path: Path, button: str, rows: int):
    with opened(tmp_path) as excel:
        excel.shrink_table(TABLE, rows=1)
        if not rows:
            excel.type("Index!I7:AL7", None)
            excel.type("Index!A7:B7", None)
        excel.press(button)
        told = excel.messages[-1].words
        if rows:
            assert told.startswith(("Report written: 0 exceptions", "0 errors", "Recorded: 6 figures"))
        else:
            assert excel.value("Check!C5") == "there are no indicators"
            assert not (tmp_path / "reports").exists()


def test_a_check_sheet_that_is_protected_is_told_of_and_the_report_is_made(tmp_path: Path):
    with opened(tmp_path) as excel:
        excel.protect(layout.CHECK)
        excel.press(GENERATE)
        told = excel.messages[-1].words
        assert told.startswith("Report written: 4 exceptions (1 amber, 3 red), 1 caveat, 1 thing to look at.")
        assert "The sheet Check is protected; take its protection off (Review, Unprotect Sheet)." in told
        assert list((tmp_path / "reports").glob("*.docx"))


def test_whatever_goes_wrong_in_python_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        msg = "the disk is gone"
        raise RuntimeError(msg)

    monkeypatch.setattr("performance_index.buttons.generate", broken)
    with opened(tmp_path) as excel:
        excel.press(GENERATE)
        (message,) = excel.messages
        assert message.words == (
            "That could not be done (RuntimeError: the disk is gone). Tell your performance officer."
        )
        assert excel.status_bar is False


def test_what_python_wrote_about_its_failure_is_read_from_a_file_that_is_then_deleted(tmp_path: Path):
    computer = Computer(has_package=False)
    with opened(tmp_path, computer, server=False) as excel:
        excel.press(GENERATE)
    assert set(computer.files) == set(installed())
    assert computer.opened == {}


def test_every_line_of_our_macros_and_functions_is_executed(tmp_path: Path):
    """By the clicks that the tests here and those of the buttons make one at a time."""
    with opened(tmp_path) as excel:
        assert len(excel.unexecuted("modPerformanceIndex")) > 50
        excel.computer.has_package = False
        excel.type(excel.place(TABLE, "16", "Sep"), 31.0)
        excel.press(CHECK)
        excel.computer.has_package = True
        for button in (GENERATE, CHECK, RECORD, "Show trends"):
            excel.press(button)
        excel.press_in_ribbon(CHECK)
        excel.type("Check!A5", None)
        excel.type(excel.place(TABLE, "16", "Sep"), "=NA()")
        excel.press(CHECK)  # two findings
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        excel.press(CHECK)  # and one again
        excel.protect(layout.CHECK)
        excel.press(CHECK)
        money = excel.place(TABLE, "16", "Sep"), excel.place(TABLE, "16", "Target")
        for cell in money:
            excel.as_money(cell)
            excel.type(cell, 30.0)
        excel.type("Index!A1", f"=RAG_WHY({','.join('1' * len(layout.FUNCTION_ARGUMENTS))})")
        excel.move_to("", "PerformanceIndex1")
        excel.press(GENERATE)
        excel.move_to(str(tmp_path), "PI.xlsm")
        for missing in ("no interpreter", "no DLL", "no child processes allowed", "a Python without our package"):
            excel.computer.__dict__.update(WITHOUT[missing]().__dict__)
            excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
            excel.press(GENERATE)
        excel.type(excel.config("Debug UDFs"), True)  # noqa: FBT003 - what the cell holds
        excel.computer.__dict__.update(Computer().__dict__)
        excel.press(GENERATE)
        excel.type(excel.config("Debug UDFs"), False)  # noqa: FBT003 - as above
        excel.press(GENERATE)
        excel.workbook.sheet_named(layout.CHECK).vba_get("Unprotect")
        excel.show_totals(layout.PUBLISHED_FIGURES.name)
        excel.filter(layout.PUBLISHED_FIGURES.name, "Month", "Sep")
        excel.press(RECORD)
        excel.merge("Index!V8:V9")
        excel.press(CHECK)
        excel.type(excel.config("TEMP DIR").replace("!B", "!A"), "Debug UDFs")
        excel.press(CHECK)
        sheet, area, _ = excel.table(layout.FINDINGS.name)
        excel.type(excel.address(sheet, area.bottom + 2, area.left), "a note")
        excel.type(excel.place(TABLE, "19", "Sep"), "=NA()")
        for place, typed in (("xlwings.conf!A20", "TEMP DIR"), (money[0], True), (money[1], 1e16)):
            excel.type(place, typed)
        excel.press(CHECK)
        for key, python in (("Interpreter_Win", None), ("Interpreter", INTERPRETER)):
            excel.type(excel.config(key), python)
        excel.rename_table(TABLE, "Mine")
        excel.press(CHECK)
        assert "could not be written (" in str(excel.app.run("FillTable", ["Nobody's", [["x"]], 0, False]))
        for height in (30, 1):  # a table that may not grow, for the note below it, and one that shrinks
            excel.app.run(
                "FillTable", [layout.FINDINGS.name, [["x"] * len(layout.FINDINGS.columns)] * height, 0, False]
            )
        assert [excel.unexecuted(module) for module in ("modPerformanceIndex", "xlwings_udfs")] == [{}, {}]


def test_every_line_of_our_buttons_is_executed_on_a_mac_too(tmp_path: Path):
    with opened(tmp_path, Computer(files={}, is_mac=True)) as excel:
        excel.press(CHECK)
        excel.type(excel.config("Interpreter_Mac"), "/opt/pi/bin/python")
        excel.press(CHECK)
        excel.type(excel.config("TEMP DIR").replace("!B", "!A"), "Debug UDFs")
        excel.press(CHECK)
        excel.move_to("", "PerformanceIndex1")
        excel.press(CHECK)
        source = excel.interpreter.module("modPerformanceIndex").parsed.procedures
        first, last = (next(one.line for one in source if one.name == name) for name in ("RunButton", "NotLoaded"))
        assert [line for line in excel.unexecuted("modPerformanceIndex") if first < line < last] == []


def test_what_filling_a_table_changes_in_excel_is_put_back_when_it_fails_half_way(tmp_path: Path):
    with opened(tmp_path) as excel:
        excel.show_totals(layout.FINDINGS.name)
        before = excel.table(layout.FINDINGS.name)[2]
        told = excel.app.run("FillTable", [layout.FINDINGS.name, "not a block of rows", 0, False])
        assert "could not be written (" in str(told)
        assert excel.auto_correct.fills
        assert excel.table(layout.FINDINGS.name)[2] == before
