"""The sheet's button, clicked: its own macro, xlwings' RunPython in both of its modes, our Python, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from shutil import copy

import docx
import pytest

from excel_double import Button, Computer, Excel, Message
from performance_index.index import summary
from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.read import read_book

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TABLE, GENERATE = "Indicators", "Generate report"
REPORT = Path("reports") / "2020-11-04 Performance Monitoring Report.docx"
SAVE_IT_NOW = "The report is made from the saved workbook. Save it now?"
MODES = pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them

Opened = Callable[..., Excel]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a workbook in Excel, set to one of RunPython's modes and saved."""
    with ExitStack() as stack:

        def open_(*, server: bool = True, path: Path = SHIPPED, computer: Computer | None = None) -> Excel:
            mine = Path(copy(path, tmp_path / "PI.xlsm")) if path.parent != tmp_path else path
            excel = stack.enter_context(Excel(mine, computer))
            excel.type(excel.config("Use UDF Server"), server)
            excel.save()
            return excel

        yield open_


def words(path: Path) -> str:
    """Everything that a report says."""
    return "".join(docx.Document(str(path)).element.body.itertext())


def test_the_sheets_have_the_one_button(opened: Opened):
    assert opened().buttons == {GENERATE: "GenerateReport"}


@MODES
def test_the_button_writes_the_report_and_says_what_it_made(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    excel.press(GENERATE)
    (message,) = excel.messages
    assert message.title == "Performance Index"
    index = read_book(tmp_path / "PI.xlsm").index
    assert index is not None
    assert message.words.startswith(f"Report written: {summary(index)}; 1 thing to look at.")
    assert message.words.endswith(str(tmp_path / REPORT))
    assert "Average number of weeks" in words(tmp_path / REPORT)
    assert (bool(excel.activations), len(excel.commands)) == (server, 0 if server else 1)


@MODES
def test_a_workbook_that_was_never_saved_is_to_be_saved_first(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    excel.move_to("", "PerformanceIndex1")
    excel.press(GENERATE)
    assert [message.words for message in excel.messages] == [
        "Save the workbook first, then press Generate report again."
    ]
    assert not (tmp_path / REPORT).exists()


@MODES
def test_changes_are_saved_where_the_person_agrees_and_are_in_the_report(
    opened: Opened, tmp_path: Path, *, server: bool
):
    excel = opened(server=server)
    excel.type(excel.place(TABLE, "16", "Service commentary"), "Two lawyers have joined.")
    excel.answer(Button.OK)
    excel.press(GENERATE)
    asked, told = excel.messages
    assert asked == Message(SAVE_IT_NOW, "Performance Index", 1 + 32)
    assert told.words.startswith("Report written")
    assert excel.workbook.saved
    assert "Two lawyers have joined." in words(tmp_path / REPORT)


@MODES
def test_nothing_is_made_or_saved_where_the_person_does_not_agree(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    before = Path(excel.workbook.path, excel.workbook.name).read_bytes()
    excel.type(excel.place(TABLE, "16", "Sep"), 47.25)
    excel.answer(Button.CANCEL)
    excel.press(GENERATE)
    assert [message.words for message in excel.messages] == [SAVE_IT_NOW]
    assert not excel.workbook.saved
    assert Path(excel.workbook.path, excel.workbook.name).read_bytes() == before
    assert not (tmp_path / REPORT).exists()


@MODES
def test_the_errors_in_the_cells_are_listed_and_there_is_no_report(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    figure = excel.place(TABLE, "16", "Sep")
    excel.type(figure, "=NA()")
    excel.type(excel.place(TABLE, "16", "Frequency"), "Weekly")
    excel.press(GENERATE)
    _, told = excel.messages
    assert "has 2 errors, and no report was made; put them right and try again." in told.words
    assert f"{figure}: the cell shows #N/A; mend the formula, or type the value" in told.words
    assert not (tmp_path / REPORT).exists()


@MODES
def test_a_report_that_is_there_already_is_left_as_it_is(opened: Opened, tmp_path: Path, *, server: bool):
    (tmp_path / REPORT).parent.mkdir()
    (tmp_path / REPORT).write_bytes(b"the clerk's")
    excel = opened(server=server)
    excel.press(GENERATE)
    (message,) = excel.messages
    assert f"{tmp_path / REPORT} exists already" in message.words
    assert (tmp_path / REPORT).read_bytes() == b"the clerk's"


def test_a_click_asks_excel_as_often_for_four_indicators_as_for_all(opened: Opened, tmp_path: Path):
    tables = content()
    tables[TABLE] = replace(tables[TABLE], rows=tables[TABLE].rows[:4])
    few = tmp_path / "few.xlsm"
    few.write_bytes(build(tables, example=True))
    asked = []
    for path in (few, SHIPPED):
        excel = opened(path=path)
        before = excel.round_trips
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith(("Report written", f"{tmp_path / REPORT} exists already"))
        asked.append(excel.round_trips - before)
    assert asked[0] == asked[1] <= 15
