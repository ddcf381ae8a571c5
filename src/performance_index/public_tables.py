"""The index for the public as tables: a cover with the contents, the notes, every indicator, and the monthly figures.

They are laid out as the Government Analysis Function asks in "Releasing statistics in spreadsheets" and "Making
spreadsheets accessible: checklist of the basics": one table a sheet, its title and what helps to read it above it, one
row of headings, no empty cell. Left out is what a report does not publish of an index: who answers for a figure, the
commentary, which the clerk edits in the report, and how a rating is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from performance_index.finding import many
from performance_index.index import PerformanceIndex, not_rated, rated_of, summary
from performance_index.period import long_date
from performance_index.report import ReportDetails
from performance_index.rule_in_words import rule_in_words
from performance_index.unit import Unit
from performance_index.whole_index import Line, Missing, Shown, Words, index_name, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A cell that is a number: percentages are fractions. `decimals`: how many are displayed."""

    value: Decimal
    unit: Unit
    decimals: int


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column, and how many characters wide the column is."""

    text: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its name, its title, the lines about it, and its one table, by name, without an empty cell.

    `names_sheets`: its first column names other sheets, to go to.
    """

    sheet: str
    title: str
    about: tuple[str, ...]
    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names_sheets: bool = False


COVER, NOTES, INDICATORS, MONTHS = "Cover", "Notes", "Indicators", "Monthly figures"

_INDICATORS = (
    Heading("Number", 10),
    Heading("Indicator", 44),
    Heading("Theme", 26),
    Heading("Unit", 14),
    Heading("Frequency", 13),
    Heading("What a figure covers", 20),
    Heading("Which way is better", 18),
    Heading("Month of the figure", 18),
    Heading("Figure", 13),
    Heading("Target", 13),
    Heading("Rating", 16),
    Heading("Reason for the rating", 52),
    Heading("Direction", 24),
    Heading("Last year", 13),
    Heading("England", 13),
    Heading("London", 13),
    Heading("Data status", 16),
    Heading("Data caveat", 52),
)
_MONTHS = (
    Heading("Number", 10),
    Heading("Indicator", 52),
    Heading("Unit", 16),
    Heading("What a figure covers", 24),
    Heading("Month", 18),
    Heading("Figure", 14),
)


def public_tables(index: PerformanceIndex, details: ReportDetails) -> tuple[Table, ...]:
    """Give the tables of an index in the order of their sheets, the cover first."""
    found = lines(index)
    upto = f"{index_name(index)}, up to {index.period.label}"
    notes = _notes(index)
    made = (
        _table((INDICATORS, "Indicators"), f"{upto}: every indicator", _INDICATORS, map(_row, found), len(notes)),
        _table((MONTHS, "MonthlyFigures"), f"{upto}: monthly figures", _MONTHS, _months(found), len(notes)),
    )
    tables = tuple(table for table in made if table.rows)
    notes_table = Table(
        sheet=NOTES,
        title=f"{index_name(index)}: notes",
        about=(f"This worksheet contains one table, with {many(len(notes), 'note')}.",),
        name="Notes",
        headings=(Heading("Note", 10), Heading("What it says", 110)),
        rows=tuple((f"Note {number}", note) for number, note in enumerate(notes, 1)),
    )
    return (_cover(index, details, upto, (notes_table, *tables)), notes_table, *tables)


def _cover(index: PerformanceIndex, details: ReportDetails, upto: str, others: tuple[Table, ...]) -> Table:
    meeting = None if details.meeting_date is None else long_date(details.meeting_date)
    to_whom = details.committee and f"Committee: {details.committee}"
    is_whole = all(one.rating.is_rated for one in index.rated)
    about = (
        to_whom,
        meeting and f"For the meeting of {meeting}",
        f"Figures of {index.year.label}, up to {long_date(index.period.end)}",
        f"{rated_of(index) if is_whole else not_rated(index)} Ratings: {summary(index)}.",
        f"This workbook contains {many(len(others) + 1, 'worksheet')}, each with one table; the others are:",
    )
    return Table(
        sheet=COVER,
        title=upto,
        about=tuple(filter(None, about)),
        name="Contents",
        headings=(Heading("Worksheet", 24), Heading("What it holds", 96)),
        rows=tuple((one.sheet, f"{one.title} ({many(len(one.rows), 'row')})") for one in others),
        names_sheets=True,
    )


def _table(
    names: tuple[str, str], title: str, headings: tuple[Heading, ...], rows: Iterable[tuple[Cell, ...]], notes: int
) -> Table:
    """A table of figures, by the names of its sheet and its own; above it, the notes and the shorthand."""
    sheet, name = names
    made = tuple(rows)
    used = {cell for row in made for cell in row if isinstance(cell, str)}
    meanings = [f"{one.shorthand} = {one.value.lower()}" for one in Missing if one.shorthand in used]
    about = (
        f"This worksheet contains one table, with {many(len(made), 'row')} below its headings.",
        f"{many(notes, 'note')} on how to read it: see the worksheet {NOTES}.",
        f"Shorthand used in this table: {', '.join(meanings)}." if meanings else "No shorthand is used in this table.",
    )
    return Table(sheet=sheet, title=title, about=about, name=name, headings=headings, rows=made)


def _row(line: Line) -> tuple[Cell, ...]:
    indicator = line.indicator
    return (
        indicator.number,
        indicator.name,
        _words(line.theme),
        _unit(indicator.unit),
        indicator.frequency.value,
        indicator.measured.value,
        indicator.polarity.value,
        _words(line.month if isinstance(line.month, Missing) else line.month.label),
        _number(line, line.actual),
        _number(line, line.target),
        line.rating.value,
        f"{line.why}.",
        _words(line.direction),
        _number(line, line.last_year),
        _number(line, line.england),
        _number(line, line.london),
        indicator.status.value,
        _words(line.caveat),
    )


def _months(found: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    for line in found:
        one = line.indicator
        for month, figure in line.monthly:
            yield one.number, one.name, _unit(one.unit), one.measured.value, month.label, _number(line, figure)


def _unit(unit: Unit) -> str:
    """The unit as a word: a sign alone is not read out by every screen reader."""
    return {Unit.PERCENT: "percent", Unit.POUNDS: "pounds"}.get(unit, unit.value)


def _words(said: Words) -> str:
    return said.shorthand if isinstance(said, Missing) else said


def _number(line: Line, figure: Shown) -> Cell:
    if isinstance(figure, Missing):
        return figure.shorthand
    return Number(value=figure, unit=line.indicator.unit, decimals=line.decimals)


def _notes(index: PerformanceIndex) -> list[str]:
    rule = rule_in_words(index.rule, {one.unit for one in index.indicators})
    notes = [
        *_FIGURES,
        f"Ratings. {rule} Reason for the rating gives the amounts.",
        *_WORDS,
    ]
    if any(one.override is not None for one in index.rated):
        notes.append("A rating by decision, in place of the rule's, has its reason in Reason for the rating.")
    return notes


_FIGURES = (
    (
        "Figure is the figure that stands for the period, and Target the target that it is held against: of a target "
        "for the year, the share that is due by that month. Where a figure is of an earlier month than the period's "
        "last, Month of the figure says of which."
    ),
    (
        "Figures are rounded as in the report. Percentages are stored as fractions: 91% is 0.91. The column Unit says "
        "what the figures of a row are."
    ),
)
_WORDS = (
    (
        "Where there is no rating, Rating says why: Data only (the indicator is watched, not rated), No target, Not "
        "due (no figure is due yet this year), Awaiting data (a figure is due, but not in or not confirmed), Not "
        "reportable (the figure cannot be relied on), No figure (there is none to be had), Suppressed (the figure is "
        "not for the public), Not known (nobody can read what is given). A missing figure is never Red."
    ),
    (
        "Data status: Reported; Provisional (the figure may still change); Awaiting data; Not reportable. The figures "
        "of an indicator that is not reportable, and one that is not confirmed, are not given."
    ),
    "Last year is last year's outturn; England and London are the latest figures known, to compare with.",
    (
        "Direction compares with the period before or, where there is none, with last year. A year to date total is "
        "compared with last year's by its pace: figure by months."
    ),
    "The services' commentary is in the performance report.",
)
