"""XML in which the tags of frames cross those of tracked changes and links, as LibreOffice 7.4 writes it, put straight.

It opens a tracked change, then the frame in it, and closes the tracked change first; a frame with a link it never
closes. The words are all there. Here a tracked change or a link is parted where a frame begins or ends, and a frame
ends with its paragraph; nothing else is mended, and no word moves.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

_FRAMES = frozenset({b"w:sdt", b"w:sdtContent"})
_MARKS = frozenset({b"w:ins", b"w:del", b"w:moveFrom", b"w:moveTo", b"w:hyperlink"})
_PARAGRAPH = b"w:p"
_HOLD_WORDS = _MARKS | {_PARAGRAPH, b"w:sdtContent"}
_TOKEN = re.compile(rb"""<(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<]++""")
_NAME = re.compile(rb"</?([^\s/>]+)")
_SETTINGS = 100
"""As many tags tell of a frame before its words begin, and more."""
_ALIAS = re.compile(rb"""<w:alias\s[^>]*?w:val\s*=\s*["']([^"']*)["']""")


class Mended(NamedTuple):
    """The XML as it can be read, and the titles of the frames in which tags crossed, each once, in order."""

    content: bytes
    frames: tuple[str, ...]


def uncrossed(content: bytes) -> Mended | None:
    """Give a part's XML with no tags crossed; None where nothing, or more than that, is wrong with it."""
    tokens = _TOKEN.findall(content)
    if sum(map(len, tokens)) != len(content) or any(token.startswith(b"<!") for token in tokens):
        return None
    try:
        seen = _Survey(tokens)
    except _OtherDamageError:
        return None
    if not seen.crossing_frames:
        return None
    mended = b"".join(_Mending(tokens, seen).run())
    named = (_title(tokens, at) for at in sorted(seen.crossing_frames))
    return Mended(mended, tuple(dict.fromkeys(filter(None, named))))


def _title(tokens: Sequence[bytes], at: int) -> str:
    """Give the title of the frame that a token opens; '' where it has none."""
    settings = b"".join(itertools.takewhile(lambda token: token != b"<w:sdtContent>", tokens[at : at + _SETTINGS]))
    found = _ALIAS.search(settings)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


class _OtherDamageError(Exception):
    """Something else is wrong with the XML."""


class _Open(NamedTuple):
    """An element that is open: its name, and the number of the token that opened it."""

    name: bytes
    at: int


@dataclass(slots=True)
class _Survey:
    """What closes what, which marks cross a frame, and in which frames (the numbers of the tokens that open each)."""

    tokens: Sequence[bytes]
    opened_by: dict[int, int] = field(default_factory=dict)
    crossing: set[int] = field(default_factory=set)
    crossing_frames: set[int] = field(default_factory=set)
    stack: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Go through the tokens once."""
        for at, (name, kind) in enumerate(_kinds(self.tokens)):
            if kind == _OPENS:
                self.stack.append(_Open(name, at))
            elif kind == _CLOSES:
                self._close(name, at)
        if self.stack:
            raise _OtherDamageError

    def _close(self, name: bytes, at: int) -> None:
        depth = len(self.stack) - 1
        while depth >= 0 and self.stack[depth].name != name and self.stack[depth].name in _FRAMES | _MARKS:
            depth -= 1
        if depth < 0 or self.stack[depth].name != name:
            raise _OtherDamageError
        above = self.stack[depth + 1 :]
        self.opened_by[at] = self.stack[depth].at
        if above:
            self._cross(self.stack[depth], above)
        if name == _PARAGRAPH:
            del self.stack[depth:]  # its frames end with it
        else:
            del self.stack[depth]

    def _cross(self, closed: _Open, above: Sequence[_Open]) -> None:
        """Note what crosses where an element is closed while others in it are open."""
        marks = {one.at for one in above if one.name in _MARKS}
        frames = {one.at for one in above if one.name in _FRAMES}
        if closed.name in _MARKS and not marks:
            self.crossing.add(closed.at)
        elif closed.name in _FRAMES and not frames:
            self.crossing |= marks
            frames = {closed.at}
        elif closed.name != _PARAGRAPH or marks:
            raise _OtherDamageError
        self.crossing_frames |= {at for at in frames if _name(self.tokens[at]) == b"w:sdt"} or self._around(closed)

    def _around(self, closed: _Open) -> set[int]:
        """Give the frame that is open around an element."""
        before = [one.at for one in self.stack if one.name == b"w:sdt" and one.at <= closed.at]
        return set(before[-1:])


@dataclass(slots=True)
class _Mending:
    """The tokens written anew. `waiting` are marks that are in force and not open: the next words open them."""

    tokens: Sequence[bytes]
    seen: _Survey
    stack: list[_Open] = field(default_factory=list)
    waiting: list[_Open] = field(default_factory=list)

    def run(self) -> Iterator[bytes]:
        """Give the tokens, in order."""
        for at, (name, kind) in enumerate(_kinds(self.tokens)):
            if kind == _CLOSES:
                yield from self._close(name, at)
            elif name in _FRAMES:
                yield from self._part()
                yield self.tokens[at]
                self.stack += [_Open(name, at)] if kind == _OPENS else []
            elif kind == _OPENS and at in self.seen.crossing:
                self.waiting.append(_Open(name, at))
            else:
                yield from self._begin(at)
                yield self.tokens[at]
                self.stack += [_Open(name, at)] if kind == _OPENS else []

    def _begin(self, at: int) -> Iterator[bytes]:
        """Open the marks that wait, where words may stand."""
        if self.waiting and self.stack[-1].name in _HOLD_WORDS and not self.tokens[at].isspace():
            yield from (self.tokens[one.at] for one in self.waiting)
            self.stack += self.waiting
            self.waiting = []

    def _part(self) -> Iterator[bytes]:
        """Close the marks that cross this end of a frame; they wait for the next words."""
        first = len(self.stack)
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].name not in _MARKS:
                break
            if self.stack[depth].at in self.seen.crossing:
                first = depth
        yield from self._put_off(first)

    def _put_off(self, first: int) -> Iterator[bytes]:
        """Close the elements from this depth on; they wait."""
        above = self.stack[first:]
        del self.stack[first:]
        self.waiting = [*above, *self.waiting]
        yield from _closings(above)

    def _close(self, name: bytes, at: int) -> Iterator[bytes]:
        opened = _Open(name, self.seen.opened_by[at])
        if opened in self.waiting:
            self.waiting.remove(opened)
            return
        depth = self.stack.index(opened)
        if name == _PARAGRAPH:
            yield from _closings(self.stack[depth + 1 :])
            del self.stack[depth + 1 :]
        else:
            yield from self._put_off(depth + 1)
        yield self.tokens[at]
        self.stack.pop()


def _closings(opened: Sequence[_Open]) -> Iterator[bytes]:
    for one in reversed(opened):
        yield b"</" + one.name + b">"


_OPENS, _CLOSES, _NEITHER = 1, -1, 0


def _kinds(tokens: Sequence[bytes]) -> Iterator[tuple[bytes, int]]:
    """Give of each token the element's name, if it is a tag, and whether it opens or closes it, or neither."""
    for token in tokens:
        if not token.startswith(b"<") or token.startswith(b"<?"):
            yield b"", _NEITHER
        elif token.startswith(b"</"):
            yield _name(token), _CLOSES
        else:
            yield _name(token), _NEITHER if token.endswith(b"/>") else _OPENS


def _name(token: bytes) -> bytes:
    found = _NAME.match(token)
    return found[1] if found else b""
