"""A damaged Word file ends in a report or in a sentence: `python tests/fuzz/damage_fuzz.py` tries thousands."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from damage import outcome
from seed_report import NOW, SEED

from performance_index.word.fill import fill

FIRST = 0 if os.environ.get("CI") == "true" else random.SystemRandom().randrange(10**6)  # other damage each time


@pytest.mark.parametrize("group", range(4))
def test_a_damaged_file_ends_in_a_report_or_in_a_sentence_that_names_it(template: Path, tmp_path: Path, group: int):
    made = tmp_path / "report.docx"
    fill(template, SEED, made, now=NOW)
    ends = [outcome(made.read_bytes(), template, FIRST + 15 * group + n, tmp_path / "x") for n in range(15)]
    assert set(ends) <= {"done", "refused"}
