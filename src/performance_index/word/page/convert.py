"""A published copy becomes a web page that stands alone: the copy's words in their order, and nothing else.

mammoth makes the elements; what it cannot read is written out before (`plain`), and what it does not say is added after
(`parts` and `tables`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

import mammoth
from docx.document import Document
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Refused, Severity
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.package import CORE_PROPERTIES
from performance_index.word.document.whereabouts import quoted
from performance_index.word.document.wordml import on_one_line
from performance_index.word.page.around import MARK
from performance_index.word.page.parts import (
    HEADINGS,
    blank_notes,
    number_notes,
    order_headings,
    put_pictures,
    settle_languages,
    settle_links,
    settle_lists,
)
from performance_index.word.page.pictures import BEGIN, END
from performance_index.word.page.plain import TABLE, Plain, make_plain
from performance_index.word.page.roles import style_map
from performance_index.word.page.tables import finish, said
from performance_index.word.page.whole import missing_words

_LANGUAGE = "en-GB"
_PREFIX = "report-"
_BY_HAND = "publish the Word document and its PDF without the page (leave out --html)"
_POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'"
_OURS = re.compile(f"{BEGIN}\\d+{END}|{MARK}")
_LINES = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "thead",
    "caption",
    "section",
    "div",
)
_UNKNOWN_SYMBOL = "unsupported character"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page, as text, and what is not right with it."""

    html: str
    findings: tuple[Finding, ...]


def make_page(document: Document, name: str, style: str = "") -> Page:
    """Give the page of a published copy, which this changes; `style` is a council's own CSS, which comes after ours.

    `name` is what the page is called where the document has no title. Refused: a word of the copy would be missing on
    the page. NotReadable: a part of the copy is damaged.
    """
    language = Formatting(document).language() or _LANGUAGE
    title = _title(document) or name
    plain = make_plain(document)
    converted, not_shown = _converted(plain)
    header, main, footer = _dressed(converted, plain)
    order_headings(main, title)
    parts = {"header": header, "main": main, "footer": footer}
    body = "\n".join(_markup(tag, part) for tag, part in parts.items() if len(part))
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title, quote=False)}</title>\n<style>\n{_own_style()}</style>\n"
        f"{_extra(style)}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return Page(html=html, findings=tuple(_told([*plain.not_shown, *not_shown])))


def _title(document: Document) -> str:
    """Give the title in a document's properties, '' for none; python-docx would make up one."""
    package = document.part.package
    has_properties = package is not None and any(one.reltype == CORE_PROPERTIES for one in package.rels.values())
    return on_one_line(document.core_properties.title or "") if has_properties else ""


def _converted(plain: Plain) -> tuple[Element, list[str]]:
    """Give what the converter makes of the document, and which symbols it does not know.

    Refused: it makes nothing, or a word is missing.
    """
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(plain.content),
            style_map=style_map(plain.languages),
            include_default_style_map=False,
            include_embedded_style_map=False,
            id_prefix=_PREFIX,
        )
        page: Element = etree.fromstring(f"<div>{made.value}</div>", etree.XMLParser(huge_tree=True))
    except Exception as problem:  # whatever a converter that is not ours stumbles over
        raise Refused(f"no web page could be made of it ({problem}); {_BY_HAND}") from problem
    blank_notes(page)
    missing = missing_words(plain.said, page)
    if missing:
        lines = [line for line in (_OURS.sub("", one) for one in missing) if line]
        what = f"the line {quoted(lines[0])}" if lines else "a picture"
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        raise Refused(f"the web page would lack {what}{more}; {_BY_HAND}")
    unknown = [one.message for one in made.messages if _UNKNOWN_SYMBOL in one.message]
    return page, ["a symbol"] if unknown else []


def _dressed(page: Element, plain: Plain) -> tuple[Element, Element, Element]:
    """Give the top, the report and the foot of the page, with their tables, notes, pictures and links put right."""
    for table in list(page.iter("table")):
        finish(table, plain.tables.get(_take_number(table)))
    put_pictures(page, plain.pictures)
    settle_languages(page)
    header, main, footer, rest = (etree.Element("div") for _ in range(4))
    parts = iter((header, main, footer))
    part = next(parts)
    for child in list(page):
        if child.tag == "p" and said(child) == MARK:
            part = next(parts, rest)
        else:
            part.append(child)
    notes = next((one for one in reversed(footer) if one.tag == "ol" and _is_notes(one)), None)
    if notes is not None:
        footer.remove(notes)
    whole = etree.Element("div")
    whole.extend([header, main, footer])
    settle_lists(whole)
    number_notes(main, notes)
    settle_links(whole)
    for heading in [one for side in (header, footer) for one in side.iter(*HEADINGS)]:
        heading.tag = "p"
    return header, main, footer


def _is_notes(items: Element) -> bool:
    return bool(len(items)) and any(one in items[0].get("id", "") for one in ("footnote-", "endnote-"))


def _take_number(table: Element) -> int:
    """Take a table's number out of its first cell; -1 for none."""
    for element in table.iter():
        for where in ("text", "tail"):
            before, mark, after = (getattr(element, where) or "").partition(TABLE)
            if mark:
                number, _, rest = after.partition(TABLE)
                setattr(element, where, before + rest)
                return int(number)
        if element.tag == "table" and element is not table:
            break
    return -1


def _own_style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _extra(style: str) -> str:
    """Give a council's CSS as a part of the page; a `<` in it cannot end it."""
    kept = style.replace("</", "<\\/")
    return f"<style>\n{kept}\n</style>\n" if style.strip() else ""


def _markup(tag: str, part: Element) -> str:
    part.tag, part.tail, part.text = tag, None, "\n"
    for element in part.iter(*_LINES):  # for those who read the page's source
        element.tail = f"{element.tail or ''}\n" if not (element.tail or "").strip() else element.tail
    return etree.tostring(part, encoding="unicode", method="html")


def _told(not_shown: Sequence[str]) -> list[Finding]:
    if not not_shown:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            place="the web page",
            what=f"it cannot show {', '.join(dict.fromkeys(not_shown))}, and says so there",
            cure="put each as a picture (PNG) with a description, or say in words what it tells, and publish again",
        )
    ]
