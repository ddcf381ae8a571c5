"""How Excel recalculates: three things that pyOpenVBA 6.5.0's calculation lacks.

A formula that calls a VBA function runs it; a formula that reads its own row of a table is worked out again for a
change in that row only; and when a table grows, only what reads other cells than before is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING
from unittest import mock

from pyopenvba._a1 import Area
from pyopenvba.apps.excel import _io
from pyopenvba.apps.excel._calc import Calculator as PyOpenVBACalculator
from pyopenvba.apps.excel._engine_book import EngineBook as PyOpenVBAEngineBook
from pyopenvba.formula._calc import nodes, registry
from pyopenvba.formula._calc import values as formula_values
from pyopenvba.interpreter import EMPTY, VBADate, VBARuntimeError
from pyopenvba.interpreter._ast import Procedure
from pyopenvba.interpreter._runtime import ModuleRuntime

from excel_double.values import Untyped, to_formula, to_vba

if TYPE_CHECKING:
    from excel_double.host import Excel

ANY = 255
ANSWERS: dict[Hashable, object] = {}
"""What in-sheet functions answered in this process, for `Excel(path, remembers=True)`; see `_known_by`."""
_READS = (
    nodes.CellReference,
    nodes.AreaReference,
    nodes.AxisReference,
    nodes.NameReference,
    nodes.StructuredReference,
)


class EngineBook(PyOpenVBAEngineBook):
    """A workbook's formulas, which know what they read."""

    def __init__(self, calculator: PyOpenVBACalculator) -> None:
        super().__init__(calculator)
        self._parsed: dict[tuple[object, ...], Untyped] = {}

    def read(self, formula: str) -> Untyped:
        """A formula, parsed once for all rows that have it; pyOpenVBA 6.5.0 parses each, 12 ms a time."""
        key = (formula, *self.table_names())
        if key not in self._parsed:
            self._parsed[key] = super().read(formula)
        return self._parsed[key]

    def precedents(
        self, node: Untyped, sheet: str, row: int, column: int, names: frozenset[str] = frozenset()
    ) -> list[Area]:
        """What a formula reads: of `Indicators[[#This Row],[Target]]`, one cell.

        pyOpenVBA 6.5.0 takes it to read the whole table, so an edit in one row works out every row.
        """
        found: list[Area] = []
        columns: dict[str | None, dict[str, Area]] = {}
        for one in nodes.walk(node):
            if isinstance(one, nodes.StructuredReference) and "#This Row" in one.items:
                if one.table not in columns:
                    columns[one.table] = self._row_of(one.table, sheet, row, column)
                found += _in_row(one, columns[one.table])
            elif isinstance(one, _READS):
                found += super().precedents(one, sheet, row, column, names)
        return found

    def _row_of(self, name: str | None, sheet: str, row: int, column: int) -> dict[str, Area]:
        """The cells of one row of a table, or of the table that the formula stands in, by heading and in order."""
        table = self.table(name) if name is not None else self.table_at(sheet, row, column)
        if table is None:
            return {}
        cells = range(table.left, table.left + len(table.columns))
        return {
            heading.lower(): Area(row, at, row, at, table.sheet)
            for heading, at in zip(table.columns, cells, strict=True)
        }


class Calculator(PyOpenVBACalculator):
    """The bookkeeping of which formulas are to be worked out again."""

    def __init__(self, book: Untyped) -> None:
        super().__init__(book)
        self._sheets_read: set[str] = set()

    def _keep(self, key: Untyped, compiled: Untyped) -> None:
        super()._keep(key, compiled)
        if compiled is not None:
            self._sheets_read.update(area.sheet.lower() for area in compiled.precedents)

    def _reading(self, name: str, row: int, column: int) -> Untyped:
        """The formulas that read a cell: none on a sheet that no formula reads.

        pyOpenVBA 6.5.0 asks each formula, which takes a minute where four thousand rows are written.
        """
        return super()._reading(name, row, column) if name in self._sheets_read else set()

    def rebuild(self) -> None:
        """Read all formulas anew, and mark those that read other cells than before.

        pyOpenVBA 6.5.0 marks every formula of the workbook, so that a table that gains a row rates every indicator.
        """
        before = {key: one.precedents for key, one in self.compiled.items()}
        fresh = {key for key in before if (cell := self._cell(key)) is not None and not cell.stale}
        super().rebuild()
        self.build()
        for key in fresh & self.compiled.keys():
            if self.compiled[key].precedents == before[key]:
                self._cell(key).stale = False


def _in_row(one: nodes.StructuredReference, cells: dict[str, Area]) -> list[Area]:
    """What a reference to its own row reads, of the cells of that row."""
    ends = ((one.first or next(iter(cells), "")).lower(), (one.last or next(reversed(cells), "")).lower())
    if not cells.keys() >= set(ends):
        return []
    first, last = (cells[end] for end in ends)
    return [Area(first.top, first.left, last.bottom, last.right, first.sheet)]


formula_read = lru_cache(maxsize=512)(_io._formula_read)  # noqa: SLF001 - the one function that is slow
"""A formula as a file spells it, read once for all rows that have it; pyOpenVBA 6.5.0 reads each."""


@contextmanager
def functions_of(excel: Excel) -> Iterator[None]:
    """Every public function of the workbook's standard modules can stand in a formula, until the context ends.

    pyOpenVBA 6.5.0 works out only Excel's own functions; one of the project's gives #NAME?.
    """
    found = {}
    for module in excel.interpreter.modules.values():
        if module.is_class:
            continue
        for procedure in module.parsed.procedures:
            if procedure.kind == "function" and procedure.scope != "private":
                found[procedure.name.upper()] = _function(excel, module, procedure)
    with mock.patch.dict(registry.FUNCTIONS, {n: f for n, f in found.items() if n not in registry.FUNCTIONS}):
        yield


def _function(excel: Excel, module: ModuleRuntime, procedure: Procedure) -> registry.Function:
    needed = sum(not (one.optional or one.param_array) for one in procedure.params)
    most = ANY if any(one.param_array for one in procedure.params) else len(procedure.params)
    kinds = (registry.Kind.RANGE,) * max(1, len(procedure.params))
    return registry.Function(procedure.name.upper(), _runs(excel, module, procedure), kinds, needed, most)


def _runs(excel: Excel, module: ModuleRuntime, procedure: Procedure) -> Callable[..., Untyped]:
    def implementation(context: Untyped, *arguments: Untyped) -> Untyped:
        sheet = excel.workbook.sheet_named(context.sheet)
        known_by = _known_by(excel, procedure, arguments) if excel.remembers else None
        with excel.called_by(sheet.vba_get("Cells", [context.row, context.column]), procedure.name):
            if known_by in ANSWERS:
                return ANSWERS[known_by]
            given = [_argument(excel, one) for one in arguments]
            try:
                answer = to_formula(excel.interpreter.call(procedure, module, given, {}))
            except VBARuntimeError:  # a function that fails shows #VALUE!, and Excel says nothing
                return formula_values.VALUE
        if known_by is not None:
            ANSWERS[known_by] = answer
        return answer

    return implementation


def _known_by(excel: Excel, procedure: Procedure, arguments: tuple[Untyped, ...]) -> Hashable | None:
    """All that a function's answer is made of: its name, its arguments, and what the VBA and the computer are.

    None where one of that is to be worked out first.
    """
    circumstances = excel.circumstances()
    given = [_as_given(excel, one) for one in arguments]
    return None if circumstances is None or None in given else (procedure.name, circumstances, *given)


def _as_given(excel: Excel, value: Untyped) -> Hashable | None:
    """An argument as VBA sees it: of each cell its value and its format, which decides what kind of value that is."""
    if not isinstance(value, formula_values.Reference):
        return None if isinstance(value, formula_values.Array) else (type(value), value)
    area = value.areas[0]
    cells = excel.workbook.sheet_named(area.sheet).cells_
    found: list[Hashable] = [(area.bottom - area.top, area.right - area.left)]
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            cell = cells.get((row, column))
            if cell is not None and (cell.formula or cell.spilled_from):
                return None
            value = EMPTY if cell is None else cell.value
            plain = value.serial if isinstance(value, VBADate) else value  # of which two are never equal
            found.append((type(value), plain, "" if cell is None else cell.number_format))
    return tuple(found)


def _argument(excel: Excel, value: Untyped) -> Untyped:
    """An argument of a formula as VBA gets it: a reference is a Range."""
    if isinstance(value, formula_values.Reference):
        area = value.areas[0]
        sheet = excel.workbook.sheet_named(area.sheet)
        corners = [sheet.vba_get("Cells", [area.top, area.left]), sheet.vba_get("Cells", [area.bottom, area.right])]
        return sheet.vba_get("Range", corners)
    if isinstance(value, formula_values.Array):
        return to_vba([[None if isinstance(x, formula_values.Empty) else x for x in row] for row in value.rows])
    return EMPTY if isinstance(value, formula_values.Empty) else value
