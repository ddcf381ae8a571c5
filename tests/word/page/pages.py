"""Pages for tests: of a text, of a report; and what a page says, without what only a page has."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from lxml import html
from lxml.html import HtmlElement
from plant import written

from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.page.convert import Page, make_page
from performance_index.word.publish import make_final


def page_of(path: Path, style: str = "") -> Page:
    """Give the page of the copy that would be published of a document, whatever is open in it."""
    document = open_docx(path)
    make_final(document)
    return make_page(docx.Document(io.BytesIO(docx_bytes(document))), path.stem, style)


def page_with(folder: Path, body: str) -> HtmlElement:
    """Give the body of the page of a document with this text, written as Word's XML."""
    return body_of(page_of(written(folder / "text.docx", body)))


def body_of(page: Page) -> HtmlElement:
    """Give the body of a page."""
    return html.document_fromstring(page.html.replace("\n", "").encode()).find("body")


def main_of(body: HtmlElement) -> str:
    """Give the main part's markup, on one line."""
    main = body.find("main")
    assert main is not None
    made: str = html.tostring(main, encoding="unicode")
    return made.removeprefix("<main>").removesuffix("</main>")


def said_by(element: HtmlElement) -> str:
    """Give the words of an element without any blank."""
    return "".join("".join(element.itertext()).split())
