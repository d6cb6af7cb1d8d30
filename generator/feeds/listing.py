"""Which feeds there are, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import addresses, feed_addresses
from generator.archive.graph import Archive, Entry
from generator.feeds.feed import Feed, Item, Publisher
from generator.feeds.items import Items
from generator.feeds.moments import changed, newest

#: A feed is for what is new; all of it stands in the data files.
LONGEST = 100
LONGEST_OF_PART = 50
#: There are as many of these as there are meetings: kept short, or they would outweigh the pages.
LONGEST_OF_MEETING = 20


def feeds(archive: Archive, publisher: Publisher) -> Iterator[Feed]:
    """Yield every feed of the archive, also one without entries: somebody may have subscribed to it."""
    maker = _Maker(archive, publisher)
    yield from maker.general()
    for faction in archive.factions.values():
        name = faction.faction.name
        yield maker.part(
            feed_addresses.faction_feed(faction.faction.id),
            f"Vragen van {name}",
            f"De nieuwste vragen van {name}, met de antwoorden",
            addresses.faction_page(faction.faction.id),
            faction.questions,
        )
    for topic in archive.topics.values():
        yield maker.part(
            feed_addresses.topic_feed(topic.topic.id),
            f"Vragen over {topic.topic.name}",
            f"De nieuwste vragen over {topic.topic.name}, met de antwoorden",
            addresses.topic_page(topic.topic.id),
            topic.questions,
        )
    for meeting in archive.meetings.values():
        yield maker.part(
            feed_addresses.meeting_feed(meeting.meeting.id),
            meeting.meeting.name,
            f"De vragen en antwoorden bij {meeting.meeting.name}",
            addresses.meeting_page(meeting.meeting.id),
            meeting.questions,
            longest=LONGEST_OF_MEETING,
        )
    for dossier in archive.dossiers.values():
        yield maker.part(
            feed_addresses.dossier_feed(dossier.id),
            f"Vragen bij Kamerstuk {dossier.id}",
            f"De nieuwste vragen en antwoorden waarin Kamerstuk {dossier.id} genoemd wordt",
            addresses.dossier_page(dossier.id),
            tuple(dict.fromkeys(question for _, question in dossier.cited)),
        )


class _Maker:
    def __init__(self, archive: Archive, publisher: Publisher) -> None:
        self._archive = archive
        self._publisher = publisher
        self._items = Items(archive, publisher)
        self._beginning = newest(archive)

    def general(self) -> Iterator[Feed]:
        """Yield the feeds of the whole archive."""
        entries = self._newest(self._archive.questions.values())
        answered = [entry for entry in entries if entry.answer]
        pending = [entry for entry in entries if entry.status.status == "pending"]
        promised = [(entry, commitment) for entry in entries for commitment in entry.commitments]
        yield self._feed(
            feed_addresses.EVERYTHING,
            "Alle vragen en antwoorden",
            "De nieuwste vragen aan ministers en hun antwoorden",
            addresses.HOME,
            [self._items.question(entry) for entry in entries[:LONGEST]],
        )
        yield self._feed(
            feed_addresses.ANSWERS,
            "Nieuwe antwoorden",
            "De nieuwste antwoorden van ministers op vragen uit de Kamer",
            addresses.HOME,
            [self._items.answer(entry) for entry in answered[:LONGEST]],
        )
        yield self._feed(
            feed_addresses.OPEN,
            "Open vragen",
            "De nieuwste vragen waarop nog geen antwoord in het archief staat",
            addresses.OPEN,
            [self._items.question(entry) for entry in pending[:LONGEST]],
        )
        yield self._feed(
            feed_addresses.COMMITMENTS,
            "Toezeggingen",
            "De nieuwste toezeggingen van ministers in hun antwoorden",
            addresses.COMMITMENTS,
            [self._items.commitment(entry, commitment) for entry, commitment in promised[:LONGEST]],
        )

    def part(
        self,
        path: str,
        title: str,
        description: str,
        page: str,
        questions: Iterable[str],
        *,
        longest: int = LONGEST_OF_PART,
    ) -> Feed:
        """Return the feed of a part of the archive: the newest of these questions."""
        known = (self._archive.questions[one] for one in questions if one in self._archive.questions)
        entries = self._newest(known)[:longest]
        return self._feed(path, title, description, page, [self._items.question(entry) for entry in entries])

    def _newest(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return questions newest first: by the day they (or their answers) came in, then by their own days.

        A question whose parts are questions of their own is left to them.
        """
        whole = [entry for entry in entries if not entry.continued_as]
        whole.sort(key=lambda entry: (entry.document, entry.question_lines, entry.id))
        whole.sort(
            key=lambda entry: (changed(self._archive, entry), entry.answer_date or entry.asked_date or ""),
            reverse=True,
        )
        return whole

    def _feed(self, path: str, title: str, description: str, page: str, items: Sequence[Item]) -> Feed:
        return Feed(
            path=path,
            id=self._publisher.tag("feed", path),
            title=f"{title} · {self._publisher.name}",
            description=description,
            page=self._publisher.address(addresses.address(page)),
            updated=max((item.updated for item in items), default=self._beginning),
            items=tuple(items),
        )
