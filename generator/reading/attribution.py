"""Attribution: which faction asks, and how it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.drafts import Draft, DraftItem
from generator.reading.factions import (
    Askers,
    FactionNames,
    faction_names,
    heading_factions,
    member_askers,
    named_asker,
)
from generator.reading.items import Layout
from generator.reading.rows import Row
from generator.registers import FactionRegister


def attribute(rows: Sequence[Row], draft: Draft, layout: Layout, register: FactionRegister) -> Askers | None:
    """Settle the faction of every item: by its heading, by its own words, or between two of the same faction.

    Returns the members who put the questions, where the document names them with their party.
    """
    names = faction_names(register)
    opening = _members(rows, layout.opening)
    sets = {index: _members(rows, [index, *under]) for index, under in layout.sections.items()}
    parts = {
        index: _members(rows, [index, *under])
        for index, under in layout.parts.items()
        if rows[index].name == "members-heading"
    }
    fallback = next((found for found in reversed(sets.values()) if found), None) or opening
    for item in draft.items:
        members = parts.get(item.part) if item.part is not None else None
        if item.part is None:
            members = (sets.get(item.section) if item.section is not None else None) or fallback
        if members:
            item.factions, item.members = members.factions, members.members
            item.attribution, item.evidence = "heading", members.evidence
        elif item.part is not None:
            item.factions = heading_factions(rows[item.part].text)
            item.attribution, item.evidence = "heading", rows[item.part].text
        else:
            _name(item, register, names)
    for list_index in sorted({item.list_index for item in draft.items}):
        _infer([item for item in draft.items if item.list_index == list_index])
    return _together([found for found in (*parts.values(), *sets.values()) if found]) or opening


def _members(rows: Sequence[Row], indexes: Sequence[int]) -> Askers | None:
    """Return the members who ask, from the last of these rows that names them with their party."""
    texts = [rows[i].text for i in indexes]
    starts = [n for n, text in enumerate(texts) if re.search(r"\b(?:leden|lid)\b", text)]
    for start in reversed(starts):
        found = member_askers(" ".join(texts[start : start + 6]))
        if found:
            return found
    return None


def _together(sets: Sequence[Askers]) -> Askers | None:
    """Return the askers of all the sets of questions in a document."""
    if not sets:
        return None
    return Askers(
        tuple(dict.fromkeys(name for found in sets for name in found.factions)),
        tuple(dict.fromkeys(name for found in sets for name in found.members)),
        sets[-1].evidence,
    )


def _name(item: DraftItem, register: FactionRegister, names: FactionNames) -> None:
    """Take the faction that a question's label or its own words name as the one who asks."""
    printed = heading_factions(item.asker) if item.asker else ()
    if printed and all(register.find(name) for name in printed):
        item.factions, item.attribution, item.evidence = printed, "named", item.asker
        return
    found = named_asker(" ".join(p.text for p in item.paragraphs), names)
    if found:
        item.factions, item.attribution, item.evidence = found.factions, "named", found.evidence


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
