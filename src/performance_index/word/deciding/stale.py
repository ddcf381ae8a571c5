"""Words that may be out of date: they name a row, a count or a figure that a table bore out and bears out no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from performance_index.indicator import folded
from performance_index.rating import Rating
from performance_index.word.deciding.identity import is_reworded
from performance_index.word.deciding.pieces import tokens
from performance_index.word.document.notes import is_same_rating, rating_word
from performance_index.word.state import TableState

FactChange = tuple[str, str, str]
"""The column of something that the data say of a row, what they said, and what they say now."""

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_COUNTING = frozenset({*_NUMBERS[1:], "none", "both", "all", "neither", "single"})
_RATINGS = frozenset({rating.value.casefold() for rating in Rating if rating.is_rated} | {"exception", "exceptions"})
_SENTENCE = re.compile(r"\n|(?<=[.;!?])\s+")
_FIGURE = re.compile(r"(?P<before>\D*)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<after>.*)", re.DOTALL)
SENTENCE = 3
"""What has fewer words is no sentence but an entry: it may stand anywhere, and says nothing of others."""
_LARGE = 1000
"""A whole number below it may be anything, where no unit stands beside it."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What was true of a table and is no more.

    `are_rows_others`: whether rows or their ratings changed. `numbers`: of its rows, and its counts as digits and as
    words. `figures`: each as it is shown, and rounded, with what the data changed.
    """

    are_rows_others: bool
    numbers: frozenset[str]
    figures: Mapping[str, FactChange]


def given_up(
    before: TableState | None, now: TableState | None, changes: Mapping[str, Sequence[FactChange]]
) -> GivenUp | None:
    """Give what a table gave up; None where its rows, their ratings and figures are as they were.

    `before` goes by the numbers of before; `changes` are those of the rows that stay.
    """
    was, is_now = _ratings(before), _ratings(now)
    gone = {number.casefold() for number in _others(before, now)}
    old, new = _counts(was), _counts(is_now)
    counts = {many for of, many in old.items() if new[of] != many}
    figures = {shown: change for some in changes.values() for change in some for shown in _shown_as(change)}
    are_rows_others = bool(gone or counts or was.keys() != is_now.keys())
    if not (figures or are_rows_others):
        return None
    words = {_NUMBERS[many] for many in counts if 0 < many < len(_NUMBERS)}
    return GivenUp(are_rows_others, frozenset(gone | {f"{many}" for many in counts} | words), figures)


def says_given_up(said: str, generated: str, gone: GivenUp) -> bool:
    """Whether sentences of a clerk's name what was given up, or count ratings; `generated` ones are not the clerk's."""
    known = set(_sentences(generated))
    for sentence in _sentences(said):
        words = {token.casefold() for token in tokens(sentence)}
        is_counting = gone.are_rows_others and _RATINGS & words and any(map(is_number, words))
        if sentence not in known and (is_counting or gone.numbers & words):
            return True
    return False


def figures_in(said: str, fresh: str, gone: GivenUp) -> list[FactChange]:
    """Give the changes of which a text holds the figure as it was, but in a sentence that the data say `fresh`."""
    known = set(_sentences(fresh))
    old = "\n".join(sentence for sentence in _sentences(said) if sentence not in known)
    found = (change for shown, change in gone.figures.items() if _holds(old, shown))
    return list(dict.fromkeys(found))


def quotes(said: str, changes: Sequence[FactChange]) -> bool:
    """Whether words about a row hold the number of a figure as it was: as it is shown, rounded, or in words."""
    here = {token.casefold() for token in tokens(said)}
    was = {form for _, old, _ in changes for one in tokens(old) for form in _forms(one)}
    now = {form for _, _, new in changes for one in tokens(new) for form in _forms(one)}
    return bool((was - now) & here)


def is_number(token: str) -> bool:
    """Whether a word counts."""
    return token in _COUNTING or any(map(str.isdigit, token))


def _forms(token: str) -> set[str]:
    """Give a number as it is, rounded, and as a word; nothing for a word."""
    if not any(map(str.isdigit, token)):
        return set()
    plain = token.replace(",", "")
    rounded = f"{round(float(plain))}" if re.fullmatch(r"\d+(?:\.\d+)?", plain) else token
    words = {_NUMBERS[int(plain)]} if plain.isdecimal() and 0 < int(plain) < len(_NUMBERS) else set[str]()
    return {token.casefold(), rounded, *words}


def _shown_as(change: FactChange) -> set[str]:
    """Give the ways in which a text may quote a figure as it was, and not by chance."""
    name, old, new = change
    found = _FIGURE.fullmatch(old.strip())
    if name not in {"actual", "target", "now"} or found is None:
        return set()
    number = found["number"]
    rounded = f"{round(float(number.replace(',', ''))):,}"
    is_bare = not (found["before"] or found["after"]) and "." not in number
    ways = set() if is_bare and float(number.replace(",", "")) < _LARGE else {old.strip()}
    ways |= {number} if "." in number else set()
    ways |= {f"{found['before']}{rounded}{found['after']}"} if found["before"] or found["after"] else set()
    return {way for way in ways if not _holds(new, way)}


def _holds(said: str, figure: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)", said, re.IGNORECASE) is not None


def _sentences(said: str) -> list[str]:
    return [folded(one) for one in _SENTENCE.split(said) if one.strip()]


def _others(before: TableState | None, now: TableState | None) -> set[str]:
    """Give the numbers that do not stand any more for the indicator for which they stood, with its rating."""
    was, is_now = _ratings(before), _ratings(now)
    old, new = ({} if table is None else table.names() for table in (before, now))
    return {
        number
        for number, rating in was.items()
        if number not in is_now
        or not _is_rated_so(rating, is_now[number])
        or not _is_named_so(old.get(number, ""), new.get(number, ""))
    }


def _is_rated_so(rating: str | None, again: str | None) -> bool:
    return rating == again or None in {rating, again} or is_same_rating(rating or "", again or "")


def _is_named_so(old: str, new: str) -> bool:
    if old == new or not (old and new):
        return True
    return folded(old) == folded(new) or is_reworded(old, new)


def _ratings(table: TableState | None) -> dict[str, str | None]:
    said = {} if table is None else table.said("rating")
    return {} if table is None else {number: said.get(number) for number in table.rows}


def _counts(rows: Mapping[str, str | None]) -> Counter[str]:
    """Give how many rows there are, and how many of each rating."""
    return Counter({"": len(rows)}) + Counter(rating_word(rating) for rating in rows.values() if rating)


def rows_in_words(table: TableState | None, most: int = 12) -> str:
    """Give the rows that a table has: '2 rows: 2 (Amber), 16 (Red)'."""
    rows = _ratings(table)
    if not rows:
        return "no rows"
    told = [f"{number} ({rating_word(rating)})" if rating else number for number, rating in rows.items()]
    more = "" if len(told) <= most else f" and {len(told) - most} more"
    return f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}: {', '.join(told[:most])}{more}"


def has_number(said: str) -> bool:
    """Whether a text counts something."""
    return any(is_number(token.casefold()) for token in tokens(said))
