"""The state in a report's file, read without opening the document: a folder of hundreds is looked through at once."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from pathlib import Path

from performance_index.word.document import package
from performance_index.word.document.package import open_docx
from performance_index.word.state import NAMESPACE, State, parse_state

_PART = re.compile(r"/?customxml[/\\][^/\\]*\.xml", re.IGNORECASE)
_LONGEST = 20_000_000
"""More bytes than any state has: a part that says it is longer is not unpacked."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def state_in(file: Path, *days: dt.date) -> State | None:
    """Give the state kept in a report's file; None where there is none, or the file cannot be read.

    Where `days` are given, only a state that has one of them is read: the rest of a folder costs little.
    """
    wanted = [day.isoformat().encode() for day in days] or [b""]
    if not file.is_file():  # of a pipe nobody would ever see the end
        return None
    try:
        with zipfile.ZipFile(file) as whole:
            for part in whole.infolist():
                if _PART.fullmatch(part.filename) and part.file_size <= _LONGEST:
                    content = whole.read(part)
                    is_wanted = NAMESPACE.encode() in content and any(day in content for day in wanted)
                    if is_wanted and (state := parse_state(content)) is not None:
                        return state
    except _DAMAGE:
        return None
    return None


def is_as_written(file: Path) -> bool:
    """Tell whether nobody has saved a report since it was written here: written once more, it is the same."""
    return package.is_as_written(open_docx(file), file.read_bytes())
