"""A part of the template put into a document, and a table taken out of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control, forget_identity
from performance_index.word.document.wordml import W15, text, w
from performance_index.word.writing.tablerows import without_row_controls

_STYLES = ("pStyle", "rStyle", "tblStyle")


def copied(element: Element, document: Document, ids: Iterator[int]) -> Element:
    """Give a copy of a control of the template, fit for the document.

    Its ids are new, and it names no style that the document does not have.
    """
    made = copy.deepcopy(element)
    forget_identity(made)
    for mark in list(made.iter(w("commentReference"))):
        run = mark.getparent()
        assert run is not None
        run.remove(mark)
    if W15 not in document.element.nsmap.values():
        without_row_controls(made)
    for number in made.iterfind(f".//{w('sdtPr')}/{w('id')}"):
        number.set(w("val"), f"{next(ids)}")
    known = {style.get(w("styleId")) for style in document.styles.element.iter(w("style"))}
    for style in list(made.iter(*map(w, _STYLES))):
        parent = style.getparent()
        if style.get(w("val")) not in known and parent is not None:
            parent.remove(style)
    return made


def part_tables(made: Element) -> None:
    """Put an empty paragraph between a table and one beside it: word processors make one table of the two."""
    for before, after in ((made.getprevious(), made), (made, made.getnext())):
        if before is not None and after is not None and _block(before, -1).tag == _block(after, 0).tag == w("tbl"):
            before.addnext(made.makeelement(w("p")))


def _block(element: Element, at: int) -> Element:
    """Give the first or the last paragraph or table of a part, through the controls around it."""
    while element.tag == w("sdt") and len(content := Control(element).content):
        element = content[at]
    return element


def remove_table(table: Element, controls: Sequence[Control]) -> None:
    """Take a table away, and its control with it unless somebody wrote in the control too."""
    control = next((one for one in controls if table in one.element.iter(w("tbl"))), None)
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)
    if control is None:
        if len(parent) == 0 or (parent.tag == w("tc") and parent[-1].tag != w("p")):
            parent.append(parent.makeelement(w("p")))
        return
    if text(control.content).strip() or control.content.find(f".//{w('drawing')}") is not None:
        control.unwrap()
    else:
        control.remove()
