"""Words that may have been true of the last period only: numbers, dates, names of periods, ratings. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from performance_index.word.document.wordml import on_one_line

_FIGURE = r"[£$€]?\w*(?:\d|[¼-¾⅐-⅞])(?:[\w.,/:’'–-]*\w)?%?"
_IN_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|"
    "thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|half|halves|thirds?|"
    "quarters?|quarterly|first|second|third|fourth|once|twice|double[ds]?|halved|both|none|neither|nil|zero|single"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_ALSO_SMALL = "january|february|april|june|july|august|september|october|november|december"  # no other words
_PERIODS = (
    r"(?:this|last|next|previous|current|coming|past)\s+(?:financial\s+|calendar\s+|municipal\s+)?"
    r"(?:year|quarter|month|week|term|period|half|meeting|spring|summer|autumn|winter)"
    r"|(?:spring|summer|autumn|winter)(?:\s+term)?|mid-year|year-end|year\s+end"
)
_RATINGS = "red|amber|green|blue|provisional"
_SPEAKS = re.compile(
    rf"{_FIGURE}|\b(?i:{_PERIODS}|{_IN_WORDS}|{_RATINGS})\b|\b(?:{_MONTHS}|{_MONTHS.upper()}|{_ALSO_SMALL})\b"
)
_NOTHING = frozenset({"none", "nil", "not applicable"})
"""What a section says that has nothing to say: no number is meant."""
_LONG = 12
"""So many letters of an old table are no chance: they were copied out of it."""


def speaks_of(said: str, of_old: Collection[str] = ()) -> list[str]:
    """Give what a text says that may have been true of the last period only, in its order and each once.

    `of_old` are the cells of the old tables: what was copied out of one is given too.
    """
    line = on_one_line(said)
    if line.rstrip(".").casefold() in _NOTHING:
        return []
    found = [match[0] for match in _SPEAKS.finditer(line)]
    found += [cell for cell in of_old if cell == line or (len(cell) >= _LONG and cell in line)]
    return list(dict.fromkeys(found))
