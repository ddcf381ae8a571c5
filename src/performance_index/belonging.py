"""Whose report it is: a report belongs to the index that it was made from, and is never touched for another one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells one index from another: its code from the Settings, its committee, its title; each may be blank."""

    code: str = ""
    committee: str = ""
    title: str = ""

    def __str__(self) -> str:
        """'Housing Performance Index (Housing Panel)'."""
        return f"{self.title or 'an index'} ({self.committee or 'no committee'})"


class Claim(Enum):
    """What an index may do with a report that is there."""

    OURS = "it was made from this index"
    RENAMED = "it was made from this index, whose committee had another name"
    ANOTHERS = "it was made from another index"
    SHARED_CODE = "it was made from another index, which has the same code"
    UNKNOWN = "it does not say"


def claim(report: Identity | None, index: Identity) -> Claim:
    """Tell whether a report is of this index; `report` is what it was made for, None where it does not say.

    Two codes decide. Where one is missing, as in what version 0.1.0 made, committee and title do: neither may differ.
    """
    if report is None:
        return Claim.UNKNOWN
    code, committee, title = (
        _agree(getattr(report, name), getattr(index, name)) for name in ("code", "committee", "title")
    )
    if code is False:
        return Claim.ANOTHERS
    if code and committee is False:
        return Claim.SHARED_CODE if title is False else Claim.RENAMED
    if code:
        return Claim.OURS
    if False in (committee, title):
        return Claim.ANOTHERS
    names = (report.committee, report.title, index.committee, index.title)
    return Claim.OURS if committee or title or not any(map(_plain, names)) else Claim.UNKNOWN


def _agree(one: str, other: str) -> bool | None:
    """Whether two names are the same but for capitals and spaces; None where one is blank."""
    return _plain(one) == _plain(other) if _plain(one) and _plain(other) else None


def _plain(name: str) -> str:
    """A name without what the eye does not see: capitals, spaces, control characters, how an accent is put together."""
    words = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(c for c in words if c.isprintable()).casefold()
