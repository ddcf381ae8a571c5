"""Text as XML spells it. The standard library's own functions for this load its network client with them."""

from __future__ import annotations

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def escape(text: str) -> str:
    """Give a text as it stands between tags."""
    return text.translate(_TEXT)


def quoteattr(text: str) -> str:
    """Give a text as an attribute's value, with the quotation marks around it."""
    return f'"{text.translate(_ATTRIBUTE)}"'
