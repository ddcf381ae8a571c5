"""A quick share of the long run: `python tests/fuzz/refresh_fuzz.py` does the same with thousands of documents."""

from __future__ import annotations

import os
import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from clerk import EDITS, Clerk, opened
from refresh_laws import rounds, some_report, to_libreoffice_and_back
from seed_report import NOW

from conformance import audit_errors, integrity_errors, needs_libreoffice, needs_sdk, sdk_errors
from performance_index.word.deciding.account import Kind
from performance_index.word.fill import fill

FIRST = int(os.environ.get("FIRST_SEED", "0"))  # the same documents each time: the long run makes others
GROUP = 10


@pytest.mark.parametrize("group", range(6))
def test_the_laws_of_the_refresh_hold(template: Path, tmp_path: Path, group: int):
    for seed in range(FIRST + group * GROUP, FIRST + (group + 1) * GROUP):
        for path, _ in rounds(template, tmp_path, seed, 3):
            assert integrity_errors(path) == [], f"seed {seed}"


@needs_sdk
def test_what_comes_out_is_sound_in_the_eyes_of_the_sdk(template: Path, tmp_path: Path):
    for seed in range(FIRST, FIRST + 2):
        *_, (path, _) = rounds(template, tmp_path, seed, 2)
        assert sdk_errors(path) + audit_errors(path) == [], f"seed {seed}"


@needs_libreoffice
def test_the_laws_hold_for_a_clerk_with_libreoffice(template: Path, tmp_path: Path):
    convert = partial(to_libreoffice_and_back, profile=tmp_path / "profile")
    for seed in range(FIRST, FIRST + 2):
        for _ in rounds(template, tmp_path, seed, 2, convert):
            pass


def test_the_clerks_and_corrections_make_everything_happen(template: Path, tmp_path: Path):
    done = [refreshed for seed in range(16) for _, refreshed in rounds(template, tmp_path, seed, 3)]
    seen = Counter(change.kind for refreshed in done for change in refreshed.changes)
    rare = {Kind.RENAMED, Kind.UNKNOWN, Kind.CARRIED, Kind.LEFT_OUT}  # the last two from one report to the next
    assert set(seen) | rare == set(Kind)
    assert any(refreshed.findings for refreshed in done)


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_of_the_clerks_does_something_and_leaves_a_sound_document(template: Path, target: Path, edit: str):
    changed = 0
    for seed in range(40):  # eight documents, and more where an edit found no place in those
        if changed and seed >= 8:
            break
        chance = random.Random(seed)  # noqa: S311 - no secret
        fill(template, some_report(chance), target, now=NOW, overwrite=True)
        document = opened(target.read_bytes())
        before = document.element.xml
        EDITS[edit](Clerk(document, chance))
        changed += document.element.xml != before
        document.save(str(target))
        faults = [error for error in integrity_errors(target) if "CTL" not in error]
        assert faults == [], f"seed {seed}"
    assert changed or edit.endswith("_ours") or edit == "delete_our_comments"
