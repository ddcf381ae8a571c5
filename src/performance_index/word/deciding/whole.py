"""The whole report: from what was generated, what is current and what is new, the plan of its refresh and its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from performance_index.word.deciding.current import CurrentReport, NewReport
from performance_index.word.deciding.doubts import tell_of_lost_record
from performance_index.word.deciding.missing import Missing, tell_missing
from performance_index.word.deciding.parts import Parts
from performance_index.word.deciding.placing import Placing
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.stalewords import StaleWords
from performance_index.word.deciding.tables import TableBasis, Tables
from performance_index.word.deciding.tablestates import changed_facts
from performance_index.word.deciding.values import Values
from performance_index.word.state import State
from performance_index.word.tags import SECTIONS


@dataclass(frozen=True, slots=True)
class Decided:
    """The plan, and what the document rests on when it is done."""

    plan: Plan
    state: State


def decide_report(
    base: State, current: CurrentReport, new: NewReport, bases: Mapping[str, TableBasis], *, is_unknown: bool
) -> Decided:
    """Plan a refresh; `bases` are those of the tables, `is_unknown`: the report has lost its record."""
    plan = Plan(current)
    placing, missing = Placing(plan), list[Missing]()
    parts = Parts(plan, base, new, placing, missing)
    parts.decide()
    tables = Tables(plan, base, new, bases, placing, is_unknown)
    tables.decide()
    now = {tag: tables.states.get(tag, new.state.tables.get(tag)) for tag in {*base.tables, *new.state.tables}}
    before = {tag: basis.before for tag, basis in bases.items() if tag in current.tables}
    changed = {tag: changed_facts(was, then) for tag, was in before.items() if (then := now.get(tag)) is not None}
    StaleWords(plan, base, new, now, changed).ask()
    values = Values(plan, base, new, parts.made, missing)
    values.decide()
    told = tell_missing(missing, plan)
    if is_unknown:
        tell_of_lost_record(plan, sum(tables.doubts))
    texts = {tag: said for tag, said in values.texts.items() if tag not in told}
    texts |= {tag: said for tag, said in base.texts.items() if tag in SECTIONS and tag not in new.tags}
    texts |= parts.without_template
    texts |= {tag: base.texts[tag] for tag in told.values()}
    dates = {tag: base.dates.get(tag) if tag in told else day for tag, day in values.dates.items()}
    state = replace(
        new.state,
        texts=texts,
        dates={tag: day for tag, day in dates.items() if day is not None},
        tables=tables.generated(now),
        struck=parts.struck,
    )
    return Decided(plan, state)
