"""What questions are called, who asks them, and the links to them: for every page that names one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.archive.graph import Entry
from generator.archive.outline import Outline
from generator.pages import wording
from generator.pages.links import Links
from generator.pages.publication import Publication, once_a_page


class NamedLink(NamedTuple):
    text: str
    href: Markup
    #: What stands behind it: a date, a number.
    detail: str = ""


class FactionMark(NamedTuple):
    id: str
    name: str
    href: Markup


def faction_marks(
    publication: Publication, links: Links, entry: Entry | Outline
) -> tuple[FactionMark, ...]:
    return _faction_marks(publication, links, entry.factions)


@once_a_page
def _faction_marks(
    publication: Publication, links: Links, factions: Sequence[str]
) -> tuple[FactionMark, ...]:
    return tuple(
        FactionMark(identifier, publication.faction(identifier).name, links.faction(identifier))
        for identifier in factions
        if publication.has_page(identifier)
    )


def topic_links(publication: Publication, links: Links, entry: Entry) -> tuple[NamedLink, ...]:
    found = [_topic_link(publication, links, topic) for topic in entry.topics]
    return tuple(filter(None, found))


@once_a_page
def _topic_link(publication: Publication, links: Links, topic: str) -> NamedLink | None:
    node = publication.archive.topics.get(topic)
    return NamedLink(node.topic.name, links.topic(topic)) if node else None


def attribution(publication: Publication, entry: Entry) -> str:
    """Return how certain it is who asks, in words; "" where a heading says it."""
    if entry.attribution == "inferred" and entry.attribution_evidence:
        # The evidence names keys, or the numbers of questions in the same list.
        keys = [key.strip() for key in entry.attribution_evidence.split(",")]
        before = entry.key.removesuffix(str(entry.number))
        names = dict.fromkeys(f"{entry.document}/{name}" for key in keys for name in (key, before + key))
        known = publication.entries(names)
        if known:
            titles = wording.enumeration(
                wording.lower_first(wording.question_title(other)) for other in known
            )
            return f"Afgeleid uit {titles}: niet in de tekst genoemd"
    if entry.attribution == "unknown" and entry.members:
        return ""
    return wording.ATTRIBUTION_NOTES[entry.attribution]


def question_label(publication: Publication, entry: Entry) -> str:
    """Return a question's name as part of a sentence: "vraag 10 (VVD)"."""
    title = wording.lower_first(wording.question_title(entry))
    return f"{title} ({_names(publication, entry.factions)})" if entry.factions else title


@once_a_page
def _names(publication: Publication, factions: Sequence[str]) -> str:
    return wording.enumeration(publication.faction(faction).name for faction in factions)


def question_links(publication: Publication, links: Links, ids: Sequence[str]) -> tuple[NamedLink, ...]:
    return tuple(
        [
            NamedLink(question_label(publication, entry), links.entry(entry))
            for entry in publication.entries(ids)
        ]
    )


def question_text(entry: Entry) -> str:
    return " ".join(paragraph.text for paragraph in entry.question)
