"""What programs name the copies that they leave beside a file: a sync, a browser, Explorer, Office's recovery."""

from __future__ import annotations

import re
import unicodedata

_AFTER = re.compile(
    r" ?\(\d+\)"  # a browser, SharePoint
    r"| (?:-|–) (?:copy|copie|kopie)(?: ?\(\d+\))?"  # Explorer
    r"| copy(?: \d+)?"  # Finder
    r"| ?\((?:[^()]* )?(?:conflicted copy|conflict)\b[^()]*\)"  # Dropbox, Nextcloud
    r"| ?[-–_][-–_ ]*conflict\b.*"
    r"| ?\((?:autosaved|auto-?recovered|recovered|version \d+)\)(?: ?\(\d+\))?"  # Office
    r"|-(?:desktop|laptop|pc|win|surface)-[a-z0-9-]+"  # OneDrive: the computer's name
    r"|-(?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|quarter|final|draft|version)(?=[a-z]*\d)(?=\d*[a-z])[a-z][a-z0-9]{6,14}"
)
_BEFORE = re.compile(r"copy (?:\(\d+\) )?of |autorecovery save of ")


def rest(name: str, whole: str) -> str | None:
    """How a name goes on after another, in small letters; None where it is not made of the other. Both lack endings."""
    before, found, after = plain(name).partition(plain(whole))
    return after if found and not before[-1:].isalnum() and not after[:1].isalnum() else None


def is_copy(name: str, whole: str) -> bool:
    """Whether a name is what a program makes of another for a copy: 'PI (1)', 'PI - Copy', 'PI-DESKTOP-AB12CD' of 'PI'.

    A name that a person may well have chosen, as 'PI 2019-20', is none. Both lack endings.
    """
    after = rest(name, whole)
    if after is None or plain(name) == plain(whole):
        return False
    before = plain(name).removesuffix(after).removesuffix(plain(whole))
    if before:
        return _BEFORE.fullmatch(before) is not None and (not after or _AFTER.fullmatch(after) is not None)
    return _AFTER.fullmatch(after) is not None


def plain(name: str) -> str:
    """A name without what the eye or the disk does not tell apart."""
    return unicodedata.normalize("NFC", name).casefold()
