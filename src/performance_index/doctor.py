"""Looks at a computer and at a workbook, one thing after the other, and says of each whether it is in order.

Whatever a thing meets ends in a line of its own: no traceback, and no waiting for a drive that does not answer.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from performance_index import book_health as book_is
from performance_index import computer_facts as facts
from performance_index import computer_health as computer_is
from performance_index import serve, setting_paths
from performance_index.diagnosis import MAC, WINDOWS, Line, in_order, look, wrong
from performance_index.disk import in_words
from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.in_time import in_time
from performance_index.word.look_over import lines_of, look_over
from performance_index.word.publishing.pdf import find_maker
from performance_index.workbook import layout, trend_cells
from performance_index.workbook.configuration import CONFIGURATION
from performance_index.workbook.read import Reading, read_whole
from performance_index.workbook.saved import unsaved
from performance_index.workbook.structure import Structure, alike, read_structure

SECONDS = 20.0
"""How long one thing may take."""
Lines = list[Line]
_KEYS = tuple(key for key, _ in CONFIGURATION)
_XLWINGS = re.compile(r'XLWINGS_VERSION As String = "([^"]+)"')
_OURS = ("Dictionary", "xlwings", "xlwings_udfs", "modPerformanceIndex")
"""The modules of the workbook's macros that this release puts there."""


def diagnose(book: Path | None, system: str = sys.platform, seconds: float = SECONDS) -> Iterator[Line]:
    """The lines on this computer, and on a workbook where one is given; the system as `sys.platform` names it."""
    ours, xlwings = facts.version_of(facts.PACKAGE), facts.version_of("xlwings")
    ask = partial(answered, seconds=seconds)
    yield from ask("Python", lambda: [computer_is.python_line(system, facts.python_here())])
    yield from ask("Performance Index", lambda: [computer_is.package_line(ours)])
    excel: list[computer_is.Excel] = []
    yield from ask("Excel", lambda: [computer_is.excel_line(system, _kept(excel, facts.excel_here(system)))])
    needs = facts.xlwings_needed()
    yield from ask("xlwings", lambda: [computer_is.xlwings_line(xlwings, needs, has_excel=bool(excel))])
    yield from ask("PDF", lambda: [computer_is.pdf_line(maker.name if (maker := find_maker()) else "")])
    looked: list[Structure] = []
    if book is not None:
        yield from ask("Mark of the web", lambda: book_is.mark_line(system, facts.zone_of(book)))
        yield from ask("Workbook", lambda: _book_lines(book, looked))
    structure = looked[0] if looked else None
    bits = excel[0].bits if excel else None
    yield from ask("xlwings' DLL", lambda: _beside_python(system, structure, xlwings, bits))
    yield from ask("Log-on server", lambda: computer_is.server_lines(system, _server(system, structure)))
    if book is not None and structure is not None:
        for about, job in _of_book(book, structure, system, ours, xlwings):
            yield from ask(about, job)


def answered(about: str, job: Callable[[], Lines], seconds: float) -> Lines:
    """The lines that a job gives; where it fails or does not end in time, one that says so."""
    try:
        return in_time(job, seconds)
    except TimeoutError as problem:
        cure = "connect the drive or network that it is on, or close what keeps this computer busy, and try again"
        return [wrong(about, f"it could not be looked at: {str(problem) or 'no answer'}", cure)]
    except HasErrors as problem:
        return [_as_line(about, finding) for finding in problem.findings]
    except Refused as problem:
        what, _, cure = str(problem).partition("; ")
        return [wrong(about, what, cure)]
    except OSError as problem:
        what, _, cure = in_words(problem, "check the name and the rights to it").partition("; ")
        return [wrong(about, f"{problem.filename or 'it'} cannot be used {what}", cure)]
    except Exception as problem:  # noqa: BLE001 - it runs where something is wrong: the other lines must come all the same
        said = " ".join(f"{type(problem).__name__}: {problem}".split())
        return [
            look(about, f"it could not be looked at ({said})", "show this line to whoever looks after the computer")
        ]


def _kept(found: list[computer_is.Excel], one: computer_is.Excel | None) -> computer_is.Excel | None:
    found += [one] if one else []
    return one


def _book_lines(book: Path, looked: list[Structure]) -> Lines:
    """Whether the workbook can be read; it is then among those that were looked at."""
    looked.append(read_structure(book))
    is_open = [_as_line("Workbook", one) for one in unsaved(book)]
    return is_open or [in_order("Workbook", f"{book} can be read")]


def _as_line(about: str, finding: Finding) -> Line:
    make = wrong if finding.severity is Severity.ERROR else look
    what = finding.what if finding.place in about else f"{finding.place}: {finding.what}"
    return make(about, what, finding.cure)


def _beside_python(system: str, structure: Structure | None, xlwings: str, bits: int | None) -> Lines:
    needed = (_xlwings_of(structure) if structure else "") or xlwings
    if not needed:
        return []  # without xlwings, which has been said
    if system == MAC:
        return [computer_is.script_line(needed, is_there=facts.has_script(needed))]
    if system != WINDOWS:
        return []
    named = facts.interpreter_of(system, dict(structure.configuration or {})) if structure else None
    python = Path(named.path if named and named.exists else sys.executable)
    place = f"{python.parent} or {python.parent.parent}"
    return [computer_is.dll_line(needed, bits, place, facts.dlls_beside(python))]


def _xlwings_of(structure: Structure) -> str:
    found = _XLWINGS.search((structure.modules or {}).get("xlwings", ""))
    return found[1] if found else ""


def _server(system: str, structure: Structure | None) -> computer_is.Server:
    log = serve.log_file()
    runs = shortcut = None
    if system == WINDOWS:
        runs, shortcut = _or_unknown(serve.runs), _or_unknown(_has_shortcut)
    return computer_is.Server(
        runs=runs,
        shortcut=shortcut,
        log=str(log),
        last_word=facts.last_word(log),
        asked=None if structure is None else book_is.asks_for_server(structure.configuration or {}),
    )


def _has_shortcut() -> bool:
    return (serve.startup_folder() / serve.LINK).exists()


def _or_unknown(job: Callable[[], bool]) -> bool | None:
    try:
        return job()
    except (Refused, OSError):
        return None


def _of_book(
    book: Path, structure: Structure, system: str, ours: str, xlwings: str
) -> Iterator[tuple[str, Callable[[], Lines]]]:
    """What is to be looked at of a workbook that can be read."""
    configuration = dict(structure.configuration or {})
    yield "Version of the workbook", lambda: [book_is.version_line(structure.made_by, ours)]
    yield "Macros", lambda: book_is.macro_lines(system, _macros(structure), xlwings)
    yield "Tables and names", lambda: book_is.part_lines(*_missing(structure))
    yield "xlwings.conf", lambda: book_is.configuration_lines(structure.configuration, _KEYS)
    if structure.configuration is not None:
        yield (
            "Interpreter",
            lambda: [book_is.interpreter_line(system, facts.interpreter_of(system, configuration), ours)],
        )
    yield "Folder of the workbook", lambda: [_folder_line("Folder of the workbook", system, book.resolve().parent)]
    if any(table.name not in structure.tables for table in layout.NEEDED):
        return  # which has been said; without them its settings are not read
    reading = cache(lambda: _with_settings(book, structure))
    yield (
        "Report folder",
        lambda: [_folder_line("Report folder", system, setting_paths.report_folder(reading(), book), configuration)],
    )
    yield "Template", lambda: _template_lines(reading(), book)
    yield "Web page style", lambda: _style_lines(reading(), book)


def _with_settings(book: Path, structure: Structure) -> Reading:
    """The workbook's settings, read without its figures and words, of which there may be very many."""
    emptied = {
        name: table if name == layout.OPTIONS.name else replace(table, rows=(), below=(), read_whole=None)
        for name, table in structure.tables.items()
    }
    return read_whole(emptied, str(book))


def _macros(structure: Structure) -> book_is.Macros:
    """The macros beside those of the workbook that comes with this release."""
    if structure.modules is None:
        return book_is.Macros(there=False)
    has = structure.modules
    shipped = read_structure(setting_paths.builtin_workbook()).modules or {}
    return book_is.Macros(
        there=True,
        missing=tuple(name for name in _OURS if name not in has),
        changed=tuple(name for name in _OURS if name in has and not alike(has[name], shipped.get(name, ""))),
        xlwings=_xlwings_of(structure),
        damage=structure.damage,
    )


def _missing(
    structure: Structure,
) -> tuple[list[tuple[str, bool]], list[tuple[str, str, bool]], list[tuple[str, bool]]]:
    """Tables, columns and names that are gone, each with whether nothing can be made without it."""
    has, columns = structure.tables, list[tuple[str, str, bool]]()
    tables = [(f"{one.name} (sheet {one.sheet})", one in layout.NEEDED) for one in layout.TABLES if one.name not in has]
    for one in (one for one in layout.TABLES if one.name in has):
        there, required = layout.spelled(one.name, has[one.name].headings), layout.REQUIRED.get(one.name, ())
        gone = [heading for heading in one.headings if heading not in there]
        columns += [(has[one.name].place(-1, heading), heading, heading in required) for heading in gone]
    names = [(name, is_needed) for name, is_needed in _NAMES if name not in structure.names]
    return tables, columns, names


_NAMES = (("PeriodEnd", True), (trend_cells.RANGE, False))


def _folder_line(about: str, system: str, folder: Path, configuration: Mapping[str, str] | None = None) -> Line:
    return book_is.folder_line(about, facts.folder_facts(system, folder), configuration)


def _template_lines(reading: Reading, book: Path) -> Lines:
    own = setting_paths.template(reading, book)
    path = own or setting_paths.builtin_template()
    looked = look_over(path)
    *_, count = lines_of(looked, path.name)
    about = "Template"
    found = [_as_line(about, one) for one in looked.findings]
    return found or [in_order(about, f"{count if own else f'the built-in one, {count}'}")]


def _style_lines(reading: Reading, book: Path) -> Lines:
    path = setting_paths.page_style(reading, book)
    return [] if path is None else [in_order("Web page style", str(path))]
