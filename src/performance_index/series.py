"""Figures over time: every figure that was published, then the index's own of this year, as one row each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from performance_index.explain import explain
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month
from performance_index.published_record import MEASURED, NAME, UNIT, PublishedFigure, Record, as_kept
from performance_index.rating import RatedIndicator, Rating, rate
from performance_index.same_indicator import same_indicators
from performance_index.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One indicator's figure for one month, in its unit; None where there was or is none, and the rating says why.

    `rating` is the published one where the figure and its target stand as published, else what the rule gives today;
    None for a published month that no report rated. `why` is the reason, '' where it was not kept. `meeting` and
    `published_on` are of the report that published this figure; None where none has.
    """

    number: str
    indicator: str
    month: Month
    figure: Decimal | None
    unit: Unit | None
    target: Decimal | None
    rating: Rating | None
    why: str = ""
    meeting: dt.date | None = None
    published_on: dt.date | None = None


def points(index: PerformanceIndex, history: History) -> list[Point]:
    """Every indicator by month: those of the index in its order, then those that have left, as they were published.

    Of the index's year up to its period the figures are as they are now, but for those that the report keeps back, as
    not reportable or not confirmed: they are none, and the rating says why. Of other years as they were last published,
    under the number and the name of today. A month in which no figure was due has none.
    """
    record = history.whole.last()
    same = {} if record is None else same_indicators(index, record)
    published: dict[str, list[PublishedFigure]] = {}
    for one in () if record is None else record.figures.values():
        published.setdefault(one.number.casefold(), []).append(one)
    apart: dict[str, list[tuple[PublishedFigure, str]]] = {}
    for one, unit_then in () if record is None else record.set_apart:
        apart.setdefault(one.number.casefold(), []).append((one, unit_then))
    found: list[Point] = []
    for position, rated in enumerate(index.rated):
        was = published.pop(same.get(position, ""), [])
        for one, unit_then in apart.pop(same.get(position, ""), []):
            found += _as_published(rated.indicator.number, rated.indicator.name, _unit_of(unit_then), [one])
        unit = None if record is None else _unit(record, same.get(position, ""))
        years_before = [one for one in was if one.month.year != index.year]
        found += _as_published(rated.indicator.number, rated.indicator.name, unit, years_before)
        found += _own(rated, {one.month: one for one in was})
    for number in {**published, **apart}:
        assert record is not None
        was, name = published.get(number, []), record.texts.get((number, NAME), "")
        for one, unit_then in apart.get(number, []):
            found += _as_published(one.number, name, _unit_of(unit_then), [one])
        found += _as_published(was[-1].number, name, _unit(record, number), was) if was else []
    return found


def of_earlier_years(index: PerformanceIndex, record: Record | None) -> dict[int, dict[Month, Decimal]]:
    """By the position of each indicator that was published: its figures of the years before the index's own.

    In its unit; none that was withheld, and nothing of one that has another unit now, or measures something else.
    An indicator that has taken the number of one that left does not get its figures.
    """
    if record is None:
        return {}
    same = same_indicators(index, record)
    found: dict[str, dict[Month, Decimal]] = {
        number: {}
        for position, number in same.items()
        if record.text(number, UNIT) in {None, index.indicators[position].unit.value}
        and record.text(number, MEASURED) in {None, index.indicators[position].measured.value}
    }
    for (number, month), one in record.figures.items():
        if number in found and one.given is not None and month.year < index.year:
            found[number][month] = one.given
    return {position: found[number] for position, number in same.items() if number in found}


def published(index: PerformanceIndex, record: Record | None) -> dict[tuple[str, Month], Decimal]:
    """The same by the indicators' numbers of today, in small letters, and month, as `trends` takes them."""
    return {
        (index.indicators[position].number.casefold(), month): figure
        for position, figures in of_earlier_years(index, record).items()
        for month, figure in figures.items()
    }


def _unit(record: Record, number: str) -> Unit | None:
    """The unit in which figures were published; None where nobody recorded it."""
    return _unit_of(record.texts.get((number, UNIT), ""))


def _unit_of(words: str) -> Unit | None:
    return Unit.of(words) if words else None


def _as_published(number: str, name: str, unit: Unit | None, was: list[PublishedFigure]) -> Iterator[Point]:
    for one in sorted(was, key=lambda one: one.month):
        if one.given is not None or one.rating or one.withheld:
            yield Point(
                number=number,
                indicator=name,
                month=one.month,
                figure=one.given,
                unit=unit,
                target=one.target,
                rating=one.rating or one.withheld,
                meeting=one.meeting,
                published_on=one.recorded_on,
            )


def _own(rated: RatedIndicator, published: dict[Month, PublishedFigure]) -> Iterator[Point]:
    """The months of this year in which a figure is in or due, and the one that is rated."""
    one = rated.indicator
    for month in rated.period.upto():
        is_rated = month == (rated.month or rated.period)
        typed, target = one.figures.get(month.name), one.target_at(month)
        if typed is None and not is_rated and month.name not in one.frequency.due_months:
            continue
        now = rated if is_rated else rate(_as_it_was(rated, month), month, rated.rule)
        figure = None if rated.keeps_back(month) else typed
        was, due = published.get(month), None if target is None else as_kept(target)
        stands = was is not None and (was.given, was.target) == (figure, due)
        rating = was.rating if was is not None and stands and was.rating is not None and not is_rated else now.rating
        yield Point(
            number=one.number,
            indicator=one.name,
            month=month,
            figure=figure,
            unit=one.unit,
            target=due,
            rating=rating,
            why=explain(now) if now.rating is rating else "",
            meeting=was.meeting if was is not None and stands else None,
            published_on=was.recorded_on if was is not None and stands else None,
        )


def _as_it_was(rated: RatedIndicator, month: Month) -> Indicator:
    """The indicator for the rating of an earlier month: that today's figure is awaited says nothing of it."""
    one = rated.indicator
    is_told = one.status is not DataStatus.AWAITING or rated.keeps_back(month)
    return one if is_told else replace(one, status=DataStatus.REPORTED)


def series(found: list[Point]) -> dict[str, list[tuple[Month, Decimal]]]:
    """By number, in the points' order: the months that have a figure, and the figure, the earliest first."""
    by_number: dict[str, list[tuple[Month, Decimal]]] = {}
    for one in found:
        if one.figure is not None:
            by_number.setdefault(one.number, []).append((one.month, one.figure))
    return by_number
