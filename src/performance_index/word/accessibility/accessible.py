"""Whether everybody can read a document: what a program can tell of WCAG 2.2 AA, which the law asks of a council.

Everything found is a warning, since the clerk must be able to publish today; where the criterion's number is named, the
law's own standard is not met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.accessibility.accessible_tables import table_problems
from performance_index.word.accessibility.links import link_problems
from performance_index.word.accessibility.pictures import picture_problems
from performance_index.word.accessibility.readable import Readable
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on, table_of
from performance_index.word.document.story import Story, kind_of, read_stories, read_xml, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import w, words

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TYPED_LIST = re.compile(r"[-–*•·●▪o]\s+\S")
_PICTURES = tuple(map(w, ("drawing", "pict", "object", "sectPr")))
_LONGEST_HEADING = 90


def problems(document: Document) -> list[Finding]:
    """Give what stands between the document and somebody who cannot see it, or cannot see it well; all warnings."""
    stories, formatting = read_stories(document), Formatting(document)
    places = Whereabouts(stories, formatting)
    colours = Readable(document, formatting, places)
    found = [*_title(document), *_language(formatting), *_headings(stories[0], formatting, places)]
    found += _paragraphs(stories[0], formatting, places)
    for story in stories:
        for table in shown(story.root, w("tbl")):
            found += table_problems(table, places)
        found += picture_problems(story, places)
        found += link_problems(story, places)
        found += colours.problems(story)
    return found


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)


def _title(document: Document) -> Iterator[Finding]:
    package = document.part.package
    assert package is not None
    parts = [one.target_part for one in package.rels.values() if kind_of(one.reltype) == "core-properties"]
    if not any((title.text or "").strip() for part in parts for title in read_xml(part).iter(_TITLE)):
        yield _warning(
            "the document’s properties",
            "there is no title, which is the first thing that a screen reader says (WCAG 2.4.2)",
            "write one (File, Info, Title)",
        )


def _language(formatting: Formatting) -> Iterator[Finding]:
    language = formatting.language()
    cure = "choose English (United Kingdom) (Review, Language, Set Proofing Language) and Set As Default"
    if not language:
        yield _warning("the document’s styles", "no language is set, so it is read out in any (WCAG 3.1.1)", cure)
    elif not language.upper().endswith("-GB"):  # Welsh and Gaelic are languages of councils too
        yield _warning("the document’s styles", f"the language is {language}, not one of this country’s", cure)


def _headings(body: Story, formatting: Formatting, places: Whereabouts) -> Iterator[Finding]:
    before = 0
    for paragraph in shown(body.root, w("p")):
        level = formatting.level(paragraph)
        if not level:
            continue
        said = quoted(words(paragraph))
        if not said and next(paragraph.iter(*_PICTURES), None) is None:
            yield _warning(places.of(paragraph), "a heading is empty (WCAG 1.3.1)", "delete its line")
            continue
        if level > before + 1:
            what = f"the heading {said} is of level {level}, but " + (
                f"the one above it is of level {before}" if before else "it is the first"
            )
            yield _warning(places.of(paragraph), f"{what} (WCAG 1.3.1)", f"give it the style Heading {before + 1}")
        before = level
    if not before:
        yield _warning(
            "the document", "there are no headings to find one’s way by (WCAG 1.3.1)", "use the styles Heading 1, 2, …"
        )


def _paragraphs(body: Story, formatting: Formatting, places: Whereabouts) -> Iterator[Finding]:
    """What is made to look like structure: headings, lists and space that only the eye can find."""
    paragraphs = [one for one in shown(body.root, w("p")) if table_of(one) is None]
    kinds = [_kind(one, formatting) for one in paragraphs]
    for n, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        before, following = kinds[n - 1] if n else "", kinds[n + 1] if n + 1 < len(kinds) else ""
        if kind == "bold" and following == "text":
            yield _warning(
                places.of(paragraph),
                f"{quoted(words(paragraph))} looks like a heading and is none (WCAG 1.3.1)",
                "give it a heading’s style",
            )
        elif kind == "item" == following and before != "item":
            yield _warning(
                places.of(paragraph),
                f"a list is typed by hand, from {quoted(words(paragraph))} (WCAG 1.3.1)",
                "make it a list (Home, Bullets)",
            )
        elif kind == "blank" == following and before != "blank":
            yield _warning(
                places.of(paragraph),
                "blank lines make a gap, and a screen reader says each of them",
                "delete them and set the space in the style, or put a page break",
            )


def _kind(paragraph: Element, formatting: Formatting) -> str:
    """'heading', 'blank', 'bold' (a short line, all of it bold), 'item' (begins with a typed dash or dot) or 'text'."""
    said = words(paragraph).strip()
    if formatting.level(paragraph):
        return "heading"
    if not said:
        return "blank" if next(paragraph.iter(*_PICTURES, w("br")), None) is None else "text"
    if _TYPED_LIST.match(said) and formatting.paragraph(paragraph, "numPr") is None:
        return "item"
    runs = [run for run in paragraph.iter(w("r")) if words(run).strip()]
    is_label = "\t" in words(paragraph) or formatting.paragraph(paragraph, "numPr") is not None
    if len(said) <= _LONGEST_HEADING and not is_label and all(is_on(formatting.run(run, "b")) for run in runs):
        return "bold"
    return "text"
