"""An indicator's figures of earlier years as one text of a record: '2018/19: Apr 0.61, May 0.75; 2019/20: Jun 3'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import groupby

from performance_index.cells import CellProblem
from performance_index.period import FinancialYear, Month
from performance_index.published_record import PublishedFigure, PublishedText

OF = "Figures of earlier years"
"""What such a text is of."""


def texts_of(earlier: Iterable[PublishedFigure]) -> Iterator[PublishedText]:
    """A text for each indicator that has such figures; one without a figure for a month says nothing of it."""
    of_number: dict[str, list[PublishedFigure]] = {}
    for one in earlier:
        if one.figure is not None:
            of_number.setdefault(one.number, []).append(one)
    for number, figures in of_number.items():
        by_year = groupby(sorted(figures, key=lambda one: one.month), key=lambda one: one.month.year)
        yield PublishedText(
            number=number, of=OF, text="; ".join(f"{year.label}: {_year(some)}" for year, some in by_year)
        )


def _year(figures: Iterable[PublishedFigure]) -> str:
    return ", ".join(f"{one.month.name} {_plain(one.figure)}" for one in figures)


def _plain(figure: Decimal | None) -> str:
    assert figure is not None
    return f"{figure.normalize():f}"


def figures_in(number: str, text: str) -> list[PublishedFigure]:
    """The figures that such a text has; CellProblem where somebody altered it."""
    found = []
    try:
        for part in text.split("; "):
            label, _, figures = part.partition(": ")
            for figure in figures.split(", "):
                name, _, value = figure.partition(" ")
                decimal = Decimal(value)
                if not decimal.is_finite():
                    raise ValueError(value)  # noqa: TRY301 - as a month that is none
                found.append(
                    PublishedFigure(number=number, month=_month(label, name), figure=decimal, target=None, rating=None)
                )
    except (ValueError, InvalidOperation):
        raise CellProblem(f"'{text[:40]}' is not a list of years, months and figures", "put it back") from None
    return found


@lru_cache(maxsize=1024)
def _month(label: str, name: str) -> Month:
    year = FinancialYear(int(label[:4]))
    if year.label != label:
        raise ValueError(label)
    return year.month(name)
