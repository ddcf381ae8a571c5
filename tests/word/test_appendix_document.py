"""The appendix as a Word document: its template, what becomes of the controls, what a screen reader makes of it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import page
import pytest
from docx.document import Document
from outline import check_golden, outline
from tag_outline import tag_outline, tag_tree

from books import reading
from conformance import audit_errors, integrity_errors, needs_libreoffice, needs_sdk, pdf_text, programs, sdk_errors
from performance_index.appendix import Appendix, compose_appendix
from performance_index.finding import NotReadable
from performance_index.report import Row
from performance_index.word.accessibility.accessible import problems
from performance_index.word.appendix import CATEGORY, digest, fingerprint, make_appendix, says, there
from performance_index.word.appendix_template import build_appendix_template
from performance_index.word.document.controls import controls_in
from performance_index.word.document.package import docx_bytes
from performance_index.word.fill import open_template
from performance_index.word.publish import publish
from performance_index.word.publishing.pdf import choose, make_pdf

SHIPPED = Path(__file__).parents[2] / "templates" / "appendix.docx"
NOW = datetime(2020, 11, 5, 9, 30, tzinfo=UTC)
MANY = 200


def example(indicators: int = 0) -> Appendix:
    """The example's appendix; or one of as many indicators, with long words and large figures."""
    read = reading()
    assert read.index is not None
    index = read.index
    if indicators:
        given = index.indicators
        made = [replace(given[n % len(given)], number=f"{n + 1}a", last_year=Decimal(n)) for n in range(indicators)]
        index = replace(index, indicators=tuple(made))
    return compose_appendix(index, read.details)


def written(path: Path, appendix: Appendix, template: Path = SHIPPED) -> Path:
    path.write_bytes(make_appendix(template, appendix, "Index (Panel)", NOW).content)
    return path


def changed(path: Path, change: object) -> Path:
    """The template after a change."""
    document = docx.Document(str(SHIPPED))
    assert callable(change)
    change(document)
    document.save(str(path))
    return path


def without(tag: str, *, unwrap: bool = False) -> object:
    def change(document: Document) -> None:
        for control in controls_in(document)[tag]:
            _ = control.unwrap() if unwrap else control.remove()

    return change


def libreoffice(content: bytes, path: Path) -> Path:
    maker = choose(word=False, soffice=Path(str(programs()["LibreOffice"])))
    assert maker is not None
    path.write_bytes(make_pdf(content, path.name, maker))
    return path


def test_the_shipped_template_is_the_built_one(tmp_path: Path):
    build_appendix_template(tmp_path / "built.docx")
    assert (tmp_path / "built.docx").read_bytes() == SHIPPED.read_bytes()


def test_the_template_is_sound_and_says_what_goes_where():
    check_golden("appendix_template", outline(SHIPPED))


def test_the_appendix_of_the_example_reads_as_its_golden_outline(tmp_path: Path):
    check_golden("appendix", outline(written(tmp_path / "a.docx", example())))


def test_no_control_no_prompt_and_no_author_is_left(tmp_path: Path):
    document = docx.Document(str(written(tmp_path / "a.docx", example())))
    assert controls_in(document) == {}
    said = document.element.xml
    assert "showingPlcHdr" not in said
    assert "PlaceholderText" not in said
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.category) == ("", "", CATEGORY)
    assert properties.title == f"{example().title}"


def test_everybody_can_read_it():
    for size in (0, 1, MANY):
        made = make_appendix(SHIPPED, example(size), "s", NOW)
        assert made.findings == ()
        assert [str(one) for one in problems(docx.Document(io.BytesIO(made.content)))] == []


def test_every_table_has_a_caption_of_its_own_headings_that_repeat_and_no_empty_cell(tmp_path: Path):
    document = docx.Document(str(written(tmp_path / "a.docx", example())))
    captions = [str(one) for one in document.element.xpath("//w:tblCaption/@w:val")]
    assert captions == [*(name for name, _ in example().themes), "Notes"]
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")  # noqa: SLF001 - python-docx has no other way
        assert all(cell.text.strip() for row in table.rows for cell in row.cells)
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)  # noqa: SLF001 - as above


def test_a_line_that_nobody_gave_is_not_there(tmp_path: Path):
    values = {tag: value for tag, value in example().values.items() if tag not in {"committee", "date"}}
    said = outline(written(tmp_path / "a.docx", replace(example(), values=values, notes=())))
    for gone in ("Committee:", "Meeting:", "Notes on figures"):
        assert gone not in said
    assert "Figures up to:" in said


def test_words_of_a_person_stand_as_they_were_typed(tmp_path: Path):
    row = Row(number="1", cells={**dict.fromkeys(("no", "figure"), ("1",)), "indicator": ("a < b & c\ud7ff «é»",)})
    made = replace(example(), themes=(("Tom & <Jerry>", (row,)),), counts="1 < 2 & 3")
    said = outline(written(tmp_path / "a.docx", made))
    for words in ("Tom & <Jerry>", "a < b & c\ud7ff «é»", "1 < 2 & 3"):
        assert words in said


def test_a_council_may_restyle_its_template_drop_a_column_and_keep_controls_of_its_own(tmp_path: Path):
    def restyle(document: Document) -> None:
        without("indicators.london")(document)  # type: ignore[operator]  # a change of a document
        own = controls_in(document)["appendix.ratings"][0]
        own.give_tag("council.own")

    made = make_appendix(changed(tmp_path / "t.docx", restyle), example(), "s", NOW)
    (said,) = map(str, made.findings)
    assert said.startswith(
        "template t.docx: no content control is tagged appendix.ratings, so what the ratings mean is "
    )
    assert list(controls_in(docx.Document(io.BytesIO(made.content)))) == ["council.own"]


@pytest.mark.parametrize("tag", ["appendix.theme", "indicators.rows"])
def test_a_template_without_a_place_for_the_indicators_is_refused(tag: str, tmp_path: Path):
    template = changed(tmp_path / "t.docx", without(tag, unwrap=True))
    with pytest.raises(NotReadable, match=r"no content control appendix\.theme around a table with the rows"):
        make_appendix(template, example(), "s", NOW)


def test_the_reports_template_is_none_of_an_appendix():
    with pytest.raises(NotReadable, match=r"start from .*templates/appendix.docx"):
        make_appendix(SHIPPED.with_name("report.docx"), example(), "s", NOW)


def test_nor_is_its_template_one_of_the_report():
    with pytest.raises(NotReadable, match="is a template of the appendix; give the report's own"):
        open_template(SHIPPED)


def test_the_document_on_templates_names_every_control_of_it():
    said = (SHIPPED.parents[1] / "docs" / "template.md").read_text("utf-8")
    tags = controls_in(docx.Document(str(SHIPPED)))
    assert [tag for tag in tags if f"`{tag}`" not in said] == []


def test_without_notes_their_control_is_not_missed(tmp_path: Path):
    template = changed(tmp_path / "t.docx", without("appendix.notes"))
    assert make_appendix(template, replace(example(), notes=()), "s", NOW).findings == ()
    (finding,) = make_appendix(template, example(), "s", NOW).findings
    assert "the notes on figures and ratings are left out" in str(finding)


def test_a_value_in_a_cell_or_out_of_its_line_is_written_too(tmp_path: Path):
    values = {tag: value for tag, value in example().values.items() if tag != "committee"}

    def move(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.paragraphs[0]._p.append(controls_in(document)["committee"][0].element)  # noqa: SLF001 - as above

    made = make_appendix(changed(tmp_path / "t.docx", move), replace(example(), values=values), "s", NOW)
    assert "name of the committee" not in docx.Document(io.BytesIO(made.content)).element.xml


def test_the_same_gives_the_same_bytes_and_another_day_only_other_properties():
    first, again = (make_appendix(SHIPPED, example(), "s", NOW).content for _ in range(2))
    later = make_appendix(SHIPPED, example(), "s", datetime(2021, 1, 1, tzinfo=UTC)).content
    naive = make_appendix(SHIPPED, example(), "s", datetime(2020, 11, 5, 9, 30)).content  # noqa: DTZ001 - the law of it
    assert first == again == naive
    assert (first != later, fingerprint(first) == fingerprint(later)) == (True, True)


def test_what_it_says_is_known_whatever_the_template_and_the_day(tmp_path: Path):
    one, other = example(), replace(example(), counts="Otherwise.")
    template = changed(tmp_path / "t.docx", without("appendix.ratings"))
    made = [make_appendix(*given, "s", NOW) for given in ((SHIPPED, one), (template, one), (SHIPPED, other))]
    first, again, third = (says(docx.Document(io.BytesIO(one.content))) for one in made)
    assert first == again == digest(one) != third
    assert says(docx.Document(str(SHIPPED))) is None


def test_it_knows_whose_it_is_and_whether_somebody_has_saved_it(tmp_path: Path):
    path = written(tmp_path / "a.docx", example())
    found = there(path)
    assert found is not None
    assert (found.subject, found.is_as_made) == ("Index (Panel)", True)
    document = docx.Document(str(path))
    document.paragraphs[0].runs[0].text += "!"
    path.write_bytes(docx_bytes(document))
    found = there(path)
    assert found is not None
    assert not found.is_as_made
    assert there(SHIPPED.with_name("report.docx")) is None


@needs_sdk
@pytest.mark.parametrize("size", [0, MANY])
def test_the_validators_find_nothing(size: int, tmp_path: Path):
    path = written(tmp_path / "a.docx", example(size))
    assert (sdk_errors(path), audit_errors(path), integrity_errors(path)) == ([], [], [])
    assert sdk_errors(SHIPPED) == []


@needs_libreoffice
def test_its_pdf_keeps_every_rule_of_pdf_ua_and_reads_as_its_golden_outline(tmp_path: Path):
    pdf = libreoffice(make_appendix(SHIPPED, example(), "s", NOW).content, tmp_path / "a.pdf")
    assert page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1).failures == []
    check_golden("tags_of_the_appendix", tag_outline(pdf))


@needs_libreoffice
def test_with_many_indicators_each_page_has_its_headings_and_every_row_its_number(tmp_path: Path):
    pdf = libreoffice(make_appendix(SHIPPED, example(MANY), "s", NOW).content, tmp_path / "a.pdf")
    assert page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1).failures == []
    pages = pdf_text(pdf).split("\f")[:-1]
    assert all("Indicator" in one for one in pages)
    numbers = {one.text for one in tag_tree(pdf).all("TH")}
    assert {f"{n + 1}a" for n in range(MANY)} <= numbers


def test_it_can_be_published_like_a_report(tmp_path: Path):
    path = written(tmp_path / "a.docx", example())
    made = publish(path, html=True)
    assert made.findings == ()
    assert outline(made.path) == outline(path)
    assert made.page is not None
    assert "Performance Index 2020/21</h1>" in made.page.read_text("utf-8")


def test_a_date_is_in_the_format_of_its_control(tmp_path: Path):
    made = replace(example(), values={**example().values, "date": date(2020, 11, 4)})
    assert "Meeting:\t4 November 2020" in outline(written(tmp_path / "a.docx", made))
