"""The tags of a PDF as words that a reviewer can read: what a screen reader makes of it, in the order in which it does.

H1 1 PURPOSE OF REPORT
P 1.1. This report summarises ...
L
  LI A. Members to discuss ...
Table: what the table says of itself
  | [Column] No | [Column] Indicator |
  | [Row] 16 | Average number of weeks |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conformance import pdf_tags

_TAG = re.compile(r"( *)(\w+)(?: \((?:block|inline|grouping)\))?:?")
_SAID = re.compile(r'( *)"(.*)"', re.DOTALL)
_ATTRIBUTE = re.compile(r" *(/\w+) (.*)")


@dataclass
class Tag:
    """One tag of a PDF, with its attributes, and what is in it: words and other tags."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[str | Tag] = field(default_factory=list)

    @property
    def tags(self) -> list[Tag]:
        """The tags right under it."""
        return [one for one in self.content if isinstance(one, Tag)]

    @property
    def text(self) -> str:
        """All the words in it, as they are read."""
        said = (one if isinstance(one, str) else one.text for one in self.content)
        return " ".join(" ".join(said).split())

    def all(self, kind: str) -> list[Tag]:
        """Every tag of a kind in it."""
        found = [self] if self.kind == kind else []
        return found + [tag for one in self.tags for tag in one.all(kind)]


def tag_tree(pdf: Path) -> Tag:
    """Give the tags of a PDF as poppler finds them."""
    root = Tag("PDF")
    around = [(-1, root)]
    for line in pdf_tags(pdf).splitlines():
        said, attribute, tag = _SAID.fullmatch(line), _ATTRIBUTE.fullmatch(line), _TAG.fullmatch(line)
        if said:
            around[-1][1].content.append(said[2])
        elif attribute:
            around[-1][1].attributes[attribute[1]] = attribute[2]
        else:
            assert tag, f"poppler prints what this does not know: {line}"
            depth = len(tag[1])
            while around[-1][0] >= depth:
                around.pop()
            made = Tag(tag[2])
            around[-1][1].content.append(made)
            around.append((depth, made))
    return root


def tag_outline(pdf: Path) -> str:
    """Give the tags of a PDF, one on a line."""
    return "\n".join([*_lines(tag_tree(pdf), ""), ""])


def _lines(tag: Tag, indent: str) -> Iterator[str]:
    for one in tag.tags:
        if one.kind == "TR":
            yield f"{indent}| {' | '.join(map(_cell, one.tags))} |"
        elif one.kind in {"Document", "Table", "L", "THead", "TBody"}:
            summary = one.attributes.get("/Summary", "").strip("()")
            yield f"{indent}{one.kind}{f': {summary}' if summary else ''}"
            yield from _lines(one, f"{indent}  ")
        else:
            yield f"{indent}{one.kind} {one.text}"


def _cell(cell: Tag) -> str:
    scope = cell.attributes.get("/Scope", "").strip("/")
    return f"[{scope}] {cell.text}" if cell.kind == "TH" else cell.text
