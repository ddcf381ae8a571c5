"""Whether the percentages of a row that have no sign are points (87.2) or fractions (0.872)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from performance_index.workbook.given_figures import Figure

_SURE = Decimal("1.5")
"""A percentage above this, without its sign, is written in points: 87.2, not 0.872."""
_SURE_FOR_OTHERS = 10
"""One above this tells that others of the file are too."""
_NEARER = 10
"""So many times nearer to the others of the row must one reading be than the other, to be the one."""


class Percentages:
    """The figures, the targets and what they are compared with: each group is written in one way.

    A group may be written otherwise than another of the row: a target of 90 beside 0.88, or of 1 beside 0.8%.
    """

    def __init__(self, *groups: Sequence[Figure], others_are_points: bool = False) -> None:
        """Take the groups of a row, its figures first; none where its unit is another than %."""
        self._groups = groups
        says = self._says_points()
        self.are_points = says is True or (others_are_points and says is None)
        self._others_are_points = others_are_points

    def cell(self, one: Figure) -> float | str | None:
        """The cell of our table for a figure of the row."""
        group = next((group for group in self._groups if one in group), ())
        return one.scaled(in_points=self._is_points(group))

    def is_surely_points(self) -> bool:
        """Whether the row tells for others too: a figure of 1.62 may be 162% as well as 1.62%, one of 87.2 is 87.2%."""
        figures = self._groups[0] if self._groups else ()
        return self._says_points() is True and any(number > _SURE_FOR_OTHERS for number in _bare(figures))

    def may_be_either(self) -> bool:
        """Whether nothing tells if its figures are points or fractions."""
        is_told = self.is_surely_points() or (self._others_are_points and self._says_points() is True)
        return bool(self._groups) and any(_bare(self._groups[0])) and not is_told

    def mixed(self) -> list[str]:
        """What was read otherwise than most of the row or may be read in two ways: '1 as 1%'."""
        found: dict[str, None] = {}
        for group in self._groups if self._sure() else ():
            bare = list(filter(None, _bare(group)))
            if self._beside(group) is not self.are_points and any(number <= _SURE for number in bare):
                shown = [number if self._is_points(group) else number * 100 for number in bare]
                found |= dict.fromkeys(
                    f"{one.normalize():f} as {read.normalize():f}%" for one, read in zip(bare, shown, strict=True)
                )
        return list(found)

    def _says_points(self) -> bool | None:
        """Whether its percentages without a sign are in points; None where they do not tell."""
        figures = [one for group in self._groups for one in group]
        bare = _bare(figures)
        if any(number > _SURE for number in bare):
            return True
        return False if not any(bare) or any(one.sign == "%" for one in figures) else None

    def _is_points(self, group: Sequence[Figure]) -> bool:
        beside = self._beside(group)
        return self.are_points if beside is None else beside

    def _beside(self, group: Sequence[Figure]) -> bool | None:
        """Whether a group is in points, by itself or beside the others; None where they do not tell."""
        bare, sure = list(filter(None, _bare(group))), self._sure()
        if any(number > _SURE for number in bare):
            return True
        if not bare or not sure:
            return None
        usual, fraction = median(sure), median(bare)
        as_fraction, as_points = _times(fraction, usual), _times(fraction / 100, usual)
        if _NEARER * min(as_fraction, as_points) > max(as_fraction, as_points):
            return None
        return as_points < as_fraction

    def _sure(self) -> list[Decimal]:
        """The percentages of the row that can be read in one way only, as fractions, without noughts."""
        figures = [one for group in self._groups for one in group if one.number]
        signed = [abs(one.number) for one in figures if one.number and one.sign == "%"]
        return signed + [number / 100 for number in _bare(figures) if number > _SURE]


def _bare(figures: Sequence[Figure]) -> list[Decimal]:
    """The sizes of the figures that have no sign."""
    return [abs(one.number) for one in figures if one.number is not None and one.sign != "%"]


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times as large the larger is."""
    return max(one, other) / min(one, other)
