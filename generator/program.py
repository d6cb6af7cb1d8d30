"""What this program is: a digest of its code and rules, so that nothing made by another version is used."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable


@cache
def program_digest() -> str:
    """Return a digest of every module, rule and template of the program."""
    digest = blake2b(digest_size=16)
    for name, file in sorted(_files(resources.files("generator"), "")):
        data = file.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir():
            found += _files(item, f"{name}/") if item.name != "__pycache__" else []
        elif not item.name.endswith((".pyc", ".pyo")):
            found.append((name, item))
    return found
