"""What Excel calls: the in-sheet functions, and the buttons (whose procedures are in `buttons`).

The functions are called one cell at a time through the workbook's VBA; `workbook.in_sheet` says what each gives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import xlwings as xw

from performance_index.buttons import check_index, generate_report, record_as_published, show_trends
from performance_index.workbook import layout
from performance_index.workbook.in_sheet import Cell, answer
from performance_index.workbook.results import Answer

__all__ = [
    "RAG", "RAG_ACTUAL", "RAG_DIRECTION", "RAG_TARGET", "RAG_WHY",
    "check_index", "generate_report", "record_as_published", "show_trends",
]  # fmt: skip

Function = TypeVar("Function", bound=Callable[..., Answer])

_HELP = {
    **{name: _column.help for name, heading in layout.ARGUMENTS.items() for _column in layout.INDICATORS.columns
       if _column.name == heading},
    "period_end": "The row of ReportDetails with the last day of the period: its word and its value.",
    "rating_rule": "The RatingRule table of the Settings sheet, with its headings.",
    "profile": "The Profile table, with its headings.",
}  # fmt: skip
_SHAPE = {"period_end": 2, "rating_rule": 2, "profile": 2}
"""Arguments that are ranges, and their dimensions: a range of one cell would else arrive as a single value."""


def _in_sheet(function: Function) -> Function:
    """Declare an in-sheet function to xlwings: which arguments are tables, and that errors come as their text."""
    function.__annotations__ = {}  # xlwings takes type hints for converters; `cells` converts
    for name, help_ in _HELP.items():
        options = {"ndim": _SHAPE[name]} if name in _SHAPE else {}
        function = xw.arg(name, doc=help_, err_to_str=True, **options)(function)
    declared: Function = xw.func(category="Performance Index")(function)
    return declared


@_in_sheet
def RAG(
    number: Cell, unit: Cell, polarity: Cell, frequency: Cell, measured: Cell, target: Cell, target_is: Cell,
    tolerance: Cell, tolerance_as: Cell, last_year: Cell, data_status: Cell, override: Cell, override_reason: Cell,
    apr: Cell, may: Cell, jun: Cell, jul: Cell, aug: Cell, sep: Cell, oct: Cell, nov: Cell, dec: Cell, jan: Cell,
    feb: Cell, mar: Cell, period_end: Cell, rating_rule: Cell, profile: Cell,
) -> Answer:  # fmt: skip
    """The rating of an indicator: Green, Amber, Red, or why there is none."""
    return answer("RAG", locals())


@_in_sheet
def RAG_WHY(
    number: Cell, unit: Cell, polarity: Cell, frequency: Cell, measured: Cell, target: Cell, target_is: Cell,
    tolerance: Cell, tolerance_as: Cell, last_year: Cell, data_status: Cell, override: Cell, override_reason: Cell,
    apr: Cell, may: Cell, jun: Cell, jul: Cell, aug: Cell, sep: Cell, oct: Cell, nov: Cell, dec: Cell, jan: Cell,
    feb: Cell, mar: Cell, period_end: Cell, rating_rule: Cell, profile: Cell,
) -> Answer:  # fmt: skip
    """The rating in one sentence: the figure, the target, how far apart they are, and what that means."""
    return answer("RAG_WHY", locals())


@_in_sheet
def RAG_ACTUAL(
    number: Cell, unit: Cell, polarity: Cell, frequency: Cell, measured: Cell, target: Cell, target_is: Cell,
    tolerance: Cell, tolerance_as: Cell, last_year: Cell, data_status: Cell, override: Cell, override_reason: Cell,
    apr: Cell, may: Cell, jun: Cell, jul: Cell, aug: Cell, sep: Cell, oct: Cell, nov: Cell, dec: Cell, jan: Cell,
    feb: Cell, mar: Cell, period_end: Cell, rating_rule: Cell, profile: Cell,
) -> Answer:  # fmt: skip
    """The figure that stands for the period: the latest one due; blank where there is none yet."""
    return answer("RAG_ACTUAL", locals())


@_in_sheet
def RAG_TARGET(
    number: Cell, unit: Cell, polarity: Cell, frequency: Cell, measured: Cell, target: Cell, target_is: Cell,
    tolerance: Cell, tolerance_as: Cell, last_year: Cell, data_status: Cell, override: Cell, override_reason: Cell,
    apr: Cell, may: Cell, jun: Cell, jul: Cell, aug: Cell, sep: Cell, oct: Cell, nov: Cell, dec: Cell, jan: Cell,
    feb: Cell, mar: Cell, period_end: Cell, rating_rule: Cell, profile: Cell,
) -> Answer:  # fmt: skip
    """The target at the month of that figure: a share of a year's target, or the profile's own."""
    return answer("RAG_TARGET", locals())


@_in_sheet
def RAG_DIRECTION(
    number: Cell, unit: Cell, polarity: Cell, frequency: Cell, measured: Cell, target: Cell, target_is: Cell,
    tolerance: Cell, tolerance_as: Cell, last_year: Cell, data_status: Cell, override: Cell, override_reason: Cell,
    apr: Cell, may: Cell, jun: Cell, jul: Cell, aug: Cell, sep: Cell, oct: Cell, nov: Cell, dec: Cell, jan: Cell,
    feb: Cell, mar: Cell, period_end: Cell, rating_rule: Cell, profile: Cell,
) -> Answer:  # fmt: skip
    """Better or worse than the period before, or than last year."""
    return answer("RAG_DIRECTION", locals())
