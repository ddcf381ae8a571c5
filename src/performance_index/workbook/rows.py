"""One row of cells to one object of the domain; the reader and the in-sheet functions share it.

Cells come as a mapping from a column's heading to what the cell holds. A cell that does not hold what it should is
collected as (heading, CellProblem) and counts as blank, so that one bad cell never hides another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.indicator import DataStatus, Indicator, Measured, Polarity, TargetIs, ToleranceAs, says_nothing
from performance_index.marks import Mark, Said, target_mark
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.rating import Improving, Override, Rating, RatingRule
from performance_index.unit import Unit
from performance_index.workbook.meanings import RULE_WORDS

Cells = Mapping[str, object]
Problems = list[tuple[str, CellProblem]]
Value = TypeVar("Value")
Profile = Mapping[str, Mapping[str, Decimal]]
"""Targets for the year with an own profile: number (in small letters) -> month -> target."""


class Row:
    """Reads the cells of one row; `problems` grows with each cell that does not hold what it should.

    `marks`: by heading, what stands in place of a figure in the cells that were read as figures.
    """

    def __init__(self, row: Cells) -> None:
        """Begin with no problems."""
        self._cells = row
        self.problems: Problems = []
        self.marks: dict[str, Mark] = {}

    def has(self, heading: str) -> bool:
        """Whether there is such a cell, be it blank."""
        return heading in self._cells

    def get(self, heading: str, convert: Callable[[object], Value], otherwise: Value) -> Value:
        """The converted cell; `otherwise` (and a problem noted) where it does not hold what it should."""
        try:
            return convert(self._cells.get(heading))
        except CellProblem as problem:
            self.problems.append((heading, problem))
            return otherwise

    def text(self, heading: str) -> str:
        """The words in the cell."""
        return self.get(heading, cells.text, "")

    def key(self, heading: str) -> str:
        """The number in the cell that names the row."""
        return self.get(heading, cells.key, "")

    def number(self, heading: str) -> Decimal | None:
        """The figure in the cell."""
        return self.get(heading, cells.number, None)

    def figure(self, heading: str) -> Decimal | None:
        """The figure in the cell; what stands in its place is kept in `marks`."""
        found = self.get(heading, cells.figure, None)
        if not isinstance(found, Mark):
            return found
        self.marks[heading] = target_mark(found.typed) if heading in _SET else found
        return None

    def choice(self, heading: str, default: cells.Choice, *, needed: bool = False) -> cells.Choice:
        """The list word in the cell; a blank is the default, or a problem where a word is needed."""

        def convert(cell: object) -> cells.Choice:
            if needed and not cells.text(cell):
                raise CellProblem(f"{heading.lower()} is blank", "choose a word from the list")
            return cells.choice(type(default), cell, default)

        return self.get(heading, convert, default)


def indicator(row: Row, number: str, profile: Profile) -> Indicator:
    """The indicator of one row of the Indicators table; what is wrong with it is in `row.problems`."""
    target, tolerance = row.figure("Target"), row.figure("Tolerance")
    written_as = row.choice("Tolerance as", ToleranceAs.PERCENT_OF_TARGET, needed=tolerance is not None)
    if tolerance is not None and tolerance < 0 and written_as is not ToleranceAs.RED_LIMIT:
        problem = CellProblem(f"tolerance is negative ({tolerance})", "enter it without the minus; 0 for none")
        row.problems.append(("Tolerance", problem))
        tolerance = None
    figures = {month: row.figure(month) for month in MONTH_NAMES}
    return Indicator(
        number=number,
        name=row.text("Indicator"),
        theme=row.text("Theme"),
        lead_service=row.text("Lead service"),
        unit=row.get("Unit", _unit, Unit.NUMBER),
        frequency=row.choice("Frequency", Frequency.MONTHLY, needed=True),
        measured=row.choice("Measured", Measured.PERIOD_END, needed=True),
        polarity=row.choice("Polarity", Polarity.HIGHER, needed=True),
        target=target,
        target_is=row.choice("Target is", TargetIs.EVERY_PERIOD, needed=target is not None),
        profile=profile.get(number.casefold(), {}),
        tolerance=tolerance,
        tolerance_as=written_as,
        last_year=row.figure("Last year"),
        england=row.figure("England"),
        london=row.figure("London"),
        figures={month: figure for month, figure in figures.items() if figure is not None},
        status=row.choice("Data status", DataStatus.REPORTED),
        commentary=row.text("Service commentary"),
        caveat=row.text("Data caveat"),
        marks=row.marks,
    )


def _unit(cell: object) -> Unit:
    if not cells.text(cell):
        raise CellProblem("unit is blank", "choose a word from the list, or type your own")
    return cells.unit(cell, Unit.NUMBER)


_SET = {"Target", "Tolerance"}
"""The headings of figures that the council sets, of which none is suppressed."""


def override(row: Row) -> Override | None:
    """The rating by decision in one row, None where there is none; without its reason it is a problem."""
    word, reason = row.text("Override"), row.text("Override reason")
    if not word:
        return None
    rating = row.get("Override", _rating, None)
    if rating is None:
        return None
    if says_nothing(reason):
        problem = CellProblem("the rating is overridden without a reason", "give the reason; it is printed")
        row.problems.append(("Override reason", problem))
        return None
    return Override(rating=rating, reason=reason)


def _rating(cell: object) -> Rating | None:
    rating = cells.choice(Rating, cell, Rating.NOT_DUE)
    if not rating.is_rated:
        raise CellProblem(f"'{rating.value}' is not a rating", "choose one of: Blue, Green, Amber, Red")
    return rating


def rating_rule(row: Row) -> RatingRule:
    """The council's rule from a mapping of the RatingRule table's words to their values.

    A part that has no row is a problem: what the council decided is not to be guessed.
    """
    for part in RULE_WORDS:
        if not row.has(part):
            row.problems.append((part, CellProblem(f"the rule has no row '{part}'", "put the row back")))
    states = row.get("States", _states, 3)
    return RatingRule(
        in_force_from=row.get("In force from", cells.date, None),
        states=states,
        green_within=_amount(row, "Green within"),
        green_within_as=_basis(row, "Green within as"),
        improving=row.choice("Improving", Improving.NONE, needed=True),
        blue_beyond=_amount(row, "Blue beyond"),
        blue_beyond_as=_basis(row, "Blue beyond as"),
    )


def _states(cell: object) -> int:
    states = cells.number(cells.number_in_text(cell) if isinstance(cell, str) else cell)
    if states is None:
        raise CellProblem("it is blank", "enter 2, 3 or 4")
    if states not in {2, 3, 4}:
        raise CellProblem(f"{states} is not a number of states", "enter 2, 3 or 4")
    return int(states)


def _amount(row: Row, heading: str) -> Decimal:
    amount = row.number(heading) or Decimal(0)
    if amount < 0:
        row.problems.append((heading, CellProblem(f"it is negative ({amount})", "enter it without the minus")))
        return Decimal(0)
    return amount


def _basis(row: Row, heading: str) -> ToleranceAs:
    basis = row.choice(heading, ToleranceAs.PERCENT_OF_TARGET, needed=True)
    if basis is ToleranceAs.RED_LIMIT:
        problem = CellProblem("'Red limit' does not go with it", "choose % of target or Points")
        row.problems.append((heading, problem))
        return ToleranceAs.PERCENT_OF_TARGET
    return basis


def add_target(profiles: dict[str, dict[str, Decimal]], row: Row) -> str:
    """Add the target of one row of the Profile table; the indicator's number in small letters.

    What is wrong with the row (a month that is none, or that stands there twice) is in `row.problems`.
    """
    number, month, target = row.key("No").casefold(), row.text("Month").title(), row.get("Target", _due, None)
    if (number or target is not None) and month not in MONTH_NAMES:
        problem = CellProblem(f"'{month}' is not a month", f"choose one of: {', '.join(MONTH_NAMES)}")
        row.problems.append(("Month", problem))
    elif month in profiles.get(number, {}):
        problem = CellProblem(f"{month} stands there twice for this indicator", "keep one of the rows")
        row.problems.append(("Month", problem))
    if target is not None and not row.problems:
        profiles.setdefault(number, {})[month] = target
    return number


def _due(cell: object) -> Decimal | None:
    """The target in a cell; None for a blank one, and where words say that none is set."""
    is_none = isinstance(cell, str) and bool(cell.strip()) and target_mark(cell).said is not Said.UNKNOWN
    return None if is_none else cells.number(cell)


def pairs(records: Iterable[Cells], words: str, known: Iterable[str]) -> tuple[Row, dict[str, int]]:
    """One row from the rows of a table of words and values, and the number of the row each word was found in.

    What stands under `words` leads to what stands under Value. A known word is recognised whatever its capitals; one
    that stands twice is a problem, and the first counts.
    """
    spelled = {name.casefold(): name for name in known}
    found: dict[str, object] = {}
    lines: dict[str, int] = {}
    twice = []
    for number, record in enumerate(records):
        said = " ".join(str(record.get(words) or "").split())
        name = spelled.get(said.casefold(), said)
        if name and name in found:
            twice.append((name, CellProblem(f"'{name}' stands there twice", "keep one of the rows")))
        elif name:
            found[name], lines[name] = record.get("Value"), number
    row = Row(found)
    row.problems += twice
    return row, lines
