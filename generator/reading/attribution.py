"""Attribution: which faction asks, and how it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.drafts import Draft, DraftItem
from generator.reading.factions import (
    Askers,
    FactionNames,
    heading_factions,
    member_askers,
    named_asker,
)
from generator.reading.items import Layout
from generator.reading.rows import Row


def attribute(rows: Sequence[Row], draft: Draft, layout: Layout, names: FactionNames) -> Askers | None:
    """Settle the faction of every item: by its heading, by its own words, or between two of the same faction.

    Returns the members who put the questions, where the document names them with their party.
    """
    members = opening_members(rows, layout)
    for item in draft.items:
        if item.part is not None:
            item.factions = heading_factions(rows[item.part].text)
            item.attribution, item.evidence = "heading", rows[item.part].text
        elif members:
            item.factions, item.members = members.factions, members.members
            item.attribution, item.evidence = "heading", members.evidence
        else:
            found = named_asker(" ".join(p.text for p in item.paragraphs), names)
            if found:
                item.factions, item.attribution, item.evidence = found.factions, "named", found.evidence
    for list_index in sorted({item.list_index for item in draft.items}):
        _infer([item for item in draft.items if item.list_index == list_index])
    return members


def opening_members(rows: Sequence[Row], layout: Layout) -> Askers | None:
    """Return the members who ask, from the last place above the questions that names their party."""
    opening = [rows[i].text for i in layout.opening]
    for title, under in layout.sections.items():
        opening += [rows[i].text for i in (title, *under)]
    starts = [n for n, text in enumerate(opening) if re.search(r"\b(?:leden|lid)\b", text)]
    for start in reversed(starts):
        found = member_askers(" ".join(opening[start : start + 6]))
        if found:
            return found
    return None


def _infer(items: Sequence[DraftItem]) -> None:
    """Between two items of one list that name the same faction, the others are taken to be that faction's."""
    named = [n for n, item in enumerate(items) if item.attribution == "named"]
    for left, right in pairwise(named):
        if items[left].factions != items[right].factions:
            continue
        for item in items[left + 1 : right]:
            if item.attribution == "unknown":
                item.factions, item.attribution = items[left].factions, "inferred"
                item.evidence = (
                    f"{items[left].numbers[0]}, {items[right].numbers[0]}"
                    if items[left].numbers and items[right].numbers
                    else None
                )
