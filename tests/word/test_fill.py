from __future__ import annotations

import datetime as dt
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import docx
import pytest
from docx.document import Document
from edit import change, retagged, without_control
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outline import check_golden, outline, plain_text
from seed_report import COMMITTEE, EMPTY, NOW, SEED, WITH_UNRATED, caveat, exception, words_of_the_seed

from performance_index.finding import Finding, NotReadable, Refused, Severity
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Section
from performance_index.word.document.controls import Control, controls_in, stories
from performance_index.word.document.wordml import clean, text, w
from performance_index.word.fill import fill

ANY_TEXT = st.text(st.characters(), max_size=60)  # control characters and lone surrogates too


def opened(path: Path) -> Document:
    return docx.Document(str(path))


def filled(template: Path, report: CommitteeReport, target: Path) -> Document:
    fill(template, report, target, now=NOW, overwrite=True)
    return opened(target)


def row_of(document: Document, tag: str) -> list[str]:
    (control,) = controls_in(document)[tag]
    return [text(cell) for cell in control.content.iter(w("tc"))]


# --- the report -----------------------------------------------------------------------------------------------------


def test_the_seed_report_comes_out_word_for_word_in_order(template: Path, target: Path):
    assert fill(template, SEED, target, now=NOW) == []
    made = [word for word in plain_text(target).split() if word != "•"]
    title = str(SEED.values["subject"]).split()
    assert len(words_of_the_seed()) == 489
    assert made == title + words_of_the_seed()


@pytest.mark.parametrize(("name", "report"), [("seed", SEED), ("empty", EMPTY)])
def test_a_filled_report_reads_as_its_golden_outline(template: Path, target: Path, name: str, report: CommitteeReport):
    fill(template, report, target, now=NOW)
    check_golden(f"{name}_report", outline(target))


def test_the_same_input_gives_the_same_bytes(template: Path, target: Path, tmp_path: Path):
    fill(template, SEED, target, now=NOW)
    fill(template, SEED, tmp_path / "again.docx", now=NOW)
    assert (tmp_path / "again.docx").read_bytes() == target.read_bytes()


def test_the_template_is_left_as_it_is(template: Path, target: Path):
    before = template.read_bytes()
    fill(template, SEED, target, now=NOW)
    assert template.read_bytes() == before


@pytest.mark.parametrize("rows", [0, 1, 60])
def test_every_control_has_an_id_of_its_own(template: Path, target: Path, rows: int):
    report = replace(SEED, exceptions=tuple(exception(f"{n}", "x", Rating.RED, "y") for n in range(rows)))
    document = filled(template, report, target)
    ids = Counter(
        number.get(w("val")) for root in stories(document) for number in root.iterfind(f".//{w('sdtPr')}/{w('id')}")
    )
    controls = [control for found in controls_in(document).values() for control in found]
    assert set(ids.values()) == {1}
    assert len(ids) == len(controls)


def test_ids_that_the_template_uses_already_are_not_used_again(template: Path, target: Path):
    change(template, lambda xml: xml.replace('<w:id w:val="1"/>', '<w:id w:val="1000002"/>'))
    document = filled(template, SEED, target)
    ids = [number.get(w("val")) for number in document.element.iterfind(f".//{w('sdtPr')}/{w('id')}")]
    assert len(set(ids)) == len(ids)


def test_the_title_is_the_reports_and_the_dates_are_those_given(template: Path, target: Path):
    properties = filled(template, SEED, target).core_properties
    assert properties.title == SEED.title
    assert (properties.created, properties.modified) == (NOW.replace(tzinfo=dt.UTC),) * 2


def test_a_moment_with_a_time_zone_is_kept_in_utc(template: Path, target: Path):
    summer = dt.datetime(2020, 7, 1, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    fill(template, SEED, target, now=summer)
    assert opened(target).core_properties.created == dt.datetime(2020, 7, 1, 9, 30, tzinfo=dt.UTC)


def test_a_title_longer_than_word_allows_is_cut(template: Path, target: Path):
    assert len(filled(template, replace(SEED, title="x\x00" * 300), target).core_properties.title) == 255


def test_the_namespace_of_repeating_rows_is_still_declared_and_may_be_ignored(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    with zipfile.ZipFile(target) as archive:
        root = archive.read("word/document.xml").decode().partition("<w:body")[0]
    assert 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"' in root
    assert re.search(r'mc:Ignorable="[^"]*\bw15\b', root)


# --- values ---------------------------------------------------------------------------------------------------------


def test_a_value_is_written_wherever_its_tag_stands(template: Path, target: Path):
    document = filled(template, EMPTY, target)
    assert [control.text for control in controls_in(document)["index_title"]] == [EMPTY.values["index_title"]] * 2
    assert [control.text for control in controls_in(document)["year"]] == ["2020/21"] * 3


def test_each_date_is_in_the_format_of_its_own_control(template: Path, target: Path):
    controls = controls_in(filled(template, SEED, target))
    assert controls["date"][0].text == "4 November 2020"
    assert controls["period_end"][0].text == "30 September 2020"


def test_a_value_that_nobody_gave_leaves_the_prompt_for_the_clerk(template: Path, target: Path):
    values = {tag: value for tag, value in SEED.values.items() if tag != "wards"}
    (wards,) = controls_in(filled(template, replace(SEED, values=values), target))["wards"]
    assert wards.is_placeholder
    assert text(wards.content) == "[wards]"


def test_a_value_may_stand_in_a_footer(template: Path, target: Path):
    control = '<w:sdt><w:sdtPr><w:tag w:val="year_short"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    change(template, lambda xml: xml.replace("</w:p>", f"{control}</w:p>"), "word/footer1.xml")
    (short,) = controls_in(filled(template, SEED, target))["year_short"]
    assert short.text == "20/21"


# --- sections -------------------------------------------------------------------------------------------------------


def test_words_that_a_person_typed_replace_those_of_the_template(template: Path, target: Path):
    report = replace(SEED, sections={Section.LEGAL.tag: ("First.", "Second.")})
    (legal,) = controls_in(filled(template, report, target))[Section.LEGAL.tag]
    assert legal.text == "First.\nSecond."
    assert {p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for p in legal.content} == {"NumberedParagraph"}


def test_sections_without_words_keep_the_templates_own(template: Path, target: Path):
    (timetable,) = controls_in(filled(template, EMPTY, target))[Section.TIMETABLE.tag]
    assert timetable.text == "Not applicable for this report"


def test_the_councils_own_wording_is_filled_in(template: Path, target: Path):
    change(template, lambda xml: xml.replace("This report summarises the performance information for ", "Figures for "))
    (purpose,) = controls_in(filled(template, SEED, target))[Section.PURPOSE.tag]
    assert purpose.text.startswith("Figures for 2020/21, up to 30 September 2020, as set out")


@pytest.mark.parametrize("section", [Section.SUMMARY, Section.EXCEPTIONS, Section.CAVEATS])
def test_a_prompt_that_nobody_answered_goes_with_its_paragraph(template: Path, target: Path, section: Section):
    document = filled(template, EMPTY, target)
    assert section.tag not in controls_in(document)
    assert "left out" not in text(document.element.body)


# --- tables ---------------------------------------------------------------------------------------------------------


CAREFUL = replace(SEED, caveats=(*SEED.caveats, replace(SEED.caveats[0], number="9", figure_stands=True)))


@pytest.mark.parametrize(
    ("report", "kept", "gone"),
    [
        (SEED, ["exceptions.some", "caveats.some"], ["exceptions.none", "caveats.none"]),
        (EMPTY, ["exceptions.none", "caveats.none"], ["exceptions.some", "caveats.some", "exceptions", "caveats"]),
        (replace(SEED, caveats=()), ["exceptions.some", "caveats.none"], ["exceptions.none", "caveats"]),
        (replace(SEED, exceptions=()), ["exceptions.none", "caveats.some"], ["caveats.none", "exceptions"]),
        (CAREFUL, ["caveats.both", "caveats"], ["caveats.some", "caveats.none", "caveats.care"]),
        (SEED, ["exceptions"], ["unrated.some", "unrated"]),
        (WITH_UNRATED, ["unrated.some", "unrated", "unrated.row:5", "unrated.row:8"], ["exceptions.none"]),
        (replace(EMPTY, unrated=3, indicators=9), ["exceptions.rated"], ["exceptions.none", "exceptions.unrated"]),
        (replace(EMPTY, unrated=9, indicators=9), ["exceptions.unrated"], ["exceptions.none", "exceptions.rated"]),
    ],
)
def test_the_sentence_that_is_true_stays_and_an_empty_table_goes(
    template: Path, target: Path, report: CommitteeReport, kept: list[str], gone: list[str]
):
    tags = controls_in(filled(template, report, target)).keys()
    assert set(kept) <= tags
    assert not set(gone) & tags


def test_no_cell_of_the_output_holds_a_control(template: Path, target: Path):
    body = filled(template, SEED, target).element.body
    assert [cell for cell in body.iter(w("tc")) if next(cell.iter(w("sdt")), None) is not None] == []


def test_each_row_is_a_repeating_item_that_says_which_indicator_it_is(template: Path, target: Path):
    document = filled(template, SEED, target)
    (rows,) = controls_in(document)["exceptions.rows"]
    assert [Control(item).tag for item in rows.content] == [f"exceptions.row:{n}" for n in (2, 3, 16, 22)]
    assert all(item.find(f"{w('sdtPr')}/{{*}}repeatingSectionItem") is not None for item in rows.content)


def test_commentary_of_several_paragraphs_has_them_in_the_cell(template: Path, target: Path):
    long = tuple(f"Paragraph {n}" for n in range(40))
    report = replace(SEED, exceptions=(exception("16", "Care proceedings", Rating.RED, *long),))
    cells = list(controls_in(filled(template, report, target))["exceptions.row:16"][0].content.iter(w("tc")))
    assert [text(p) for p in cells[-1].iter(w("p"))] == list(long)


@pytest.mark.parametrize(
    ("rating", "fill_colour"),
    [(Rating.RED, "F9D6D5"), (Rating.AMBER, "FFE8B8"), (Rating.GREEN, "D9EEDC"), (Rating.BLUE, "D6E6F7")],
)
def test_a_rating_is_a_word_on_its_tint(template: Path, target: Path, rating: Rating, fill_colour: str):
    report = replace(SEED, exceptions=(exception("16", "x", rating, "y", shown=rating.value),))
    (row,) = controls_in(filled(template, report, target))["exceptions.row:16"]
    shaded = {text(tc): tc.find(f"{w('tcPr')}/{w('shd')}") for tc in row.content.iter(w("tc"))}
    assert shaded.pop(rating.value).get(w("fill")) == fill_colour
    assert set(shaded.values()) == {None}


# --- what a template lacks --------------------------------------------------------------------------------------------


def test_a_template_without_a_value_is_reported_and_the_rest_is_filled(template: Path, target: Path):
    change(template, without_control("wards"))
    assert fill(template, SEED, target, now=NOW) == [
        Finding(
            severity=Severity.WARNING,
            place="template report.docx",
            what="no content control is tagged wards, so the wards is left out",
            cure="copy that control from the template that comes with Performance Index",
        )
    ]
    assert controls_in(opened(target))["subject"][0].text == "Performance Monitoring Report"


@pytest.mark.parametrize(
    ("tag", "report", "what"),
    [
        ("section.appendices", SEED, "so the text of 'appendices' is left out"),
        ("exceptions", SEED, "so the table of exceptions is left out"),
        ("exceptions.rows", SEED, "so the table of exceptions is not filled"),
        ("unrated", WITH_UNRATED, "so the table of indicators not rated is left out"),
        ("unrated.rows", WITH_UNRATED, "so the table of indicators not rated is not filled"),
        ("unrated.some", WITH_UNRATED, "so no sentence says of the indicators not rated that there are some"),
        ("caveats", EMPTY, "so the table of caveats is left out"),
        ("exceptions.some", SEED, "so no sentence says of the exceptions that there are some"),
        ("caveats.none", EMPTY, "so no sentence says of the caveats that there are none"),
    ],
)
def test_what_the_report_loses_by_a_missing_control_is_said(
    template: Path, target: Path, tag: str, report: CommitteeReport, what: str
):
    change(template, without_control(tag))
    assert [finding.what for finding in fill(template, report, target, now=NOW)] == [
        f"no content control is tagged {tag}, {what}"
    ]


SOME = "The following indicators are marked as amber or red."


@pytest.mark.parametrize(
    ("rating", "has_amber", "missing", "said"),
    [
        (Rating.RED, True, (), "The following indicator is marked as amber or red."),
        (Rating.RED, False, (), "The following indicator is marked as red."),
        (Rating.RED, False, ("exceptions.one_red",), "The following indicators are marked as red."),
        (Rating.RED, False, ("exceptions.one_red", "exceptions.red"), SOME),
        (Rating.AMBER, True, ("exceptions.one",), SOME),
    ],
)  # fmt: skip
def test_one_exception_reads_as_one_where_the_template_has_the_words(
    template: Path, target: Path, rating: Rating, missing: tuple[str, ...], said: str, *, has_amber: bool
):
    for tag in missing:
        change(template, without_control(tag))
    row = replace(SEED.exceptions[0], rating=rating)
    assert fill(template, replace(SEED, exceptions=(row,), has_amber=has_amber), target, now=NOW) == []
    said_now = [found[0].text for tag, found in controls_in(opened(target)).items() if tag.startswith("exceptions.")]
    assert said in said_now
    assert sum(one.startswith("The following indicator") for one in said_now) == 1


@pytest.mark.parametrize("tag", ["section.legal", "exceptions.none", "unrated", "unrated.rows", "unrated.some"])
def test_a_missing_control_that_this_report_does_not_need_is_no_finding(template: Path, target: Path, tag: str):
    change(template, without_control(tag))
    assert fill(template, SEED, target, now=NOW) == []


def test_a_control_that_the_tool_does_not_know_is_left_alone(template: Path, target: Path):
    change(template, retagged("section.legal", "monitoring_officer"))
    (control,) = controls_in(filled(template, SEED, target))["monitoring_officer"]
    assert control.text == "None"


def test_a_table_whose_row_names_no_column_is_reported_and_not_repeated(template: Path, target: Path):
    change(template, lambda xml: re.sub(r'<w:tag w:val="exceptions\.(no|indicator|rating|commentary)"/>', "", xml))
    (finding,) = fill(template, SEED, target, now=NOW)
    assert finding.what == "no content control is tagged exceptions.rows, so the table of exceptions is not filled"


def test_a_report_is_not_taken_for_a_template(template: Path, target: Path, tmp_path: Path):
    fill(template, SEED, target, now=NOW)
    with pytest.raises(NotReadable, match="is a report that was made from a template; give the template itself"):
        fill(target, SEED, tmp_path / "other.docx", now=NOW)


def test_a_report_that_lost_its_state_is_not_taken_for_a_template_either(template: Path, target: Path, tmp_path: Path):
    fill(template, SEED, target, now=NOW)
    change(target, lambda xml: xml.replace("urn:performance-index:report:1", "urn:x"), "customXml/item1.xml")
    with pytest.raises(NotReadable, match="give the template itself"):
        fill(target, SEED, tmp_path / "other.docx", now=NOW)


def test_a_word_document_without_any_known_control_is_no_template(tmp_path: Path, target: Path):
    docx.Document().save(str(tmp_path / "letter.docx"))
    with pytest.raises(NotReadable, match=r"letter\.docx has no content control .* start from the template"):
        fill(tmp_path / "letter.docx", SEED, target, now=NOW)
    assert not target.exists()


# --- the target -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_not_written_over(template: Path, target: Path):
    target.write_bytes(b"the clerk's")
    with pytest.raises(Refused, match="exists already; move it away or choose another name"):
        fill(template, SEED, target, now=NOW)
    assert target.read_bytes() == b"the clerk's"


def test_a_file_that_is_there_is_written_over_when_asked(template: Path, target: Path):
    target.write_bytes(b"last month's")
    assert fill(template, SEED, target, now=NOW, overwrite=True) == []
    assert controls_in(opened(target))["committee"][0].text == COMMITTEE


def test_the_template_itself_is_never_written_over(template: Path):
    before = template.read_bytes()
    with pytest.raises(Refused, match="is the template itself"):
        fill(template, SEED, template, now=NOW, overwrite=True)
    assert template.read_bytes() == before


def test_nothing_is_left_beside_the_report(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    assert list(target.parent.iterdir()) == [target]


# --- laws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=ANY_TEXT, paragraphs=st.lists(ANY_TEXT, min_size=1, max_size=4), cell=ANY_TEXT)
def test_any_text_typed_comes_back_from_the_document(
    template: Path, target: Path, value: str, paragraphs: list[str], cell: str
):
    report = replace(
        EMPTY,
        values={**EMPTY.values, "subject": value},
        sections={Section.LEGAL.tag: tuple(paragraphs)},
        exceptions=(exception("16a", cell, Rating.RED, *paragraphs),),
        caveats=(caveat("8", cell, value),),
    )
    document = filled(template, report, target)
    controls = controls_in(document)
    assert controls["subject"][0].text == clean(value)
    assert controls[Section.LEGAL.tag][0].text == "\n".join(map(clean, paragraphs))
    assert row_of(document, "exceptions.row:16a") == [
        "16a",
        clean(cell),
        "R",
        "\n".join(map(clean, paragraphs)),
    ]
    assert row_of(document, "caveats.row:8") == ["8", clean(cell), clean(value)]


def test_ten_times_the_rows_are_ten_times_the_work(template: Path, target: Path):
    def calls(rows: int) -> int:
        report = replace(EMPTY, exceptions=tuple(exception(f"{n}", "x", Rating.RED, "y") for n in range(rows)))
        count = 0

        def counted(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event in {"call", "c_call"}

        sys.setprofile(counted)
        try:
            fill(template, report, target, now=NOW, overwrite=True)
        finally:
            sys.setprofile(None)
        return count

    calls(1)  # what is done only once in the life of the program
    one, two, three = calls(100), calls(200), calls(1100)
    assert (three - one) / (two - one) == pytest.approx(10, rel=0.05)


def around_the_exceptions(tag: str) -> Callable[[str], str]:
    """Put another control around the table of exceptions."""

    def edit(xml: str) -> str:
        begin = xml.rindex("<w:sdt>", 0, xml.index('<w:tag w:val="exceptions"/>'))
        end = xml.index("</w:tbl></w:sdtContent></w:sdt>", begin) + len("</w:tbl></w:sdtContent></w:sdt>")
        properties = f'<w:sdtPr><w:alias w:val="x"/><w:tag w:val="{tag}"/><w:id w:val="77"/></w:sdtPr>'
        outer = f"<w:sdt>{properties}<w:sdtContent>{xml[begin:end]}</w:sdtContent></w:sdt>"
        return xml[:begin] + outer + xml[end:]

    return edit


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("index_title", "the control index_title is around a table or its rows, so the title of the index is left out"),
        ("exceptions.none", "the control exceptions.none is around a table, so it stays"),
        (
            "section.risk",
            (
                "the control section.risk is around a table, so the text of "
                "'risk and health and safety implications' is left out"
            ),
        ),
    ],
)
def test_a_table_inside_another_control_is_never_lost(template: Path, target: Path, tag: str, says: str):
    change(template, without_control(tag))
    change(template, around_the_exceptions(tag))
    report = replace(SEED, sections={**SEED.sections, "section.risk": ("The law says so.",)})
    found = fill(template, report, target, now=NOW)
    assert says in [finding.what for finding in found]
    assert len(row_of(opened(target), "exceptions.row:16")) == 4


def test_a_columns_control_around_the_whole_row_leaves_the_row_a_row(template: Path, target: Path):
    def wrap(xml: str) -> str:
        at = xml.index('<w:tag w:val="exceptions.row"/>')
        begin, end = xml.index("<w:tr>", at), xml.index("</w:tr>", at) + len("</w:tr>")
        properties = '<w:sdtPr><w:tag w:val="exceptions.why"/><w:id w:val="78"/></w:sdtPr>'
        return f"{xml[:begin]}<w:sdt>{properties}<w:sdtContent>{xml[begin:end]}</w:sdtContent></w:sdt>{xml[end:]}"

    change(template, wrap)
    fill(template, SEED, target, now=NOW)
    assert row_of(opened(target), "exceptions.row:16")[0] == "16"
    assert next(opened(target).element.body.iter(w("tbl"))).find(f".//{w('sdtContent')}/{w('p')}") is None
