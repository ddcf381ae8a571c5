"""Whose a report is: every case at its border."""

from __future__ import annotations

import pytest

from performance_index.belonging import Claim, Identity, claim, is_another, may_be_ours


def index(code: str = "", committee: str = "", title: str = "", indicators: str = "") -> Identity:
    """An index; each letter of `indicators` is the name of one."""
    return Identity(code=code, committee=committee, title=title, indicators=frozenset(indicators))


CYP = index("CYP", "Children's Panel", "Children's Index")
PANEL, INDEX = CYP.committee, CYP.title


@pytest.mark.parametrize(
    ("report", "now", "expected"),
    [
        (CYP, CYP, Claim.OURS),
        (index(" cyp", "CHILDREN'S  panel", "Children's index"), CYP, Claim.OURS),
        (index("CYP", "Children's Panel", "Old title"), CYP, Claim.RENAMED),
        (index("CYP", "Old Panel", "Children's Index"), CYP, Claim.RENAMED),
        (index("CYP", "Old Panel", ""), CYP, Claim.RENAMED),
        (index("CYP", "", "Old title"), CYP, Claim.RENAMED),
        (index("CYP", "Housing Panel", "Housing Index"), CYP, Claim.SHARED_CODE),
        (index("HSG", "Housing Panel", "Housing Index"), CYP, Claim.ANOTHERS),
        (index("HSG", "Children's Panel", "Children's Index"), CYP, Claim.ANOTHERS),
        (index("", "Children's Panel", "Children's Index"), CYP, Claim.OURS),
        (CYP, index("", "Children's Panel", "Children's Index"), Claim.OURS),
        (index("", "Children's Panel", ""), CYP, Claim.OURS),
        (index("", "", "Children's Index"), CYP, Claim.OURS),
        (index("", "Housing Panel", "Children's Index"), CYP, Claim.ANOTHERS),
        (index("", "Children's Panel", "Housing Index"), CYP, Claim.ANOTHERS),
        (index("", "Housing Panel", ""), CYP, Claim.ANOTHERS),
        (index(), CYP, Claim.UNKNOWN),
        (index("CYP"), index("", "Children's Panel", ""), Claim.UNKNOWN),
        (index(), index(), Claim.OURS),
        (None, CYP, Claim.UNKNOWN),
        (None, index(), Claim.UNKNOWN),
        (index("", "Cafe\u0301 Panel\x07", "T"), index("", "Café Panel", "T"), Claim.OURS),
    ],
)
def test_two_codes_decide_and_without_them_neither_committee_nor_title_may_differ(
    report: Identity | None, now: Identity, expected: Claim
):
    assert claim(report, now) is expected


@pytest.mark.parametrize(
    ("report", "now", "expected"),
    [
        (index("CYP", PANEL, "Schools Index", "abcd"), index("CYP", PANEL, INDEX, "wxyz"), Claim.SHARED_CODE),
        (index("CYP", PANEL, "Schools Index", "abcd"), index("CYP", PANEL, INDEX, "axyz"), Claim.SHARED_CODE),
        (index("CYP", PANEL, "Schools Index", "abcd"), index("CYP", PANEL, INDEX, "abyz"), Claim.RENAMED),
        (index("CYP", PANEL, "Schools Index", "a"), index("CYP", PANEL, INDEX, "w"), Claim.SHARED_CODE),
        (index("CYP", PANEL, "Schools Index", "abcd"), index("CYP", PANEL, INDEX), Claim.RENAMED),
        (index("CYP", PANEL, "Schools Index"), index("CYP", PANEL, INDEX, "abcd"), Claim.RENAMED),
        (index("CYP", "Old Panel", INDEX, "abcd"), index("CYP", PANEL, INDEX, "abcd"), Claim.RENAMED),
        (index("CYP", "Old Panel", INDEX, "abcd"), index("CYP", PANEL, INDEX, "wxyz"), Claim.SHARED_CODE),
        (index("CYP", "Old Panel", "Old title", "abcd"), index("CYP", PANEL, INDEX, "abcd"), Claim.SHARED_CODE),
        (index("CYP", PANEL, INDEX, "abc"), index("CYP", PANEL, INDEX, "wxyz"), Claim.SHARED_CODE),
        (index("CYP", PANEL, INDEX, "ab"), index("CYP", PANEL, INDEX, "wxyz"), Claim.OURS),
        (index("", PANEL, INDEX, "abc"), index("", PANEL, INDEX, "wxyz"), Claim.ANOTHERS),
        (index("", PANEL, INDEX, "ab"), index("", PANEL, INDEX, "wxyz"), Claim.OURS),
        (index("", PANEL, INDEX, "abcd"), index("CYP", PANEL, INDEX, "ABCd"), Claim.OURS),
        (index("HSG", PANEL, INDEX, "abcd"), index("CYP", PANEL, INDEX, "abcd"), Claim.ANOTHERS),
    ],
)
def test_a_report_of_which_most_indicators_are_not_in_the_index_is_anothers_whatever_else_agrees(
    report: Identity, now: Identity, expected: Claim
):
    assert claim(report, now) is expected


@pytest.mark.parametrize(
    ("report", "now", "expected"),
    [
        (index("", PANEL, "Old title", "abcd"), index("", PANEL, INDEX, "abcd"), True),
        (index("", "Old Panel", INDEX, "abcd"), index("CYP", PANEL, INDEX, "abxy"), True),
        (index("", "Old Panel", INDEX, "abcd"), index("", PANEL, INDEX, "wxyz"), False),
        (index("", "Old Panel", INDEX), index("", PANEL, INDEX, "wxyz"), False),
        (index("", "Old Panel", "Old title", "abcd"), index("", PANEL, INDEX, "abcd"), False),
        (index("", "Old Panel", "", "abcd"), index("", PANEL, INDEX, "abcd"), False),
        (index("HSG", PANEL, "Old title", "abcd"), index("CYP", PANEL, INDEX, "abcd"), False),
        (index("", PANEL, INDEX, "abcd"), index("", PANEL, INDEX, "abcd"), False),
    ],
)
def test_without_a_code_a_report_of_the_same_indicators_under_another_name_may_be_ours(
    report: Identity, now: Identity, *, expected: bool
):
    assert may_be_ours(report, now) is expected


def test_an_index_is_called_by_title_and_committee_and_a_blank_name_is_no_other():
    assert str(CYP) == "Children's Index (Children's Panel)"
    assert str(index()) == "an index (no committee)"
    assert is_another("Old Panel", "New Panel")
    assert not is_another("", "New Panel")
    assert not is_another("new  panel", "New Panel")
