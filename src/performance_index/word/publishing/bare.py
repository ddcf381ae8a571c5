"""The text alone: without content controls and without the traces of how it was written. No word changes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from performance_index.word.document.bookmarks import our_bookmarks
from performance_index.word.document.fields import fields_in, remove_empty_run
from performance_index.word.document.wordml import W14, new_element, w

_CONTROLS = {w(name) for name in ("sdt", "customXml", "smartTag")}
_PROPERTIES = {w(name) for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")}
_MARKS = tuple(
    w(name)
    for name in (
        "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd", "proofErr",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "tblGridChange",
        "printerSettings",
    )
)  # fmt: skip
_NEEDS = {w("tbl"): w("tr"), w("tr"): w("tc")}
_BLOCKS = {w("p"), w("tbl"), w("altChunk")}
_NEED_PARAGRAPH = {
    w(name) for name in ("tc", "body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
}  # what Word wants to end with a paragraph
_TELLING = {
    *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS"),  # who
    *("COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "INFO"),  # what the file says of itself
    *("FILENAME", "TEMPLATE"),  # where
    *("DATABASE", "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "INCLUDE", "LINK", "RD"),  # other files
    *("ADDRESSBLOCK", "GREETINGLINE", "MERGEFIELD"),  # a mail merge
    *("AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "FILLIN"),  # the template
    *("ADDIN", "PRIVATE"),  # other programs: somebody's library of references, with its number
}
"""Fields that say who wrote what, where it was kept and what it was made from."""
_CHOOSING = {"IF", "COMPARE"}
"""Fields that hold what they would say otherwise too; those that choose by the page must go on choosing."""
_OF_PAGES = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"}
_UNSEEN = {"SET", "ASK"}
"""Fields whose words no page shows."""
_LISTED = {"XE": "INDEX", "TC": "TOC", "TA": "TOA"}
"""Fields whose words are shown only in the list of their kind."""
_PASSING = {
    *("FILESIZE", "REVNUM", "EDITTIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "DATE", "TIME"),
    *("MERGEREC", "MERGESEQ", "NEXT"),
}
"""Fields that would change after the day of publication."""
_FRAME = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_REVISION_IDS = tuple(w(name) for name in ("rsid", "rsids"))
_SHAPE_IDS = (f"{_FRAME}anchorId", f"{_FRAME}editId", f"{{{W14}}}anchorId")


def make_bare(root: Element) -> None:
    """Take every control and trace out of one text, in place; the words stay as they are, and where they are."""
    fields = list(fields_in(root))
    lists = {one.name for one in fields}
    for one in fields:
        if one.name in _UNSEEN or (one.name in _LISTED and _LISTED[one.name] not in lists):
            one.take_out()
        elif one.names & _TELLING or (one.names & _CHOOSING and not one.names & _OF_PAGES):
            one.take_away()
        elif one.names & _PASSING:
            one.freeze()
    for bookmark in our_bookmarks(root):
        bookmark.take_away()
    for mark in list(root.iter(*_MARKS)):
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
        remove_empty_run(parent)
    holders = [_unwrap(control) for control in reversed(list(root.iter(*_CONTROLS)))]
    for holder in dict.fromkeys(holders):
        _settle(holder)


def forget_sessions(root: Element) -> None:
    """Take out the numbers that tell in which sitting each word was written ('rsid') and each shape changed."""
    for element in list(root.iter(*_REVISION_IDS)):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for element in root.iter("*"):
        for name in [one for one in element.attrib if str(one).startswith(w("rsid")) or one in _SHAPE_IDS]:
            del element.attrib[name]


def _unwrap(control: Element) -> Element:
    """Leave a control's content where the control is; give what holds it now."""
    parent = control.getparent()
    assert parent is not None
    before, following = control.getprevious(), control.getnext()
    content = list(_content(control))
    for child in content:
        control.addprevious(child)
    parent.remove(control)
    if content:
        _keep_apart(before, content[0])
        _keep_apart(content[-1], following)
    else:
        _keep_apart(before, following)
    return parent


def _content(control: Element) -> Iterator[Element]:
    for child in control:
        if child.tag == w("sdtContent"):
            yield from child
        elif child.tag not in _PROPERTIES:
            yield child


def _keep_apart(one: Element | None, other: Element | None) -> None:
    """Put a paragraph between two tables that only their controls kept from becoming one."""
    if one is not None and other is not None and one.tag == other.tag == w("tbl"):
        other.addprevious(new_element("<w:p/>"))


def _settle(holder: Element) -> None:
    """Make what held a control sound again: Word wants cells in rows, rows in tables, and a paragraph at the end."""
    parent = holder.getparent()
    if holder.tag in _NEEDS:
        if parent is not None and next(holder.iter(_NEEDS[str(holder.tag)]), None) is None:
            parent.remove(holder)
            _settle(parent)
    elif holder.tag in _NEED_PARAGRAPH:
        blocks = [child for child in holder if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag == w("tbl"):
            section = holder.find(w("sectPr"))
            holder.insert(len(holder) if section is None else holder.index(section), new_element("<w:p/>"))
