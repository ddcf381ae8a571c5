"""The single values of a report (committee, date, year …) brought up to date wherever their controls stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from performance_index.word.deciding.account import Kind
from performance_index.word.deciding.current import Frame, NewReport
from performance_index.word.deciding.edits import ReplaceValue
from performance_index.word.deciding.fields import FieldMerge
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.missing import Missing
from performance_index.word.deciding.plan import Plan
from performance_index.word.state import State
from performance_index.word.tags import VALUES

KNOWN = {**VALUES, "year_short": "financial year"}
"""What a clerk calls each value, by tag."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one report: `made` are the tags of those that come with parts that are written anew.

    `texts` and `dates` collect what is generated in it, `missing` those that have no place.
    """

    plan: Plan
    base: State
    new: NewReport
    made: Collection[str]
    missing: list[Missing]
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, dt.date] = field(default_factory=dict)

    def decide(self) -> None:
        """Plan what becomes of every value."""
        self.texts.update(self.new.state.texts)
        self.dates.update(self.new.state.dates)
        for tag, name in KNOWN.items():
            found = self.plan.current.frames.get(tag, ())
            frames = [one for one in found if not one.holds_table and self.plan.is_standing(one)]
            value = self.new.report.values.get(tag)
            for frame in frames:
                self.texts.setdefault(tag, self._merge(frame, tag, name, value))
            if not frames and tag not in self.made and tag in self.base.texts:
                self._miss(tag, name)
                self.texts.setdefault(tag, self.base.texts[tag])
            if tag in self.texts and isinstance(value, dt.date):
                self.dates[tag] = value

    def _merge(self, frame: Frame, tag: str, name: str, value: str | dt.date | None) -> str:
        name = name[:1].upper() + name[1:]
        new = "" if value is None else frame.shown(value)
        base = self._generated(frame, tag)
        if value is None and not same_words(frame.answer, base or ""):
            self.plan.record(Kind.KEPT, name, "the words in the report stay; the data have none", at=frame.handle)
            return new
        written = ReplaceValue(frame.handle, value, self.new.prompts.get(tag), frame.is_suggestion)
        FieldMerge(self.plan, name, frame, base, new, written).decide(frame.answer)
        return new

    def _generated(self, frame: Frame, tag: str) -> str | None:
        day = self.base.dates.get(tag)
        if day is not None and frame.text != self.base.texts.get(tag):
            return frame.shown(day)
        return self.base.texts.get(tag)

    def _miss(self, tag: str, name: str) -> None:
        """Collect a value that has no control any more and would now read otherwise."""
        old, new = self.base.texts[tag], self.new.state.texts.get(tag)
        if new is not None and not same_words(old, new):
            cure = "change it in the text where it still says something else"
            self.missing.append(Missing(tag=tag, was=tag, name=name[:1].upper() + name[1:], said=new, cure=cure))
