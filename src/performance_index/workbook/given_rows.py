"""The rows of somebody's table of indicators as rows of ours, and what of them was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from performance_index import cells, words_meant
from performance_index.cells import CellProblem
from performance_index.finding import Finding, Severity
from performance_index.heading_rows import is_heading, shown, understood_row
from performance_index.headings import Part
from performance_index.rating import Rating
from performance_index.workbook.given_cells import RowOfTable, Told
from performance_index.workbook.given_figures import Letters, figure
from performance_index.workbook.given_table import GivenTable

_FILLED_DOWN = (Part.THEME, Part.LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken over: rows of Indicators and of Profile, by heading, and what was not understood.

    `meanings`: by part, how often a word was taken for which of ours. `ratings`: by the indicator's number, the rating
    that was published for the period, with its place. `first` and `last`: the rows of the sheet that they stand in.
    """

    indicators: tuple[Mapping[str, object], ...]
    profiles: tuple[Mapping[str, object], ...]
    findings: tuple[Finding, ...]
    meanings: Mapping[Part, Counter[tuple[str, str]]]
    ratings: Mapping[str, tuple[Rating, str]]
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class _Found:
    """What the rows have given so far; with each, the row of the theme that stands alone above it."""

    rows: list[tuple[int, Sequence[object], int | None]] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    other_table: int | None = None
    findings: list[Finding] = field(default_factory=list)


def taken(table: GivenTable) -> Taken:
    """Take over the rows below the headings: each with a name is an indicator, a text alone is its theme or a note."""
    found = _rows(table)
    told = _told(table, found)
    numbers = _Numbers(table, found)
    meanings: dict[Part, Counter[tuple[str, str]]] = {}
    indicators: list[Mapping[str, object]] = []
    profiles: list[Mapping[str, object]] = []
    ratings: dict[str, tuple[Rating, str]] = {}
    findings = [*found.findings, *_about_rows(table, found), *numbers.findings]
    either: list[str] = []
    for (row, cells_, theme), number in zip(found.rows, numbers.given, strict=True):
        one = RowOfTable(table, row, cells_, told)
        record = one.record(number, "" if theme is None else _alone(table, theme)[1])
        indicators.append(record)
        profiles += one.profiles(number)
        findings += one.findings
        either += [number] if one.percentages.may_be_either() else []
        if (rated := one.rating()) is not None:
            ratings[number] = rated
        for part, said, meant in one.meanings:
            meanings.setdefault(part, Counter())[said, meant] += 1
    if either:
        findings.append(_about_percentages(table, either, in_points=told.in_points))
    return Taken(
        indicators=tuple(indicators),
        profiles=tuple(profiles),
        findings=tuple(findings),
        meanings=meanings,
        ratings=ratings,
        first=found.rows[0][0] if found.rows else 0,
        last=found.rows[-1][0] if found.rows else 0,
    )


def _rows(table: GivenTable) -> _Found:
    """The rows with an indicator, each with the theme that stands alone above it; the notes, and what has no name."""
    found = _Found()
    (name,) = table.columns(Part.NAME)
    alone: list[int] = []
    theme: int | None = None
    grid = _filled_down(table)
    found.findings += _without_merged(table, grid)
    for n, row in enumerate(grid[table.head.last + 1 :], table.head.last + 1):
        texts = list(dict.fromkeys(filter(None, map(shown, row))))
        if not texts or is_heading(table.head.columns, row):
            continue
        if understood_row(row) and found.rows:
            found.other_table = n
            break
        if len(texts) == 1 and isinstance(next(cell for cell in row if shown(cell)), str):
            alone.append(n)
        elif not shown(row[name]):
            found.nameless.append(n)
        else:
            if alone:
                *others, theme = alone
                found.notes += others
                alone = []
            found.rows.append((n, row, theme))
    found.notes += alone
    return found


def _filled_down(table: GivenTable) -> list[list[object]]:
    """The rows, where a theme or a lead service that is merged over several stands in each."""
    grid = [list(row) for row in table.sheet.grid]
    columns = {column for part in _FILLED_DOWN for column in table.columns(part)}
    for top, left, bottom, right in table.sheet.merged:
        if left == right and left - 1 in columns:
            for row in range(top, min(bottom, len(grid))):
                grid[row][left - 1] = grid[top - 1][left - 1]
    return grid


def _without_merged(table: GivenTable, grid: list[list[object]]) -> Iterator[Finding]:
    """Take a figure out of cells merged over several periods, and tell of it: nobody can say of which it is."""
    columns = set(table.columns(Part.FIGURE))
    for top, left, bottom, right in table.sheet.merged:
        is_below = table.head.last < top - 1 < len(grid) and top == bottom
        over = columns & set(range(left - 1, right))
        if is_below and len(over) > 1 and figure(grid[top - 1][left - 1]).number is not None:
            what = f"the figure {shown(grid[top - 1][left - 1])} stands in merged cells, over {len(over)} periods"
            grid[top - 1][left - 1] = None
            yield warning(
                table.sheet.place(top - 1, left - 1), f"{what}; it was not taken over", "type it into its month"
            )


def _told(table: GivenTable, found: _Found) -> Told:
    """What the rows tell together.

    Percentages without a sign that may be either are points where one of the others surely is.
    """
    rows = [RowOfTable(table, row, cells_) for row, cells_, _ in found.rows]
    letters: set[str] = set().union(*(one.letters() for one in rows))
    return Told(in_points=any(one.percentages.is_surely_points() for one in rows), letters=Letters.of(letters))


def _about_percentages(table: GivenTable, numbers: Sequence[str], *, in_points: bool) -> Finding:
    """A warning that percentages may have been read a hundred times too small or too large."""
    read = "as points (0.86 is 0.86%)" if in_points else "as fractions up to 1.5 (0.86 is 86%), as points above"
    what = (
        f"the percentages of {', '.join(numbers)} have no % sign and may be fractions or points; they were read {read}"
    )
    return warning(table.sheet.name, what, "look at their figures and targets on the Index sheet")


def _about_rows(table: GivenTable, found: _Found) -> Iterator[Finding]:
    """What is to be said of rows that are no indicators, of hidden ones, and of the letters of a CSV."""
    place = table.sheet.place
    for n in found.notes:
        column, words = _alone(table, n)
        what = f"this row is a note, not an indicator, and was not taken over (“{words[:60]}”)"
        yield warning(place(n, column), what, "if readers must know it, put it into a caveat or a text of the report")
    yield from _about_themes(table, found)
    yield from _about_titles(table)
    yield from _about_hidden_columns(table)
    for n in found.nameless:
        column = table.columns(Part.NAME)[0]
        yield warning(place(n, column), "this row has no name, and was not taken over", "if it is an indicator, add it")
    if found.other_table is not None:
        what = "another table begins here, with other headings, and was not taken over"
        yield warning(place(found.other_table, 0), what, "put it into a sheet of its own, and take that over too")
    for n, _, _ in found.rows:
        if n in table.sheet.hidden:
            yield warning(
                place(n, 0), "this row is hidden, and was taken over", "delete the indicator if it is not wanted"
            )
    for row, column, words in table.sheet.comments:
        what = f"there is a comment on this cell, which was not taken over (“{words[:60]}”)"
        yield warning(place(row - 1, column - 1), what, "if readers must know it, put it into a caveat")
    if table.sheet.is_western:
        what = "the file does not say how its letters are written; they were read as Windows writes them (£, –, ’)"
        yield warning(table.sheet.name, what, "look at a few names; or save it in Excel as 'CSV UTF-8' and begin again")


def _about_themes(table: GivenTable, found: _Found) -> Iterator[Finding]:
    """What is to be said of texts that stand alone above indicators: they are taken for the theme of those."""
    place = table.sheet.place
    own = table.columns(Part.THEME)
    for theme in dict.fromkeys(theme for _, row, theme in found.rows if any(shown(row[n]) for n in own)):
        if theme is not None:
            column, words = _alone(table, theme)
            what = f"“{words[:60]}” stands alone above indicators that have a theme of their own"
            yield warning(place(theme, column), f"{what}; theirs was taken over", "put it where it belongs")
    if not table.columns(Part.NUMBER):
        for theme in dict.fromkeys(theme for _, _, theme in found.rows if theme is not None):
            column, words = _alone(table, theme)
            what = f"“{words[:60]}” stands alone in its row, and was taken for the theme of what is below it"
            yield warning(place(theme, column), what, "if it is an indicator, give it a row on the Index sheet")


def _about_titles(table: GivenTable) -> Iterator[Finding]:
    """A warning where a title says thousands or millions: of which indicators, nobody can say."""
    for n, row in enumerate(table.sheet.grid[: table.head.first]):
        for column, words in enumerate(map(shown, row)):
            if words_meant.scale(words) is not None:
                what = f"“{words[:60]}” says thousands or millions; no unit was made of it"
                yield warning(table.sheet.place(n, column), what, "enter the units on the Index sheet")


def _about_hidden_columns(table: GivenTable) -> Iterator[Finding]:
    """A warning for each hidden column that is used."""
    for n, use in enumerate(table.uses):
        if n in table.sheet.hidden_columns and not use.why and use.part is not Part.RATING:
            what = f"the column '{table.head.words[n]}' is hidden, and was taken over"
            yield warning(table.sheet.place(table.head.last, n), what, "look at what came of it on the Index sheet")


def _alone(table: GivenTable, row: int) -> tuple[int, str]:
    """The column and the words of the text that stands alone in a row."""
    return next((n, shown(cell)) for n, cell in enumerate(table.sheet.grid[row]) if shown(cell))


class _Numbers:
    """The number of each indicator: its own, or where it has none that can be read, one that no other has."""

    def __init__(self, table: GivenTable, found: _Found) -> None:
        self.findings: list[Finding] = []
        column = next(iter(table.columns(Part.NUMBER)), None)
        own = ["" if column is None else _own_number(cells_[column]) for _, cells_, _ in found.rows]
        taken_ = {number.casefold() for number in own if number}
        free = (str(n) for n in range(1, 100_000) if str(n) not in taken_)
        self.given = [number or next(free) for number in own]
        if column is None and found.rows:
            what = "no column has the indicators' numbers; they were numbered from 1"
            self.findings.append(warning(table.sheet.name, what, "type your own over them on the Index sheet"))
        for (row, _, _), number, before in zip(found.rows, self.given, own, strict=True):
            if column is not None and not before:
                what = f"this indicator has no number that can be read; it was given {number}"
                self.findings.append(warning(table.sheet.place(row, column), what, "type its own over it"))


def _own_number(cell: object) -> str:
    """The number in a cell; '' for none, and for a day that Excel made of one."""
    try:
        return cells.key(cell)
    except CellProblem:
        return ""


def warning(place: str, what: str, cure: str) -> Finding:
    """What was not understood is a thing to look at: it stops nothing."""
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
