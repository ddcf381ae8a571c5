"""The columns of a template's tables that stand in a report by a choice of the council's: the others are taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from performance_index.report import CommitteeReport
from performance_index.word.document.controls import Control, find_controls
from performance_index.word.document.grid import cells_of, row_of, table_of
from performance_index.word.document.tablecolumns import is_regular, take_out_column
from performance_index.word.tags import FAVOURED, columns_by_choice


def choose_columns(rows_by_table: Mapping[str, Sequence[Control]], report: CommitteeReport) -> dict[str, str]:
    """Take the columns out of a template's tables that the council has not chosen.

    `rows_by_table`: the repeating sections of each table. Gives the tag of each that it has chosen and that is not
    there, or that has to stay, and what the report lacks or has by it.
    """
    missing: dict[str, str] = {}
    for table, by_choice in columns_by_choice(report).items():
        for column, is_chosen in by_choice.items():
            for rows in rows_by_table.get(table, ()):
                missing |= _choose_column(rows, table, column, report) if is_chosen else _leave_out(rows, table, column)
    return missing


def _choose_column(rows: Control, table: str, column: str, report: CommitteeReport) -> dict[str, str]:
    """Say that a chosen column is not there; not where each of its figures has a column of its own."""
    tags = find_controls(rows.content).keys()
    is_there = f"{table}.{column}" in tags or {f"{table}.{one.tag}" for one in report.figures} <= tags
    lost = "the figures that the Settings sheet names do not stand beside the commentary"
    return {} if is_there or not report.exceptions else {f"{table}.{column}": lost}


def _leave_out(rows: Control, table: str, column: str) -> dict[str, str]:
    """Take a column out of a table; one that stands together with others, or under merged cells, stays."""
    tag = f"{table}.{column}"
    for control in find_controls(rows.content).get(tag, ()):
        element, around = control.element, table_of(control.element)
        cells = cells_of(row) if (row := row_of(element)) is not None else []
        holding = [n for n, cell in enumerate(cells) if cell in element.iterancestors() or cell in element.iter()]
        others = find_controls(cells[holding[0]]).keys() - {tag} if holding else {tag}
        if others or around is None or not is_regular(around):
            why = "with other controls in one cell" if holding and others else "in a table with merged cells"
            return {tag: f"the control {tag} stands {why}, so it stays although the Settings sheet names no figures"}
        tags = {f"{table}.{one}" for one in FAVOURED}
        take_out_column(around, holding[0], [n for n, one in enumerate(cells) if tags & find_controls(one).keys()])
    return {}
