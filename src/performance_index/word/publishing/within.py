"""What a text shows that is kept in other parts of the file: pictures, charts, diagrams, and what is inside those."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.part import Part
from lxml.etree import _Element as Element

from performance_index.word.document.story import FALLBACK, Story, kind_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORIGINAL = "{http://schemas.microsoft.com/office/drawing/2010/main}imgProps"
"""A picture as it was before its effects; the picture itself is there with them."""


def within(story: Story) -> Iterator[tuple[Element, Part]]:
    """Give every part that a text shows, with the element that shows it.

    Where the copy that is kept for older programs shows it too, it is given once.
    """
    told: set[Part] = set()
    for element in story.root.iter("*"):
        for name, number in element.attrib.items():
            one = story.part.rels.get(str(number)) if str(name).startswith(_R) else None
            if one is None or one.is_external or kind_of(one.reltype) in {"header", "footer"}:
                continue
            above = {str(around.tag) for around in element.iterancestors()}
            if ORIGINAL in above:
                continue
            found = [part for part in _inside(one.target_part, []) if FALLBACK not in above or part not in told]
            told.update(found)
            yield from ((element, part) for part in found)


def _inside(part: Part, found: list[Part]) -> list[Part]:
    """Give the part and all that it leads to."""
    if part not in found:
        found.append(part)
        for one in part.rels.values():
            if not one.is_external:
                _inside(one.target_part, found)
    return found


def is_markup(part: Part) -> bool:
    """Whether a part is XML of the document, rather than a picture or something else that it shows."""
    kind = part.content_type
    return kind == "application/xml" or (kind.endswith("+xml") and not kind.startswith("image/"))
