"""Colours as Word writes them, and the contrast of one on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import colorsys
import re

from docx.document import Document
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.story import read_xml, related
from performance_index.word.document.wordml import w

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
_HEX = re.compile("[0-9A-Fa-f]{6}")
_BYTE = re.compile("[0-9A-Fa-f]{1,2}")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def contrast(one: Colour, other: Colour) -> float:
    """Give how much two colours stand out from each other: 1 for the same colour, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def from_hex(value: str | None) -> Colour | None:
    """Give the colour of 'C00000'; None for 'auto' and all else."""
    if value is None or not _HEX.fullmatch(value):
        return None
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def to_hex(colour: Colour) -> str:
    """'C00000'."""
    return "".join(f"{round(part * 255):02X}" for part in colour)


def highlight(element: Element | None) -> Colour | None:
    """Give the colour of a highlighter pen; None for none."""
    return None if element is None else from_hex(_HIGHLIGHTS.get(element.get(w("val"), "")))


class Palette:
    """The colours of a document's theme, which its text and its shading may name instead of a colour."""

    def __init__(self, document: Document) -> None:
        """Read the theme, and which of its colours the document calls text and background."""
        self._theme: dict[str, Colour] = {}
        self._slots = dict(_SLOTS)
        for part in related(document.part, "theme"):
            scheme = read_xml(part).find(f".//{_DRAWING}clrScheme")
            for slot in () if scheme is None else scheme.iterfind("*"):
                colour = next((from_hex(one.get("lastClr") or one.get("val")) for one in slot), None)
                if colour is not None:
                    self._theme[etree.QName(slot).localname] = colour
        for part in related(document.part, "settings"):
            mapping = read_xml(part).find(w("clrSchemeMapping"))
            for name, attribute in _MAPPED.items() if mapping is not None else ():
                called = mapping.get(w(attribute), name) if mapping is not None else name
                self._slots[name] = _SLOTS.get(called, called)

    def text(self, element: Element | None) -> Colour | None:
        """Give the colour of text (`w:color`); None where Word chooses black or white by what is behind it."""
        return None if element is None else self._colour(element, "val", "theme")

    def shading(self, element: Element | None) -> Colour | None:
        """Give the colour behind text (`w:shd`): its fill, under the share of its pattern; None for none."""
        if element is None or element.get(w("val")) == "nil":
            return None
        fill = self._colour(element, "fill", "themeFill")
        share = _share(element.get(w("val"), "clear"))
        if not share:
            return fill
        ink, paper = self._colour(element, "color", "theme") or BLACK, fill or WHITE
        red, green, blue = (i * share + p * (1 - share) for i, p in zip(ink, paper, strict=True))
        return red, green, blue

    def _colour(self, element: Element, value: str, theme: str) -> Colour | None:
        """Give the theme's colour where one is named and known, else the one that Word wrote beside it."""
        name = element.get(w(f"{theme}Color" if theme == "theme" else theme))
        colour = None if name is None else self._theme.get(self._slots.get(name, name))
        if colour is None:
            return from_hex(element.get(w(value)))
        for attribute, is_tint in ((f"{theme}Tint", True), (f"{theme}Shade", False)):
            amount = element.get(w(attribute), "")
            if _BYTE.fullmatch(amount):
                colour = _toned(colour, int(amount, 16) / 255, is_tint=is_tint)
        return colour


def _toned(colour: Colour, amount: float, *, is_tint: bool) -> Colour:
    """Give a colour lighter (a tint: nought is white) or darker (a shade: nought is black), by its lightness."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    return colorsys.hls_to_rgb(hue, lightness * amount + (1 - amount if is_tint else 0), saturation)


def _share(pattern: str) -> float:
    """Give how much of the fill a pattern covers, 0 to 1; of stripes and grids, by Word's own looks, about half."""
    if pattern in {"clear", "nil"}:
        return 0
    if pattern == "solid":
        return 1
    percent = re.fullmatch(r"pct(\d+)", pattern)
    return int(percent[1]) / 100 if percent else 0.5
