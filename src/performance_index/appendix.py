"""The appendix to the report: the whole index for the committee, by theme, as data with no Word in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from performance_index.finding import Finding, Severity
from performance_index.index import PerformanceIndex, not_rated, rated_of, summary
from performance_index.indicator import DataStatus, folded
from performance_index.places import Places
from performance_index.report import ReportDetails, Row, Section
from performance_index.rule_in_words import rule_in_words
from performance_index.whole_index import Line, Missing, by_theme, index_name, lines


class WithReport(Enum):
    """Whether the appendix is made whenever the report is; the value is the word in the workbook."""

    MADE = "Made with the report"
    LEFT_OUT = "Left out"


INDICATOR_COLUMNS = (
    "no", "indicator", "figure", "target", "rating", "direction", "last_year", "england", "london",
)  # fmt: skip
NOTE_COLUMNS = ("no", "indicator", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """All that the appendix says.

    `values`: single words and dates by the tag of their control, as in the report; a blank one is left out. `counts`
    and `ratings`: how many indicators have which rating, and what that means. `themes`: the rows of each, in order.
    `notes`: a row for each indicator with a caveat, a provisional figure or a rating by decision.
    """

    title: str
    values: Mapping[str, str | dt.date]
    counts: str
    ratings: str
    themes: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[Row, ...]


def compose_appendix(index: PerformanceIndex, details: ReportDetails) -> Appendix:
    """Give the appendix of an index: its title and year are those that the report gives it."""
    found = lines(index)
    themes = by_theme(found)
    values = {
        "index_title": index_name(index).removesuffix(f" {index.year.label}"),
        "year": index.year.label,
        "committee": details.committee,
        "date": details.meeting_date,
        "period_end": index.period.end,
    }
    is_whole = all(one.rating.is_rated for one in index.rated)
    return Appendix(
        title=f"{index_name(index)}, up to {index.period.label}",
        values={tag: value for tag, value in values.items() if value},
        counts=f"{rated_of(index) if is_whole else not_rated(index)} Ratings: {summary(index)}.",
        ratings=f"{rule_in_words(index.rule, {one.unit for one in index.indicators})} {_TARGET}",
        themes=tuple(
            (_heading(theme, len(themes)), tuple(_row(line) for line in some)) for theme, some in themes.items()
        ),
        notes=tuple(_notes(found)),
    )


def misnamed(index: PerformanceIndex, details: ReportDetails, places: Places) -> Iterator[Finding]:
    """Give a warning where a person typed the report's list of appendices, and the index has another name there."""
    said, name = details.texts.get(Section.APPENDICES, ()), index_name(index)
    if said and not any(_plain(name) in _plain(one) for one in said):
        yield Finding(
            severity=Severity.WARNING,
            place=places.text(Section.APPENDICES, 0),
            what=f"the report's list of appendices does not name {name}, which is the appendix's title",
            cure="name it so, or clear the text: the template's own words name it",
        )


def _plain(words: str) -> str:
    """Words without what does not make another name of them."""
    return folded(words.replace("&", " and "))


_TARGET = "Of a target for the year, the share that is due by the month of the figure is given."


def _heading(theme: str | Missing, themes: int) -> str:
    if isinstance(theme, Missing):
        return "Indicators" if themes == 1 else "Other indicators"
    return theme


def _row(line: Line) -> Row:
    indicator = line.indicator
    is_provisional = indicator.status is DataStatus.PROVISIONAL and not isinstance(line.actual, Missing)
    cells = {
        "no": (indicator.number,),
        "indicator": (indicator.name,),
        "figure": (line.dated(), *(["Provisional"] if is_provisional else [])),
        "target": (line.show(line.target),),
        "rating": (line.rating.value, *(["By decision"] if line.by_decision else [])),
        "direction": (line.direction.value if isinstance(line.direction, Missing) else line.direction,),
        "last_year": (line.show(line.last_year),),
        "england": (line.show(line.england),),
        "london": (line.show(line.london),),
    }
    return Row(number=indicator.number, cells=cells, rating=line.rating if line.rating.is_rated else None)


def _notes(found: Iterable[Line]) -> Iterator[Row]:
    for line in found:
        said: list[str] = []
        if line.indicator.status is DataStatus.PROVISIONAL and not isinstance(line.actual, Missing):
            said.append("Provisional figure: it may still change.")
        if not isinstance(line.caveat, Missing):
            said += line.caveat.splitlines()
        elif line.indicator.status is DataStatus.NOT_REPORTABLE:
            said.append("Not reportable.")
        if line.by_decision:
            said.append(f"{line.why}.")
        if said:
            number, name = line.indicator.number, line.indicator.name
            cells = {"no": (number,), "indicator": (name,), "note": tuple(said)}
            yield Row(number=number, cells=cells)
