"""What is typed to compare with, last year's outturn and the benchmarks, beside what was published."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from performance_index.finding import Finding
from performance_index.index import PerformanceIndex
from performance_index.period import Month
from performance_index.places import Places, Row
from performance_index.published_record import UNIT, Record, as_kept
from performance_index.same_indicator import same_indicators
from performance_index.series import of_earlier_years


def last_years_figures(
    index: PerformanceIndex, record: Record | None, places: Places, unsure: Collection[int] = ()
) -> Iterator[Finding]:
    """A warning where last year's outturn is not what was published for March, or may be in a unit of before.

    Nothing where nobody recorded that. `unsure` are the positions of indicators that cannot be read.
    """
    if record is None:
        return
    march = Month.numbered(index.year.month("Apr").number - 1)
    earlier = of_earlier_years(index, record)
    for position, number in same_indicators(index, record).items():
        one, where = index.indicators[position], Row(places, position, index.indicators[position].number)
        if position in unsure:
            continue
        typed = {"Last year": one.last_year, "England": one.england, "London": one.london}
        headings = [heading for heading, figure in typed.items() if figure is not None]
        then, published = record.text(number, UNIT), earlier.get(position, {}).get(march)
        if headings and then not in {None, one.unit.value}:
            what = f"the unit was '{then}' when this was last published and is '{one.unit.value}' now"
            yield where.warning(headings[0], what, f"see that {' and '.join(headings)} are in that unit too")
        elif one.last_year is not None and published is not None and as_kept(one.last_year) != published:
            what = f"last year's outturn is {one.show(one.last_year)} here, and {one.show(published)} was published for"
            cure = "put it right, or say in the data caveat why it is another now"
            yield where.warning("Last year", f"{what} {march.label}", cure)
