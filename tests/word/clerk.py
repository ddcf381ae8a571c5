"""A clerk at work on a report: edits such as people make in Word, chosen at random but the same for the same seed.

Each edit leaves a document that Word could have written. Every word the clerk types is one that nothing else says.
"""

from __future__ import annotations

import base64
import copy
import io
import itertools
import random
import tempfile
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import clerk_columns
import docx
from docx.document import Document
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError
from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.libreoffice import is_libreoffices
from performance_index.word.document.notes import TOOL
from performance_index.word.document.package import open_docx
from performance_index.word.document.wordml import W, new_element, w, words

CLERK = "A Clerk"
DATE = "2020-10-21T10:00:00Z"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Clerk:
    """Edits one document; `typed` are the words that were typed, whether they are still there or not."""

    document: Document
    chance: random.Random
    typed: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    _marks: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the clerk's changes after those that are there."""
        used = (mark.get(w("id"), "") for mark in self.document.element.iter(w("ins"), w("del")))
        self._marks = itertools.count(max([500_000, *(int(number) for number in used if number.isdigit())]) + 1)

    def work(self, edit: str, chance: random.Random) -> None:
        """Make one edit, in a place of these chances."""
        self.chance = chance
        self.done.append(edit)
        EDITS[edit](self)

    def finish(self) -> None:
        """Leave it as Word saves it: a comment goes with the words that it was on."""
        anchored = {mark.get(w("id")) for mark in self.all("commentReference")}
        for anchor in self.all("commentRangeStart", "commentRangeEnd"):
            if anchor.get(w("id")) not in anchored:
                _drop(anchor)
        for made in list(self.document.comments):
            if f"{made.comment_id}" not in anchored:  # Word deletes a comment with its words
                _drop(made._comment_elm)  # noqa: SLF001 - python-docx cannot delete a comment

    # --- what the edits are made of -----------------------------------------------------------------------------

    def word(self) -> str:
        """Give a word that nobody wrote before."""
        self.typed.append(f"Clerk{self.chance.getrandbits(40):010x}")
        return self.typed[-1]

    def pick(self, found: list[Element]) -> Element | None:
        """Give one of these; None where there is none."""
        return self.chance.choice(found) if found else None

    def all(self, *names: str) -> list[Element]:
        """Give the elements of these names in the text."""
        return list(self.document.element.body.iter(*map(w, names)))

    def paragraph(self) -> Element:
        """Give a paragraph of the text."""
        found = self.pick([p for p in self.all("p") if _is_live(p)])
        assert found is not None
        return found

    def run(self) -> Element | None:
        """Give a run with words in it, often one in a table or a section."""
        if self.chance.random() < 0.6:
            cells = [r for r in self.all("r") if next(r.iterancestors(w("tc")), None) is not None]
            found = self.pick([r for r in cells if _has_words(r)])
            if found is not None:
                return found
        return self.pick([r for r in self.all("r") if _has_words(r)])

    def mark(self, kind: str) -> Element:
        """Give a tracked change of the clerk's own."""
        return new_element(f'<w:{kind} w:id="{next(self._marks)}" w:author="{CLERK}" w:date="{DATE}"/>')

    def rows(self) -> list[Element]:
        """Give the controls around rows."""
        return [sdt for sdt in self.all("sdt") if sdt.find(f"{w('sdtContent')}/{w('tr')}") is not None]


def type_in_a_run(clerk: Clerk) -> None:
    """Inside words, or after or before them."""
    run = clerk.run()
    if run is not None:
        node = next(run.iter(w("t")))
        said = node.text or ""
        at = clerk.chance.choice([0, len(said), clerk.chance.randint(0, len(said))])
        node.text = f"{said[:at]} {clerk.word()} {said[at:]}"
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replace_a_word(clerk: Clerk) -> None:
    """One word of the report becomes the clerk's."""
    run = clerk.run()
    if run is not None:
        node = next(run.iter(w("t")))
        said = (node.text or "").split(" ")
        said[clerk.chance.randrange(len(said))] = clerk.word()
        node.text = " ".join(said)


def delete_a_word(clerk: Clerk) -> None:
    """One word of the report goes, unless it is the clerk's own."""
    run = clerk.run()
    if run is not None:
        node = next(run.iter(w("t")))
        said = (node.text or "").split(" ")
        at = clerk.chance.randrange(len(said))
        if "Clerk" not in said[at]:
            del said[at]
            node.text = " ".join(said)


def rewrite_a_paragraph(clerk: Clerk) -> None:
    """As Word leaves it: in several runs, with marks of the spelling checker between them."""
    paragraph = clerk.paragraph()
    if _holds_only_words(paragraph) and "Clerk" not in words(paragraph):
        for run in list(paragraph.iterchildren(w("r"), w("proofErr"))):
            paragraph.remove(run)
        paragraph.append(new_element(f"<w:r><w:t xml:space='preserve'>{clerk.word()} was written </w:t></w:r>"))
        paragraph.append(new_element('<w:proofErr w:type="spellStart"/>'))
        run = f'<w:r w:rsidR="00AB12CD"><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>{clerk.word()}</w:t></w:r>'
        paragraph.append(new_element(run))
        paragraph.append(new_element('<w:proofErr w:type="spellEnd"/>'))


def add_a_paragraph(clerk: Clerk) -> None:
    """After another, in or outside a control."""
    paragraph = clerk.paragraph()
    added = new_element(f"<w:p><w:r><w:t>{clerk.word()} {clerk.word()}</w:t></w:r></w:p>")
    properties = paragraph.find(w("pPr"))
    if properties is not None and properties.find(w("sectPr")) is None:
        added.insert(0, copy.deepcopy(properties))
        _forget_marks(added)
    paragraph.addnext(added)


def split_a_paragraph(clerk: Clerk) -> None:
    """At the end of one of its runs."""
    paragraph = clerk.paragraph()
    runs = [r for r in paragraph.iterchildren(w("r")) if r.getnext() is not None and r.getnext().tag == w("r")]
    run = clerk.pick(runs)
    if run is not None and paragraph.find(w("commentRangeStart")) is None:
        second = new_element("<w:p/>")
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            second.append(copy.deepcopy(properties))
            _forget_marks(second)
        for following in list(run.itersiblings()):
            second.append(following)
        paragraph.addnext(second)


def join_paragraphs(clerk: Clerk) -> None:
    """With the one after it."""
    paragraph = clerk.paragraph()
    following = paragraph.getnext()
    if following is not None and following.tag == w("p"):
        for child in list(following):
            if child.tag != w("pPr"):
                paragraph.append(child)
        above = following.getparent()
        assert above is not None
        above.remove(following)


def make_bold(clerk: Clerk) -> None:
    """The second half of a run."""
    run = clerk.run()
    if run is not None and len(list(run.iter(w("t")))) == 1 and run.getparent().tag in {w("p"), w("sdtContent")}:
        node = next(run.iter(w("t")))
        said = node.text or ""
        at = clerk.chance.randint(0, len(said))
        second = copy.deepcopy(run)
        node.text, next(second.iter(w("t"))).text = said[:at], said[at:]
        for half in (node, next(second.iter(w("t")))):
            half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        style = second.find(w("rPr"))
        if style is None:
            style = second.makeelement(w("rPr"))
            second.insert(0, style)
        if style.find(w("b")) is None:
            at_style = 0 if style.find(w("rStyle")) is None else 1
            style.insert(at_style, style.makeelement(w("b")))
        run.addnext(second)


def track_an_insertion(clerk: Clerk) -> None:
    """At the end of a line."""
    mark = clerk.mark("ins")
    mark.append(new_element(f"<w:r><w:t xml:space='preserve'> {clerk.word()}</w:t></w:r>"))
    clerk.paragraph().append(mark)


def track_a_deletion(clerk: Clerk) -> None:
    """Of a run of the report's."""
    run = clerk.run()
    if run is not None and run.getparent().tag == w("p") and "Clerk" not in words(run):
        _strike(clerk, run)


def _strike(clerk: Clerk, run: Element) -> None:
    mark = clerk.mark("del")
    run.getparent().replace(run, mark)
    mark.append(run)
    for node in run.iter(w("t")):
        node.tag = w("delText")


def comment(clerk: Clerk) -> None:
    """On some words."""
    run = clerk.run()
    if run is not None and run.getparent().tag == w("p"):
        made = clerk.document.comments.add_comment(text=f"Is this right? {clerk.word()}", author=CLERK, initials="C")
        number = made.comment_id
        run.addprevious(new_element(f'<w:commentRangeStart w:id="{number}"/>'))
        run.addnext(new_element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
        run.addnext(new_element(f'<w:commentRangeEnd w:id="{number}"/>'))


def add_a_picture(clerk: Clerk) -> None:
    """In a line."""
    paragraph = clerk.paragraph()
    scratch = clerk.document.add_paragraph()
    scratch.add_run().add_picture(io.BytesIO(PIXEL))
    paragraph.append(scratch._p.find(w("r")))  # noqa: SLF001 - a picture is made in a paragraph and moved
    scratch._p.getparent().remove(scratch._p)  # noqa: SLF001 - as above


def add_a_link(clerk: Clerk) -> None:
    """To a web page, at the end of a line."""
    relation = clerk.document.part.relate_to("https://www.example.gov.uk/", f"{_RELATIONS}/hyperlink", is_external=True)
    declared = f'xmlns:w="{W}" xmlns:r="{_RELATIONS}"'
    run = f"<w:r><w:t>{clerk.word()}</w:t></w:r>"
    xml = f'<w:hyperlink {declared} r:id="{relation}">{run}</w:hyperlink>'
    clerk.paragraph().append(parse_xml(xml))


def delete_a_row(clerk: Clerk) -> None:
    """With all in it; the clerk's own words go too."""
    row = clerk.pick(clerk.rows())
    if row is not None and "Clerk" not in "".join(row.itertext()) and row.find(f".//{w('commentReference')}") is None:
        _drop(row)


def track_the_deletion_of_a_row(clerk: Clerk) -> None:
    """As Word does with changes tracked."""
    row = clerk.pick([r for r in clerk.all("tr") if r.find(f"{w('trPr')}/{w('ins')}") is None])
    if row is not None and row.find(f"{w('trPr')}/{w('del')}") is None and "Clerk" not in "".join(row.itertext()):
        properties = row.find(w("trPr"))
        if properties is None:
            properties = row.makeelement(w("trPr"))
            row.insert(0, properties)
        properties.append(clerk.mark("del"))
        for run in [r for r in row.iter(w("r")) if r.getparent().tag in {w("p"), w("ins")}]:
            _strike(clerk, run)


def move_a_row(clerk: Clerk) -> None:
    """To the top or to the end of its table."""
    row = clerk.pick(clerk.rows())
    if row is not None and Control(row).tag.count("row:"):
        above = row.getparent()
        assert above is not None
        above.remove(row)
        first = next((n for n, one in enumerate(above) if one.tag in {w("tr"), w("sdt")}), len(above))
        above.insert(clerk.chance.choice([first, len(above)]), row)


def copy_a_row(clerk: Clerk) -> None:
    """With Word's +, which repeats its tag (and, as Word does not, its number)."""
    row = clerk.pick([r for r in clerk.rows() if r.find(f".//{w('commentReference')}") is None])
    if row is not None and not _has_once_only(row) and "Clerk" not in "".join(row.itertext()):
        twin = copy.deepcopy(row)
        cell = clerk.pick(list(twin.iter(w("tc"))))
        if cell is not None:
            for paragraph in list(cell.iter(w("p")))[1:]:
                _drop(paragraph)
            for run in list(cell.iter(w("r"))):
                _drop(run)
            next(cell.iter(w("p"))).append(new_element(f"<w:r><w:t>{clerk.word()}</w:t></w:r>"))
        row.addnext(twin)


def add_a_row(clerk: Clerk) -> None:
    """Of the clerk's own, without a control."""
    table = clerk.pick([table for table in clerk.all("tbl") if table.find(w("tr")) is not None])
    if table is not None:
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{clerk.word()}</w:t></w:r></w:p></w:tc>"
            for _ in next(table.iter(w("tr"))).iter(w("tc"))
        )
        clerk.pick([table.find(w("tr"))]).addnext(new_element(f"<w:tr>{cells}</w:tr>"))


def widen_a_column(clerk: Clerk) -> None:
    """Its cells and its grid."""
    table = clerk.pick(clerk.all("tbl"))
    if table is not None:
        column = clerk.chance.randrange(len(table.find(w("tblGrid"))))
        table.find(w("tblGrid"))[column].set(w("w"), "2345")
        for row in table.iter(w("tr")):
            cells = list(row.iter(w("tc")))
            width = cells[column].find(f"{w('tcPr')}/{w('tcW')}") if column < len(cells) else None
            if width is not None:
                width.set(w("w"), "2345")


def add_a_column(clerk: Clerk) -> None:
    """Of the clerk's own, at the end, with a word in each cell."""
    table = clerk.pick([table for table in clerk.all("tbl") if len(table.find(w("tblGrid"))) < 7])
    if table is not None:
        table.find(w("tblGrid")).append(new_element('<w:gridCol w:w="900"/>'))
        for row in table.iter(w("tr")):
            list(row.iterchildren(w("tc")))[-1].addnext(
                new_element(f"<w:tc><w:p><w:r><w:t>{clerk.word()}</w:t></w:r></w:p></w:tc>")
            )


def move_a_column(clerk: Clerk) -> None:
    """The last to the front."""
    table = clerk.pick(clerk.all("tbl"))
    if table is not None:
        for row in table.iter(w("tr")):
            cells = list(row.iterchildren(w("tc")))
            cells[0].addprevious(cells[-1])


def delete_a_column(clerk: Clerk) -> None:
    """The last, in every row."""
    tables = [t for t in clerk.all("tbl") if len(t.find(w("tblGrid"))) > 2 and not _has_once_only(t)]
    table = clerk.pick([t for t in tables if "Clerk" not in "".join(t.itertext())])
    if table is not None:
        _drop(table.find(w("tblGrid"))[-1])
        for row in table.iter(w("tr")):
            cells = list(row.iterchildren(w("tc")))
            if len(cells) > 1:
                _drop(cells[-1])


def split_a_cell(clerk: Clerk) -> None:
    """Into two rows, with a word in the lower one: the other cells reach over both."""
    row = clerk.pick([row for row in clerk.all("tr") if not _has_once_only(row) and row.find(_MERGED) is None])
    if row is not None:
        cells = list(row.iter(w("tc")))
        column = clerk.chance.randrange(len(cells))
        below = row.makeelement(w("tr"))
        for n, cell in enumerate(cells):
            lower = new_element("<w:tc><w:tcPr/><w:p/></w:tc>")
            if n == column:
                lower.find(w("p")).append(new_element(f"<w:r><w:t>{clerk.word()}</w:t></w:r>"))
            else:
                _merge(cell, "restart")
                _merge(lower, "continue")
            below.append(lower)
        row.addnext(below)


def merge_cells_of_two_rows(clerk: Clerk) -> None:
    """Of one column: what the lower cell said goes to the upper one, as in Word."""
    row = clerk.pick([row for row in clerk.all("tr") if not _has_once_only(row) and row.find(_MERGED) is None])
    below = None if row is None else next(_rows_after(row), None)
    if row is not None and below is not None and not _has_once_only(below) and below.find(_MERGED) is None:
        upper, lower = (list(one.iter(w("tc"))) for one in (row, below))
        column = clerk.chance.randrange(min(len(upper), len(lower)))
        for paragraph in lower[column].findall(w("p")):
            upper[column].append(paragraph)
        lower[column].append(new_element("<w:p/>"))
        _merge(upper[column], "restart")
        _merge(lower[column], "continue")


def cut_a_table(clerk: Clerk) -> None:
    """In two, with a paragraph between; sometimes the headings are put above the lower half too."""
    row = clerk.pick([row for row in clerk.all("tr") if next(_rows_after(row), None) is not None])
    if row is not None:
        table = next(row.iterancestors(w("tbl")))
        lower = new_element("<w:tbl/>")
        lower.extend(
            copy.deepcopy(table.find(w(name))) for name in ("tblPr", "tblGrid") if table.find(w(name)) is not None
        )
        head = next(table.iter(w("tr")))
        if clerk.chance.random() < 0.3 and head is not row and not _has_once_only(head):
            lower.append(copy.deepcopy(head))
        for moving in list(_rows_after(row)):
            lower.append(_with_control(moving))
        table.addnext(lower)
        table.addnext(new_element(f"<w:p><w:r><w:t>{clerk.word()}</w:t></w:r></w:p>"))


def paste_a_row_elsewhere(clerk: Clerk) -> None:
    """As a table of its own at the end of the report."""
    rows = [row for row in clerk.all("tr") if not _has_once_only(row) and row.find(_MERGED) is None]
    row = clerk.pick([row for row in rows if row.find(f"{w('trPr')}/{w('tblHeader')}") is None])
    if row is not None and "Clerk" not in "".join(row.itertext()):
        table = new_element("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>")
        table.find(w("tblGrid")).extend(new_element('<w:gridCol w:w="2000"/>') for _ in row.iter(w("tc")))
        table.append(copy.deepcopy(row))
        end = clerk.document.element.body[-1]
        for made in (new_element("<w:p/>"), table, new_element("<w:p/>")):
            end.addprevious(made)


def paste_rows_over_one_another(clerk: Clerk) -> None:
    """Exchange what the cells of two rows say: their controls stay where they are."""
    rows = [row for row in clerk.all("tr") if not _has_once_only(row) and row.find(_MERGED) is None]
    rows = [row for row in rows if row.find(f"{w('trPr')}/{w('tblHeader')}") is None]
    row = clerk.pick(rows)
    below = None if row is None else next(_rows_after(row), None)
    if row is not None and below in rows:
        for upper, lower in zip(row.iter(w("tc")), below.iter(w("tc")), strict=False):
            paragraphs = upper.findall(w("p")), lower.findall(w("p"))
            upper.extend(paragraphs[1])
            lower.extend(paragraphs[0])


def _rows_after(row: Element) -> Iterator[Element]:
    """Give the rows of a table below one."""
    rows = list(next(row.iterancestors(w("tbl"))).iter(w("tr")))
    yield from rows[rows.index(row) + 1 :]


def _with_control(row: Element) -> Element:
    """Give the control around a row, where it is around that row only, else the row."""
    item = next(row.iterancestors(w("sdt")), None)
    is_alone = item is not None and ".row:" in Control(item).tag and len(list(item.iter(w("tr")))) == 1
    return item if item is not None and is_alone else row


def _merge(cell: Element, how: str) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = cell.makeelement(w("tcPr"))
        cell.insert(0, properties)
    before = [child for child in properties if child.tag in {w("cnfStyle"), w("tcW"), w("gridSpan"), w("hMerge")}]
    mark = new_element(f'<w:vMerge w:val="{how}"/>')
    if before:
        before[-1].addnext(mark)
    else:
        properties.insert(0, mark)


_MERGED = f".//{w('vMerge')}"


def cut_and_paste(clerk: Clerk) -> None:
    """A section, a sentence or a table, to another place."""
    blocks = list(clerk.document.element.body.iterchildren(w("sdt")))
    moving, place = clerk.pick(blocks), clerk.pick(list(clerk.document.element.body.iterchildren(w("p"), w("sdt"))))
    if moving is not None and place is not None and moving is not place:
        place.addnext(moving)


def paste_twice(clerk: Clerk) -> None:
    """A section stands in two places."""
    blocks = [b for b in clerk.document.element.body.iterchildren(w("sdt")) if b.find(f".//{w('tbl')}") is None]
    block = clerk.pick([b for b in blocks if not _has_once_only(b) and "Clerk" not in "".join(b.itertext())])
    if block is not None:
        block.addnext(copy.deepcopy(block))


def delete_a_control(clerk: Clerk) -> None:
    """The control goes, its words stay."""
    control = clerk.pick([s for s in clerk.all("sdt") if s.find(f".//{w('tr')}") is None])
    if control is not None:
        Control(control).unwrap()


def delete_a_section(clerk: Clerk) -> None:
    """With its control."""
    blocks = list(clerk.document.element.body.iterchildren(w("sdt")))
    block = clerk.pick([b for b in blocks if not _has_once_only(b) and "Clerk" not in "".join(b.itertext())])
    if block is not None:
        _drop(block)


def edit_a_sentence(clerk: Clerk) -> None:
    """One of those before the tables: a count is put among its words."""
    found = [s for s in clerk.all("sdt") if Control(s).tag.partition(".")[0] in {"exceptions", "caveats", "unrated"}]
    runs = [r for s in found if s.find(f".//{w('tr')}") is None for r in s.iter(w("r")) if _has_words(r)]
    run = clerk.pick([r for r in runs if "Clerk" not in words(r)])
    if run is not None:
        node = next(run.iter(w("t")))
        said = (node.text or "").split(" ")
        said.insert(clerk.chance.randrange(len(said)), clerk.word())
        node.text = " ".join(said)


def empty_a_cell(clerk: Clerk) -> None:
    """Of the report's words."""
    cell = clerk.pick([c for c in clerk.all("tc") if not _has_once_only(c) and "Clerk" not in "".join(c.itertext())])
    if cell is not None:
        for run in list(cell.iter(w("r"))):
            _drop(run)


def type_a_date(clerk: Clerk) -> None:
    """Another than the meeting's, into its control."""
    found = [s for s in clerk.all("sdt") if Control(s).tag == "date" and not _has_once_only(s)]
    control = clerk.pick(found)
    if control is not None and "Clerk" not in "".join(control.itertext()):
        Control(control).write((f"{clerk.word()} November 2020",))


def accept_ours(clerk: Clerk) -> None:
    """Every tracked change of the tool's."""
    settle_ours(clerk.document.element.body, accept=True)


def reject_ours(clerk: Clerk) -> None:
    """Every tracked change of the tool's, where the clerk has typed nothing into one."""
    offered = [m for m in clerk.all("ins") if m.get(w("author")) == TOOL]
    rows = [m.getparent().getparent() for m in offered if m.getparent().tag == w("trPr")]
    if not any("Clerk" in "".join(part.itertext()) or _has_once_only(part) for part in [*rows, *offered] if len(part)):
        settle_ours(clerk.document.element.body, accept=False)


def accept_one_of_ours(clerk: Clerk) -> None:
    """One tracked change of the tool's, whole: words, or a row with all in it."""
    _decide_one(clerk, accept=True)


def reject_one_of_ours(clerk: Clerk) -> None:
    """One tracked change of the tool's, if the clerk has typed nothing into it."""
    _decide_one(clerk, accept=False)


def _decide_one(clerk: Clerk, *, accept: bool) -> None:
    marks = [m for m in clerk.all("ins", "del") if m.get(w("author")) == TOOL and m.getparent().tag != w("rPr")]
    mark = clerk.pick([m for m in marks if m.getparent().tag == w("trPr") or not _is_in_a_marked_row(m)])
    if mark is None:
        return
    scope = mark.getparent().getparent() if mark.getparent().tag == w("trPr") else mark
    is_going = (mark.tag == w("ins")) is not accept
    if not is_going or not (
        "Clerk" in "".join(scope.itertext()) or _has_once_only(scope, ("commentReference", "drawing"))
    ):
        holder = scope.makeelement(w("body"))
        scope.addprevious(holder)
        holder.append(scope)
        settle_ours(holder, accept=accept)
        for child in list(holder):
            holder.addprevious(child)
        _drop(holder)


def _is_in_a_marked_row(mark: Element) -> bool:
    row = next(mark.iterancestors(w("tr")), None)
    return row is not None and row.find(f"{w('trPr')}/{w(_kind(mark))}") is not None


def _kind(mark: Element) -> str:
    return "ins" if mark.tag == w("ins") else "del"


def delete_our_comments(clerk: Clerk) -> None:
    """All that the tool made, having dealt with them."""
    ours = [c for c in clerk.document.comments if c.author == TOOL]
    numbers = {f"{c.comment_id}" for c in ours}
    for anchor in clerk.all("commentRangeStart", "commentRangeEnd"):
        if anchor.get(w("id")) in numbers:
            _drop(anchor)
    for mark in clerk.all("commentReference"):
        if mark.get(w("id")) in numbers:
            _drop(mark.getparent())
    for comment_ in ours:
        _drop(comment_._comment_elm)  # noqa: SLF001 - python-docx cannot delete a comment


def edit_a_heading(clerk: Clerk) -> None:
    """Of the report or of a table."""
    heads = [p for p in clerk.all("p") if "Heading" in _style(p) and p.find(f".//{w('t')}") is not None]
    paragraph = clerk.pick(heads)
    if paragraph is not None:
        node = next(paragraph.iter(w("t")))
        node.text = f"{node.text} {clerk.word()}"


EDITS: dict[str, Callable[[Clerk], None]] = {
    edit.__name__: edit
    for edit in (
        type_in_a_run, replace_a_word, delete_a_word, rewrite_a_paragraph, add_a_paragraph, split_a_paragraph,
        join_paragraphs, make_bold, track_an_insertion, track_a_deletion, comment, add_a_picture, add_a_link,
        delete_a_row, track_the_deletion_of_a_row, move_a_row, copy_a_row, add_a_row, widen_a_column, add_a_column,
        move_a_column, delete_a_column, cut_and_paste, paste_twice, delete_a_control, delete_a_section, edit_a_heading,
        empty_a_cell, edit_a_sentence, type_a_date, accept_ours, reject_ours, accept_one_of_ours, reject_one_of_ours,
        delete_our_comments, split_a_cell, merge_cells_of_two_rows, cut_a_table, paste_a_row_elsewhere,
        paste_rows_over_one_another,
    )
} | clerk_columns.EDITS  # fmt: skip
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def settle_ours(body: Element, *, accept: bool) -> None:
    """Accept or reject every tracked change of the tool's, as Word does."""
    settle(body, {TOOL}, accept=accept)


def settle(body: Element, authors: Container[str | None], *, accept: bool) -> None:
    """Accept or reject every tracked change of these people's, as Word does."""
    staying, going = ("ins", "del") if accept else ("del", "ins")
    for row in list(body.iter(w("tr"))):
        marks = row.findall(f"{w('trPr')}/{w(going)}")
        if any(mark.get(w("author")) in authors for mark in marks):
            item = next(row.iterancestors(w("sdt")), None)
            is_alone = item is not None and len(list(item.iter(w("tr")))) == 1
            _drop(item if is_alone and item.find(f"{w('sdtPr')}/{w('tag')}") is not None else row)
    for mark in [mark for mark in body.iter(w(going)) if mark.get(w("author")) in authors]:
        if mark.getparent() is not None:
            _drop(mark)
    for mark in [mark for mark in body.iter(w(staying)) if mark.get(w("author")) in authors]:
        for node in list(mark.iter(w("delText"))):
            if not any(above.tag == w("del") and above is not mark for above in node.iterancestors()):
                node.tag = w("t")
        for child in list(mark):
            mark.addprevious(child)
        _drop(mark)


def _is_live(paragraph: Element) -> bool:
    return not any(above.tag in {w("del"), w("txbxContent")} for above in paragraph.iterancestors())


def _has_words(run: Element) -> bool:
    is_live = not any(above.tag in {w("del"), w("hyperlink")} for above in run.iterancestors())
    return is_live and next(run.iter(w("t")), None) is not None and bool(words(run).strip())


def _holds_only_words(paragraph: Element) -> bool:
    return all(child.tag in {w("pPr"), w("r"), w("proofErr")} for child in paragraph) and all(
        part.tag in {w("rPr"), w("t")} for run in paragraph.iterchildren(w("r")) for part in run
    )


def _has_once_only(element: Element, names: tuple[str, ...] = ("commentReference", "ins", "del", "drawing")) -> bool:
    return next(element.iter(*map(w, names)), None) is not None


def _forget_marks(paragraph: Element) -> None:
    for name in ("ins", "del"):
        for mark in paragraph.findall(f"{w('pPr')}/{w('rPr')}/{w(name)}"):
            _drop(mark)


def _style(paragraph: Element) -> str:
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if named is None else named.get(w("val"), "")


def _drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    if parent.tag == w("tc") and parent.find(w("p")) is None:
        parent.append(new_element("<w:p/>"))


def opened(content: bytes) -> Document:
    """Give the document in these bytes; one that LibreOffice spoilt is mended first."""
    with suppress(XMLSyntaxError):
        document = docx.Document(io.BytesIO(content))
        if not is_libreoffices(document):
            return document
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(content)
        return open_docx(path)
