"""Notes that a document still holds for whoever works on it: in its text, descriptions, diagrams and properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on
from performance_index.word.document.story import Story, read_xml, shown
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line, w, words
from performance_index.word.publishing.labels import names_place
from performance_index.word.publishing.within import is_markup, within
from performance_index.word.publishing.wording import Remark, is_for_nobody, remarks

_PARAGRAPH_OF_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_TEXT_OF_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_VML = "{urn:schemas-microsoft-com:vml}*"
_DESCRIPTIONS = {"descr": "description", "title": "title", "alt": "description", w("val"): "description"}
_DESCRIBED = ("{*}docPr", _VML, w("tblCaption"), w("tblDescription"))
_PENS = {"none", "white"}
_YELLOW = {"FFFF00", "FFFF66", "FFFF99"}
_RATINGS = {"r", "a", "g", "b", "red", "amber", "green", "blue", "grey", "n/a"}


def notes(stories: Sequence[Story], formatting: Formatting, places: Whereabouts) -> list[tuple[Element, Finding]]:
    """Give each note, gap and mark in the words of the document, with its element."""
    return [
        found
        for story in stories
        for found in (
            *_remarks(story, places),
            *_looks(story, formatting, places),
        )
    ]


def notes_on_the_file(document: Document) -> list[Finding]:
    """Give a warning for each of the file's own properties that stays in the copy and says that it is not final."""
    properties = document.core_properties
    kept = {"title": properties.title, "subject": properties.subject, "keywords": properties.keywords}
    return [
        Finding(
            severity=Severity.WARNING,
            place="the document’s properties",
            what=f"the {name} {quoted(said)} {one.what}",
            cure="change it (File, Info)",
        )
        for name, said in kept.items()
        for one in (*remarks(said or "", in_margin=True), *_places(said or ""))
    ]


def own_words(paragraph: Element) -> str:
    """Give the words of a paragraph without those of text boxes in it, and without unanswered prompts."""
    if next(paragraph.iter(w("txbxContent"), w("showingPlcHdr")), None) is None:
        return "" if _is_prompt(paragraph) else words(paragraph)
    runs = (run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p")), None) is paragraph)
    own = (run for run in runs if next(run.iter(w("txbxContent")), None) is None and not _is_prompt(run))
    return "".join(words(run) for run in own if next(run.iterancestors(w("moveFrom")), None) is None)


def _is_prompt(element: Element) -> bool:
    controls = element.iterancestors(w("sdt"))
    return any(is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")) for control in controls)


def _remarks(story: Story, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    in_margin = story.kind in {"header", "footer"}
    for paragraph in shown(story.root, w("p")):
        said = own_words(paragraph)
        for one in (*remarks(said, in_margin=in_margin), *_places(said)):
            yield paragraph, _finding(one, places.of(paragraph))
    for element in shown(story.root, *_DESCRIBED):
        for attribute, name in _DESCRIPTIONS.items():
            said = element.get(attribute, "")
            for one in (*remarks(said), *_places(said)):
                yield element, _finding(one, f"{places.of(element)}, {name} of a picture, shape or table")
    for element, part in within(story):
        for paragraph in read_xml(part).iter(_PARAGRAPH_OF_DRAWING) if is_markup(part) else ():
            for one in remarks("".join(text.text or "" for text in paragraph.iter(_TEXT_OF_DRAWING))):
                yield element, _finding(one, f"{places.of(element)}, in a chart or diagram")


def _places(said: str) -> Iterator[Remark]:
    if names_place(said):
        what, cure = "says where a file of the council is kept", "take the place out, unless readers should know it"
        yield Remark(Severity.WARNING, said, what, cure)


def _finding(remark: Remark, place: str) -> Finding:
    return Finding(severity=remark.severity, place=place, what=f"{quoted(remark.said)} {remark.what}", cure=remark.cure)


def _looks(story: Story, formatting: Formatting, places: Whereabouts) -> Iterator[tuple[Element, Finding]]:
    """Words that are highlighted or struck through."""
    runs = [run for run in shown(story.root, w("r")) if run.find(w("t")) is not None]

    def marked(is_marked: Callable[[Element], bool]) -> Iterable[tuple[Element, str]]:
        found: dict[Element, list[str]] = {}
        for run in filter(is_marked, runs):
            found.setdefault(next(run.iterancestors(w("p")), run), []).append(words(run))
        said = ((where, on_one_line("".join(pieces))) for where, pieces in found.items())
        return ((where, one) for where, one in said if any(map(str.isalnum, one)))

    for where, said in marked(lambda run: _is_highlighted(run, formatting)):
        if said.casefold() in _RATINGS:
            continue
        certain = is_for_nobody(said)
        yield (
            where,
            Finding(
                severity=Severity.ERROR if certain else Severity.WARNING,
                place=places.of(where),
                what=f"{quoted(said)} is highlighted{', and reads as a note' if certain else ''}",
                cure="delete it, or take the colour off (Home, Text Highlight Colour, No Colour)",
            ),
        )
    for where, said in marked(lambda run: any(is_on(formatting.run(run, name)) for name in ("strike", "dstrike"))):
        yield (
            where,
            Finding(
                severity=Severity.WARNING,
                place=places.of(where),
                what=f"{quoted(said)} is struck through, and everybody can read it",
                cure="delete it, unless readers should see that it was taken back",
            ),
        )


def _is_highlighted(run: Element, formatting: Formatting) -> bool:
    pen, tint = formatting.run(run, "highlight"), run.find(f"{w('rPr')}/{w('shd')}")
    is_yellow = tint is not None and tint.get(w("fill"), "").upper() in _YELLOW
    return is_yellow or (pen is not None and pen.get(w("val")) not in _PENS)
