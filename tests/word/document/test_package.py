from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from edit import change

from performance_index.finding import NotReadable
from performance_index.word.document.package import docx_bytes, open_docx, zip_bytes

TYPES = "[Content_Types].xml"
DOCX = "wordprocessingml.document.main"
BOMB = "<!DOCTYPE x [" + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha'}'>" for n in range(9)) + "]>"


def test_a_sound_document_is_opened_and_written_with_all_its_parts(template: Path, tmp_path: Path):
    again = tmp_path / "again.docx"
    again.write_bytes(docx_bytes(open_docx(template)))
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(again) as after:
        assert sorted(before.namelist()) == sorted(after.namelist())
        assert after.testzip() is None
    assert docx_bytes(open_docx(again)) == again.read_bytes()


def test_a_zip_file_knows_no_clock_and_no_system():
    with zipfile.ZipFile(io.BytesIO(zip_bytes([("a", b"1")]))) as archive:
        (entry,) = archive.infolist()
    assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 0)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(template: Path, part: float):
    whole = template.read_bytes()
    template.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(NotReadable, match="is not a Word document or is damaged"):
        open_docx(template)


def test_a_damaged_file_is_refused_with_the_name_of_the_newest_copy_that_can_be_read(template: Path, tmp_path: Path):
    whole, report = template.read_bytes(), tmp_path / "Report.docx"
    report.write_bytes(whole[:-500])
    with pytest.raises(NotReadable, match=r"save it as a Word document \(\.docx\)$"):
        open_docx(report)
    names = {
        "Report (before 2020-10-27 09.30).docx": whole,
        "Report (before 2020-10-28 09.30).docx": whole,
        "Report (before 2020-10-29 09.30).docx": whole[:-500],
        "Report - published.docx": whole,
        "~$Report.docx": whole,
        "Other report.docx": whole,
        "Reports.docx": whole,
    }
    for day, (name, content) in enumerate(names.items()):
        (tmp_path / name).write_bytes(content)
        os.utime(tmp_path / name, (day, day))
    with pytest.raises(NotReadable, match=r"newest copy that can be read: Report \(before 2020-10-28 09\.30\)\.docx$"):
        open_docx(report)


@pytest.mark.parametrize("at", range(60, 8000, 397))
def test_a_file_with_a_broken_byte_is_refused_or_read_but_never_a_crash(template: Path, at: int):
    broken = bytearray(template.read_bytes())
    broken[at % len(broken)] ^= 0xFF
    template.write_bytes(broken)
    with contextlib.suppress(NotReadable):
        open_docx(template)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "a Word document with macros (.docm)"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "a Word template with macros (.dotm)"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "a Word template (.dotx)"),
    ],
)
def test_other_files_of_word_are_named_for_what_they_are(template: Path, kind: str, said: str):
    change(template, lambda xml: xml.replace(f"application/vnd.openxmlformats-officedocument.{DOCX}+xml", kind), TYPES)
    says = re.escape(f"is {said}; open it in Word and save it as a Word document (.docx)")
    with pytest.raises(NotReadable, match=says):
        open_docx(template)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/numbering.xml"])
@pytest.mark.parametrize("used", [False, True])
def test_a_bomb_of_entities_does_not_go_off(template: Path, part: str, *, used: bool):
    def plant(xml: str) -> str:
        head, root = xml.split("\n", 1)
        return f"{head}\n{BOMB}{root.replace('</w:', '&e8;</w:', 1) if used else root}"

    change(template, plant, part)
    with pytest.raises(NotReadable):
        open_docx(template)


def test_a_file_on_this_computer_is_not_read_into_the_document(template: Path, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the password")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    change(template, lambda xml: xml.replace("\n", f"\n{declared}", 1).replace("Wards:", "&e;"))
    with pytest.raises(NotReadable):
        open_docx(template)


def test_a_document_without_a_body_is_refused(template: Path):
    change(template, lambda xml: xml.partition("<w:body>")[0] + "</w:document>")
    with pytest.raises(NotReadable, match=r"report\.docx"):
        open_docx(template)


def test_a_word_template_will_do_as_a_template(template: Path, tmp_path: Path):
    dotx = tmp_path / "house.dotx"
    with zipfile.ZipFile(template) as source:
        files = [(name, source.read(name)) for name in source.namelist()]
    dotx.write_bytes(
        zip_bytes([(n, part.replace(b"document.main", b"template.main") if n == TYPES else part) for n, part in files])
    )
    with pytest.raises(NotReadable, match=r"is a Word template \(\.dotx\)"):
        open_docx(dotx)
    assert docx_bytes(open_docx(dotx, as_template=True)) == docx_bytes(open_docx(template))


def test_a_strict_document_is_called_that(template: Path, tmp_path: Path):
    strict = tmp_path / "strict.docx"
    transitional = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(template) as source:
        files = [(name, source.read(name)) for name in source.namelist()]
    purl = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    strict.write_bytes(zip_bytes([(name, part.replace(transitional, purl)) for name, part in files]))
    with pytest.raises(NotReadable, match=r"strict\.docx is a Strict Open XML document, .* save it as a Word document"):
        open_docx(strict)


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        pytest.param("_rels/.rels", r' Type="[^"]*core-properties"', "", id="a relationship without a type"),
        pytest.param(
            TYPES, r"application/vnd\.openxmlformats-package\.core-properties\+xml", "application/xml", id="core"
        ),
        pytest.param("_rels/.rels", ' Id="rId2"', "", id="a relationship without a name"),
        pytest.param("_rels/.rels", r"/core-properties\"", '/other"', id="core of another relationship"),
        pytest.param("_rels/.rels", r'(Target="docProps/core\.xml")', r'\1 TargetMode="External"', id="core outside"),
        pytest.param("docProps/core.xml", "cp:coreProperties", "cp:other", id="core properties by another name"),
        pytest.param(
            TYPES, r'(PartName="/word/fontTable\.xml") ContentType="[^"]*"', r"\1", id="a part without a type"
        ),
    ],
)
def test_a_relationship_that_no_program_writes_is_damage(
    template: Path, tmp_path: Path, part: str, before: str, after: str
):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(template) as source:
        files = {name: source.read(name) for name in source.namelist()}
    changed = re.sub(before, after, files[part].decode())
    assert changed != files[part].decode()
    path.write_bytes(zip_bytes([*(files | {part: changed.encode()}).items()]))
    with pytest.raises(NotReadable, match=r"x\.docx is not a Word document or is damaged"):
        open_docx(path)


IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
RELATIONSHIPS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("kind", "target", "after"),
    [
        pytest.param(IMAGE, "NULL", 'Target="NULL"', id="a picture that Word has lost"),
        pytest.param(IMAGE, "../NULL", 'Target="../NULL"', id="another"),
        pytest.param(LINK, "#_Appendix", 'Target="#_Appendix" TargetMode="External"', id="a link to a place"),
    ],
)
def test_a_relationship_to_no_part_is_read_as_word_reads_it_and_kept(
    template: Path, kind: str, target: str, after: str
):
    one = f'<Relationship Id="rId900" Type="{kind}" Target="{target}"/>'
    change(template, lambda xml: xml.replace("</Relationships>", f"{one}</Relationships>"), RELATIONSHIPS)
    document = open_docx(template)
    made = docx_bytes(document)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert f'Id="rId900" Type="{kind}" {after}/>' in archive.read(RELATIONSHIPS).decode()
    template.write_bytes(made)
    assert docx_bytes(open_docx(template)) == made


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("word/styles.xml", "word/Styles.xml"),
        ("word/_rels/document.xml.rels", "word/_rels/Document.xml.rels"),
        ("word/_rels/document.xml.rels", "Word/_RELS/document.xml.rels"),
        ("word/document.xml", "Word/Document.xml"),
        ("word/styles.xml", "word\\styles.xml"),
        ("docProps/core.xml", "/docprops/core.xml"),
        ("_rels/.rels", "_Rels/.Rels"),
        (TYPES, TYPES.lower()),
    ],
)
def test_a_part_is_found_whatever_its_capitals(template: Path, tmp_path: Path, name: str, other: str):
    before = open_docx(template)
    with zipfile.ZipFile(template) as source:
        files = [(one, source.read(one)) for one in source.namelist()]
    path = tmp_path / "case.docx"
    path.write_bytes(zip_bytes([(other if one == name else one, content) for one, content in files]))
    document = open_docx(path)
    assert len(list(document.part.package.iter_parts())) == len(list(before.part.package.iter_parts()))
    assert document.element.xml == before.element.xml
    assert document.styles.element.xml == before.styles.element.xml
    again = tmp_path / "again.docx"
    again.write_bytes(docx_bytes(document))
    assert docx_bytes(open_docx(again)) == again.read_bytes()


def test_a_part_that_is_not_there_is_damage(template: Path):
    change(template, lambda xml: xml.replace('"styles.xml"', '"stylez.xml"'), RELATIONSHIPS)
    with pytest.raises(NotReadable, match="is damaged"):
        open_docx(template)


MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


@pytest.mark.parametrize("kind", ["document.macroEnabled.main", "template.macroEnabledTemplate.main"])
def test_a_template_with_macros_will_do_as_a_template_and_loses_them(template: Path, tmp_path: Path, kind: str):
    dotm = tmp_path / "house.dotm"
    declared = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    main, own = f"application/vnd.openxmlformats-officedocument.{DOCX}+xml", f"application/vnd.ms-word.{kind}+xml"
    leads = f'<Relationship Id="rId900" Type="{MACROS}" Target="vbaProject.bin"/></Relationships>'.encode()
    with zipfile.ZipFile(template) as source:
        files = {name: source.read(name) for name in source.namelist()}
    files[TYPES] = files[TYPES].replace(main.encode(), own.encode()).replace(b"</Types>", declared)
    files[RELATIONSHIPS] = files[RELATIONSHIPS].replace(b"</Relationships>", leads)
    files["word/vbaProject.bin"] = b"macros"
    dotm.write_bytes(zip_bytes([*files.items()]))
    with pytest.raises(NotReadable, match="with macros"):
        open_docx(dotm)
    assert docx_bytes(open_docx(dotm, as_template=True)) == docx_bytes(open_docx(template))


KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NULL = f'<Relationship Id="rId91" Type="{KIND}/image" Target="NULL"/></Relationships>'
HASH = f'<Relationship Id="rId92" Type="{KIND}/hyperlink" Target="#place"/></Relationships>'


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        pytest.param("word/_rels/document.xml.rels", "</Relationships>", NULL, id="a picture that is gone"),
        pytest.param("word/_rels/document.xml.rels", "</Relationships>", HASH, id="a link to a place"),
        pytest.param("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="Styles.XML"', id="another case"),
        pytest.param(TYPES, "/word/styles.xml", "/word/STYLES.xml", id="another case among the types"),
        pytest.param("_rels/.rels", "word/document.xml", "Word/Document.xml", id="the main part in another case"),
    ],
)
def test_what_word_opens_is_read(template: Path, tmp_path: Path, part: str, before: str, after: str):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(template) as source:
        files = {name: source.read(name) for name in source.namelist()}
    assert before in files[part].decode()
    path.write_bytes(zip_bytes([*(files | {part: files[part].decode().replace(before, after).encode()}).items()]))
    again = open_docx(path)
    assert [p.text for p in again.paragraphs] == [p.text for p in open_docx(template).paragraphs]
    assert str(again.part.package.main_document_part.styles.default) != "None"
    written = tmp_path / "again.docx"
    written.write_bytes(docx_bytes(again))
    assert len(open_docx(written).paragraphs) == len(again.paragraphs)
