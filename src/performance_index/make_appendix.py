"""The appendix of a workbook that was read: a Word document with every indicator, and its PDF, in their place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from performance_index.appendix import compose_appendix, misnamed
from performance_index.finding import Finding, Refused, Severity
from performance_index.generate import Generated
from performance_index.personal import personal
from performance_index.ready import ready
from performance_index.report_files import folder_for, identity
from performance_index.report_name import name_beside
from performance_index.setting_paths import appendix_template, report_folder
from performance_index.whole_index import index_name
from performance_index.word.appendix import There, digest, fingerprint, make_appendix, there
from performance_index.word.publishing.companions import companions, not_made, word_file
from performance_index.word.publishing.pdf import Maker, find_maker, make_pdf, save_pdf
from performance_index.workbook.read import Reading
from performance_index.write import refuse_to_lose, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixMade:
    """An appendix that was made.

    `is_new` is False where the one that is there says the same already. `pdf` is None where none was asked for or could
    be made, which `findings` then say; `pdf_by` names the program that made it.
    """

    path: Path
    is_new: bool
    pdf: Path | None
    pdf_by: str
    findings: tuple[Finding, ...]


def appendix_of(  # noqa: PLR0913 - what makes an appendix is named by the caller
    reading: Reading,
    book: Path,
    output: Path | None = None,
    *,
    now: dt.datetime,
    pdf: bool = False,
    template: Path | None = None,
    find: Callable[[], Maker | None] = find_maker,
) -> AppendixMade:
    """Write the appendix of a workbook's index, and a PDF of it where asked.

    `output` is a .docx file or a folder; by default the workbook's report folder. One that is there is replaced only
    where it is of this index and nobody has saved it since it was made. HasErrors, with the findings: the workbook has
    errors, or its settings name what is not there. Refused: it cannot be written, somebody has worked on it, or a PDF
    would stay that says something else. After these nothing has been written.
    """
    findings = reading.findings()
    index = ready(str(book), reading, findings)
    name = name_beside(reading.details, index_name(index), " - appendix.docx")
    target = report_folder(reading, book) / name if output is None else word_file(output, name)
    before = _refuse_to_lose(target, str(identity(reading, book)))
    content = make_appendix(
        template or appendix_template(), compose_appendix(index, reading.details), str(identity(reading, book)), now
    )
    is_new = before is None or before.fingerprint != fingerprint(content.content)
    paper = _Paper(path=_beside(target), is_ours=before is not None, is_stale=is_new)
    paper.refuse_to_mislead(is_wanted=pdf)
    printed = paper.make(content.content, target.name, find) if pdf else None
    with folder_for(target):
        if is_new:
            write_whole(target, content.content, overwrite=before is not None)
    found = (*findings, *misnamed(index, reading.details, reading.places), *content.findings)
    found = (*found, *personal(index, reading.details, reading.places))
    made = AppendixMade(path=target, is_new=is_new, pdf=None, pdf_by="", findings=found)
    return made if printed is None else paper.write(made, printed)


def with_appendix(report: Generated, reading: Reading, book: Path, *, now: dt.datetime) -> Generated:
    """Make the appendix where a report went, and give the report with what is to be said of it.

    A warning says why there is none, or why the one that is there was left alone: the report stands.
    """
    try:
        made = appendix_of(reading, book, report.path.parent, now=now)
    except Refused as problem:
        what, _, cure = str(problem).partition("; ")
        said = Finding(severity=Severity.WARNING, place="the appendix", what=f"it was not made: {what}", cure=cure)
        return replace(report, findings=(*report.findings, said))
    own = {str(one) for one in reading.findings()}
    found = (one for one in made.findings if str(one) not in own)
    return replace(report, appendix=made.path, findings=(*report.findings, *found))


def is_as_the_data(said: str, subject: str, reading: Reading, book: Path) -> bool | None:
    """Whether an appendix of this subject says what a workbook says by now; None where it is of another index.

    HasErrors: the workbook has errors.
    """
    if str(identity(reading, book)) != subject:
        return None
    index = ready(str(book), reading, reading.findings())
    return digest(compose_appendix(index, reading.details)) == said


def _refuse_to_lose(target: Path, subject: str) -> There | None:
    """Give the appendix that is there, where it may be replaced; Refused where it may not."""
    refuse_to_lose(target, overwrite=True)
    if not target.exists():
        return None
    found = there(target)
    if found is None:
        raise Refused(f"{target} is no appendix that was made here, so it stays; choose another name (-o)")
    if found.subject != subject:
        raise Refused(f"{target} is the appendix of {found.subject}, and this is {subject}; choose another name (-o)")
    if not found.is_as_made:
        what = f"somebody has saved {target} since it was made, so it stays as it is"
        raise Refused(f"{what}; move it away, or choose another name (-o), and bring over what was written in it")
    return found


def _beside(target: Path) -> Path:
    """Where the PDF of a document is or goes."""
    return companions(target, pdf=True, html=False)[0].path if target.parent.is_dir() else target.with_suffix(".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """The PDF of an appendix: its place, whether one that is there is of our appendix, and says something else."""

    path: Path
    is_ours: bool
    is_stale: bool

    def refuse_to_mislead(self, *, is_wanted: bool) -> None:
        """Raise Refused where it would take another file's place, or would stay beside an appendix that is another."""
        if not self.path.exists():
            return
        if is_wanted and not self.is_ours:
            what = f"{self.path} is there already, and no appendix that it was made of, so nothing was made"
            raise Refused(f"{what}; move it away, or choose another name (-o)")
        if not is_wanted and self.is_stale:
            what = f"{self.path} is the PDF of another appendix and would not be made anew, so nothing was made"
            raise Refused(f"{what}; make it too (performance-index appendix --pdf), or delete it or move it away")

    def make(self, content: bytes, name: str, find: Callable[[], Maker | None]) -> tuple[bytes, Maker] | str:
        """Give the PDF and what made it, or why there is none; Refused where an old one would stay."""
        maker = find()
        if maker is None:
            why = _NO_MAKER
        else:
            try:
                return make_pdf(content, name, maker), maker
            except Refused as problem:
                why = str(problem)
        if self.is_stale and self.path.exists():
            what, _, cure = why.partition("; ")
            raise Refused(f"{self.path} would stay as it was ({what}); delete it or move it away, then {cure}")
        return why

    def write(self, made: AppendixMade, printed: tuple[bytes, Maker] | str) -> AppendixMade:
        """Write the PDF, where there is one, and give what was made; a finding says why there is none."""
        if not isinstance(printed, str):
            content, maker = printed
            try:
                found = save_pdf(content, self.path, maker, overwrite=self.is_ours)
            except Refused as problem:
                printed = str(problem)
            else:
                return replace(made, pdf=self.path, pdf_by=maker.name, findings=(*made.findings, *found))
        return replace(made, findings=(*made.findings, not_made(self.path, "PDF", printed)))


_NO_MAKER = "neither Word nor LibreOffice is on this computer; open the appendix in Word elsewhere and save it as PDF"
