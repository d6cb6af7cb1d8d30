"""Tells which of the things that were made looked up something that is different now.

Pages look up the same things: a question stands on the page of its meeting, in lists, among related
questions. So everything that was looked up has a number, with a digest of what was found; what a page looked
up is a row of numbers. A build works out each digest once more, and looks in every row for one that differs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from generator.pages.lookups import DIGEST, OF_QUESTIONS, QUESTION, Digests, Looked, Trace

_NUMBER: Final = np.dtype("<u4")
_CODE: Final = np.dtype("<i8")
_KINDS: Final = {name: kind for kind, name in enumerate(OF_QUESTIONS)}
#: For a thing that has no number yet.
_NONE: Final = -1


class Found(NamedTuple):
    """Things that were looked up, and the digests of what was found."""

    #: The questions and others among them for which there was no code before.
    questions: list[str]
    others: list[Looked]
    #: The things as codes (see ``_Things``), of 64 bits; and their digests: one after the other.
    codes: bytes
    digests: bytes


class _Things:
    """Things in order, each as a code: which question and what of it; below 0, which of the others."""

    def __init__(self) -> None:
        self.codes = array("q")
        self.questions: list[str] = []
        self.others: list[Looked] = []
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Looked]:
        return map(self.looked, self.codes)

    def looked(self, code: int) -> Looked:
        """Return what a code stands for."""
        if code < 0:
            return self.others[-1 - code]
        place, kind = divmod(code, len(OF_QUESTIONS))
        return (OF_QUESTIONS[kind], self.questions[place], "")

    def place(self, question: str) -> int:
        """Return the place of a question, of one that is new the next."""
        place = self._places.setdefault(question, len(self.questions))
        if place == len(self.questions):
            self.questions.append(question)
        return place

    def add(self, found: Found) -> None:
        for question in found.questions:
            self.place(question)
        self.others += found.others
        self.codes.frombytes(found.codes)

    def only(self, kept: npt.NDArray[np.uint32]) -> _Things:
        """Return some of the things, by their numbers."""
        things = _Things()
        for code in np.frombuffer(self.codes, dtype=_CODE)[kept].tolist():
            if code < 0:
                things.others.append(self.looked(code))
                things.codes.append(-len(things.others))
            else:
                place, kind = divmod(code, len(OF_QUESTIONS))
                things.codes.append(things.place(self.questions[place]) * len(OF_QUESTIONS) + kind)
        return things


class Traces:
    """Everything that was looked up, by number; the same thing twice where it was found to differ."""

    def __init__(self) -> None:
        self._things = _Things()
        self._digests = bytearray()
        #: What was found in an archive when all was last compared with it.
        self._compared: tuple[Digests, bytes] | None = None
        #: How much of it was told as news: things, questions, others.
        self._told = (0, 0, 0)
        #: The archive that the numbers are for, and the number of each thing as it is found there: of what is
        #: looked up of questions by kind and place.
        self._now: Digests | None = None
        self._of_questions = _none_yet()
        self._others: dict[Looked, int] = {}

    def add(self, found: Found) -> None:
        """Add what was kept, in the order in which it was told."""
        self._things.add(found)
        self._digests += found.digests
        self._told = self._all()
        self._now = self._compared = None

    def news(self) -> Found:
        """Return what was added since this was last asked."""
        things = self._things
        (start, questions, others), self._told = self._told, self._all()
        return Found(
            things.questions[questions:],
            things.others[others:],
            things.codes[start:].tobytes(),
            bytes(self._digests[start * DIGEST :]),
        )

    def _all(self) -> tuple[int, int, int]:
        return len(self._things), len(self._things.questions), len(self._things.others)

    def numbered(self, trace: Trace, now: Digests) -> bytes:
        """Return what was looked up in an archive as numbers."""
        if now is not self._now:
            self._take(now)
        numbers = array("I", [self._number_of(_KINDS[QUESTION], name) for name in trace.questions])
        for one in trace.others:
            if one[0] in _KINDS:
                numbers.append(self._number_of(_KINDS[one[0]], one[1]))
            elif (number := self._others.get(one)) is not None:
                numbers.append(number)
            else:
                self._things.others.append(one)
                number = self._others[one] = self._add(-len(self._things.others), one)
                numbers.append(number)
        return numbers.tobytes()

    def stale(self, now: Digests) -> Callable[[bytes], bool]:
        """Return what tells of numbers whether one of them stands for something that is different now."""
        changed = self._changed(now)
        if not changed.any():
            return lambda numbers: False
        return lambda numbers: bool(changed[np.frombuffer(numbers, dtype=_NUMBER)].any())

    def keep_only(self, used: Iterable[bytes]) -> Callable[[bytes], bytes]:
        """Forget what stands in none of these rows; return what gives a row with its new numbers."""
        stands = np.zeros(len(self._things), dtype=bool)
        for row in used:
            stands[np.frombuffer(row, dtype=_NUMBER)] = True
        kept = np.flatnonzero(stands).astype(_NUMBER)
        digests = np.frombuffer(bytes(self._digests), dtype=f"V{DIGEST}")
        self._digests = bytearray(digests[kept].tobytes())
        self._things = self._things.only(kept)
        self._told, self._now, self._compared = (0, 0, 0), None, None
        self._of_questions, self._others = _none_yet(), {}

        def renumbered(row: bytes) -> bytes:
            return np.searchsorted(kept, np.frombuffer(row, dtype=_NUMBER)).astype(_NUMBER).tobytes()

        return renumbered

    def _take(self, now: Digests) -> None:
        """Number things as they are found in this archive."""
        self._now, self._others, self._of_questions = now, {}, _none_yet()
        same = np.flatnonzero(~self._changed(now))
        codes = np.frombuffer(self._things.codes.tobytes(), dtype=_CODE)[same]
        for number, code in zip(same.tolist(), codes.tolist(), strict=True):
            if code < 0:
                self._others[self._things.looked(code)] = number
            else:
                place, kind = divmod(code, len(OF_QUESTIONS))
                self._room(kind, place)[place] = number

    def _room(self, kind: int, place: int) -> array[int]:
        """Return the numbers of one kind, with room for that of a question."""
        numbers = self._of_questions[kind]
        if place >= len(numbers):
            numbers.extend([_NONE] * (place + 1 - len(numbers)))
        return numbers

    def _number_of(self, kind: int, question: str) -> int:
        place = self._things.place(question)
        numbers = self._room(kind, place)
        if numbers[place] == _NONE:
            code = place * len(OF_QUESTIONS) + kind
            numbers[place] = self._add(code, (OF_QUESTIONS[kind], question, ""))
        return numbers[place]

    def _add(self, code: int, looked: Looked) -> int:
        """Add a thing, and return its number."""
        assert self._now is not None
        self._things.codes.append(code)
        self._digests += self._now.one(looked)
        return len(self._things) - 1

    def _changed(self, now: Digests) -> npt.NDArray[np.bool_]:
        """Tell of every number whether something else would be found."""
        known = self._compared
        if known is None or known[0] is not now or len(known[1]) != len(self._digests):
            known = self._compared = (now, b"".join(map(now.one, self._things)))
        found = np.frombuffer(known[1], dtype="<u8")
        before = np.frombuffer(bytes(self._digests), dtype="<u8")
        changed: npt.NDArray[np.bool_] = (found != before).reshape(-1, DIGEST // 8).any(axis=1)
        return changed


def _none_yet() -> tuple[array[int], ...]:
    return tuple(array("i") for _ in OF_QUESTIONS)
