"""Does many pieces of work in several processes that share what is in memory already."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any, Final, TypeVar

T = TypeVar("T")

MOST_PROCESSES: Final = 8

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
    # Without this the collector of each process would touch, and so copy, all that they share.
    gc.collect()
    gc.freeze()
    try:
        # Not multiprocessing.Pool: that waits for ever for a process that was killed.
        pool = ProcessPoolExecutor(
            processes, multiprocessing.get_context("fork"), _leave_interrupts_to_the_parent
        )
        try:
            if ordered:
                yield from pool.map(_do, range(len(jobs)))
            else:
                futures = [pool.submit(_do, number) for number in range(len(jobs))]
                yield from (future.result() for future in as_completed(futures))
        finally:
            pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()
        _shared.clear()


def _do(number: int) -> Any:
    return _shared[number]()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
