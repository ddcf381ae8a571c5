"""Words that are in the text and that nobody can see there: too small, cut off, off the page, in a hidden shape.

An error where no reader can see them at all, as with hidden text; a warning where only some can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.formatting import Formatting, is_on_text
from performance_index.word.document.story import Story, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line, text, w, words

_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPES = tuple(f"{_VML}{name}" for name in ("shape", "rect", "roundrect", "oval", "group"))
_NOTHING, _LITTLE = 4, 8  # half-points
_NO_LINE, _LOW_LINE = 20, 60  # twentieths of a point
_NARROW = 10  # per cent
_EMU = 635  # in a twentieth of a point
_LETTER = 240  # twentieths of a point: wider than letters of a usual size
_LARGEST = 31680  # twentieths of a point: no page of Word's is longer
_POINTS = re.compile(r"(?:^|;)\s*(margin-left|margin-top|left|top):\s*(-?[\d.]+)(pt|in|cm|mm)?")
_IN_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 1.0}

Found = Iterator[tuple[Element, Finding]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From where to where something reaches, across or down, counted from the page's edge or from anywhere on it."""

    start: float
    length: float = 0
    from_edge: bool = False


class Unseen:
    """Looks for such words in one document."""

    def __init__(self, stories: Sequence[Story], formatting: Formatting, places: Whereabouts) -> None:
        """Note how large its pages are."""
        self._stories, self._formatting, self._places = stories, formatting, places
        sizes = [_number(size.get(w(one))) for size in stories[0].root.iter(w("pgSz")) for one in ("w", "h")]
        self._page = max((size for size in sizes if size is not None), default=_LARGEST)

    def all(self) -> list[tuple[Element, Finding]]:
        """Give each, with its element."""
        kinds = (self._small, self._low, self._off_page, self._hidden_shapes)
        return [found for story in self._stories for kind in kinds for found in kind(story.root)]

    def _small(self, root: Element) -> Found:
        found: dict[tuple[Element, Severity], list[str]] = {}
        for run in shown(root, w("r")):
            severity = self._smallness(run) if run.find(w("t")) is not None else None
            if severity is not None:
                found.setdefault((next(run.iterancestors(w("p")), run), severity), []).append(words(run))
        for (where, severity), said in found.items():
            yield from self._told(where, "".join(said), severity, "is too small to read", "make it larger")

    def _smallness(self, run: Element) -> Severity | None:
        size, width = self._measure(run, "sz"), self._measure(run, "w")
        if size is not None and size <= _NOTHING:
            return Severity.ERROR
        is_little = (size is not None and size <= _LITTLE) or (width is not None and width <= _NARROW)
        return Severity.WARNING if is_little else None

    def _measure(self, run: Element, name: str) -> float | None:
        found = self._formatting.run(run, name)
        return None if found is None else _number(found.get(w("val"), "").removesuffix("%"))

    def _low(self, root: Element) -> Found:
        """Lines and rows of an exact height, which cut off what is in them."""
        for paragraph in shown(root, w("p")):
            spacing = self._formatting.paragraph(paragraph, "spacing")
            if spacing is not None and spacing.get(w("lineRule")) == "exact":
                severity = _lowness(spacing.get(w("line")))
                cure = "choose another line spacing (Home, Line and Paragraph Spacing)"
                yield from self._told(paragraph, words(paragraph), severity, "is cut off: its line is too low", cure)
        for row in shown(root, w("tr")):
            height = row.find(f"{w('trPr')}/{w('trHeight')}")
            if height is not None and height.get(w("hRule")) == "exact":
                cure = "make it higher (Table Properties, Row)"
                severity = _lowness(height.get(w("val")))
                yield from self._told(row, text(row), severity, "is cut off: its row is too low", cure)

    def _off_page(self, root: Element) -> Found:
        for paragraph in shown(root, w("p")):
            if self._is_off(_stretches(paragraph)):
                yield from self._told_off(paragraph, words(paragraph))
        for anchor in shown(root, f"{_FRAME}anchor"):
            if self._is_off(_anchored(anchor)):
                yield from self._told_off(anchor, _within(anchor))
        for shape in shown(root, *_SHAPES):
            places = _POINTS.findall(shape.get("style", ""))
            if self._is_off(_Stretch(float(number) * _IN_POINTS[unit] * 20) for _, number, unit in places):
                yield from self._told_off(shape, _within(shape))

    def _is_off(self, stretches: Iterable[_Stretch]) -> bool:
        """Whether one of these, wherever on a page it is counted from, lies where no page is."""
        return any(
            one.start >= self._page or one.start + one.length <= (0 if one.from_edge else -self._page)
            for one in stretches
        )

    def _told_off(self, where: Element, said: str) -> Found:
        return self._told(where, said, Severity.ERROR, "is off the page", "move it onto the page")

    def _hidden_shapes(self, root: Element) -> Found:
        for frame in shown(root, f"{_FRAME}docPr"):
            if is_on_text(frame.get("hidden")):
                yield frame, self._hidden(frame, _within(frame.getparent()))
        for shape in shown(root, *_SHAPES):
            if re.search(r"visibility:\s*hidden", shape.get("style", "")):
                yield shape, self._hidden(shape, _within(shape))

    def _hidden(self, where: Element, said: str) -> Finding:
        return Finding(
            severity=Severity.ERROR,
            place=self._places.of(where),
            what=f"a picture, chart or shape is hidden{f': {quoted(said)}' if said.strip() else ''}",
            cure="delete it, or show it (Layout, Selection Pane)",
        )

    def _told(self, where: Element, said: str, severity: Severity | None, what: str, cure: str) -> Found:
        if severity is not None and any(map(str.isalnum, said)):
            yield (
                where,
                Finding(
                    severity=severity,
                    place=self._places.of(where),
                    what=f"{quoted(on_one_line(said))} {what}",
                    cure=f"delete it, or {cure}",
                ),
            )


def _stretches(paragraph: Element) -> Iterator[_Stretch]:
    """Where a paragraph is put by its frame or its indent; a frame may be as wide as its words."""
    frame, indent = paragraph.find(f"{w('pPr')}/{w('framePr')}"), paragraph.find(f"{w('pPr')}/{w('ind')}")
    if frame is not None:
        longest = len(words(paragraph)) * _LETTER
        for name, size, anchor in (("x", "w", "hAnchor"), ("y", "h", "vAnchor")):
            start, length = _number(frame.get(w(name))), _number(frame.get(w(size)))
            if start is not None:
                yield _Stretch(start, longest if length is None else length, from_edge=frame.get(w(anchor)) == "page")
    if indent is not None:
        starts = (_number(indent.get(w(name))) for name in ("left", "start"))
        yield from (_Stretch(start) for start in starts if start is not None)


def _anchored(anchor: Element) -> Iterator[_Stretch]:
    size = anchor.find(f"{_FRAME}extent")
    for name, side in (("positionH", "cx"), ("positionV", "cy")):
        position = anchor.find(f"{_FRAME}{name}")
        start = None if position is None else _number(position.findtext(f"{_FRAME}posOffset"))
        length = None if size is None else _number(size.get(side))
        if position is not None and start is not None and length is not None:
            yield _Stretch(start / _EMU, length / _EMU, from_edge=position.get("relativeFrom") == "page")


def _lowness(height: str | None) -> Severity | None:
    number = _number(height)
    if number is None or number > _LOW_LINE:
        return None
    return Severity.ERROR if number <= _NO_LINE else Severity.WARNING


def _within(element: Element | None) -> str:
    """Give the words of the text boxes in a shape."""
    return "" if element is None else "\n".join(text(box) for box in element.iter(w("txbxContent")))


def _number(said: str | None) -> float | None:
    try:
        return None if said is None else float(said)
    except ValueError:
        return None
