"""The log-on server: its shortcut, what it lets Excel do, and that it outlives the Excel it serves.

Windows is played by stand-ins for pywin32 alone. xlwings' COM server, its VBA and the workbook are the real ones.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import re
import subprocess
import sys
import threading
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from types import SimpleNamespace

import pytest
import xlwings

from excel_double import Computer, Excel
from excel_double.server import RUNNING_SERVER
from performance_index import excel as callable_by_excel
from performance_index import serve
from performance_index.finding import Refused
from performance_index.serve import ARGUMENTS, LINK, MODULE, OnlyOurs, Shortcut, install, remove
from performance_index.workbook.configuration import CONFIGURATION
from performance_index.workbook.vba import PYTHON_MODULE, PYTHON_NEEDED, modules

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"
GUIDE = (ROOT / "docs" / "it-setup.md").read_text(encoding="utf-8")
TABLE, GENERATE = "Indicators", "Generate report"


# --- the shortcut ------------------------------------------------------------------------------------------------


class Saved(dict[Path, Shortcut]):
    """Where Windows would keep the shortcuts: here a dictionary, and a file so that each is there."""

    def save(self, path: Path, shortcut: Shortcut) -> None:
        self[path] = shortcut
        path.write_bytes(b"a link")


@pytest.fixture(name="python")
def fixture_python(tmp_path: Path) -> Path:
    """The interpreter of an installation, with the windowless one beside it."""
    scripts = tmp_path / "venv" / "Scripts"
    scripts.mkdir(parents=True)
    (scripts / "pythonw.exe").touch()
    return scripts / "python.exe"


def test_install_puts_a_shortcut_to_the_windowless_python_into_the_startup_folder(tmp_path: Path, python: Path):
    saved, startup = Saved(), tmp_path / "Startup"
    said = install(startup, python, saved.save)
    shortcut = saved[startup / LINK]
    assert shortcut.target == python.with_name("pythonw.exe")
    assert shortcut.arguments == "-I -m performance_index.serve"
    assert shortcut.folder == python.parent
    assert said.splitlines() == [
        f"Wrote {startup / LINK}. The server now starts at each log-on.",
        f'To start it at once, open that file, or run: "{shortcut.target}" -I -m performance_index.serve',
        "In each workbook, on the hidden sheet xlwings.conf, set Debug UDFs and Use UDF Server to TRUE.",
    ]


def test_install_again_replaces_the_older_shortcut(tmp_path: Path, python: Path):
    saved, startup = Saved(), tmp_path / "Startup"
    install(startup, python, saved.save)
    said = install(startup, python, saved.save)
    assert said.startswith(f"Replaced {startup / LINK}.")
    assert [path.name for path in startup.iterdir()] == [LINK]


def test_install_is_refused_where_there_is_no_windowless_python(tmp_path: Path):
    with pytest.raises(Refused, match=r"there is no pythonw\.exe in .*bin; install as docs/it-setup\.md says"):
        install(tmp_path, tmp_path / "bin" / "python3", Saved().save)
    assert list(tmp_path.iterdir()) == []


def test_install_is_refused_where_the_folder_cannot_be_written(tmp_path: Path, python: Path):
    startup = tmp_path / "Startup"
    startup.write_text("a file")
    with pytest.raises(Refused, match=r"cannot be written .*; put that right and try again"):
        install(startup, python, Saved().save)


def test_remove_takes_the_shortcut_away_and_nothing_else(tmp_path: Path, python: Path):
    install(tmp_path / "Startup", python, Saved().save)
    (tmp_path / "Startup" / "Another program.lnk").touch()
    assert remove(tmp_path / "Startup") == (
        f"Removed {tmp_path / 'Startup' / LINK}. A server that is running goes on until you log off."
    )
    assert [path.name for path in (tmp_path / "Startup").iterdir()] == ["Another program.lnk"]


def test_remove_says_where_there_was_nothing(tmp_path: Path):
    assert remove(tmp_path) == f"There is no {tmp_path / LINK}: nothing to remove."


def test_remove_is_refused_where_the_shortcut_cannot_be_deleted(tmp_path: Path):
    (tmp_path / LINK).mkdir()
    with pytest.raises(Refused, match="cannot be deleted"):
        remove(tmp_path)


# --- elsewhere than on Windows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda folder: serve.serve(folder / "serve.log"),
        lambda folder: serve.save_link(
            folder / LINK, Shortcut(target=folder, arguments="", folder=folder, description="")
        ),
        lambda _: serve.startup_folder(),
        lambda _: serve.runs(),
    ],
    ids=["serve", "save_link", "startup_folder", "runs"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="on Windows these are there")
def test_elsewhere_than_on_windows_it_says_so(tmp_path: Path, call: Callable[[Path], object]):
    with pytest.raises(Refused, match="serve is for Windows, where Excel finds the server; on Windows, install"):
        call(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there it would serve")
def test_what_the_shortcut_starts_imports_nothing_from_the_folder_it_is_started_in(tmp_path: Path):
    for name in ("performance_index", "xlwings", "logging", "importlib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('code from a shared folder was run')")
    environment = {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, *ARGUMENTS.split()], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("performance-index: serve is for Windows")
    assert done.stderr.count("\n") == 1


# --- Windows, played by stand-ins for pywin32 --------------------------------------------------------------------


class ComError(Exception):
    """What pywin32 raises."""

    strerror = "Access is denied."


class OpenError(Exception):
    """What pywin32 raises of Windows' own calls."""

    def __init__(self, winerror: int) -> None:
        self.winerror = winerror


class Wrapped:
    """An object as COM hands it out; Windows counts it until it is let go."""

    def __init__(self, inner: object, iid: object = None) -> None:  # noqa: ARG002 - pywin32 asks for an interface
        self.inner = inner


class Policy:
    """What pywin32 asks for a new object, until xlwings puts its own in its place."""


class Windows:
    """One session of Windows with COM in it, as pywin32 shows it.

    pywin32 counts the objects that others hold and the locks on the server. When the count falls to nought it posts a
    message that ends the server (PyCom_DLLReleaseRef in its dllmain.cpp). `visits` are what happens while the server
    waits: each is called with the server object, as Excel holds it, and lets it go at its end. Then comes the log-off.
    """

    def __init__(self) -> None:
        self.classes: set[str] = set()
        self.mutexes: set[str] = set()
        self.locks = 0
        self.visits: list[Callable[[OnlyOurs], object]] = []
        self.served = 0
        self.links: dict[str, dict[str, object]] = {}
        self.error = 0
        self.refuses = 0

    def modules(self) -> dict[str, dict[str, object]]:
        """The modules of pywin32 by name, and as much of each as is used."""
        policy: dict[str, object] = {"DefaultPolicy": Policy}
        return {
            "pywintypes": {"com_error": ComError, "IID": str, "error": OpenError},
            "pythoncom": {
                "com_error": ComError,
                "IID_IUnknown": "IUnknown",
                "IID_IDispatch": "IDispatch",
                "IID_IEnumVARIANT": "IEnumVARIANT",
                "IID_IPersistFile": "IPersistFile",
                "TypeIIDs": {"IDispatch": type("PyIDispatch", (), {})},
                "CLSCTX_INPROC_SERVER": 1,
                "CLSCTX_LOCAL_SERVER": 4,
                "REGCLS_MULTIPLEUSE": 1,
                "REGCLS_SUSPENDED": 4,
                "CoInitialize": lambda: None,
                "CoUninitialize": lambda: None,
                "CoCreateInstance": lambda *_: Link(self),
                "CoRegisterClassObject": lambda class_id, *_: self.classes.add(class_id),
                "CoRevokeClassObject": lambda _: self.classes.clear(),
                "CoResumeClassObjects": lambda: None,
                "EnableQuitMessage": lambda _: None,
                "MakePyFactory": lambda _: types.SimpleNamespace(LockServer=self.lock),
                "PumpWaitingMessages": self.pump,
            },
            "win32api": {
                "GetCurrentThreadId": lambda: 1,
                "GetLastError": lambda: self.error,
                "CloseHandle": lambda _: None,
            },
            "win32event": {
                "CreateMutex": self.create_mutex,
                "OpenMutex": self.open_mutex,
                "MsgWaitForMultipleObjects": lambda *_: 0,
                "INFINITE": -1,
                "QS_ALLEVENTS": 0,
                "WAIT_OBJECT_0": 0,
            },
            "winerror": {"ERROR_ALREADY_EXISTS": 183, "ERROR_FILE_NOT_FOUND": 2},
            "win32com": {},
            "win32com.client": {"Dispatch": lambda it: it},
            "win32com.server": {},
            "win32com.server.dispatcher": {},
            "win32com.server.policy": policy,
            "win32com.server.util": {"wrap": Wrapped},
            "win32com.shell": {},
            "win32com.shell.shell": {
                "CLSID_ShellLink": "ShellLink",
                "IID_IShellLink": "IShellLink",
                "SHGetFolderPath": lambda _, folder, *__: rf"C:\Users\amy\{folder}",
            },
            "win32com.shell.shellcon": {"CSIDL_STARTUP": "Startup"},
        }

    def lock(self, on: object) -> None:
        self.locks += 1 if on else -1

    def create_mutex(self, _security: object, _own: object, name: str) -> str:
        self.error = 183 if name in self.mutexes else 0
        self.mutexes.add(name)
        return name

    def open_mutex(self, _access: int, _inherit: object, name: str) -> str:
        if name not in self.mutexes:
            raise OpenError(self.refuses or 2)
        return name

    def pump(self) -> bool:
        """Hand out one visitor's messages: whether the server was told to end."""
        if not self.visits:
            return True
        maker = sys.modules["win32com.server.policy"].DefaultPolicy
        (class_id,) = self.classes
        self.visits.pop(0)(maker()._CreateInstance_(class_id, "IDispatch").inner)
        self.served += 1
        return self.locks == 0


class Link:
    """The shell's link object."""

    def __init__(self, windows: Windows) -> None:
        self._windows, self._says = windows, dict[str, object]()

    def __getattr__(self, name: str) -> Callable[[str], None]:
        return lambda value: self._says.update({name: value})

    def QueryInterface(self, _: object) -> Link:  # noqa: N802 - COM's name
        return self

    def Save(self, path: str, _: object) -> None:  # noqa: N802 - COM's name
        if "not allowed" in path:
            raise ComError
        self._windows.links[path] = self._says


@pytest.fixture(name="windows")
def fixture_windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    """Windows, with xlwings' own COM server imported anew over it; all is put back."""
    windows = Windows()
    for name, members in windows.modules().items():
        module = types.ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
        package, _, last = name.rpartition(".")
        if package:
            monkeypatch.setattr(sys.modules[package], last, module, raising=False)
    for name in ("xlwings.udfs", "xlwings.com_server"):
        monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.setattr(xlwings, name.rpartition(".")[2], None, raising=False)
        del sys.modules[name]
    before = set(threading.enumerate())
    yield windows
    if com_server := sys.modules.get("xlwings.com_server"):
        for thread in set(threading.enumerate()) - before:
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), com_server.loop).result(10)
            com_server.loop.call_soon_threadsafe(com_server.loop.stop)
            thread.join(10)
        com_server.loop.close()


def test_the_startup_folder_is_the_one_that_windows_names(windows: Windows):  # noqa: ARG001 - it is there
    assert serve.startup_folder() == Path(r"C:\Users\amy\Startup")


def test_the_shells_own_link_object_writes_the_shortcut(windows: Windows, tmp_path: Path, python: Path):
    install(tmp_path, python)
    assert windows.links == {
        str(tmp_path / LINK): {
            "SetPath": str(python.with_name("pythonw.exe")),
            "SetArguments": ARGUMENTS,
            "SetWorkingDirectory": str(python.parent),
            "SetDescription": "Lets Excel reach Performance Index where Office may not start programs.",
        }
    }


def test_what_windows_says_where_the_shortcut_may_not_be_written_is_passed_on(
    windows: Windows,  # noqa: ARG001 - it is there
    tmp_path: Path,
    python: Path,
):
    with pytest.raises(Refused, match=r"cannot be written \(Access is denied\.\)"):
        install(tmp_path / "not allowed", python)


def test_the_server_answers_at_the_class_id_that_the_vba_asks_for(windows: Windows, tmp_path: Path):
    registered: list[str] = []
    windows.visits = [lambda _: registered.extend(windows.classes)]
    serve.serve(tmp_path / "serve.log")
    assert registered == [RUNNING_SERVER]
    assert RUNNING_SERVER in modules()["xlwings"][0]


def test_the_server_outlives_the_excel_that_it_served(windows: Windows, tmp_path: Path):
    windows.visits = [lambda _: None, lambda _: None, lambda _: None]
    serve.serve(tmp_path / "serve.log")
    assert windows.served == 3


def test_without_its_lock_a_server_would_end_with_the_first_excel(windows: Windows):
    """So the stand-in tells the difference that the test above relies on."""
    windows.visits = [lambda _: None, lambda _: None, lambda _: None]
    importlib.import_module("xlwings.com_server").serve()
    assert windows.served == 1


def test_excel_gets_hold_of_nothing_but_the_workbooks_own_calls(windows: Windows, tmp_path: Path):
    got: list[OnlyOurs] = []
    windows.visits = [got.append]
    serve.serve(tmp_path / "serve.log")
    assert [type(one) for one in got] == [OnlyOurs]


def test_whether_a_server_runs_is_told_by_what_it_holds_and_nothing_is_taken(windows: Windows):
    assert not serve.runs()
    assert not windows.mutexes
    windows.mutexes.add(r"Local\PerformanceIndexServer")
    assert serve.runs()
    windows.mutexes.clear()
    windows.refuses = 5
    assert serve.runs(), "it is there, though another may not ask"


def test_a_second_server_says_that_one_runs_already_and_ends(
    windows: Windows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    windows.visits = [lambda _: serve.serve(tmp_path / "serve.log")]
    serve.serve(tmp_path / "serve.log")
    assert windows.served == 1
    assert "The server runs already: nothing to do." in capsys.readouterr().err.splitlines()


def test_the_log_says_when_the_server_began_and_ended(windows: Windows, tmp_path: Path):
    log = tmp_path / "new folder" / "serve.log"
    windows.visits = [lambda _: None]
    serve.serve(log)
    first, *_, last = log.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(
        rf"[-:, \d]{{23}} Performance Index \S+ serves Excel \(xlwings {xlwings.__version__}, .*\)\.", first
    )
    assert last.endswith(" The server has ended.")
    serve.serve(log)
    assert log.read_text(encoding="utf-8").startswith(first)  # what was said before stays


def test_a_failure_is_in_the_log_in_full_and_told_in_one_sentence(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delattr(sys.modules["pythoncom"], "CoRegisterClassObject")
    log = tmp_path / "serve.log"
    with pytest.raises(
        Refused, match=r"^the server has failed \(AttributeError: .*\); show your IT service .*serve\.log$"
    ):
        serve.serve(log)
    assert windows.served == 0
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "Traceback" not in capsys.readouterr().err


def test_where_the_log_cannot_be_written_excel_is_served_all_the_same(windows: Windows, tmp_path: Path):
    (tmp_path / "file").touch()
    windows.visits = [lambda _: None]
    serve.serve(tmp_path / "file" / "serve.log")
    assert windows.served == 1


def test_without_a_terminal_it_serves_in_silence(windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "stderr", None)  # as pythonw has it
    windows.visits = [lambda _: None]
    assert serve.main() == 0
    assert windows.served == 1
    assert (tmp_path / "PerformanceIndex" / "serve.log").exists()


def test_without_a_terminal_a_refusal_ends_it_with_1(
    windows: Windows,  # noqa: ARG001 - it is there
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.delattr(sys.modules["pythoncom"], "MakePyFactory")
    assert serve.main() == 1
    assert "MakePyFactory" in (tmp_path / "PerformanceIndex" / "serve.log").read_text(encoding="utf-8")


def test_afterwards_logging_is_as_it_was(windows: Windows, tmp_path: Path):  # noqa: ARG001 - it is there
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    serve.serve(tmp_path / "serve.log")
    assert (root.level, root.handlers) == before


# --- the workbook through the server -----------------------------------------------------------------------------


def opened(tmp_path: Path, computer: Computer) -> Excel:
    """The shipped workbook, set as docs/it-setup.md says for the log-on server."""
    excel = Excel(Path(copy(SHIPPED, tmp_path / "PI.xlsm")), computer)
    excel.type(excel.config("Debug UDFs"), True)  # noqa: FBT003 - a value for a cell
    excel.type(excel.config("Use UDF Server"), True)  # noqa: FBT003 - a value for a cell
    excel.save()
    return excel


def test_where_office_may_start_no_program_the_server_rates_as_figures_are_typed(tmp_path: Path):
    with opened(tmp_path, Computer(may_start_programs=False, server_runs=True)) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
        assert excel.value(excel.place(TABLE, "16", "Rating")) == "Amber"
        assert set(excel.activations) == {RUNNING_SERVER}
        assert excel.commands == []


def test_where_office_may_start_no_program_the_button_makes_the_report_through_the_server(tmp_path: Path):
    with opened(tmp_path, Computer(may_start_programs=False, server_runs=True)) as excel:
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith("Report written")
        assert list((tmp_path / "reports").glob("*.docx"))
        assert excel.commands == []


def test_where_the_server_does_not_run_the_cells_say_that_python_is_needed(tmp_path: Path):
    with opened(tmp_path, Computer(may_start_programs=False)) as excel:
        excel.type(excel.place(TABLE, "16", "Sep"), 29.0)
        assert excel.value(excel.place(TABLE, "16", "Rating")) == PYTHON_NEEDED


class Whole:
    """Stands for xlwings' server object: it does whatever it is asked, and notes it."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given: self.done.append((name, *given))


@pytest.mark.parametrize(
    ("call", "given"),
    [
        ("CallUDF", ("os", "system", ("calc",))),
        ("CallUDF", ("performance_index.cli", "main", ())),
        ("Module", ("subprocess",)),
        ("Module", ("xlwings._xlwindows as x; import os",)),
        ("SetAttr", (None, "__class__", None)),
        ("Exec", ("import os; os.system('calc')",)),
        ("Exec", ("from performance_index import excel; excel._answer()",)),
        ("Exec", ("from performance_index.cells import date",)),
        ("Exec", ("",)),
    ],
)
def test_what_is_not_the_workbooks_own_call_is_refused(call: str, given: tuple[object, ...]):
    whole = Whole()
    with pytest.raises(Refused, match=r"^the Performance Index server does not run .* own functions only$"):
        getattr(OnlyOurs(whole), call)(*given)
    assert whole.done == []


@pytest.mark.parametrize(
    "statement",
    [
        "from performance_index import excel; excel.check_index()",
        "from performance_index.excel import check_index as run",
        "exec('try:\\n from performance_index.excel import check_index as run\\nelse:\\n run()')",
        "from performance_index import excel; excel.check_index(); raise SystemExit('other code was run')",
        "from performance_index import excel; excel.check_index(exit('other code was run'))",
        "exit('other code was run'); from performance_index.excel import check_index",
    ],
)
def test_of_a_buttons_statement_only_the_function_that_it_names_is_run(monkeypatch: pytest.MonkeyPatch, statement: str):
    pressed: list[str] = []
    monkeypatch.setattr(callable_by_excel, "check_index", lambda: pressed.append("check_index"), raising=False)
    whole = Whole()
    OnlyOurs(whole).Exec(statement)
    assert pressed == ["check_index"]
    assert [call[0] for call in whole.done] == ["Module", "SetAttr"]  # which let go of the workbook
    assert whole.done[1][2:] == ("BOOK_CALLER", None)


@pytest.mark.parametrize("name", ["no_such_button", "layout", "cells"])
def test_a_button_of_a_newer_workbook_ends_in_the_workbooks_own_sentence(monkeypatch: pytest.MonkeyPatch, name: str):
    told: list[tuple[str, str]] = []
    app = SimpleNamespace(macro=lambda macro: lambda words: told.append((macro, words)))
    monkeypatch.setattr(xlwings.Book, "caller", lambda: SimpleNamespace(app=app))
    OnlyOurs(Whole()).Exec(f"from performance_index.excel import {name} as run")
    ((macro, words),) = told
    assert macro == "PythonFailed"
    assert words.startswith("Performance Index ")
    assert words.endswith(f" on this computer has no {name}")


def test_the_server_offers_what_the_workbooks_vba_calls_and_nothing_else():
    ours = "".join(text for name, (text, _) in modules().items() if name not in {"xlwings", "Dictionary"})
    whole, _ = modules()["xlwings"]
    run_python = whole[whole.index("Public Function RunPython") : whole.index("Sub ExecuteMac")]
    assert set(re.findall(r"\bXLPy\.(\w+)", ours + run_python)) == set(OnlyOurs._public_methods_)


def test_every_button_of_the_workbook_runs_through_the_server(tmp_path: Path):
    with opened(tmp_path, Computer(may_start_programs=False, server_runs=True)) as excel:
        for caption in excel.buttons:
            excel.press(caption)
            assert excel.messages
            assert "Refused" not in excel.messages[-1].words
            assert "server" not in excel.messages[-1].words


def test_the_module_that_the_server_serves_is_the_one_that_the_workbook_names():
    assert MODULE == PYTHON_MODULE == dict(CONFIGURATION)["UDF Modules"]


# --- what IT is told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", dict(CONFIGURATION))
def test_it_is_told_what_each_key_of_the_configuration_means(key: str):
    assert f"`{key}`" in GUIDE


@pytest.mark.parametrize(
    "fact", [ARGUMENTS, LINK, PYTHON_NEEDED, dict(CONFIGURATION)["Interpreter_Win"], xlwings.__version__, "serve.log"]
)
def test_it_is_told_what_the_program_and_the_workbook_say(fact: str):
    assert fact in GUIDE


def test_the_sections_that_a_message_sends_it_to_are_there():
    text, _ = modules()["modPerformanceIndex"]
    sections = {*re.findall(r"""SETUP & ", '([^']+)'""", text), "Upgrade"}
    assert sections <= set(re.findall(r"^## (.+)$", GUIDE, re.MULTILINE))
