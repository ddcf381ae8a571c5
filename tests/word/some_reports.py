"""Reports made at random, and corrections of their data: figures, words, rows, the numbers and names of indicators."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from seed_report import SEED, caveat, exception, unrated

from performance_index.amendments import Amendment, rows_of
from performance_index.figures_beside import Figure
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row, Section

VOCABULARY = (
    "performance was 45 % against 60 because demand & capacity <rose> in Q2 – a recovery plan agreed “today” £1.2m"
)
SECTIONS = [s.tag for s in Section if s is not Section.COUNTS]

Rows = dict[str, Row]
"""The rows of one table, by number."""


class Corrected(NamedTuple):
    """A report after its data were corrected, and which of `RENAMINGS` were done to its indicators."""

    report: CommitteeReport
    renamed: tuple[str, ...] = ()


# --- reports ----------------------------------------------------------------------------------------------------------


def sentence(chance: random.Random, least: int = 1, most: int = 14) -> str:
    """Give some words that mean nothing."""
    return " ".join(chance.choice(VOCABULARY.split()) for _ in range(chance.randint(least, most)))


def paragraphs(chance: random.Random) -> tuple[str, ...]:
    """Give one to three paragraphs."""
    return tuple(sentence(chance) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def _listed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Give lines of which some are items of a list."""
    return tuple(line if len(line) % 3 else f"• {line}" for line in lines)


def some_report(chance: random.Random) -> CommitteeReport:
    """Give a report."""
    numbers = sorted(chance.sample(range(1, 9), chance.choice([0, 1, 3, 6])))
    made = replace(
        SEED,
        sections={tag: paragraphs(chance) for tag in SECTIONS if chance.random() < 0.3},
        exceptions=tuple(_exception(chance, number) for number in numbers),
        caveats=tuple(_caveat(chance, n) for n in sorted(chance.sample(range(1, 6), chance.choice([0, 1, 2])))),
        unrated_rows=tuple(_unrated(chance, n) for n in sorted(chance.sample(range(1, 6), chance.choice([0, 0, 2])))),
        unrated=chance.choice([0, 2, 9]),
        indicators=9,
        amended=_amended(chance),
        figures=_chosen(chance),
    )
    return _counted(made)


def _counted(report: CommitteeReport) -> CommitteeReport:
    """Give a report with its counts in words, where the council wants them: one with 9 unrated does not."""
    others = {tag: said for tag, said in report.sections.items() if tag != Section.COUNTS.tag}
    counted = {Section.COUNTS.tag: (f"Of 9 indicators, {len(report.exceptions)} are exceptions.", "That is so.")}
    return replace(report, sections=others | ({} if report.unrated == 9 else counted))


def _chosen(chance: random.Random) -> tuple[Figure, ...]:
    """Give the figures that stand beside the commentary; as often as not none."""
    return () if chance.random() < 0.5 else (Figure.ACTUAL, Figure.TARGET)


def _amended(chance: random.Random) -> tuple[Row, ...] | None:
    """Give what is not as it was published: of one indicator perhaps several things; None where nobody can say."""
    if chance.random() < 0.4:
        return None
    things = [(number, what) for number in (1, 2, 3) for what in ("Target", "Figure for July 2020")]
    return rows_of(
        Amendment(
            number=f"{number}",
            indicator=f"Indicator {number} of all",
            what=what,
            previously=f"{chance.randint(10, 99)}%",
            now=f"{chance.randint(10, 99)}%",
            reason=sentence(chance, 3, 8) if chance.random() < 0.7 else "",
        )
        for number, what in sorted(chance.sample(things, chance.choice([0, 1, 1, 3])))
    )


def _exception(chance: random.Random, number: int) -> Row:
    rating = chance.choice([Rating.RED, Rating.AMBER])
    said = _listed(paragraphs(chance)) if chance.random() < 0.85 else ("No commentary supplied by Housing.",)
    if chance.random() < 0.2:
        said = (*said, f"Rated {rating.value} by decision: {sentence(chance, 3, 6)}. By the rule Green: on target.")
    row = exception(f"{number}", f"Indicator {number} of all", rating, *said)
    facts = {"actual": (f"{chance.randint(30, 40)}.5",), "target": (f"{chance.randint(41, 50)}",)}
    figures = (f"Actual: {facts['actual'][0]}", f"Target: {facts['target'][0]}")
    return replace(row, cells={**row.cells, **facts, "figures": figures})


def _caveat(chance: random.Random, number: int) -> Row:
    row = caveat(f"{number}", f"Descriptor {number}", *paragraphs(chance))
    stands = chance.random() < 0.5
    status = ("Provisional" if stands else "Not reportable",)
    return replace(row, cells={**row.cells, "status": status}, figure_stands=stands)


def _unrated(chance: random.Random, number: int) -> Row:
    return unrated(f"{number}", f"Measure {number}", f"Awaiting data: {sentence(chance)}.")


# --- corrections ------------------------------------------------------------------------------------------------------


def corrected(chance: random.Random, report: CommitteeReport) -> Corrected:
    """Give the report after some of its data changed."""
    other = some_report(chance)
    rows = _some_corrected(chance, _by_number(report.exceptions), other)
    sections = dict(report.sections)
    for tag in chance.sample(SECTIONS, 4):
        sections.pop(tag, None)
        if tag in other.sections:
            sections[tag] = other.sections[tag]
    tables = {
        "exceptions": {} if chance.random() < 0.1 else rows,
        "caveats": _by_number(report.caveats if chance.random() < 0.5 else other.caveats),
        "unrated_rows": _by_number(report.unrated_rows if chance.random() < 0.5 else other.unrated_rows),
    }
    how: list[str] = []
    if chance.random() < 0.35:
        how.append(chance.choice(sorted(RENAMINGS)))
        for table in tables if how[0] == "shifted" else [chance.choice(["exceptions", "exceptions", *tables])]:
            tables[table] = RENAMINGS[how[0]](chance, tables[table])
    made = {name: tuple(found[number] for number in sorted(found, key=int)) for name, found in tables.items()}
    values = _corrected_values(chance, report)
    amended = report.amended if chance.random() < 0.5 else other.amended
    new = replace(report, values=values, sections=sections, unrated=other.unrated, amended=amended, **made)
    new = replace(new, figures=other.figures if chance.random() < 0.3 else report.figures)
    return Corrected(_counted(new), tuple(how))


def _by_number(rows: tuple[Row, ...]) -> Rows:
    return {row.number: row for row in rows}


def _some_corrected(chance: random.Random, rows: Rows, other: CommitteeReport) -> Rows:
    """Give exceptions of which some are others, some are gone, and some say something else."""
    for row in [row for row in other.exceptions if chance.random() < 0.5]:
        rows[row.number] = _keeping_its_name(row, rows)
    for number, row in list(rows.items()):
        if chance.random() < 0.2:
            del rows[number]
        elif chance.random() < 0.3:
            said = row.cells["commentary"][0].split()
            said[chance.randrange(len(said))] = "corrected"
            rows[number] = _with(row, "commentary", " ".join(said), *row.cells["commentary"][1:])
    return rows


def _keeping_its_name(row: Row, rows: Rows) -> Row:
    """Give a row with the name that its indicator goes by, and that no other has."""
    if row.number in rows:
        return _with(row, "indicator", *rows[row.number].cells["indicator"])
    is_taken = any(row.cells["indicator"] == one.cells["indicator"] for one in rows.values())
    return _with(row, "indicator", f"{row.cells['indicator'][0]} again") if is_taken else row


def _corrected_values(chance: random.Random, report: CommitteeReport) -> dict[str, str | dt.date]:
    values = dict(report.values)
    if chance.random() < 0.4:
        values["date"] = dt.date(2020, 11, chance.randint(1, 30))
    if chance.random() < 0.3:
        values["year"] = f"20{chance.randint(10, 40)}/41"
    if chance.random() < 0.2:
        values.pop("wards", None)
    if chance.random() < 0.2:
        values["wards"] = sentence(chance, 1, 3)
    return values


# --- indicators numbered or named anew --------------------------------------------------------------------------------


def swapped(chance: random.Random, rows: Rows) -> Rows:
    """Exchange the numbers of two, or give one a number that is free."""
    if not rows:
        return rows
    one, other = chance.choice(sorted(rows)), chance.choice([*sorted(rows), "9"])
    moved = {number: row for number, row in rows.items() if number not in {one, other}}
    for number, row in ((other, rows[one]), (one, rows.get(other))):
        if row is not None:
            moved[number] = _numbered(row, number)
    return moved


def shifted(chance: random.Random, rows: Rows) -> Rows:
    """Count one more from some number on: an indicator came before these."""
    first = chance.randint(1, 4)
    numbers = {number: f"{int(number) + (int(number) >= first)}" for number in rows}
    return {numbers[number]: _numbered(row, numbers[number]) for number, row in rows.items()}


def replaced(chance: random.Random, rows: Rows) -> Rows:
    """Give the number of one to another indicator."""
    return _one_named(chance, rows, lambda _: f"{sentence(chance, 3, 5)} {chance.randint(1, 99)}")


def reworded(chance: random.Random, rows: Rows) -> Rows:
    """Put the name of one otherwise: a small word more or less, or a word spelt otherwise."""
    return _one_named(chance, rows, _put_otherwise)


RENAMINGS: dict[str, Callable[[random.Random, Rows], Rows]] = {
    one.__name__: one for one in (swapped, shifted, replaced, reworded)
}


def _put_otherwise(name: str) -> str:
    first, *others = name.split(" ")
    if first == "The":
        return " ".join([others[0].capitalize(), *others[1:]])
    spelt = {"Indicator": "Indicators", "Indicators": "Indicator", "Measure": "Measures", "Measures": "Measure"}
    return " ".join([spelt[first], *others]) if first in spelt else f"The {first.lower()} {' '.join(others)}"


def _one_named(chance: random.Random, rows: Rows, name: Callable[[str], str]) -> Rows:
    if not rows:
        return rows
    number = chance.choice(sorted(rows))
    return rows | {number: _with(rows[number], "indicator", name(rows[number].cells["indicator"][0]))}


def _numbered(row: Row, number: str) -> Row:
    return replace(_with(row, "no", number), number=number)


def _with(row: Row, column: str, *said: str) -> Row:
    return replace(row, cells={**row.cells, column: said})
