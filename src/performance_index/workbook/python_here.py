"""Where the Python is that runs now, as the workbook's configuration names it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath

WINDOWS, MAC = "Interpreter_Win", "Interpreter_Mac"
_LOCAL = "LOCALAPPDATA"


def interpreter(executable: str, platform: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The keys of the configuration that name this Python; none on a system that has no Excel.

    `executable` and `platform` as `sys` has them. A Python in a person's own folder is named by %LOCALAPPDATA%, so that
    the same workbook finds everybody's own.
    """
    if platform == "win32":
        python = PureWindowsPath(executable)
        own = environment.get(_LOCAL, "")
        if own and python.is_relative_to(own):
            python = PureWindowsPath(f"%{_LOCAL}%") / python.relative_to(own)
        return {WINDOWS: str(python)}
    return {MAC: executable} if platform == "darwin" else {}
