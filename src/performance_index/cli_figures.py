"""What a terminal calls with a CSV of figures: ``performance-index rate | signals``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from performance_index.finding import Refused, Severity
from performance_index.given_file import Wanted, instead, read_given
from performance_index.terminal import FILE, TO, line_of, print_data
from performance_index.write import write_whole

if TYPE_CHECKING:
    from performance_index.csv_table import Answered


@click.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=TO, help="Where to write the rated CSV. Default: print it.")
@click.option("--overwrite", is_flag=True, help="Replace an existing output file.")
def rate(file: Path, output: Path | None, *, overwrite: bool) -> None:
    """Rate the figures in a CSV FILE, to try a rule before adopting it.

    Columns it must have, in the workbook's words: Indicator, Polarity, Target, Actual, Tolerance, Tolerance as. It may
    have: Last year, Green within, Improving (none, previous, last year), States, Previous, Unit. Rating and Why are
    added; other columns pass through.
    """
    from performance_index.rating_csv import rate_csv  # noqa: PLC0415 - only this command needs it

    _put_csv(rate_csv(_csv_text(file), str(file)), output, overwrite=overwrite)


@click.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=TO, help="Where to write the CSV. Default: print it.")
@click.option("--overwrite", is_flag=True, help="Replace an existing output file.")
def signals(file: Path, output: Path | None, *, overwrite: bool) -> None:
    """Tell which monthly figures in a CSV FILE are more than chance (an XmR chart, as NHS England makes them).

    Columns it must have: Indicator, Month (such as 2024-04), Figure; it may have Polarity. Mean, Lower limit, Upper
    limit and Signal are added, and with a Polarity whether the signal is for the better; other columns pass through.
    """
    from performance_index.signals_csv import signals_csv  # noqa: PLC0415 - only this command needs it

    _put_csv(signals_csv(_csv_text(file), str(file)), output, overwrite=overwrite)


def _put_csv(answered: Answered, output: Path | None, *, overwrite: bool) -> None:
    """Print or write it, and end with exit status 1 where a row could not be read."""
    for finding in answered.findings:
        click.echo(line_of(finding), err=True)
    if output is None:
        print_data(answered.text)
    else:
        write_whole(output, answered.text.encode("utf-8-sig"), overwrite=overwrite)
        click.echo(output)
        click.echo(", ".join(f"{n} {answer}" for answer, n in answered.counts.items()) or "no rows")
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in answered.findings) else 0)


def _csv_text(file: Path) -> str:
    content = read_given(file, Wanted.FIGURES)
    if what := instead(content, Wanted.FIGURES):
        raise Refused(f"{file} {what}")
    try:
        return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{file} is not a CSV file in UTF-8; in Excel, save it as 'CSV UTF-8'") from None
