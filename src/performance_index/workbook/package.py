"""The parts of an Office file, found by their relationships as Office finds them, never by their names."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

_LARGEST = 500_000_000
"""As many bytes may a part have: no sheet of ours comes near, and a file of some kilobytes may claim any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One way from a part to another: its id, what kind the other is ('worksheet'), and the other's name."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of one file. Names are known whatever their capitals; whatever is wrong with a part raises."""

    def __init__(self, content: bytes) -> None:
        """Open a file; zipfile.BadZipFile where it is not whole."""
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in self._zip.namelist()}

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part; ValueError for one without end or with entities, as no Office program writes it."""
        entry = self._zip.getinfo(self._names[part.casefold()])
        if entry.file_size > _LARGEST:
            raise ValueError(f"{part} is too large")
        content = self._zip.read(entry)
        if any(doctype in content for doctype in _DOCTYPES):
            raise ValueError(f"{part} declares a document type")
        return content

    def root(self, part: str) -> etree._Element:
        """The XML of a part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(self.read(part), parser)

    def elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of these names, in whatever namespace, each as soon as it is complete."""
        tags = [f"{{*}}{name}" for name in names]
        content = io.BytesIO(self.read(part))
        for _, element in etree.iterparse(
            content, tag=tags, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        ):
            yield element

    def relationships(self, part: str = "") -> list[Relationship]:
        """Where a part ('' for the file itself) leads to inside the file."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(source):
            return []
        return [
            Relationship(
                id=one.get("Id", ""),
                kind=one.get("Type", "").rpartition("/")[2],
                part=posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self.root(source)
            if name_of(one) == "Relationship" and one.get("TargetMode") != "External"
        ]


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace, which differs between the two forms of Open XML."""
    return str(element.tag).rpartition("}")[2]
