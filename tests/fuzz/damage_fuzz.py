"""The long run of damaged Word files: each ends in a report, or in a sentence that names the file.

    python tests/fuzz/damage_fuzz.py                          # 3,000 files
    python tests/fuzz/damage_fuzz.py --seed 867 --files 1     # one that failed, again

A failure prints its seed and its last line; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "word")]

from damage import outcome  # noqa: E402 - tests are no package
from seed_report import NOW, SEED  # noqa: E402 - as above

from performance_index.word.fill import fill  # noqa: E402 - as above
from performance_index.word.template import build_template  # noqa: E402 - as above

CHUNK = 50


def main() -> int:
    """Run, print what happened, and give the exit status."""
    parser = argparse.ArgumentParser(description="Damage Word files and use them.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--files", type=int, default=3000)
    asked = parser.parse_args()
    chunks = [
        range(n, min(n + CHUNK, asked.seed + asked.files)) for n in range(asked.seed, asked.seed + asked.files, CHUNK)
    ]
    total: Counter[str] = Counter()
    failures: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for counted, failed in pool.map(chunk, chunks):
            total += counted
            failures += failed
    for failure in failures:
        print(failure, flush=True)  # noqa: T201 - it talks to the person who runs it
    ends = ", ".join(f"{many:,} {name}" for name, many in total.most_common())
    print(f"{asked.files:,} damaged files: {ends}, {len(failures):,} faults", flush=True)  # noqa: T201 - as above
    return 1 if failures else 0


def chunk(seeds: range) -> tuple[Counter[str], list[str]]:
    """What files of these seeds end in, and the faults."""
    ended: Counter[str] = Counter()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        template, made = Path(folder) / "template.docx", Path(folder) / "report.docx"
        build_template(template)
        fill(template, SEED, made, now=NOW)
        for seed in seeds:
            try:
                ended[outcome(made.read_bytes(), template, seed, Path(folder) / "x")] += 1
            except Exception:  # noqa: BLE001 - any is a fault
                lines = traceback.format_exc().strip().splitlines()
                where = [line.strip() for line in lines if "performance_index" in line and "File" in line][-1:]
                faults.append(f"seed {seed}: {lines[-1]} {' '.join(where)}")
    return ended, faults


if __name__ == "__main__":
    sys.exit(main())
