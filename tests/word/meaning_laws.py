"""What a refreshed report means: whose words stand where, and what it says that the data have given up.

Who a row is about is seen here by its cells alone, as a reader sees it, with no look at a control: the name of an
indicator, and no other one's, and no other one's number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from lxml.etree import _Element as Element
from seed_report import NOW

from performance_index.report import CommitteeReport, Section, is_statement
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.wordml import on_one_line, text, w, words
from performance_index.word.fill import fill
from performance_index.word.state import State, TableState
from performance_index.word.tags import CAPTIONS, SENTENCES, VALUES

TYPED = re.compile(r"Clerk[0-9a-f]{10}")
_MARKS = ("ins", "del", "commentReference")
_CONTINUED = f"{w('tcPr')}/{w('vMerge')}"
FIELDS = {section.tag: section.value for section in Section} | {tag: name.capitalize() for tag, name in VALUES.items()}
_SHOWN = ("rating", "actual", "target", "status")


class _Written(NamedTuple):
    """Where a word of the clerk's stands: the name of the indicator, and whether a mark is in the row."""

    name: str
    is_marked: bool


def is_marked(place: Element) -> bool:
    """Whether a tracked change or a comment is in, or on, what is given."""
    return next(place.iter(*map(w, _MARKS)), None) is not None


def same_indicator(one: str, other: str) -> bool:
    """Whether two names are one indicator's, put otherwise: as `some_reports.reworded` does it."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    said = on_one_line(name).casefold().removeprefix("the ")
    return re.sub(r"^(indicator|measure)s(?= \d)", r"\1", said)


# --- whose words ------------------------------------------------------------------------------------------------------


def check_whose_words(old: Document, new: Document, base: State, state: State) -> None:
    """No word of the clerk's stands unmarked in a row about another indicator than it stood beside."""
    before = _whose(old, base)
    for word, now in _whose(new, state).items():
        then = before.get(word)
        if then is not None and not then.is_marked:  # else it was in question already whose it is
            assert now.is_marked or same_indicator(then.name, now.name), f"{word} was about {then}, and is about {now}"


def _whose(document: Document, state: State) -> dict[str, _Written]:
    """Give for each word of the clerk's in a row that is clearly about an indicator, which, and if it is marked."""
    names, numbers = _names_of(state), _numbers_of(state)
    found: dict[str, _Written | None] = {}
    for rows in _whole_rows(document):
        name = _about(rows, names, numbers)
        for word in _typed_in(rows) if name else ():
            written = _Written(name or "", any(map(is_marked, rows)))
            found[word] = written if found.get(word, written) == written else None  # it stands twice
    return {word: written for word, written in found.items() if written is not None}


def _about(rows: list[Element], names: Collection[str], numbers: Mapping[str, set[str]]) -> str | None:
    """Give the one name that is in a row; None where there is none, or more than one, or the number of another."""
    said = [on_one_line(text(cell)) for row in rows for cell in row.iter(w("tc"))]
    found = {one for one in said if one in names}
    if len(found) != 1:
        return None
    (name,) = found
    others = {number for other, some in numbers.items() if other != name for number in some}
    return name if numbers[name] & set(said) or not others & set(said) else None


def _names_of(state: State) -> set[str]:
    return {on_one_line(name) for table in state.tables.values() for name in table.said("indicator").values() if name}


def _numbers_of(state: State) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in state.tables.values():
        for number, name in table.said("indicator").items():
            found.setdefault(on_one_line(name), set()).add(number)
    return found


def _whole_rows(document: Document) -> Iterator[list[Element]]:
    """Give each row with those below it that only go on with its cells: a cell of it was split."""
    for table in document.element.body.iter(w("tbl")):
        rows: list[list[Element]] = []
        for row in table.iter(w("tr")):
            if next(row.iterancestors(w("tbl"))) is not table:
                continue
            if rows and _goes_on(row):
                rows[-1].append(row)
            else:
                rows.append([row])
        yield from rows


def _goes_on(row: Element) -> bool:
    marks = [cell.find(_CONTINUED) for cell in row.iterchildren(w("tc"))]
    continued = [mark is not None and mark.get(w("val"), "continue") == "continue" for mark in marks]
    return continued.count(True) * 2 > len(continued)  # a cell or two may be one with those above


def _typed_in(rows: list[Element]) -> list[str]:
    return TYPED.findall(" ".join(node.text or "" for row in rows for node in row.iter(w("t"), w("delText"))))


# --- what the data have given up --------------------------------------------------------------------------------------


def check_given_up(new: Document, base: State, done: Refreshed) -> None:
    """No figure or rating in a row of ours, and no sentence of ours, says unmarked what the data have given up."""
    told = {finding.place.partition(",")[0] for finding in done.findings}
    left = {tag for tag in CAPTIONS if CAPTIONS[tag] in told}
    stale = [one for one in stale_rows(new, base, done.state, left) if not is_marked(one.row)]
    assert not stale, "; ".join(f"{one.said} of {one.name!r} stands without a mark" for one in stale)
    for tag, said in base.texts.items():
        table = tag.partition(".")[0]
        if table in SENTENCES and tag not in done.state.texts and table not in left:
            lines = [p for p in new.element.body.iter(w("p")) if words(p) == said]
            assert all(map(is_marked, lines)), f"{said!r} stands without a mark"


class Stale(NamedTuple):
    """A row that says what the data have given up."""

    row: Element
    name: str
    said: set[str]


def stale_rows(document: Document, base: State, state: State, left: Collection[str] = ()) -> Iterator[Stale]:
    """Give each row of an indicator that says a figure, rating or statement of before; `left` are tables to pass by."""
    rows = [row for row in document.element.body.iter(w("tr")) if not _is_struck(row)]
    for tag, was in base.tables.items():
        now = state.tables.get(tag)
        names = was.said("indicator")
        for number in was.rows if tag not in left else ():
            gone = _given_up(was, now, number)
            for row in rows:
                said = [on_one_line(line) for cell in row.iter(w("tc")) for line in text(cell).split("\n")]
                if gone and number in said and names.get(number) in said and gone & set(said):
                    yield Stale(row, names[number], gone & set(said))


def _is_struck(row: Element) -> bool:
    return row.find(f"{w('trPr')}/{w('del')}") is not None


def _given_up(was: TableState, now: TableState | None, number: str) -> set[str]:
    """Give what a generated row said that the data do not say of its indicator now, under whatever number or name."""
    name = was.said("indicator").get(number, "")
    kept = [n for n, one in ({} if now is None else now.said("indicator")).items() if same_indicator(one, name)]
    kept += [number] * (not name)
    fresh = {line for n in kept if now is not None for cell in now.rows.get(n, ()) for line in cell.split("\n")}
    said = {was.said(one).get(number, "") for one in _SHOWN if one in was.columns}
    said |= {line for cell in was.rows[number] for line in cell.split("\n") if is_statement(line)}
    return {on_one_line(one) for one in said if one} - set(map(on_one_line, fresh))


def check_lines(new: Document, base: State, done: Refreshed, given_up: Collection[str]) -> None:
    """No line that the report would not say any more stands where nobody is told: there, or in a finding."""
    told = {finding.place for finding in done.findings}
    fields = [on_one_line(said) for tag, said in base.texts.items() if FIELDS.get(tag) in told]
    for lines in _under_headings(new):
        stale = [said for line in lines if (said := on_one_line(words(line))) in given_up]
        unsaid = [said for said in stale if not any(said in one or said.endswith(one) for one in fields if one)]
        assert not unsaid or any(map(is_marked, lines)), f"{unsaid} stands without a mark"


def lines_as_generated(template: Path, report: CommitteeReport, folder: Path) -> set[str]:
    """Give the lines outside tables that a report says where nobody has edited it."""
    path = folder / "as generated.docx"
    fill(template, report, path, now=NOW, overwrite=True)
    return {on_one_line(words(line)) for some in _under_headings(docx.Document(str(path))) for line in some}


def check_beside(old: Document, new: Document, base: State, state: State) -> None:
    """Where a sentence stood right before its table, nothing stands between them now."""
    parted = _introduced(old, base) - _introduced(new, state) - _lacking(new, state)
    assert not parted, f"no longer right before its table: the sentence of {', '.join(sorted(parted))}"


def _introduced(document: Document, state: State) -> set[str]:
    """Give the tables that the sentence about them stands right before."""
    sentences = {said: tag.partition(".")[0] for tag, said in state.texts.items() if tag.partition(".")[0] in SENTENCES}
    found, last = set(), ""
    for block in document.element.body.iter(w("p"), w("tbl")):
        if next(block.iterancestors(w("tbl")), None) is not None:
            continue
        if block.tag == w("tbl"):
            if last in sentences and _table_of(block, state) == sentences[last]:
                found.add(sentences[last])
            last = ""
        elif text(block):
            last = text(block)
    return found


def _table_of(table: Element, state: State) -> str | None:
    """Give the tag of the table with these headings, all of them; None for another."""
    said = [text(cell) for row in list(table.iter(w("tr")))[:1] for cell in row.iter(w("tc"))]
    return next((tag for tag, one in state.tables.items() if one.headings and set(one.headings) <= set(said)), None)


def _lacking(document: Document, state: State) -> set[str]:
    """Give the tables whose sentence or which themselves are not there as they were generated."""
    lines = {text(line) for line in document.element.body.iter(w("p"))}
    tables = {_table_of(table, state) for table in document.element.body.iter(w("tbl"))}
    said = {tag.partition(".")[0] for tag, one in state.texts.items() if one in lines}
    return {tag for tag in SENTENCES if tag not in tables or tag not in said}


def _under_headings(document: Document) -> Iterator[list[Element]]:
    """Give the paragraphs outside tables, those under each heading together."""
    found: list[list[Element]] = [[]]
    for line in document.element.body.iter(w("p")):
        style = line.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and "Heading" in style.get(w("val"), ""):
            found.append([])
        if next(line.iterancestors(w("tbl")), None) is None:
            found[-1].append(line)
    return iter(found)
