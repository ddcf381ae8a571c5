"""`doctor` on this computer, on Windows played by stand-ins, and on workbooks that something was done to."""

from __future__ import annotations

import ctypes
import json
import os
import plistlib
import shutil
import struct
import sys
import threading
import types
import zipfile
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Self

import pytest
import xlwings
from click.testing import CliRunner, Result

from books import OPTIONS, book
from performance_index import computer_facts as facts
from performance_index import doctor, serve
from performance_index.cli import main
from performance_index.diagnosis import Line, in_order
from performance_index.finding import Finding, HasErrors, NotReadable, Severity

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"
WINDOWS, MAC, LINUX = "win32", "darwin", "linux"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["doctor", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def lines(path: Path | None, system: str = LINUX) -> dict[str, Line]:
    """The lines by what they are about; the last of several."""
    return {line.about: line for line in doctor.diagnose(path, system)}


@pytest.fixture(name="shipped")
def fixture_shipped(tmp_path: Path) -> Path:
    return Path(shutil.copy(SHIPPED, tmp_path / "PI.xlsm"))


def changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The shipped workbook with its parts changed; None leaves one out."""
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return path


# --- the command -------------------------------------------------------------------------------------------------


def test_without_a_workbook_the_computer_is_looked_at():
    result = run()
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stdout.splitlines()[:4]] == [
        "ok      Python", "ok      Performance Index", "ok      Excel", "ok      xlwings",
    ]  # fmt: skip
    assert result.stdout.splitlines()[-1].endswith("0 errors")


def test_nothing_is_wrong_with_the_shipped_workbook_and_nothing_is_left_behind(shipped: Path):
    before = shipped.read_bytes()
    result = run(shipped)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "error" not in result.stdout.replace("0 errors", "")
    for about in ("Macros", "Tables and names", "xlwings.conf", "Report folder", "Template"):
        assert f"ok      {about}: " in result.stdout
    assert [one.name for one in shipped.parent.iterdir()] == ["PI.xlsm"]
    assert shipped.read_bytes() == before


def test_a_program_is_given_the_lines_as_json(shipped: Path):
    result = run(shipped, "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert {"severity", "place", "what", "cure"} == set(said[0])
    assert [one["what"] for one in said if one["place"] == "Macros"] == ["all there, as in this release"]


def test_a_workbook_that_cannot_be_read_is_wrong_and_the_computer_is_told_of_all_the_same(tmp_path: Path):
    result = run(tmp_path / "none.xlsm")
    assert result.exit_code == 1
    assert f"error   Workbook: there is no file {tmp_path / 'none.xlsm'}; check the name" in result.stdout
    assert "ok      Python: " in result.stdout
    assert json.loads(run(tmp_path / "none.xlsm", "--json").stdout)[-1]["severity"] == "error"


# --- the workbook ------------------------------------------------------------------------------------------------


def test_each_thing_that_is_gone_has_a_line(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        if name == "xl/vbaProject.bin":
            return None
        if name.startswith("xl/tables/"):
            content = content.replace(b'"England"', b'"Wales"').replace(b'="Profile"', b'="Profiles"')
        if name == "xl/sharedStrings.xml":
            content = content.replace(b">England<", b">Wales<").replace(b">Unit<", b">Units<")
        return content.replace(b'"PeriodEnd"', b'"PeriodsEnd"') if name == "xl/workbook.xml" else content

    said = [str(line) for line in doctor.diagnose(changed(tmp_path / "PI.xlsm", change), LINUX)]
    for start in (
        "error   Macros: the workbook has none",
        "warning Tables and names: there is no table Profile (sheet Profile), which it may do without; a workbook",
        "error   Index!A6: the table has no column 'Unit'; put the column back",
        "warning Index!A6: the table has no column 'England', which it may do without",
        "error   Tables and names: there is no defined name PeriodEnd; take it back",
    ):
        assert [line for line in said if line.startswith(start)], start


@pytest.mark.parametrize(
    ("module", "before", "after", "system", "says"),
    [
        ("modPerformanceIndex", "Option Explicit", "option  explicit", WINDOWS, "all there, as in this release"),
        ("modPerformanceIndex", "Option Explicit", "Option Base 1", WINDOWS, "not as in this release: modPerf"),
        ("xlwings", 'XLWINGS_VERSION As String = "0.37.8"', 'XLWINGS_VERSION As String = "0.36.0"', WINDOWS, "0.36.0"),
        ("xlwings", 'XLWINGS_VERSION As String = "0.37.8"', 'XLWINGS_VERSION As String = "0.36.0"', LINUX, "not as in"),
    ],
)
def test_macros_that_were_changed_are_told_by_name(  # noqa: PLR0917 - a boundary table
    shipped: Path, module: str, before: str, after: str, system: str, says: str
):
    from pyopenvba import ExcelFile  # noqa: PLC0415 - what writes macros, for this test only

    with ExcelFile(shipped) as file:
        text = file.get_module(module)
        assert before in text
        file.set_module(module, text.replace(before, after))
        file.save(shipped)
    found = {line.about: line for line in doctor.diagnose(shipped, system)}
    assert says in found["Macros"].what


def test_macros_that_are_gone_are_told_by_name(tmp_path: Path):
    with zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_standalone.xlsm") as theirs:
        project = theirs.read("xl/vbaProject.bin")
    path = changed(tmp_path / "PI.xlsm", lambda name, part: project if name == "xl/vbaProject.bin" else part)
    assert "these modules are not there: xlwings_udfs, modPerformanceIndex" in lines(path)["Macros"].what


def test_capitals_make_no_other_heading(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        content = content.replace(b'"Target"', b'"TARGET"') if name.startswith("xl/tables/") else content
        return content.replace(b">Target<", b">TARGET<") if name == "xl/sharedStrings.xml" else content

    assert lines(changed(tmp_path / "PI.xlsm", change))["Tables and names"].what == "all there"


def test_a_table_that_a_report_needs_is_told_of_and_its_settings_are_not_read(tmp_path: Path):
    def change(name: str, content: bytes) -> bytes | None:
        return content.replace(b'="RatingRule"', b'="Rules"') if name.startswith("xl/tables/") else content

    found = lines(changed(tmp_path / "PI.xlsm", change))
    assert "there is no table RatingRule (sheet Settings)" in found["Tables and names"].what
    assert "Report folder" not in found


@pytest.mark.parametrize(
    ("setting", "value", "about", "says"),
    [
        ("Report folder", "gone", "Report folder", "there is no folder"),
        ("Report folder", "%NOWHERE%/x", "Report folder", "this computer does not know what %NOWHERE%/x stands for"),
        ("Report template", "gone.docx", "Template", "there is no template"),
        ("Report template", "PI.xlsm", "Template", "is an Excel workbook"),
        ("Web page style", "gone.css", "Web page style", "there is no file"),
    ],
)
def test_a_setting_that_leads_nowhere_is_wrong(tmp_path: Path, setting: str, value: str, about: str, says: str):
    path = book(tmp_path / "PI.xlsm", {(OPTIONS, setting, "Value"): value})
    line = lines(path)[about]
    assert (line.state.value, says in line.what) == ("error", True)
    assert run(path).exit_code == 1


def test_the_councils_own_template_and_style_are_looked_over(tmp_path: Path):
    shutil.copy(ROOT / "templates" / "report.docx", tmp_path / "ours.docx")
    (tmp_path / "ours.css").write_text("p { color: #000 }")
    changes = {(OPTIONS, "Report template", "Value"): "ours.docx", (OPTIONS, "Web page style", "Value"): "ours.css"}
    found = lines(book(tmp_path / "PI.xlsm", changes))
    assert found["Template"].what.startswith("ours.docx: ")
    assert found["Web page style"].what == str(tmp_path / "ours.css")


def test_a_workbook_that_is_open_is_told_of(shipped: Path):
    shipped.with_name("~$PI.xlsm").touch()
    line = lines(shipped)["Workbook"]
    assert (line.state.value, "is open in Excel" in line.what) == ("warning", True)


# --- whatever is met ---------------------------------------------------------------------------------------------


def _raise(problem: Exception) -> Callable[[], list[Line]]:
    def job() -> list[Line]:
        raise problem

    return job


ERROR = Finding(severity=Severity.ERROR, place="Settings!B16", what="there is none", cure="make it")


@pytest.mark.parametrize(
    ("job", "said"),
    [
        (lambda: [in_order("X", "well")], "ok      X: well"),
        (_raise(NotReadable("x is empty; save it again")), "error   X: x is empty; save it again"),
        (_raise(HasErrors("nothing was made", (ERROR,))), "error   X: Settings!B16: there is none; make it"),
        (_raise(RuntimeError("one\ntwo")), "warning X: it could not be looked at (RuntimeError: one two); show this"),
        (
            _raise(PermissionError(13, "Access is denied", "S:\\x")),
            "error   X: S:\\x cannot be used (Access is denied); check",
        ),
        (
            _raise(OSError(5, "odd")),
            "error   X: it cannot be used (the disk or network drive does not answer); connect",
        ),
        (_raise(TimeoutError()), "error   X: it could not be looked at: no answer; connect the drive"),
    ],
)
def test_whatever_a_thing_meets_is_a_line(job: Callable[[], list[Line]], said: str):
    (line,) = doctor.answered("X", job, 5)
    assert str(line).startswith(said)


def test_a_drive_that_does_not_answer_holds_nobody_up(shipped: Path, monkeypatch: pytest.MonkeyPatch):
    never = threading.Event()
    look, away = facts.folder_facts, shipped.parent / "reports"
    monkeypatch.setattr(facts, "folder_facts", lambda of, one: never.wait() if one == away else look(of, one))
    found = {line.about: line for line in doctor.diagnose(shipped, LINUX, seconds=5)}
    assert "no answer within 5 seconds" in found["Report folder"].what
    assert "Template" in found
    never.set()


# --- Windows and Mac, played by stand-ins ------------------------------------------------------------------------


def program(path: Path, machine: int) -> Path:
    """As much of a Windows program as says which machine it is for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"MZ" + bytes(58) + struct.pack("<I", 128) + bytes(64) + b"PE\0\0" + struct.pack("<H", machine))
    return path


@pytest.mark.parametrize(("machine", "bits"), [(0x8664, 64), (0xAA64, 64), (0x14C, 32), (0x1, None)])
def test_the_bits_of_a_program_are_in_it(tmp_path: Path, machine: int, bits: int | None):
    assert facts.bits_of(program(tmp_path / "EXCEL.EXE", machine)) == bits


@pytest.mark.parametrize("content", [None, b"", b"MZ", bytes(200)])
def test_what_is_no_program_has_no_bits(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "EXCEL.EXE").write_bytes(content)
    assert facts.bits_of(tmp_path / "EXCEL.EXE") is None


class Registry(types.ModuleType):
    """winreg, with as much as is asked for."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "user", "machine"

    def __init__(self, values: dict[tuple[str, str], str]) -> None:
        super().__init__("winreg")
        self._values = values

    def OpenKey(self, root: str, key: str) -> Registry:  # noqa: N802 - Windows' name
        self._at = (root, key.rpartition("\\")[2])
        return self

    def QueryValueEx(self, _: object, name: str) -> tuple[str, int]:  # noqa: N802 - Windows' name
        try:
            return self._values[self._at[0], name or self._at[1]], 1
        except KeyError:
            raise FileNotFoundError(2, "none") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(name="windows")
def fixture_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation as docs/it-setup.md makes it, in a folder; Excel of 64 bits."""
    scripts = tmp_path / "venv" / "bin"
    excel = program(tmp_path / "Office16" / "EXCEL.EXE", 0x8664)
    scripts.mkdir(parents=True)
    (scripts / "pythonw.exe").touch()
    (tmp_path / "venv" / "xlwings64-0.37.8.dll").touch()
    values = {("machine", "excel.exe"): f'"{excel}"', ("machine", "VersionToReport"): "16.0.17928"}
    monkeypatch.setitem(sys.modules, "winreg", Registry(values))
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=Kernel()), raising=False)
    monkeypatch.setattr(sys, "executable", str(scripts / "python.exe"))
    monkeypatch.setattr(serve, "runs", lambda: False)
    monkeypatch.setattr(serve, "startup_folder", lambda: tmp_path)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path


class Kernel:
    def GetDriveTypeW(self, drive: str) -> int:  # noqa: N802 - Windows' name
        return 4 if drive.startswith("S:") else 3


def configured(path: Path, **values: str | bool) -> Path:
    """The example's workbook with other values in its hidden sheet xlwings.conf."""
    from performance_index.workbook.build import build  # noqa: PLC0415 - as below
    from performance_index.workbook.content import content  # noqa: PLC0415 - only some tests build

    keys = {key.replace("Debug_UDFs", "Debug UDFs"): value for key, value in values.items()}
    path.write_bytes(build(content(), example=True, configuration=keys))  # type: ignore[arg-type]  # xlwings has a bool
    return path


def test_a_good_installation_on_windows_is_all_in_order(windows: Path):
    path = configured(windows / "PI.xlsm", Interpreter_Win=str(windows / "venv" / "bin" / "pythonw.exe"))
    found = lines(path, WINDOWS)
    assert "16.0.17928 64 bit" in found["Excel"].what
    for about in ("Excel", "xlwings", "xlwings' DLL", "Mark of the web", "Interpreter_Win", "Log-on server", "Macros"):
        assert found[about].state.value == "ok", found[about]
    assert "the Python that runs this" in found["Interpreter_Win"].what


def test_the_dll_of_another_version_is_wrong(windows: Path):
    (windows / "venv" / "xlwings64-0.37.8.dll").rename(windows / "venv" / "xlwings64-0.37.9.dll")
    line = lines(None, WINDOWS)["xlwings' DLL"]
    assert line.state.value == "error"
    assert "only xlwings64-0.37.9.dll is" in line.what


def test_a_workbook_that_was_downloaded_is_blocked(windows: Path, shipped: Path):
    Path(f"{shipped}:Zone.Identifier").write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=x\r\n")
    assert windows == shipped.parent
    assert "from the internet" in lines(shipped, WINDOWS)["Mark of the web"].what


@pytest.mark.parametrize(("mark", "zone"), [(b"[ZoneTransfer]\r\nZoneId=3\r\n", 3), (b"ZoneId=2", 2), (b"x", None)])
def test_a_mark_says_its_zone(tmp_path: Path, mark: bytes, zone: int | None):
    (tmp_path / "PI.xlsm:Zone.Identifier").write_bytes(mark)
    assert facts.zone_of(tmp_path / "PI.xlsm") == zone
    assert facts.zone_of(tmp_path / "other.xlsm") is None


@pytest.mark.parametrize(
    ("runs", "has_link", "says"),
    [(False, False, "nothing in the Startup folder"), (False, True, "and it does not run"), (True, True, "it runs")],
)
def test_a_workbook_that_asks_for_the_server_needs_it(
    windows: Path, monkeypatch: pytest.MonkeyPatch, says: str, *, runs: bool, has_link: bool
):
    monkeypatch.setattr(serve, "runs", lambda: runs)
    if has_link:
        (windows / serve.LINK).touch()
    line = lines(configured(windows / "PI.xlsm", Debug_UDFs=True), WINDOWS)["Log-on server"]
    assert says in line.what
    assert (line.state.value == "ok") is runs


def test_a_server_that_cannot_be_asked_is_not_said_to_be_away(windows: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pywintypes", None)
    monkeypatch.setenv("LOCALAPPDATA", str(windows))
    assert "could not be told" in lines(None, WINDOWS)["Log-on server"].what


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ""),
        ("", ""),
        ("2026-11-27 08:30:01,1 It serves.\n", "2026-11-27 08:30:01,1 It serves."),
        ("2026-11-27 08:30:01,1 It has failed.\nTraceback\n  x\n", "2026-11-27 08:30:01,1 It has failed."),
        ("x" * 30_000 + "\n2026-11-27 08:30:01,1 End.", "2026-11-27 08:30:01,1 End."),
    ],
)
def test_the_end_of_a_log_is_its_last_line_with_a_time(tmp_path: Path, content: str | None, said: str):
    log = tmp_path / "serve.log"
    if content is not None:
        log.write_text(content)
    assert facts.last_word(log) == said


def test_another_python_is_looked_into_and_never_run(windows: Path):
    other = windows / "other" / "Scripts"
    other.mkdir(parents=True)
    (other / "pythonw.exe").write_text(f"#!/bin/sh\ntouch {windows / 'was run'}\n")
    (other / "pythonw.exe").chmod(0o755)
    path = configured(windows / "PI.xlsm", Interpreter_Win=str(other / "pythonw.exe"))
    assert "could not be told" in lines(path, WINDOWS)["Interpreter_Win"].what
    packages = windows / "other" / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    assert "has no Performance Index" in lines(path, WINDOWS)["Interpreter_Win"].what
    info = packages / "performance_index-0.0.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: performance-index\nVersion: 0.0.9\n")
    assert "Performance Index 0.0.9, not " in lines(path, WINDOWS)["Interpreter_Win"].what
    assert not (windows / "was run").exists()


@pytest.mark.parametrize(
    ("system", "configuration", "key", "path"),
    [
        (WINDOWS, {"INTERPRETER_WIN": "C:\\a", "INTERPRETER": "b"}, "Interpreter_Win", "C:\\a"),
        (WINDOWS, {"INTERPRETER_WIN": "", "INTERPRETER": "b"}, "Interpreter", "b"),
        (WINDOWS, {}, "Interpreter_Win", ""),
        (WINDOWS, {"INTERPRETER_WIN": "%NOWHERE%\\a"}, "Interpreter_Win", ""),
        (WINDOWS, {"INTERPRETER_WIN": "%DOCTOR%\\a"}, "Interpreter_Win", "D:\\a"),
        (MAC, {"INTERPRETER_WIN": "C:\\a", "INTERPRETER_MAC": "/a"}, "Interpreter_Mac", "/a"),
        (LINUX, {"INTERPRETER_WIN": "C:\\a"}, "Interpreter_Win", ""),
    ],
)
def test_the_interpreter_is_the_one_that_the_vba_would_take(
    monkeypatch: pytest.MonkeyPatch, system: str, configuration: dict[str, str], key: str, path: str
):
    monkeypatch.setenv("DOCTOR", "D:")
    found = facts.interpreter_of(system, configuration)
    assert (found.key, found.path, found.exists) == (key, path, False)


def test_a_folder_in_onedrive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=Kernel()), raising=False)
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert facts.folder_facts(WINDOWS, tmp_path / "reports").is_onedrive
    assert not facts.folder_facts(LINUX, tmp_path / "reports").is_onedrive
    assert not facts.folder_facts(WINDOWS, tmp_path.parent).is_onedrive
    (tmp_path / "OneDrive-Council").mkdir()
    assert facts.folder_facts(MAC, tmp_path / "OneDrive-Council").is_onedrive


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_folder_that_may_not_be_written_in_is_told_and_nothing_is_left_in_one_that_may(tmp_path: Path):
    assert facts.folder_facts(LINUX, tmp_path).problem == ""
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert facts.folder_facts(LINUX, tmp_path / "file").problem != ""
    assert facts.folder_facts(LINUX, tmp_path / "none" / "reports").problem != ""


def test_excel_of_a_mac_says_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert facts.excel_here(MAC) is None
    contents = tmp_path / "Applications" / "Microsoft Excel.app" / "Contents"
    contents.mkdir(parents=True)
    for content, version in ((b"no list", ""), (plistlib.dumps({}), ""), (b"", "")):
        (contents / "Info.plist").write_bytes(content)
        found = facts.excel_here(MAC)
        assert found is not None
        assert found.version == version
    (contents / "Info.plist").write_bytes(plistlib.dumps({"CFBundleShortVersionString": "16.90"}))
    assert "16.90" in lines(None, MAC)["Excel"].what


def test_a_mac_needs_the_script_of_xlwings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert lines(None, MAC)["xlwings' script"].state.value == "error"
    scripts = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    scripts.mkdir(parents=True)
    (scripts / "xlwings-0.37.8.applescript").touch()
    assert lines(None, MAC)["xlwings' script"].state.value == "ok"


def test_without_excel_in_the_registry_there_is_none(windows: Path, monkeypatch: pytest.MonkeyPatch):
    assert windows.is_dir()
    monkeypatch.setitem(sys.modules, "winreg", Registry({}))
    assert facts.excel_here(WINDOWS) is None


@pytest.mark.parametrize(("folder", "is_it"), [("//server/share/PI", True), ("S:/PI", True), ("C:/PI", False)])
def test_a_network_drive_is_known_by_its_name_or_by_windows(
    monkeypatch: pytest.MonkeyPatch, folder: str, *, is_it: bool
):
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=Kernel()), raising=False)
    assert facts.is_network(PureWindowsPath(folder)) is is_it


def test_without_excel_and_xlwings_nothing_is_said_of_its_dll(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(facts, "version_of", lambda package: "" if package == "xlwings" else "0.1.0")
    monkeypatch.setitem(sys.modules, "winreg", Registry({}))
    found = lines(None, WINDOWS)
    assert "xlwings' DLL" not in found
    assert found["xlwings"].state.value == "ok"


def test_what_runs_without_being_installed_knows_no_versions(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(facts, "PACKAGE", "performance-index-of-nobody")
    assert facts.xlwings_needed() == ""
    assert lines(None)["Performance Index"].state.value == "warning"


def test_what_is_not_installed_has_no_version():
    assert facts.version_of("performance-index-of-nobody") == ""
    assert facts.xlwings_needed() == "0.37.8"


def test_this_python_says_what_it_is():
    found = facts.python_here()
    assert found.path == sys.executable
    assert found.bits in {32, 64}
    assert os.sep in found.base
