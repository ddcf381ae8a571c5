"""The folder that a team works in: workbook, template, a folder for reports. Made whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from performance_index.disk import in_words
from performance_index.finding import Refused
from performance_index.setting_paths import builtin_template, builtin_workbook
from performance_index.workbook.build import build, project_of
from performance_index.workbook.content import content
from performance_index.workbook.original_sheet import Original
from performance_index.workbook.tables import TableCells
from performance_index.write import write_whole

BOOK, TEMPLATE, REPORTS = "PerformanceIndex.xlsm", "templates/report.docx", "reports"
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", ".ds_store"})
"""What Windows and macOS put into a folder by themselves."""


def make_example(folder: Path, configuration: Mapping[str, str]) -> Path:
    """Make a folder with the example's workbook; as `make` does."""
    return make(folder, content(), configuration, example=True)


def make(
    folder: Path,
    tables: Mapping[str, TableCells],
    configuration: Mapping[str, str],
    *,
    example: bool = False,
    original: Original | None = None,
) -> Path:
    """Make a folder with a workbook of these tables, and give the workbook's path.

    `configuration` has the values of xlwings' keys that are not as shipped; `original` is a sheet that the tables were
    taken from. Refused, with nothing changed, where the
    folder has anything in it, or cannot be made.
    """
    refuse_to_mix(folder)
    workbook = build(tables, example=example, project=_project(), configuration=configuration, original=original)
    was_there = folder.exists()
    made = Path()
    try:
        made = Path(tempfile.mkdtemp(prefix=".performance-index-", dir=folder.parent))
        _fill(made, workbook)
        folder.mkdir(exist_ok=True)
        _move(made, folder)
    except OSError as problem:
        if not was_there:
            with suppress(OSError):  # there may be none yet
                folder.rmdir()
        what = f"{folder} could not be made {in_words(problem, 'choose another folder')}"
        raise Refused(what) from problem
    finally:
        if made.name:
            shutil.rmtree(made, ignore_errors=True)
    return folder / BOOK


def refuse_to_mix(folder: Path) -> None:
    """Raise Refused where a folder cannot be begun: it has something in it, is a file, or is in no folder."""
    if not folder.parent.is_dir():
        raise Refused(f"there is no folder {folder.parent}; make it, or choose another")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file, not a folder; choose another name")
    found = sorted(one.name for one in folder.iterdir()) if folder.exists() else []
    there = [name for name in found if name.casefold() not in _OF_THE_SYSTEM]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise Refused(f"{folder} has something in it ({there[0]}{more}); name a new folder, or empty this one")


def _fill(made: Path, workbook: bytes) -> None:
    (made / REPORTS).mkdir()
    (made / TEMPLATE).parent.mkdir()
    write_whole(made / TEMPLATE, builtin_template().read_bytes(), overwrite=False)
    write_whole(made / BOOK, workbook, overwrite=False)


def _move(made: Path, folder: Path) -> None:
    """Move what was made into the folder, the workbook last; OSError, with nothing moved, where that fails."""
    moved: list[Path] = []
    try:
        for name in (REPORTS, TEMPLATE.partition("/")[0], BOOK):
            (made / name).rename(folder / name)
            moved.append(folder / name)
    except OSError:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True)
        raise


def _project() -> bytes:
    """The VBA project of the workbook that comes with the package: to make one, Windows users would need more."""
    return project_of(builtin_workbook().read_bytes())
