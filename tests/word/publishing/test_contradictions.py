from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml.etree import _Element as Element
from plant import HEADING, opened, p, table, written
from seed_report import EMPTY, NOW, SEED, WITH_UNRATED

from performance_index.finding import Finding, Severity
from performance_index.report import CommitteeReport, Section
from performance_index.word.document.wordml import text, w
from performance_index.word.fill import fill
from performance_index.word.publish import unfinished
from performance_index.word.refresh import refresh

COUNTED = replace(
    WITH_UNRATED, sections={**SEED.sections, Section.NOT_RATED.tag: ("2 of the 30 indicators are not rated.", "More.")}
)
SOME, NONE = "The following indicators are marked as amber or red.", "There are no exceptions"
CAVEATS = "We are currently not able to report accurately against the following indicators:"
PROPERTIES = {w("rPr"), w("trPr")}
BACK = "change it back, unless somebody decided so"


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    """The seed's report, as it was generated."""
    fill(template, COUNTED, target, now=NOW)
    return target


def paragraph(document: Document, says: str) -> Element:
    """Give the paragraph that begins so."""
    found: list[Element] = [one for one in document.element.body.iter(w("p")) if text(one).startswith(says)]
    return found[0]


def say(element: Element, said: str) -> None:
    """Type over the words of an element."""
    first, *others = element.iter(w("t"))
    first.text = said
    for other in others:
        other.text = ""


def row(document: Document, number: str) -> Element:
    found: list[Element] = [one for one in document.element.body.iter(w("tr")) if text(one).startswith(f"{number}\n")]
    return found[0]


def cell(document: Document, number: str, at: int) -> Element:
    return list(row(document, number).iter(w("tc")))[at]


def drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def after(report: Path, edit: Callable[[Document], object]) -> list[Finding]:
    """Give what is found once a clerk has edited the report."""
    document = docx.Document(str(report))
    edit(document)
    document.save(str(report))
    return unfinished(opened(report))


REPORTS = {"seed": SEED, "with what is not rated": COUNTED, "empty": EMPTY}


@pytest.mark.parametrize("which", REPORTS.values(), ids=REPORTS)
def test_a_report_as_it_was_generated_says_what_the_data_did(template: Path, target: Path, which: CommitteeReport):
    fill(template, which, target, now=NOW)
    assert unfinished(opened(target)) == []


@pytest.mark.parametrize(("said", "quotes"), [("A", "“A”"), ("G", "“G”"), ("Green", "“Green”"), ("", "nothing")])
def test_a_rating_that_the_data_did_not_give_is_a_warning_with_both(report: Path, said: str, quotes: str):
    (finding,) = after(report, lambda document: say(cell(document, "3", 2), said))
    assert finding.severity is Severity.WARNING
    assert str(finding) == f"Exceptions table, indicator 3, Rating: it says {quotes}, and the data said “R”; {BACK}"


@pytest.mark.parametrize("said", ["R", "Red", "red", " R "])
def test_a_rating_in_other_letters_is_the_same(report: Path, said: str):
    assert after(report, lambda document: say(cell(document, "3", 2), said)) == []


def test_a_rating_is_looked_at_in_a_row_whose_control_is_gone(report: Path):
    def edit(document: Document) -> None:
        for tag in list(document.element.body.iter(w("tag"))):
            drop(tag)
        say(cell(document, "3", 2), "A")

    (finding,) = after(report, edit)
    assert str(finding) == f"Exceptions table, row 3, Rating, indicator 3: it says “A”, and the data said “R”; {BACK}"


@pytest.mark.parametrize("place", ["a heading", "a column before it", "the number and the name in one cell"])
def test_a_rating_is_looked_at_whatever_became_of(report: Path, place: str):
    def edit(document: Document) -> None:
        say(cell(document, "3", 2), "A")
        if place == "a heading":
            say(list(next(document.element.body.iter(w("tr"))).iter(w("tc")))[2], "RAG status")
        elif place == "a column before it":
            for line in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
                first = next(line.iter(w("tc")))
                first.addprevious(copy.deepcopy(first))
                say(next(line.iter(w("tc"))), "-")
        else:
            first, second, *_ = row(document, "3").iter(w("tc"))
            say(second, f"3 {text(second)}")
            drop(first)

    found = [str(finding) for finding in after(report, edit)]
    assert [one for one in found if "indicator 3" in one and "the data said" in one and "“R”" in one]


def test_a_row_that_the_data_do_not_have_is_a_warning(report: Path):
    def edit(document: Document) -> None:
        line = row(document, "3")
        own = copy.deepcopy(line)
        list(document.element.body.iter(w("tr")))[4].addnext(own)
        say(next(own.iter(w("tc"))), "4")
        say(list(own.iter(w("tc")))[1], "Another indicator")

    (finding,) = after(report, edit)
    assert str(finding).endswith(
        "the row “4” is in the table of exceptions, and the data have none there; "
        "take the row out, unless somebody decided so"
    )


def test_a_row_that_the_data_gave_up_and_the_clerk_kept_is_a_warning(report: Path, template: Path):
    document = docx.Document(str(report))
    say(cell(document, "3", 3), "A recovery plan is in place.")
    document.save(str(report))
    new = replace(COUNTED, exceptions=tuple(one for one in COUNTED.exceptions if one.number != "3"))
    refresh(template, new, report, now=NOW + dt.timedelta(days=1))

    def reject(document: Document) -> None:
        for mark in [one for one in document.element.body.iter(w("del")) if one.getparent().tag in PROPERTIES]:
            drop(mark)
        for struck in list(document.element.body.iter(w("del"))):
            for run in struck:
                struck.addprevious(run)
            drop(struck)
        for struck in document.element.body.iter(w("delText")):
            struck.tag = w("t")

    (finding,) = after(report, reject)
    assert str(finding) == (
        "Exceptions table, indicator 3, No: the data have no row for it in the table of exceptions; "
        "take the row out, unless somebody decided so"
    )


def test_a_row_that_says_two_indicators_is_an_error(report: Path):
    (finding,) = after(report, lambda document: say(cell(document, "3", 1), text(cell(document, "16", 1))))
    assert finding.severity is Severity.ERROR
    assert "the row has the number of the indicator “% of Education" in str(finding)


def test_a_table_without_a_column_for_the_rating_is_a_warning(report: Path):
    def edit(document: Document) -> None:
        for line in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            drop(list(line.iter(w("tc")))[2])

    assert any("no column is known that says the rating" in str(one) for one in after(report, edit))


def test_a_number_that_was_changed_is_a_warning(report: Path):
    (finding,) = after(report, lambda document: say(cell(document, "16", 0), "17"))
    assert str(finding) == f"Exceptions table, indicator 16, No: it says “17”, and the data said “16”; {BACK}"


def test_an_exception_that_was_taken_out_is_a_warning(report: Path):
    def edit(document: Document) -> None:
        for number in ("3", "16"):
            drop(row(document, number))

    (finding,) = after(report, edit)
    assert str(finding) == (
        "Exceptions table: indicators 3, 16, which the data gave, are not in the table; "
        "put the row back, unless somebody decided so"
    )


def test_a_table_that_was_taken_out_is_a_warning(report: Path):
    (finding,) = after(report, lambda document: drop(next(document.element.body.iter(w("tbl")))))
    assert str(finding) == (
        "the document: the table of exceptions, with indicators 2, 3, 16, 22 in the data, is not in the report; "
        "put it back (make the report again), unless somebody decided so"
    )


def test_a_generated_sentence_that_says_something_else_is_a_warning(report: Path):
    (finding,) = after(report, lambda document: say(paragraph(document, CAVEATS), "All is well."))
    assert (finding.severity, finding.what) == (
        Severity.WARNING,
        f"it says “All is well.”, and the data said “{CAVEATS[:59].rstrip()}…”",
    )


def test_another_end_of_the_period_is_a_warning(report: Path):
    def edit(document: Document) -> None:
        for one in document.element.body.iter(w("t")):
            one.text = (one.text or "").replace("30 September 2020", "31 October 2020")

    (finding,) = after(report, edit)
    assert finding.what == "it says “31 October 2020”, and the data said “30 September 2020”"


def test_another_count_of_what_is_not_rated_is_a_warning(report: Path):
    def edit(document: Document) -> None:
        say(paragraph(document, "2 of the 30"), "Only 1 of the 30 indicators is not rated.")

    (finding,) = after(report, edit)
    assert finding.what.startswith("it says “Only 1 of the 30 indicators is not rated. More.”, and the numbers")


def test_words_that_are_the_clerks_are_not_told(report: Path):
    def edit(document: Document) -> None:
        say(cell(document, "3", 1), "Plans issued in time")
        say(cell(document, "3", 3), "Green next quarter, 2 of 3 say.")
        say(paragraph(document, "2 of the 30"), "Of the 30 indicators, 2 are not rated; 1 was in June.")
        say(paragraph(document, "For decision"), "DECISIONS")

    assert after(report, edit) == []


FALSE = [
    "There are no exceptions.",
    "There are no exceptions: no indicator is rated amber or red.",
    "There were no exceptions this quarter",
    "No indicators are red or amber.",
    "None of the indicators that are rated is amber or red. Others are not rated.",
]


@pytest.mark.parametrize("sentence", FALSE)
def test_a_sentence_that_there_are_no_exceptions_above_a_table_of_them_is_an_error(report: Path, sentence: str):
    errors = [
        one
        for one in after(report, lambda document: say(paragraph(document, SOME), sentence))
        if one.severity is Severity.ERROR
    ]
    (finding,) = errors
    assert finding.place == "under “Exception report”"
    assert finding.what.endswith(" stands in a report whose table of exceptions has 4 rows")
    assert finding.cure == "say what the table says, or take its rows out if the sentence is right"


def test_a_sentence_that_there_are_no_caveats_above_a_table_of_them_is_an_error(report: Path):
    found = after(report, lambda document: say(paragraph(document, CAVEATS), "There are no data caveats."))
    assert [one.what for one in found if one.severity is Severity.ERROR] == [
        "“There are no data caveats.” stands in a report whose table of caveats has 1 row"
    ]


def test_such_a_sentence_in_another_part_is_a_warning(report: Path):
    (finding,) = after(report, lambda document: say(paragraph(document, "There are no items"), FALSE[0]))
    assert finding.severity is Severity.WARNING


TRUE = [
    "In Education there are no exceptions.",
    "There are no exceptions to this rule.",
    "No indicators are red.",
    "None of the indicators on housing is amber or red.",
    "No indicator is amber or reddish",
    "There are no items for decision.",
]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_sentence_that_may_be_true_is_not_told(report: Path, sentence: str):
    found = after(report, lambda document: document.element.body.insert(0, made(sentence)))
    assert found == []
    assert [
        one for one in after(report, lambda document: add_above(document, sentence)) if "stands in" in one.what
    ] == []


def made(sentence: str) -> Element:
    line = docx.Document().add_paragraph(sentence)
    element: Element = line._p  # noqa: SLF001 - python-docx gives it no other way
    return element


def add_above(document: Document, sentence: str) -> None:
    paragraph(document, SOME).addprevious(made(sentence))


def test_a_document_without_a_state_is_looked_at_too(tmp_path: Path):
    rows = table(("No", "Rating"), ("3", "R"), settings='<w:tblCaption w:val="Exceptions"/>')
    (finding,) = unfinished(opened(written(tmp_path / "d.docx", HEADING + p(FALSE[0]) + rows)))
    assert finding.what == "“There are no exceptions.” stands in a report whose table of exceptions has 1 row"
    assert (
        unfinished(opened(written(tmp_path / "e.docx", HEADING + p(FALSE[0]) + rows.replace("Exceptions", "Other"))))
        == []
    )
