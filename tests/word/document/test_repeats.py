"""What LibreOffice writes again after each part of a frame that is marked."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from performance_index.word.document.repeats import said_once
from performance_index.word.document.wordml import W, w


def body(*paragraphs: str) -> Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(f"<w:p>{one}</w:p>" for one in paragraphs)}</w:body>')


def frame(inside: str, title: str = "Legal") -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def run(*texts: str, name: str = "t") -> str:
    return f"<w:r>{''.join(f'<w:{name}>{text}</w:{name}>' for text in texts)}</w:r>"


def repeated(*parts: str, title: str = "Legal") -> str:
    """Give a frame as LibreOffice writes it: the whole instead of the first part, and the whole after each other."""
    whole = "".join(parts)
    others = (frame(run(*filter(None, (part, whole))), title) for part in parts[1:])
    return frame(run(whole), title) + "".join(others)


def words(root: Element) -> list[str]:
    return [text.text or "" for text in root.iter(w("t"), w("delText"))]


def test_each_part_stands_once_again_and_keeps_its_mark():
    whole = "The Council has twofour duties."
    struck = f"<w:del>{run('two', whole, name='delText')}</w:del>"
    root = body(
        frame(run(whole))
        + frame(struck)
        + frame(f"<w:ins>{run('four', whole)}</w:ins>")
        + frame(run(" duties.", whole))
    )
    assert said_once(root) == ["Legal"]
    assert words(root) == ["The Council has ", "two", "four", " duties."]
    assert [words(mark) for mark in root.iter(w("del"), w("ins"))] == [["two"], ["four"]]


@pytest.mark.parametrize("parts", [("", "All of it.", ""), ("At the end", ", more"), ("", "Now ", "the rest.")])
def test_a_mark_at_the_begin_or_the_end_leaves_no_empty_words(parts: tuple[str, ...]):
    root = body(repeated(*parts))
    assert said_once(root) == ["Legal"]
    assert words(root) == [part for part in parts if part]


def test_a_frame_that_was_never_closed_gives_the_next_paragraph_back():
    root = body(frame(f"<w:hyperlink>{run('Two duties.')}</w:hyperlink>"), "", frame(run("RIGHTS", "Two duties.")))
    assert said_once(root) == ["Legal"]
    assert words(root) == ["Two duties.", "RIGHTS"]
    assert len(list(root.iter(w("sdt")))) == 1


@pytest.mark.parametrize(
    "line",
    [
        frame(run("2020/21")) + frame(run("2020/21")),
        frame(run("two duties")) + frame(run("two ", "duties")),
        frame(run("two duties")) + frame(run("three", "two duties")),
        frame(run("two duties")) + frame(run("duties", "two duties"), "Subject"),
        run("two duties") + run("duties", "two duties"),
        frame(run("two", "two")),
        frame(run("two duties")) + frame(run("du", "ties", "two duties")),
    ],
    ids=["twice", "in two", "other words", "another frame", "no frame", "the first", "three"],
)
def test_what_is_not_the_whole_in_parts_stays(line: str):
    root = body(line, frame(run("RIGHTS", "two duties")))
    before = words(root)
    assert said_once(root) == []
    assert words(root) == before


PARTS = st.lists(st.text("ab ", max_size=3), min_size=2, max_size=5).filter(lambda parts: any(parts[1:]))


@given(st.lists(PARTS, max_size=4))
def test_what_is_said_is_what_was_said_before_libreoffice_repeated_it(fields: list[list[str]]):
    titles = itertools.cycle(("Legal", "Subject"))
    root = body("".join(repeated(*parts, title=title) for parts, title in zip(fields, titles, strict=False)))
    said_once(root)
    assert words(root) == [part for parts in fields for part in parts if part]
