"""Python for Excel where Excel may not start it: a server that runs from log-on, which the workbook finds.

Defender's rule "Block all Office applications from creating child processes" stops every workbook that starts Python.
This program is started by a shortcut in the Startup folder instead, and answers at the class id that xlwings' VBA asks
for where the workbook's configuration sets Debug UDFs. See docs/it-setup.md.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from performance_index.finding import Refused
from performance_index.workbook.commands import COMMANDS

MODULE = "performance_index.excel"
"""Where the functions are that a workbook may call."""

LINK = "Performance Index server.lnk"
ARGUMENTS = "-I -m performance_index.serve"
"""What the shortcut gives Python. -I: nothing is imported from the folder it is started in, nor from PYTHONPATH."""

_ONE_PER_SESSION = r"Local\PerformanceIndexServer"
_MAY_WAIT = 0x00100000
"""Windows' SYNCHRONIZE: the least that one can ask of a mutex."""
_BUTTON = re.compile(r"from performance_index(?: import excel; excel\.|\.excel import )([a-z]\w*)")
"""How the VBA's statement names what a button runs."""

_log = logging.getLogger("performance_index.serve")


# --- the shortcut ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """What a .lnk file says: the program, its arguments, the folder it starts in, and what it is for."""

    target: Path
    arguments: str
    folder: Path
    description: str


def save_link(path: Path, shortcut: Shortcut) -> None:
    """Write a .lnk file; OSError where it cannot be written, Refused where this is not Windows.

    A link needs no admin rights, opens no window, and is no script, which AppLocker's script rules would stop.
    """
    pythoncom, shell = _windows("pythoncom"), _windows("win32com.shell.shell")
    inside = pythoncom.CLSCTX_INPROC_SERVER
    link = pythoncom.CoCreateInstance(shell.CLSID_ShellLink, None, inside, shell.IID_IShellLink)
    link.SetPath(str(shortcut.target))
    link.SetArguments(shortcut.arguments)
    link.SetWorkingDirectory(str(shortcut.folder))
    link.SetDescription(shortcut.description)
    try:
        link.QueryInterface(pythoncom.IID_IPersistFile).Save(str(path), 0)
    except pythoncom.com_error as problem:
        raise OSError(None, problem.strerror, str(path)) from problem


def install(startup: Path, python: Path, save: Callable[[Path, Shortcut], None] = save_link) -> str:
    """What was written and what to do next; an older shortcut is replaced.

    `python` is the interpreter of the installation. Refused where there is no windowless one beside it, or the folder
    cannot be written.
    """
    windowless = python.with_name("pythonw.exe")
    if not windowless.exists():
        raise Refused(f"there is no pythonw.exe in {python.parent}; install as docs/it-setup.md says, and try again")
    link = startup / LINK
    made = "Replaced" if link.exists() else "Wrote"
    what = "Lets Excel reach Performance Index where Office may not start programs."
    try:
        startup.mkdir(parents=True, exist_ok=True)
        save(link, Shortcut(target=windowless, arguments=ARGUMENTS, folder=windowless.parent, description=what))
    except OSError as problem:
        raise Refused(f"{link} cannot be written ({problem.strerror}); put that right and try again") from problem
    return (
        f"{made} {link}. The server now starts at each log-on.\n"
        f'To start it at once, open that file, or run: "{windowless}" {ARGUMENTS}\n'
        "In each workbook, on the hidden sheet xlwings.conf, set Debug UDFs and Use UDF Server to TRUE."
    )


def remove(startup: Path) -> str:
    """What was taken away, or that there was nothing; Refused where it cannot be deleted."""
    link = startup / LINK
    try:
        link.unlink()
    except FileNotFoundError:
        return f"There is no {link}: nothing to remove."
    except OSError as problem:
        raise Refused(f"{link} cannot be deleted ({problem.strerror}); delete it by hand") from problem
    return f"Removed {link}. A server that is running goes on until you log off."


def startup_folder() -> Path:
    """The folder whose programs Windows starts when this person logs on; Refused where this is not Windows."""
    shell, shellcon = _windows("win32com.shell.shell"), _windows("win32com.shell.shellcon")
    return Path(shell.SHGetFolderPath(0, shellcon.CSIDL_STARTUP, None, 0))


# --- the server --------------------------------------------------------------------------------------------------


class OnlyOurs:
    """What Excel takes hold of: xlwings' server object, cut down to the calls that this workbook makes.

    xlwings' own runs whatever code it is sent, by any macro on this PC. As this server is there from log-on, that would
    be a way round the very rule that it works under. Whatever else is asked for is Refused, and Excel shows the words.
    """

    _public_methods_: ClassVar = ["CallUDF", "Module", "SetAttr", "Exec"]  # where pywin32 looks for them

    def __init__(self, whole: Any) -> None:  # noqa: ANN401 - xlwings' object, which has no types
        """Stand before xlwings' object."""
        self._whole = whole

    def CallUDF(self, module: str, name: str, given: object, *_: object) -> object:  # noqa: N802 - the name that VBA calls
        """What one of our in-sheet functions gives; which workbook and cell ask is no matter, and not kept hold of."""
        return self._whole.CallUDF(_allowed(module, allowed=module == MODULE), name, given)

    def Module(self, name: str) -> object:  # noqa: N802 - the name that VBA calls
        """The module of xlwings that is told which workbook calls."""
        return self._whole.Module(_allowed(name, allowed=name == "xlwings._xlwindows"))

    def SetAttr(self, module: object, name: str, value: object) -> None:  # noqa: N802 - the name that VBA calls
        """Tell it."""
        self._whole.SetAttr(module, _allowed(name, allowed=name == "BOOK_CALLER"), value)

    def Exec(self, statement: str) -> None:  # noqa: N802 - the name that VBA calls
        """Run the procedure of ours that a button's statement names; the statement itself is not run."""
        named = _BUTTON.search(statement)
        name = named[1] if named else _allowed(statement, allowed=False)
        module = importlib.import_module(MODULE)
        try:
            if name in {command.procedure for command in COMMANDS}:
                getattr(module, name)()
            else:
                what = f"Performance Index {version('performance-index')} on this computer has no {name}"
                importlib.import_module("xlwings").Book.caller().app.macro("PythonFailed")(what)
        finally:  # else Excel could not end while the server holds its workbook
            self._whole.SetAttr(self._whole.Module("xlwings._xlwindows"), "BOOK_CALLER", None)


def _allowed(asked: str, *, allowed: bool) -> str:
    if not allowed:
        raise Refused(f"the Performance Index server does not run {asked!r}; it runs the workbook's own functions only")
    return asked


def serve(log: Path) -> None:
    """Answer Excel until log-off; return at once where a server does so already in this session.

    What happens is said to the log file and, if there is one, to the terminal. Refused where this is not Windows, or
    the server fails.
    """
    com_server: Any = _windows("xlwings.com_server")
    with _said(log):
        try:
            mine = _claim()
            if mine is None:
                _log.info("The server runs already: nothing to do.")
                return
            importlib.import_module(MODULE)  # now: the first cell need not wait, and a failure is in the log
            _stay()
            whole = com_server.XLPython
            com_server.XLPython = lambda: OnlyOurs(whole())
            ours, theirs = version("performance-index"), version("xlwings")
            _log.info("Performance Index %s serves Excel (xlwings %s, %s).", ours, theirs, sys.executable)
            com_server.serve()
            _log.info("The server has ended.")
        except Exception as problem:
            _log.exception("The server has failed.")
            said = f"{type(problem).__name__}: {problem}"
            raise Refused(f"the server has failed ({said}); show your IT service {log}") from problem


def _claim() -> object:
    """A handle that keeps others from serving in this session while it is held; None where another holds it.

    COM itself would let a second server register: Excel would then reach the one or the other.
    """
    win32event, win32api, winerror = _windows("win32event"), _windows("win32api"), _windows("winerror")
    mutex: object = win32event.CreateMutex(None, False, _ONE_PER_SESSION)  # noqa: FBT003 - Windows' own order
    return None if win32api.GetLastError() == winerror.ERROR_ALREADY_EXISTS else mutex


def runs() -> bool:
    """Whether a server answers in this session; Refused where this is not Windows, or pywin32 is not there."""
    win32event, win32api, winerror = _windows("win32event"), _windows("win32api"), _windows("winerror")
    try:
        win32api.CloseHandle(win32event.OpenMutex(_MAY_WAIT, False, _ONE_PER_SESSION))  # noqa: FBT003 - Windows' own order
    except _windows("pywintypes").error as problem:
        return bool(problem.winerror != winerror.ERROR_FILE_NOT_FOUND)  # it is there, whoever may hold it
    return True


def _stay() -> None:
    """Go on when Excel is closed: else pywin32 ends a server as soon as its last object is let go."""
    pythoncom = _windows("pythoncom")
    pythoncom.MakePyFactory(pythoncom.IID_IUnknown).LockServer(True)  # noqa: FBT003 - COM's own order


@contextmanager
def _said(log: Path) -> Iterator[None]:
    """While it lasts, what is logged goes to the file, and to the terminal where there is one."""
    root, handlers = logging.getLogger(), list[logging.Handler]()
    with suppress(OSError):  # a disk that is full must not keep anybody from working
        log.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(log, encoding="utf-8"))
        handlers[0].setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    if sys.stderr is not None:  # which pythonw has not
        handlers.append(logging.StreamHandler())
        handlers[-1].addFilter(lambda record: not record.exc_info)  # a person gets the refusal's sentence
    level = root.level
    root.setLevel(logging.INFO)
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield
    finally:
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def log_file() -> Path:
    r"""Where the server says what happened: PerformanceIndex\serve.log in the folder for this person's local data."""
    return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "PerformanceIndex" / "serve.log"


def _windows(name: str) -> ModuleType:
    """A module that is there on Windows only, by name; Refused where it is not."""
    try:
        return importlib.import_module(name)
    except ImportError as problem:
        cure = "on Windows, install Performance Index with what Excel needs, as docs/it-setup.md says"
        raise Refused(f"serve is for Windows, where Excel finds the server; {cure}") from problem


def main() -> int:
    """Serve, as the shortcut asks: 0, or 1 with a sentence where that cannot be."""
    try:
        serve(log_file())
    except Refused as problem:
        if sys.stderr is not None:
            sys.stderr.write(f"performance-index: {problem}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
