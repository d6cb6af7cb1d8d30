"""What stands in the head of a page for machines: what it is about, how it is shared, and what to follow.

Knows nothing of MkDocs: the plugin gives it the path of a page, and the theme prints what it returns.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from html import unescape

from markupsafe import Markup, escape

from generator import addresses, feed_addresses
from generator.archive.graph import Archive
from generator.export.jsonld import dataset_jsonld, meeting_jsonld, script_text
from generator.export.opengraph import open_graph

#: A feed to follow: its address without suffix, and its name.
Feed = tuple[str, str]

_GENERAL: tuple[Feed, ...] = (
    (feed_addresses.EVERYTHING, "Alle vragen en antwoorden"),
    (feed_addresses.ANSWERS, "Nieuwe antwoorden"),
)
_OVERVIEWS: dict[str, Feed] = {
    addresses.OPEN: (feed_addresses.OPEN, "Open vragen"),
    addresses.COMMITMENTS: (feed_addresses.COMMITMENTS, "Toezeggingen"),
}


class Head:
    """Makes the head of each page of one archive."""

    def __init__(
        self, archive: Archive, site_url: str | None, site_name: str, *, asked: Archive | None = None
    ) -> None:
        self._archive = archive
        #: The same archive, where it notes what a page looks up in it.
        self._asked = asked or archive
        self._site_url = site_url
        self._site_name = site_name

    def __call__(self, path: str, title: str, description: str) -> Markup:
        """Return the elements for the page at ``path`` ("vergaderingen/x.md"); a reader sees none of them.

        Title and description may be escaped already, as they are in front matter.
        """
        lines = [
            f'<meta property="{escape(name)}" content="{escape(content)}">'
            for name, content in open_graph(
                title=unescape(title),
                description=unescape(description),
                address=addresses.address(path),
                site_url=self._site_url,
                site_name=self._site_name,
            )
        ]
        return Markup("\n".join([*lines, *map(self._link, self.feeds(path)), *self._about(path)]))

    def feeds(self, path: str) -> tuple[Feed, ...]:
        """Return what can be followed from a page, its own feed first; nothing without the site's address."""
        if not self._site_url:
            return ()
        # A long list has pages by year; they follow what the list does.
        own = self._own.get(path) or self._own.get(f"{posixpath.dirname(path)}/index.md")
        return (own, *_GENERAL) if own else _GENERAL

    def general_feeds(self) -> tuple[Feed, ...]:
        """Return what can be followed of the whole archive; nothing without the site's address."""
        return (*_GENERAL, *_OVERVIEWS.values()) if self._site_url else ()

    def _link(self, feed: Feed) -> str:
        """Return the links to a feed, in both of its forms."""
        address, name = feed
        title = escape(f"{name} · {self._site_name}")
        href = escape(f"{(self._site_url or '').rstrip('/')}/{address}")
        return (
            f'<link rel="alternate" type="application/atom+xml" title="{title}" '
            f'href="{href}{feed_addresses.ATOM}">\n'
            f'<link rel="alternate" type="application/feed+json" title="{title} (JSON)" '
            f'href="{href}{feed_addresses.JSON}">'
        )

    def _about(self, path: str) -> list[str]:
        if path == addresses.DATA:
            value = dataset_jsonld(self._archive, self._site_url, name=self._site_name)
        elif path in self._meetings:
            value = meeting_jsonld(self._asked, self._meetings[path], self._site_url)
        else:
            return []
        # Not escaped again: script_text leaves nothing that could end the element.
        return [f'<script type="application/ld+json">{script_text(value)}</script>']

    @cached_property
    def _meetings(self) -> dict[str, str]:
        return {addresses.meeting_page(meeting): meeting for meeting in self._archive.meetings}

    @cached_property
    def _own(self) -> dict[str, Feed]:
        """Feeds by the page they belong to."""
        archive = self._archive
        found = dict(_OVERVIEWS)
        for one, meeting in archive.meetings.items():
            found[addresses.meeting_page(one)] = (feed_addresses.meeting_feed(one), meeting.meeting.name)
        for one, faction in archive.factions.items():
            name = f"Vragen van {faction.faction.name}"
            found[addresses.faction_page(one)] = (feed_addresses.faction_feed(one), name)
        for one, topic in archive.topics.items():
            name = f"Vragen over {topic.topic.name}"
            found[addresses.topic_page(one)] = (feed_addresses.topic_feed(one), name)
        for one in archive.dossiers:
            found[addresses.dossier_page(one)] = (feed_addresses.dossier_feed(one), f"Kamerstuk {one}")
        return found
