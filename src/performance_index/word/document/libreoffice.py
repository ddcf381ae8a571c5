"""What LibreOffice does to the frames of a document, told by the name that it leaves in the file, and undone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from docx.document import Document
from lxml import etree

from performance_index.word.document.controls import stories
from performance_index.word.document.crossed import Mended, uncrossed
from performance_index.word.document.repeats import said_once
from performance_index.word.document.story import related
from performance_index.word.document.tolerated import zipped

_PROPERTIES = "docProps/app.xml"
_PROGRAM = re.compile(rb"<(?:\w+:)?Application>([^<]*)<")
_TEXT = re.compile(r"word/[^/]+\.xml")
_OURS = b"LibreOffice"


def is_libreoffices(document: Document) -> bool:
    """Whether LibreOffice, or what is made of it, saved a document last."""
    package = document.part.package
    assert package is not None
    return any(_names_it(part.blob) for part in related(package, "extended-properties"))


def _names_it(properties: bytes) -> bool:
    found = _PROGRAM.search(properties)
    return found is not None and _OURS in found[1]


def mended(blob: bytes) -> Mended | None:
    """Give a file of LibreOffice's with the tags of its frames put straight; None where nothing is to be mended so."""
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        names = source.namelist()
        if _PROPERTIES not in names or not _names_it(source.read(_PROPERTIES)):
            return None
        parts = {name: source.read(name) for name in names}
    found = {name: _put_straight(parts[name]) for name in names if _TEXT.fullmatch(name)}
    done = {name: one for name, one in found.items() if one is not None}
    if not done:
        return None
    whole = zipped((name, done[name].content if name in done else content) for name, content in parts.items())
    return Mended(whole, _each_once(title for one in done.values() for title in one.frames))


def _put_straight(content: bytes) -> Mended | None:
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return uncrossed(content)
    return None


def without_repeats(document: Document) -> tuple[str, ...]:
    """Take out of a document what LibreOffice wrote once more in its frames; give the titles of those frames."""
    return _each_once(title for root in stories(document) for title in said_once(root))


def _each_once(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(titles))
