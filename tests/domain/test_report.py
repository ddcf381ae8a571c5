from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from make import (
    AMBER,
    DATA_ONLY,
    GREEN,
    LOWER,
    NOT_REPORTABLE,
    PERCENT,
    PROVISIONAL,
    QUARTERLY,
    RED,
    SEPTEMBER,
    WEEKS,
    decided,
    indicator,
    month,
    rule,
)

from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month
from performance_index.rating import Override, Rating, RatingRule
from performance_index.report import (
    CAVEAT_COLUMNS,
    EXCEPTION_COLUMNS,
    TINTS,
    UNRATED_COLUMNS,
    CommitteeReport,
    ReportDetails,
    Row,
    Section,
    compose,
    is_statement,
)
from performance_index.report_choices import NotRated, RatingShown
from performance_index.report_name import file_name, name_beside

CARE_PROCEEDINGS = indicator(
    "31",
    number="16",
    name="Weeks to complete care proceedings",
    theme="Looked after children",
    lead_service="Children's Social Care",
    unit=WEEKS,
    polarity=LOWER,
    target="26",
    tolerance="2",
    figures={"Aug": "33"},
    commentary="The courts set the pace.\nCovid added to it.",
)


def report(
    *indicators: Indicator,
    details: ReportDetails | None = None,
    overrides: Mapping[str, Override] | None = None,
    period: Month = SEPTEMBER,
    by: RatingRule | None = None,
) -> CommitteeReport:
    index = PerformanceIndex(
        title="Children's Performance Index 2020/21",
        period=period,
        rule=by or rule(),
        indicators=indicators,
        overrides=overrides or {},
    )
    return compose(index, details or ReportDetails())


def only(rows: tuple[Row, ...]) -> Row:
    (row,) = rows
    return row


# --- The exception table ----------------------------------------------------------------------------------------------


def test_an_exception_tells_a_councillor_everything_the_rating_came_from():
    row = only(report(CARE_PROCEEDINGS).exceptions)
    assert (row.number, row.rating) == ("16", RED)
    assert dict(row.cells) == {
        "no": ("16",),
        "indicator": ("Weeks to complete care proceedings",),
        "rating": ("R",),
        "figures": ("Actual: 31 weeks", "Target: 26 weeks", "August: 33 weeks"),
        "commentary": ("The courts set the pace.", "Covid added to it."),
        "actual": ("31 weeks",),
        "target": ("26 weeks",),
        "how_far_off": ("5 weeks over",),
        "last_period": ("33 weeks (August)",),
        "why": ("31 weeks against a target of 26 weeks: 5 weeks over, beyond the tolerance of 2 weeks.",),
        "direction": ("Better than August",),
        "theme": ("Looked after children",),
        "lead_service": ("Children's Social Care",),
    }


def test_rows_hold_exactly_the_columns_a_template_may_ask_for():
    made = report(CARE_PROCEEDINGS, indicator("9", number="8", status=NOT_REPORTABLE))
    assert tuple(only(made.exceptions).cells) == EXCEPTION_COLUMNS
    assert tuple(only(made.caveats).cells) == CAVEAT_COLUMNS


@pytest.mark.parametrize(("shown", "text"), [(RatingShown.LETTER, "R"), (RatingShown.WORD, "Red")])
def test_a_rating_is_always_text(shown: RatingShown, text: str):
    row = only(report(CARE_PROCEEDINGS, details=ReportDetails(rating_shown=shown)).exceptions)
    assert row.cells["rating"] == (text,)


@pytest.mark.parametrize(
    ("rating", "letter", "word"),
    [(GREEN, "G", "Green"), (AMBER, "A", "Amber"), (Rating.NOT_DUE, "Not due", "Not due")],
)
def test_only_a_rating_is_shortened_to_a_letter(rating: Rating, letter: str, word: str):
    assert (RatingShown.LETTER.show(rating), RatingShown.WORD.show(rating)) == (letter, word)


@pytest.mark.parametrize(
    ("commentary", "lead_service", "paragraphs"),
    [
        pytest.param("", "Housing", ("No commentary supplied by Housing.",), id="blank"),
        pytest.param(" \n\t\n", "Housing", ("No commentary supplied by Housing.",), id="only spaces and lines"),
        pytest.param("", "", ("No commentary supplied by the lead service.",), id="blank, and nobody named"),
        pytest.param("0", "Housing", ("0",), id="a nought is what somebody typed"),
        pytest.param("One line", "Housing", ("One line",), id="one line"),
        pytest.param(" One \n\n Two\r\nThree", "Housing", ("One", "Two", "Three"), id="several lines are paragraphs"),
    ],
)
def test_commentary_is_never_an_empty_cell(commentary: str, lead_service: str, paragraphs: tuple[str, ...]):
    subject = indicator("60", target="80", commentary=commentary, lead_service=lead_service)
    assert only(report(subject).exceptions).cells["commentary"] == paragraphs


@pytest.mark.parametrize(
    ("figures", "last_year", "text"),
    [
        pytest.param({"Aug": "33"}, "30", "Better than August", id="the period before"),
        pytest.param({"Aug": "31"}, "30", "Same as August", id="held"),
        pytest.param({}, "30", "Worse than last year", id="last year"),
        pytest.param({}, "0", "Worse than last year", id="a last year of nought"),
        pytest.param({}, None, "No earlier figure", id="neither"),
    ],
)
def test_a_direction_is_given_in_words(figures: dict[str, str], last_year: str | None, text: str):
    subject = indicator("31", polarity=LOWER, target="26", figures=figures, last_year=last_year)
    assert only(report(subject).exceptions).cells["direction"] == (text,)


def test_an_exception_on_an_older_figure_says_so():
    subject = indicator("60", at="Jun", frequency=QUARTERLY, target="80", tolerance="0")
    row = only(report(subject, period=month("Aug")).exceptions)
    assert row.cells["why"] == ("60 (June 2020) against a target of 80: 20 short, with no tolerance.",)


def test_a_figure_of_nought_is_shown_and_not_left_out():
    row = only(report(indicator("0", target="80")).exceptions)
    assert row.cells["actual"] == ("0",)
    row = only(report(indicator("3", polarity=LOWER, target="0")).exceptions)
    assert row.cells["target"] == ("0",)


def test_a_blank_theme_or_lead_service_is_no_empty_cell():
    row = only(report(indicator("60", target="80")).exceptions)
    assert (row.cells["theme"], row.cells["lead_service"]) == (("Not given",), ("Not given",))


def test_no_cell_of_an_index_with_nothing_but_figures_is_empty():
    made = report(
        indicator("60", number="1", target="80"),
        indicator("0", number="2", target="80", status=PROVISIONAL),
        indicator(number="3", target="80", status=PROVISIONAL),
        indicator(number="4", status=NOT_REPORTABLE),
        indicator("80", number="5", target="80"),
        overrides={"5": decided(RED)},
    )
    rows = [*made.exceptions, *made.caveats]
    assert [row.number for row in rows] == ["1", "2", "5", "2", "4", "5"]
    assert [(row.number, tag) for row in rows for tag, said in row.cells.items() if not said or not all(said)] == []


def test_exceptions_stand_in_index_order_and_greens_stay_out():
    rows = report(
        indicator("60", number="16", target="80"),
        indicator("80", number="1", target="80"),
        indicator("75", number="2", target="80", tolerance="8"),
        indicator(number="3", target="80"),
    ).exceptions
    assert [(row.number, row.rating) for row in rows] == [("16", RED), ("2", AMBER)]


@pytest.mark.parametrize("rating", list(Rating))
def test_black_words_can_be_read_on_the_tint_of_every_rating(rating: Rating):
    """Contrast as WCAG 2.2 defines it; 15 is far above the 4.5 that the law asks for."""
    assert (rating in TINTS) is rating.is_rated
    shades = bytes.fromhex(TINTS.get(rating, "FFFFFF"))
    red, green, blue = (((shade / 255 + 0.055) / 1.055) ** 2.4 for shade in shades)
    assert (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05 >= 15


# --- The caveat table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caveat", "lead_service", "paragraphs"),
    [
        pytest.param("Mosaic\ncannot tell", "Safeguarding", ("Mosaic", "cannot tell"), id="a caveat"),
        pytest.param("", "Safeguarding", ("No data caveat supplied by Safeguarding.",), id="blank"),
        pytest.param("", "", ("No data caveat supplied by the lead service.",), id="blank, and nobody named"),
    ],
)
def test_an_unreportable_indicator_gives_its_caveat(caveat: str, lead_service: str, paragraphs: tuple[str, ...]):
    made = report(
        indicator("60", number="8", target="80", status=NOT_REPORTABLE, caveat=caveat, lead_service=lead_service)
    )
    row = only(made.caveats)
    assert made.exceptions == ()
    assert dict(row.cells) == {
        "no": ("8",),
        "indicator": ("Homes inspected",),
        "commentary": paragraphs,
        "status": ("Not reportable",),
        "lead_service": (lead_service or "Not given",),
    }
    assert row.rating is None


@pytest.mark.parametrize(
    ("subject", "paragraphs"),
    [
        pytest.param(
            indicator("75", target="80", tolerance="8", status=PROVISIONAL, caveat="Audit in October"),
            ("Provisional figure, rated Amber.", "Audit in October"),
            id="rated",
        ),
        pytest.param(
            indicator("80", target="80", status=PROVISIONAL),
            ("Provisional figure, rated Green.",),
            id="rated, no caveat typed",
        ),
        pytest.param(
            indicator("80", polarity=DATA_ONLY, status=PROVISIONAL),
            ("Provisional figure, not rated: data only.",),
            id="data only",
        ),
        pytest.param(
            indicator(target="80", status=PROVISIONAL, caveat="Audit in October"),
            ("Audit in October",),
            id="awaiting data",
        ),
        pytest.param(
            indicator("80", status=PROVISIONAL),
            ("Provisional figure, not rated: no target.",),
            id="no target",
        ),
    ],
)
def test_a_provisional_figure_is_listed_with_its_rating(subject: Indicator, paragraphs: tuple[str, ...]):
    row = only(report(subject).caveats)
    assert row.cells["commentary"] == paragraphs
    assert row.cells["status"] == (DataStatus.PROVISIONAL.value,)


def test_a_decision_is_printed_with_its_reason():
    made = report(
        indicator("60", target="80", tolerance="8", caveat="Filed twice"),
        overrides={"16": decided(GREEN, "Recounted.")},
    )
    assert made.exceptions == ()
    filed, decision = only(made.caveats).cells["commentary"]
    assert filed == "Filed twice"
    assert decision == (
        "Rated Green by decision: Recounted. "
        "By the rule Red: 60 against a target of 80: 20 short, beyond the tolerance of 8."
    )


def test_a_decision_on_a_provisional_figure_gives_both():
    made = report(
        indicator("60", target="80", tolerance="8", status=PROVISIONAL), overrides={"16": decided(AMBER, "Recounted.")}
    )
    first, second = only(made.caveats).cells["commentary"]
    assert first == "Provisional figure, rated Amber."
    assert second.startswith("Rated Amber by decision: Recounted. By the rule Red: ")
    assert (is_statement(first), is_statement(second), is_statement("Recounted.")) == (True, True, False)
    assert only(made.exceptions).rating is AMBER


def test_an_ordinary_indicator_is_in_neither_table():
    made = report(indicator("80", target="80", commentary="All is well"))
    assert (made.exceptions, made.caveats) == ((), ())


@pytest.mark.parametrize("status", DataStatus)
def test_a_caveat_that_was_typed_is_printed_whatever_the_data_status(status: DataStatus):
    row = only(report(indicator("80", target="80", caveat="Three days are missing", status=status)).caveats)
    assert "Three days are missing" in row.cells["commentary"]
    assert row.figure_stands == (status in {DataStatus.REPORTED, DataStatus.PROVISIONAL})


def test_a_caveat_where_there_is_no_figure_does_not_say_that_one_stands():
    assert not only(report(indicator(target="80", caveat="The supplier is late")).caveats).figure_stands


@pytest.mark.parametrize("words", ["None", "n/a", "N/A.", " - ", "tbc", "\u200b", "Not applicable", "nil"])
def test_words_that_say_nothing_are_no_caveat_and_no_commentary(words: str):
    made = report(indicator("60", target="80", caveat=words, commentary=words, lead_service="Housing"))
    assert made.caveats == ()
    assert only(made.exceptions).cells["commentary"] == ("No commentary supplied by Housing.",)


def test_a_provisional_figure_that_is_not_there_is_not_listed():
    assert report(indicator(target="80", status=PROVISIONAL)).caveats == ()


def test_an_exception_by_decision_says_so_beside_its_commentary():
    made = report(
        indicator("60", target="80", tolerance="8", commentary="See below"),
        overrides={"16": decided(AMBER, "Recounted.")},
    )
    assert only(made.exceptions).cells["commentary"] == (
        "See below",
        (
            "Rated Amber by decision: Recounted. "
            "By the rule Red: 60 against a target of 80: 20 short, beyond the tolerance of 8."
        ),
    )


# --- What is not rated ------------------------------------------------------------------------------------------------

GREEN_ONE = indicator("80", target="80", number="1")
WAITING = indicator(target="80", number="2")
UNRELIABLE = indicator("1", target="80", number="3", status=DataStatus.NOT_REPORTABLE)


@pytest.mark.parametrize(
    ("indicators", "sentence"),
    [
        pytest.param([GREEN_ONE], "none", id="all are rated"),
        pytest.param([GREEN_ONE, WAITING], "rated", id="some are not"),
        pytest.param([WAITING, UNRELIABLE], "unrated", id="none is"),
        pytest.param([indicator("1", target="80", number="4"), WAITING], "one", id="there is an exception"),
    ],
)
def test_no_exceptions_is_said_only_of_what_was_rated(indicators: list[Indicator], sentence: str):
    assert report(*indicators).sentences["exceptions"] == sentence


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        pytest.param([GREEN_ONE], "", id="all are rated"),
        pytest.param([WAITING], "Of 1 indicator, none is rated. 1 awaits data (2).", id="the only one"),
        pytest.param(
            [GREEN_ONE, WAITING, replace(WAITING, number="5"), UNRELIABLE],
            "Of 4 indicators, 1 is rated. 2 await data (2 and 5) and 1 is not reportable (3).",
            id="several reasons",
        ),
    ],
)
def test_the_report_counts_what_is_not_rated_and_says_why(indicators: list[Indicator], words: str):
    made = report(*indicators, details=ReportDetails(not_rated=NotRated.SENTENCE))
    assert made.sections.get("section.not_rated", ("",)) == (words,)
    assert "section.not_rated" not in report(*indicators).sections


def test_by_setting_the_report_lists_what_is_not_rated_with_the_reason_of_each():
    made = report(GREEN_ONE, WAITING, UNRELIABLE, details=ReportDetails(not_rated=NotRated.TABLE))
    assert made.sections["section.not_rated"] == ("Of 3 indicators, 1 is rated.",)
    assert [(row.number, row.cells["why"], row.cells["status"]) for row in made.unrated_rows] == [
        ("2", ("Awaiting data: no figure for September 2020 yet.",), ("Awaiting data",)),
        ("3", ("Not reportable: see the data caveat.",), ("Not reportable",)),
    ]
    assert all(set(row.cells) == set(UNRATED_COLUMNS) for row in made.unrated_rows)
    assert all(
        all(paragraphs) and all(map(str.strip, paragraphs)) for paragraphs in made.unrated_rows[0].cells.values()
    )
    assert made.sentences["unrated"] == "some"


@pytest.mark.parametrize("shown", [NotRated.SENTENCE, NotRated.LEFT_OUT])
def test_without_that_setting_there_is_no_such_table_and_nothing_introduces_one(shown: NotRated):
    made = report(GREEN_ONE, WAITING, details=ReportDetails(not_rated=shown))
    assert (made.unrated_rows, made.sentences["unrated"]) == ((), "")


def test_where_all_are_rated_there_is_nothing_to_list():
    made = report(GREEN_ONE, details=ReportDetails(not_rated=NotRated.TABLE))
    assert (made.unrated_rows, made.sentences["unrated"], made.sections) == ((), "", {})


def test_a_persons_words_on_what_is_not_rated_follow_the_count():
    details = ReportDetails(not_rated=NotRated.SENTENCE, texts={Section.NOT_RATED: ("Expected in May.",)})
    assert report(WAITING, details=details).sections["section.not_rated"][1:] == ("Expected in May.",)


@pytest.mark.parametrize(
    ("indicators", "sentence"),
    [
        pytest.param([UNRELIABLE], "some", id="cannot be reported"),
        pytest.param([replace(GREEN_ONE, caveat="Late")], "care", id="stands"),
        pytest.param([UNRELIABLE, replace(GREEN_ONE, caveat="Late")], "both", id="one of each"),
    ],
)
def test_what_the_caveats_are_introduced_with_is_true_of_each(indicators: list[Indicator], sentence: str):
    assert report(*indicators).sentences["caveats"] == sentence


# --- The words around the tables --------------------------------------------------------------------------------------


def test_every_detail_given_is_a_value_of_the_report():
    made = report(
        details=ReportDetails(
            committee="Children and Young People Panel",
            meeting_date=dt.date(2020, 11, 4),
            wards="All",
            subject="Performance Monitoring Report",
            lead_officer="The Director",
            lead_member="The Cabinet Member",
            contact_officer="The Head of Performance",
        )
    )
    assert made.title == "Performance Monitoring Report – Children and Young People Panel"
    assert dict(made.values) == {
        "committee": "Children and Young People Panel",
        "date": dt.date(2020, 11, 4),
        "wards": "All",
        "subject": "Performance Monitoring Report",
        "lead_officer": "The Director",
        "lead_member": "The Cabinet Member",
        "contact_officer": "The Head of Performance",
        "year": "2020/21",
        "year_short": "20/21",
        "period_end": dt.date(2020, 9, 30),
        "index_title": "Children's Performance Index 2020/21",
    }


def test_blank_details_are_left_out_so_that_the_templates_own_words_stay():
    made = report(details=ReportDetails(committee="", meeting_date=None, wards=""))
    assert set(made.values) == {"year", "year_short", "period_end", "index_title"}
    assert made.title == "Children's Performance Index 2020/21"


@pytest.mark.parametrize(
    ("subject", "committee", "title"),
    [
        ("Performance", "Scrutiny Panel", "Performance – Scrutiny Panel"),
        ("Performance", "", "Performance"),
        ("", "Scrutiny Panel", "Scrutiny Panel"),
        ("", "", "Children's Performance Index 2020/21"),
    ],
)
def test_a_report_is_titled_by_what_is_known(subject: str, committee: str, title: str):
    assert report(details=ReportDetails(subject=subject, committee=committee)).title == title


def test_a_section_with_words_is_kept_under_its_tag():
    texts = {Section.RECOMMENDATIONS: ("Members discuss the report", "Members note it"), Section.LEGAL: ("None",)}
    made = report(details=ReportDetails(texts=texts))
    assert dict(made.sections) == {
        "section.recommendations": ("Members discuss the report", "Members note it"),
        "section.legal": ("None",),
    }


def test_a_section_without_words_is_left_out():
    assert report(details=ReportDetails(texts={Section.LEGAL: ()})).sections == {}


def test_every_section_has_a_tag_of_its_own():
    assert len({section.tag for section in Section}) == len(Section)
    assert all(section.tag.startswith("section.") for section in Section)


def test_a_report_can_be_composed_of_an_empty_index():
    made = report()
    assert (made.exceptions, made.caveats, made.sections) == ((), (), {})


# --- The file name ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        pytest.param("Performance Monitoring Report", "Performance Monitoring Report", id="plain"),
        pytest.param("", "Performance report", id="blank"),
        pytest.param("  ", "Performance report", id="spaces"),
        pytest.param("Quarter 2: adults/children", "Quarter 2 adults children", id="reserved characters"),
        pytest.param('a<b>c:d"e/f\\g|h?i*j', "a b c d e f g h i j", id="every reserved character"),
        pytest.param("??", "Performance report", id="nothing but reserved characters"),
        pytest.param("Line\none\ttab\x00nul\x07bell\x0eend", "Line one tab nul bell end", id="control characters"),
        pytest.param("Report...", "Report", id="trailing dots"),
        pytest.param("Report . .", "Report", id="trailing dots and spaces"),
        pytest.param("...", "Performance report", id="nothing but dots"),
        pytest.param("CON", "CON", id="a device's name is harmless behind the date"),
        pytest.param("..\\..\\secret", ".. .. secret", id="a path is no path any more"),
        pytest.param("Perfformiad – Tŷ’r Cyngor £", "Perfformiad – Tŷ’r Cyngor £", id="other letters stay"),
        pytest.param("x" * 151, "x" * 150, id="too long"),
        pytest.param("x" * 150, "x" * 150, id="just not too long"),
        pytest.param("x" * 149 + ". y", "x" * 149, id="a dot where it is cut"),
        pytest.param("x" * 149 + " y", "x" * 149, id="a space where it is cut"),
        pytest.param("ŷ" * 76, "ŷ" * 75, id="too long in bytes, though not in letters"),
        pytest.param("x" + "ŷ" * 75, "x" + "ŷ" * 74, id="cut before a letter, never within it"),
        pytest.param("Report\u202excod.exe", "Reportxcod.exe", id="a mark that turns the reading round"),
        pytest.param("\ufeffReport\u200b", "Report", id="marks that nobody sees"),
        pytest.param("Report\ud800", "Report", id="half a character"),
        pytest.param("Report\u2028two\u0085three", "Report two three", id="other ends of a line"),
    ],
)
def test_a_file_name_is_safe_on_windows(subject: str, name: str):
    details = ReportDetails(meeting_date=dt.date(2020, 11, 4), subject=subject)
    assert file_name(details) == f"2020-11-04 {name}.docx"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Housing: Panel.",), "Performance - Housing Panel"),
        (("Housing Panel", "Homes / Index"), "Performance - Housing Panel - Homes Index"),
        (("é" * 60,), f"Performance - {'é' * 30}"),
    ],
)
def test_a_file_name_says_more_where_the_subject_is_not_enough(words: tuple[str, ...], name: str):
    details = ReportDetails(meeting_date=dt.date(2020, 11, 4), subject="Performance")
    assert file_name(details, *words) == f"2020-11-04 {name}.docx"
    longest = ReportDetails(meeting_date=dt.date(2020, 11, 4), subject="é" * 200)
    assert len(file_name(longest, "é" * 99, "é" * 99).encode()) <= len("2020-11-04 .docx") + 150


def test_a_file_name_needs_the_meeting_date():
    with pytest.raises(ValueError, match="needs the meeting date"):
        file_name(ReportDetails(subject="Performance"))


def test_percentages_are_written_as_people_read_them():
    row = only(report(indicator("0.872", unit=PERCENT, target="0.91", lead_service="Housing")).exceptions)
    assert (row.cells["actual"], row.cells["target"]) == (("87.2%",), ("91%",))


@pytest.mark.parametrize(
    ("states", "figures", "sentence"),
    [
        (3, ["60", "60"], "some"),
        (3, ["60"], "one"),
        (2, ["60", "60"], "red"),
        (2, ["60"], "one_red"),
        (3, ["80"], "none"),
    ],
)
def test_the_sentence_before_the_exceptions_counts_and_knows_the_states(states: int, figures: list[str], sentence: str):
    rows = (indicator(figure, number=str(n), target="80") for n, figure in enumerate(figures, 1))
    assert report(*rows, by=rule(states=states)).sentences["exceptions"] == sentence


def test_a_decision_for_amber_under_a_rule_without_it_is_not_called_red():
    made = report(indicator("60", target="80"), by=rule(states=2), overrides={"16": decided(AMBER, "Recounted.")})
    assert made.sentences["exceptions"] == "one"


def test_what_goes_with_a_report_is_named_by_its_day_and_title():
    details = ReportDetails(meeting_date=dt.date(2020, 11, 4))
    assert name_beside(details, "Index: A/B 2020/21", ".xlsx") == "2020-11-04 Index A-B 2020-21.xlsx"
    with pytest.raises(ValueError, match="meeting date"):
        name_beside(ReportDetails(), "Index", ".xlsx")
