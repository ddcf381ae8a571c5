"""What becomes of a figure without the report saying so: a word took its place, or nobody confirmed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from performance_index.finding import Finding
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus
from performance_index.marks import Said
from performance_index.period import Frequency, Month
from performance_index.places import Places, Row
from performance_index.published_record import PublishedFigure, Record
from performance_index.rating import RatedIndicator, Rating, rate
from performance_index.same_indicator import same_indicators


def unsaid(
    index: PerformanceIndex, record: Record | None, places: Places, unsure: Collection[int], *, is_told: bool
) -> Iterator[Finding]:
    """A finding for each indicator of which a word, or a data status that went, decides what readers are given.

    `record`: what was last recorded as published; `is_told`: whether the report tells what is not rated, and why.
    """
    same = {} if record is None else same_indicators(index, record)
    for position, rated in enumerate(index.rated):
        if position in unsure:
            continue
        where = Row(places, position, rated.indicator.number)
        number = same.get(position, "")
        yield from _no_longer_rated(rated, None if record is None else record.rated.get(number), where, is_told=is_told)
        yield from _passed_over(rated, where)
        if record is not None:
            yield from _never_confirmed(rated, {m: record.figures.get((number, m)) for m in rated.period.upto()}, where)


def _no_longer_rated(
    rated: RatedIndicator, was: PublishedFigure | None, where: Row, *, is_told: bool
) -> Iterator[Finding]:
    """A warning where a word stands for the figure of an indicator that was rated, or was an exception before.

    A blank cell has a finding of its own, and so has a word that nobody knows.
    """
    month, mark = rated.month, rated.mark
    if month is None or mark is None or rated.by_rule not in _BY_A_WORD or _is_said(rated):
        return
    before = _rating_before(rated, was)
    if before:
        unseen = "" if is_told else ", and the report would not say so"
        what = f"{before}, and now “{mark.typed}” stands for {month.label}: it is not rated{unseen}"
        tell = "" if is_told else "; or have the report say what is not rated (Settings sheet, Indicators not rated)"
        yield where.warning(month.name, what, f"type the figure, or leave the word if there is none{tell}")


_BY_A_WORD = {Rating.NO_FIGURE, Rating.SUPPRESSED, Rating.AWAITING_DATA}


def _is_said(rated: RatedIndicator) -> bool:
    """Whether a person has chosen Awaiting data."""
    return rated.indicator.status is DataStatus.AWAITING


def _rating_before(rated: RatedIndicator, was: PublishedFigure | None) -> str:
    """'it was Red for June 2020 in the last report'; without a record, where it was an exception the month before."""
    assert rated.month is not None
    if was is not None and was.rating is not None:
        is_other = was.month != rated.month  # else it is an amendment, and told
        is_of_it = is_other and was.rating.is_rated
        return f"it was {was.rating.value} for {was.month.label} in the last report" if is_of_it else ""
    before = rated.indicator.month_before(rated.month)
    if before is None:
        return ""
    then = rate(rated.indicator, before, rated.rule)
    return f"it is {then.rating.value} for {before.label}" if then.rating in _EXCEPTIONS else ""


_EXCEPTIONS = {Rating.AMBER, Rating.RED}


def _passed_over(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    """A finding where a word was typed for a later month than the annual figure that is given; an error if it hides it.

    A mere stroke is none: it stands in months that nobody uses.
    """
    one, month = rated.indicator, rated.month
    if one.frequency is not Frequency.ANNUAL or month is None or rated.actual is None:
        return
    for later in rated.period.upto()[month.elapsed :]:
        mark = one.marks.get(later.name)
        if mark is not None and not mark.strikes_out and mark.said is not Said.UNKNOWN:
            what = f"“{mark.typed}” stands for {later.label}, but the figure for {month.label} is the one that is given"
            cure = f"clear {month.name} if the word holds; else clear the word"
            make = where.error if mark.said is Said.SUPPRESSED else where.warning
            yield make(later.name, what, cure)


def _never_confirmed(
    rated: RatedIndicator, recorded: Mapping[Month, PublishedFigure | None], where: Row
) -> Iterator[Finding]:
    """A warning where a figure that was not confirmed when it was recorded is given now, and is still the same."""
    one = rated.indicator
    for month, was in recorded.items():
        if was is None or was.figure is None or was.withheld is not Rating.AWAITING_DATA or rated.keeps_back(month):
            continue
        if one.figures.get(month.name) == was.figure:
            what = f"{one.show(was.figure)} was not confirmed when it was recorded, and is given now as it was typed"
            yield where.warning(month.name, what, "confirm it, or clear it")
