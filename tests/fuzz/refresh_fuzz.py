"""The long run of the refresh's laws: random reports, clerks and corrections, for as long as you like.

    python tests/fuzz/refresh_fuzz.py                              # 30,000 merges, 2,000 documents of 3 refreshes
    python tests/fuzz/refresh_fuzz.py --seed 867 --documents 1     # one that failed, again; --reduce: the least of it

Each document passes ooxml-integrity and the Open XML SDK's validator after each refresh; some more go through
LibreOffice before each refresh, which drops every tag and spells things in ways that the SDK does not like. A failure
prints its seed; the exit status is then 1. It needs LibreOffice and the SDK's validator.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "word")]

from clerk import PIXEL  # noqa: E402 - tests are no package
from libreoffice_clerk import LibreOffice  # noqa: E402 - as above
from merge_laws import check_merge, edited, some_text  # noqa: E402 - as above
from rounds import Round, reduced, rounds  # noqa: E402 - as above

from conformance import MISSING, integrity_errors, sdk_errors  # noqa: E402 - tests are no package
from performance_index.word.template import build_template  # noqa: E402 - as above

CHUNK = 25


def main() -> int:
    """Run, print what happened, and give the exit status."""
    asked = arguments()
    if {"LibreOffice", "validator"} & set(MISSING):
        say(f"missing: {', '.join(sorted(MISSING))}; `python dev.py test` says how to get them")
        return 1
    begin = time.monotonic()
    outcomes = merges(asked.seed, asked.merges)
    say(f"{asked.merges:,} merges: " + ", ".join(f"{many:,} {name}" for name, many in outcomes.most_common()))
    jobs: list[Callable[[], tuple[Counter[str], list[str]]]] = []
    for first in range(asked.seed, asked.seed + asked.documents, CHUNK):
        seeds = range(first, min(first + CHUNK, asked.seed + asked.documents))
        jobs.append(partial(documents, seeds, asked, through_libreoffice=False))
    for first in range(asked.seed, asked.seed + asked.libreoffice, CHUNK):
        seeds = range(first, min(first + CHUNK, asked.seed + asked.libreoffice))
        jobs.append(partial(documents, seeds, asked, through_libreoffice=True))
    total: Counter[str] = Counter()
    failures: list[str] = []
    with ProcessPoolExecutor(asked.jobs) as pool:
        for counted, failed in pool.map(_run, jobs):
            total += counted
            failures += failed
            for failure in failed:
                say(failure)
    say(", ".join(f"{many:,} {name}" for name, many in total.most_common()))
    say(f"{len(failures)} failures in {time.monotonic() - begin:,.0f} seconds")
    return 1 if failures else 0


def say(line: str) -> None:
    """Print a line now."""
    print(line, flush=True)  # noqa: T201 - a script that reports to whoever runs it


def arguments() -> argparse.Namespace:
    """Give what was asked for."""
    parser = argparse.ArgumentParser(description="Try the laws of the refresh on random documents.")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--merges", type=int, default=30_000, help="how many merges of one text (30000)")
    parser.add_argument("--documents", type=int, default=2_000, help="how many documents (2000)")
    parser.add_argument("--rounds", type=int, default=3, help="how many refreshes of each (3)")
    parser.add_argument("--libreoffice", type=int, default=100, help="how many more through LibreOffice (100)")
    parser.add_argument("--sdk", type=int, default=1, help="the SDK's validator, slow, on one in so many (1: on all)")
    parser.add_argument("--skip", nargs="*", default=[], help="what to leave out of one that failed: '1.0 2.data'")
    parser.add_argument("--reduce", action="store_true", help="find what can be left out of each that fails, slow")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (one a core)")
    return parser.parse_args()


def merges(seed: int, count: int) -> Counter[str]:
    """Check the laws on so many texts; give how often each outcome came."""
    outcomes: Counter[str] = Counter()
    for number in range(seed, seed + count):
        chance = random.Random(number)  # noqa: S311 - no secret
        base = some_text(chance)
        mine, new = edited(chance, base, "clerk"), edited(chance, base, "data")
        try:
            outcomes[check_merge(base, mine, new).outcome.name.lower()] += 1
        except AssertionError as problem:
            problem.add_note(f"merge of seed {number}: {base!r}, {mine!r}, {new!r}")
            raise
    return outcomes


def documents(seeds: range, asked: argparse.Namespace, *, through_libreoffice: bool) -> tuple[Counter[str], list[str]]:
    """Check the laws on a document for each seed; give what was done, and what failed."""
    counted: Counter[str] = Counter()
    failed = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        build_template(folder / "template.docx")
        (folder / "picture.png").write_bytes(PIXEL)
        libreoffice = LibreOffice(folder / "profile", folder / "picture.png") if through_libreoffice else None
        for seed in seeds:
            document = partial(_document, folder, seed, libreoffice=libreoffice, sdk=asked.sdk)
            try:
                for made in document(asked.rounds, asked.skip):
                    counted.update(change.kind.value for change in made.done.changes)
                    counted[made.how] += 1
                    counted["for the clerk to decide"] += made.done.to_decide
                    counted["findings"] += len(made.done.findings)
                counted["documents through LibreOffice" if libreoffice else "documents"] += 1
            except Exception as problem:  # noqa: BLE001 - the run goes on, and tells of this one
                failed.append(f"seed {seed}{' through LibreOffice' if libreoffice else ''}:\n{traceback.format_exc()}")
                if asked.reduce:
                    failed.append(_smallest(document, asked.rounds, problem))
    return counted, failed


def _document(
    folder: Path, seed: int, count: int, skipped: Sequence[str], *, libreoffice: LibreOffice | None, sdk: int
) -> Iterator[Round]:
    """Give the rounds of one document, each validated."""
    for left in folder.glob(f"{seed}[ .,]*"):
        left.unlink()
    for made in rounds(folder / "template.docx", folder, seed, count, libreoffice=libreoffice, skipped=skipped):
        if libreoffice is None:
            validate(made.path, with_sdk=seed % sdk == 0)
        yield made


def _smallest(document: Callable[[int, Sequence[str]], Iterator[Round]], count: int, first: Exception) -> str:
    """Give the command's words for the least that fails in the same way, and how it does."""
    said = ""

    def fails(many: int, skipped: Sequence[str]) -> bool:
        nonlocal said
        try:
            deque(document(many, skipped), maxlen=0)
        except Exception as problem:  # noqa: BLE001 - another failure is none of this one
            is_same = _kind(problem) == _kind(first)
            said = "".join(traceback.format_exception_only(problem)) if is_same else said
            return is_same
        return False

    least = reduced(fails, count)
    return f"--rounds {least.rounds} --skip {' '.join(least.skipped)}\n{said}"


def _kind(problem: BaseException) -> tuple[str, int, str]:
    """Give where it was raised, and how what it says begins."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return last.filename, last.lineno or 0, re.sub(r"\W.*", "", str(problem))


def validate(path: Path, *, with_sdk: bool) -> None:
    """Fail where a validator complains."""
    errors = integrity_errors(path) + (sdk_errors(path) if with_sdk else [])
    assert not errors, errors[:3]


def _run(job: Callable[[], tuple[Counter[str], list[str]]]) -> tuple[Counter[str], list[str]]:
    return job()


if __name__ == "__main__":
    sys.exit(main())
