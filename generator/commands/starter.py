"""What a new archive starts with: taken from the installed package, or from the project itself."""

from __future__ import annotations

from pathlib import Path

import generator

_PACKAGE = Path(generator.__file__).parent

#: Files and folders that are copied as they are. The same list stands in pyproject.toml for the wheel.
COPIED = (
    "mkdocs.yml",
    "site_overrides",
    "content/factions.yaml",
    "content/topics.yaml",
    "content/glossary.yaml",
    "content/pages",
)


def folder() -> Path:
    """Return the folder that holds everything in COPIED."""
    packed = _PACKAGE / "starter"
    return packed if packed.is_dir() else _PACKAGE.parent


def files() -> dict[str, bytes]:
    """Return everything in COPIED: path within the new archive, and bytes."""
    root = folder()
    found: dict[str, bytes] = {}
    for name in COPIED:
        start = root / name
        paths = sorted(p for p in start.rglob("*") if p.is_file()) if start.is_dir() else [start]
        found |= {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.exists()}
    return found
