"""A document that says nothing of who wrote it, where it was kept and what it was made from."""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.finding import NotReadable
from performance_index.word.document.story import kind_of, read_xml, related, write_xml
from performance_index.word.document.wordml import W14, W15, new_element, w
from performance_index.word.publishing.bare import forget_sessions

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BIBLIOGRAPHY = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_OF_THE_FILE = {"officeDocument", "core-properties"}
"""All that a published file consists of.

Left out are editing time and company, the council's own properties, a picture of the first page as it once was, labels
and signatures (which any change of the file makes void).
"""
_WORKING = {
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks", "glossaryDocument",
    "keyMapCustomizations", "attachedToolbars",
}  # fmt: skip
_BY_NUMBER = {
    "image", "hyperlink", "chart", "chartEx", "chartUserShapes", "oleObject", "package", "header", "footer", "video",
    "audio", "media", "control", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "aFChunk",
    "subDocument", "printerSettings", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData",
    "transform", "frame",
}  # fmt: skip
"""Relationships that the text points to: one that nothing points to any more is a thing that was deleted."""
_PROPERTIES = {"title", "subject", "keywords", "language", "created", "modified"}
_SETTINGS = (
    *(
        w(name)
        for name in (
            "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "revisionView", "attachedTemplate",
            "linkStyles", "docVars", "mailMerge", "proofState", "saveThroughXslt", "removePersonalInformation",
        )
    ),
    f"{{{W14}}}docId",
    f"{{{W15}}}docId",
    "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary",
)  # fmt: skip
_BEFORE_PRIVACY = tuple(w(name) for name in ("writeProtection", "view", "zoom"))


def make_anonymous(document: Document) -> None:
    """Take out of a document, in place, what no reader needs: see the lists above.

    Its title, subject, keywords, language and dates stay.
    """
    package = document.part.package
    assert package is not None
    for number, one in list(package.rels.items()):
        if kind_of(one.reltype) not in _OF_THE_FILE:
            del package.rels[number]
        elif kind_of(one.reltype) == "core-properties":
            _forget_people(one.target_part)
    rels = document.part.rels
    sources = {one.partname for one in related(document.part, "customXml") if _is_sources(one)}
    for number, one in list(rels.items()):
        kind = kind_of(one.reltype)
        if kind in _WORKING or (kind == "customXml" and (one.is_external or one.target_part.partname not in sources)):
            del rels[number]
    for part in related(document.part, "settings"):
        _change_settings(read_xml(part))
    for part in list(package.iter_parts()):
        _clean(part)


def _is_sources(part: Part) -> bool:
    """Whether a custom XML part is the list of books that citations are made from, rather than working data."""
    try:
        return read_xml(part).tag == f"{{{_BIBLIOGRAPHY}}}Sources"
    except NotReadable:
        return False


def _forget_people(part: Part) -> None:
    root = read_xml(part)
    for child in root.findall("*"):
        if etree.QName(child).localname not in _PROPERTIES:
            root.remove(child)
    write_xml(part, root)


def _change_settings(settings: Element) -> None:
    """End the tracking of changes, forget the template and the merge, and have Word name nobody on the next save."""
    for name in _SETTINGS:
        for element in settings.findall(name):
            settings.remove(element)
    for protection in settings.findall(w("documentProtection")):
        if protection.get(w("edit")) in {"trackedChanges", "comments"}:
            settings.remove(protection)
    place = sum(child.tag in _BEFORE_PRIVACY for child in settings)
    settings.insert(place, new_element("<w:removePersonalInformation/>"))


def _clean(part: Part) -> None:
    """Take numbers of sittings, data behind charts and what was deleted out of one part."""
    kind = part.content_type
    if not kind.endswith("+xml") or not ("wordprocessingml" in kind or "ms-word" in kind or "chart" in kind):
        return
    root = read_xml(part)
    forget_sessions(root)
    for element in list(root.iter("{*}externalData")):
        parent = element.getparent()
        if parent is not None and "chart" in kind:  # a chart keeps its figures; the workbook behind it stays with us
            parent.remove(element)
    for element in root.iter("*"):
        if f"{_R}link" in element.attrib and f"{_R}embed" in element.attrib:
            del element.attrib[f"{_R}link"]
    used = {str(value) for element in root.iter("*") for value in element.attrib.values()}
    for number, one in list(part.rels.items()):
        if kind_of(one.reltype) in _BY_NUMBER and number not in used:
            del part.rels[number]
    write_xml(part, root)
