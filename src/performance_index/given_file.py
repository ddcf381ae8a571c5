"""The file that somebody gave: its bytes, or a refusal that says what it is instead, with the cure.

What a file is, its content says, never its name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from performance_index.disk import in_words
from performance_index.finding import NotReadable


class Wanted(Enum):
    """What a command asks for: how it is called, its program, and how that saves as one."""

    WORKBOOK = ("an Excel workbook (.xlsm)", "Excel", "save it as .xlsm")
    DOCUMENT = ("a Word document (.docx)", "Word", "save it as a Word document (.docx)")
    FIGURES = ("a CSV file", "Excel", "save it as 'CSV UTF-8'")

    def __init__(self, called: str, program: str, saves: str) -> None:
        """Name the three."""
        self.called, self.program, self.saves = called, program, saves


class _Kind(NamedTuple):
    """What a file is, and the program that opens it, where that is Excel or Word."""

    what: str
    program: str = ""


_WORKBOOK, _DOCUMENT = _Kind("an Excel workbook", "Excel"), _Kind("a Word document", "Word")
_OLD_WORKBOOK = _Kind("an old workbook (.xls)", "Excel")
_PRESENTATION, _PICTURE = _Kind("a presentation"), _Kind("a picture")
_TEXT, _WEB, _ZIP = _Kind("plain text, such as CSV"), _Kind("a web page or XML", "Excel"), _Kind("a zip file")
_UNSOUND, _UNKNOWN = _Kind("a damaged zip or Office file"), _Kind("a file of another kind")

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = _Kind("an Office file with a password")
_OLD = {  # by the name of a stream inside
    "EncryptedPackage": _PASSWORD,
    "Workbook": _OLD_WORKBOOK,
    "Book": _OLD_WORKBOOK,
    "WordDocument": _Kind("an old Word document (.doc)", "Word"),
    "PowerPoint Document": _Kind("an old presentation (.ppt)"),
}
_OPEN_DOCUMENT = {  # by what its type says
    b"opendocument.spreadsheet": _Kind("an OpenDocument spreadsheet (.ods)", "Excel"),
    b"opendocument.text": _Kind("an OpenDocument text (.odt)", "Word"),
    b"opendocument": _Kind("an OpenDocument file"),
}
_MAIN = re.compile(rb"""ContentType\s*=\s*["']application/vnd\.([^"']*\.main)(?:\+xml)?["']""")
_OFFICE = {  # by what the type of its main part says
    b"ms-excel.sheet.binary": _Kind("a binary workbook (.xlsb)", "Excel"),
    b"spreadsheetml": _WORKBOOK,
    b"ms-excel": _WORKBOOK,
    b"wordprocessingml": _DOCUMENT,
    b"ms-word": _DOCUMENT,
    b"presentationml": _PRESENTATION,
    b"ms-powerpoint": _PRESENTATION,
}
_BEGINS = {
    b"%PDF": _Kind("a PDF"),
    b"{\\rtf": _Kind("a Rich Text document (.rtf)", "Word"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\xff\xfe": _TEXT,
    b"\xfe\xff": _TEXT,
}
_ENOUGH = 1000
"""As many bytes show whether a file is text."""
_MIMETYPE, _TYPES = "mimetype", "[content_types].xml"
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read_given(path: Path, wanted: Wanted) -> bytes:
    """Give the bytes of a file; NotReadable, with what to do, where it is missing, empty or not to be read."""
    try:
        if path.is_dir():
            raise NotReadable(f"{path} is a folder; name the file in it")
        if path.exists() and not (path.is_file() or (path.is_fifo() and wanted is Wanted.FIGURES)):  # or it may hang
            raise NotReadable(f"{path} is a device or a pipe, not a file; name {wanted.called}")
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise NotReadable(f"there is no file {path}; check the name and the folder") from problem
    except PermissionError as problem:
        what = "is open in another program or not yours to read"
        raise NotReadable(f"{path} {what}; close it there, or ask its owner") from problem
    except OSError as problem:
        why = in_words(problem, "check the name and the folder")
        raise NotReadable(f"{path} cannot be read {why}") from problem
    if not content:
        raise NotReadable(f"{path} is empty: it may not have been saved or copied completely; save or copy it again")
    return content


def instead(content: bytes, wanted: Wanted) -> str:
    """What a file is that is not what is wanted, and the cure, after its name; '' where nothing speaks against it.

    Of a damaged zip or Office file, whoever reads workbooks or documents knows more.
    """
    kind = _kind(content)
    if kind is _PASSWORD and wanted is not Wanted.FIGURES:
        return f"has a password; take it off in {wanted.program} (File, Info, Protect), and save it"
    if wanted.called.startswith(kind.what) or kind is (_TEXT if wanted is Wanted.FIGURES else _UNSOUND):
        return ""
    if kind is _TEXT and wanted is Wanted.WORKBOOK:
        cure = "copy its figures into PerformanceIndex.xlsm and name that"
    elif kind.program == wanted.program:
        cure = f"open it in {wanted.program} and {wanted.saves}"
    else:
        cure = f"name {wanted.called}"
    return f"is {kind.what}, not {wanted.called}; {cure}"


def _kind(content: bytes) -> _Kind:
    if content.startswith(b"PK"):
        return _packed(content)
    if content.startswith(_OLE2):
        places = {content.find(name.encode("utf-16-le")): kind for name, kind in _OLD.items()}
        found = [place for place in places if place >= 0]
        return places[min(found)] if found else _Kind("an old Office file")  # its own streams come first
    for begin, kind in _BEGINS.items():
        if content.startswith(begin):
            return kind
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _WEB
    return _UNKNOWN if b"\0" in content[:_ENOUGH] else _TEXT


def _packed(content: bytes) -> _Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in package.namelist()}
            mimetype, types = (package.read(names[one]) if one in names else b"" for one in (_MIMETYPE, _TYPES))
    except _DAMAGE:
        return _UNSOUND
    for said, kinds in ((mimetype, _OPEN_DOCUMENT), (b" ".join(_MAIN.findall(types)), _OFFICE)):
        for word, kind in kinds.items():
            if word in said:
                return kind
    return _UNSOUND if types or any(name.startswith(("xl/", "word/")) for name in names) else _ZIP
