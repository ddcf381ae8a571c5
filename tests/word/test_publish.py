from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from edit import change
from hidden import show_pictures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked_pictures import GIF, PNG, PROGRESSIVE, block, chunk, exif, gif, jpeg, png
from outline import outline
from plant import DOT, HEADING, control, drawing, everything, opened, p, package, picture, run, written
from planted import PLANTED, plant
from seed_report import EMPTY, NOW, SEED, exception
from whole_document import KEPT_WORDS, whole_document

from conformance import (
    audit_errors,
    integrity_errors,
    needs_libreoffice,
    needs_sdk,
    page_images,
    pdf_text,
    programs,
    sdk_errors,
    to_pdf,
)
from performance_index.finding import HasErrors, NotReadable, Refused, Severity
from performance_index.rating import Rating
from performance_index.report import CommitteeReport
from performance_index.word.document.story import read_stories
from performance_index.word.document.wordml import w, words
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.publishing.pdf import Maker
from performance_index.word.publishing.unmarked import unmarked
from performance_index.word.state import read_state

LONG = replace(
    SEED, exceptions=tuple(exception(f"{n}", "Care proceedings", Rating.RED, "So it is.") for n in range(1, 80))
)
REPORTS = {"seed": SEED, "empty": EMPTY, "of 79 exceptions": LONG}


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    """The seed's report, as it was generated."""
    fill(template, SEED, target, now=NOW)
    return target


def said(path: Path) -> list[str]:
    """Give what each paragraph of every text of the document says, in order; blank ones are left out."""
    roots = [story.root for story in read_stories(opened(path))]
    return [words(paragraph) for root in roots for paragraph in root.iter(w("p")) if words(paragraph)]


# --- the copy -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", REPORTS.values(), ids=REPORTS)
def test_a_published_report_reads_as_the_report_without_its_controls(
    template: Path, target: Path, which: CommitteeReport
):
    fill(template, which, target, now=NOW)
    made = publish(target)
    lines = [line.strip() for line in outline(target).splitlines() if not line.lstrip().startswith("(")]
    assert [line.strip() for line in outline(made.path).splitlines()] == lines
    assert made.findings == ()


@pytest.mark.parametrize("which", REPORTS.values(), ids=REPORTS)
def test_nothing_of_the_program_is_left(template: Path, target: Path, which: CommitteeReport):
    fill(template, which, target, now=NOW)
    copy = publish(target).path
    assert read_state(opened(target)) is not None
    assert read_state(opened(copy)) is None
    for trace in (b"w:sdt", b"customXml", b"performance-index"):
        assert trace in everything(target)
        assert trace not in everything(copy)


def test_the_copy_is_beside_the_report_and_says_so(report: Path):
    assert publish(report).path == report.parent / "2020-11-04 Performance report - published.docx"


def test_the_report_itself_stays_as_it_was(report: Path):
    before = report.read_bytes()
    publish(report)
    assert report.read_bytes() == before


def test_the_same_report_gives_the_same_bytes(report: Path, tmp_path: Path):
    one, two = publish(report).path, publish(report, tmp_path / "again.docx").path
    assert one.read_bytes() == two.read_bytes()


def test_the_title_the_language_and_the_dates_stay(report: Path):
    properties = docx.Document(str(publish(report).path)).core_properties
    assert properties.title == SEED.title
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.author == ""


# --- one of everything ----------------------------------------------------------------------------------------------


@pytest.fixture(name="whole")
def fixture_whole(tmp_path: Path) -> Path:
    """The document with one of everything."""
    return whole_document(tmp_path / "whole.docx")


@pytest.mark.parametrize("name", PLANTED)
def test_no_name_that_word_keeps_goes_out(whole: Path, name: str):
    before, after = everything(whole), everything(publish(whole).path)
    written = [plant(name).encode(letters) for letters in ("utf-8", "utf-16-le")]
    assert any(one in before for one in written)
    assert not any(one in after for one in written)


@pytest.mark.parametrize(
    "word", ["PLANTED", "PERFORMANCE-INDEX", "C:\\", "FILE:/", "W:AUTHOR=", "W:DATE=", "W:INITIALS="]
)
def test_no_word_that_tells_is_in_any_part_or_name_of_the_copy(whole: Path, word: str):
    after = everything(publish(whole).path).upper()
    assert not any(word.encode(letters) in after for letters in ("utf-8", "utf-16-le", "utf-16-be"))


def test_pictures_are_published_to_the_bit_and_the_right_way_up(whole: Path):
    with zipfile.ZipFile(publish(whole).path) as copy:
        published = {name: copy.read(name) for name in copy.namelist() if name.startswith("word/media/")}
    assert published == {
        "word/media/image1.png": DOT,
        "word/media/image2.jpeg": unmarked(jpeg(exif(6))),
        "word/media/image22.png": PNG,
        "word/media/image23.gif": GIF,
        "word/media/image24.png": PNG,
    }


def test_every_word_stays(whole: Path):
    copy = publish(whole).path
    assert said(copy) == said(whole)
    assert all(any(word in line for line in said(copy)) for word in KEPT_WORDS)


@pytest.mark.parametrize(
    "kept",
    [
        b"https://www.gov.uk/",
        b"A red point",
        b"word/media/image1.png",
        b"word/charts/chart1.xml",
        b"<c:v>35</c:v>",
        b"footnoteReference",
        b" PAGE ",
        b"NumberedParagraph",
        b'w:tblCaption w:val="Exceptions"',
        b"tblHeader",
        b"bibliography",
        b"headerReference",
        b'descr="Kept picture 21"',
        b'alt="A map"',
        b'w:name="Kept_mark"',
        b"<w:b/>",
        b'<w:themeFontLang w:val="en-GB"/>',
    ],
)
def test_what_readers_need_stays(whole: Path, kept: bytes):
    assert kept in everything(whole)
    assert kept in everything(publish(whole).path)


@pytest.mark.parametrize(
    "gone", [b"w:sdt", b"w:comment", b"w:permStart", b"trackRevisions", b"documentProtection", b" AUTHOR ", b" DATE "]
)
def test_what_only_writers_need_goes(whole: Path, gone: bytes):
    assert gone in everything(whole)
    assert gone not in everything(publish(whole).path)


def test_word_is_told_to_name_nobody_on_the_next_save(whole: Path):
    assert b"<w:removePersonalInformation/>" in everything(publish(whole).path)


def test_every_part_of_the_copy_is_one_that_something_points_to(whole: Path):
    with zipfile.ZipFile(publish(whole).path) as copy:
        assert {name for name in copy.namelist() if not name.endswith(".rels")} == {
            "[Content_Types].xml",
            "customXml/item3.xml",
            "customXml/itemProps3.xml",
            "docProps/core.xml",
            "word/charts/chart1.xml",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footnotes.xml",
            "word/header1.xml",
            "word/media/image1.png",
            "word/media/image2.jpeg",
            "word/media/image22.png",
            "word/media/image23.gif",
            "word/media/image24.png",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
            "word/webSettings.xml",
        }


# --- validators -----------------------------------------------------------------------------------------------------


def clerks(path: Path, template: Path) -> Path:
    """Write the seed's report with what a clerk does to it in Word: bold words, a note of their own, a table's row."""
    fill(template, SEED, path, now=NOW)
    change(
        path,
        lambda xml: xml.replace(
            '<w:t xml:space="preserve">None</w:t></w:r>', f"<w:t>None</w:t></w:r>{run('!', '<w:b/>')}", 1
        ),
    )
    return path


KINDS: dict[str, Callable[[Path, Path], object]] = {
    "seed": lambda path, template: fill(template, SEED, path, now=NOW),
    "empty": lambda path, template: fill(template, EMPTY, path, now=NOW),
    "of 79 exceptions": lambda path, template: fill(template, LONG, path, now=NOW),
    "edited by a clerk": clerks,
    "one of everything": lambda path, _: whole_document(path),
}


@needs_sdk
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_copy_passes_microsofts_validator(
    tmp_path: Path, template: Path, kind: Callable[[Path, Path], object]
):
    kind(tmp_path / "d.docx", template)
    assert sdk_errors(publish(tmp_path / "d.docx").path) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_copy_passes_the_other_validators(
    tmp_path: Path, template: Path, kind: Callable[[Path, Path], object]
):
    kind(tmp_path / "d.docx", template)
    copy = publish(tmp_path / "d.docx").path
    assert audit_errors(copy) == []
    assert integrity_errors(copy) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_copy_can_be_published_and_stays_the_same(
    tmp_path: Path, template: Path, kind: Callable[[Path, Path], object]
):
    kind(tmp_path / "d.docx", template)
    copy = publish(tmp_path / "d.docx", tmp_path / "once.docx").path
    assert publish(copy, tmp_path / "again.docx").path.read_bytes() == copy.read_bytes()


# --- refusals -------------------------------------------------------------------------------------------------------


OPEN = {
    "a tracked change": p('<w:ins w:id="7" w:author="Jo Clerk">' + run("new") + "</w:ins>"),
    "a prompt": p(control(run("[wards]"), "<w:showingPlcHdr/>")),
    "hidden text": p(run("secret", "<w:vanish/>")),
}


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN)
def test_while_anything_is_open_nothing_is_published(tmp_path: Path, body: str):
    path = written(tmp_path / "d.docx", HEADING + body)
    with pytest.raises(
        HasErrors, match=r"^d\.docx has one thing still open, and no copy was published; see above$"
    ) as no:
        publish(path, pdf=True)
    (finding,) = no.value.findings
    assert (finding.place, finding.severity) == ("under “DETAILS”", Severity.ERROR)
    assert list(tmp_path.iterdir()) == [path]


def test_all_that_is_open_is_told_at_once(tmp_path: Path):
    path = written(tmp_path / "d.docx", HEADING + "".join(OPEN.values()))
    with pytest.raises(HasErrors, match="has 3 things still open") as no:
        publish(path)
    assert len(no.value.findings) == 3


def test_what_is_open_is_told_from_the_first_line_to_the_last(tmp_path: Path):
    things = [OPEN[name] for name in ("hidden text", "a prompt", "a tracked change", "hidden text")]
    path = written(tmp_path / "d.docx", HEADING + "".join(things))
    with pytest.raises(HasErrors) as no:
        publish(path)
    said = [finding.what for finding in no.value.findings]
    assert [next(one for one in ("hidden", "prompt", "tracked") if one in what) for what in said] == [
        "hidden",
        "prompt",
        "tracked",
        "hidden",
    ]


def test_a_template_says_which_prompts_are_unanswered(template: Path):
    with pytest.raises(HasErrors) as no:
        publish(template)
    assert any("“[wards]”" in finding.what for finding in no.value.findings)


def test_a_report_with_a_blank_that_nobody_filled_waits_for_the_clerk(template: Path, target: Path):
    values = {tag: value for tag, value in SEED.values.items() if tag != "wards"}
    fill(template, replace(SEED, values=values), target, now=NOW)
    with pytest.raises(HasErrors) as no:
        publish(target)
    (finding,) = no.value.findings
    assert str(finding) == (
        "under “Performance Monitoring Report”: the prompt “[wards]” is unanswered; "
        "type the answer over it, or delete it"
    )


def test_what_makes_reading_hard_is_told_and_keeps_nobody_from_publishing(tmp_path: Path):
    made = publish(written(tmp_path / "d.docx", p("No heading at all.")))
    assert made.path.exists()
    assert [finding.severity for finding in made.findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("beside", "program"), [("~$20-11-04 Performance report.docx", "Word"), (".~lock.{}#", "LibreOffice")]
)
def test_a_report_that_somebody_is_editing_is_not_published(report: Path, beside: str, program: str):
    (report.parent / beside.format(report.name)).write_bytes(b"Jo")
    with pytest.raises(Refused, match=f"is open in {program}; close it and try again"):
        publish(report)
    assert len(list(report.parent.iterdir())) == 2


def test_a_report_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(NotReadable, match=r"there is no file .*gone\.docx; check the name and the folder"):
        publish(tmp_path / "gone.docx")


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "name a Word document"),
        (b"Dear Sir", "name a Word document"),
        (b"", "save or copy it again"),
    ],
)
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, content: bytes, cure: str):
    (tmp_path / "d.docx").write_bytes(content)
    with pytest.raises(NotReadable, match=cure):
        publish(tmp_path / "d.docx")
    assert [one.name for one in tmp_path.iterdir()] == ["d.docx"]


@pytest.mark.parametrize("content", ["<w:footnotes", "<!DOCTYPE x [<!ENTITY e 'x'>]><footnotes>&e;</footnotes>"])
def test_a_document_with_a_damaged_part_is_refused(tmp_path: Path, content: str):
    made = package(tmp_path / "d.docx", HEADING)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made.add("word/footnotes.xml", kind, "footnotes", content)
    with pytest.raises(NotReadable, match="open it in Word and save it again"):
        publish(made.save(tmp_path / "d.docx"))
    assert [one.name for one in tmp_path.iterdir()] == ["d.docx"]


def test_damaged_data_that_no_reader_sees_keep_nobody_from_publishing(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    made.add("customXml/item1.xml", "application/xml", "customXml", "<broken")
    assert b"<broken" not in everything(publish(made.save(tmp_path / "d.docx")).path)


@pytest.mark.parametrize("body", ["", p('<w:hyperlink r:id="{}">' + run("nowhere") + "</w:hyperlink>")])
def test_a_link_that_leads_nowhere_keeps_nobody_from_publishing(tmp_path: Path, body: str):
    made = package(tmp_path / "d.docx", HEADING)
    number = made.relate("hyperlink", "", external=True)
    made.replace("word/_rels/document.xml.rels", ' Target=""', "")
    made.replace("word/document.xml", "<w:sectPr>", body.format(number) + "<w:sectPr>")
    assert publish(made.save(tmp_path / "d.docx")).path.exists()


def test_a_copy_that_is_there_is_not_written_over(report: Path):
    copy = publish(report).path
    copy.write_bytes(b"sent to the printer")
    with pytest.raises(Refused, match="exists already"):
        publish(report)
    assert copy.read_bytes() == b"sent to the printer"
    assert publish(report, overwrite=True).path.read_bytes() != b"sent to the printer"


def test_a_pdf_that_is_there_is_not_written_over_and_nothing_else_is_written(report: Path, tmp_path: Path):
    (tmp_path / "out.pdf").write_bytes(b"sent to the printer")
    with pytest.raises(Refused, match=r"out\.pdf exists already"):
        publish(report, tmp_path / "out.docx", pdf=True)
    assert not (tmp_path / "out.docx").exists()


PDF = b"%PDF-1.7 pdfuaid, of the report as it was"


def makes(content: bytes) -> Callable[[], Maker]:
    """Give what finds a program that makes this PDF of everything; of nothing, one that cannot."""

    def make(_: Path, folder: Path) -> Path:
        (folder / "made.pdf").write_bytes(content)
        return folder / ("made.pdf" if content else "none.pdf")

    return lambda: Maker(name="Word", make=make)


@pytest.mark.parametrize("name", ["out.pdf", "out.PDF"])
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_copy_is_not_written_beside_a_pdf_of_an_earlier_one(
    report: Path, tmp_path: Path, name: str, *, overwrite: bool
):
    (tmp_path / name).write_bytes(PDF)
    with pytest.raises(Refused) as no:
        publish(report, tmp_path / "out.docx", overwrite=overwrite)
    assert str(no.value) == (
        f"{tmp_path / name} is the PDF of an earlier copy and would not be made anew, so nothing was published; make "
        "it too (--pdf --overwrite), or delete it or move it away"
    )
    assert not (tmp_path / "out.docx").exists()
    assert (tmp_path / name).read_bytes() == PDF


def test_a_copy_and_its_pdf_are_replaced_together(report: Path, tmp_path: Path):
    (tmp_path / "out.pdf").write_bytes(PDF)
    made = publish(report, tmp_path / "out.docx", pdf=True, overwrite=True, find=makes(b"%PDF-1.7 pdfuaid, new"))
    assert made.pdf == tmp_path / "out.pdf"
    assert made.pdf.read_bytes() == b"%PDF-1.7 pdfuaid, new"
    assert made.path.exists()


@pytest.mark.parametrize("find", [lambda: None, makes(b"")], ids=["no program", "one that fails"])
def test_where_the_new_pdf_cannot_be_made_the_copy_and_the_pdf_that_are_there_stay_a_pair(
    report: Path, tmp_path: Path, find: Callable[[], Maker | None]
):
    for name in ("out.docx", "out.pdf"):
        (tmp_path / name).write_bytes(PDF)
    with pytest.raises(Refused, match=r"out\.pdf is the PDF of an earlier copy .*nothing was published: .*; delete it"):
        publish(report, tmp_path / "out.docx", pdf=True, overwrite=True, find=find)
    assert [(tmp_path / name).read_bytes() for name in ("out.docx", "out.pdf")] == [PDF, PDF]


def test_another_pdf_beside_the_copy_keeps_nobody_from_publishing(report: Path, tmp_path: Path):
    (tmp_path / "agenda.pdf").write_bytes(PDF)
    (tmp_path / "2020-11-04 Performance report.pdf").write_bytes(PDF)
    assert publish(report).path.exists()


def test_the_report_is_never_written_over_by_its_copy(report: Path):
    before = report.read_bytes()
    with pytest.raises(Refused, match="is the report itself; choose another name"):
        publish(report, report, overwrite=True)
    assert report.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "says"), [("out.pdf", "ends in .docx"), ("out", "ends in .docx"), ("no/out.docx", "no folder")]
)
def test_a_copy_has_a_word_documents_name_in_a_folder_that_is_there(report: Path, tmp_path: Path, name: str, says: str):
    with pytest.raises(Refused, match=says):
        publish(report, tmp_path / name)


def test_a_copy_may_go_into_a_folder(report: Path, tmp_path: Path):
    assert publish(report, tmp_path).path == tmp_path / "2020-11-04 Performance report - published.docx"


# --- law ------------------------------------------------------------------------------------------------------------


ANY_TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=ANY_TEXT, commentary=st.lists(ANY_TEXT, max_size=3), legal=st.lists(ANY_TEXT, max_size=3))
def test_whatever_the_report_says_is_published_word_for_word(
    template: Path, target: Path, subject: str, commentary: list[str], legal: list[str]
):
    report = replace(
        EMPTY,
        values={**SEED.values, "subject": subject},
        sections={"section.legal": tuple(legal)},
        exceptions=(exception("16a", subject, Rating.RED, *commentary),),
    )
    fill(template, report, target, now=NOW, overwrite=True)
    assert said(publish(target, overwrite=True).path) == said(target)


def saved_by_libreoffice(report: Path, folder: Path) -> Path:
    """Give the report as LibreOffice saves it, which forgets the tags of controls."""
    soffice = programs()["LibreOffice"]
    assert soffice
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    (folder / "saved").mkdir()
    command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "saved"), str(report)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "saved" / report.name


# --- the page -------------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_a_published_copy_has_the_same_lines_on_the_same_pages(report: Path, tmp_path: Path):
    copy = publish(report).path
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    before, after = to_pdf(report, tmp_path / "before"), to_pdf(copy, tmp_path / "after")
    assert pdf_text(after) == pdf_text(before)


@needs_libreoffice
@needs_sdk
def test_a_report_that_went_through_libreoffice_is_published_without_new_faults(report: Path, tmp_path: Path):
    saved = saved_by_libreoffice(report, tmp_path)
    made = publish(saved)
    assert made.findings == ()
    assert said(made.path) == said(saved)
    assert b"PERFORMANCE-INDEX" not in everything(made.path).upper()
    assert set(sdk_errors(made.path)) <= set(sdk_errors(saved))


MARKED = {
    "PNG": ("png", png(chunk(b"tEXt", b"Author\0Jo"))),
    "JPEG": ("jpeg", jpeg(exif(None, b"Jo"))),
    "JPEG that is turned": ("jpeg", jpeg(exif(6, b"Jo"))),
    "JPEG in scans": ("jpeg", jpeg(exif(8, b"Jo"), of=PROGRESSIVE)),
    "GIF": ("gif", gif(block(0xFE, b"Jo"))),
}


@needs_libreoffice
def test_every_picture_is_printed_as_before(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    for number, (kind, content) in enumerate(MARKED.values(), 11):
        shown = made.add(f"word/media/image{number}.{kind}", f"image/{kind}", "image", content)
        frame = (
            drawing('descr="A picture"', picture(shown)).replace("9525", "914400").replace('id="1"', f'id="{number}"')
        )
        made.replace("word/document.xml", "<w:sectPr>", f"{p(frame)}<w:sectPr>")
    path = made.save(tmp_path / "d.docx")
    copy = publish(path).path
    assert b"Jo" in everything(path)
    assert b"Jo" not in everything(copy)
    before, after = (page_images(to_pdf(one, tmp_path), tmp_path) for one in (path, copy))
    assert [one.read_bytes() for one in after] == [one.read_bytes() for one in before]


@needs_libreoffice
@needs_sdk
def test_what_libreoffice_keeps_of_names_goes_too(tmp_path: Path):
    made = package(tmp_path / "d.docx", HEADING)
    show_pictures(made)
    tip = f'w:tooltip="C:/{plant("tip")}/a.docx"'
    link = p(f'<w:hyperlink w:anchor="Kept" {tip}>{run("Linked.")}</w:hyperlink>')
    made.replace("word/document.xml", "<w:sectPr>", f"{link}<w:sectPr>")
    saved = saved_by_libreoffice(made.save(tmp_path / "d.docx"), tmp_path)
    copy = publish(saved).path
    assert b"PLANTED" in everything(saved)
    assert b"PLANTED" not in everything(copy)
    assert set(sdk_errors(copy)) <= set(sdk_errors(saved))


@needs_libreoffice
def test_a_document_with_one_of_everything_still_shows_all_of_it(whole: Path, tmp_path: Path):
    text = pdf_text(to_pdf(publish(whole).path, tmp_path))
    assert [word for word in KEPT_WORDS if word.casefold() not in text.casefold()] == []  # headings are in capitals


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_what_has_no_name_is_no_report(name: str):
    with pytest.raises(Refused, match="is no name for a file; give the report's"):
        publish(Path(name))
