"""Comments in the report: ours are added and, as long as nobody answered or changed them, taken away again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.notes import INITIALS, is_ours
from performance_index.word.document.revisions import moment
from performance_index.word.document.wordml import W14, W15, clean, new_element, on_one_line, run_xml, text, w

_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_PARAGRAPH_ID = f"{{{W14}}}paraId"
_THREADS = ("/commentsExtended", "/commentsIds")  # what newer versions of Word know of a comment, by its paragraph


@dataclass(slots=True)
class Comments:
    """The comments of one document; those we add are by `author`, at `date`."""

    document: Document
    author: str
    date: str
    _known: dict[str, Element] = field(default_factory=dict)
    _anchors: dict[str, list[Element]] = field(default_factory=dict)
    _next: int = 0
    _answered: set[str] | None = None
    _others: set[str] = field(default_factory=set)

    def add(self, place: Element, said: str, *, is_inline: bool = False) -> bool:
        """Put a comment on what is given: a control inside a line, a paragraph, or what holds some.

        False, and nothing is added, where Word allows none: in a header or footer, or where there is no paragraph.
        """
        if not self.has_place(place, is_inline=is_inline):
            return False
        number = f"{self._next}"
        self._next += 1
        comment = new_element(f"<w:comment>{_paragraphs(said)}</w:comment>")
        for name, value in (("id", number), ("author", self.author), ("date", self.date), ("initials", INITIALS)):
            comment.set(w(name), value)
        self._part().append(comment)
        self._known[number] = comment
        start, end = (new_element(f'<w:{name} w:id="{number}"/>') for name in _ANCHORS[:2])
        mark = new_element(f'<w:r><w:commentReference w:id="{number}"/></w:r>')
        _anchor(place, start, end, mark, is_inline=is_inline)
        self._anchors[number] = [start, end, mark[0]]
        return True

    def has_place(self, place: Element, *, is_inline: bool = False) -> bool:
        """Whether a comment can be put on what is given."""
        has_lines = is_inline or next(place.iter(w("p")), None) is not None
        return has_lines and place.getroottree().getroot() is self.document.element

    def ours(self, place: Element, *, is_inline: bool = False) -> list[tuple[str, str]]:
        """Give our comments on what is given, as number and text: those that nobody changed or answered."""
        if not self._known:
            return []
        found = (mark.get(w("id"), "") for mark in _marks(place, is_inline=is_inline))
        return [(number, self._said(number)) for number in found if self._is_ours(number)]

    def others(self, place: Element, *, is_inline: bool = False) -> bool:
        """Whether a comment that is not simply ours is on what is given, or begins or ends there."""
        if not self._known:
            return False
        found = {mark.get(w("id"), "") for mark in place.iter(*map(w, _ANCHORS))}
        found |= {mark.get(w("id"), "") for mark in _marks(place, is_inline=is_inline)}
        return any(not self._is_ours(number) for number in found)

    def standing(self) -> list[tuple[str, Element | None, str]]:
        """Give every comment: its number, where it is in the text, and who says what; '' of one that is simply ours."""
        found = []
        for number, comment in self._known.items():
            said = f"{comment.get(w('author')) or 'somebody'}: {on_one_line(self._said(number))}"
            anchors = self._anchors.get(number, ())
            found.append((number, next(iter(anchors), None), "" if self._is_ours(number) else said))
        return found

    def remove(self, number: str) -> None:
        """Take a comment away, with its anchors and what newer versions of Word keep about it."""
        comment = self._known.pop(number)
        for anchor in self._anchors.pop(number, []):
            gone = anchor.getparent() if anchor.tag == w("commentReference") else anchor
            parent = None if gone is None else gone.getparent()
            if gone is not None and parent is not None:
                parent.remove(gone)
        identities = {p.get(_PARAGRAPH_ID) for p in comment.iter(w("p"))} - {None}
        parent = comment.getparent()
        assert parent is not None
        parent.remove(comment)
        for part, root in self._threads() if identities else ():
            for entry in [e for e in root if identities & set(e.attrib.values())]:
                root.remove(entry)
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - python-docx does not let a part's content be changed

    def texts(self) -> tuple[str, ...]:
        """Give what our comments say, to know later which of them somebody added to."""
        return tuple(dict.fromkeys(on_one_line(self._said(number)) for number in self._known if self._is_ours(number)))

    def sweep(self) -> None:
        """Take away those of ours whose words somebody took out of the text."""
        for number in [number for number in self._known if number not in self._anchors and self._is_ours(number)]:
            self.remove(number)

    def _part(self) -> Element:
        self.document.comments  # noqa: B018 - makes the part where there is none
        part = self.document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        assert isinstance(part, XmlPart)
        root: Element = part.element
        return root

    def _said(self, number: str) -> str:
        return text(self._known[number])

    def _is_ours(self, number: str) -> bool:
        comment = self._known.get(number)
        if comment is None or number in self._others:
            return False
        if self._answered is None:
            answers = (entry.get(f"{{{W15}}}paraIdParent") for _, root in self._threads() for entry in root)
            self._answered = {answer for answer in answers if answer}
        return not any(p.get(_PARAGRAPH_ID) in self._answered for p in comment.iter(w("p")))

    def _threads(self) -> Iterator[tuple[Part, Element]]:
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(_THREADS) and not relation.is_external:
                part = relation.target_part
                try:
                    root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
                except etree.XMLSyntaxError:  # another program's fault; we leave it as it is
                    continue
                yield part, root


def comments_of(document: Document, author: str, now: dt.datetime, said: Collection[str] = ()) -> Comments:
    """Give the comments of a document, to be added to in this name and at this moment.

    `said` is what ours said when we left them: one that says anything else is somebody's. Without it, a comment in our
    name that begins and ends as ours do is taken for ours.
    """
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.COMMENTS), None)
    known = {c.get(w("id"), ""): c for c in part.element.iter(w("comment"))} if isinstance(part, XmlPart) else {}
    anchors: dict[str, list[Element]] = {}
    for anchor in document.element.iter(*map(w, _ANCHORS)) if known else ():
        anchors.setdefault(anchor.get(w("id"), ""), []).append(anchor)
    free = max((int(number) for number in known if number.isdigit()), default=-1) + 1
    before = frozenset(map(on_one_line, said))
    ours = {number: text(c) for number, c in known.items() if c.get(w("author")) == author}
    others = {
        number
        for number in known
        if number not in ours or not (on_one_line(ours[number]) in before if before else is_ours(ours[number]))
    }
    return Comments(document, author, moment(now), known, anchors, free, _others=others)


def _paragraphs(said: str) -> str:
    return "".join(f"<w:p><w:r>{run_xml(line)}</w:r></w:p>" for line in clean(said).split("\n"))


def _anchor(place: Element, start: Element, end: Element, mark: Element, *, is_inline: bool) -> None:
    if is_inline:
        place.addprevious(start)
        place.addnext(mark)
        place.addnext(end)
        return
    paragraphs = list(place.iter(w("p")))
    first, last = paragraphs[0], paragraphs[-1]
    properties = first.find(w("pPr"))
    first.insert(0 if properties is None else first.index(properties) + 1, start)
    last.extend((end, mark))


def _marks(place: Element, *, is_inline: bool) -> Iterator[Element]:
    """Give the references of the comments on what is given."""
    if not is_inline:
        yield from place.iter(w("commentReference"))
        return
    yield from place.iter(w("commentReference"))
    for following in place.itersiblings():
        reference = following.find(w("commentReference")) if following.tag == w("r") else None
        if reference is not None:
            yield reference
        elif following.tag != w("commentRangeEnd"):
            return
