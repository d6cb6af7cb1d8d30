"""Drafts: questions and answers as joined paragraphs, before factions, keys and notes are settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.reading.joining import Joined
from generator.reading.labels import Style
from generator.reading.rows import Row
from generator.records import Attribution, Doubt

#: Two questions with so many letters the same are one question printed twice.
_SAME_QUESTION = 40


@dataclass(slots=True)
class DraftAnswer:
    """An answer in the making; ``first`` and ``last`` are its lines, label included."""

    paragraphs: list[Joined]
    numbers: tuple[int, ...]
    first: int
    last: int
    #: Index of the question label it stands under; None for an answer that stands apart.
    label: int | None = None


@dataclass(slots=True)
class DraftItem:
    """A question in the making."""

    numbers: tuple[int, ...]
    list_index: int
    paragraphs: list[Joined]
    first: int
    last: int
    subheading: str | None = None
    answer: DraftAnswer | None = None
    #: Row index of the faction heading and of the list title above it.
    part: int | None = None
    section: int | None = None
    doubts: list[Doubt] = field(default_factory=list)
    factions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    #: Who asks, as its label says it.
    asker: str = ""
    attribution: Attribution = "unknown"
    evidence: str | None = None


@dataclass(slots=True)
class DraftPart:
    """What a faction (or a section without one) said besides its questions."""

    heading: int | None
    section: int | None
    introduction: list[Joined] = field(default_factory=list)
    #: Paragraphs behind its first question, with the index of the draft's item that each follows.
    context: list[tuple[int, Joined]] = field(default_factory=list)
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Draft:
    """A document in the making, in document order."""

    style: Style
    items: list[DraftItem] = field(default_factory=list)
    parts: list[DraftPart] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def sort_items(draft: Draft) -> None:
    """Put the items in the order in which they are printed; the context of parts follows its items."""
    order = sorted(range(len(draft.items)), key=lambda n: (draft.items[n].first, draft.items[n].list_index))
    place = {old: new for new, old in enumerate(order)}
    draft.items = [draft.items[n] for n in order]
    for part in draft.parts:
        part.context = [(place[n], paragraph) for n, paragraph in part.context]


def _is_same(earlier: DraftItem, item: DraftItem, key: str) -> bool:
    """Return whether a text that stands twice is one question: it is long, or has one number in both."""
    again = earlier.list_index != item.list_index and bool(item.numbers) and earlier.numbers == item.numbers
    return len(key) > _SAME_QUESTION or again


def merge_printings(rows: list[Row], draft: Draft) -> None:
    """Where a document prints its questions twice, first alone and then with the answers, keep one of each.

    So does a published verslag that holds the committee's letter and the minister's.
    """
    waiting: dict[str, list[DraftItem]] = {}
    #: Index of each dropped item, and of the one that is kept in its place.
    dropped: dict[int, int] = {}
    for index, item in enumerate(draft.items):
        key = re.sub(r"\W+", "", " ".join(p.text for p in item.paragraphs)).lower()
        earlier = next((e for e in waiting.get(key, []) if e.answer is None), None)
        if earlier is not None and item.answer is not None and _is_same(earlier, item, key):
            earlier.answer = item.answer
            dropped[index] = next(n for n, kept in enumerate(draft.items) if kept is earlier)
            for row in rows:
                if (
                    item.first <= row.first
                    and row.last <= item.last
                    and row.cls in {"question", "label", "subheading"}
                ):
                    row.cls = "copy"
        elif item.answer is None:
            waiting.setdefault(key, []).append(item)
    if dropped:
        kept = [n for n in range(len(draft.items)) if n not in dropped]
        place = {n: new for new, n in enumerate(kept)}
        draft.items = [draft.items[n] for n in kept]
        for part in draft.parts:
            part.context = [(place[dropped.get(n, n)], paragraph) for n, paragraph in part.context]
