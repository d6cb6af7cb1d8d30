"""Remembers what was worked out from a text, so that after a small change only what is new is worked out.

What is kept is keyed by everything it follows from: the program (its code and rules), what is given to all (a
register), and the values themselves. So it is never wrong, only absent; it may be deleted at any time, and a
file that was cut off or damaged counts as none.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from generator.forking import processors, run_all
from generator.packing import encode
from generator.program import program_digest

T = TypeVar("T")
#: A result as it is kept: a stretch of its file, which is read as a whole and not copied.
Kept = msgspec.Raw
#: Fewer pieces of work than this are done here: starting processes takes longer.
FEW: Final = 16
_DIGEST: Final = 16


def digest(*data: bytes | memoryview) -> bytes:
    """Return a digest of bytes after each other. Most processors have instructions for SHA-256."""
    found = sha256()
    for piece in data:
        found.update(piece)
    return found.digest()[:_DIGEST]


class Memo:
    """What was worked out before, in a folder; without a folder, it only does the work on all processors."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        #: Names of the files that were used, by kind.
        self._used: dict[str, set[str]] = {}

    def each(
        self, name: str, given: Any, works: Sequence[tuple[bytes, Callable[[], T]]], kind: type[T]
    ) -> Iterator[T]:
        """Yield what pieces of work give, each of ``kind``, in order; some are done by other processes.

        The bytes beside a piece tell, with ``given``, all that it follows from. What each gives is kept in a
        file of its own: this is for results that are large, and cannot all be in memory at once.
        """
        common = f"{program_digest()}\0{name}\0".encode() + digest(encode(given))
        names = [digest(common, key).hex() for key, _ in works]
        self._used.setdefault(name, set()).update(names)
        known = [self._folder is not None and (self._folder / name / one).exists() for one in names]
        wanted = [partial(_encoded, work) for (_, work), there in zip(works, known, strict=True) if not there]
        done = run_all(wanted, processors() if len(wanted) >= FEW else 1)
        decode = msgspec.msgpack.Decoder(kind).decode
        for one, (_, work), there in zip(names, works, known, strict=True):
            value = self._kept(name, one, decode) if there else None
            if value is None:
                data = _encoded(work) if there else next(done)
                if self._folder is not None:
                    _write(self._folder / name / one, data)
                value = decode(data)
            yield value

    def _kept(self, name: str, key: str, decode: Callable[[memoryview], T]) -> T | None:
        """Return what is kept in a file of its own; None where that is not there, or damaged."""
        if self._folder is not None:
            with contextlib.suppress(OSError, msgspec.MsgspecError, EOFError):
                return decode(_checked((self._folder / name / key).read_bytes()))
        return None

    def bytes_of(self, name: str, data: bytes, kind: type[T], read: Callable[[], T]) -> T:
        """Return ``read()``, which follows from ``data``, or what it returned before; errors are not kept."""
        if self._folder is None:
            return read()
        key = digest(program_digest().encode(), data).hex()
        self._used.setdefault(name, set()).add(key)
        value = self._kept(name, key, msgspec.msgpack.Decoder(kind).decode)
        if value is None:
            value = read()
            _write(self._folder / name / key, encode(value))
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
        """Delete what is kept under this name in files of its own and was not used, once it is the most."""
        used = self._used.get(name, set())
        if self._folder is None or not (self._folder / name).is_dir():
            return
        unused = [path for path in (self._folder / name).iterdir() if path.name not in used]
        for path in unused if len(unused) > len(used) else ():
            path.unlink(missing_ok=True)


def _encoded(work: Callable[[], Any]) -> bytes:
    return encode(work())


def _checked(data: bytes) -> memoryview:
    """Return what stands in a file after its digest; raise EOFError where the two disagree."""
    expected, rest = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if digest(rest) != expected:
        raise EOFError("damaged")
    return rest


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where it cannot be written, the work is done again next time."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.write_bytes(digest(data) + data)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
