"""The PC or Mac that Excel runs on: what is on its disk and in its environment, and what IT lets a program do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import xlwings
from pyopenvba.interpreter import VBARuntimeError

LOCAL = r"C:\Users\amy\AppData\Local"
VENV = rf"{LOCAL}\PerformanceIndex\venv"
INTERPRETER = rf"{VENV}\Scripts\pythonw.exe"
"""Where the workbook's configuration looks for Python."""


def installed(version: str = xlwings.__version__) -> dict[str, str]:
    """The files that our installation leaves: the interpreter, and the DLL of that version of xlwings."""
    return {INTERPRETER: "", rf"{VENV}\xlwings64-{version}.dll": ""}


@dataclass(kw_only=True)
class Computer:
    """A PC on which Performance Index is installed as docs/it-setup.md says, unless a test takes something away.

    `may_start_programs` is False where Defender stops Office from starting child processes; `server_runs` is True
    where xlwings' COM server was started beforehand (the configuration's Debug UDFs attaches to it); `has_package` is
    False where the interpreter lacks our package.

    `is_mac` is True for a Mac: its branches of the VBA are compiled, xlwings reads cells as there, and what it asks
    AppleScript to run is noted in `tasks` (Python goes on by itself there, after the macro).
    """

    files: dict[str, str] = field(default_factory=installed)
    environment: dict[str, str] = field(
        default_factory=lambda: {"LOCALAPPDATA": LOCAL, "TEMP": rf"{LOCAL}\Temp", "USERPROFILE": r"C:\Users\amy"}
    )
    may_start_programs: bool = True
    server_runs: bool = False
    has_package: bool = True
    is_mac: bool = False
    tasks: list[str] = field(default_factory=list)
    opened: dict[int, list[str]] = field(default_factory=dict)
    """The lines not yet read of each file that VBA has opened, by its number."""

    def has(self, path: str) -> bool:
        """Whether a file is there; Windows does not care about capitals."""
        return path.lower() in {name.lower() for name in self.files}

    def text(self, path: str) -> str:
        """What is in a file; VBA's error 53 where it is not there."""
        for name, text in self.files.items():
            if name.lower() == path.lower():
                return text
        raise VBARuntimeError(53, "File not found")

    def delete(self, path: str) -> None:
        """Take a file away; VBA's error 53 where it is not there."""
        self.text(path)
        self.files = {name: text for name, text in self.files.items() if name.lower() != path.lower()}

    def expand(self, text: str) -> str:
        """A text with each %VARIABLE% replaced by its value; an unknown one stays as it is."""
        return re.sub(r"%(\w+)%", lambda found: self.environment.get(found[1].upper(), found[0]), text)
