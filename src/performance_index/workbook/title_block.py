"""The title block of the Index sheet: its formulas, and what Excel works out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from performance_index.cells import day_number
from performance_index.index import PerformanceIndex
from performance_index.rating import Rating
from performance_index.report import ReportDetails
from performance_index.workbook import layout
from performance_index.workbook.results import Answer

PERIOD_END_CELL = "$D$3"
_SPRING = f"(YEAR({PERIOD_END_CELL})-(MONTH({PERIOD_END_CELL})<4))"
_YEAR = f'{_SPRING}&"/"&TEXT(MOD({_SPRING}+1,100),"00")'


def _detail(word: str) -> str:
    """The value of a row of ReportDetails, as a formula."""
    return f'INDEX(ReportDetails[Value],MATCH("{word}",ReportDetails[Detail],0))'


def _count_formula() -> str:
    """'19 Green, 1 Amber, 3 Red, 9 not rated', counted by Excel from the rating column."""

    def count(rating: Rating) -> str:
        return f'COUNTIF(Indicators[Rating],"{rating.value}")'

    blue, *others = rated = [rating for rating in Rating if rating.is_rated]
    parts = [f'IF({count(blue)}>0,{count(blue)}&" {blue.value}, ","")']
    parts += [f'{count(rating)}&" {rating.value}, "' for rating in others]
    unrated = "-".join(["COUNTA(Indicators[No])", *(count(rating) for rating in rated)])
    return f'{"&".join(parts)}&({unrated})&" not rated"'


TITLE_FORMULAS = {
    "A1": f'{_detail(layout.INDEX_TITLE)}&" "&{_YEAR}',
    "A2": f'{_detail(layout.COMMITTEE)}&""',
    "A3": _count_formula(),
    "A4": f'"Financial year "&{_YEAR}',
    "D3": _detail(layout.PERIOD_END),
    "D4": _detail(layout.MEETING_DATE),
}
"""By the cell that they stand in when the workbook is built, without the sign of equality."""


def title_results(index: PerformanceIndex, details: ReportDetails, ratings: Collection[str]) -> dict[str, Answer]:
    """What these formulas show, by the same cells; `ratings`: what the column Rating shows for each indicator."""
    return {
        "A1": f"{index.title} {index.year.label}",
        "A2": details.committee,
        "A3": _count(ratings),
        "A4": f"Financial year {index.year.label}",
        "D3": day_number(index.period.end),
        "D4": day_number(details.meeting_date) if details.meeting_date else "",
    }


def _count(ratings: Collection[str]) -> str:
    counts = Counter(ratings)
    blue, *others = rated = [rating.value for rating in Rating if rating.is_rated]
    parts = [f"{counts[word]} {word}" for word in ([blue] if counts[blue] else []) + others]
    return ", ".join([*parts, f"{len(ratings) - sum(counts[word] for word in rated)} not rated"])
