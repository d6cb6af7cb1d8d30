"""Work in several processes gives what work in one gives, and ends when a process ends badly."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import pytest

from generator.forking import run_all


def double(number: int) -> int:
    return 2 * number


def die() -> int:
    if multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return 0


def slow_first(number: int) -> tuple[int, int]:
    time.sleep(0.2 if number == 0 else 0)
    return number, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_results_come_in_order(processes: int) -> None:
    jobs = [partial(double, number) for number in range(50)]
    assert list(run_all(jobs, processes)) == [2 * number for number in range(50)]
    assert sorted(run_all(jobs, processes, ordered=False)) == [2 * number for number in range(50)]


def test_a_killed_process_is_an_error_and_no_endless_wait() -> None:
    with pytest.raises(BrokenProcessPool):
        list(run_all([die, die, die], 2))
    assert list(run_all([partial(double, 1)] * 3, 2)) == [2, 2, 2]


def test_this_process_works_as_well_and_waits_for_no_slow_one() -> None:
    jobs = [partial(slow_first, number) for number in range(9)]
    found = list(run_all(jobs, 2, ordered=False))
    assert sorted(number for number, _ in found) == list(range(9))
    assert os.getpid() in {process for _, process in found}
    assert len({process for _, process in found}) == 2
    assert [number for number, _ in run_all(jobs, 2)] == list(range(9))


def test_an_error_in_a_process_comes_back() -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_all([partial(divmod, 1, 0)] * 3, 2, ordered=False))
