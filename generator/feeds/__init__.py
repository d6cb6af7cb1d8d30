"""Feeds: everything new in the archive, to follow with any reader, as Atom and as JSON Feed.

A feed says nothing but what the archive says: its dates are those on which documents entered the archive, so
that an unchanged archive gives the same bytes, today and next year. Feeds need full addresses: they are made
only when the address of the site is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import feed_addresses
from generator.archive.graph import Archive
from generator.feeds.atom import atom_feed
from generator.feeds.feed import Feed, Publisher
from generator.feeds.json_feed import json_feed
from generator.feeds.listing import FeedMaker, Name, feed_names, feeds

__all__ = ["Name", "feed_files", "feed_names", "files_of_feed"]


def feed_files(
    archive: Archive, site_url: str | None, *, site_name: str = "Kamerspiegel", authority: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield every feed: path from the root of the site, and bytes; none when the site's address is not known.

    ``authority`` is the domain in the ids of entries; give it when a site moves, so that the ids stay what
    they were. Without it, it is the domain of ``site_url``.
    """
    if not site_url:
        return
    publisher = Publisher.of(site_url, site_name, authority)
    for feed in feeds(archive, publisher):
        yield from _files(feed, publisher)


def files_of_feed(archive: Archive, site_url: str, name: Name) -> dict[str, bytes]:
    """Return one feed, as ``feed_files`` does; ``feed_names`` says which there are."""
    publisher = Publisher.of(site_url, "Kamerspiegel")
    return dict(_files(FeedMaker(archive, publisher).feed(name), publisher))


def _files(feed: Feed, publisher: Publisher) -> Iterator[tuple[str, bytes]]:
    yield feed.path + feed_addresses.ATOM, atom_feed(feed, publisher)
    yield feed.path + feed_addresses.JSON, json_feed(feed, publisher)
