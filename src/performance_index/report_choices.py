"""How a council wants its report: each a setting of the workbook; a value is the word that stands there."""

from __future__ import annotations

from enum import Enum

from performance_index.rating import Rating


class RatingShown(Enum):
    """How the report shows a rating; the value is the word in the workbook."""

    LETTER = "Letter"
    WORD = "Word"

    def show(self, rating: Rating) -> str:
        """'R' or 'Red'."""
        return rating.letter if self is RatingShown.LETTER else rating.value


class NotRated(Enum):
    """How the report tells which indicators are not rated, and why; the value is the word in the workbook."""

    SENTENCE = "Sentence"
    TABLE = "Table"
    LEFT_OUT = "Left out"


class SinceLast(Enum):
    """Whether the report tells what became of the exceptions since the last meeting; the value is the word."""

    SHOWN = "Shown"
    LEFT_OUT = "Left out"


class Counts(Enum):
    """Whether the report counts the ratings in words, and says by which rule; the value is the word in the workbook."""

    SHOWN = "Shown"
    WITH_RULE = "With the rating rule"
    LEFT_OUT = "Left out"
