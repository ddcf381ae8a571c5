"""Python as it runs on Windows: the parts of xlwings that need pywin32, and our functions declared to it.

`xlwings.udfs` (the declarations, and `call_udf`), `xlwings.com_server` (the server that VBA talks to) and
`Book.caller()` are xlwings' own code, unmodified. Only what they import from pywin32 is a stand-in, and the engine
stands where `xlwings._xlwindows` would. Everything is put back when the context ends.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
import types
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pyopenvba.apps.excel as model
import xlwings

import performance_index
from excel_double import objects
from excel_double.engine import App
from excel_double.engine import Engine as EngineOverExcel
from excel_double.values import Untyped

if TYPE_CHECKING:
    from excel_double.host import Excel

OURS = "performance_index.excel"


class Wrapped:
    """What pywin32's `wrap` makes: a Python object as COM carries it."""

    def __init__(self, inner: object, iid: object = None) -> None:  # noqa: ARG002 - pywin32 asks for an interface
        self.inner = inner


def _unwrap(value: object) -> object:
    if not isinstance(value, Wrapped):
        raise TypeError(value)
    return value.inner


def _itself(value: object) -> object:
    return value


def _stand_ins() -> dict[str, dict[str, object]]:
    """The modules of pywin32 by name, and as much of each as xlwings' code above touches."""
    iid = {"IID_IDispatch": "IDispatch", "IID_IEnumVARIANT": "IEnumVARIANT"}
    return {
        "win32api": {},
        "win32event": {},
        "pywintypes": {"com_error": type("com_error", (Exception,), {})},
        "pythoncom": {**iid, "TypeIIDs": {"IDispatch": type("PyIDispatch", (), {})}, "CoInitialize": lambda: None},
        "win32com": {},
        "win32com.client": {"Dispatch": _itself},
        "win32com.server": {},
        "win32com.server.dispatcher": {},
        "win32com.server.policy": {"DefaultPolicy": object},
        "win32com.server.util": {"wrap": Wrapped, "unwrap": _unwrap},
    }


def _xlwindows(excel: Excel) -> dict[str, object]:
    """What xlwings takes from `xlwings._xlwindows` by name, made of the engine."""
    return {
        "Range": objects.Range,
        "Book": objects.Book,
        "App": lambda xl: App(excel),  # noqa: ARG005 - the one Excel, whatever window it is asked for
        "is_range_instance": lambda xl: isinstance(xl, model.Range),
        "BOOK_CALLER": None,
    }


class _Sys:
    """`sys` as `Book.caller()` sees it: on Windows, with the arguments of a command line."""

    platform = "win32"

    def __init__(self) -> None:
        self.argv: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(sys, name)


class Python:
    """The interpreter that Excel reaches: xlwings' server object, and the code of a command line."""

    def __init__(self, excel: Excel, server: Untyped, system: _Sys) -> None:
        self._excel, self.server, self._system = excel, server, system

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While Python runs: without our package where the computer has none."""
        missing = {} if self._excel.computer.has_package else dict.fromkeys((OURS, "performance_index"))
        path = list(sys.path)
        with ExitStack() as stack:
            _replace_modules(stack, missing)
            try:
                yield
            finally:
                sys.path[:] = path

    def run(self, code: str, arguments: list[str]) -> str:
        """Run `python -c code arguments`: what it writes to the error stream, '' where it ends well."""
        self._system.argv = arguments
        try:
            with self.at_work(), redirect_stdout(StringIO()):
                exec(code, {})  # noqa: S102 - this is what the command line says
        except Exception:  # noqa: BLE001 - whatever a program dies of, python prints
            return traceback.format_exc()
        finally:
            self._system.argv = []
        return ""


@contextmanager
def python_on_windows(excel: Excel) -> Iterator[Python]:
    """Python, ready to be called by Excel."""
    with ExitStack() as stack:
        stand_ins = {**_stand_ins(), "xlwings._xlwindows": _xlwindows(excel)}
        modules = {name: _module(name, members) for name, members in stand_ins.items()}
        _replace_modules(stack, modules)
        for name, module in modules.items():
            package, _, last = name.rpartition(".")
            if package:
                _set(stack, sys.modules[package], last, module)
        _forget_modules(stack, "xlwings.udfs", "xlwings.com_server", OURS)
        udfs = importlib.import_module("xlwings.udfs")
        com_server = importlib.import_module("xlwings.com_server")
        stack.callback(com_server.loop.close)
        for name, real in (("func", udfs.xlfunc), ("arg", udfs.xlarg), ("ret", udfs.xlret)):
            _set(stack, xlwings, name, real)
        _set(stack, performance_index, "excel", importlib.import_module(OURS))
        engine = xlwings.main.Engine(impl=EngineOverExcel(excel))
        _set(stack, xlwings.engines, "active", engine)
        _set(stack, xlwings.engines, "engines", [engine])
        _set(stack, xlwings.engines, "engines_by_name", {"excel": engine})
        _set(stack, os, "startfile", lambda path: excel.documents.append(Path(path)))  # Python has it on Windows only
        system = _Sys()
        _set(stack, xlwings.main, "sys", system)
        excel.engine = engine.impl
        excel.app = App(excel)
        yield Python(excel, com_server.XLPython(), system)


def _module(name: str, members: dict[str, object]) -> types.ModuleType:
    module = types.ModuleType(name)
    vars(module).update(members)
    return module


def _replace_modules(stack: ExitStack, modules: Mapping[str, types.ModuleType | None]) -> None:
    """Let an import find these, and for None nothing, until the context ends; whatever else is imported stays."""
    for name, module in modules.items():
        stack.callback(_put_back, name, sys.modules.get(name), there=name in sys.modules)
        sys.modules[name] = module  # type: ignore[assignment]  # None is how Python marks what cannot be imported


def _forget_modules(stack: ExitStack, *names: str) -> None:
    """Let an import run these anew, until the context ends."""
    for name in names:
        stack.callback(_put_back, name, sys.modules.pop(name, None), there=False)
        package, _, last = name.rpartition(".")
        _set(stack, sys.modules[package], last, None)


def _put_back(name: str, module: types.ModuleType | None, *, there: bool) -> None:
    if module is not None or there:
        sys.modules[name] = module  # type: ignore[assignment]  # as it was
    else:
        sys.modules.pop(name, None)


def _set(stack: ExitStack, owner: object, name: str, value: object) -> None:
    """Set an attribute until the context ends."""
    stack.enter_context(mock.patch.object(owner, name, value, create=True))
