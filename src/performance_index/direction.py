"""The direction of travel of a rated indicator in words: short, since the period before, and long, since last year."""

from __future__ import annotations

from performance_index.rating import RatedIndicator, Rating
from performance_index.trend import NO_SERIES, Series, direction, since_a_year_ago

NOTHING = "–"
"""What stands where there is no figure: a mark, so that nobody takes it for something that was forgotten."""


def way(rated: RatedIndicator, earlier: Series = NO_SERIES) -> str:
    """Give the short direction: 'Better than August', 'No earlier figure', '–' where no figure counts.

    `earlier` are the indicator's figures of earlier years, where they are known.
    """
    if rated.actual is None or rated.by_rule in {Rating.AWAITING_DATA, Rating.NOT_REPORTABLE, Rating.NOT_KNOWN}:
        return NOTHING
    return str(direction(rated.indicator, rated.period, earlier) or "No earlier figure")


def ways(rated: RatedIndicator, earlier: Series = NO_SERIES) -> tuple[str, ...]:
    """Give the short direction and, where it is known, the long one: 'Better than August', 'worse than September 2019'.

    Where both are the same comparison, as for an annual figure, it is given once.
    """
    short, long = way(rated, earlier), since_a_year_ago(rated.indicator, rated.period, earlier)
    if short == NOTHING or long is None or long == direction(rated.indicator, rated.period, earlier):
        return (short,)
    words = str(long)
    return (short, f"{words[0].lower()}{words[1:]}")
