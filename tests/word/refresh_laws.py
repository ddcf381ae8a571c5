"""The laws of a refresh about its words, and the list of all of them; `rounds.py` checks each after each refresh.

1. Nothing lost: each word that a clerk typed stands in the document as often as before.
2. Reject all of ours, and every word is back that was not in a field as we generated it.
3. A cell says what the merge of its three texts says, or is left alone and a comment of ours says it instead.
4. A second refresh with the same data writes nothing.
5. No word of the clerk's is in an insertion of ours, where rejecting would drop it.
6. What we left open is open still after LibreOffice has saved the document.
7. No figure, rating, generated sentence or line that the data have given up stands without a mark (meaning_laws.py).
8. No word of the clerk's stands unmarked in the row of an indicator that it was not written for (meaning_laws.py).
9. All of ours accepted, a sentence that is true or not reads as the data have it, or as the clerk left it; one of the
   clerk's with a number in it is marked where the rows of its table changed.
10. Ids of controls and of changes are used once; comments have both ends and their text.
11. Nothing is put between a sentence and the table that it introduces (meaning_laws.py).
12. What is published says what the data said, or what the clerk decided (published_laws.py).
13. The result is the same whatever programs saved the document (road_laws.py).
14. Of the last period's report each word of the clerk's is carried over or named, and what may be old is asked about;
    a postponed meeting's report is the old one, which stays as it was under another name (meeting_laws.py).
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from clerk import opened, settle_ours
from docx.document import Document
from lxml.etree import _Element as Element
from meaning_laws import TYPED, check_beside, check_given_up, check_whose_words, is_marked

from performance_index.report import is_statement
from performance_index.word.deciding.account import Refreshed
from performance_index.word.deciding.merge import merge
from performance_index.word.document.controls import Control, controls_in, stories
from performance_index.word.document.ids import free_ids
from performance_index.word.document.notes import TOOL
from performance_index.word.document.revisions import REVISION_TAGS
from performance_index.word.document.wordml import text, w, words
from performance_index.word.reading.bookmarked import from_bookmarks
from performance_index.word.state import State, TableState, read_state
from performance_index.word.tags import SENTENCES

HEADINGS = (
    ("No", "Indicator", "Rating", "Service Commentary"),
    ("No", "Indicator", "Rating", "Figures", "Service Commentary"),
    ("No", "Indicator", "Rating", "Figures", "Service Commentary", "actual", "target"),
    ("No", "Indicator", "Rating", "Service Commentary", "actual", "target"),
    ("No", "Indicator", "Why not rated"),
    ("Indicator Number", "Descriptor", "Commentary"),
    ("No", "Indicator", "What changed", "Previously", "Now", "Reason"),
)


# --- the laws ---------------------------------------------------------------------------------------------------------


def check(template: Path, before: bytes, after: bytes, done: Refreshed) -> None:
    """Check the laws on a document before and after a refresh."""
    old, new = fastened(template, before), fastened(template, after)
    base = read_state(old)
    assert _typed(old) == _typed(new), "a word of the clerk's came or went"
    if base is not None:
        is_bare = not controls_in(opened(before))
        lost = _protected(old, base, is_bare=is_bare) - _words(_rejected(opened(after)))
        if is_bare:  # the values inside a clerk's sentence cannot be told from it
            lost -= Counter(word for tag, said in base.texts.items() if "." not in tag for word in _split(said))
        assert not lost, f"lost: {lost}"
        _check_untouched(old, new, base, done.state)
        check_given_up(new, base, done)
        check_whose_words(old, new, base, done.state)
        _check_sentences(old, new, base, done.state)
        check_beside(old, new, base, done.state)
    if done.backup is not None:
        check_sound(old, opened(after))
        offered = [m for m in opened(after).element.body.iter(w("ins")) if m.get(w("author")) == TOOL]
        assert not TYPED.search(" ".join(n.text or "" for m in offered for n in m.iter(w("t")))), "ours by mistake"


def fastened(template: Path, content: bytes) -> Document:
    """Give a document with its controls in place, those too that stand as bookmarks because something is open."""
    document = opened(content)
    from_bookmarks(document, controls_in(opened(template.read_bytes())), free_ids(document))
    return document


def check_offers_survive(after: bytes, convert: Callable[[Path], object], path: Path) -> None:
    """Check that another word processor keeps open what we left open: words put in and struck out, and comments."""
    path.write_bytes(after)
    convert(path)
    kept = _open_words(opened(path.read_bytes()))
    for kind, said in _open_words(opened(after)).items():
        rest = iter(kept[kind])  # what was struck out in an insertion may count for more than it did
        assert all(letter in rest for letter in said), f"not open any more: {kind}"
    path.unlink()


def _open_words(document: Document) -> dict[str, str]:
    """Give all words that we put in, all that we struck out, and our comments; blanks and runs do not matter."""
    said = {
        kind: "".join(
            node.text or ""
            for root in stories(document)
            for mark in root.iter(w(kind))
            if mark.get(w("author")) == TOOL
            for node in mark.iter(w("t"), w("delText"))
            if len(list(node.iterancestors(w("ins"), w("del")))) == 1  # it drops what was put in and struck out
        )
        for kind in ("ins", "del")
    }
    said["comments"] = " ".join(sorted(c.text for c in document.comments if c.author == TOOL))
    return {kind: "".join(words.split()) for kind, words in said.items()}


def check_sound(old: Document, document: Document) -> None:
    """Check what no validator checks."""
    ids = Counter(n.get(w("val")) for root in stories(document) for n in root.iterfind(f".//{w('sdtPr')}/{w('id')}"))
    assert not [number for number, many in ids.items() if many > 1], "two controls have one id"
    used = Counter(m.get(w("id")) for root in stories(document) for m in root.iter(*REVISION_TAGS))
    # LibreOffice gives one number to each piece of a change: what was repeated before is not ours to mend.
    before = {m.get(w("id")) for root in stories(old) for m in root.iter(*REVISION_TAGS)}
    assert not [number for number, many in used.items() if many > 1 and number not in before], "two changes have one id"
    body = document.element.body
    kinds = ("commentRangeStart", "commentRangeEnd", "commentReference")
    starts, ends, marks_ = (Counter(m.get(w("id")) for m in body.iter(w(kind))) for kind in kinds)
    said = Counter(f"{c.comment_id}" for c in document.comments)
    our_ids = {f"{c.comment_id}" for c in document.comments if c.author == TOOL}
    for number in our_ids:
        assert starts[number] == ends[number] <= marks_[number] == said[number] == 1, f"comment {number} is not whole"
    for node in body.iter(w("t")):
        assert next(node.iterancestors(w("del")), None) is None, "words that are struck out are still words"


# --- what the laws look at --------------------------------------------------------------------------------------------


def _typed(document: Document) -> Counter[str]:
    said = " ".join(n.text or "" for root in stories(document) for n in root.iter(w("t"), w("delText")))
    return Counter(TYPED.findall(said))


def _words(document: Document) -> Counter[str]:
    """Give the words of the main text, each run by itself: fields may stand side by side without a blank."""
    gone = {w("moveFrom"), w("del")}
    runs = (run for run in document.element.body.iter(w("r")) if run.getparent().tag not in gone)
    return Counter(word for run in runs for word in _split(words(run)))


def _split(said: str) -> list[str]:
    return re.findall(r"\w+", said)


def _rejected(document: Document) -> Document:
    """Reject every change of ours, as Word would."""
    settle_ours(document.element.body, accept=False)
    return document


def _fields(document: Document, base: State, *, is_bare: bool) -> Iterator[tuple[Element, str]]:
    """Give each field with what was generated in it: values, sections, sentences and cells."""
    controls = controls_in(document)
    if is_bare:
        yield from _fields_by_text(document, base)
    for tag, said in [*base.texts.items(), *base.struck.items()]:
        for control in controls.get(tag, ()):
            day = base.dates.get(tag)
            if control.is_placeholder and _is_prompt(text(control.content)):
                yield control.content, text(control.content)
            else:
                yield control.content, said if day is None else control.shown(day)
    yield from _cells_of_tables(document, base)


def _is_prompt(said: str) -> bool:
    return re.fullmatch(r"\[[^]]*\]", said) is not None


def _cells_of_tables(document: Document, base: State) -> Iterator[tuple[Element, str]]:
    controls = controls_in(document)
    for element in document.element.iter(w("tbl")):
        for head in list(element.iter(w("tr")))[:1]:  # none where every row was an offer that was rejected
            for headings in HEADINGS:
                yield from _alike(head.iter(w("tc")), headings)
    for table, state in base.tables.items():
        for number, texts in [*state.rows.items(), *state.struck.items()]:
            for control in controls.get(f"{table}.row:{number}", ()):
                yield from _alike(control.content.iter(w("tc")), texts)
            shown = dict(zip(state.columns, texts, strict=True))
            no, key = shown.get("no", number), {shown.get(column) for column in ("no", "indicator", "what")} - {None}
            for row in document.element.iter(w("tr")):  # one of ours whose control has gone, or is another's
                said = [text(cell) for cell in row.iter(w("tc"))]
                others = {one for one in said if one} - set(texts)
                is_named = len(key) > 1 and key <= set(said)
                is_named |= no in key and shown.get("indicator") in said and "" in said
                if not others or is_named or (no in said and len(others) == 1):
                    yield from _alike(row.iter(w("tc")), texts)


def _fields_by_text(document: Document, base: State) -> Iterator[tuple[Element, str]]:
    """Give the paragraphs that say what was generated, in a document that has lost its controls."""
    generated = {line for said in (*base.texts.values(), *base.struck.values()) for line in said.split("\n")}
    rows = [row for table in base.tables.values() for row in (*table.rows.values(), *table.struck.values())]
    generated |= {line for row in rows for cell in row for line in cell.split("\n")}
    for paragraph in document.element.iter(w("p")):
        last = words(paragraph).rpartition("\t")[2]
        if words(paragraph) in generated or last in generated or _is_prompt(last):
            yield paragraph, words(paragraph)


def _alike(cells: Iterator[Element], texts: tuple[str, ...]) -> Iterator[tuple[Element, str]]:
    """Give each cell that says what one of the cells said that were generated: columns may have been moved."""
    return ((cell, text(cell)) for cell in cells if text(cell) in texts)


def _protected(document: Document, base: State, *, is_bare: bool) -> Counter[str]:
    """Give the words that must be there when ours are rejected: all but those in fields as we generated them."""
    twin = _Only(copy.deepcopy(document.element))
    settle_ours(twin.element.body, accept=False)
    for content in [
        content for content, said in _fields(twin, base, is_bare=is_bare) if _is_as_generated(content, said)
    ]:
        for run in list(content.iter(w("r"))):
            run.getparent().remove(run)
    return _words(twin)


def _is_as_generated(content: Element, said: str) -> bool:
    """Whether nobody worked on a field."""
    is_open = next(content.iter(w("ins"), w("del"), w("hyperlink")), None) is not None
    return not is_open and _split(text(content)) == _split(said)


class _Only:
    """A document's main text as if it were the document."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.part = self
        self.rels: dict[str, object] = {}


def _check_untouched(old: Document, new: Document, base: State, state: State) -> None:
    """Every single value that nobody touched, where there is one control for it, is the new one."""
    here, there = controls_in(old), controls_in(new)
    for tag, said in base.texts.items():
        if "." in tag or tag not in state.texts or len(here.get(tag, ())) != 1 or len(there.get(tag, ())) != 1:
            continue
        then = here[tag][0]
        is_answered = then.is_placeholder and not _is_prompt(text(then.content))  # whatever the control says
        if then.text == said and not is_answered and next(then.element.iter(w("ins"), w("del")), None) is None:
            assert there[tag][0].text == state.texts[tag] or there[tag][0].is_placeholder, tag
    for table, kept in [(table, kept) for table, kept in base.tables.items() if table in state.tables]:
        for number, texts in kept.rows.items():
            fresh = state.tables[table].rows.get(number)
            found, made = here.get(f"{table}.row:{number}", ()), there.get(f"{table}.row:{number}", ())
            if not _is_comparable(found, made, kept, number):
                continue
            is_the_same = kept.said("indicator").get(number) == state.tables[table].said("indicator").get(number)
            if fresh is not None and is_the_same and len(found) == len(made) == 1:
                cells = zip(_cells(found[0]), _cells(made[0]), texts, fresh, strict=False)
                for then, now, said, wanted in cells if len(_cells(found[0])) == len(texts) else ():
                    _check_cell(then, now, said, wanted)


_MERGED = f".//{w('vMerge')}"


def _says(controls: Sequence[Control], table: TableState, number: str) -> bool:
    """Whether a row names the indicator that its control does."""
    cells = [text(cell) for control in controls for cell in control.content.iter(w("tc"))]
    name = table.said("indicator").get(number)
    return not name or name in cells


def _check_sentences(old: Document, new: Document, base: State, state: State) -> None:
    """No sentence before a table is a mixture, and none of the clerk's with a number in it is passed over."""
    here, there = controls_in(old), controls_in(new)
    for table, ones in SENTENCES.items():
        tags = [f"{table}.{one}" for one in ones]
        was = {words(line) for line in old.element.body.iter(w("p"))}  # where the controls are lost
        was |= {text(control.content) for tag in tags for control in here.get(tag, ())}
        was |= {text(_without_ours(control.content)) for tag in tags for control in here.get(tag, ())}
        rows = [set(one.tables[table].rows) if table in one.tables else set() for one in (base, state)]
        for tag in tags:
            for control in there.get(tag, ()) if tag in state.texts else ():
                said = text(control.content)
                assert said in {*was, state.texts[tag]}, f"a mixture: {said!r}, was {was}"
                is_counting = said != state.texts[tag] and any(map(str.isdigit, said))
                assert not is_counting or rows[0] == rows[1] or is_marked(control.element), f"not asked about: {said}"


def _without_ours(content: Element) -> Element:
    undecided = copy.deepcopy(content)
    settle_ours(undecided, accept=False)
    return undecided


def _is_comparable(found: Sequence[Control], made: Sequence[Control], table: TableState, number: str) -> bool:
    """Whether a row can be compared cell by cell, and is about the indicator of its control."""
    is_merged = any(one.element.find(_MERGED) is not None for one in (*found, *made))
    return bool(found) and _is_under_headings(found[0], table) and not is_merged and _says(found, table, number)


def _is_under_headings(row: Control, table: TableState) -> bool:
    """Whether a row stands in a table that begins with the headings as they were generated, in their order."""
    around = next(row.element.iterancestors(w("tbl")), None)
    first = [] if around is None else list(next(around.iter(w("tr"))).iter(w("tc")))
    return [text(cell) for cell in first] == list(table.headings)


def _check_cell(then: Element, now: Element, said: str, wanted: str) -> None:
    """A cell says what the merge of its three texts says, all changes accepted; or a comment says what the data say."""
    if next(then.iterancestors(w("tr"))).find(f"{w('trPr')}/{w('del')}") is not None:
        return
    was, says = text(then), text(now)
    undecided = copy.deepcopy(then)
    settle_ours(undecided, accept=False)
    first = next(next(now.iterancestors(w("tr"))).iter(w("tc")))  # there it is told of a row as a whole
    has_comment = any(next(cell.iter(w("commentReference")), None) is not None for cell in (now, first))
    is_told = has_comment and says in {was, text(undecided)}  # left alone, but for an offer that is out of date
    assert says == merge(said, was, wanted).text or is_told, (was, said, wanted, says)
    stated = {line for line in wanted.split("\n") if is_statement(line)} - set(said.split("\n"))
    assert stated <= set(says.split("\n")) or is_told, f"a statement is in pieces: {says}"


def _cells(row: Control) -> list[Element]:
    return list(row.content.iter(w("tc")))
