"""What a terminal calls as time goes on: ``performance-index next-period | year-end``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from performance_index.finding import many
from performance_index.terminal import FILE, TO, in_option, period_end

if TYPE_CHECKING:
    from performance_index.last_period import Parted
    from performance_index.next_period import NextPeriod
    from performance_index.period import Month
    from performance_index.year_end import YearEnd

_UNRECORDED = click.option("--unrecorded", is_flag=True, help="Go on though the last period was never recorded.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say what would be done.")
_MEETING = click.option("--meeting", metavar="DAY", default="", help="The meeting: 3/2/2021. Default: blank so far.")


@click.command("next-period")
@click.argument("book", type=FILE)
@click.option(
    "--period-end", "ends", metavar="DAY", default="", help="Its last day: 31/12/2020. Default: of the next quarter."
)
@_MEETING
@_UNRECORDED
@_DRY_RUN
def next_period(book: Path, ends: str, meeting: str, *, unrecorded: bool, dry_run: bool) -> None:
    """Begin the next period in the workbook BOOK: its dates are set, and what was said of the last one is cleared.

    Cleared are commentaries, overrides and data statuses of figures that stand no longer, and the report's texts about
    the period. Figures, targets, data caveats and Not reportable stay, and so do words that are not as they were
    published. All is listed, and a copy of the workbook as it was stays beside it.
    """
    from performance_index.next_period import next_period as begin  # noqa: PLC0415 - only this command needs it

    done = begin(
        book,
        period_end(ends) if ends else None,
        _day(meeting),
        now=dt.datetime.now().astimezone(),
        unrecorded=unrecorded,
        dry_run=dry_run,
    )
    _tell_words(done.words, done.was)
    _tell_dates(done, "would be" if dry_run else "is now")
    if done.backup:
        click.echo(f"as it was: {done.backup}")
        click.echo(f"Next: type the figures for {done.to.label}; performance-index check says what is missing.")
    _tell_rest(done, dry_run=dry_run)


@click.command("year-end")
@click.argument("book", type=FILE)
@click.option("-o", "--output", type=TO, required=True, help="The new year's workbook; one that is there stays.")
@click.option(
    "--period-end", "ends", metavar="DAY", default="", help="Of its first report. Default: the first quarter's."
)
@_MEETING
@_UNRECORDED
@_DRY_RUN
def year_end(book: Path, output: Path, ends: str, meeting: str, *, unrecorded: bool, dry_run: bool) -> None:  # noqa: PLR0913 - its options
    """Write next year's workbook from that of this year, BOOK, which stays as it is.

    The months are emptied, each outturn goes to Last year, and what was said of the old year is cleared; all of it is
    listed. Targets stay, and Check index asks for them until somebody says that they are right for the new year. The
    record of what was published goes along, so that each month is compared with last year's.
    """
    from performance_index.year_end import year_end as turn  # noqa: PLC0415 - only this command needs it

    done = turn(
        book,
        output,
        period_end(ends) if ends else None,
        _day(meeting),
        unrecorded=unrecorded,
        dry_run=dry_run,
    )
    click.echo(f"Last year is {done.was.year.label} now, by indicator:")
    for row in done.rows:
        click.echo(f"  {row}")
    _tell_words(done.words, done.was)
    _tell_dates(done, "would be" if dry_run else "is now")
    click.echo(f"Targets are for: {done.was.year.label}, until somebody has gone through them (Settings sheet)")
    if done.has_old_figures:
        year = done.to.year.label
        click.echo(
            f"Figures are for: stays {done.was.year.label}, as formulas still give figures in the months; once they "
            f"give those of {year}, enter {year} on the Report sheet.",
            err=True,
        )
    if not dry_run:
        click.echo(output)
        click.echo(f'Next: performance-index check "{output}" says what is to be put right.')
    _tell_rest(done, dry_run=dry_run)


def _tell_words(words: Parted, was: Month) -> None:
    """Every cell that is cleared and every one that stays, with what it says."""
    if words.cleared:
        click.echo(f"Cleared, as said of {was.label}:")
        for one in words.cleared:
            click.echo(f"  {one}")
    if words.stays:
        click.echo("Stays, to be gone through:")
        for one, why in words.stays:
            click.echo(f"  {one} ({why})")
    click.echo(f"{many(len(words.cleared), 'cell')} cleared, {len(words.stays)} to be gone through")


def _tell_dates(done: NextPeriod | YearEnd, verb: str) -> None:
    click.echo(f"Period end {verb} {done.to.end:%d/%m/%Y}")
    click.echo(f"Meeting date {verb} {f'{done.meeting:%d/%m/%Y}' if done.meeting else 'blank: enter it'}")
    if not done.words.stays:
        click.echo(f"Words are for {verb} {done.to.end:%d/%m/%Y}, as none stay")
    elif done.words_for:
        click.echo(f"Words are for stays {done.words_for.end:%d/%m/%Y}: set it once you have gone through what stays")


def _tell_rest(done: NextPeriod | YearEnd, *, dry_run: bool) -> None:
    if not done.all_known:
        click.echo(
            "The workbook has formulas of your own: Excel works them out when it opens it; save it there.", err=True
        )
    if done.was_signed:
        click.echo("The workbook's digital signature ends, as it is changed; sign it again in Excel.", err=True)
    if dry_run:
        click.echo("nothing was written")


def _day(said: str) -> dt.date | None:
    from performance_index.cells import day_in_text  # noqa: PLC0415 - the command alone needs it

    return in_option("--meeting", said, day_in_text)
