"""The figures beside the commentary of an exception: each by itself, and together in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from make import (
    ANNUAL,
    CLOSE,
    GREEN,
    LOWER,
    PERCENT,
    PERCENT_OF_TARGET,
    POUNDS,
    QUARTERLY,
    RED,
    SEPTEMBER,
    WEEKS,
    YEAR_EVEN,
    YEAR_PROFILE,
    YEAR_TOTAL,
    decided,
    indicator,
    month,
    rated,
)

from performance_index.explain import explain
from performance_index.figures_beside import PLAIN, Figure, beside, figures_beside
from performance_index.indicator import Indicator

WAITING = indicator(
    "0.872", unit=PERCENT, target="0.91", tolerance="0.05", tolerance_as=PERCENT_OF_TARGET, figures={"Aug": "0.891"}
)


def test_all_of_them_stand_in_one_cell_each_told_by_its_own_words():
    assert beside(rated(WAITING), tuple(Figure), "No signal: no more than chance") == (
        "Actual: 87.2%",
        "Target: 91%",
        "3.8 points short",
        "Worse than August",
        "August: 89.1%",
        "No signal: no more than chance",
    )


def test_those_that_were_chosen_stand_there_and_without_a_choice_the_usual_ones():
    assert beside(rated(WAITING), (Figure.TARGET,)) == ("Target: 91%",)
    assert beside(rated(WAITING), ()) == ("Actual: 87.2%", "Target: 91%", "August: 89.1%")


@pytest.mark.parametrize(
    ("subject", "actual", "target"),
    [
        pytest.param(indicator("0.8", unit=PERCENT, target="0.91"), "80%", "91%", id="as displayed"),
        pytest.param(
            indicator("0.9096", unit=PERCENT, target="0.91"), "90.96%", "91%", id="as many as tell them apart"
        ),
        pytest.param(indicator("60", at="Jun", target="80", frequency=QUARTERLY), "60 (June 2020)", "80", id="older"),
    ],
)
def test_actual_and_target_in_two_cells_read_as_the_sentence_does(subject: Indicator, actual: str, target: str):
    one = rated(subject, period=month("Aug") if subject.frequency is QUARTERLY else SEPTEMBER)
    said = figures_beside(one)
    assert (said["actual"], said["target"]) == (actual, target)
    assert explain(one).startswith(f"{actual} against a target of {target}: ")


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (indicator("31", unit=WEEKS, polarity=LOWER, target="26"), "5 weeks over"),
        (indicator("90", target="100"), "10 short"),
        (indicator("90", polarity=CLOSE, target="100"), "10 below"),
        (indicator("110", polarity=CLOSE, target="100"), "10 above"),
        (indicator("1250.5", unit=POUNDS, polarity=LOWER, target="1000"), "£250.50 over"),
        (indicator("100", target="100"), "Target met"),
    ],
)
def test_how_far_off_it_is_in_the_indicators_own_unit(subject: Indicator, said: str):
    assert figures_beside(rated(subject))["how_far_off"] == said
    assert beside(rated(subject), (Figure.HOW_FAR_OFF,)) == (said,)


def test_a_rating_by_decision_against_a_target_that_was_met_says_that_it_was():
    one = rated(indicator("100", target="100"), override=decided(RED))
    assert one.by_rule is GREEN
    assert figures_beside(one)["how_far_off"] == "Target met"


@pytest.mark.parametrize(
    ("subject", "line", "cell"),
    [
        pytest.param(indicator("90", target="100", figures={"Aug": "80"}), "August: 80", "80 (August)", id="month"),
        pytest.param(
            indicator("90", target="100", frequency=QUARTERLY, figures={"Jun": "80"}),
            "June: 80",
            "80 (June)",
            id="quarter",
        ),
        pytest.param(
            indicator("90", target="100", figures={"Jul": "80"}, last_year="70"),
            "Last year: 70",
            "70 (last year)",
            id="the month before is not in",
        ),
        pytest.param(indicator("90", target="100", last_year="0"), "Last year: 0", "0 (last year)", id="nought"),
        pytest.param(
            indicator("90", target="100", frequency=ANNUAL, last_year="80"),
            "Last year: 80",
            "80 (last year)",
            id="annual",
        ),
        pytest.param(indicator("90", target="100"), "No earlier figure", "No earlier figure", id="none"),
        pytest.param(
            indicator("0.904", unit=PERCENT, target="0.95", figures={"Aug": "0.9041"}),
            "August: 90.41%",
            "90.41% (August)",
            id="as many decimals as tell it from the figure",
        ),
        pytest.param(
            indicator("90", target="100", figures={"Aug": "90"}), "August: 90", "90 (August)", id="the same again"
        ),
    ],
)
def test_the_last_period_is_the_indicators_own(subject: Indicator, line: str, cell: str):
    assert beside(rated(subject), (Figure.LAST_PERIOD,)) == (line,)
    assert figures_beside(rated(subject))["last_period"] == cell


def test_that_there_is_no_earlier_figure_is_said_once():
    said = beside(rated(indicator("90", target="100")), (Figure.DIRECTION, Figure.LAST_PERIOD))
    assert said == ("No earlier figure",)


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        (indicator("30", target="100"), "Target: 100"),
        (indicator("30", target="100", target_is=YEAR_EVEN, measured=YEAR_TOTAL), "Target by now: 50"),
        (
            indicator("30", target_is=YEAR_PROFILE, measured=YEAR_TOTAL, profile={"Sep": "60", "Mar": "100"}),
            "Target by now: 60",
        ),
        (
            indicator("30", target="100", target_is=YEAR_EVEN, measured=YEAR_TOTAL, frequency=ANNUAL),
            "Target: 100",
        ),
    ],
)
def test_a_part_of_the_years_target_is_what_was_due_by_now(subject: Indicator, line: str):
    assert beside(rated(subject), (Figure.TARGET,)) == (line,)


@example(actual="0.0006", before="0.0010", target="0.10", chosen=[])
@given(
    actual=st.decimals("0", "200", places=4),
    before=st.decimals("0", "200", places=4),
    target=st.decimals("0.1", "200", places=2),
    chosen=st.lists(st.sampled_from(Figure), unique=True),
)
def test_no_cell_is_empty_and_figures_that_differ_look_different(
    actual: object, before: object, target: object, chosen: Sequence[Figure]
):
    one = rated(indicator(f"{actual}", target=f"{target}", figures={"Aug": f"{before}"}))
    said = figures_beside(one)
    assert all(said.values())
    assert list(said) == [figure.tag for figure in PLAIN]
    assert all(beside(one, chosen))
    assert (said["last_period"].removesuffix(" (August)") == said["actual"]) == (
        Decimal(f"{actual}") == Decimal(f"{before}")
    )
