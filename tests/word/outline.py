"""A Word document as words that a reviewer can read: style, Word's own number, text; controls; rows of tables.

[Heading 1] 2 Details
(exceptions)
  | No | Indicator | Rating | Service Commentary |
  (exceptions.row:16)
    | 16 | Average number of weeks | R | ... |
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.document import Document
from docx.styles.style import BaseStyle
from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.wordml import w, words

GOLDEN = Path(__file__).parent.parent / "data" / "golden"


def check_golden(name: str, text: str) -> None:
    """Compare with tests/data/golden/<name>.txt; with GOLDEN=1 in the environment, write it anew."""
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8"), "if this is meant: run pytest with GOLDEN=1 and look at the diff"


def outline(path: Path) -> str:
    """Give the document's body, one paragraph or row on a line, each control's tag above what is in it."""
    document = docx.Document(str(path))
    return "\n".join([*_lines(document.element.body, Numbers(document), ""), ""])


def plain_text(path: Path) -> str:
    """Give what a person reads in the body, Word's numbers included, in capitals what its style shows in capitals."""
    document = docx.Document(str(path))
    numbers = Numbers(document)
    return "\n".join(
        f"{numbers.next(p)} {_shown(words(p), numbers.style(p))}" for p in document.element.body.iter(w("p"))
    )


def _shown(said: str, style: BaseStyle) -> str:
    return said.upper() if style.font.all_caps else said


def _lines(parent: Element, numbers: Numbers, indent: str) -> Iterator[str]:
    for child in parent:
        if child.tag == w("sdt"):
            yield f"{indent}({Control(child).tag})"
            yield from _lines(child.find(w("sdtContent")), numbers, f"{indent}  ")
        elif child.tag == w("tbl"):
            yield from _lines(child, numbers, indent)
        elif child.tag == w("tr"):
            cells = (" / ".join(words(p) for p in cell.iter(w("p"))) for cell in child.iter(w("tc")))
            yield f"{indent}| {' | '.join(cells)} |"
        elif child.tag == w("p"):
            number = numbers.next(child)
            yield f"{indent}[{numbers.style(child).name}] {number}{' ' if number else ''}{words(child)}"


@dataclass
class Numbers:
    """Counts as Word does: each numbered style has a list and a level, a level begins anew under the one above."""

    document: Document
    counts: dict[tuple[int, int], int] = field(default_factory=dict)

    def style(self, paragraph: Element) -> BaseStyle:
        """Give the paragraph's style."""
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        styles = self.document.styles
        return next(s for s in styles if s.style_id == ("Normal" if named is None else named.get(w("val"))))

    def next(self, paragraph: Element) -> str:
        """Give the paragraph's number as Word shows it, '' for none; call it once for each, in order."""
        numbering, level = self._list_and_level(self.style(paragraph))
        if not numbering:
            return ""
        self.counts[numbering, level] = self.counts.get((numbering, level), 0) + 1
        for deeper in [key for key in self.counts if key[0] == numbering and key[1] > level]:
            del self.counts[deeper]
        root = self.document.part.numbering_part.element
        used = root.find(f"{w('num')}[@{w('numId')}='{numbering}']/{w('abstractNumId')}").get(w("val"))
        levels = root.find(f"{w('abstractNum')}[@{w('abstractNumId')}='{used}']").findall(w("lvl"))
        shown = levels[level].find(w("lvlText")).get(w("val"))
        for number, each in enumerate(levels):
            count = self.counts.get((numbering, number), 0)
            letter = each.find(w("numFmt")).get(w("val")) == "upperLetter"
            shown = shown.replace(f"%{number + 1}", chr(64 + count) if letter else str(count))
        return shown

    def _list_and_level(self, style: BaseStyle | None) -> tuple[int, int]:
        while style is not None:
            found = style.element.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                level = found.find(w("ilvl"))
                return int(found.find(w("numId")).get(w("val"))), 0 if level is None else int(level.get(w("val")))
            style = style.base_style
        return 0, 0
