"""An indicator that was renumbered or reworded is known by its number, its name and its figures."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from make import SEPTEMBER, figure, indicator, month

from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.published_record import Record
from performance_index.rating import RatingRule
from performance_index.same_indicator import same_indicators

HOMES, CARE, PLANS = "Homes inspected", "Children in care", "Plans issued in time"


def index_of(*indicators: Indicator) -> PerformanceIndex:
    return PerformanceIndex(title="Index", period=SEPTEMBER, rule=RatingRule(), indicators=indicators)


def record(names: Mapping[str, str], figures: Mapping[str, str] | None = None) -> Record:
    """Indicators by number with their names ('': not recorded), each with the same figures by month."""
    return Record(
        period=SEPTEMBER,
        figures={(n, month(at)): figure(value, n, month(at)) for n in names for at, value in (figures or {}).items()},
        texts={(n.casefold(), "Indicator"): name for n, name in names.items() if name},
        numbers={n.casefold(): n for n in names},
    )


@pytest.mark.parametrize(
    ("now", "then", "same"),
    [
        pytest.param([("16", HOMES)], {"16": HOMES}, {0: "16"}, id="nothing changed"),
        pytest.param([("16A", "HOMES  inspected")], {"16a": HOMES}, {0: "16a"}, id="capitals and blanks"),
        pytest.param([("17", HOMES)], {"16": HOMES}, {0: "16"}, id="renumbered"),
        pytest.param([("16", CARE), ("17", HOMES)], {"16": HOMES, "17": CARE}, {0: "17", 1: "16"}, id="swapped"),
        pytest.param([("16", "Homes visited")], {"16": HOMES}, {0: "16"}, id="reworded"),
        pytest.param([("16", CARE)], {"16": HOMES}, {}, id="another under its number"),
        pytest.param([("17", CARE)], {"16": HOMES}, {}, id="another"),
        pytest.param([("16", HOMES), ("17", HOMES)], {"16": HOMES}, {0: "16"}, id="a copy of it"),
        pytest.param([("17", HOMES), ("18", HOMES)], {"16": HOMES}, {}, id="nobody knows which of two"),
        pytest.param([("9", HOMES)], {"7": HOMES, "8": HOMES}, {}, id="nobody knows of which of two"),
        pytest.param([("16", HOMES), ("2", CARE)], {"2": HOMES, "16": ""}, {0: "16"}, id="its name is not recorded"),
        pytest.param([("16", HOMES), ("16", CARE)], {"16": ""}, {0: "16"}, id="a number that is used twice"),
        pytest.param([("17", HOMES), ("16", PLANS)], {"16": HOMES}, {0: "16"}, id="its number is another's now"),
        pytest.param([("1", "IT")], {"1": "Tea"}, {}, id="no words of four letters"),
    ],
)
def test_an_indicator_is_the_one_that_was_published(
    now: list[tuple[str, str]], then: Mapping[str, str], same: Mapping[int, str]
):
    found = same_indicators(index_of(*(indicator(number=n, name=name) for n, name in now)), record(then))
    assert found == same


@pytest.mark.parametrize(
    ("published", "is_same"),
    [
        ({"Apr": "5", "May": "6"}, True),
        ({"Apr": "5", "May": "7"}, False),
        ({"Apr": "5"}, False),
        ({"Apr": "5", "Jun": "0"}, False),  # noughts are everybody's
        ({"Apr": "5", "May": "6", "Jun": "8"}, True),
        ({}, False),
    ],
)
def test_two_figures_that_agree_say_that_it_is_the_same_whatever_it_is_called(
    published: Mapping[str, str], *, is_same: bool
):
    one = indicator(number="16", name=CARE, figures={"Apr": "5", "May": "6", "Jun": "0"})
    assert same_indicators(index_of(one), record({"16": HOMES}, published)) == ({0: "16"} if is_same else {})
