"""The rating rule in one plain sentence, for people who have never seen it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from performance_index.indicator import ToleranceAs
from performance_index.rating import Improving, RatingRule
from performance_index.unit import Unit

_IMPROVING = {Improving.PREVIOUS_PERIOD: "the period before", Improving.LAST_YEAR: "last year"}


def rule_in_words(rule: RatingRule, units: Collection[Unit] = ()) -> str:
    """Give the sentence: 'An indicator is rated Green where its target is met, Amber where …, and Red where …'.

    `units`: those of the indicators; an amount in points is written in the one that all have, else in no unit.
    """
    within = _amount(rule.green_within, rule.green_within_as, units)
    met = f"Green where its target is met{f', or missed by no more than {within}' if within else ''}"
    if rule.states == 2:
        return f"An indicator is rated {met}{',' if within else ''} and Red where it is not."
    parts = [*_blue(rule, units), met, "Amber where it is missed by no more than the indicator's tolerance"]
    than = _IMPROVING.get(rule.improving)
    saved = f"; one that would be Red and is no worse than {than} is Amber" if than else ""
    return f"An indicator is rated {', '.join(parts)}, and Red where it is missed by more{saved}."


def _blue(rule: RatingRule, units: Collection[Unit]) -> list[str]:
    if rule.states != 4:
        return []
    beyond = _amount(rule.blue_beyond, rule.blue_beyond_as, units)
    return [f"Blue where its target is beaten{f' by at least {beyond}' if beyond else ''}"]


def _amount(amount: Decimal, written_as: ToleranceAs, units: Collection[Unit]) -> str:
    """'2% of it', '3 points', '3 in its own unit'; '' for none."""
    if not amount:
        return ""
    if written_as is ToleranceAs.PERCENT_OF_TARGET:
        return f"{Unit.PERCENT.show(amount)} of it"
    if len(set(units)) == 1:
        return next(iter(units)).show_difference(amount)
    return f"{Unit.NUMBER.show(amount)} in its own unit"
