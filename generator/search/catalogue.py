"""The catalogue: what the search page shows and counts of every question, besides its text.

Written once for both engines. What questions share (a letter, its date and its ministers) stands in
``sources``; the rows of
the questions are columns of packed numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator import addresses
from generator.archive.graph import Archive, Entry
from generator.keys import slug
from generator.search.packing import pack_all, pack_lists
from generator.search.settings import SearchSettings

STATUSES = ("answered", "partial", "reference", "declined", "deferred", "pending")


class Source(NamedTuple):
    """What the questions of one list and one answer have in common; indexes into the lists of the
    catalogue.
    """

    document: int
    meeting: int
    #: Day of the answer, else of the question, else of the meeting.
    date: str
    chamber: int
    ministers: tuple[int, ...]


class Numbering(dict[str, int]):
    """Numbers values in the order in which they come."""

    def __missing__(self, value: str) -> int:
        self[value] = number = len(self)
        return number


class Catalogue:
    """Numbers everything that questions have in common; the same numbers are used in every part of the
    archive.
    """

    def __init__(self, archive: Archive, settings: SearchSettings) -> None:
        self._archive = archive
        self._settings = settings
        self._documents = Numbering()
        self._meetings = Numbering()
        self._factions = Numbering()
        self._topics = Numbering()
        self._chambers = Numbering()
        self._ministers = Numbering()
        self._sources: dict[Source, int] = {}

    def rows(
        self, entries: Sequence[Entry], lengths: Iterable[Sequence[int]], names: Sequence[str]
    ) -> dict[str, object]:
        """Return the columns of a run of questions.

        ``lengths`` has the number of terms per field of each, ``names`` what Pagefind calls each.
        """
        return {
            "keys": " ".join(entry.key for entry in entries),
            "sources": pack_all(self._source(entry) for entry in entries),
            "factions": pack_lists(
                [self._factions[faction] for faction in entry.factions] for entry in entries
            ),
            "topics": pack_lists([self._topics[topic] for topic in entry.topics] for entry in entries),
            "statuses": pack_all(STATUSES.index(entry.status.status) for entry in entries),
            "lengths": pack_all(length for of_entry in lengths for length in of_entry),
            "names": " ".join(names),
        }

    def _source(self, entry: Entry) -> int:
        node = self._archive.documents.get(entry.answer_document or entry.document)
        meeting = self._archive.meetings[entry.meeting]
        source = Source(
            document=self._documents[entry.document],
            meeting=self._meetings[entry.meeting],
            date=entry.answer_date or entry.asked_date or meeting.date or "",
            chamber=self._chambers[(node.chamber if node else None) or meeting.meeting.chamber or ""],
            ministers=tuple(self._ministers[person.name] for person in entry.answered_by),
        )
        return self._sources.setdefault(source, len(self._sources))

    def lists(self) -> dict[str, object]:
        """Return what the numbers in the rows stand for; call it when all rows are made."""
        factions, topics = self._archive.factions, self._archive.topics
        return {
            "statuses": STATUSES,
            "page": self._page("*"),
            "documents": list(self._documents),
            "meetings": [self._meeting(meeting) for meeting in self._meetings],
            "factions": [
                [faction, *self._names(faction)] if faction in factions else [faction, faction]
                for faction in self._factions
            ],
            "topics": [
                [topic, topics[topic].topic.name] if topic in topics else [topic, topic]
                for topic in self._topics
            ],
            "chambers": [[slug(chamber), chamber] for chamber in self._chambers],
            "ministers": [[slug(minister), minister] for minister in self._ministers],
            "sources": [list(source) for source in self._sources],
        }

    def _names(self, faction: str) -> tuple[str, ...]:
        """Return the name of a faction, and everything else it may be called in a query."""
        known = self._archive.factions[faction].faction
        return known.name, *(name for name in (known.full_name, *known.aliases) if name)

    def _page(self, meeting: str) -> str:
        """Return where the page of a meeting is, from the root of the site."""
        page = addresses.meeting_page("meeting").replace("meeting", meeting)
        return page.removesuffix(".md") + ".html" if self._settings.offline else addresses.address(page)

    def _meeting(self, identifier: str) -> list[str]:
        node = self._archive.meetings[identifier]
        return [identifier, node.meeting.name, node.date or ""]
