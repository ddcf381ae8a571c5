"""Whose a report is: every case at its border."""

from __future__ import annotations

import pytest

from performance_index.belonging import Claim, Identity, claim


def index(code: str = "", committee: str = "", title: str = "") -> Identity:
    return Identity(code=code, committee=committee, title=title)


CYP = index("CYP", "Children's Panel", "Children's Index")


@pytest.mark.parametrize(
    ("report", "now", "expected"),
    [
        (CYP, CYP, Claim.OURS),
        (index(" cyp", "CHILDREN'S  panel", "Children's index"), CYP, Claim.OURS),
        (index("CYP", "Children's Panel", "Old title"), CYP, Claim.OURS),
        (index("CYP", "Old Panel", "Children's Index"), CYP, Claim.RENAMED),
        (index("CYP", "Old Panel", ""), CYP, Claim.RENAMED),
        (index("CYP", "", "Old title"), CYP, Claim.OURS),
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
