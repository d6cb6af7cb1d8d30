"""Numbering: key and ordinal of every question, named lists, and doubts about the order of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.keys import KeyParts
from generator.reading.drafts import Draft
from generator.reading.items import Layout
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import Doubt
from generator.registers import FactionRegister

_CHAPTER = re.compile(r"\(([IVXLC]{1,6}|[A-Z])\)|\b\d{2}[ .]?\d{3}[- ]([IVXLC]{1,6}|[A-Z])\b")


def named_sections(rows: Sequence[Row], draft: Draft, layout: Layout) -> dict[int, str | None]:
    """Return the key of each list title, where a document has several lists that all have one; else none."""
    lists = {item.list_index for item in draft.items}
    titles = [index for index in layout.sections if any(item.section == index for item in draft.items)]
    if len(lists) < 2 or len(titles) < len(lists):
        return {}
    keys = [_chapter(rows[index].text) for index in titles]
    if None in keys or len(set(keys)) < len(keys):
        return {}
    return dict(zip(titles, keys, strict=True))


def _chapter(title: str) -> str | None:
    """Return the chapter of the budget that a title names: "… (X) over het jaar …", "36 800 X"."""
    match = _CHAPTER.search(title)
    return (match[1] or match[2]) if match else None


def doubt_order(draft: Draft) -> None:
    """Leave a doubt at every number that does not follow the one before it."""
    previous: dict[int, int] = {}
    for item in draft.items:
        if not item.numbers:
            continue
        last = previous.get(item.list_index, 0)
        if item.numbers[0] > last + 1 or (item.numbers[0] <= last and len(item.numbers) == 1):
            earlier = {
                n
                for other in draft.items
                if other.list_index == item.list_index and other is not item
                for n in other.numbers
            }
            if not set(range(1, item.numbers[0])) <= earlier or item.numbers[0] in earlier:
                item.doubts.append(
                    Doubt(
                        code="label-out-of-sequence",
                        text=f"Het nummer {item.numbers[0]} volgt niet op {last}.",
                        lines=(item.first, item.first),
                    )
                )
        previous[item.list_index] = max(last, *item.numbers)


def key_parts(draft: Draft, section_keys: dict[int, str | None], factions: FactionRegister) -> list[KeyParts]:
    ordinals = ordinals_of(draft)
    parts = []
    for item, ordinal in zip(draft.items, ordinals, strict=True):
        faction = None
        if item.factions:
            known = factions.find(item.factions[0])
            faction = known.id if known else item.factions[0]
        section = section_keys.get(item.section) if item.section is not None else None
        unnamed = 1 if section else item.list_index + 1
        parts.append(KeyParts(item.numbers, section, unnamed, faction, ordinal))
    return parts


def ordinals_of(draft: Draft) -> list[int]:
    """Return the place of each item (from 1) within its first faction, or in the list where it has none."""
    counts: dict[tuple[int, str | None], int] = {}
    found = []
    for item in draft.items:
        place: tuple[int, str | None] = (item.list_index, None)
        counts[place] = counts.get(place, 0) + 1
        if item.factions:
            place = (item.list_index, item.factions[0])
            counts[place] = counts.get(place, 0) + 1
        found.append(counts[place])
    return found


SPECIMENS = (
    Specimens(
        "chapter",
        _CHAPTER,
        ("de Ontwerpbegroting Defensie (X)", "36 800-X"),
        ("de Ontwerpbegroting Defensie",),
    ),
)
