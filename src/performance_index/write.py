"""A file written whole or not at all, and never over another one by accident."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from performance_index.disk import fault, in_words
from performance_index.finding import Refused

_BEGIN = ".performance-index-"  # how the name of a file begins that is not whole yet
_HOUR = 3600
_ALLOW = "move it away or choose another name (on the command line, --overwrite replaces it)"


def refuse_to_lose(target: Path, *, overwrite: bool) -> None:
    """Raise Refused where writing `target` would lose a file that is wanted, or one that somebody has open."""
    if not target.name:
        raise Refused(f"{target} is no name for a file; choose another")
    if target.exists() and not target.is_file():  # an administrator could replace even a device
        raise Refused(f"{target} is a folder or a device, not a file; choose another name")
    if not overwrite and target.exists():
        raise Refused(f"{target} exists already; {_ALLOW}")
    if overwrite:
        refuse_while_open(target)


def refuse_while_open(document: Path) -> None:
    """Raise Refused where a document is open in Word or LibreOffice: what is typed there and unsaved would be lost."""
    for owner, program in (
        (owner_file(document), "Word"),
        (document.with_name(f".~lock.{document.name}#"), "LibreOffice"),
    ):
        if owner.exists():
            raise Refused(
                f"{document} is open in {program}; close it and try again "
                f"(if nobody has it open, delete the hidden file {owner.name} that {program} left behind)"
            )


def write_whole(target: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file so that a reader finds either all of it or what was there before.

    Refused, with nothing changed and nothing left behind, where the file exists and may not be replaced, is open in
    Word or LibreOffice, or cannot be written.
    """
    refuse_to_lose(target, overwrite=overwrite)
    target = target.resolve()  # a link goes on leading to the file
    made = target.with_name(f"{_BEGIN}{secrets.token_hex(8)}.tmp")
    try:
        with made.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if overwrite and target.exists():
            shutil.copymode(target, made)
        _sweep(target.parent, made.stat().st_mtime)
        if overwrite:
            made.replace(target)
        else:
            _place_new(made, target)
    except FileExistsError:
        raise Refused(f"{target} exists already; {_ALLOW}") from None
    except OSError as error:
        raise Refused(_why(error, target)) from error
    finally:
        with suppress(OSError):  # of a drive that is gone nothing can be taken away
            made.unlink(missing_ok=True)


def _why(error: OSError, target: Path) -> str:
    if isinstance(error, PermissionError) and fault(error) is None:
        if error.filename2 is not None:  # the whole file was made, only its name could not be given
            return f"{target} is open in another program, such as Word; close it and try again"
        return f"you may not write in {target.parent}; choose another folder"
    if isinstance(error, FileNotFoundError) and not target.parent.is_dir():
        return f"there is no folder {target.parent}; make it, or choose another"
    return f"{target} could not be written {in_words(error, 'put that right and try again')}"


def _sweep(folder: Path, now: float) -> None:
    """Take away what a write that was killed has left in a folder: an hour later nobody is at it any more."""
    for left in folder.glob(f"{_BEGIN}*.tmp"):
        with suppress(OSError):
            if left.stat().st_mtime < now - _HOUR:
                left.unlink()


def write_backup(file: Path, content: bytes, now: dt.datetime) -> Path:
    """Write a copy under a name that no file has: 'Index (before 2020-10-20 09.30).xlsm', then '…, 2).xlsm'."""
    number = 1
    while True:
        nth = "" if number == 1 else f", {number}"
        backup = file.with_name(f"{file.stem} (before {now:%Y-%m-%d %H.%M}{nth}){file.suffix}")
        if not backup.exists():
            try:
                write_whole(backup, content, overwrite=False)
            except Refused:
                if not backup.exists():  # else somebody else took the name
                    raise
            else:
                return backup
        number += 1


def refuse_if_saved(file: Path, before: bytes) -> None:
    """Raise Refused where a file does not hold `before` any more: somebody has saved it meanwhile."""
    if file.read_bytes() != before:
        raise Refused(f"{file} was saved by somebody a moment ago; try again")


def replace_whole(file: Path, before: bytes, after: bytes, now: dt.datetime) -> Path:
    """Put a whole new file in place of one that holds `before`, and give the backup of that beside it.

    Refused, with no backup left, where it cannot be written; and where somebody has saved the file meanwhile.
    """
    refuse_if_saved(file, before)
    backup = write_backup(file, before, now)
    try:
        write_whole(file, after, overwrite=True)
    except Refused:
        with suppress(OSError):  # of a drive that is gone nothing can be taken away
            backup.unlink(missing_ok=True)
        raise
    return backup


def owner_file(target: Path) -> Path:
    """Give the hidden file that Word keeps beside a document while it is open: '~$port.docx' for 'report.docx'."""
    skipped = min(max(len(target.stem) - 6, 0), 2)
    return target.with_name(f"~${target.name[skipped:]}")


def _place_new(made: Path, target: Path) -> None:
    """Give the finished file its name; FileExistsError where another file has it by now."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as some network drives are: take the name first
        target.touch(exist_ok=False)
        try:
            made.replace(target)
        except OSError:
            target.unlink()
            raise
