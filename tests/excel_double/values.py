"""A value on its way between VBA and Python: what pywin32 hands over, in both directions.

In Python a cell is None, a float, a str, a bool, a datetime, a Decimal (from a currency format) or, for an error, the
whole number that COM uses; a block of cells is a tuple of rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pyopenvba.formula._calc import values as formula_values
from pyopenvba.formula._values import ExcelError
from pyopenvba.interpreter import EMPTY, MISSING, NOTHING, NULL, VBAArray, VBACurrency, VBADate, VBAErrorValue, VBAInt
from pyopenvba.interpreter._values import VBASingle

Untyped = Any
"""An object of pyOpenVBA's or xlwings', which publish no types."""

COM_ERROR = -2146828288
"""Added to VBA's number of an error (2042 for #N/A) it is the number that COM uses."""

COM_MISSING = -2147352572
"""What COM passes for an argument that was left out."""

ERROR_CODES = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
    2051: "#BUSY!",
}
"""VBA's numbers of the errors that a cell can show."""

KNOWN_TO_XLWINGS = frozenset({2000, 2007, 2015, 2023, 2029, 2036, 2042})
"""Those of which `xlwings._xlwindows.cell_errors` of 0.37.8 makes text or None; it leaves the others whole numbers."""


MISSING_VALUE = "k.missing_value"
"""What appscript gives for an empty cell, on a Mac."""


def to_com(value: object) -> object:
    """A VBA value as pywin32 hands it to Python; an object (a range, a workbook) stays itself."""
    if value is MISSING:
        return COM_MISSING
    if value in (EMPTY, NOTHING, NULL):
        return None
    if isinstance(value, VBADate):
        return value.to_datetime()
    if isinstance(value, VBAErrorValue):
        return COM_ERROR + value.number
    if isinstance(value, ExcelError):
        return COM_ERROR + next(number for number, code in ERROR_CODES.items() if code == value.name)
    if isinstance(value, VBAArray):
        return _rows(value)
    if isinstance(value, VBACurrency):
        return Decimal(value)
    if isinstance(value, VBAInt):
        return int(value)
    if isinstance(value, VBASingle):
        return float(value)
    return value


def to_vba(value: object) -> object:
    """A Python value as COM hands it to VBA; a sequence of rows is a two-dimensional array that starts at 1."""
    if value is None:
        return EMPTY
    if isinstance(value, (dt.datetime, dt.date)):
        return VBADate.from_datetime(value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value)
    if isinstance(value, (list, tuple)):
        return _array(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return VBAErrorValue(value - COM_ERROR) if value - COM_ERROR in ERROR_CODES else float(value)
    return value


def to_formula(value: object) -> object:
    """What VBA answered, as the calculation keeps it: no value is 0, as Excel shows it."""
    if isinstance(value, VBAErrorValue):
        return formula_values.CellError(ERROR_CODES.get(value.number, "#VALUE!"))
    plain = to_com(value)
    if plain is None:
        return 0.0
    if isinstance(plain, dt.datetime):
        return VBADate.from_datetime(plain).serial
    return plain if isinstance(plain, (str, bool)) else float(str(plain))


def _rows(array: VBAArray) -> tuple[object, ...]:
    if array.dimensions == 1:
        return tuple(to_com(item) for item in array.items)
    (top, bottom), (left, right) = array.bounds
    return tuple(
        tuple(to_com(array.get([row, column])) for column in range(left, right + 1)) for row in range(top, bottom + 1)
    )


def _array(value: Sequence[object]) -> VBAArray:
    rows = [row if isinstance(row, (list, tuple)) else None for row in value]
    block = [list(row) for row in rows if row is not None] if None not in rows else [list(value)]
    array = VBAArray([(1, len(block)), (1, len(block[0]) if block else 0)])
    for row, cells in enumerate(block, 1):
        for column, cell in enumerate(cells, 1):
            array.items[array.offset([row, column])] = to_vba(cell)
    return array
