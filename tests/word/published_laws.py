"""What is let through for publication says what the data said at the last refresh, or what the clerk decided there."""

from __future__ import annotations

from pathlib import Path

import docx
from clerk import opened, settle
from docx.document import Document
from lxml.etree import _Element as Element
from meaning_laws import TYPED, stale_rows

from performance_index.finding import HasErrors
from performance_index.word.document.controls import controls_in
from performance_index.word.document.notes import TOOL
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.publish import publish
from performance_index.word.state import State, read_state


def check_published(report: Path, before: bytes, state: State) -> bool:
    """Check what is published of a report where every change in it was accepted; whether it is published at all."""
    path = report.with_name(f"{report.stem}, decided.docx")
    document, base = opened(report.read_bytes()), read_state(opened(before))
    settle(document.element.body, _Anybody(), accept=True)
    _answer_the_clerks_own_comments(document)
    document.save(str(path))
    try:
        made = publish(path, overwrite=True)
    except HasErrors:
        return False
    finally:
        path.unlink()
    published = docx.Document(str(made.path))
    made.path.unlink()
    assert not list(document.element.body.iter(w("commentReference"))), "published, and a comment is open"
    assert not list(published.element.body.iter(w("ins"), w("del"), w("sdt"))), "published, with marks of work"
    if base is not None:
        stale = [one for one in stale_rows(published, base, state) if not _is_the_clerks(one.row)]
        assert not stale, "; ".join(f"published: {one.said} of {one.name!r}" for one in stale)
    _check_values(document, before, state)
    return True


class _Anybody:
    def __contains__(self, _author: object) -> bool:
        return True


def _answer_the_clerks_own_comments(document: Document) -> None:
    ours = {f"{one.comment_id}" for one in document.comments if one.author == TOOL}
    for mark in list(document.element.body.iter(*map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))):
        if mark.get(w("id")) not in ours:
            mark.getparent().remove(mark)
    for one in [one for one in document.comments if one.author != TOOL]:
        one._comment_elm.getparent().remove(one._comment_elm)  # noqa: SLF001 - python-docx cannot delete a comment


def _is_the_clerks(row: Element) -> bool:
    """Whether a clerk has typed in a row that says this now."""
    return bool(TYPED.search("".join(row.itertext())))


def _check_values(document: Document, before: bytes, state: State) -> None:
    """Each value in a control is the data's, or was typed there, or stood there otherwise than it was generated."""
    was = controls_in(opened(before))
    for tag, said in state.texts.items():
        for control in controls_in(document).get(tag, ()) if "." not in tag else ():
            wanted, here = control.shown(state.dates.get(tag, said)), on_one_line(text(control.content))
            left = {on_one_line(text(one.content)) for one in was.get(tag, ())}
            is_clerks = bool(TYPED.search(here)) or here in left
            assert here == on_one_line(wanted) or control.is_placeholder or is_clerks, f"published: {tag} is {here!r}"
