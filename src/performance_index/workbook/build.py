"""Builds the workbook from text: ``python -m performance_index.workbook.build PerformanceIndex.xlsm``.

The VBA project is made first, for a workbook of the same sheets; then the sheets are written with it. The same sources
give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import xlsxwriter

from performance_index.finding import Refused
from performance_index.workbook import layout, modern, sheets, trend_sheet
from performance_index.workbook.content import EXAMPLE, content
from performance_index.workbook.index_sheet import IndexSheet
from performance_index.workbook.original_sheet import Original, write_original
from performance_index.workbook.read import Reading, read_index
from performance_index.workbook.row_answers import RowAnswers
from performance_index.workbook.style import Style
from performance_index.workbook.tables import TableCells

MADE = dt.datetime(2020, 9, 30, tzinfo=dt.UTC)
"""The workbook's date of creation: fixed, so that its bytes repeat."""
_EXCEL_365 = 191029
"""The calculation engine's number: Excel recalculates what an older one saved, and would drop the kept ratings."""
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def build(
    tables: Mapping[str, TableCells],
    *,
    example: bool,
    project: bytes | None = None,
    configuration: Mapping[str, str] | None = None,
    original: Original | None = None,
) -> bytes:
    """The bytes of a workbook with these tables; `example` marks its figures as illustrative.

    `project` is the VBA project; None makes it, which needs the extra `build`. `configuration` has the values of
    xlwings' keys that are not as shipped. `original` is a sheet that the tables were taken from, which is kept as the
    last. Raises Refused where the tables have no period end, without which nothing can be rated.
    """
    reading = replace(read_index(tables), in_sheet={})  # the sources hold no ratings that could be stale
    vba = _project() if project is None else project
    made = _Surroundings(vba=vba, configuration=configuration or {}, original=original)
    return _finished(_write(tables, reading, made, example=example))


def project_of(workbook: bytes) -> bytes:
    """The VBA project of a workbook that was built, for another of the same sheets."""
    return _parts(workbook)["xl/vbaProject.bin"]


@functools.cache
def _project() -> bytes:
    """The VBA project, made for a workbook of our sheets: what is on them is no matter to it."""
    from performance_index.workbook import vba  # noqa: PLC0415 - its packages come with the extra `build` only

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        for name in layout.SHEETS:
            book.add_worksheet(name)
    return vba.project(_macro_enabled(out.getvalue()))


_AS_TYPED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text that begins with = or http is a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What a workbook has beside its tables."""

    vba: bytes
    configuration: Mapping[str, str]
    original: Original | None


def _write(tables: Mapping[str, TableCells], reading: Reading, made_with: _Surroundings, *, example: bool) -> bytes:
    if reading.index is None:
        raise Refused(f"the workbook's sources have no period end: {reading.unreadable[0]}")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _AS_TYPED)
    book.calc_on_load = False
    book.set_calc_mode("auto", _EXCEL_365)
    title = f"{reading.index.title} {reading.index.year.label}"
    book.set_properties({"title": title, "subject": "Performance Index", "created": MADE.replace(tzinfo=None)})
    made = {name: book.add_worksheet(name) for name in layout.SHEETS}
    style = Style(book)
    sheets.write_guide(made[layout.GUIDE], style, version("performance-index"), example=example)
    indicators = tables[layout.INDICATORS.name]
    index_sheet = IndexSheet(made[layout.INDEX], style, indicators, reading.index, RowAnswers(tables))
    index_sheet.write(reading.details, example=example)
    of = {table.name: tables[table.name] for table in layout.TABLES}
    sheets.write_report(made[layout.REPORT], style, of[layout.REPORT_DETAILS.name], of[layout.REPORT_TEXT.name])
    sheets.write_profile(made[layout.PROFILE], style, of[layout.PROFILES.name])
    sheets.write_amendments(made[layout.AMENDED], style, of[layout.AMENDMENTS.name])
    sheets.write_published(made[layout.PUBLISHED], style, of[layout.PUBLISHED_FIGURES.name])
    trend_sheet.write_trends(book, made[layout.TRENDS], style)
    sheets.write_settings(made[layout.SETTINGS], style, of[layout.RATING_RULE.name], of[layout.OPTIONS.name])
    sheets.write_check(made[layout.CHECK], style, reading.findings())
    sheets.write_configuration(made[layout.CONFIG], made_with.configuration)
    if made_with.original is not None:
        name = made_with.original.sheet_name(layout.SHEETS)
        made[name] = book.add_worksheet(name)
        write_original(made[name], style, made_with.original)
    details = of[layout.REPORT_DETAILS.name]
    period_end = [row[0] for row in details.rows].index(layout.PERIOD_END)
    row = details.top + 1 + period_end
    book.define_name("PeriodEnd", f"={layout.REPORT}!$A${row}:$B${row}")  # its word and its value
    made[layout.INDEX].activate()
    book.add_vba_project(io.BytesIO(made_with.vba), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    for number, sheet in enumerate(made.values(), 1):
        sheet.set_vba_name(f"Sheet{number}")
    book.close()
    return out.getvalue()


def _macro_enabled(workbook: bytes) -> bytes:
    """The same package declared as a macro-enabled workbook: only the main part's content type differs."""
    return _packed({name: data.replace(_PLAIN, _WITH_MACROS) for name, data in _parts(workbook).items()})


def _finished(workbook: bytes) -> bytes:
    """The same package with what XlsxWriter cannot say.

    Row heights are the ones that fit, not a person's own, so that a row grows with the commentary typed into it. A
    formula whose kept result is no text says so, or LibreOffice computes it again and fails. The buttons have their
    modern parts, and the ribbon its tab.
    """
    parts = _parts(workbook)
    for name in parts:
        if name.endswith(".xml"):
            parts[name] = _NO_RESULT.sub(rb'\1 t="str">\2', _OWN_HEIGHT.sub(rb"\1", parts[name]))
    return _packed(modern.with_modern_parts(parts))


_OWN_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_NO_RESULT = re.compile(rb'(<c r="[A-Z]+[0-9]+" s="[0-9]+")>(<f>[^<]*</f><v></v>)')


def _parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """A package whose parts all have the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main(path: Path) -> None:
    """Write the shipped workbook."""
    path.write_bytes(build(content(EXAMPLE), example=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
