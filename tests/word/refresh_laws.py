"""The laws of a refresh, tried on reports, clerks and corrections made at random; the same seed gives the same ones.

1. Nothing lost: each word that a clerk typed stands in the document as often as before.
2. Reject all of ours, and every word is back that was not in a field as we generated it.
3. A cell says what the merge of its three texts says, or is left alone and a comment of ours says it instead.
4. A second refresh with the same data writes nothing.
5. No word of the clerk's is in an insertion of ours, where rejecting would drop it.
6. What we left open is open still after LibreOffice has saved the document.
7. No figure, rating or generated sentence that the data have given up stands without a mark.
8. No word of the clerk's stands unmarked in the row of an indicator that it was not written for.
9. All of ours accepted, a sentence that is true or not reads as the data have it, or as the clerk left it; one of the
   clerk's with a number in it is marked where the rows of its table changed.
10. Ids of controls and of changes are used once; comments have both ends and their text.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clerk import Clerk, opened, settle_ours
from docx.document import Document
from edit import widened
from lxml.etree import _Element as Element
from seed_report import NOW, SEED, caveat, exception, unrated

from conformance import programs
from performance_index.rating import Rating
from performance_index.report import CommitteeReport, Row, Section, is_statement
from performance_index.word.deciding.account import Refreshed
from performance_index.word.deciding.merge import merge
from performance_index.word.document.controls import Control, controls_in, stories
from performance_index.word.document.ids import free_ids
from performance_index.word.document.notes import TOOL
from performance_index.word.document.revisions import REVISION_TAGS
from performance_index.word.document.wordml import text, w, words
from performance_index.word.fill import fill
from performance_index.word.reading.bookmarked import from_bookmarks
from performance_index.word.refresh import refresh
from performance_index.word.state import State, TableState, read_state
from performance_index.word.tags import CAPTIONS, SENTENCES

VOCABULARY = (
    "performance was 45 % against 60 because demand & capacity <rose> in Q2 – a recovery plan agreed “today” £1.2m"
)
HEADINGS = (
    ("No", "Indicator", "Rating", "Service Commentary"),
    ("No", "Indicator", "Rating", "Service Commentary", "actual", "target"),
    ("No", "Indicator", "Why not rated"),
    ("Indicator Number", "Descriptor", "Commentary"),
)
SECTIONS = [s.tag for s in Section]
_TYPED = re.compile(r"Clerk[0-9a-f]{10}")


# --- reports ----------------------------------------------------------------------------------------------------------


def sentence(chance: random.Random, least: int = 1, most: int = 14) -> str:
    """Give some words that mean nothing."""
    return " ".join(chance.choice(VOCABULARY.split()) for _ in range(chance.randint(least, most)))


def paragraphs(chance: random.Random) -> tuple[str, ...]:
    """Give one to three paragraphs."""
    return tuple(sentence(chance) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def some_report(chance: random.Random) -> CommitteeReport:
    """Give a report."""
    numbers = sorted(chance.sample(range(1, 9), chance.choice([0, 1, 3, 6])))
    return replace(
        SEED,
        sections={tag: paragraphs(chance) for tag in SECTIONS if chance.random() < 0.3},
        exceptions=tuple(_exception(chance, number) for number in numbers),
        caveats=tuple(_caveat(chance, n) for n in sorted(chance.sample(range(1, 6), chance.choice([0, 1, 2])))),
        unrated_rows=tuple(_unrated(chance, n) for n in sorted(chance.sample(range(1, 6), chance.choice([0, 0, 2])))),
        unrated=chance.choice([0, 2, 9]),
        indicators=9,
    )


def corrected(chance: random.Random, report: CommitteeReport) -> CommitteeReport:
    """Give the report after some of its data changed."""
    other = some_report(chance)
    rows = {row.number: row for row in report.exceptions}
    rows |= {row.number: row for row in other.exceptions if chance.random() < 0.5}
    for number, row in list(rows.items()):
        if chance.random() < 0.2:
            del rows[number]
        elif chance.random() < 0.3:
            said = row.cells["commentary"][0].split()
            said[chance.randrange(len(said))] = "corrected"
            rows[number] = replace(
                row, cells={**row.cells, "commentary": (" ".join(said), *row.cells["commentary"][1:])}
            )
    sections = dict(report.sections)
    for tag in chance.sample(SECTIONS, 4):
        sections.pop(tag, None)
        if tag in other.sections:
            sections[tag] = other.sections[tag]
    if chance.random() < 0.25:
        rows = _renamed(chance, rows)
    if chance.random() < 0.1:
        rows = {}
    caveats = report.caveats if chance.random() < 0.5 else other.caveats
    return replace(
        report,
        values=_corrected_values(chance, report),
        sections=sections,
        exceptions=tuple(rows[number] for number in sorted(rows, key=int)),
        caveats=caveats,
        unrated=other.unrated,
        unrated_rows=report.unrated_rows if chance.random() < 0.5 else other.unrated_rows,
    )


def _corrected_values(chance: random.Random, report: CommitteeReport) -> dict[str, str | dt.date]:
    values = dict(report.values)
    if chance.random() < 0.4:
        values["date"] = dt.date(2020, 11, chance.randint(1, 30))
    if chance.random() < 0.3:
        values["year"] = f"20{chance.randint(10, 40)}/41"
    if chance.random() < 0.2:
        values.pop("wards", None)
    if chance.random() < 0.2:
        values["wards"] = sentence(chance, 1, 3)
    return values


def _renamed(chance: random.Random, rows: dict[str, Row]) -> dict[str, Row]:
    """Give rows of which two have changed their numbers, or one has a new number, or its number another indicator."""
    if not rows:
        return rows
    one, other = chance.choice(sorted(rows)), chance.choice([*sorted(rows), "9"])
    if chance.random() < 0.4:
        name = (f"{sentence(chance, 3, 5)} {chance.randint(1, 99)}",)
        return rows | {one: replace(rows[one], cells={**rows[one].cells, "indicator": name})}
    moved = {number: row for number, row in rows.items() if number not in {one, other}}
    for number, row in ((other, rows[one]), (one, rows.get(other))):
        if row is not None:
            moved[number] = replace(row, number=number, cells={**row.cells, "no": (number,)})
    return moved


def _exception(chance: random.Random, number: int) -> Row:
    rating = chance.choice([Rating.RED, Rating.AMBER])
    said = paragraphs(chance) if chance.random() < 0.85 else ("No commentary supplied by Housing.",)
    if chance.random() < 0.2:
        said = (*said, f"Rated {rating.value} by decision: {sentence(chance, 3, 6)}. By the rule Green: on target.")
    row = exception(f"{number}", f"Indicator {number} of all", rating, *said)
    facts = {"actual": (f"{chance.randint(30, 40)}.5",), "target": (f"{chance.randint(41, 50)}",)}
    return replace(row, cells={**row.cells, **facts})


def _caveat(chance: random.Random, number: int) -> Row:
    row = caveat(f"{number}", f"Descriptor {number}", *paragraphs(chance))
    stands = chance.random() < 0.5
    status = ("Provisional" if stands else "Not reportable",)
    return replace(row, cells={**row.cells, "status": status}, figure_stands=stands)


def _unrated(chance: random.Random, number: int) -> Row:
    return unrated(f"{number}", f"Measure {number}", f"Awaiting data: {sentence(chance)}.")


# --- rounds -----------------------------------------------------------------------------------------------------------


def rounds(
    template: Path, folder: Path, seed: int, count: int, after_clerk: Callable[[Path], object] | None = None
) -> Iterator[tuple[Path, Refreshed]]:
    """Fill a report, then let a clerk edit it and refresh it so many times; the laws are checked each time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    plain, wide = template, _wide(template, folder)
    template = chance.choice([plain, plain, wide])
    target = folder / f"{seed}.docx"
    report = some_report(chance)
    fill(template, report, target, now=NOW, overwrite=True)
    for turn in range(1, count + 1):
        document = opened(target.read_bytes())
        clerk = Clerk(document, chance)
        clerk.work(chance.randint(0, 8))
        document.save(str(target))
        kept = None
        if after_clerk is not None:
            kept = read_state(opened(target.read_bytes()))
            after_clerk(target)
        before = target.read_bytes()
        template = chance.choice([template, template, plain, wide])
        report = corrected(chance, report) if chance.random() < 0.95 else report
        try:
            done = refresh(template, report, target, now=NOW + dt.timedelta(days=turn), kept=kept)
            check(template, before, target.read_bytes(), done)
            after = target.read_bytes()
            again = refresh(template, report, target, now=NOW + dt.timedelta(days=turn, hours=1), kept=kept)
            assert again.backup is None, f"a second refresh writes: {[str(c) for c in again.changes]}"
            assert target.read_bytes() == after
            if after_clerk is not None and done.backup is not None:
                check_offers_survive(after, after_clerk, folder / f"{seed}-copy.docx")
        except Exception as problem:
            problem.add_note(f"seed {seed}, round {turn}, the clerk did {clerk.done}")
            raise
        if done.backup is not None:
            done.backup.unlink()
        yield target, done


def _wide(template: Path, folder: Path) -> Path:
    """Give a template that shows figures which the built-in one does not."""
    wide = folder / "wide.docx"
    if not wide.exists():
        shutil.copy(template, wide)
        widened(wide, "actual", "target")
    return wide


def to_libreoffice_and_back(path: Path, profile: Path) -> None:
    """Open a document in LibreOffice and save it, as a clerk without Word does."""
    soffice = programs()["LibreOffice"]
    assert soffice
    out = profile.parent / "converted"
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [soffice, own, "--headless", "--convert-to", "docx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (out / path.name).replace(path)


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
        _check_given_up(new, base, done)
        _check_whose_words(old, new, base, done.state)
        _check_sentences(old, new, base, done.state)
    if done.backup is not None:
        check_sound(old, opened(after))
        offered = [m for m in opened(after).element.body.iter(w("ins")) if m.get(w("author")) == TOOL]
        assert not _TYPED.search(" ".join(n.text or "" for m in offered for n in m.iter(w("t")))), "ours by mistake"


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
    return Counter(_TYPED.findall(said))


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
            name = state.said("indicator").get(number)
            for row in document.element.iter(w("tr")):  # one of ours whose control has gone, or is another's
                said = [text(cell) for cell in row.iter(w("tc"))]
                if set(said) <= {*texts, ""} or {number, name} <= set(said):
                    yield from _alike(row.iter(w("tc")), texts)


def _fields_by_text(document: Document, base: State) -> Iterator[tuple[Element, str]]:
    """Give the paragraphs that say what was generated, in a document that has lost its controls."""
    generated = {line for said in base.texts.values() for line in said.split("\n")}
    generated |= {line for t in base.tables.values() for row in t.rows.values() for c in row for line in c.split("\n")}
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


def _check_given_up(new: Document, base: State, done: Refreshed) -> None:
    """No figure or rating in a row of ours, and no sentence of ours, says unmarked what the data have given up."""
    told = {finding.place.partition(",")[0] for finding in done.findings}
    for table, was in base.tables.items():
        now = done.state.tables.get(table)
        rows = (
            [row for row in new.element.body.iter(w("tr")) if not _is_marked(row)]
            if CAPTIONS[table] not in told
            else []
        )
        for number in was.rows:
            for row in rows:
                said = [text(cell) for cell in row.iter(w("tc"))]
                if number in said and was.said("indicator").get(number) in said:
                    stale = _given_up(was, now, number) & set(said)
                    assert not stale, f"{table}, {number}: {stale} stands without a mark"
    for tag, said in base.texts.items():
        table = tag.partition(".")[0]
        if table in SENTENCES and tag not in done.state.texts and CAPTIONS[table] not in told:
            lines = [p for p in new.element.body.iter(w("p")) if words(p) == said]
            assert all(map(_is_marked, lines)), f"{said!r} stands without a mark"


def _given_up(was: TableState, now: TableState | None, number: str) -> set[str]:
    """Give the figures and ratings in a row that was generated which the data do not say of it now."""
    shown = [one for one in ("rating", "actual", "target", "status") if one in was.columns]
    fresh = () if now is None else now.rows.get(number, ())
    return {said for one in shown if (said := was.said(one).get(number)) and said not in fresh}


def _check_whose_words(old: Document, new: Document, base: State, state: State) -> None:
    """No word of the clerk's stands unmarked in a row of ours that is about another indicator than it was."""
    wrote = {word: who for word, who in _whose(old, base).items() if who}
    for word, who in _whose(new, state).items():
        if who and word in wrote and not wrote[word][1]:  # else it was in question already whose it is
            assert who[1] or who[0] == wrote[word][0], f"{word}: {wrote[word]}, now {who}"


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
                assert not is_counting or rows[0] == rows[1] or _is_marked(control.element), f"not asked about: {said}"


def _without_ours(content: Element) -> Element:
    undecided = copy.deepcopy(content)
    settle_ours(undecided, accept=False)
    return undecided


def _whose(document: Document, state: State) -> dict[str, tuple[str, bool] | None]:
    """Give for each word of the clerk's in a row of a table the indicator's name, as generated, and if it is marked."""
    found: dict[str, tuple[str, bool] | None] = {}
    controls = controls_in(document)
    for tag, table in state.tables.items():
        for number in (*table.rows, *table.struck):
            name = table.said("indicator").get(number)
            for control in controls.get(f"{tag}.row:{number}", ()):
                for row in control.content.iter(w("tr")) if name else ():
                    said = "".join(node.text or "" for node in row.iter(w("t"), w("delText")))
                    own = [text(cell) for cell in row.iter(w("tc"))]
                    if name in own and number in own:
                        found |= {word: (name or "", _is_marked(row)) for word in _TYPED.findall(said)}
    return found


def _is_marked(place: Element) -> bool:
    """Whether a tracked change or a comment is in, or on, what is given."""
    return next(place.iter(w("ins"), w("del"), w("commentReference")), None) is not None


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
