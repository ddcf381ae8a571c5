"""Every validator is shown to see faults: one that finds nothing in a broken file would make other tests worthless."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwings
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from pyopenvba import ExcelFile

from conformance import (
    audit_errors,
    integrity_errors,
    needs_libreoffice,
    needs_sdk,
    page_images,
    pdf_text,
    sdk_errors,
    to_pdf,
    vba_errors,
)

Change = Callable[[bytes], bytes]

DOCUMENT = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
VBA = "xl/vbaProject.bin"


def replaced(old: str, new: str) -> Change:
    return lambda part: part.replace(old.encode(), new.encode(), 1)


def swapped(pattern: str, new: str) -> Change:
    return lambda part: re.sub(pattern.encode(), new.encode(), part, count=1, flags=re.DOTALL)


def planted(source: Path, part: str, change: Change) -> Path:
    """A copy of the file with one part changed."""
    broken = source.with_name(f"broken{source.suffix}")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                assert change(content) != content, "the fault was not planted"
                content = change(content)
            new.writestr(name, content)
    return broken


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A Word document with a heading, a table and a comment."""
    made = Document()
    made.styles.add_style("Comment Reference", WD_STYLE_TYPE.CHARACTER)
    for rel_id, rel in list(made.part.rels.items()):
        if rel.reltype.endswith(
            "/stylesWithEffects"
        ):  # python-docx's template brings one that its styles have outgrown
            del made.part.rels[rel_id]
    made.add_heading("Exceptions", 1)
    paragraph = made.add_paragraph("The figure is ")
    made.add_comment(paragraph.add_run("late"), "Why?", author="Clerk", initials="C")
    paragraph.add_run(" and gone")
    made.add_table(rows=2, cols=2).cell(0, 0).text = "16"
    path = tmp_path / "sound.docx"
    made.save(str(path))
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with text, a number, a choice list and macros."""
    vba = tmp_path / "vbaProject.bin"
    with ExcelFile(Path(xlwings.__file__).with_name("quickstart.xlsm")) as quickstart:
        vba.write_bytes(quickstart.vba_project_bytes())
    path = tmp_path / "sound.xlsm"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Index")
        sheet.write("A1", "Rents")
        sheet.write("B1", 97.5)
        sheet.data_validation("C1", {"validate": "list", "source": ["Red", "Amber", "Green"]})
        made.add_vba_project(str(vba))
    return path


DOCUMENT_FAULTS = {
    "an element that does not exist": (DOCUMENT, replaced("<w:body>", "<w:body><w:nonsense/>"), {"sdk", "audit"}),
    "text outside every paragraph": (
        DOCUMENT,
        replaced("<w:body>", "<w:body><w:r><w:t>loose</w:t></w:r>"),
        {"sdk", "audit"},
    ),
    "properties in the wrong order": (
        DOCUMENT,
        replaced('<w:pStyle w:val="Heading1"/>', '<w:jc w:val="left"/><w:pStyle w:val="Heading1"/>'),
        {"sdk", "audit"},
    ),
    "an alignment that does not exist": (
        DOCUMENT,
        replaced('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading1"/><w:jc w:val="middle"/>'),
        {"sdk", "audit"},
    ),
    "a table cell without a paragraph": (DOCUMENT, replaced("<w:p/></w:tc>", "</w:tc>"), {"audit"}),
    "a style that is not defined": (DOCUMENT, replaced('"Heading1"', '"Nowhere"'), {"audit", "integrity"}),
    "a comment whose range does not end": (DOCUMENT, swapped("<w:commentRangeEnd [^>]*/>", ""), {"integrity"}),
    "a comment that does not exist": (
        DOCUMENT,
        swapped(r'(<w:commentReference w:id=")0', r"\g<1>77"),
        {"sdk", "audit", "integrity"},
    ),
    "ordinary text inside a tracked deletion": (
        DOCUMENT,
        swapped(
            "<w:r><w:t>late</w:t></w:r>",
            '<w:del w:id="9" w:author="Clerk"><w:r><w:t>late</w:t></w:r></w:del>',
        ),
        {"integrity"},
    ),
    "a tracked insertion by nobody": (
        DOCUMENT,
        swapped("<w:r><w:t>late</w:t></w:r>", '<w:ins w:id="9"><w:r><w:t>late</w:t></w:r></w:ins>'),
        {"sdk", "audit"},
    ),
    "XML that does not parse": (DOCUMENT, replaced("</w:body>", ""), {"sdk", "audit", "integrity"}),
}

WORKBOOK_FAULTS = {
    "an element that does not exist": (SHEET, replaced("<sheetData>", "<nonsense/><sheetData>"), {"sdk", "audit"}),
    "a kind of choice that does not exist": (SHEET, replaced('type="list"', 'type="lists"'), {"sdk", "audit"}),
    "text that the workbook does not hold": (SHEET, replaced("<v>0</v>", "<v>99</v>"), {"audit"}),
    "a sheet that is not there": ("xl/workbook.xml", replaced('r:id="rId1"', 'r:id="rId99"'), {"sdk", "audit"}),
    "macros of no declared kind": (
        "[Content_Types].xml",
        replaced('<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>', ""),
        {"sdk", "vba"},
    ),
    "macros that are cut short": (VBA, lambda part: part[: len(part) // 2], {"vba"}),
    "macros overwritten with something else": (VBA, lambda part: b"x" * len(part), {"audit", "vba"}),
}


def seen_by(path: Path, asked: dict[str, Callable[[Path], list[str]]]) -> set[str]:
    """Names of the validators that complain of the file."""
    return {name for name, errors in asked.items() if errors(path)}


@pytest.mark.parametrize("fault", DOCUMENT_FAULTS)
def test_a_fault_in_a_document_is_seen_in_python(document: Path, fault: str):
    part, change, seen = DOCUMENT_FAULTS[fault]
    asked = {"audit": audit_errors, "integrity": integrity_errors}
    assert seen_by(planted(document, part, change), asked) == seen - {"sdk"}


@needs_sdk
@pytest.mark.parametrize("fault", DOCUMENT_FAULTS)
def test_a_fault_in_a_document_is_seen_by_the_sdk(document: Path, fault: str):
    part, change, seen = DOCUMENT_FAULTS[fault]
    assert seen_by(planted(document, part, change), {"sdk": sdk_errors}) == seen & {"sdk"}


@pytest.mark.parametrize("fault", WORKBOOK_FAULTS)
def test_a_fault_in_a_workbook_is_seen_in_python(workbook: Path, fault: str):
    part, change, seen = WORKBOOK_FAULTS[fault]
    asked = {"audit": audit_errors, "vba": vba_errors}
    assert seen_by(planted(workbook, part, change), asked) == seen - {"sdk"}


@needs_sdk
@pytest.mark.parametrize("fault", WORKBOOK_FAULTS)
def test_a_fault_in_a_workbook_is_seen_by_the_sdk(workbook: Path, fault: str):
    part, change, seen = WORKBOOK_FAULTS[fault]
    assert seen_by(planted(workbook, part, change), {"sdk": sdk_errors}) == seen & {"sdk"}


def test_no_validator_in_python_complains_of_a_sound_document(document: Path):
    assert audit_errors(document) + integrity_errors(document) == []


def test_no_validator_in_python_complains_of_a_sound_workbook(workbook: Path):
    assert audit_errors(workbook) + vba_errors(workbook) == []


@needs_sdk
def test_the_sdk_does_not_complain_of_sound_files(document: Path, workbook: Path):
    assert sdk_errors(document) + sdk_errors(workbook) == []


def test_a_complaint_says_where_and_what(document: Path):
    assert audit_errors(planted(document, DOCUMENT, replaced("<w:body>", "<w:body><w:nonsense/>"))) == [
        "/word/document.xml /document[1]/body[1]: Unexpected element 'nonsense' found"
    ]


def test_the_second_of_two_documents_is_judged_by_itself(document: Path):
    broken = planted(document, DOCUMENT, replaced("<w:body>", "<w:body><w:nonsense/>"))
    assert [bool(audit_errors(path)) for path in (broken, document, broken, document)] == [True, False, True, False]


@needs_sdk
def test_a_file_that_is_not_there_is_not_a_sound_one(tmp_path: Path):
    assert sdk_errors(tmp_path / "nowhere.docx")


@needs_libreoffice
def test_a_document_is_seen_as_text_and_as_a_picture_of_each_page(document: Path, tmp_path: Path):
    pdf = to_pdf(document, tmp_path)
    assert "The figure is late and gone" in pdf_text(pdf)
    pages = page_images(pdf, tmp_path, dpi=30)
    assert [page.read_bytes()[:4] for page in pages] == [b"\x89PNG"]


@needs_libreoffice
def test_a_workbook_is_seen_as_text(workbook: Path, tmp_path: Path):
    text = pdf_text(to_pdf(workbook, tmp_path))
    assert "Rents" in text
    assert "97.5" in text


@needs_libreoffice
def test_a_document_that_libreoffice_cannot_read_makes_no_pdf(tmp_path: Path):
    with pytest.raises(AssertionError, match=r"LibreOffice made no PDF of nowhere\.docx"):
        to_pdf(tmp_path / "nowhere.docx", tmp_path)
