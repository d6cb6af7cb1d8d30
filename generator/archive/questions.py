"""Holds the questions of an archive out of memory: each is made when it is looked up.

The bytes of an entry wait in a file (``generator.packing``); what is found over the whole archive, its topics
and the questions that are related to it, is held beside it as numbers. Entries that were looked up last are
at hand. An archive has a hundred thousand questions, and every process that makes pages would copy those it
looks at.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from generator.archive.graph import Entry, RelatedQuestion
from generator.packing import Store, encode

#: Entries at hand: those of some pages, and what these mention.
_AT_HAND: Final = 2048
#: Scores are told in thousandths.
_SCORE: Final = 1000

Found = TypeVar("Found")

_decode = msgspec.msgpack.Decoder(Entry).decode


class Questions(Mapping[str, Entry]):
    """Entries by id, in order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        #: By place: where the entry waits, its topics, and where what is related to it ends.
        self._where = array("q")
        self._topics: list[tuple[str, ...]] = []
        self._ends = array("I")
        #: Places and scores of related questions, those of one question together.
        self._related = array("I")
        self._scores = array("H")
        #: What was found over all questions, by what found it.
        self._found: dict[Callable[..., Any], Any] = {}
        self.entry = lru_cache(_AT_HAND)(self._entry)

    def add(self, question: str, entry: bytes | msgspec.Raw) -> None:
        """Add an entry, packed and without topics and related questions; or put it in the place of one."""
        place = self._places.setdefault(question, len(self._ids))
        where = self._store.put(entry)
        if place < len(self._ids):
            self._where[place] = where
            self.entry.cache_clear()
            return
        self._ids.append(question)
        self._where.append(where)
        self._topics.append(())

    def change(self, entry: Entry) -> None:
        """Put another entry in the place of one; its topics and related questions stay as they are."""
        self.add(entry.id, encode(msgspec.structs.replace(entry, topics=(), related=())))

    def tell_topics(self, topics: Iterable[tuple[str, ...]]) -> None:
        """Tell the topics of all questions, in order."""
        self._topics = list(topics)
        self.entry.cache_clear()
        assert len(self._topics) == len(self._ids)

    def relate(self, related: Mapping[str, tuple[RelatedQuestion, ...]]) -> None:
        """Tell what is related to each question."""
        for question in self._ids:
            for one in related.get(question, ()):
                self._related.append(self._places[one.question])
                self._scores.append(round(one.score * _SCORE))
            self._ends.append(len(self._related))
        self.entry.cache_clear()

    def once(self, find: Callable[[Mapping[str, Entry]], Found]) -> Found:
        """Return what is found over all questions, found once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: Found = self._found[find]
        return found

    def topics_of(self, question: str) -> tuple[str, ...]:
        return self._topics[self._places[question]]

    def named(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return ids as they are held here: the same text twice takes twice the room."""
        places, held = self._places, self._ids
        return tuple([held[places[one]] if one in places else one for one in ids])

    def _entry(self, place: int) -> Entry:
        entry = _decode(self._store.get(self._where[place]))
        if topics := self._topics[place]:
            msgspec.structs.force_setattr(entry, "topics", topics)
        if self._ends:
            start, end = self._ends[place - 1] if place else 0, self._ends[place]
            if start < end:
                msgspec.structs.force_setattr(entry, "related", self._related_to(start, end))
        return entry

    def _related_to(self, start: int, end: int) -> tuple[RelatedQuestion, ...]:
        others, scores = self._related[start:end], self._scores[start:end]
        return tuple(
            [
                RelatedQuestion(question=self._ids[other], score=score / _SCORE)
                for other, score in zip(others, scores, strict=True)
            ]
        )

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
