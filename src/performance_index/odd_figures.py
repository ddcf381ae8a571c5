"""Figures that are odd beside those before them, of this year and published: one that stands, one of another scale."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from performance_index.finding import Finding
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator, Measured
from performance_index.period import MONTH_NAMES, Frequency, Month
from performance_index.places import Places, Row
from performance_index.published_record import PublishedFigure, Record
from performance_index.rating import RatedIndicator, Rating
from performance_index.same_indicator import same_indicators
from performance_index.unit import Unit

_STANDS, _ENOUGH, _TIMES = 3, 4, 10
"""A figure is odd the third time, and where it is ten times, or a tenth of, what at least four before it were."""
_SMALL = 20
"""Whole numbers below this may well come three times: so many homes, so many complaints."""


def odd_figures(
    index: PerformanceIndex, record: Record | None, places: Places, unsure: Collection[int]
) -> Iterator[Finding]:
    """A warning where the figure that is rated is the third of its kind, or on another scale than those before it."""
    same = {} if record is None else same_indicators(index, record)
    published: dict[str, list[PublishedFigure]] = {}
    for was in () if record is None else record.figures.values():
        published.setdefault(was.number.casefold(), []).append(was)
    for position, rated in enumerate(index.rated):
        month = rated.month
        if position in unsure or month is None or rated.actual is None or rated.rating in _NOT_USED:
            continue
        number = same.get(position, "")
        is_of_unit = record is not None and record.text(number, "Unit") in {None, rated.indicator.unit.value}
        before = _before(rated.indicator, month, published.get(number, []) if is_of_unit else [])
        where = Row(places, position, rated.indicator.number)
        yield from _stands(rated, month, before, where)
        yield from _out_of_scale(rated, month, before, where)


Before = Sequence[tuple[Month, Decimal]]


def _before(one: Indicator, month: Month, published: Iterable[PublishedFigure]) -> Before:
    """The figures of the months before, of all years, in their order: this year's as they are, others as published."""
    found = {was.month: was.given for was in published if was.month.year < month.year and was.given is not None}
    for name, figure in one.figures.items():
        if (then := month.year.month(name)) < month:
            found[then] = figure
    return sorted(found.items())


def _stands(rated: RatedIndicator, month: Month, before: Before, where: Row) -> Iterator[Finding]:
    actual, one = rated.actual, rated.indicator
    assert actual is not None
    last = before[-_STANDS + 1 :]
    is_next = [then.number for then, _ in last] == _due_before(one, month)
    if not is_next or any(figure != actual for _, figure in last) or _may_stand(one, actual):
        return
    what = f"{one.show(actual)} stands for the third time, as for {last[0][0].label} and {last[1][0].label}"
    yield where.warning(month.name, what, "check that it is this period's figure, and not the last one's")


def _due_before(one: Indicator, month: Month) -> list[int]:
    """The two months before in which a figure was due, the earlier first; an annual one has one month each year."""
    now, year = month.number, len(MONTH_NAMES)
    if one.frequency is Frequency.ANNUAL:
        return [now - 2 * year, now - year]
    due = [n for n in range(now - year, now) if MONTH_NAMES[(n - 1) % year] in one.frequency.due_months]
    return due[-_STANDS + 1 :]


def _may_stand(one: Indicator, actual: Decimal) -> bool:
    """Whether a figure may well be the same three times: none, all, or a small whole number."""
    if one.unit == Unit.PERCENT:
        return actual in {0, 1}
    return actual == actual.to_integral_value() and abs(actual) < _SMALL


def _out_of_scale(rated: RatedIndicator, month: Month, before: Before, where: Row) -> Iterator[Finding]:
    one, actual = rated.indicator, rated.actual
    assert actual is not None
    is_total = one.measured is Measured.YEAR_TOTAL and one.frequency is not Frequency.ANNUAL
    usual = _usual(before, is_total=is_total) if len(before) >= _ENOUGH else Fraction(0)
    now = abs(Fraction(actual)) / (month.elapsed if is_total else 1)
    is_small = one.unit != Unit.PERCENT and max(now, usual) < _SMALL
    if not usual or not now or is_small or max(now, usual) < _TIMES * min(now, usual):
        return
    how = "ten times what is usual or more" if now > usual else "a tenth of what is usual or less"
    shown = f"{one.show(usual)}{' a month' if is_total else ''}"
    what = f"{one.show(actual)} is {how}: the {len(before)} figures before it are about {shown}"
    yield where.warning(month.name, what, "check the figure and its unit")


def _usual(before: Before, *, is_total: bool) -> Fraction:
    """The median of the figures without their signs; of totals so far, of what they are a month."""
    if is_total:
        return median([abs(Fraction(figure) / then.elapsed) for then, figure in before])
    return Fraction(median([abs(figure) for _, figure in before]))


_NOT_USED = {Rating.AWAITING_DATA, Rating.NOT_REPORTABLE, Rating.NOT_KNOWN}
