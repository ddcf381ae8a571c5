"""Words of a clerk's that count or name rows of a table, asked about when the rows changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from performance_index.report import Section
from performance_index.word.deciding.merge import same_words, tokens
from performance_index.word.document import notes
from performance_index.word.document.controls import Control, controls_beside_rows
from performance_index.word.document.wordml import text
from performance_index.word.fill import CAPTIONS, SENTENCES, TABLES
from performance_index.word.refreshing.outcome import Kind
from performance_index.word.refreshing.parts import Parts
from performance_index.word.refreshing.places import Place
from performance_index.word.state import TableState

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_COUNTING = frozenset({*_NUMBERS[1:], "none", "both", "all", "neither", "single"})
_SECTIONS = (Section.RECOMMENDATIONS, Section.SUMMARY, Section.EXCEPTIONS, Section.NOT_RATED, Section.CAVEATS)
"""Where a clerk speaks of what the tables list."""
_SHOWN = 12


def ask_about_counts(parts: Parts) -> None:
    """Ask about each sentence and section of the clerk's with a number in it that the tables bear out no more."""
    changed = {tag: table for tag in TABLES if (table := _changed(parts, tag)) is not None}
    if not changed:
        return
    here = controls_beside_rows(parts.document)
    for tag, (before, now) in changed.items():
        for one in SENTENCES[tag]:
            name = f"{CAPTIONS[tag]}, the sentence before the table"
            for control in here.get(f"{tag}.{one}", ()):
                if any(_is_number(token) for token in _words(text(control.content))):
                    _ask(parts, name, control, tag, now)
        stale = _given_up(before, now)
        for section in _SECTIONS:
            base = {*_words(parts.base.texts.get(section.tag, ""))}
            for control in here.get(section.tag, ()):
                if stale & ({*_words(text(control.content))} - base):
                    _ask(parts, section.value, control, tag, now)


def _ask(parts: Parts, name: str, control: Control, table: str, now: Mapping[str, str | None]) -> None:
    place = Place(name, control.content, control)
    generated = parts.draft.state.texts.get(control.tag, "")
    found = parts.editor.comments.ours(place.element, is_inline=place.is_inline)
    if same_words(place.text, generated) or any(notes.is_decision(said) for _, said in found):
        return
    for number in [number for number, said in found if notes.is_about_count(said)]:
        parts.editor.comments.remove(number)
    note = notes.table_changed(TABLES[table], _rows(now))
    parts.editor.comments.add(place.element, note, is_inline=place.is_inline)
    what = f"its words were edited and speak of numbers; the table of {TABLES[table]} has now {_rows(now)}"
    parts.editor.record(Kind.TO_DECIDE, name, what, is_open=True)
    parts.editor.report(name, what, "check what it says, then delete the comment")


def _changed(parts: Parts, tag: str) -> tuple[Mapping[str, str | None], Mapping[str, str | None]] | None:
    """Give the rating of each row of a table before and now, where rows or ratings changed."""
    base = parts.base.tables.get(tag)  # by the numbers that the words were written for
    now = parts.tables.get(tag, parts.draft.state.tables.get(tag))
    was, is_now = _ratings(base), _ratings(now)
    same = was.keys() == is_now.keys() and all(
        was[n] == is_now[n] or None in {was[n], is_now[n]} or notes.is_same_rating(was[n] or "", is_now[n] or "")
        for n in was
    )
    return None if same else (was, is_now)


def _ratings(table: TableState | None) -> dict[str, str | None]:
    said = {} if table is None else table.said("rating")
    return {} if table is None else {number: said.get(number) for number in table.rows}


def _given_up(before: Mapping[str, str | None], now: Mapping[str, str | None]) -> set[str]:
    """Give the numbers, as digits and as words, that were true of a table and are no more: its counts, its rows."""
    was, are = (_counts(rows) for rows in (before, now))
    counts = {many for of, many in was.items() if are[of] != many}
    gone = {number.casefold() for number, rating in before.items() if number not in now or now[number] != rating}
    return gone | {f"{many}" for many in counts} | {_NUMBERS[many] for many in counts if 0 < many < len(_NUMBERS)}


def _counts(rows: Mapping[str, str | None]) -> Counter[str]:
    """Give how many rows there are, and how many of each rating."""
    return Counter({"": len(rows)}) + Counter(notes.rating_word(rating) for rating in rows.values() if rating)


def _rows(rows: Mapping[str, str | None]) -> str:
    if not rows:
        return "no rows"
    told = [f"{number} ({notes.rating_word(rating)})" if rating else number for number, rating in rows.items()]
    more = "" if len(told) <= _SHOWN else f" and {len(told) - _SHOWN} more"
    return f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}: {', '.join(told[:_SHOWN])}{more}"


def _words(said: str) -> list[str]:
    return [token.casefold() for token in tokens(said)]


def _is_number(token: str) -> bool:
    return token in _COUNTING or any(map(str.isdigit, token))
