"""Which feeds there are, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from generator import addresses, feed_addresses
from generator.archive.graph import Archive, Entry
from generator.archive.outline import Outline, outlined
from generator.feeds.feed import Feed, Item, Publisher
from generator.feeds.items import Items
from generator.feeds.moments import Changes, newest

#: A feed is for what is new; all of it stands in the data files.
LONGEST = 100
LONGEST_OF_PART = 50
#: There are as many of these as there are meetings: kept short, or they would outweigh the pages.
LONGEST_OF_MEETING = 20


#: What a feed is of, and the id of that: ("faction", "d66"); of the whole archive, its own address.
Name = tuple[str, str]


def feeds(archive: Archive, publisher: Publisher) -> Iterator[Feed]:
    """Yield every feed of the archive, also one without entries: somebody may have subscribed to it."""
    maker = FeedMaker(archive, publisher)
    return map(maker.feed, feed_names(archive))


def feed_names(archive: Archive) -> Iterator[Name]:
    """Yield the name of every feed."""
    for path in (
        feed_addresses.EVERYTHING,
        feed_addresses.ANSWERS,
        feed_addresses.OPEN,
        feed_addresses.COMMITMENTS,
    ):
        yield "all", path
    yield from (("faction", one) for one in archive.factions)
    yield from (("topic", one) for one in archive.topics)
    yield from (("meeting", one) for one in archive.meetings)
    yield from (("dossier", one) for one in archive.dossiers)


class FeedMaker:
    """Makes the feeds of one archive."""

    def __init__(self, archive: Archive, publisher: Publisher) -> None:
        self._archive = archive
        self._publisher = publisher
        self._changes = Changes(archive)
        self._items = Items(archive, publisher, self._changes)

    def feed(self, name: Name) -> Feed:
        """Return the feed of this name."""
        kind, identifier = name
        if kind == "all":
            return self._general(identifier)
        if kind == "faction":
            faction = self._archive.factions[identifier]
            return self._part(
                feed_addresses.faction_feed(identifier),
                f"Vragen van {faction.faction.name}",
                f"De nieuwste vragen van {faction.faction.name}, met de antwoorden",
                addresses.faction_page(identifier),
                faction.questions,
            )
        if kind == "topic":
            topic = self._archive.topics[identifier]
            return self._part(
                feed_addresses.topic_feed(identifier),
                f"Vragen over {topic.topic.name}",
                f"De nieuwste vragen over {topic.topic.name}, met de antwoorden",
                addresses.topic_page(identifier),
                topic.questions,
            )
        if kind == "meeting":
            meeting = self._archive.meetings[identifier]
            return self._part(
                feed_addresses.meeting_feed(identifier),
                meeting.meeting.name,
                f"De vragen en antwoorden bij {meeting.meeting.name}",
                addresses.meeting_page(identifier),
                meeting.questions,
                longest=LONGEST_OF_MEETING,
            )
        cited = self._archive.dossiers[identifier].cited
        return self._part(
            feed_addresses.dossier_feed(identifier),
            f"Vragen bij Kamerstuk {identifier}",
            f"De nieuwste vragen en antwoorden waarin Kamerstuk {identifier} genoemd wordt",
            addresses.dossier_page(identifier),
            tuple(dict.fromkeys(question for _, question in cited)),
        )

    def _general(self, path: str) -> Feed:
        """Return a feed of the whole archive."""
        every = outlined(self._archive.questions)
        if path == feed_addresses.EVERYTHING:
            return self._feed(
                path,
                "Alle vragen en antwoorden",
                "De nieuwste vragen aan ministers en hun antwoorden",
                addresses.HOME,
                [self._items.question(entry) for entry in self._newest(every, LONGEST)],
            )
        if path == feed_addresses.ANSWERS:
            answered = self._newest((one for one in every if one.answered), LONGEST)
            return self._feed(
                path,
                "Nieuwe antwoorden",
                "De nieuwste antwoorden van ministers op vragen uit de Kamer",
                addresses.HOME,
                [self._items.answer(entry) for entry in answered],
            )
        if path == feed_addresses.OPEN:
            pending = self._newest((one for one in every if one.status.status == "pending"), LONGEST)
            return self._feed(
                path,
                "Open vragen",
                "De nieuwste vragen waarop nog geen antwoord in het archief staat",
                addresses.OPEN,
                [self._items.question(entry) for entry in pending],
            )
        promising = self._newest((one for one in every if one.promises), LONGEST)
        promised = [(entry, commitment) for entry in promising for commitment in entry.commitments]
        return self._feed(
            path,
            "Toezeggingen",
            "De nieuwste toezeggingen van ministers in hun antwoorden",
            addresses.COMMITMENTS,
            [self._items.commitment(entry, commitment) for entry, commitment in promised[:LONGEST]],
        )

    def _part(
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
        entries = self._newest(outlined(self._archive.questions, questions), longest)
        return self._feed(path, title, description, page, [self._items.question(entry) for entry in entries])

    def _newest(self, questions: Iterable[Outline], most: int) -> list[Entry]:
        """Return the newest questions: by the day they (or their answers) came in, then by their own days.

        A question whose parts are questions of their own is left to them.
        """
        known = [(self._when(one), one.id) for one in questions if one.counts]
        # Of a hundred thousand questions only those that may be among the newest are looked at.
        last = min(nlargest(most, (when for when, _ in known)), default=None)
        entries = [self._archive.questions[name] for when, name in known if last is None or when >= last]
        entries.sort(key=lambda entry: (entry.document, entry.question_lines, entry.id))
        entries.sort(key=self._when, reverse=True)
        return entries[:most]

    def _when(self, question: Entry | Outline) -> tuple[str, str]:
        return self._changes.of(question), question.answer_date or question.asked_date or ""

    def _feed(self, path: str, title: str, description: str, page: str, items: Sequence[Item]) -> Feed:
        return Feed(
            path=path,
            id=self._publisher.tag("feed", path),
            title=f"{title} · {self._publisher.name}",
            description=description,
            page=self._publisher.address(addresses.address(page)),
            updated=max(item.updated for item in items) if items else newest(self._archive),
            items=tuple(items),
        )
