"""A CSV of monthly figures with XmR signals: one row for each indicator and month, in any order.

Columns: Indicator, Month (2024-04), Figure; also Polarity where it is given. All other columns pass through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.csv_table import Answered, CsvTable, Line, read_csv
from performance_index.finding import Finding, Severity
from performance_index.indicator import Polarity
from performance_index.period import Month
from performance_index.signals import FEWEST_POINTS, Signal, Xmr, meaning, xmr
from performance_index.unit import rounded

NEEDED = ("Indicator", "Month", "Figure")
POLARITY = "Polarity"
ADDED = ("Mean", "Lower limit", "Upper limit", "Signal")
MEANS = "Better or worse"
"""The column that is added as well where there is a Polarity."""
_DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line that could be read; `figure` is None where the field is blank."""

    line: Line
    key: str
    month: Month
    figure: Decimal | None
    is_percent: bool
    polarity: Polarity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """An indicator's signals, and its limits as its figures are written; blank where there are none."""

    xmr: Xmr
    limits: tuple[str, str, str]


def signals_csv(text: str, name: str) -> Answered:
    """Work out the signals of every indicator of a CSV; NotReadable where it has no header row with the columns needed.

    A line that cannot be read, and lines of one month, get no signal and a finding, and are left out of the series. A
    month that is missing within a series is a warning: no moving range is taken over it, and no pattern runs over it.
    """
    table = read_csv(text, name, NEEDED, (POLARITY,))
    rows, findings = _read(table)
    rows, repeated = _told_apart(table, rows)
    of_key: dict[str, list[_Row]] = {}
    for row in rows:
        of_key.setdefault(row.key, []).append(row)
    series = {key: _series(found) for key, found in of_key.items()}
    of_line = {row.line.number: row for row in rows}
    has_polarity = POLARITY in table.headings
    added = (*ADDED, MEANS) if has_polarity else ADDED
    cells_ = [_cells(of_line.get(line.number), series)[: len(added)] for line in table.lines]
    counts = Counter(signal for one in series.values() for signal in one.xmr.signals.values())
    gaps = [gap for key, found in of_key.items() for gap in _gaps(table, found, series[key].xmr)]
    mixed = [one for found in of_key.values() for one in _mixed(table, found)]
    return Answered(
        text=table.with_columns(added, cells_),
        counts={signal.value: counts[signal] for signal in Signal if counts[signal]},
        findings=(*findings, *repeated, *mixed, *gaps),
    )


def _read(table: CsvTable) -> tuple[list[_Row], list[Finding]]:
    rows: list[_Row] = []
    findings: list[Finding] = []
    for line in table.lines:
        try:
            rows.append(_row(line, table.record(line)))
        except CellProblem as problem:
            findings.append(table.finding(line, problem))
    return rows, findings


def _row(line: Line, record: Mapping[str, str]) -> _Row:
    """The fields of a line; CellProblem for the first that cannot be read."""
    heading = NEEDED[0]
    try:
        key = " ".join(record[heading].split()).casefold()
        if not key:
            raise CellProblem("it is blank", "name the indicator in every line")  # noqa: TRY301 - told like the others
        heading = NEEDED[1]
        month = cells.month_in_text(record[heading])
        if month is None:
            raise CellProblem("it is blank", "write the year and the month, such as 2024-04")  # noqa: TRY301 - as above
        heading = NEEDED[2]
        figure = None if cells.says_no_figure(record[heading]) else cells.number_in_text(record[heading])
        heading = POLARITY
        written = record.get(heading, "").strip()
        polarity = cells.choice(Polarity, written, Polarity.HIGHER) if written else None
    except CellProblem as problem:
        raise CellProblem(f"{heading}: {problem.what}", problem.cure) from problem
    is_percent = record["Figure"].rstrip().endswith("%")
    return _Row(line=line, key=key, month=month, figure=figure, is_percent=is_percent, polarity=polarity)


def _told_apart(table: CsvTable, rows: Sequence[_Row]) -> tuple[list[_Row], list[Finding]]:
    """The rows without those of one indicator and month that have a figure each: nobody knows which holds."""
    lines: dict[tuple[str, Month], list[int]] = {}
    for row in rows:
        if row.figure is not None:
            lines.setdefault((row.key, row.month), []).append(row.line.number)
    kept: list[_Row] = []
    findings: list[Finding] = []
    for row in rows:
        others = [n for n in lines.get((row.key, row.month), []) if n != row.line.number]
        if row.figure is None or not others:
            kept.append(row)
            continue
        listed = ", ".join(map(str, others))
        what = f"Month: {row.month.iso} has a figure of this indicator in line {listed} too"
        findings.append(
            table.finding(row.line, CellProblem(what, "leave one of them, and correct or remove the others"))
        )
    return kept, findings


def _series(rows: Sequence[_Row]) -> _Series:
    figures = {row.month: row.figure for row in rows if row.figure is not None}
    found = xmr(figures)
    if found.limits is None:
        return _Series(xmr=found, limits=("", "", ""))
    as_percent = all(row.is_percent for row in rows if row.figure is not None)
    places = max(_DECIMALS, *(_decimals(figure) + 2 - 2 * as_percent for figure in figures.values()))
    limits = (found.limits.mean, found.limits.lower, found.limits.upper)
    mean, lower, upper = (_written(one, places, as_percent=as_percent) for one in limits)
    return _Series(xmr=found, limits=(mean, lower, upper))


def _decimals(figure: Decimal) -> int:
    exponent = figure.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _written(value: Fraction, places: int, *, as_percent: bool) -> str:
    """A limit with so many decimals; with a % sign where the figures have one."""
    return f"{rounded(value * 100, places):f}%" if as_percent else f"{rounded(value, places):f}"


def _cells(row: _Row | None, series: Mapping[str, _Series]) -> tuple[str, str, str, str, str]:
    """Mean, limits, signal and what it means for one line: blank for one that could not be read."""
    if row is None:
        return "", "", "", "", ""
    found = series[row.key]
    signal = None if row.figure is None else found.xmr.signals[row.month]
    means = None if signal is None or row.polarity is None else meaning(signal, row.polarity)
    return (*found.limits, signal.value if signal else "", means.value if means else "")


def _mixed(table: CsvTable, rows: Sequence[_Row]) -> list[Finding]:
    """A warning where only some figures of a series have a % sign: 91 is then a hundred times 91%."""
    with_figure = [row for row in rows if row.figure is not None]
    odd = next((row for row in with_figure if row.is_percent != with_figure[0].is_percent), None)
    if odd is None:
        return []
    what = f"Figure: some figures of {_name(table, odd)} have a % sign and some do not"
    return [_warning(table, odd, what, "write them all alike; 91% is 0.91")]


def _gaps(table: CsvTable, rows: Sequence[_Row], found: Xmr) -> list[Finding]:
    """A warning where months are missing within a series that has limits, or has none only for that."""
    months = list(found.signals)
    if len(months) < FEWEST_POINTS:
        return []
    known = {month.number for month in months}
    missing = [n for n in range(months[0].number, months[-1].number) if n not in known]
    if not missing:
        return []
    some = ", ".join(Month.numbered(n).iso for n in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    what = f"Month: {_name(table, rows[0])} has no figure for {some}{more}"
    cure = "add what is known; no pattern is looked for over a missing month"
    return [_warning(table, rows[0], what, cure)]


def _name(table: CsvTable, row: _Row) -> str:
    return " ".join(table.record(row.line)["Indicator"].split())


def _warning(table: CsvTable, row: _Row, what: str, cure: str) -> Finding:
    place = f"{table.name}, line {row.line.number}"
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
