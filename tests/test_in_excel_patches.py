"""Each patch of pyOpenVBA in `excel_double` is still needed: the unpatched version fails at the same VBA.

When one of these fails, pyOpenVBA has learned it: take the patch out, and the test with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, ItemsView
from pathlib import Path
from shutil import copy

import pytest
import xlwings
from pyopenvba.apps.excel import ExcelApplication, _io
from pyopenvba.apps.excel._calc import Calculator as PyOpenVBACalculator
from pyopenvba.apps.excel._engine_book import EngineBook as PyOpenVBAEngineBook
from pyopenvba.exceptions import VBACompileError, VBAError, VBARuntimeError, VBAUnsupportedError
from pyopenvba.formula._calc import registry
from pyopenvba.interpreter import VBAInt

import performance_index.excel
from excel_double import Computer, Excel
from excel_double.calculation import Calculator, EngineBook, formula_read
from excel_double.interpreter import Interpreter
from excel_double.values import to_com

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
PATH = r"C:\note.txt"


def unpatched() -> ExcelApplication:
    """pyOpenVBA's Excel with an empty workbook."""
    excel = ExcelApplication()
    excel.add_workbook()
    return excel


def patched() -> ExcelApplication:
    """The same with our interpreter, on a PC with one file."""
    excel = unpatched()
    computer = Computer(files={PATH: "one\r\ntwo"}, environment={"USERNAME": "amy"})
    excel.interpreter = excel.application.interpreter = Interpreter(excel.interpreter.host, computer)
    return excel


def answer(excel: ExcelApplication, vba: str) -> object:
    """What the function Answer of a module returns."""
    excel.add_module(vba, name="Module1")
    return excel.run("Answer")


LIMITS: dict[str, tuple[str, object, type[VBAError]]] = {
    "a comment behind a directive": (
        """
#Const App = "Microsoft Excel" 'Adjust when using outside of Excel
Function Answer()
    #If App = "Microsoft Excel" Then 'there
        Answer = 1
    #End If
End Function""",
        1,
        VBACompileError,
    ),
    "a name after that of VBA's library": (
        "\nOption Explicit\nFunction Answer()\n    Answer = VBA.vbTextCompare\nEnd Function",
        1,
        VBACompileError,
    ),
    "a text that means a Boolean": (
        """
Function Answer()
    Dim given As Variant
    given = "False"
    Answer = (given = True)
End Function""",
        False,
        VBARuntimeError,
    ),
    "a handler inside an If": (
        """
Function Answer()
    If True Then
        On Error GoTo failed
        Err.Raise 5
        Answer = "not reached"
        GoTo finished
failed:
        Answer = Err.Number
finished:
    End If
End Function""",
        5,
        VBACompileError,
    ),
    "an attribute of a procedure": (
        """
Function Answer()
Attribute Answer.VB_Description = "What it is for"
    Answer = 1
End Function""",
        1,
        VBAUnsupportedError,
    ),
    "a file that is read": (
        f"""
Function Answer()
    Dim path As String, number As Integer, line As String
    path = "{PATH}"
    number = 1
    Open path For Input As #number
    Line Input #number, line
    Answer = line
    Close #number
End Function""",
        "one",
        VBAUnsupportedError,
    ),
    "a file that is deleted": (
        f"""
Function Answer()
    Dim path As String
    path = "{PATH}"
    Kill path
    Answer = "gone"
End Function""",
        "gone",
        VBAUnsupportedError,
    ),
    "Environ": ('\nFunction Answer()\n    Answer = Environ("UserName")\nEnd Function', "amy", VBAUnsupportedError),
    "GetAttr": (f'\nFunction Answer()\n    Answer = GetAttr("{PATH}")\nEnd Function', 32, VBAUnsupportedError),
    "FreeFile": ("\nFunction Answer()\n    Answer = FreeFile\nEnd Function", 1, VBAUnsupportedError),
    "EOF": (
        f"""
Function Answer()
    Dim path As String, number As Integer
    path = "{PATH}"
    number = FreeFile
    Open path For Input As #number
    Answer = EOF(number)
End Function""",
        False,
        VBAUnsupportedError,
    ),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_an_interpreter_without_the_patch_still_fails(limit: str):
    vba, _, fails = LIMITS[limit]
    with pytest.raises(fails):
        answer(unpatched(), vba)


@pytest.mark.parametrize("limit", LIMITS)
def test_an_interpreter_with_the_patch_does_what_vba_does(limit: str):
    vba, gives, _ = LIMITS[limit]
    assert answer(patched(), vba) == gives


@pytest.mark.parametrize(
    "expression", ["Application.Caller", "Application.Hwnd", 'CreateObject("WScript.Shell")', 'Outside("x")']
)
def test_what_lies_outside_the_workbook_still_has_to_be_replaced(expression: str):
    declared = 'Private Declare PtrSafe Function Outside Lib "xlwings64.dll" (ByVal given As String) As Long\n'
    with pytest.raises(VBAUnsupportedError):
        answer(unpatched(), f"{declared}Function Answer()\n    Answer = TypeName({expression})\nEnd Function")


def test_the_path_of_office_is_still_that_of_this_process():
    assert answer(unpatched(), "Function Answer()\n    Answer = Application.Path\nEnd Function") == str(Path.cwd())


def test_the_address_of_a_workbook_on_the_web_still_loses_a_slash():
    excel = unpatched()
    excel.workbook.path = "https://council.sharepoint.com/sites"
    assert str(excel.workbook.vba_get("FullName")).startswith("https:/council")


def test_a_block_outside_the_used_range_is_still_cut_short():
    excel = unpatched()
    block = excel.workbook.active_sheet.vba_get("Range", ["A1:B2"]).vba_get("Value")
    assert to_com(block) == ((None,),)


def test_a_sheet_that_is_hidden_can_still_be_gone_to():
    excel = ExcelApplication.open(SHIPPED, with_vba=False)
    sheet = excel.workbook.sheet_named("Check")
    sheet.vba_set("Visible", VBAInt(0, "Long"))
    sheet.vba_get("Activate")
    assert excel.workbook.active_sheet.name == "Check"


def test_the_filter_of_a_table_that_is_switched_off_still_hides_rows():
    excel = ExcelApplication.open(SHIPPED, with_vba=False)
    sheet = excel.workbook.sheet_named("Check")
    sheet.vba_get("Range", ["A4:D5"]).vba_get("AutoFilter", [VBAInt(1, "Long"), "nothing"])
    (table,) = sheet.vba_get("ListObjects").vba_items()
    table.vba_set("ShowAutoFilter", False)  # noqa: FBT003 - what VBA sets
    assert sheet.vba_get("FilterMode")


def test_a_member_of_an_enum_type_is_still_an_object_that_is_not_set():
    """In xlwings' Dictionary, in its branch for a Mac, which the double therefore compiles as on Windows."""
    excel = unpatched()
    kind = """
Private kept As CompareMethod
Public Enum CompareMethod
    TextCompare = 1
End Enum
Public Property Let CompareMode(value As CompareMethod)
    kept = value
End Property"""
    excel.add_module(kind, name="Kind", kind="class")
    with pytest.raises(VBARuntimeError):
        answer(excel, "Function Answer()\n    Dim x As New Kind\n    x.CompareMode = 1\nEnd Function")


def test_a_function_of_the_project_still_cannot_stand_in_a_formula():
    excel = unpatched()
    excel.add_module("Function DOUBLED(x)\n    DOUBLED = 2 * x\nEnd Function", name="Module1")
    excel.workbook.active_sheet.vba_get("Range", ["A1"]).vba_set("Formula", "=DOUBLED(2)")
    assert str(excel.sheet(1).value("A1")) == "Error 2029"  # #NAME?


@pytest.mark.parametrize(
    ("engine_book", "stale"), [(PyOpenVBAEngineBook, {"Index!C7", "Index!C8"}), (EngineBook, {"Index!C7"})]
)
def test_a_formula_on_its_own_row_is_still_said_to_read_the_whole_table(engine_book: type, stale: set[str]):
    excel = ExcelApplication.open(SHIPPED, with_vba=False)
    calculator = excel.workbook.calculator
    calculator.engine_book = engine_book(calculator)
    calculator.build()
    sheet = excel.workbook.sheet_named("Index")
    sheet.vba_get("Range", ["I7"]).vba_set("Value", 1.0)
    assert {f"Index!{cell}" for cell in ("C7", "C8") if sheet.cell(int(cell[1:]), 3).stale} == stale


@pytest.mark.parametrize(("calculator", "stale"), [(PyOpenVBACalculator, 167), (Calculator, 0)])
def test_a_table_that_grows_still_makes_every_formula_stale(calculator: type, stale: int):
    excel = ExcelApplication.open(SHIPPED, with_vba=False)
    excel.workbook._calculator = calculator(excel.workbook)  # noqa: SLF001 - as in the double
    excel.workbook.calculator.build()
    (table,) = excel.workbook.sheet_named("Published").vba_get("ListObjects").vba_items()
    table.vba_get("Resize", [excel.workbook.sheet_named("Published").vba_get("Range", ["A4:I9"])])
    formulas = [cell for sheet in excel.workbook.sheets_ for cell in sheet.cells_.values() if cell.formula]
    assert len(formulas) == 167
    assert sum(cell.stale for cell in formulas) == stale


@pytest.mark.parametrize(("calculator", "is_asked"), [(PyOpenVBACalculator, True), (Calculator, False)])
def test_each_formula_is_still_asked_about_a_cell_on_a_sheet_that_none_reads(
    monkeypatch: pytest.MonkeyPatch, calculator: type, *, is_asked: bool
):
    excel = ExcelApplication.open(SHIPPED, with_vba=False)
    excel.workbook._calculator = calculator(excel.workbook)  # noqa: SLF001 - as in the double
    excel.workbook.calculator.build()
    blocks = WatchedDict(excel.workbook.calculator._blocks)  # noqa: SLF001 - what it goes through
    monkeypatch.setattr(excel.workbook.calculator, "_blocks", blocks)
    excel.workbook.sheet_named("Guide").vba_get("Range", ["A1"]).vba_set("Value", "x")
    assert blocks.was_walked == is_asked


@pytest.mark.parametrize(("engine_book", "is_the_same"), [(PyOpenVBAEngineBook, False), (EngineBook, True)])
def test_a_formula_that_many_rows_have_is_still_parsed_for_each(engine_book: type, *, is_the_same: bool):
    calculator = ExcelApplication.open(SHIPPED, with_vba=False).workbook.calculator
    book = engine_book(calculator)
    assert (book.read("=1+[@Sep]") is book.read("=1+[@Sep]")) == is_the_same


@pytest.mark.parametrize(("read", "is_the_same"), [(_io._formula_read, False), (formula_read, True)])  # noqa: SLF001 - as in the double
def test_a_formula_that_many_rows_have_is_still_read_from_the_file_for_each(
    read: Callable[[str], str], *, is_the_same: bool
):
    spelled = "1+Indicators[[#This Row],[Sep]]"
    assert read(spelled) == "=1+Indicators[@Sep]"
    assert (read(spelled) is read(spelled)) == is_the_same


class WatchedDict(dict[object, object]):
    """A dictionary that notes whether it was gone through."""

    was_walked = False

    def items(self) -> ItemsView[object, object]:
        self.was_walked = True
        return super().items()


def test_all_that_is_changed_for_a_workbook_in_the_double_is_put_back_when_it_is_closed(tmp_path: Path):
    def state() -> list[object]:
        watched = [name for name in sys.modules if name.startswith(("xlwings", "win32", "pyth", "performance_index"))]
        modules = {name: sys.modules[name] for name in watched}
        of_xlwings = [xlwings.func, xlwings.arg, xlwings.engines.active, list(xlwings.engines), xlwings.main.sys]
        return [modules, of_xlwings, dict(registry.FUNCTIONS), list(sys.path), performance_index.excel]

    before = state()
    with Excel(Path(copy(SHIPPED, tmp_path))) as excel:
        assert "RAG" in registry.FUNCTIONS
        assert xlwings.main.sys is not sys
        excel.type(excel.place("Indicators", "16", "Sep"), 30.0)
        excel.press("Generate report")
    assert state() == before
