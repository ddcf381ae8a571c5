"""Every content control that a template may have: its tag, what it is around, and what the report puts into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from performance_index.report import FIGURES, Section
from performance_index.word.tags import CAPTIONS, COLUMNS, SENTENCES, TABLES, VALUES


class Kind(Enum):
    """What sort of control it is; the value is what Word has to offer for it, on the Developer tab."""

    VALUE = "plain text, inside a line (a date: date picker)"
    SECTION = "rich text, around whole paragraphs"
    SENTENCE = "rich text, around one whole paragraph"
    TABLE = "rich text, around a whole table"
    ROWS = "repeating section, around the one row to repeat"
    ROW = "the item that Word puts into the repeating section by itself"
    COLUMN = "plain text, in a cell of that row"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownControl:
    """One control: its tag, its sort, and what the report puts into it or keeps it for, in words."""

    tag: str
    kind: Kind
    holds: str


_OF_COLUMNS = {
    "no": "the indicator's number",
    "indicator": "what is measured",
    "rating": "the rating, as letter or word as the Settings sheet says, on its tint",
    "commentary": "the service commentary",
    FIGURES: "the figures that the Settings sheet names, each on a line; the column goes where it names none",
    "actual": "the figure that stands for the period",
    "target": "the target at that month",
    "how_far_off": "how far the figure is from the target: 3.8 points short",
    "last_period": "the figure of the period before, or of last year, and which: 85% (August)",
    "why": "the rating in one sentence, with figure and target",
    "direction": "better or worse than the period before or last year",
    "status": "how far the figure can be relied on",
    "theme": "the theme",
    "lead_service": "who answers for the figure",
    "what": "what changed since it was published: a figure, a target, a part of the definition",
    "previously": "what was published",
    "now": "what it is now",
    "reason": "the reason, as typed on the Amendments sheet",
}
_OTHERWISE = {
    Section.COUNTS.tag: "by setting, how many indicators have each rating, and by which rule; then the paragraphs of "
    "“Counts by rating” on the Report sheet",
    Section.NOT_RATED.tag: "by setting, the count of what is not rated; then the paragraphs of “Indicators not rated” "
    "on the Report sheet",
    Section.SINCE.tag: "by setting, what became of the exceptions since the last meeting; then the paragraphs of "
    "“Since the last meeting” on the Report sheet",
    "unrated.why": "why there is no rating",
    "caveats.commentary": "the data caveat: why the figure can't be relied on",
}


def known_controls() -> tuple[KnownControl, ...]:
    """Give them all, in the order in which the built-in template has them, by sort."""
    return (*_values(), *_sections(), *_sentences(), *_tables())


def _values() -> Iterator[KnownControl]:
    for tag, said in {**VALUES, "year_short": "financial year in short, as 20/21"}.items():
        yield KnownControl(tag=tag, kind=Kind.VALUE, holds=f"the {said}")


def _sections() -> Iterator[KnownControl]:
    for section in Section:
        holds = f"the paragraphs of “{section.value}” on the Report sheet; without any, its own words, or it goes"
        yield KnownControl(tag=section.tag, kind=Kind.SECTION, holds=_OTHERWISE.get(section.tag, holds))


def _sentences() -> Iterator[KnownControl]:
    for table, sentences in SENTENCES.items():
        for one, when in sentences.items():
            holds = f"its own words, kept where this is so of the {TABLES[table]}: {when}"
            yield KnownControl(tag=f"{table}.{one}", kind=Kind.SENTENCE, holds=holds)


def _tables() -> Iterator[KnownControl]:
    for table, columns in COLUMNS.items():
        called = CAPTIONS[table]
        yield KnownControl(
            tag=table, kind=Kind.TABLE, holds=f"the table {called}; it goes where there is nothing to list"
        )
        yield KnownControl(tag=f"{table}.rows", kind=Kind.ROWS, holds=f"the rows of the table {called}")
        yield KnownControl(tag=f"{table}.row", kind=Kind.ROW, holds="the row that is made for each indicator")
        for column in columns:
            tag = f"{table}.{column}"
            yield KnownControl(tag=tag, kind=Kind.COLUMN, holds=_OTHERWISE.get(tag, _OF_COLUMNS[column]))
