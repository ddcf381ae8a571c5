"""Relationships that lead nowhere in the package: Word opens such documents, python-docx does not.

Some programs write a picture that is gone as Target="NULL", a link to a place as Target="#place", or the name of a part
in other capitals than the part has (the names of parts have no case: ECMA-376 part 2, 6.2.2.3).
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

_TYPES = "[Content_Types].xml"


def tied(blob: bytes) -> bytes:
    """The same package with every name of a part as the part has it, and what leads to no part marked as external.

    Raises what zipfile and lxml raise for a file that is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        files = {one.filename: source.read(one) for one in source.infolist()}
    names = {name.casefold(): name for name in files}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            if name.casefold() == _TYPES.casefold():
                target.writestr(_TYPES, _types(content, names))
            else:
                target.writestr(name, _relationships(name, content, names) if name.endswith(".rels") else content)
    return made.getvalue()


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _types(content: bytes, names: dict[str, str]) -> bytes:
    root = _parsed(content)
    for one in root:
        part = one.get("PartName")
        if part:
            one.set("PartName", "/" + names.get(part.lstrip("/").casefold(), part.lstrip("/")))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationships(name: str, content: bytes, names: dict[str, str]) -> bytes:
    root, folder = _parsed(content), posixpath.dirname(posixpath.dirname(name))
    for one in root:
        target = one.get("Target")
        if target is None or one.get("TargetMode") == "External":
            continue
        whole = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        if whole in names.values():
            continue
        if whole.casefold() in names:
            one.set("Target", "/" + names[whole.casefold()])
        else:
            one.set("TargetMode", "External")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
