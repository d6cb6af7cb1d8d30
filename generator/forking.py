"""Does many pieces of work in several processes that share what is in memory already."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Any, Final, TypeVar

T = TypeVar("T")

MOST_PROCESSES: Final = 8
#: So many jobs wait for each process, so that it need not wait while this one works.
_AHEAD: Final = 2

#: Seconds after which this process, working itself, lets its threads hand out work to the others. They do so
#: in many small steps, and each would wait for the usual 5 ms while the others stand still.
_PATIENCE: Final = 0.0002

#: The work of the process from which others are forked: they find it here, and nothing is copied.
_shared: list[Callable[[], Any]] = []


def processors() -> int:
    """Return how many processes are worth starting; one where processes cannot be forked."""
    if not sys.platform.startswith("linux"):
        return 1
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


def run_all(jobs: Sequence[Callable[[], T]], processes: int, *, ordered: bool = True) -> Iterator[T]:
    """Yield what each job returns: in their order, or (``ordered`` False) as they are done.

    With one process the jobs are done here. What a job returns must be able to pass between processes.
    """
    if processes < 2 or len(jobs) < 2 or _shared or multiprocessing.parent_process() is not None:
        yield from (job() for job in jobs)
        return
    _shared[:] = jobs
    patience = sys.getswitchinterval()
    # Without this the collector of each process would touch, and so copy, all that they share.
    gc.collect()
    _give_back()
    gc.freeze()
    sys.setswitchinterval(_PATIENCE)
    try:
        # Not multiprocessing.Pool: that waits for ever for a process that was killed.
        pool = ProcessPoolExecutor(
            processes - 1, multiprocessing.get_context("fork"), _leave_interrupts_to_the_parent
        )
        try:
            done = _divided(pool, len(jobs), _AHEAD * (processes - 1))
            yield from _in_order(done) if ordered else (result for _, result in done)
        finally:
            pool.shutdown(cancel_futures=True)
    finally:
        sys.setswitchinterval(patience)
        gc.unfreeze()
        _shared.clear()


def _give_back() -> None:
    """Give memory that is free back to the system, which would else count for every process.

    Only the C library of GNU waits to be told; where there is another, nothing is to be done.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _divided(pool: ProcessPoolExecutor, count: int, ahead: int) -> Iterator[tuple[int, Any]]:
    """Yield the number and the result of each job, as they are done.

    This process works as well: were it to wait only, there would be one copy more of what all of them touch.
    """
    numbers = iter(range(count))
    given: dict[Future[Any], int] = {}
    more = True
    while more or given:
        for number in islice(numbers, ahead - len(given)):
            given[pool.submit(_do, number)] = number
        own = next(numbers, None)
        if own is not None:
            yield own, _do(own)
        else:
            more = False
            wait(given, return_when=FIRST_COMPLETED)
        for future in [future for future in given if future.done()]:
            yield given.pop(future), future.result()


def _in_order(done: Iterator[tuple[int, T]]) -> Iterator[T]:
    early: dict[int, T] = {}
    following = 0
    for number, result in done:
        early[number] = result
        while following in early:
            yield early.pop(following)
            following += 1


def _do(number: int) -> Any:
    return _shared[number]()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
