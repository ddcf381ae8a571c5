"""What Word reads although python-docx does not, put in the way that it does: the names and ways between parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

NOWHERE = "urn:performance-index:nowhere:"
"""How the target of a relationship to nothing begins while the document is open."""

_TYPES, _OF_THE_FILE = "[Content_Types].xml", "_rels/.rels"
_OF_MACROS = frozenset({"vbaProject", "keyMapCustomizations", "attachedToolbars", "extensibility"})
"""Relationships, by the last word of their type, to macros and to the buttons and keys that call them."""


def tolerated(blob: bytes, types: Mapping[str, str], *, without_macros: bool = False) -> bytes:
    """Give the same file with each part found whatever its capitals, and with ways to nothing and to places kept apart.

    `types`: content types to declare as others. Whatever is wrong with the file raises; it is not documented what.
    """
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        names = source.namelist()
        right = _right_names(names)
        content: dict[str, bytes] = {}
        for name in names:
            if right[name] == _TYPES and types:
                content[name] = _declared(source.read(name), types)
            elif right[name].endswith(".rels"):
                content[name] = _led(source.read(name), right[name], right.values(), without_macros=without_macros)
        same = all(name == right[name] for name in names)
        if same and all(source.read(name) == after for name, after in content.items()):
            return blob
        return zipped((right[name], content.get(name) or source.read(name)) for name in names)


def as_it_was(relationships: bytes) -> bytes:
    """Give the XML of relationships with those to nothing as they were in the file."""
    if NOWHERE.encode() not in relationships:
        return relationships
    root = _parse(relationships)
    for one in root:
        if one.get("Target", "").startswith(NOWHERE):
            one.set("Target", one.get("Target", "").removeprefix(NOWHERE))
            del one.attrib["TargetMode"]
    return _written(root)


def _right_names(names: Iterable[str]) -> dict[str, str]:
    """Give the name of each member as python-docx looks for it: with strokes, and none before it."""
    right = {name: name.replace("\\", "/").lstrip("/") for name in names}
    actual = {one.casefold(): one for one in (*reversed(right.values()), _TYPES, _OF_THE_FILE)}
    for name, one in right.items():
        folder, last = posixpath.split(one)
        if one.casefold() in {_TYPES.casefold(), _OF_THE_FILE}:
            right[name] = actual[one.casefold()]
        elif posixpath.basename(folder).casefold() == "_rels" and last.casefold().endswith(".rels"):
            owner = posixpath.join(posixpath.dirname(folder), last[: -len(".rels")])
            folder, last = posixpath.split(actual.get(owner.casefold(), owner))
            right[name] = posixpath.join(folder, "_rels", f"{last}.rels")
    return right


def _led(content: bytes, name: str, members: Collection[str], *, without_macros: bool) -> bytes:
    """Give the relationships of the part whose they are with targets that are there, or that are marked as outside."""
    root, folder = _parse(content), posixpath.dirname(posixpath.dirname(name))
    is_changed = False
    for one in list(root):
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        if without_macros and kind in _OF_MACROS:
            root.remove(one)
        elif one.get("TargetMode") == "External" and "Target" not in one.attrib:
            one.set("Target", "")  # a link that leads nowhere
        elif one.get("TargetMode") == "External" or not (new := _new_target(target, folder, members)):
            continue
        else:
            one.set("Target", new)
            if not new.startswith("/"):
                one.set("TargetMode", "External")
        is_changed = True
    return _written(root) if is_changed else content


def _new_target(target: str, folder: str, members: Collection[str]) -> str:
    """Give a part's actual name, what stands outside the file, or '' for a target that is right or cannot be helped."""
    part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    if target.startswith("#"):  # a place in the same document, as some programs write it
        return target
    if part in members:
        return ""
    if posixpath.basename(target).casefold() == "null":  # Word's own name for a picture that it has lost
        return f"{NOWHERE}{target}"
    found = next((one for one in members if one.casefold() == part.casefold()), "")
    return found and f"/{found}"


def _declared(content: bytes, types: Mapping[str, str]) -> bytes:
    root = _parse(content)
    found = [one for one in root if one.get("ContentType", "") in types]
    for one in found:
        one.set("ContentType", types[one.get("ContentType", "")])
    return _written(root) if found else content


def _parse(xml: bytes) -> Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _written(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give a file of these parts, to be read at once."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()
