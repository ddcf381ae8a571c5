"""An xlwings engine over the Excel in memory: what our Python finds behind xw.Book.caller().

It stands where `xlwings._xlwindows` stands on Windows, so xlwings' own main, conversion and udfs run on it unchanged.
Every call that asks or tells Excel something is counted (`excel.round_trips`): on Windows each is one to three calls
through COM, at a millisecond or so. A member that is not here raises NotImplementedError, from xlwings' base classes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyopenvba.interpreter import VBAInt
from xlwings import base_classes

from excel_double.objects import Book, asks
from excel_double.values import COM_ERROR, ERROR_CODES, KNOWN_TO_XLWINGS, MISSING_VALUE, Untyped, to_com, to_vba

if TYPE_CHECKING:
    from excel_double.host import Excel

BUTTONS = {None: 0, "ok": 0, "ok_cancel": 1, "yes_no": 4, "yes_no_cancel": 3}
MODES = {None: 0, "info": 64, "critical": 48}
_MACRO = re.compile(r"(?:'((?:[^']|'')+)'!)?([\w.]+)")
"""A macro, in a workbook whose name stands in quotation marks, those in the name twice."""
ANSWERS = {1: "ok", 2: "cancel", 6: "yes", 7: "no"}


class Engine:
    """What `xlwings.engines["excel"]` is."""

    name, type = "excel", "desktop"

    def __init__(self, excel: Excel) -> None:
        self.apps = Apps(excel)

    @staticmethod
    def prepare_xl_data_element(value: object, _: object) -> object:
        """A value on its way into a cell: None empties it."""
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: list[list[object]],
        datetime_builder: Untyped,
        empty_as: object,
        number_builder: Untyped,
        err_to_str: bool,  # noqa: FBT001 - xlwings' own signature
    ) -> list[list[object]]:
        """A block of cells after the options of a function's argument: as `_xlwindows` and `_xlmac` do it."""

        def clean(value: object) -> object:
            if value is None or value in {"", MISSING_VALUE}:
                return empty_as
            if isinstance(value, dt.datetime):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            if isinstance(value, int) and not isinstance(value, bool) and value - COM_ERROR in KNOWN_TO_XLWINGS:
                return ERROR_CODES[value - COM_ERROR] if err_to_str else None
            return value

        return [[clean(cell) for cell in row] for row in data]


class Apps(base_classes.Apps):
    """The one Excel."""

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[App]:
        return iter([App(self.excel)])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return App(self.excel)


def _told(name: str) -> property:
    """A property of the application that is read and set."""

    @asks
    def read(app: App) -> object:
        return to_com(app.api.vba_get(name))

    @asks
    def write(app: App, value: object) -> None:
        app.api.vba_set(name, value)

    return property(read, write)


class App(base_classes.App):
    """Excel's window: its workbooks, its status bar, its message boxes."""

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def engine(self) -> Engine:
        return self.excel.engine

    @property
    def pid(self) -> int:
        return 1

    @property
    def books(self) -> Books:
        return Books(self.excel)

    @property
    def api(self) -> Untyped:
        return self.excel.application

    status_bar = _told("StatusBar")
    screen_updating = _told("ScreenUpdating")
    enable_events = _told("EnableEvents")
    display_alerts = _told("DisplayAlerts")
    version = _told("Version")

    @asks
    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, _: object) -> str:
        """A message box; the test answers, or else the first button is pressed."""
        return ANSWERS[self.excel.show(str(prompt), BUTTONS[buttons] + MODES[mode], title or "")]

    @asks
    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own signature
        """Bring the window to the front: it is there."""

    @asks
    def run(self, macro: str, given: list[object]) -> object:
        """Run a macro by 'book'!module.name, with blocks of cells as arguments and as what it gives."""
        found = _MACRO.fullmatch(macro)
        if found is None or (found[1] or "").replace("''", "'") not in {"", self.excel.workbook.name}:
            raise OSError(f"Cannot run the macro {macro}. The macro may not be available in this workbook")
        name = found[2]
        arguments = [VBAInt(one, "Long") if type(one) is int else to_vba(one) for one in given]
        return to_com(self.excel.interpreter.run(name, arguments))

    @asks
    def calculate(self) -> None:
        self.api.vba_get("Calculate")


class Books:
    """The open workbooks: one."""

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def active(self) -> Book:
        return Book(self.excel.workbook)

    def __call__(self, key: str | int) -> Book:
        if isinstance(key, str) and key.lower() != self.excel.workbook.name.lower():
            raise KeyError(key)
        return self.active

    def __iter__(self) -> Iterator[Book]:
        return iter([self.active])

    def __len__(self) -> int:
        return 1
