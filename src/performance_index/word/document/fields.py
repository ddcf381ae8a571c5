"""Fields: what Word works out and writes into the text by itself, such as 'Page 2'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from performance_index.word.document.wordml import w


@dataclass(slots=True, kw_only=True)
class Field:
    """One field. `machinery` is all of it but the words that it shows; `inner` are the fields in its instruction."""

    instruction: str = ""
    machinery: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    inner: list[Field] = field(default_factory=list)
    shows: bool = False

    @property
    def name(self) -> str:
        """'PAGE': the first word of the instruction."""
        return next(iter(self.instruction.split()), "").upper()

    @property
    def names(self) -> set[str]:
        """The field's name and those of the fields in its instruction."""
        return {self.name}.union(*(one.names for one in self.inner))

    def freeze(self) -> None:
        """Leave the words that the field shows, and take the field away; one that shows nothing yet stays."""
        if self.result:
            self.take_away()

    def take_away(self) -> None:
        """Take away all of the field but the words that it shows."""
        for element in self.machinery:
            _take_away(element)

    def take_out(self) -> None:
        """Take away the field, and the words that it has and no page shows."""
        for element in self.result:
            _take_away(element)
        self.take_away()


def fields_in(root: Element) -> Iterator[Field]:
    """Give every whole field, an inner one before the one around it."""
    for simple in list(root.iter(w("fldSimple"))):
        result = [child for child in simple if child.tag != w("fldData")]
        yield Field(instruction=simple.get(w("instr"), ""), machinery=[simple], result=result)
    running: dict[Element, list[Field]] = {}
    for run in root.iter(w("r")):
        text = next(run.iterancestors(w("txbxContent")), root)  # a text box has fields of its own
        for child in run:
            if child.tag != w("rPr"):
                yield from _step(child, running.setdefault(text, []))


def _step(child: Element, running: list[Field]) -> Iterator[Field]:
    """Take one more piece of the text; `running` are the fields that it is in, the innermost last."""
    kind = child.get(w("fldCharType")) if child.tag == w("fldChar") else None
    if kind == "begin":
        running.append(Field())
    for one in running:
        if not one.shows:
            one.machinery.append(child)
        elif kind is None:
            one.result.append(child)
    if not running:
        return
    if kind == "separate":
        running[-1].shows = True
    elif kind == "end":
        yield _ended(child, running)
    elif child.tag == w("instrText") and not running[-1].shows:
        running[-1].instruction += child.text or ""


def _ended(mark: Element, running: list[Field]) -> Field:
    """Give the innermost field, at whose end the text is now."""
    innermost = running.pop()
    if innermost.shows:
        innermost.machinery.append(mark)
    if running and not running[-1].shows:
        running[-1].inner.append(innermost)
    return innermost


def _take_away(element: Element) -> None:
    parent = element.getparent()
    if parent is None:  # it went with the field around it
        return
    if element.tag == w("fldSimple"):
        for child in list(element):
            if child.tag != w("fldData"):
                element.addprevious(child)
    parent.remove(element)
    remove_empty_run(parent)


def remove_empty_run(run: Element) -> None:
    """Take away a run that holds nothing any more but its formatting."""
    holder = run.getparent()
    if holder is not None and run.tag == w("r") and all(child.tag == w("rPr") for child in run):
        holder.remove(run)
