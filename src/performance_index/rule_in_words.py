"""What the ratings mean by the rule in force, in one paragraph for people who have never seen the rule."""

from __future__ import annotations

from decimal import Decimal

from performance_index.indicator import ToleranceAs, Unit
from performance_index.rating import Improving, Rating, RatingRule


def rule_in_words(rule: RatingRule) -> str:
    """'Green: the target is met. Amber: it is missed, but by no more than the indicator's tolerance. Red: ….'."""
    green = "the target is met"
    if rule.green_within:
        green += f", or missed by no more than {_amount(rule.green_within, rule.green_within_as)}"
    beaten = f"by at least {_amount(rule.blue_beyond, rule.blue_beyond_as)}" if rule.blue_beyond else "at all"
    said = [f"{Rating.BLUE.value}: the target is beaten {beaten}"] if rule.states == 4 else []
    said.append(f"{Rating.GREEN.value}: {green}")
    if rule.states == 2:
        return f"{'. '.join([*said, f'{Rating.RED.value}: it is missed'])}."
    amber = "it is missed, but by no more than the indicator's tolerance"
    if rule.improving is not Improving.NONE:
        amber += f", or by more while the figure is no worse than that of {_SINCE[rule.improving]}"
    said += [f"{Rating.AMBER.value}: {amber}", f"{Rating.RED.value}: it is missed by more"]
    return f"{'. '.join(said)}."


_SINCE = {Improving.PREVIOUS_PERIOD: "the period before", Improving.LAST_YEAR: "last year"}


def _amount(amount: Decimal, written_as: ToleranceAs) -> str:
    """'5% of the target', '2 in its own unit'."""
    if written_as is ToleranceAs.PERCENT_OF_TARGET:
        return f"{Unit.PERCENT.show(amount)} of the target"
    return f"{Unit.NUMBER.show(amount)} in its own unit"
