"""The texts of a document that flow by themselves, as XML that can be changed: body, headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.part import Part, XmlPart
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.finding import NotReadable
from performance_index.word.document.wordml import MC

_KINDS = ("header", "footer", "footnotes", "endnotes")
FALLBACK = f"{{{MC}}}Fallback"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """One text: its kind ('body', 'header', 'footer', 'footnotes' or 'endnotes'), its part and its root element."""

    kind: str
    part: Part
    root: Element


def read_stories(document: Document) -> list[Story]:
    """Give every text of the document, the body first. NotReadable: one of them is damaged."""
    stories = [Story(kind="body", part=document.part, root=document.element)]
    for kind in _KINDS:
        stories += (Story(kind=kind, part=part, root=read_xml(part)) for part in related(document.part, kind))
    return stories


def related(part: Part, kind: str) -> list[Part]:
    """Give the parts that `part` is related to, each once; `kind` is the last word of the relationship's type."""
    found = (r.target_part for r in part.rels.values() if not r.is_external and kind_of(r.reltype) == kind)
    return list(dict.fromkeys(found))


def kind_of(relationship_type: str) -> str:
    """'footnotes': the last word of a relationship's type, which its two standards and its versions share."""
    return relationship_type.rpartition("/")[2]


def read_xml(part: Part) -> Element:
    """Give the root of a part's XML. NotReadable: it is damaged, or declares what only an attack has a use for."""
    if isinstance(part, XmlPart):
        root: Element = part.element
        return root
    place = part.partname.membername
    try:
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        raise NotReadable(f"the document is damaged ({place}); open it in Word and save it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotReadable(f"the document was not made by a word processor ({place}); open it in Word and save it again")
    return root


def write_xml(part: Part, root: Element) -> None:
    """Put changed XML into its part."""
    if not isinstance(part, XmlPart):  # python-docx keeps the parts that it has no words for as bytes
        part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)  # noqa: SLF001 - its only way in


def shown(root: Element, *names: str) -> Iterator[Element]:
    """Give the elements of these full names, in the order of the text, without the copies kept for older programs."""
    for element in root.iter(*names):
        if next(element.iterancestors(FALLBACK), None) is None:
            yield element
