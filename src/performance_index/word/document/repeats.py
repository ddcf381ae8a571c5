"""What LibreOffice 7.4 writes again and again: the whole text of a frame after each part of it that is marked.

'The Council has two duties.' with 'two' struck out becomes 'The Council has two duties.', 'twoThe Council has two
duties.' and ' duties.The Council has two duties.'. Here each word stands once again, but only where the parts are
together the whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.wordml import w

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = tuple(map(w, ("t", "delText")))
_P, _R, _SDT = w("p"), w("r"), w("sdt")


def said_once(root: Element) -> list[str]:
    """Take out what stands in a text once more; give the titles of the frames where it did, each once, in order."""
    found: list[str] = []
    linked = ("", "")  # the frame that the paragraph before ended with, in a link: LibreOffice never closed it
    for paragraph in root.iter(_P):
        parts = [(title, list(runs)) for title, runs in itertools.groupby(_runs(paragraph), _title)]
        if not parts:
            continue
        title, runs = parts[0]
        if linked[0] and title == linked[0] and _is_led_on(runs, linked[1]):
            _take_out_of_frame(runs[0])
            found.append(title)
        found += [title for title, runs in parts if title and _join(runs)]
        linked = _linked(*parts[-1])
    return list(dict.fromkeys(found))


def _runs(paragraph: Element) -> Iterator[Element]:
    """Give the runs of a paragraph that say something."""
    for run in paragraph.iter(_R):
        if _said(run) and next(run.iterancestors(_P)) is paragraph:
            yield run


def _title(run: Element) -> str:
    """Give the title of the frame in a line that a run is in; '' where it is in none."""
    frame = next(run.iterancestors(_SDT, _P))
    alias = frame.find(f"{w('sdtPr')}/{w('alias')}") if frame.tag == _SDT else None
    return "" if alias is None else alias.get(w("val"), "")


def _texts(run: Element) -> list[Element]:
    return list(run.iterchildren(*_TEXTS))


def _said(run: Element) -> list[str]:
    return [text.text or "" for text in _texts(run)]


def _join(runs: Sequence[Element]) -> bool:
    """Make the parts of a frame's text the whole again, where they are that; whether they were."""
    first, *others = runs
    whole = _said(first)[0]
    said = [_said(run) for run in others]
    is_repeated = any(len(one) == 2 for one in said) and len(_said(first)) == 1
    if not (is_repeated and whole and all(len(one) <= 2 and one[-1] == whole for one in said)):
        return False
    rest = "".join(one[0] for one in said if len(one) == 2)
    if not whole.endswith(rest):
        return False
    for run in others:
        _drop_last(run)
    begin = whole[: len(whole) - len(rest)]
    if begin:
        text = _texts(first)[0]
        text.text = begin
        text.set(_PRESERVE, "preserve")
    else:
        _drop_last(first)
    return True


def _drop_last(run: Element) -> None:
    """Take the last text out of a run, and the run where it says no more."""
    *left, last = _texts(run)
    gone = last if left else run
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)


def _linked(title: str, runs: Sequence[Element]) -> tuple[str, str]:
    """Give the title and the text of a frame that is one link and ends its paragraph; '' for any other."""
    around = {one.tag for one in runs[0].iterancestors()}
    is_link = len(runs) == 1 and w("hyperlink") in around and len(_said(runs[0])) == 1
    return (title, _said(runs[0])[0]) if title and is_link else ("", "")


def _is_led_on(runs: Sequence[Element], whole: str) -> bool:
    """Whether these are the first words of the next paragraph, with the text of the frame before after them."""
    said = _said(runs[0])
    return len(runs) == 1 and len(said) == 2 and said[1] == whole


def _take_out_of_frame(run: Element) -> None:
    """Take the repeated text out of a run, and the frame that it never was in from around it."""
    _drop_last(run)
    Control(next(run.iterancestors(_SDT))).unwrap()
