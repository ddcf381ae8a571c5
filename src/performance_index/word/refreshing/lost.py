"""What the data changed and the report has no place for any more: its control was deleted.

It is told at each refresh until the new words stand in the text by themselves; the state goes on saying what was there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.wordml import on_one_line, w, words
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.outcome import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A field without its place: its tag now and before (`was`), and what it would read (`said`)."""

    tag: str
    was: str
    name: str
    said: str
    cure: str


def tell(lost: Iterable[Lost], document: Document, editor: Editor) -> dict[str, str]:
    """Report what the clerk has not written; give its tags, each with its tag of before."""
    told = {}
    for one in lost:
        if not is_written(document, one.said):
            what = f"its control was deleted from the report; it would now read {quoted(one.said)}"
            editor.report(one.name, what, one.cure)
            told[one.tag] = one.was
    return told


def is_written(document: Document, said: str) -> bool:
    """Whether each line of this stands in a document outside of controls: as a paragraph, or after a tab in one."""
    lines = [words(line) for line in document.element.body.iter(w("p")) if not _is_in_control(line)]
    written = {on_one_line(part) for line in lines for part in (line, line.rpartition("\t")[2])}
    return all(on_one_line(one) in written for one in said.split("\n"))


def _is_in_control(line: Element) -> bool:
    return next(line.iterancestors(w("sdt")), None) is not None
