"""What each paragraph is on a web page: a heading, an item of a list, a caption, a numbered paragraph or plain text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import is_on
from performance_index.word.document.numbers import Mark, Numbers
from performance_index.word.document.story import read_xml, related
from performance_index.word.document.wordml import new_element, run_xml, w, words

_DEEPEST = 5
_HEADINGS = 6
_NOTES = tuple(map(w, ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")))
_EMPHASIS = ("b", "i", "strike")
LANGUAGE = "PiLanguage-"


def style_map(languages: Collection[str]) -> str:
    """Give what the converter makes of each of these roles."""
    lines = ["p.PiTitle => h1.title:fresh", "p.PiCaption => p.caption:fresh", "p.PiNumbered => p.numbered:fresh"]
    lines += [f"p.PiHeading{n} => h{n}:fresh" for n in range(1, _HEADINGS + 1)]
    for depth in range(1, _DEEPEST + 1):
        around = "ul|ol > li > " * (depth - 1)
        lines += [f"p.PiBullet{depth} => {around}ul > li:fresh", f"p.PiItem{depth} => {around}ol > li:fresh"]
    lines += ["p.PiText => p:fresh", "r.PiNumber => span.number:fresh"]
    return "\n".join([*lines, *(f"r.{LANGUAGE}{one} => span.{LANGUAGE}{one}" for one in sorted(languages))])


class Roles:
    """Gives each paragraph of a document its role, and its number as words."""

    def __init__(self, document: Document, formatting: Formatting) -> None:
        """Read the names of the styles."""
        self._formatting, self._numbers = formatting, Numbers(document, formatting)
        self._language = formatting.language().partition("-")[0].lower()
        self._names: dict[str, str] = {}
        self._open: list[int] = []
        self.languages: set[str] = set()
        for part in related(document.part, "styles"):
            for style in read_xml(part).iterfind(w("style")):
                name = style.find(w("name"))
                self._names[style.get(w("styleId"), "")] = "" if name is None else name.get(w("val"), "").lower()

    def give(self, root: Element, *, is_numbered: bool = True) -> None:
        """Give each paragraph of a text its role, in place."""
        self._open = []
        for paragraph in list(root.iter(w("p"))):
            mark = self._numbers.next(paragraph) if is_numbered else None
            name, level = self._name(paragraph), self._formatting.level(paragraph)
            runs = list(paragraph.iter(w("r")))
            is_said = bool(words(paragraph).strip())
            looks = [(run, *self._look(run)) for run in runs]  # all of it, before anything changes
            role = self._role(paragraph, name, level, mark) if is_said else "PiText"
            for run, emphasis, language in looks:
                _dress(run, [] if role.startswith(("PiHeading", "PiTitle")) else emphasis, language)
            _become(paragraph, role, mark if is_said and not role.startswith("PiBullet") else None)

    def _name(self, paragraph: Element) -> str:
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._names.get("" if named is None else named.get(w("val"), ""), "")

    def _role(self, paragraph: Element, name: str, level: int, mark: Mark | None) -> str:
        if level == 0 and mark is not None and not mark.is_outline:
            return f"Pi{'Bullet' if mark.is_bullet else 'Item'}{self._depth(paragraph, mark.level)}"
        self._open = []
        if name == "title":
            return "PiTitle"
        if level:
            return f"PiHeading{min(level, _HEADINGS)}"
        if name == "caption":
            return "PiCaption"
        return "PiNumbered" if mark is not None else "PiText"

    def _depth(self, paragraph: Element, level: int) -> int:
        """Give how deep an item is among those just before it: a list may begin at any level."""
        before = paragraph.getprevious()
        if before is None or before.tag != w("p"):
            self._open = []
        self._open = [*(one for one in self._open if one < level), level]
        return min(len(self._open), _DEEPEST)

    def _look(self, run: Element) -> tuple[list[str], str]:
        """Give how the words of a run are stressed, and their language where it is not the document's."""
        if next(run.iter(*_NOTES), None) is not None:
            return [], ""
        emphasis = [f"<w:{name}/>" for name in _EMPHASIS if is_on(self._formatting.run(run, name))]
        raised = self._formatting.run(run, "vertAlign")
        if raised is not None and raised.get(w("val")) in {"superscript", "subscript"}:
            emphasis.append(f'<w:vertAlign w:val="{raised.get(w("val"))}"/>')
        said = self._formatting.run(run, "lang")
        language = "" if said is None else said.get(w("val"), "")
        is_other = language.partition("-")[0].lower() not in {"", "x", self._language}
        if not is_other or not language.replace("-", "").isalnum() or not language.isascii():
            return emphasis, ""
        if any(map(str.isalpha, words(run))):
            self.languages.add(language)
            return emphasis, language
        return emphasis, ""


def _dress(run: Element, emphasis: list[str], language: str) -> None:
    """Leave only what a page shows of how a run looks."""
    for old in run.findall(w("rPr")):
        run.remove(old)
    style = f'<w:rStyle w:val="{LANGUAGE}{language}"/>' if language else ""
    if style or emphasis:
        run.insert(0, new_element(f"<w:rPr>{style}{''.join(emphasis)}</w:rPr>"))


def _become(paragraph: Element, role: str, mark: Mark | None) -> None:
    for old in paragraph.findall(w("pPr")):
        paragraph.remove(old)
    paragraph.insert(0, new_element(f'<w:pPr><w:pStyle w:val="{role}"/></w:pPr>'))
    for n, element in enumerate(_number(mark) if mark is not None else ()):
        paragraph.insert(1 + n, element)


def _number(mark: Mark) -> Iterator[Element]:
    yield new_element(f'<w:r><w:rPr><w:rStyle w:val="PiNumber"/></w:rPr>{run_xml(mark.text)}</w:r>')
    yield new_element(f"<w:r>{run_xml(' ')}</w:r>")
