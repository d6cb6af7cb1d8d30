"""What a command says while it works: on stderr, so that stdout holds only what was asked for."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from generator.problems import Problem

Item = TypeVar("Item")

#: Work that takes less than this shows no progress.
PATIENCE_SECONDS = 1.0


def console() -> Console:
    """Return a console on the stderr of this moment, that prints text as it is."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False, soft_wrap=True)


def say(text: str) -> None:
    """Print one line (or several) for the person at the keyboard."""
    console().print(text)


def count(number: int, noun: str) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def track(items: Iterable[Item], label: str, *, total: int | None = None) -> Iterator[Item]:
    """Yield the items; on a terminal, show how far along they are once it takes more than a second."""
    screen = console()
    if not screen.is_terminal:
        yield from items
        return
    if total is None and isinstance(items, Sized):
        total = len(items)
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=screen, transient=True)
    task = progress.add_task(label, total=total)
    try:
        for item in items:
            yield item
            progress.advance(task)
            if not progress.live.is_started and time.monotonic() - started > PATIENCE_SECONDS:
                progress.start()
    finally:
        progress.stop()


def show_problems(problems: Iterable[Problem], *, most_warnings: int | None = None) -> int:
    """Print every error, and warnings before them (the first few, where ``most_warnings`` says so).

    Returns how many errors there are; they stand last, nearest to the prompt.
    """
    found = sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line or 0))
    errors = [problem for problem in found if problem.severity == "error"]
    warnings = [problem for problem in found if problem.severity != "error"]
    screen = console()
    for problem in warnings[:most_warnings]:
        screen.print(str(problem))
    if most_warnings is not None and len(warnings) > most_warnings:
        screen.print(f"and {count(len(warnings) - most_warnings, 'warning')} more: see `kamerspiegel check`")
    for problem in errors:
        screen.print(str(problem), style="red")
    return len(errors)


@contextlib.contextmanager
def advancing(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """On a terminal, show how far work is that tells what was done last, and how much of how many is done."""
    screen = console()
    if not screen.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task(label, total=None)

        def advanced(what: str, done: int, total: int) -> None:
            # When all is made, the theme still prints the pages.
            words = f"{label}: {what}" if done < total else label
            progress.update(task, description=words, completed=done, total=total if done < total else None)

        yield advanced


@contextlib.contextmanager
def working(label: str) -> Iterator[None]:
    """On a terminal, show that something goes on while the block runs."""
    screen = console()
    if not screen.is_terminal:
        yield
        return
    with screen.status(f"{label} …"):
        yield
