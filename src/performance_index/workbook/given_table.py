"""The table of indicators in somebody's spreadsheet: its sheet, its headings, and what each column is used for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from performance_index.columns_meant import columns_meant
from performance_index.finding import Refused
from performance_index.heading_rows import Headed, headed, is_heading, shown
from performance_index.headings import Heading, Part, financial_year_in, period_in
from performance_index.period import MONTH_NAMES, FinancialYear, Month
from performance_index.quarters_meant import DOUBTFUL, Known, settled
from performance_index.workbook.addresses import Corners, column_letters
from performance_index.workbook.any_sheets import AnySheet
from performance_index.workbook.given_figures import figure

_LEAST_ROWS = 1
_QUARTER, _MONTH = 3, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a column is used for: its part, and its month where it has one; `why` it is not, where it is not."""

    part: Part
    month: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTable:
    """One table: the sheet, the headings, what each column is used for, and for which year and period.

    `year` and `period` are None where nothing in the file says them. `is_quarterly`: its figures are of quarters; None
    where nothing says so.
    """

    sheet: AnySheet
    head: Headed
    uses: tuple[Use, ...]
    year: FinancialYear | None
    period: Month | None
    is_quarterly: bool | None

    def columns(self, part: Part) -> list[int]:
        """The columns that are used for a part."""
        return [n for n, use in enumerate(self.uses) if use.part is part and not use.why]

    def of_months(self, part: Part) -> list[tuple[int, str]]:
        """The columns that are used for a part of a month, each with the month."""
        return [(n, month) for n in self.columns(part) if (month := self.uses[n].month) is not None]

    def letters(self, column: int) -> str:
        """What a column is called: 'D'; of a CSV '4'."""
        return str(column + 1) if self.sheet.is_csv else column_letters(column + 1)


def given_table(
    sheets: Sequence[AnySheet], name: str, wanted: str, year: FinancialYear | None, period: Month | None
) -> GivenTable:
    """The table of indicators of a file; `year` and `period` where the person has said them.

    Refused where no sheet has one, several have, or nobody can say which period its figures are of.
    """
    sheet, head, columns = _chosen(sheets, name, wanted)
    titles = [shown(cell) for row in sheet.grid[: head.first] for cell in row if cell is not None] + [sheet.name]
    known = Known(
        titles=[*map(period_in, titles), *_periods(sheet, head, columns, name)],
        year=year.start if year else next(iter(_years_said(head, columns, titles)), None),
        period=period,
        filled=_filled(sheet, head, columns),
    )
    columns, titles_said = settled(columns, known)
    start = period.year.start if period else year.start if year else _year(columns, titles_said)
    said = next((one for one in titles_said if one.month), None)
    if period is None and said is not None and said.month and start is not None and said.year in {None, start}:
        period = FinancialYear(start).month(said.month)
    dated = [n for n, one in enumerate(columns) if _is_of(one, start)]
    if dated:
        latest = _latest(sheet, head, columns, dated)
        period = period or (FinancialYear(start).month(latest) if start is not None and latest else None)
        latest = period.name if period else latest
        is_quarterly: bool | None = all(columns[n].is_quarter for n in dated)
    else:
        latest = period.name if period else None
        is_quarterly = said.is_quarter if said is not None and said.month == latest else None
    deciding = _Uses(columns, start, latest, has_dated=bool(dated), is_quarterly=is_quarterly is not False)
    uses = deciding.all(sheet.hidden_columns)
    unknown = {_UNDATED} if period else {_UNDATED, DOUBTFUL}
    if latest is None and any(use.why in unknown for use in uses):
        column = next(n for n, use in enumerate(uses) if use.why in unknown)
        what, cure = f"which period its column '{head.words[column]}' is of", "such as --period-end 30/09/2026"
        why = f"; {DOUBTFUL}" if uses[column].why == DOUBTFUL else "; give it with --period-end"
        raise Refused(f"{name} does not say {what}{why}, {cure}")
    year = None if start is None else FinancialYear(start)
    return GivenTable(sheet=sheet, head=head, uses=uses, year=year, period=period, is_quarterly=is_quarterly)


def _years_said(head: Headed, columns: Sequence[Heading], titles: Sequence[str]) -> list[int]:
    """The financial years that the titles and the headings of targets name."""
    targets = [head.words[n] for n, one in enumerate(columns) if one.part in {Part.TARGET, Part.YEAR_TARGET}]
    return [found for words in [*titles, *targets] if (found := financial_year_in(words)) is not None]


def _is_of(one: Heading, start: int | None) -> bool:
    """Whether a column has figures of months of the year."""
    return one.part is Part.FIGURE and one.month is not None and one.year in {None, start} and not one.why


def _periods(sheet: AnySheet, head: Headed, columns: Sequence[Heading], name: str) -> list[Heading]:
    """What a column that names the period of each row says, where it is one and the same.

    Refused where the rows are of several periods: then an indicator has several rows.
    """
    column = next((n for n, one in enumerate(columns) if one.part is Part.PERIOD), None)
    if column is None:
        return []
    said = {period_in(shown(row[column])) for row in sheet.grid[head.last + 1 :]}
    said = {one for one in said if one.month or one.calendar}
    if len({(one.month, one.year, one.quarter, one.calendar) for one in said}) > 1:
        what = (
            f"{name} has rows of several periods (column '{head.words[column]}'), so that an indicator has several rows"
        )
        raise Refused(
            f"{what}; give it a row for each indicator and a column for each period, or keep the last one's rows"
        )
    return list(said)


def _chosen(sheets: Sequence[AnySheet], name: str, wanted: str) -> tuple[AnySheet, Headed, tuple[Heading, ...]]:
    """The sheet with the indicators, its headings, and what each column is."""
    if wanted and not any(one.name.casefold() == wanted.casefold() for one in sheets):
        named = ", ".join(one.name for one in sheets)
        raise Refused(f"{name} has no sheet {wanted}; its sheets are: {named}")
    looked_at = [one for one in sheets if (one.name.casefold() == wanted.casefold() if wanted else not one.is_hidden)]
    found = [(sheet, head, columns) for sheet in looked_at for head, columns in _index_in(sheet)]
    if not found:
        where = f"on the sheet {wanted}" if wanted else "on any sheet" if len(looked_at) > 1 else "in it"
        what = f"{name}: nothing {where} looks like a list of indicators"
        raise Refused(f"{what}; it needs a row of headings, such as Ref, Indicator, Target, Q1, Q2")
    best = max(head.score for _, head, _ in found)
    like = [one for one in found if 2 * one[1].score > best]
    if len(like) > 1:
        named = ", ".join(sheet.name for sheet, _, _ in like)
        raise Refused(f"{name} has indicators on several sheets ({named}); say which one: --sheet '{like[0][0].name}'")
    return like[0]


def _index_in(sheet: AnySheet) -> Iterator[tuple[Headed, tuple[Heading, ...]]]:
    """The headings and the columns of a sheet that has indicators: names, and something to say of them."""
    spread = spread_out(sheet)
    head = headed(spread)
    if head is None:
        return
    columns = columns_meant(head, sheet.grid)
    parts = {one.part for one in columns}
    rows = len(sheet.grid) - head.last - 1
    if (
        Part.NAME in parts
        and parts & {Part.FIGURE, Part.TARGET, Part.YEAR_TARGET, Part.POLARITY}
        and rows >= _LEAST_ROWS
    ):
        yield head, columns


def spread_out(sheet: AnySheet) -> list[list[object]]:
    """The rows of a sheet with all merged cells holding what is shown in them."""
    grid = [list(row) for row in sheet.grid]
    for corners in sheet.merged:
        for row, column in _cells_of(corners, sheet):
            grid[row][column] = grid[corners[0] - 1][corners[1] - 1]
    return grid


def _cells_of(corners: Corners, sheet: AnySheet) -> Iterator[tuple[int, int]]:
    top, left, bottom, right = corners
    height, width = len(sheet.grid), len(sheet.grid[0])
    if top <= height and left <= width:
        yield from ((r, c) for r in range(top - 1, min(bottom, height)) for c in range(left - 1, min(right, width)))


def _year(columns: Sequence[Heading], titles: Sequence[Heading]) -> int | None:
    """The financial year that the figures are of: the latest with periods, else the title's, else the targets'."""
    dated = [one.year for one in columns if one.month and one.year is not None]
    said = [one.year for one in titles if one.year is not None]
    targets = [one.year for one in columns if one.part is Part.TARGET and one.year is not None]
    return max(dated, default=None) or next(iter(said), None) or max(targets, default=None)


def _latest(sheet: AnySheet, head: Headed, columns: Sequence[Heading], dated: Sequence[int]) -> str | None:
    """The last month in which any indicator has a figure."""
    filled = {columns[n].month for n in _filled(sheet, head, columns) & set(dated)}
    return next((month for month in reversed(MONTH_NAMES) if month in filled), None)


def _filled(sheet: AnySheet, head: Headed, columns: Sequence[Heading]) -> set[int]:
    """The columns in which any indicator has a figure."""
    rows = [row for row in sheet.grid[head.last + 1 :] if not is_heading(columns, row)]
    figures = (n for n, one in enumerate(columns) if one.part is Part.FIGURE)
    return {n for n in figures if any(figure(row[n]).number is not None for row in rows)}


_UNDATED = "it does not say which period it is of"
_OF_ANOTHER_YEAR = "it is of another year"
_OF_ANOTHER_PERIOD = "it is of another period than the last"
_SECOND = "another column is used for that"
_ANEW = "it is worked out anew"
_READ = "it says which period the figures are of"


class _Uses:
    """Decides what each column is used for."""

    def __init__(
        self, columns: Sequence[Heading], start: int | None, latest: str | None, *, has_dated: bool, is_quarterly: bool
    ) -> None:
        self._columns, self._start, self._latest, self._has_dated = columns, start, latest, has_dated
        self._step = _QUARTER if is_quarterly else _MONTH
        self._seen: set[tuple[Part, str | None]] = set()

    def all(self, hidden: Collection[int]) -> tuple[Use, ...]:
        """The use of each column; of several for one thing the first that is not hidden has it."""
        if any(one.part is Part.LAST_YEAR and not one.why for one in self._columns):
            self._seen.add((Part.LAST_YEAR, None))
        found: dict[int, Use] = {}
        for n in sorted(range(len(self._columns)), key=lambda n: (n in hidden, n)):
            use = self._use(self._columns[n])
            key = (use.part, use.month)
            is_alone = use.part not in {Part.COMMENTARY, Part.OTHER} and self._columns[n].part is not Part.LAST_YEAR
            if not use.why and is_alone:
                use = replace(use, why=_SECOND) if key in self._seen else use
                self._seen.add(key)
            found[n] = use
        return tuple(use for _, use in sorted(found.items()))

    def _use(self, one: Heading) -> Use:
        if one.part is Part.OTHER:
            return Use(part=Part.OTHER, why="nothing says what it is")
        if one.part in {Part.TRAVEL, Part.PERIOD}:
            return Use(part=one.part, why=_ANEW if one.part is Part.TRAVEL else _READ)
        if one.why:
            return Use(part=one.part, month=one.month, why=one.why)
        if one.part is Part.FIGURE:
            return self._figure(one)
        if one.part is Part.BEFORE:
            return self._before()
        is_other_year = one.year is not None and self._start is not None and one.year != self._start
        if is_other_year:
            return Use(part=one.part, month=one.month, why=_OF_ANOTHER_YEAR)
        if one.part in {Part.RATING, Part.COMMENTARY, Part.CAVEAT, Part.STATUS} and one.month not in {
            None,
            self._latest,
        }:
            return Use(part=one.part, month=one.month, why=_OF_ANOTHER_PERIOD)
        return Use(part=one.part, month=one.month if one.part is Part.TARGET else None)

    def _figure(self, one: Heading) -> Use:
        if one.year is not None and self._start is not None and one.year != self._start:
            if one.month is None and one.year == self._start - 1:
                return Use(part=Part.LAST_YEAR)
            return Use(part=Part.FIGURE, month=one.month, why=_OF_ANOTHER_YEAR)
        if one.month:
            return Use(part=Part.FIGURE, month=one.month)
        if self._has_dated or self._latest is None:
            return Use(part=Part.FIGURE, why=_UNDATED)
        return Use(part=Part.FIGURE, month=self._latest)

    def _before(self) -> Use:
        """The figure of the period before the one in the only column of figures, where it is of the same year."""
        at = MONTH_NAMES.index(self._latest) - self._step if self._latest else -1
        if self._has_dated or at < 0:
            return Use(part=Part.BEFORE, why=_OF_ANOTHER_PERIOD if at >= 0 else _OF_ANOTHER_YEAR)
        return Use(part=Part.FIGURE, month=MONTH_NAMES[at])
