"""The pictures of a document: what browsers can show and what it says, and what stands in place of the others."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.part import Part
from lxml.etree import _Element as Element

from performance_index.word.document.wordml import new_element, on_one_line, run_xml, w
from performance_index.word.page.boxes import remove

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_CHARTS = ("/chart", "/chartex", "/diagram")
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp", "image/bmp")
_EMU = 9525  # in a pixel of the web
_UNDESCRIBED = "a picture that the report does not describe"
BEGIN, END = "\ue000", "\ue001"
"""What a picture's number stands between, in the text, until the page is put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as a browser gets it: its bytes as an address, its description ('' for decoration), its width.

    The width is in pixels. `crop`: how much of it is cut off on the left, at the top, on the right and at the bottom,
    as shares of the whole; `ratio` is width to height as it is shown. `link` is where a click leads, '' for nowhere.
    """

    source: str
    description: str
    width: int
    ratio: float
    crop: tuple[float, float, float, float]
    link: str


class Pictures:
    """Takes the pictures out of a document's texts and leaves a number in each one's place.

    `not_shown` names those of which there is only a note.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.all: list[Picture] = []
        self.not_shown: list[str] = []

    def take(self, root: Element, part: Part) -> None:
        """Take out every picture of one text, in place; one that a browser cannot show leaves a note."""
        for drawing in list(root.iter(w("drawing"))):
            self._put(drawing, list(self._of_drawing(drawing, part)))
        for shape in list(root.iter(w("pict"), w("object"))):
            self._put(shape, list(self._of_shape(shape, part)))

    def _put(self, element: Element, said: list[str]) -> None:
        text = "".join(said)
        parent = element.getparent()
        if text and parent is not None and parent.tag == w("r"):
            for child in new_element(f"<w:r>{run_xml(text)}</w:r>"):
                element.addprevious(child)
        remove(element)

    def _of_drawing(self, drawing: Element, part: Part) -> Iterator[str]:
        frame = next(drawing.iter(f"{_FRAME}docPr"), None)
        described = "" if frame is None else frame.get("descr") or frame.get("title") or ""
        is_decoration = any(one.get("val") in {"1", "true"} for one in drawing.iter(_DECORATIVE))
        extent = next(drawing.iter(f"{_FRAME}extent"), None)
        size = (0, 0) if extent is None else (_number(extent.get("cx")), _number(extent.get("cy")))
        click = None if frame is None else frame.find(f"{_A}hlinkClick")
        link = "" if click is None else _target(part, click.get(f"{_R}id"))
        description = "" if is_decoration else on_one_line(described) or _UNDESCRIBED
        blips = list(drawing.iter(f"{_A}blip"))
        for n, blip in enumerate(blips):
            said = "" if n else description
            yield self._one(_file(part, blip.get(f"{_R}embed")), said, size, _crop(blip), link)
        data = next(drawing.iter(f"{_A}graphicData"), None)
        if not blips and data is not None and any(one in data.get("uri", "") for one in _CHARTS):
            yield self._note("chart or diagram", described)

    def _of_shape(self, shape: Element, part: Part) -> Iterator[str]:
        for words in shape.iter(f"{_VML}textpath"):
            yield words.get("string", "")
        for data in shape.iter(f"{_VML}imagedata"):
            holder = next(data.iterancestors(f"{_VML}shape", f"{_VML}rect"), data)
            described = holder.get("alt") or data.get(f"{_OFFICE}title") or ""
            crop = tuple(_share(data.get(f"crop{side}")) for side in ("left", "top", "right", "bottom"))
            assert len(crop) == 4
            size = _vml_size(holder.get("style", ""))
            file = _file(part, data.get(f"{_R}id"))
            yield self._one(file, on_one_line(described) or _UNDESCRIBED, size, crop, "")

    def _one(
        self,
        file: Part | None,
        description: str,
        size: tuple[int, int],
        crop: tuple[float, float, float, float],
        link: str,
    ) -> str:
        if file is None or file.content_type not in _SHOWN:
            return self._note("picture", "" if description == _UNDESCRIBED else description)
        data = base64.b64encode(file.blob).decode("ascii")
        self.all.append(
            Picture(
                source=f"data:{file.content_type};base64,{data}",
                description=description,
                width=round(size[0] / _EMU),
                ratio=size[0] / size[1] if all(size) else 0,
                crop=crop,
                link=link,
            )
        )
        return f"{BEGIN}{len(self.all) - 1}{END}"

    def _note(self, what: str, described: str) -> str:
        self.not_shown.append(f"a {what}{f' ({on_one_line(described)})' if described.strip() else ''}")
        return f"[A {what}, which the Word document shows{f': {on_one_line(described)}' if described.strip() else ''}]"


def _file(part: Part, number: str | None) -> Part | None:
    relation = part.rels.get(number or "")
    return None if relation is None or relation.is_external else relation.target_part


def _target(part: Part, number: str | None) -> str:
    relation = part.rels.get(number or "")
    return relation.target_ref if relation is not None and relation.is_external else ""


def _crop(blip: Element) -> tuple[float, float, float, float]:
    around = blip.getparent()
    cut = None if around is None else around.find(f"{_A}srcRect")
    if cut is None:
        return (0, 0, 0, 0)
    left, top, right, bottom = (max(_number(cut.get(side)) / 100_000, 0) for side in "ltrb")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0, 0, 0, 0)


def _share(said: str | None) -> float:
    """Give a share that VML writes as 0.25 or in 65,536ths, as 16384f."""
    try:
        return max(float(said[:-1]) / 65536 if said.endswith("f") else float(said), 0) if said else 0
    except ValueError:
        return 0


def _vml_size(style: str) -> tuple[int, int]:
    found = dict(re.findall(r"(?:^|;)\s*(width|height):\s*([\d.]+)pt", style))
    width, height = (round(float(found.get(side, "0")) * 12700) for side in ("width", "height"))
    return width, height


def _number(said: str | None) -> int:
    return int(said) if said and re.fullmatch(r"-?\d{1,9}", said) else 0
