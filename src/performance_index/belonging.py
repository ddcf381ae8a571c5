"""Whose report it is: a report belongs to the index that it was made from, and is never touched for another one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells one index from another: its code from the Settings, its committee, its title; each may be blank.

    `indicators` are their names, none where they are not known. `book` is the name of the workbook's file: it is kept
    to name it, and decides nothing.
    """

    code: str = ""
    committee: str = ""
    title: str = ""
    indicators: frozenset[str] = frozenset()
    book: str = ""

    def __str__(self) -> str:
        """'Housing Performance Index (Housing Panel)'."""
        return f"{self.title or 'an index'} ({self.committee or 'no committee'})"


class Claim(Enum):
    """What an index may do with a report that is there."""

    OURS = "it was made from this index"
    RENAMED = "it was made from this index, whose committee or title was another"
    ANOTHERS = "it was made from another index"
    SHARED_CODE = "it was made from another index, which has the same code"
    UNKNOWN = "it does not say"


def claim(report: Identity | None, index: Identity) -> Claim:
    """Tell whether a report is of this index; `report` is what it was made for, None where it does not say.

    Two codes decide, but where most of the report's indicators are none of this index's, nothing makes it ours. Where a
    code is missing, committee and title decide too: neither may differ.
    """
    if report is None:
        return Claim.UNKNOWN
    code, committee, title = (
        _agree(getattr(report, name), getattr(index, name)) for name in ("code", "committee", "title")
    )
    is_strange = _share(report, index) is False and (title is False or _is_enough(report, index))
    if code is False:
        return Claim.ANOTHERS
    if code and (is_strange or (committee is False and title is False)):
        return Claim.SHARED_CODE
    if code:
        return Claim.RENAMED if False in (committee, title) else Claim.OURS
    if is_strange or False in (committee, title):
        return Claim.ANOTHERS
    names = (report.committee, report.title, index.committee, index.title)
    return Claim.OURS if committee or title or not any(map(_plain, names)) else Claim.UNKNOWN


def is_another(before: str, now: str) -> bool:
    """Whether a name is another one now; a blank is none."""
    return _agree(before, now) is False


def may_be_ours(report: Identity, index: Identity) -> bool:
    """Whether a report that was taken for another index's may be ours all the same.

    It has our indicators, no code speaks against it, and only one of committee and title has another name.
    """
    names = [_agree(report.committee, index.committee), _agree(report.title, index.title)]
    is_one_other = names.count(False) == 1 and True in names
    return is_one_other and _agree(report.code, index.code) is None and _share(report, index) is True


_ENOUGH = 3
"""Fewer indicators under other names may have been renamed: they are no evidence against code, committee and title."""


def _strange(report: Identity, index: Identity) -> set[str]:
    """The report's indicators that the index does not have; their numbers do not matter."""
    return set(map(_plain, report.indicators)) - set(map(_plain, index.indicators))


def _share(report: Identity, index: Identity) -> bool | None:
    """Whether at least half of the report's indicators are the index's too; None where those of one are not known."""
    if not report.indicators or not index.indicators:
        return None
    return 2 * len(_strange(report, index)) <= len(set(map(_plain, report.indicators)))


def _is_enough(report: Identity, index: Identity) -> bool:
    return len(_strange(report, index)) >= _ENOUGH


def _agree(one: str, other: str) -> bool | None:
    """Whether two names are the same but for capitals and spaces; None where one is blank."""
    return _plain(one) == _plain(other) if _plain(one) and _plain(other) else None


def _plain(name: str) -> str:
    """A name without what the eye does not see: capitals, spaces, control characters, how an accent is put together."""
    words = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(c for c in words if c.isprintable()).casefold()
