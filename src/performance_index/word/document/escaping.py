"""Text as XML spells it. The standard library's own functions for this load its network client with them."""

from __future__ import annotations

_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Give a text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # many times as fast as a table


def quoteattr(text: str) -> str:
    """Give a text as an attribute's value, with the quotation marks around it."""
    return f'"{escape(text).translate(_IN_ATTRIBUTES)}"'
