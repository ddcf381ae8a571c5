"""What our comments in the report say, and the name they are signed with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from performance_index.rating import Rating

TOOL = "Performance Index"
"""Who signs the tool's comments and tracked changes."""
INITIALS = "PI"

IsMeant = Callable[[str], bool]
"""Tells one kind of our comments from the others."""

_MISSING = "No commentary supplied by "  # as the report says it
_ASKING = (
    "No commentary was supplied. Ask {} for it and write it here, or in the workbook and then refresh the report. "
    "Delete this comment when it is done."
)
_RATED = (
    "The rating was recomputed from {} to {}. Check that the commentary still fits, and ask the service if it does not."
)
_CONFLICT = (
    "These words were edited here, and the data have changed them too. They now say: “{}” Accept the tracked change to "
    "use what the data say, or reject it to keep what is written here."
)
_NEWER = "The data have changed since this was edited. They now say: “{}”"
_BACK = (
    "This row was taken out, and its data have changed since. Accept the tracked change to have it in the report "
    "again, or reject it to leave it out."
)
_NO_PLACE = (
    "The data have a row that this report lacks, and the report's template has no place for it: “{}” Put it in by hand "
    "or ask the performance officer, then delete this comment."
)
_WRITTEN_FOR = (
    "These words were written for the indicator “{}”. Its number now belongs to “{}”. Change or delete the words if "
    "they are not true of it, then delete this comment."
)
_FIGURES = "Since these words were written, {}. Do the words still hold? Change them if not, then delete this comment."
_COUNTED = (
    "The table of {} changed since these words were written. It has now {}. Check what the words say of it, then "
    "delete this comment."
)
_DOUBT = (
    "The report has lost the record of what was generated in it, so nobody can tell whether this was meant or is from "
    "an older copy. The data say here: “{}” Put that in or take the row out, unless this was meant; then delete this "
    "comment."
)
_LACKED = (
    "The data have this row and the report lacked it. Nobody can tell whether it was taken out or the report is an "
    "older copy. Accept the tracked change to have it in the report, or reject it to leave it out."
)
_OVER = (
    "The report said this once, and the data have changed since{} Take it out, or change it to what is true; then "
    "delete this comment."
)
_STILL_SO = (
    "This was carried over from the report {}. Is it still so? Change it or take it out if not, then delete this "
    "comment."
)
_MERGED = (
    "The data have no row for this indicator here any more, and cells of its row are one with another row's. Split "
    "them, take the row out, then delete this comment."
)
_ALL = (
    _ASKING, _RATED, _CONFLICT, _NEWER, _BACK, _NO_PLACE, _WRITTEN_FOR, _FIGURES, _COUNTED, _DOUBT, _LACKED, _OVER,
    _MERGED, _STILL_SO,
)  # fmt: skip
_NAMES = {
    "actual": "the figure",
    "target": "the target",
    "status": "the data status",
    "rating": "the rating",
    "previously": "what was published",
    "now": "what it was amended to",
}


def asks_for_commentary(cell: str) -> str | None:
    """Give the comment on a cell that has no commentary: whom to ask; None for a cell that has some."""
    if not cell.startswith(_MISSING):
        return None
    line = cell.split("\n", maxsplit=1)[0]  # below it may stand how it was rated
    return _ASKING.format(line.removeprefix(_MISSING).rstrip("."))


def rating_changed(old: str, new: str) -> str:
    """Give the comment on a rating that changed while the words beside it did not; both as words or letters."""
    return _RATED.format(rating_word(old), rating_word(new))


def is_same_rating(one: str, other: str) -> bool:
    """Whether two cells say the same rating, as a letter or as a word."""
    return rating_word(one) == rating_word(other)


def conflict(text: str) -> str:
    """Give the comment on words that both the clerk and the data changed; `text` is all that the data say there."""
    return _CONFLICT.format(text)


def newer(text: str) -> str:
    """Give the comment that holds the data's text, for words that are too intricate to change."""
    return _NEWER.format(text)


def row_is_back() -> str:
    """Give the comment on a row that the clerk took out and whose data changed."""
    return _BACK


def row_without_place(text: str) -> str:
    """Give the comment on a table into which a row cannot be put; `text` is what the row would read."""
    return _NO_PLACE.format(text)


def written_for(old: str, new: str) -> str:
    """Give the comment on a clerk's words in a row that is about another indicator now; both by name."""
    return _WRITTEN_FOR.format(old, new)


def is_about_name(name: str) -> IsMeant:
    """Tell the comments on words that were written for the indicator of this name."""
    begin = written_for(name, "").partition("”")[0] + "”"
    return lambda comment: _says(comment, _WRITTEN_FOR) and comment.startswith(begin)


def told(changes: Iterable[tuple[str, str, str]]) -> str:
    """Give in words what changed: 'the figure was 43.1 weeks and is now 61 weeks'; each its column, old and new."""
    said = (f"{_NAMES[name]} was {old or 'not given'} and is now {new or 'not given'}" for name, old, new in changes)
    return ", ".join(said)


def figures_changed(changes: Iterable[tuple[str, str, str]]) -> str:
    """Give the comment on words beside figures that changed."""
    return _FIGURES.format(told(changes))


def is_about_figures(comment: str) -> bool:
    """Whether this is the comment on words beside a figure that changed, as we wrote it."""
    return _says(comment, _FIGURES)


def sentence_is_over(quoted: str) -> str:
    """Give the comment on a sentence of ours, as it is quoted, that stands by itself and is true no more."""
    return _OVER.format(f": {quoted}")


def merged_row_is_over() -> str:
    """Give the comment on a row that the data have no more, and that cannot go alone."""
    return _MERGED


def in_doubt(text: str) -> str:
    """Give the comment on a rating, a figure or a row in a report that lost its record; `text`: what the data say."""
    return _DOUBT.format(text or "nothing")


def row_was_lacking() -> str:
    """Give the comment on a row that a report lacked which lost its record."""
    return _LACKED


def still_so(report: str) -> str:
    """Give the comment on what was carried over from an earlier report; `report` says from which, and what it says."""
    return _STILL_SO.format(report)


def table_changed(table: str, rows: str) -> str:
    """Give the comment on words with numbers in them beside a table that changed; `rows` are those it has now."""
    return _COUNTED.format(table, rows)


def is_about_count(comment: str) -> bool:
    """Whether this is the comment on words about a table that changed, as we wrote it."""
    return _says(comment, _COUNTED)


def is_written_for(comment: str) -> bool:
    """Whether this is the comment on words that were written for another indicator, as we wrote it."""
    return _says(comment, _WRITTEN_FOR)


def is_asking(comment: str) -> bool:
    """Whether this is the comment that asks for commentary, as we wrote it."""
    return _says(comment, _ASKING)


def is_about_rating(comment: str) -> bool:
    """Whether this is the comment on a rating that changed, as we wrote it."""
    return _says(comment, _RATED)


def is_decision(comment: str) -> bool:
    """Whether this comment, as we wrote it, is out of date once the data change again."""
    return _says(comment, _CONFLICT) or _says(comment, _NEWER)


def is_ours(comment: str) -> bool:
    """Whether a comment says what we wrote and nothing else: who adds to it makes it theirs."""
    return any(_says(comment, one) for one in _ALL)


def _says(comment: str, pattern: str) -> bool:
    begin, _, rest = pattern.partition("{}")
    end = rest.rpartition("{}")[2]
    return comment.startswith(begin) and comment.endswith(end) and (comment == pattern or "{}" in pattern)


@lru_cache(maxsize=64)  # asked of each row of a table
def rating_word(rating: str) -> str:
    """Give a rating as a word: 'Red' of 'R' or 'Red'."""
    return next((one.value for one in Rating if rating in {one.letter, one.value}), rating)
