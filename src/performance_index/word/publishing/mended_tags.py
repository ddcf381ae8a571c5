"""The tags of a PDF that LibreOffice made, put right: what heads a row, what a table shows, the order of its links.

LibreOffice (7.4) writes each object in plain text, one after another (ISO 32000-1, 7.5), which these look for as it
writes them; where it writes them otherwise, nothing changes. What grows is added at the end as an update (7.5.6).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from performance_index.word.publishing.for_tagging import ROW_HEADING

_TABS = (b"/Tabs(S)", b"/Tabs/S ")
"""The order of links on a page: a name (ISO 32000-1, table 30), which LibreOffice writes as a string."""
_COLUMN, _ROW = b"/Scope/Column", b"/Scope/Row   "
_TAG = re.compile(rb"(?<=\n)(\d+) 0 obj\n<</Type/StructElem\n/S/([^\n]+)\n(.*?)>>\nendobj", re.DOTALL)
_SCOPE = re.compile(rb"(?<=\n)(\d+) 0 obj\n<</O/Table\n[^>]*>>\nendobj")
_KIDS = re.compile(rb"/K\[([^\]]*)\]")
_LOOK = re.compile(rb"/A (\d+ 0 R|\[[^\]]*\])\n")
_NUMBER = re.compile(rb"(\d+) 0 R")
_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_PREVIOUS = re.compile(rb"/(Prev|DocChecksum)\b[^\n/]*(/[0-9A-F]+)?\n?")


@dataclass(frozen=True, slots=True)
class _Tag:
    """One element of the tag tree: its kind as written, what else is written in it, and the objects under it."""

    kind: bytes
    rest: bytes

    @property
    def kids(self) -> list[int]:
        found = _KIDS.search(self.rest)
        return [] if found is None else [int(one) for one in _NUMBER.findall(found[1])]


def mend_tags(pdf: bytes, *, names_rows: bool, summaries: Sequence[str]) -> bytes:
    """Give the PDF with its tags put right; `names_rows` and `summaries` as in `ForTagging`.

    A table gets its summary only where the PDF has as many tables as the document, so that none gets another's.
    """
    pdf = pdf.replace(*_TABS)
    tags = {int(found[1]): _Tag(found[2], found[3]) for found in _TAG.finditer(pdf)}
    if names_rows:
        pdf = _turned(pdf, set(_looks_of_row_headings(tags)))
    tables = list(_outer_tables(tags))
    return pdf if len(tables) != len(summaries) else _summed_up(pdf, tags, dict(zip(tables, summaries, strict=True)))


def _looks_of_row_headings(tags: Mapping[int, _Tag]) -> Iterator[int]:
    """Give the objects that say of what a heading in a row is one."""
    style = ROW_HEADING.replace(" ", "#20").encode()
    for tag in tags.values():
        found = _LOOK.search(tag.rest)
        if tag.kind == b"TH" and found is not None and any(tags[kid].kind == style for kid in tag.kids if kid in tags):
            yield from (int(one) for one in _NUMBER.findall(found[1]))


def _turned(pdf: bytes, looks: Collection[int]) -> bytes:
    """Let headings be those of their rows, in as many bytes: no other object moves."""
    return _SCOPE.sub(lambda found: found[0].replace(_COLUMN, _ROW) if int(found[1]) in looks else found[0], pdf)


def _outer_tables(tags: Mapping[int, _Tag]) -> Iterator[int]:
    """Give the tables that stand in no other, as a reader comes to them."""
    under = {kid for tag in tags.values() for kid in tag.kids}
    waiting = [number for number in tags if number not in under]
    while waiting:
        number = waiting.pop(0)
        if tags[number].kind == b"Table":
            yield number
        else:
            waiting[:0] = [kid for kid in tags[number].kids if kid in tags]


def _summed_up(pdf: bytes, tags: Mapping[int, _Tag], summaries: Mapping[int, str]) -> bytes:
    """Give each table its summary (ISO 32000-1, table 349), as an update at the end of the file."""
    trailer = _TRAILER.search(pdf)
    changed = {number: _with_summary(tags[number], said) for number, said in sorted(summaries.items()) if said}
    if trailer is None or not changed:
        return pdf
    made, places = bytearray(pdf), []
    for number, tag in changed.items():
        places.append(b"%d 1\n%010d 00000 n \n" % (number, len(made)))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, tag)
    table = len(made)
    kept = _PREVIOUS.sub(b"", trailer[1])
    made += b"xref\n%s" % b"".join(places)
    made += b"trailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (kept, trailer[2], table)
    return bytes(made)


def _with_summary(tag: _Tag, said: str) -> bytes:
    look = b"<</O/Table/Summary%s>>" % _string(said)
    found = _LOOK.search(tag.rest)
    others = b"" if found is None else found[1].strip(b"[] ") + b" "
    rest = tag.rest if found is None else tag.rest[: found.start()] + tag.rest[found.end() :]
    return b"<</Type/StructElem\n/S/%s\n/A[%s%s]\n%s>>" % (tag.kind, others, look, rest)


def _string(said: str) -> bytes:
    """Give a text as a PDF's own (7.9.2.2): plain where it is ASCII, else in UTF-16."""
    if said.isascii() and said.isprintable():
        return b"(%s)" % re.sub(rb"([\\()])", rb"\\\1", said.encode())
    return b"<%s>" % f"\ufeff{said}".encode("utf-16-be").hex().encode()
