"""The registers in ``content/``: factions, topics, meetings, glossary, each entry with its own examples."""

from __future__ import annotations

import unicodedata
from typing import Literal

import msgspec


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of register entries."""


class Faction(Entry, frozen=True, kw_only=True):
    """A parliamentary faction (fractie), group or one-member faction."""

    #: Slug: "groenlinks-pvda".
    id: str
    #: As registered: "GroenLinks-PvdA".
    name: str
    full_name: str | None = None
    #: Other spellings that occur in documents: "GL-PvdA". Compared without case, spaces and hyphens.
    aliases: tuple[str, ...] = ()
    #: Colour of the small mark beside the name, "#rrggbb".
    colour: str | None = None
    chambers: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    #: Faction ids it came from or went into.
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    note: str | None = None
    #: Headings or phrases in which it must be recognised.
    examples: tuple[str, ...] = ()


class TopicWord(Entry, frozen=True, kw_only=True):
    """A word or phrase by which a topic is recognised."""

    #: A regular expression over folded text (lower case, no diacritics), matched at word starts.
    pattern: str
    weight: float = 1.0


class Topic(Entry, frozen=True, kw_only=True):
    id: str
    name: str
    about: str
    #: Patterns over folded text; a plain string has weight 1.
    words: tuple[str | TopicWord, ...] = ()
    #: Question texts (or sentences) that must get this topic, and that must not.
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class Meeting(Entry, frozen=True, kw_only=True):
    """What a consultation was about: a ministerial, council, budget round, or set of Kamervragen."""

    id: str
    name: str
    kind: Literal["meeting", "budget", "kamervragen"] = "meeting"
    days: tuple[str, ...] = ()
    #: The year, where there is no day.
    year: int | None = None
    chamber: str | None = None
    committee: str | None = None
    #: Other names by which documents refer to it.
    aliases: tuple[str, ...] = ()
    description: str | None = None


class GlossaryEntry(Entry, frozen=True, kw_only=True):
    #: The abbreviation: "PURL".
    term: str
    expansion: str
    explanation: str | None = None
    examples: tuple[str, ...] = ()


class CommitmentReview(Entry, frozen=True, kw_only=True):
    """What became of a commitment: reviewed by a person, in ``content/commitments.yaml``."""

    #: Commitment id: "<question id>--t1".
    id: str
    state: Literal["open", "kept", "lapsed"]
    #: Start of the sentence, so that a review never ends up with another commitment.
    text: str | None = None
    #: Document id (in the archive) or address of what shows it.
    document: str | None = None
    note: str | None = None


class Registers(msgspec.Struct, frozen=True, kw_only=True):
    """All registers of one content folder."""

    factions: tuple[Faction, ...] = ()
    topics: tuple[Topic, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    commitments: tuple[CommitmentReview, ...] = ()
    #: Addresses of official papers that differ from what their numbers say, by normal id
    #: (content/addresses.yaml).
    addresses: dict[str, str] = {}


def fold_name(name: str) -> str:
    """Return a faction name reduced to letters and digits in lower case, for comparison."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed.lower() if c.isalnum())


class FactionRegister:
    """Finds factions by any of their names."""

    def __init__(self, factions: tuple[Faction, ...]) -> None:
        self.factions = factions
        self.by_id = {faction.id: faction for faction in factions}
        self._by_name: dict[str, Faction] = {}
        for faction in factions:
            for name in (faction.name, faction.id, faction.full_name, *faction.aliases):
                if name:
                    self._by_name.setdefault(fold_name(name), faction)

    def find(self, name: str) -> Faction | None:
        """Return the faction with this name or alias, or None when it is not registered."""
        return self._by_name.get(fold_name(name))

    def names(self) -> tuple[str, ...]:
        """Return every registered spelling, longest first."""
        found = {n for f in self.factions for n in (f.name, f.full_name, *f.aliases) if n}
        return tuple(sorted(found, key=lambda n: (-len(n), n)))
