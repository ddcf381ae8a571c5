"""Every record of what was published, in order, so that a change can be told.

A record holds what changed since the record before it; `History.last()` puts them together to what stands as published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from performance_index.period import Month
from performance_index.published_record import MEASURED, NAME, UNIT, Entry, PublishedFigure, PublishedText, Record
from performance_index.withheld import withheld_in


class History:
    """Every record in the order in which they were made; of many perhaps only the last, until somebody asks for all."""

    def __init__(self, *, entries: Iterable[Entry] = (), read_all: Callable[[], Iterable[Entry]] | None = None) -> None:
        """Take all records; or, with `read_all`, which gives all, the last of them, of which the first stands alone."""
        self._known, self._read_all = tuple(entries), read_all

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every record."""
        return self._known if self._read_all is None else tuple(self._read_all())

    @property
    def whole(self) -> History:
        """The same with every record read: what it says of earlier years has targets, ratings and meetings too."""
        return self if self._read_all is None else History(entries=self.entries)

    def last(self) -> Record | None:
        """What stands as published now; None where nothing was recorded, or nobody can say what."""
        return self._last

    @cached_property
    def _last(self) -> Record | None:
        return _folded(self._known)

    def before(self, meeting: dt.date | None) -> Record | None:
        """What stood as published when the report of this meeting was first made; what stands now if it never was."""
        if self._may_be_above(meeting):
            return self.whole.before(meeting)
        first = self._first(meeting)
        return self.last() if first is None else _folded(self._known[:first])

    def of(self, meeting: dt.date | None) -> list[Record]:
        """What stood as published after each record from the first for this meeting on, the newest first."""
        if self._may_be_above(meeting):
            return self.whole.of(meeting)
        first = self._first(meeting)
        ends = () if first is None else range(len(self._known), first, -1)
        found = (self.last() if end == len(self._known) else _folded(self._known[:end]) for end in ends)
        return [record for record in found if record is not None]

    def _may_be_above(self, meeting: dt.date | None) -> bool:
        """Whether the first record for this meeting may be among those that were not read, above the others."""
        if self._read_all is None or self._first(meeting):
            return False
        known = [entry.meeting for entry in self._known if entry.meeting is not None]
        return meeting is None or meeting <= max(known, default=meeting)

    def _first(self, meeting: dt.date | None) -> int | None:
        """The place of the first record for this meeting among those that were read."""
        return next((n for n, entry in enumerate(self._known) if entry.meeting == meeting), None)

    def earlier(self, meeting: dt.date | None, period: Month) -> Iterator[Record]:
        """What stood as published after each report before this meeting's, the newest first.

        Up to the first that cannot be read. What was recorded for this meeting or a later one, or for a later period,
        is none of them; several records for one meeting are one report.
        """
        entries = self.entries
        while entries and _is_not_before(entries[-1], meeting, period):
            entries = entries[:-1]
        while entries:
            record = self.last() if len(entries) == len(self.entries) else _folded(entries)
            if record is None:
                return
            yield record
            last = entries[-1]
            while entries and (entries[-1].meeting, entries[-1].period) == (last.meeting, last.period):
                entries = entries[:-1]


NO_HISTORY = History()


def _is_not_before(entry: Entry, meeting: dt.date | None, period: Month) -> bool:
    is_of_it = entry.meeting is not None and meeting is not None and entry.meeting >= meeting
    return is_of_it or (entry.period is not None and entry.period > period)


def _folded(entries: Iterable[Entry]) -> Record | None:
    """The records put together, each upon the one before it."""
    fold = _Fold()
    for entry in entries:
        fold.add(entry)
    return fold.record()


class _Fold:
    """Puts records together; knows nothing from one that cannot be read until one that has everything."""

    def __init__(self) -> None:
        self._figures: dict[tuple[str, Month], PublishedFigure] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._numbers: dict[str, str] = {}
        self._set_apart: list[tuple[PublishedFigure, str]] = []
        self._last: Entry | None = None

    def add(self, entry: Entry) -> None:
        is_readable = entry.period is not None and (entry.is_whole or self._last is not None)
        if not is_readable:
            self._last = None
            return
        wiped, apart = dict[tuple[str, Month], PublishedFigure](), set[str]()
        if entry.stands_alone:
            self._renumber(entry)
            apart = self._set_others_apart(entry)
        if entry.is_whole:
            self._texts, self._numbers = {}, {one.number.casefold(): one.number for one in entry.figures}
            wiped, year = self._figures, entry.period and entry.period.year
            self._figures = {key: one for key, one in self._figures.items() if key[1].year != year}
        if entry.earlier is not None:
            self._figures = self._with(one for one in entry.earlier if one.number.casefold() not in apart)
        self._renumber(entry)
        self._set_others_apart(entry)
        before = {**wiped, **self._figures}
        for one in entry.figures:
            self._add_figure(one)
        self._add_texts(entry.texts)
        self._figures |= withheld_in(entry, before, self._figures, self._texts)
        self._last = entry

    def _with(self, earlier: Iterable[PublishedFigure]) -> dict[tuple[str, Month], PublishedFigure]:
        """The figures of earlier years as a record has them, with what else is known of each; and what had none."""
        found = {key: one for key, one in self._figures.items() if one.given is None}
        for one in earlier:
            was = self._figures.get(one.key)
            found[one.key] = one if was is None or was.given != one.figure else was
        return found

    def _set_others_apart(self, entry: Entry) -> set[str]:
        """Set the figures of other years apart where from now on an indicator has another unit; give these numbers."""
        now = {(one.number.casefold(), one.of): one.text for one in entry.texts if one.of in {UNIT, MEASURED}}
        changed = {key[0] for key, text in now.items() if self._texts.get(key, text) != text}
        year = entry.period and entry.period.year
        for key in [key for key in self._figures if key[0] in changed and key[1].year != year]:
            self._set_apart.append((self._figures.pop(key), self._texts.get((key[0], UNIT), "")))
        return changed

    def _renumber(self, entry: Entry) -> None:
        """Take the figures of an indicator along to its new number, which a name that only one has tells."""
        were, are = self._named(), {one.number.casefold(): one.text for one in entry.texts if one.of == NAME}
        moved = {
            number: to
            for to, name in are.items()
            for number, before in were.items()
            if before == name and number != to and are.get(number, "" if entry.is_whole else name) != name
            if list(were.values()).count(name) == list(are.values()).count(name) == 1
        }
        if moved:
            typed = {one.number.casefold(): one.number for one in entry.texts}
            kept = [one for one in self._figures.values() if one.number.casefold() not in {*moved, *moved.values()}]
            gone = [one for one in self._figures.values() if one.number.casefold() in moved]
            gone = [replace(one, number=typed[moved[one.number.casefold()]]) for one in gone]
            self._figures = {one.key: one for one in (*kept, *gone)}

    def _named(self) -> dict[str, str]:
        return {number: text for (number, of), text in self._texts.items() if of == NAME and text}

    def _add_figure(self, one: PublishedFigure) -> None:
        if one.is_known:
            self._figures[one.key] = one
        else:
            self._figures.pop(one.key, None)

    def _add_texts(self, texts: Iterable[PublishedText]) -> None:
        found: dict[tuple[str, str], list[str]] = {}
        for one in texts:
            found.setdefault(one.key, []).append(one.text)
            if one.of == NAME:
                self._numbers[one.number.casefold()] = one.number
        self._texts |= {key: "\n".join(filter(None, lines)) for key, lines in found.items()}
        gone = {number for (number, of), text in self._texts.items() if of == NAME and not text}
        for number in gone:
            self._numbers.pop(number, None)
        if gone:
            self._texts = {key: text for key, text in self._texts.items() if key[0] not in gone}

    def record(self) -> Record | None:
        if self._last is None or self._last.period is None:
            return None
        return Record(
            period=self._last.period,
            meeting=self._last.meeting,
            figures=self._figures,
            texts=self._texts,
            numbers=self._numbers,
            set_apart=tuple(self._set_apart),
        )
