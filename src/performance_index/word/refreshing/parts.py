"""The sections and sentences of a report brought up to date: settled, put in, or taken out."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.report import Section
from performance_index.word.deciding.merge import same_words
from performance_index.word.document import notes
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in
from performance_index.word.document.wordml import clean, text, w
from performance_index.word.fill import CAPTIONS, SECTIONS, SENTENCES, Draft, holds_table
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.lost import Lost
from performance_index.word.refreshing.neighbours import copied, put_between
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.values import KNOWN
from performance_index.word.state import State, TableState


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one document: what was generated, and the draft that shows what there should be now.

    `prompts` is what the template's controls show before anybody answers them. `struck` and `struck_rows` collect what
    the data have no more and the clerk is offered to remove: it may come back. `lost`, `lost_tables` and
    `lost_cells` (by table) collect what would now read otherwise and has no place. `tables` collects what the tables
    of the document now rest on, None where there is none, and `before` what they rested on, by the numbers of now.
    `sections` are the data's; `placeless` collects those that are brought up to date without the template.
    `is_unknown`: the report lost its record; `doubts` collects how many places are asked about.
    `strange`: the tables that are none of ours.
    """

    editor: Editor
    document: Document
    base: State
    draft: Draft
    prompts: Mapping[str, Element]
    ids: Iterator[int]
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_unknown: bool = False
    doubts: list[int] = field(default_factory=list)
    strange: list[Element] = field(default_factory=list)
    placeless: dict[str, str] = field(default_factory=dict)
    struck: dict[str, str] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    lost_tables: set[str] = field(default_factory=set)
    lost_cells: dict[str, frozenset[tuple[str, int]]] = field(default_factory=dict)
    struck_rows: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    tables: dict[str, TableState | None] = field(default_factory=dict)
    before: dict[str, TableState] = field(default_factory=dict)

    def settle(self) -> None:
        """Bring up to date, or take out, what stands in the document."""
        here, fresh = controls_beside_rows(self.document), controls_in(self.draft.document)
        for section in Section:
            tag = section.tag
            if tag in self.draft.tags:
                self._settle(section.value, tag, tag, here.get(tag, []), fresh.get(tag, []))
            else:
                self._settle_without_template(section, here.get(tag, []))
        for table, sentences in SENTENCES.items():
            tags = [f"{table}.{one}" for one in sentences]
            old = next((tag for some in (self.base.texts, self.base.struck) for tag in tags if tag in some), None)
            new = next((tag for tag in tags if tag in self.draft.state.texts), None)
            name = f"{CAPTIONS[table]}, the sentence before the table"
            strays = [control for tag in tags if tag not in {old, new} for control in here.get(tag, ())]
            self._settle_strays(name, strays, fresh.get(new or "", ())[:1] if old not in here else ())
            if old is not None:
                self._settle(name, old, new or old, here.get(old, []), fresh.get(new or old, []))
                self._ask_about_loose(name, self.base.texts.get(old, ""), self.draft.state.texts.get(new or "", ""))

    def _ask_about_loose(self, name: str, old: str, new: str) -> None:
        """Ask about a sentence that stands without its control, as a copy may, and is true no more."""
        for line in self.document.element.body.iter(w("p")) if old and not same_words(old, new) else ():
            is_loose = same_words(text(line), old) and not is_struck(line)
            if is_loose and self.editor.comments.add(line, notes.sentence_is_over()):
                self.editor.record(Kind.TO_DECIDE, name, f"{quoted(old)} stands there by itself", is_open=True)

    def _settle_strays(self, name: str, strays: Sequence[Control], fresh: Sequence[Control]) -> None:
        """Offer the true sentence, if it is `fresh`, in the place of one of another time, as from an older copy."""
        for control in strays:
            place = Place(name, control.content, control)
            if not fresh:
                self._take_out(place, "")
            for one in fresh:
                self.editor.settle(place, None, text(one.content), whole=True)
                control.retag(one)

    def put_in(self, element: Element, name: str) -> Element | None:
        """Take a part from the draft and put it between its neighbours; None, and a finding, where it cannot be."""
        made = copied(element, self.document, self.ids)
        here = controls_beside_rows(self.document)
        how = None
        if made is not None:
            how = put_between(made, element, self.document.element.body, here, self.editor.reviser)
        if how is None:
            said = quoted(text(Control(element).content))
            self.editor.report(
                name, f"it has no place in the report and would read {said}", "put it in where it belongs"
            )
            return None
        what = "the report needs it now" + ("" if how == "plain" else "; it is offered as a tracked change")
        self.editor.record(Kind.INSERTED, name, what, is_open=how != "plain")
        return made

    def put_in_missing(self) -> None:
        """Put in the sections and sentences that the report has now and had not before, in the template's order."""
        names = {section.tag: section.value for section in Section}
        names |= {
            f"{t}.{one}": f"{CAPTIONS[t]}, the sentence before the table" for t in SENTENCES for one in SENTENCES[t]
        }
        here = controls_beside_rows(self.document)
        for tag, found in controls_in(self.draft.document).items():
            had = tag in self.base.texts or (tag.partition(".")[0] in SENTENCES and self._had_sentence(tag))
            if tag in names and tag not in here and not had:
                self.put_in(found[0].element, names[tag])

    def _had_sentence(self, tag: str) -> bool:
        table = tag.partition(".")[0]
        return any(f"{table}.{one}" in self.base.texts for one in SENTENCES[table])

    def _settle_without_template(self, section: Section, here: Sequence[Control]) -> None:
        """Bring up to date what the data say in a section for which the template has no place: it is not taken out."""
        base, said = self.base.texts.get(section.tag), "\n".join(map(clean, self.sections.get(section.tag, ())))
        if base is not None and said:
            for control in here:
                self.editor.settle(Place(section.value, control.content, control), base, said)
                self.placeless[section.tag] = said

    def _settle(self, name: str, old: str, new: str, here: Sequence[Control], fresh: Sequence[Control]) -> None:
        """Bring one part up to date; `old` is its tag in the document, `new` its tag in the draft."""
        base, said = self.base.texts.get(old), self.draft.state.texts.get(new)
        if said is None or not fresh:
            self._dismiss(name, old, here)
            return
        if base is None and old in self.base.struck:  # it is back before the clerk let it go
            base = self.base.struck[old]
            for control in here:
                self.editor.reviser.undelete_paragraphs(control.content)
        if not here and old in self.base.texts and base is not None and not same_words(base, said):
            cure = "put it into the text if it should be told"
            self.lost.append(Lost(tag=new, was=old, name=name, said=said, cure=cure))
        for control in here:
            if not holds_table(control):
                self._renew(Place(name, control.content, control), control, base, said, fresh[0])

    def _renew(self, place: Place, control: Control, base: str | None, said: str, fresh: Control) -> None:
        """Bring one control up to date, with another sentence's tag where that is the true one now."""
        is_same = control.tag == fresh.tag
        if is_same and base is not None and self._own_words(fresh) == base:
            # Only values inside it changed, and each of them has a control of its own.
            if not same_words(place.text, base):
                self.editor.record(Kind.KEPT, place.name, "the words in the report stay; the data have not changed")
            return
        is_sentence = fresh.tag not in SECTIONS  # it is true as it is, or not
        self.editor.settle(place, base, said, write=lambda: self._write(control, fresh), whole=is_sentence)
        if not is_same:
            control.retag(fresh)

    def _dismiss(self, name: str, tag: str, here: Sequence[Control]) -> None:
        """Take a part out that the report does not have any more, or offer to, and then remember what it said."""
        base, before = self.base.texts.get(tag), self.base.struck.get(tag)
        if base is not None:
            offered = [self._take_out(Place(name, control.content, control), base) for control in here]
            before = base if any(offered) else None
        if before is not None and here:
            self.struck[tag] = before
        if base and not here:
            self.lost.append(Lost(tag=tag, was=tag, name=name, said=base, cure="take it out of the text", is_over=True))

    def _own_words(self, fresh: Control) -> str:
        """Give what the draft's part would have read with the values generated before."""
        part = copy.deepcopy(fresh.element)
        for element in list(part.iterdescendants(w("sdt"))):
            control = Control(element)
            tag = control.tag
            if tag in KNOWN:
                day, before = self.base.dates.get(tag), self.base.texts.get(tag, "")
                prompt = self.prompts.get(tag)
                unanswered = text(prompt) if prompt is not None else ""
                control.write((control.shown(day) if day is not None else before or unanswered,))
        return text(Control(part).content)

    def _write(self, control: Control, fresh: Control) -> None:
        """Put the draft's words in place of the document's: as text, or as they are with the controls in them."""
        needs_more = control.tag != fresh.tag or fresh.element.find(f".//{w('sdt')}") is not None
        made = copied(fresh.element, self.document, self.ids) if needs_more and not control.is_inline else None
        if made is None:
            control.write(text(fresh.content).split("\n"))
            return
        for child in list(control.content):
            control.content.remove(child)
        control.content.extend(list(Control(made).content))

    def _take_out(self, place: Place, base: str) -> bool:
        """Take a part out that the report does not have any more; where somebody worked on it, offer to: give True."""
        control = place.control
        assert control is not None
        if holds_table(control) or is_struck(place.content):
            return False
        if same_words(place.text, base) and place.is_plain(self.editor.reviser, self.editor.comments):
            for number, _ in self.editor.comments.ours(place.content):
                self.editor.comments.remove(number)
            control.remove()
            self.editor.record(Kind.REMOVED, place.name, "the report does not need it any more")
            return False
        self.editor.reviser.delete_paragraphs(place.content)
        what = "the report does not need it any more, but it was edited; its removal is offered as a tracked change"
        self.editor.record(Kind.TO_DECIDE, place.name, what, is_open=True)
        return True


def is_struck(content: Element) -> bool:
    """Whether every paragraph's end is struck out already."""
    paragraphs = list(content.iter(w("p")))
    return bool(paragraphs) and all(p.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None for p in paragraphs)
