"""What pictures, shapes and links are called behind the page, where programs put the names of files."""

from __future__ import annotations

import itertools
import re

from lxml.etree import _Element as Element

from performance_index.word.document.fields import Field, fields_in
from performance_index.word.document.wordml import w

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_OF_FILES = {"ID", *(f"{_OFFICE}{name}" for name in ("title", "href", "gfxdata"))}
"""What LibreOffice calls a shape, a picture's file name and address, a whole package with the shape as it once was."""
_OWN = re.compile(r"_x0000_\w+|PowerPlusWaterMarkObject\d+|Shape_\d+")
"""Names of VML shapes that programs give; Word knows a watermark by its name."""
_PLACE = re.compile(
    r"\b(file|smb):[/\\]|\\\\[\w.?$-]|(?<![a-z0-9])[a-z]:[\\/]|(?<![\w/.:-])/(home|users|volumes|mnt|media|private|tmp)/",
    re.IGNORECASE,
)
_TOOLTIPS = ("tooltip", w("tooltip"), w("tgtFrame"), w("docLocation"))
"""LibreOffice saves a tooltip as the frame to open."""
_TOOLTIP = re.compile(r'\s*\\o\s+("(?:[^"\\]|\\.)*"|[^"\s]\S*)', re.IGNORECASE)


def forget_names(root: Element) -> None:
    """Name everything in one part neutrally, in place, and take out tooltips that say where a file is kept.

    Descriptions and titles for screen readers stay, and so do tooltips in words.
    """
    numbers = itertools.count(1), itertools.count(1)
    for drawing in root.iter("{*}docPr", "{*}cNvPr"):
        if "name" in drawing.attrib:
            is_frame = str(drawing.tag).endswith("docPr")
            drawing.set("name", f"{_kind(drawing)} {next(numbers[is_frame])}")
    _rename_shapes(root)
    for element in root.iter("*"):
        for name in _TOOLTIPS:
            if names_place(element.get(name, "")):
                del element.attrib[name]
    for field in fields_in(root):
        if field.name == "HYPERLINK" and not field.inner:
            _forget_tooltip(field)


def names_place(text: str) -> bool:
    """Whether the text says where something is on somebody's computer or drive."""
    return _PLACE.search(text) is not None


def _kind(properties: Element) -> str:
    """'Picture', 'Chart' or 'Shape': what these properties are of."""
    if str(properties.tag).startswith(_PICTURE):
        return "Picture"
    frame = properties.getparent()
    assert frame is not None
    content = next(frame.iterfind("{*}graphic/{*}graphicData/*"), None)
    if content is None:
        return "Shape"
    return "Picture" if content.tag == f"{_PICTURE}pic" else "Chart" if content.tag == _CHART else "Shape"


def _rename_shapes(root: Element) -> None:
    """Name the shapes of older programs neutrally, with what points to them; drop what else they keep of files."""
    new: dict[str, str] = {}
    numbers = itertools.count(1)
    for shape in root.iter(f"{_VML}*"):
        for kept in _OF_FILES & set(shape.attrib):
            del shape.attrib[kept]
        if names_place(shape.get("src", "")):
            del shape.attrib["src"]
        old = shape.get("id", "")
        if old and not _OWN.fullmatch(old):
            shape.set("id", f"Shape_{next(numbers)}")  # LibreOffice calls several by one name
            new.setdefault(old, shape.get("id", ""))
    for element in root.iter(f"{_VML}*", f"{_OFFICE}*") if new else ():
        for name in ("type", "ShapeID", "idref"):
            before, mark, target = element.get(name, "").rpartition("#")
            if not before and target in new:
                element.set(name, f"{mark}{new[target]}")
        style, link, target = element.get("style", "").partition("mso-next-textbox:#")
        if target.partition(";")[0] in new:
            old, end, rest = target.partition(";")
            element.set("style", f"{style}{link}{new[old]}{end}{rest}")


def _forget_tooltip(field: Field) -> None:
    found = _TOOLTIP.search(field.instruction)
    if found is None or not names_place(found[1]):
        return
    left = field.instruction[: found.start()] + field.instruction[found.end() :]
    for element in field.machinery:
        if element.tag == w("fldSimple"):
            element.set(w("instr"), left)
        elif element.tag == w("instrText"):
            element.text, left = left, ""
