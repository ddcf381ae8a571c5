"""What a terminal calls: ``performance-index report | appendix | publish | template | show | check | serve``, and more.

`cli_new` has the one that starts an index, `cli_figures` those for a CSV of figures, `cli_public` those for the whole
index, `cli_record` those for what was published, `cli_year` those for the next period and year, `cli_doctor` the one
that is for when something does not work.

Exit status: 0 done, 1 findings or a refusal, 2 misuse. Bad input gets a sentence, never a traceback.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from performance_index import cli_doctor, cli_figures, cli_new, cli_public, cli_record, cli_year
from performance_index.appendix import WithReport
from performance_index.as_json import account, as_data, or_findings
from performance_index.disk import in_words
from performance_index.finding import HasErrors, Refused, Severity
from performance_index.index import summary
from performance_index.terminal import FILE, TO, line_of, print_json, tally
from performance_index.workbook.read import read_book
from performance_index.workbook.saved import unsaved

if TYPE_CHECKING:
    from performance_index.generate import Choices, Generated


class Commands(click.Group):
    """Turns a refusal into its sentence and exit status 1, whichever command was running."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except HasErrors as problem:
            for finding in problem.findings:
                click.echo(line_of(finding), err=True)
            _refuse(problem)
        except Refused as problem:
            _refuse(problem)
        except BrokenPipeError:  # the program that read what we print has stopped: click knows what to do
            raise
        except OSError as problem:
            what = f"{problem.filename} cannot be used" if problem.filename else "the work could not be ended"
            _refuse(Refused(f"{what} {in_words(problem, 'check the name and the folder')}"))
        return None


def _refuse(problem: Refused) -> None:
    click.echo(f"performance-index: {problem}.", err=True)
    sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="performance-index")
def main() -> None:
    """Rate a council's performance index, check it, and make its committee report."""
    if sys.stdout is None:  # it was closed before the start: show >&-
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")  # an old console has no £ or –: better a ? than no answer
            else:  # what goes into a file or to a program loses no letter, and no name of a file
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


@main.command()
@click.argument("book", type=FILE)
@click.option("-o", "--output", type=TO, help="The report's file or folder. Default: reports, beside the workbook.")
@click.option("--template", type=TO, help="The Word template. Default: the workbook's own setting, or the built-in.")
@click.option("--new-version", is_flag=True, help="Leave a report that is there, and write a numbered one beside it.")
@click.option("--from", "start", metavar="REPORT", type=TO, help="Go on from this report of an earlier meeting.")
@click.option("--previous", metavar="OLD", type=FILE, help="Compare with the workbook of the last report.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done, and the findings, as JSON.")
def report(  # noqa: PLR0913 - its options
    book: Path,
    output: Path | None,
    template: Path | None,
    start: Path | None,
    previous: Path | None,
    *,
    new_version: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write the Word committee report of the workbook BOOK.

    Where the report of this meeting is there already, it is brought up to date: the clerk's words stay, and where the
    data have changed them too, the clerk decides in Word. The report as it was stays beside it.

    With --from, a report of the same period goes on for the new day of the meeting, with all that is in it. From one of
    an earlier period, the clerk's own texts are carried over; what was about the old figures is left out, and told.

    Amendments are told from what was recorded as published. Where nothing was, --previous compares with the workbook of
    the last report, as if that report had been recorded; the report remembers which it was.
    """
    from performance_index.generate import Choices, Existing  # noqa: PLC0415 - only this command needs Word

    choices = Choices(
        output=output,
        template=template,
        existing=Existing.NEW_VERSION if new_version else Existing.REFRESH,
        dry_run=dry_run,
        start=start,
        previous=previous,
    )
    now = dt.datetime.now().astimezone()
    if as_json:
        made, findings = or_findings(book, lambda: _reported(book, choices, now))
        done = {} if made is None else account(made, dry_run=dry_run)
        print_json(done | {"findings": as_data(findings if made is None else made.findings)})
        sys.exit(1 if made is None else 0)
    made = _reported(book, choices, now)
    for finding in made.findings:
        click.echo(line_of(finding), err=True)
    if made.refreshed is None:
        click.echo(f"{made.path}{' would be written' if dry_run else ''}")
    else:
        for change in made.refreshed.changes:
            click.echo(change)
        click.echo(f"{made.path}: {made.refreshed.summary}{' (nothing was written)' if dry_run else ''}")
        if made.refreshed.backup:
            click.echo(f"as it was: {made.refreshed.backup}")
    if made.appendix:
        click.echo(made.appendix)
    click.echo(summary(made.index))


def _reported(book: Path, choices: Choices, now: dt.datetime) -> Generated:
    """The report, and beside it the appendix where the settings say so."""
    from performance_index.generate import generate  # noqa: PLC0415 - only this command needs Word

    reading = read_book(book)
    made = generate(reading, book, now=now, choices=choices)
    if choices.dry_run or reading.settings.appendix is WithReport.LEFT_OUT:
        return made
    from performance_index.make_appendix import with_appendix  # noqa: PLC0415 - only for such a setting

    return with_appendix(made, reading, book, now=now)


@main.command()
@click.argument("file", metavar="REPORT|BOOK", type=FILE)
@click.option(
    "-o", "--output", type=TO, help="The copy's file or folder. Default: beside the report, or among reports."
)
@click.option("--pdf", is_flag=True, help="Also write a PDF that screen readers can follow, with Word or LibreOffice.")
@click.option("--html", is_flag=True, help="Also write a web page that stands alone, for any screen and screen reader.")
@click.option("--css", type=TO, help="The council's own style for the page. Default: the workbook's own setting.")
@click.option("--overwrite", is_flag=True, help="Replace an earlier copy.")
def publish(  # noqa: PLR0913 - its options
    file: Path, output: Path | None, *, pdf: bool, html: bool, css: Path | None, overwrite: bool
) -> None:
    """Write the copy for the public of the Word REPORT, or of the workbook BOOK.

    Of a report: its final copy, without controls, comments, names or editing history. Nothing is published while
    tracked changes, comments or prompts are open: each is listed with its place.

    Of a workbook (.xlsm or .xlsx): every indicator as an .xlsx for anybody, with values and notes, without macros,
    settings, commentary or names. While it has errors, nothing is published.
    """
    if file.suffix.lower() in {".xlsm", ".xlsx"}:
        if pdf or html or css is not None:
            raise click.UsageError("--pdf, --html and --css are for a Word report; the appendix has its own --pdf.")
        cli_public.publish_index(file, output, overwrite=overwrite)
        return
    from performance_index.page_style import own_style, read_style  # noqa: PLC0415 - only this command needs it
    from performance_index.up_to_date import differences  # noqa: PLC0415 - only this command needs it
    from performance_index.word.publish import publish as published  # noqa: PLC0415 - only this command needs it

    compare = partial(differences, now=dt.datetime.now().astimezone())
    if css is not None and not html:
        raise click.UsageError("--css is the style of the web page: give --html too.")
    style = own_style if css is None else lambda *_: read_style(css)
    made = published(file, output, pdf=pdf, html=html, overwrite=overwrite, compare=compare, style=style)
    for finding in made.findings:
        click.echo(line_of(finding), err=True)
    click.echo(made.path)
    if made.pdf:
        click.echo(f"{made.pdf} (made by {made.pdf_by})")
    if made.page:
        click.echo(made.page)
    sys.exit(1 if any(one.severity is Severity.ERROR for one in made.findings) else 0)


@main.command()
@click.argument("file", type=FILE)
def template(file: Path) -> None:
    """Say what the Word template FILE has, lacks and misspells, of all that a report can fill in.

    Exit status 0: nothing is wrong, or a report would only lack something. 1: a tag is misspelt or missing.
    """
    from performance_index.word.look_over import lines_of, look_over  # noqa: PLC0415 - only this command needs it

    looked = look_over(file)
    for line in lines_of(looked, file.name):
        click.echo(line)
    for finding in looked.findings:
        click.echo(line_of(finding), err=True)
    sys.exit(1 if any(one.severity is Severity.ERROR for one in looked.findings) else 0)


@main.command()
@click.argument("book", type=FILE)
def show(book: Path) -> None:
    """Print the indicators of the workbook BOOK with their ratings and the reasons."""
    reading = read_book(book)
    errors = [finding for finding in reading.findings() if finding.severity is Severity.ERROR]
    for finding in (*unsaved(book), *errors):
        click.echo(line_of(finding), err=True)
    if reading.index is None:
        raise Refused(f"{book} cannot be rated without a period end; enter it on the Report sheet")
    from performance_index.index_table import print_index  # noqa: PLC0415 - only this command needs it

    print_index(reading, reading.index)
    click.echo(summary(reading.index, reading.in_doubt))
    sys.exit(1 if errors else 0)


@main.command()
@click.argument("book", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(book: Path, *, as_json: bool) -> None:
    """Print all that is wrong in the workbook BOOK: place, what is there, what to do.

    Exit status 0: nothing, or only warnings. 1: errors, which stop a report.
    """
    if as_json:
        read, problems = or_findings(book, lambda: read_book(book).findings())
        findings = problems if read is None else read
        print_json(as_data(findings))
    else:
        findings = read_book(book).findings()
        for finding in findings:
            click.echo(line_of(finding))
        click.echo(tally(findings))
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)


@main.command()
@click.option("--install", "installs", is_flag=True, help="Start it at each log-on: a shortcut in the Startup folder.")
@click.option("--remove", "removes", is_flag=True, help="Take that shortcut away.")
def serve(*, installs: bool, removes: bool) -> None:
    """Serve Excel where it may not start Python (Windows only), until log-off; docs/it-setup.md says when to."""
    from performance_index import serve as server  # noqa: PLC0415 - only this command needs it, and only on Windows

    if installs and removes:
        raise click.UsageError("Give --install or --remove, not both.")
    if installs:
        click.echo(server.install(server.startup_folder(), Path(sys.executable)))
    elif removes:
        click.echo(server.remove(server.startup_folder()))
    else:
        server.serve(server.log_file())


main.add_command(cli_new.new)
main.add_command(cli_doctor.doctor)
main.add_command(cli_public.appendix)
main.add_command(cli_record.record)
main.add_command(cli_year.next_period)
main.add_command(cli_year.year_end)
main.add_command(cli_figures.rate)
main.add_command(cli_figures.signals)
main.add_command(cli_record.export)
