"""The .docx file itself: opened, or refused with a reason; given as bytes, the same for the same document."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from performance_index.copied_names import is_copy
from performance_index.finding import Finding, NotReadable, Severity
from performance_index.given_file import Wanted, instead, read_given
from performance_index.word.document.escaping import quoteattr
from performance_index.word.document.libreoffice import is_libreoffices, mended, without_repeats
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


def open_docx(path: Path, *, as_template: bool = False, findings: list[Finding] | None = None) -> Document:
    """Give the Word document in a file; NotReadable, with what to do, for a file that is anything else.

    `as_template`: a Word template (.dotx, .dotm) will do, and is given as a document without its macros. What
    LibreOffice did to the frames is undone, as far as no word is lost by it; `findings` gets what was.
    """
    blob = read_given(path, Wanted.DOCUMENT)
    try:
        return _opened(path, blob, as_template=as_template, findings=[] if findings is None else findings)
    except _DAMAGE as error:
        raise NotReadable(f"{path.name} {_why_not(blob) or _damaged(path)}") from error


def _opened(path: Path, blob: bytes, *, as_template: bool, findings: list[Finding]) -> Document:
    """Give the document; NotReadable for a sound file of another kind, and whatever is raised for one that is not."""
    types = dict.fromkeys(_OTHER_WORD_TYPES, MAIN_TYPE) if as_template else {}
    package, frames = _package(tolerated(blob, types, without_macros=as_template))
    part = package.main_document_part
    _refuse_what_no_program_writes(package)
    if part.content_type != MAIN_TYPE or not isinstance(part, DocumentPart):
        kind = _OTHER_WORD_TYPES.get(part.content_type)
        why = kind and f"is {kind}; {_SAVE}"
        raise NotReadable(f"{path.name} {why or _why_not(blob) or _damaged(path)}")
    if part.element.body is None or _declares_entities(part):
        raise NotReadable(f"{path.name} was not made by a word processor; open it in Word and save it again")
    document: Document = part.document
    repeated = without_repeats(document) if is_libreoffices(document) else ()
    findings += _told(path, frames, repeated)
    return document


def _package(blob: bytes) -> tuple[Package, tuple[str, ...]]:
    """Give the package in a file, and the titles of the frames of which the tags were put straight first."""
    try:
        return Package.open(io.BytesIO(blob)), ()
    except etree.XMLSyntaxError:
        straight = mended(blob)
        if straight is None:
            raise
        return Package.open(io.BytesIO(straight.content)), straight.frames


def _told(path: Path, crossed: Sequence[str], repeated: Sequence[str]) -> list[Finding]:
    """Give what is said of a file in which the frames were mended."""
    frames = ", ".join(dict.fromkeys((*crossed, *repeated)))
    if not frames:
        return []
    whats = (
        "so that no program can read it (a tracked change or a link in a frame)" if crossed else "",
        "with the words of a frame once more after each change in it" if repeated else "",
    )
    what = f"LibreOffice saved this file {', and '.join(filter(None, whats))}; it was mended, and no word is lost"
    cure = f"look over what stands there now: {frames}"
    return [Finding(severity=Severity.WARNING, place=str(path), what=what, cure=cure)]


def _damaged(path: Path) -> str:
    """Say that a file is damaged, and what can be read instead of it."""
    copy = _newest_good_copy(path)
    instead_of_it = f", or go on with the newest copy that can be read: {copy.name}" if copy else ""
    return f"is not a Word document or is damaged; {_SAVE}{instead_of_it}"


def _newest_good_copy(path: Path) -> Path | None:
    """Give the newest of the copies beside a document that Word can read: backups, what a sync or a browser left."""
    beside = (one for one in path.parent.glob("*.docx") if not one.name.startswith(("~$", ".")))
    copies = [one for one in beside if is_copy(one.stem, path.stem) or one.stem.startswith(f"{path.stem} (before ")]
    return next(filter(_is_good, sorted(copies, key=_saved_at, reverse=True)), None)


def _saved_at(path: Path) -> tuple[float, str]:
    try:
        return (path.stat().st_mtime, path.name)
    except OSError:
        return (0, path.name)


def _is_good(path: Path) -> bool:
    mended: list[Finding] = []
    try:
        _opened(path, read_given(path, Wanted.DOCUMENT), as_template=False, findings=mended)
    except (NotReadable, *_DAMAGE):
        return False
    return not mended


def _why_not(blob: bytes) -> str:
    """What a file is that is no Word document that we read, with the cure; '' where it is damaged."""
    if what := instead(blob, Wanted.DOCUMENT):
        return what
    if _is_strict(blob):
        return f"is a Strict Open XML document, which is not read; {_SAVE}"
    return ""


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
    return zip_bytes(_files(document))


def is_as_written(document: Document, content: bytes) -> bool:
    """Whether a file holds what an opened document would be written as, part by part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = {entry.filename: (entry.CRC, entry.file_size) for entry in archive.infolist()}
    for name, part in _files(document):  # the first that differs will do: in a report that was edited, the first of all
        if there.pop(name, None) != (zlib.crc32(part), len(part)):
            return False
    return not there


def _files(document: Document) -> Iterator[tuple[str, bytes]]:
    """Give the name and the content of everything in the file, the list of contents first."""
    package = document.part.package
    assert package is not None
    parts = list(package.iter_parts())
    for part in parts:
        part.before_marshal()
    types = content_types((str(part.partname), part.content_type) for part in parts)
    yield "[Content_Types].xml", types.encode()
    yield "_rels/.rels", as_it_was(package.rels.xml)
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, as_it_was(part.rels.xml)


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
