"""A CSV of figures rated by the same rule, with the workbook's words: for trying a rule before adopting it.

Columns: Indicator, Polarity, Target, Actual, Last year, Tolerance, Tolerance as, Green within, Improving, States; also
Previous (the figure of the period before) and Unit where they are given. Each row has its own rule. Green within is
written as the row's tolerance is. All other columns pass through.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.explain import explain
from performance_index.finding import Finding, NotReadable, Severity
from performance_index.indicator import Indicator, Polarity, ToleranceAs, Unit
from performance_index.period import FinancialYear
from performance_index.rating import Improving, Rating, RatingRule, rate

NEEDED = ("Indicator", "Polarity", "Target", "Actual", "Tolerance", "Tolerance as")
RATING, WHY = "Rating", "Why"
NOT_RATED = "Not rated"
"""What Rating says for every reason that there is none: the word councils publish; Why says which."""

_PERIOD = FinancialYear(2000).month("May")  # any month with one before it
_EXACT = 12
"""Figures of a CSV are shown as they are written, not rounded for display."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedCsv:
    """The rated CSV text, how many rows have each rating, and the rows that could not be rated."""

    text: str
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]


def rate_csv(text: str, name: str) -> RatedCsv:
    """Rate every row of a CSV; NotReadable where it has no header row with the columns needed.

    A row with a field that cannot be read gets no rating; its Why, and a finding, say which field and what to do.
    """
    lines = csv.reader(io.StringIO(text, newline=""))
    headings = [heading.strip() for heading in next(lines, [])]
    if missing := [heading for heading in NEEDED if heading not in headings]:
        raise NotReadable(
            f"{name} has no column {', '.join(missing)}; the first row names the columns: {', '.join(NEEDED)}"
        )
    kept = [heading for heading in headings if heading not in {RATING, WHY}]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*kept, RATING, WHY])
    counts = dict.fromkeys([*(rating.value for rating in Rating if rating.is_rated), NOT_RATED], 0)
    findings: list[Finding] = []
    for number, fields in enumerate(lines, 2):
        if not any(field.strip() for field in fields):
            continue
        row = dict(zip(headings, [*fields, *[""] * len(headings)], strict=False))
        try:
            rating, why = _rated(row)
        except CellProblem as problem:
            rating, why = "", str(problem)
            place = f"{name}, line {number}"
            findings.append(Finding(severity=Severity.ERROR, place=place, what=problem.what, cure=problem.cure))
        else:
            counts[rating] += 1
        writer.writerow([*(row[heading] for heading in kept), rating, why])
    counts = {rating: n for rating, n in counts.items() if n}
    return RatedCsv(text=out.getvalue(), counts=counts, findings=tuple(findings))


def _rated(row: Mapping[str, str]) -> tuple[str, str]:
    """The rating and the sentence for one row; CellProblem for the first field that cannot be read."""
    written_as = _choice(row, "Tolerance as", ToleranceAs.PERCENT_OF_TARGET)
    figures = {_PERIOD.name: _number(row, "Actual"), _PERIOD.upto()[-2].name: _number(row, "Previous")}
    indicator = Indicator(
        number="1",
        name=row["Indicator"],
        unit=_choice(row, "Unit", Unit.NUMBER),
        decimals=_EXACT,
        polarity=_choice(row, "Polarity", Polarity.HIGHER),
        target=_number(row, "Target"),
        tolerance=_amount(row, "Tolerance", written_as),
        tolerance_as=written_as,
        last_year=_number(row, "Last year"),
        figures={month: figure for month, figure in figures.items() if figure is not None},
    )
    green, green_as = _amount(row, "Green within", written_as) or Decimal(0), written_as
    if written_as is ToleranceAs.RED_LIMIT:
        green_as = ToleranceAs.POINTS
        green = abs(indicator.target - green) if green and indicator.target is not None else Decimal(0)
    rule = RatingRule(states=_states(row), green_within=green, green_within_as=green_as, improving=_improving(row))
    rated = rate(indicator, _PERIOD, rule)
    if rated.rating is Rating.AWAITING_DATA:
        return NOT_RATED, "Awaiting data: no actual is given"
    return rated.rating.value if rated.rating.is_rated else NOT_RATED, explain(rated)


def _number(row: Mapping[str, str], heading: str) -> Decimal | None:
    try:
        return cells.number_in_text(row.get(heading, ""))
    except CellProblem as problem:
        raise CellProblem(f"{heading}: {problem.what}", problem.cure) from problem


def _amount(row: Mapping[str, str], heading: str, written_as: ToleranceAs) -> Decimal | None:
    amount = _number(row, heading)
    if amount is not None and amount < 0 and written_as is not ToleranceAs.RED_LIMIT:
        raise CellProblem(f"{heading}: it is negative ({amount})", "enter it without the minus; 0 for none")
    return amount


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
