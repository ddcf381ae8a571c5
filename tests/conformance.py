"""What programs other than ours say of a file, and what a file looks like: sentences, pictures and text for tests.

Each `..._errors` gives sentences, none for a sound file. The validators overlap little, so ask all that know the kind
of file. LibreOffice, poppler, the Open XML SDK validator, a browser and axe-core are outside Python: mark a test that
needs them.
Run as a script, this prints the names of those that are missing, for dev.py to get them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ooxml_integrity
import pytest
from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity  # type: ignore[import-untyped]  # has no types
from pyopenvba import check_file

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
SECONDS = 180  # for one file: LibreOffice starts slowly where every worker starts one


# --- validators -------------------------------------------------------------------------------------------------


def sdk_errors(path: Path) -> list[str]:
    """What Microsoft's own Open XML SDK says: schema and meaning of a .docx, .xlsx or .xlsm."""
    invariant = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}  # or it wants ICU, which a bare Linux has not
    printed = _output([_need("validator"), str(path)], env=invariant)
    said: dict[str, Any] = json.loads(printed)
    errors = [_sentence(e["description"], e["path"], e["xPath"]) for e in said["errors"]]
    return errors if errors or said["ok"] else ["the validator refuses the file and does not say why"]


def audit_errors(path: Path) -> list[str]:
    """What openxml-audit says: the same rules written anew, and others that Word and Excel insist on."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)  # a new one each time: reused, it errs
    found = validator.validate(path).errors
    return [_sentence(e.description, e.part_uri, e.path) for e in found if e.severity is not ValidationSeverity.INFO]


def integrity_errors(path: Path) -> list[str]:
    """What ooxml-integrity says of a .docx: comments, changes, notes and numbering that hang together."""
    found = ooxml_integrity.check(path)
    info = ooxml_integrity.INFO
    return [_sentence(f"{f.code} {f.message}", f.part, f.where) for f in found if f.severity is not info]


def vba_errors(path: Path) -> list[str]:
    """What pyOpenVBA says of an .xlsm: parts, relationships, and a VBA project that can be read in full."""
    report = check_file(path)
    errors = [_sentence(f"{issue.code} {issue.message}", issue.location) for issue in report.issues]
    return errors if errors or report.ok else ["pyOpenVBA could not check the whole file"]


def _sentence(what: str, part: str | None, place: str | None = None) -> str:
    """'/word/document.xml /w:document[1]/w:body[1]: what'."""
    where = " ".join(filter(None, (part, place)))
    return f"{where}: {what}" if where else what


# --- looks --------------------------------------------------------------------------------------------------------


def to_pdf(path: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a document or workbook, in the folder."""
    soffice = _need("LibreOffice")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # Its own profile: a second LibreOffice on the same one hands its work to the first, or fails.
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        said = _output([soffice, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)])
    pdf = folder / f"{path.stem}.pdf"
    assert pdf.exists(), f"LibreOffice made no PDF of {path.name}: {said}"
    return pdf


def page_images(pdf: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """A PNG of each page, in order, in the folder."""
    _need("poppler")
    _output(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem)])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))  # the numbers are padded to one length


def pdf_text(pdf: Path) -> str:
    """The text of a PDF, set out as on the page; a form feed ends each page."""
    _need("poppler")
    return _output(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"])


def pdf_tags(pdf: Path) -> str:
    """The tags of a PDF as poppler prints them: each with its attributes and its words, what is under it indented."""
    _need("poppler")
    return _output(["pdfinfo", "-struct-text", str(pdf)])


# --- programs -----------------------------------------------------------------------------------------------------


def programs() -> dict[str, str | None]:
    """Where each program outside Python is, or None, by the name that dev.py knows it by."""
    package = ROOT / ".tools" / "node_modules" / "@xarsh"
    native = sorted(p for p in package.glob("ooxml-validator-*/ooxml-validator*") if p.suffix in {"", ".exe"})
    usual = [Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]
    usual += [Path(os.environ.get("PROGRAMFILES", "")) / "LibreOffice" / "program" / "soffice.exe"]
    axe = ROOT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
    poppler = shutil.which("pdftoppm") if shutil.which("pdftotext") else None
    return {
        "LibreOffice": shutil.which("soffice") or next((str(p) for p in usual if p.exists()), None),
        "poppler": poppler,
        "validator": next(map(str, native), None),
        "axe": str(axe) if axe.exists() else None,
        "browser": next(filter(None, map(shutil.which, BROWSERS)), None),
    }


MISSING = [name for name, place in programs().items() if place is None]


def _need(name: str) -> str:
    """Where the program is; the test fails where it is missing."""
    place = programs()[name]
    assert place, f"{name} is missing; `python dev.py test` installs it or says how to get it"
    return place


def _needs(*names: str) -> pytest.MarkDecorator:
    """Skip where one of the programs is missing, but under CI=true run, and so fail."""
    lacking = [name for name in names if name in MISSING]
    reason = f"{' and '.join(lacking)} missing: see `python dev.py test`"
    return pytest.mark.skipif(bool(lacking) and not CI, reason=reason)


needs_libreoffice = _needs("LibreOffice", "poppler")
needs_sdk = _needs("validator")
needs_browser = _needs("browser", "axe")


def _output(command: list[str], env: dict[str, str] | None = None) -> str:
    """What the command prints; AssertionError, with what it said, when it fails or takes too long."""
    # Files, not pipes: a child that is left behind would hold a pipe open.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        environment = os.environ | (env or {})
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment, start_new_session=True)
        try:
            code: int | None = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            code = None
            _end(process)
        out.seek(0)
        err.seek(0)
        said, complaint = (file.read().decode("utf-8", "replace") for file in (out, err))
    outcome = "took too long" if code is None else f"ended with {code}"
    assert code == 0, f"{command[0]} {outcome}: {said}{complaint}"
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: soffice is only the starter of the real one."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    print("\n".join(MISSING))  # noqa: T201 - dev.py reads it
