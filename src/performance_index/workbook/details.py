"""What a person fills in beside the figures: the report's details and texts, the rating rule, the settings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from performance_index import cells
from performance_index.appendix import WithReport
from performance_index.cells import CellProblem
from performance_index.figures_beside import Figure
from performance_index.finding import Finding, Severity
from performance_index.period import FinancialYear, Month
from performance_index.report import MOST_WORDS, ReportDetails, Section
from performance_index.report_choices import Counts, NotRated, RatingShown, SinceLast
from performance_index.workbook import layout, rows
from performance_index.workbook.meanings import OPTION_WORDS
from performance_index.workbook.tables import TableCells

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the report goes and what it is made from; blank means the usual. `places` gives each setting's cell."""

    report_folder: str = ""
    template: str = ""
    index_code: str = ""
    page_style: str = ""
    rating_shown: RatingShown = RatingShown.LETTER
    not_rated: NotRated = NotRated.SENTENCE
    since: SinceLast = SinceLast.LEFT_OUT
    figures: tuple[Figure, ...] = ()
    counts: Counts = Counts.LEFT_OUT
    most_words: int = MOST_WORDS
    appendix: WithReport = WithReport.LEFT_OUT
    targets_for: FinancialYear | None = None
    places: Mapping[str, str] = field(default_factory=dict)


def error(place: str, problem: CellProblem, subject: str = "", number: str = "") -> Finding:
    """The finding that a cell's problem is, with its address and, in a table of words and values, its word.

    `number`: of the indicator that the cell is of.
    """
    what = f"{subject}: {problem.what}" if subject else problem.what
    return Finding(severity=Severity.ERROR, place=place, what=what, cure=problem.cure, number=number)


class Pairs:
    """A table of words and values (Rule/Value, Setting/Value) read as one row, with the place of each value."""

    def __init__(self, table: TableCells, words: str, known: Iterable[str], findings: list[Finding]) -> None:
        """Read the values by the words under the heading `words`; `findings` grows with what is wrong."""
        self.table, self._findings = table, findings
        self.row, self.lines = rows.pairs(table.records(), words, known)

    def strange(self, words: str, known: Iterable[str]) -> None:
        """Make a finding of every word under the heading `words` that is none of the known ones."""
        known = tuple(known)
        for word, line in self.lines.items():
            if word not in known:
                what, cure = f"there is no {words.lower()} '{word}'", f"the {words.lower()}s are: {', '.join(known)}"
                place = self.table.place(line, words)
                self._findings.append(Finding(severity=Severity.WARNING, place=place, what=what, cure=cure))

    def report(self) -> None:
        """Make a finding of every problem there was with the values."""
        for word, problem in self.row.problems:
            place = self.table.place(self.lines.get(word, -1), "Value")
            self._findings.append(error(place, problem, word))


def read_settings(tables: Mapping[str, TableCells], findings: list[Finding]) -> Settings:
    """How reports are made; the usual where the table is missing or a value is blank."""
    table = tables.get(layout.OPTIONS.name)
    if table is None:
        return Settings()
    pairs = Pairs(table, "Setting", OPTION_WORDS, findings)
    settings = Settings(
        report_folder=pairs.row.text(layout.REPORT_FOLDER),
        template=pairs.row.text(layout.TEMPLATE),
        index_code=pairs.row.text(layout.INDEX_CODE),
        page_style=pairs.row.text(layout.PAGE_STYLE),
        rating_shown=pairs.row.choice(layout.RATING_AS, RatingShown.LETTER),
        not_rated=pairs.row.choice(layout.NOT_RATED, NotRated.SENTENCE),
        since=pairs.row.choice(layout.SINCE, SinceLast.LEFT_OUT),
        figures=pairs.row.get(layout.FIGURES, _figures, ()),
        counts=pairs.row.choice(layout.COUNTS, Counts.LEFT_OUT),
        most_words=pairs.row.get(layout.MOST_WORDS, _whole, MOST_WORDS),
        appendix=pairs.row.choice(layout.APPENDIX, WithReport.LEFT_OUT),
        targets_for=pairs.row.get(layout.TARGETS_FOR, financial_year, None),
        places={word: table.place(line, "Value") for word, line in pairs.lines.items()},
    )
    pairs.strange("Setting", OPTION_WORDS)
    pairs.report()
    if not settings.index_code:
        findings.append(_without_code(settings, table))
    return settings


def _whole(cell: object) -> int:
    """A whole number, 0 or more; the usual one for a blank cell."""
    number = cells.number(cell)
    if number is None:
        return MOST_WORDS
    if number < 0 or number != int(number):
        raise CellProblem(
            f"{number:f} is no number of words", f"type a whole number, such as {MOST_WORDS}, or 0 for none"
        )
    return int(number)


_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+and\s+")


def _figures(cell: object) -> tuple[Figure, ...]:
    """The figures that a cell names, 'Actual, Target and Direction', each once and in the order of the list."""
    known = {figure.value.casefold(): figure for figure in Figure}
    named = [word for word in _BETWEEN.split(cells.text(cell).strip()) if word]
    for word in named:
        if word.casefold() not in known:
            listed = ", ".join(figure.value for figure in Figure)
            raise CellProblem(f"'{word}' is none of the figures", f"type any of {listed}, with commas between, or none")
    found = {known[word.casefold()] for word in named}
    return tuple(figure for figure in Figure if figure in found)


def _without_code(settings: Settings, table: TableCells) -> Finding:
    """A warning: only its code tells an index from another of the same committee and title for sure."""
    place = settings.places.get(layout.INDEX_CODE)
    what = f"there is no {layout.INDEX_CODE}: a report may be taken for that of another index of the same names"
    cure = "enter a code that no other index has, such as the committee's letters"
    if place is None:
        cure = f"put {layout.INDEX_CODE} below the last row of this table, with a code that no other index has"
    return Finding(severity=Severity.WARNING, place=place or table.place(-1, "Value"), what=what, cure=cure)


class Details:
    """The ReportDetails table."""

    def __init__(self, table: TableCells, findings: list[Finding]) -> None:
        """Read the words and values; `findings` grows with what is wrong."""
        self.table, self._findings = table, findings
        self._pairs = Pairs(table, "Detail", layout.DETAILS, findings)
        self._pairs.strange("Detail", layout.DETAILS)
        self.rows = {layout.DETAILS[word]: n for word, n in self._pairs.lines.items() if word in layout.DETAILS}

    def text(self, word: str) -> str:
        """The words of one detail."""
        return self._pairs.row.text(word)

    def period(self) -> Month | None:
        """The month that the period ends with; a finding and None where it cannot be told."""
        place = self.table.place(self.rows.get("period_end", -1), "Value")
        before = len(self._pairs.row.problems)
        day = self._pairs.row.get(layout.PERIOD_END, cells.date, None)
        if day is None:
            if len(self._pairs.row.problems) == before:
                problem = CellProblem("the period end is blank", "enter the last day of the period, such as 30/09/2020")
                self._findings.append(error(place, problem))
            return None
        month = _month(day)
        if month is None or month.end != day:
            what = f"the period end {day:%d/%m/%Y} is not the last day of a month"
            cure = f"enter {month.end:%d/%m/%Y}" if month else "enter a date between 1900 and 9998"
            self._findings.append(error(place, CellProblem(what, cure)))
        return month

    def _figures_for(self) -> FinancialYear | None:
        """The year of the figures; an error where nobody has said: last year's may pass for this year's."""
        return self._said(
            layout.FIGURES_FOR,
            self._pairs.row.get(layout.FIGURES_FOR, financial_year, None),
            "which financial year the figures are for",
            "the year, such as 2020/21",
        )

    def _words_for(self) -> Month | None:
        """The period that the words are for; an error where nobody has said: they may be the last period's."""
        return self._said(
            layout.WORDS_FOR,
            self._pairs.row.get(layout.WORDS_FOR, _period, None),
            "which period the commentaries, caveats, data statuses, overrides and texts were last gone through for",
            "that period's last day",
        )

    def _said(self, word: str, said: Value | None, of_what: str, answer: str) -> Value | None:
        """What a person said beside the word; an error where that is nothing."""
        if said is None and not any(problem_of == word for problem_of, _ in self._pairs.row.problems):
            where = (
                f"enter {answer}"
                if word in self._pairs.lines
                else f"insert a row below the last one of this table, and put {word} there and {answer}, beside it"
            )
            place = self.table.place(self._pairs.lines.get(word, -1), "Value")
            what = f"nobody has said {of_what} ('{word}')"
            self._findings.append(error(place, CellProblem(what, where)))
        return said

    def report_details(self, settings: Settings, texts: Mapping[Section, tuple[str, ...]]) -> ReportDetails:
        """The details with the texts, once everything else has been asked for; makes findings of the problems."""
        details = ReportDetails(
            committee=self.text(layout.COMMITTEE),
            meeting_date=self._pairs.row.get(layout.MEETING_DATE, cells.date, None),
            wards=self.text("Wards"),
            subject=self.text(layout.SUBJECT),
            lead_officer=self.text("Lead officer"),
            figures_for=self._figures_for(),
            words_for=self._words_for(),
            lead_member=self.text("Lead member"),
            contact_officer=self.text("Contact officer"),
            rating_shown=settings.rating_shown,
            not_rated=settings.not_rated,
            since=settings.since,
            figures=settings.figures,
            counts=settings.counts,
            most_words=settings.most_words,
            texts=texts,
        )
        self._pairs.report()
        return details


_FINANCIAL_YEAR = re.compile(r"((?:19|20)?\d\d)\s?[/–-]\s?(?:20)?(\d\d)")


def financial_year(cell: object) -> FinancialYear | None:
    """The year that a cell names as 2020/21 or 20/21; None for a blank one."""
    words = cells.text(cell)
    found = _FINANCIAL_YEAR.fullmatch(words)
    if words and (found is None or (int(found[1]) + 1) % 100 != int(found[2])):
        raise CellProblem(f"'{words}' is not a financial year", "type it as 2020/21")
    return FinancialYear(int(found[1]) + (2000 if len(found[1]) == 2 else 0)) if found else None


def _period(cell: object) -> Month | None:
    """The month that a day ends; None for a blank cell."""
    day = cells.date(cell)
    month = None if day is None else _month(day)
    if day is not None and (month is None or month.end != day):
        raise CellProblem(f"{day:%d/%m/%Y} is not the last day of a month", "enter the period end")
    return month


def _month(day: dt.date) -> Month | None:
    try:
        return Month.containing(day)
    except ValueError:
        return None


def read_texts(
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
        findings += [error(table.place(number, heading), problem) for heading, problem in row.problems]
        if row.problems:
            continue
        for line in (line.strip() for line in text.splitlines()):
            if line:
                places[section, len(found.get(section, ()))] = table.place(number, "Text")
                found[section] = (*found.get(section, ()), line)
    return found, places
