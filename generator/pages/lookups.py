"""Notes what a page looks up in the archive: it need be made again only when something of that changed.

A page is given an archive that looks like any other, and that notes every question, name and list that is
asked of it. What was noted is kept with the page, and a digest of what was found there. Where the digests are
the same in a later archive, so is the page: it asks the same questions and gets the same answers.

Two things are noted apart, since they change with every document that comes in: the fields of a faction,
topic, dossier, meeting and document (all questions of a faction are in its node, but most pages want its
name), and the related questions of a question (``RELATED``).
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from hashlib import blake2b
from typing import Any, Final, NamedTuple, cast

import msgspec

from generator.archive.graph import Archive, Entry, RelatedQuestion
from generator.archive.outline import Outline, outlined
from generator.archive.questions import packed
from generator.packing import encode

#: For the key of a lookup: everything, or the keys alone in their order.
ALL: Final = "*"
KEYS: Final = "#"
#: For the name of a lookup: the ids of the questions that are related to one.
RELATED: Final = "related"
_QUESTIONS: Final = "questions"
#: For the name of a lookup: one question, but for what it is related to.
QUESTION: Final = "question"
#: For the name of a lookup: the terms of the glossary that stand in a question.
TERMS_IN: Final = "terms in"
#: What is looked up of every question: many times as many things as all others together.
OF_QUESTIONS: Final = (QUESTION, RELATED, TERMS_IN)
#: Bytes of a digest.
DIGEST: Final = 16

#: Something that was looked up: in which mapping, which key, and which field of what was found.
#: A plain tuple: a page looks up thousands.
Looked = tuple[str, str, str]


class Lookup(NamedTuple):
    """The same, with what may be left out."""

    name: str
    key: str = ""
    field: str = ""


class Trace(msgspec.Struct, frozen=True, array_like=True):
    """What one page looked up."""

    questions: tuple[str, ...]
    others: tuple[Looked, ...]


class Notes:
    """What was looked up since it was last cleared."""

    def __init__(self) -> None:
        self.questions: set[str] = set()
        self.others: set[Looked] = set()

    def clear(self) -> None:
        self.questions.clear()
        self.others.clear()

    def trace(self) -> Trace:
        return Trace(tuple(sorted(self.questions)), tuple(sorted(self.others)))


def watched(archive: Archive, notes: Notes) -> Archive:
    """Return the archive as one that notes what is looked up in it."""
    return cast(Archive, _Watched(archive, notes))


class _Watched:
    """Every mapping of an archive, watched; the other fields are noted whole."""

    def __init__(self, archive: Archive, notes: Notes) -> None:
        self._archive = archive
        self._notes = notes
        for name in archive.__struct_fields__:
            value = getattr(archive, name)
            if name == _QUESTIONS:
                setattr(self, name, _Questions(value, notes))
            elif isinstance(value, dict):
                setattr(self, name, _Nodes(name, value, notes))

    def __getattr__(self, name: str) -> Any:
        self._notes.others.add(Lookup(name))
        return getattr(self._archive, name)


class _Nodes(Mapping[str, Any]):
    """A mapping whose values note which of their fields are read."""

    def __init__(self, name: str, values: dict[str, Any], notes: Notes) -> None:
        self._name = name
        self._values = values
        self._note = notes.others.add

    def _found(self, key: str, value: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            return _Node(self._name, key, value, self._note)
        self._note((self._name, key, ALL))
        return value

    def __getitem__(self, key: str) -> Any:
        self._note((self._name, key, ""))
        return self._found(key, self._values[key])

    def get(self, key: str, default: Any = None) -> Any:
        self._note((self._name, key, ""))
        value = self._values.get(key)
        return default if value is None else self._found(key, value)

    def __contains__(self, key: object) -> bool:
        self._note((self._name, str(key), ""))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._note((self._name, KEYS, ""))
        return iter(self._values)

    def __len__(self) -> int:
        self._note((self._name, KEYS, ""))
        return len(self._values)


class _Node:
    """A value of the archive that notes which of its fields are read."""

    __slots__ = ("_key", "_name", "_note", "_value")

    def __init__(self, name: str, key: str, value: Any, note: Callable[[Looked], None]) -> None:
        self._name, self._key, self._value, self._note = name, key, value, note

    def __getattr__(self, field: str) -> Any:
        self._note((self._name, self._key, field))
        return getattr(self._value, field)


class _Questions(Mapping[str, Entry]):
    """The questions: each is noted whole, but for what it is related to."""

    def __init__(self, values: Mapping[str, Entry], notes: Notes) -> None:
        self._values = values
        self._notes = notes
        self._note = notes.questions.add

    def __getitem__(self, key: str) -> Entry:
        self._note(key)
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._notes.others.add(Lookup(_QUESTIONS, KEYS))
        return iter(self._values)

    def __len__(self) -> int:
        self._notes.others.add(Lookup(_QUESTIONS, KEYS))
        return len(self._values)

    def outlined(self, ids: Iterable[str] | None) -> Iterable[Outline]:
        """Return the outlines of some questions, or of all."""
        if ids is None:
            self._notes.others.add(Lookup(_QUESTIONS, ALL))
        else:
            ids = tuple(ids)
            self._notes.questions.update(ids)
        return outlined(self._values, ids)

    def values(self) -> ValuesView[Entry]:
        self._notes.others.add(Lookup(_QUESTIONS, ALL))
        return self._values.values()

    def items(self) -> ItemsView[str, Entry]:
        self._notes.others.add(Lookup(_QUESTIONS, ALL))
        return self._values.items()


class Digests:
    """Digests of what pages look up in one archive, each worked out once."""

    def __init__(self, archive: Archive, derived: Mapping[str, Callable[[str], Any]] | None = None) -> None:
        self._archive = archive
        #: What follows from the archive, or stands beside it: its value, by name and key.
        self._derived = derived or {}
        self._questions: dict[str, bytes] = {}
        self._others: dict[Looked, bytes] = {}

    def other(self, derived: Mapping[str, Callable[[str], Any]]) -> Digests:
        """Return the same digests, but for some that are derived otherwise."""
        made = Digests(self._archive, {**self._derived, **derived})
        made._questions = self._questions
        return made

    def one(self, looked: Looked) -> bytes:
        """Return a digest of what is found where a page looked: of ``DIGEST`` bytes."""
        if looked[0] == QUESTION:
            return self._questions.get(looked[1]) or self._question(looked[1])
        if looked[0] in OF_QUESTIONS:
            # Asked for once or twice, and quickly found: not worth the room.
            return self._value(*looked)
        return self._others.get(looked) or self._other(looked)

    def _question(self, question: str) -> bytes:
        held = packed(self._archive.questions, question)
        found = self._questions[question] = _digest_of(held[0] if held else b"")
        return found

    def _other(self, lookup: Looked) -> bytes:
        found = self._others[lookup] = self._value(*lookup)
        return found

    def _value(self, name: str, key: str, field: str) -> bytes:
        if name == RELATED:
            # Which they are, in their order, and not how near.
            held = packed(self._archive.questions, key)
            return _digest([other.question for other in _related(held[1])] if held else None)
        if name in self._derived:
            return _digest(self._derived[name](key))
        whole = getattr(self._archive, name)
        if not isinstance(whole, Mapping):
            return _digest(whole)
        if key == KEYS:
            return _digest(list(whole))
        if key == ALL:
            return self._all(name, whole)
        value = whole.get(key)
        if value is None or not field:
            return _digest(value is not None)
        return _digest(value if field == ALL else getattr(value, field))

    def _all(self, name: str, whole: Mapping[str, Any]) -> bytes:
        digest = blake2b(digest_size=DIGEST)
        if name == _QUESTIONS:
            for key in whole:
                digest.update(encode((key, self._questions.get(key) or self._question(key))))
        else:
            for item in whole.items():
                digest.update(encode(item))
        return digest.digest()


_related: Final = msgspec.msgpack.Decoder(tuple[RelatedQuestion, ...]).decode


def _digest(value: Any) -> bytes:
    return _digest_of(encode(value))


def _digest_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=DIGEST).digest()
