"""One cell of a sheet as XML: what is typed into it, and the result kept beside its formula."""

from __future__ import annotations

import datetime as dt
import re

from lxml import etree

from performance_index.cells import day_number
from performance_index.workbook.package import name_of

BLANK = (None, "")
_BEFORE_1904 = day_number(dt.date(1904, 1, 1))
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class CellWriter:
    """Writes into cells of one sheet; `has_lost_formulas`: whether something else is now in the cell of a formula."""

    def __init__(self, space: str, *, from_1904: bool) -> None:
        """Take the namespace of the sheet, in braces; `from_1904` where its days count from then."""
        self._space, self._first_day = space, _BEFORE_1904 if from_1904 else 0
        self.has_lost_formulas = False

    def write(self, cell: etree._Element, value: object) -> None:
        """Put a value in place of what a cell holds; None or '' empties it. A text after ' is a text, as in Excel."""
        for one in list(cell):
            self.has_lost_formulas |= name_of(one) == "f"
            cell.remove(one)
        for attribute in ("t", "cm", "vm"):
            cell.attrib.pop(attribute, "")
        if value in BLANK:
            return
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{self._space}is"), f"{self._space}t")
            text.text = _escaped(value.removeprefix("'"))
            if text.text != " ".join(text.text.split()):
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
        etree.SubElement(cell, f"{self._space}v").text = self._number(value)

    def keep_result(self, cell: etree._Element, result: object) -> None:
        """Keep a result beside the formula of a cell."""
        for one in cell.findall(f"{self._space}v"):
            cell.remove(one)
        cell.attrib.pop("t", "")
        if isinstance(result, str):
            cell.set("t", "str")
        value = etree.SubElement(cell, f"{self._space}v")
        value.text = (_escaped(result) if isinstance(result, str) else self._number(result)) or None

    def _number(self, value: object) -> str:
        if isinstance(value, dt.date):
            return str(day_number(value) - self._first_day)
        return repr(value)


def _escaped(text: str) -> str:
    """A text as Excel writes it into a file: what XML cannot hold as '_x0007_', what looks like that as well."""
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
