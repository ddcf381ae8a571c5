"""The .docx file itself: opened, or refused with a reason; given as bytes, the same for the same document."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from performance_index.finding import NotReadable
from performance_index.given_file import Wanted, instead, read_given
from performance_index.word.document.escaping import quoteattr
from performance_index.word.document.tolerated import as_it_was, tolerated

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD_TYPES = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": "a Word document with macros (.docm)",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "a Word template with macros (.dotm)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "a Word template (.dotx)",
}
CORE_PROPERTIES = str(RELATIONSHIP_TYPE.CORE_PROPERTIES)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_SAVE = "open it in Word and save it as a Word document (.docx)"
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, LookupError, ValueError,
    AttributeError, TypeError, NotImplementedError, RuntimeError,
)  # fmt: skip  # what python-docx and the libraries under it raise when a file is not sound


def open_docx(path: Path, *, as_template: bool = False) -> Document:
    """Give the Word document in a file; NotReadable, with what to do, for a file that is anything else.

    `as_template`: a Word template (.dotx, .dotm) will do, and is given as a document without its macros.
    """
    blob = read_given(path, Wanted.DOCUMENT)
    try:
        types = dict.fromkeys(_OTHER_WORD_TYPES, MAIN_TYPE) if as_template else {}
        package = Package.open(io.BytesIO(tolerated(blob, types, without_macros=as_template)))
        part = package.main_document_part
        _refuse_what_no_program_writes(package)
        sound = not isinstance(part, DocumentPart) or (part.element.body is not None and not _declares_entities(part))
    except _DAMAGE as error:
        raise NotReadable(f"{path.name} {_why_not(blob)}") from error
    if part.content_type != MAIN_TYPE or not isinstance(part, DocumentPart):
        kind = _OTHER_WORD_TYPES.get(part.content_type)
        why = kind and f"is {kind}; {_SAVE}"
        raise NotReadable(f"{path.name} {why or _why_not(blob)}")
    if not sound:
        raise NotReadable(f"{path.name} was not made by a word processor; open it in Word and save it again")
    document: Document = part.document
    return document


def _why_not(blob: bytes) -> str:
    if what := instead(blob, Wanted.DOCUMENT):
        return what
    if _is_strict(blob):
        return f"is a Strict Open XML document, which is not read; {_SAVE}"
    return f"is not a Word document or is damaged; {_SAVE}"


def _refuse_what_no_program_writes(package: Package) -> None:
    """ValueError for a relationship without name or type, a part without type, and core properties of another kind."""
    for part in package.iter_parts():
        if not part.content_type:
            msg = "a part has no content type"
            raise ValueError(msg)
    has_core = any(one.reltype == CORE_PROPERTIES for one in package.rels.values())
    if not has_core and any(part.partname == "/docProps/core.xml" for part in package.iter_parts()):
        msg = "nothing says that the core properties are those"  # new ones would have the same name
        raise ValueError(msg)
    for relationships in (package.rels, *(part.rels for part in package.iter_parts())):
        for one in relationships.values():
            if not (one.rId and one.reltype):
                msg = "a relationship has no name or no type"
                raise ValueError(msg)
            if one.reltype == CORE_PROPERTIES and (one.is_external or not _is_core(one.target_part)):
                msg = "the core properties are something else"
                raise ValueError(msg)


def _is_core(part: Part) -> bool:
    return isinstance(part, CorePropertiesPart) and isinstance(part.element, CT_CoreProperties)


def _is_strict(blob: bytes) -> bool:
    """Whether a file is in the Strict form of Office Open XML: its own namespaces, which hardly any program reads."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as source:
            return b"http://purl.oclc.org/ooxml/" in source.read("_rels/.rels")
    except _DAMAGE:
        return False


def _declares_entities(part: DocumentPart) -> bool:
    """Whether any part brings a document type: Office's format forbids one, and only an attack has a use for it."""
    assert part.package is not None
    parts = (other for other in part.package.iter_parts() if isinstance(other, XmlPart))
    return any(other.element.getroottree().docinfo.internalDTD is not None for other in parts)


def docx_bytes(document: Document) -> bytes:
    """Give the whole file, made of nothing but the document: no clock, no system, no user."""
    package = document.part.package
    assert package is not None
    parts = list(package.iter_parts())
    for part in parts:
        part.before_marshal()
    files = [("_rels/.rels", as_it_was(package.rels.xml))]
    for part in parts:
        files.append((part.partname.membername, part.blob))
        if part.rels:
            files.append((part.partname.rels_uri.membername, as_it_was(part.rels.xml)))
    types = content_types((str(part.partname), part.content_type) for part in parts)
    return zip_bytes([("[Content_Types].xml", types.encode()), *files])


def content_types(parts: Iterable[tuple[str, str]]) -> str:
    """Give the part that names the type of every other part, from their names and types."""
    named = "".join(
        f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>" for name, kind in sorted(parts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give a zip file of these files, in this order, without the time or the system it was made on."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _MIDNIGHT_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return made.getvalue()
