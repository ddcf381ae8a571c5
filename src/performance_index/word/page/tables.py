"""The tables of a page: headings with their scope, captions, ratings in words, and a form that fits a narrow screen."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from performance_index.rating import Rating
from performance_index.word.document.wordml import on_one_line
from performance_index.word.page.plain import TableFacts

_ROLES = {
    "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell",
}  # fmt: skip
_OF_SCOPES = {"col": "columnheader", "row": "rowheader"}
_NUMBER = re.compile(r"\d+[A-Za-z]?")
_RATING = re.compile(r"rating|\brag\b", re.IGNORECASE)
_LETTERS = {one.letter: one for one in Rating if one.is_rated}
_WORDS = {one.value: one for one in Rating}


def finish(table: Element, facts: TableFacts | None) -> None:
    """Make a table as the converter gives it one that everybody can follow, in place."""
    rows = [one for one in table.iter("tr") if _table_of(one) is table]
    head = table.find("thead")
    if len(rows) < 2 or (head is not None and len(head) == len(rows)):
        _lay_out(table, rows)
        return
    heads = [] if head is None else [one for one in rows if one.getparent() is head]
    body = [one for one in rows if one not in heads]
    is_even = len({len(row) for row in rows}) == 1 and not table.xpath(".//*[@colspan or @rowspan]")
    for cell in (cell for row in heads for cell in row):
        if said(cell):
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    if heads and is_even:
        for column in _naming(body, is_told=facts is not None and facts.names_rows):
            for row in body:
                row[column].tag = "th"
                row[column].set("scope", "row")
        _write_ratings([said(cell) for cell in heads[-1]], body)
    caption = _caption(table, facts)
    if len(heads) == 1 and is_even and table.find(".//table") is None:
        _fit(table, [said(cell) for cell in heads[0]], body)
    else:
        _let_scroll(table, caption)


def said(element: Element) -> str:
    """Give the words of an element of a page, on one line."""
    return on_one_line("".join(str(one) for one in element.itertext()))


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors("table"), None)


def _lay_out(table: Element, rows: list[Element]) -> None:
    """Say of a table of one row that it is none: it is a frame around text."""
    table.set("role", "presentation")
    for cell in (cell for row in rows for cell in row):
        cell.tag = "td"


def _naming(body: list[Element], *, is_told: bool) -> list[int]:
    """Give the columns that name the rows: the first where it tells them apart, and the one after a mere number."""
    columns = [[said(row[n]) for row in body] for n in range(min(2, len(body[0])))]
    holds_more = any(row[n].find(".//table") is not None for row in body for n in range(len(columns)))
    if len(body[0]) < 2 or holds_more or not (is_told or _tells_apart(columns[0])):
        return []
    is_numbered = all(map(_NUMBER.fullmatch, columns[0])) and len(body[0]) > 2
    return [0, 1] if is_numbered and _tells_apart(columns[1]) else [0]


def _tells_apart(column: list[str]) -> bool:
    return all(column) and len(set(column)) == len(column)


def _write_ratings(headings: list[str], body: list[Element]) -> None:
    """Write each rating of a column of ratings as its word, whose tint only repeats it."""
    for column, heading in enumerate(headings):
        cells = [row[column] for row in body]
        if not _RATING.search(heading) or not all(said(cell) in {*_LETTERS, *_WORDS} for cell in cells):
            continue
        for cell in cells:
            rating = _LETTERS.get(said(cell)) or _WORDS[said(cell)]
            _say(cell, rating.value)
            if rating.is_rated:
                cell.set("class", f"rating {rating.value.lower()}")


def _say(cell: Element, word: str) -> None:
    """Put a word in place of the one that the cell holds, however that is stressed."""
    for element in cell.iter():
        if element.text and element.text.strip():
            element.text = word
            return


def _caption(table: Element, facts: TableFacts | None) -> str:
    """Put the caption in: a line of the report just before the table, else what the table says of itself."""
    before = table.getprevious()
    if before is not None and before.tag == "p" and before.get("class") == "caption":
        before.tag = "caption"
        del before.attrib["class"]
        table.insert(0, before)
    elif facts is not None and facts.caption:
        caption = etree.Element("caption")
        caption.text = facts.caption
        table.insert(0, caption)
    found = table.find("caption")
    return "" if found is None else said(found)


def _fit(table: Element, headings: list[str], body: list[Element]) -> None:
    """Let the cells of a row stand below one another where a screen is narrow, each after its heading.

    The roles say again what each element is, as some browsers forget it when it is shown otherwise.
    """
    table.set("class", "stacks")
    for element in table.iter(*_ROLES, "th"):
        element.set("role", _ROLES.get(str(element.tag)) or _OF_SCOPES[element.get("scope", "col")])
    for row in body:
        for heading, cell in zip(headings, row, strict=True):
            cell.set("data-heading", heading)


def _let_scroll(table: Element, caption: str) -> None:
    """Let a table that is too wide for a screen be moved under it, with the keyboard too."""
    around = etree.Element("div", {"class": "scrolls", "role": "group", "tabindex": "0"})
    around.set("aria-label", caption or "Table")
    table.addprevious(around)
    around.append(table)
