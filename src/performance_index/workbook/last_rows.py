"""The last rows of a large sheet, cut out of its XML: ten years of records are read from the last that stands alone.

To parse a sheet takes longer than everything else that a report does. Where it is not certain what stands where, for
instance as the sheet has comments, nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORTH_IT = 200_000
"""As many bytes must be spared."""
_SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData>")
_NUMBER = re.compile(rb"""[^<>]*?\sr=["']([0-9]{1,7})["'][^<>]*>""")
_SHARED = (b't="s"', b"t='s'")


def without_rows_before(sheet: bytes, heading: int, text: str, places: Iterable[int]) -> tuple[bytes, int]:
    """The XML of a sheet without the rows between the one numbered `heading` and the last that has a cell with a text.

    `text` is how the cell's text begins; `places` are those, among the workbook's shared texts, that begin so. The
    second is how many rows are left out; 0, and the sheet as it is, where none can be.
    """
    nothing = sheet, 0
    data = _SHEET_DATA.search(sheet)
    if data is None or not _is_plain(sheet):
        return nothing
    tag = b"<" + data[1] + b"row "
    found = max((sheet.rfind(b">" + text.encode()), *(_last_shared(sheet, place) for place in places)))
    first, last = _row_after(sheet, tag, data.end(), heading), sheet.rfind(tag, 0, max(found, 0))
    number = _NUMBER.match(sheet, last + len(tag) - 1) if last >= 0 else None
    if number is None or first < 0 or last - first < _WORTH_IT:
        return nothing
    return sheet[:first] + sheet[last:], int(number[1]) - heading - 1


def _is_plain(sheet: bytes) -> bool:
    """Whether each < begins a tag: in UTF-8, without comments, instructions and unparsed text."""
    declared = sheet[:200].partition(b"?>")[0] if sheet.startswith(b"<?xml") else b""
    encoding = re.search(rb"""encoding=["']([^"']*)""", declared)
    is_utf = encoding is None or encoding[1].lower() == b"utf-8"
    return is_utf and sheet[:1] == b"<" and sheet.find(b"<?", 2) < 0 and sheet.find(b"<!") < 0


def _row_after(sheet: bytes, tag: bytes, start: int, heading: int) -> int:
    """Where the first row below the heading begins; -1 where that cannot be told."""
    place = sheet.find(tag, start)
    while place >= 0:
        number = _NUMBER.match(sheet, place + len(tag) - 1)
        if number is None:
            return -1
        if int(number[1]) > heading:
            return place
        place = sheet.find(tag, place + 1)
    return -1


def _last_shared(sheet: bytes, place: int) -> int:
    """Where the last cell is that has a shared text; -1 for none."""
    text, end = b">%d</" % place, len(sheet)
    while (end := sheet.rfind(text, 0, end)) >= 0:
        value = sheet.rfind(b"<", 0, end)
        cell = sheet[max(0, sheet.rfind(b"<", 0, value)) : value]
        if any(one in cell for one in _SHARED):
            return end
    return -1
