"""What changed since it was published is a finding until somebody says why; a reason for nothing is one too."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from make import RED, Somewhere, entry, figure, indicator, text

from performance_index.amendments import Reason, amendments
from performance_index.finding import Severity
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import FinancialYear
from performance_index.rating import RatingRule
from performance_index.report import ReportDetails
from performance_index.unexplained import unexplained

ONE = indicator("5", target="10", tolerance="1")
HISTORY = History(
    entries=(
        entry(
            figure("4", rating=RED, target="10"), figure("1", "9", rating=RED),
            text("Homes inspected", "Indicator"), text("Children in care", "Indicator", "9"),
            text("3", "States", ""), text("2", "Green within", ""), text("Points", "Green within as", ""),
            meeting=dt.date(2020, 10, 1), is_whole=True,
        ),
    )
)  # fmt: skip
CURE = "put it right, or give the reason on the Amendments sheet, where Check index lists it"


def found(*reasons: Reason, one: Indicator = ONE, unsure: tuple[int, ...] = (), has_table: bool = True) -> list[str]:
    rule = RatingRule(green_within=Decimal(2), green_within_as=one.tolerance_as)
    index = PerformanceIndex(title="Index", period=FinancialYear(2020).month("Sep"), rule=rule, indicators=(one,))
    places = Somewhere(has_table=has_table)
    made = unexplained(amendments(index, ReportDetails(), HISTORY, reasons), reasons, places, HISTORY, unsure)
    return [str(one) for one in made if one.severity is Severity.WARNING and "Unit" not in one.what]


def lines(*several: str) -> list[str]:
    """What is found of this index in any case, with these lines before the last."""
    return [
        "Improving: the rule: Improving was published as 'None set' and is 'none' now, and nobody has said why; "
        + CURE,
        "Blue beyond: the rule: Blue beyond was published as 'None set' and is '0% of the target' now, and nobody has "
        "said why; " + CURE,
        *several,
        "Amendments None: 9 (Children in care): Indicator was published as 'In the index' and is 'Not in the index' "
        "now, and nobody has said why; " + CURE,
    ]


def of(found_: list[str]) -> list[str]:
    """Without the definitions that this record lacks."""
    return [line for line in found_ if not any(f": {what} was" in line for what in LACKING)]


LACKING = ("Frequency", "Measured", "Polarity", "Target", "Target is", "Tolerance")
SEPTEMBER = "Sep 0: Figure for September 2020 was published as '4' and is '5' now, and nobody has said why; " + CURE


def test_each_change_without_a_reason_is_told_of_at_its_place():
    assert of(found()) == lines(SEPTEMBER)


def test_nothing_is_told_of_one_that_has_its_reason_or_of_which_a_cell_cannot_be_read():
    assert of(found(Reason(number="16", what="", reason="Filed twice."))) == lines()
    assert of(found(unsure=(0,))) == lines()


def test_a_reason_for_nothing_that_changed_is_told_of():
    given = (Reason(number="16", what="", reason="Filed twice."), Reason(number="7", what="", reason="Why."))
    assert found(*given)[-1] == (
        "Amendments 1: nothing that was published has changed so, and the report does not print this reason; delete "
        "the row, or put right No and What changed as Check index writes them"
    )


def test_where_there_is_no_table_for_reasons_the_cure_is_to_make_one():
    told = found(has_table=False)
    cure = "in a table named Amendments with the columns No, What changed and Reason, on a sheet of its own"
    assert all(line.endswith(f"put it right, or give the reason {cure}") for line in told)
    assert told[-1].startswith("Amendments: 9 (")


def test_one_that_left_and_whose_name_nobody_recorded_is_told_of_by_its_number():
    old = History(entries=(entry(figure("1", "9", rating=RED), is_whole=True),))
    index = PerformanceIndex(
        title="Index",
        period=FinancialYear(2020).month("Sep"),
        rule=RatingRule(),
        indicators=(replace(ONE, number="1"),),
    )
    (told,) = unexplained(amendments(index, ReportDetails(), old), (), Somewhere(), old, ())
    assert told.what.startswith("9 (without a name): Indicator was published as")
    assert told.number == "9"
