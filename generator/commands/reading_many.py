"""Read many stored documents, on all processors when that is worth the start."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from generator.commands.guard import about
from generator.commands.stored import Reading, read_stored
from generator.problems import ContentError, Problem
from generator.registers import FactionRegister
from generator.storage import Content

#: Fewer documents than this are read here: starting processes takes longer than reading them.
FEW = 24
MOST_PROCESSES = 8


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading one document: a reading, or what is wrong."""

    document: str
    reading: Reading | None = None
    problems: tuple[Problem, ...] = ()


def read_many(
    content: Content, documents: Sequence[tuple[str, Path]], factions: FactionRegister
) -> Iterator[Attempt]:
    """Yield an attempt for every document, in the same order."""
    attempt = partial(_attempt, content.root, factions)
    if len(documents) < FEW:
        yield from map(attempt, documents)
        return
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(max_workers=processes, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(attempt, documents, chunksize=4)
    finally:
        pool.shutdown(cancel_futures=True)


def _attempt(root: Path, factions: FactionRegister, document: tuple[str, Path]) -> Attempt:
    """Read one document. Errors come back as values: between processes an exception loses its problems."""
    identifier, path = document
    content = Content(root)
    try:
        with about(content.relative(path)):
            return Attempt(document=identifier, reading=read_stored(content, identifier, path, factions))
    except ContentError as error:
        return Attempt(document=identifier, problems=error.problems)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
