"""A CSV of figures rated by the same rule, with the workbook's words: for trying a rule before adopting it.

Columns: Indicator, Polarity, Target, Actual, Last year, Tolerance, Tolerance as, Green within, Improving, States; also
Previous (the figure of the period before) and Unit where they are given. Each row has its own rule. Green within is
written as the row's tolerance is. All other columns pass through.
"""

from __future__ import annotations

import csv
import io
import re
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
ALLOWED = ("Last year", "Green within", "Improving", "States", "Previous", "Unit")
_SEPARATOR = re.compile("sep=([,;\t|])", re.IGNORECASE)
_SPELLED = {heading.casefold(): heading for heading in (*NEEDED, *ALLOWED)}
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
    first, _, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first.strip("\r"))
    if told:  # Excel's own first line, which says what parts the fields
        text, first = rest, rest.partition("\n")[0]
    delimiter = told[1] if told else max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    counts = dict.fromkeys([*(rating.value for rating in Rating if rating.is_rated), NOT_RATED], 0)
    findings: list[Finding] = []
    start, before = 1, 1 if told else 0
    try:
        written = [heading.strip() for heading in next(lines, [])]
        headings = [_SPELLED.get(heading.casefold(), heading) for heading in written]
        _check_headings(headings, name)
        kept = {n: heading for n, heading in enumerate(_names_kept(written)) if heading is not None}
        writer.writerow([*kept.values(), RATING, WHY])
        while True:
            start = lines.line_num + 1
            fields = next(lines, None)
            if fields is None:
                break
            if not any(field.strip() for field in fields):
                continue
            try:
                rating, why = _rated(_row(headings, fields))
                counts[rating] += 1
            except CellProblem as problem:
                rating, why = "", str(problem)
                place = f"{name}, line {start + before}"
                findings.append(Finding(severity=Severity.ERROR, place=place, what=problem.what, cure=problem.cure))
            beyond = fields[len(headings) :]
            writer.writerow([*(fields[n] if n < len(fields) else "" for n in kept), rating, why, *beyond])
    except csv.Error as problem:
        raise NotReadable(
            f"{name} is not sound in line {start} ({problem}); look for an open quotation mark or an endless field"
        ) from problem
    counts = {rating: n for rating, n in counts.items() if n}
    return RatedCsv(text=out.getvalue(), counts=counts, findings=tuple(findings))


def _check_headings(headings: list[str], name: str) -> None:
    if missing := [heading for heading in NEEDED if heading not in headings]:
        raise NotReadable(
            f"{name} has no column {', '.join(missing)}; the first row names the columns: {', '.join(NEEDED)}"
        )
    if twice := [heading for heading in {*NEEDED, *ALLOWED} if headings.count(heading) > 1]:
        raise NotReadable(f"{name} has two columns named {', '.join(sorted(twice))}; rename one of them")


def _names_kept(headings: list[str]) -> list[str | None]:
    """The headings of the columns that pass through, None for one that does not.

    A Rating or Why that was there before stays under the name 'Rating before', unless there is one already.
    """
    before = {own: f"{own} before" for own in (RATING, WHY)}
    names = ((heading, before.get(heading, heading)) for heading in headings)
    return [None if new != heading and new in headings else new for heading, new in names]


def _row(headings: list[str], fields: list[str]) -> dict[str, str]:
    """The fields by heading; CellProblem where there are more fields than headings."""
    if len(fields) > len(headings):
        what = f"the line has {len(fields)} fields, and there are {len(headings)} columns"
        raise CellProblem(what, "put a text that has a comma in quotation marks")
    return dict(zip(headings, [*fields, *[""] * len(headings)], strict=False))


def _rated(row: Mapping[str, str]) -> tuple[str, str]:
    """The rating and the sentence for one row; CellProblem for the first field that cannot be read."""
    if row["Tolerance"].strip() and not row["Tolerance as"].strip():
        raise CellProblem("Tolerance as: it is blank", "write % of target, Points or Red limit")
    written_as = _choice(row, "Tolerance as", ToleranceAs.PERCENT_OF_TARGET)
    figures = {_PERIOD.name: _number(row, "Actual"), _PERIOD.upto()[-2].name: _number(row, "Previous")}
    indicator = Indicator(
        number="1",
        name=row["Indicator"],
        unit=_choice(row, "Unit", _unit(row)),
        decimals=_EXACT,
        polarity=_polarity(row),
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
    if amount is not None and amount > 1 and written_as is ToleranceAs.PERCENT_OF_TARGET:
        raise CellProblem(f"{heading}: {Unit.PERCENT.show(amount)} of the target", "write 5% as 5% or 0.05")
    return amount


def _unit(row: Mapping[str, str]) -> Unit:
    """The unit by the sign that the figures are written with, where no other is given."""
    written = row.get("Actual", "") + row.get("Target", "")
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
