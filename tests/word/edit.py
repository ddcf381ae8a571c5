"""A council's edits to a file that tests start from: a part changed as text, or a document changed in memory."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx

from performance_index.word.document.wordml import new_element, w

DOCUMENT = "word/document.xml"


def change(path: Path, edit: Callable[[str], str], part: str = DOCUMENT) -> None:
    """Rewrite one part of a file; the edit must change something."""
    source, made = zipfile.ZipFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                before = content.decode()
                after = edit(before)
                assert after != before, "the edit found nothing to change"
                content = after.encode()
            target.writestr(name, content)
    path.write_bytes(made.getvalue())


def saved_by(path: Path, program: str) -> None:
    """Note in a file that a program saved it last."""
    properties = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{program}</Application></Properties>"
    )
    with zipfile.ZipFile(path) as source:
        is_noted = "docProps/app.xml" in source.namelist()
    if is_noted:
        change(path, lambda _: properties, "docProps/app.xml")
        return
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    way = f'<Relationship Id="rIdApp" Type="{kind}" Target="docProps/app.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    said = f'<Override PartName="/docProps/app.xml" ContentType="{kind}"/></Types>'
    change(path, lambda xml: xml.replace("</Relationships>", way), "_rels/.rels")
    change(path, lambda xml: xml.replace("</Types>", said), "[Content_Types].xml")
    with zipfile.ZipFile(path, "a") as target:
        target.writestr("docProps/app.xml", properties)


def without_control(tag: str) -> Callable[[str], str]:
    """Take a control's tag away, as somebody does who deletes the control and keeps its words."""
    return lambda xml: xml.replace(f'<w:tag w:val="{tag}"/>', "")


def retagged(old: str, new: str) -> Callable[[str], str]:
    """Give a control another tag."""
    return lambda xml: xml.replace(f'<w:tag w:val="{old}"/>', f'<w:tag w:val="{new}"/>')


def widened(template: Path, *columns: str) -> None:
    """Give the table of exceptions in a template more columns, each under its tag as a heading."""
    document = docx.Document(str(template))
    table = next(document.element.body.iter(w("tbl")))
    for column in columns:
        table.find(w("tblGrid")).append(new_element('<w:gridCol w:w="900"/>'))
        for row in table.iter(w("tr")):
            last = list(row.iterchildren(w("tc")))[-1]
            cell = copy.deepcopy(last)
            last.addnext(cell)
            for node in cell.iter(w("t")):
                node.text = column
            for named in cell.iter(w("tag")):
                named.set(w("val"), f"exceptions.{column}")
            for number in list(cell.iter(w("id"))):
                number.getparent().remove(number)
    document.save(str(template))


def cell_of(tag: str, xml: str) -> str:
    """Give the XML of the table cell that holds a control."""
    cells: list[str] = re.findall("<w:tc>.*?</w:tc>", xml)
    return next(cell for cell in cells if f'w:val="{tag}"' in cell)
