"""Documents that tests write as XML: the built-in template's parts around a text of their own, and more parts."""

from __future__ import annotations

import base64
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document

from performance_index.word.document.package import zip_bytes
from performance_index.word.document.wordml import MC, W14, W15, W
from performance_index.word.template import build_template

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'mc:Ignorable="w14 w15"'
)
DOT = base64.b64decode(  # one red point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
MS = "http://schemas.microsoft.com/office/2007/relationships"
BEFORE_EFFECTS = (  # with a picture's number, and that of the picture as it was
    '<a:blip r:embed="{}"><a:extLst><a:ext uri="{{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}}"><a14:imgProps '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><a14:imgLayer r:embed="{}">'
    '<a14:imgEffect><a14:saturation sat="0"/></a14:imgEffect></a14:imgLayer></a14:imgProps></a:ext></a:extLst></a:blip>'
)
DOCUMENT = "word/document.xml"
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>DETAILS</w:t></w:r></w:p>'


@dataclass
class Package:
    """The files of a document that is being written."""

    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a file as text."""
        return self.files[name].decode()

    def add(self, name: str, kind: str, related_as: str, content: str | bytes, *, to: str = DOCUMENT) -> str:
        """Add a part and relate it to another; give the relationship's number."""
        self.files[name] = content.encode() if isinstance(content, str) else content
        types = self.text("[Content_Types].xml")
        override = f'<Override PartName="/{name}" ContentType={quoteattr(kind)}/>'
        self.files["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
        return self.relate(related_as, f"/{name}", to=to)

    def relate(self, kind: str, target: str, *, to: str = DOCUMENT, external: bool = False) -> str:
        """Add a relationship; `kind` is its whole type, or its last word where it is Office's own."""
        folder, _, name = to.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels" if to else "_rels/.rels"
        empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        xml = self.files.get(rels, empty.encode()).decode()
        number = f"rId{len(re.findall('<Relationship ', xml)) + 1}"
        mode = ' TargetMode="External"' if external else ""
        whole = kind if "/" in kind else f"{OFFICE}/{kind}"
        one = f'<Relationship Id="{number}" Type="{whole}" Target={quoteattr(target)}{mode}/>'
        self.files[rels] = xml.replace("</Relationships>", f"{one}</Relationships>").encode()
        return number

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a part as text; there must be something to change."""
        before = self.text(name)
        assert old in before, f"{name} has no {old}"
        self.files[name] = before.replace(old, new, 1).encode()

    def save(self, path: Path) -> Path:
        """Write the document."""
        path.write_bytes(zip_bytes(self.files.items()))
        return path


def package(path: Path, body: str) -> Package:
    """Give the built-in template's files with this text; `path` is where a scratch file may be."""
    build_template(path)
    with zipfile.ZipFile(path) as archive:
        made = Package({name: archive.read(name) for name in archive.namelist()})
    path.unlink()
    section = re.search(r"<w:sectPr>.*</w:sectPr>", made.text(DOCUMENT))
    assert section
    made.files[DOCUMENT] = f"<w:document {NAMESPACES}><w:body>{body}{section[0]}</w:body></w:document>".encode()
    return made


def written(path: Path, body: str) -> Path:
    """Write a document with this text."""
    return package(path, body).save(path)


def opened(path: Path) -> Document:
    """Give the document in a file."""
    return docx.Document(str(path))


def everything(path: Path) -> bytes:
    """Give all that a file holds: its parts, their names and its zip's own comments."""
    with zipfile.ZipFile(path) as archive:
        parts = b"\n".join(archive.read(name) for name in archive.namelist())
        return parts + b"\n".join(name.encode() for name in archive.namelist()) + archive.comment


def p(content: str, style: str = "") -> str:
    """Give a paragraph; text alone becomes its run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{content if content.startswith('<') or not content else run(content)}</w:p>"


def run(text: str, formatting: str = "") -> str:
    """Give a run."""
    said = f"<w:rPr>{formatting}</w:rPr>" if formatting else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def control(content: str, settings: str = "") -> str:
    """Give a content control around this."""
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(*rows: tuple[str, ...], header: bool = True, settings: str = "", style: str = "ReportTable") -> str:
    """Give a table of cells, each given as text or as whole `w:tc` elements."""
    width = max(len(row) for row in rows)
    made = []
    for n, row in enumerate(rows):
        marked = "<w:trPr><w:tblHeader/></w:trPr>" if header and not n else ""
        made.append(f"<w:tr>{marked}{''.join(cell if cell.startswith('<') else tc(p(cell)) for cell in row)}</w:tr>")
    grid = '<w:gridCol w:w="2000"/>' * width
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{settings}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
    )


def tc(content: str, settings: str = "") -> str:
    """Give a cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{settings}</w:tcPr>{content}</w:tc>'


def ink(colour: str) -> str:
    """Give the formatting of coloured text."""
    return f'<w:color w:val="{colour}"/>'


def tint(colour: str) -> str:
    """Give shading of one colour."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def drawing(properties: str, content: str = "", *, decorative: bool = False) -> str:
    """Give a run with a picture's frame; `properties` are attributes of its `wp:docPr`."""
    uri = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    mark = (
        f'<a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative xmlns:adec="{uri}" '
        'val="1"/></a:ext></a:extLst>'
    )
    graphic = content or '<a:graphic><a:graphicData uri="urn:x"/></a:graphic>'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Picture 1" {properties}>'
        f"{mark if decorative else ''}</wp:docPr>{graphic}</wp:inline></w:drawing></w:r>"
    )


def picture(number: str, linked: str = "") -> str:
    """Give the graphic of a picture's frame, by the number of the picture's relationship."""
    link = f' r:link="{linked}"' if linked else ""
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="dot.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{number}"{link}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


def textbox(content: str, fill: str = "") -> str:
    """Give a run with a text box; `fill` is the XML of what is behind its text."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        '<wp:docPr id="2" name="Text Box 2"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        f"<wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field_of(instruction: str, shown: str) -> str:
    """Give the runs of a field as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
