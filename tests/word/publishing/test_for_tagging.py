"""What a PDF's maker is given looks the same, and is tagged as what it is: told by LibreOffice's PDF and poppler."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from outline import check_golden, plain_text
from plant import HEADING, opened, p, package, run, table, written
from seed_report import EMPTY, NOW, SEED, WITH_UNRATED, exception
from tag_outline import Tag, tag_outline, tag_tree
from whole_document import whole_document

from conformance import needs_libreoffice, needs_sdk, pdf_text, programs, sdk_errors, to_pdf
from performance_index.rating import Rating
from performance_index.report import CommitteeReport
from performance_index.word.document.wordml import text, w
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.publishing.for_tagging import ROW_HEADING, for_tagging
from performance_index.word.publishing.pdf import choose

NUMBERED = "NumberedParagraph"


def published(template: Path, target: Path, report: CommitteeReport) -> Path:
    fill(template, report, target, now=NOW)
    return publish(target).path


def tags_of(template: Path, target: Path, report: CommitteeReport) -> Path:
    fill(template, report, target, now=NOW)
    soffice = programs()["LibreOffice"]
    made = publish(target, pdf=True, find=lambda: choose(word=False, soffice=Path(str(soffice))))
    assert made.pdf is not None
    return made.pdf


def given(path: Path) -> list[str]:
    """Give the lines of the copy that a PDF's maker is given of a document."""
    document = docx.Document(io.BytesIO(for_tagging(path.read_bytes()).content))
    return [text(line) for line in document.element.body.iter(w("p"))]


# --- what a screen reader makes of it -------------------------------------------------------------------------------


@needs_libreoffice
def test_the_tags_of_the_report_read_as_their_golden_outline(template: Path, target: Path):
    check_golden("tags_of_the_report", tag_outline(tags_of(template, target, SEED)))


@needs_libreoffice
@pytest.mark.parametrize("report", [EMPTY, WITH_UNRATED], ids=["empty", "unrated"])
def test_the_title_is_first_lists_are_lists_and_every_table_has_headings_both_ways(
    template: Path, target: Path, report: CommitteeReport
):
    tree = tag_tree(tags_of(template, target, report))
    (whole,) = tree.tags
    assert (whole.tags[0].kind, whole.tags[0].text) == ("H1", str(report.values["subject"]))
    assert [[item.text[:2] for item in one.all("LI")] for one in tree.all("L")] == [["A."], ["• "]]
    for one in tree.all("Table"):
        head, *rows = one.all("TR")
        assert {(cell.kind, cell.attributes["/Scope"]) for cell in head.tags} == {("TH", "/Column")}
        assert {_kinds(row) for row in rows} == {("TH/Row", *["TD"] * (len(head.tags) - 1))}
        assert one.attributes["/Summary"]


def _kinds(row: Tag) -> tuple[str, ...]:
    return tuple(cell.kind + cell.attributes.get("/Scope", "") for cell in row.tags)


@needs_libreoffice
@pytest.mark.parametrize("rows", [0, 40])
def test_the_pages_look_as_they_do_with_words_own_numbers(template: Path, target: Path, tmp_path: Path, rows: int):
    many = tuple(exception(f"{n}", f"Indicator {n}", Rating.RED, "It was a hard quarter.") for n in range(rows))
    copy = published(template, target, replace(SEED, exceptions=many))
    given_copy = tmp_path / "given.docx"
    given_copy.write_bytes(for_tagging(copy.read_bytes()).content)
    assert given_copy.read_bytes() != copy.read_bytes()
    assert pdf_text(to_pdf(given_copy, tmp_path)) == pdf_text(to_pdf(copy, tmp_path))


@needs_sdk
def test_the_copy_that_is_given_is_sound(template: Path, target: Path, tmp_path: Path):
    given_copy = tmp_path / "given.docx"
    given_copy.write_bytes(for_tagging(published(template, target, WITH_UNRATED).read_bytes()).content)
    assert sdk_errors(given_copy) == []


# --- numbers --------------------------------------------------------------------------------------------------------


def test_the_numbers_that_are_typed_are_those_that_word_shows(template: Path, target: Path):
    copy = published(template, target, SEED)
    shown = [line.split()[0] for line in plain_text(copy).splitlines() if line[:1].isdigit() and "." in line.split()[0]]
    typed = [line.partition("\t")[0] for line in given(copy) if line[:1].isdigit() and "\t" in line]
    assert typed == shown
    assert len(typed) == 14


def test_headings_letters_and_bullets_keep_words_own_numbers(tmp_path: Path):
    body = HEADING + p("So it is.", "Recommendation") + p("An appendix", "ReportBullet")
    assert given(written(tmp_path / "d.docx", body)) == ["DETAILS", "So it is.", "An appendix"]


@pytest.mark.parametrize("asks", [r" REF _Ref1 \r \h ", r" REF _Ref1 \w ", r" REF _Ref1 \N "])
def test_where_a_field_asks_for_a_paragraphs_number_none_is_typed(tmp_path: Path, asks: str):
    field = f'<w:fldSimple w:instr="{asks}">{run("1.1")}</w:fldSimple>'
    body = HEADING + p("It rose.", NUMBERED) + p(f"{run('See ')}{field}")
    assert given(written(tmp_path / "d.docx", body)) == ["DETAILS", "It rose.", "See 1.1"]


def test_a_field_that_asks_for_words_does_not_matter(tmp_path: Path):
    field = f'<w:fldSimple w:instr=" REF _Ref1 \\h ">{run("It rose")}</w:fldSimple>'
    body = HEADING + p("It rose.", NUMBERED) + p(f"{run('See ')}{field}")
    assert given(written(tmp_path / "d.docx", body)) == ["DETAILS", "1.1.\tIt rose.", "See It rose"]


DEEPER = '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
LETTERS = (
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1200" w:hanging="400"/></w:pPr></w:lvl>'
)


def with_letters(path: Path, body: str) -> Path:
    """Write a document in whose list each numbered paragraph may have (a), (b) under it."""
    made = package(path, body)
    made.replace("word/numbering.xml", "</w:lvl></w:abstractNum>", f"</w:lvl>{LETTERS}</w:abstractNum>")
    return made.save(path)


def test_where_a_typed_number_would_change_another_none_is_typed(tmp_path: Path):
    body = HEADING + (p("It rose.", NUMBERED) + DEEPER.format("In May") + DEEPER.format("In June")) * 2
    path = with_letters(tmp_path / "d.docx", body)
    assert given(path) == ["DETAILS", *["It rose.", "In May", "In June"] * 2]


def test_an_indent_that_somebody_gave_a_paragraph_stays(tmp_path: Path):
    own = f'<w:pPr><w:pStyle w:val="{NUMBERED}"/><w:ind w:left="1500" w:hanging="600"/></w:pPr>'
    path = written(tmp_path / "d.docx", HEADING + f"<w:p>{own}{run('It rose.')}</w:p>" + p("It fell.", NUMBERED))
    document = docx.Document(io.BytesIO(for_tagging(path.read_bytes()).content))
    indents = [(one.get(w("left")), one.get(w("hanging"))) for one in document.element.body.iter(w("ind"))]
    assert indents == [("1500", "600"), ("794", "794")]


def test_a_document_without_such_numbers_and_tables_is_given_as_it_is(tmp_path: Path):
    path = written(tmp_path / "d.docx", HEADING + p("It rose."))
    made = for_tagging(path.read_bytes())
    assert (made.content, made.names_rows, made.summaries) == (path.read_bytes(), False, ())


# --- rows -----------------------------------------------------------------------------------------------------------

ROWS = (("No", "Said"), ("16", "It rose"), ("22", "It fell"))


def row_headings(path: Path) -> list[str]:
    made = for_tagging(path.read_bytes())
    document = docx.Document(io.BytesIO(made.content))
    found = [one.text for t in document.tables for row in t.rows for cell in row.cells for one in cell.paragraphs
             if one.style is not None and one.style.name == ROW_HEADING]  # fmt: skip
    assert made.names_rows == bool(found)
    return found


def naming(*, says_so: bool = True, header: bool = True) -> str:
    """Give a table that says whether its first column names its rows."""
    return table(*ROWS, header=header).replace('w:firstColumn="0"', f'w:firstColumn="{int(says_so)}"')


def test_the_first_cells_name_their_rows_where_the_table_says_so(tmp_path: Path):
    assert row_headings(written(tmp_path / "d.docx", naming())) == ["16", "22"]


def test_they_do_not_where_it_does_not_say_so_or_has_no_headings(tmp_path: Path):
    body = naming(says_so=False) + p("") + naming(header=False)
    assert row_headings(written(tmp_path / "d.docx", body)) == []


def test_the_summary_of_a_table_is_its_caption_and_its_description(tmp_path: Path):
    told = '<w:tblCaption w:val="Exceptions"/><w:tblDescription w:val="All of them."/>'
    path = written(tmp_path / "d.docx", table(*ROWS, settings=told) + p("") + table(*ROWS))
    assert for_tagging(path.read_bytes()).summaries == ("Exceptions: All of them.", "")


def test_a_document_with_everything_in_it_keeps_its_words(tmp_path: Path):
    path = whole_document(tmp_path / "d.docx")
    words = [text(line) for line in opened(path).element.body.iter(w("p"))]
    assert [line.rpartition("\t")[2] for line in given(path)] == [line.rpartition("\t")[2] for line in words]
