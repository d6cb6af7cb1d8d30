"""The archive as it is about to be published: with the settings, and with what several pages look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, TypeVar

from generator.archive.graph import Archive, Entry, FactionNode, GlossaryTerm, MeetingNode, Redirect
from generator.keys import split_question_id
from generator.pages.links import Links
from generator.pages.page import Settings
from generator.registers import Faction

Item = TypeVar("Item")


class Share(NamedTuple):
    """A share of the pages, for one of several processes that make them together."""

    part: int = 0
    of: int = 1


WHOLE = Share()


class Publication:
    """What every page is made from; holds no more than the archive says, in the shape that pages ask for."""

    def __init__(self, archive: Archive, settings: Settings, share: Share = WHOLE) -> None:
        self.archive = archive
        self.settings = settings
        self._share = share

    @property
    def leads(self) -> bool:
        """Whether the pages of which there is one are to be made here."""
        return self._share.part == 0

    def mine(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield those of ``items`` whose pages are to be made here: all, unless others share the work."""
        return islice(items, self._share.part, None, self._share.of)

    def links(self, page: str) -> Links:
        return Links(self.archive, page)

    def entries(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return the questions with these ids, in that order; unknown ids are left out."""
        questions = self.archive.questions
        return tuple(questions[identifier] for identifier in ids if identifier in questions)

    def counted(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return the questions with these ids that count; one divided over others counts as those."""
        return tuple(entry for entry in self.entries(ids) if not entry.continued_as)

    @cached_property
    def all(self) -> tuple[Entry, ...]:
        """Every question that counts."""
        return self.counted(self.archive.questions)

    def faction(self, identifier: str) -> Faction:
        node = self.archive.factions.get(identifier)
        return node.faction if node else Faction(id=identifier, name=identifier)

    def faction_names(self, entry: Entry) -> tuple[str, ...]:
        return tuple(self.faction(identifier).name for identifier in entry.factions)

    @cached_property
    def meetings(self) -> tuple[MeetingNode, ...]:
        """Meetings but the sets of Kamervragen, newest first."""
        return tuple(node for node in self._by_date if node.meeting.kind != "kamervragen")

    @cached_property
    def written_questions(self) -> tuple[MeetingNode, ...]:
        """Sets of Kamervragen, newest first."""
        return tuple(node for node in self._by_date if node.meeting.kind == "kamervragen")

    @cached_property
    def factions(self) -> dict[str, FactionNode]:
        """Factions that took part in anything, by id, ordered by name; the others have no page."""
        known = (
            node
            for node in self.archive.factions.values()
            if node.questions or node.silent or not node.registered
        )
        return {
            node.faction.id: node for node in sorted(known, key=lambda node: node.faction.name.casefold())
        }

    @cached_property
    def _by_date(self) -> tuple[MeetingNode, ...]:
        return tuple(
            sorted(self.archive.meetings.values(), key=lambda node: (node.date or "", node.meeting.id))[::-1]
        )

    @cached_property
    def newest_first(self) -> tuple[Entry, ...]:
        """All questions that count, the newest meeting first, each meeting in its own order."""
        return self.counted(identifier for node in self._by_date for identifier in node.questions)

    @cached_property
    def updated(self) -> str | None:
        """The last day on which a document entered the archive."""
        return max((node.record.added for node in self.archive.documents.values()), default=None)

    @cached_property
    def pointers(self) -> dict[str, tuple[Redirect, ...]]:
        """Ids that are no question any more, by the meeting on whose page they keep an anchor."""
        found: dict[str, list[Redirect]] = {}
        for redirect in self.archive.redirects:
            document = self.archive.documents.get(split_question_id(redirect.id)[0])
            meetings = {document.meeting} if document else set()
            if target := self.archive.questions.get(redirect.target or ""):
                meetings.add(target.meeting)
            for meeting in sorted(meetings):
                found.setdefault(meeting, []).append(redirect)
        return {meeting: tuple(redirects) for meeting, redirects in found.items()}

    @cached_property
    def term_pattern(self) -> re.Pattern[str] | None:
        """Finds any term of the glossary as a whole word, the longest first."""
        terms = sorted(self.archive.glossary, key=lambda term: (-len(term), term))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w])") if terms else None

    def term(self, name: str) -> GlossaryTerm:
        return self.archive.glossary[name]


def expansions(term: GlossaryTerm) -> str:
    """Return what a term stands for; a term with two meanings shows both."""
    return "; of: ".join(dict.fromkeys(text for text, _ in term.expansions))


def in_document_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    return sorted(entries, key=lambda entry: (entry.document, entry.question_lines))
