"""The tags that LibreOffice writes wrongly are put right: told by poppler and by a validator of PDF/UA."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page
import pytest
from seed_report import NOW, SEED
from tag_outline import tag_tree

from conformance import needs_libreoffice, pdf_text, programs
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.publishing.for_tagging import for_tagging
from performance_index.word.publishing.mended_tags import mend_tags
from performance_index.word.publishing.pdf import Maker, choose
from performance_index.word.template import build_template


def libreoffice() -> Maker:
    made = choose(word=False, soffice=Path(str(programs()["LibreOffice"])))
    assert made is not None
    return made


@pytest.fixture(name="raw", scope="module")
def fixture_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of the report's copy, before its tags are put right."""
    folder = tmp_path_factory.mktemp("raw")
    build_template(folder / "template.docx")
    fill(folder / "template.docx", SEED, folder / "report.docx", now=NOW)
    copy = folder / "copy.docx"
    copy.write_bytes(for_tagging(publish(folder / "report.docx").path.read_bytes()).content)
    return libreoffice().make(copy, folder)


def written(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


def is_sound(pdf: Path) -> bool:
    return not page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1).failures


SUMMARIES = ("Exceptions (4): all \\ of them.", "Données – caveats")


@needs_libreoffice
def test_headings_in_rows_are_of_their_rows_and_nothing_moves(raw: Path, tmp_path: Path):
    before = raw.read_bytes()
    mended = mend_tags(before, names_rows=True, summaries=())
    assert len(mended) == len(before)
    scopes = [one.attributes["/Scope"] for one in tag_tree(written(tmp_path / "m.pdf", mended)).all("TH")]
    assert [one.attributes["/Scope"] for one in tag_tree(raw).all("TH")] == ["/Column"] * len(scopes)
    assert scopes == ["/Column"] * 4 + ["/Row"] * 4 + ["/Column"] * 3 + ["/Row"]
    assert is_sound(tmp_path / "m.pdf")


@needs_libreoffice
def test_each_table_gets_its_own_summary(raw: Path, tmp_path: Path):
    mended = written(tmp_path / "m.pdf", mend_tags(raw.read_bytes(), names_rows=False, summaries=SUMMARIES))
    first, second = (one.attributes["/Summary"] for one in tag_tree(mended).all("Table"))
    assert "Exceptions" in first
    assert "all" in first
    assert second.replace("\x00", "").endswith("caveats)")
    assert pdf_text(mended) == pdf_text(raw)
    assert is_sound(mended)


@needs_libreoffice
def test_no_table_gets_a_summary_that_may_be_anothers(raw: Path):
    assert mend_tags(raw.read_bytes(), names_rows=False, summaries=SUMMARIES[:1]) == raw.read_bytes()


@needs_libreoffice
def test_tables_that_say_nothing_of_themselves_stay_as_they_are(raw: Path):
    assert mend_tags(raw.read_bytes(), names_rows=False, summaries=("", "")) == raw.read_bytes()


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7 made otherwise", b"%PDF\n1 0 obj\n<</Type/StructElem\n/S/Table\n>>\nendobj"]
)
def test_a_pdf_that_is_written_otherwise_stays_as_it_is(pdf: bytes):
    assert mend_tags(pdf, names_rows=True, summaries=("Exceptions",)) == pdf


def test_the_order_of_links_is_a_name_and_nothing_moves():
    page_of_links = b"<</Type/Page/Parent 2 0 R/Annots[\n5 0 R ]\n/Tabs(S)\n/StructParents 0>>"
    mended = mend_tags(page_of_links, names_rows=False, summaries=())
    assert mended == page_of_links.replace(b"/Tabs(S)\n", b"/Tabs/S \n")
    assert len(mended) == len(page_of_links)


@needs_libreoffice
def test_a_report_with_forty_exceptions_over_many_pages_is_sound(template: Path, target: Path):
    first, *_ = SEED.exceptions
    many = tuple(replace(first, number=f"{n}", cells={**first.cells, "no": (f"{n}",)}) for n in range(1, 41))
    fill(template, replace(SEED, exceptions=many), target, now=NOW)
    pdf = publish(target, pdf=True, find=libreoffice).pdf
    assert pdf is not None
    headings = [one.text for one in tag_tree(pdf).all("TH") if one.attributes["/Scope"] == "/Row"]
    assert headings == [*map(str, range(1, 41)), "8"]
    assert is_sound(pdf)
