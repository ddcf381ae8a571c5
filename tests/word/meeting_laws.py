"""A meeting is postponed, or the next period begins: what its report owes to the last one."""

from __future__ import annotations

import copy
import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

from clerk import opened, settle
from docx.document import Document
from lxml.etree import _Element as Element
from meaning_laws import TYPED, is_marked

from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.wordml import on_one_line, text, w, words
from performance_index.word.state import read_state
from performance_index.word.tags import VALUE_TAGS

_LONG = 12
"""A cell of so many letters is not said by chance."""


def postponed(chance: random.Random, report: CommitteeReport) -> CommitteeReport:
    """Give the report for another day, of the same period."""
    return replace(report, values={**report.values, "date": dt.date(2020, 12, chance.randint(1, 24))})


def next_period(report: CommitteeReport) -> CommitteeReport:
    """Give the report for the next period, with these figures."""
    end = report.values["period_end"]
    assert isinstance(end, dt.date)
    later = {"period_end": end + dt.timedelta(days=91), "date": end + dt.timedelta(days=130)}
    return replace(report, values={**report.values, **later})


class _Anybody:
    def __contains__(self, _author: object) -> bool:
        return True


def as_decided(path: Path, chance: random.Random) -> None:
    """Accept or reject every tracked change in a report: at least one is open."""
    document = opened(path.read_bytes())
    assert list(document.element.body.iter(w("ins"), w("del"))), "nothing was open in it"
    settle(document.element.body, _Anybody(), accept=chance.random() < 0.5)
    document.save(str(path))


def check_started(last: Path, new: Path, fresh: Path, base: CommitteeReport, done: Refreshed) -> None:
    """Every word of the clerk's is carried over or named, and what was about the old figures is marked."""
    old, made = opened(last.read_bytes()), opened(new.read_bytes())
    told = " ".join([*map(str, done.changes), *map(str, done.findings)])
    said = everything(made)
    lost = [word for word in TYPED.findall(everything(old)) if word not in said and word not in told]
    assert not lost, f"left behind unsaid: {lost}"
    expected = {on_one_line(words(line)) for line in lines_of(opened(fresh.read_bytes()))}
    cells = old_cells(base)
    current = {on_one_line(control.text) for tag in VALUE_TAGS for control in controls_in(made).get(tag, ())}
    for line in lines_of(made):
        said = _without_values(line, current)
        is_old = any(map(str.isdigit, said)) or any(cell in said for cell in cells)
        outer = next(line.iterancestors(w("p")), line)
        assert not is_old or on_one_line(words(line)) in expected or _is_asked_about(outer), (
            f"from the last one: {said}"
        )


def everything(document: Document) -> str:
    """Give all that a document says, struck out or not, and what its comments say."""
    said = "".join(node.text or "" for node in document.element.body.iter(w("t"), w("delText")))
    return " ".join([said, *(comment.text for comment in document.comments)])


def lines_of(document: Document) -> list[Element]:
    """Give the paragraphs outside the tables that the tool makes, which are known by their headings."""
    state = read_state(document)
    known = [set(table.headings) for table in state.tables.values()] if state else []
    tables = {table for table in document.element.body.iter(w("tbl")) if _headings(table) in known}
    return [p for p in document.element.body.iter(w("p")) if tables.isdisjoint(p.iterancestors())]


def _headings(table: Element) -> set[str]:
    return {text(cell) for row in list(table.iter(w("tr")))[:1] for cell in row.iter(w("tc"))}


def old_cells(report: CommitteeReport) -> set[str]:
    """Give what is known of the last period's indicators, as far as nobody says it by chance."""
    told = ("indicator", "commentary", "reason")
    rows = [row for table in (report.exceptions, report.caveats, report.amended or ()) for row in table]
    said = {on_one_line(one) for row in rows for name in told for one in row.cells.get(name, ())}
    return {one for one in said if len(one) >= _LONG}


def _without_values(line: Element, current: set[str]) -> str:
    """Give the words of a line but for the values in it that were brought up to date."""
    made = copy.deepcopy(line)
    for element in list(made.iter(w("sdt"))):
        parent = element.getparent()
        if parent is not None and Control(element).tag in VALUE_TAGS and on_one_line(Control(element).text) in current:
            parent.remove(element)
    return on_one_line(words(made))


def _is_asked_about(line: Element) -> bool:
    return any(map(is_marked, (line, *line.iterancestors(w("tbl")))))
