"""What changed since it was published and nobody has said why; and reasons for what has not changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from performance_index.amendments import Amendment, Reason, unused
from performance_index.changes import PUBLISHED
from performance_index.finding import Finding, Severity
from performance_index.history import History
from performance_index.places import Places, Row


def unexplained(
    amended: Sequence[Amendment],
    reasons: Sequence[Reason],
    places: Places,
    history: History,
    unsure: Collection[int],
) -> Iterator[Finding]:
    """A warning for each amendment without a reason, then for each reason without an amendment.

    Nothing of the indicators at the positions `unsure`, of which a cell cannot be read.
    """
    for one in amended:
        if not one.reason and one.position not in unsure:
            yield _without_reason(one, places)
    for position in unused(reasons, amended, history):
        what = "nothing that was published has changed so, and the report does not print this reason"
        cure = "delete the row, or put right No and What changed as Check index writes them"
        yield Finding(severity=Severity.WARNING, place=places.amendment(position), what=what, cure=cure)


def _without_reason(one: Amendment, places: Places) -> Finding:
    published_as = "" if one.previously == PUBLISHED else f" as '{one.previously}'"
    what = f"{one.what} was published{published_as} and is '{one.now}' now, and nobody has said why"
    there = places.amendment(None)
    where = "on the Amendments sheet, where Check index lists it" if there else _NO_TABLE
    cure = f"put it right, or give the reason {where}"
    if one.position is not None:
        return Row(places, one.position, one.number).warning(one.heading, what, cure)
    if not one.number:
        return Finding(severity=Severity.WARNING, place=places.rule(one.heading), what=f"the rule: {what}", cure=cure)
    what = f"{one.number} ({one.indicator or 'without a name'}): {what}"
    return Finding(severity=Severity.WARNING, place=there or "Amendments", what=what, cure=cure, number=one.number)


_NO_TABLE = "in a table named Amendments with the columns No, What changed and Reason, on a sheet of its own"
