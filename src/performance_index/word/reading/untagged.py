"""Controls put back around their fields after a word processor has dropped every tag, as LibreOffice does.

What was generated (the state) and the template's own words say where each field stands: a line by its label, a section
by its text, and an edited section by the headings around it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in
from performance_index.word.document.textruns import enclose
from performance_index.word.document.wordml import w, words
from performance_index.word.reading.putback import emptied, is_heading, put_around, show_if_unanswered
from performance_index.word.rows import row_tag
from performance_index.word.state import State
from performance_index.word.tags import COLUMNS, TEXTS


@dataclass(slots=True)
class _Search:
    """The search through one document: its paragraphs, those that belong to a field, and the tags that are in place."""

    template: Element
    base: State
    ids: Iterator[int]
    lines: list[Element]
    said: list[str]
    here: frozenset[str]
    taken: set[int] = field(default_factory=set)


def has_lost_its_tags(document: Document, base: State) -> bool:
    """Whether not one control of ours has its tag any more, as in a document that LibreOffice saved."""
    here = controls_beside_rows(document)
    return not any(tag in TEXTS or tag in base.tables or tag.startswith(_ROWS) for tag in here)


def without_tags(document: Document, template: Document) -> list[Control]:
    """Give the controls of the template's that have lost their tags, the inner ones first."""
    titles = {control.title for found in controls_in(template).values() for control in found}
    found = map(Control, reversed(list(document.element.body.iter(w("sdt")))))
    return [one for one in found if not one.tag and (one.title in titles or _is_nameless_date(one.element))]


def reattach(document: Document, template: Document, base: State, ids: Iterator[int]) -> None:
    """Put the controls back in a document that has lost their tags; those that have one stay as they are.

    `template` is the one the report was made from, not filled. A field that is not found stays without its control.
    """
    for control in without_tags(document, template):
        control.unwrap()
    lines = list(document.element.body.iterchildren(w("p")))
    here = frozenset(controls_in(document))
    search = _Search(template.element.body, base, ids, lines, [words(line) for line in lines], here)
    _find_blocks(search)
    _find_lines(search)


def _find_blocks(search: _Search) -> None:
    """Find sections and sentences: by their text between the headings around them, then by what is left there."""
    begin = 0
    waiting: list[Element] = []
    for child in [*search.template, None]:
        if child is not None and child.tag == w("sdt"):
            waiting.append(child)
            continue
        if child is not None and (child.tag != w("p") or child.find(f".//{w('sdt')}") is not None):
            continue
        said = "" if child is None else words(child)
        end = next((n for n in range(begin, len(search.lines)) if said and _are_alike(search.said[n], said)), None)
        if child is not None and end is None:
            continue
        stop = len(search.lines) if end is None else end
        _find_between(search, waiting, begin, stop)
        waiting, begin = [], stop + 1


def _are_alike(said: str, heading: str) -> bool:
    """Whether a line is the template's, in capitals or not: older templates have their headings in capitals."""
    return same_words(said.casefold(), heading.casefold())


def _find_between(search: _Search, originals: Sequence[Element], begin: int, end: int) -> None:
    lost: list[tuple[Element, int]] = []
    at = begin
    for original in originals:
        said = search.base.texts.get(Control(original).tag)
        if said is None or Control(original).tag in search.here:
            continue
        wanted = said.split("\n")
        found = next((n for n in range(at, end - len(wanted) + 1) if _is_at(search, n, wanted)), None)
        if found is None:
            lost.append((original, at))
        else:
            _wrap(search, original, range(found, found + len(wanted)))
            at = found + len(wanted)
    if len(lost) == 1:
        original, start = lost[0]
        left = [n for n in range(start, end) if n not in search.taken]
        left = list(itertools.takewhile(lambda n: not is_heading(search.lines[n]), left))
        if left and left == list(range(left[0], left[-1] + 1)) and _are_together([search.lines[n] for n in left]):
            _wrap(search, original, range(left[0], left[-1] + 1))


def _is_at(search: _Search, at: int, wanted: Sequence[str]) -> bool:
    lines = range(at, at + len(wanted))
    return all(
        same_words(search.said[n], said) and n not in search.taken for n, said in zip(lines, wanted, strict=True)
    ) and _are_together([search.lines[n] for n in lines])


def _are_together(lines: Sequence[Element]) -> bool:
    return all(one.getnext() is other for one, other in itertools.pairwise(lines))


def _wrap(search: _Search, original: Element, lines: range) -> None:
    """Put a section's control around its paragraphs, and those of the values inside it around theirs."""
    elements = [search.lines[n] for n in lines]
    put_around(original, elements, search.ids)
    search.taken.update(lines)
    generated = search.base.texts.get(Control(original).tag, "").split("\n")
    for pattern in original.iter(w("p")):
        was_generated = any(re.fullmatch(_pattern(pattern, search.base.texts), said) for said in generated)
        if was_generated and pattern.find(f".//{w('sdt')}") is not None:  # else somebody gave the section other words
            for line in elements:
                if _enclose_values(search, pattern, line):
                    break


def _find_lines(search: _Search) -> None:
    """Find the values that stand in lines of their own: 'Committee: …'."""
    for pattern in search.template.iterchildren(w("p")):
        if pattern.find(f".//{w('sdt')}") is None:
            continue
        for n, line in enumerate(search.lines):
            if n not in search.taken and _enclose_values(search, pattern, line):
                search.taken.add(n)
                break
        else:
            _find_title(search, pattern)


def _find_title(search: _Search, pattern: Element) -> None:
    """Find a title that somebody changed: a line that is all value, the only one in its style here and there."""
    originals = [child for child in pattern.iterchildren(w("sdt")) if Control(child).tag]
    alike = [one for one in search.template.iterchildren(w("p")) if _style(one) == _style(pattern)]
    found = [n for n, one in enumerate(search.lines) if _style(one) == _style(pattern) and search.said[n].strip()]
    if len(originals) != 1 or _has_words(pattern) or len(alike) != 1 or len(found) != 1 or found[0] in search.taken:
        return
    (n,) = found
    if enclose(search.lines[n], 0, len(search.said[n]), emptied(originals[0], search.ids)):
        search.taken.add(n)


def _style(line: Element) -> str:
    named = line.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if named is None else named.get(w("val"), "")


def _enclose_values(search: _Search, pattern: Element, line: Element) -> bool:
    """Put controls around the values in a line that reads as the template's does; whether it does."""
    originals = [child for child in pattern.iterchildren(w("sdt")) if Control(child).tag]
    said = words(line)
    match = re.fullmatch(_pattern(pattern, search.base.texts), said) or (
        re.fullmatch(_pattern(pattern, {}), said, re.DOTALL) if _has_words(pattern) else None
    )
    if match is None:
        return False
    for number in range(len(originals), 0, -1):
        original = originals[number - 1]
        control = emptied(original, search.ids)
        if enclose(line, match.start(number), match.end(number), control):
            show_if_unanswered(control, original)
    return True


def _pattern(line: Element, values: Mapping[str, str]) -> str:
    """Give what a line of the template looks like, with these values in it or with any."""
    made = []
    for child in line:
        if child.tag == w("pPr"):
            continue
        tag = Control(child).tag if child.tag == w("sdt") else ""
        if tag:
            value = values.get(tag)
            made.append(f"({_loosely(value)})" if value else "(.*?)")
        else:
            made.append(_loosely(words(child)))
    return "".join(made)


def _loosely(said: str) -> str:
    return re.sub(r"(?:\\\s|\s)+", r"\\s+", re.escape(said))


def _has_words(line: Element) -> bool:
    """Whether a line says enough besides its values to be known by it."""
    return any(child.tag == w("r") and any(map(str.isalpha, words(child))) for child in line)


def _is_nameless_date(element: Element) -> bool:
    return not Control(element).title and element.find(f"{w('sdtPr')}/{w('date')}") is not None


_ROWS = tuple(row_tag(table, "") for table in COLUMNS)
