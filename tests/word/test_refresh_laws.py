"""A quick share of the long run: `python tests/fuzz/refresh_fuzz.py` does the same with thousands of documents."""

from __future__ import annotations

import os
import random
from contextlib import nullcontext
from pathlib import Path

import pytest
from clerk import EDITS, PIXEL, Clerk, opened
from libreoffice_clerk import LibreOffice
from rounds import rounds
from seed_report import NOW
from some_reports import RENAMINGS, some_report

from conformance import audit_errors, integrity_errors, needs_libreoffice, needs_sdk, sdk_errors
from performance_index.word.deciding.account import Kind
from performance_index.word.fill import fill

FIRST = int(os.environ.get("FIRST_SEED", "0"))  # the same documents each time: the long run makes others
GROUP = 6
KNOWN: dict[int, str] = {}
"""Faults of ours that are known, by the seed of a document that shows one: a line goes when its fault does."""


@pytest.mark.parametrize("group", range(6))
def test_the_laws_of_the_refresh_hold(template: Path, tmp_path: Path, group: int):
    for seed in range(FIRST + group * GROUP, FIRST + (group + 1) * GROUP):
        with pytest.raises(AssertionError, match=KNOWN[seed]) if seed in KNOWN else nullcontext():
            for made in rounds(template, tmp_path, seed, 3):
                faults = integrity_errors(made.path)
                assert faults == [], f"seed {seed}: {faults}"


@needs_sdk
def test_what_comes_out_is_sound_in_the_eyes_of_the_sdk(template: Path, tmp_path: Path):
    for seed in range(FIRST + 1, FIRST + 3):
        for made in rounds(template, tmp_path, seed, 2):
            assert sdk_errors(made.path) + audit_errors(made.path) == [], f"seed {seed}"


@needs_libreoffice
def test_the_laws_hold_for_a_clerk_with_libreoffice(template: Path, tmp_path: Path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(PIXEL)
    libreoffice = LibreOffice(tmp_path / "profile", picture)
    for seed in range(FIRST, FIRST + 2):
        for _ in rounds(template, tmp_path, seed, 2, libreoffice=libreoffice):
            pass


def test_the_clerks_and_corrections_make_everything_happen(template: Path, tmp_path: Path):
    made = [one for seed in range(1, 13) for one in rounds(template, tmp_path, seed, 3)]
    assert {change.kind for one in made for change in one.done.changes} | {Kind.UNKNOWN, Kind.RENAMED} == set(
        Kind
    )  # these are rare
    assert any(one.done.findings for one in made)
    assert {one.how for one in made} == {"refreshed", "postponed", "started"}
    of_tables = {edit for edit in EDITS if {"row", "rows", "column", "cell", "cells", "table"} & set(edit.split("_"))}
    assert {name for one in made for name in one.renamed if of_tables & set(one.edits)} == set(RENAMINGS)


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
