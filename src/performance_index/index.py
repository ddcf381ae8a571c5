"""The performance index: all indicators of one committee at one period, rated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from performance_index.finding import many
from performance_index.indicator import DataStatus, Indicator, says_nothing
from performance_index.period import FinancialYear, Month
from performance_index.rating import Override, RatedIndicator, Rating, RatingRule, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceIndex:
    """Indicators in index order, rated by one rule for the year up to `period`.

    `overrides` maps an indicator's number to the rating a person put in its place. `rated` is made once, in index
    order. Numbers should be unique; `check()` finds those that are not.
    """

    title: str
    period: Month
    rule: RatingRule
    indicators: tuple[Indicator, ...]
    overrides: Mapping[str, Override] = field(default_factory=dict)
    rated: tuple[RatedIndicator, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Rate every indicator once."""
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))
        rated = tuple(rate(i, self.period, self.rule, self.overrides.get(i.number)) for i in self.indicators)
        object.__setattr__(self, "rated", rated)

    @property
    def year(self) -> FinancialYear:
        """The financial year of the period."""
        return self.period.year

    def counts(self) -> dict[Rating, int]:
        """How many indicators have each rating or reason for none, counted from the rows; noughts included."""
        found = Counter(r.rating for r in self.rated)
        return {rating: found[rating] for rating in Rating}

    def exceptions(self) -> tuple[RatedIndicator, ...]:
        """Indicators rated Amber or Red, in index order."""
        return tuple(r for r in self.rated if r.rating in {Rating.AMBER, Rating.RED})

    def caveats(self) -> tuple[RatedIndicator, ...]:
        """Indicators whose figure or rating needs a word of warning, in index order.

        Not reportable (then not an exception), provisional (rated as well), rated by a person's decision, or with a
        caveat that a person typed, whatever the data status.
        """
        return tuple(r for r in self.rated if _is_doubtful(r))


def _is_doubtful(rated: RatedIndicator) -> bool:
    indicator = rated.indicator
    is_provisional = indicator.status is DataStatus.PROVISIONAL and rated.actual is not None
    is_doubtful = indicator.status is DataStatus.NOT_REPORTABLE or is_provisional
    return is_doubtful or rated.override is not None or not says_nothing(indicator.caveat)


_WHY_NOT = {
    Rating.DATA_ONLY: ("is data only", "are data only"),
    Rating.NO_TARGET: ("has no target", "have no target"),
    Rating.NOT_DUE: ("is not due yet", "are not due yet"),
    Rating.AWAITING_DATA: ("awaits data", "await data"),
    Rating.NOT_REPORTABLE: ("is not reportable", "are not reportable"),
    Rating.NO_FIGURE: ("has no figure", "have no figure"),
    Rating.SUPPRESSED: ("has a suppressed figure", "have suppressed figures"),
    Rating.NOT_KNOWN: ("is not known", "are not known"),
}


def why_not_rated(why: Rating, count: int) -> str:
    """'awaits data' of one, 'await data' of several."""
    return _WHY_NOT[why][count != 1]


def not_rated(index: PerformanceIndex) -> str:
    """'Of 32 indicators, 30 are rated. 2 await data (5 and 9).': which are not and why; some are not."""
    numbers: dict[Rating, list[str]] = {}
    for one in index.rated:
        if not one.rating.is_rated:
            numbers.setdefault(one.rating, []).append(one.indicator.number)
    reasons = [
        f"{len(found)} {_WHY_NOT[why][len(found) > 1]} ({listed(found)})"
        for why, found in sorted(numbers.items(), key=lambda item: list(_WHY_NOT).index(item[0]))
    ]
    return f"{rated_of(index)} {listed(reasons)}."


def rated_of(index: PerformanceIndex) -> str:
    """'Of 32 indicators, 30 are rated.': for where a table says which are not and why."""
    every, rated = len(index.rated), sum(one.rating.is_rated for one in index.rated)
    said = f"{rated} {_is(rated)} rated" if rated else "none is rated"
    return f"Of {many(every, 'indicator')}, {said}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def listed(words: Sequence[str]) -> str:
    """'a, b and c'."""
    return " and ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def summary(index: PerformanceIndex, in_doubt: Collection[int] = ()) -> str:
    """'22 Green, 1 Amber, 3 Red, 4 not rated': the one-line count, Blue only where the rule or a decision has it.

    `in_doubt` are the positions of indicators that are shown no rating: they are counted as that and nothing else.
    """
    counts = Counter(one.rating for position, one in enumerate(index.rated) if position not in in_doubt)
    rated = [Rating.GREEN, Rating.AMBER, Rating.RED]
    if index.rule.states == 4 or counts[Rating.BLUE]:
        rated.insert(0, Rating.BLUE)
    if index.rule.states == 2 and not counts[Rating.AMBER]:
        rated.remove(Rating.AMBER)
    parts = [f"{counts[rating]} {rating.value}" for rating in rated]
    parts.append(f"{sum(n for rating, n in counts.items() if not rating.is_rated)} not rated")
    return ", ".join([*parts, *([f"{len(in_doubt)} in doubt"] if in_doubt else [])])
