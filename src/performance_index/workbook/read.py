"""The workbook's tables to the domain: an index, the report's details, and what is wrong with the cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.check import check
from performance_index.finding import Finding, NotReadable, Severity
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import MONTH_NAMES, Month
from performance_index.rating import Override
from performance_index.report import RatingShown, ReportDetails, Section
from performance_index.workbook import layout, rows
from performance_index.workbook.tables import TableCells, read_tables

Tables = Mapping[str, TableCells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the report goes and what it is made from; blank means the usual."""

    report_folder: str = ""
    template: str = ""
    rating_shown: RatingShown = RatingShown.LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlaces:
    """The addresses of everything that was read, for findings."""

    indicators: TableCells
    details: TableCells
    rows: tuple[int, ...] = ()
    detail_rows: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[tuple[Section, int], str] = field(default_factory=dict)

    def indicator(self, position: int, heading: str) -> str:
        """'Index!G14'."""
        return self.indicators.place(self.rows[position], heading)

    def detail(self, name: str) -> str:
        """'Report!B5', or the table's heading where the row is missing."""
        return self.details.place(self.detail_rows.get(name, -1), "Value")

    def text(self, section: Section, paragraph: int) -> str:
        """'Report!B21'."""
        return self.texts[section, paragraph]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read. `index` is None where the period end is missing, without which nothing can be rated.

    `unreadable` are the cells that do not hold what they should; `in_sheet` maps an indicator's position to the
    rating its row showed when the workbook was saved, for rows whose cells could all be read.
    """

    index: PerformanceIndex | None
    details: ReportDetails
    settings: Settings
    places: CellPlaces
    unreadable: tuple[Finding, ...]
    in_sheet: Mapping[int, str]

    def findings(self) -> list[Finding]:
        """All findings: unreadable cells first, then what `check()` says of the index."""
        found = list(self.unreadable)
        if self.index is not None:
            found += check(self.index, self.details, self.places, self.in_sheet)
        return found


def read_book(path: Path) -> Reading:
    """Read a saved workbook; NotReadable where it is not one, or lacks a table that a report needs."""
    tables = read_tables(path)
    missing = [table for table in layout.NEEDED if table.name not in tables]
    if missing:
        names = ", ".join(f"{table.name} (sheet {table.sheet})" for table in missing)
        raise NotReadable(
            f"{path} is not a performance index: it has no table {names}; start from PerformanceIndex.xlsm"
        )
    return read_index(tables)


def read_index(tables: Tables) -> Reading:
    """Turn the tables into the domain's objects; every cell that cannot be read becomes a finding."""
    findings: list[Finding] = []
    details = _Details(tables[layout.REPORT_DETAILS.name], findings)
    rule_row = _pairs(tables[layout.RATING_RULE.name], findings)
    rule = rows.rating_rule(rule_row.row)
    rule_row.report()
    settings = _settings(tables, findings)
    indicators = _Indicators(tables, findings)
    texts, text_places = _texts(tables[layout.REPORT_TEXT.name], findings)
    period = details.period()
    title = details.text(layout.INDEX_TITLE)
    index = None
    if period is not None:
        index = PerformanceIndex(
            title=title,
            period=period,
            rule=rule,
            indicators=tuple(indicators.found),
            overrides=indicators.overrides,
        )
    return Reading(
        index=index,
        details=details.report_details(settings.rating_shown, texts),
        settings=settings,
        places=CellPlaces(
            indicators=indicators.table,
            details=details.table,
            rows=tuple(indicators.rows),
            detail_rows=details.rows,
            texts=text_places,
        ),
        unreadable=tuple(findings),
        in_sheet=indicators.in_sheet,
    )


def _error(place: str, problem: CellProblem, subject: str = "") -> Finding:
    what = f"{subject}: {problem.what}" if subject else problem.what
    return Finding(severity=Severity.ERROR, place=place, what=what, cure=problem.cure)


class _Pairs:
    """A table of words and values (Rule/Value, Setting/Value) read as one row, with the place of each value."""

    def __init__(self, table: TableCells, findings: list[Finding]) -> None:
        self.table, self._findings = table, findings
        self.lines: dict[str, int] = {}
        values: dict[str, object] = {}
        for number, line in enumerate(table.rows):
            word = str(line[0] or "").strip()
            if word and len(line) > 1:
                self.lines[word], values[word] = number, line[1]
        self.row = rows.Row(values)

    def report(self) -> None:
        for word, problem in self.row.problems:
            place = self.table.place(self.lines[word], "Value")
            self._findings.append(_error(place, problem, word))


def _pairs(table: TableCells, findings: list[Finding]) -> _Pairs:
    return _Pairs(table, findings)


def _settings(tables: Tables, findings: list[Finding]) -> Settings:
    table = tables.get(layout.OPTIONS.name)
    if table is None:
        return Settings()
    pairs = _pairs(table, findings)
    settings = Settings(
        report_folder=pairs.row.text(layout.REPORT_FOLDER),
        template=pairs.row.text(layout.TEMPLATE),
        rating_shown=pairs.row.choice(layout.RATING_AS, RatingShown.LETTER),
    )
    pairs.report()
    return settings


class _Details:
    """The ReportDetails table."""

    def __init__(self, table: TableCells, findings: list[Finding]) -> None:
        self.table, self._findings = table, findings
        self._pairs = _pairs(table, findings)
        self.rows = {layout.DETAILS[word]: n for word, n in self._pairs.lines.items() if word in layout.DETAILS}

    def text(self, word: str) -> str:
        return self._pairs.row.text(word)

    def period(self) -> Month | None:
        """The month that the period ends with; a finding and None where it cannot be told."""
        place = self.table.place(self.rows.get("period_end", -1), "Value")
        before = len(self._pairs.row.problems)
        day = self._pairs.row.get(layout.PERIOD_END, cells.date, None)
        if day is None:
            if len(self._pairs.row.problems) == before:
                problem = CellProblem("the period end is blank", "enter the last day of the period, such as 30/09/2020")
                self._findings.append(_error(place, problem))
            return None
        month = _month(day)
        if month is None or month.end != day:
            what = f"the period end {day:%d/%m/%Y} is not the last day of a month"
            cure = f"enter {month.end:%d/%m/%Y}" if month else "enter a date between 1900 and 9998"
            self._findings.append(_error(place, CellProblem(what, cure)))
        return month

    def report_details(self, shown: RatingShown, texts: Mapping[Section, tuple[str, ...]]) -> ReportDetails:
        details = ReportDetails(
            committee=self.text(layout.COMMITTEE),
            meeting_date=self._pairs.row.get(layout.MEETING_DATE, cells.date, None),
            wards=self.text("Wards"),
            subject=self.text(layout.SUBJECT),
            lead_officer=self.text("Lead officer"),
            lead_member=self.text("Lead member"),
            contact_officer=self.text("Contact officer"),
            rating_shown=shown,
            texts=texts,
        )
        self._pairs.report()
        return details


def _month(day: dt.date) -> Month | None:
    try:
        return Month.containing(day)
    except ValueError:
        return None


def _texts(
    table: TableCells, findings: list[Finding]
) -> tuple[dict[Section, tuple[str, ...]], dict[tuple[Section, int], str]]:
    """The paragraphs of each section, and the place of each paragraph."""
    found: dict[Section, tuple[str, ...]] = {}
    places: dict[tuple[Section, int], str] = {}
    for number, record in enumerate(table.records()):
        row = rows.Row(record)
        text = row.text("Text")
        section = row.choice("Section", Section.SUMMARY)
        if text and not row.text("Section"):
            row.problems.append(("Section", CellProblem("the text has no section", "choose the section it belongs to")))
        findings += [_error(table.place(number, heading), problem) for heading, problem in row.problems]
        if row.problems:
            continue
        for line in (line.strip() for line in text.splitlines()):
            if line:
                places[section, len(found.get(section, ()))] = table.place(number, "Text")
                found[section] = (*found.get(section, ()), line)
    return found, places


class _Indicators:
    """The Indicators table, with the profiles of those that have their own."""

    def __init__(self, tables: Tables, findings: list[Finding]) -> None:
        self.table = tables[layout.INDICATORS.name]
        self.found: list[Indicator] = []
        self.rows: list[int] = []
        self.overrides: dict[str, Override] = {}
        self.in_sheet: dict[int, str] = {}
        findings += self._missing_columns()
        profiles = _profiles(tables.get(layout.PROFILES.name), findings)
        for number, record in enumerate(self.table.records()):
            findings += self._read(number, record, profiles)

    def _missing_columns(self) -> Iterator[Finding]:
        for column in layout.INDICATORS.columns:
            if column.function or column.name in self.table.headings or column.name not in layout.REQUIRED:
                continue
            problem = CellProblem(f"the table has no column '{column.name}'", "put the column back under that name")
            yield _error(self.table.place(-1, column.name), problem)

    def _read(self, number: int, record: Mapping[str, object], profiles: rows.Profile) -> Iterator[Finding]:
        row = rows.Row(record)
        filled = [c.name for c in layout.INDICATORS.columns if not c.function and record.get(c.name) not in {None, ""}]
        if not filled:
            return
        key = row.text("No")
        if key:
            position = len(self.found)
            self.found.append(rows.indicator(row, key, profiles))
            self.rows.append(number)
            override = rows.override(row)
            if override is not None:
                self.overrides[key] = override
            if not row.problems and "Rating" in record:
                shown = record["Rating"]
                self.in_sheet[position] = str(shown) if shown is not None else ""
        elif not row.problems:
            problem = CellProblem("the indicator has no number", "give it a number of its own")
            row.problems.append(("No", problem))
        for heading, problem in row.problems:
            yield _error(self.table.place(number, heading), problem)


def _profiles(table: TableCells | None, findings: list[Finding]) -> rows.Profile:
    found: list[tuple[str, str, Decimal | None]] = []
    for number, record in enumerate(() if table is None else table.records()):
        row = rows.Row(record)
        key, month, target = row.text("No"), row.text("Month").title(), row.number("Target")
        if (key or target is not None) and month not in MONTH_NAMES:
            problem = CellProblem(f"'{month}' is not a month", f"choose one of: {', '.join(MONTH_NAMES)}")
            row.problems.append(("Month", problem))
        if table is not None:
            findings += [_error(table.place(number, heading), problem) for heading, problem in row.problems]
        if key and not row.problems:
            found.append((key, month, target))
    return rows.profiles(found)
