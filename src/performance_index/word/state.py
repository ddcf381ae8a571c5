"""The state: what was generated, kept in the document itself, so that a refresh can tell a clerk's words from ours.

It is a custom XML part. Word, LibreOffice and Google Docs keep it or drop it as a whole; nobody sees it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.belonging import Identity
from performance_index.word.document.escaping import escape, quoteattr
from performance_index.word.document.wordml import clean

NAMESPACE = "urn:performance-index:report:1"
_ITEM_ID = "{7B1F5C0A-52C5-4E7D-9A64-0B6E7D2C9F31}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STRUCK = 'struck="yes"'
_BELONGS = ("code", "committee", "title", "book")
_EDITED = {True: "yes", False: "no"}
FACTS = ("indicator", "rating", "actual", "target", "status")
"""The columns that are known of every row, whether the table shows them or not."""
_BETWEEN = "\0"  # in no text: XML forbids it
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """One generated table.

    `columns` names the column shown in each cell ('' for none), `headings` is the text of each cell of the row above,
    and `rows` gives the text of every cell by the number of the row's indicator. `struck` are rows that the data have
    no more, but whose removal was only offered: the clerk has worked on them. `patterns`: what each cell's text is made
    of, at even places the template's words and at odd places the name of a column; empty where each is its column and
    no more. `facts`: what the data say of a row and the table does not show, by number and column.
    """

    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    struck: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[str, ...], ...] = ()
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The pattern of each cell."""
        return self.patterns or tuple(map(plain_pattern, self.columns))

    def said(self, column: str) -> dict[str, str]:
        """Give what the data said in a column, shown or not, by number; of a row of which it is not known, nothing."""
        shown, pattern = self.shown, plain_pattern(column)
        at = shown.index(pattern) if pattern in shown else None
        told = {} if at is None else {n: texts[at] for some in (self.struck, self.rows) for n, texts in some.items()}
        return told | {number: facts[column] for number, facts in self.facts.items() if column in facts}

    def names(self) -> dict[str, str]:
        """Give, by number, what a row is about: the indicator, and in a table of changes what of it changed."""
        names, what = self.said("indicator"), self.said("what")
        return {number: " ".join(filter(None, (name, what.get(number)))) for number, name in names.items()}


def plain_pattern(column: str) -> tuple[str, ...]:
    """Give the pattern of a cell that shows a column and no more; '' for a cell that shows none."""
    return ("", column, "") if column else ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything generated, as text; paragraphs are separated by line ends.

    `texts`: by tag, every value, section and sentence that is in the document, whether given or the template's own;
    '' for a prompt that nobody has answered. `dates`: by tag, those given as dates (a tag may stand in several
    controls with a format each). `tables`: those that have rows. `struck`: texts whose removal was only offered.
    `offers`: the words of each tracked insertion that was left in somebody's text. `comments`: what our comments say.
    `belongs_to`: the index that the report was made from, None where version 0.1.0 made it. `version`: the number
    that its name ended in when it was written, which a copy of it under such a name does not have. `edited`: whether
    somebody had saved the report when it was last written here; None where that is not known. `compared_with`: the
    workbook whose report it was compared with, from the folder of its own; '' where that is the record.
    """

    generated: dt.datetime
    texts: Mapping[str, str]
    dates: Mapping[str, dt.date]
    tables: Mapping[str, TableState]
    struck: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    belongs_to: Identity | None = None
    version: int = 1
    edited: bool | None = False
    compared_with: str = ""


_PIECE = 1024  # bytes read of a part at a time, until its outermost element has begun
_VERSION = re.compile(r" \((\d{1,9})\)$")


def version_of(name: str) -> int:
    """Give the number at the end of a report's name, without its ending: 2 of 'Report (2)', 1 where there is none."""
    found = _VERSION.search(name)
    return int(found[1]) if found else 1


def unnumbered(name: str) -> str:
    """Give a report's name without that number: 'Report' of 'Report (2)'."""
    return _VERSION.sub("", name)


def read_state(document: Document) -> State | None:
    """Give the state kept in a document; None where there is none, or none that this version wrote."""
    for _, content in _states(document):
        return parse_state(content)
    return None


def write_state(document: Document, state: State) -> None:
    """Put the state into the document, in place of any earlier one."""
    drop_state(document)
    package = document.part.package
    assert package is not None
    name = package.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", state_xml(state).encode(), package)
    described = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{_ITEM_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    properties_name = PackURI(name.replace("/item", "/itemProps"))
    properties = Part(properties_name, _PROPERTIES_TYPE, described.encode(), package)
    part.relate_to(properties, f"{_RELATIONSHIPS}/customXmlProps")
    document.part.relate_to(part, f"{_RELATIONSHIPS}/customXml")


def drop_state(document: Document) -> None:
    """Take the state out of the document, as a final copy must; nothing happens where there is none."""
    for name in [name for name, _ in _states(document)]:
        del document.part.rels[name]


def state_xml(state: State) -> str:
    """Give the state as XML: what the part inside the document holds, and a copy beside the workbook may."""
    numbered = f' version="{state.version}"' if state.version > 1 else ""
    edited = "" if state.edited is None else f' edited="{_EDITED[state.edited]}"'
    lines = [f'{_HEAD}<report xmlns="{NAMESPACE}" generated="{state.generated.isoformat()}"{numbered}{edited}>']
    if state.belongs_to is not None:
        names = (f"{name}={quoteattr(clean(getattr(state.belongs_to, name)))}" for name in _BELONGS)
        lines.append(f"<belongs {' '.join(names)}/>")
        lines += (f"<indicator>{escape(clean(name))}</indicator>" for name in sorted(state.belongs_to.indicators))
    if state.compared_with:
        lines.append(f"<compared with={quoteattr(state.compared_with)}/>")
    for tag, text in state.texts.items():
        day = state.dates.get(tag)
        dated = "" if day is None else f' date="{day.isoformat()}"'
        lines.append(f"<text tag={quoteattr(tag)}{dated}>{escape(text)}</text>")
    lines += (f"<text tag={quoteattr(tag)} {_STRUCK}>{escape(text)}</text>" for tag, text in state.struck.items())
    lines += (f"<offer>{escape(text)}</offer>" for text in state.offers)
    lines += (f"<comment>{escape(text)}</comment>" for text in state.comments)
    for tag, table in state.tables.items():
        lines.append(f"<table tag={quoteattr(tag)}>")
        lines += map(_column_xml, table.columns, table.shown)
        lines += (f"<heading>{escape(heading)}</heading>" for heading in table.headings)
        lines += (_row_xml(number, cells) for number, cells in table.rows.items())
        lines += (_row_xml(number, cells, f" {_STRUCK}") for number, cells in table.struck.items())
        lines += (_facts_xml(number, facts) for number, facts in table.facts.items() if facts)
        lines.append("</table>")
    return "\n".join([*lines, "</report>"])


def _row_xml(number: str, cells: tuple[str, ...], mark: str = "") -> str:
    said = escape(_BETWEEN.join(cells)).replace(_BETWEEN, "</cell><cell>")  # once for all cells: much faster
    return f"<row number={quoteattr(number)}{mark}>{f'<cell>{said}</cell>' if cells else ''}</row>"


def _column_xml(column: str, pattern: tuple[str, ...]) -> str:
    pieces = "" if pattern == plain_pattern(column) else "".join(f"<piece>{escape(one)}</piece>" for one in pattern)
    return f"<column tag={quoteattr(column)}>{pieces}</column>" if pieces else f"<column tag={quoteattr(column)}/>"


def _facts_xml(number: str, facts: Mapping[str, str]) -> str:
    said = "".join(f" {name}={quoteattr(facts[name])}" for name in FACTS if name in facts)
    return f"<facts number={quoteattr(number)}{said}/>"


def parse_state(xml: bytes) -> State | None:
    """Give the state that `state_xml` wrote; None for anything else."""
    try:
        root = _parse(xml)
        return _state(root) if root.tag == _name("report") else None
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return None


def _state(root: Element) -> State:
    texts = root.findall(_name("text"))
    return State(
        generated=dt.datetime.fromisoformat(_attribute(root, "generated")),
        texts={_attribute(text, "tag"): text.text or "" for text in texts if "struck" not in text.attrib},
        struck={_attribute(text, "tag"): text.text or "" for text in texts if "struck" in text.attrib},
        dates={_attribute(t, "tag"): dt.date.fromisoformat(_attribute(t, "date")) for t in texts if "date" in t.attrib},
        tables={_attribute(table, "tag"): _table(table) for table in root.iterfind(_name("table"))},
        offers=tuple(offer.text or "" for offer in root.iterfind(_name("offer"))),
        comments=tuple(comment.text or "" for comment in root.iterfind(_name("comment"))),
        belongs_to=_belongs_to(root),
        version=int(root.get("version", "1")),
        compared_with="" if (compared := root.find(_name("compared"))) is None else compared.get("with", ""),
        edited={word: is_edited for is_edited, word in _EDITED.items()}.get(root.get("edited", "")),
    )


def _belongs_to(root: Element) -> Identity | None:
    found = root.find(_name("belongs"))
    if found is None:
        return None
    indicators = frozenset(one.text or "" for one in root.iterfind(_name("indicator")))
    return Identity(**{name: found.get(name, "") for name in _BELONGS}, indicators=indicators)


def _table(table: Element) -> TableState:
    rows: dict[str, tuple[str, ...]] = {}
    struck: dict[str, tuple[str, ...]] = {}
    columns = tuple(_attribute(column, "tag") for column in table.iterfind(_name("column")))
    for row in table.iterfind(_name("row")):
        cells = tuple(cell.text or "" for cell in row)
        if len(cells) != len(columns):
            msg = f"a row has {len(cells)} cells, and its table {len(columns)} columns"
            raise ValueError(msg)
        (struck if "struck" in row.attrib else rows)[_attribute(row, "number")] = cells
    return TableState(
        columns=columns,
        headings=tuple(heading.text or "" for heading in table.iterfind(_name("heading"))),
        rows=rows,
        struck=struck,
        patterns=_patterns(table, columns),
        facts={
            _attribute(one, "number"): {name: _attribute(one, name) for name in FACTS if name in one.attrib}
            for one in table.iterfind(_name("facts"))
        },
    )


def _patterns(table: Element, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    pieces = [tuple(piece.text or "" for piece in column) for column in table.iterfind(_name("column"))]
    if not any(pieces):
        return ()
    return tuple(found or plain_pattern(column) for found, column in zip(pieces, columns, strict=True))


def _states(document: Document) -> Iterator[tuple[str, bytes]]:
    """Give the relationship and the content of each custom XML part that is a state."""
    for name, relation in document.part.rels.items():
        if relation.reltype == f"{_RELATIONSHIPS}/customXml" and not relation.is_external:
            content = relation.target_part.blob
            if _root_name(content) == _name("report"):
                yield name, content


def _root_name(xml: bytes) -> str:
    """Give the name of the outermost element, without reading on; '' where there is none."""
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
    try:
        for at in range(0, len(xml), _PIECE):
            parser.feed(xml[at : at + _PIECE])
            for _, root in parser.read_events():
                return str(cast("Element", root).tag)
    except etree.XMLSyntaxError:  # another program's part; ours is always sound
        return ""
    return ""


def _parse(xml: bytes) -> Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _attribute(element: Element, name: str) -> str:
    return str(element.attrib[name])


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
