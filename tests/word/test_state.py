from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from edit import change
from hypothesis import given
from hypothesis import strategies as st
from seed_report import COMMITTEE, EMPTY, NOW, SEED

from performance_index.belonging import Identity
from performance_index.report import CommitteeReport, Section
from performance_index.word.document.controls import controls_in
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.wordml import clean, text, w
from performance_index.word.fill import fill
from performance_index.word.state import (
    NAMESPACE,
    State,
    TableState,
    drop_state,
    parse_state,
    read_state,
    state_xml,
    write_state,
)

STATE = State(
    generated=NOW,
    texts={"committee": "Children & <Young> People", "section.legal": "First.\nSecond.\tTabbed.  ", "wards": ""},
    dates={"committee": dt.date(2020, 11, 4)},
    tables={
        "exceptions": TableState(
            columns=("no", ""),
            headings=("No", " "),
            rows={"16": ("16", ""), "2": ("2", "x")},
            struck={"3": ("3", "<y>")},
        )
    },
    struck={"section.summary": "Gone & offered."},
    offers=("Six", "<or> & so"),
    belongs_to=Identity(
        code="CYP & <1>",
        committee='The "Panel"',
        title="Index",
        indicators=frozenset({"% <20 days", "Cost"}),
        book="P & I.xlsm",
    ),
    version=2,
)
WORDS = st.text().map(clean)


def test_a_state_of_version_0_1_0_does_not_say_whose_it_is():
    aged = re.sub(r' version="2"| edited="no"|<belongs [^>]*/>', "", state_xml(STATE))
    assert parse_state(aged.encode()) == replace(STATE, belongs_to=None, version=1, edited=None)


@pytest.mark.parametrize("edited", [True, False, None])
def test_a_state_comes_back_as_it_was(*, edited: bool | None):
    state = replace(STATE, edited=edited)
    assert parse_state(state_xml(state).encode()) == state


@given(
    texts=st.dictionaries(WORDS.map(lambda s: "".join(s.split())), WORDS),
    rows=st.dictionaries(st.integers().map(str), st.tuples(WORDS, WORDS)),
    headings=st.tuples(WORDS, WORDS),
)
def test_any_state_comes_back_as_it_was(
    texts: dict[str, str], rows: dict[str, tuple[str, str]], headings: tuple[str, str]
):
    table = TableState(columns=("no", "indicator"), headings=headings, rows=rows)
    state = State(generated=NOW, texts=texts, dates={}, tables={"exceptions": table})
    assert parse_state(state_xml(state).encode()) == state


@pytest.mark.parametrize(
    "other", [b"", b"{}", b"<report/>", b'<report xmlns="urn:performance-index:report:1"/>',
              b'<report xmlns="urn:performance-index:report:1" generated="yesterday"/>'],
)  # fmt: skip
def test_what_is_no_state_gives_none(other: bytes):
    assert parse_state(other) is None


def test_a_document_nobody_filled_has_no_state(template: Path):
    assert read_state(open_docx(template)) is None


def test_a_state_in_a_document_can_be_changed_and_dropped(template: Path, tmp_path: Path):
    document = open_docx(template)
    write_state(document, STATE)
    write_state(document, replace(STATE, texts={"committee": "Other"}))
    (tmp_path / "saved.docx").write_bytes(docx_bytes(document))
    saved = open_docx(tmp_path / "saved.docx")
    state = read_state(saved)
    assert state is not None
    assert state.texts == {"committee": "Other"}
    drop_state(saved)
    assert read_state(saved) is None
    assert b"performance-index:report" not in docx_bytes(saved)


def test_a_state_that_somebody_broke_is_none(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    change(target, lambda xml: xml.replace('generated="', 'generated="x'), "customXml/item1.xml")
    assert read_state(open_docx(target)) is None


def test_the_custom_part_of_another_program_is_left_alone(template: Path):
    document = open_docx(template)
    write_state(document, STATE)
    relation = next(r for r in document.part.rels.values() if r.reltype.endswith("/customXml"))
    relation.target_part._blob = b"not even XML"  # noqa: SLF001 - python-docx does not let a part's content be changed
    write_state(document, STATE)
    assert read_state(document) == STATE
    assert sum(r.reltype.endswith("/customXml") for r in document.part.rels.values()) == 2


@pytest.mark.parametrize("report", [SEED, EMPTY])
def test_the_state_says_what_the_document_says(template: Path, target: Path, report: CommitteeReport):
    fill(template, report, target, now=NOW)
    document = docx.Document(str(target))
    state = read_state(document)
    assert state is not None
    controls = controls_in(document)
    assert state.generated == NOW
    assert state.texts == {tag: controls[tag][0].text for tag in state.texts}
    for table, kept in state.tables.items():
        rows = {number: controls[f"{table}.row:{number}"][0] for number in kept.rows}
        said = {number: tuple(text(cell) for cell in row.element.iter(w("tc"))) for number, row in rows.items()}
        assert said == kept.rows
        assert len(list(controls[table][0].element.iter(w("tr")))) == len(said) + 1


def test_the_state_holds_words_of_the_template_as_well_as_those_given(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    state = read_state(docx.Document(str(target)))
    assert state is not None
    assert state.texts["committee"] == COMMITTEE
    assert state.texts[Section.TIMETABLE.tag] == "Not applicable for this report"
    assert state.texts[Section.PURPOSE.tag].startswith("This report summarises the performance information for 2020/21")
    assert state.texts["exceptions.some"] == "The following indicators are marked as amber or red."
    assert "exceptions.none" not in state.texts
    assert Section.EXCEPTIONS.tag not in state.texts
    assert state.dates == {"date": dt.date(2020, 11, 4), "period_end": dt.date(2020, 9, 30)}
    assert state.tables["exceptions"].columns == ("no", "indicator", "rating", "commentary")
    assert state.tables["exceptions"].headings == ("No", "Indicator", "Rating", "Service Commentary")
    assert state.tables["caveats"].rows["8"][:2] == ("8", "% of quorate attendance at child protection conferences")


def test_a_prompt_that_nobody_answered_is_kept_as_no_text(template: Path, target: Path):
    fill(template, replace(SEED, values={}), target, now=NOW)
    state = read_state(docx.Document(str(target)))
    assert state is not None
    assert state.texts["wards"] == ""


def test_an_empty_table_is_not_in_the_state(template: Path, target: Path):
    fill(template, EMPTY, target, now=NOW)
    state = read_state(docx.Document(str(target)))
    assert state is not None
    assert state.tables == {}


@pytest.mark.parametrize("cells", ["<cell>1</cell>", "<cell>1</cell><cell>2</cell><cell>3</cell>"])
def test_a_row_that_does_not_fit_its_table_is_no_state_of_ours(cells: str):
    table = f'<table tag="t"><column tag="a"/><column tag="b"/><row number="1">{cells}</row></table>'
    xml = f'<report xmlns="{NAMESPACE}" generated="2020-10-27T09:30:00+00:00">{table}</report>'
    assert parse_state(xml.encode()) is None
    fits = xml.replace(cells, "<cell>1</cell><cell>2</cell>")
    assert parse_state(fits.encode()) is not None
