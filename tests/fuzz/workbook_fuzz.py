"""The long run of changed workbooks: each is read as openpyxl reads it, or refused in a sentence that names the file.

    python tests/fuzz/workbook_fuzz.py                          # 3,000 workbooks
    python tests/fuzz/workbook_fuzz.py --seed 867 --files 1     # one that failed, again

A failure prints its seed and its last line; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "workbook"))

from mutants import mutant
from witnesses import outcome

CHUNK = 50
LONG = 20.0
"""Seconds that nothing may take, on a busy machine too."""


def main() -> int:
    """Run, print what happened, and give the exit status."""
    parser = argparse.ArgumentParser(description="Change workbooks and read them.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--files", type=int, default=3000)
    asked = parser.parse_args()
    end = asked.seed + asked.files
    chunks = [range(n, min(n + CHUNK, end)) for n in range(asked.seed, end, CHUNK)]
    total: Counter[str] = Counter()
    failures: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for counted, failed in pool.map(chunk, chunks):
            total += counted
            failures += failed
    for failure in failures:
        print(failure, flush=True)  # noqa: T201 - it talks to the person who runs it
    ends = ", ".join(f"{many:,} {name}" for name, many in total.most_common())
    print(f"{asked.files:,} changed workbooks: {ends}, {len(failures):,} faults", flush=True)  # noqa: T201 - as above
    return 1 if failures else 0


def chunk(seeds: range) -> tuple[Counter[str], list[str]]:
    """What workbooks of these seeds end in, and the faults."""
    ended: Counter[str] = Counter()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.xlsm"
        for seed in seeds:
            path.write_bytes(mutant(seed))
            began = time.monotonic()
            try:
                ended[outcome(path)] += 1
            except Exception:  # noqa: BLE001 - any is a fault
                lines = traceback.format_exc().strip().splitlines()
                where = [line.strip() for line in lines if "performance_index" in line and "File" in line][-1:]
                faults.append(f"seed {seed}: {lines[-1]} {' '.join(where)}")
            if time.monotonic() - began > LONG:
                faults.append(f"seed {seed}: it took {time.monotonic() - began:.0f} seconds")
    return ended, faults


if __name__ == "__main__":
    sys.exit(main())
