"""A saved workbook becomes an index; every cell that cannot be read is a finding with its address."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import DETAILS, INDICATORS, OPTIONS, RULE, TEXTS, Changes, findings, reading, tables
from performance_index.figures_beside import PLAIN, Figure
from performance_index.finding import NotReadable, Severity
from performance_index.indicator import Polarity, TargetIs, ToleranceAs
from performance_index.period import FinancialYear
from performance_index.rating import Rating
from performance_index.report import Section
from performance_index.report_choices import Counts, NotRated, RatingShown, SinceLast
from performance_index.unit import Unit
from performance_index.workbook import layout, meanings
from performance_index.workbook.content import table_cells
from performance_index.workbook.read import read_book, read_index
from performance_index.workbook.tables import TableCells

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"


def test_the_shipped_workbook_is_read_whole():
    found = read_book(SHIPPED)
    assert found.index is not None
    assert [one.number for one in found.index.indicators][:4] == ["1", "2", "3", "4"]
    assert len(found.index.indicators) == 32
    assert found.index.period == FinancialYear(2020).month("Sep")
    assert found.details.meeting_date is not None
    assert found.details.committee == "Children and Young People Overview and Scrutiny Panel"
    assert Section.SUMMARY in found.details.texts
    assert found.unreadable == ()


def test_an_indicator_is_read_with_all_its_definitions():
    index = reading().index
    assert index is not None
    (carers,) = [one for one in index.indicators if one.number == "22"]
    assert (carers.unit, carers.polarity, carers.target_is) == (Unit.NUMBER, Polarity.HIGHER, TargetIs.YEAR_EVEN)
    assert (carers.tolerance, carers.tolerance_as) == (Decimal("0.2"), ToleranceAs.PERCENT_OF_TARGET)
    assert carers.figures["Apr"] == 0
    assert "Oct" not in carers.figures
    (breaks,) = [one for one in index.indicators if one.number == "30"]
    assert breaks.profile["Sep"] == 247_000


def test_the_seed_indicators_come_out_as_the_seed_says():
    found = read_book(SHIPPED)
    assert found.index is not None
    ratings = {one.indicator.number: one.rating for one in found.index.rated}
    assert [ratings[n] for n in ("2", "3", "8", "16", "22")] == [
        Rating.AMBER, Rating.RED, Rating.NOT_REPORTABLE, Rating.RED, Rating.RED,
    ]  # fmt: skip
    assert [one.indicator.number for one in found.index.exceptions()] == ["2", "3", "16", "22"]
    assert [one.indicator.number for one in found.index.caveats()] == ["8"]


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("Sep", "91", ("error Index!N8: '91' is stored as text; set the cell's format to a number, and type it again")),
        ("Sep", True, "error Index!N8: TRUE is not a number; type the figure as a number, or leave the cell blank"),
        ("Sep", "#N/A", "error Index!N8: the cell shows #N/A; mend the formula, or type the value"),
        ("Unit", "percent", "error Index!Z8: 'percent' is not how % is written; choose %, and type 91% as 91%"),
        ("Unit", 12.0, "error Index!Z8: '12' is not a unit; choose one from the list, or type your own, such as kg"),
        ("Unit", None, "error Index!Z8: unit is blank; choose a word from the list, or type your own"),
        ("Tolerance", -0.05, "error Index!AF8: tolerance is negative (-0.05); enter it without the minus; 0 for none"),
        ("Override", "Green", ("error Index!AL8: the rating is overridden without a reason; give the reason; it is "
         "printed")),
        ("Override", "Not due", "error Index!AK8: 'Not due' is not a rating; choose one of: Blue, Green, Amber, Red"),
        ("No", None, "error Index!A8: the indicator has no number; give it a number of its own"),
        ("No", "#REF!", "error Index!A8: the cell shows #REF!; mend the formula, or type the value"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_an_error_with_its_address(cell: str, value: object, says: str):
    assert says in findings({(INDICATORS, "2", cell): value})


def test_one_bad_cell_does_not_hide_another():
    found = findings({(INDICATORS, "2", "Aug"): "?", (INDICATORS, "2", "Sep"): True, (INDICATORS, "3", "Apr"): "?"})
    assert {line.split(":")[0] for line in found if line.startswith("error")} == {
        "error Index!M8", "error Index!N8", "error Index!I9",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({(DETAILS, "Period end", "Value"): None}, "error Report!B12: the period end is blank"),
        ({(DETAILS, "Period end", "Value"): "soon"}, "error Report!B12: Period end: 'soon' is not a date"),
        ({(DETAILS, "Period end", "Value"): 44089}, "error Report!B12: the period end 15/09/2020 is not the last day"),
        ({(DETAILS, "Meeting date", "Value"): "Tuesday"}, "error Report!B6: Meeting date: 'Tuesday' is not a date"),
        ({(TEXTS, "Timetable", "Section"): "Time table"}, "error Report!A28: 'Time table' is not in the list"),
        ({(RULE, "States", "Value"): 5}, "error Settings!B6: States: 5 is not a number of states"),
        ({(RULE, "Green within", "Value"): -1}, "error Settings!B7: Green within: it is negative (-1)"),
        ({(RULE, "Green within as", "Value"): "Red limit"}, "error Settings!B8: Green within as: 'Red limit' does not"),
        ({(RULE, "Improving", "Value"): "always"}, "error Settings!B9: Improving: 'always' is not in the list"),
        ({(OPTIONS, "Ratings in the report", "Value"): "Icon"}, "error Settings!B18: Ratings in the report: 'Icon'"),
        ({(DETAILS, "Period end", "Value"): -5}, "error Report!B12: Period end: '-5' is not a date"),
        ({("Profile", "30", "Month"): "Sept"}, "error Profile!B5: 'Sept' is not a month"),
        ({("Profile", "30", "Target"): "a lot"}, "error Profile!C5: 'a lot' is not a number"),
    ],
)
def test_a_detail_that_cannot_be_read_is_an_error_with_its_address(changes: Changes, says: str):
    assert any(line.startswith(says) for line in findings(changes)), findings(changes)


def test_a_period_end_that_no_calendar_of_ours_reaches_is_an_error():
    found = reading({(DETAILS, "Period end", "Value"): dt.date(1850, 9, 30)})
    assert found.index is None
    says = "Report!B12: the period end 30/09/1850 is not the last day of a month; enter a date between 1900 and 9998"
    assert [str(one) for one in found.unreadable] == [says]


def test_a_rating_by_decision_is_read_with_its_reason():
    decided = {(INDICATORS, "3", "Override"): "amber", (INDICATORS, "3", "Override reason"): "New team in place"}
    found = reading(decided)
    assert found.index is not None
    (plans,) = [one for one in found.index.rated if one.indicator.number == "3"]
    assert (plans.rating, plans.by_rule) == (Rating.AMBER, Rating.RED)
    assert plans.override is not None
    assert plans.override.reason == "New team in place"


def test_a_text_without_a_section_is_an_error():
    found = findings({(TEXTS, "Executive summary", "Section"): None})
    assert found == ["error Report!A22: the text has no section; choose the section it belongs to"]


def test_without_a_period_end_there_is_no_index_but_the_findings_are_told():
    found = reading({(DETAILS, "Period end", "Value"): None, (INDICATORS, "2", "Sep"): True})
    assert found.index is None
    assert len(found.findings()) == 2


def test_a_row_without_anything_in_it_is_no_indicator():
    given_tables = tables()
    table = given_tables[INDICATORS]
    blank = (None,) * len(table.headings)
    given_tables[INDICATORS] = replace(table, rows=(*table.rows[:3], blank, *table.rows[3:]))
    found = read_index(given_tables)
    assert found.index is not None
    assert len(found.index.indicators) == 32
    assert not found.unreadable


def test_several_rows_of_a_section_and_several_lines_of_a_cell_are_paragraphs():
    found = reading({(TEXTS, "Timetable", "Text"): "One.\n\n Two.", (TEXTS, "Consultation", "Section"): "Timetable",
                     (TEXTS, "Consultation", "Text"): "Nought."})  # fmt: skip
    assert found.details.texts[Section.TIMETABLE] == ("Nought.", "One.", "Two.")


def test_settings_are_read_by_their_words():
    found = reading({(OPTIONS, "Ratings in the report", "Value"): "word", (OPTIONS, "Report folder", "Value"): "out"})
    assert found.settings.rating_shown is RatingShown.WORD
    assert found.details.rating_shown is RatingShown.WORD
    assert found.settings.report_folder == "out"


@pytest.mark.parametrize(
    ("word", "setting"),
    [(None, NotRated.SENTENCE), ("Sentence", NotRated.SENTENCE), ("table", NotRated.TABLE),
     ("Left out", NotRated.LEFT_OUT)],
)  # fmt: skip
def test_the_report_tells_what_is_not_rated_as_the_settings_say(word: str | None, setting: NotRated):
    assert reading({(OPTIONS, "Indicators not rated", "Value"): word}).details.not_rated is setting


@pytest.mark.parametrize(
    ("word", "setting"),
    [(None, SinceLast.LEFT_OUT), ("Left out", SinceLast.LEFT_OUT), ("shown", SinceLast.SHOWN)],
)
def test_the_report_tells_what_has_become_of_the_exceptions_as_the_settings_say(word: str | None, setting: SinceLast):
    found = reading({(OPTIONS, "Since the last meeting", "Value"): word})
    assert found.details.since is setting
    told = [str(one) for one in found.findings() if "nobody recorded what was published for that" in one.what]
    assert [one.partition(":")[0] for one in told] == (["Settings!B21"] if setting is SinceLast.SHOWN else [])


def test_a_workbook_without_that_setting_leaves_it_out():
    found = tables()
    options = found["Options"]
    without = replace(options, rows=tuple(row for row in options.rows if row[0] != "Since the last meeting"))
    read = read_index({**found, "Options": without})
    assert read.details.since is SinceLast.LEFT_OUT


@pytest.mark.parametrize(
    ("word", "setting"),
    [(None, Counts.LEFT_OUT), ("shown", Counts.SHOWN), ("With the rating rule", Counts.WITH_RULE)],
)
def test_the_ratings_are_counted_in_words_as_the_settings_say(word: str | None, setting: Counts):
    assert reading({(OPTIONS, "Counts by rating", "Value"): word}).details.counts is setting


@pytest.mark.parametrize(("cell", "most"), [(None, 150), (200.0, 200), (0, 0)])
def test_the_most_words_of_a_commentary_are_set_there(cell: object, most: int):
    assert reading({(OPTIONS, "Most words of a commentary", "Value"): cell}).details.most_words == most


@pytest.mark.parametrize("cell", [-1, 1.5, "many"])
def test_what_is_no_number_of_words_is_an_error_at_its_cell(cell: object):
    found = reading({(OPTIONS, "Most words of a commentary", "Value"): cell})
    assert [one.place for one in found.findings() if one.severity is Severity.ERROR] == ["Settings!B26"]
    assert found.details.most_words == 150


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        (None, ()),
        ("Actual", (Figure.ACTUAL,)),
        ("target, ACTUAL", (Figure.ACTUAL, Figure.TARGET)),
        ("Actual, Target and How far off", (Figure.ACTUAL, Figure.TARGET, Figure.HOW_FAR_OFF)),
        ("Direction;Last period\nDirection", (Figure.DIRECTION, Figure.LAST_PERIOD)),
        (layout.NEW_OPTIONS[layout.FIGURES], PLAIN),
    ],
)
def test_the_settings_name_the_figures_beside_the_commentary(words: str | None, figures: tuple[Figure, ...]):
    found = reading({(OPTIONS, "Figures beside the commentary", "Value"): words})
    assert found.details.figures == figures


@pytest.mark.parametrize(
    ("words", "strange"), [("Actual, Tagret", "Tagret"), ("Actual Target", "Actual Target"), (3, "3")]
)
def test_a_figure_that_nobody_knows_is_an_error_at_its_cell_which_says_what_may_stand_there(
    words: object, strange: str
):
    found = reading({(OPTIONS, "Figures beside the commentary", "Value"): words})
    (told,) = [str(one) for one in found.findings() if "none of the figures" in one.what]
    assert told == (
        f"Settings!B24: Figures beside the commentary: '{strange}' is none of the figures; type any of Actual, Target, "
        "How far off, Direction, Last period, Signal, with commas between, or none"
    )
    assert found.details.figures == ()


def test_a_new_workbook_says_what_each_setting_allows():
    said = {(OPTIONS, setting, "Value"): words for setting, words in layout.NEW_OPTIONS.items()}
    assert layout.NEW_OPTIONS.keys() <= meanings.OPTION_WORDS.keys()
    assert [one for one in reading(said).findings() if one.severity is Severity.ERROR] == []


def test_states_may_be_chosen_from_the_list_as_text():
    found = reading({(RULE, "States", "Value"): "2"})
    assert found.index is not None
    assert found.index.rule.states == 2


def test_the_optional_tables_may_be_missing():
    given_tables = tables()
    for name in ("Profile", "Options", "Published", "Findings"):
        del given_tables[name]
    found = read_index(given_tables)
    assert found.index is not None
    assert found.settings.template == ""


def test_columns_may_be_moved_hidden_and_added(tmp_path: Path):
    """Read by name: the same index from a sheet whose columns stand the other way round among the council's own."""
    table = tables()[INDICATORS]
    order = sorted(table.headings, reverse=True)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Our index"
    sheet.append([])
    sheet.append(["", "", *order, "Our own notes"])
    for row in table.rows:
        record = dict(zip(table.headings, row, strict=True))
        sheet.append(["", "", *(record[heading] for heading in order), "x"])
    last = openpyxl.utils.get_column_letter(len(order) + 3)
    sheet.add_table(openpyxl.worksheet.table.Table(displayName=INDICATORS, ref=f"C2:{last}{len(table.rows) + 2}"))
    sheet.column_dimensions["D"].hidden = True
    for name in (DETAILS, TEXTS, RULE, "Profile"):
        other = tables()[name]
        page = workbook.create_sheet(name)
        page.append(list(reversed(other.headings)))
        for row in other.rows:
            page.append(list(reversed(row)))
        corner = f"{openpyxl.utils.get_column_letter(len(other.headings))}{len(other.rows) + 1}"
        page.add_table(openpyxl.worksheet.table.Table(displayName=name, ref=f"A1:{corner}"))
    path = tmp_path / "moved.xlsx"
    workbook.save(path)
    moved, original = read_book(path), reading()
    assert moved.index == original.index
    assert moved.index is not None
    place = moved.places.indicator(0, "Why")
    assert place.startswith("'Our index'!")


def test_a_column_that_is_needed_and_gone_is_an_error_and_one_that_is_not_needed_is_not():
    given_tables = tables()
    table = given_tables[INDICATORS]
    gone = [table.headings.index(heading) for heading in ("Target", "London", "Trend")]
    keep = [n for n in range(len(table.headings)) if n not in gone]
    given_tables[INDICATORS] = replace(
        table,
        headings=tuple(table.headings[n] for n in keep),
        rows=tuple(tuple(row[n] for n in keep) for row in table.rows),
    )
    found = read_index(given_tables)
    assert [str(one) for one in found.unreadable] == [
        "Index!A6: the table has no column 'Target'; put the column back under that name"
    ]


@pytest.mark.parametrize(
    ("table", "heading", "place"),
    [(DETAILS, "Value", "Report!A4"), (TEXTS, "Text", "Report!A19"), (RULE, "Value", "Settings!A4"),
     ("Profile", "Month", "Profile!A4"), (OPTIONS, "Value", "Settings!A15")],
)  # fmt: skip
def test_a_column_that_was_renamed_in_any_table_is_an_error(table: str, heading: str, place: str):
    given_tables = tables()
    headings = tuple("Renamed" if one == heading else one for one in given_tables[table].headings)
    given_tables[table] = replace(given_tables[table], headings=headings)
    says = f"{place}: the table has no column '{heading}'; put the column back under that name"
    assert says in [str(one) for one in read_index(given_tables).unreadable]


def _damaged(make: Callable[[bytes], bytes], tmp_path: Path) -> Path:
    path = tmp_path / "damaged.xlsm"
    path.write_bytes(make(SHIPPED.read_bytes()))
    return path


def _without(part: str) -> Callable[[bytes], bytes]:
    def make(content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                if name != part:
                    target.writestr(name, source.read(name))
        return out.getvalue()

    return make


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: b"", "is empty"),
        (lambda content: content[: len(content) // 2], "is not a workbook that can be read"),
        (lambda content: content[:40], "is not a workbook that can be read"),
        (_without("xl/workbook.xml"), "is not a workbook that can be read"),
        (_without("xl/worksheets/sheet2.xml"), "has no table Indicators"),
        (_without("[Content_Types].xml"), "is not a workbook that can be read"),
    ],
    ids=["empty", "half", "stump", "no workbook part", "no sheet part", "no content types"],
)
def test_a_file_that_is_no_sound_workbook_is_refused_in_a_sentence(
    make: Callable[[bytes], bytes], says: str, tmp_path: Path
):
    with pytest.raises(NotReadable, match=says):
        read_book(_damaged(make, tmp_path))


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path):
    with pytest.raises(NotReadable, match="there is no file"):
        read_book(tmp_path / "none.xlsm")
    with pytest.raises(NotReadable, match="is a folder; name the file in it"):
        read_book(tmp_path)


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_a_workbook_with_a_broken_byte_is_read_or_refused_but_never_a_traceback(seed: int):
    content = bytearray(SHIPPED.read_bytes())
    content[seed % len(content)] ^= 1 + seed % 255
    with TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.xlsm"
        path.write_bytes(content)
        with contextlib.suppress(NotReadable):
            read_book(path).findings()


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/tables/table1.xml", "xl/worksheets/sheet2.xml"]
)
def test_a_workbook_with_a_part_cut_short_is_refused(tmp_path: Path, part: str):
    def cut(content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                target.writestr(name, data[: len(data) // 2] if name == part else data)
        return out.getvalue()

    with pytest.raises(NotReadable):
        read_book(_damaged(cut, tmp_path))


@pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
def test_a_formula_without_a_saved_result_is_an_error_and_not_a_blank(tmp_path: Path):
    workbook = openpyxl.load_workbook(SHIPPED, data_only=True)
    workbook["Index"]["N8"] = "=1+1"
    workbook["Settings"]["B7"] = "=0.01"
    path = tmp_path / "PI.xlsx"
    workbook.save(path)
    says = "the formula here has no saved result; open it in Excel, let it calculate, and save"
    errors = [str(one) for one in read_book(path).findings() if one.severity is Severity.ERROR]
    assert errors == [f"Settings!B7: Green within: {says}", f"Index!N8: {says}"]


@pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
def test_a_row_of_totals_is_no_indicator_and_a_table_to_the_last_row_is_read_at_once(tmp_path: Path):
    workbook = openpyxl.load_workbook(SHIPPED, data_only=True)
    sheet = workbook["Index"]
    sheet["A39"] = "Total"
    sheet.tables[INDICATORS].ref = "A6:AL39"
    sheet.tables[INDICATORS].totalsRowCount = 1
    workbook["Profile"].tables["Profile"].ref = "A4:C1048576"
    path = tmp_path / "PI.xlsx"
    workbook.save(path)
    index = read_book(path).index
    assert index is not None
    assert [one.number for one in index.indicators][-1] == "31"
    assert len(index.indicators) == 32


@pytest.mark.parametrize("heading", ["Polarity", "Unit", "Frequency", "Measured", "Target is", "Tolerance as"])
def test_a_word_that_decides_the_rating_may_not_be_blank(heading: str):
    (error,) = [line for line in findings({(INDICATORS, "2", heading): None}) if line.startswith("error")]
    assert f"{heading.lower()} is blank; choose a word from the list" in error


def test_a_tolerance_may_be_written_in_no_way_where_there_is_none():
    changes = {(INDICATORS, "1", "Tolerance as"): None}
    assert findings(changes) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({(RULE, "Green within", "Rule"): "GREEN WITHIN"}, []),
        ({(RULE, "Green within", "Rule"): "Green"}, ["error Settings!B4: Green within: the rule has no row"]),
        ({(RULE, "Green within", "Rule"): "States"}, ["error Settings!", "error Settings!"]),
        ({(DETAILS, "Committee", "Detail"): "COMMITTEE"}, []),
        ({("Profile", "30", "No"): "99"}, ["warning Profile!A5: no indicator has the number 99"]),
        ({("Profile", "30", "Month"): "May"}, ["error Profile!B6: May stands there twice for this indicator"]),
        ({(RULE, "States", "Value"): None}, ["error Settings!B6: States: it is blank; enter 2, 3 or 4"]),
        ({(RULE, "Improving", "Value"): None}, ["error Settings!B9: Improving: improving is blank"]),
        ({(RULE, "Green within", "Value"): "abc"}, ["error Settings!B7: Green within: 'abc' is not a number"]),
        ({(OPTIONS, "Report folder", "Setting"): "Report foler"}, ["warning Settings!A16: there is no setting"]),
        ({(RULE, "In force from", "Value"): None}, ["warning Settings!B5: the rule has no date"]),
    ],
)
def test_the_words_of_the_rule_and_the_details_are_known_or_missed(changes: Changes, says: list[str]):
    found = [line for line in findings(changes) if "without a commentary" not in line]  # as the rule is another one
    assert len(found) == len(says), found
    assert all(line.startswith(start) for line, start in zip(found, says, strict=True)), found


def test_headings_are_known_whatever_their_capitals():
    given_tables = tables()
    table = given_tables[INDICATORS]
    given_tables[INDICATORS] = replace(table, headings=tuple(heading.upper() for heading in table.headings))
    assert read_index(given_tables).index == reading().index


def test_england_and_london_are_each_read_from_their_own_column():
    index = reading({(INDICATORS, "2", "England"): 0.5, (INDICATORS, "2", "London"): 0.25}).index
    assert index is not None
    assert (index.indicators[1].england, index.indicators[1].london) == (Decimal("0.5"), Decimal("0.25"))


@pytest.mark.parametrize(
    ("changes", "unsure"),
    [
        ({}, set()),
        ({(INDICATORS, "2", "Sep"): True}, {"2"}),
        ({("Profile", "30", "Target"): "abc"}, {"30"}),
        ({("Profile", "30", "Month"): "May"}, {"30"}),
        ({(RULE, "Green within", "Value"): "abc"}, "all"),
    ],
)
def test_what_leaves_a_rating_in_doubt_is_known(changes: Changes, unsure: set[str] | str):
    found = reading(changes)
    assert found.index is not None
    numbers = [one.number for one in found.index.indicators]
    assert {numbers[n] for n in found.unsure} == (set(numbers) if unsure == "all" else unsure)


@pytest.mark.parametrize("gone", ["Tolerance", "Polarity", "Unit", "Tolerance as", "Target is", "No"])
def test_a_column_that_is_gone_is_one_error_and_leaves_every_rating_in_doubt(gone: str):
    given_tables = tables()
    table = given_tables[INDICATORS]
    at = table.headings.index(gone)
    given_tables[INDICATORS] = replace(
        table,
        headings=table.headings[:at] + table.headings[at + 1 :],
        rows=tuple(row[:at] + row[at + 1 :] for row in table.rows),
    )
    found = read_index(given_tables)
    assert [one.what for one in found.findings()] == [f"the table has no column '{gone}'"]
    assert found.index is not None
    assert len(found.unsure) == len(found.index.indicators)


@pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
@pytest.mark.parametrize(
    ("cell", "is_found"),
    [
        (b'<c r="O8" t="str"><f>IF(1=1,"","x")</f><v></v></c>', False),
        (b'<c r="O8"><f>1+1</f></c>', True),
        (b'<c r="O8"><f>1+1</f><v/></c>', True),
        (b'<c r="O8"><f>1+1</f><v>2</v></c>', False),
    ],
    ids=["an empty text", "no value", "an empty value", "a value"],
)
def test_only_a_formula_whose_result_is_not_there_has_none(tmp_path: Path, cell: bytes, *, is_found: bool):
    def put(content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                if name == "xl/worksheets/sheet2.xml":
                    data, n = re.subn(rb'<c r="O8"[^>]*?/>', cell, data)
                    assert n == 1
                target.writestr(name, data)
        return out.getvalue()

    errors = [one.place for one in read_book(_damaged(put, tmp_path)).findings() if one.severity is Severity.ERROR]
    assert errors == (["Index!O8"] if is_found else [])


def test_errors_come_first_and_nothing_is_said_twice_of_one_cell():
    changes = {(DETAILS, "Meeting date", "Value"): "4th November", (INDICATORS, "31", "Indicator"): None,
               (INDICATORS, "2", "Tolerance"): -1, (INDICATORS, "3", "Service commentary"): None}  # fmt: skip
    lines = [line.split(":")[0] for line in findings(changes)]
    assert lines == ["error Report!B6", "error Index!AF8", "error Index!B38", "warning Index!V9"]


def test_a_file_that_windows_has_locked_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def locked(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(NotReadable, match="is open in another program or not yours to read; close it there"):
        read_book(tmp_path / "PI.xlsm")


def test_another_workbook_is_refused_with_the_tables_it_lacks(tmp_path: Path):
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(NotReadable, match=r"no table Indicators \(sheet Index\), ReportDetails \(sheet Report\)"):
        read_book(path)


def test_a_word_document_is_refused(tmp_path: Path):
    template = SHIPPED.parents[1] / "templates" / "report.docx"
    path = tmp_path / "report.xlsm"
    path.write_bytes(template.read_bytes())
    with pytest.raises(NotReadable):
        read_book(path)


@given(
    figures=st.lists(
        st.none() | st.decimals(min_value=-(10**6), max_value=10**6, places=3, allow_nan=False),
        min_size=12,
        max_size=12,
    ),
    number=st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=5),
)
def test_figures_written_into_a_row_are_read_back_exactly(figures: list[Decimal | None], number: str):
    given_tables = tables()
    record = dict.fromkeys(layout.INDICATORS.headings)
    months = dict(zip(layout.MONTH_NAMES, figures, strict=True))
    cells = {month: None if figure is None else float(figure) for month, figure in months.items()}
    row = {**record, "No": number, "Indicator": "x", **cells}
    given_tables[INDICATORS] = table_cells(layout.INDICATORS, [row])
    index = read_index(given_tables).index
    assert index is not None
    (one,) = index.indicators
    assert one.number == number
    assert one.figures == {month: figure for month, figure in months.items() if figure is not None}


def calls_for_findings(indicators: int) -> int:
    """How many functions are called to read that many indicators and find what is wrong with them."""
    found = tables()
    example = found[INDICATORS]
    rows = tuple((str(n), *example.rows[n % len(example.rows)][1:]) for n in range(indicators))
    found[INDICATORS] = replace(example, rows=rows)
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_index(found).findings()
    finally:
        sys.setprofile(before)
    return calls


def test_the_work_of_finding_what_is_wrong_grows_with_the_indicators_and_no_faster():
    first, second, third = (calls_for_findings(n) for n in (64, 128, 256))
    assert third - second < 2.1 * (second - first)


FOR = (DETAILS, "Figures are for", "Value")


def test_two_new_dates_do_not_make_last_years_figures_and_targets_this_years():
    of_figures, of_targets = findings(
        {
            (DETAILS, "Period end", "Value"): dt.date(2021, 9, 30),
            (DETAILS, "Meeting date", "Value"): dt.date(2021, 11, 3),
            (TEXTS, "Executive summary", "Text"): None,
            (TEXTS, "Appendices", "Text"): None,
            (DETAILS, "Words are for", "Value"): dt.date(2021, 9, 30),
        }
    )
    assert of_figures.startswith("error Report!B12: the period end is in 2021/22, but the figures are for 2020/21; ")
    assert of_targets.startswith(
        "error Settings!B27: the index has 28 targets, and somebody last went through them for "
    )


TARGETS_FOR = (OPTIONS, "Targets are for", "Value")


@pytest.mark.parametrize("year", ["2020/21", "20/21", None])
def test_targets_of_this_year_and_a_blank_are_no_finding(year: str | None):
    assert findings({TARGETS_FOR: year}) == []


def test_what_is_no_year_of_the_targets_is_an_error_at_its_cell():
    (finding,) = findings({TARGETS_FOR: "this one"})
    assert finding == ("error Settings!B27: Targets are for: 'this one' is not a financial year; type it as 2020/21")


@pytest.mark.parametrize("year", ["2020/21", "2020-21", "2020–21", "2020/2021", " 2020 / 21 ", "20/21"])
def test_the_year_of_the_figures_is_read_as_councils_write_it(year: str):
    assert findings({FOR: year}) == []


@pytest.mark.parametrize("year", ["2020/22", "20/22", "this year", 2020.0])
def test_a_year_that_is_none_is_an_error(year: object):
    (finding,) = findings({FOR: year})
    assert finding.startswith("error Report!B14: Figures are for: '20") or "'this year'" in finding
    assert finding.endswith("is not a financial year; type it as 2020/21")


def test_that_nobody_has_said_the_year_of_the_figures_is_noticed():
    (finding,) = findings({FOR: None})
    assert finding.startswith("error Report!B14: nobody has said which financial year the figures are for")
    assert finding.endswith("; enter the year, such as 2020/21")


def test_words_that_nobody_has_gone_through_for_this_period_are_a_finding_each():
    changes: Changes = {
        (DETAILS, "Period end", "Value"): dt.date(2020, 12, 31),
        (INDICATORS, "16", "Dec"): 0.9,
        (INDICATORS, "16", "Override"): "Green",
        (INDICATORS, "16", "Override reason"): "Agreed for quarter 2 only.",
    }
    carried = [line for line in findings(changes) if "last gone through for September 2020" in line]
    assert any("Override" in line for line in carried)
    assert any("the text of Executive summary" in line for line in carried)
    assert all(line.startswith("warning ") and line.endswith("that the words are for 31/12/2020") for line in carried)
    gone_through = {**changes, (DETAILS, "Words are for", "Value"): dt.date(2020, 12, 31)}
    assert not [line for line in findings(gone_through) if "last gone through" in line]


def test_that_nobody_has_said_which_period_the_words_are_for_is_an_error():
    (finding,) = findings({(DETAILS, "Words are for", "Value"): None})
    assert finding.startswith("error Report!B15: nobody has said which period the commentaries, ")


def test_words_for_a_day_that_ends_no_month_is_an_error():
    (finding,) = findings({(DETAILS, "Words are for", "Value"): dt.date(2020, 9, 1)})
    assert finding.startswith("error Report!B15: Words are for: 01/09/2020 is not the last day of a month; ")
    (finding,) = findings({(DETAILS, "Words are for", "Value"): dt.date(1600, 9, 30)})
    assert "30/09/1600" in finding


@pytest.mark.parametrize("status", ["Not reportable", "Awaiting data"])
def test_a_month_may_say_that_there_is_no_figure_where_the_data_status_says_so_too(status: str):
    change: Changes = {(INDICATORS, "16", "Data status"): status, (INDICATORS, "16", "Jun"): "n/a"}
    assert not [line for line in findings(change) if "n/a" in line]


@pytest.mark.parametrize("typed", ["n/a", "-", "TBC", "awaited", "c", "<5", "[x]"])
@pytest.mark.parametrize("heading", ["Jun", "Sep", "Last year", "England"])
def test_a_word_in_place_of_a_figure_is_no_error_and_no_figure(heading: str, typed: str):
    change: Changes = {(INDICATORS, "6", heading): typed}
    assert not [line for line in findings(change) if typed in line and line.startswith("error")]
    found = reading(change)
    assert found.index is not None
    (one,) = [one for one in found.index.indicators if one.number == "6"]
    assert one.marks[heading].typed == typed
    assert not found.in_doubt


@pytest.mark.parametrize("said", ["n/a", "none", "TBC"])
def test_a_target_and_a_profile_may_say_that_there_is_none(said: str):
    found = reading({(INDICATORS, "16", "Target"): said, ("Profile", "30", "Target"): said})
    assert found.index is not None
    ratings = {one.indicator.number: one.rating for one in found.index.rated}
    assert ratings["16"] is Rating.NO_TARGET
    assert not found.in_doubt
    assert not [one for one in found.findings() if one.place.startswith("Profile")]


@pytest.mark.parametrize("shown", ["Sentence", "Table"])
def test_an_unknown_word_is_told_at_its_cell_and_stops_nothing_where_the_report_tells_what_is_not_rated(shown: str):
    setting: Changes = {(OPTIONS, "Indicators not rated", "Value"): shown}
    found = reading({**setting, (INDICATORS, "16", "Sep"): "see Dave"})
    said = [f"{one.severity.value} {one}" for one in found.findings() if "Dave" in one.what]
    (warning,) = said
    assert warning == (
        "warning Index!N23: 'see Dave' is not a figure; the indicator is not rated; type the figure, or why there is "
        "none: n/a, TBC, or c or <5 where it is suppressed"
    )
    assert not [one for one in found.findings() if one.severity is Severity.ERROR]


def test_an_unknown_word_stops_a_report_that_would_not_tell_of_it():
    (error,) = [line for line in findings({(INDICATORS, "16", "Sep"): "see Dave"}) if line.startswith("error")]
    assert "Index!N23: 'see Dave' is not a figure; the indicator is not rated, and the report would not say so" in error


def test_a_detail_that_is_misspelt_is_named():
    strange, *_, blank = sorted(findings({(DETAILS, "Committee", "Detail"): "Comittee"}))
    assert "'Committee' is blank" in blank
    assert strange.startswith("warning Report!A5: there is no detail 'Comittee'; the details are: Committee, ")


def test_an_optional_column_under_another_name_is_noticed_and_one_that_was_deleted_is_not():
    given_tables = tables()
    table = given_tables[INDICATORS]
    renamed = tuple("Directorate" if one == "Theme" else one for one in table.headings)
    given_tables[INDICATORS] = replace(table, headings=renamed)
    what = "nothing reads the column 'Directorate', and the table has no column Theme"
    assert [one.what for one in read_index(given_tables).findings() if "Theme" in one.what] == [what]
    at = table.headings.index("Theme")
    without = tuple((*row[:at], *row[at + 1 :]) for row in (table.headings, *table.rows))
    given_tables[INDICATORS] = replace(table, headings=tuple(map(str, without[0])), rows=without[1:])
    assert not [one for one in read_index(given_tables).findings() if "nothing reads" in one.what]


# --- many findings with the same words --------------------------------------------------------------------------------


def with_column(heading: str, cell: object, table: str = INDICATORS) -> dict[str, TableCells]:
    """The example's tables with one cell all the way down a column."""
    given, at = tables(), tables()[table].headings.index(heading)
    filled = (row for row in given[table].rows if row[0] is not None)
    rows = tuple(tuple(cell if n == at else one for n, one in enumerate(row)) for row in filled)
    return {**given, table: replace(given[table], rows=rows)}


COLUMNS = [(INDICATORS, column.name) for column in layout.INDICATORS.columns]
COLUMNS += [(TEXTS, "Text"), (TEXTS, "Section"), *((layout.PROFILES.name, h) for h in layout.PROFILES.headings)]


@pytest.mark.parametrize("cell", [None, "x", "2018/19", -7.0, 91.0, "Awaiting data", "Not reportable", "Red"])
@pytest.mark.parametrize(("table", "heading"), COLUMNS)
def test_no_words_are_said_of_more_than_a_few_places_whatever_stands_all_down_a_column(
    table: str, heading: str, cell: object
):
    found = replace(read_index(with_column(heading, cell, table)), in_sheet={}).findings()
    said = Counter((one.severity, one.what, one.cure) for one in found)
    assert max(said.values(), default=0) <= 5


def test_commentary_on_many_indicators_that_await_data_is_one_finding_with_their_numbers():
    given = with_column("Service commentary", "The courts set the pace.")
    at = given[INDICATORS].headings.index("Data status")
    rows = tuple((*row[:at], "Awaiting data", *row[at + 1 :]) for row in given[INDICATORS].rows)
    found = read_index({**given, INDICATORS: replace(given[INDICATORS], rows=rows)}).findings()
    (one,) = [one for one in found if "does not print this commentary" in one.what and "Awaiting data" in one.what]
    assert f"; so it is with {len(one.also) + 1} indicators (1, 2, 3, 4, 5, 6, 7, 8, 9, " in one.what
    assert len(one.also) > 20


def test_profile_rows_of_numbers_that_no_indicator_has_are_one_finding_with_the_numbers_and_the_rows():
    given = tables()
    profile = given[layout.PROFILES.name]
    rows = tuple((f"9{n % 2}", *row[1:]) for n, row in enumerate(profile.rows))
    found = read_index({**given, profile.name: replace(profile, rows=rows)}).findings()
    (one,) = [one for one in found if one.place.startswith("Profile!A")]
    assert one.what.startswith("no indicator has the number 90 (Profile!A5, Profile!A7, ")
    assert ", 91 (Profile!A6, Profile!A8, " in one.what
    assert one.cure == "correct them, or delete the rows"


def test_the_reason_of_an_override_that_is_none_is_told_of():
    (finding,) = findings({(INDICATORS, "22", "Override reason"): "Members decided Green."})
    assert finding.startswith("warning Index!")
    assert "a reason is given and no rating (Override is blank), so neither is in the report" in finding
    assert findings({(INDICATORS, "22", "Override reason"): "n/a"}) == []
