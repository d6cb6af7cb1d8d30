"""Holds the texts of records packed: an archive has millions of words, and few of them are looked at at once.

A packed text reads as the tuple that it stands for, and is encoded as that tuple. It takes a third of the
memory, and processes that read it side by side need no copy each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar, cast, overload

import msgspec

from generator.records import Document, LineRun, Paragraph

T = TypeVar("T")
#: Texts that were looked at last stay unpacked: a page looks several times at each.
_UNPACKED: Final = 256
#: The lines of a document are looked at once, for its page.
_UNPACKED_RUNS: Final = 4


class Packed(Sequence[T]):
    """A tuple of values, packed; never an empty one."""

    __slots__ = ("_unpack", "data")

    def __init__(self, data: bytes, unpack: Callable[[bytes], tuple[T, ...]]) -> None:
        self.data = data
        self._unpack = unpack

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._unpack(self.data))

    def __iter__(self) -> Iterator[T]:
        return iter(self._unpack(self.data))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._unpack(self.data)[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed):
            return self.data == other.data
        return self._unpack(self.data) == other

    def __hash__(self) -> int:
        return hash(self._unpack(self.data))

    def __repr__(self) -> str:
        return repr(self._unpack(self.data))


class PackedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A record without its texts, and these packed; in one of a document that was read, all are there."""

    record: Document
    #: Of each question in order: its paragraphs, and those of its answer; empty where there are none.
    texts: list[tuple[bytes, bytes]]
    account: bytes


def pack(record: Document) -> PackedRecord:
    """Return a record with its texts packed."""
    texts, questions = [], []
    for question in record.questions:
        answer = question.answer
        texts.append((_packed(question.paragraphs), _packed(answer.paragraphs if answer else ())))
        questions.append(
            msgspec.structs.replace(
                question,
                paragraphs=(),
                answer=msgspec.structs.replace(answer, paragraphs=()) if answer else None,
            )
        )
    light = msgspec.structs.replace(record, questions=tuple(questions), account=())
    return PackedRecord(light, texts, _packed(record.account))


def unpack(packed: PackedRecord) -> Document:
    """Return the record: its texts read as ever, and are unpacked when they are looked at."""
    questions = []
    for question, (asked, said) in zip(packed.record.questions, packed.texts, strict=True):
        answer = question.answer
        if answer and said:
            answer = msgspec.structs.replace(answer, paragraphs=_reading(said, _paragraphs))
        questions.append(
            msgspec.structs.replace(question, paragraphs=_reading(asked, _paragraphs), answer=answer)
        )
    account = _reading(packed.account, _runs)
    return msgspec.structs.replace(packed.record, questions=tuple(questions), account=account)


def _packed(values: tuple[Any, ...]) -> bytes:
    return encode(values) if values else b""


def _reading(data: bytes, read: Callable[[bytes], tuple[T, ...]]) -> tuple[T, ...]:
    """Return what reads as a tuple."""
    return cast("tuple[T, ...]", Packed(data, read)) if data else ()


_paragraphs = lru_cache(_UNPACKED)(msgspec.msgpack.Decoder(tuple[Paragraph, ...]).decode)
_runs = lru_cache(_UNPACKED_RUNS)(msgspec.msgpack.Decoder(tuple[LineRun, ...]).decode)


def _as_it_reads(value: Any) -> Any:
    if isinstance(value, Packed):
        return msgspec.Raw(value.data)
    raise NotImplementedError(f"no way to encode {type(value).__name__}")


_encoder = msgspec.msgpack.Encoder(enc_hook=_as_it_reads)


def plain(value: Any) -> Any:
    """Return a value as mappings, lists, texts and numbers; packed texts in it as what they stand for."""
    return msgspec.to_builtins(value, enc_hook=tuple)


def encode(value: Any) -> bytes:
    """Return a value as MessagePack; packed texts in it as the tuples that they stand for."""
    return _encoder.encode(value)
