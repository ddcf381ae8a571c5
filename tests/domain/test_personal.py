"""Words about a person in what is to be public are pointed out."""

from __future__ import annotations

import pytest
from make import AMBER, SEPTEMBER, Somewhere, decided, indicator

from performance_index.index import PerformanceIndex
from performance_index.personal import personal
from performance_index.rating import RatingRule
from performance_index.report import ReportDetails

DETAILS = ReportDetails(
    lead_officer="Ann Lee, Director of Children", contact_officer="Cy Day – Head of Data", lead_member="The Leader"
)


def found(caveat: str = "", *, name: str = "Homes", reason: str = "late") -> list[str]:
    index = PerformanceIndex(
        title="Index", period=SEPTEMBER, rule=RatingRule(),
        indicators=(indicator("4", target="5", name=name, caveat=caveat),), overrides={"16": decided(AMBER, reason)},
    )  # fmt: skip
    return [str(one) for one in personal(index, DETAILS, Somewhere())]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Ask ann lee.", "the name of Ann Lee in it: 'ann lee'"),
        ("Cy Day knows", "the name of Cy Day in it: 'Cy Day'"),
        ("by j.smith@council.gov.uk", "an e-mail address in it: 'j.smith@council.gov.uk'"),
        ("ring 020 8545 1234 today", "a telephone number in it: '020 8545 1234'"),
        ("ring +44 20 8545 1234", "a telephone number in it: '+44 20 8545 1234'"),
    ],
)
def test_a_name_an_address_and_a_number_are_pointed_out(words: str, what: str):
    (said,) = found(words)
    assert said.startswith(f"Data caveat 0: what the public gets has {what}; take it out in the workbook")


@pytest.mark.parametrize("words", ["", "Figures of 2020 to 0123456", "Joanne Leeds", "@ 5%", "Cy Days"])
def test_other_words_are_not(words: str):
    assert found(words) == []


def test_every_published_cell_is_looked_at():
    assert [one.split(":")[0] for one in found(name="a@b.uk", reason="Ann Lee said so")] == [
        "Indicator 0", "Override reason 0",
    ]  # fmt: skip
