"""The parts of an Office file, found by their relationships as Office finds them, never by their names."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_DOCTYPE, *_WIDE_DOCTYPES = ("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

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
        self._last = "", b""  # what was read last, as a sheet is read several times over

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part; ValueError for one without end or with entities, as no Office program writes it."""
        entry = self._zip.getinfo(self._names[part.casefold()])
        if entry.file_size > _LARGEST:
            raise ValueError(f"{part} is too large")
        if entry.filename == self._last[0]:
            return self._last[1]
        content = self._zip.read(entry)
        is_wide = b"\0" in content[:4]  # as UTF-16 begins, with its mark or without
        if _DOCTYPE in content or (is_wide and any(doctype in content for doctype in _WIDE_DOCTYPES)):
            raise ValueError(f"{part} declares a document type")
        self._last = entry.filename, content
        return content

    def root(self, part: str) -> etree._Element:
        """The XML of a part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(self.read(part), parser)

    @staticmethod
    def elements(content: bytes, *names: str) -> Iterator[etree._Element]:
        """The elements of a part with these names, in whatever namespace, each as soon as it is complete."""
        tags = [f"{{*}}{name}" for name in names]
        for _, element in etree.iterparse(
            io.BytesIO(content),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element

    def relationships(self, part: str = "") -> list[Relationship]:
        """Where a part ('' for the file itself) leads to inside the file."""
        folder, source = posixpath.dirname(part), relationships_of(part)
        if not self.has(source):
            return []
        ways = self.root(source)
        if any(name_of(one) != "Relationship" for one in ways):  # else what it led to would be missing in silence
            raise ValueError(f"{source} has something else among its relationships")
        return [
            Relationship(
                id=one.get("Id", ""),
                kind=one.get("Type", "").rpartition("/")[2],
                part=posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in ways
            if one.get("TargetMode") != "External"
        ]


def relationships_of(part: str) -> str:
    """The name of the part that says where a part leads to, '' being the file itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace, which differs between the two forms of Open XML."""
    return str(element.tag).rpartition("}")[2]


def relationship(element: etree._Element) -> str:
    """The id of the relationship that an element names; '' for none. Its namespace differs between the two forms."""
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
