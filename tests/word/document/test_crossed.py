"""Tags that cross, as LibreOffice 7.4 saves a tracked change or a link in a frame."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from performance_index.word.document.crossed import uncrossed
from performance_index.word.document.wordml import W, w

SETTINGS = '<w:sdtPr><w:id w:val="7"/><w:alias w:val="For &amp; against"/></w:sdtPr>'
STRUCK = "<w:r><w:delText>two</w:delText></w:r>"
OPEN, CLOSE = f"<w:sdt>{SETTINGS}<w:sdtContent>", "</w:sdtContent></w:sdt>"
INS, DEL, LINK = '<w:ins w:id="2">', '<w:del w:id="1">', '<w:hyperlink w:anchor="a">'


def whole(paragraph: str) -> bytes:
    return f'<?xml version="1.0"?>\n<w:document xmlns:w="{W}"><w:body>{paragraph}</w:body></w:document>'.encode()


def run(said: str) -> str:
    return f'<w:r><w:rPr></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def mended(paragraph: str) -> str:
    found = uncrossed(whole(paragraph))
    assert found is not None
    etree.fromstring(found.content)
    return found.content.decode().partition("<w:body>")[2].partition("</w:body>")[0]


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        (f"{DEL}{OPEN}</w:del>{DEL}{STRUCK}</w:del>{CLOSE}", f"{OPEN}{DEL}{STRUCK}</w:del>{CLOSE}"),
        (f"{INS}{OPEN}</w:ins>{INS}{run('four')}</w:ins>{CLOSE}", f"{OPEN}{INS}{run('four')}</w:ins>{CLOSE}"),
        (f"{OPEN}{LINK}{run('a link')}</w:hyperlink>", f"{OPEN}{LINK}{run('a link')}</w:hyperlink>{CLOSE}"),
        (
            f"{INS}{run('a')}{OPEN}{run('b')}</w:ins>{run('c')}{CLOSE}{run('d')}",
            f"{INS}{run('a')}</w:ins>{OPEN}{INS}{run('b')}</w:ins>{run('c')}{CLOSE}{run('d')}",
        ),
        (
            f"{OPEN}{run('a')}{INS}{run('b')}{CLOSE}{run('c')}</w:ins>",
            f"{OPEN}{run('a')}{INS}{run('b')}</w:ins>{CLOSE}{INS}{run('c')}</w:ins>",
        ),
    ],
    ids=["struck out", "put in", "a link", "into a frame", "out of a frame"],
)  # fmt: skip
def test_what_crosses_a_frame_is_parted_where_the_frame_begins_or_ends(saved: str, read: str):
    assert mended(f"<w:p>{run('before')}{saved}</w:p><w:p/>") == f"<w:p>{run('before')}{read}</w:p><w:p/>"


def test_the_frames_are_named_once_each():
    crossed = f"{DEL}{OPEN}</w:del>{CLOSE}"
    found = uncrossed(whole(f"<w:p>{crossed}{crossed}{crossed.replace('For', 'Or')}</w:p>"))
    assert found is not None
    assert found.frames == ("For & against", "Or & against")


def test_what_crosses_nothing_stays_as_it_is_beside_what_does():
    sound = f"{INS}{OPEN}{run('a')}{CLOSE}</w:ins>{INS}</w:ins>{LINK}{INS}{run('b')}</w:ins></w:hyperlink>"
    assert mended(f"<w:p>{sound}{DEL}{OPEN}</w:del>{CLOSE}{sound}</w:p>") == f"<w:p>{sound}{OPEN}{CLOSE}{sound}</w:p>"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<w:p>{INS}{OPEN}{run('a')}{CLOSE}</w:ins></w:p>",
        f"<w:p>{INS}{LINK}{run('a')}</w:ins></w:hyperlink></w:p>",
        f"<w:p>{DEL}{run('a')}</w:p>",
        f"<w:p>{run('a')}{CLOSE}</w:p>",
        f"<w:p>{DEL}{OPEN}</w:del>{CLOSE}{run('a')}</w:r></w:p>",
        f"<w:p>{DEL}{OPEN}</w:del></w:sdt></w:p>",
        f"<w:p>{DEL}{OPEN}</w:del>{CLOSE}<w:r>",
        f"<w:p>{DEL}{OPEN}</w:del>{CLOSE}</w:p><",
        f"<w:p>{DEL}{OPEN}</w:del>{CLOSE}<!-- a note --></w:p>",
    ],
    ids=[
        "nothing", "no frame", "a mark left open", "a frame closed twice", "a run closed twice", "half a frame",
        "cut short", "half a tag", "a comment",
    ],
)  # fmt: skip
def test_what_is_wrong_in_another_way_is_not_mended(paragraph: str):
    assert uncrossed(whole(paragraph)) is None


@given(st.integers(0, 10**9))
def test_no_word_is_lost_or_moved_and_each_is_marked_and_framed_as_it_was(seed: int):
    saved, said = crossed(random.Random(seed))  # noqa: S311 - no secret
    found = uncrossed(whole(saved))
    try:
        root = etree.fromstring(whole(saved))
    except etree.XMLSyntaxError:
        assert found is not None
        root = etree.fromstring(found.content)
    else:
        assert found is None
    assert [(node.text, around(node)) for node in root.iter(w("t"))] == said


def around(node: etree._Element) -> frozenset[str]:
    names = (one.get("n", "") for one in node.iterancestors())
    return frozenset(map(plain, filter(None, names)))


def plain(name: str) -> str:
    """A frame's name, or a mark's kind: of two tags alike in one another, the inner one is always closed first."""
    return name if name.startswith("sdt") else name.rstrip("0123456789")


def crossed(chance: random.Random) -> tuple[str, list[tuple[str, frozenset[str]]]]:
    """Give a line with frames in one another and marks in one another, which cross; and what is around each word."""
    words = chance.randint(1, 6)
    spans: dict[str, tuple[int, int]] = {}
    for number, span in enumerate(nested(chance, 0, words)):
        spans[f"sdt{number}"] = span
    for number, span in enumerate(nested(chance, 0, words)):
        spans[f"{chance.choice(('ins', 'del', 'hyperlink'))}{number}"] = span
    made, begun = "", []
    for at in range(words + 1):
        begun_here = [name for name in reversed(begun) if spans[name][1] == at]
        for name in mixed(chance, begun_here):
            begun.remove(name)
            is_last = at == words and not any(other.startswith("sdt") for other in begun)
            if not (name.startswith("sdt") and is_last and chance.random() < 0.3):  # else it is never closed
                made += closing(name)
        for name in mixed(chance, [name for name in spans if spans[name][0] == at]):
            made += opening(name)
            begun.append(name)
        if at < words:
            made += run(f"{at}")
    said = [(f"{at}", frozenset(plain(n) for n, (a, b) in spans.items() if a <= at < b)) for at in range(words)]
    return f"<w:p>{made}</w:p>", said


def nested(chance: random.Random, begin: int, end: int) -> list[tuple[int, int]]:
    """Give spans, the outer before the inner; none partly in another."""
    found: list[tuple[int, int]] = []
    while begin < end and chance.random() < 0.7:
        first = chance.randint(begin, end - 1)
        last = chance.randint(first + 1, end)
        found += [(first, last), *nested(chance, first, last)]
        begin = last
    return found


def mixed(chance: random.Random, names: list[str]) -> list[str]:
    """Give the names with the marks anywhere among the frames; the order of either stays."""
    frames, marks = ([name for name in names if name.startswith("sdt") == is_frame] for is_frame in (True, False))
    places = sorted(chance.randint(0, len(frames)) for _ in marks)
    for place, mark in reversed(list(zip(places, marks, strict=True))):
        frames.insert(place, mark)
    return frames


def opening(name: str) -> str:
    return f'<w:sdt n="{name}">{SETTINGS}<w:sdtContent>' if name.startswith("sdt") else f'<w:{plain(name)} n="{name}">'


def closing(name: str) -> str:
    return CLOSE if name.startswith("sdt") else f"</w:{plain(name)}>"
