"""What every command of a terminal shares: its arguments, and how findings and data are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from performance_index.finding import Finding, Severity, many

if TYPE_CHECKING:
    from performance_index.period import Month

Value = TypeVar("Value")
FILE = click.Path(path_type=Path)


class _Chosen(click.Path):
    """A file or folder that a person chose; an empty word, as a script's unset variable gives, is no choice."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own
        """Give the path."""
        if value == "":
            self.fail("the name is empty; give a file or a folder, or leave the option out", param, ctx)
        return super().convert(value, param, ctx)


TO = _Chosen(path_type=Path)


def print_json(said: object) -> None:
    """Print data as JSON."""
    print_data(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def print_data(text: str) -> None:
    """Print what a program will read: in UTF-8, whatever the console; on a terminal, as it can.

    The bytes of a file's name that are no letters are written as JSON writes them.
    """
    click.echo(text if sys.stdout.isatty() else text.encode("utf-8", "backslashreplace"), nl=False)


def in_option(option: str, said: str, read: Callable[[str], Value], cure: str = "") -> Value:
    """Give what an option says, as `read` reads a cell; click's BadParameter, with the cure, where it cannot.

    Without a cure, that of `read`.
    """
    from performance_index.cells import CellProblem  # noqa: PLC0415 - few commands have such options

    try:
        return read(said)
    except CellProblem as problem:
        what = f"{problem.what}; {cure}" if cure else str(problem)
        raise click.BadParameter(f"{what}.", param_hint=option) from problem


def period_end(said: str) -> Month:
    """Give the month that the option --period-end names; click's BadParameter for what is none."""
    from performance_index.cells import month_in_text  # noqa: PLC0415 - as above

    month = in_option("--period-end", said, month_in_text, "give the day as 30/09/2026")
    if month is None:
        raise click.BadParameter("it is blank; give the day as 30/09/2026.", param_hint="--period-end")
    return month


def line_of(finding: Finding) -> str:
    """Give the line that tells a finding."""
    return f"{finding.severity.value:7} {finding}"


def tally(findings: Sequence[Finding]) -> str:
    """Give how many errors and warnings there are, in words."""
    if not findings:
        return "Nothing to put right."
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{many(errors, 'error')}, {many(warnings, 'warning')}"
