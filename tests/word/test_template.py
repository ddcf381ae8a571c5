from __future__ import annotations

import itertools
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree
from outline import check_golden, outline

from performance_index.report import Section
from performance_index.word.document.controls import controls_in, stories
from performance_index.word.document.wordml import MC, text, w
from performance_index.word.rows import TINTS
from performance_index.word.styles import GREY, INK, NAVY, PAPER, PROMPT
from performance_index.word.tags import COLUMNS, SENTENCES, VALUES
from performance_index.word.template import build_template

SHIPPED = Path(__file__).parent.parent.parent / "templates" / "report.docx"


@pytest.fixture(name="built")
def fixture_built(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    build_template(path)
    return path


@pytest.fixture(name="document")
def fixture_document(built: Path) -> Document:
    return docx.Document(str(built))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_each_build_gives_the_same_bytes(built: Path, tmp_path: Path):
    build_template(tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == built.read_bytes()


def test_the_shipped_template_is_the_built_one(built: Path):
    assert parts(SHIPPED) == parts(built)


def test_the_template_reads_as_its_golden_outline(built: Path):
    check_golden("template", outline(built))


def test_the_template_is_small_and_brings_no_parts_that_nobody_asked_for(built: Path):
    assert built.stat().st_size < 12_000
    assert {Path(name).name for name in parts(built)} == {
        "[Content_Types].xml", ".rels", "document.xml", "document.xml.rels", "styles.xml", "numbering.xml",
        "settings.xml", "theme1.xml", "fontTable.xml", "footer1.xml", "core.xml",
    }  # fmt: skip


def test_every_section_value_and_sentence_has_a_control(document: Document):
    tags = controls_in(document).keys()
    assert {section.tag for section in Section} <= tags
    assert VALUES.keys() <= tags
    assert {f"{table}.{one}" for table, ones in SENTENCES.items() for one in ones} <= tags


def test_the_table_controls_name_columns_that_a_report_has(document: Document):
    known = {f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns}
    other = {f"{table}.{part}" for table in COLUMNS for part in ("rows", "row")}
    sentences = {f"{table}.{one}" for table, ones in SENTENCES.items() for one in ones}
    in_tables = {tag for tag in controls_in(document) if tag.partition(".")[0] in COLUMNS} - COLUMNS.keys()
    assert in_tables - other - sentences <= known


def test_every_control_has_a_title_and_an_id_of_its_own(document: Document):
    properties = [p for root in stories(document) for p in root.iter(w("sdtPr"))]
    ids = Counter(p.find(w("id")).get(w("val")) for p in properties)
    assert [number for number, times in ids.items() if times > 1] == []
    assert all(p.find(w("alias")).get(w("val")) for p in properties)


def test_nothing_in_the_template_looks_like_code(document: Document):
    assert not re.search(r"[{}<>%$«»_]", text(document.element.body))


def test_w15_is_declared_on_the_root_and_may_be_ignored(built: Path):
    root = etree.fromstring(parts(built)["word/document.xml"])
    assert root.nsmap["w15"] == "http://schemas.microsoft.com/office/word/2012/wordml"
    assert "w15" in root.get(f"{{{MC}}}Ignorable", "").split()


def test_headings_skip_no_level(document: Document):
    levels = [1 if p.style.name == "Front Heading" else int(p.style.name[-1])
              for p in document.paragraphs if "eading" in p.style.name]  # fmt: skip
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2", "Table Heading"])
def test_a_heading_stays_with_what_follows_it(document: Document, style: str):
    assert document.styles[style].paragraph_format.keep_with_next


@pytest.mark.parametrize("table", SENTENCES)
def test_the_sentence_before_a_table_stays_with_it(document: Document, table: str):
    for one in SENTENCES[table]:
        (control,) = controls_in(document)[f"{table}.{one}"]
        assert (control.element.find(f".//{w('keepNext')}") is None) == (one in {"none", "rated", "unrated"})


@pytest.mark.parametrize("table", SENTENCES)
def test_the_header_row_repeats_no_row_splits_and_the_table_is_described(document: Document, table: str):
    (control,) = controls_in(document)[table]
    head, prototype = control.element.iter(w("tr"))
    assert head.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in (head, prototype))
    properties = next(control.element.iter(w("tblPr")))
    assert properties.find(w("tblLook")).get(w("firstRow")) == "1"
    assert properties.find(w("tblCaption")).get(w("val"))
    assert properties.find(w("tblDescription")).get(w("val"))
    widths = [int(column.get(w("w"))) for column in control.element.iter(w("gridCol"))]
    assert sum(widths) == int(properties.find(w("tblW")).get(w("w")))


def test_the_document_is_british_arial_12_laid_out_as_word_2013(document: Document):
    defaults = document.styles.element.find(f"{w('docDefaults')}//{w('rPr')}")
    assert defaults.find(w("rFonts")).get(w("ascii")) == "Arial"
    assert defaults.find(w("sz")).get(w("val")) == "24"
    assert defaults.find(w("lang")).get(w("val")) == "en-GB"
    modes = {s.get(w("name")): s.get(w("val")) for s in document.settings.element.iter(w("compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title


def test_the_footer_counts_pages(document: Document):
    footer = document.sections[0].footer
    assert footer.paragraphs[0].text == "Page 1 of 1"
    fields = [code.text.strip() for code in footer._element.iter(w("instrText"))]  # noqa: SLF001 - no other way
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [(INK, PAPER), (NAVY, PAPER), (PAPER, NAVY), (GREY, PAPER), (PROMPT, PAPER), *((INK, t) for t in TINTS.values()),
     *((PROMPT, t) for t in TINTS.values())],
)  # fmt: skip
def test_everything_can_be_read_by_weak_eyes(ink: str, paper: str):
    assert contrast(ink, paper) >= 4.5


def test_black_on_any_tint_is_far_above_what_the_law_asks():
    assert min(contrast(INK, tint) for tint in TINTS.values()) > 14


def test_the_contrast_rule_is_that_of_wcag():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
