"""Put a folder in place as a whole: build beside the old one, then swap."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from generator.problems import ContentError, Problem

#: Every site that this program built holds this file; a folder that holds something else is never replaced.
SITE_MARK = "data/datapackage.json"


@contextlib.contextmanager
def replaced(target: Path, mark: str = SITE_MARK) -> Iterator[Path]:
    """Yield an empty folder beside ``target`` that takes its place when the block ends well.

    Raises ContentError where ``target`` must not be replaced: it holds something, and not the file ``mark``.
    Whatever goes wrong in the block, an interrupt included, the old folder stays as it was and the new one
    is removed.
    """
    target = Path(os.path.realpath(target))
    _refuse_foreign(target, mark)
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    building = target.with_name(f".{target.name}.building-{os.getpid()}")
    building.mkdir()
    try:
        yield building
        _swap(building, target)
    finally:
        with _interrupts_held():
            shutil.rmtree(building, ignore_errors=True)


def _swap(building: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    with _interrupts_held():
        if target.exists():
            target.rename(old)
        try:
            building.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(target: Path, mark: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ContentError(_problem(target, "is a file", "give the name of a folder"))
    if any(target.iterdir()) and not (target / mark).exists():
        raise ContentError(
            _problem(
                target,
                "is not empty and was not made by this command",
                "give another folder, or empty this one yourself",
            )
        )
    if target in (Path.cwd(), *Path.cwd().parents):
        raise ContentError(
            _problem(target, "is the folder you work in", "give a folder of its own, such as site")
        )


def _problem(target: Path, what: str, remedy: str) -> Problem:
    return Problem(
        severity="error", file=str(target), message=f"{what}, so nothing is put in its place", remedy=remedy
    )


def _remove_leftovers(target: Path) -> None:
    """Tidy up after a killed build: put back an old site that lost its place, remove half-made ones."""
    for kind in ("old", "building"):
        for path in target.parent.glob(f".{target.name}.{kind}-*"):
            pid = path.name.rpartition("-")[2]
            if not pid.isdigit() or _alive(int(pid)):
                continue
            if kind == "old" and not target.exists():
                path.rename(target)
            else:
                shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    if os.name == "nt":  # asking would send a signal there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C and a stop signal until the block is done, then deliver them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        arrived.append(number)

    held = [(number, signal.signal(number, note)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for number, handler in held:
            signal.signal(number, handler)
        for caught in arrived:
            signal.raise_signal(caught)
