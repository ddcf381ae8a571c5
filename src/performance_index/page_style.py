"""The council's own CSS for the web pages of its reports: the file that the workbook's settings name, or another."""

from __future__ import annotations

import re
from pathlib import Path

from docx.document import Document

from performance_index.disk import in_words
from performance_index.finding import NotReadable, Refused
from performance_index.kept_state import books_near
from performance_index.setting_paths import page_style
from performance_index.word.state import read_state
from performance_index.workbook.read import read_book

_ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?!data:|#)", re.IGNORECASE)


def own_style(report: Path, document: Document) -> str:
    """Give the CSS that the settings of a report's own workbook name; '' where there is none, or no such workbook.

    HasErrors: the setting names what is not there. Refused: the workbook or the file cannot be used.
    """
    state = read_state(document)
    named = "" if state is None or state.belongs_to is None else state.belongs_to.book
    for book in books_near(report):
        if book.name == named:
            path = page_style(read_book(book), book)
            return "" if path is None else read_style(path)
    return ""


def read_style(path: Path) -> str:
    """Give the CSS in a file. NotReadable: it is not text. Refused: it would load other files, which no page does."""
    try:
        style = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable(f"{path} is not a style sheet in UTF-8; save it as one (.css)") from None
    except OSError as problem:
        raise NotReadable(f"{path} cannot be read {in_words(problem, 'check the name and the folder')}") from problem
    if "\0" in style or style.lstrip().startswith("<"):
        raise NotReadable(f"{path} is not a style sheet; save it as one (.css)")
    if found := _ELSEWHERE.search(style):
        line = style.count("\n", 0, found.start()) + 1
        what = f"{path}, line {line}, loads another file ({found[0].strip()}…), and the page is to stand alone"
        raise Refused(f"{what}; put the rules, fonts or pictures themselves there (url(data:…)), or take it out")
    return style
