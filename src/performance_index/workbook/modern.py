"""The parts that XlsxWriter does not write: the buttons as Excel 2010 and later keep them, and a ribbon tab.

XlsxWriter's buttons are the VML drawing of Excel 2007 alone. Excel writes each button four times: there, in a drawing,
in the sheet's `controls`, and in a part with its properties; a program that knows the newer parts only would lose it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from performance_index.workbook import layout
from performance_index.workbook.commands import COMMANDS

_SHEET = f"worksheets/sheet{layout.SHEETS.index(layout.INDEX) + 1}.xml"
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_EMU_PER_PIXEL = 9525
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
_X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Control:
    """A button as the VML drawing has it: the number of its shape, its words, and its corners as XML."""

    number: int
    caption: str
    macro: str
    help: str
    corners: str


def with_modern_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package that XlsxWriter wrote, by name, with those added and named where they belong."""
    found = dict(parts)
    controls = list(_controls(found["xl/drawings/vmlDrawing1.vml"]))
    types = '<Override PartName="/xl/drawings/buttons.xml" ContentType='
    types += '"application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    links = f'<Relationship Id="rIdDrawing" Type="{_OFFICE}/drawing" Target="../drawings/buttons.xml"/>'
    for n in range(1, len(controls) + 1):
        found[f"xl/ctrlProps/ctrlProp{n}.xml"] = _PROPERTIES
        types += f'<Override PartName="/xl/ctrlProps/ctrlProp{n}.xml" '
        types += 'ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
        links += f'<Relationship Id="rIdControl{n}" Type="{_OFFICE}/ctrlProp" Target="../ctrlProps/ctrlProp{n}.xml"/>'
    found["xl/drawings/buttons.xml"] = _drawing(controls).encode()
    found["customUI/customUI14.xml"] = _ribbon().encode()
    ribbon = f'<Relationship Id="rIdRibbon" Type="{_RIBBON_TYPE}" Target="customUI/customUI14.xml"/>'
    before = f"xl/{_SHEET.replace('/', '/_rels/')}.rels"
    for name, end, more in (
        ("[Content_Types].xml", b"</Types>", types),
        (before, b"</Relationships>", links),
        ("_rels/.rels", b"</Relationships>", ribbon),
    ):
        found[name] = found[name].replace(end, more.encode() + end)
    found[f"xl/{_SHEET}"] = _with_controls(found[f"xl/{_SHEET}"], controls)
    return found


_PROPERTIES = (
    f'{_HEAD}<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'objectType="Button" lockText="1"/>'
).encode()


def _controls(drawing: bytes) -> Iterator[_Control]:
    for shape in etree.fromstring(drawing).iter(f"{_VML}shape"):
        data = shape.find(f"{_VML_EXCEL}ClientData")
        caption = shape.find(f"{_VML}textbox")
        assert data is not None
        assert caption is not None
        places = [int(place) for place in (data.findtext(f"{_VML_EXCEL}Anchor") or "").split(",")]
        yield _Control(
            number=int(str(shape.get("id")).removeprefix("_x0000_s")),
            caption="".join(str(text) for text in caption.itertext()),
            macro=data.findtext(f"{_VML_EXCEL}FmlaMacro") or "",
            help=str(shape.get("alt")),
            corners=_corner("from", places[:4]) + _corner("to", places[4:]),
        )


def _corner(name: str, place: list[int]) -> str:
    """A corner as XML, from column, pixels, row, pixels; its own name is of the sheet's or the drawing's kind."""
    column, x, row, y = place
    inner = f"<xdr:col>{column}</xdr:col><xdr:colOff>{x * _EMU_PER_PIXEL}</xdr:colOff>"
    inner += f"<xdr:row>{row}</xdr:row><xdr:rowOff>{y * _EMU_PER_PIXEL}</xdr:rowOff>"
    return f"<{{}}{name}>{inner}</{{}}{name}>"


def _with_controls(sheet: bytes, controls: list[_Control]) -> bytes:
    """The sheet's XML with its drawing before, and its controls after, the VML drawing."""
    inner = ""
    for n, control in enumerate(controls, 1):
        inner += (
            f'<mc:AlternateContent {_COMPATIBILITY}><mc:Choice Requires="x14">'
            f'<control shapeId="{control.number}" r:id="rIdControl{n}" name={quoteattr(control.caption)}>'
            f'<controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" macro={quoteattr(control.macro)} '
            f"altText={quoteattr(control.help)}>"
            f'<anchor moveWithCells="1">{control.corners.replace("{}", "")}</anchor></controlPr>'
            "</control></mc:Choice></mc:AlternateContent>"
        )
    after = (
        f'<mc:AlternateContent {_COMPATIBILITY} {_X14} {_XDR}><mc:Choice Requires="x14"><controls>{inner}</controls>'
    )
    after += "</mc:Choice></mc:AlternateContent>"
    start = sheet.index(b"<legacyDrawing ")
    end = sheet.index(b"/>", start) + 2
    return sheet[:start] + b'<drawing r:id="rIdDrawing"/>' + sheet[start:end] + after.encode() + sheet[end:]


def _drawing(controls: list[_Control]) -> str:
    anchors = ""
    for control in controls:
        anchors += (
            f'<mc:AlternateContent {_COMPATIBILITY}><mc:Choice Requires="a14" '
            'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
            f'<xdr:twoCellAnchor editAs="oneCell">{control.corners.replace("{}", "xdr:")}'
            f'<xdr:sp macro={quoteattr(control.macro)} textlink=""><xdr:nvSpPr>'
            f'<xdr:cNvPr id="{control.number}" name={quoteattr(control.caption)} descr={quoteattr(control.help)} '
            'hidden="1"><a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
            f'<a14:compatExt spid="_x0000_s{control.number}"/></a:ext></a:extLst></xdr:cNvPr>'
            "<xdr:cNvSpPr/></xdr:nvSpPr>"
            '<xdr:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
            '<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" anchor="ctr"/><a:lstStyle/>'
            f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="en-GB" sz="1100"/><a:t>{escape(control.caption)}</a:t></a:r>'
            '</a:p></xdr:txBody></xdr:sp><xdr:clientData fPrintsWithSheet="0"/></xdr:twoCellAnchor></mc:Choice>'
            "<mc:Fallback/></mc:AlternateContent>"
        )
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f"{_HEAD}<xdr:wsDr {_XDR} {space}>{anchors}</xdr:wsDr>"


def _ribbon() -> str:
    """The tab *Performance Index*: the same buttons; each passes its tag to the macro RibbonButton."""
    buttons = "".join(
        f"<button id={quoteattr(button.macro)} label={quoteattr(button.caption)} imageMso={quoteattr(button.icon)} "
        f'size="large" screentip={quoteattr(button.caption)} supertip={quoteattr(button.help + ".")} '
        f'tag={quoteattr(button.procedure)} onAction="RibbonButton"/>'
        for button in COMMANDS
    )
    return (
        f'{_HEAD}<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
        '<tab id="tabPerformanceIndex" label="Performance Index"><group id="groupReport" label="Committee report">'
        f"{buttons}</group></tab></tabs></ribbon></customUI>"
    )
