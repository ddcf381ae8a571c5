"""A refresh that is killed at any moment leaves the clerk's file whole, and the backup too."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, with_row
from seed_report import SEED, exception

from performance_index.rating import Rating

TIMES = 200


def in_a_child(job: Callable[[], object]) -> int:
    """Begin a job in a process of its own; give its number."""
    child = os.fork()
    if child == 0:
        try:
            job()
        finally:
            os._exit(0)
    return child


@pytest.mark.skipif(sys.platform == "win32", reason="only where a process can be forked and killed")
def test_a_refresh_killed_at_any_moment_leaves_the_old_file_or_the_new_one(template: Path, target: Path):
    desk = Desk(template, target)
    desk.fill()
    desk.type("exceptions.row:22", "The clerk was here.")
    report = with_row(SEED, exception("22", "x", Rating.RED, "Corrected."))
    old = target.read_bytes()
    begin = time.perf_counter()
    os.waitpid(in_a_child(lambda: desk.refresh(report)), 0)
    whole = time.perf_counter() - begin
    new = target.read_bytes()
    assert new != old
    (backup,) = set(target.parent.iterdir()) - {target}
    backup.unlink()
    chance = random.Random(7)  # noqa: S311 - no secret
    seen = set()
    for _ in range(TIMES):
        target.write_bytes(old)
        child = in_a_child(lambda: desk.refresh(report))
        time.sleep(chance.uniform(0, whole * 1.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = target.read_bytes()
        assert found in {old, new}
        seen.add(found)
        backups = [path for path in target.parent.iterdir() if path.suffix == ".docx" and path != target]
        assert backups or found == old, "the new file is never there without the backup"
        for path in target.parent.iterdir():
            if path.suffix == ".docx" and path != target:
                assert path.read_bytes() == old, "a backup is whole, or not there"
            if path != target:
                path.unlink()
    assert seen == {old, new}, "some were killed before the end and some after"
