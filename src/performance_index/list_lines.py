"""Lines of a text that a person typed as items of a list, each behind a dash or a bullet."""

from __future__ import annotations

import re

_ITEM = "• "
_TYPED = re.compile(r"(?:[-–]\s+|•\s*)(?=\S)")
_MINUS = re.compile(r"[-–]\s+[\d£]")


def as_lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text without the blank ones; an item, typed as '- first' or '•first', is '• first'.

    A dash before a figure is a minus, '- 3% in the west', where no other line begins so.
    """
    lines = list(filter(None, (line.strip() for line in text.splitlines())))
    items = [line for line in lines if _TYPED.match(line)]
    if len(items) == 1 and _MINUS.match(items[0]):
        items = []
    return tuple(_TYPED.sub(_ITEM, line, count=1) if line in items else line for line in lines)


def is_item(line: str) -> bool:
    """Whether a line is an item."""
    return line.startswith(_ITEM)


def without_bullet(line: str) -> str:
    """Give what a line says: a list draws the bullet."""
    return line.removeprefix(_ITEM)
