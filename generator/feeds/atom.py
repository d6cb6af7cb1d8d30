"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from generator.feed_addresses import ATOM, JSON
from generator.feeds.feed import Feed, Item, Publisher

#: Everything that may not stand in XML 1.0, not even as an entity.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(feed: Feed, publisher: Publisher) -> bytes:
    """Return a feed as an Atom document."""
    return "".join(_lines(feed, publisher)).encode("utf-8")


def _lines(feed: Feed, publisher: Publisher) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">\n'
    yield f"<id>{_text(feed.id)}</id>\n"
    yield f"<title>{_text(feed.title)}</title>\n"
    yield f"<subtitle>{_text(feed.description)}</subtitle>\n"
    yield f"<updated>{feed.updated}</updated>\n"
    yield f"<author><name>{_text(publisher.name)}</name><uri>{_text(publisher.site_url)}</uri></author>\n"
    yield _link("self", publisher.address(feed.path + ATOM), "application/atom+xml")
    yield _link("alternate", feed.page, "text/html")
    yield _link("alternate", publisher.address(feed.path + JSON), "application/feed+json")
    yield f'<generator uri="{_text(publisher.site_url)}">Kamerspiegel</generator>\n'
    for item in feed.items:
        yield from _entry(item)
    yield "</feed>\n"


def _entry(item: Item) -> Iterator[str]:
    yield f"<entry>\n<id>{_text(item.id)}</id>\n<title>{_text(item.title)}</title>\n"
    yield _link("alternate", item.url, "text/html")
    yield f"<published>{item.published}</published>\n<updated>{item.updated}</updated>\n"
    yield from (f'<category term="{_text(tag)}"/>\n' for tag in item.tags)
    yield f'<content type="html">{_text(item.html)}</content>\n</entry>\n'


def _link(relation: str, url: str, kind: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href="{_text(url)}"/>\n'


def _text(text: str) -> str:
    # A line break in an attribute would become a space, and a bare return in content a line feed.
    return escape(_NOT_XML.sub("\ufffd", text)).replace("\r", "&#13;")
