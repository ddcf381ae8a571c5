"""The three-way merge of a table's rows: which stay, come, go or stay out. Pure: rows are texts by number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from performance_index.word.deciding.merge import same_words

Texts = tuple[str, ...]
"""The text of each column of a row; the same columns everywhere."""


class Fate(Enum):
    """What becomes of a row."""

    SETTLE = "it stands, and its cells are merged one by one"
    INSERT = "it is new"
    BRING_BACK = "the clerk took it out, and its data have changed since"
    LEAVE_OUT = "the clerk took it out"
    REMOVE = "the data have no row for it any more, and nobody touched it"
    STRIKE = "the data have no row for it any more, but the clerk worked on it"


@dataclass(frozen=True, slots=True)
class RowAction:
    """What to do about one row; `after` is the row that it follows in the report, None where it is the first."""

    number: str
    fate: Fate
    after: str | None = None


def decide_rows(
    base: Mapping[str, Texts],
    mine: Mapping[str, Texts | None],
    new: Mapping[str, Texts],
    changed: Collection[str] = (),
) -> list[RowAction]:
    """Give what to do, in the order of the data, then for the rows that go.

    `base` is what was generated, `mine` what stands in the document (None for a row that can't be compared cell by
    cell), `new` what the data say, `changed` the rows of which they say something else, shown or not. Rows that nobody
    and nothing changed need nothing, and are not in the list. One that stays out is remembered as generated, and so
    stays out from then on.
    """
    actions: list[RowAction] = []
    after = None
    for number, texts in new.items():
        generated = base.get(number)
        if number in mine:
            if not texts == generated == mine[number]:
                actions.append(RowAction(number, Fate.SETTLE, after))
        elif generated is None:
            actions.append(RowAction(number, Fate.INSERT, after))
        else:
            is_same = same_row(generated, texts) and number not in changed
            fate = Fate.LEAVE_OUT if is_same else Fate.BRING_BACK
            actions.append(RowAction(number, fate, after))
            if fate is Fate.LEAVE_OUT:
                continue
        after = number
    for number, texts in base.items():
        if number not in new and number in mine:
            found = mine[number]
            is_untouched = found is not None and same_row(texts, found)
            actions.append(RowAction(number, Fate.REMOVE if is_untouched else Fate.STRIKE))
    return actions


def same_row(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows read the same."""
    return one == other or (len(one) == len(other) and all(map(same_words, one, other)))
