"""Words of a clerk's that count or name rows of a table, or quote its figures, asked about when these changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from performance_index.report import Section
from performance_index.word.deciding.merge import same_words
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
from performance_index.word.document.controls import controls_beside_rows
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.fill import CAPTIONS, SENTENCES, TABLES
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.refreshing.parts import Parts
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.tablestates import changed_facts
from performance_index.word.state import TableState

_SENTENCE = 3
"""What has fewer words in a table of somebody's own is an entry, and says nothing of others."""


def ask_about_counts(parts: Parts) -> None:
    """Ask about each text of the clerk's that says what the tables bear out no more, in its control or beside any."""
    here = controls_beside_rows(parts.document)
    for tag in TABLES:
        base, now = parts.base.tables.get(tag), parts.tables.get(tag, parts.draft.state.tables.get(tag))
        before = parts.before.get(tag)
        changes = {} if before is None or now is None else changed_facts(before, now)
        if base is not None:
            _ask_about_tables(parts, tag, base, now, changes)
        gone = given_up(base, now, changes)
        if gone is None:
            continue
        rows = rows_in_words(now)
        for one in SENTENCES[tag] if gone.are_rows_others else ():
            for control in here.get(f"{tag}.{one}", ()):
                place = Place(f"{CAPTIONS[tag]}, the sentence before the table", control.content, control)
                if has_number(place.text):
                    _ask(parts, place, tag, rows)
        for section in Section:
            for control in here.get(section.tag, ()):
                place = Place(section.value, control.content, control)
                _ask_about(parts, place, tag, gone, rows)
        for line in _free_lines(parts):
            _ask_about(parts, Place("a line of the report's", line), tag, gone, rows)


def _ask_about(parts: Parts, place: Place, table: str, gone: GivenUp, rows: str) -> None:
    """Ask about one text. What the data said in it counts nothing; a figure is looked at but in what they say anew."""
    tag = "" if place.control is None else place.control.tag
    generated, new = parts.base.texts.get(tag, ""), parts.draft.state.texts.get(tag, "")
    if says_given_up(place.text, generated, gone):
        _ask(parts, place, table, rows)
        return
    quoted = figures_in(place.text, "" if same_words(generated, new) else new, gone)
    if quoted:
        what = f"{notes.told(quoted)}; a comment asks whether the words still hold"
        if parts.editor.comments.add(place.element, notes.figures_changed(quoted), is_inline=place.is_inline):
            _tell(parts, place, what)


def _ask_about_tables(
    parts: Parts, kind: str, base: TableState, now: TableState | None, changes: Mapping[str, Sequence[FactChange]]
) -> None:
    """Ask about each row of somebody's own table that names an indicator and says of it what the data have given up."""
    numbers = {on_one_line(name): number for number, name in base.said("indicator").items() if name}
    ratings, keys = base.said("rating"), {} if now is None else now.said("indicator")
    new_numbers = {on_one_line(name): number for number, name in keys.items()}
    for row in [row for table in parts.strange for row in table.iter(w("tr"))]:
        cells = {on_one_line(text(cell)): cell for cell in row.iter(w("tc"))}
        name = next((one for one in cells if one in numbers), None)
        if name is None:
            continue
        given_up = list(changes.get(new_numbers.get(name, ""), ()))
        if name not in new_numbers and (rating := ratings.get(numbers[name])):
            given_up.append(("rating", rating, ""))
        for fact, old, new in given_up:
            was, is_now = map(notes.rating_word, (old, new)) if fact == "rating" else (old, new)
            asked = notes.figures_changed([(fact, was, is_now)])
            asked = asked if new else notes.table_changed(TABLES[kind], rows_in_words(now))
            for said in ({was, was[:1]} if fact == "rating" else {was}) & cells.keys():
                if parts.editor.comments.add(cells[said], asked):
                    what = f"a table that is not the report's says {quoted(said)} of it; a comment asks about that"
                    parts.editor.record(Kind.TO_DECIDE, f"{CAPTIONS[kind]}, “{name}”", what, is_open=True)


def _ask(parts: Parts, place: Place, table: str, rows: str) -> None:
    control = place.control
    generated = "" if control is None else parts.draft.state.texts.get(control.tag, "")
    found = parts.editor.comments.ours(place.element, is_inline=place.is_inline)
    if same_words(place.text, generated) or any(notes.is_decision(said) for _, said in found):
        return
    for number in [number for number, said in found if notes.is_about_count(said)]:
        parts.editor.comments.remove(number)
    note = notes.table_changed(TABLES[table], rows)
    parts.editor.comments.add(place.element, note, is_inline=place.is_inline)
    what = f"its words were edited and speak of numbers; the table of {TABLES[table]} has now {rows}"
    _tell(parts, place, what)


def _tell(parts: Parts, place: Place, what: str) -> None:
    parts.editor.record(Kind.TO_DECIDE, place.name, what, is_open=True)
    parts.editor.report(place.name, what, "check what it says, then delete the comment")


def _free_lines(parts: Parts) -> Iterator[Element]:
    """Give the paragraphs that stand in no control and no table of ours, and are not the template's."""
    ours = {on_one_line(text(line)) for line in parts.draft.document.element.body.iter(w("p"))}
    own = (line for table in parts.strange for line in table.iter(w("p")) if len(text(line).split()) >= _SENTENCE)
    for line in (*parts.document.element.body.iterchildren(w("p")), *own):
        if on_one_line(text(line)) not in ours:
            yield line
