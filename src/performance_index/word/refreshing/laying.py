"""Changed words laid into a clerk's text: only the runs of those words are touched, all else stays as it is.

Bold words, links, pictures, notes, bookmarks and comments beside the changed words are not even looked at.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import Op, Piece
from performance_index.word.document.controls import RUN_WORDS, Control, new_run, run_style
from performance_index.word.document.revisions import Reviser, struck_words
from performance_index.word.document.wordml import w, words

_NOT_ON_THE_PAGE = {w("pPr"), w("del"), w("moveFrom")}


@dataclass(frozen=True, slots=True)
class _Atom:
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


def as_it_stands(content: Element, reviser: Reviser) -> list[Piece]:
    """Give a text as it stands: words kept, and those that are put in and struck out in our name."""
    pieces: list[Piece] = []
    for number, line in enumerate(hosts(content)):
        if number:
            pieces.append(Piece(Op.KEEP, "\n"))
        pieces += _standing(line, reviser)
    return [piece for piece in pieces if piece.text]


def _standing(element: Element, reviser: Reviser) -> Iterator[Piece]:
    for child in element:
        if child.tag == w("ins") and reviser.is_ours(child):
            yield Piece(Op.INSERT, words(child))
        elif child.tag == w("del") and reviser.is_ours(child):
            yield Piece(Op.DELETE, struck_words(child))
        elif child.tag in _NOT_ON_THE_PAGE:
            continue
        elif reviser.ours(child):
            yield from _standing(child, reviser)
        else:
            yield Piece(Op.KEEP, words(child))


def lay(content: Element, pieces: Sequence[Piece], reviser: Reviser | None) -> bool:
    """Lay a merge's pieces into the text they were made for, as tracked changes; without a reviser, for good.

    False, with nothing changed, where that cannot be done: words inside a link, a control or another's tracked change
    would go, or a paragraph would come or go.
    """
    lines = hosts(content)
    atoms = _atoms(lines)
    old = "".join(piece.text for piece in pieces if piece.op is not Op.INSERT)
    if old != "".join(atom.text for atom in atoms):
        return False
    if lines != [content] and any(piece.op is Op.INSERT and "\n" in piece.text for piece in pieces):
        return False
    ends = list(itertools.accumulate((len(piece.text) for piece in pieces if piece.op is not Op.INSERT), initial=0))
    if not _may(atoms, pieces, set(ends)):
        return False
    _apply(_split(atoms, set(ends)), pieces, lines, reviser)
    return True


def enclose(line: Element, start: int, end: int, control: Element) -> bool:
    """Put a control around these characters of a line, and the pictures and struck-out words among and beside them.

    False, with nothing changed, where they end inside a link, or are in a control of that tag already.
    """
    atoms = _atoms([line])
    if not _may(atoms, (), {start, end}):
        return False
    inside = [a.element for low, high, a in _placed(_split(atoms, {start, end})) if start <= low and high <= end]
    found = [element for element in inside if element is not None]
    elements = _whole(found[0], found[-1]) if found else []
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


def _atoms(lines: Sequence[Element]) -> list[_Atom]:
    found: list[_Atom] = []
    for number, host in enumerate(lines):
        if number:
            found.append(_Atom("\n", host, None))
        for child in host:
            if child.tag not in _NOT_ON_THE_PAGE:
                said = words(child)
                if said:
                    found.append(_Atom(said, host, child))
    return found


def _placed(atoms: Sequence[_Atom]) -> Iterator[tuple[int, int, _Atom]]:
    """Give each atom with where it begins and ends in the text."""
    at = 0
    for atom in atoms:
        yield at, at + len(atom.text), atom
        at += len(atom.text)


def _may(atoms: Sequence[_Atom], pieces: Sequence[Piece], cuts: set[int]) -> bool:
    """Whether nothing but free words has to be cut or taken out."""
    going: list[range] = []
    at = 0
    for piece in pieces:
        if piece.op is Op.DELETE:
            going.append(range(at, at + len(piece.text)))
        if piece.op is not Op.INSERT:
            at += len(piece.text)
    return all(
        atom.is_free
        or not (any(start < cut < end for cut in cuts) or any(gone.start < end and start < gone.stop for gone in going))
        for start, end, atom in _placed(atoms)
    )


def _split(atoms: Sequence[_Atom], cuts: set[int]) -> list[_Atom]:
    """Cut the runs so that a run ends at each cut."""
    made: list[_Atom] = []
    for start, end, atom in _placed(atoms):
        inside = sorted(cut for cut in cuts if start < cut < end)
        rest = atom
        for cut in inside:
            at = cut - (end - len(rest.text))
            assert rest.element is not None
            right = cut_run(rest.element, at)
            made.append(_Atom(rest.text[:at], atom.host, rest.element))
            rest = _Atom(rest.text[at:], atom.host, right)
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
                half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            right.append(rest)
        passed += here
    run.addnext(right)
    return right


def _holding(child: Element) -> Element:
    holder = child.makeelement(w("r"))
    holder.append(copy.deepcopy(child))
    return holder


def _apply(atoms: Sequence[_Atom], pieces: Sequence[Piece], lines: Sequence[Element], reviser: Reviser | None) -> None:
    at = 0
    gone: list[Element] = []
    for piece in pieces:
        if piece.op is Op.INSERT:
            _insert(piece.text, atoms, at, lines, reviser)
            continue
        left = len(piece.text)
        while left:
            run = atoms[at].element
            left -= len(atoms[at].text)
            at += 1
            if piece.op is Op.DELETE:
                assert run is not None
                gone.append(run)
                if reviser is not None:
                    reviser.delete(run)
    for run in gone if reviser is None else ():
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)


def _insert(text: str, atoms: Sequence[_Atom], at: int, lines: Sequence[Element], reviser: Reviser | None) -> None:
    """Insert words before the atom at this place: after the one before it, if that is on the same line."""
    before = atoms[at - 1] if at else None
    after = atoms[at] if at < len(atoms) else None
    beside = next((one.element for one in (before, after) if one is not None and one.element is not None), None)
    run = new_run(text, run_style(beside) if beside is not None and beside.tag == w("r") else None)
    made = run if reviser is None else reviser.insert(run)
    if before is not None and before.element is not None:
        parent = before.element.getparent()
        (before.element if parent is None or parent.tag != w("del") else parent).addnext(made)
    elif after is not None and after.element is not None:
        after.element.addprevious(made)
    else:
        (lines[0] if before is None else before.host).append(made)
