"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from generator.feed_addresses import ATOM, JSON
from generator.feeds.feed import AT_HAND, Feed, Item, Publisher

#: Everything that may not stand in XML 1.0, not even as an entity.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom_feed(feed: Feed, publisher: Publisher) -> bytes:
    """Return a feed as an Atom document."""
    head = _fit_for_xml("".join(_head(feed, publisher)))
    return "".join([head, *map(_entry, feed.items), "</feed>\n"]).encode("utf-8")


def _head(feed: Feed, publisher: Publisher) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">\n'
    yield f"<id>{escape(feed.id)}</id>\n"
    yield f"<title>{escape(feed.title)}</title>\n"
    yield f"<subtitle>{escape(feed.description)}</subtitle>\n"
    yield f"<updated>{feed.updated}</updated>\n"
    yield f"<author><name>{escape(publisher.name)}</name><uri>{escape(publisher.site_url)}</uri></author>\n"
    yield _link("self", publisher.address(feed.path + ATOM), "application/atom+xml")
    yield _link("alternate", feed.page, "text/html")
    yield _link("alternate", publisher.address(feed.path + JSON), "application/feed+json")
    yield f'<generator uri="{escape(publisher.site_url)}">Kamerspiegel</generator>\n'


@lru_cache(maxsize=AT_HAND)
def _entry(item: Item) -> str:
    tags = "".join([f'<category term="{escape(tag)}"/>\n' for tag in item.tags])
    return _fit_for_xml(
        f"<entry>\n<id>{escape(item.id)}</id>\n<title>{escape(item.title)}</title>\n"
        f"{_link('alternate', item.url, 'text/html')}"
        f"<published>{item.published}</published>\n<updated>{item.updated}</updated>\n{tags}"
        f'<content type="html">{escape(item.html)}</content>\n</entry>\n'
    )


def _link(relation: str, url: str, kind: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href="{escape(url)}"/>\n'


def _fit_for_xml(text: str) -> str:
    # A line break in an attribute would become a space, and a bare return in content a line feed.
    return _NOT_XML.sub("\ufffd", text).replace("\r", "&#13;")
