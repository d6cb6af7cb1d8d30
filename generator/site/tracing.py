"""Tells which of the things that were made looked up something that is different now.

Pages look up the same things: a question stands on the page of its meeting, in lists, among related
questions. So everything that was looked up has a number, with a digest of what was found; what a page looked
up is a row of numbers. A build works out each digest once more, and looks in every row for one that differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.pages.lookups import DIGEST, QUESTION, Digests, Looked, Trace

_NUMBER = np.dtype("<u4")


class Found(NamedTuple):
    """Things that were looked up, and the digests of what was found, one after the other."""

    looked: list[Looked]
    digests: bytes


class Traces:
    """Everything that was looked up, by number; the same thing twice where it was found to differ."""

    def __init__(self) -> None:
        self._looked: list[Looked] = []
        self._digests = bytearray()
        #: What was found in an archive when all was last compared with it.
        self._compared: tuple[Digests, bytes] | None = None
        #: How much of it was told as news.
        self._told = 0
        #: The archive that the numbers are for, and the number of each thing as it is found there.
        self._now: Digests | None = None
        self._numbers: dict[Looked, int] = {}
        self._questions: dict[str, int] = {}

    def add(self, found: Found) -> None:
        """Add what was kept, in the order in which it was told."""
        self._looked += found.looked
        self._digests += found.digests
        self._told = len(self._looked)
        self._now = self._compared = None

    def news(self) -> Found:
        """Return what was added since this was last asked."""
        start, self._told = self._told, len(self._looked)
        return Found(self._looked[start:], bytes(self._digests[start * DIGEST :]))

    def numbered(self, trace: Trace, now: Digests) -> bytes:
        """Return what was looked up in an archive as numbers."""
        if now is not self._now:
            self._take(now)
        questions, others = self._questions, self._numbers
        numbers = [
            questions[name] if name in questions else self._number((QUESTION, name, ""))
            for name in trace.questions
        ]
        numbers += [others[one] if one in others else self._number(one) for one in trace.others]
        return np.array(numbers, dtype=_NUMBER).tobytes()

    def stale(self, now: Digests) -> Callable[[bytes], bool]:
        """Return what tells of numbers whether one of them stands for something that is different now."""
        changed = self._changed(now)
        if not changed.any():
            return lambda numbers: False
        return lambda numbers: bool(changed[np.frombuffer(numbers, dtype=_NUMBER)].any())

    def keep_only(self, used: Iterable[bytes]) -> Callable[[bytes], bytes]:
        """Forget what stands in none of these rows; return what gives a row with its new numbers."""
        rows = [np.frombuffer(row, dtype=_NUMBER) for row in used]
        kept = np.unique(np.concatenate(rows)) if rows else np.empty(0, dtype=_NUMBER)
        digests = np.frombuffer(bytes(self._digests), dtype=f"V{DIGEST}")
        self._digests = bytearray(digests[kept].tobytes())
        self._looked = [self._looked[number] for number in kept.tolist()]
        self._told, self._now, self._compared = 0, None, None

        def renumbered(row: bytes) -> bytes:
            return np.searchsorted(kept, np.frombuffer(row, dtype=_NUMBER)).astype(_NUMBER).tobytes()

        return renumbered

    def _take(self, now: Digests) -> None:
        """Number things as they are found in this archive."""
        self._now, self._numbers, self._questions = now, {}, {}
        same = np.flatnonzero(~self._changed(now))
        for number in same.tolist():
            self._set(self._looked[number], number)

    def _set(self, looked: Looked, number: int) -> None:
        if looked[0] == QUESTION:
            self._questions[looked[1]] = number
        else:
            self._numbers[looked] = number

    def _number(self, looked: Looked) -> int:
        assert self._now is not None
        number = len(self._looked)
        self._looked.append(looked)
        self._digests += self._now.one(looked)
        self._set(looked, number)
        return number

    def _changed(self, now: Digests) -> npt.NDArray[np.bool_]:
        """Tell of every number whether something else would be found."""
        known = self._compared
        if known is None or known[0] is not now or len(known[1]) != len(self._digests):
            known = self._compared = (now, b"".join(map(now.one, self._looked)))
        found = np.frombuffer(known[1], dtype="<u8")
        before = np.frombuffer(bytes(self._digests), dtype="<u8")
        changed: npt.NDArray[np.bool_] = (found != before).reshape(-1, DIGEST // 8).any(axis=1)
        return changed
