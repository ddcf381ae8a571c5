"""Figures that a record has and its report did not give: those not reportable, and those that were not confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from performance_index.indicator import DataStatus
from performance_index.period import Month
from performance_index.published_record import STATUS, Entry, PublishedFigure
from performance_index.rating import KEPT_BACK, Rating

Figures = Mapping[tuple[str, Month], PublishedFigure]


def withheld_in(
    entry: Entry, before: Figures, now: Figures, texts: Mapping[tuple[str, str], str]
) -> dict[tuple[str, Month], PublishedFigure]:
    """Of the figures that stand after a record, those of which it decides whether they were given, and it is said.

    `before`: what stood before it; `now` and `texts`: what stands after it. Where an indicator is not reportable, none
    of its figures is given but those of other months that were given before; else all are, but for one whose rating
    says that it is awaited. Where nobody recorded the data status, the ratings tell.
    """
    assert entry.period is not None  # one that can be read
    told = {one.number.casefold() for one in entry.texts if one.of == STATUS}
    rated_so = {one.number.casefold() for one in entry.figures if one.rating is Rating.NOT_REPORTABLE}
    said = {one.key for one in entry.figures}
    keys = said | {(number, month) for number in told for month in entry.period.upto()}
    found = dict[tuple[str, Month], PublishedFigure]()
    for key in keys:
        one, was = now.get(key), before.get(key)
        if one is None or one.figure is None:
            continue
        is_unreportable = key[0] in rated_so or texts.get((key[0], STATUS)) == DataStatus.NOT_REPORTABLE.value
        is_as_given = was is not None and was.given == one.figure
        why = Rating.NOT_REPORTABLE if is_unreportable and not is_as_given else None
        why = one.rating if one.rating in KEPT_BACK else why
        if why is not one.withheld:
            found[key] = replace(one, withheld=why)
    return found
