"""What a terminal calls where something does not work: ``performance-index doctor``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from performance_index.diagnosis import as_data, is_wrong, tally
from performance_index.terminal import FILE, print_json


@click.command()
@click.argument("book", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the lines as JSON.")
def doctor(book: Path | None, *, as_json: bool) -> None:
    """Say what is in order on this computer and in the workbook BOOK, and what is not, with the cure.

    Looked at are Python, its packages and xlwings' DLL, Excel, the log-on server, and what makes PDFs; of the workbook
    its macros, tables, names and configuration, its folders and its template. Its figures are for check. Nothing is
    changed.

    Exit status 0: nothing is wrong, or there are only warnings. 1: something is wrong.
    """
    from performance_index.doctor import diagnose  # noqa: PLC0415 - only this command needs it

    lines = []
    for line in diagnose(book):
        lines.append(line)
        if not as_json:
            click.echo(line)
    if as_json:
        print_json(as_data(lines))
    else:
        click.echo(tally(lines))
    sys.exit(1 if is_wrong(lines) else 0)
