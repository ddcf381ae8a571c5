"""Nothing that the data have given up stands in a refreshed report without a mark, nor words beside another thing."""

from __future__ import annotations

import copy
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from clerk import settle_ours
from desk import Desk, row_control, with_row, without_row, write
from edit import change, widened, without_control
from seed_report import SEED, WITH_UNRATED, caveat, exception

from performance_index.finding import HasErrors
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row, Section
from performance_index.word.deciding.identity import is_reworded
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import new_element, text, w
from performance_index.word.publish import publish
from performance_index.word.state import State, drop_state, read_state, write_state

CARERS = "Number of in-house foster carers recruited"


def carers(said: str = "Four carers.", *, rating: Rating = Rating.RED, **facts: str) -> Row:
    row = exception("22", CARERS, rating, said)
    return replace(row, cells={**row.cells, **{name: (value,) for name, value in facts.items()}})


def renamed(row: Row) -> Row:
    """The rows 16 and 22 with one another's numbers."""
    number = {"16": "22", "22": "16"}.get(row.number, row.number)
    return replace(row, number=number, cells={**row.cells, "no": (number,)})


BASE = with_row(SEED, carers(actual="4", target="20"))
ROW = "exceptions.row:22"


@pytest.fixture(name="desk")
def fixture_desk(template: Path, target: Path) -> Desk:
    """A desk with a report on it that has just been made."""
    desk = Desk(template, target)
    desk.fill(BASE)
    return desk


@pytest.fixture(name="wide")
def fixture_wide(template: Path, target: Path, tmp_path: Path) -> Desk:
    """A desk with a report whose template showed the figures, and now with a template that does not."""
    shutil.copy(template, tmp_path / "wide.docx")
    widened(tmp_path / "wide.docx", "actual", "target")
    Desk(tmp_path / "wide.docx", target).fill(BASE)
    return Desk(template, target)


# --- another template -------------------------------------------------------------------------------------------------


def test_figures_that_the_new_template_does_not_show_are_brought_up_to_date(wide: Desk):
    done = wide.refresh(with_row(BASE, carers(actual="9", target="20")))
    assert [wide.shown(ROW, column) for column in (4, 5)] == ["9", "20"]
    row = "Exceptions, indicator 22"
    assert [change.place for change in done.changes] == [row, f"{row}, actual"], "'Four carers.' is asked about"
    wide.refresh(with_row(BASE, carers(actual="10", target="19")))
    assert [wide.shown(ROW, column) for column in (4, 5)] == ["10", "19"], "the state still knows the columns"


def test_a_new_row_has_the_figures_that_the_new_template_does_not_show(wide: Desk):
    new = exception("9", "New", Rating.AMBER, "Said.")
    wide.refresh(with_row(BASE, new))
    assert [wide.shown("exceptions.row:9", column) for column in (3, 4, 5)] == ["[+Said.+]", "[+35+]", "[+26+]"]


def test_a_figure_among_words_of_the_old_template_is_brought_up_to_date(template: Path, target: Path, tmp_path: Path):
    wide = tmp_path / "wide.docx"
    shutil.copy(template, wide)
    widened(wide, "actual")
    control = re.compile(r'<w:sdt><w:sdtPr>(?:<w:alias [^>]*/>)?<w:tag w:val="exceptions.actual"/>')
    before = '<w:r><w:t xml:space="preserve">Actual: </w:t></w:r>'
    change(wide, lambda xml: control.sub(lambda found: before + found[0], xml))
    Desk(wide, target).fill(BASE)
    desk = Desk(template, target)
    assert desk.shown(ROW, 4) == "Actual: 4"
    desk.refresh(with_row(BASE, carers(actual="9")))
    assert desk.shown(ROW, 4) == "Actual: 9"


def test_another_template_and_the_same_data_write_nothing(wide: Desk):
    before = wide.path.read_bytes()
    done = wide.refresh(BASE)
    assert (done.summary, done.backup) == ("nothing to change", None)
    assert wide.path.read_bytes() == before


def test_rows_for_which_the_new_template_has_no_table_are_brought_up_to_date_and_new_ones_told(desk: Desk):
    change(desk.template, without_control("exceptions.rows"))
    report = with_row(
        without_row(with_row(BASE, carers("Nine carers.")), "16"), exception("9", "New", Rating.RED, "Said.")
    )
    for _ in range(2):
        findings = [str(finding) for finding in desk.refresh(report).findings]
        assert any("Exceptions, indicator 9: the report lacks this row" in one for one in findings)
    assert desk.rows() == ["2", "3", "22"]
    assert desk.shown(ROW) == "Nine carers."
    (comment,) = desk.comments()
    assert comment.startswith("No: The data have a row that this report lacks")


def test_a_section_for_which_the_new_template_has_no_place_is_brought_up_to_date(desk: Desk):
    change(desk.template, without_control("section.summary"))
    desk.refresh(replace(BASE, sections={**BASE.sections, "section.summary": ("The second report.",)}))
    assert desk.shown("section.summary") == "The second report."
    desk.refresh(replace(BASE, sections={**BASE.sections, "section.summary": ("The third report.",)}))
    assert desk.shown("section.summary") == "The third report."


def test_what_is_only_remembered_otherwise_is_written_without_a_copy_of_the_report(desk: Desk):
    with desk.edit() as document:
        row_control(document, "16").remove()
    same = {row.number: row for row in BASE.exceptions}["16"]
    desk.refresh(BASE)
    done = desk.refresh(with_row(BASE, replace(same, cells={**same.cells, "theme": ("Other",)})))
    assert done.backup is None
    assert "16" not in text(next(desk.document.element.body.iter(w("tbl"))))


# --- a table without its control --------------------------------------------------------------------------------------


def without_controls(desk: Desk, heading: str) -> None:
    with desk.edit() as document:
        for control in [c for tag, found in controls_in(document).items() if "exceptions" in tag for c in found]:
            control.unwrap()
        table = next(document.element.body.iter(w("tbl")))
        for row in table.iter(w("tr")):
            row.append(copy.deepcopy(list(row.iterchildren(w("tc")))[-1]))
        write(next(table.iter(w("tc"))), heading)


def test_a_table_without_its_control_is_known_with_a_column_more(desk: Desk):
    without_controls(desk, "No")
    desk.refresh(with_row(SEED, carers(rating=Rating.AMBER, actual="4", target="20")))
    rows = [
        [text(cell) for cell in row.iter(w("tc"))]
        for row in next(desk.document.element.body.iter(w("tbl"))).iter(w("tr"))
    ]
    assert rows[-1][2] == "A"


def test_a_table_without_its_control_and_with_other_headings_is_known_by_its_rows(desk: Desk):
    without_controls(desk, "Number of it")
    desk.refresh(with_row(SEED, carers(rating=Rating.AMBER, actual="4", target="20")))
    last = list(next(desk.document.element.body.iter(w("tbl"))).iter(w("tr")))[-1]
    assert text(list(last.iter(w("tc")))[2]) == "A"


def test_a_table_that_is_not_known_again_is_told_where_the_data_have_no_rows_for_it(desk: Desk):
    without_controls(desk, "Number of it")
    with desk.edit() as document:
        for row in next(document.element.body.iter(w("tbl"))).iter(w("tr")):
            cells = list(row.iter(w("tc")))
            write(cells[0], f"No {text(cells[0])}")
            for cell in cells[3:]:
                write(cell, f"It is so: {text(cell)}")
    for _ in range(2):
        done = desk.refresh(replace(BASE, exceptions=()))
        findings = [str(finding) for finding in done.findings]
        assert any(
            "the table was changed so much that it is not known; its data changed (no rows now)" in f for f in findings
        )
        assert "Exceptions, the table: not known" in "\n".join(map(str, done.changes))


def test_the_account_says_of_a_number_or_a_name_that_the_indicator_has_another(desk: Desk):
    said = [str(one) for one in desk.refresh(replace(BASE, exceptions=tuple(map(renamed, BASE.exceptions)))).changes]
    assert "Exceptions, indicator 16, No: renumbered (was “22”, is “16”)" in said
    again = [
        replace(one, cells={**one.cells, "indicator": (f"The {one.cells['indicator'][0]}",)}) for one in BASE.caveats
    ]
    said = [str(one) for one in desk.refresh(replace(BASE, caveats=tuple(again))).changes]
    assert any(one.startswith("Data caveats, indicator 8, Descriptor: renamed (was “") for one in said)


# --- a row that stands twice ------------------------------------------------------------------------------------------


def copy_the_row(desk: Desk, *typed: str, with_control: bool) -> None:
    with desk.edit() as document:
        item = row_control(document, "22").element
        row = next(item.iter(w("tr")))
        twin = copy.deepcopy(item if with_control else row)
        (item if with_control else row).addnext(twin)
        if typed:
            write(list(twin.iter(w("tc")))[3], *typed)


@pytest.mark.parametrize("with_control", [True, False])
def test_each_copy_of_a_row_is_brought_up_to_date(desk: Desk, *, with_control: bool):
    copy_the_row(desk, with_control=with_control)
    done = desk.refresh(with_row(SEED, carers("Nine carers.", rating=Rating.AMBER)))
    said = text(next(desk.document.element.body.iter(w("tbl"))))
    assert (said.count("Nine carers."), said.count("Four carers.")) == (2, 0)
    assert done.findings == ()


@pytest.mark.parametrize("with_control", [True, False])
def test_each_copy_of_a_row_goes_with_it(desk: Desk, *, with_control: bool):
    copy_the_row(desk, with_control=with_control)
    desk.refresh(without_row(BASE, "22"))
    assert desk.rows() == ["2", "3", "16"]


@pytest.mark.parametrize("with_control", [True, False])
def test_a_copy_of_a_row_that_the_clerk_edited_is_offered_to_go_and_told(desk: Desk, *, with_control: bool):
    copy_the_row(desk, "Mine.", with_control=with_control)
    (finding,) = desk.refresh(without_row(BASE, "22")).findings
    assert "its row stands 2 times in the table, and not each says the same; keep one of them" in str(finding)
    assert desk.rows() == ["2", "3", "16", "[-22-]"]
    assert desk.refresh(without_row(BASE, "22")).backup is None
    desk.refresh(BASE)
    assert desk.rows() == ["2", "3", "16", "22"], "it comes back with the data"


@pytest.mark.parametrize("with_control", [True, False])
def test_in_a_copy_of_a_row_the_clerks_words_stay_and_the_rating_is_the_datas(desk: Desk, *, with_control: bool):
    copy_the_row(desk, "Mine.", with_control=with_control)
    desk.refresh(with_row(SEED, carers(rating=Rating.AMBER, actual="4", target="20")))
    table = next(desk.document.element.body.iter(w("tbl")))
    ratings = [text(list(row.iter(w("tc")))[2]) for row in table.iter(w("tr"))]
    assert ratings[-2:] == ["A", "A"]
    assert "Mine." in text(table)


# --- figures that are not shown ---------------------------------------------------------------------------------------


def test_a_row_that_was_taken_out_is_offered_again_when_a_figure_changes_that_the_table_does_not_show(desk: Desk):
    with desk.edit() as document:
        row_control(document, "22").remove()
    desk.refresh(with_row(BASE, carers(actual="2", target="20")))
    assert desk.rows() == ["2", "3", "16", "[+22+]"]
    with desk.edit() as document:
        settle_ours(document.element.body, accept=False)
    desk.refresh(with_row(BASE, carers(actual="2", target="20")))
    assert desk.rows() == ["2", "3", "16"]


def test_words_of_the_clerks_are_asked_about_when_a_figure_changes_that_the_table_does_not_show(desk: Desk):
    desk.type(ROW, "Recruitment was slow.")
    done = desk.refresh(with_row(BASE, carers(actual="9", target="20")))
    (comment,) = desk.comments()
    assert comment.startswith(
        "Recruitment was slow.: Since these words were written, the figure was 4 and is now 9. Do the words still hold?"
    )
    assert "the figure was 4 and is now 9; a comment asks whether the words still hold" in str(done.changes)
    assert desk.refresh(with_row(BASE, carers(actual="9", target="20"))).backup is None
    desk.refresh(with_row(BASE, carers(actual="10", target="20")))
    (comment,) = desk.comments()
    assert "the figure was 9 and is now 10" in comment


def test_words_that_quote_a_figure_are_asked_about_when_it_changes(desk: Desk):
    desk.fill(with_row(SEED, carers("Just 43.1 a month.", actual="43.1 weeks")))
    desk.refresh(with_row(SEED, carers("Just 43.1 a month.", actual="61 weeks")))
    (comment,) = desk.comments()
    assert "the figure was 43.1 weeks and is now 61 weeks" in comment


def test_words_that_nobody_edited_and_that_quote_no_figure_are_not_asked_about(desk: Desk):
    desk.fill(with_row(SEED, carers("It is slow.", actual="43.1 weeks")))
    desk.refresh(with_row(SEED, carers("It is slow.", actual="61 weeks")))
    assert desk.comments() == []


def test_one_question_is_enough_where_the_rating_changed_with_the_figure(desk: Desk):
    desk.type(ROW, "Recruitment was slow.")
    desk.refresh(with_row(BASE, carers(rating=Rating.AMBER, actual="9", target="20")))
    (comment,) = desk.comments()
    assert "The rating was recomputed from Red to Amber." in comment


def test_words_in_a_caveat_are_asked_about_when_the_data_status_changes(desk: Desk):
    desk.type("caveats.row:8", "No figure can be given at all.", column=2)
    (row,) = BASE.caveats
    desk.refresh(replace(BASE, caveats=(replace(row, cells={**row.cells, "status": ("Reported",)}),)))
    (comment,) = desk.comments()
    assert "the data status was Not reportable and is now Reported" in comment


def test_a_report_of_before_the_figures_were_kept_is_refreshed_in_silence(desk: Desk):
    with desk.edit() as document:
        state = read_state(document)
        assert state is not None
        tables = {tag: replace(table, facts={}) for tag, table in state.tables.items()}
        write_state(document, replace(state, tables=tables))
    desk.type(ROW, "Recruitment was slow.")
    done = desk.refresh(with_row(BASE, carers(actual="9", target="20")))
    assert (done.backup, done.findings, desk.comments()) == (None, (), [])
    desk.refresh(with_row(BASE, carers(actual="10", target="20")))
    assert len(desk.comments()) == 1, "they are known from now on"


# --- sentences that are true or not -----------------------------------------------------------------------------------

FOUR = "The following four indicators are marked as amber or red, three of them red."
NONE = "There are no exceptions: no indicator is rated amber or red."


def test_a_sentence_is_offered_whole_and_not_word_by_word(desk: Desk):
    desk.type("exceptions.some", FOUR)
    desk.refresh(replace(BASE, exceptions=()))
    assert desk.shown("exceptions.none") in {f"[-{FOUR}-][+{NONE}+]", f"[+{NONE}+][-{FOUR}-]"}
    assert "They now say: “There are no exceptions" in desk.comments()[0]
    rated = replace(BASE, exceptions=(), unrated=2, indicators=9)
    desk.refresh(rated)
    with desk.edit() as document:
        settle_ours(document.element.body, accept=True)
    assert desk.shown("exceptions.rated") == (
        "None of the indicators that are rated is amber or red. Others are not rated."
    )


def test_a_sentence_that_is_over_and_stands_without_its_control_is_told_until_it_is_gone(desk: Desk):
    desk.fill(WITH_UNRATED)
    change(desk.path, without_control("unrated.some"))
    for _ in range(2):
        (finding,) = desk.refresh(SEED).findings
        assert "the report has it no more, and yet it says “The following indicators are not rated:”" in str(finding)
    change(desk.path, lambda xml: xml.replace("The following indicators are not rated:", ""))
    assert desk.refresh(SEED).findings == ()


def test_a_copy_of_a_sentence_without_its_control_is_asked_about_when_another_is_true(desk: Desk):
    with desk.edit() as document:
        control = controls_in(document)["exceptions.some"][0]
        control.element.addnext(copy.deepcopy(next(control.content.iter(w("p")))))
    desk.refresh(replace(BASE, exceptions=()))
    assert desk.shown("exceptions.none") == NONE
    (comment,) = desk.comments()
    assert comment.startswith("The following indicators are marked as amber or red.: The report said this once, and")
    assert desk.refresh(replace(BASE, exceptions=())).backup is None


def test_each_sentence_that_stands_without_its_control_is_asked_about_though_another_was_before(desk: Desk):
    desk.fill(WITH_UNRATED)
    for tag in ("unrated.some", "exceptions.some"):
        change(desk.path, without_control(tag))
    first = desk.refresh(BASE)
    asked = [str(one) for one in first.changes if "stands there by itself" in str(one)]
    assert [one.partition(",")[0] for one in asked] == ["Indicators not rated"]
    second = desk.refresh(replace(BASE, exceptions=()))
    assert any("are marked as amber or red.” stands there by itself" in str(one) for one in second.changes)


def test_a_rating_by_decision_is_told_whole_beside_words_of_the_clerks(desk: Desk):
    by, rest = "Rated Amber by decision: Agreed by {}.", " By the rule Red: 4 against a target of 20."
    before, now = (exception("22", CARERS, Rating.AMBER, "Said.", by.format(who) + rest) for who in ("X", "Cabinet"))
    desk.fill(with_row(SEED, before))
    desk.type(ROW, "Said.", "Amber, as the director decided.")
    desk.refresh(with_row(SEED, now))
    with desk.edit() as document:
        settle_ours(document.element.body, accept=True)
    assert desk.shown(ROW) == f"Said. / {by.format('Cabinet')}{rest}"


def test_a_clerks_own_count_is_asked_about_when_the_table_changes(desk: Desk):
    desk.type("exceptions.some", FOUR)
    done = desk.refresh(without_row(BASE, "3"))
    (comment,) = desk.comments()
    assert comment.startswith(f"{FOUR}: The table of exceptions changed since these words were written.")
    assert "It has now 3 rows: 2 (Amber), 16 (Red), 22 (Red)." in comment
    assert [finding.place for finding in done.findings] == ["Exceptions, the sentence before the table"]
    assert desk.refresh(without_row(BASE, "3")).backup is None


@pytest.mark.parametrize("said", ["There are three red indicators.", "Indicator 16 is a concern."])
def test_a_clerks_summary_that_counts_or_names_rows_is_asked_about_when_they_change(desk: Desk, said: str):
    desk.type("section.summary", said)
    desk.refresh(without_row(BASE, "16"))
    assert [comment.partition(" changed")[0] for comment in desk.comments()] == [f"{said}: The table of exceptions"]


FIGURE = with_row(SEED, carers("Some carers.", actual="37.2%", target="20%"))
LOWER = with_row(SEED, carers("Some carers.", actual="48.2%", target="20%"))


@pytest.mark.parametrize(
    "said",
    [
        "Only 37.2% of the carers came.",
        "It was 37.2 in all.",
        "About 37% came.",
        "It fell. Now 37.2%; so it is.",
    ],
)
def test_a_summary_that_quotes_a_figure_is_asked_about_when_it_changes(desk: Desk, said: str):
    desk.fill(FIGURE)
    desk.type("section.summary", said)
    done = desk.refresh(LOWER)
    assert [comment.partition(", the")[0] for comment in desk.comments()] == [f"{said}: Since these words were written"]
    assert "the figure was 37.2% and is now 48.2%" in desk.comments()[0]
    assert [finding.place for finding in done.findings] == ["Executive summary"]
    assert desk.refresh(LOWER).backup is None


@pytest.mark.parametrize(
    "said", ["Another 137.2% came.", "In room 37 all came.", "48.2% came.", "37.25% came.", "1.37.2."]
)
def test_a_summary_that_quotes_another_figure_is_not_asked_about(desk: Desk, said: str):
    desk.fill(FIGURE)
    desk.type("section.summary", said)
    desk.refresh(LOWER)
    assert desk.comments() == []


@pytest.mark.parametrize(
    ("said", "corrected"),
    [
        ("None is amber; all are red.", with_row(BASE, carers(rating=Rating.AMBER))),
        ("Both carers and plans are red.", with_row(BASE, carers(rating=Rating.AMBER))),
        ("Indicator 22 needs more carers.", replace(BASE, exceptions=tuple(renamed(row) for row in BASE.exceptions))),
    ],
    ids=["none", "both", "another indicator's number"],
)
@pytest.mark.parametrize("where", ["in the summary", "in a line of its own"])
def test_words_about_the_ratings_or_the_rows_of_a_table_are_asked_about(
    desk: Desk, said: str, corrected: CommitteeReport, where: str
):
    if where == "in the summary":
        desk.type("section.summary", said)
    else:
        with desk.edit() as document:
            table = controls_in(document)["exceptions"][0].element
            table.addprevious(new_element(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"))
    desk.refresh(corrected)
    assert [comment.partition(" changed")[0] for comment in desk.comments() if comment.startswith(said)] == [
        f"{said}: The table of exceptions"
    ]
    assert desk.refresh(corrected).backup is None


def test_words_of_the_clerks_without_a_number_are_not_asked_about(desk: Desk):
    desk.type("section.summary", "It was a hard year.")
    desk.type("exceptions.some", "These indicators are amber or red.")
    desk.refresh(without_row(BASE, "16"))
    assert desk.comments() == []


# --- who a row is about -----------------------------------------------------------------------------------------------

STOCK = "See the departmental update."
WEEKS, VISITS = "Weeks taken to complete care proceedings", "% of visits held on time"


def stock(number: str, name: str, rating: Rating = Rating.RED) -> Row:
    return exception(number, name, rating, STOCK)


def exceptions(*rows: Row) -> CommitteeReport:
    return replace(SEED, exceptions=rows)


def test_words_go_with_the_name_where_two_indicators_changed_their_numbers(desk: Desk):
    desk.fill(exceptions(stock("3", WEEKS), stock("22", VISITS)))
    desk.type("exceptions.row:3", "The courts are late.")
    desk.refresh(exceptions(stock("3", VISITS), stock("22", WEEKS)))
    assert desk.shown("exceptions.row:22", 1) == WEEKS
    assert desk.shown("exceptions.row:22") == "The courts are late."
    assert (desk.shown("exceptions.row:3", 1), desk.shown("exceptions.row:3")) == (VISITS, STOCK)
    assert sorted(desk.rows()) == ["22", "3"]
    assert desk.comments() == []
    assert desk.refresh(exceptions(stock("3", VISITS), stock("22", WEEKS))).backup is None


def test_words_go_with_the_name_where_another_indicator_takes_the_number(desk: Desk):
    desk.fill(exceptions(stock("3", WEEKS)))
    desk.type("exceptions.row:3", "The courts are late.")
    desk.refresh(exceptions(stock("3", VISITS), stock("3a", WEEKS)))
    assert sorted(desk.rows()) == ["3a", "[+3+]"]
    assert desk.shown("exceptions.row:3a") == "The courts are late."
    assert desk.shown("exceptions.row:3") == f"[+{STOCK}+]"


def test_a_row_whose_number_went_to_an_indicator_that_stays_is_offered_to_go(desk: Desk):
    desk.fill(exceptions(stock("3", WEEKS), stock("4", VISITS)))
    desk.type("exceptions.row:3", "The courts are late.")
    now = exceptions(stock("3", VISITS))
    desk.refresh(now)
    assert desk.rows() == ["[-3-]", "3"]
    assert desk.shown("exceptions.row:3") == STOCK
    assert desk.refresh(now).backup is None
    desk.refresh(exceptions(stock("3", VISITS), stock("5", "Another")))
    assert desk.rows() == ["[-3-]", "3", "[+5+]"]


@pytest.mark.parametrize(("tag", "column"), [("exceptions.row:3", 3), ("caveats.row:8", 2)])
def test_words_beside_another_indicator_under_the_number_are_asked_about(desk: Desk, tag: str, column: int):
    desk.fill(replace(exceptions(stock("3", WEEKS)), caveats=(caveat("8", WEEKS, STOCK),)))
    desk.type(tag, "The courts are late.", column=column)
    other = replace(exceptions(stock("3", VISITS)), caveats=(caveat("8", VISITS, STOCK),))
    done = desk.refresh(other)
    (comment,) = desk.comments()
    assert comment.startswith(f"The courts are late.: These words were written for the indicator “{WEEKS}”.")
    (finding,) = done.findings
    assert f"words were written here for “{WEEKS}”, and the number now belongs to “{VISITS}”" in str(finding)
    assert desk.shown(tag, column) == "The courts are late."
    with pytest.raises(HasErrors):
        publish(desk.path)
    assert desk.refresh(other).backup is None
    desk.refresh(replace(exceptions(stock("3", WEEKS)), caveats=(caveat("8", WEEKS, STOCK),)))
    assert not [one for one in desk.comments() if WEEKS in one], "they stand where they belong again"


def test_another_indicator_under_the_number_of_a_row_that_nobody_edited_needs_no_comment(desk: Desk):
    desk.fill(exceptions(stock("3", WEEKS)))
    assert desk.refresh(exceptions(stock("3", VISITS))).findings == ()
    assert desk.comments() == []


def test_a_new_indicator_under_the_number_of_a_row_that_was_taken_out_is_a_new_row(desk: Desk):
    desk.fill(exceptions(stock("2", CARERS), stock("3", WEEKS)))
    with desk.edit() as document:
        row_control(document, "3").remove()
    desk.refresh(exceptions(stock("2", CARERS), stock("3", VISITS)))
    assert desk.rows() == ["2", "[+3+]"]
    assert desk.comments() == []


def test_a_row_that_was_taken_out_stays_out_under_its_new_number(desk: Desk):
    desk.fill(exceptions(stock("2", CARERS), stock("3", WEEKS)))
    with desk.edit() as document:
        row_control(document, "3").remove()
    desk.refresh(exceptions(stock("2", CARERS), stock("4", WEEKS)))
    assert desk.rows() == ["2"]


def test_a_name_put_otherwise_is_told_and_no_other_indicator(desk: Desk):
    desk.fill(exceptions(stock("3", WEEKS)))
    desk.type("exceptions.row:3", "The courts are late.")
    (finding,) = desk.refresh(exceptions(stock("3", f"The {WEEKS}"))).findings
    assert f"its name was “{WEEKS}” and is now “The {WEEKS}”; check the edited words" in str(finding)
    assert desk.comments() == []


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("% of plans issued within statutory 20 weeks", "% of plans issued within the statutory 20 weeks", True),
        ("% of  Plans issued in time", "% of plans issued in time", True),
        ("Number of foster carers recruted", "Number of foster carers recruited", True),
        ("% of plans issued within 20 weeks", "% of plans issued within 26 weeks", False),
        ("% of primary schools rated good", "% of secondary schools rated good", False),
        ("% of children in education", "% of children not in education", False),
        ("% of visits held on time", "% of bins collected", False),
        ("Authorised absence", "Unauthorised absence", False),
        ("Male pupils", "Female pupils", False),
        ("Pupils included in class", "Pupils excluded in class", False),
        ("Sickness of staff", "Sickness of agency staff", False),
        ("Percentage of care plans", "The proportion of the care plans", False),
        ("The total number of care plans", "Number of care plans", True),
    ],
)
def test_a_name_is_the_other_put_otherwise_where_no_word_that_counts_is_another(old: str, new: str, is_same: bool):  # noqa: FBT001 - a parameter of the test
    assert is_reworded(old, new) is is_same


# --- a report that has lost its record --------------------------------------------------------------------------------


NOW = with_row(
    with_row(without_row(BASE, "16"), carers(rating=Rating.AMBER)), exception("9", "New", Rating.RED, "Said.")
)


@pytest.fixture(name="old_copy")
def fixture_old_copy(desk: Desk) -> State:
    """An old copy without its record lies over a report that was brought up to date; what is kept is newer than it."""
    old = desk.path.read_bytes()
    kept = desk.refresh(NOW).state
    desk.path.write_bytes(old)
    with desk.edit() as document:
        drop_state(document)
    return kept


def test_in_a_report_that_lost_its_record_each_rating_and_row_that_is_not_the_datas_is_asked_about(
    desk: Desk, old_copy: State
):
    done = desk.refresh(NOW, kept=old_copy)
    assert desk.rows() == ["2", "3", "[+9+]", "16", "22"]
    asked = {comment.partition(":")[0]: comment for comment in desk.comments()}
    assert asked.keys() == {"R", "16", "9"}
    assert "The data say here: “A”" in asked["R"]
    assert "The data say here: “nothing”" in asked["16"]
    assert "the report lacked it" in asked["9"]
    (finding,) = done.findings
    assert str(finding) == (
        "the report: it has lost the record of what was generated in it, and may be an older copy; 2 of its ratings, "
        "figures and rows are not the data's and have comments; compare it in Word (Review, Compare) with the copies "
        "beside it"
    )
    with pytest.raises(HasErrors):
        publish(desk.path)
    assert desk.refresh(NOW, kept=old_copy).backup is None, "it has a record again"


def test_in_a_report_that_lost_its_record_a_sentence_of_another_time_is_offered_to_give_way(desk: Desk):
    desk.fill(replace(BASE, exceptions=()))
    old = desk.path.read_bytes()
    kept = desk.refresh(BASE).state
    desk.path.write_bytes(old)
    with desk.edit() as document:
        drop_state(document)
    desk.refresh(BASE, kept=kept)
    said = "The following indicators are marked as amber or red."
    assert said in desk.shown("exceptions.some")
    assert f"[-{NONE}-]" in desk.shown("exceptions.some")


def test_a_report_that_lost_its_record_and_says_what_the_data_say_is_asked_nothing(desk: Desk):
    with desk.edit() as document:
        kept = read_state(document)
        drop_state(document)
    desk.type(ROW, "Mine.")
    done = desk.refresh(with_row(BASE, carers("Nine carers.", rating=Rating.AMBER)), kept=kept)
    assert done.findings == ()
    assert not [comment for comment in desk.comments() if "lost the record" in comment]
    assert desk.shown(ROW, 2) == "A"


# --- a rating that is none any more -----------------------------------------------------------------------------------


AWAITED = replace(without_row(BASE, "22"), unrated=1, why_unrated={"22": "Awaiting data: a figure is due for Sep"})


def test_an_exception_whose_figure_is_missing_is_said_to_be_that_and_told_where_the_report_tells_nothing_of_it(
    desk: Desk,
):
    done = desk.refresh(AWAITED)
    (change,) = [str(one) for one in done.changes if "indicator 22" in one.place]
    why = "Awaiting data: a figure is due for Sep"
    assert change == f"Exceptions, indicator 22: removed (it is not rated any more: {why})"
    (finding,) = map(str, done.findings)
    assert finding == (
        f"Exceptions, indicator 22: the report said Red, and now tells nothing of it ({why}); "
        "type what is missing, or set Indicators not rated on the Settings sheet to Table or Sentence"
    )
    assert desk.refresh(AWAITED).findings == (), "once"


def test_it_needs_no_finding_where_the_report_says_what_is_not_rated(desk: Desk):
    told = replace(AWAITED, sections={**AWAITED.sections, Section.NOT_RATED.tag: ("1 awaits data (22).",)})
    assert [one for one in desk.refresh(told).findings if "tells nothing" in str(one)] == []
