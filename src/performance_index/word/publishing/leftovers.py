"""What a document may still hold that must not be published: prompts, hidden text, private links, files, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.opc.part import Part
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.fields import fields_in
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on
from performance_index.word.document.story import Story, kind_of, read_xml, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import text, w, words
from performance_index.word.publishing.unmarked import left_in
from performance_index.word.publishing.within import is_markup, within

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_PUBLIC = re.compile(r"https?:|mailto:|tel:|#|\\[a-z]$|[^/\\:]*$", re.IGNORECASE)
"""What a link may lead to: the web, a person, a place in the document, a file that is published beside it."""
_FIELDS_TARGET = re.compile(r'HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
_PERSONAL = re.compile(r"https?://[^/]*-my\.sharepoint\.com/", re.IGNORECASE)
_CUT = re.compile(r"[+.0]*[1-9]")
"""A share of the picture that is not nought: '12500', '12.5%', '.1', '8192f'; one that begins with - adds to it."""
_PROMPT = re.compile(r"\[.*\]", re.DOTALL)
_DRAFT = re.compile(r"draft|confidential|do not copy|sample", re.IGNORECASE)


def leftovers(stories: Sequence[Story], formatting: Formatting, places: Whereabouts) -> list[tuple[Element, Finding]]:
    """Give what is left to do before anybody may read the document, each with its element."""
    return [
        found
        for story in stories
        for found in (
            *_prompts(story, formatting, places),
            *_hidden(story, formatting, places),
            *_files(story, places),
            *_private(story, places),
            *_watermarks(story, places),
            *_cropped(story, places),
            *_telling(story, places),
        )
    ]


def _prompts(story: Story, formatting: Formatting, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    told: set[Element] = set()
    for control in shown(story.root, w("sdt")):
        content = control.find(w("sdtContent"))
        if content is None or not is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            continue
        told.update(content.iter(w("r")))
        if text(content).strip():
            yield control, _prompt(text(content), places.of(control))
    for run in shown(story.root, w("r")):  # LibreOffice keeps the words of a prompt and forgets that they are one
        if run not in told and formatting.style_name(run) == "Placeholder Text" and _PROMPT.fullmatch(words(run)):
            yield run, _prompt(words(run), places.of(run))


def _prompt(said: str, place: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        place=place,
        what=f"the prompt {quoted(said)} is unanswered",
        cure="type the answer over it, or delete it",
    )


def _hidden(story: Story, formatting: Formatting, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    found: dict[Element, list[str]] = {}
    for run in shown(story.root, w("r")):
        if run.find(w("t")) is None:
            continue
        row = next((row for row in run.iterancestors(w("tr")) if is_on(row.find(f"{w('trPr')}/{w('hidden')}"))), None)
        if row is not None:
            found.setdefault(row, []).append(words(run))
        elif is_on(formatting.run(run, "vanish")):
            paragraph = next(run.iterancestors(w("p")), run)
            found.setdefault(paragraph, []).append(words(run))
    for where, said in found.items():
        if "".join(said).strip():
            finding = Finding(
                severity=Severity.ERROR,
                place=places.of(where),
                what=f"text is hidden: {quoted(''.join(said))}",
                cure="delete it, or show it (select it; Home, Font, clear Hidden)",
            )
            yield where, finding


def _files(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    """A whole file inside the document goes out with it, with all that nobody sees on the page."""
    for inside in shown(story.root, f"{_OFFICE}OLEObject", w("altChunk")):
        kind = inside.get("ProgID", "").partition(".")[0] or "unknown"
        if inside.get("Type") != "Link":
            finding = Finding(
                severity=Severity.ERROR,
                place=places.of(inside),
                what=f"a whole file (its kind: {kind}) is embedded, with whatever is in it",
                cure="cut it and paste it back as a picture, or as plain text or a table",
            )
            yield inside, finding


def _private(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    for element, target, is_link in _targets(story):
        if not _PUBLIC.match(target):
            yield element, _leads_away(target, places.of(element), is_link=is_link)
        elif _PERSONAL.match(target):
            finding = Finding(
                severity=Severity.WARNING,
                place=places.of(element),
                what=f"a link leads into somebody’s own OneDrive, and its address says whose ({target})",
                cure="link to a page that is public",
            )
            yield element, finding


def _targets(story: Story) -> Iterator[tuple[Element, str, bool]]:
    """Give where each link leads, with its element, and whether it is one to click at."""
    yield from _outside(story.part, story.root)
    for element, part in within(story):
        if is_markup(part):
            yield from ((element, target, is_link) for _, target, is_link in _outside(part, read_xml(part)))
    for field in fields_in(story.root):
        target = _FIELDS_TARGET.search(field.instruction)
        if field.name == "HYPERLINK" and target is not None:
            yield field.machinery[0], target[1], True
    for shape in story.root.iter(f"{_VML}*"):
        if shape.get("href"):
            yield shape, shape.get("href", ""), True


def _outside(part: Part, root: Element) -> Iterator[tuple[Element, str, bool]]:
    outside = {number: one for number, one in part.rels.items() if one.is_external}
    for element in root.iter("*") if outside else ():
        for name, number in element.attrib.items():
            one = outside.get(str(number)) if str(name).startswith(_R) else None
            if one is not None and not _goes_without_a_word(element, str(name)):
                yield element, one.target_ref, kind_of(one.reltype) == "hyperlink"


def _leads_away(target: str, place: str, *, is_link: bool) -> Finding:
    what = "a link leads to" if is_link else "the document takes a part of itself from"
    cure = (
        "remove it, or link to a page that is public" if is_link else "break the link (File, Info, Edit Links to Files)"
    )
    return Finding(
        severity=Severity.ERROR,
        place=place,
        what=f"{what} a file on a computer or drive of the council ({target})",
        cure=cure,
    )


def _goes_without_a_word(element: Element, name: str) -> bool:
    """Whether it is a linked picture that is in the document too, or the workbook behind a chart."""
    has_own_copy = name == f"{_R}link" and bool(element.get(f"{_R}embed"))
    return has_own_copy or str(element.tag).endswith("}externalData")


def _watermarks(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    for mark in story.root.iter(f"{_VML}textpath"):
        if _DRAFT.search(mark.get("string", "")):
            finding = Finding(
                severity=Severity.WARNING,
                place=places.of(mark),
                what=f"a watermark says {quoted(mark.get('string', ''))}",
                cure="remove it (Design, Watermark), unless this is a draft",
            )
            yield mark, finding


def _cropped(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    for picture in shown(story.root, f"{_DRAWING}srcRect", f"{_VML}imagedata"):
        cut = (picture.get(name, "") for name in (*"ltrb", "cropleft", "croptop", "cropright", "cropbottom"))
        if any(_CUT.match(one) for one in cut):
            finding = Finding(
                severity=Severity.WARNING,
                place=places.of(picture),
                what="a picture is cropped, and what was cut away is still in the file for everybody to see",
                cure="choose Picture Format, Compress Pictures, and tick Delete cropped areas of pictures",
            )
            yield picture, finding


def _telling(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    """A picture whose notes we cannot take out: camera, place, author, file."""
    for element, part in within(story):
        kind = left_in(part.blob) if part.content_type.startswith("image/") else ""
        if kind:
            finding = Finding(
                severity=Severity.WARNING,
                place=places.of(element),
                what=f"a picture (its kind: {kind}) may say who made it, where and with what, and that stays in it",
                cure="cut it and paste it back as a picture (Paste Special, PNG)",
            )
            yield element, finding
