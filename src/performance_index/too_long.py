"""Commentary that is too long for a committee: who has many papers reads a third of a page, not three."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from performance_index.finding import Finding
from performance_index.index import PerformanceIndex
from performance_index.places import Places, Row
from performance_index.rating import Rating


def too_long(index: PerformanceIndex, most: int, places: Places, unsure: Collection[int]) -> Iterator[Finding]:
    """A warning at each commentary that is printed and has more words than that; none of any where `most` is 0."""
    for position, rated in enumerate(index.rated):
        words = len(rated.indicator.commentary.split())
        is_printed = rated.rating in {Rating.AMBER, Rating.RED} and position not in unsure
        if most and is_printed and words > most:
            what = f"the commentary has {words:,} words, too many for a committee ({most:,} at most)"
            cure = "say why, and what is being done, in fewer; put the rest into a paper of its own"
            yield Row(places, position, rated.indicator.number).warning("Service commentary", what, cure)
