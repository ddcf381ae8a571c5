"""What a terminal calls about what was published: ``performance-index record | export``."""

from __future__ import annotations

import datetime as dt
from getpass import getuser
from pathlib import Path

import click

from performance_index.finding import many
from performance_index.terminal import FILE, TO


@click.command()
@click.argument("book", type=FILE)
@click.option("--again", is_flag=True, help="Record what has changed since this meeting was recorded.")
def record(book: Path, *, again: bool) -> None:
    """Record in the workbook BOOK what its report published, as the button 'Record as published' does in Excel.

    Do it once the report is published: later changes are told from the record. The record is added to the
    workbook and its Trends sheet drawn anew, nothing else is changed, and a copy of it as it was stays beside it.
    """
    from performance_index.record import record_in  # noqa: PLC0415 - only this command needs it

    done = record_in(book, now=dt.datetime.now().astimezone(), who=_who(), again=again)
    click.echo(f"Recorded: {done.recording}")
    if done.trends:
        click.echo(done.trends)
    click.echo(f"as it was: {done.backup}")
    if words := done.recording.what_lacks():
        click.echo(words, err=True)
    if done.was_signed:
        click.echo("The workbook's digital signature has ended, as it was changed; sign it again in Excel.", err=True)


@click.command()
@click.argument("book", type=FILE)
@click.option("-o", "--output", type=TO, required=True, help="The file to write: .csv, or .parquet with pyarrow.")
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
def export(book: Path, output: Path, *, overwrite: bool) -> None:
    """Write the figures of the workbook BOOK as a tidy table, a row for each indicator and month.

    What was recorded as published in earlier years comes first, then this year's months up to the period end, as they
    are now, with the meeting that each was published for. Percentages are fractions: 91% is 0.91.
    """
    from performance_index.export import export as write  # noqa: PLC0415 - only this command needs it

    rows = write(book, output, overwrite=overwrite)
    click.echo(output)
    click.echo(many(rows, "row"))


def _who() -> str:
    """The name under which the person is logged on; '' where the computer does not say."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""
