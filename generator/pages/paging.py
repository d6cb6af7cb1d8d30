"""Divide long lists over pages by year, so that a page stays light and an old page seldom changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class YearPage(NamedTuple, Generic[Item]):
    """One page of a long list."""

    #: Last part of its path: "" for the first page, "2024", "2024-2".
    name: str
    #: What it is called: "2026 en 2025", "2024, deel 2".
    label: str
    #: In the order of the list.
    items: tuple[Item, ...]


def by_year(
    items: Iterable[Item], year_of: Callable[[Item], str], *, most: int = 100, least: int = 40
) -> tuple[YearPage[Item], ...]:
    """Divide a list that is in order, newest first, and return its pages; there is always a first one.

    The first page takes whole years until it has ``least`` items, but never more than ``most``; every other
    year has pages of its own of at most ``most`` items. Parts of a year are numbered from its oldest items
    on, so that a new item changes the last part only.
    """
    years: dict[str, list[Item]] = {}
    for item in items:
        years.setdefault(year_of(item), []).append(item)
    parts = [part for year, members in years.items() for part in _parts(year, members, most)]
    first: list[YearPage[Item]] = []
    while parts and (not first or sum(len(part.items) for part in first) < least):
        if first and sum(len(part.items) for part in (*first, parts[0])) > most:
            break
        first.append(parts.pop(0))
    start = YearPage(
        "", _joined([part.label for part in first]), tuple(item for part in first for item in part.items)
    )
    return (start, *parts)


def year_path(base: str, page: YearPage[Any]) -> str:
    """Return the path of one page of a long list: "vergaderingen/index.md", "vergaderingen/2024.md"."""
    return base.replace("index.md", f"{page.name}.md") if page.name else base


def _parts(year: str, members: Sequence[Item], most: int) -> list[YearPage[Item]]:
    """Return the pages of one year, newest first."""
    name, label = (year, year) if year else ("zonder-jaar", "zonder jaar")
    if len(members) <= most:
        return [YearPage(name, label, tuple(members))]
    oldest_first = tuple(reversed(members))
    chunks = [oldest_first[start : start + most] for start in range(0, len(oldest_first), most)]
    pages = [
        YearPage(
            name if number == 1 else f"{name}-{number}", f"{label}, deel {number}", tuple(reversed(chunk))
        )
        for number, chunk in enumerate(chunks, 1)
    ]
    return pages[::-1]


def _joined(labels: Sequence[str]) -> str:
    return f"{', '.join(labels[:-1])} en {labels[-1]}" if len(labels) > 1 else "".join(labels)
