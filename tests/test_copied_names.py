"""A copy that a program left is known by its name; a name that a person chose is not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from performance_index.copied_names import is_copy
from performance_index.workbook.copies import copies_beside


@pytest.mark.parametrize(
    "name",
    [
        "PI (1)", "PI(2)", "PI - Copy", "PI - Copy (2)", "PI copy", "PI copy 2", "Copy of PI", "Copy (2) of PI",
        "PI-DESKTOP-AB12CD", "PI-LAPTOP-9F3K", "PI-LBM12345", "PI (conflicted copy 2020-11-01)",
        "PI (Karl's conflicted copy 2020-11-01)", "PI (Autosaved)", "PI (Recovered)", "PI (version 1)",
        "PI_conflict-20201101", "pi (1)",
    ],
)  # fmt: skip
def test_what_a_sync_a_browser_explorer_or_recovery_makes_of_a_name_is_a_copy(name: str):
    assert is_copy(name, "PI")
    assert not is_copy("PI", name)


@pytest.mark.parametrize(
    "name",
    ["PI", "PI 2019-20", "PI 2020-09", "PI-Sept2020", "PI-Q2", "PI Housing", "Old PI", "PIs (1)", "API (1)", "PI v2",
     "Housing (1)", "PI-Housing", "PI final"],
)  # fmt: skip
def test_what_a_person_calls_another_workbook_is_no_copy(name: str):
    assert not is_copy(name, "PI")


def test_a_workbook_is_told_of_the_original_and_of_the_copies_beside_it_in_one_warning_each(tmp_path: Path):
    names = ("PI.xlsm", "PI (1).xlsm", "PI - Copy.xlsx", "PI (2).docx", "~$PI (1).xlsm", "PI 2019-20.xlsm")
    for name in names:
        (tmp_path / name).touch()
    (one,) = copies_beside(tmp_path / "PI.xlsm")
    assert "may be copies of it (PI (1).xlsm, PI - Copy.xlsx)" in one.what
    (one,) = copies_beside(tmp_path / "PI (1).xlsm")
    assert "may be a copy of PI.xlsm" in one.what
    assert copies_beside(tmp_path / "PI 2019-20.xlsm") == []
    assert copies_beside(tmp_path / "gone" / "PI.xlsm") == []
