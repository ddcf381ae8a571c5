"""The words of a text by their runs: where a run can be cut, and a control put around some of them.

Bold words, links, pictures, notes, bookmarks and comments beside the words that are meant are not even looked at.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.word.document.controls import RUN_WORDS, Control
from performance_index.word.document.wordml import w, words

NOT_ON_THE_PAGE = frozenset({w("pPr"), w("del"), w("moveFrom")})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text: a run, something else in a line (a link, a control), or, without an element, a line's end."""

    text: str
    host: Element
    element: Element | None

    @property
    def is_free(self) -> bool:
        """Whether its words may be changed: it is a run of nothing but words."""
        run = self.element
        if run is None or run.tag != w("r") or run.find(f"{w('rPr')}/{w('rPrChange')}") is not None:
            return False
        return all(child.tag in RUN_WORDS for child in run)


def hosts(content: Element) -> list[Element]:
    """Give what holds the words of a control or a cell: its paragraphs, or itself where it stands inside a line."""
    return list(content.iter(w("p"))) or [content]


def stretches(lines: Sequence[Element]) -> list[Stretch]:
    """Give all that can be read in these lines, in order."""
    found: list[Stretch] = []
    for number, host in enumerate(lines):
        if number:
            found.append(Stretch("\n", host, None))
        for child in host:
            if child.tag not in NOT_ON_THE_PAGE:
                said = words(child)
                if said:
                    found.append(Stretch(said, host, child))
    return found


def are_free(found: Sequence[Stretch], cuts: Collection[int], going: Collection[range] = ()) -> bool:
    """Whether nothing but free words has to be cut at these places, or taken out."""
    return all(
        one.is_free
        or not (any(start < cut < end for cut in cuts) or any(gone.start < end and start < gone.stop for gone in going))
        for start, end, one in _placed(found)
    )


def split(found: Sequence[Stretch], cuts: Collection[int]) -> list[Stretch]:
    """Cut the runs so that a run ends at each of these places; give what can be read then."""
    made: list[Stretch] = []
    for start, end, one in _placed(found):
        inside = sorted(cut for cut in cuts if start < cut < end)
        rest = one
        for cut in inside:
            at = cut - (end - len(rest.text))
            assert rest.element is not None
            right = cut_run(rest.element, at)
            made.append(Stretch(rest.text[:at], one.host, rest.element))
            rest = Stretch(rest.text[at:], one.host, right)
        made.append(rest)
    return made


def cut_run(run: Element, at: int) -> Element:
    """Cut a run after `at` characters, and give the new run with the rest of them."""
    right = run.makeelement(w("r"), run.attrib, run.nsmap)  # type: ignore[arg-type]  # the stubs forget None, the default namespace
    style = run.find(w("rPr"))
    if style is not None:
        right.append(copy.deepcopy(style))
    passed = 0
    for child in list(run):
        if child.tag == w("rPr"):
            continue
        here = len(child.text or "") if child.tag == w("t") else len(words(_holding(child)))
        if passed >= at:
            right.append(child)
        elif passed + here > at:  # only words can be cut in two
            rest = copy.deepcopy(child)
            said = child.text or ""
            child.text, rest.text = said[: at - passed], said[at - passed :]
            for half in (child, rest):
                half.set(_SPACE, "preserve")
            right.append(rest)
        passed += here
    run.addnext(right)
    return right


def enclose(line: Element, start: int, end: int, control: Element) -> bool:
    """Put a control around these characters of a line, and the pictures and struck-out words among and beside them.

    False, with nothing changed, where they end inside a link, or are in a control of that tag already.
    """
    found = stretches([line])
    if not are_free(found, {start, end}):
        return False
    inside = [one.element for low, high, one in _placed(split(found, {start, end})) if start <= low and high <= end]
    read = [element for element in inside if element is not None]
    elements = _whole(read[0], read[-1]) if read else []
    tag = Control(control).tag
    if not elements or any(one.tag == w("sdt") and Control(one).tag == tag for one in elements):
        return False
    elements[0].addprevious(control)
    content = control.find(w("sdtContent"))
    assert content is not None
    content.extend(elements)
    return True


def _whole(first: Element, last: Element) -> list[Element]:
    """Give all that stands from one element of a line to another, with what is struck out right before and after."""
    struck = {w("del"), w("moveFrom")}
    before = list(itertools.takewhile(lambda one: one.tag in struck, first.itersiblings(preceding=True)))
    among = itertools.takewhile(lambda one: one.getprevious() is not last, [first, *first.itersiblings()])
    after = itertools.takewhile(lambda one: one.tag in struck, last.itersiblings())
    return [*reversed(before), *among, *after]


def _placed(found: Sequence[Stretch]) -> Iterator[tuple[int, int, Stretch]]:
    """Give each with where it begins and ends in the text."""
    at = 0
    for one in found:
        yield at, at + len(one.text), one
        at += len(one.text)


def _holding(child: Element) -> Element:
    holder = child.makeelement(w("r"))
    holder.append(copy.deepcopy(child))
    return holder
