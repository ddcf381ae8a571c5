"""One row of somebody's table of indicators as a row of ours: each cell by what its column is used for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from performance_index import cells, words_meant
from performance_index.finding import Finding, Severity
from performance_index.heading_rows import shown
from performance_index.headings import Part
from performance_index.indicator import DataStatus, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.marks import Said, target_mark
from performance_index.period import Frequency
from performance_index.rating import Rating
from performance_index.unit import Unit
from performance_index.workbook.any_sheets import LONGEST
from performance_index.workbook.given_figures import Figure, Letters, figure
from performance_index.workbook.given_percentages import Percentages
from performance_index.workbook.given_table import GivenTable
from performance_index.workbook.given_units import of_one_unit, unit_of

_COMPARED = ((Part.LAST_YEAR, "Last year"), (Part.ENGLAND, "England"), (Part.LONDON, "London"))
_AS_TYPED = (
    Part.THEME, Part.LEAD, Part.CAVEAT, Part.TARGET_IS, Part.TOLERANCE_AS, Part.OVERRIDE, Part.OVERRIDE_REASON,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the rows of a table tell together.

    `in_points`: percentages without their sign that may be either are points. `letters`: those beside figures.
    """

    in_points: bool = False
    letters: Letters = Letters.UNKNOWN


class RowOfTable:
    """Reads one row; `findings` and `meanings` (part, what was said, what it was taken for) grow as it is read."""

    def __init__(self, table: GivenTable, row: int, given: Sequence[object], told: Told | None = None) -> None:
        """Take a row; `told` is what the other rows tell."""
        self._table, self._row, self._cells, self._told = table, row, given, told or Told()
        self.findings: list[Finding] = []
        self.meanings: list[tuple[Part, str, str]] = []
        self._by_target: Polarity | None = None
        self._by_figure: Frequency | None = None
        self._months = {month: self._month(n) for n, month in table.of_months(Part.FIGURE)}
        self._targets = {month: self._target(n) for n, month in table.of_months(Part.TARGET)}
        self._plain_target = next((self._target(n) for n in self._plain_targets()), Figure())
        written = {("", ""): self._plain_target}
        written |= {("target", month): one for month, one in self._targets.items()}
        written |= {("figure", month): one for month, one in self._months.items()}
        alike = of_one_unit(written)
        self._plain_target = alike["", ""]
        self._targets = {month: alike["target", month] for month in self._targets}
        self._months = {month: alike["figure", month] for month in self._months}
        self._unit = self._unit_of()
        self._others = {part: self._figure(part) for part, _ in _COMPARED}
        limits = [self._figure(Part.RED_LIMIT)]
        targets = [self._plain_target, *self._targets.values()]
        groups = ([*self._months.values()], targets, [*self._others.values()], limits)
        is_percent = self._unit == Unit.PERCENT.value
        self.percentages = Percentages(*(groups if is_percent else ()), others_are_points=self._told.in_points)

    def record(self, number: str, theme: str) -> dict[str, object]:
        """The row of Indicators, by heading; `theme` is the one that stands alone above it."""
        found: dict[str, object] = {"No": number, "Indicator": self._text(Part.NAME), "Unit": self._unit}
        found |= {part.value: words for part in _AS_TYPED if (words := self._text(part))}
        found.setdefault("Theme", theme or None)
        found |= {month: self.percentages.cell(one) for month, one in self._months.items()}
        for part, heading in _COMPARED:
            found[heading] = self.percentages.cell(self._others[part])
        found["Polarity"] = self._polarity()
        found["Frequency"] = self._frequency()
        found["Measured"] = self._measured()
        found |= self._target_cells()
        found |= self._tolerance_cells()
        found["Data status"] = self._status()
        found["Service commentary"] = self._lines(Part.COMMENTARY) or None
        self._tell_of_figures()
        return found

    def profiles(self, number: str) -> Iterator[Mapping[str, object]]:
        """The rows of Profile: the target of each month, where they differ."""
        if self._has_profile():
            for month, one in self._targets.items():
                if one.number is not None:
                    yield {"No": number, "Month": month, "Target": self.percentages.cell(one)}

    def rating(self) -> tuple[Rating, str] | None:
        """The rating that was published, with its place; None where there is none."""
        for column in self._table.columns(Part.RATING):
            if (found := words_meant.rating(shown(self._cells[column]))) is not None:
                return found, self._place(column)
        for column, month in self._table.of_months(Part.FIGURE):
            beside = self._months[month].rating
            if beside is not None and self._table.period is not None and month == self._table.period.name:
                return beside, self._place(column)
        return None

    def letters(self) -> set[str]:
        """The letters that stand alone in brackets beside its figures."""
        return {
            one.letter
            for n, _ in self._table.of_months(Part.FIGURE)
            if len((one := figure(self._cells[n])).letter) == 1
        }

    # --- words ---------------------------------------------------------------------------------------------------

    def _text(self, part: Part) -> str:
        return next((words for n in self._table.columns(part) if (words := shown(self._cells[n]))), "")

    def _lines(self, part: Part) -> str:
        """The texts of the columns of a part, with their own lines; what a cell cannot hold is told of."""
        found: list[str] = []
        for n in self._table.columns(part):
            said = str(self._cells[n] or "").strip()
            if sum(map(len, [*found, said])) + len(found) > LONGEST:
                what = "this text is too long to stand below the other commentary, and was not taken over"
                self._tell(n, what, "shorten both, and put them together")
            elif said and said not in found:
                found.append(said)
        return "\n".join(found)

    def _meant(self, part: Part, mean: Callable[[str], Enum | None]) -> str:
        """Our word for the one in the cell, which stays as it was typed where nobody knows it; '' for a blank."""
        said = self._text(part)
        if not said:
            return ""
        meant = mean(said)
        if meant is None:
            what = f"nothing is known of the {part.value.lower()} '{said}'; it was taken over as it is typed"
            self._tell(self._table.columns(part)[0], what, "choose the word from the list on the Index sheet")
        else:
            self.meanings.append((part, said, str(meant.value)))
        return said if meant is None else str(meant.value)

    def _polarity(self) -> str | None:
        said = self._meant(Part.POLARITY, words_meant.polarity)
        if said:
            return said
        if self._by_target is not None:
            return self._by_target.value
        return None

    def _frequency(self) -> str:
        said = self._meant(Part.FREQUENCY, words_meant.frequency)
        if said:
            return said
        if self._by_figure is not None:
            return str(self._by_figure.value)
        filled = {month for month, one in self._months.items() if one.number is not None}
        is_quarterly = self._table.is_quarterly
        if is_quarterly is None or (not is_quarterly and filled and filled <= Frequency.QUARTERLY.due_months):
            is_quarterly = filled <= Frequency.QUARTERLY.due_months
        return str((Frequency.QUARTERLY if is_quarterly else Frequency.MONTHLY).value)

    def _measured(self) -> str:
        said = self._meant(Part.MEASURED, words_meant.measured)
        beside = [one.measured for one in self._months.values() if one.measured is not None]
        self.meanings += [
            (part, f"({one.letter.upper()})", str(meant.value))
            for one in self._months.values()
            for part, meant in ((Part.MEASURED, one.measured), (Part.RATING, one.rating))
            if one.letter and meant is not None and not (said and part is Part.MEASURED)
        ]
        return said or str((beside[-1] if beside else Measured.PERIOD_END).value)

    def _status(self) -> str:
        said = self._meant(Part.STATUS, words_meant.status)
        is_provisional = any(one.is_provisional for one in self._months.values())
        return said or (DataStatus.PROVISIONAL if is_provisional else DataStatus.REPORTED).value

    def _unit_of(self) -> str:
        """The unit, of its own cell, the figures, the name or the headings."""
        own = self._text(Part.UNIT)
        headings = [self._table.head.words[n] for n, _ in self._table.of_months(Part.FIGURE)]
        figures = [*self._months.values(), self._plain_target, *self._targets.values()]
        found = unit_of(own, [self._text(Part.NAME), *headings], figures)
        if own or found in {one.value for one in words_meant.SCALED}:
            self.meanings.append((Part.UNIT, own or self._text(Part.NAME), found))
        return found

    # --- figures -------------------------------------------------------------------------------------------------

    def _month(self, column: int) -> Figure:
        """The figure in a month's cell; of one that only says how often there is a figure, that is kept."""
        words = shown(self._cells[column])
        how_often = words_meant.frequency(words) if len(words) > 1 else None
        if how_often is None:
            return figure(self._cells[column]).with_letters(self._told.letters)
        self._by_figure = how_often
        self.meanings.append((Part.FREQUENCY, words, str(how_often.value)))
        return Figure()

    def _figure(self, part: Part) -> Figure:
        found = next((figure(self._cells[n]) for n in self._table.columns(part)), Figure())
        return found.with_letters(self._told.letters)

    def _plain_targets(self) -> list[int]:
        """The columns of targets that are of no month: the target's own, else that for the year."""
        dated = {n for n, _ in self._table.of_months(Part.TARGET)}
        plain = [n for n in self._table.columns(Part.TARGET) if n not in dated]
        return plain or ([] if dated else self._table.columns(Part.YEAR_TARGET))

    def _target(self, column: int) -> Figure:
        """The target in a cell; what its words say of the polarity is kept."""
        words = shown(self._cells[column])
        if isinstance(self._cells[column], str) and words_meant.no_target(words):
            if target_mark(words).said is not Said.UNKNOWN:
                return Figure(words=words)  # what it says of the target, our reader knows
            if words_meant.polarity(words) is Polarity.DATA_ONLY:
                self._by_target = Polarity.DATA_ONLY
            return Figure()
        if not isinstance(self._cells[column], str):
            return figure(self._cells[column])
        said, better = words_meant.target(words)
        found = figure(said)
        if found.number is None:
            return Figure(words=words)
        if better is not None:
            self._by_target = better
            self.meanings.append((Part.TARGET, words, f"{said}, {better.value}"))
        return found

    def _has_profile(self) -> bool:
        targets = {one.number for one in self._targets.values() if one.number is not None}
        if targets and self._plain_target.number is not None:
            targets.add(self._plain_target.number)
        return len(targets) > 1

    def _target_cells(self) -> dict[str, object]:
        """Target and Target is."""
        if self._has_profile():
            if self._plain_target != Figure():
                column = self._plain_targets()[0]
                what = (
                    f"the target {shown(self._cells[column])} was not taken over: its periods have targets of their own"
                )
                self._tell(column, what, "look through them on the Profile sheet")
            return {"Target is": TargetIs.YEAR_PROFILE.value}
        dated = next((one for one in self._targets.values() if one.number is not None), Figure())
        one = self._plain_target if self._plain_target != Figure() else dated
        target = self.percentages.cell(one)
        is_for_year = not self._table.columns(Part.TARGET) and self._measured_total()
        kind = TargetIs.YEAR_EVEN if is_for_year else TargetIs.EVERY_PERIOD
        own = self._text(Part.TARGET_IS)
        return {"Target": target, "Target is": own or kind.value}

    def _measured_total(self) -> bool:
        return words_meant.measured(self._text(Part.MEASURED)) is Measured.YEAR_TOTAL or any(
            one.measured is Measured.YEAR_TOTAL for one in self._months.values()
        )

    def _tolerance_cells(self) -> dict[str, object]:
        """Tolerance and Tolerance as: a red limit if there is one, % of target where it says so, or points.

        Which of the two it was taken for is told.
        """
        limit, one = self._figure(Part.RED_LIMIT), self._figure(Part.TOLERANCE)
        if limit.number is not None:
            return {"Tolerance": self.percentages.cell(limit), "Tolerance as": ToleranceAs.RED_LIMIT.value}
        own = self._text(Part.TOLERANCE_AS)
        says_percent = one.sign == "%" or any(
            "%" in self._table.head.words[n] for n in self._table.columns(Part.TOLERANCE)
        )
        share = own.casefold() == ToleranceAs.PERCENT_OF_TARGET.value if own else says_percent
        written_as = own or (ToleranceAs.PERCENT_OF_TARGET if share or one == Figure() else ToleranceAs.POINTS).value
        is_points = one.number is not None and one.number > 1 if share else self.percentages.are_points
        if one.number is not None:
            self.meanings.append((Part.TOLERANCE, self._text(Part.TOLERANCE), str(written_as)))
        return {"Tolerance": one.scaled(in_points=bool(is_points)), "Tolerance as": written_as}

    def _tell_of_figures(self) -> None:
        """A finding for what stands beside a figure, and for each text that is none and does not say why."""
        if mixed := ", ".join(self.percentages.mixed()):
            what = f"some of its percentages have a % sign or are in points, others may be either; read were {mixed}"
            self._tell(self._table.columns(Part.NAME)[0], what, "look at its figures and target on the Index sheet")
        for column, month in self._table.of_months(Part.FIGURE):
            one = self._months[month]
            if one.aside:
                what = f"beside the figure stands {one.aside}, which was not taken over"
                self._tell(column, what, "if readers must know it, put it into the data caveat")
            if one.words is not None and not cells.says_no_figure(one.words):
                what = f"this is no figure ({one.words[:40]}); it was taken over as it is typed"
                self._tell(column, what, "see what check says of it")

    def _tell(self, column: int, what: str, cure: str) -> None:
        self.findings.append(Finding(severity=Severity.WARNING, place=self._place(column), what=what, cure=cure))

    def _place(self, column: int) -> str:
        return self._table.sheet.place(self._row, column)
