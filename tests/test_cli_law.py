"""The law of the command line: whatever file a command is given, it ends in one sentence with the cure.

Every command is given every kind of wrong file, called as if it were the right one: exit status 1, the file named, what
it is and what to do, no traceback, nothing written. `check --json` prints JSON whatever happens.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from books import book
from performance_index import doctor as _doctor  # noqa: F401 - for _nobodys, who may load no more than is loaded
from performance_index.cli import main
from performance_index.word import publish as _publish  # noqa: F401 - as above

ROOT = Path(__file__).parents[1]
WORKBOOK = (ROOT / "workbook" / "PerformanceIndex.xlsm").read_bytes()
DOCUMENT = (ROOT / "templates" / "report.docx").read_bytes()
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CSV = "Indicator,Actual\nCost of tŷ,£1\n"


def zipped(**parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def replaced(package: bytes, changes: Mapping[bytes, bytes]) -> bytes:
    """An Office file with some words replaced in each of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for before, after in changes.items():
                part = part.replace(before, after)
            target.writestr(name, part)
    return out.getvalue()


def old(stream: str) -> bytes:
    """A file of Office 97, or one with a password: what counts are the names of its streams."""
    return OLE2 + stream.encode("utf-16-le") + bytes(600)


def flipped(package: bytes) -> bytes:
    """A zip file whose list of parts is sound and whose parts are not."""
    damaged = bytearray(package)
    for place in range(200, len(damaged) // 2, 50):
        damaged[place] ^= 0xFF
    return bytes(damaged)


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}
RANDOM = Random(1).randbytes(3000)  # noqa: S311 - no secret: the same bytes on every run
XLSB = '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

FOLDER, MISSING, UNREADABLE, DEVICE = "folder", "missing", "unreadable", "device"
EXCEL, WORD, CSV_UTF8 = (
    "open it in Excel and save it as .xlsm",
    "open it in Word and save it as a Word document (.docx)",
    ("open it in Excel and save it as 'CSV UTF-8'"),
)
NAME = {
    "workbook": "name an Excel workbook (.xlsm)",
    "document": "name a Word document (.docx)",
    "figures": "name a CSV file",
}
READ = {"workbook": "open it in Excel, save it, and try again", "document": WORD}

NOT_YOURS = dict.fromkeys(NAME, "close it there, or ask its owner")

WRONG: dict[str, tuple[bytes | str, str, Mapping[str, str]]] = {
    # kind: content, what it is called, and where the cure is not simply to name another file, the cures
    "missing": (MISSING, "there is no file", dict.fromkeys(NAME, "check the name and the folder")),
    "unreadable": (UNREADABLE, "is open in another program or not yours to read", NOT_YOURS),
    "folder": (FOLDER, "is a folder", dict.fromkeys(NAME, "name the file in it")),
    "device": (DEVICE, "is a device or a pipe, not a file", {}),
    "empty": (b"", "is empty", dict.fromkeys(NAME, "save or copy it again")),
    "random": (RANDOM, "is a file of another kind", {}),
    "noughts": (bytes(500), "is a file of another kind", {}),
    "text": (b"Dear all,\n", "", {"workbook": "copy its figures", "figures": "the first row names the columns"}),
    "CSV in UTF-16": (CSV.encode("utf-16"), "", {"workbook": "copy its figures", "figures": "the first row names"}),
    "CSV in cp1252": (
        CSV.replace("ŷ", "é").encode("cp1252"), "",
        {"workbook": "copy its figures", "figures": "save it as 'CSV UTF-8'"},
    ),
    "ods": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "is an OpenDocument spreadsheet (.ods)",
        {"workbook": EXCEL, "figures": CSV_UTF8},
    ),
    "odt": (
        zipped(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument text (.odt)",
        {"document": WORD},
    ),
    "odp": (zipped(mimetype="application/vnd.oasis.opendocument.presentation"), "is an OpenDocument file", {}),
    "xls": (old("Workbook"), "is an old workbook (.xls)", {"workbook": EXCEL, "figures": CSV_UTF8}),
    "doc": (old("WordDocument"), "is an old Word document (.doc)", {"document": WORD}),
    "ppt": (old("PowerPoint Document"), "is an old presentation (.ppt)", {}),
    "msi": (old("Setup"), "is an old Office file", {}),
    "password": (
        old("EncryptedPackage"), " password",
        {"workbook": "take it off in Excel (File, Info, Protect)", "document": "take it off in Word"},
    ),
    "docx": (DOCUMENT, "is a Word document", {}),
    "xlsm": (WORKBOOK, "is an Excel workbook", {"figures": CSV_UTF8}),
    "xlsb": (
        zipped(**{"[Content_Types].xml": XLSB, "xl/workbook.bin": b"\0"}), "is a binary workbook (.xlsb)",
        {"workbook": EXCEL, "figures": CSV_UTF8},
    ),
    "pptx": (replaced(DOCUMENT, {MAIN: PRESENTATION}), "is a presentation", {}),
    "strict docx": (replaced(DOCUMENT, STRICT), "is a ", {"document": WORD}),
    "picture": ((ROOT / "docs" / "pictures" / "index.png").read_bytes(), "is a picture", {}),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF", {}),
    "rtf": (b"{\\rtf1 Dear all}", "is a Rich Text document (.rtf)", {"document": WORD}),
    "web page": (b"\r\n<!DOCTYPE html>\n<table>", "is a web page or XML", {"workbook": EXCEL, "figures": CSV_UTF8}),
    "XML": (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "is a web page", {"workbook": EXCEL, "figures": CSV_UTF8}),
    "zip": (zipped(a="b"), "is a zip file", {}),
    "no zip at all": (b"PK\3\4 and no more", "damaged", READ),
    "truncated xlsm": (WORKBOOK[: len(WORKBOOK) // 2], "damaged", READ),
    "truncated docx": (DOCUMENT[: len(DOCUMENT) // 2], "damaged", READ),
    "damaged xlsm": (flipped(WORKBOOK), "is ", {**READ, "document": "", "figures": ""}),
    "damaged docx": (flipped(DOCUMENT), "is ", {**READ, "workbook": "", "figures": ""}),
}  # fmt: skip

NO_FILE = {"missing", "unreadable", "device", "folder", "docx"}  # or one that a report may be written to

COMMANDS = {  # the words of each, what it wants, and the name of the file as it is given
    "report": (["report"], "workbook", "given.xlsm"),
    "report --dry-run": (["report", "--dry-run"], "workbook", "given.xlsm"),
    "show": (["show"], "workbook", "given.xlsm"),
    "check": (["check"], "workbook", "given.xlsm"),
    "record": (["record"], "workbook", "given.xlsm"),
    "next-period": (["next-period"], "workbook", "given.xlsm"),
    "year-end": (["year-end", "-o", "new.xlsm"], "workbook", "given.xlsm"),
    "export": (["export", "-o", "figures.csv"], "workbook", "given.xlsm"),
    "check --json": (["check", "--json"], "workbook", "given.xlsm"),
    "doctor": (["doctor"], "workbook", "given.xlsm"),
    "doctor --json": (["doctor", "--json"], "workbook", "given.xlsm"),
    "report --template": (["report", "PI.xlsm", "--template"], "document", "given.docx"),
    "publish": (["publish"], "document", "given.docx"),
    "appendix": (["appendix"], "workbook", "given.xlsm"),
    "appendix --template": (["appendix", "PI.xlsm", "--template"], "document", "given.docx"),
    "publish BOOK": (["publish"], "workbook", "given.xlsm"),
    "publish --pdf": (["publish", "--pdf"], "document", "given.docx"),
    "rate": (["rate"], "figures", "given.csv"),
    "rate -o": (["rate", "-o", "rated.csv"], "figures", "given.csv"),
    "signals": (["signals"], "figures", "given.csv"),
    "signals -o": (["signals", "-o", "signals.csv"], "figures", "given.csv"),
}
RIGHT = {("xlsm", "workbook"), ("docx", "document")}


@contextmanager
def given(name: str, content: bytes | str) -> Iterator[Path]:
    """A folder with a workbook and a file in it, and the working folder; others may look into it too."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o777)
        (folder / "PI.xlsm").write_bytes(WORKBOOK)
        file = folder / name
        if content == FOLDER:
            file.mkdir()
        elif content == DEVICE:
            if not Path("/dev/zero").exists():
                pytest.skip("there are no devices among the files of this system")
            file.symlink_to("/dev/zero")
        elif content != MISSING:
            file.write_bytes(WORKBOOK if isinstance(content, str) else content)
        os.chdir(folder)
        try:
            with _nobodys(file) if content == UNREADABLE else _as_it_is():
                yield folder
        finally:
            os.chdir(before)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _nobodys(file: Path) -> Iterator[None]:
    """A file that this process may not read: an administrator of Linux becomes nobody for a while."""
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    file.chmod(0)
    own = os.geteuid()
    try:
        os.seteuid(65534 if own == 0 else own)
        yield
    finally:
        os.seteuid(own)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


CASES = [
    pytest.param(command, kind, id=f"{command} {kind}")
    for command, (_, wanted, _) in COMMANDS.items()
    for kind in WRONG
    if (kind, wanted) not in RIGHT
]


@pytest.mark.parametrize(("command", "kind"), CASES)
def test_a_wrong_file_is_refused_in_one_sentence_that_says_what_it_is_and_what_to_do(command: str, kind: str):
    words, wanted, name = COMMANDS[command]
    content, called, cures = WRONG[kind]
    with given(name, content) as folder:
        before = names(folder)
        result = run(*words, name)
        assert names(folder) == before
    assert result.exit_code == 1
    if command == "check --json":
        (finding,) = json.loads(result.stdout)
        assert finding["place"] == name
        said = f"{finding['what']}; {finding['cure']}."
        assert result.stderr == ""
    elif words[0] == "doctor":  # it says the rest all the same
        said = _line_on_the_workbook(result.stdout, as_json="--json" in words)
        assert result.stderr == ""
    else:
        assert result.stdout == ""
        (said,) = result.stderr.splitlines()
        assert said.startswith("performance-index: ")
    assert name in said
    assert called in said
    assert cures.get(wanted, NAME[wanted]) in said
    assert said.endswith(".")


def _line_on_the_workbook(stdout: str, *, as_json: bool) -> str:
    if as_json:
        (line,) = (one for one in json.loads(stdout) if one["severity"] == "error")
        assert line["place"] == "Workbook"
        return f"{line['what']}; {line['cure']}."
    (said,) = (line for line in stdout.splitlines() if line.startswith("error"))
    assert said.startswith("error   Workbook: ")
    return f"{said}."


@pytest.mark.parametrize("kind", [kind for kind in WRONG if kind not in NO_FILE])
def test_a_report_never_takes_the_place_of_a_file_that_is_none(kind: str):
    with given("theirs.docx", WRONG[kind][0]) as folder:
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        result = run("report", "PI.xlsm", "-o", "theirs.docx")
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert result.exit_code == 1
    assert "theirs.docx" in result.stderr.splitlines()[-1]


OUTPUTS = {  # the place that is chosen, and what is said of it
    "none/x.docx": "there is no folder none",
    "PI.xlsm/x.docx": "there is no folder PI.xlsm",
    "PI.xlsm/sub": "Not a directory",
    "x.pdf": "is not a Word document's name",
    f"{'x' * 300}.docx": "the name with its folders is too long",
    "pipe.docx": "is a folder or a device, not a file",
    "pipe": "File exists",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("command", ["report", "appendix", "publish", "rate", "signals"])
def test_a_wrong_place_to_write_to_is_refused_in_one_sentence(command: str, output: str):
    file = {
        "report": "PI.xlsm",
        "appendix": "PI.xlsm",
        "publish": "done.docx",
        "rate": "figures.csv",
        "signals": "months.csv",
    }[command]
    with given("figures.csv", (ROOT / "tests" / "data" / "published_ratings.csv").read_bytes()) as folder:
        _finished(folder / "done.docx")
        (folder / "months.csv").write_text("Indicator,Month,Figure\n", encoding="utf-8")
        for name in ("pipe", "pipe.docx"):
            os.mkfifo(folder / name)
        before = names(folder)
        result = run(command, file, "-o", output, *([] if file == "PI.xlsm" else ["--overwrite"]))
        if command in {"rate", "signals"} and output == "x.pdf":  # figures may have any name
            assert (folder / "x.pdf").is_file()
            return
        assert names(folder) == before
        assert (folder / "pipe").is_fifo()
        assert (folder / "pipe.docx").is_fifo()
    assert result.exit_code == 1
    assert result.stdout == ""
    last = result.stderr.splitlines()[-1]
    assert last.startswith("performance-index: ")
    assert Path(output).stem[:9] in last
    if command == "report":
        assert OUTPUTS[output] in last


def _finished(path: Path) -> None:
    from docx import Document  # noqa: PLC0415 - only here

    document = Document()
    document.add_paragraph("All is said.")
    document.save(str(path))


@pytest.mark.parametrize(
    "words",
    [
        ["report"], ["appendix"], ["publish"], ["record"], ["show"], ["check"], ["check", "--json"], ["rate"],
        ["signals"],
        ["nonsense"], ["report", "a", "b"], ["record", "a", "b"],
        ["report", "PI.xlsm", "-o", ""], ["report", "PI.xlsm", "--template", ""], ["rate", "PI.xlsm", "-o", ""],
        ["report", "PI.xlsm", "-o"], ["check", "PI.xlsm", "--nonsense"], ["publish", "x.docx", "-o", ""],
        ["next-period"], ["next-period", "PI.xlsm", "--period-end", "late"],
        ["next-period", "PI.xlsm", "--meeting", "-"], ["year-end"],
        ["year-end", "PI.xlsm"], ["year-end", "PI.xlsm", "-o", ""],
        ["doctor", "a", "b"], ["doctor", "PI.xlsm", "--nonsense"],
        ["serve", "--install", "--remove"],
    ],
)  # fmt: skip
def test_misuse_has_an_exit_status_of_its_own(words: list[str]):
    with given("x.docx", DOCUMENT) as folder:
        before = names(folder)
        result = run(*words)
        assert names(folder) == before
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


COMMAND = [sys.executable, "-m", "performance_index"]
NO_LETTER = os.fsdecode(b"t\xff.xlsm")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there, names of files are letters only")
def test_a_name_whose_bytes_are_no_letters_is_a_name(tmp_path: Path):
    book(tmp_path / NO_LETTER)
    for words in (
        ["report", NO_LETTER, "-o", NO_LETTER + ".d"], ["show", NO_LETTER], ["check", NO_LETTER], ["doctor", NO_LETTER],
    ):  # fmt: skip
        done = subprocess.run([*COMMAND, *words], capture_output=True, cwd=tmp_path, check=True)
        assert b"Traceback" not in done.stderr
        if words[0] == "report":
            assert (tmp_path / os.fsdecode(done.stdout.splitlines()[0])).is_file()
    (tmp_path / NO_LETTER).write_bytes(b"")
    done = subprocess.run([*COMMAND, "check", "--json", NO_LETTER], capture_output=True, cwd=tmp_path, check=False)
    (finding,) = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, finding["place"]) == (1, NO_LETTER)


@pytest.mark.parametrize("command", ["show", "check"])
def test_what_is_not_printed_on_a_terminal_loses_no_letter(command: str, tmp_path: Path):
    path = book(tmp_path / "tŷ.xlsm", {("Indicators", "2", "Indicator"): "Tŷ Gŵyl £", ("Indicators", "2", "Sep"): "ŵ"})
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*COMMAND, command, path], capture_output=True, env=env, check=False)
    assert "ŵ" in (done.stdout + done.stderr).decode("utf-8")
    assert b"?" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no terminal for a test")
def test_a_terminal_without_a_pound_sign_still_gets_an_answer(tmp_path: Path):
    path, env = book(tmp_path / "PI.xlsm"), os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "200"}
    ours, theirs = os.openpty()
    with subprocess.Popen([*COMMAND, "show", path], stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        said = b""
        while more := _more(ours):
            said += more
        assert process.wait() == 0
    os.close(ours)
    assert "?918 against a target of ?940" in " ".join(said.decode("ascii").replace("|", " ").split())


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes there any more
        return b""


def test_a_document_with_macros_is_a_template_without_them_and_no_report_to_publish():
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    with given("given.docm", replaced(DOCUMENT, {MAIN: macros})) as folder:
        refused = run("publish", "given.docm")
        made = run("report", "PI.xlsm", "-o", "made.docx", "--template", "given.docm")
        with zipfile.ZipFile(folder / "made.docx") as package:
            types = package.read("[Content_Types].xml")
    assert (refused.exit_code, made.exit_code) == (1, 0)
    assert f"given.docm is a Word document with macros (.docm); {WORD}." in refused.stderr
    assert MAIN in types
    assert macros not in types
