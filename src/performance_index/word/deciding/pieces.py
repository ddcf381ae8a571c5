"""A text in pieces: the words that stay, go and come."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+(?:[.,/'’-]\w+)*|[^\w\s]")  # '54.3', '2020/21' and 'in-house' are one word each


class Op(Enum):
    """What becomes of some words of the document."""

    KEEP = "="
    DELETE = "-"
    INSERT = "+"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what becomes of them."""

    op: Op
    text: str


def tokens(text: str) -> list[str]:
    """Give the words, signs and blanks of a text, which together are the text."""
    return _TOKEN.findall(text)


def ends(pieces: Sequence[Piece]) -> set[int]:
    """Give where in the document's text pieces begin and end."""
    return set(itertools.accumulate((len(piece.text) for piece in pieces if piece.op is not Op.INSERT), initial=0))


def deleted(pieces: Sequence[Piece]) -> list[range]:
    """Give which characters of the document's text go."""
    going: list[range] = []
    at = 0
    for piece in pieces:
        if piece.op is Op.DELETE:
            going.append(range(at, at + len(piece.text)))
        if piece.op is not Op.INSERT:
            at += len(piece.text)
    return going


def over_suggestions(standing: Sequence[Piece], made: Sequence[Piece]) -> tuple[Piece, ...]:
    """Give pieces for a text without the suggestions in it, so that they say what `made` says with them accepted.

    `standing` is the text as it is: words kept, words suggested (inserted) and words suggested to go (deleted).
    `made` are the pieces of a merge for that text as it reads with the suggestions accepted.
    """
    pieces: list[tuple[Op, str]] = []
    left = [(piece.op, piece.text) for piece in reversed(standing)]
    for piece in made:
        if piece.op is Op.INSERT:
            pieces.append((Op.INSERT, piece.text))
            continue
        wanted = len(piece.text)
        while wanted:
            op, said = left.pop()
            if op is Op.DELETE:  # it stands between words that are read
                pieces.append((op, said))
                continue
            here, rest = said[:wanted], said[wanted:]
            wanted -= len(here)
            if rest:
                left.append((op, rest))
            if piece.op is Op.KEEP:
                pieces.append((op, here))
            elif op is Op.KEEP:
                pieces.append((Op.DELETE, here))
    return joined(_without_detours(joined([*pieces, *reversed(left)])))


def _without_detours(pieces: Sequence[Piece]) -> list[tuple[Op, str]]:
    """Give the pieces with words kept that are struck out and put in again at one place."""
    made: list[tuple[Op, str]] = []
    for piece in pieces:
        op, said = made[-1] if made else (Op.KEEP, "")
        if {op, piece.op} != {Op.DELETE, Op.INSERT}:
            made.append((piece.op, piece.text))
            continue
        old, new = (tokens(one) for one in ((said, piece.text) if op is Op.DELETE else (piece.text, said)))
        head, tail = alike(old, new)
        made[-1:] = [
            (Op.KEEP, "".join(old[:head])),
            (Op.DELETE, "".join(old[head : len(old) - tail])),
            (Op.INSERT, "".join(new[head : len(new) - tail])),
            (Op.KEEP, "".join(old[len(old) - tail :])),
        ]
        made = [one for one in made if one[1]]
    return made


def joined(found: Sequence[tuple[Op, str]]) -> tuple[Piece, ...]:
    """Give the pieces without empty ones, and neighbours of one kind as one."""
    pieces: list[Piece] = []
    for op, text in found:
        if pieces and text and pieces[-1].op is op:
            pieces[-1] = Piece(op, pieces[-1].text + text)
        elif text:
            pieces.append(Piece(op, text))
    return tuple(pieces)


def alike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Give how many tokens two texts have in common where they begin, and then where they end."""
    most = min(len(one), len(other))
    head = next((n for n in range(most) if one[n] != other[n]), most)
    most -= head
    tail = next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)
    return head, tail
