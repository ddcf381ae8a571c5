"""What a document may still hold that must not be published: prompts, hidden text, files inside it, private links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.fields import fields_in
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on
from performance_index.word.document.story import Story, kind_of, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import text, w, words

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_PUBLIC = re.compile(r"https?:|mailto:|tel:|#|\\[a-z]$|[^/\\:]*$", re.IGNORECASE)
"""What a link may lead to: the web, a person, a place in the document, a file that is published beside it."""
_FIELDS_TARGET = re.compile(r'HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
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
    links = {
        number: relation.target_ref
        for number, relation in story.part.rels.items()
        if relation.is_external and not _PUBLIC.match(relation.target_ref)
    }
    for element in story.root.iter("*") if links else ():
        for name, number in element.attrib.items():
            if str(name).startswith(_R) and number in links and not _has_own_copy(element, str(name)):
                is_link = kind_of(story.part.rels[str(number)].reltype) == "hyperlink"
                yield element, _leads_away(links[str(number)], places.of(element), is_link=is_link)
    for field in fields_in(story.root):
        target = _FIELDS_TARGET.search(field.instruction)
        if field.name == "HYPERLINK" and target is not None and not _PUBLIC.match(target[1]):
            begin = field.machinery[0]
            yield begin, _leads_away(target[1], places.of(begin), is_link=True)


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


def _has_own_copy(element: Element, name: str) -> bool:
    """Whether it is a linked picture that is in the document too: then the link can go without a word."""
    return name == f"{_R}link" and bool(element.get(f"{_R}embed"))


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
