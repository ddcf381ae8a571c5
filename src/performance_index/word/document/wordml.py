"""Word's own XML: the names in it, and how a person's text goes in and comes out again."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.escaping import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f]")
_MARKS = re.compile("([\t\n])")


def w(name: str) -> str:
    """Give the full name of an element or attribute that Word writes as `w:name`."""
    return f"{{{W}}}{name}"


def w15(name: str) -> str:
    """Give the full name of an element that Word writes as `w15:name`."""
    return f"{{{W15}}}{name}"


_SILENT = {
    w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("sdtPr"), w("tblPr"), w("trPr"), w("tcPr"), f"{{{MC}}}Fallback",
}  # fmt: skip  # what these hold is not on the page: deleted text, tab stops, names
_SHOWN_AS = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}


def clean(text: str) -> str:
    r"""Give the text as Word can hold it: every line end is `\n`, and what XML 1.0 forbids is gone.

    Gone are control characters, lone surrogates, U+FFFE and U+FFFF. Tabs stay.
    """
    if text.isprintable():  # nearly all text, and many times as fast
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def run_xml(text: str) -> str:
    """Give the XML that shows the text in a run: `w:t`, with `w:tab` and `w:br` for tabs and line ends."""
    text = clean(text)
    if "\t" not in text and "\n" not in text:
        return _text_xml(text)
    return "".join(
        "<w:tab/>" if piece == "\t" else "<w:br/>" if piece == "\n" else _text_xml(piece)
        for piece in _MARKS.split(text)
    )


def _text_xml(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def new_element(xml: str) -> Element:
    """Give the element that this XML, which may use the prefixes w and w15, stands for."""
    return parse_xml(f'<holder xmlns:w="{W}" xmlns:w15="{W15}">{xml}</holder>')[0]


def markup(element: Element) -> str:
    """Give the element's XML without its namespace declarations, to be put where the same prefixes are declared."""
    holder = etree.Element("holder", nsmap=element.nsmap)  # type: ignore[arg-type]  # the stubs forget None, the default namespace
    holder.append(copy.deepcopy(element))
    holder[0].tail = None
    xml = etree.tostring(holder, encoding="unicode")
    return xml[xml.index(">") + 1 : -len("</holder>")]


def on_one_line(said: str) -> str:
    """Give a text with each run of blanks and line ends as one blank, and none around it."""
    return " ".join(said.split())


def words(element: Element) -> str:
    """Give the text of one paragraph, run or inline control as it reads when every tracked change is accepted."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in _SHOWN_AS:
            yield _SHOWN_AS[str(child.tag)]
        elif child.tag not in _SILENT:
            yield from _pieces(child)


def text(container: Element) -> str:
    r"""Give the text of a control's content, a cell or a document: its paragraphs, one on each line."""
    paragraphs = list(container.iter(w("p")))
    return "\n".join(words(p) for p in paragraphs) if paragraphs else words(container)
