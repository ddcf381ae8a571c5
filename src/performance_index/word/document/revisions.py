"""Tracked changes: made in our name, told from a clerk's, and taken back again."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import new_element, w, words

_REVISIONS = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel", "cellMerge",
    "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange",
)  # fmt: skip
REVISION_TAGS = tuple(map(w, _REVISIONS))
_DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_RESTORED = {deleted: text for text, deleted in _DELETED.items()}
_FOLLOWS_MARK = (w("sectPr"), w("pPrChange"))  # in a paragraph's properties


@dataclass(frozen=True, slots=True)
class Reviser:
    """Makes tracked changes: `author` and `date` are what Word shows beside each, `ids` gives each its own number.

    `marks` are all that were there, and those made since; some may have gone.
    """

    author: str
    date: str
    ids: Iterator[int]
    marks: list[Element] = field(default_factory=list)

    def mark(self, kind: str) -> Element:
        """Give an empty mark: `ins` or `del`."""
        made = new_element(f"<w:{kind}/>")
        for name, value in (("id", f"{next(self.ids)}"), ("author", self.author), ("date", self.date)):
            made.set(w(name), value)
        self.marks.append(made)
        return made

    def insert(self, run: Element) -> Element:
        """Give the run as an insertion, to be put into the text."""
        mark = self.mark("ins")
        mark.append(run)
        return mark

    def delete(self, run: Element) -> None:
        """Strike a run out where it stands."""
        mark = self.mark("del")
        _put_in_place(run, mark)
        mark.append(run)
        _rename(run, _DELETED)

    def insert_row(self, row: Element) -> None:
        """Make a table row an insertion: the row, and the words in it."""
        _mark_row(row, self.mark("ins"))
        self._insert_runs(row)

    def delete_row(self, row: Element) -> None:
        """Strike a table row out, and the words in it that are not struck out already."""
        _mark_row(row, self.mark("del"))
        self._delete_runs(row)

    def insert_paragraphs(self, block: Element) -> None:
        """Make everything in a block an insertion: rows of tables, and paragraphs with their ends."""
        for row in block.iter(w("tr")):
            self.insert_row(row)
        if block.find(f".//{w('p')}") is None:  # inside a line
            self._insert_runs(block)
        for paragraph in _paragraphs_outside_tables(block):
            self._mark_end(paragraph, "ins")
            self._insert_runs(paragraph)

    def delete_paragraphs(self, block: Element) -> None:
        """Strike out everything in a block: rows of tables, and paragraphs with their ends."""
        for row in block.iter(w("tr")):
            if row_mark(row, "del") is None:
                self.delete_row(row)
        if block.find(f".//{w('p')}") is None:  # inside a line
            self._delete_runs(block)
        for paragraph in _paragraphs_outside_tables(block):
            self._mark_end(paragraph, "del")
            self._delete_runs(paragraph)

    def offer_again(self, content: Element) -> None:
        """Make words that were written into an insertion of ours an insertion again."""
        for mark in list(content.iterfind(f".//{w('pPr')}/{w('rPr')}/{w('ins')}")):
            again = self.mark("ins")
            _put_in_place(mark, again)
        self._insert_runs(content)

    def undelete_row(self, row: Element) -> None:
        """Take back that a row, and the words in it, were struck out in our name; what was offered before stays."""
        mark = row_mark(row, "del")
        if mark is not None and self.is_ours(mark):
            self._undelete(row, [mark])

    def undelete_paragraphs(self, block: Element) -> None:
        """Take back that everything in a block was struck out in our name; what was offered before stays."""
        ends = block.iterfind(f".//{w('pPr')}/{w('rPr')}/{w('del')}")
        self._undelete(block, [mark for mark in ends if self.is_ours(mark)])

    def _undelete(self, scope: Element, marks: Sequence[Element]) -> None:
        moments = {mark.get(w("date")) for mark in marks}
        for mark in marks:
            _remove(mark)
        for found in [found for found in scope.iter(w("del")) if self.is_ours(found)]:
            if found.get(w("date")) in moments:
                restore(found)

    def accept(self, scope: Element) -> None:
        """Accept what we put in: rows, the ends of paragraphs, and words."""
        marks = [mark for mark in scope.iter(w("ins")) if self.is_ours(mark)]
        for mark in marks:
            for child in list(mark):
                mark.addprevious(child)
            _remove(mark)

    def is_ours(self, mark: Element) -> bool:
        """Whether a tracked change was made in our name."""
        return mark.get(w("author")) == self.author

    def others(self, scope: Element) -> bool:
        """Whether somebody else's tracked change is in, or on, what is given."""
        return any(not self.is_ours(mark) for mark in scope.iter(*REVISION_TAGS))

    def ours(self, scope: Element) -> list[Element]:
        """Give our tracked words in a scope, insertions and deletions, in order."""
        return [mark for mark in scope.iter(w("ins"), w("del")) if self.is_ours(mark) and len(mark)]

    def _insert_runs(self, scope: Element) -> None:
        for run in list(scope.iter(w("r"))):
            if not _is_inside(run, "ins", scope):
                mark = self.mark("ins")
                _put_in_place(run, mark)
                mark.append(run)

    def _delete_runs(self, scope: Element) -> None:
        for run in list(scope.iter(w("r"))):
            if not _is_inside(run, "del", scope):
                self.delete(run)

    def _mark_end(self, paragraph: Element, kind: str) -> None:
        """Mark a paragraph's end: what makes it a paragraph of its own."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = paragraph.makeelement(w("pPr"))
            paragraph.insert(0, properties)
        style = properties.find(w("rPr"))
        if style is None:
            style = properties.makeelement(w("rPr"))
            following = next(properties.iterchildren(*_FOLLOWS_MARK), None)
            if following is None:
                properties.append(style)
            else:
                following.addprevious(style)
        if style.find(w(kind)) is None:
            style.insert(1 if kind == "del" and style.find(w("ins")) is not None else 0, self.mark(kind))


def reviser(author: str, now: dt.datetime, roots: Iterable[Element]) -> Reviser:
    """Give what makes tracked changes that no other in these documents' texts shares its number with."""
    marks = [mark for root in roots for mark in root.iter(*REVISION_TAGS)]
    used = {mark.get(w("id"), "") for mark in marks}
    free = (number for number in itertools.count(1) if str(number) not in used)
    return Reviser(author, moment(now), free, marks)


def moment(now: dt.datetime) -> str:
    """Give a moment as Word writes it; one that knows its time zone in UTC."""
    utc = now if now.tzinfo is None else now.astimezone(dt.UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}Z"


def row_mark(row: Element, kind: str) -> Element | None:
    """Give what says that a row was inserted or deleted (`ins`, `del`); None where nothing says so."""
    properties = row.find(w("trPr"))
    return None if properties is None else properties.find(w(kind))


def is_end_struck(paragraph: Element) -> bool:
    """Whether a paragraph's end is struck out."""
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


def restore(mark: Element) -> None:
    """Put the words of a deletion back, in the place where they stand."""
    for run in list(mark):
        _rename(run, _RESTORED)
        mark.addprevious(run)
    _remove(mark)


def struck_words(mark: Element) -> str:
    """Give the words of a deletion."""
    shown = copy.deepcopy(mark)
    for run in shown:
        _rename(run, _RESTORED)
    return words(shown)


def _rename(run: Element, names: dict[str, str]) -> None:
    for child in run:
        if child.tag in names:
            child.tag = names[str(child.tag)]


def _mark_row(row: Element, mark: Element) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = row.makeelement(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
    last = properties.find(w("trPrChange"))
    if last is None:
        properties.append(mark)
    else:
        last.addprevious(mark)


def _paragraphs_outside_tables(block: Element) -> list[Element]:
    return [p for p in block.iter(w("p")) if not any(above.tag == w("tr") for above in _up_to(p, block))]


def _is_inside(run: Element, kind: str, scope: Element) -> bool:
    return any(above.tag == w(kind) for above in _up_to(run, scope))


def _up_to(element: Element, top: Element) -> Iterator[Element]:
    return itertools.takewhile(lambda above: above is not top, element.iterancestors())


def _put_in_place(element: Element, mark: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, mark)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
