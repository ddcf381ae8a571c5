"""The files and folders that a workbook's settings name."""

from __future__ import annotations

import os
import re
from pathlib import Path

from performance_index.finding import Finding, HasErrors, Severity
from performance_index.workbook import layout
from performance_index.workbook.read import Reading


def template(reading: Reading, book: Path) -> Path | None:
    """The template that the workbook's settings name; None for the built-in one, HasErrors where it is not there."""
    path = _setting(reading.settings.template, layout.TEMPLATE, reading, book)
    if path is not None and not path.is_file():
        what = f"there is no template {path}"
        raise _wrong_setting(layout.TEMPLATE, reading, what, "correct it, or leave it blank for the built-in template")
    return path


def page_style(reading: Reading, book: Path) -> Path | None:
    """The CSS file that the workbook's settings name for web pages; None for none, HasErrors where it is not there."""
    path = _setting(reading.settings.page_style, layout.PAGE_STYLE, reading, book)
    if path is not None and not path.is_file():
        raise _wrong_setting(layout.PAGE_STYLE, reading, f"there is no file {path}", "correct it, or leave it blank")
    return path


def builtin_template() -> Path:
    """The report's template that comes with the package (in a checkout: the repository's templates folder)."""
    return _shipped("templates", "report.docx")


def appendix_template() -> Path:
    """The appendix's template, as above."""
    return _shipped("templates", "appendix.docx")


def builtin_workbook() -> Path:
    """The workbook of the example that comes with the package (in a checkout: the repository's workbook folder)."""
    return _shipped("workbook", "PerformanceIndex.xlsm")


def _shipped(folder: str, name: str) -> Path:
    here = Path(__file__).parent
    packaged = here / folder / name
    return packaged if packaged.exists() else here.parents[1] / folder / name


def report_folder(reading: Reading, book: Path) -> Path:
    """The workbook's own report folder, else `reports` beside it; HasErrors where its own is not there."""
    folder = _setting(reading.settings.report_folder, layout.REPORT_FOLDER, reading, book)
    if folder is None:
        return book.resolve().parent / "reports"
    if not folder.is_dir():
        what = f"there is no folder {folder}"
        raise _wrong_setting(layout.REPORT_FOLDER, reading, what, "make it, or correct it")
    return folder


def _setting(value: str, word: str, reading: Reading, book: Path) -> Path | None:
    """A path from the workbook's settings: %VARIABLES% expanded, relative to the workbook."""
    if not value:
        return None
    expanded = expand(value)
    if unknown_variable(expanded):
        what = f"this computer does not know what {expanded} stands for"
        raise _wrong_setting(word, reading, what, "write the whole path")
    return book.resolve().parent / expanded


def expand(value: str) -> str:
    """A path with the %VARIABLES% that this computer knows; those that it does not know stay."""
    return re.sub(r"%(\w+)%", lambda name: os.environ.get(name[1], name[0]), value)


def unknown_variable(expanded: str) -> bool:
    """Whether a path that was expanded still has a variable."""
    return re.search(r"%\w+%", expanded) is not None


def _wrong_setting(word: str, reading: Reading, what: str, cure: str) -> HasErrors:
    place = reading.settings.places.get(word, layout.SETTINGS)
    finding = Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)
    return HasErrors("a setting names what is not there, so nothing was made; put it right and try again", (finding,))
