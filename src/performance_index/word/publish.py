"""The final copy of a report, for the public: what the page shows and nothing else; refused while anything is open."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.document import Document

from performance_index.finding import Finding, HasErrors, NotReadable, Refused, Severity
from performance_index.word.accessibility.accessible import problems
from performance_index.word.beside import copy_findings
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.story import read_stories, write_xml
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.publishing.anonymous import make_anonymous
from performance_index.word.publishing.bare import make_bare
from performance_index.word.publishing.companions import Companion, companions, not_made, word_file
from performance_index.word.publishing.contradictions import contradictions
from performance_index.word.publishing.leftovers import leftovers
from performance_index.word.publishing.notes import notes, notes_on_the_file
from performance_index.word.publishing.open_changes import open_changes
from performance_index.word.publishing.open_comments import open_comments
from performance_index.word.publishing.outdated import newer_findings, refuse_unless_a_report
from performance_index.word.publishing.pdf import Maker, doubts, find_maker, make_pdf, save_pdf
from performance_index.word.publishing.titled import follow_subject
from performance_index.word.publishing.unpointed import drop_unpointed
from performance_index.word.publishing.unseen import Unseen
from performance_index.write import refuse_to_lose, refuse_while_open, write_whole

if TYPE_CHECKING:
    from performance_index.word.page.convert import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A final copy that was written.

    `pdf` is None where none was asked for or none could be made, which `findings` then say; `pdf_by` names the program
    that made it. `page` is the web page, None where none was asked for. The other findings are things to look at, above
    all for people who cannot see the page.
    """

    path: Path
    pdf: Path | None
    pdf_by: str
    page: Path | None
    findings: tuple[Finding, ...]


def publish(  # noqa: PLR0913 - what is published is named by the caller
    report: Path,
    output: Path | None = None,
    *,
    pdf: bool = False,
    html: bool = False,
    overwrite: bool = False,
    find: Callable[[], Maker | None] = find_maker,
    compare: Callable[[Path, Document], list[Finding]] = lambda *_: [],
    style: Callable[[Path, Document], str] = lambda *_: "",
) -> Published:
    """Write the final copy of a report, and a PDF and a web page of it where asked; the report itself stays as it is.

    `output` is a .docx file or a folder; by default '<name> - published.docx' beside the report. `find` gives the
    program that makes PDFs, None for none; `compare` gives what the report says otherwise than its workbook, and
    `style` the council's own CSS for the page. The same report gives the same bytes.

    HasErrors, with the findings: something in it is open, or its workbook says something else. NotReadable: it is not
    a Word document. Refused: it is open in Word, it is a backup or a published copy, a PDF or a page of an earlier copy
    would stay, a word would be missing on the page, or the copy cannot be written. After these nothing has been
    written.
    """
    if not report.name:
        raise Refused(f"'{report}' is no name for a file; give the report's")
    target = _target(report, output)
    paper, page = companions(target, pdf=pdf, html=html)
    refuse_while_open(report)  # what is typed there and not yet saved would be missing
    told: list[Finding] = []
    document = open_docx(report, findings=told)
    mended = tuple(replace(one, cure=f"have the report made again, which saves it so, then {one.cure}") for one in told)
    refuse_unless_a_report(report, document)
    with _naming(report):
        found = [*unfinished(document), *compare(report, document)]
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    if errors:
        things = "one thing" if len(errors) == 1 else f"{len(errors)} things"
        raise HasErrors(
            f"{report.name} has {things} still open, and no copy was published; see above", (*mended, *errors)
        )
    refuse_to_lose(target, overwrite=overwrite)
    for beside in (paper, page):
        beside.refuse_to_mislead(overwrite=overwrite)
    own_style = style(report, document) if html else ""
    with _naming(report):
        warnings = (
            *mended,
            *found,
            *notes_on_the_file(document),
            *problems(document),
            *copy_findings(report),
            *newer_findings(report),
        )
        warnings += tuple(follow_subject(document, read_stories(document)))
        make_final(document)
    copy = docx_bytes(document)
    web = _page(copy, report, own_style) if html else None
    made = _make(copy, target, paper, find) if pdf else None
    write_whole(target, copy, overwrite=overwrite)
    without = Published(path=target, pdf=None, pdf_by="", page=None, findings=warnings)
    return _with_pdf(_with_page(without, web, page.path, overwrite=overwrite), made, paper.path, document, overwrite)


@dataclass(frozen=True, slots=True)
class _Made:
    """A PDF that is not written yet, and what made it."""

    pdf: bytes
    by: Maker


def _page(copy: bytes, report: Path, style: str) -> Page:
    """Give the web page of a copy. Refused: none can be made that says all that the copy says."""
    from performance_index.word.page.convert import make_page  # noqa: PLC0415 - only a page needs the converter

    with _naming(report):
        return make_page(docx.Document(io.BytesIO(copy)), report.stem, style)


def _with_page(made: Published, web: Page | None, target: Path, *, overwrite: bool) -> Published:
    """Write the page, where there is one, and give what was written; a finding says where it could not be."""
    if web is None:
        return made
    try:
        write_whole(target, web.html.encode(), overwrite=overwrite)
    except Refused as problem:
        return replace(made, findings=(*made.findings, not_made(target, "web page", str(problem))))
    return replace(made, page=target, findings=(*made.findings, *web.findings))


def _with_pdf(made: Published, pdf: _Made | str | None, paper: Path, document: Document, overwrite: bool) -> Published:  # noqa: FBT001 - handed on
    """Write the PDF, where there is one, and give what was written; a finding says why there is none."""
    if pdf is None:
        return made
    if isinstance(pdf, str):
        return replace(made, findings=(*made.findings, not_made(paper, "PDF", pdf)))
    try:
        found = save_pdf(pdf.pdf, paper, pdf.by, overwrite=overwrite)
    except Refused as problem:
        return replace(made, findings=(*made.findings, not_made(paper, "PDF", str(problem))))
    return replace(made, pdf=paper, pdf_by=pdf.by.name, findings=(*made.findings, *doubts(document, pdf.by), *found))


def _make(copy: bytes, target: Path, paper: Companion, find: Callable[[], Maker | None]) -> _Made | str:
    """Give the PDF, or why there is none; Refused where an earlier copy's would be left beside the new copy."""
    maker = find()
    try:
        made = _NO_MAKER if maker is None else _Made(make_pdf(copy, target.name, maker), maker)
    except Refused as problem:
        made = str(problem)
    if isinstance(made, str) and paper.path.exists():
        what, _, cure = made.partition("; ")
        raise Refused(f"{paper.stale}: {what}; delete it or move it away and publish again, then {cure}")
    return made


def unfinished(document: Document) -> list[Finding]:
    """Give what a person still has to decide or to do before publication, errors and warnings, as the text goes."""
    stories, formatting = read_stories(document), Formatting(document)
    places = Whereabouts(stories, formatting)
    found = [
        *open_changes(stories, places),
        *open_comments(document, stories, places),
        *leftovers(stories, formatting, places),
        *notes(stories, formatting, places),
        *Unseen(stories, formatting, places).all(),
        *contradictions(document, stories, formatting, places),
    ]
    elements = (element for story in stories if found for element in story.root.iter())
    order = {element: number for number, element in enumerate(elements)}
    return [finding for _, finding in sorted(found, key=lambda one: order[one[0]])]


def make_final(document: Document) -> None:
    """Take out of a document, in place, all but what its readers need; its words stay as they are."""
    stories = read_stories(document)
    for story in stories:
        make_bare(story.root)
    drop_unpointed(document, stories)
    for story in stories:
        write_xml(story.part, story.root)
    make_anonymous(document)


@contextmanager
def _naming(report: Path) -> Iterator[None]:
    """Put the report's name before what is said of a part of it that cannot be read."""
    try:
        yield
    except NotReadable as problem:
        raise NotReadable(f"{report.name}: {problem}") from problem


def _target(report: Path, output: Path | None) -> Path:
    name = f"{report.stem} - published.docx"
    if output is None:
        return report.with_name(name)
    target = word_file(output, name)
    if target == output and output.exists() and report.exists() and output.samefile(report):
        raise Refused(f"{output} is the report itself; choose another name for the copy that is published")
    return target


_NO_MAKER = (
    "neither Word nor LibreOffice is on this computer; open the published copy in Word elsewhere and save it as PDF "
    "(Options: Document structure tags for accessibility)"
)
