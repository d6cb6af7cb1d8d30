"""Remembers what was worked out from a text, so that after a small change only what is new is worked out.

What is kept is keyed by everything it follows from: the program (its code and rules), what is given to all (a
register), and the values themselves. So it is never wrong, only absent; it may be deleted at any time, and a
file that was cut off or damaged counts as none.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from generator.forking import processors, run_all
from generator.packing import encode
from generator.program import program_digest

T = TypeVar("T")
#: A result as it is kept: a stretch of its file, which is read as a whole and not copied.
Kept = msgspec.Raw
#: A function of what is given to all and of one value.
Work = Callable[[Any, Any], Any]

#: Fewer values than this are worked out here: starting processes takes longer.
FEW: Final = 400
#: So many values are held at once, at most.
MOST: Final = 16_384
_CHUNK: Final = 200
_DIGEST: Final = 16


class Memo:
    """What was worked out before, in a folder; without a folder, it only does the work on all processors."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        #: Names of the files that were used, by kind.
        self._used: dict[str, set[str]] = {}

    def map(self, name: str, work: Work, given: Any, values: Iterable[Any], kind: type[T]) -> Iterator[T]:
        """Yield ``work(given, value)`` for every value; each result is of ``kind``.

        ``name`` tells what is kept from what else is; all must be of types that msgspec can encode. Values
        are forgotten as soon as what follows from them is known: an archive need not stand in memory twice.
        """
        common = blake2b(f"{program_digest()}\0{name}\0".encode() + encode(given)).digest()
        known = self._read(name, common)
        results = dict(known)
        keys: list[bytes] = []
        wanted: dict[bytes, Any] = {}
        for value in values:
            key = _key(common, value)
            keys.append(key)
            if key not in results:
                wanted[key] = value
            if len(wanted) >= MOST:
                results.update(zip(wanted, _work_out(work, given, list(wanted.values())), strict=True))
                wanted.clear()
        results.update(zip(wanted, _work_out(work, given, list(wanted.values())), strict=True))
        wanted.clear()
        if len(results) > len(known) or len(known) > len(set(keys)):
            self._write(name, common, {key: results[key] for key in keys})
        decoder = msgspec.msgpack.Decoder(kind)
        yield from (decoder.decode(results[key]) for key in keys)

    def bytes_of(self, name: str, data: bytes, kind: type[T], read: Callable[[], T]) -> T:
        """Return ``read()``, which follows from ``data``, or what it returned before; errors are not kept."""
        if self._folder is None:
            return read()
        key = blake2b(data, digest_size=_DIGEST, key=program_digest().encode()).hexdigest()
        path = self._folder / name / key
        self._used.setdefault(name, set()).add(key)
        with contextlib.suppress(OSError, msgspec.MsgspecError, EOFError):
            return msgspec.msgpack.decode(_checked(path.read_bytes()), type=kind)
        value = read()
        _write(path, encode(value))
        return value

    def count(self, name: str) -> float:
        """Return how many values ``bytes_of`` has kept under this name; without a folder, no end of them."""
        if self._folder is None:
            return math.inf
        folder = self._folder / name
        return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0

    def last(self, name: str, kind: type[T]) -> T | None:
        """Return what ``keep_last`` kept under this name, by the same program; None when there is none."""
        if self._folder is None:
            return None
        with contextlib.suppress(OSError, msgspec.MsgspecError, EOFError):
            data = _checked((self._folder / name).read_bytes())
            program, value = msgspec.msgpack.decode(data, type=tuple[str, Kept])
            if program == program_digest():
                return msgspec.msgpack.decode(value, type=kind)
        return None

    def keep_last(self, name: str, value: Any) -> None:
        """Keep a value in the place of what was kept under this name before.

        It must hold all that it follows from: whoever asks for it may ask in another archive.
        """
        if self._folder is not None:
            _write(self._folder / name, encode((program_digest(), value)))

    def forget_unused(self, name: str) -> None:
        """Delete what ``bytes_of`` kept and did not use now, once that is more than what it did use."""
        used = self._used.get(name, set())
        if self._folder is None or not (self._folder / name).is_dir():
            return
        unused = [path for path in (self._folder / name).iterdir() if path.name not in used]
        for path in unused if len(unused) > len(used) else ():
            path.unlink(missing_ok=True)

    def _read(self, name: str, common: bytes) -> dict[bytes, Kept]:
        if self._folder is None:
            return {}
        try:
            data = _checked((self._folder / name).read_bytes())
            header, kept = msgspec.msgpack.decode(data, type=tuple[bytes, dict[bytes, Kept]])
        except (OSError, msgspec.MsgspecError, EOFError):
            return {}
        return kept if header == common else {}

    def _write(self, name: str, common: bytes, kept: dict[bytes, Kept]) -> None:
        if self._folder is not None:
            _write(self._folder / name, encode((common, kept)))


def _key(common: bytes, value: Any) -> bytes:
    return blake2b(encode(value), digest_size=_DIGEST, key=common[:32]).digest()


def _work_out(work: Work, given: Any, values: Sequence[Any]) -> Iterator[Kept]:
    """Yield the encoded result for every value, in order."""
    if len(values) < FEW:
        yield from map(Kept, _chunk(work, given, values))
        return
    chunks = [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
    for results in run_all([partial(_chunk, work, given, chunk) for chunk in chunks], processors()):
        yield from map(Kept, results)


def _chunk(work: Work, given: Any, values: Sequence[Any]) -> list[bytes]:
    return [encode(work(given, value)) for value in values]


def _checked(data: bytes) -> memoryview:
    """Return what stands in a file after its digest; raise EOFError where the two disagree."""
    digest, rest = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if blake2b(rest, digest_size=_DIGEST).digest() != digest:
        raise EOFError("damaged")
    return rest


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where it cannot be written, the work is done again next time."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
