"""The sections and sentences of a report: brought up to date, put in, or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from performance_index.report import Section
from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import Frame, NewPart, NewReport
from performance_index.word.deciding.edits import Edit, Replace, ReplacePart
from performance_index.word.deciding.fields import FieldMerge
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.missing import Missing
from performance_index.word.deciding.placing import Placing
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.stale import SENTENCE
from performance_index.word.document import notes
from performance_index.word.document.wordml import clean, on_one_line
from performance_index.word.state import State
from performance_index.word.tags import PART_NAMES, SECTIONS, SENTENCES, VALUES


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one report.

    `struck` collects what the data have no more and the clerk is offered to remove: it may come back. `missing`
    collects what would now read otherwise and has no place, `without_template` the sections that are brought up to
    date without it, and `made` the tags of the controls that come with what is written anew.
    """

    plan: Plan
    base: State
    new: NewReport
    placing: Placing
    missing: list[Missing]
    made: set[str] = field(default_factory=set)
    struck: dict[str, str] = field(default_factory=dict)
    without_template: dict[str, str] = field(default_factory=dict)

    def decide(self) -> None:
        """Plan what becomes of every part."""
        for section in Section:
            here = self._here(section.tag)
            if section.tag in self.new.tags:
                self._decide(section.tag, section.tag, here)
            else:
                self._without_template(section, here)
        for table in SENTENCES:
            self._decide_sentences(table)
        self._insert_new()
        self._ask_about_copies()

    def _here(self, tag: str) -> Sequence[Frame]:
        return self.plan.current.frames.get(tag, ())

    def _decide_sentences(self, table: str) -> None:
        """Bring up to date the sentence before a table: another may be the true one now."""
        tags = [f"{table}.{one}" for one in SENTENCES[table]]
        old = next((tag for some in (self.base.texts, self.base.struck) for tag in tags if tag in some), None)
        new = next((tag for tag in tags if tag in self.new.state.texts), None)
        self._replace_strays([tag for tag in tags if tag not in {old, new}], new if not self._here(old or "") else None)
        if old is not None:
            self._decide(old, new or old, self._here(old))

    def _ask_about_copies(self) -> None:
        """Ask about each line of ours that stands without its control, as a copy may, and is true no more."""
        over = self._lines_over()
        for line in self.plan.current.lines if over else ():
            tag = over.get(on_one_line(self.plan.line(line)))
            if tag is None or line.is_struck or line.has_control or {*line.within} & self.plan.struck:
                continue
            is_its_own = not {frame.handle for frame in self.plan.frames(tag)}.isdisjoint(line.within)
            asked = notes.sentence_is_over(quoted(self.plan.line(line)))
            if is_its_own or asked in self.plan.notes(line):
                continue
            was_asked = not self.plan.frames(tag) and asked in self.base.comments
            if not was_asked and self.plan.comment(line, asked):
                name, what = PART_NAMES.get(tag, ""), f"{quoted(line.text)} stands there by itself"
                name = name or VALUES[tag].capitalize()
                self.plan.record(Kind.TO_DECIDE, name, what, at=line.handle, is_open=True)

    def _lines_over(self) -> dict[str, str]:
        """Give each line that was generated in a part and is in no part now, with the tag of that."""
        said = [*self.new.state.texts.values(), *self.without_template.values()]
        now = {on_one_line(line) for one in said for line in one.split("\n")} | self.new.lines
        before = {tag: said for tag, said in self.base.texts.items() if tag in PART_NAMES or tag in VALUES}
        lines = {on_one_line(line): tag for tag, said in before.items() for line in said.split("\n")}
        return {line: tag for line, tag in lines.items() if line not in now and len(line.split()) >= SENTENCE}

    def _replace_strays(self, tags: Sequence[str], new: str | None) -> None:
        """Suggest the true sentence, if there is a `new` one, for one of another time, as from an older copy."""
        for frame in [frame for tag in tags for frame in self._here(tag)]:
            if new is None or new not in self.new.parts:
                self._take_out(frame, "")
                continue
            (part, *_) = self.new.parts[new]
            FieldMerge(self.plan, PART_NAMES[frame.tag], frame, None, part.text, whole=True).decide()
            self.plan.retag(frame, part)

    def _without_template(self, section: Section, here: Sequence[Frame]) -> None:
        """Bring up to date what the data say in a section for which the template has no place: it is not taken out."""
        base = self.base.texts.get(section.tag)
        said = "\n".join(map(clean, self.new.report.sections.get(section.tag, ())))
        if base is not None and said:
            for frame in here:
                FieldMerge(self.plan, section.value, frame, base, said).decide()
                self.without_template[section.tag] = said

    def _decide(self, old: str, new: str, here: Sequence[Frame]) -> None:
        """Bring one part up to date; `old` is its tag in the document, `new` its tag in the template."""
        base, said, parts = self.base.texts.get(old), self.new.state.texts.get(new), self.new.parts.get(new)
        if said is None or not parts:
            self._dismiss(old, here)
            return
        if base is None and old in self.base.struck:  # it is back before the clerk let it go
            base = self.base.struck[old]
            here = [self.plan.restore(frame) for frame in here]
        if not here and old in self.base.texts and base is not None and not same_words(base, said):
            cure = "put it into the text if it should be told"
            self.missing.append(Missing(tag=new, was=old, name=PART_NAMES[old], said=said, cure=cure))
        for frame in here:
            if not frame.holds_table:
                self._renew(frame, base, said, parts[0])

    def _renew(self, frame: Frame, base: str | None, said: str, part: NewPart) -> None:
        """Bring one control up to date, with another sentence's tag where that is the true one now."""
        is_same, name = frame.tag == part.tag, PART_NAMES[frame.tag]
        if is_same and base is not None and part.with_values(self.base) == base:
            # Only values inside it changed, and each of them has a control of its own.
            if not same_words(frame.text, base):
                what = "the words in the report stay; the data have not changed"
                self.plan.record(Kind.KEPT, name, what, at=frame.handle)
            return
        needs_more = (not is_same or part.tags) and part.is_whole and not frame.is_inline
        written: Edit = (
            ReplacePart(frame.handle, part, frame.is_suggestion)
            if needs_more
            else Replace(frame.handle, part.text, frame.is_suggestion)
        )
        is_sentence = part.tag not in SECTIONS  # it is true as it is, or not
        FieldMerge(self.plan, name, frame, base, said, written, is_sentence).decide()
        if needs_more and written in self.plan.edits[-1:]:
            self.made.update(part.tags)
        if not is_same:
            self.plan.retag(frame, part)

    def _dismiss(self, tag: str, here: Sequence[Frame]) -> None:
        """Take a part out that the report does not have any more, or offer to, and then remember what it said."""
        base, before = self.base.texts.get(tag), self.base.struck.get(tag)
        if base is not None:
            suggested = [self._take_out(frame, base) for frame in here]
            before = base if any(suggested) else None
        if before is not None and here:
            self.struck[tag] = before
        if base and not here:
            cure = "take it out of the text"
            self.missing.append(Missing(tag=tag, was=tag, name=PART_NAMES[tag], said=base, cure=cure, is_over=True))

    def _take_out(self, frame: Frame, base: str) -> bool:
        """Take a part out that the report does not have any more; where somebody worked on it, offer to: give True."""
        plan, name = self.plan, PART_NAMES[frame.tag]
        if frame.holds_table or frame.is_struck:
            return False
        if same_words(frame.text, base) and frame.is_plain:
            plan.drop_comments(frame, lambda _: True)
            plan.record(Kind.REMOVED, name, "the report does not need it any more", at=frame.handle)
            plan.remove(frame)
            return False
        plan.strike(frame)
        what = "the report does not need it any more, but it was edited; its removal is offered as a tracked change"
        plan.record(Kind.TO_DECIDE, name, what, at=frame.handle, is_open=True)
        return True

    def _insert_new(self) -> None:
        """Put in the sections and sentences that the report has now and had not before, in the template's order."""
        for tag, parts in self.new.parts.items():
            table = tag.partition(".")[0]
            tags = [f"{table}.{one}" for one in SENTENCES.get(table, ())] or [tag]
            had = any(one in self.base.texts for one in tags)
            is_here = bool(self.plan.frames(tag))
            if tag in PART_NAMES and not had and not is_here and self.placing.insert(parts[0], PART_NAMES[tag]):
                self.made.update(parts[0].tags)
