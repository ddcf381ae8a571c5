"""What is still the example's in a workbook that is another index's by now: people, sentences, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from performance_index.finding import Finding, Severity
from performance_index.period import MONTH_NAMES
from performance_index.report_choices import NotRated
from performance_index.workbook import layout
from performance_index.workbook.columns import Table
from performance_index.workbook.content import content
from performance_index.workbook.rows import Row
from performance_index.workbook.tables import TableCells

_NAMES = (layout.COMMITTEE, "Lead officer", "Lead member", "Contact officer", layout.INDEX_TITLE)
_PRINTED = ("Service commentary", "Data caveat", "Override reason")
_CURE = "type over it, or clear it"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONG = 6
"""A sentence of fewer words may be anybody's."""
_MANY = 3
"""As many figures, not all the same, are the example's in whatever row they stand."""


def example_left(tables: Mapping[str, TableCells]) -> Iterator[Finding]:
    """A warning at each detail, text and row that is still the example's, where committee or title is not its own."""
    details = tables[layout.REPORT_DETAILS.name]
    said, theirs = _words(_read(details), "Detail", "Value"), _details()
    own = [said.get(word, (0, ""))[1] for word in (layout.COMMITTEE, layout.INDEX_TITLE)]
    if all(name in {"", theirs[word]} for word, name in zip((layout.COMMITTEE, layout.INDEX_TITLE), own, strict=True)):
        return
    for word in _NAMES:
        row, name = said.get(word, (0, ""))
        if name and name == theirs[word]:
            yield _warning(details.place(row, "Value"), f"{word} is still the example's ({name})")
    yield from _code(tables.get(layout.OPTIONS.name))
    yield from _left_out(tables.get(layout.OPTIONS.name))
    texts = tables[layout.REPORT_TEXT.name]
    for row, record in enumerate(_read(texts)):
        if found := _sentence_of_example(record.text("Text")):
            what = f"this text is still the example's, about another council ({found})"
            yield _warning(texts.place(row, "Text"), what)
    yield from _rows(tables[layout.INDICATORS.name])


def _code(table: TableCells | None) -> Iterator[Finding]:
    if table is None:
        return
    row, code = _words(_read(table), "Setting", "Value").get(layout.INDEX_CODE, (0, ""))
    if code and code.casefold() == _example_code():
        what = f"{layout.INDEX_CODE} is still the example's ({code}), which another index may have too"
        yield _warning(table.place(row, "Value"), what, "give this index a code of its own, such as the committee's")


def _left_out(table: TableCells | None) -> Iterator[Finding]:
    """The example leaves out what is not rated, as its council did: nobody else should by accident."""
    if table is None:
        return
    row, said = _words(_read(table), "Setting", "Value").get(layout.NOT_RATED, (0, ""))
    if said.casefold() == NotRated.LEFT_OUT.value.casefold():
        what = f"{layout.NOT_RATED} is still the example's ({said}): a Red whose figure is missing is nowhere told of"
        cure = f"choose {NotRated.TABLE.value} or {NotRated.SENTENCE.value}, unless the committee wants none of it"
        yield _warning(table.place(row, "Value"), what, cure)


def _rows(table: TableCells) -> Iterator[Finding]:
    """A warning for each row with a sentence of the example's, and for each with the example's figures."""
    figures, by_number = _figures()
    for row, record in enumerate(_read(table)):
        number = record.key("No")
        for heading in _PRINTED:
            if found := _sentence_of_example(record.text(heading)):
                what = f"this is still the example's, about another council ({found})"
                yield _warning(table.place(row, heading), what, number=number)
        theirs = _figures_of(record)
        if theirs in figures or (any(theirs) and by_number.get(number.casefold()) == theirs):
            month = next(month for month, figure in zip(MONTH_NAMES, theirs, strict=True) if figure is not None)
            what = "the figures of this row are all the example's, which are made up"
            cure = "type over them, clear them, or delete the row"
            yield _warning(table.place(row, month), what, cure, number=number)


@cache
def _details() -> dict[str, str]:
    return {word: text for word, (_, text) in _words(_example(layout.REPORT_DETAILS), "Detail", "Value").items()}


@cache
def _example_code() -> str:
    return _words(_example(layout.OPTIONS), "Setting", "Value")[layout.INDEX_CODE][1].casefold()


@cache
def _sentences() -> frozenset[str]:
    """The whole texts and commentaries of the example, and each long sentence in them."""
    texts = [row.text("Text") for row in _example(layout.REPORT_TEXT)]
    printed = [row.text(heading) for row in _example(layout.INDICATORS) for heading in _PRINTED]
    whole = [text for text in (*texts, *printed) if text]
    return frozenset([*map(_plain, whole), *(one for text in whole for one in _long_sentences(text))])


@cache
def _figures() -> tuple[frozenset[tuple[Decimal | None, ...]], dict[str, tuple[Decimal | None, ...]]]:
    """The figures of each row of the example that nobody else will have by chance, and of each row by its number."""
    by_number = {row.key("No"): _figures_of(row) for row in _example(layout.INDICATORS)}
    telling = (row for row in by_number.values() if len({one for one in row if one is not None}) >= _MANY)
    return frozenset(telling), by_number


def _example(table: Table) -> list[Row]:
    return _read(content()[table.name])


def _read(table: TableCells) -> list[Row]:
    """Its rows; a cell that cannot be read is blank here, and told of elsewhere."""
    return [Row(record) for record in table.records()]


def _sentence_of_example(text: str) -> str:
    """The first sentence of a text that is the example's, in quotation marks; '' for none."""
    if text and _plain(text) in _sentences():
        return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
    found = next((one for one in _long_sentences(text) if one in _sentences()), "")
    return found and f"“{found}”"


def _long_sentences(text: str) -> list[str]:
    return [one for one in map(_plain, _SENTENCE.split(text)) if len(one.split()) >= _LONG]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _figures_of(row: Row) -> tuple[Decimal | None, ...]:
    return tuple(map(row.number, MONTH_NAMES))


def _words(rows: list[Row], key: str, value: str) -> dict[str, tuple[int, str]]:
    """By the word under `key`, the row and the text under `value`."""
    return {row.text(key): (number, row.text(value)) for number, row in enumerate(rows)}


def _warning(place: str, what: str, cure: str = _CURE, number: str = "") -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, number=number)
