"""Content controls by tag: find them, read their text, write into them."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.opc.part import XmlPart
from lxml.etree import _Element as Element

from performance_index.period import long_date
from performance_index.word.document.wordml import clean, new_element, run_xml, text, w, w15

_STORIES = ("/header", "/footer")  # ends of the relationship types of parts that may hold controls
_HOLDERS = tuple(map(w, ("p", "tc", "body", "hdr", "ftr", "txbxContent")))
RUN_WORDS = frozenset(map(w, ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")))
"""What a run of nothing but words consists of."""
_BEFORE_PROMPT = set(map(w, ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary")))
_SDT, _SETTINGS, _CONTENT, _TAG, _VAL = w("sdt"), w("sdtPr"), w("sdtContent"), w("tag"), w("val")
_REPEATS = w15("repeatingSection")
_HOLDS_PARTS = {w("body"), w("tbl")}
_SINGLE_USE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
_PARAGRAPH_ID = re.compile(r"\{http://schemas\.microsoft\.com/office/word/2010/wordml\}(paraId|textId)")
_DATE_PART = re.compile(r"d{1,4}|M{1,4}|y{1,4}|'([^']*)'")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Control:
    """One content control (`w:sdt`): around paragraphs or a table (a block), around words, or around a cell."""

    element: Element

    @property
    def tag(self) -> str:
        """The tag that a council sees in the control's properties; '' where it has none."""
        return self._property("tag")

    @property
    def title(self) -> str:
        """The title that Word shows on its frame; '' where it has none."""
        return self._property("alias")

    @property
    def content(self) -> Element:
        """What holds the control's paragraphs or words: for a control around a cell, the cell."""
        content = self.element.find(w("sdtContent"))
        if content is None:
            content = self.element.makeelement(w("sdtContent"))
            self.element.append(content)
        cell = content.find(w("tc"))
        return content if cell is None else cell

    @property
    def is_inline(self) -> bool:
        """Whether the control stands inside a line of text, rather than around paragraphs, a table or a cell."""
        holder = next(self.element.iterancestors(*_HOLDERS), None)
        return holder is not None and holder.tag == w("p")

    @property
    def holds_rows(self) -> bool:
        """Whether the control is around whole rows of a table, where words cannot stand."""
        return self.content.find(w("tr")) is not None

    @property
    def is_placeholder(self) -> bool:
        """Whether the control shows only its prompt."""
        return self._settings.find(w("showingPlcHdr")) is not None

    @property
    def text(self) -> str:
        """What a person reads in the control, one paragraph on each line; '' for a prompt."""
        return "" if self.is_placeholder else text(self.content)

    def shown(self, value: str | dt.date) -> str:
        """Give a value as this control shows it: a date in the control's own format, else as '4 November 2020'."""
        if isinstance(value, str):
            return clean(value)
        date = self._settings.find(w("date"))
        style = None if date is None else date.find(w("dateFormat"))
        return format_date(value, "" if style is None else style.get(w("val"), ""))

    def write_value(self, value: str | dt.date) -> None:
        """Put one value in place of what the control holds; a date control also keeps the date itself."""
        date = self._settings.find(w("date"))
        if date is not None and isinstance(value, str):
            date.attrib.pop(w("fullDate"), "")
        elif date is not None and isinstance(value, dt.date):
            date.set(w("fullDate"), f"{value.isoformat()[:10]}T00:00:00Z")
        self.write((self.shown(value),))

    def write(self, paragraphs: Sequence[str]) -> None:
        """Put text in place of what the control holds, in the style of its first paragraph and first words.

        Inside a line of text, paragraphs become lines.
        """
        rewrite(self.content, paragraphs, is_inline=self.is_inline)
        for name in (w("showingPlcHdr"), w("dataBinding"), w15("dataBinding")):  # a binding would undo what is written
            for setting in self._settings.findall(name):
                self._settings.remove(setting)

    def remove(self) -> None:
        """Take the control and its content away, with the line it stood on where nothing else is on that line.

        A control around a table cell is emptied: the row needs the cell.
        """
        if self.content.tag == w("tc"):
            self.write(())
            return
        going = self.element
        line = going.getparent()
        if line is not None and line.tag == w("p") and text(line) == text(going):
            going = line
        parent = going.getparent()
        if parent is None:  # it went with the line that another control stood on too
            return
        parent.remove(going)
        if all(child.tag == w("tcPr") for child in parent) and parent.tag != w("p"):
            parent.append(new_element("<w:p/>"))  # Word wants a paragraph in every cell, header and block control

    def show_as_prompt(self) -> None:
        """Make what the control holds its prompt again: Word replaces it when somebody types."""
        properties = self._settings
        kinds = [child for child in properties if child.tag not in _BEFORE_PROMPT]
        prompt = properties.makeelement(w("showingPlcHdr"))
        properties.insert(properties.index(kinds[0]) if kinds else len(properties), prompt)
        date = properties.find(w("date"))
        if date is not None:
            date.attrib.pop(w("fullDate"), "")

    def retag(self, other: Control) -> None:
        """Take over the tag and the title of another control."""
        for name in ("alias", "tag"):
            mine, theirs = self._settings.find(w(name)), other._settings.find(w(name))
            if mine is not None and theirs is not None:
                mine.set(w("val"), theirs.get(w("val"), ""))

    def give_tag(self, tag: str) -> None:
        """Give the control another tag in the place of the one that it has."""
        for mine in self._settings.findall(w("tag")):
            mine.set(w("val"), tag)

    def unwrap(self) -> None:
        """Take the control away and leave its content in place."""
        content = self.element.find(w("sdtContent"))
        for child in () if content is None else list(content):
            self.element.addprevious(child)
        parent = self.element.getparent()
        assert parent is not None
        parent.remove(self.element)

    @property
    def _settings(self) -> Element:
        settings = self.element.find(w("sdtPr"))
        if settings is None:
            settings = self.element.makeelement(w("sdtPr"))
            self.element.insert(0, settings)
        return settings

    def _property(self, name: str) -> str:
        found = self._settings.find(w(name))
        return "" if found is None else found.get(w("val"), "")


def stories(document: Document) -> Iterator[Element]:
    """Give the roots of all text that may hold controls: the document's, then those of its headers and footers."""
    yield document.element
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_STORIES) and not relation.is_external:
            part = relation.target_part
            if isinstance(part, XmlPart):  # a part of an unknown kind has no text that we could read
                yield part.element


def find_controls(root: Element) -> dict[str, list[Control]]:
    """Give every control under `root` that has a tag, by tag, in the order of the text."""
    found: dict[str, list[Control]] = {}
    for named in root.iter(_TAG):
        tag, settings = named.get(_VAL), named.getparent()
        element = None if settings is None else settings.getparent()
        if tag and element is not None and element.tag == _SDT:
            found.setdefault(tag, []).append(Control(element))
    return found


def controls_beside_rows(document: Document) -> dict[str, list[Control]]:
    """Give every tagged control but those inside repeating sections: as quick for any number of rows."""
    found: dict[str, list[Control]] = {}
    for root in stories(document):
        for tag, controls in _beside_rows(root):
            found.setdefault(tag, []).extend(controls)
    return found


def _beside_rows(element: Element) -> Iterator[tuple[str, list[Control]]]:
    for child in element:  # step by step: lxml looks through everything for a second match before it gives the first
        name = child.tag
        if name in _HOLDS_PARTS:
            yield from _beside_rows(child)
        elif name == _SDT:
            settings, content = child.find(_SETTINGS), child.find(_CONTENT)
            named = None if settings is None else settings.find(_TAG)
            if named is not None and (tag := named.get(_VAL)):
                yield tag, [Control(child)]
            is_rows = settings is not None and settings.find(_REPEATS) is not None
            if content is not None and not is_rows:
                yield from _beside_rows(content)
        else:
            yield from find_controls(child).items()


def controls_in(document: Document) -> dict[str, list[Control]]:
    """Give every tagged control of the document, its headers and its footers, by tag."""
    found: dict[str, list[Control]] = {}
    for root in stories(document):
        for tag, controls in find_controls(root).items():
            found.setdefault(tag, []).extend(controls)
    return found


def format_date(day: dt.date, style: str) -> str:
    """Give the date in one of Word's formats ('dd MMMM yyyy'), in English everywhere; no format: '4 November 2020'.

    Words in single quotes stand for themselves, as do all other characters.
    """
    if not style:
        return long_date(day)
    month, weekday = long_date(day).split()[1], _WEEKDAYS[day.weekday()]
    parts = {
        "d": f"{day.day}", "dd": f"{day.day:02}", "ddd": weekday[:3], "dddd": weekday,
        "M": f"{day.month}", "MM": f"{day.month:02}", "MMM": month[:3], "MMMM": month,
        "y": f"{day.year % 100:02}", "yy": f"{day.year % 100:02}", "yyy": f"{day.year}", "yyyy": f"{day.year}",
    }  # fmt: skip
    return _DATE_PART.sub(lambda found: parts.get(found[0], found[1] or ""), style)


def rewrite(content: Element, paragraphs: Sequence[str], *, is_inline: bool) -> None:
    """Put text in place of what a control or a cell holds, in the style of its first paragraph and first words."""
    first, run = content.find(f".//{w('p')}"), content.find(f".//{w('r')}")
    style = None if run is None else run_style(run)
    properties = None if first is None else first.find(w("pPr"))
    for child in list(content):
        if child.tag != w("tcPr"):
            content.remove(child)
    if is_inline:
        content.append(new_run("\n".join(paragraphs), style))
    else:
        content.extend(_paragraph(line, properties, style) for line in paragraphs or ("",))


def run_style(run: Element) -> Element | None:
    """Give a copy of a run's formatting without the grey of a prompt; None where nothing is left."""
    found = run.find(w("rPr"))
    if found is None:
        return None
    style = copy.deepcopy(found)
    for name in style.findall(w("rStyle")):
        if name.get(w("val")) == "PlaceholderText":
            style.remove(name)
    for change in style.findall(w("rPrChange")):  # whoever changed the look of those words did not change these
        style.remove(change)
    return style if len(style) else None


def forget_identity(element: Element) -> None:
    """Take out what must be in a document only once (paragraph ids, bookmarks, comment anchors) before copying."""
    for mark in list(element.iter(*map(w, _SINGLE_USE))):
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
    for child in element.iter(w("p"), w("tr")):
        for name in [name for name in child.attrib if _PARAGRAPH_ID.fullmatch(str(name))]:
            del child.attrib[name]


def _paragraph(line: str, properties: Element | None, style: Element | None) -> Element:
    paragraph = new_element("<w:p/>")
    if properties is not None:
        paragraph.append(copy.deepcopy(properties))
    paragraph.append(new_run(line, style))
    return paragraph


def new_run(line: str, style: Element | None) -> Element:
    """Give a run of text in a copy of this formatting."""
    run = new_element(f"<w:r>{run_xml(line)}</w:r>")
    if style is not None:
        run.insert(0, copy.deepcopy(style))
    return run
