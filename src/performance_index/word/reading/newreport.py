"""What the report is to say now, read from the template with the data in it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport
from performance_index.word.deciding.current import Neighbour, NewReport
from performance_index.word.document.controls import Control, controls_in, find_controls
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.fill import Draft
from performance_index.word.state import State
from performance_index.word.tags import VALUE_TAGS

_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A control of the template; `prompts` are what its controls show before anybody answers them."""

    handle: Element
    prompts: Mapping[str, str]

    @property
    def tag(self) -> str:
        """Its tag."""
        return Control(self.handle).tag

    @property
    def text(self) -> str:
        """What it says."""
        return text(Control(self.handle).content)

    @property
    def tags(self) -> frozenset[str]:
        """The tags of the controls in it."""
        return frozenset(find_controls(Control(self.handle).content))

    @property
    def is_whole(self) -> bool:
        """Whether it can stand in another document: it needs no picture and no link from this one."""
        return is_whole(self.handle)

    def neighbours(self, *, after: bool) -> list[Neighbour]:
        """Give what stands before or after it in the template, the nearest first."""
        return [_neighbour(sibling) for sibling in self.handle.itersiblings(preceding=not after)]

    def with_values(self, generated: State) -> str:
        """Give what it would have said with the values that were generated before."""
        if VALUE_TAGS.isdisjoint(self.tags):
            return self.text
        part = copy.deepcopy(self.handle)
        for element in list(part.iterdescendants(w("sdt"))):
            control = Control(element)
            tag = control.tag
            if tag in VALUE_TAGS:
                day = generated.dates.get(tag)
                said = generated.texts.get(tag, "") or self.prompts.get(tag, "")
                control.write((control.shown(day) if day is not None else said,))
        return text(Control(part).content)


def is_whole(control: Element) -> bool:
    """Whether a control of the template can stand in another document: it needs no picture and no link from its own."""
    return not any(name.startswith(_LINKED) for part in control.iter() for name in map(str, part.attrib))


def new_report(report: CommitteeReport, drafted: Draft, prompts: Mapping[str, str]) -> NewReport:
    """Give what a report is to say, from the template that was filled with it."""
    controls = controls_in(drafted.document)
    return NewReport(
        report=report,
        state=drafted.state,
        parts={tag: [DraftPart(one.element, prompts) for one in found] for tag, found in controls.items()},
        tags=drafted.tags,
        lines=_lines(drafted),
        headings=drafted.headings,
        columns={tag: prototype.columns for tag, prototype in drafted.prototypes.items()},
        prompts=prompts,
    )


def prompts_of(controls: Mapping[str, Sequence[Control]]) -> dict[str, str]:
    """Give what each control of a template shows before anybody answers it."""
    return {tag: text(found[0].content) for tag, found in controls.items() if found[0].is_placeholder}


def _lines(drafted: Draft) -> frozenset[str]:
    """Give the lines of a template that was filled."""
    return frozenset(on_one_line(text(line)) for line in drafted.document.element.body.iter(w("p")))


def _neighbour(sibling: Element) -> Neighbour:
    is_control = sibling.tag == w("sdt")
    return is_control, Control(sibling).tag if is_control else on_one_line(text(sibling))
