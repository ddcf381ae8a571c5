"""What a person wrote in the last report stands in the new one: told, and asked about where it speaks of back then."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.part import XmlPart
from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport, Section
from performance_index.word.document import notes
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.fields import fields_in
from performance_index.word.document.story import Story, kind_of
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import clean, on_one_line, w, words
from performance_index.word.fill import CAPTIONS, COLUMNS, SENTENCES, VALUE_TAGS
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.starting.beyond import notes_in, pictures_in
from performance_index.word.starting.speaking import speaks_of

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMES = {section.tag: section.value for section in Section} | {
    f"{table}.{one}": f"{CAPTIONS[table]}, the sentence before the table"
    for table in SENTENCES
    for one in SENTENCES[table]
}
_SHOWN = 5


@dataclass(slots=True)
class Carrying:
    """Goes through a report that was brought up to date from the last one.

    `fresh` is the new report as it is without the last one: what it says too is nobody's words. `placed` are the new
    tables, `of_old` what the cells of the old ones said, `since` names the last report: 'of the meeting of 4 November'.
    """

    opened: Document
    stories: Sequence[Story]
    fresh: Document
    report: CommitteeReport
    editor: Editor
    since: str
    placed: Collection[Element]
    of_old: Collection[str]
    _lines: frozenset[str] = field(init=False)
    _by_tag: Mapping[str, frozenset[str]] = field(init=False)
    _values: Mapping[str, frozenset[str]] = field(init=False)
    _pictures: frozenset[bytes] = field(init=False)

    def __post_init__(self) -> None:
        """Note what the new report says by itself."""
        controls = controls_in(self.fresh)
        tables = [control.element for tag in COLUMNS for control in controls.get(tag, ())]
        told: dict[str, set[str]] = {tag: set() for tag in _NAMES}
        for tag in _NAMES:
            told[tag] |= {_line(p) for control in controls.get(tag, ()) for p in control.content.iter(w("p"))}
            told[tag] |= {on_one_line(clean(one)) for one in self.report.sections.get(tag, ())}
        self._by_tag = {tag: frozenset(lines) for tag, lines in told.items()}
        roots = [self.fresh.element, *(part.element for part in _margins(self.fresh))]
        lines = {_line(p) for root in roots for p in root.iter(w("p")) if not _is_in(p, tables)}
        self._lines = frozenset(lines)
        self._values = {
            tag: frozenset(one.text for one in found) for tag, found in controls.items() if tag in VALUE_TAGS
        }
        package = self.fresh.part.package
        parts = () if package is None else package.iter_parts()
        self._pictures = frozenset(part.blob for part in parts if part.content_type.startswith("image/"))

    def run(self, places: Whereabouts) -> None:
        """Tell each piece that is a person's, in the order of the text, and ask about those that speak of back then."""
        found = [(piece, self._place(piece, places)) for piece in self._pieces() if self._is_carried(piece)]
        for piece, place in found:
            self._carry(piece, place)
        self._ask_about_margins()

    def _pieces(self) -> Iterator[Element]:
        """Give the paragraphs of the text, but for those in a text box and in the new tables."""
        for paragraph in self.opened.element.body.iter(w("p")):
            if next(paragraph.iterancestors(w("p")), None) is None and not _is_in(paragraph, self.placed):
                yield paragraph

    def _is_carried(self, piece: Element) -> bool:
        said = _line(piece)
        return bool(said and said not in self._said_anyway(piece)) or bool(self._own_pictures(piece))

    def _said_anyway(self, piece: Element) -> frozenset[str]:
        """Give what the new report says by itself in the place where a paragraph stands."""
        tag = _part_of(piece)
        return self._lines if tag is None else self._by_tag[tag]

    def _own_pictures(self, piece: Element) -> list[Element]:
        """Give the pictures that are none of the template's."""
        return [one for one in pictures_in(piece) if not self._is_of_template(one)]

    def _is_of_template(self, picture: Element) -> bool:
        """Whether all that a picture shows is in the template too, or it is a shape and shows nothing but its words."""
        links = {str(value) for one in picture.iter() for name, value in one.attrib.items() if str(name).startswith(_R)}
        shown = [self.opened.part.rels[link] for link in links if link in self.opened.part.rels]
        return all(
            not one.is_external and (one.target_part.blob in self._pictures or kind_of(one.reltype) == "hyperlink")
            for one in shown
        )

    def _place(self, piece: Element, places: Whereabouts) -> str:
        tag = _part_of(piece)
        return places.of(piece) if tag is None else _NAMES[tag]

    def _carry(self, piece: Element, place: str) -> None:
        said = _line(piece)
        spoken = speaks_of(self._told(piece), self.of_old) if said not in self._said_anyway(piece) else []
        has_picture = bool(self._own_pictures(piece))
        what = quoted(said) if said else "a picture"
        is_open = False
        if spoken or has_picture:
            names = "" if not spoken else f"and says {_listed(spoken)}"
            picture = "with its picture" if has_picture else ""
            about = ", ".join(filter(None, (self.since, picture, names)))
            is_open = self.editor.comments.add(piece, notes.still_so(about))
            what += f"; a comment asks whether it is still so{f': {_listed(spoken)}' if spoken else ''}"
        self.editor.record(Kind.CARRIED, place, what, is_open=is_open)

    def _told(self, piece: Element) -> str:
        """Give all that a paragraph says, struck out or not, and its notes, but for values that are up to date."""
        made = copy.deepcopy(piece)
        for element in list(made.iter(w("sdt"))):
            control = Control(element)
            parent = element.getparent()
            is_current = control.text in self._values.get(control.tag, ())
            if is_current and parent is not None:
                parent.remove(element)
        struck = (node.text or "" for node in made.iter(w("delText")))
        return " ".join((_line(made), *struck, *notes_in(made, self.stories)))

    def _ask_about_margins(self) -> None:
        """Ask about the headers and footers, where Word allows no comment, at the beginning of the text."""
        first = next(iter(self.opened.element.body.iter(w("p"))), None)
        for part in _margins(self.opened):
            kind = "header" if part.element.tag == w("hdr") else "footer"
            lines = [_line(p) for p in part.element.iter(w("p"))]
            for said in (one for one in lines if one and one not in self._lines):
                spoken = speaks_of(said, self.of_old)
                what = quoted(said)
                if spoken and first is not None:
                    self.editor.comments.add(first, notes.still_so(f"{self.since}, in the page {kind}: {quoted(said)}"))
                    what += f"; a comment at the beginning asks whether it is still so: {_listed(spoken)}"
                self.editor.record(Kind.CARRIED, f"the page {kind}", what, is_open=bool(spoken))


def _part_of(piece: Element) -> str | None:
    """Give the tag of the section or sentence that a paragraph stands in; None where it stands in none."""
    tags = (Control(element).tag for element in piece.iterancestors(w("sdt")))
    return next((tag for tag in tags if tag in _NAMES), None)


def _line(paragraph: Element) -> str:
    """Give the words of a paragraph on one line, without the numbers of pages."""
    if next(paragraph.iter(w("fldChar"), w("fldSimple")), None) is not None:
        paragraph = copy.deepcopy(paragraph)
        for one in [one for one in fields_in(paragraph) if one.name in _PAGES]:
            one.take_out()
    return on_one_line(words(paragraph))


def _margins(document: Document) -> list[XmlPart]:
    """Give the headers and footers."""
    found = (one.target_part for one in document.part.rels.values() if kind_of(one.reltype) in {"header", "footer"})
    return [part for part in found if isinstance(part, XmlPart)]


def _is_in(element: Element, some: Collection[Element]) -> bool:
    return any(above in some for above in element.iterancestors())


def _listed(spoken: Sequence[str]) -> str:
    more = len(spoken) - _SHOWN
    return ", ".join(map(quoted, spoken[:_SHOWN])) + (f" and {more} more" if more > 0 else "")
