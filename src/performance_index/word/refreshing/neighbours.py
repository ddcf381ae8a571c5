"""A part that the report needs now and did not before is taken from the template and put between its neighbours."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control, forget_identity
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.wordml import W15, on_one_line, text, w
from performance_index.word.refreshing.rowplacing import without_row_controls

_STYLES = ("pStyle", "rStyle", "tblStyle")
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def copied(element: Element, document: Document, ids: Iterator[int]) -> Element | None:
    """Give a copy of a control of the template, fit for the document; None where it needs more than itself.

    Its ids are new, and it names no style that the document does not have.
    """
    if any(name.startswith(_LINKED) for part in element.iter() for name in map(str, part.attrib)):
        return None
    made = copy.deepcopy(element)
    forget_identity(made)
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


def put_between(
    made: Element, original: Element, body: Element, controls: Mapping[str, Sequence[Control]], reviser: Reviser
) -> str | None:
    """Put a part where its original stands in the template, next to the same neighbours.

    Gives "plain" where both neighbours were as the template has them, "tracked" where somebody had worked there and
    the part became a tracked insertion, and None, with nothing done, where no neighbour was found.
    """
    paragraphs: dict[str, list[Element]] = {}
    for child in body.iterchildren(w("p")):
        paragraphs.setdefault(_said(child), []).append(child)
    before = _nearest(original.itersiblings(preceding=True), controls, paragraphs)
    after = _nearest(original.itersiblings(), controls, paragraphs)
    if before is None and after is None:
        return None
    is_close = before is not None and (before[1] == 1 or after is None or after[1] > 1)
    untouched = before is not None and after is not None and before[0].getnext() is after[0]
    if before is not None and is_close:
        before[0].addnext(made)
    elif after is not None:
        after[0].addprevious(made)
    _part_tables(made)
    if not untouched:
        content = Control(made).content if made.tag == w("sdt") else made
        reviser.insert_paragraphs(content)
    return "plain" if untouched else "tracked"


def _part_tables(made: Element) -> None:
    """Put an empty paragraph between a table and one beside it: word processors make one table of the two."""
    for before, after in ((made.getprevious(), made), (made, made.getnext())):
        if before is not None and after is not None and _block(before, -1).tag == _block(after, 0).tag == w("tbl"):
            before.addnext(made.makeelement(w("p")))


def _block(element: Element, at: int) -> Element:
    """Give the first or the last paragraph or table of a part, through the controls around it."""
    while element.tag == w("sdt") and len(content := Control(element).content):
        element = content[at]
    return element


def _nearest(
    siblings: Iterator[Element], controls: Mapping[str, Sequence[Control]], paragraphs: Mapping[str, Sequence[Element]]
) -> tuple[Element, int] | None:
    """Give what stands in the document for the nearest sibling that is there, and how many steps away that was."""
    for steps, sibling in enumerate(siblings, 1):
        if sibling.tag == w("sdt"):
            found = [control.element for control in controls.get(Control(sibling).tag, ()) if not control.is_inline]
        else:
            found = list(paragraphs.get(_said(sibling), ())) if _said(sibling) else []
        standing = [element for element in found if element.getparent() is not None]
        if len(standing) == 1:
            return standing[0], steps
    return None


def _said(paragraph: Element) -> str:
    return on_one_line(text(paragraph))
