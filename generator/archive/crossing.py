"""What questions say of each other, and what is found over the whole archive: topics, related, terms."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.archive.documents import Described
from generator.archive.graph import Entry, GlossaryTerm, StatusEvidence
from generator.registers import Registers


class Crossed(msgspec.Struct, frozen=True, kw_only=True):
    """The entries, complete, and the terms they introduce."""

    entries: dict[str, Entry]
    glossary: dict[str, GlossaryTerm] = {}


def cross(entries: Mapping[str, Entry], described: Mapping[str, Described], registers: Registers) -> Crossed:
    """Return the entries with everything that takes more than one of them to know."""
    referring = _referring(entries)
    complete = {
        name: msgspec.structs.replace(
            entry,
            referred_by=tuple(referring.get(name, ())),
            status=_continued_status(entry, entries),
        )
        for name, entry in entries.items()
    }
    return Crossed(entries=complete)


def _referring(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return the questions whose answer points to each question, in order."""
    referring: dict[str, list[str]] = {}
    for name, entry in entries.items():
        for target in dict.fromkeys(reference.target for reference in entry.references):
            if target is not None and target != name:
                referring.setdefault(target, []).append(name)
    return referring


def _continued_status(entry: Entry, entries: Mapping[str, Entry]) -> StatusEvidence:
    """Return the status; a question that was split over others is answered there, once one of them is."""
    parts = (entries[part] for part in entry.continued_as if part in entries)
    if any(part.status.status != "pending" for part in parts):
        return StatusEvidence(status="reference")
    return entry.status


def follow(entries: Mapping[str, Entry], question: str) -> tuple[str, ...]:
    """Return the questions that a reader comes by who follows references from one answer to the next.

    Only an answer that is nothing but a pointer to one other is followed on; a circle ends where it closes.
    """
    trail: list[str] = []
    current = entries.get(question)
    while current is not None and current.status.status == "reference":
        targets = list(dict.fromkeys(r.target for r in current.references if r.target))
        if len(targets) != 1 or targets[0] in (*trail, question):
            break
        trail.append(targets[0])
        current = entries.get(targets[0])
    return tuple(trail)
