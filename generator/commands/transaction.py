"""Write several files, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file, or leave all of them as they were.

    Everything is written beside its place first, so that a full disk or a missing permission shows before
    anything changes; the renames that follow are undone when one of them fails.
    """
    staged = {path: path.with_name(f".{path.name}.new-{os.getpid()}") for path in files}
    kept = {path: path.with_name(f".{path.name}.old-{os.getpid()}") for path in files}
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _make_folders(path.parent)
            _write(staged[path], data)
        _replace_all(staged, kept)
    except BaseException:
        for path in staged.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # something else was put in it meanwhile
                folder.rmdir()
        raise


def _replace_all(staged: Mapping[Path, Path], kept: Mapping[Path, Path]) -> None:
    done: list[Path] = []
    try:
        for path, new in staged.items():
            if path.exists():
                shutil.copy2(path, kept[path])
            done.append(path)
            new.replace(path)
    except BaseException:
        for path in done:
            if kept[path].exists():
                kept[path].replace(path)
            elif not staged[path].exists():
                path.unlink(missing_ok=True)
        raise
    finally:
        for old in kept.values():
            old.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and what is missing above it; return what was made, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]
