"""Whether a workbook can do its work on a computer: its macros, its parts, its configuration, its place.

Facts in, lines out; docs/it-setup.md has the sources of each rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from performance_index.diagnosis import MAC, SETUP, WINDOWS, Line, in_order, look, wrong

_BACK = "take it back from an earlier copy of the workbook, or from a new one (performance-index new)"
_ZONES = {3: "the internet", 4: "a site that is not trusted"}
"""Windows' numbers of the zones whose files Office opens without macros."""
KEYS_OF_SYNC = ("ONEDRIVE_CONSUMER_WIN", "ONEDRIVE_COMMERCIAL_WIN", "SHAREPOINT_WIN")
_ONEDRIVE = "Excel gives its place as a web address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Macros:
    """The VBA modules of a workbook beside those of this release.

    `missing`: those that are gone, `changed`: those that say something else. `xlwings`: the version of the xlwings that
    they are for, '' where it is not said. `damage`: why they cannot be read.
    """

    there: bool
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    xlwings: str = ""
    damage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """The Python that the workbook's configuration names, looked up on this computer.

    `key` and `value` as the configuration has them; `path` expanded, '' where a %VARIABLE% is not known. `is_this`:
    whether it is the Python that runs; `has`: the version of Performance Index in it, '' for none, None unknown.
    """

    key: str
    value: str
    path: str
    exists: bool
    is_this: bool
    has: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder: where, whether it can be written to ('' or why not), on a network drive, in OneDrive.

    `is_to_be`: it is made with the first report; what is told is of the folder that it is made in.
    """

    path: str
    problem: str = ""
    is_network: bool = False
    is_onedrive: bool = False
    is_to_be: bool = False


def mark_line(system: str, zone: int | None) -> list[Line]:
    """Whether Windows has marked the workbook as come from elsewhere; None for no mark. No line on another system."""
    if system != WINDOWS:
        return []
    if zone not in _ZONES:
        return [in_order("Mark of the web", "none that Office heeds")]
    what = f"Windows has marked the workbook as from {_ZONES[zone]}: Excel opens it in Protected View, without macros"
    return [wrong("Mark of the web", what, "right-click it, Properties, Unblock; or Unblock-File in PowerShell")]


def version_line(made_by: str, ours: str) -> Line:
    """Whether the workbook is of this release; `made_by` is what its Guide says, '' where it says nothing."""
    about = "Version of the workbook"
    if not made_by:
        cure = "put back its last line, Performance Index and the version, if anybody is to know"
        return look(about, "the Guide sheet does not say which version it is of", cure)
    if not ours:
        return in_order(about, made_by)
    if made_by != ours:
        cure = "CHANGELOG.md says whether that release needs another workbook"
        return look(about, f"it is of {made_by}, and Performance Index on this computer is {ours}", cure)
    return in_order(about, f"{made_by}, as Performance Index on this computer")


def macro_lines(system: str, macros: Macros, xlwings: str) -> list[Line]:
    """Whether the macros are there, are those of this release, and fit the xlwings that is installed ('' for none)."""
    about = "Macros"
    if not macros.there:
        cure = "a workbook that was saved as .xlsx loses them: take the .xlsm, or a copy that has them"
        return [wrong(about, "the workbook has none, so nothing in it can rate or report", cure)]
    if macros.damage:
        return [wrong(about, f"they cannot be read: {macros.damage}", "take the workbook back from an earlier copy")]
    if macros.missing:
        modules = ", ".join(macros.missing)
        return [wrong(about, f"these modules are not there: {modules}", _BACK)]
    if system in {WINDOWS, MAC} and xlwings and macros.xlwings and macros.xlwings != xlwings:
        what = f"they are for xlwings {macros.xlwings}, and {xlwings} is installed"
        return [wrong(about, what, f"install the release that the workbook is of, as {SETUP} says (Upgrade)")]
    if macros.changed:
        what = f"not as in this release: {', '.join(macros.changed)}"
        cure = "if nobody changed them, the workbook is of another release: CHANGELOG.md says whether it matters"
        return [look(about, what, cure)]
    return [in_order(about, "all there, as in this release")]


def part_lines(
    missing: Sequence[tuple[str, bool]], columns: Sequence[tuple[str, str, bool]], names: Sequence[tuple[str, bool]]
) -> list[Line]:
    """A line for each part that is gone; one where none is.

    `missing`: tables with their sheets, and whether nothing can be made without. `columns`: place, heading, and the
    same. `names`: defined names, and the same.
    """
    about = "Tables and names"
    lines = [
        *(_gone(about, f"there is no table {table}", _BACK, needed=needed) for table, needed in missing),
        *(
            _gone(place, f"the table has no column '{heading}'", "put the column back under that name", needed=needed)
            for place, heading, needed in columns
        ),
        *(_gone(about, f"there is no defined name {name}", _BACK, needed=needed) for name, needed in names),
    ]
    return lines or [in_order(about, "all there")]


def _gone(about: str, what: str, cure: str, *, needed: bool) -> Line:
    if needed:
        return wrong(about, what, cure)
    return look(
        about,
        f"{what}, which it may do without",
        f"a workbook of an earlier release may never have had it; else {cure}",
    )


def configuration_lines(configuration: Mapping[str, str] | None, known: Sequence[str]) -> list[Line]:
    """What is odd in the hidden sheet xlwings.conf, by its keys in capitals; None where there is no such sheet."""
    about = "xlwings.conf"
    if configuration is None:
        return [wrong(about, "the hidden sheet is not there, so Excel cannot find Python", _BACK)]
    lines = []
    if gone := [key for key in known if key.upper() not in configuration]:
        what = f"these keys are not there: {', '.join(gone)}; each would be taken from a person's own xlwings settings"
        lines.append(look(about, what, f"put them back, without a blank row between, as {SETUP} lists them"))
    if configuration.get("PYTHONPATH") or _is_true(configuration, "ADD_WORKBOOK_TO_PYTHONPATH"):
        what = "Python may import code from further folders, which anybody who can write there can change"
        lines.append(look(about, what, "leave PYTHONPATH blank, and ADD_WORKBOOK_TO_PYTHONPATH FALSE"))
    if asks_for_server(configuration) and not _is_true(configuration, "USE UDF SERVER"):
        what = "Debug UDFs is TRUE and Use UDF Server is not, so cells use the log-on server and buttons do not"
        lines.append(look(about, what, "set Use UDF Server to TRUE"))
    return lines or [in_order(about, "as it should be")]


def asks_for_server(configuration: Mapping[str, str]) -> bool:
    """Whether a workbook uses the log-on server."""
    return _is_true(configuration, "DEBUG UDFS")


def _is_true(configuration: Mapping[str, str], key: str) -> bool:
    return configuration.get(key, "").casefold() == "true"


def interpreter_line(system: str, found: Interpreter, ours: str) -> Line:
    """Whether the Python that the workbook names is there, and has this release."""
    about, named = found.key, found.value if found.value == found.path else f"{found.value}, here {found.path}"
    if system not in {WINDOWS, MAC}:
        return in_order(about, f"{found.value or 'blank'}; it cannot be looked for on this system")
    own = "set it, on the hidden sheet xlwings.conf, to the Python that Performance Index is installed in"
    if not found.value:
        return wrong(about, "it is blank, so Excel cannot find Python", own)
    if not found.path:
        return wrong(about, f"this computer does not know what {found.value} stands for", own)
    if not any(sign in found.path for sign in "\\/"):
        what = f"{found.value} is no whole path, so Excel takes whichever Python it finds first"
        return look(about, what, own)
    if not found.exists:
        return wrong(about, f"there is no {named}", f"install Performance Index there, as {SETUP} says, or {own}")
    if found.is_this:
        return in_order(about, f"{named}: the Python that runs this")
    return _another(about, named, found, ours)


def _another(about: str, named: str, found: Interpreter, ours: str) -> Line:
    if found.has == "":
        program = found.path.replace("pythonw.exe", "python.exe")  # the one that prints what it does
        cure = f'install it there too: "{program}" -m pip install "performance-index[excel]"'
        return wrong(about, f"{named} is another Python than this, and has no Performance Index", cure)
    if found.has is None:
        cure = "run doctor with that one"
        return look(about, f"{named} is another Python than this; what it has could not be told", cure)
    if ours and found.has != ours:
        cure = "upgrade that one, or run doctor with it"
        return look(about, f"{named} is another Python than this, with Performance Index {found.has}, not {ours}", cure)
    return in_order(
        about, f"{named}: another Python than this, with Performance Index {found.has}; run doctor there too"
    )


def folder_line(about: str, folder: Folder, configuration: Mapping[str, str] | None) -> Line:
    """Whether a folder can be written to, and, for reports, whether Excel can tell where it is.

    `configuration` has the keys of xlwings.conf in capitals; None where no report goes into that folder by itself.
    """
    to_be = "it is made with the first report; " if folder.is_to_be else ""
    if folder.problem:
        cure = "put the workbook into a folder" if configuration is None else "name a folder on the Settings sheet"
        what = f"nothing can be written in {folder.path} ({folder.problem})"
        return wrong(about, what, f"{cure} where you may write")
    if folder.is_onedrive and configuration is not None and not any(configuration.get(key) for key in KEYS_OF_SYNC):
        what = f"{to_be}{folder.path} is in OneDrive: {_ONEDRIVE}, and reports go to Documents where that is no folder"
        cure = f"enter the folder on this computer in the key of xlwings.conf that fits ({SETUP}, OneDrive)"
        return look(about, what, cure)
    kind = " is on a network drive and" if folder.is_network else " is in OneDrive and" if folder.is_onedrive else ""
    return in_order(about, f"{to_be}{folder.path}{kind} can be written to")
