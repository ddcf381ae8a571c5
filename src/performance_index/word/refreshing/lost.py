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
    """A field without its place: its tag now and before (`was`), and what it would read (`said`).

    `is_over`: the data have it no more, and it is to be told where it stands there still.
    """

    tag: str
    was: str
    name: str
    said: str
    cure: str
    is_over: bool = False


def tell(lost: Iterable[Lost], document: Document, editor: Editor) -> dict[str, str]:
    """Report what the clerk has not written; give its tags, each with its tag of before."""
    told = {}
    for one in lost:
        if is_written(document, one.said, anywhere=one.is_over) is one.is_over:
            now = "the report has it no more, and yet it says" if one.is_over else "it would now read"
            what = f"its control was deleted from the report; {now} {quoted(one.said)}"
            editor.report(one.name, what, one.cure)
            told[one.tag] = one.was
    return told


def is_written(document: Document, said: str, *, anywhere: bool = False) -> bool:
    """Whether each line of this stands in a document, `anywhere` or outside of controls: by itself or after a tab."""
    lines = [words(line) for line in document.element.body.iter(w("p")) if anywhere or not _is_in_control(line)]
    written = {on_one_line(part) for line in lines for part in (line, line.rpartition("\t")[2])}
    return all(on_one_line(one) in written for one in said.split("\n"))


def _is_in_control(line: Element) -> bool:
    return next(line.iterancestors(w("sdt")), None) is not None
