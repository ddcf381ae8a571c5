"""What of one indicator, or of the rating rule, is not as it was published: what it was and what it is, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance_index.indicator import DataStatus, Indicator, ToleranceAs
from performance_index.marks import Said
from performance_index.period import Month
from performance_index.published_record import NAME, STATES, PublishedFigure, Record, as_kept
from performance_index.rating import Override, RatedIndicator, Rating, RatingRule, why_no_figure
from performance_index.recording import words_of, words_of_rule
from performance_index.unit import Exact, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`what` changed, from `previously` to `now`; `heading` of the column, or the rule's word, where it stands."""

    what: str
    previously: str
    now: str
    heading: str


NO_FIGURE, NONE_SET, PUBLISHED = "No figure", "None set", "Published"
_MOST_DECIMALS = 15
_Words = Mapping[str, str]


def changes_of_rule(rule: RatingRule, record: Record) -> Iterator[Change]:
    """Every part of the rule that changed; an amount goes with how it is written, which alone means nothing."""
    if record.text("", STATES) is None:
        return
    now = words_of_rule(rule)
    then = {part: record.text("", part) or "" for part in now}
    for part in now:
        if not part.endswith(" as"):
            previously, after = (_part_of_rule(part, words) for words in (then, now))
            if previously != after:
                yield Change(what=part, previously=previously, now=after, heading=part)


def _part_of_rule(part: str, words: _Words) -> str:
    written_as = words.get(f"{part} as")
    return _tolerance(words[part], written_as, None) if written_as else words[part] or NONE_SET


def changes_of(rated: RatedIndicator, override: Override | None, record: Record, number: str) -> list[Change]:
    """What changed of an indicator that was published under this number (in small letters): definition, then figures.

    Nothing that the record does not hold. Figures and targets of the months of the index's year up to its period; those
    of a month in which the figure was not in are no change.
    """
    one, found = rated.indicator, list[Change]()
    if number != one.number.casefold():
        found.append(Change(what="Number", previously=record.numbers[number], now=one.number, heading="No"))
    now = words_of(one, override)
    unit = one.unit
    if record.text(number, "Unit") is not None:
        then = {of: record.text(number, of) or "" for of in now}
        unit = Unit.of(then["Unit"]) if then["Unit"] else unit
        found += _definition(then, now, _Years(record, rated.period))
    published = [record.figures[number, month] for month in rated.period.upto() if (number, month) in record.figures]
    if not any(change.heading in {"Target", "Target is"} for change in found):
        found += _targets(rated, published, unit)
    for was in published:
        if figures := _figures(rated, was, unit):
            found.append(Change(what=f"Figure for {was.month.label}", **figures, heading=was.month.name))
    return found


class _Years:
    """Adds the year to what is set anew for each, where the record is of another."""

    def __init__(self, record: Record, period: Month) -> None:
        is_same = record.period.year == period.year
        self._then, self._now = ("", "") if is_same else (f" for {of.year.label}" for of in (record.period, period))

    def change(self, what: str, previously: str, now: str) -> Change:
        return Change(what=what, previously=f"{previously}{self._then}", now=f"{now}{self._now}", heading=what)


def _definition(then: _Words, now: _Words, years: _Years) -> Iterator[Change]:
    for of in (NAME, "Unit", "Frequency", "Measured", "Polarity"):
        if then[of].split() != now[of].split():
            yield Change(what="Name" if of == NAME else of, previously=then[of], now=now[of], heading=of)
    units = [Unit.of(words["Unit"] or Unit.NUMBER.value) for words in (then, now)]
    if then["Target"] != now["Target"]:
        yield years.change("Target", *(_target(w["Target"], unit) for w, unit in zip((then, now), units, strict=True)))
    if then["Target is"] != now["Target is"] and now["Target"]:
        yield years.change("Target is", then["Target is"], now["Target is"])
    tolerances = [
        _tolerance(w["Tolerance"], w["Tolerance as"], unit) for w, unit in zip((then, now), units, strict=True)
    ]
    if (then["Tolerance"] or now["Tolerance"]) and tolerances[0] != tolerances[1]:
        yield years.change("Tolerance", *tolerances)


def _target(digits: str, unit: Unit) -> str:
    if digits == Rating.NOT_KNOWN.value:
        return digits
    return _exactly(unit, Decimal(digits)) if digits else NONE_SET


def _tolerance(digits: str, written_as: str, unit: Unit | None) -> str:
    """'5% of the target', '2 points', 'red limit 80%'; amounts of the rule, which have no unit, as 0.02 in points."""
    if not digits or digits == Rating.NOT_KNOWN.value:
        return digits or NONE_SET
    amount = Decimal(digits)
    if written_as == ToleranceAs.PERCENT_OF_TARGET.value:
        return f"{_exactly(Unit.PERCENT, amount)} of the target"
    if written_as == ToleranceAs.RED_LIMIT.value:
        return f"red limit {_exactly(unit or Unit.NUMBER, amount)}"
    if unit is None or unit != Unit.PERCENT:
        return f"{_exactly(unit or Unit.NUMBER, amount)} in points"
    return unit.show_difference(amount, decimals=_MOST_DECIMALS)


def _exactly(unit: Unit, value: Exact) -> str:
    """A figure with all its decimals."""
    return unit.show(value, decimals=_MOST_DECIMALS)


def _targets(rated: RatedIndicator, published: list[PublishedFigure], unit: Unit) -> Iterator[Change]:
    """The targets of single months that changed: those of the indicator's own profile, or all of an old record."""
    one = rated.indicator
    for was in published:
        if was.figure is None and was.rating is None:
            continue  # it was taken back, and its target with it
        due = one.target_at(was.month)
        now = None if due is None else as_kept(due)
        if now != was.target:
            then, after = _apart(was.target, now, unit, one)
            yield Change(what=f"Target for {was.month.label}", previously=then, now=after, heading="Target")


def _figures(rated: RatedIndicator, was: PublishedFigure, unit: Unit) -> dict[str, str] | None:
    """The figure of a month as published and as it is, in words; None where nothing is amended by it.

    One that is suppressed now is not told again: it was 'Published'.
    """
    one = rated.indicator
    if was.rating in _WAS_OPEN:
        return None
    was_told_so = was.rating is Rating.NOT_REPORTABLE
    if (was_told_so or was.withheld) and one.status is DataStatus.NOT_REPORTABLE:
        return None
    now = one.figures.get(was.month.name)
    is_withheld = was.month == rated.month and rated.rating in _IS_WITHHELD
    if not was_told_so and not is_withheld and was.figure == now:
        return None
    then, after = _apart(was.given, now, unit, one)
    why_none = was.withheld or (was.rating if was.rating in {Rating.NOT_REPORTABLE, Rating.SUPPRESSED} else None)
    previously = why_none.value if why_none else then
    if now is None and was.month.name in one.marks:
        after = why_no_figure(one, was.month).value
    after = rated.rating.value if is_withheld and (now is not None or rated.rating is Rating.NOT_REPORTABLE) else after
    mark = one.marks.get(was.month.name)
    if mark is not None and mark.said is Said.SUPPRESSED and previously == then != NO_FIGURE:
        previously = PUBLISHED
    return None if previously == after else {"previously": previously, "now": after}


_WAS_OPEN = {Rating.AWAITING_DATA, Rating.NOT_DUE, Rating.NOT_KNOWN}
_IS_WITHHELD = {Rating.NOT_REPORTABLE, Rating.AWAITING_DATA, Rating.NOT_KNOWN}


def _apart(then: Decimal | None, now: Decimal | None, unit: Unit, one: Indicator) -> tuple[str, str]:
    """Two figures as they are displayed, with as many more decimals as it takes to tell them apart."""
    digits = one.displayed_decimals
    while True:
        shown = [
            NO_FIGURE if value is None else of.show(value, decimals=max(digits, of.decimals))
            for value, of in ((then, unit), (now, one.unit))
        ]
        if shown[0] != shown[1] or digits >= _MOST_DECIMALS or then == now:
            return shown[0], shown[1]
        digits += 1


def rating_alone(rated: RatedIndicator, record: Record, number: str) -> Change | None:
    """A rating that is not as published, of one whose figures, definition and rule are: a person decided it."""
    was, month = record.rated.get(number), rated.month
    if was is None or month is None or was.month != month or was.rating in {None, rated.rating}:
        return None
    assert was.rating is not None
    if not (was.rating.is_rated and rated.rating.is_rated):
        return None
    return Change(
        what=f"Rating for {month.label}", previously=was.rating.value, now=rated.rating.value, heading="Override"
    )
