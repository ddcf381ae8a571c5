"""Cells become exact figures, words, days and list words, or a problem that says what is there and what to do."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.indicator import Polarity, Unit
from performance_index.marks import Mark, Said
from performance_index.period import FinancialYear, Month


@pytest.mark.parametrize("blank", [None, "", "   ", "\n"])
def test_a_blank_cell_is_no_figure_no_words_and_no_day(blank: object):
    assert cells.number(blank) is None
    assert cells.text(blank) == ""
    assert cells.date(blank) is None
    assert cells.choice(Polarity, blank, Polarity.LOWER) is Polarity.LOWER


@pytest.mark.parametrize("nought", [0, 0.0, -0.0, Decimal(0)])
def test_nought_is_a_figure(nought: float):
    assert cells.number(nought) == 0


@pytest.mark.parametrize(
    ("stored", "figure"),
    [
        (0.1 + 0.2, "0.3"),
        (95 - 92.3, "2.7"),
        (0.91, "0.91"),
        (1e-7, "1E-7"),
        (175, "175"),
        (Decimal("0.123456789012345678"), "0.123456789012345678"),
    ],
)
def test_a_figure_is_taken_at_the_fifteen_digits_excel_keeps(stored: float, figure: str):
    assert cells.number(stored) == Decimal(figure)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_any_figure_a_person_can_type_comes_out_as_typed(typed: Decimal):
    assert cells.number(float(typed)) == typed


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("n/a", "'n/a' is not a number"),
        ("87.2", "'87.2' is stored as text"),
        (True, "TRUE is not a number"),
        (False, "FALSE is not a number"),
        ("#N/A", "the cell shows #N/A"),
        ("#DIV/0!", "the cell shows #DIV/0!"),
        (float("nan"), "'nan' is not a number"),
        (float("inf"), "'inf' is not a number"),
        (10**400, "'100000000000000000000000000000000000000…' is not a number"),
        (cells.NO_RESULT, "the formula here has no saved result"),
        (Decimal("NaN"), "'NaN' is not a number"),
        (dt.datetime(2020, 9, 30), "the date 30/09/2020 is not a number"),  # noqa: DTZ001 - a cell has no zone
        ("a commentary that was typed into the wrong cell by mistake", "'a commentary that was typed into the wr…'"),
    ],
)
def test_what_is_not_a_number_is_a_problem_that_shows_it(cell: object, says: str):
    with pytest.raises(CellProblem, match="; ") as problem:
        cells.number(cell)
    assert problem.value.what.startswith(says)
    assert problem.value.cure


@pytest.mark.parametrize(
    ("field", "figure"),
    [
        ("", None),
        ("  ", None),
        ("91%", "0.91"),
        ("0.91", "0.91"),
        ("1,250", "1250"),
        ("£3.50", "3.5"),
        ("-2", "-2"),
        ("-£1,250.5", "-1250.5"),
        ("+.5%", "0.005"),
    ],
)
def test_a_csv_field_spells_a_figure(field: str, figure: str | None):
    assert cells.number_in_text(field) == (None if figure is None else Decimal(figure))


@pytest.mark.parametrize(
    "field",
    [
        "£",
        "%",
        "n/a",
        "NaN",
        "Infinity",
        "12 weeks",
        "2019/20",
        "90,5",
        "1,25,000",
        "1_000",
        "1e99999999",
        "1e5",
        "--5",
        "+-5",
        "-£-5",
        "-",
        ".",
    ],
)
def test_a_csv_field_that_spells_no_figure_is_a_problem(field: str):
    with pytest.raises(CellProblem):
        cells.number_in_text(field)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (2.0, "2"),
        (16, "16"),
        (16.5, "16.5"),
        ("16a ", "16a"),
        (True, "TRUE"),
        (dt.date(2020, 9, 30), "30/09/2020"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo\vthree", "one\ntwo\nthree"),
        ("bell\x07here\ufffe", "bellhere"),
        ("one_x000D_two", "one_x000D_two"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_words_read_as_excel_shows_them(cell: object, words: str):
    assert cells.text(cell) == words


@pytest.mark.parametrize("read", [cells.text, cells.number, cells.date])
def test_an_error_value_is_a_problem_wherever_it_stands(read: Callable[[object], object]):
    with pytest.raises(CellProblem, match="mend the formula"):
        read("#REF!")
    assert cells.is_error("#REF!")
    assert not cells.is_error(0)


@pytest.mark.parametrize("read", [cells.text, cells.key, cells.number, cells.date])
@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (2000, "#NULL!"),
        (2042, "#N/A"),
        (2043, "#GETTING_DATA"),
        (2045, "#SPILL!"),
        (2046, "#CONNECT!"),
        (2047, "#BLOCKED!"),
        (2048, "#UNKNOWN!"),
        (2049, "#FIELD!"),
        (2050, "#CALC!"),
        (2051, "#BUSY!"),
        (2222, "an error value"),  # of a later Excel
    ],
)
def test_an_error_value_that_windows_hands_over_as_a_whole_number_is_no_figure(
    read: Callable[[object], object], code: int, shown: str
):
    cell = code - 2146828288
    assert cells.is_error(cell)
    with pytest.raises(CellProblem) as problem:
        read(cell)
    assert problem.value.what == f"the cell shows {shown}"


@pytest.mark.parametrize("figure", [-2146826243.0, Decimal(-2146826243), -2146828289, -2146824240, True])
def test_a_large_negative_figure_is_no_error_value(figure: object):
    """Excel's own numbers come as fractions."""
    assert not cells.is_error(figure)


@pytest.mark.parametrize(
    "cell",
    [dt.date(2020, 9, 30), dt.datetime(2020, 9, 30, 13, 5), 44104, 44104.5],  # noqa: DTZ001 - a cell has no zone
)
def test_a_day_is_read_with_or_without_its_hour_and_as_excels_number(cell: object):
    assert cells.date(cell) == dt.date(2020, 9, 30)


@pytest.mark.parametrize("cell", ["30/09/2020", "soon", True, 0, -1, 1e9])
def test_what_is_not_a_day_is_a_problem(cell: object):
    with pytest.raises(CellProblem, match="is not a date; type the date as 30/09/2020"):
        cells.date(cell)


@pytest.mark.parametrize("kind", [Polarity, Unit])
def test_every_list_word_is_read_whatever_its_capitals_and_spaces(kind: type[Enum]):
    for member in kind:
        default = next(iter(kind))
        assert cells.choice(kind, f"  {str(member.value).upper()} ", default) is member


def test_a_word_that_is_not_in_the_list_is_a_problem_that_lists_the_words():
    with pytest.raises(CellProblem, match="'Upwards' is not in the list; choose one of: Higher is better, Lower"):
        cells.choice(Polarity, "Upwards", Polarity.HIGHER)


@given(st.text(st.sampled_from("0123456789+-£%,. eE_") | st.characters(), max_size=12))
def test_whatever_a_field_spells_it_is_a_figure_a_blank_or_a_problem(field: str):
    try:
        figure = cells.number_in_text(field)
    except CellProblem:
        return
    assert figure is None or figure.is_finite()


@pytest.mark.parametrize("cell", [dt.date(2020, 2, 1), dt.time(1, 2), dt.timedelta(hours=30)])
def test_a_date_or_a_time_is_no_number_of_an_indicator(cell: object):
    with pytest.raises(cells.CellProblem, match="format the column as Text, and type the number again"):
        cells.key(cell)


def test_the_number_of_an_indicator_is_read_as_a_text_is():
    assert [cells.key(cell) for cell in (16.0, " 16a ", None, "1-2")] == ["16", "16a", "", "1-2"]


def test_a_control_character_is_not_repeated_in_what_is_said_of_it():
    with pytest.raises(cells.CellProblem, match="'bellhere' is not a number"):
        cells.number("bell\x07here")


@pytest.mark.parametrize("cell", ["n/a", "N/A", "NA", "n.a.", "-", "–", " TBC ", "Not available", "c", "[x]", "<5"])
def test_a_word_that_says_there_is_no_figure(cell: str):
    assert cells.says_no_figure(cell)


@pytest.mark.parametrize("cell", [None, "", 0, 0.91, "91", "nil", "none", "#N/A", "about 3", dt.date(2020, 1, 1)])
def test_anything_else_does_not_say_that_there_is_no_figure(cell: object):
    assert not cells.says_no_figure(cell)


@pytest.mark.parametrize(
    ("cell", "said"), [("n/a", Said.NONE), (" TBC ", Said.AWAITED), ("<5", Said.SUPPRESSED), ("about 3", Said.UNKNOWN)]
)
def test_words_in_a_figures_cell_are_what_they_say(cell: str, said: Said):
    found = cells.figure(cell)
    assert isinstance(found, Mark)
    assert (found.said, found.typed) == (said, cell.strip())


@pytest.mark.parametrize("cell", [0, 0.91, 91, Decimal("0.5")])
def test_a_figure_in_a_figures_cell_is_that_figure(cell: object):
    assert cells.figure(cell) == cells.number(cell)


@pytest.mark.parametrize("cell", [None, "", " ", "\u200b"])
def test_a_blank_cell_of_a_figure_is_none(cell: object):
    assert cells.figure(cell) is None


@pytest.mark.parametrize("cell", ["91", "91%", "£1,250", "#N/A", True, dt.date(2020, 9, 30), cells.NO_RESULT])
def test_what_is_neither_figure_nor_words_is_a_problem(cell: object):
    with pytest.raises(CellProblem):
        cells.figure(cell)


@pytest.mark.parametrize("cell", ["16a\u200b", "\u202d16a\u202c", "\ufeff16a", " 16a "])
def test_a_number_has_no_characters_that_nobody_sees(cell: str):
    assert cells.key(cell) == "16a"


@pytest.mark.parametrize(
    "field",
    [
        "2024-04", "2024-4", " 2024-04 ", "2024-04-01", "2024-04-30", "2024-04-30 00:00:00", "2024-04-30T00:00:00",
        "30/04/2024", "1/4/2024", "04/2024", "4/2024", "April 2024", "APRIL  2024", "Apr 2024", "Apr-24", "apr-2024",
        "30 April 2024", "01-Apr-24",
    ],
)  # fmt: skip
def test_a_month_is_read_however_a_spreadsheet_or_a_person_writes_it(field: str):
    assert cells.month_in_text(field) == Month(FinancialYear(2024), 1)


def test_every_month_is_known_by_its_name_and_by_its_first_letters():
    for number in range(1, 13):
        month = cells.month_in_text(f"2023-{number:02d}")
        assert month is not None
        name = month.label.split()[0]
        assert cells.month_in_text(f"{name} 2023") == cells.month_in_text(f"{name[:3]}-23") == month
    assert cells.month_in_text("Sept 2023") == cells.month_in_text("Sep 2023")


@pytest.mark.parametrize("field", ["", "  ", "\t"])
def test_a_blank_field_is_no_month(field: str):
    assert cells.month_in_text(field) is None


@pytest.mark.parametrize(
    "field",
    ["2024", "2024-13", "2024-00", "2024-02-30", "13/2024", "Q1 2024", "2023/24", "24-04", "April", "1899-12",
     "0001-01", "45383", "2024-04-30 12:00", "Ap 2024", "Apri 2024", "9999-12"],
)  # fmt: skip
def test_what_is_no_month_is_told(field: str):
    with pytest.raises(CellProblem, match="is not a month; write the year and the month, such as 2024-04"):
        cells.month_in_text(field)


@pytest.mark.parametrize(("field", "year"), [("Jun-49", 2049), ("Jun-50", 1950), ("Jun-99", 1999), ("Jun-00", 2000)])
def test_a_year_of_two_digits_is_read_as_windows_reads_it(field: str, year: int):
    assert cells.month_in_text(field) == Month(FinancialYear(year), 3)


@pytest.mark.parametrize(
    "words", ["3/2/2021", "03/02/2021", "2021-02-03", "3 February 2021", "3 feb 21", " 3-Feb-2021 "]
)
def test_a_day_may_be_written_in_several_ways(words: str):
    assert cells.day_in_text(words) == dt.date(2021, 2, 3)


@pytest.mark.parametrize("words", ["2/2021", "February 2021", "31/2/2021", "soon", "3/2"])
def test_what_is_no_day_is_told_of(words: str):
    with pytest.raises(cells.CellProblem, match="is not a day; write it as 30/09/2020"):
        cells.day_in_text(words)


def test_blank_words_are_no_day():
    assert cells.day_in_text(" ") is None
