"""What the double remembers is what would be worked out: what GetConfig said, and what in-sheet functions answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest

from books import tables
from excel_double import Computer, Excel, calculation
from excel_double.values import COM_ERROR, Untyped
from performance_index.workbook import layout
from performance_index.workbook.build import build

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
KEYS = ["INTERPRETER_WIN", "INTERPRETER", "USE UDF SERVER", "OURS"]
SETTING = "Interpreter_Win"


# --- GetConfig -------------------------------------------------------------------------------------------------------


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[Excel]:
    with Excel(Path(copy(SHIPPED, tmp_path / "PI.xlsm"))) as opened:
        yield opened


def asked(excel: Excel, *given: object) -> object:
    """What xlwings' GetConfig says."""
    procedure, module = excel.interpreter.find_procedure("GetConfig", "xlwings")
    assert procedure is not None
    assert module is not None
    return excel.interpreter.call(procedure, module, list(given), {})


def answers(excel: Excel) -> list[tuple[type, object]]:
    return [(type(said), said) for said in (asked(excel, key, "%TEMP%/x") for key in KEYS)]


def statements(excel: Excel, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows by each statement that runs."""
    ran: list[object] = []
    execute = type(excel.interpreter)._execute  # noqa: SLF001 - pyOpenVBA's own name for it

    def noting(self: Untyped, statement: Untyped, frame: Untyped) -> None:
        ran.append(statement)
        execute(self, statement, frame)

    monkeypatch.setattr(type(excel.interpreter), "_execute", noting)
    return ran


def test_what_was_asked_before_runs_no_statement_and_says_the_same(excel: Excel, monkeypatch: pytest.MonkeyPatch):
    first, ran = answers(excel), statements(excel, monkeypatch)
    assert answers(excel) == first
    assert ran == []
    asked(excel, "OURS", "another default")
    assert ran != []


def typed(value: object) -> Callable[[Excel], object]:
    return lambda excel: excel.type(excel.config(SETTING), value)


def of_another_sheet(excel: Excel) -> None:
    excel.type("Check!Z1", "here")
    excel.type(excel.config(SETTING), "=Check!Z1")
    answers(excel)
    excel.type("Check!Z1", "there")


def one_more(excel: Excel) -> None:
    row = next(row for row in range(1, 100) if excel.value(f"xlwings.conf!A{row}") is None)
    excel.type(f"xlwings.conf!A{row}", "Ours")
    excel.type(f"xlwings.conf!B{row}", "new")


CHANGES: dict[str, Callable[[Excel], object]] = {
    "a text": typed("C:\\ours"),
    "a number": typed(1.0),
    "a truth": typed(True),  # noqa: FBT003 - what a person types
    "nothing": typed(None),
    "a formula of another sheet": of_another_sheet,
    "a setting more": one_more,
    "a date": lambda excel: (typed(43831.0)(excel), answers(excel), excel.format(excel.config(SETTING), "dd/mm/yyyy")),
    "another name of the sheet": lambda excel: excel.rename_sheet("xlwings.conf", "_xlwings.conf"),
    "another folder for temporary files": lambda excel: excel.computer.environment.update(TEMP="D:\\Temp"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_says_what_it_would_say_without_a_memory(excel: Excel, change: str):
    before = answers(excel)
    CHANGES[change](excel)
    after = answers(excel)
    excel.interpreter.remembered.clear()
    assert answers(excel) == after != before


@pytest.mark.parametrize(("one", "other"), [(1.0, True), ("True", True), ("1", 1.0)])
def test_values_that_python_takes_for_equal_are_told_apart(excel: Excel, one: object, other: object):
    """1.0 == True in Python."""
    for value in (one, other, one):
        excel.type(excel.config(SETTING), value)
        said = answers(excel)
        excel.interpreter.remembered.clear()
        assert answers(excel) == said


def test_a_workbook_that_moves_is_asked_anew(excel: Excel, monkeypatch: pytest.MonkeyPatch):
    """What is not on the sheet is looked for beside the workbook."""
    answers(excel)
    excel.move_to("/elsewhere", "PI.xlsm")
    ran = statements(excel, monkeypatch)
    answers(excel)
    assert ran != []


def test_a_file_beside_the_workbook_is_seen(excel: Excel, monkeypatch: pytest.MonkeyPatch):
    answers(excel)
    excel.computer.files["C:\\new.conf"] = ""
    ran = statements(excel, monkeypatch)
    answers(excel)
    assert ran != []


def test_on_a_mac_nothing_is_remembered(tmp_path: Path):
    with Excel(Path(copy(SHIPPED, tmp_path / "PI.xlsm")), Computer(is_mac=True)) as excel:
        asked(excel, "INTERPRETER_MAC", "")
        assert excel.interpreter.remembered == {}


# --- in-sheet functions ----------------------------------------------------------------------------------------------

TABLE = layout.INDICATORS.name
EDITS: list[tuple[tuple[str, str, str], list[object]]] = [  # a cell, and what is typed into it, one after the other
    ((TABLE, "16", "Sep"), [30.0, "30", True, 1.0, "n/a", None, COM_ERROR + 2042, 0.0, "=10+20", 30.0]),
    ((TABLE, "16", "Polarity"), ["Higher is better", "higher"]),
    ((TABLE, "16", "Override"), ["Green", None]),
    ((TABLE, "16", "No"), ["16b", None]),
    ((TABLE, "16", "Tolerance"), [0.5]),
    (("Profile", "30", "Target"), [1.0, "x", None]),
    (("RatingRule", "Green within", "Value"), [1.0]),
    (("ReportDetails", "Period end", "Value"), [dt.datetime(2020, 6, 30), "June"]),  # noqa: DTZ001 - Excel's dates have no zone
]


def shown(excel: Excel) -> list[list[tuple[type, object]]]:
    """What the in-sheet functions show in each row."""
    headings, *rows = excel.table(TABLE)[2]
    at = [headings.index(column.name) for column in layout.RESULTS]
    return [[(type(row[n]), row[n]) for n in at] for row in rows]


def edited(excel: Excel) -> Iterator[tuple[object, object]]:
    """What is shown after each edit, and the functions that ran."""
    for cell, values in EDITS:
        place = excel.place(*cell)
        before = excel.value(place)
        for value in [*values, before]:
            yield (cell, value), (excel.type(place, value), shown(excel))
    figure = excel.place(TABLE, "16", "Sep")
    for form in ("$#,##0.00", "dd/mm/yyyy", "0.0"):
        excel.format(figure, form)
        for value in (30.123456789, 25.0, 43.1):
            yield (form, value), (excel.type(figure, value), shown(excel))


def run(path: Path, *, remembers: bool) -> list[tuple[object, object]]:
    """All of `edited` in a copy of the workbook."""
    with Excel(Path(copy(path, path.with_name("PI.xlsm"))), remembers=remembers) as excel:
        return list(edited(excel))


def test_what_a_function_answered_before_is_what_it_would_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(calculation, "ANSWERS", {})
    few = tables()
    some = [row for row in few[TABLE].rows if row[0] in {16.0, 30.0}]
    path = tmp_path / "few.xlsm"
    path.write_bytes(build(few | {TABLE: replace(few[TABLE], rows=tuple(some))}, example=True))
    worked_out = run(path, remembers=False)
    assert calculation.ANSWERS == {}
    assert run(path, remembers=True) == worked_out
    known = len(calculation.ANSWERS)
    assert run(path, remembers=True) == worked_out
    assert len(calculation.ANSWERS) == known > 100


@pytest.mark.parametrize(
    "computer", [Computer(has_package=False), Computer(may_start_programs=False), Computer(files={})]
)
def test_where_python_cannot_be_reached_nothing_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computer: Computer
):
    monkeypatch.setattr(calculation, "ANSWERS", {})
    shipped = Path(copy(SHIPPED, tmp_path / "PI.xlsm"))
    with Excel(shipped, remembers=True) as excel:
        place, rating = excel.place(TABLE, "16", "Sep"), excel.place(TABLE, "16", "Rating")
        excel.type(place, 25.0)
        assert excel.value(rating) == "Green"
        known = len(calculation.ANSWERS)
    with Excel(shipped, computer, remembers=True) as excel:
        excel.type(place, 25.0)
        assert excel.value(rating) == "Rating needs Python: see Guide"
    assert len(calculation.ANSWERS) == known == len(layout.RESULTS)
