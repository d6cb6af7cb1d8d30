"""Holds the questions of records out of memory: they are millions of words, and few are looked at at once.

What is packed reads as the tuple that it stands for, and is encoded as that tuple. The bytes wait in a file
without a name, which is gone with the last that needs it; processes that read it side by side share it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, cast, overload

import msgspec

from generator.records import Document, LineRun, Question

T = TypeVar("T")
#: What was looked at last stays unpacked: a document is looked at for its meeting and its page, and no more.
_UNPACKED: Final = 4
#: What is not yet in the file is written when there is this much of it, in bytes.
_BUFFER: Final = 1 << 20
#: Where a text stands: its first byte, and in the lower bits how many there are.
_SIZE_BITS: Final = 32


class Store:
    """Bytes that wait in a file; in memory where there can be none."""

    def __init__(self, folder: Path | None = None) -> None:
        """Prepare to write a file, in ``folder`` where that is there."""
        self._folder = folder if folder and folder.is_dir() else None
        self._file: int | None = None
        self._buffer = bytearray()
        #: How many bytes are in the file; those that follow are in the buffer.
        self._written = 0
        self.questions: Unpacker[Question] = Unpacker(self, tuple[Question, ...], _UNPACKED)
        self.runs: Unpacker[LineRun] = Unpacker(self, tuple[LineRun, ...], _UNPACKED)

    def put(self, data: bytes | msgspec.Raw) -> int:
        """Take some bytes, and return where they stand."""
        if len(self._buffer) >= _BUFFER:
            self._write()
        place, start = self._written + len(self._buffer), len(self._buffer)
        self._buffer += memoryview(data)
        return place << _SIZE_BITS | len(self._buffer) - start

    def get(self, where: int) -> bytes:
        """Return the bytes that stand there."""
        place, size = where >> _SIZE_BITS, where & ((1 << _SIZE_BITS) - 1)
        if place >= self._written:
            start = place - self._written
            return bytes(self._buffer[start : start + size])
        assert self._file is not None
        return os.pread(self._file, size, place)

    def _write(self) -> None:
        """Put what waits in the file; where that fails, it goes on waiting."""
        try:
            if self._file is None:
                if not hasattr(os, "pread"):
                    return
                with tempfile.TemporaryFile(dir=self._folder) as file:
                    self._file = os.dup(file.fileno())
            os.pwrite(self._file, self._buffer, self._written)
        except OSError:
            return
        self._written += len(self._buffer)
        self._buffer.clear()

    def __del__(self) -> None:
        if self._file is not None:
            os.close(self._file)


class Unpacker(Generic[T]):
    """Reads values of one kind from a store."""

    def __init__(self, store: Store, kind: Any, most: int) -> None:
        decode = msgspec.msgpack.Decoder(kind).decode
        get = store.get
        self.read = get
        self.unpack: Callable[[int], tuple[T, ...]] = lru_cache(most)(lambda where: decode(get(where)))


class Packed(Sequence[T]):
    """A tuple of values, packed; never an empty one."""

    __slots__ = ("_from", "_where")

    def __init__(self, where: int, unpacker: Unpacker[T]) -> None:
        self._where = where
        self._from = unpacker

    @property
    def data(self) -> bytes:
        """The values as MessagePack."""
        return self._from.read(self._where)

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._from.unpack(self._where))

    def __iter__(self) -> Iterator[T]:
        return iter(self._from.unpack(self._where))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._from.unpack(self._where)[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed):
            return self.data == other.data
        return self._from.unpack(self._where) == other

    def __hash__(self) -> int:
        return hash(self._from.unpack(self._where))

    def __repr__(self) -> str:
        return repr(self._from.unpack(self._where))


class PackedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A record without its questions and its account, and these packed: empty where there are none."""

    record: Document
    questions: bytes
    account: bytes


def pack(record: Document) -> PackedRecord:
    """Return a record with its questions and its account packed."""
    light = msgspec.structs.replace(record, questions=(), account=())
    return PackedRecord(light, _packed(record.questions), _packed(record.account))


def unpack(packed: PackedRecord, store: Store) -> Document:
    """Return the record: it reads as ever, and what was packed comes from ``store`` when it is looked at."""
    questions = _reading(packed.questions, store, store.questions)
    account = _reading(packed.account, store, store.runs)
    return msgspec.structs.replace(packed.record, questions=questions, account=account)


def _packed(values: tuple[Any, ...]) -> bytes:
    return encode(values) if values else b""


def _reading(data: bytes, store: Store, unpacker: Unpacker[T]) -> tuple[T, ...]:
    """Return what reads as a tuple."""
    return cast("tuple[T, ...]", Packed(store.put(data), unpacker)) if data else ()


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
