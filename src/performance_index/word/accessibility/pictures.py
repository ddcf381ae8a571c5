"""Pictures, charts and shapes that say nothing to somebody who cannot see them (WCAG 1.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.story import Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import text, w

_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SHAPES = tuple(f"{_VML}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group"))
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)|.*[\\/].*\.\w{3,4}", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"(image|picture|chart|graph|photo|shape|diagram|logo|icon)?\s*\d*", re.IGNORECASE)


def picture_problems(story: Story, places: Whereabouts) -> Iterator[Finding]:
    """Give each picture, chart or shape of one text that has no words of its own, or none that help."""
    for drawing in shown(story.root, w("drawing")):
        yield from _drawing(drawing, places)
    for shape in shown(story.root, *_SHAPES):
        is_outermost = next(shape.iterancestors(*_SHAPES), None) is None
        is_rule = shape.get(f"{_OFFICE}hr") in {"t", "true"}
        if is_outermost and not is_rule and not _holds_words(shape) and shape.find(f"{_VML}textpath") is None:
            yield from _described(shape.get("alt"), shape, places)


def _drawing(drawing: Element, places: Whereabouts) -> Iterator[Finding]:
    properties = next(drawing.iter(f"{_FRAME}docPr"), None)
    if any(one.get("val") in {"1", "true"} for one in drawing.iter(_DECORATIVE)) or _holds_words(drawing):
        return
    yield from _described(None if properties is None else properties.get("descr"), drawing, places)


def _holds_words(shape: Element) -> bool:
    """Whether it is a text box, which is read out as text."""
    return any(text(box).strip() for box in shape.iter(w("txbxContent")))


def _described(description: str | None, element: Element, places: Whereabouts) -> Iterator[Finding]:
    said = (description or "").strip()
    if not said:
        what = "a picture, chart or shape has no description for those who cannot see it (WCAG 1.1.1)"
    elif _FILE_NAME.fullmatch(said) or _SAYS_NOTHING.fullmatch(said):
        what = f"the description {quoted(said)} of a picture says nothing of what it shows (WCAG 1.1.1)"
    else:
        return
    yield Finding(
        severity=Severity.WARNING,
        place=places.of(element),
        what=what,
        cure="right-click it, choose View Alt Text, and write what it tells or tick decorative",
    )
