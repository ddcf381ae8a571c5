"""Runs a fuzz over many seeds, some in each process, and counts what they end in; a fault names its seed."""

from __future__ import annotations

import argparse
import os
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

CHUNK = 50

Counted = tuple[Counter[str], list[str]]
"""How many ended in what, and the faults."""


def run(what: str, files: str, chunk: Callable[[range], Counted]) -> int:
    """Run over the seeds that the command line asks for, print what happened, and give the exit status."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--files", type=int, default=3000)
    asked = parser.parse_args()
    end = asked.seed + asked.files
    chunks = [range(n, min(n + CHUNK, end)) for n in range(asked.seed, end, CHUNK)]
    total: Counter[str] = Counter()
    faults = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for counted, failed in pool.map(chunk, chunks):
            total += counted
            faults += len(failed)
            for failure in failed:
                print(failure, flush=True)  # noqa: T201 - it talks to the person who runs it
    ends = ", ".join(f"{many:,} {name}" for name, many in total.most_common())
    print(f"{asked.files:,} {files}: {ends}, {faults:,} faults", flush=True)  # noqa: T201 - as above
    return 1 if faults else 0


def each(seeds: range, outcome: Callable[[int], str]) -> Counted:
    """What the seeds end in; whatever is raised is a fault, told with the line of ours that it came from."""
    ended: Counter[str] = Counter()
    faults = []
    for seed in seeds:
        try:
            ended[outcome(seed)] += 1
        except Exception:  # noqa: BLE001 - any is a fault
            lines = traceback.format_exc().strip().splitlines()
            where = [line.strip() for line in lines if "performance_index" in line and "File" in line][-1:]
            faults.append(f"seed {seed}: {lines[-1]} {' '.join(where)}")
    return ended, faults
