"""Lines of a text that a person typed as items of a list, each behind a dash or a bullet."""

from __future__ import annotations

import re

_ITEM = "• "
_TYPED = re.compile(r"(?:[-–]\s+|•\s*)(?=\S)")


def as_lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text without the blank ones; an item, typed as '- first' or '•first', is '• first'."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_TYPED.sub(_ITEM, line, count=1) if _TYPED.match(line) else line for line in lines if line)


def is_item(line: str) -> bool:
    """Whether a line is an item."""
    return line.startswith(_ITEM)


def without_bullet(line: str) -> str:
    """Give what a line says: a list draws the bullet."""
    return line.removeprefix(_ITEM)
