"""Since the last meeting: what became an exception, what no longer is and why, what is better or worse, what stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from performance_index.changes import changes_of, changes_of_rule
from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.index import PerformanceIndex, listed
from performance_index.period import Month, long_date
from performance_index.published_record import NAME, PublishedFigure, Record
from performance_index.rating import RatedIndicator, Rating
from performance_index.report import ReportDetails
from performance_index.report_choices import SinceLast
from performance_index.same_indicator import same_indicators
from performance_index.trend import Direction, Travel, since_published


class How(Enum):
    """What became of an exception; the values are what is said of one, and of several, in the order of the report."""

    BECAME = ("indicator has become an exception", "indicators have become exceptions")
    MET = ("exception of that report is one no longer", "exceptions of that report are exceptions no longer")
    UNRATED = ("exception of that report is not rated now", "exceptions of that report are not rated now")
    LEFT = ("exception of that report has left the index", "exceptions of that report have left the index")
    UNNUMBERED = (
        "exception of that report has a number that the index no longer has",
        "exceptions of that report have numbers that the index no longer has",
    )
    RATED_BETTER = ("exception is rated better", "exceptions are rated better")
    RATED_WORSE = ("exception is rated worse", "exceptions are rated worse")
    BETTER = ("exception is rated as before, and better", "exceptions are rated as before, and better")
    WORSE = ("exception is rated as before, and worse", "exceptions are rated as before, and worse")
    AS_BEFORE = ("exception is rated as before", "exceptions are rated as before")
    UNKNOWN = (
        "exception was in that report, and the record does not say how it was rated",
        "exceptions were in that report, and the record does not say how they were rated",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One indicator that is an exception now or was one: its number and name as they are, or were where it has left.

    `now` and `was` are the ratings, None where there is none now, or nobody knows; `notes` say what a reader has to
    know beside them, such as that the target has changed.
    """

    number: str
    name: str
    how: How
    now: str = ""
    was: str = ""
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """'5, Homes inspected (Red, was Green; its target has changed)'."""
        ratings = ", ".join(filter(None, [self.now, self.was and f"was {self.was}"]))
        said = "; ".join(filter(None, [ratings, *self.notes]))
        return f"{named(self.number, self.name)}{said and f' ({said})'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of the exceptions since the report for `meeting`, None where that was not recorded, and `period`.

    `running`: the number and name of those that are exceptions for at least the third report running, of the periods
    `third`, the earliest first; both are empty where nobody can say. `by_another_rule`: the rating rule has changed.
    """

    meeting: dt.date | None
    period: Month
    moves: tuple[Move, ...]
    running: tuple[tuple[str, str], ...] = ()
    third: tuple[Month, ...] = ()
    by_another_rule: bool = False

    def of(self, how: How) -> tuple[Move, ...]:
        """Those of which this became, in index order."""
        return tuple(one for one in self.moves if one.how is how)


def told_if_shown(index: PerformanceIndex, details: ReportDetails, history: History) -> tuple[str, ...]:
    """The paragraphs of the report on what became of the exceptions; none where the setting leaves them out."""
    return () if details.since is SinceLast.LEFT_OUT else told(since_last(index, details, history))


def told(since: Since | None) -> tuple[str, ...]:
    """The paragraphs of the report, each one sentence: what became exceptions first; none where nobody can say."""
    if since is None:
        return ()
    meeting = f"for the meeting of {long_date(since.meeting)}, " if since.meeting else ""
    lead = f"Since the report {meeting}of figures up to {since.period.label}, "
    if not since.of(How.BECAME):
        sure = "is known to have" if since.of(How.UNKNOWN) else "has"
        said = [f"{lead}no indicator {sure} become an exception."]
    else:
        said = []
    for how in How:
        if found := since.of(how):
            one, several = how.value
            said.append(f"{'' if said else lead}{len(found)} {several if found[1:] else one}: {_items(found)}.")
    if since.running:
        are = "indicators are exceptions" if since.running[1:] else "indicator is an exception"
        periods = listed([month.label for month in since.third])
        names = _items([named(*one) for one in since.running])
        said.append(f"{len(since.running)} {are} for at least the third report running ({periods}): {names}.")
    if since.by_another_rule:
        said.append("The rating rule has changed since that report, so the ratings then and now are not by one rule.")
    return tuple(said)


def _items(items: Sequence[object]) -> str:
    """'5, Homes inspected (Red, was Green); 9, Plans (Amber)': names have commas of their own."""
    return "; ".join(map(str, items))


def since_last(index: PerformanceIndex, details: ReportDetails, history: History) -> Since | None:
    """What became of the exceptions since the report before this meeting's; None where nobody can say.

    An indicator is known again by number, name and figures. A rating is the one that was published. Where target,
    tolerance or anything else that decides a rating has changed, that is noted, and figures are not compared.
    """
    earlier = history.earlier(details.meeting_date, index.period)
    record = next(earlier, None)
    if record is None:
        return None
    same = same_indicators(index, record)
    now = [_now(one, index, record, same.get(position)) for position, one in enumerate(index.rated)]
    running, third = _running(index, record, earlier)
    return Since(
        meeting=record.meeting,
        period=record.period,
        moves=(*filter(None, now), *_gone(record, set(same.values()))),
        running=running,
        third=third,
        by_another_rule=any(one.heading != "In force from" for one in changes_of_rule(index.rule, record)),
    )


_EXCEPTIONS = {Rating.AMBER, Rating.RED}


def _now(rated: RatedIndicator, index: PerformanceIndex, record: Record, number: str | None) -> Move | None:
    """What became of an indicator that is in the index; None where it was no exception and is none."""
    one, is_exception = rated.indicator, rated.rating in _EXCEPTIONS
    if number is None:
        note = "new in the index" if _has_names(record) else "no indicator had this number"
        move = Move(number=one.number, name=one.name, how=How.BECAME, now=_rating(rated), notes=(note,))
        return move if is_exception else None
    was = record.rated.get(number)
    if was is None or was.rating is None:
        move = Move(number=one.number, name=one.name, how=How.UNKNOWN, now=_rating(rated))
        return move if is_exception else None
    if not is_exception and was.rating not in _EXCEPTIONS:
        return None
    notes = _moved(rated, index, record, was, number)
    how, compared = _how(rated, record, was, number, is_sure=not notes)
    return Move(
        number=one.number,
        name=one.name,
        how=how,
        now=_rating(rated),
        was="" if was.rating is rated.rating else _was(was.rating, record, number),
        notes=(*compared, *notes),
    )


def _how(
    rated: RatedIndicator, record: Record, was: PublishedFigure, number: str, *, is_sure: bool
) -> tuple[How, tuple[str, ...]]:
    """What became of an indicator that is or was an exception, and how its figures compare, '' where that is idle."""
    if was.rating not in _EXCEPTIONS:
        return How.BECAME, ()
    if rated.rating not in _EXCEPTIONS:
        return How.MET if rated.rating.is_rated else How.UNRATED, ()
    if was.rating is not rated.rating:
        return How.RATED_BETTER if rated.rating is Rating.AMBER else How.RATED_WORSE, ()
    if not is_sure or record.text(number, "Unit") is None or was.figure is None:
        return How.AS_BEFORE, ()
    if rated.month == was.month:
        return How.AS_BEFORE, ("no newer figure",)
    target = None if was.target is None else Fraction(was.target)
    travel = since_published(rated.indicator, rated.period, (was.month, was.figure, target))
    assert travel is not None  # it is rated, so it has a figure
    return _BY_FIGURE.get(travel.direction, How.AS_BEFORE), (_said(travel),)


_BY_FIGURE = {Direction.BETTER: How.BETTER, Direction.WORSE: How.WORSE}


def _said(travel: Travel) -> str:
    """'better than June 2020'."""
    words = str(travel)
    return f"{words[0].lower()}{words[1:]}"


def _moved(
    rated: RatedIndicator, index: PerformanceIndex, record: Record, was: PublishedFigure, number: str
) -> tuple[str, ...]:
    """What of the indicator changed that decides a rating: 'its target and tolerance have changed'."""
    changes = changes_of(rated, index.overrides.get(rated.indicator.number), record, number)
    parts = list(dict.fromkeys(_PARTS[one.heading] for one in changes if one.heading in _PARTS))
    notes = [f"its {listed(parts)} {'have' if parts[1:] else 'has'} changed"] if parts else []
    figure = f"Figure for {was.month.label}"
    if was.rating is not None and was.rating.is_rated and any(one.what == figure for one in changes):
        notes.append(f"what was published for {was.month.label} has changed")
    return tuple(notes)


_PARTS = {
    "Unit": "unit",
    "Frequency": "frequency",
    "Measured": "way of measuring",
    "Polarity": "polarity",
    "Target": "target",
    "Target is": "target",
    "Tolerance": "tolerance",
}


def _gone(record: Record, there: set[str]) -> Iterator[Move]:
    """The exceptions of a record that no indicator of the index is."""
    how = How.LEFT if _has_names(record) else How.UNNUMBERED
    for number, typed in record.numbers.items():
        was = record.rated.get(number)
        if number not in there and was is not None and was.rating in _EXCEPTIONS:
            name = record.texts.get((number, NAME), "")
            yield Move(number=typed, name=name, how=how, was=_was(was.rating, record, number))


def _running(
    index: PerformanceIndex, record: Record, earlier: Iterator[Record]
) -> tuple[tuple[tuple[str, str], ...], tuple[Month, ...]]:
    """Those that were exceptions in the reports of the two periods before too, and the three periods."""
    before = [record] if record.period != index.period else []
    while len(before) < 2 and (one := next(earlier, None)) is not None:
        if one.period != (before[-1].period if before else index.period):
            before.append(one)
    if len(before) < 2:
        return (), ()
    found = {position for position, one in enumerate(index.rated) if one.rating in _EXCEPTIONS}
    for one in before:
        were = {number for number, was in one.rated.items() if was.rating in _EXCEPTIONS}
        found &= {position for position, number in same_indicators(index, one).items() if number in were}
    running = [index.indicators[position] for position in sorted(found)]
    return tuple((one.number, one.name) for one in running), (before[1].period, before[0].period, index.period)


def _has_names(record: Record) -> bool:
    return any(of == NAME for _, of in record.texts)


def _rating(rated: RatedIndicator) -> str:
    """'Red', 'Red by decision', 'awaiting data'."""
    if not rated.rating.is_rated:
        return rated.rating.value.lower()
    return f"{rated.rating.value}{' by decision' if rated.override else ''}"


def _was(rating: Rating, record: Record, number: str) -> str:
    if not rating.is_rated:
        return f"not rated: {rating.value.lower()}"
    return f"{rating.value}{' by decision' if record.text(number, 'Override') else ''}"


def named(number: str, name: str) -> str:
    """'5, Homes inspected'; the number alone where the name is not known."""
    return ", ".join(filter(None, [number, " ".join(name.split())]))


def nothing_recorded(index: PerformanceIndex, details: ReportDetails, history: History, place: str) -> list[Finding]:
    """A warning, at the place of the setting, where it is to be shown and no earlier record can tell."""
    if details.since is SinceLast.LEFT_OUT or next(history.earlier(details.meeting_date, index.period), None):
        return []
    what = "the report is to tell what is so since the last meeting, and nobody recorded what was published for that"
    cure = (
        "record each report as published (the button, or performance-index record); for this one, compare with the "
        "workbook of the last report (performance-index report --previous), or choose Left out"
    )
    return [Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)]
