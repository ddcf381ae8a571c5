"""Amendments and corrections: what was published and is not so any more, each with the reason that a person gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from performance_index.changes import Change, changes_of, changes_of_rule, rating_alone
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import folded
from performance_index.period import MONTH_NAMES
from performance_index.published_record import NAME, PublishedText, Record
from performance_index.recording import REASON
from performance_index.report import NOT_GIVEN, ReportDetails, Row
from performance_index.same_indicator import same_indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One thing that is not as it was published.

    `number` and `indicator` as they are now, or were where the indicator has left; '' and 'Rating rule' where it is the
    rule. `what` changed, from `previously` to `now`, in words; `reason` is '' where nobody has given one. `position` is
    the indicator's in the index, None where it has none; `heading` the column, or the rule's word, where it stands.
    """

    number: str
    indicator: str
    what: str
    previously: str
    now: str
    reason: str = ""
    position: int | None = None
    heading: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The number in small letters, and what changed."""
        return self.number.casefold(), self.what


RULE = "Rating rule"
NOT_IN, IS_IN = "Not in the index", "In the index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something changed, as a person typed it: of which indicator, and of what; '' is of any.

    Where `previously` and `now` are given, it is the reason for that change alone; where the name of the indicator is,
    for that one alone, whoever has its number now.
    """

    number: str
    what: str
    reason: str
    previously: str = ""
    now: str = ""
    indicator: str = ""

    def is_for(self, one: Amendment) -> bool:
        """Whether it is the reason for an amendment."""
        typed = (self.number, self.what, self.previously, self.now, self.indicator)
        said = (one.number, one.what, one.previously, one.now, one.indicator)
        return all(not folded(ours) or folded(ours) == folded(its) for ours, its in zip(typed, said, strict=True))


def amendments(
    index: PerformanceIndex, details: ReportDetails, history: History, reasons: Iterable[Reason] = ()
) -> tuple[Amendment, ...]:
    """What the report of this meeting amends: the rule, then by indicator in index order, then those that left.

    Told from what stands as published now; what was amended for this meeting and recorded already stays amended, and so
    does what was recorded for it once and is otherwise now. What nobody knows of a record is not told of: one of
    version 0.1.0 has no names, so that no indicator is new. A reason that was published for an earlier change of the
    same thing counts only where it names this one in full.
    """
    last, before = history.last(), history.before(details.meeting_date)
    if last is None:
        return ()
    found: dict[tuple[object, ...], Amendment] = {}
    records = [last, *history.of(details.meeting_date)[1:], *([] if before is None or before is last else [before])]
    for one in (one for record in records for one in _since(index, record)):
        found.setdefault((one.key, one.indicator), one)  # one may leave, and another come under its number
    given = [one for one in reasons if one.reason.strip()]
    ordered = sorted(found.values(), key=_order)
    return tuple(replace(one, reason=_reason(one, given, before)) for one in ordered)


def rows_of(found: Iterable[Amendment]) -> tuple[Row, ...]:
    """The rows of the report's table of amendments: each goes by the number and what changed."""
    rows: dict[str, Row] = {}
    for one in found:
        key = f"{one.number} {one.what}".strip()
        while key in rows:  # one indicator left, and another came under its number
            key += "*"
        rows[key] = _row(one, key)
    return tuple(rows.values())


def _row(one: Amendment, key: str) -> Row:
    cells = {
        "no": (one.number or _OF_ALL,),
        "indicator": (one.indicator or NOT_GIVEN,),
        "what": (one.what,),
        "previously": _lines(one.previously),
        "now": _lines(one.now),
        "reason": _lines(one.reason or _NO_REASON),
    }
    return Row(number=key, cells=cells)


def _lines(words: str) -> tuple[str, ...]:
    """The lines of words; no cell of a published table is empty."""
    return tuple(line.strip() for line in words.splitlines() if line.strip()) or (_BLANK,)


_OF_ALL, _NO_REASON, _BLANK = "All", "No reason was given.", "Blank"


def _order(one: Amendment) -> tuple[bool, int, int]:
    """The rule, then by position, then those without; in the order in which they are told of one report."""
    position = -1 if one.position is None else one.position
    return bool(one.number) and one.position is None, position, _HEADINGS.index(one.heading) if one.number else 0


_HEADINGS = (
    "No", NAME, "Unit", "Frequency", "Measured", "Polarity", "Target", "Target is", "Tolerance", *MONTH_NAMES,
    "Override",
)  # fmt: skip


def _reason(one: Amendment, given: Iterable[Reason], before: Record | None) -> str:
    spent = "" if before is None else before.texts.get((one.number.casefold(), f"{REASON}{one.what}"), "")
    for reason in given:
        is_named = bool(reason.previously.strip() and reason.now.strip())
        if reason.is_for(one) and (is_named or folded(reason.reason) != folded(spent)):
            return reason.reason.strip()
    return ""


def reasons_given(found: Iterable[Amendment]) -> list[PublishedText]:
    """The reasons, to be recorded with the report that prints them."""
    return [PublishedText(number=one.number, of=f"{REASON}{one.what}", text=one.reason) for one in found if one.reason]


def unused(reasons: Iterable[Reason], found: Iterable[Amendment], history: History) -> list[int]:
    """The positions of the reasons that are for nothing that changed, and were not published with a report either."""
    found, last = list(found), history.last()
    published = (
        set() if last is None else {folded(text) for (_, of), text in last.texts.items() if of.startswith(REASON)}
    )
    return [
        position
        for position, one in enumerate(reasons)
        if one.reason.strip() and folded(one.reason) not in published and not any(map(one.is_for, found))
    ]


def _since(index: PerformanceIndex, record: Record) -> Iterator[Amendment]:
    rule = [_amended(one, number="", indicator=RULE) for one in changes_of_rule(index.rule, record)]
    yield from rule
    same, has_names = same_indicators(index, record), any(of == NAME for _, of in record.texts)
    for position, rated in enumerate(index.rated):
        one = rated.indicator
        if position not in same:
            came = Change(what=NAME, previously=NOT_IN, now=IS_IN, heading="No")
            changes = [came] if has_names else []
        else:
            changes = changes_of(rated, index.overrides.get(one.number), record, same[position])
            alone = None if changes or rule else rating_alone(rated, record, same[position])
            changes += [alone] if alone else []
        for change in changes:
            yield _amended(change, number=one.number, indicator=one.name, position=position)
    for number, typed in record.numbers.items():
        if number not in same.values():
            gone = Change(what=NAME, previously=IS_IN, now=NOT_IN, heading="No")
            yield _amended(gone, number=typed, indicator=record.texts.get((number, NAME), ""))


def _amended(change: Change, *, number: str, indicator: str, position: int | None = None) -> Amendment:
    return Amendment(
        number=number,
        indicator=indicator,
        what=change.what,
        previously=change.previously,
        now=change.now,
        position=position,
        heading=change.heading,
    )
