"""The buttons, clicked: their own macros, xlwings' RunPython in both of its modes, our Python, and what comes of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from shutil import copy

import docx
import pytest
import xlwings as xw
from pyopenvba.interpreter import VBAInt

from excel_double import Button, Computer, Excel, Message
from excel_double.values import COM_ERROR
from performance_index.finding import Refused
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.commands import COMMANDS
from performance_index.workbook.content import content
from performance_index.workbook.open_book import OpenBook
from performance_index.workbook.read import read_book

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TABLE = layout.INDICATORS.name
GENERATE, CHECK, RECORD, TRENDS = "Generate report", "Check index", "Record as published", "Show trends"
REPORT = Path("reports") / "2020-11-04 Performance Monitoring Report.docx"
WRITTEN = "Report written: 4 exceptions (1 amber, 3 red), 1 caveat, 1 thing to look at. (See the Check sheet.)"
WARNING = ["Warning", "Index!AD33", "there is no target", "enter one, or make the polarity Data only"]
MODES = pytest.mark.parametrize("server", [True, False], ids=["through the server", "by a command line"])
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them

Opened = Callable[..., Excel]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a workbook in Excel, set to one of RunPython's modes."""
    with ExitStack() as stack:

        def open_(*, server: bool = True, path: Path = SHIPPED, computer: Computer | None = None) -> Excel:
            mine = Path(copy(path, tmp_path / "PI.xlsm")) if path.parent != tmp_path else path
            excel = stack.enter_context(Excel(mine, computer, remembers=True))
            excel.type(excel.config("Use UDF Server"), server)
            return excel

        yield open_


def made_of(tmp_path: Path, indicators: int) -> Path:
    """A workbook with that many indicators: the example's, again and again under new numbers."""
    tables = content()
    given = tables[TABLE].rows
    rows = [(str(n + 1), *given[n % len(given)][1:]) for n in range(indicators)]
    tables[TABLE] = replace(tables[TABLE], rows=tuple(rows))
    path = tmp_path / f"{indicators}.xlsm"
    path.write_bytes(build(tables, example=True))
    return path


def words(path: Path) -> str:
    """Everything that a report says."""
    return "".join(docx.Document(str(path)).element.body.itertext())


def rows(excel: Excel, table: layout.Table) -> list[list[object]]:
    """The filled rows of a table, as they are shown."""
    sheet, area, cells = excel.table(table.name)
    shown = [
        [excel.value(excel.address(sheet, area.top + row, area.left + at)) or None for at in range(len(cells[0]))]
        for row in range(1, len(cells))
    ]
    return [line for line in shown if any(line)]


def said(excel: Excel) -> list[str]:
    return [message.words for message in excel.messages]


# --- Generate report -------------------------------------------------------------------------------------------------


def test_the_sheet_and_the_ribbon_have_the_same_buttons(opened: Opened):
    excel = opened()
    assert excel.buttons == {one.caption: one.macro for one in COMMANDS}
    assert excel.ribbon == {one.caption: ("RibbonButton", one.procedure) for one in COMMANDS}
    assert [one.caption for one in COMMANDS] == [GENERATE, CHECK, RECORD, TRENDS]


@MODES
@pytest.mark.parametrize("in_ribbon", [False, True], ids=["on the sheet", "in the ribbon"])
def test_the_report_is_written_told_of_and_opened_in_word(
    opened: Opened, tmp_path: Path, *, server: bool, in_ribbon: bool
):
    excel = opened(server=server)
    (excel.press_in_ribbon if in_ribbon else excel.press)(GENERATE)
    assert excel.messages == [Message(f"{WRITTEN}\n\n{tmp_path / REPORT}", "Performance Index", 0)]
    assert excel.documents == [tmp_path / REPORT]
    assert excel.status_bar is False
    assert "Average number of weeks" in words(tmp_path / REPORT)
    assert rows(excel, layout.FINDINGS) == [WARNING]
    assert (bool(excel.activations), len(excel.commands)) == (server, 0 if server else 1)


@MODES
def test_what_is_typed_and_not_yet_saved_is_in_the_report(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    before = Path(excel.workbook.path, excel.workbook.name).read_bytes()
    excel.type(excel.place(TABLE, "16", "Service commentary"), "Two lawyers have joined.")
    excel.press(GENERATE)
    assert "Two lawyers have joined." in words(tmp_path / REPORT)
    assert Path(excel.workbook.path, excel.workbook.name).read_bytes() == before


@MODES
def test_the_status_bar_says_what_is_going_on(opened: Opened, monkeypatch: pytest.MonkeyPatch, *, server: bool):
    excel = opened(server=server)
    shown: list[object] = []
    told = type(excel.app).status_bar
    watched = property(told.fget, lambda app, words: (shown.append(words), told.fset(app, words)))
    monkeypatch.setattr(type(excel.app), "status_bar", watched)
    excel.press(GENERATE)
    assert shown == ["Performance Index: reading the workbook", "Performance Index: writing the report", False]


@MODES
def test_errors_are_listed_and_linked_to_and_there_is_no_report(opened: Opened, tmp_path: Path, *, server: bool):
    excel = opened(server=server)
    figure, frequency = excel.place(TABLE, "16", "Sep"), excel.place(TABLE, "16", "Frequency")
    excel.type(figure, "=NA()")
    excel.type(frequency, "Weekly")
    excel.press(GENERATE)
    (told,) = said(excel)
    assert told.startswith(
        "PI.xlsm has 2 errors, so nothing was made; put them right and try again. "
        "Each is on the Check sheet, with a link to its cell.\n\n"
    )
    assert f"{figure}: the cell shows #N/A; mend the formula, or type the value" in told
    check = rows(excel, layout.FINDINGS)
    assert ["Error", figure, "the cell shows #N/A", "mend the formula, or type the value"] in check
    assert [line[0] for line in check] == ["Error", "Error"]
    assert {line[1] for line in check} == {figure, frequency}
    assert excel.formula(excel.place(layout.FINDINGS.name, "Error", "Place")).startswith("=HYPERLINK(\"#'Index'!")
    assert excel.workbook.active_sheet.name == layout.CHECK
    assert excel.status_bar is False
    assert excel.documents == []
    assert not (tmp_path / REPORT.parent).exists()


def test_an_error_value_that_xlwings_does_not_know_is_in_no_report(opened: Opened, tmp_path: Path):
    excel = opened()
    cells = {
        excel.place(TABLE, "16", "Sep"): (2045, "the cell shows #SPILL!"),
        excel.place(TABLE, "16", "Service commentary"): (2050, "the cell shows #CALC!"),
        excel.place(layout.REPORT_DETAILS.name, "Meeting date", "Value"): (
            2043,
            "Meeting date: the cell shows #GETTING_DATA",
        ),
        excel.place(TABLE, "19", "Target"): (2042, "the cell shows #N/A"),
    }
    for cell, (code, _) in cells.items():
        excel.type(cell, COM_ERROR + code)
    excel.press(GENERATE)
    found = {str(line[1]): line[2] for line in rows(excel, layout.FINDINGS)}
    assert {cell: found[cell] for cell in cells} == {cell: what for cell, (_, what) in cells.items()}
    assert not (tmp_path / REPORT.parent).exists()


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("Report folder", "drafts", "there is no folder {here}/drafts; make it, or correct it"),
        (
            "Report folder",
            "%NOWHERE%/x",
            "this computer does not know what %NOWHERE%/x stands for; write the whole path",
        ),
        (
            "Report template",
            "ours.docx",
            "there is no template {here}/ours.docx; correct it, or leave it blank for the built-in template",
        ),
    ],
)
@pytest.mark.parametrize("button", [GENERATE, CHECK])
def test_a_setting_that_names_what_is_not_there_is_told_of_with_its_cell(  # noqa: PLR0917 - one row of a table
    opened: Opened, tmp_path: Path, button: str, setting: str, value: str, problem: str
):
    excel = opened()
    cell = excel.place(layout.OPTIONS.name, setting, "Value")
    excel.type(cell, value)
    excel.press(button)
    what, cure = problem.format(here=tmp_path).split("; ")
    assert ["Error", cell, what, cure] in rows(excel, layout.FINDINGS)
    if button == GENERATE:
        assert f"{cell}: {what}; {cure}" in said(excel)[0]
    assert not (tmp_path / "reports").exists()


def test_a_template_that_is_no_template_is_refused_in_a_sentence(opened: Opened, tmp_path: Path):
    (tmp_path / "ours.docx").write_bytes(b"no document")
    excel = opened()
    excel.type(excel.place(layout.OPTIONS.name, "Report template", "Value"), "ours.docx")
    excel.press(GENERATE)
    (told,) = said(excel)
    assert told.startswith("ours.docx is plain text, such as CSV, not a Word document (.docx); name a Word document")
    assert not (tmp_path / "reports").exists()


def test_the_reports_go_to_the_folder_and_come_from_the_template_that_the_settings_name(opened: Opened, tmp_path: Path):
    (tmp_path / "drafts").mkdir()
    copy(SHIPPED.parents[1] / "templates" / "report.docx", tmp_path / "ours.docx")
    excel = opened()
    excel.type(excel.place(layout.OPTIONS.name, "Report template", "Value"), "ours.docx")
    excel.type(excel.place(layout.OPTIONS.name, "Report folder", "Value"), "drafts")
    excel.press(GENERATE)
    assert excel.documents == [tmp_path / "drafts" / REPORT.name]


@MODES
def test_excel_does_not_tell_that_it_waits_while_python_asks_something(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, *, server: bool
):
    excel = opened(server=server)
    shown: list[object] = []
    asked = type(excel.app).alert
    monkeypatch.setattr(
        type(excel.app), "alert", lambda app, *given: (shown.append(app.display_alerts), asked(app, *given))[1]
    )
    excel.press(RECORD)
    assert shown == [False, False]  # the question, and what was done
    assert excel.app.display_alerts is True


# --- Check index -----------------------------------------------------------------------------------------------------


@MODES
def test_the_check_sheet_is_filled_with_what_is_found_now(opened: Opened, *, server: bool):
    excel = opened(server=server)
    excel.type(excel.place(TABLE, "16", "Sep"), "=NA()")
    excel.press(CHECK)
    excel.type(excel.place(TABLE, "16", "Sep"), 43.0)
    excel.press(CHECK)
    assert said(excel) == [
        "1 error, 1 warning. Errors stop the report. Each is on the Check sheet, with a link to its cell.",
        "0 errors, 1 warning. Each is on the Check sheet, with a link to its cell.",
    ]
    assert rows(excel, layout.FINDINGS) == [WARNING]
    assert excel.workbook.active_sheet.name == layout.CHECK


def test_an_index_with_nothing_wrong_is_said_to_be_so(opened: Opened):
    excel = opened()
    excel.type(excel.place(TABLE, "26", "Polarity"), "Data only")
    excel.press(CHECK)
    assert said(excel) == ["Nothing to put right."]
    assert rows(excel, layout.FINDINGS) == [[None, None, "Nothing to put right.", None]]


def test_what_is_found_is_shown_as_text_whatever_it_begins_with(opened: Opened):
    excel = opened()
    excel.type(excel.place(TABLE, "16", "Sep"), "'=1+1")
    excel.press(CHECK)
    found = [line[2] for line in rows(excel, layout.FINDINGS)]
    assert "'=1+1' is not a figure; the indicator is not rated, and the report would not say so" in found


def test_columns_that_were_moved_on_the_check_sheet_are_filled_by_name_whatever_their_capitals(opened: Opened):
    excel = opened()
    for cell, heading in {"A4": "WHAT TO DO", "B4": "place", "D4": "Severity"}.items():
        excel.type(f"Check!{cell}", heading)
    excel.press(CHECK)
    assert rows(excel, layout.FINDINGS) == [[WARNING[3], WARNING[1], WARNING[2], WARNING[0]]]


@pytest.mark.parametrize(
    ("table", "heading", "button"),
    [(layout.FINDINGS, "Place", CHECK), (layout.PUBLISHED_FIGURES, "Figure", RECORD)],
)
def test_a_column_that_is_gone_is_told_of_and_nothing_is_lost(
    opened: Opened, table: layout.Table, heading: str, button: str
):
    excel = opened()
    excel.press(button)
    before = rows(excel, table)
    sheet, area, cells = excel.table(table.name)
    excel.type(excel.address(sheet, area.top, area.left + cells[0].index(heading)), "Mine")
    excel.press(button)
    assert f"table {table.name} (sheet {sheet}) has no column '{heading}'" in said(excel)[-1]
    assert "Recorded" not in said(excel)[-1]
    assert rows(excel, table) == before


@pytest.mark.parametrize(
    ("table", "button"), [(layout.FINDINGS, CHECK), (layout.PUBLISHED_FIGURES, RECORD)], ids=["Check", "Published"]
)
def test_what_stands_below_a_table_is_not_written_over(opened: Opened, table: layout.Table, button: str):
    excel = opened()
    sheet, area, _ = excel.table(table.name)
    note = excel.address(sheet, area.bottom + 2, area.left)
    excel.type(note, "Seen by Amy.")
    for figure in (True, "x"):
        excel.type(excel.place(TABLE, "16", "Sep"), figure if button == CHECK else 43.1)
        excel.type(excel.place(TABLE, "19", "Sep"), figure if button == CHECK else 1.0)
        excel.press(button)
    assert excel.value(note) == "Seen by Amy."
    assert f"something stands below the table {table.name} on the sheet {sheet}" in said(excel)[-1].replace("S", "s", 1)


def test_a_row_of_totals_stays_below_what_is_recorded(opened: Opened):
    excel = opened()
    excel.show_totals(layout.PUBLISHED_FIGURES.name)
    excel.press(RECORD)
    excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
    excel.press(RECORD)
    record = rows(excel, layout.PUBLISHED_FIGURES)
    figures = [line for line in record if line[4] == "16" and not line[9]]
    assert [line[5] for line in figures] == ["Jun", "Sep", "Sep"]
    assert "were recorded already" in said(excel)[-2]


def test_links_lead_to_a_sheet_whatever_its_name(opened: Opened):
    excel = opened()
    excel.type(excel.place(layout.REPORT_DETAILS.name, "Meeting date", "Value"), None)
    for name in ("2021", "Children's report"):
        excel.rename_sheet(excel.table(layout.REPORT_DETAILS.name)[0], name)
        excel.press(CHECK)
        quoted = name.replace("'", "''")
        assert excel.formula("Check!B5").startswith(f"""=HYPERLINK("#'{quoted}'!B""")


def test_a_workbook_without_a_check_sheet_is_checked_all_the_same(opened: Opened):
    excel = opened()
    excel.rename_table(layout.FINDINGS.name, "Mine")
    excel.press(CHECK)
    excel.press(GENERATE)
    assert said(excel)[0].startswith(
        "0 errors, 1 warning. This workbook has no table Findings to list them in.\n\nIndex!AD33: there is no target; "
    )
    assert said(excel)[1].startswith("Report written")


# --- Record as published ---------------------------------------------------------------------------------------------


@MODES
def test_every_figure_up_to_the_period_end_is_recorded_with_who_and_when(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, *, server: bool
):
    monkeypatch.setenv("LOGNAME", "amy")
    excel = opened(server=server)
    excel.press(RECORD)
    asked, told = said(excel)
    assert asked.startswith("Record 32 indicators as published for the meeting of 4 November 2020?")
    record = rows(excel, layout.PUBLISHED_FIGURES)
    begin, *record = record
    figures, texts = [line for line in record if not line[9]], [line for line in record if line[9]]
    many = f"{len(figures)} figures and {len(texts)} texts"
    assert told.startswith(f"Recorded: {many} for the meeting of 4 November 2020. Save the workbook")
    day = dt.datetime.combine(dt.datetime.now().astimezone().date(), dt.time())
    head = [day, "amy", dt.datetime(2020, 11, 4), dt.datetime(2020, 9, 30)]  # noqa: DTZ001 - Excel's dates have no zone
    assert begin == [*head, *[None] * 5, "Record", "Everything; 32 indicators in the report"]
    of_16 = [line[:9] for line in figures if line[4] == "16"]
    assert of_16 == [[*head, "16", "Jun", 36.4, 26.0, None], [*head, "16", "Sep", 43.1, 26.0, "Red"]]
    assert [line[8] for line in figures if line[4] == "8"][-1] == "Not reportable"
    index = read_book(SHIPPED).index
    assert index is not None
    assert [line[8] for line in record if line[8]] == [rated.rating.value for rated in index.rated]
    said_of_16 = next(one.commentary for one in index.indicators if one.number == "16")
    of_16 = [line for line in texts if line[4] == "16"]
    assert [line[9] for line in of_16] == [
        "Indicator", "Unit", "Frequency", "Measured", "Polarity", "Target", "Target is", "Tolerance", "Tolerance as",
        "Data status", "Service commentary",
    ]  # fmt: skip
    assert of_16[-1] == [*head, "16", None, None, None, None, "Service commentary", said_of_16]
    assert [line[4:] for line in texts][-4][:1] == [None]
    assert [line[9] for line in texts][-4:] == ["Recommendations", "Executive summary", "Data caveats", "Appendices"]


def test_a_text_is_recorded_as_it_is_whatever_it_begins_with_and_however_long(opened: Opened):
    excel = opened()
    for number, said in (("2", "=1+1"), ("3", "'quoted'"), ("16", "12"), ("22", "So it went on. " * 2000)):
        excel.type(excel.place(TABLE, number, "Service commentary"), f"'{said}")
    excel.press(RECORD)
    texts = {line[4]: line[10] for line in rows(excel, layout.PUBLISHED_FIGURES) if line[9] == "Service commentary"}
    assert texts == {"2": "=1+1", "3": "'quoted'", "16": "12", "22": ("So it went on. " * 2000).strip()}


def test_a_workbook_from_before_texts_were_recorded_keeps_its_record_and_is_told_what_it_lacks(opened: Opened):
    excel = opened()
    (table,) = excel.workbook.sheet_named("Published").vba_get("ListObjects").vba_items()
    table.vba_get("Resize", [excel.workbook.sheet_named("Published").vba_get("Range", ["A4:I5"])])
    for cell in ("Published!J4", "Published!K4"):
        excel.type(cell, None)
    excel.press(RECORD)
    assert "were not recorded" in said(excel)[-1]
    assert said(excel)[-1].endswith(
        "Type 'Text of' and 'Text' in the cells to the right of its headings, and record again."
    )
    record = rows(excel, layout.PUBLISHED_FIGURES)
    assert {len(line) for line in record} == {9}
    assert [line[4:] for line in record if line[4] == "16"] == [
        ["16", "Jun", 36.4, 26.0, None],
        ["16", "Sep", 43.1, 26.0, "Red"],
    ]
    excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
    excel.press(CHECK)
    assert not any("word for word" in str(line) for line in rows(excel, layout.FINDINGS))


def test_a_commentary_that_stays_word_for_word_when_its_figure_changes_is_told_of_after_the_record(opened: Opened):
    excel = opened()
    excel.press(RECORD)
    excel.press(CHECK)
    assert not any("word for word" in str(line) for line in rows(excel, layout.FINDINGS))
    excel.type(excel.place(TABLE, "16", "Sep"), 44.0)
    excel.press(CHECK)
    told = [line[1:3] for line in rows(excel, layout.FINDINGS) if "word for word" in str(line)]
    assert [place for place, _ in told] == [excel.place(TABLE, "16", "Service commentary"), "Report!B20"]
    assert "published for September 2020" in told[0][1]
    assert told[1][1].endswith("the text of Recommendations, Executive summary, Data caveats, Appendices")


def test_a_meeting_is_recorded_twice_only_where_the_person_agrees_and_below_what_is_there(opened: Opened):
    excel = opened()
    excel.press(RECORD)
    first = rows(excel, layout.PUBLISHED_FIGURES)
    excel.answer(Button.CANCEL)
    excel.press(RECORD)
    assert "were recorded already on" in said(excel)[-1]
    assert rows(excel, layout.PUBLISHED_FIGURES) == first
    excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
    excel.answer(Button.OK)
    excel.press(RECORD)
    second = rows(excel, layout.PUBLISHED_FIGURES)
    assert second[: len(first)] == first
    assert [line[4:] for line in second[len(first) :]] == [
        [None, None, None, None, None, "Record", "What changed since the record before; 32 indicators in the report"],
        ["16", "Sep", 30.0, 26.0, "Amber", None, None],
    ]
    assert said(excel)[-1].startswith("Recorded: 1 figure and 0 texts for the meeting of 4 November 2020.")


def test_nothing_is_recorded_where_the_person_does_not_agree_or_there_are_errors(opened: Opened):
    excel = opened()
    excel.answer(Button.CANCEL)
    excel.press(RECORD)
    excel.type(excel.place(TABLE, "16", "Sep"), "=NA()")
    excel.press(RECORD)
    assert said(excel)[-1].startswith("PI.xlsm has 1 error")
    assert rows(excel, layout.PUBLISHED_FIGURES) == []


def test_the_record_is_read_again_and_stays_the_same_number_and_text(opened: Opened, tmp_path: Path):
    """'1.10' is not 1.1, and a money figure keeps its decimals."""
    tables = content()
    rows_ = list(tables[TABLE].rows)
    at = {heading: n for n, heading in enumerate(tables[TABLE].headings)}
    line = list(rows_[0])
    line[at["No"]], line[at["Sep"]], line[at["Unit"]] = "1.10", 1234.123456, "£"
    tables[TABLE] = replace(tables[TABLE], rows=(tuple(line),))
    tables["Profile"] = replace(tables["Profile"], rows=((None,) * 3,))
    path = tmp_path / "PI.xlsm"
    path.write_bytes(build(tables, example=True))
    excel = opened(path=path)
    excel.press(RECORD)
    recorded = [line for line in rows(excel, layout.PUBLISHED_FIGURES) if line[5] == "Sep"]
    assert [line[4] for line in recorded] == ["1.10"]
    assert [line[6] for line in recorded] == [1234.123456]


def test_a_workbook_without_the_published_table_says_so(opened: Opened):
    excel = opened()
    excel.rename_table(layout.PUBLISHED_FIGURES.name, "Mine")
    excel.press(RECORD)
    assert said(excel) == ["PI.xlsm has no table Published; put it back from PerformanceIndex.xlsm."]


# --- Amendments ------------------------------------------------------------------------------------------------------


def test_check_index_lists_what_was_amended_and_keeps_every_reason(opened: Opened):
    excel = opened()
    excel.press(RECORD)
    excel.type(excel.place(TABLE, "16", "Sep"), 44.0)
    excel.type(excel.place(TABLE, "2", "Aug"), 0.9)
    excel.type("Amendments!A5", "99")
    excel.type("Amendments!F5", "Of nothing.")
    excel.press(CHECK)
    listed = rows(excel, layout.AMENDMENTS)
    name_of_2, name_of_16 = (excel.value(excel.place(TABLE, number, "Indicator")) for number in ("2", "16"))
    assert listed == [
        ["2", name_of_2, "Figure for August 2020", "88.1%", "90%", None],
        ["16", name_of_16, "Figure for September 2020", "43.1 weeks", "44 weeks", None],
        ["99", None, None, None, None, "Of nothing."],
    ]
    assert sum("nobody has said why" in str(line) for line in rows(excel, layout.FINDINGS)) == 2
    excel.type("Amendments!F5", "Late forms.")
    excel.type("Amendments!F6", "Filed twice.")
    excel.press(CHECK)
    assert [line[5] for line in rows(excel, layout.AMENDMENTS)] == ["Late forms.", "Filed twice.", "Of nothing."]
    assert not any("nobody has said why" in str(line) for line in rows(excel, layout.FINDINGS))
    excel.press(RECORD)
    reasons = [line for line in rows(excel, layout.PUBLISHED_FIGURES) if str(line[9]).startswith("Reason: ")]
    assert [(line[4], line[9], line[10]) for line in reasons] == [
        ("2", "Reason: Figure for August 2020", "Late forms."),
        ("16", "Reason: Figure for September 2020", "Filed twice."),
    ]
    excel.type(excel.place(layout.REPORT_DETAILS.name, "Meeting date", "Value"), dt.datetime(2021, 2, 3))  # noqa: DTZ001 - Excel's dates have no zone
    excel.press(CHECK)
    assert [line[5] for line in rows(excel, layout.AMENDMENTS)] == ["Of nothing."]


def test_where_the_amendments_cannot_be_listed_it_is_said(opened: Opened):
    excel = opened()
    excel.press(RECORD)
    excel.type(excel.place(TABLE, "16", "Sep"), 44.0)
    excel.type("Amendments!C7", "A note.")
    excel.type(excel.place(TABLE, "2", "Aug"), 0.9)
    excel.type(excel.place(TABLE, "3", "Aug"), 0.4)
    excel.press(CHECK)
    assert "omething stands below the table Amendments on the sheet Amendments" in said(excel)[-1]


# --- what the cells hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "figure"), [("dd/mm/yyyy", 1e10), ("$#,##0.00", 1e16)])
def test_a_number_too_large_for_its_format_is_read_as_the_number_that_it_is(opened: Opened, form: str, figure: float):
    """Excel gives no Value for such a cell, nor for a block with it: run-time error 6."""
    excel = opened()
    cell, why = excel.place(TABLE, "16", "Sep"), excel.place(TABLE, "16", "Why")
    excel.format(cell, form)
    excel.type(cell, figure)
    excel.format("Index!A60", form)  # below the table
    excel.type("Index!A60", figure)
    assert str(excel.value(why)).startswith(f"{figure:,.0f} weeks against a target of 26 weeks")
    table = at_once(excel).tables()[TABLE]
    assert [row["Sep"] for row in table.records() if row["No"] == 16.0] == [figure]
    assert figure in [row[0] for *_, row in table.below]
    excel.press(GENERATE)
    assert said(excel)[0].startswith("Report written")


# --- round trips -----------------------------------------------------------------------------------------------------


def test_a_click_asks_excel_as_often_for_ten_indicators_as_for_hundreds(opened: Opened, tmp_path: Path):
    asked: dict[str, list[int]] = {GENERATE: [], CHECK: [], RECORD: []}
    for indicators in (10, 300):
        excel = opened(path=made_of(tmp_path, indicators))
        for button, counts in asked.items():
            before = excel.round_trips
            excel.press(button)
            assert said(excel)[-1].startswith(("Report written", "0 errors", "Recorded"))
            counts.append(excel.round_trips - before)
        for report in excel.documents:
            report.unlink()
        shutil.rmtree(tmp_path / ".performance-index")  # or each is told that the report before it is gone
    assert asked == {GENERATE: [9] * 2, CHECK: [8] * 2, RECORD: [9] * 2}


@pytest.fixture
def mac(opened: Opened) -> Excel:
    """Excel on a Mac, as far as that can be said without one: with what xlwings offers there."""
    return opened(computer=Computer(is_mac=True))


def on_mac(excel: Excel) -> OpenBook:
    return OpenBook(xw.Book(impl=excel.engine.apps[1].books.active), has_macros=False)


def at_once(excel: Excel) -> OpenBook:
    return OpenBook(xw.Book(impl=excel.engine.apps[1].books.active), has_macros=True)


def test_on_a_mac_the_workbook_is_saved_and_read_and_its_tables_are_filled_piece_by_piece(mac: Excel):
    mac.type(mac.place(TABLE, "16", "Sep"), "=NA()")
    live, saved = at_once(mac).tables(), on_mac(mac).tables()
    assert mac.workbook.saved
    figures = [[row["Sep"] for row in tables[TABLE].records() if row["No"] == 16.0] for tables in (live, saved)]
    assert figures == [["#N/A"], ["#N/A"]]
    records = [{"Severity": "Error", "Place": "Index!A1"}, {"What to do": "nothing"}]
    at_once(mac).fill(live[layout.FINDINGS.name], records)
    first = rows(mac, layout.FINDINGS)
    on_mac(mac).fill(on_mac(mac).tables()[layout.FINDINGS.name], [{"Severity": "x"}] * 5)
    assert len(rows(mac, layout.FINDINGS)) == 5
    on_mac(mac).fill(on_mac(mac).tables()[layout.FINDINGS.name], records, turn_to=True)
    assert rows(mac, layout.FINDINGS) == first
    assert len(on_mac(mac).tables()[layout.FINDINGS.name].rows) == 2
    assert mac.workbook.active_sheet.name == layout.CHECK


def test_on_a_mac_what_stands_below_a_table_is_not_written_over(mac: Excel):
    sheet, area, _ = mac.table(layout.FINDINGS.name)
    note = mac.address(sheet, area.bottom + 2, area.left)
    mac.type(note, "Seen by Amy.")
    told = "something stands below the table Findings on the sheet Check; move it away"
    with pytest.raises(Refused, match=told):
        on_mac(mac).fill(on_mac(mac).tables()[layout.FINDINGS.name], [{"Severity": "x"}] * 5)
    assert mac.value(note) == "Seen by Amy."


def test_on_a_mac_a_list_that_is_filtered_is_filled_and_shown_whole(mac: Excel):
    findings = layout.FINDINGS.name
    on_mac(mac).fill(on_mac(mac).tables()[findings], [{"Severity": word} for word in ("Error", "Warning")])
    table = on_mac(mac).tables()[findings]
    mac.filter(findings, "Severity", "Warning")
    sheet = mac.workbook.sheet_named(layout.CHECK)
    assert sheet.vba_get("FilterMode")
    on_mac(mac).fill(table, [{"Severity": "Error"}] * 2)
    assert not sheet.vba_get("FilterMode")
    assert [line[0] for line in rows(mac, layout.FINDINGS)] == ["Error", "Error"]


def test_on_a_mac_a_row_of_totals_is_to_be_switched_off_first(mac: Excel):
    published = layout.PUBLISHED_FIGURES.name
    mac.show_totals(published)
    before = mac.table(published)[2]
    with pytest.raises(Refused, match=r"the table Published on the sheet Published has a row of totals; switch it off"):
        on_mac(mac).fill(on_mac(mac).tables()[published], [{"No": "16"}] * 3)
    assert mac.table(published)[2] == before


@pytest.mark.parametrize("can_be_shown", [True, False])
def test_on_a_mac_a_list_on_a_hidden_sheet_is_filled_and_shown_where_that_can_be(mac: Excel, *, can_be_shown: bool):
    sheet = mac.workbook.sheet_named(layout.CHECK)
    sheet.vba_set("Visible", VBAInt(0, "Long"))
    if not can_be_shown:
        mac.workbook.vba_get("Protect", ["", True])
    on_mac(mac).fill(on_mac(mac).tables()[layout.FINDINGS.name], [{"Severity": "x"}], turn_to=True)
    assert [line[0] for line in rows(mac, layout.FINDINGS)] == ["x"]
    assert (mac.workbook.active_sheet.name == layout.CHECK) == can_be_shown


def test_a_workbook_whose_name_has_an_apostrophe_has_buttons_that_work(opened: Opened, tmp_path: Path):
    excel = opened(path=Path(copy(SHIPPED, tmp_path / "Children's index.xlsm")))
    excel.press(GENERATE)
    assert said(excel)[0].startswith("Report written")


def test_a_report_that_cannot_be_opened_is_said_to_be_there(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    def refused(path: Path) -> None:
        raise OSError(1155, "No application is associated", str(path))

    excel = opened()
    monkeypatch.setattr("os.startfile", refused)
    excel.press(GENERATE)
    assert said(excel)[0].startswith("Report written")
    assert "is written, but could not be opened" in said(excel)[1]


@pytest.mark.parametrize(("cell", "typed"), [("Index!A42", "40"), ("Settings!A13", "States")])
def test_what_stands_below_a_table_is_told_of_in_the_open_workbook_as_in_a_saved_one(
    opened: Opened, cell: str, typed: str
):
    excel = opened()
    excel.type(cell, typed)
    excel.press(CHECK)
    (found,) = [line for line in rows(excel, layout.FINDINGS) if "below the table" in str(line[2])]
    assert cell in str(found[1])


def test_a_detail_that_is_added_as_the_cure_says_may_touch_the_heading_below(opened: Opened):
    excel = opened()
    excel.type("Report!A16", "Notes")
    excel.type("Report!B16", "ours")
    excel.press(CHECK)
    found = [line[1:3] for line in rows(excel, layout.FINDINGS) if "Report!" in str(line[1])]
    assert [line[1] for line in found] == ["there is no detail 'Notes'"]


def test_by_setting_the_button_makes_the_appendix_too_and_says_where(opened: Opened, tmp_path: Path):
    tables = content()
    options = tables[layout.OPTIONS.name]
    made = [(row[0], "Made with the report", *row[2:]) if row[0] == layout.APPENDIX else row for row in options.rows]
    tables[layout.OPTIONS.name] = replace(options, rows=tuple(made))
    path = tmp_path / "PI.xlsm"
    path.write_bytes(build(tables, example=True))
    excel = opened(path=path)
    excel.press(GENERATE)
    (message,) = excel.messages
    (appendix,) = (tmp_path / "reports").glob("* - appendix.docx")
    assert str(appendix) in message.words
    assert "43.1 weeks" in words(appendix)
