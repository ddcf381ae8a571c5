"""What a person wrote in the last report stands in the new one: told, and asked about where it speaks of back then."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.part import XmlPart
from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Account, Change, Kind, quoted
from performance_index.word.document import notes
from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.fields import fields_in
from performance_index.word.document.story import Story, kind_of, read_stories
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import clean, on_one_line, w, words
from performance_index.word.fill import TITLE_LENGTH
from performance_index.word.starting.beyond import notes_in, pictures_in
from performance_index.word.starting.speaking import speaks_of
from performance_index.word.tags import COLUMNS, PART_NAMES, VALUE_TAGS

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMES_OF_MARGINS = {w("hdr"): "the page header", w("ftr"): "the page footer"}
_TAGS = frozenset({*PART_NAMES, *VALUE_TAGS, *COLUMNS})
_SHOWN = 5


@dataclass(slots=True)
class Carrying:
    """Goes through a report that was brought up to date from the last one.

    `fresh` is the new report as it is without the last one: what it says too is nobody's words. `of_old` is what the
    cells of the old tables said, `since` names the last report: 'of the meeting of 4 November 2020'.
    """

    opened: Document
    stories: Sequence[Story]
    fresh: Document
    report: CommitteeReport
    account: Account
    comments: Comments
    since: str
    of_old: Collection[str]
    _tables: list[Element] = field(init=False)
    _lines: frozenset[str] = field(init=False)
    _by_tag: Mapping[str, frozenset[str]] = field(init=False)
    _values: Mapping[str, frozenset[str]] = field(init=False)
    _pictures: frozenset[bytes] = field(init=False)

    def __post_init__(self) -> None:
        """Note what the new report says by itself."""
        controls = controls_in(self.fresh)
        self._tables, tables = _tables_in(controls_in(self.opened)), _tables_in(controls)
        told: dict[str, set[str]] = {tag: set() for tag in PART_NAMES}
        for tag in PART_NAMES:
            told[tag] |= {_line(p) for control in controls.get(tag, ()) for p in control.content.iter(w("p"))}
            told[tag] |= {on_one_line(clean(one)) for one in self.report.sections.get(tag, ())}
        self._by_tag = {tag: frozenset(lines) for tag, lines in told.items()}
        roots = [story.root for story in read_stories(self.fresh)]
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
        pieces: dict[Element, list[Element]] = {}
        for line in self._lines_of_text():
            if self._is_carried(line):
                table = _own_table(line)
                pieces.setdefault(line if table is None else table, []).append(line)
        named = [(piece, lines, self._place(piece, places)) for piece, lines in pieces.items()]
        for piece, lines, place in named:
            self._carry(piece, lines, place)
        self._ask_at_the_beginning()

    def tell_kept(self, done: Iterable[Change]) -> None:
        """Tell of sections that were kept as they are and have no words of a person's: some were taken out."""
        told = {change.place for change in self.account.changes}
        for change in done:
            if change.kind is Kind.KEPT and change.place in PART_NAMES.values() and change.place not in told:
                self.account.record(Kind.CARRIED, change.place, change.what)

    def _lines_of_text(self) -> Iterator[Element]:
        """Give the paragraphs of the text, but for those in a text box and in the new tables."""
        for paragraph in self.opened.element.body.iter(w("p")):
            if next(paragraph.iterancestors(w("p")), None) is None and not _is_in(paragraph, self._tables):
                yield paragraph

    def _is_carried(self, line: Element) -> bool:
        is_own = bool(_line(line)) and not self._is_said_anyway(line)
        return is_own or bool(self._own_pictures(line) or self._own_notes(line))

    def _is_said_anyway(self, line: Element) -> bool:
        """Whether the new report says this by itself in the place where it stands."""
        tag = _part_of(line)
        return _line(line) in (self._lines if tag is None else self._by_tag[tag])

    def _own_pictures(self, line: Element) -> list[Element]:
        """Give the pictures that are none of the template's."""
        return [one for one in pictures_in(line) if not self._is_of_template(one)]

    def _own_notes(self, line: Element) -> list[str]:
        """Give the words of the notes that are none of the template's."""
        return [one for one in notes_in(line, self.stories) if on_one_line(one) not in self._lines]

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
        return places.of(piece) if tag is None else PART_NAMES[tag]

    def _carry(self, piece: Element, lines: Sequence[Element], place: str) -> None:
        spoken = [one for line in lines for one in speaks_of(self._told(line), self.of_old)]
        spoken = list(dict.fromkeys(spoken))
        has_picture = any(map(self._own_pictures, lines))
        said, is_open = " | ".join(filter(None, map(_line, lines))), False
        what = quoted(said) if said else "a picture"
        what += "".join(f", with the note {quoted(one)}" for line in lines for one in self._own_notes(line))
        if spoken or has_picture:
            names = f"and says {_listed(spoken)}" if spoken else ""
            about = ", ".join(filter(None, (self.since, "with its picture" if has_picture else "", names)))
            is_open = self.comments.add(piece, notes.still_so(about))
            what += f"; a comment asks whether it is still so{f': {_listed(spoken)}' if spoken else ''}"
        self.account.record(Kind.CARRIED, place, what, is_open=is_open)

    def _told(self, line: Element) -> str:
        """Give all that a person says in a paragraph, struck out or not, and in its notes."""
        noted = self._own_notes(line)
        if self._is_said_anyway(line):
            return " ".join(noted)
        made = copy.deepcopy(line)
        for element in list(made.iter(w("sdt"))):
            control = Control(element)
            parent = element.getparent()
            is_current = control.text in self._values.get(control.tag, ())
            if is_current and parent is not None:  # it was brought up to date
                parent.remove(element)
        struck = (node.text or "" for node in made.iter(w("delText")))
        return " ".join((_line(made), *struck, *noted))

    def _ask_at_the_beginning(self) -> None:
        """Ask there about the headers, the footers and the properties of the file, where Word has no place for it."""
        first = next(self.opened.element.body.iter(w("p")))
        found = [
            (_NAMES_OF_MARGINS[part.element.tag], _line(p)) for part in _margins(self.opened) for p in _lines(part)
        ]
        ours, theirs = self.fresh.core_properties, self.opened.core_properties
        expected = {
            "title": clean(self.report.title)[:TITLE_LENGTH],
            "subject": ours.subject,
            "keywords": ours.keywords,
        }
        typed = {name: getattr(theirs, name) for name in expected if getattr(theirs, name) != expected[name]}
        found += [(f"the {name} of the file", on_one_line(said)) for name, said in typed.items()]
        for place, said in found:
            if not said or said in self._lines:
                continue
            spoken, what = speaks_of(said, self.of_old), quoted(said)
            if spoken:
                self.comments.add(first, notes.still_so(f"{self.since}, in {place}: {what}"))
                what += f"; a comment at the beginning asks whether it is still so: {_listed(spoken)}"
            self.account.record(Kind.CARRIED, place, what, is_open=bool(spoken))


def _part_of(piece: Element) -> str | None:
    """Give the tag of the section or sentence that a paragraph stands in; None where it stands in none."""
    tags = (Control(element).tag for element in piece.iterancestors(w("sdt")))
    return next((tag for tag in tags if tag in PART_NAMES), None)


def _tables_in(controls: Mapping[str, Sequence[Control]]) -> list[Element]:
    """Give the controls around the tables of the data: the old ones are gone."""
    return [control.element for tag in COLUMNS for control in controls.get(tag, ())]


def _own_table(line: Element) -> Element | None:
    """Give the table of a person's own that a paragraph stands in; None for one that the report itself stands in."""
    table = next(reversed(list(line.iterancestors(w("tbl")))), None)
    if table is None or any(Control(one).tag in _TAGS for one in table.iter(w("sdt"))):
        return None
    return table


def _lines(part: XmlPart) -> list[Element]:
    return list(part.element.iter(w("p")))


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
