"""Addresses of cells and ranges: 'AL38', 'A6:AL38'; rows and columns count from 1."""

from __future__ import annotations

import re

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
Corners = tuple[int, int, int, int]
"""The top, left, bottom and right of a range, each from 1."""


def corners_of(address: str) -> Corners | None:
    """The top, left, bottom and right of a range such as 'A6:AL38', each from 1; None where it is none."""
    found = _RANGE.fullmatch(address)
    if found is None:
        return None
    corners = int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3])
    return corners if 0 < corners[0] <= corners[2] and corners[1] <= corners[3] else None


def column_number(address: str) -> int:
    """The number of the column of an address such as 'AL38'; 0 for none."""
    number = 0
    for letter in address.rstrip("0123456789").replace("$", ""):
        number = number * 26 + ord(letter.upper()) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column: 1 is 'A', 38 is 'AL'."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
