"""The whole index as the public gets it: every indicator's figures, rating and words, and nothing that is kept back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from performance_index.direction import NOTHING, way
from performance_index.explain import decimals_for, explain
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator, folded, says_nothing
from performance_index.marks import Said
from performance_index.period import Month
from performance_index.rating import KEPT_BACK, RatedIndicator, Rating
from performance_index.unit import Exact


class Missing(Enum):
    """Why there is nothing to show; the value is what a cell says in words.

    `shorthand`: what a cell of figures says, as the Government Analysis Function has it ("Using symbols and shorthand
    in tables").
    """

    NOT_AVAILABLE = "Not available"
    NOT_APPLICABLE = "Not applicable"
    SUPPRESSED = "Suppressed"

    @property
    def shorthand(self) -> str:
        """'[x]', '[z]' or '[c]'."""
        return {Missing.NOT_AVAILABLE: "[x]", Missing.NOT_APPLICABLE: "[z]", Missing.SUPPRESSED: "[c]"}[self]


Shown = Decimal | Missing
"""A figure as the report writes it, rounded, or why there is none."""
Words = str | Missing


_AS_IT_IS = 15  # decimals enough for a figure that was rounded already


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator.

    Figures are rounded as the sentence of its rating has them, so that nothing finer is published than the report says.
    `by_decision`: a person's rating stands in place of the rule's. `month`: that of the actual. `monthly`: each month
    of the year so far in which a figure is in or was due.
    """

    indicator: Indicator
    period: Month
    decimals: int
    theme: Words
    month: Month | Missing
    actual: Shown
    target: Shown
    rating: Rating
    by_decision: bool
    why: str
    direction: Words
    last_year: Shown
    england: Shown
    london: Shown
    caveat: Words
    monthly: tuple[tuple[Month, Shown], ...]

    def show(self, figure: Shown) -> str:
        """Write one of its figures for people: '87.2%', 'Not available'."""
        if isinstance(figure, Missing):
            return figure.value
        return self.indicator.unit.show(figure, decimals=_AS_IT_IS)

    def dated(self) -> str:
        """Write the actual, with its month where that is not the period's: '52 (June 2020)'."""
        shown = self.show(self.actual)
        return (
            shown if isinstance(self.month, Missing) or self.month == self.period else f"{shown} ({self.month.label})"
        )


def index_name(index: PerformanceIndex) -> str:
    """'Performance Index 2020/21': what the index is called wherever the public reads of it, as in the report."""
    return f"{index.title or 'Performance Index'} {index.year.label}"


def lines(index: PerformanceIndex) -> tuple[Line, ...]:
    """Every indicator in index order.

    A figure that is not reportable, or not confirmed, is not given, in no month that it may be read from.
    """
    return tuple(map(_line, index.rated))


def by_theme(found: Iterable[Line]) -> dict[Words, list[Line]]:
    """The lines of each theme, themes in the order in which the index has them first; those without one last.

    Spellings that differ in capitals and blanks only are one theme, named as it is first.
    """
    themes: dict[Words, list[Line]] = {}
    names: dict[str, str] = {}
    for line in found:
        theme = line.theme if isinstance(line.theme, Missing) else names.setdefault(folded(line.theme), line.theme)
        themes.setdefault(theme, []).append(line)
    without = themes.pop(Missing.NOT_AVAILABLE, [])
    return themes | ({Missing.NOT_AVAILABLE: without} if without else {})


def _line(rated: RatedIndicator) -> Line:
    indicator, digits = rated.indicator, decimals_for(rated)
    actual = None if rated.by_rule in KEPT_BACK else rated.actual
    direction = way(rated)

    def shown(figure: Exact | None, otherwise: Missing = Missing.NOT_AVAILABLE) -> Shown:
        return otherwise if figure is None else indicator.unit.displayed(figure, decimals=digits)

    return Line(
        indicator=indicator,
        period=rated.period,
        decimals=digits,
        theme=indicator.theme or Missing.NOT_AVAILABLE,
        month=Missing.NOT_AVAILABLE if actual is None or rated.month is None else rated.month,
        actual=shown(actual, Missing.SUPPRESSED if rated.by_rule is Rating.SUPPRESSED else Missing.NOT_AVAILABLE),
        target=shown(None if rated.by_rule is Rating.DATA_ONLY else rated.target, _why_no_target(indicator)),
        rating=rated.rating,
        by_decision=rated.override is not None,
        why=explain(rated),
        direction=Missing.NOT_AVAILABLE if direction == NOTHING else direction,
        last_year=shown(indicator.last_year, _why_none(indicator, "Last year")),
        england=shown(indicator.england, _why_none(indicator, "England")),
        london=shown(indicator.london, _why_none(indicator, "London")),
        caveat=_caveat(indicator),
        monthly=tuple(
            (month, shown(_figure(rated, month), _why_none(indicator, month.name))) for month in _months(rated)
        ),
    )


def _months(rated: RatedIndicator) -> list[Month]:
    """The months of the year so far in which a figure is in or was due."""
    indicator = rated.indicator
    known = {*indicator.figures, *indicator.marks, *indicator.frequency.due_months}
    return [month for month in rated.period.upto() if month.name in known]


def _figure(rated: RatedIndicator, month: Month) -> Exact | None:
    """The figure of a month that may be told."""
    return None if rated.keeps_back(month) else rated.indicator.figures.get(month.name)


def _why_no_target(indicator: Indicator) -> Missing:
    """Without a target none applies, but for one that is awaited."""
    mark = indicator.marks.get("Target")
    return Missing.NOT_AVAILABLE if mark is not None and mark.said is Said.AWAITED else Missing.NOT_APPLICABLE


def _why_none(indicator: Indicator, heading: str) -> Missing:
    """Why there is no figure under a heading: its cell says that it is suppressed, or it is not available."""
    mark = indicator.marks.get(heading)
    return Missing.SUPPRESSED if mark is not None and mark.said is Said.SUPPRESSED else Missing.NOT_AVAILABLE


def _caveat(indicator: Indicator) -> Words:
    """What a person typed, line by line; without any, one that is not reportable lacks it, and others need none."""
    said = [line.strip() for line in indicator.caveat.splitlines() if line.strip()]
    if says_nothing(indicator.caveat):
        is_lacking = indicator.status is DataStatus.NOT_REPORTABLE
        return Missing.NOT_AVAILABLE if is_lacking else Missing.NOT_APPLICABLE
    return "\n".join(said)
