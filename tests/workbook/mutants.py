"""Workbooks changed at random, the same for the same seed: other cells, and parts that no program writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from lxml import etree

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"
with zipfile.ZipFile(SHIPPED) as shipped:
    PARTS = {name: shipped.read(name) for name in shipped.namelist()}
STYLES = len(re.findall(rb"<xf ", PARTS["xl/styles.xml"].partition(b"<cellXfs")[2].partition(b"</cellX")[0]))
SHEETS = tuple(f"xl/worksheets/sheet{n}.xml" for n in (2, 2, 2, 3, 4, 5, 6, 7))
READ = (*SHEETS, *SHEETS, *(name for name in PARTS if name.startswith(("xl/tables/", "xl/worksheets/_rels/"))))
READ += ("xl/sharedStrings.xml",) * 3 + ("xl/styles.xml",) * 3 + ("xl/workbook.xml", "xl/_rels/workbook.xml.rels") * 2
"""The parts that are read, those more often that hold more."""

CELLS = (
    '<c r="{r}" s="{s}"><v>{n}</v></c>',
    '<c r="{r}" s="{s}" t="n"><f>1+1</f><v>{n}</v></c>',
    '<c r="{r}" s="{s}" t="b"><v>1</v></c>',
    '<c r="{r}" s="{s}" t="e"><v>#N/A</v></c>',
    '<c r="{r}" s="{s}" t="s"><v>{i}</v></c>',
    '<c r="{r}" s="{s}" t="str"><f>"x"</f><v> a &amp; b </v></c>',
    '<c r="{r}" s="{s}" t="str"><f>""</f><v></v></c>',
    '<c r="{r}" s="{s}" t="inlineStr"><is><r><t>one </t></r><r><rPr><b/></rPr><t>two</t></r></is></c>',
    '<c r="{r}" s="{s}"><f>1+1</f></c>',
    '<c r="{r}" s="{s}"/>',
    "",
)
NUMBERS = ("0", "1", "60", "59.5", "0.25", "44104", "44104.75", "-3", "1E-3", "0.1", "2958465", "1.5E+300")
ODD = (
    "", "0", "1", "-1", "7", "99999999999", "1.0", " 1 ", "+1", "1e3", "x", "é", "true", "NULL", "#REF!", "A1", "B8",
    "XFD1048576", "A6:B8", "$A$6:$AL$38", "B8:A6", "A:C", "dd/mm/yyyy", "[h]:mm", '0"d"', "General", "nan", "inf",
    "n", "s", "str", "b", "e", "d", "inlineStr", "2020-09-30", "2020-09-30T12:00:00Z", "../x", "/xl/workbook.xml",
)  # fmt: skip


def put(cell: str, xml: str) -> Callable[[bytes], bytes]:
    """A sheet with one cell in place of another."""
    return lambda sheet: re.sub(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)'.encode(), lambda _: xml.encode(), sheet, count=1)


def other_cells(sheet: bytes, chance: Random) -> bytes:
    """A sheet with one to six of its cells changed to other kinds of cell."""
    for _ in range(chance.randint(1, 6)):
        addresses = re.findall(rb'<c r="([A-Z]+[0-9]+)"', sheet)
        if addresses:
            address = chance.choice(addresses).decode()
            style, number, text = chance.randrange(STYLES), chance.choice(NUMBERS), chance.randint(0, 90)
            sheet = put(address, chance.choice(CELLS).format(r=address, s=style, n=number, i=text))(sheet)
    return sheet


def mutant(seed: int) -> bytes:
    """The shipped workbook with one to four things changed; with every third seed only in its cells."""
    chance = Random(seed)  # noqa: S311 - no secret: the same workbooks on every run
    parts = dict(PARTS)
    if seed % 4 == 0:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'codeName="T', b'date1904="1" codeName="T')
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(SHEETS if seed % 3 == 0 else READ)
        if name not in parts:
            continue
        change = other_cells if seed % 3 == 0 else chance.choice(_CHANGES)
        after = change(parts.pop(name), chance)
        if after is not None:
            parts[name] = after
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def _in_xml(change: Callable[[etree._Element, Random], None]) -> Callable[[bytes, Random], bytes]:
    """A change of one element; a part that is no XML any more stays as it is."""

    def changed(content: bytes, chance: Random) -> bytes:
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError:
            return content
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        kind = chance.choice(sorted({one.tag for one in elements}))  # or it would nearly always be a cell
        change(chance.choice([one for one in elements if one.tag == kind]), chance)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    return changed


@_in_xml
def _odd_attribute(element: etree._Element, chance: Random) -> None:
    names = sorted(map(str, element.attrib))
    if names:
        element.set(chance.choice(names), chance.choice(ODD))


@_in_xml
def _no_attribute(element: etree._Element, chance: Random) -> None:
    names = sorted(map(str, element.attrib))
    if names:
        del element.attrib[chance.choice(names)]


@_in_xml
def _no_element(element: etree._Element, _: Random) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


@_in_xml
def _twice(element: etree._Element, _: Random) -> None:
    if element.getparent() is not None:
        element.addnext(etree.fromstring(etree.tostring(element)))


@_in_xml
def _elsewhere(element: etree._Element, chance: Random) -> None:
    above = element.getparent()
    if above is not None:
        above.insert(chance.randrange(len(above)), element)


@_in_xml
def _another_name(element: etree._Element, chance: Random) -> None:
    here, name = etree.QName(element), chance.choice(("c", "row", "v", "f", "is", "t", "x", "sheetData", "table", "si"))
    element.tag = f"{{{here.namespace}}}{name}"


@_in_xml
def _odd_text(element: etree._Element, chance: Random) -> None:
    element.text = chance.choice(ODD)


def _bytes(content: bytes, chance: Random) -> bytes:
    """Some bytes that are gone or others."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randint(0, 3)) + content[at + chance.randint(1, 40) :]


def _part(content: bytes, chance: Random) -> bytes | None:
    """A part that is gone, empty, cut off or something else."""
    return chance.choice((None, b"", content[: len(content) // 2], b"<x/>", b"not XML"))


_CHANGES: tuple[Callable[[bytes, Random], bytes | None], ...] = (
    _odd_attribute, _odd_attribute, _odd_attribute, _no_attribute, _no_attribute, _no_element, _twice, _elsewhere,
    _another_name, _odd_text, _odd_text, other_cells, _bytes, _part,
)  # fmt: skip
