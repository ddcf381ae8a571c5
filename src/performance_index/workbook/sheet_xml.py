"""The cells of one sheet as XML: rows put under a table, each looking as the row above does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lxml import etree

from performance_index.finding import Refused
from performance_index.workbook import layout
from performance_index.workbook.addresses import Corners, column_letters, column_number, corners_of
from performance_index.workbook.cell_xml import BLANK, CellWriter
from performance_index.workbook.package import name_of
from performance_index.workbook.saved_cells import is_true, unescaped

_LAST_ROW = 1_048_576
_FOLLOWING = ("conditionalFormatting", "dataValidation")
"""What holds for cells by their addresses, and must hold for new rows below them."""


class Grid:
    """The XML of one sheet, `root`."""

    def __init__(self, root: etree._Element, *, from_1904: bool) -> None:
        """Take a sheet; `from_1904` where its days count from then."""
        self.root, self._space = root, str(root.tag).rpartition("}")[0] + "}"
        self._cell_writer = CellWriter(self._space, from_1904=from_1904)
        (data,) = root.iterfind(f"{self._space}sheetData")
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        number = 0
        for row in data.iterfind(f"{self._space}row"):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row
        self._bottom = number

    @property
    def has_lost_formulas(self) -> bool:
        """Whether something else is now in the cell of a formula."""
        return self._cell_writer.has_lost_formulas

    def fill(
        self, table: etree._Element, records: Sequence[Mapping[str, object]], *, keep: int, others: Iterable[str]
    ) -> None:
        """Put records under the first `keep` rows of a table, whose XML this is; `others`: the sheet's other tables.

        Refused, with nothing changed, where that cannot be done.
        """
        name = table_name(table)
        top, left, bottom, right = corners_of(table.get("ref", "")) or (0, 0, 0, 0)
        headings = layout.spelled(layout.named(name), list(map(_heading, _columns(table))))
        for heading in dict.fromkeys(heading for record in records for heading in record):
            if heading not in headings:
                what = f"the table {name} has no column '{heading}'"
                raise Refused(f"{what}; put the column back under that name")
        last = top + keep + len(records)
        self._refuse(table, name, (bottom + 1, left, last, right), [*others, *self._merged()])
        columns = self._column_styles(left, right)
        styles = self._styles(bottom if bottom > top else top + 1, columns)
        for n, record in enumerate(records, top + keep + 1):
            values = [record.get(heading) for heading in headings]
            looks = [
                None if value in BLANK and style == column else style
                for value, style, column in zip(values, styles, columns.values(), strict=True)
            ]
            self._write(n, left, values, looks)
        for n in range(last + 1, bottom + 1):
            self._write(n, left, [None] * len(headings), [None] * len(headings))
        self._follow((top, left, bottom, right), last)
        area = f"{column_letters(left)}{top}:{column_letters(right)}{last}"
        table.set("ref", area)
        for own in table.iterfind("{*}autoFilter"):
            own.set("ref", area)
        self._widen(last, right)

    def type(self, table: etree._Element, cells: Mapping[tuple[int, str], object]) -> None:
        """Type values into cells of a table, whose XML this is, by row, 0 being the first, and heading.

        Refused, with nothing changed, where that cannot be done.
        """
        name = table_name(table)
        top, left, bottom, right = corners_of(table.get("ref", "")) or (0, 0, 0, 0)
        headings = layout.spelled(layout.named(name), list(map(_heading, _columns(table))))
        self._refuse_protected(f"the sheet of the table {name}")
        for row, heading in cells:
            if heading not in headings:
                raise Refused(f"the table {name} has no column '{heading}'; put the column back under that name")
            if not top < top + 1 + row <= bottom:
                raise Refused(f"the table {name} has no row {row + 1}")
            self._refuse_shared(top + 1 + row, left + headings.index(heading))
        columns = self._column_styles(left, right)
        for (row, heading), value in cells.items():
            column = left + headings.index(heading)
            self._cell_writer.write(
                self._cell(top + 1 + row, column, columns[column]), f"'{value}" if isinstance(value, str) else value
            )

    def formulas(self, table: etree._Element) -> frozenset[tuple[int, str]]:
        """The cells of a table, whose XML this is, that have a formula: by row, 0 being the first, and heading."""
        top, left, bottom, _ = corners_of(table.get("ref", "")) or (0, 0, 0, 0)
        headings = layout.spelled(layout.named(table_name(table)), list(map(_heading, _columns(table))))
        return frozenset(
            (number - top - 1, headings[column - left])
            for number, row in self._rows.items()
            if top < number <= bottom
            for column, cell in self._cells(row)
            if left <= column < left + len(headings) and cell.find(f"{self._space}f") is not None
        )

    def _refuse_shared(self, number: int, column: int) -> None:
        """A formula that stands in one cell for others too must not go with it."""
        row = self._rows.get(number)
        for at, cell in self._cells(row) if row is not None else ():
            if at == column and any(one.get("t", "normal") != "normal" for one in cell.iterfind(f"{self._space}f")):
                place = f"{column_letters(column)}{number}"
                raise Refused(f"{place} has a formula that belongs to other cells too; put a value there in Excel")

    def work_out(self, answer: Callable[[int, int, str], object]) -> bool:
        """Keep the result of each formula that `answer` gives for its row, column and text; whether it gave all."""
        is_known, shared = True, dict[str, str]()
        for number, row in self._rows.items():
            for column, cell in self._cells(row):
                for formula in cell.iterfind(f"{self._space}f"):
                    said, group = formula.text or "", formula.get("si", "")
                    if formula.get("t") == "shared":
                        shared.setdefault(group, said)
                    result = answer(number, column, said or shared.get(group, ""))
                    is_known &= result is not None
                    if result is not None:
                        self._cell_writer.keep_result(cell, result)
        return is_known

    def _cell(self, number: int, column: int, style: str) -> etree._Element:
        """The cell of a row and column; a new one has the style of its column."""
        row, after = self._row(number), None
        for at, cell in self._cells(row):
            if at == column:
                return cell
            if at > column and after is None:
                after = cell
        made = etree.Element(f"{self._space}c", r=f"{column_letters(column)}{number}", s=style)
        if after is None:
            row.insert(len(self._cells(row)), made)  # what is not a cell comes last
        else:
            after.addprevious(made)
        row.attrib.pop("spans", "")
        return made

    def put(self, top: int, left: int, block: Sequence[Sequence[object]], heights: Sequence[float]) -> None:
        """Put a block of cells where its corner is; `heights` are those of its rows but for the first, 0 hides one.

        A text is written as it is. Refused, with nothing changed, where the sheet is protected.
        """
        self._refuse_protected("the sheet")
        columns = list(self._column_styles(left, left + len(block[0]) - 1).values())
        for n, values in enumerate(block, top):
            texts = [f"'{one}" if isinstance(one, str) else one for one in values]
            self._write(
                n, left, texts, [None if one in BLANK else style for one, style in zip(values, columns, strict=True)]
            )
        for n, height in enumerate(heights, top + 1):
            row = self._row(n)
            if height:
                row.attrib.pop("hidden", "")
                row.set("ht", f"{height:g}")
                row.set("customHeight", "1")
            else:
                row.set("hidden", "1")

    def _refuse(self, table: etree._Element, name: str, area: Corners, taken: Iterable[str]) -> None:
        if table.get("totalsRowCount", "0") != "0":
            what = f"the table {name} has a row of totals"
            raise Refused(f"{what}; switch it off (Table Design, Total Row), and on again afterwards")
        self._refuse_protected(f"the sheet of the table {name}")
        top, left, bottom, right = area
        if bottom > _LAST_ROW:
            raise Refused(f"the table {name} has no room for that many rows; move the oldest into another workbook")
        corners = [found for one in taken if (found := corners_of(one)) is not None]
        is_taken = bottom >= top and any(
            one[0] <= bottom and one[2] >= top and one[1] <= right and one[3] >= left for one in corners
        )
        if is_taken or any(self._holds(row, left, right) for n, row in self._rows.items() if top <= n <= bottom):
            raise Refused(f"something stands below the table {name}; move it to another sheet, so that it can grow")

    def _refuse_protected(self, sheet: str) -> None:
        for one in self.root.iterfind(f"{self._space}sheetProtection"):
            if is_true(one.get("sheet", "0")):
                raise Refused(f"{sheet} is protected; take its protection off (Review, Unprotect Sheet)")

    def _holds(self, row: etree._Element, left: int, right: int) -> bool:
        """Whether any cell of a row in these columns has a value or a formula."""
        return any(len(cell) and left <= column <= right for column, cell in self._cells(row))

    def _merged(self) -> list[str]:
        return [one.get("ref", "") for one in self.root.iterfind(f"{self._space}mergeCells/{self._space}mergeCell")]

    def _cells(self, row: etree._Element) -> list[tuple[int, etree._Element]]:
        found, column = [], 0
        for cell in row.iterfind(f"{self._space}c"):
            column = column_number(cell.get("r", "")) or column + 1
            found.append((column, cell))
        return found

    def _column_styles(self, left: int, right: int) -> dict[int, str]:
        """The style of each column, which an empty cell without one of its own has too."""
        found = dict.fromkeys(range(left, right + 1), "0")
        for one in self.root.iterfind(f"{self._space}cols/{self._space}col"):
            for column in range(max(int(one.get("min", 0)), left), min(int(one.get("max", 0)), right) + 1):
                found[column] = one.get("style", "0")
        return found

    def _styles(self, row: int, columns: Mapping[int, str]) -> list[str]:
        """The style of each cell of a row of a table; where the row has no such cell, its column's."""
        own = {n: cell.get("s", "0") for n, cell in self._cells(self._rows[row])} if row in self._rows else {}
        return [own.get(column, style) for column, style in columns.items()]

    def _write(self, number: int, left: int, values: Sequence[object], styles: Sequence[str | None]) -> None:
        """Write one row of a table; a cell that is there keeps its style, an empty one without a style is left out."""
        row = self._row(number)
        there = dict(self._cells(row))
        for column, cell in there.items():
            cell.set("r", f"{column_letters(column)}{number}")
        for n, value in enumerate(values):
            if left + n not in there:
                style = styles[n]
                if style is None:
                    continue
                there[left + n] = etree.Element(f"{self._space}c", r=f"{column_letters(left + n)}{number}")
                if style != "0":
                    there[left + n].set("s", style)
            self._cell_writer.write(there[left + n], value)
        extra = [one for one in row if one.tag != f"{self._space}c"]
        row[:] = [*(there[column] for column in sorted(there)), *extra]
        row.attrib.pop("spans", "")

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(f"{self._space}row", r=str(number))
            if number > self._bottom:
                self._data.append(row)
                self._bottom = number
            else:
                self._rows[min(n for n in self._rows if n > number)].addprevious(row)
            self._rows[number] = row
        self._rows[number].set("r", str(number))
        return self._rows[number]

    def _follow(self, before: Corners, last: int) -> None:
        """Let what holds for the last row of the table hold for the rows below it."""
        top, left, bottom, right = before
        if last <= bottom:
            return
        for one in self.root.iter(*(f"{self._space}{name}" for name in _FOLLOWING)):
            areas = []
            for area in one.get("sqref", "").split():
                corners = corners_of(area if ":" in area else f"{area}:{area}")
                follows = corners and corners[0] > top and corners[2] == bottom
                if corners and follows and left <= corners[1] and corners[3] <= right:
                    first = f"{column_letters(corners[1])}{corners[0]}"
                    areas.append(f"{first}:{column_letters(corners[3])}{last}")
                else:
                    areas.append(area)
            one.set("sqref", " ".join(areas))

    def _widen(self, last: int, right: int) -> None:
        """Let the sheet say that it reaches that far."""
        for one in self.root.iterfind(f"{self._space}dimension"):
            area = one.get("ref", "")
            corners = corners_of(area if ":" in area else f"{area}:{area}")
            if corners:
                end = f"{column_letters(max(corners[3], right))}{max(corners[2], last)}"
                one.set("ref", f"{column_letters(corners[1])}{corners[0]}:{end}")


def _columns(table: etree._Element) -> Iterable[etree._Element]:
    return (one for group in table if name_of(group) == "tableColumns" for one in group)


def _heading(column: etree._Element) -> str:
    return " ".join(unescaped(column.get("name", "")).split())


def table_name(table: etree._Element) -> str:
    """The name of a table, whose XML this is."""
    return str(table.get("displayName") or table.get("name", ""))
