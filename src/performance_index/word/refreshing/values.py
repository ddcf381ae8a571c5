"""The single values of a report (committee, date, year …) brought up to date wherever their controls stand."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.document.controls import Control
from performance_index.word.document.wordml import text
from performance_index.word.fill import VALUES, Draft, holds_table
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.lost import Lost
from performance_index.word.refreshing.outcome import Kind
from performance_index.word.refreshing.places import Place
from performance_index.word.state import State

KNOWN = {**VALUES, "year_short": "financial year"}
"""What a clerk calls each value, by tag."""
_WORDS_OWN_PROMPT = "Click or tap "  # 'here to enter text.', 'to enter a date.'


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one document: its controls, what was generated, what the data say; `lost` collects the others."""

    editor: Editor
    controls: Mapping[str, Sequence[Control]]
    values: Mapping[str, str | dt.date]
    base: State
    draft: Draft
    prompts: Mapping[str, Element]
    lost: list[Lost]

    def run(self) -> State:
        """Bring every value up to date; give the new state of the document."""
        state = self.draft.state
        texts, dates = dict(state.texts), dict(state.dates)
        for tag, name in KNOWN.items():
            places = [control for control in self.controls.get(tag, ()) if not _is_around_rows(control)]
            value = self.values.get(tag)
            for control in places:
                new = self._settle(control, tag, name, value)
                texts.setdefault(tag, new)
            if not places and tag in self.base.texts:
                self._miss(tag, name)
                texts.setdefault(tag, self.base.texts[tag])
            if tag in texts and isinstance(value, dt.date):
                dates[tag] = value
        return replace(state, texts=texts, dates=dates)

    def _settle(self, control: Control, tag: str, name: str, value: str | dt.date | None) -> str:
        place = Place(name[:1].upper() + name[1:], control.content, control)
        new = "" if value is None else control.shown(value)
        base = self._generated(control, tag)
        said = self._read(control, tag)
        if value is None and not same_words(said, base or ""):
            self.editor.record(Kind.KEPT, place.name, "the words in the report stay; the data have none")
            return new
        self.editor.settle(
            place,
            base,
            new,
            read=lambda: self._read(control, tag),
            write=lambda: self._write(control, tag, value),
        )
        return new

    def _read(self, control: Control, tag: str) -> str:
        return "" if self._is_prompt(control, tag) else text(control.content)

    def _generated(self, control: Control, tag: str) -> str | None:
        day = self.base.dates.get(tag)
        if day is not None and text(control.content) != self.base.texts.get(tag):
            return control.shown(day)
        return self.base.texts.get(tag)

    def _is_prompt(self, control: Control, tag: str) -> bool:
        """Whether nobody has answered the prompt; what was typed there is no prompt, whatever the control says."""
        if not control.is_placeholder:
            return False
        said = text(control.content)
        prompt = self.prompts.get(tag)
        return said.startswith(_WORDS_OWN_PROMPT) or (prompt is not None and same_words(said, text(prompt)))

    def _write(self, control: Control, tag: str, value: str | dt.date | None) -> None:
        if value is not None:
            control.write_value(value)
            return
        prompt = self.prompts.get(tag)
        control.write(("",) if prompt is None else (text(prompt),))
        if prompt is not None:
            control.show_as_prompt()

    def _miss(self, tag: str, name: str) -> None:
        """Collect a value that has no control any more and would now read otherwise."""
        old, new = self.base.texts[tag], self.draft.state.texts.get(tag)
        if new is not None and not same_words(old, new):
            cure = "change it in the text where it still says something else"
            self.lost.append(Lost(tag=tag, was=tag, name=name[:1].upper() + name[1:], said=new, cure=cure))


def prompts_of(controls: Mapping[str, Sequence[Control]]) -> dict[str, Element]:
    """Give a copy of what each control of a template shows before anybody answers it."""
    return {tag: copy.deepcopy(found[0].content) for tag, found in controls.items() if found[0].is_placeholder}


def _is_around_rows(control: Control) -> bool:
    return control.holds_rows or holds_table(control)
