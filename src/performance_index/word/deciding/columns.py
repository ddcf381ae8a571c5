"""A column that stands in a table by a choice of the council's: put in or taken out when the choice has changed.

What else a clerk does to columns is theirs: one that they took out stays out, and one that they wrote in stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from performance_index.report import CommitteeReport, Row
from performance_index.word.deciding.account import Kind
from performance_index.word.deciding.current import CurrentTable, Handle
from performance_index.word.deciding.edits import PutInColumn, TakeOutColumn
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.state import TableState
from performance_index.word.tags import BY_CHOICE, CAPTIONS, columns_by_choice

_NO_GRID = "the table is in pieces or has merged or split cells, so the column of figures was not put in"


def by_choice(tag: str, columns: Sequence[str]) -> frozenset[int]:
    """Give the places of the columns of a table that stand there by a choice, chosen or not."""
    return frozenset(n for n, column in enumerate(columns) if column in BY_CHOICE.get(tag, ()))


def but(texts: Texts, left_out: Collection[int]) -> Texts:
    """Give a row without some of its columns."""
    return tuple(said for n, said in enumerate(texts) if n not in left_out)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns by choice of one table.

    `generated` is what was generated in it, `drafted` what the template makes of it now; None where that makes none.
    """

    plan: Plan
    tag: str
    report: CommitteeReport
    generated: TableState
    drafted: TableState | None

    def left_out(self) -> frozenset[int]:
        """Give the places, among those generated, of the columns that are not chosen any more."""
        chosen = columns_by_choice(self.report).get(self.tag, {})
        return frozenset(n for n, column in enumerate(self.generated.columns) if not chosen.get(column, True))

    def leaving(self, tables: Sequence[CurrentTable]) -> frozenset[int]:
        """Give those that go: nobody has written in them, or they are out of the report already."""
        going = set()
        for column in self.left_out():
            if all(self._is_untouched(table, column) for table in tables):
                going.add(column)
            else:
                what = "the Settings sheet names no figures any more, and somebody worked on the column, so it stays"
                self.plan.record(Kind.KEPT, self._named(column), what, at=tables[0].pieces[0])
        return frozenset(going)

    def take_out(self, tables: Sequence[CurrentTable], leaving: Collection[int]) -> None:
        """Plan that these go."""
        for column in leaving:
            for table in tables:
                if table.places[column] is not None:
                    self.plan.edit(TakeOutColumn(table, self.generated.columns, column))
            if any(table.places[column] is not None for table in tables):
                what = "the Settings sheet names no figures any more"
                self.plan.record(Kind.REMOVED, self._named(column), what, at=tables[0].pieces[0])

    def put_in(self, tables: Sequence[CurrentTable], whose: Sequence[Mapping[Handle, Row]]) -> bool:
        """Plan that a column is put in that was chosen since; whether it can be. `whose`: by table, whose a row is."""
        column, drafted = self.added(), self.drafted
        if column is None or drafted is None:
            return False
        if not all(table.is_grid for table in tables):
            cure = "put the table straight and make the report again, or have a new version of it made"
            self.plan.report(f"{CAPTIONS[self.tag]}, the table", _NO_GRID, cure)
            return False
        heading, before = drafted.headings[drafted.columns.index(column)], self._before(column)
        for table, rows in zip(tables, whose, strict=True):
            at = None if before is None else table.places[self.generated.columns.index(before)]
            self.plan.edit(PutInColumn(table, self.tag, self.generated.columns, column, heading, at, rows))
        what = "the column was put in, as the Settings sheet says"
        self.plan.record(Kind.INSERTED, f"{CAPTIONS[self.tag]}, {heading}", what, at=tables[0].pieces[0])
        return True

    def added(self) -> str | None:
        """Give the column that is chosen, that the template has, and that was not generated."""
        drafted = () if self.drafted is None else self.drafted.columns
        chosen = columns_by_choice(self.report).get(self.tag, {})
        new = (one for one in drafted if chosen.get(one) and one not in self.generated.columns)
        return next(new, None) if self.generated.columns else None

    def _before(self, column: str) -> str | None:
        """Give the generated column that it stands before in the template; None where it is the last."""
        assert self.drafted is not None
        at = self.drafted.columns.index(column)
        following = (one for one in self.drafted.columns[at + 1 :] if one and one in self.generated.columns)
        return next(following, None)

    def with_added(self, now: TableState) -> TableState:
        """Give a table as it is remembered with the column that was put in."""
        column, drafted = self.added(), self.drafted
        assert column is not None
        assert drafted is not None
        before, its = self._before(column), drafted.columns.index(column)
        at = len(now.columns) if before is None else now.columns.index(before)
        has_headings = len(now.headings) == len(now.columns)
        texts = {number: drafted.rows[number][its] if number in drafted.rows else "" for number in now.rows}
        return replace(
            now,
            columns=(*now.columns[:at], column, *now.columns[at:]),
            headings=(*now.headings[:at], drafted.headings[its], *now.headings[at:]) if has_headings else now.headings,
            patterns=(*now.shown[:at], drafted.shown[its], *now.shown[at:]),
            rows={number: (*row[:at], texts[number], *row[at:]) for number, row in now.rows.items()},
            struck={number: (*row[:at], "", *row[at:]) for number, row in now.struck.items()},
        )

    def _is_untouched(self, table: CurrentTable, column: int) -> bool:
        place = table.places[column]
        if place is None:
            return True
        if not table.is_grid:
            return False
        known = dict(self._known(table, column, place))
        fields = [self.plan.current.field(cell) for cell in table.column(place)]
        return all(one.is_plain and same_words(one.text, known.get(one.handle, one.text)) for one in fields)

    def _known(self, table: CurrentTable, column: int, place: int) -> list[tuple[Handle, str]]:
        """Give what was generated in each cell of a column that may say something else; nothing in somebody's own."""
        said = {**self.generated.struck, **self.generated.rows}
        pairs = [(number, row) for number, row in table.rows.items()]
        pairs += [(number, row) for number, copies in table.copies.items() for row in copies]
        found = [(row.cells[place], said[n][column] if n in said else "") for n, row in pairs]
        found += [(row.cells[place], "") for row in table.others]
        if table.head is not None and column < len(self.generated.headings):
            found.append((table.head.cells[place], self.generated.headings[column]))
        return found

    def _named(self, column: int) -> str:
        headings = self.generated.headings
        return f"{CAPTIONS[self.tag]}, {headings[column] if column < len(headings) else self.generated.columns[column]}"


def without_columns(now: TableState, columns: Collection[int]) -> TableState:
    """Give a table as it is remembered without some of its columns."""
    has_headings = len(now.headings) == len(now.columns)
    return replace(
        now,
        columns=but(now.columns, columns),
        headings=but(now.headings, columns) if has_headings else now.headings,
        patterns=tuple(one for n, one in enumerate(now.patterns) if n not in columns),
        rows={number: but(row, columns) for number, row in now.rows.items()},
        struck={number: but(row, columns) for number, row in now.struck.items()},
    )
