"""What a terminal calls for the whole index: ``performance-index appendix``, and `publish` for a workbook."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from performance_index.finding import Severity
from performance_index.index import summary
from performance_index.terminal import FILE, TO, line_of
from performance_index.workbook.read import read_book


@click.command()
@click.argument("book", type=FILE)
@click.option("-o", "--output", type=TO, help="The appendix's file or folder. Default: the folder of the reports.")
@click.option("--pdf", is_flag=True, help="Also write a PDF that screen readers can follow, with Word or LibreOffice.")
@click.option("--template", type=FILE, help="The Word template. Default: the built-in one.")
def appendix(book: Path, output: Path | None, template: Path | None, *, pdf: bool) -> None:
    """Write every indicator of the workbook BOOK as a Word document: the appendix to its report.

    It is made anew each time, ready for the public. One in which somebody has worked since is left alone.
    """
    from performance_index.make_appendix import appendix_of  # noqa: PLC0415 - only this command needs it

    now = dt.datetime.now().astimezone()
    made = appendix_of(read_book(book), book, output, now=now, pdf=pdf, template=template)
    for finding in made.findings:
        click.echo(line_of(finding), err=True)
    click.echo(f"{made.path}{'' if made.is_new else ' (it says what the workbook says, and stays)'}")
    if made.pdf:
        click.echo(f"{made.pdf} (made by {made.pdf_by})")
    sys.exit(1 if any(one.severity is Severity.ERROR for one in made.findings) else 0)


def publish_index(book: Path, output: Path | None, *, overwrite: bool) -> None:
    """Write the public copy of a workbook's index, and say where it is."""
    from performance_index.public_copy import publish_index as published  # noqa: PLC0415 - only a workbook needs it

    made = published(read_book(book), book, output, now=dt.datetime.now().astimezone(), overwrite=overwrite)
    for finding in made.findings:
        click.echo(line_of(finding), err=True)
    click.echo(made.path)
    click.echo(summary(made.index))
