"""A document that says nothing of who wrote it, where it was kept and what it was made from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.finding import NotReadable
from performance_index.word.document.story import kind_of, read_xml, related, write_xml
from performance_index.word.document.wordml import W14, W15, new_element, w
from performance_index.word.publishing.accepted import accept_changes
from performance_index.word.publishing.bare import forget_sessions
from performance_index.word.publishing.labels import forget_names
from performance_index.word.publishing.unmarked import unmarked
from performance_index.word.publishing.within import ORIGINAL, is_markup

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BIBLIOGRAPHY = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_OF_THE_FILE = {"officeDocument", "core-properties"}
"""All that a published file consists of.

Left out are editing time and company, the council's own properties, a picture of the first page as it once was, labels
and signatures (which any change of the file makes void).
"""
_WITHOUT_NUMBER = {
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "themeOverride", "numbering",
    "footnotes", "endnotes", "diagramDrawing", "chartStyle", "chartColorStyle", "customXml", "customXmlProps",
}  # fmt: skip
"""Relationships that Word follows by their kind.

The text points to every other one by its number. One that nothing points to is a thing that was deleted, or something
that only writers need: comments and who wrote them, tasks, text blocks, what a spelling or style checker noted.
"""
_PROPERTIES = {"title", "subject", "keywords", "language", "created", "modified"}
_SETTINGS = (
    *(
        w(name)
        for name in (
            "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "revisionView", "attachedTemplate",
            "linkStyles", "docVars", "mailMerge", "proofState", "saveThroughXslt", "removePersonalInformation",
            "attachedSchema", "smartTagType",
        )
    ),
    f"{{{W14}}}docId",
    f"{{{W15}}}docId",
    "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary",
)  # fmt: skip
_BEFORE_PRIVACY = tuple(w(name) for name in ("writeProtection", "view", "zoom"))
_OF_PROTECTION = {w(name) for name in ("edit", "enforcement", "formatting", "recommended")}
"""What protection does; the rest is made from its password."""
_NOT_FOR_READERS = (
    w("fldData"),  # what a program keeps in a field
    w("frameset"),
    *(w(name) for name in ("helpText", "statusText", "entryMacro", "exitMacro")),  # of old form fields
    ORIGINAL,
    "{urn:schemas-microsoft-com:office:office}signatureline",  # who is to sign, with the address
)
_OF_CHARTS = (
    *("{*}externalData", "{*}pivotSource", "{*}printSettings", "{*}filteredSeriesTitle", "{*}filteredCategoryTitle"),
    *(f"{{*}}filtered{kind}Series" for kind in ("Area", "Bar", "Bubble", "Line", "Pie", "Radar", "Scatter", "Surface")),
)
"""The last are series that somebody hid, with their figures."""
_WORKBOOK = re.compile(r"(?<=')[^'\[\]]*\[[^\[\]]+\](?=[^']*'!)|\[[^\[\]!'(),]+\](?=[^!'(),\[\]]+!)")
"""The file in 'C:\\Data\\[Book.xlsx]My sheet'!$A$1, and in [Book.xlsx]Sheet1!$A$1."""
_PLAIN_NAME = re.compile(r"/word/media/image\d+\.\w+")


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
        if kind_of(one.reltype) == "customXml" and (one.is_external or one.target_part.partname not in sources):
            del rels[number]
    for part in related(document.part, "settings"):
        root = read_xml(part)
        _change_settings(root)
        write_xml(part, root)
    for part in list(package.iter_parts()):
        _clean(part)
    _name_pictures(package.iter_parts())


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
    for protection in settings.findall(w("writeProtection")):
        if protection.get(w("recommended")) is None:
            settings.remove(protection)
    for protection in settings.iter(w("documentProtection"), w("writeProtection")):
        for made in set(protection.attrib) - _OF_PROTECTION:
            del protection.attrib[made]
    place = sum(child.tag in _BEFORE_PRIVACY for child in settings)
    settings.insert(place, new_element("<w:removePersonalInformation/>"))


def _clean(part: Part) -> None:
    """Take out of one part what tells of its writers, what is behind charts and pictures, and what was deleted."""
    if not is_markup(part):
        part._blob = unmarked(part.blob)  # noqa: SLF001 - its only way in
        return
    root = read_xml(part)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    accept_changes(root)
    forget_sessions(root)
    for element in list(root.iter(*_NOT_FOR_READERS)):
        _take_out(element)
    forget_names(root)
    if "chart" in part.content_type:
        _forget_workbook(root)
    for element in root.iter("*"):
        if f"{_R}link" in element.attrib and f"{_R}embed" in element.attrib:
            del element.attrib[f"{_R}link"]
    used = {str(value) for element in root.iter("*") for value in element.attrib.values()}
    for number, one in list(part.rels.items()):
        if number not in used and (one.is_external or kind_of(one.reltype) not in _WITHOUT_NUMBER):
            del part.rels[number]
    write_xml(part, root)


def _take_out(element: Element) -> None:
    """Take an element out, and what around it was there to hold it."""
    parent = element.getparent()
    while parent is not None:
        parent.remove(element)
        if len(parent) or etree.QName(parent).localname not in {"ext", "extLst"}:
            break
        element, parent = parent, parent.getparent()


def _forget_workbook(root: Element) -> None:
    """Leave a chart its figures, and nothing of the workbook that they came from."""
    for element in list(root.iter(*_OF_CHARTS)):
        _take_out(element)
    for formula in root.iter("{*}f"):
        formula.text = _WORKBOOK.sub("", formula.text or "")


def _name_pictures(parts: Iterable[Part]) -> None:
    """Number the pictures that are called something else than 'image1.png'."""
    parts = list(parts)
    taken = {str(part.partname).rpartition(".")[0].lower() for part in parts}
    free = (number for number in itertools.count(1) if f"/word/media/image{number}" not in taken)
    for part in parts:
        name = part.partname
        if part.content_type.startswith("image/") and not _PLAIN_NAME.fullmatch(str(name)):
            part.partname = PackURI(f"/word/media/image{next(free)}.{name.ext or 'bin'}")
