"""What search engines are told: which pages there are, since when, and that all may be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator import addresses
from generator.archive.graph import Archive

#: sitemaps.org: no more in one file.
MOST_IN_FILE = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Pages that are of no use as a search result.
_LEFT_OUT = frozenset({"404.html", addresses.address(addresses.SEARCH)})


def robots(site_url: str | None) -> tuple[str, bytes]:
    """Return ``robots.txt``: everything may be read. It names the sitemap when the site's address is known.

    It counts only at the root of a host; on a sub-path it does no harm.
    """
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {site_url.rstrip('/')}/sitemap.xml"]
    return "robots.txt", ("\n".join(lines) + "\n").encode()


def sitemap_files(
    site_url: str | None, pages: Iterable[tuple[str, str | None]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of pages, each with its address from the root and the day it last changed.

    Several files and an index where one is not enough; nothing when the site's address is not known.
    """
    if not site_url:
        return
    base = site_url.rstrip("/") + "/"
    wanted = sorted({address: day for address, day in pages if address not in _LEFT_OUT}.items())
    parts = [wanted[i : i + MOST_IN_FILE] for i in range(0, len(wanted), MOST_IN_FILE)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _urls(base, parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urls(base, part)
    rows = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()


def last_changes(archive: Archive) -> dict[str, str]:
    """Return the day on which each page last changed, by its address: when its documents came in.

    Pages that are not named here changed with the archive: ``last_change``.
    """
    added = {identifier: node.record.added for identifier, node in archive.documents.items()}
    found = {addresses.address(addresses.document_page(document)): day for document, day in added.items()}
    for identifier, meeting in archive.meetings.items():
        days = [added[document] for document in meeting.documents if document in added]
        if days:
            found[addresses.address(addresses.meeting_page(identifier))] = max(days)
    lists = [
        *((addresses.faction_page(one), node.questions) for one, node in archive.factions.items()),
        *((addresses.topic_page(one), topic.questions) for one, topic in archive.topics.items()),
        *(
            (addresses.dossier_page(one), tuple(question for _, question in dossier.cited))
            for one, dossier in archive.dossiers.items()
        ),
    ]
    for page, questions in lists:
        entries = [archive.questions[one] for one in questions if one in archive.questions]
        days = [added[doc] for e in entries for doc in (e.document, e.answer_document) if doc in added]
        if days:
            found[addresses.address(page)] = max(days)
    return found


def last_change(archive: Archive) -> str | None:
    """Return the day on which the archive last changed."""
    return max((node.record.added for node in archive.documents.values()), default=None)


def _urls(base: str, pages: Iterable[tuple[str, str | None]]) -> bytes:
    rows = "".join(f"<url><loc>{escape(base + address)}</loc>{_since(day)}</url>\n" for address, day in pages)
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n{rows}</urlset>\n'.encode()


def _since(day: str | None) -> str:
    return f"<lastmod>{escape(day)}</lastmod>" if day else ""
