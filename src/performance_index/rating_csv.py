"""A CSV of figures rated by the same rule, with the workbook's words: for trying a rule before adopting it.

Columns: Indicator, Polarity, Target, Actual, Last year, Tolerance, Tolerance as, Green within, Improving, States; also
Previous (the figure of the period before) and Unit where they are given. Each row has its own rule. Green within is
written as the row's tolerance is. All other columns pass through.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.csv_table import Answered, read_csv
from performance_index.explain import explain
from performance_index.finding import Finding
from performance_index.indicator import Indicator, Polarity, ToleranceAs
from performance_index.marks import mark
from performance_index.period import FinancialYear
from performance_index.rating import Improving, Rating, RatingRule, rate
from performance_index.unit import Unit

NEEDED = ("Indicator", "Polarity", "Target", "Actual", "Tolerance", "Tolerance as")
ALLOWED = ("Last year", "Green within", "Improving", "States", "Previous", "Unit")
RATING, WHY = "Rating", "Why"
NOT_RATED = "Not rated"
"""What Rating says for every reason that there is none: the word councils publish; Why says which."""

_PERIOD = FinancialYear(2000).month("May")  # any month with one before it
_EXACT = 12
"""Figures of a CSV are shown as they are written, not rounded for display."""


def rate_csv(text: str, name: str) -> Answered:
    """Rate every row of a CSV; NotReadable where it has no header row with the columns needed.

    A row with a field that cannot be read gets no rating; its Why, and a finding, say which field and what to do.
    """
    table = read_csv(text, name, NEEDED, ALLOWED)
    counts = dict.fromkeys([*(rating.value for rating in Rating if rating.is_rated), NOT_RATED], 0)
    findings: list[Finding] = []
    answers: list[tuple[str, str]] = []
    for line in table.lines:
        try:
            rating, why = _rated(table.record(line))
            counts[rating] += 1
        except CellProblem as problem:
            rating, why = "", str(problem)
            findings.append(table.finding(line, problem))
        answers.append((rating, why))
    rated = table.with_columns((RATING, WHY), answers)
    return Answered(text=rated, counts={rating: n for rating, n in counts.items() if n}, findings=tuple(findings))


def _rated(row: Mapping[str, str]) -> tuple[str, str]:
    """The rating and the sentence for one row; CellProblem for the first field that cannot be read."""
    if row["Tolerance"].strip() and not row["Tolerance as"].strip():
        raise CellProblem("Tolerance as: it is blank", "write % of target, Points or Red limit")
    written_as = _choice(row, "Tolerance as", ToleranceAs.PERCENT_OF_TARGET)
    figures = {_PERIOD.name: _figure(row, "Actual"), _PERIOD.upto()[-2].name: _figure(row, "Previous")}
    indicator = Indicator(
        number="1",
        name=row["Indicator"],
        unit=_of_unit(row),
        decimals=_EXACT,
        polarity=_polarity(row),
        target=_figure(row, "Target"),
        tolerance=_amount(row, "Tolerance", written_as),
        tolerance_as=written_as,
        last_year=_figure(row, "Last year"),
        figures={month: figure for month, figure in figures.items() if figure is not None},
        marks={_PERIOD.name: mark(row["Actual"])} if cells.says_no_figure(row["Actual"]) else {},
    )
    green, green_as = _amount(row, "Green within", written_as) or Decimal(0), written_as
    if written_as is ToleranceAs.RED_LIMIT:
        green_as = ToleranceAs.POINTS
        green = abs(indicator.target - green) if green and indicator.target is not None else Decimal(0)
    rule = RatingRule(states=_states(row), green_within=green, green_within_as=green_as, improving=_improving(row))
    rated = rate(indicator, _PERIOD, rule)
    if rated.actual is None:
        given = "no actual" if rated.rating is Rating.AWAITING_DATA else rated.mark
        return NOT_RATED, f"{rated.rating.value}: {given} is given"
    return rated.rating.value if rated.rating.is_rated else NOT_RATED, explain(rated)


def _figure(row: Mapping[str, str], heading: str) -> Decimal | None:
    """The figure in a field; None where it is blank, and where words say why there is none."""
    return None if cells.says_no_figure(row.get(heading, "")) else _number(row, heading)


def _number(row: Mapping[str, str], heading: str) -> Decimal | None:
    try:
        return cells.number_in_text(row.get(heading, ""))
    except CellProblem as problem:
        raise CellProblem(f"{heading}: {problem.what}", problem.cure) from problem


def _amount(row: Mapping[str, str], heading: str, written_as: ToleranceAs) -> Decimal | None:
    amount = _number(row, heading)
    if amount is not None and amount < 0 and written_as is not ToleranceAs.RED_LIMIT:
        raise CellProblem(f"{heading}: it is negative ({amount})", "enter it without the minus; 0 for none")
    if amount is not None and amount > 1 and written_as is ToleranceAs.PERCENT_OF_TARGET:
        raise CellProblem(f"{heading}: {Unit.PERCENT.show(amount)} of the target", "write 5% as 5% or 0.05")
    return amount


def _of_unit(row: Mapping[str, str]) -> Unit:
    """The unit that is given, or the one by the sign that the figures are written with."""
    written = row.get("Actual", "") + row.get("Target", "")
    by_sign = _by_sign(written)
    try:
        return cells.unit(row.get("Unit", ""), by_sign)
    except CellProblem as problem:
        raise CellProblem(f"Unit: {problem.what}", problem.cure) from problem


def _by_sign(written: str) -> Unit:
    return Unit.PERCENT if "%" in written else Unit.POUNDS if "£" in written else Unit.NUMBER


def _polarity(row: Mapping[str, str]) -> Polarity:
    if not row["Polarity"].strip():
        raise CellProblem("Polarity: it is blank", "say which way is better, such as Higher is better")
    return _choice(row, "Polarity", Polarity.HIGHER)


def _choice(row: Mapping[str, str], heading: str, default: cells.Choice) -> cells.Choice:
    try:
        return cells.choice(type(default), row.get(heading, ""), default)
    except CellProblem as problem:
        raise CellProblem(f"{heading}: {problem.what}", problem.cure) from problem


def _improving(row: Mapping[str, str]) -> Improving:
    """The improving option; 'previous' is short for 'previous period'."""
    if row.get("Improving", "").strip().casefold() == "previous":
        return Improving.PREVIOUS_PERIOD
    return _choice(row, "Improving", Improving.NONE)


def _states(row: Mapping[str, str]) -> int:
    states = _number(row, "States")
    if states is None:
        return 3
    if states not in {2, 3, 4}:
        raise CellProblem(f"States: {states} is not a number of states", "enter 2, 3 or 4")
    return int(states)
