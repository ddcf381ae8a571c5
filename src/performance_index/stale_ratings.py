"""Ratings that the sheet showed when the workbook was saved, and that its figures do not give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance_index.finding import Finding
from performance_index.index import PerformanceIndex
from performance_index.places import Places, Row


def stale_ratings(index: PerformanceIndex, places: Places, in_sheet: Mapping[int, str]) -> Iterator[Finding]:
    """A warning for each rating that the sheet showed and the figures do not give, or one for all where they are many.

    `in_sheet`: by an indicator's position, the rating that its row showed when the workbook was saved.
    """
    stale = [n for n, rated in enumerate(index.rated) if n in in_sheet and in_sheet[n] != rated.rating.value]
    cure = "recalculate in Excel (Ctrl+Alt+F9) and save; if it stays, copy the formula from another row"
    for position in stale if len(stale) <= _MANY else stale[:1]:
        shown, rating = in_sheet[position] or "no rating", index.rated[position].rating.value
        what = f"the sheet shows {shown}, but the figures give {rating}"
        if len(stale) > _MANY:
            what += f"; so it is with {len(stale)} ratings"
        yield Row(places, position, index.rated[position].indicator.number).warning("Rating", what, cure)


_MANY = 5
"""More stale ratings than this have one cause: the workbook was saved by a program that does not compute them."""
