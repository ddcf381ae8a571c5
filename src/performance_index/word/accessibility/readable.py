"""Text that stands out too little from what is behind it, and meaning that only colour carries (WCAG 1.4.1, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.accessibility.colours import (
    BLACK,
    WHITE,
    Colour,
    Palette,
    contrast,
    from_hex,
    highlight,
    to_hex,
)
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, is_on, rows_of
from performance_index.word.document.story import Story, read_xml, related, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import text, w, words

_ENOUGH, _ENOUGH_FOR_LARGE, _NONE = 4.5, 3.0, 1.15
_LARGE, _LARGE_BOLD = 36, 28  # half-points: 18 and 14 points
_USUAL_SIZE = 20
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPELESS = set("●⬤■◼⬛•◆○□◯⚫")
_PICTURES = tuple(map(w, ("drawing", "pict", "object")))


class Readable:
    """Judges the colours of one document."""

    def __init__(self, document: Document, formatting: Formatting, places: Whereabouts) -> None:
        """Read the theme and the colour of the page."""
        self._formatting, self._places = formatting, places
        self._palette = Palette(document)
        page = document.element.find(w("background"))
        settings = [read_xml(part) for part in related(document.part, "settings")]
        is_shown = any(is_on(root.find(w("displayBackgroundShape"))) for root in settings)
        self._page = (from_hex(page.get(w("color"))) if page is not None and is_shown else None) or WHITE

    def problems(self, story: Story) -> Iterator[Finding]:
        """Give what cannot be read, or not without seeing colours, in one text."""
        yield from self._faint(story)
        yield from self._coloured_signs(story)
        for table in shown(story.root, w("tbl")):
            yield from self._coloured_blanks(table)

    def _faint(self, story: Story) -> Iterator[Finding]:
        found: dict[tuple[Element, str, str], list[str]] = {}
        for run in shown(story.root, w("r")):
            ink = self._palette.text(self._formatting.run(run, "color"))
            if ink is None or not words(run).strip():
                continue
            paper = self._behind(run)
            if paper is not None and contrast(ink, paper) < self._needed(run):
                paragraph = next(run.iterancestors(w("p")), run)
                found.setdefault((paragraph, to_hex(ink), to_hex(paper)), []).append(words(run))
        for (paragraph, ink_hex, paper_hex), said in found.items():
            ratio = contrast(from_hex(ink_hex) or BLACK, from_hex(paper_hex) or WHITE)
            seen = "cannot be seen" if ratio < _NONE else "is hard to read"
            yield Finding(
                severity=Severity.WARNING,
                place=self._places.of(paragraph),
                what=f"text {seen}: {quoted(''.join(said))}, colour {ink_hex} on {paper_hex}, has a contrast of "
                f"{int(ratio * 10) / 10} where 4.5 is needed, or 3 for large text (WCAG 1.4.3)",
                cure="choose a darker colour for the text or a lighter one behind it",
            )

    def _needed(self, run: Element) -> float:
        size = self._formatting.run(run, "sz")
        points = size.get(w("val"), "") if size is not None else ""
        half_points = int(points) if points.isdigit() else _USUAL_SIZE
        large = half_points >= (_LARGE_BOLD if is_on(self._formatting.run(run, "b")) else _LARGE)
        return _ENOUGH_FOR_LARGE if large else _ENOUGH

    def _behind(self, run: Element) -> Colour | None:
        """Give the colour behind a run; None where it is a picture or another thing that we cannot tell."""
        colour = highlight(self._formatting.run(run, "highlight"))
        if colour is None:
            colour = self._palette.shading(self._formatting.run(run, "shd"))
        paragraph = next(run.iterancestors(w("p")), None)
        if colour is None and paragraph is not None:
            colour = self._palette.shading(self._formatting.paragraph(paragraph, "shd"))
        return colour or self._behind_paragraph(run)

    def _behind_paragraph(self, run: Element) -> Colour | None:
        for holder in run.iterancestors(w("tc"), w("txbxContent")):
            if holder.tag == w("txbxContent"):
                shape = next(holder.iterancestors(f"{_SHAPE}wsp", f"{_VML}shape", f"{_VML}rect"), None)
                if shape is None or not _is_clear(shape):
                    return None if shape is None else _fill(shape)
            else:
                colour = self._palette.shading(self._formatting.cell(holder, "shd"))
                if colour is not None:
                    return colour
        return self._page

    def _coloured_signs(self, story: Story) -> Iterator[Finding]:
        """A red dot and a green dot are the same sign to who cannot tell them apart."""
        for paragraph in shown(story.root, w("p")):
            signs = set("".join(words(paragraph).split()))
            if not signs or not signs <= _SHAPELESS:
                continue
            runs = paragraph.iter(w("r"))
            if any(self._palette.text(self._formatting.run(run, "color")) not in {None, BLACK} for run in runs):
                yield self._colour_alone(
                    paragraph, f"only the colour of {quoted(words(paragraph))} tells what it means"
                )

    def _coloured_blanks(self, table: Element) -> Iterator[Finding]:
        """A tint says something only where its neighbours have another one."""
        for row in rows_of(table)[1:]:
            tints = {cell: self._palette.shading(cell.find(f"{w('tcPr')}/{w('shd')}")) for cell in cells_of(row)}
            for cell, tint in tints.items():
                differs = tint not in {None, WHITE} and len(set(tints.values())) > 1
                if differs and not text(cell).strip() and next(cell.iter(*_PICTURES), None) is None:
                    yield self._colour_alone(cell, "a cell has a colour and no words")

    def _colour_alone(self, element: Element, what: str) -> Finding:
        return Finding(
            severity=Severity.WARNING,
            place=self._places.of(element),
            what=f"{what} (WCAG 1.4.1)",
            cure="write what the colour means, as Red or R",
        )


def _is_clear(shape: Element) -> bool:
    """Whether what is behind a shape shows through it."""
    if str(shape.tag).startswith(_VML):
        return shape.get("filled") in {"f", "false"}
    properties = shape.find(f"{_SHAPE}spPr")
    return properties is not None and properties.find(f"{_DRAWING}noFill") is not None


def _fill(shape: Element) -> Colour | None:
    """Give the one colour of a shape; None where it has none of its own that we can tell."""
    if str(shape.tag).startswith(_VML):
        return from_hex(shape.get("fillcolor", "").partition(" ")[0].removeprefix("#"))
    solid = shape.find(f"{_SHAPE}spPr/{_DRAWING}solidFill/{_DRAWING}srgbClr")
    return from_hex(solid.get("val")) if solid is not None and len(solid) == 0 else None
