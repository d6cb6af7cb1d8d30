"""What a feed is made of, whatever its format."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

#: The date in the ids of entries: the authority held its domain on it. It never changes, or the ids would.
AUTHORITY_DATE = "2026-01-01"

#: Entries that are kept at hand: most stand in the feeds of a meeting, a faction and topics.
AT_HAND = 1024


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """The site that the feeds belong to."""

    #: With a slash at the end.
    site_url: str
    name: str
    #: Domain in the ids of entries.
    authority: str

    @classmethod
    def of(cls, site_url: str, name: str, authority: str | None = None) -> Publisher:
        domain = authority or urlsplit(site_url).hostname or "kamerspiegel.invalid"
        return cls(site_url=site_url.rstrip("/") + "/", name=name, authority=domain.lower())

    def tag(self, kind: str, identifier: str) -> str:
        """Return the permanent id of something (RFC 4151).

        >>> Publisher.of("https://example.org/x", "X").tag("vraag", "2026-02-10-brief/15")
        'tag:example.org,2026-01-01:vraag/2026-02-10-brief/15'
        """
        return f"tag:{self.authority},{AUTHORITY_DATE}:{kind}/{identifier}"

    def address(self, relative: str) -> str:
        return self.site_url + relative


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of a feed."""

    #: Permanent: a tag URI.
    id: str
    title: str
    #: Full address.
    url: str
    #: Moments, RFC 3339.
    published: str
    updated: str
    html: str
    tags: tuple[str, ...] = ()


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """One feed, newest entry first."""

    #: From the root of the site, without suffix.
    path: str
    id: str
    title: str
    description: str
    #: Full address of the page it belongs to.
    page: str
    #: Moment of its newest entry.
    updated: str
    items: tuple[Item, ...]
