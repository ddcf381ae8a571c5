"""The long run of damaged Word files: each ends in a report, or in a sentence that names the file.

    python tests/fuzz/damage_fuzz.py                          # 3,000 files
    python tests/fuzz/damage_fuzz.py --seed 867 --files 1     # one that failed, again

A failure prints its seed and its last line; the exit status is then 1.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "word")]

from damage import outcome  # noqa: E402 - tests are no package
from many import Counted, each, run  # noqa: E402 - as above
from seed_report import NOW, SEED  # noqa: E402 - as above

from performance_index.word.fill import fill  # noqa: E402 - as above
from performance_index.word.template import build_template  # noqa: E402 - as above


def chunk(seeds: range) -> Counted:
    """What files of these seeds end in, and the faults."""
    with tempfile.TemporaryDirectory() as folder:
        template, made = Path(folder) / "template.docx", Path(folder) / "report.docx"
        build_template(template)
        fill(template, SEED, made, now=NOW)
        return each(seeds, lambda seed: outcome(made.read_bytes(), template, seed, Path(folder) / "x"))


if __name__ == "__main__":
    sys.exit(run("Damage Word files and use them.", "damaged files", chunk))
