"""Excel with one workbook open: type into its cells, press its buttons, read what it says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Self
from unittest import mock

from defusedxml import ElementTree
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication, _io
from pyopenvba.apps.excel._io import save_workbook
from pyopenvba.interpreter import EMPTY, VBAInt, VBAObject
from pyopenvba.interpreter._objects import MemberSpec

from excel_double import server
from excel_double.calculation import Calculator, EngineBook, formula_read, functions_of
from excel_double.compiler import refusals
from excel_double.computer import Computer
from excel_double.engine import App, Engine
from excel_double.interpreter import Interpreter, places
from excel_double.values import COM_ERROR, ERROR_CODES, Untyped, to_com, to_vba
from excel_double.windows import Python, python_on_windows

_RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"
_CONFIGURATION = "xlwings.conf"
_VML, _VML_EXCEL = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"


class Button(IntEnum):
    """A button of a message box, by the number that VBA knows it by."""

    OK = 1
    CANCEL = 2
    YES = 6
    NO = 7


@dataclass(frozen=True, slots=True)
class Message:
    """A message box: what it said."""

    words: str
    title: str
    style: int


class Excel:
    """Excel on one computer, with one workbook open; a context manager, since xlwings must know of it.

    `round_trips` counts what our Python asked of Excel; `calls` lists the in-sheet functions that ran, each with its
    cell; `commands` and `activations` are the command lines for RunPython and for the server; `documents` what Windows
    was told to open; `buttons` the captions on the sheets with their macros; `ribbon` those of the workbook's own tabs,
    each with its macro and its tag.

    With `remembers`, an in-sheet function that is given what one was given before, in this process, is not worked out:
    it answers what that one did. For tests that are about something else: 160 functions take seconds.
    """

    engine: Engine
    app: App
    python: Python

    def __init__(self, path: Path, computer: Computer | None = None, *, remembers: bool = False) -> None:
        self.computer = computer or Computer()
        self.remembers = remembers
        self.round_trips = 0
        self.calls: list[tuple[str, str]] = []
        self.commands: list[str] = []
        self.activations: list[str] = []
        self.documents: list[Path] = []
        self.buttons = _buttons(path)
        self.ribbon = _ribbon(path)
        self._source: dict[str, list[str]] = {}
        self._caller: object = EMPTY
        self._open = ExitStack()
        with mock.patch.object(_io, "_formula_read", formula_read):
            self._excel = ExcelApplication.open(path, with_vba=False)
        self.application = self._excel.application
        self.application.double = self
        self.workbook._calculator = Calculator(self.workbook)  # noqa: SLF001 - it makes its own otherwise
        self.workbook.calculator.engine_book = EngineBook(self.workbook.calculator)
        self._add_members()
        self.interpreter = Interpreter(server.Bridge(self), self.computer, self._settings)
        self._excel.interpreter = self.application.interpreter = self.interpreter
        self._load(path)

    def __enter__(self) -> Self:
        self.python = self._open.enter_context(python_on_windows(self))
        self._open.enter_context(functions_of(self))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _add_members(self) -> None:
        """Members of these two objects alone.

        pyOpenVBA 6.5.0 has no Application.Caller, Hwnd and AutoCorrect, says of Application.Path the folder of this
        process, and makes https:/ of the https:// in a FullName.
        """
        self.auto_correct = AutoCorrect()
        members = {
            "Caller": lambda _: self._caller,
            "Hwnd": lambda _: VBAInt(1, "Long"),
            "AutoCorrect": lambda _: self.auto_correct,
            "Path": lambda _: r"C:\Program Files\Microsoft Office\root\Office16",
        }
        _add(self.application, members)
        _add(self.workbook, {"FullName": lambda book: f"{book.path}/{book.name}" if book.path else book.name})

    def _load(self, path: Path) -> None:
        """Every module of the workbook as it is; of xlwings' the declared DLL is taken by ours."""
        self._excel.load_vba(path)
        with ExcelFile(path) as file:
            self._source = {module.name: module.source.splitlines() for module in file.vba_project().modules}
        self._program = repr(self._source)
        assert {name.lower() for name in self._source} == set(self.interpreter.modules)  # else one did not compile
        for name in ("modPerformanceIndex", "xlwings_udfs"):
            assert refusals("\n".join(self._source[name])) == [], name
        self.interpreter.add_module(server.DLL, name="XlwingsDll")
        xlwings = self.interpreter.modules["xlwings"]
        xlwings.initialise()
        xlwings.declares.clear()

    def _settings(self) -> Hashable | None:
        """All that xlwings' GetConfig reads: the sheet, the file's name and the computer; None where it is worked out.

        That is on a Mac, which asks AppleScript, and where a cell of the sheet is a formula.
        """
        book, computer, cells = self.workbook, self.computer, self._configuration()
        if computer.is_mac or cells is None:
            return None
        machine = (tuple(computer.files.items()), tuple(computer.environment.items()))
        return cells, machine, (book.path, book.name, book.active_sheet.name)

    def _configuration(self) -> Hashable | None:
        """The cells of xlwings' sheet; None where one is a formula."""
        sheets = [sheet for sheet in self.workbook.sheets_ if sheet.name.lower() == _CONFIGURATION]
        cells = [(at, cell) for sheet in sheets for at, cell in sheet.cells_.items()]
        if any(cell.formula for _, cell in cells):
            return None
        return tuple((at, type(cell.value), cell.value, cell.number_format) for at, cell in cells)

    def circumstances(self) -> Hashable | None:
        """All that in-sheet functions depend on beside their arguments; None where they are not remembered.

        That is on a computer on which a test has changed something, and after Python could not be reached.
        """
        ours = self.interpreter.module("modPerformanceIndex")
        ours.initialise()
        cells = self._configuration()
        if self.computer != Computer() or ours.variables["isoutofreach"].get() or cells is None:
            return None
        return cells, self._program

    # --- the workbook ---------------------------------------------------------------------------------------------

    @property
    def workbook(self) -> Untyped:
        """The workbook, pyOpenVBA's object."""
        return self._excel.workbook

    def value(self, place: str) -> object:
        """What a cell shows, by 'Index!C7' or by a defined name: an error as its text."""
        found = to_com(self._cell(place).vba_get("Value"))
        if isinstance(found, int) and not isinstance(found, bool):
            return ERROR_CODES[found - COM_ERROR]
        return found

    def formula(self, place: str) -> str:
        """What is written in a cell."""
        return str(self._cell(place).vba_get("Formula"))

    def place(self, table: str, key: str, heading: str) -> str:
        """The address of a table's cell by its row's first cell and its heading: 'Index!N12'."""
        sheet, area, cells = self.table(table)
        row = next(n for n, line in enumerate(cells) if n and _key(line[0]) == key)
        return self.address(sheet, area.top + row, area.left + cells[0].index(heading))

    def below(self, table: str, heading: str) -> str:
        """The address of the cell under a table's last row."""
        sheet, area, cells = self.table(table)
        return self.address(sheet, area.bottom + 1, area.left + cells[0].index(heading))

    def config(self, key: str) -> str:
        """The address of a value on xlwings' configuration sheet."""
        keys = (row for row in range(1, 100) if self.value(f"xlwings.conf!A{row}") == key)
        return f"xlwings.conf!B{next(keys)}"

    def address(self, sheet: str, row: int, column: int) -> str:
        """'Index!C7' from its numbers."""
        cell = self.workbook.sheet_named(sheet).vba_get("Cells", [row, column])
        return f"{sheet}!{cell.vba_get('Address', [False, False])}"

    def rename_table(self, name: str, to: str) -> None:
        """Give a table another name, as the Table Design tab does."""
        for sheet in self.workbook.sheets_:
            for table in sheet.vba_get("ListObjects").vba_items():
                if table.vba_get("Name") == name:
                    table.vba_set("Name", to)

    def show_totals(self, name: str) -> None:
        """Tick Total Row on the Table Design tab."""
        for sheet in self.workbook.sheets_:
            for table in sheet.vba_get("ListObjects").vba_items():
                if table.vba_get("Name") == name:
                    table.vba_set("ShowTotals", True)  # noqa: FBT003 - what VBA sets

    def hide_headers(self, name: str) -> None:
        """Untick Header Row on the Table Design tab: the row's cells are emptied, and the table begins below them.

        pyOpenVBA 6.5.0 reads tables without a header row and cannot make one.
        """
        sheet, area, _ = self.table(name)
        first = self.address(sheet, area.top, area.left)
        last = self.address(sheet, area.top, area.right).partition("!")[2]
        for table in self.workbook.sheet_named(sheet).vba_get("ListObjects").vba_items():
            if table.vba_get("Name") == name:
                model = table.table
                model.area = type(model.area)(area.top + 1, area.left, area.bottom, area.right)
                model.headers, model.auto_filter, model.changed = False, False, True
        self._cell(f"{first}:{last}").vba_get("ClearContents")

    def merge(self, place: str) -> None:
        """Merge cells, as a program other than Excel does in a table too: only the first keeps its value."""
        self._cell(place).vba_get("Merge")

    def filter(self, name: str, heading: str, word: str) -> None:
        """Show only the rows of a table that have this word under a heading."""
        sheet, area, cells = self.table(name)
        first, last = self.address(sheet, area.top, area.left), self.address(sheet, area.bottom, area.right)
        field = VBAInt(cells[0].index(heading) + 1, "Long")
        self._cell(f"{first}:{last.partition('!')[2]}").vba_get("AutoFilter", [field, word])
        for table in self.workbook.sheet_named(sheet).vba_get("ListObjects").vba_items():
            if table.vba_get("Name") == name:
                table.vba_set("ShowAutoFilter", True)  # noqa: FBT003 - in Excel it is the table's own filter

    def rename_sheet(self, name: str, to: str) -> None:
        """Type over the name on a sheet's tab."""
        self.workbook.sheet_named(name).vba_set("Name", to)

    def shrink_table(self, name: str, *, rows: int | None = None, columns: int | None = None) -> None:
        """Drag a table's corner so that it has only its first rows or columns; what is outside then is emptied."""
        sheet, area, cells = self.table(name)
        kept_rows, kept_columns = len(cells) if rows is None else rows + 1, columns or len(cells[0])
        first = self.address(sheet, area.top, area.left)
        corner = self.address(sheet, area.top + kept_rows - 1, area.left + kept_columns - 1).partition("!")[2]
        for table in self.workbook.sheet_named(sheet).vba_get("ListObjects").vba_items():
            if table.vba_get("Name") == name:
                table.vba_get("Resize", [self._cell(f"{first}:{corner}")])
        if kept_rows < len(cells):
            left = self.address(sheet, area.top + kept_rows, area.left)
            self._cell(f"{left}:{self.address(sheet, area.bottom, area.right).partition('!')[2]}").vba_get(
                "ClearContents"
            )

    def protect(self, sheet: str) -> None:
        """Protect a sheet, as the Review tab does."""
        self.workbook.sheet_named(sheet).vba_get("Protect")

    def as_money(self, place: str) -> None:
        """Give a cell a currency format: its Value is then a Currency, with four decimals."""
        self.format(place, "$#,##0.00")

    def format(self, place: str, form: str) -> None:
        """Give a cell a number format."""
        self._cell(place).vba_set("NumberFormat", form)

    def move_to(self, folder: str, name: str) -> None:
        """Make it another place that the workbook was opened from: '' for a workbook that was never saved."""
        self.workbook.path, self.workbook.name = folder, name

    def save(self) -> None:
        """Ctrl+S."""
        self.workbook.vba_get("Save")

    def copy_to(self, path: Path) -> Path:
        """Write the workbook as it is now into another file."""
        save_workbook(self.workbook, path)
        return path

    def table(self, name: str) -> tuple[str, Untyped, Untyped]:
        """A table's sheet, its area and its cells with the headings."""
        for sheet in self.workbook.sheets_:
            for table in sheet.vba_get("ListObjects").vba_items():
                if table.vba_get("Name") == name:
                    cells = table.vba_get("Range")
                    return sheet.name, cells.first, to_com(cells.vba_get("Value2"))  # which every cell has
        raise KeyError(name)

    def _cell(self, place: str) -> Untyped:
        sheet, _, address = place.rpartition("!")
        if sheet:
            return self.workbook.sheet_named(sheet).vba_get("Range", [address])
        return self.workbook.vba_get("Names", [address]).vba_get("RefersToRange")

    # --- a person's hands and eyes --------------------------------------------------------------------------------

    def type(self, place: str, value: object) -> list[tuple[str, str]]:
        """Type into a cell (None empties it, text with = is a formula): the in-sheet functions that ran, with cells."""
        before = len(self.calls)
        cell = self._cell(place)
        if value is None:
            cell.vba_get("ClearContents")
        elif isinstance(value, str) and value.startswith("="):
            cell.vba_set("Formula", value)
        else:
            cell.vba_set("Value", to_vba(value))
        self.workbook.saved = False
        self.workbook.calculator.recalculated()
        return self.calls[before:]

    def recalculate(self) -> None:
        """Ctrl+Alt+F9: work every formula out afresh."""
        for sheet in self.workbook.sheets_:
            for cell in sheet.cells_.values():
                cell.stale = bool(cell.formula)
        self.workbook.calculator.calculate_all()

    def press(self, caption: str) -> None:
        """Click the button with that caption."""
        self.run(self.buttons[caption])

    def press_in_ribbon(self, caption: str) -> None:
        """Click the button with that caption in the ribbon."""
        macro, tag = self.ribbon[caption]
        self.interpreter.run(macro, [RibbonControl(tag)])

    def run(self, macro: str) -> None:
        """Run a macro; an error that it leaves unhandled is raised, as Excel would show its error box."""
        self.interpreter.run(macro)

    def answer(self, *buttons: Button) -> None:
        """What the person presses in the next message boxes, in order; unanswered ones get their first button."""
        self._excel.answer_dialogs(*(VBAInt(button, "Integer") for button in buttons))

    def show(self, words: str, style: int, title: str) -> int:
        """Show a message box: the button that is pressed."""
        return int(str(self.interpreter.show_message(words, style, title)))

    @property
    def messages(self) -> list[Message]:
        """Every message box so far."""
        return [Message(words, title, style) for _, words, title, style in self._excel.dialogs]

    @property
    def status_bar(self) -> object:
        """What the status bar says; False where it is Excel's own."""
        return self.application.status_bar

    @contextmanager
    def called_by(self, cell: Untyped, function: str) -> Iterator[None]:
        """While a cell calls a function: Application.Caller is the cell."""
        self.calls.append((function, f"{cell.sheet.name}!{cell.vba_get('Address', [False, False])}"))
        before, self._caller = self._caller, cell
        try:
            yield
        finally:
            self._caller = before

    # --- what of the VBA has run ----------------------------------------------------------------------------------

    def unexecuted(self, module: str) -> dict[int, str]:
        """The lines of a module with a statement that has not run since the workbook was opened: number and text."""
        missed = places(self.interpreter.module(module)) - self.interpreter.executed
        return {line: self._source[module][line - 1].strip() for _, line, _ in sorted(missed)}


def _buttons(path: Path) -> dict[str, str]:
    """The buttons on the sheets: their captions, and the macros that they run."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(path) as package:
        drawings = [package.read(name) for name in package.namelist() if name.endswith(".vml")]
    for drawing in drawings:
        for shape in ElementTree.fromstring(drawing).iter(f"{_VML}shape"):
            macro = shape.findtext(f"{_VML_EXCEL}ClientData/{_VML_EXCEL}FmlaMacro")
            caption = shape.find(f"{_VML}textbox")
            if macro is not None and caption is not None:
                found["".join(caption.itertext())] = macro.rpartition("!")[2]
    return found


class AutoCorrect(VBAObject):
    """Excel's automatic corrections: whether it fills a table's column with a formula typed into one cell."""

    fills = True

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:  # noqa: ARG002 - pyOpenVBA's own signature
        """The one property that our macro asks for."""
        assert name.lower() == "autofillformulasinlists"
        return self.fills

    def vba_set(self, name: str, value: object, *_: object, **__: object) -> None:
        """Set it."""
        assert name.lower() == "autofillformulasinlists"
        self.fills = bool(value)


class RibbonControl(VBAObject):
    """What Excel hands to the macro of a ribbon's button (IRibbonControl)."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:  # noqa: ARG002 - pyOpenVBA's own signature
        """Its tag, the one property that our macro asks for."""
        assert name.lower() == "tag"
        return self._tag


def _ribbon(path: Path) -> dict[str, tuple[str, str]]:
    """The buttons of the workbook's own ribbon tabs: captions, and the macro and tag of each."""
    with zipfile.ZipFile(path) as package:
        custom = package.read("customUI/customUI14.xml")
    buttons = ElementTree.fromstring(custom).iter(f"{_RIBBON}button")
    return {one.attrib["label"]: (one.attrib["onAction"], one.attrib["tag"]) for one in buttons}


def _add(owner: Untyped, members: Mapping[str, Callable[[Untyped], object]]) -> None:
    """Give one of pyOpenVBA's objects members of its own."""
    specs = {name.lower(): MemberSpec(name, "property", getter=getter) for name, getter in members.items()}
    owner._vba_members = {**owner._vba_members, **specs}  # noqa: SLF001 - it offers this for a class only


def _key(cell: object) -> str:
    """A key as a test writes it: 16, not 16.0."""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
