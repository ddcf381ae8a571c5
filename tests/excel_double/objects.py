"""The objects of the xlwings engine: a workbook, its sheets, ranges, tables and names, each over one of pyOpenVBA's."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import xlwings
from pyopenvba.interpreter import NOTHING, VBAInt
from xlwings import base_classes, utils

from excel_double.values import MISSING_VALUE, Untyped, to_com, to_vba

if TYPE_CHECKING:
    from excel_double.engine import App
    from excel_double.host import Excel

VISIBLE = -1
DIRECTIONS = {"down": -4121, "up": -4162, "left": -4159, "right": -4161}


def asks(member: Callable[..., Untyped]) -> Callable[..., Untyped]:
    """A member that crosses to Excel: one round trip each time."""

    @functools.wraps(member)
    def counted(self: Untyped, *given: Untyped, **named: Untyped) -> Untyped:
        self.excel.round_trips += 1
        return member(self, *given, **named)

    return counted


class Native:
    """An object of Excel's behind an object of xlwings': `xl`; None for the cell that calls, where it is not told."""

    excel: Excel

    def __init__(self, xl: Untyped) -> None:
        self.xl = xl
        if xl is not None:
            self.excel = _book_of(xl).application.double

    @property
    def api(self) -> Untyped:
        return self.xl


def _book_of(xl: Untyped) -> Untyped:
    """The workbook that any of Excel's objects is in."""
    while not hasattr(xl, "sheets_"):
        xl = xl.book if hasattr(xl, "book") else xl.sheet if hasattr(xl, "sheet") else xl.vba_get("Parent")
    return xl


class Named:
    """A collection of Excel's by name or by number from 1."""

    def __init__(self, excel: Excel, make: Callable[[Untyped], Untyped], items: Callable[[], list[Untyped]]) -> None:
        self.excel, self._make, self._items = excel, make, items

    @asks
    def __call__(self, key: str | int) -> Untyped:
        if not isinstance(key, str):
            return self._make(self._items()[key - 1])
        for item in self._items():
            if str(item.vba_get("Name")).lower() == key.lower():
                return self._make(item)
        raise KeyError(key)

    @asks
    def __len__(self) -> int:
        return len(self._items())

    @asks
    def __iter__(self) -> Iterator[Untyped]:
        return iter([self._make(item) for item in self._items()])

    @asks
    def __contains__(self, key: str) -> bool:
        return any(str(item.vba_get("Name")).lower() == key.lower() for item in self._items())

    contains = __contains__


class Book(Native, base_classes.Book):
    """A workbook."""

    @property
    @asks
    def app(self) -> App:
        return self.excel.app

    @property
    @asks
    def name(self) -> str:
        return str(self.xl.vba_get("Name"))

    @property
    @asks
    def fullname(self) -> str:
        """Its path; as in `_xlwindows`, an address on the web becomes the file it is synchronised to, or an error."""
        name = str(self.xl.vba_get("FullName"))
        if "://" not in name:
            return name
        config = utils.read_config_sheet(xlwings.Book(impl=self))
        local = utils.fullname_url_to_local_path(
            url=name,
            sheet_onedrive_consumer_config=config.get("ONEDRIVE_CONSUMER_WIN"),
            sheet_onedrive_commercial_config=config.get("ONEDRIVE_COMMERCIAL_WIN"),
            sheet_sharepoint_config=config.get("SHAREPOINT_WIN"),
        )
        return str(local)

    @property
    def sheets(self) -> Named:
        return Named(self.excel, Sheet, lambda: self.xl.sheets_)

    @property
    def names(self) -> Named:
        return Named(self.excel, Name, lambda: self.xl.vba_get("Names").vba_items())

    @asks
    def activate(self) -> None:
        self.xl.vba_get("Activate")

    @asks
    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it under its name or another; a password is more than the double can do."""
        if password is not None:
            raise NotImplementedError
        self.xl.vba_get(*(("Save", []) if path is None else ("SaveAs", [path])))


class Sheet(Native, base_classes.Sheet):
    """A worksheet."""

    @property
    def book(self) -> Book:
        return Book(self.xl.book)

    @property
    @asks
    def name(self) -> str:
        return str(self.xl.vba_get("Name"))

    @property
    def tables(self) -> Named:
        return Named(self.excel, Table, lambda: self.xl.vba_get("ListObjects").vba_items())

    @asks
    def range(self, first: Untyped, last: Untyped = None) -> Range:
        """A range by its address, or by the corner cells given as (row, column) or as ranges."""
        corners = [self._corner(one) for one in (first, last) if one is not None]
        if len(corners) == 1 and isinstance(first, tuple):
            return Range(corners[0])
        return Range(self.xl.vba_get("Range", corners))

    def _corner(self, one: Untyped) -> Untyped:
        if isinstance(one, tuple):
            return self.xl.vba_get("Cells", list(one))
        return one.xl if isinstance(one, Range) else one

    @property
    @asks
    def visible(self) -> bool:
        return int(str(self.xl.vba_get("Visible"))) == VISIBLE

    @visible.setter
    @asks
    def visible(self, value: bool) -> None:
        self.xl.vba_set("Visible", VBAInt(VISIBLE if value else 0, "Long"))

    @asks
    def activate(self) -> None:
        """Go to it; Excel refuses that for a sheet that is hidden, pyOpenVBA 6.5.0 does it."""
        if not self.visible:
            raise OSError("Activate method of Worksheet class failed")
        self.xl.vba_get("Activate")


class Range(Native, base_classes.Range):
    """A block of cells."""

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.xl.sheet)

    @property
    @asks
    def shape(self) -> tuple[int, int]:
        return self.xl.first.rows, self.xl.first.columns

    @property
    @asks
    def row(self) -> int:
        return int(self.xl.first.top)

    @property
    @asks
    def column(self) -> int:
        return int(self.xl.first.left)

    @property
    @asks
    def coords(self) -> tuple[str, int, int, int, int]:
        area = self.xl.first
        return self.xl.sheet.name, area.top, area.left, area.rows, area.columns

    @property
    @asks
    def address(self) -> str:
        return str(self.xl.vba_get("Address"))

    @property
    @asks
    def raw_value(self) -> object:
        """The cells; a block of them in full. On a Mac an empty cell is not None (`_xlmac._clean_value_data_element`).

        pyOpenVBA 6.5.0 leaves out the rows and columns of a block that lie outside the sheet's used range.
        """
        area, found = self.xl.first, to_com(self.xl.vba_get("Value"))
        if area.rows == area.columns == 1:
            return found
        rows = found if isinstance(found, tuple) else ((found,),)
        whole = [(*row, *(None,) * (area.columns - len(row))) for row in rows]
        whole += [(None,) * area.columns] * (area.rows - len(whole))
        if self.excel.computer.is_mac:
            return [[MISSING_VALUE if cell is None else cell for cell in row] for row in whole]
        return tuple(whole)

    @raw_value.setter
    @asks
    def raw_value(self, value: object) -> None:
        self.xl.vba_set("Value", to_vba(value))

    @property
    @asks
    def formula(self) -> object:
        return to_com(self.xl.vba_get("Formula"))

    @formula.setter
    @asks
    def formula(self, value: object) -> None:
        self.xl.vba_set("Formula", to_vba(value))

    @property
    @asks
    def row_height(self) -> float:
        return float(str(self.xl.vba_get("RowHeight")))

    @row_height.setter
    @asks
    def row_height(self, value: float) -> None:
        self.xl.vba_set("RowHeight", float(value))

    @asks
    def __call__(self, row: int, column: int | None = None) -> Range:
        return Range(self.xl.vba_get("Cells", [row] if column is None else [row, column]))

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @asks
    def end(self, direction: str) -> Range:
        """The last filled cell in a direction: what Ctrl and an arrow go to."""
        return Range(self.xl.vba_get("End", [VBAInt(DIRECTIONS[direction], "Long")]))

    @asks
    def clear_contents(self) -> None:
        self.xl.vba_get("ClearContents")


def _part(name: str) -> property:
    """A part of a table, None where the table has none."""

    @asks
    def read(table: Table) -> Range | None:
        found = table.xl.vba_get(name)
        return None if found is NOTHING else Range(found)

    return property(read)


class Table(Native, base_classes.Table):
    """A table."""

    range = _part("Range")
    data_body_range = _part("DataBodyRange")
    header_row_range = _part("HeaderRowRange")

    @property
    def parent(self) -> Sheet:
        return Sheet(self.xl.vba_get("Parent").vba_get("Parent"))

    @property
    @asks
    def name(self) -> str:
        return str(self.xl.vba_get("Name"))

    @property
    @asks
    def show_totals(self) -> bool:
        return bool(self.xl.vba_get("ShowTotals"))

    @property
    @asks
    def show_autofilter(self) -> bool:
        return bool(self.xl.vba_get("ShowAutoFilter"))

    @show_autofilter.setter
    @asks
    def show_autofilter(self, value: bool) -> None:
        """Switch the table's filter; off, it hides nothing. pyOpenVBA 6.5.0 keeps it as a filter of the sheet."""
        self.xl.vba_set("ShowAutoFilter", value)
        sheet = self.xl.vba_get("Parent")
        if not value and sheet.vba_get("FilterMode"):
            sheet.vba_get("ShowAllData")

    @asks
    def resize(self, to: Untyped) -> None:
        self.xl.vba_get("Resize", [to.impl.xl])


class Name(Native, base_classes.Name):
    """A defined name."""

    @property
    @asks
    def name(self) -> str:
        return str(self.xl.vba_get("Name"))

    @property
    @asks
    def refers_to(self) -> str:
        return str(self.xl.vba_get("RefersTo"))

    @property
    @asks
    def refers_to_range(self) -> Range:
        return Range(self.xl.vba_get("RefersToRange"))
