"""Keeps pages and files that were made, so that the next build makes only those of which something changed.

What was made stands in a folder, a file of its own for each, named by its content; an index says what each
page was made from. The site gets these files as they are, as hard links where the disk allows. So nothing is
written twice, and a file that did not change stays the file it was. All of it may be deleted at any time,
and an interrupted build leaves what it made; a file that was damaged, cut off or edited counts as none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from generator.site.tracing import Found, Traces

if sys.platform != "win32":
    import fcntl

_DIGEST: Final = 16
_INDEX: Final = "index"
#: A file that is locked while a build uses the folder.
_LOCK: Final = "lock"
#: What an interrupted build made, in the order it was made.
_JOURNAL: Final = "journal"
#: Sites of one content that are kept: with another address, or to open from disk.
MOST_SITES: Final = 3


class Blob(msgspec.Struct, frozen=True, array_like=True):
    """A file in the folder: the SHA-256 of its content, and how it looked when it was written."""

    name: str
    size: int
    mtime_ns: int


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Something that was made."""

    path: str
    #: Digest of what was given to make it.
    given: bytes
    #: What was looked up for it, as numbers of ``Keeper.traces``; nothing where it is to be made every time.
    trace: bytes
    #: None where nothing was to be made; several where what was made is several files.
    blobs: tuple[Blob, ...] = ()
    #: What else is known of it, packed.
    about: bytes = b""


class _Batch(msgspec.Struct, frozen=True, array_like=True):
    """What was made, and what was looked up for it and for nothing before."""

    found: Found
    made: list[Kept]


class Keeper:
    """Keeps what was made in a folder."""

    def __init__(self, folder: Path, common: bytes, beside: bytes = b"") -> None:
        """Open a folder; ``common`` is a digest of what all follows from: the program, the settings.

        ``beside`` is kept beside it, to compare with that of the next build: ``before``.
        """
        self._folder = folder
        # Folders take longer to make than files: sixteen are enough to keep each small.
        self._folders = {sign: folder / "files" / sign for sign in "0123456789abcdef"}
        self._common = common
        self._beside = beside
        #: What was kept beside what is known now.
        self.before = beside
        #: Whether there is a journal of this build, and what was in that of an earlier one.
        self._opened = False
        self._resumed: list[_Batch] = []
        self.traces = Traces()
        self.known = self._load()

    def store(self, data: bytes | Iterable[bytes]) -> Blob:
        """Write a file, all at once or in pieces, and return it. May be called by several processes."""
        if not isinstance(data, bytes):
            return self._store(data)
        name = sha256(data).hexdigest()
        place = self._place(name)
        return self._write(place.with_name(f"{name}.new-{os.getpid()}"), (data,), lambda: name)

    def _store(self, pieces: Iterable[bytes]) -> Blob:
        digest = sha256()

        def told() -> Iterator[bytes]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        # Its name is known when all of it is written.
        return self._write(self._place(f"0pieces.new-{os.getpid()}"), told(), digest.hexdigest)

    def _write(self, new: Path, pieces: Iterable[bytes], name: Callable[[], str]) -> Blob:
        try:
            file = new.open("wb")
        except FileNotFoundError:
            new.parent.mkdir(parents=True, exist_ok=True)
            file = new.open("wb")
        try:
            with file:
                file.writelines(pieces)
                file.flush()
                about = os.fstat(file.fileno())
            named = name()
            place = self._place(named)
            try:
                new.replace(place)
            except FileNotFoundError:
                place.parent.mkdir(parents=True, exist_ok=True)
                new.replace(place)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        return Blob(named, about.st_size, about.st_mtime_ns)

    def place(self, blob: Blob) -> Path | None:
        """Return where a file stands; None where it is not there any more as it was written."""
        place = self._place(blob.name)
        try:
            about = place.stat()
            if about.st_size != blob.size:
                return None
            if about.st_mtime_ns == blob.mtime_ns:
                return place
            same = sha256(place.read_bytes()).hexdigest() == blob.name
        except OSError:
            return None
        return place if same else None

    def publish(self, blob: Blob, target: Path) -> None:
        """Put a file in the site: as a link to the same file, or as a copy where that cannot be."""
        place = self._place(blob.name)
        try:
            os.link(place, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            _put(place, target)
        except OSError:
            target.unlink(missing_ok=True)
            _put(place, target)

    def note(self, made: Iterable[Kept]) -> None:
        """Remember at once what was made, so that an interrupted build need not make it again."""
        data = _framed(_encode(_Batch(self.traces.news(), list(made))))
        with contextlib.suppress(OSError):
            if self._opened:
                with (self._folder / _JOURNAL).open("ab") as journal:
                    journal.write(data)
                return
            # What an earlier build left is written again: its end may have been cut off.
            self._folder.mkdir(parents=True, exist_ok=True)
            before = b"".join(_framed(_encode(one)) for one in self._resumed)
            start = _framed(self._common) + _framed(self._beside)
            (self._folder / _JOURNAL).write_bytes(start + before + data)
            self._opened = True

    def finish(self, kept: Iterable[Kept]) -> None:
        """Write the index of all that is to be kept, and delete the rest."""
        every = list(kept)
        renumbered = self.traces.keep_only(one.trace for one in every)
        every = [msgspec.structs.replace(one, trace=renumbered(one.trace)) for one in every]
        self.known = {one.path: one for one in every}
        self.before = self._beside
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new = self._folder / f"{_INDEX}.new-{os.getpid()}"
            try:
                with new.open("wb") as file:
                    file.write(_framed(self._common) + _framed(self._beside))
                    file.write(_framed(_encode(_Batch(self.traces.news(), every))))
                new.replace(self._folder / _INDEX)
            finally:
                new.unlink(missing_ok=True)
            (self._folder / _JOURNAL).unlink(missing_ok=True)
            self._opened = False
            used = {blob.name for one in every for blob in one.blobs}
            for place in (self._folder / "files").glob("*/*"):
                if place.parent.name + place.name not in used and ".new-" not in place.name:
                    place.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self._folders[name[0]] / name[1:]

    def _load(self) -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        decode = msgspec.msgpack.Decoder(_Batch).decode
        for name in (_INDEX, _JOURNAL):
            frames = _frames(self._folder / name)
            if next(frames, None) != self._common:
                continue
            beside = next(frames, b"")
            if name == _INDEX:
                self.before = beside
            elif beside != self._beside:
                continue
            with contextlib.suppress(msgspec.MsgspecError):
                for frame in frames:
                    batch = decode(frame)
                    self.traces.add(batch.found)
                    found |= {kept.path: kept for kept in batch.made}
                    if name == _JOURNAL:
                        self._resumed.append(batch)
        return found


def _put(place: Path, target: Path) -> None:
    try:
        os.link(place, target)
    except OSError:
        shutil.copyfile(place, target)


def site_folder(folder: Path, kind: str) -> Path:
    """Return where a kind of site is kept in ``folder``; forget those that were not built for longest.

    Raises:
        OSError: nothing can be written there.
    """
    found = folder / f"site-{kind}"
    found.mkdir(parents=True, exist_ok=True)
    os.utime(found)
    if not os.access(found, os.W_OK):
        raise PermissionError(str(found))
    with contextlib.suppress(OSError):
        others = sorted(folder.glob("site-*"), key=lambda place: place.stat().st_mtime)
        for old in others[:-MOST_SITES]:
            shutil.rmtree(old, ignore_errors=True)
    return found


def claim(folder: Path) -> int | None:
    """Take a folder for one build alone, and return what ``release`` gives it back with; else None.

    Only where the system can lock files: elsewhere two builds at once are not kept apart.

    Raises:
        OSError: another build has it, or it cannot be locked.
    """
    if sys.platform == "win32":
        return None
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def release(lock: int | None) -> None:
    """Give back a folder that ``claim`` took."""
    if lock is not None:
        os.close(lock)


def digest(*values: Any) -> bytes:
    """Return a digest of plain values."""
    return blake2b(_encode(values), digest_size=_DIGEST).digest()


_encode: Final[Callable[[Any], bytes]] = msgspec.msgpack.Encoder().encode


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + blake2b(data, digest_size=_DIGEST).digest() + data


def _frames(path: Path) -> Iterator[bytes]:
    """Yield what stands in a file, up to the first that is damaged or cut off."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    start = 0
    while start < len(data):
        body = start + 4 + _DIGEST
        end = body + int.from_bytes(data[start : start + 4], "big")
        frame = data[body:end]
        if blake2b(frame, digest_size=_DIGEST).digest() != data[start + 4 : body]:
            return
        yield frame
        start = end
