"""Whether a computer has what Performance Index needs: Python, its packages, xlwings' DLL, Excel, the log-on server.

Facts in, lines out; docs/it-setup.md has the sources of each rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from performance_index.diagnosis import MAC, SETUP, WINDOWS, Line, in_order, look, wrong

_STORE = "windowsapps"
"""The folder that Windows keeps programs of the Microsoft Store in."""
_BY_PYTHON_ORG = f"install Python 3.11 or later, 64 bit, from python.org and make a virtual environment ({SETUP})"
_INSTALL = 'run: pip install "performance-index[excel]"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Python:
    """The Python that runs: its version, its bits, where it is, and where the one is that it was made from.

    `is_own`: whether it is a virtual environment.
    """

    version: str
    bits: int
    path: str
    base: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excel:
    """An Excel that was found: where, its version ('' unknown), and its bits (None unknown)."""

    path: str
    version: str = ""
    bits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The log-on server: whether it runs and has its shortcut (None: could not be told), its log and that one's end.

    `asked`: whether the workbook asks for it; None where no workbook was given.
    """

    runs: bool | None
    shortcut: bool | None
    log: str
    last_word: str = ""
    asked: bool | None = None


def python_line(system: str, python: Python) -> Line:
    """Whether the Python is one that Excel can use."""
    what = f"{python.version}, {python.bits} bit, {python.path}"
    if system != WINDOWS:
        return in_order("Python", what)
    if _STORE in python.base.casefold():
        return look("Python", f"{what} is from the Microsoft Store, where pywin32 has trouble", _BY_PYTHON_ORG)
    if python.bits != 64:
        return look("Python", f"{what}: Performance Index has been meant for 64 bit only", _BY_PYTHON_ORG)
    if not python.is_own:
        cure = f"install in one, as {SETUP} says"
        return look("Python", f"{what} is no virtual environment, where xlwings' DLL may not be found", cure)
    return in_order("Python", what)


def package_line(version: str) -> Line:
    """The version of Performance Index; '' where it is there without being installed."""
    if version:
        return in_order("Performance Index", version)
    return look("Performance Index", "it runs without being installed, so its version is not known", _INSTALL)


def xlwings_line(has: str, needs: str, *, has_excel: bool) -> Line:
    """Whether xlwings is there in the version that is needed; '' for none, or for one that is not known."""
    if not has_excel:
        there = f"{has}; it" if has else "not there; it"
        return in_order("xlwings", f"{there} is needed only where there is Excel")
    if not has:
        return wrong("xlwings", "it is not in this Python, so Excel cannot use it", _INSTALL)
    if needs and has != needs:
        return wrong("xlwings", f"{has} is there, but this release needs {needs} exactly", _INSTALL)
    return in_order("xlwings", has)


def dll_line(version: str, bits: int | None, place: str, found: Sequence[str]) -> Line:
    """Whether the DLL is where the workbook's VBA looks, in its version, with the bits of Excel (None: not known).

    `place` names the two folders in words; `found` are the names of the DLLs of xlwings in them.
    """
    about, names = "xlwings' DLL", {name.casefold() for name in found}
    wanted = [f"xlwings{one}-{version}.dll" for one in (64, 32) if bits in {None, one}]
    missing = [name for name in wanted if name not in names]
    if not wanted:
        return look(about, f"there is none for an Excel of {bits} bit", f"have a 64-bit Excel installed ({SETUP})")
    if not missing:
        return in_order(about, f"{' and '.join(wanted)} in {place}")
    there = f"only {', '.join(sorted(found))} is" if found else "none is"
    cure = f"close Excel, and install again in a virtual environment, as {SETUP} says"
    return wrong(about, f"not there: {' and '.join(missing)}; {there} in {place}", cure)


def script_line(version: str, *, is_there: bool) -> Line:
    """Whether a Mac has the script by which the buttons start Python, of the xlwings that the workbook's VBA is of."""
    about = "xlwings' script"
    if is_there:
        return in_order(about, f"for xlwings {version}")
    cure = "run: xlwings runpython install"
    return wrong(about, f"the one for xlwings {version} is not there, so no button can start Python", cure)


def excel_line(system: str, excel: Excel | None) -> Line:
    """Whether there is an Excel that can use Python."""
    if system not in {WINDOWS, MAC}:
        return in_order("Excel", "there is none for this system; the commands do without it")
    if excel is None:
        return look("Excel", "none was found; ratings and buttons need it", "the commands do without it")
    what = " ".join(filter(None, (excel.version, f"{excel.bits} bit" if excel.bits else ""))) or "found"
    what = f"{what}, {excel.path}"
    if system == MAC:
        return in_order("Excel", f"{what}; on a Mac its buttons work, and its cells keep the ratings as saved")
    if _STORE in excel.path.casefold():
        return wrong("Excel", f"{what} is from the Microsoft Store and cannot reach Python", "install desktop Excel")
    return in_order("Excel", what)


def server_lines(system: str, server: Server) -> list[Line]:
    """Whether the log-on server does what the workbook asks for; no line where there is no Windows."""
    if system != WINDOWS:
        return []
    return [_running(server), *_logged(server)]


def _running(server: Server) -> Line:
    about, asks = "Log-on server", "the workbook asks for it (Debug UDFs)"
    start = "open its shortcut (Windows key + R, shell:startup), or log off and on"
    if server.runs is None:
        return look(
            about,
            "whether it runs could not be told",
            "performance-index serve says so, or else serves: then close that window again",
        )
    if server.runs:
        unasked = f"; this workbook does not ask for it, and has Excel start Python ({SETUP}, Configuration)"
        return in_order(about, f"it runs{unasked if server.asked is False else ''}")
    if not server.asked:
        return in_order(about, "it does not run; it is needed only where Excel may not start programs")
    if server.shortcut is False:
        cure = "run performance-index serve --install, then open the shortcut, or log off and on"
        return wrong(about, f"{asks}, it does not run, and nothing in the Startup folder starts it", cure)
    return wrong(about, f"{asks}, and it does not run", start)


def _logged(server: Server) -> list[Line]:
    """The end of its log, where it tells of a failure or of an end."""
    if not server.last_word:
        return []
    if "has failed" in server.last_word:
        cure = f"read {server.log}, or show it to whoever looks after this computer"
        return [look("Its log", f"the last thing in it is: {server.last_word}", cure)]
    return [in_order("Its log", f"{server.log}: {server.last_word}")]


def pdf_line(maker: str) -> Line:
    """Which program makes PDFs; '' for none."""
    if maker:
        return in_order("PDF", f"made by {maker}")
    return look("PDF", "neither Word nor LibreOffice was found, so --pdf makes none", "install LibreOffice")
