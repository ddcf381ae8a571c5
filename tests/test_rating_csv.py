"""A CSV of figures is rated by the same rule: real published ratings come out as published."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from performance_index.finding import NotReadable
from performance_index.rating_csv import rate_csv

PUBLISHED = Path(__file__).parent / "data" / "published_ratings.csv"
HEAD = "Indicator,Polarity,Target,Actual,Last year,Tolerance,Tolerance as,Green within,Improving,States"


def rated(*lines: str, head: str = HEAD) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rate_csv("\n".join([head, *lines]), "x.csv").text)))


def test_every_published_rating_comes_out_as_its_council_published_it():
    rows = list(csv.DictReader(io.StringIO(rate_csv(PUBLISHED.read_text("utf-8"), "x.csv").text)))
    assert len(rows) == 19
    assert [row["Rating"] for row in rows] == [row["Published rating"] for row in rows]
    assert all(row["Why"] for row in rows)


def test_other_columns_pass_through_in_their_order():
    (row,) = rated("a,Higher is better,10,10,,0,Points,,,3,Ours,é", head=HEAD + ",Council,Note")
    assert list(row)[-4:] == ["Council", "Note", "Rating", "Why"]
    assert (row["Council"], row["Note"]) == ("Ours", "é")


def test_a_rating_that_was_there_stays_beside_the_new_one():
    (row,) = rated("a,Higher is better,10,10,,0,Points,,,3,Amber,They said so", head=HEAD + ",Rating,Why")
    assert (row["Rating before"], row["Why before"]) == ("Amber", "They said so")
    assert (row["Rating"], row["Why"]) == ("Green", "10 against a target of 10: target met")


def test_a_rated_csv_can_be_rated_again():
    once = rate_csv(PUBLISHED.read_text("utf-8"), "x.csv").text
    twice = rate_csv(once, "x.csv").text
    assert rate_csv(twice, "x.csv").text == twice


def test_columns_of_one_name_or_none_keep_their_own_fields():
    found = rate_csv("\n".join([HEAD + ",Note,Note,,", "a,Higher is better,1,1,,0,Points,,,3,one,two,three,four"]), "x")
    assert found.text.splitlines()[1].split(",")[10:14] == ["one", "two", "three", "four"]


def test_a_column_that_the_rule_needs_may_not_stand_twice():
    with pytest.raises(NotReadable, match="has two columns named Target; rename one of them"):
        rate_csv(HEAD + ",Target\n", "x.csv")


def test_a_line_with_more_fields_than_columns_is_a_finding_and_loses_none():
    found = rate_csv(f"{HEAD}\na, b,Higher is better,1,1,,0,Points,,,3\n", "x.csv")
    assert "the line has 11 fields, and there are 10 columns" in str(found.findings[0])
    assert found.text.splitlines()[1].startswith("a, b,Higher is better,1,1")
    assert found.text.splitlines()[1].endswith("3")


def test_a_quotation_mark_that_is_not_closed_is_refused():
    with pytest.raises(NotReadable, match="is not sound in line 2"):
        rate_csv(f'{HEAD}\n"a,Higher is better,1,1,,0,Points,,,3\nb,Higher is better,1,1,,0,Points,,,3\n', "x.csv")


def test_a_field_that_goes_on_for_ever_is_refused():
    with pytest.raises(NotReadable, match="is not sound"):
        rate_csv(f"{HEAD}\n{'a' * 200_000},Higher is better,1,1,,0,Points,,,3\n", "x.csv")


def test_the_line_of_a_finding_is_counted_in_the_file():
    text = f'{HEAD}\n"two\nlines",Higher is better,1,1,,0,Points,,,3\nb,Up,1,1,,0,Points,,,3\n'
    assert rate_csv(text, "x.csv").findings[0].place == "x.csv, line 4"


def test_columns_are_known_whatever_their_capitals_and_keep_theirs():
    found = rate_csv(f"{HEAD.upper()}\na,Higher is better,1,1,,0,Points,,,3\n", "x.csv")
    assert found.text.splitlines()[0] == f"{HEAD.upper()},Rating,Why"
    assert dict(found.counts) == {"Green": 1}


def test_semicolons_do_as_well_and_stay():
    found = rate_csv(f"{HEAD.replace(',', ';')}\na, b;Higher is better;1;1;;0;Points;;;3\n", "x.csv")
    assert (
        found.text.splitlines()[1]
        == "a, b;Higher is better;1;1;;0;Points;;;3;Green;1 against a target of 1: target met"
    )


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        (
            "91%",
            "87.2%",
            "87.2% against a target of 91%: 3.8 points short (4.2% of the target), within the 5% tolerance",
        ),
        (
            "£100",
            "£97.50",
            "£97.50 against a target of £100: £2.50 short (2.5% of the target), within the 5% tolerance",
        ),
    ],
)
def test_the_unit_is_seen_in_how_the_figures_are_written(target: str, actual: str, why: str):
    (row,) = rated(f"a,Higher is better,{target},{actual},,5%,% of target,0,none,3")
    assert row["Why"] == why


@pytest.mark.parametrize(
    ("line", "rating", "why"),
    [
        ("a,Higher is better,95,92.3,,2.7,Points,0,none,3", "Amber",
         "92.3 against a target of 95: 2.7 short, within the tolerance of 2.7"),
        ("a,Higher is better,95,92.29,,2.7,Points,0,none,3", "Red",
         "92.29 against a target of 95: 2.71 short, beyond the tolerance of 2.7"),
        ("a,Lower is better,494,600,700,10%,% of target,10%,last year,3", "Amber",
         ("600 against a target of 494: 106 over (21.5% of the target), beyond the 10% tolerance, but better than last "
          "year (700), so Amber, not Red")),
        ("a,Higher is better,0.97,0.994,,0,Points,0,none,2", "Green", "0.994 against a target of 0.97: target met"),
        ("a,Close to target,14,15,,16,Red limit,,none,3", "Amber",
         "15 against a target of 14: 1 above, within the tolerance of 2"),
        ("a,Lower is better,26,28,,30,Red limit,28,none,3", "Green",
         "28 against a target of 26: 2 over, within the 2 allowed for Green"),
        ("a,Lower is better,26,28.1,,30,Red limit,28,none,3", "Amber",
         "28.1 against a target of 26: 2.1 over, still within the red limit of 30"),
        ("a,Lower is better,26,28,,30,Red limit,0,none,3", "Amber",
         "28 against a target of 26: 2 over, still within the red limit of 30"),
        ("a,Higher is better,,5,,0,Points,0,none,3", "Not rated", "No target, so not rated: 5"),
        ("a,Higher is better,5,,,0,Points,0,none,3", "Not rated", "Awaiting data: no actual is given"),
        ("a,Data only,5,3,,0,Points,0,none,3", "Not rated", "Data only, not rated: 3"),
        ("a,higher is better,5,0,,0,points,,,", "Red", "0 against a target of 5: 5 short, with no tolerance"),
    ],
)  # fmt: skip
def test_a_row_is_rated_with_its_reason(line: str, rating: str, why: str):
    (row,) = rated(line)
    assert (row["Rating"], row["Why"]) == (rating, why)


def test_the_period_before_may_be_given_for_the_improving_option():
    (row,) = rated("a,Higher is better,10,5,,0,Points,0,previous,3,4", head=HEAD + ",Previous")
    assert row["Rating"] == "Amber"
    assert "better than the period before (4)" in row["Why"]


def test_a_unit_may_be_given():
    (row,) = rated("a,Higher is better,0.91,0.872,,0.05,% of target,0,none,3,%", head=HEAD + ",Unit")
    assert row["Why"] == "87.2% against a target of 91%: 3.8 points short (4.2% of the target), within the 5% tolerance"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,Upwards,1,1,,0,Points,0,none,3", "Polarity: 'Upwards' is not in the list"),
        ("a,Higher is better,lots,1,,0,Points,0,none,3", "Target: 'lots' is not a number"),
        ("a,Higher is better,1,1,,5%,,0,none,3", "Tolerance as: it is blank"),
        ("a,,1,1,,0,Points,0,none,3", "Polarity: it is blank; say which way is better"),
        ("a,Higher is better,1,1,,-1,Points,0,none,3", "Tolerance: it is negative (-1)"),
        ("a,Higher is better,1,1,,5,% of target,0,none,3", "Tolerance: 500% of the target; write 5% as 5% or 0.05"),
        ("a,Higher is better,1,1,,0,Points,-1,none,3", "Green within: it is negative (-1)"),
        ("a,Higher is better,1,1,,0,Points,0,none,5", "States: 5 is not a number of states; enter 2, 3 or 4"),
        ("a,Higher is better,1,1,,0,Points,0,always,3", "Improving: 'always' is not in the list"),
        ("a,Higher is better,1,1,,0,Points,0,none,3,per cent", "Unit: 'per cent' is not how % is written"),
    ],
)
def test_a_row_that_cannot_be_rated_says_which_field_and_the_others_are_rated(line: str, says: str):
    good = "b,Higher is better,1,1,,0,Points,0,none,3,"
    found = rate_csv("\n".join([HEAD + ",Unit", line, good]), "x.csv")
    bad, fine = csv.DictReader(io.StringIO(found.text))
    assert bad["Rating"] == ""
    assert bad["Why"].startswith(says)
    assert fine["Rating"] == "Green"
    (finding,) = found.findings
    assert str(finding).startswith(f"x.csv, line 2: {says}")


def test_short_and_blank_lines_are_taken_as_they_are():
    rows = rated("", "a,Higher is better,1,1", ",,,,,,,,,")
    assert [row["Rating"] for row in rows] == ["Green"]


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", HEAD.replace("Tolerance as", "Basis")])
def test_a_csv_without_the_columns_is_refused_with_their_names(text: str):
    with pytest.raises(NotReadable, match=r"x\.csv has no column .*; the first row names the columns: Indicator, Pol"):
        rate_csv(text, "x.csv")


@pytest.mark.parametrize(
    ("actual", "why"),
    [
        ("", "Awaiting data: no actual is given"),
        ("TBC", "Awaiting data: no actual is given"),
        ("n/a", "No figure: “n/a” is given"),
        ("<5", "Suppressed: only “<5” is given"),
    ],
)
def test_a_word_in_place_of_the_actual_is_the_reason_for_no_rating(actual: str, why: str):
    (row,) = rated(f"a,Higher is better,10,{actual},n/a,0,Points,,,3")
    assert (row["Rating"], row["Why"]) == ("Not rated", why)


def test_a_word_in_place_of_the_target_is_none_and_an_unknown_one_a_finding():
    (row,) = rated("a,Higher is better,TBC,10,,0,Points,,,3")
    assert (row["Rating"], row["Why"]) == ("Not rated", "No target, so not rated: 10")
    found = rate_csv(f"{HEAD}\na,Higher is better,10,lots,,0,Points,,,3\n", "x.csv")
    assert "Actual: 'lots' is not a number" in str(found.findings[0])
