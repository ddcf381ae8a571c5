"""What a terminal calls to start an index of one's own: ``performance-index new``."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from performance_index.finding import many
from performance_index.terminal import FILE, in_option, line_of, period_end, tally

if TYPE_CHECKING:
    from performance_index.period import FinancialYear, Month
    from performance_index.workbook.read import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the person asked for."""

    folder: Path
    council: str
    committee: str
    year: FinancialYear | None
    period: Month | None
    start: Path | None
    sheet: str
    tolerance: Decimal | None
    dry_run: bool


@click.command()
@click.argument("folder", type=FILE)
@click.option("--council", metavar="NAME", default="", help="The council's name, for the index's title.")
@click.option("--committee", metavar="NAME", default="", help="The committee that gets the report.")
@click.option("--year", "said", metavar="YEAR", default="", help="The financial year, such as 2026/27. Default: this.")
@click.option("--period-end", "ends", metavar="DAY", default="", help="The last day that figures are for: 30/09/2026.")
@click.option("--from", "start", metavar="FILE", type=FILE, help="Take over the indicators of this .xlsx or .csv.")
@click.option("--sheet", metavar="NAME", default="", help="The sheet of that file that has the indicators.")
@click.option(
    "--tolerance", metavar="SHARE", default="", help="Of the target, for all that have none in that file: 5%."
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken over from that file, and write nothing.")
@click.option("--example", is_flag=True, help="The example's workbook, made up of another council's, to try things on.")
def new(  # noqa: PLR0913, PLR0917 - its options
    folder: Path,
    council: str,
    committee: str,
    said: str,
    ends: str,
    start: Path | None,
    sheet: str,
    tolerance: str,
    *,
    dry_run: bool,
    example: bool,
) -> None:
    """Start an index of your own in FOLDER: a workbook to type in, the report's template, a folder for reports.

    The workbook is empty: nobody's people, words or figures. FOLDER is made; one that is there must be empty.

    With --from, the indicators of the spreadsheet that you have are taken over, whatever its headings: each column and
    what it was taken for is printed, and what was not understood. The sheet as it was is kept in the workbook.
    """
    if example and (council or committee or said or ends or start):
        raise click.UsageError("--example is the index of a council of its own: give nothing else with it.")
    if start is None and (sheet or tolerance or dry_run):
        raise click.UsageError("--sheet, --tolerance and --dry-run are about a spreadsheet: give it with --from.")
    if example:
        _example(folder.absolute())
        return
    asked = _Asked(
        folder=folder.absolute(),
        council=" ".join(council.split()),
        committee=" ".join(committee.split()),
        year=_year(said) if said else None,
        period=period_end(ends) if ends else None,
        start=start,
        sheet=sheet,
        tolerance=_share(tolerance) if tolerance else None,
        dry_run=dry_run,
    )
    if asked.period and asked.year and asked.period.year != asked.year:
        raise click.UsageError(f"--period-end is in {asked.period.year.label}, --year is {asked.year.label}.")
    if asked.start is None:
        _blank(asked)
    else:
        _taken_over(asked, asked.start)


def _example(folder: Path) -> None:
    from performance_index import new_index  # noqa: PLC0415 - only this command builds a workbook

    _tell(new_index.make_example(folder, _configuration()))


def _blank(asked: _Asked) -> None:
    from performance_index import new_index  # noqa: PLC0415 - only this command builds a workbook
    from performance_index.workbook.new_book import Names, last_month, new_tables  # noqa: PLC0415 - as above

    today = _today()
    period = asked.period or last_month(asked.year or today.year, today)
    names = Names(council=asked.council, committee=asked.committee, period=period)
    _tell(new_index.make(asked.folder, new_tables(names), _configuration()))
    click.echo(f"The period ends {period.end:%d/%m/%Y} so far; it is set on the Report sheet.")


def _taken_over(asked: _Asked, file: Path) -> None:
    """Make the folder from a spreadsheet, and print what was understood, what was not, and which ratings differ."""
    from performance_index import new_index  # noqa: PLC0415 - only this command builds a workbook
    from performance_index.from_spreadsheet import agreeing, differing, from_spreadsheet  # noqa: PLC0415 - as above
    from performance_index.workbook.new_book import Names, last_month, tables_with  # noqa: PLC0415 - as above

    new_index.refuse_to_mix(asked.folder)
    today = _today()
    found = from_spreadsheet(file, asked.sheet, asked.year, asked.period, asked.tolerance)
    says_year = found.table.year is not None
    if not says_year:
        found = from_spreadsheet(file, asked.sheet, today.year, asked.period, asked.tolerance)
    year = found.table.year or today.year
    for line in found.account():
        click.echo(line)
    if not says_year:
        click.echo(f"  nothing says which year the figures are of: {year.label} is entered; --year says another")
    for finding in found.findings():
        click.echo(line_of(finding), err=True)
    if asked.dry_run:
        click.echo("nothing was written")
        return
    period = found.table.period or last_month(year, today)
    names = Names(council=asked.council, committee=asked.committee, period=period)
    tables = tables_with(names, found.taken)
    reading = _tell(new_index.make(asked.folder, tables, _configuration(), original=found.original))
    same, compared = agreeing(reading, found.taken)
    for finding in differing(reading, found.taken):
        click.echo(line_of(finding), err=True)
    if compared:
        there = many(len(found.taken.ratings), "rating")
        click.echo(f"The spreadsheet has {there}; {compared} can be compared, and the rule gives {same} of them alike.")


def _today() -> Month:
    from performance_index.period import Month  # noqa: PLC0415 - the command alone needs it

    return Month.containing(dt.datetime.now().astimezone().date())


def _year(said: str) -> FinancialYear:
    from performance_index.workbook.details import financial_year  # noqa: PLC0415 - the command alone needs it

    year = in_option("--year", said, financial_year)
    if year is None:
        raise click.BadParameter("it is blank; give it as 2026/27.", param_hint="--year")
    return year


def _share(said: str) -> Decimal:
    from performance_index.cells import number_in_text  # noqa: PLC0415 - the command alone needs it

    share = in_option("--tolerance", said, number_in_text, "give it as 5%")
    if share is None or not 0 <= share <= 1:
        raise click.BadParameter(f"'{said}' is no share of a target; give it as 5%.", param_hint="--tolerance")
    return share


def _configuration() -> dict[str, str]:
    from performance_index.workbook.python_here import interpreter  # noqa: PLC0415 - the command alone needs it

    return interpreter(_python(), sys.platform, os.environ)


def _python() -> str:
    """The Python that runs now; on Windows the one beside it that opens no window."""
    without_window = Path(sys.executable).with_name("pythonw.exe")
    return str(without_window if without_window.exists() else sys.executable)


def _tell(book: Path) -> Reading:
    """Print what was made, which Python Excel will use, and what is to be done; give what was read of it."""
    from performance_index.new_index import REPORTS, TEMPLATE  # noqa: PLC0415 - the command alone needs it
    from performance_index.workbook.read import read_book  # noqa: PLC0415 - as above

    reading = read_book(book)
    assert reading.index is not None
    count = len(reading.index.indicators)
    indicators = many(count, "indicator") if count else "rows to type in"
    click.echo(f"{book}: {reading.index.title} {reading.index.year.label}, {indicators}")
    click.echo(f"{book.parent / TEMPLATE}: the report's template, yours to restyle in Word")
    click.echo(f"{book.parent / REPORTS}: where reports go")
    python = _configuration()
    for place in python.values():
        click.echo(f"Excel will use the Python at {place}")
    if not python:
        click.echo(
            "This computer has no Excel: elsewhere the workbook looks for Python where docs/it-setup.md puts it."
        )
    elif importlib.util.find_spec("xlwings") is None:
        click.echo('Excel needs xlwings in it: run pip install "performance-index[excel]".', err=True)
    click.echo(f'Next: open it in Excel, or run performance-index check "{book}" ({tally(reading.findings())}).')
    return reading
