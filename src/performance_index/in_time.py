"""Work that may never end, such as asking a network drive that is away, given up after some seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Done = TypeVar("Done")


def in_time(job: Callable[[], Done], seconds: float) -> Done:
    """What a job gives, or raises; TimeoutError where it does not end in time.

    It then goes on until the program ends.
    """
    done: list[Done] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            done.append(job())
        except BaseException as problem:  # noqa: BLE001 - whatever it is, it is raised below
            failed.append(problem)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError(f"no answer within {seconds:g} seconds")
    return done[0]
