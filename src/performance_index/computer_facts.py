"""What is on this computer: Python and packages, Excel, the log-on server, folders. Nothing that is found is run."""

from __future__ import annotations

import importlib
import os
import platform
import re
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, requires, version
from pathlib import Path, PurePath
from typing import Any
from xml.parsers.expat import ExpatError

from performance_index.book_health import Folder, Interpreter
from performance_index.computer_health import Excel, Python
from performance_index.diagnosis import MAC, WINDOWS
from performance_index.disk import fault
from performance_index.setting_paths import expand, unknown_variable

PACKAGE = "performance-index"
_MACHINES = {0x8664: 64, 0xAA64: 64, 0x14C: 32}
"""The machines that a Windows program may be for, with their bits (PE format, COFF file header)."""
_APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_ON_MAC = "Applications/Microsoft Excel.app"
_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"
_NETWORK_DRIVE = 4  # what Windows' GetDriveType says of one
_TAIL = 10_000
_LOGGED = re.compile(r"\d{4}-\d\d-\d\d \S+ \S.*")


def python_here() -> Python:
    """The Python that runs."""
    return Python(
        version=platform.python_version(),
        bits=struct.calcsize("P") * 8,
        path=sys.executable or "(unknown)",
        base=sys.base_prefix,
        is_own=sys.prefix != sys.base_prefix,
    )


def version_of(package: str) -> str:
    """The version of a package in this Python; '' where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def xlwings_needed() -> str:
    """The one version of xlwings that this release works with; '' where it is not installed, so that nothing says."""
    try:
        asked = requires(PACKAGE) or []
    except PackageNotFoundError:
        return ""
    return next((found[1] for one in asked if (found := re.match(r"xlwings==([\w.]+)", one))), "")


def excel_here(system: str) -> Excel | None:
    """The Excel of this computer; None where none is found."""
    if system == WINDOWS:
        return _excel_of_windows()
    if system == MAC:
        places = (Path("/") / _ON_MAC, Path.home() / _ON_MAC)
        return next((Excel(path=str(one), version=_of_mac(one)) for one in places if one.exists()), None)
    return None


def _of_mac(program: Path) -> str:
    import plistlib  # noqa: PLC0415 - a Mac alone needs it

    with suppress(OSError, ValueError, LookupError, ExpatError):
        return str(plistlib.loads((program / "Contents" / "Info.plist").read_bytes())["CFBundleShortVersionString"])
    return ""


def _excel_of_windows() -> Excel | None:
    winreg: Any = importlib.import_module("winreg")
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        path = _registered(winreg, root, _APP_PATH, "").strip('"')
        if path:
            said = _registered(winreg, winreg.HKEY_LOCAL_MACHINE, _CLICK_TO_RUN, "VersionToReport")
            return Excel(path=path, version=said, bits=bits_of(Path(path)))
    return None


def _registered(winreg: Any, root: object, key: str, name: str) -> str:  # noqa: ANN401 - a module of Windows alone
    """A text of the registry; '' where there is none."""
    try:
        with winreg.OpenKey(root, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return ""


def bits_of(program: Path) -> int | None:
    """The bits of a Windows program, from the program itself; None where it cannot be read."""
    with suppress(OSError, struct.error), program.open("rb") as file:
        head = file.read(64)
        file.seek(struct.unpack_from("<I", head, 60)[0])
        signature, machine = struct.unpack("<4sH", file.read(6))
        return _MACHINES.get(machine) if signature == b"PE\0\0" else None
    return None


def dlls_beside(python: Path) -> tuple[str, ...]:
    """The DLLs of xlwings where its VBA looks: beside the interpreter, and one folder up."""
    return tuple(one.name for folder in (python.parent, python.parent.parent) for one in folder.glob("xlwings*.dll"))


def has_script(version: str) -> bool:
    """Whether a Mac has the script by which xlwings' VBA starts Python, of that version of xlwings."""
    return (Path.home() / _SCRIPTS / f"xlwings-{version}.applescript").is_file()


def last_word(log: Path) -> str:
    """The last thing that a log says, with its time; '' for no log."""
    try:
        with log.open("rb") as file:
            file.seek(max(log.stat().st_size - _TAIL, 0))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line for line in reversed(lines) if _LOGGED.fullmatch(line)), "")


def zone_of(file: Path) -> int | None:
    """The zone that Windows has marked a file with; None for none."""
    try:
        with Path(f"{file}:Zone.Identifier").open("rb") as mark:
            found = re.search(rb"^ZoneId=(\d+)", mark.read(4096), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) if found else None


def interpreter_of(system: str, configuration: dict[str, str]) -> Interpreter:
    """The Python that a workbook's configuration names for this system, as xlwings' VBA would find it."""
    own = "Interpreter_Mac" if system == MAC else "Interpreter_Win"
    key = own if configuration.get(own.upper()) or not configuration.get("INTERPRETER") else "Interpreter"
    value = configuration.get(key.upper(), "")
    path = expand(value)
    if not value or unknown_variable(path) or system not in {WINDOWS, MAC}:
        return Interpreter(key=key, value=value, path="", exists=False, is_this=False)
    python = Path(path)
    exists = python.is_file()
    is_this = exists and python.parent.samefile(Path(sys.executable).parent)
    has = _package_in(python) if exists and not is_this else None
    return Interpreter(key=key, value=value, path=path, exists=exists, is_this=is_this, has=has)


def _package_in(python: Path) -> str | None:
    """The version of this package in another Python, from its files; '' for none, None where nothing can be told.

    That Python is not run: a workbook may name any program.
    """
    places = [str(one) for one in _packages_of(python) if one.is_dir()]
    found = [one.version for one in Distribution.discover(name=PACKAGE, path=places)] if places else []
    return found[0] if found else "" if places else None


def _packages_of(python: Path) -> Iterator[Path]:
    for folder in (python.parent, python.parent.parent):
        yield folder / "Lib" / "site-packages"
        yield from (folder / "lib").glob("python3*/site-packages")


def folder_facts(system: str, folder: Path) -> Folder:
    """What can be told of a folder, or of the one that it would be made in where it is not there."""
    is_to_be = not folder.exists()
    there = folder.parent if is_to_be else folder
    return Folder(
        path=str(folder),
        problem=_unwritable(there),
        is_network=system == WINDOWS and is_network(there.resolve()),
        is_onedrive=_is_onedrive(system, there.resolve()),
        is_to_be=is_to_be,
    )


def _unwritable(folder: Path) -> str:
    """Why nothing can be written in a folder, '' where something can: only trying tells, on a network or on Windows."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as problem:
        return (fault(problem) or (problem.strerror or str(problem),))[0]


def is_network(folder: PurePath) -> bool:
    """Whether a folder of Windows, with its drive, is on another computer."""
    if folder.drive.startswith("\\\\"):
        return True
    ctypes: Any = importlib.import_module("ctypes")
    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _NETWORK_DRIVE)


def _is_onedrive(system: str, folder: Path) -> bool:
    if system == MAC:
        return any(part.startswith("OneDrive") for part in folder.parts)
    named = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    return system == WINDOWS and any(folder.is_relative_to(one) for one in named if one)
