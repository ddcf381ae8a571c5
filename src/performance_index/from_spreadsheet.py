"""An index begun from the spreadsheet that a council has: what was understood of it, the tables, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from performance_index.finding import Finding, Refused, Severity, many
from performance_index.headings import Part
from performance_index.indicator import Polarity, TargetIs, ToleranceAs
from performance_index.period import FinancialYear, Month
from performance_index.rating import Rating
from performance_index.repeated import gathered
from performance_index.unit import Unit
from performance_index.workbook.any_sheets import read_sheets
from performance_index.workbook.given_rows import Taken, taken
from performance_index.workbook.given_table import GivenTable, given_table
from performance_index.workbook.original_sheet import Original
from performance_index.workbook.read import Reading

_SHOWN = 4
"""So many of the words of a column are told, and how many others there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromSpreadsheet:
    """What was taken over from a file; `others` are its sheets that were not read.

    `tolerance`: the share of the target that the person has said, for the indicators that have none.
    """

    file: str
    table: GivenTable
    taken: Taken
    others: tuple[str, ...]
    tolerance: Decimal | None = None

    @property
    def original(self) -> Original:
        """The sheet as it was."""
        return Original(file=self.file, rows=self.table.sheet.grid)

    def findings(self) -> list[Finding]:
        """What was not understood, and is to be looked at: many alike are one."""
        return gathered(self.taken.findings)

    def account(self) -> Iterator[str]:
        """What was understood, in lines: the sheet, each column and what it was taken for, and what is not said."""
        table, given = self.table, self.taken
        first, last = table.head.first + 1, table.head.last + 1
        rows = f"row {first}" if first == last else f"rows {first} and {last}"
        where = "" if table.sheet.is_csv else f", sheet {table.sheet.name}"
        yield f"{self.file}{where}: headings in {rows}; {many(len(given.indicators), 'indicator')} below"
        for n, use in enumerate(table.uses):
            words = table.head.words[n]
            if words or not use.why:
                yield f"  {table.letters(n):>3}  {words or '(no heading)'}: {self._use(n)}"
        yield f"  what is not used is kept: the sheet as it was is in the workbook ('{self.original.sheet_name(())}')"
        if self.others:
            yield f"  not read: {', '.join(self.others)}"
        yield from self._unsaid()

    def _use(self, column: int) -> str:
        use = self.table.uses[column]
        if use.why:
            return f"not used: {'' if use.part is Part.OTHER else f'{use.part.value}; '}{use.why}"
        if use.part is Part.RATING:
            return "not used: ratings are worked out anew, and compared with these"
        name = f"{use.part.value} for {use.month}" if use.month else use.part.value
        return f"{name}{self._meanings(use.part)}"

    def _meanings(self, part: Part) -> str:
        said = self.taken.meanings.get(part)
        if not said:
            return ""
        shown = [f"{word} is {meant} ({count})" for (word, meant), count in said.most_common(_SHOWN)]
        more = f", and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
        return f": {', '.join(shown)}{more}"

    def _fitting(self) -> dict[Polarity, list[str]]:
        """For indicators without a polarity the one that would fit the published rating: it is told, not entered."""
        found: dict[Polarity, list[str]] = {}
        for record in self.taken.indicators:
            number = str(record["No"])
            if record.get("Polarity") is None and number in self.taken.ratings and self.table.period is not None:
                figure, target = record.get(self.table.period.name), record.get("Target")
                if isinstance(figure, float) and isinstance(target, float) and figure != target:
                    is_met = self.taken.ratings[number][0] in {Rating.GREEN, Rating.BLUE}
                    fits = Polarity.HIGHER if (figure > target) is is_met else Polarity.LOWER
                    found.setdefault(fits, []).append(number)
        return found

    def _unsaid(self) -> Iterator[str]:
        """What no column says, and what was entered instead."""
        entered = {
            Part.POLARITY: "blank, but where the target's words say it",
            Part.FREQUENCY: "by the months that have figures",
            Part.MEASURED: "At period end, but where a figure says something else",
            Part.UNIT: "by how the figures are written and what the name says",
        }
        for part, what in entered.items():
            if not self.table.columns(part):
                told = f"it is {what}{self._meanings(part)}"
                yield f"  no column says {part.value}: {told}; look through it on the Index sheet"
        if beside := self._meanings(Part.RATING).removeprefix(": "):
            yield f"  the letters beside figures are ratings: {beside}; they are compared with those of the rule"
        for polarity, numbers in self._fitting().items():
            yield f"    by the spreadsheet's own colours, '{polarity.value}' would fit {', '.join(numbers)}"
        if self.tolerance is not None:
            share = Unit.PERCENT.show(self.tolerance)
            yield f"  Tolerance: {share} of the target, as you said, where the spreadsheet has none"
        elif not self.table.columns(Part.TOLERANCE) and not self.table.columns(Part.RED_LIMIT):
            yield "  no column says Tolerance: it is blank, and what misses its target is not rated until you enter it;"
            yield "    where it is the same for all, begin again with --tolerance, such as --tolerance 5%"


def from_spreadsheet(
    path: Path,
    sheet: str = "",
    year: FinancialYear | None = None,
    period: Month | None = None,
    tolerance: Decimal | None = None,
) -> FromSpreadsheet:
    """Read a spreadsheet and take over its indicators; the other arguments where the person has said them.

    NotReadable for a file that is none; Refused, with what to do, where it has no list of indicators, several, or
    figures of an unknown period.
    """
    sheets = read_sheets(path)
    if sheet and sheets and sheets[0].is_csv:
        raise Refused(f"{path} is a CSV, which has no sheets; leave --sheet out")
    table = given_table(sheets, path.name, sheet, year, period)
    others = tuple(one.name for one in sheets if one is not table.sheet)
    given = taken(table)
    if tolerance is not None:
        rows = tuple(_with_tolerance(record, tolerance) for record in given.indicators)
        given = replace(given, indicators=rows)
    return FromSpreadsheet(file=path.name, table=table, taken=given, others=others, tolerance=tolerance)


def _with_tolerance(record: Mapping[str, object], tolerance: Decimal) -> Mapping[str, object]:
    """The row with a tolerance in % of the target, where it has none of its own and something to be rated against."""
    has_target = record.get("Target") is not None or record.get("Target is") == TargetIs.YEAR_PROFILE.value
    if record.get("Tolerance") is not None or not has_target or record.get("Polarity") == Polarity.DATA_ONLY.value:
        return record
    return {**record, "Tolerance": float(tolerance), "Tolerance as": ToleranceAs.PERCENT_OF_TARGET.value}


def differing(reading: Reading, given: Taken) -> list[Finding]:
    """A warning for each indicator whose rating was published as another than the rule gives now."""
    assert reading.index is not None
    found = []
    for position, rated in enumerate(reading.index.rated):
        published, _ = given.ratings.get(rated.indicator.number, (None, ""))
        if published is None or position in reading.in_doubt or rated.rating is published:
            continue
        what = f"the rule gives {rated.rating.value}, and the spreadsheet says {published.value}"
        place = reading.places.indicator(position, "No")
        cure = "look at its target, tolerance and polarity, and at the rule on the Settings sheet"
        number = rated.indicator.number
        found.append(Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, number=number))
    return gathered(found)


def agreeing(reading: Reading, given: Taken) -> tuple[int, int]:
    """Of how many indicators the spreadsheet's rating is the rule's, and how many have one that can be compared."""
    assert reading.index is not None
    pairs = [
        (rated.rating, given.ratings[rated.indicator.number][0])
        for position, rated in enumerate(reading.index.rated)
        if rated.indicator.number in given.ratings and position not in reading.in_doubt
    ]
    return sum(ours is theirs for ours, theirs in pairs), len(pairs)
