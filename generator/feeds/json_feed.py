"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.feed_addresses import JSON
from generator.feeds.feed import Feed, Item, Publisher

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, publisher: Publisher) -> bytes:
    """Return a feed as a JSON Feed document."""
    made = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": publisher.address(feed.path + JSON),
        "language": "nl",
        "authors": [{"name": publisher.name, "url": publisher.site_url}],
        "items": [_item(item) for item in feed.items],
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": item.published,
        "date_modified": item.updated,
    }
    return made | ({"tags": list(item.tags)} if item.tags else {})
