"""Holds the questions of an archive out of memory: each is made when it is looked up.

The bytes of an entry wait in a file (``generator.packing``); entries that were looked up last are at hand. An
archive has a hundred thousand questions, and every process that makes pages would copy those it looks at.
"""

from __future__ import annotations

from array import array
from collections import ChainMap
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from generator.archive.graph import Entry, RelatedQuestion
from generator.packing import Store, encode

#: Entries at hand: those of some pages, and what these mention.
_AT_HAND: Final = 2048

Found = TypeVar("Found")

_decode = msgspec.msgpack.Decoder(Entry).decode
#: How an entry ends that has no topics and no related questions: its last two fields.
_NOTHING_FOUND: Final = encode(()) * 2
_NOTHING_RELATED: Final = len(encode(()))


def packed(questions: Mapping[str, Entry], question: str) -> tuple[bytes, bytes] | None:
    """Return a question of an archive, packed: all but what is related to it, and that; None for no question.

    The same question gives the same bytes, wherever it is held.
    """
    if isinstance(questions, Questions):
        return questions.packed(question)
    if isinstance(questions, ChainMap):
        held = (packed(one, question) for one in questions.maps)
        return next((one for one in held if one is not None), None)
    entry = questions.get(question)
    if entry is None:
        return None
    whole, tail = encode(entry), encode(entry.related)
    return whole[: -len(tail)], tail


class Questions(Mapping[str, Entry]):
    """Entries by id, in order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        #: By place: where the entry waits.
        self._where = array("q")
        #: By place: how many of its last bytes tell what is related to it.
        self._tails = array("H")
        #: What was found over all questions, by what found it.
        self._found: dict[Callable[..., Any], Any] = {}
        self.entry = lru_cache(_AT_HAND)(self._entry)

    def add(self, question: str, entry: bytes | msgspec.Raw) -> None:
        """Add an entry, packed; or put it in the place of what was there."""
        place = self._places.setdefault(question, len(self._ids))
        if place == len(self._ids):
            self._ids.append(question)
            self._where.append(self._store.put(entry))
            self._tails.append(_NOTHING_RELATED)
        else:
            self._where[place] = self._store.put(entry)
            self.entry.cache_clear()

    def completed(
        self,
        store: Store,
        topics: Iterable[tuple[str, ...]],
        related: Mapping[str, tuple[RelatedQuestion, ...]],
    ) -> Questions:
        """Return the questions with their topics, given in order, and with what is related to each."""
        questions = Questions(store)
        for name, where, found in zip(self._ids, self._where, topics, strict=True):
            entry = self._store.get(where)
            assert entry.endswith(_NOTHING_FOUND)
            tail = encode(related.get(name, ()))
            questions.add(name, entry[: -len(_NOTHING_FOUND)] + encode(found) + tail)
            questions._tails[-1] = len(tail)
        return questions

    def packed(self, question: str) -> tuple[bytes, bytes] | None:
        """Return a question as it is packed: all but what is related to it, and that."""
        place = self._places.get(question)
        if place is None:
            return None
        entry, tail = self._store.get(self._where[place]), self._tails[place]
        return entry[:-tail], entry[-tail:]

    def once(self, find: Callable[[Mapping[str, Entry]], Found]) -> Found:
        """Return what is found over all questions, found once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: Found = self._found[find]
        return found

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return ids as they are held here: the same text twice takes twice the room."""
        places, held = self._places, self._ids
        return tuple([held[places[one]] if one in places else one for one in ids])

    def _entry(self, place: int) -> Entry:
        return _decode(self._store.get(self._where[place]))

    def __getitem__(self, question: str) -> Entry:
        return self.entry(self._places[question])

    def get(self, question: str, default: Any = None) -> Any:
        place = self._places.get(question)
        return default if place is None else self.entry(place)

    def __contains__(self, question: object) -> bool:
        return question in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def values(self) -> ValuesView[Entry]:
        return _Values(self)

    def items(self) -> ItemsView[str, Entry]:
        return _Items(self)

    def each(self) -> Iterator[Entry]:
        """Yield every entry in order. They are not kept at hand: that would drive out all others."""
        return map(self._entry, range(len(self._ids)))


class _Values(ValuesView[Entry]):
    def __init__(self, questions: Questions) -> None:
        super().__init__(questions)
        self._each = questions.each

    def __iter__(self) -> Iterator[Entry]:
        return self._each()


class _Items(ItemsView[str, Entry]):
    def __init__(self, questions: Questions) -> None:
        super().__init__(questions)
        self._questions = questions

    def __iter__(self) -> Iterator[tuple[str, Entry]]:
        return zip(self._questions, self._questions.each(), strict=True)
