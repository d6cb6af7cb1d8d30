"""Checksums of everything that is published as data: ``SHA256SUMS``, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

NAME = "SHA256SUMS"


def with_checksums(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the files as they come, and last their checksums; no file is kept.

    Raises:
        ValueError: two files have one path, or a path holds a line break.
    """
    sums: dict[str, str] = {}
    for path, data in files:
        if path in sums or "\n" in path or "\r" in path:
            raise ValueError(f"{path!r}: there is another file of this name, or the name has several lines")
        sums[path] = hashlib.sha256(data).hexdigest()
        yield path, data
    yield NAME, checksums(sums)


def checksums(sums: Mapping[str, str]) -> bytes:
    """Return the file of checksums, of the SHA-256 digests by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()
