"""A PDF that everybody can read (PDF/UA), made by Word or LibreOffice from a Word document."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.disk import in_words
from performance_index.finding import Finding, Refused, Severity
from performance_index.word.document.wordml import w
from performance_index.word.publishing.for_tagging import for_tagging
from performance_index.word.publishing.mended_tags import mend_tags
from performance_index.write import write_whole

_SECONDS = 180  # LibreOffice starts slowly the first time, and on a busy machine
_OPTIONS = {
    "PDFUACompliance": True,  # tags, title, language
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportFormFields": False,  # a form field without a name would break the rules
    "ExportNotes": False,
    "DisplayPDFDocumentTitle": True,
    "UseLosslessCompression": True,
}
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_LIBREOFFICE = "LibreOffice"
_HARD_TO_TAG = {
    "footnotes": (w("footnoteReference"), w("endnoteReference")),
    "charts": ("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",),
    "decorative pictures": ("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative",),
}
_AS_PDF, _WHOLE_CONTENT, _FOR_PRINT, _HEADINGS = 17, 0, 0, 1  # Word's own numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A program that makes PDFs: its name, and how it makes one from a document, in a folder that is its own."""

    name: str
    make: Callable[[Path, Path], Path]


def find_maker() -> Maker | None:
    """Give the program to use on this computer; None where there is none."""
    return choose(word=_has_word(), soffice=_find_soffice())


def choose(*, word: bool, soffice: Path | None, seconds: float = _SECONDS) -> Maker | None:
    """Give Word, where it is there, since its pages are those that the clerk saw; else LibreOffice; else None.

    `seconds` is how long LibreOffice may take.
    """
    if word:
        return Maker(name="Word", make=_make_with_word)
    if soffice is None:
        return None
    return Maker(
        name=_LIBREOFFICE, make=lambda source, folder: _make_with_libreoffice(soffice, source, folder, seconds)
    )


def doubts(document: Document, maker: Maker) -> list[Finding]:
    """Give what LibreOffice cannot tag as PDF/UA asks (measured with 7.4), where the document has such things."""
    root: Element = document.element
    there = [name for name, tags in _HARD_TO_TAG.items() if next(root.iter(*tags), None) is not None]
    if maker.name != _LIBREOFFICE or not there:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            place="the PDF",
            what=f"LibreOffice may not tell a screen reader all about {', '.join(there)}",
            cure="have the PDF checked, or make it with Word",
        )
    ]


def make_pdf(document: bytes, name: str, maker: Maker) -> bytes:
    """Give the PDF of the document that has or will have this name. Refused: none could be made."""
    try:
        return _made(document, name, maker)
    except OSError as problem:
        why = in_words(problem, f"open {name} in {maker.name} and save it as PDF there")
        raise Refused(f"the temporary folder could not be used {why}") from problem


def save_pdf(pdf: bytes, target: Path, maker: Maker, *, overwrite: bool) -> list[Finding]:
    """Write a PDF that was made and give what is not right with it. Refused: it cannot be, and nothing changed."""
    write_whole(target, pdf, overwrite=overwrite)
    return [] if maker.name == "Word" or b"pdfuaid" in pdf else [_untagged(target)]


def _made(document: bytes, name: str, maker: Maker) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        copy = folder / "report.docx"  # these programs leave a lock file beside what they open
        given = for_tagging(document)
        copy.write_bytes(given.content)
        made = maker.make(copy, folder)
        if not made.exists():
            raise Refused(f"{maker.name} made no PDF; open {name} in it and save it as PDF there")
        pdf = made.read_bytes()
    if maker.name != _LIBREOFFICE:
        return pdf
    return mend_tags(pdf, names_rows=given.names_rows, summaries=given.summaries)


def _untagged(target: Path) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        place=str(target),
        what="this LibreOffice is too old to make a PDF that screen readers can follow",
        cure="install LibreOffice 7.4 or later and publish again",
    )


def _find_soffice() -> Path | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else next((Path(place) for place in _USUAL if Path(place).exists()), None)


def _make_with_libreoffice(soffice: Path, source: Path, folder: Path, seconds: float) -> Path:
    options = json.dumps({name: {"type": "boolean", "value": str(on).lower()} for name, on in _OPTIONS.items()})
    command = [
        str(soffice),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # or one that runs already would take the work
        "--headless",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that we found, and a file that we made
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Refused(f"LibreOffice cannot be started ({error.strerror}); install it again") from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise Refused("LibreOffice did not finish; close its windows and publish again") from None
    return source.with_suffix(".pdf")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: soffice only starts the real one."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _has_word() -> bool:
    """Whether Word is on this computer and Python can talk to it."""
    if sys.platform != "win32":
        return False
    import winreg  # noqa: PLC0415 - only Windows has it

    try:
        importlib.import_module("win32com.client")
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
    except (ImportError, OSError):
        return False
    return True


def _make_with_word(source: Path, folder: Path) -> Path:  # pragma: no cover - only where Word is
    """Have Word save the PDF, tagged, in an instance of its own that nobody sees."""
    made = folder / "report.pdf"
    word = None
    try:
        word = importlib.import_module("win32com.client").DispatchEx("Word.Application")
        word.DisplayAlerts = 0
        document = word.Documents.Open(str(source), ReadOnly=True, AddToRecentFiles=False)
        document.ExportAsFixedFormat(
            OutputFileName=str(made),
            ExportFormat=_AS_PDF,
            OptimizeFor=_FOR_PRINT,
            Item=_WHOLE_CONTENT,
            IncludeDocProps=True,
            CreateBookmarks=_HEADINGS,
            DocStructureTags=True,
            BitmapMissingFonts=True,
            UseISO19005_1=False,
        )
        document.Close(SaveChanges=False)
    except Exception as error:
        raise Refused(f"Word could not save the PDF ({error}); open the published copy and save it as PDF") from error
    finally:
        if word is not None:
            word.Quit(SaveChanges=False)
    return made
