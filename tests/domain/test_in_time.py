"""Work that does not end is given up; what it gives or raises is as without waiting."""

from __future__ import annotations

import threading

import pytest

from performance_index.in_time import in_time


def test_what_a_job_gives_is_given_even_if_it_is_nothing():
    assert in_time(lambda: None, 5) is None
    assert in_time(lambda: 3, 5) == 3


def test_what_a_job_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: 1 // 0, 5)


def test_a_job_that_waits_for_ever_is_given_up():
    never = threading.Event()
    with pytest.raises(TimeoutError, match=r"no answer within 0\.05 seconds"):
        in_time(never.wait, 0.05)
    never.set()
