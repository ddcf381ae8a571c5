"""A CSV of monthly figures gets its limits and signals, whatever its order; what cannot be read is told by its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from performance_index.cli import main
from performance_index.csv_table import inert
from performance_index.finding import NotReadable, Severity
from performance_index.rating_csv import rate_csv
from performance_index.signals_csv import signals_csv

EXPECTED = (Path(__file__).parent / "data" / "xmr_expected.csv").read_text("utf-8")
HEADINGS = ["Indicator", "Month", "Figure", "Mean", "Lower limit", "Upper limit", "Signal"]
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def given_columns(text: str) -> list[str]:
    """The lines of a CSV with its first three columns only."""
    return [",".join(row[:3]) for row in csv.reader(io.StringIO(text))]


def lines_of(name: str, *figures: str) -> list[str]:
    """A line for each figure, month after month."""
    return [f"{name},{month},{figure}" for month, figure in zip(MONTHS, figures, strict=False)]


def with_signals(*lines: str, head: str = "Indicator,Month,Figure") -> list[dict[str, str]]:
    return read(signals_csv("\n".join([head, *lines]), "x.csv").text)


def test_the_reference_series_come_out_as_the_reference_has_them():
    made = signals_csv("\n".join(given_columns(EXPECTED)), "x.csv")
    assert read(made.text) == read(EXPECTED)
    assert list(read(made.text)[0]) == HEADINGS
    assert made.findings == ()
    assert dict(made.counts) == {
        "Above the upper limit": 3,
        "Below the lower limit": 4,
        "2 of 3 near the lower limit": 2,
        "7 above the mean": 22,
        "None": 145,
        "Too few points": 22,
    }


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_signal(random: object):
    head, *rows = given_columns(EXPECTED)
    random.shuffle(rows)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    made = read(signals_csv("\n".join([head, *rows]), "x.csv").text)
    assert [",".join([row["Indicator"], row["Month"], row["Figure"]]) for row in made] == rows
    key = [(row["Indicator"], row["Month"]) for row in read(EXPECTED)]
    assert sorted(made, key=lambda row: key.index((row["Indicator"], row["Month"]))) == read(EXPECTED)


def test_signals_that_were_there_stay_beside_the_new_ones_and_again_changes_nothing():
    once = signals_csv(EXPECTED.replace("7 above the mean", "ours"), "x.csv").text
    row = read(once)[6]
    assert (row["Signal before"], row["Signal"]) == ("ours", "7 above the mean")
    twice = signals_csv(once, "x.csv").text
    assert signals_csv(twice, "x.csv").text == twice


def test_other_columns_pass_through():
    (row, *_) = with_signals("Parking,2024-04,5,é,Ours", head="Indicator,Month,Figure,Note,Council")
    assert (row["Note"], row["Council"], row["Signal"]) == ("é", "Ours", "Too few points")


def test_percentages_have_limits_in_per_cent_and_small_figures_decimals_enough():
    percent = with_signals(*lines_of("a", *["90%", "91%"] * 6))[0]
    assert [percent[heading] for heading in HEADINGS[3:6]] == ["90.5000%", "87.8400%", "93.1600%"]
    small = with_signals(*lines_of("a", *["0.0010", "0.0011"] * 6))[0]
    assert [small[heading] for heading in HEADINGS[3:6]] == ["0.001050", "0.000784", "0.001316"]


def test_with_a_polarity_each_signal_is_better_or_worse():
    head = "Indicator,Month,Figure,Polarity"
    for polarity, means in [("higher IS better", "Better"), ("Lower is better", "Worse"), ("Data only", ""), ("", "")]:
        rows = with_signals(*(f"{one},{polarity}" for one in lines_of("a", *["5", "6"] * 8, "10")), head=head)
        assert rows[-1]["Signal"] == "Above the upper limit"
        assert rows[-1]["Better or worse"] == means
        assert {row["Better or worse"] for row in rows[:-1]} == {""}


def test_an_indicator_is_known_whatever_its_capitals_and_blanks():
    rows = with_signals(
        *lines_of("Street  lights", *["5", "6"] * 5), "street lights ,2023-11,5", "STREET LIGHTS,2023-12,6"
    )
    assert {row["Signal"] for row in rows} == {"None"}


@pytest.mark.parametrize("blank", ["", "n/a", "-", "TBC"])
def test_a_month_without_a_figure_has_the_limits_and_no_signal(blank: str):
    rows = with_signals(*lines_of("a", *["5", "6"] * 6, blank))
    assert (rows[-1]["Mean"], rows[-1]["Signal"]) == ("5.5000", "")
    assert {row["Signal"] for row in rows[:-1]} == {"None"}


def test_a_line_that_cannot_be_read_has_no_signal_and_the_others_do_without_it():
    made = signals_csv("\n".join(["Indicator,Month,Figure", *lines_of("a", *["5", "6"] * 6, "lots", "5")]), "x.csv")
    rows = read(made.text)
    assert [row["Signal"] for row in rows] == ["None"] * 12 + ["", "None"]
    assert rows[12]["Mean"] == ""
    error, gap = made.findings
    assert (
        str(error)
        == "x.csv, line 14: Figure: 'lots' is not a number; write the figure in digits, or leave the field blank"
    )
    assert (error.severity, gap.severity) == (Severity.ERROR, Severity.WARNING)
    assert str(gap).startswith("x.csv, line 2: Month: a has no figure for 2024-01; add what is known")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",2024-04,5", "Indicator: it is blank"),
        ("a,,5", "Month: it is blank"),
        ("a,Q1,5", "Month: 'Q1' is not a month; write the year and the month, such as 2024-04"),
        ("a,2024-13,5", "Month: '2024-13' is not a month"),
        ("a,2024-04,#N/A", "Figure: '#N/A' is not a number"),
        ("a,2024-04,5,Up", "Polarity: 'Up' is not in the list"),
        ("a,2024-04,5,,6", "the line has 5 fields, and there are 4 columns"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_its_field(line: str, says: str):
    made = signals_csv(f"Indicator,Month,Figure,Polarity\n{line}\n", "x.csv")
    (finding,) = made.findings
    assert str(finding).startswith(f"x.csv, line 2: {says}")


def test_of_two_figures_for_one_month_neither_counts():
    """Whichever came first would else decide."""
    made = signals_csv("\n".join(["Indicator,Month,Figure", *lines_of("a", *["5", "6"] * 6), "A,2023-12,60"]), "x.csv")
    first, second = made.findings
    assert str(first).startswith(
        "x.csv, line 13: Month: 2023-12 has a figure of this indicator in line 14 too; leave one"
    )
    assert second.place == "x.csv, line 14"
    assert [row["Signal"] for row in read(made.text)] == ["Too few points"] * 11 + ["", ""]


def test_a_blank_line_of_a_month_that_has_a_figure_is_no_second_figure():
    assert with_signals(*lines_of("a", *["5", "6"] * 6), "a,2023-12,")[11]["Signal"] == "None"


def test_missing_months_are_told_once_for_a_series_that_is_long_enough():
    every_quarter = [
        f"{name},{year}-{month:02d},{month}" for name in "ab" for year in range(2018, 2022) for month in (3, 6, 9, 12)
    ]
    made = signals_csv("\n".join(["Indicator,Month,Figure", *every_quarter, "c,2024-01,5", "c,2024-03,5"]), "x.csv")
    assert [str(one).partition(";")[0] for one in made.findings] == [
        "x.csv, line 2: Month: a has no figure for 2018-04, 2018-05, 2018-07 and 27 more",
        "x.csv, line 18: Month: b has no figure for 2018-04, 2018-05, 2018-07 and 27 more",
    ]
    assert set(made.counts) == {"Too few points"}


def test_figures_with_and_without_a_percent_sign_are_told_of():
    made = signals_csv("Indicator,Month,Figure\na,2024-01,91%\na,2024-02,92\na,2024-03,\n", "x.csv")
    (finding,) = made.findings
    assert str(finding) == (
        "x.csv, line 3: Figure: some figures of a have a % sign and some do not; write them all alike; 91% is 0.91"
    )


def test_no_field_that_is_written_begins_a_formula():
    evil = ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [["Indicator", "Month", "Figure", "=HYPERLINK(1)"], *([one, "2024-04", "-5.5", one] for one in evil)]
    )
    made = list(csv.reader(io.StringIO(signals_csv(text.getvalue(), "x.csv").text, newline="")))
    assert made[0][3] == "'=HYPERLINK(1)"
    assert (
        [row[0] for row in made[1:]] == [row[3] for row in made[1:]] == [f"'{one}".replace("\r", "\n") for one in evil]
    )
    assert {row[2] for row in made[1:]} == {"-5.5"}
    rated = rate_csv(
        "Indicator,Polarity,Target,Actual,Tolerance,Tolerance as\n=1+1,Higher is better,1,1,0,Points\n", "x"
    )
    assert rated.text.splitlines()[1].startswith("'=1+1,")


@pytest.mark.parametrize("field", ["", "-", "–", "-5", "+5%", "-£3.50", "'=1", "a=b", "n/a", "£5", "-1,250"])
def test_figures_and_ordinary_words_are_written_as_they_are(field: str):
    assert inert(field) == field


@given(st.text(max_size=6))
def test_what_is_made_inert_is_inert_and_is_not_changed_again(field: str):
    made = inert(field)
    assert inert(made) == made
    assert made.removeprefix("'") == field.removeprefix("'")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Indicator,Month\na,2024-04\n"])
def test_a_csv_without_the_columns_is_refused_with_their_names(text: str):
    with pytest.raises(
        NotReadable, match=r"has no column .*; the first row names the columns: Indicator, Month, Figure"
    ):
        signals_csv(text, "x.csv")


# --- The command -----------------------------------------------------------------------------------------------------


def test_the_command_prints_or_writes_and_ends_with_what_it_found(tmp_path: Path):
    source, target = tmp_path / "figures.csv", tmp_path / "signals.csv"
    source.write_text("\n".join(given_columns(EXPECTED)), "utf-8")
    printed = CliRunner().invoke(main, ["signals", str(source)])
    assert (printed.exit_code, read(printed.stdout)) == (0, read(EXPECTED))
    written = CliRunner().invoke(main, ["signals", str(source), "-o", str(target)])
    assert written.exit_code == 0
    assert read(target.read_text("utf-8-sig")) == read(EXPECTED)
    assert written.stdout.splitlines()[-1].startswith("3 Above the upper limit, 4 Below the lower limit, 2 2 of 3 near")
    again = CliRunner().invoke(main, ["signals", str(source), "-o", str(target)])
    assert again.exit_code == 1
    assert "exists already" in again.stderr


@pytest.mark.parametrize(("figure", "code"), [("5", 0), ("", 0), ("lots", 1)])
def test_a_gap_is_a_warning_and_what_cannot_be_read_is_an_error(tmp_path: Path, figure: str, code: int):
    source = tmp_path / "figures.csv"
    source.write_text("\n".join(["Indicator,Month,Figure", *lines_of("a", *["5", "6"] * 6, figure, "5")]), "utf-8")
    result = CliRunner().invoke(main, ["signals", str(source)])
    assert result.exit_code == code
    assert ("warning" in result.stderr) == (figure != "5")
