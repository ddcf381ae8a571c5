"""Words of a clerk's that count or name rows of a table, or quote its figures, asked about when these changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from performance_index.report import Section
from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import Field, Frame, Line, NewReport
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.stale import (
    FactChange,
    GivenUp,
    figures_in,
    given_up,
    has_number,
    rows_in_words,
    says_given_up,
)
from performance_index.word.document import notes
from performance_index.word.document.wordml import on_one_line
from performance_index.word.state import State, TableState
from performance_index.word.tags import CAPTIONS, INTRODUCTIONS, SENTENCES, TABLES


@dataclass(frozen=True, slots=True)
class _Place:
    """A text that may be out of date; `generated` and `new` are what the data said and say in its control."""

    name: str
    field: Frame | Line
    generated: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class StaleWords:
    """The texts of one report, beside its tables.

    By the table's tag: `now` are those as they are to be, `changed` what the data say otherwise of each row.
    """

    plan: Plan
    base: State
    new: NewReport
    now: Mapping[str, TableState | None]
    changed: Mapping[str, Mapping[str, Sequence[FactChange]]]

    def ask(self) -> None:
        """Ask about each text of the clerk's that says what the tables bear out no more."""
        places: list[_Place] | None = None
        for tag in TABLES:
            base, now, changes = self.base.tables.get(tag), self.now.get(tag), self.changed.get(tag, {})
            if base is not None:
                self._ask_about_tables(tag, base, now, changes)
            gone = given_up(base, now, changes)
            if gone is None:
                continue
            rows = rows_in_words(now)
            for place in self._sentences(tag) if gone.are_rows_others else ():
                if has_number(self._text(place)):
                    self._ask(place, tag, rows)
            places = self._places() if places is None else places
            for place in places:
                self._ask_about(place, tag, gone, rows)

    def _sentences(self, table: str) -> Iterable[_Place]:
        tags = (f"{table}.{one}" for one in SENTENCES[table])
        return (place for tag in tags for place in self._in_controls(tag, INTRODUCTIONS[table]))

    def _places(self) -> list[_Place]:
        sections = [place for section in Section for place in self._in_controls(section.tag, section.value)]
        return sections + [_Place("a line of the report's", line) for line in self.plan.current.own_lines]

    def _in_controls(self, tag: str, name: str) -> Iterable[_Place]:
        generated, new = self.base.texts.get(tag, ""), self.new.state.texts.get(tag, "")
        return [_Place(name, frame, generated, new) for frame in self.plan.frames(tag)]

    def _text(self, place: _Place) -> str:
        return self.plan.text(place.field)

    def _ask_about(self, place: _Place, table: str, gone: GivenUp, rows: str) -> None:
        """Ask about one text. What the data said counts nothing; a figure is looked at but in what they say anew."""
        said = self._text(place)
        if says_given_up(said, place.generated, gone):
            self._ask(place, table, rows)
            return
        quoted_figures = figures_in(said, "" if same_words(place.generated, place.new) else place.new, gone)
        if quoted_figures:
            what = f"{notes.told(quoted_figures)}; a comment asks whether the words still hold"
            if self.plan.comment(place.field, notes.figures_changed(quoted_figures)):
                self._tell(place, what)

    def _ask_about_tables(
        self, kind: str, base: TableState, now: TableState | None, changes: Mapping[str, Sequence[FactChange]]
    ) -> None:
        """Ask about each row of somebody's own table that names an indicator and says what the data have given up."""
        what, keys = base.said("what"), {} if now is None else _keys(now)
        known = {_key(name, what.get(number, "")): number for number, name in base.said("indicator").items() if name}
        said = {fact: base.said(fact) for fact in ("rating", "now")}
        for row in self.plan.current.own_rows:
            cells = {on_one_line(cell.text): cell for cell in map(self.plan.field, row)}
            for key in [one for one in known if one[0] in cells and (not one[1] or one[1] in cells)]:
                given_up = list(changes.get(keys.get(key, ""), ()))
                if key not in keys:
                    given_up += [(fact, of[known[key]], "") for fact, of in said.items() if of.get(known[key])]
                for change in given_up:
                    self._ask_about_cell(kind, f"{CAPTIONS[kind]}, “{key[0]}”", cells, change, now)

    def _ask_about_cell(
        self, kind: str, name: str, cells: Mapping[str, Field], change: FactChange, now: TableState | None
    ) -> None:
        fact, old, new = change
        was, is_now = map(notes.rating_word, (old, new)) if fact == "rating" else (old, new)
        asked = notes.figures_changed([(fact, was, is_now)])
        asked = asked if new else notes.table_changed(TABLES[kind], rows_in_words(now))
        for said in ({was, was[:1]} if fact == "rating" else {was}) & cells.keys():
            if self.plan.comment(cells[said], asked):
                what = f"a table that is not the report's says {quoted(said)} of it; a comment asks about that"
                self.plan.record(Kind.TO_DECIDE, name, what, at=cells[said].handle, is_open=True)

    def _ask(self, place: _Place, table: str, rows: str) -> None:
        found = self.plan.notes(place.field)
        if same_words(self._text(place), place.new) or any(map(notes.is_decision, found)):
            return
        self.plan.drop_comments(place.field, notes.is_about_count)
        self.plan.comment(place.field, notes.table_changed(TABLES[table], rows))
        self._tell(place, f"its words were edited and speak of numbers; the table of {TABLES[table]} has now {rows}")

    def _tell(self, place: _Place, what: str) -> None:
        self.plan.record(Kind.TO_DECIDE, place.name, what, at=place.field.handle, is_open=True)
        self.plan.report(place.name, what, "check what it says, then delete the comment")


def _key(name: str, what: str) -> tuple[str, str]:
    return on_one_line(name), on_one_line(what)


def _keys(table: TableState) -> dict[tuple[str, str], str]:
    """Give the numbers of a table's rows by the indicator, and by what of it changed."""
    what = table.said("what")
    return {_key(name, what.get(number, "")): number for number, name in table.said("indicator").items()}
