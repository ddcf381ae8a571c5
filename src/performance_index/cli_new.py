"""What a terminal calls to start an index of one's own: ``performance-index new``."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from performance_index.finding import many
from performance_index.terminal import FILE, tally

if TYPE_CHECKING:
    from performance_index.period import FinancialYear, Month


@click.command()
@click.argument("folder", type=FILE)
@click.option("--council", metavar="NAME", default="", help="The council's name, for the index's title.")
@click.option("--committee", metavar="NAME", default="", help="The committee that gets the report.")
@click.option("--year", "said", metavar="YEAR", default="", help="The financial year, such as 2026/27. Default: this.")
@click.option("--example", is_flag=True, help="The example's workbook, made up of another council's, to try things on.")
def new(folder: Path, council: str, committee: str, said: str, *, example: bool) -> None:
    """Start an index of your own in FOLDER: a workbook to type in, the report's template, a folder for reports.

    The workbook is empty: nobody's people, words or figures. FOLDER is made; one that is there must be empty.
    """
    from performance_index import new_index  # noqa: PLC0415 - only this command builds a workbook
    from performance_index.workbook.new_book import Names, last_month, new_tables  # noqa: PLC0415 - as above
    from performance_index.workbook.python_here import interpreter  # noqa: PLC0415 - as above

    if example and (council or committee or said):
        raise click.UsageError(
            "--example is the index of a council of its own: give no --council, --committee, --year."
        )
    python = interpreter(_python(), sys.platform, os.environ)
    folder = folder.absolute()
    if example:
        _tell(new_index.make_example(folder, python), python)
        return
    today = _today()
    period = last_month(_year(said) if said else today.year, today)
    names = Names(council=" ".join(council.split()), committee=" ".join(committee.split()), period=period)
    _tell(new_index.make(folder, new_tables(names), python), python)
    click.echo(f"The period ends {period.end:%d/%m/%Y} so far; it is set on the Report sheet.")


def _today() -> Month:
    from performance_index.period import Month  # noqa: PLC0415 - the command alone needs it

    return Month.containing(dt.datetime.now().astimezone().date())


def _year(said: str) -> FinancialYear:
    from performance_index.cells import CellProblem  # noqa: PLC0415 - the command alone needs it
    from performance_index.workbook.details import financial_year  # noqa: PLC0415 - as above

    try:
        year = financial_year(said)
    except CellProblem as problem:
        raise click.BadParameter(f"{problem}.", param_hint="--year") from problem
    if year is None:
        raise click.BadParameter("it is blank; give it as 2026/27.", param_hint="--year")
    return year


def _python() -> str:
    """The Python that runs now; on Windows the one beside it that opens no window."""
    without_window = Path(sys.executable).with_name("pythonw.exe")
    return str(without_window if without_window.exists() else sys.executable)


def _tell(book: Path, python: dict[str, str]) -> None:
    """Print what was made, which Python Excel will use, and what is to be done."""
    from performance_index.new_index import REPORTS, TEMPLATE  # noqa: PLC0415 - the command alone needs it
    from performance_index.workbook.read import read_book  # noqa: PLC0415 - as above

    reading = read_book(book)
    assert reading.index is not None
    count = len(reading.index.indicators)
    indicators = many(count, "indicator") if count else "rows to type in"
    click.echo(f"{book}: {reading.index.title} {reading.index.year.label}, {indicators}")
    click.echo(f"{book.parent / TEMPLATE}: the report's template, yours to restyle in Word")
    click.echo(f"{book.parent / REPORTS}: where reports go")
    for place in python.values():
        click.echo(f"Excel will use the Python at {place}")
    if not python:
        click.echo(
            "This computer has no Excel: elsewhere the workbook looks for Python where docs/it-setup.md puts it."
        )
    elif importlib.util.find_spec("xlwings") is None:
        click.echo('Excel needs xlwings in it: run pip install "performance-index[excel]".', err=True)
    click.echo(f'Next: open it in Excel, or run performance-index check "{book}" ({tally(reading.findings())}).')
