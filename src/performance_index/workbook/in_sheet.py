"""What the in-sheet functions give for one row, from the cells that a formula hands them; no Excel is needed for it.

They never raise, and never give a colour when unsure: a row that cannot be read is rated "Check", and its Why says
which cell, what is there and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.check import errors_of
from performance_index.period import Month
from performance_index.rating import RatedIndicator, rate
from performance_index.workbook import layout, rows
from performance_index.workbook.columns import Table
from performance_index.workbook.layout import UNSURE
from performance_index.workbook.meanings import RULE_WORDS
from performance_index.workbook.results import RESULTS, Answer

Cell = object


def answer(function: str, given: Mapping[str, Cell]) -> Answer:
    """What the cell of an in-sheet function shows, from its arguments by name.

    '' for an empty row, "Check" (in Why: the problem) for one that cannot be read.
    """
    try:
        rated = _rated(given)
        return "" if rated is None else RESULTS[function](rated)
    except CellProblem as problem:
        why = str(problem)
    except Exception as problem:  # noqa: BLE001 - whatever happens, a cell gets words and Excel goes on
        why = f"{type(problem).__name__}: {problem}"
    return {"RAG": UNSURE, "RAG_WHY": f"Check {why}"}.get(function, "")


def _rated(given: Mapping[str, Cell]) -> RatedIndicator | None:
    """Rate one row from a function's arguments; None for an empty row; CellProblem for the first bad cell."""
    record = {heading: given[name] for name, heading in layout.ARGUMENTS.items()}
    if all(cell is None or cell == "" for cell in record.values()):
        return None
    row = rows.Row(record)
    number = row.key("No")
    indicator = rows.indicator(row, number or "?", {number.casefold(): _profile(given["profile"], number)})
    override = rows.override(row)
    if not number:
        row.problems.append(("No", CellProblem("the indicator has no number", "give it a number of its own")))
    period = row.get("Period end", lambda _: _period(given["period_end"]), None)
    rule_row, _ = rows.pairs(_records(given["rating_rule"], layout.RATING_RULE), "Rule", RULE_WORDS)
    rule = rows.rating_rule(rule_row)
    for heading, problem in [*row.problems, *rule_row.problems]:
        raise CellProblem(f"{heading}: {problem.what}", problem.cure)
    assert period is not None
    rated = rate(indicator, period, rule, override)
    for finding in errors_of(rated):  # what stops the report has no colour here either
        if finding.place in record or finding.place in RULE_WORDS:
            raise CellProblem(f"{finding.place}: {finding.what}", finding.cure)
    return rated


def _period(cell: Cell) -> Month:
    """The period that a row of ReportDetails gives: word first, value last; CellProblem for another row."""
    assert isinstance(cell, Sequence)
    (row,) = cell
    word = cells.text(row[0])
    if word.casefold() != layout.PERIOD_END.casefold():
        what = f"the name PeriodEnd leads to '{word}' on the Report sheet"
        raise CellProblem(what, "put the row of the period end back in its place (Formulas, Name Manager)")
    day = cells.date(row[-1])
    if day is None:
        raise CellProblem("the period end is blank", "enter it on the Report sheet")
    month = Month.containing(day)
    if month.end != day:
        raise CellProblem(f"{day:%d/%m/%Y} is not the last day of a month", f"enter {month.end:%d/%m/%Y}")
    return month


def _profile(cell: Cell, number: str) -> dict[str, Decimal]:
    """One indicator's own profile from the Profile table with its headings; others' mistakes are not its own."""
    found: dict[str, dict[str, Decimal]] = {}
    for record in _records(cell, layout.PROFILES):
        if rows.Row(record).key("No").casefold() != number.casefold():
            continue  # nothing else of others is read, since each cell reads the whole table
        row = rows.Row(record)
        rows.add_target(found, row)
        for heading, problem in row.problems:
            raise CellProblem(f"Profile, {heading}: {problem.what}", problem.cure)
    return found.get(number.casefold(), {})


def _records(cell: Cell, table: Table) -> list[rows.Cells]:
    """The rows of a table that was passed with its headings; CellProblem where it lacks a column."""
    assert isinstance(cell, Sequence)
    first, *lines = cell
    headings = layout.spelled(table.name, [" ".join(str(heading).split()) for heading in first])
    for heading in layout.REQUIRED[table.name]:
        if heading not in headings:
            what = f"the table {table.name} has no column '{heading}'"
            raise CellProblem(what, "put the column back under that name")
    return [dict(zip(headings, line, strict=True)) for line in lines]
