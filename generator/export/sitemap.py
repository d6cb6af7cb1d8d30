"""What search engines are told: when each page last changed, and that all may be read."""

from __future__ import annotations

from generator import addresses
from generator.archive.graph import Archive
from generator.archive.outline import outlines


def robots(site_url: str | None) -> tuple[str, bytes]:
    """Return ``robots.txt``: everything may be read. It names the sitemap when the site's address is known.

    It counts only at the root of a host; on a sub-path it does no harm.
    """
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {site_url.rstrip('/')}/sitemap.xml"]
    return "robots.txt", ("\n".join(lines) + "\n").encode()


def last_changes(archive: Archive) -> dict[str, str]:
    """Return the day on which each page last changed, by the page's path: when its documents came in.

    Pages that are not named here changed with the archive: ``last_change``.
    """
    added = {identifier: node.record.added for identifier, node in archive.documents.items()}
    found = {addresses.document_page(document): day for document, day in added.items()}
    for identifier, meeting in archive.meetings.items():
        days = [added[document] for document in meeting.documents if document in added]
        if days:
            found[addresses.meeting_page(identifier)] = max(days)
    lists = [
        *((addresses.faction_page(one), faction.questions) for one, faction in archive.factions.items()),
        *((addresses.topic_page(one), topic.questions) for one, topic in archive.topics.items()),
        *(
            (addresses.dossier_page(one), tuple(question for _, question in dossier.cited))
            for one, dossier in archive.dossiers.items()
        ),
    ]
    last: dict[str, str] = {}
    for name, one in outlines(archive.questions).items():
        if known := [added[doc] for doc in (one.document, one.answer_document) if doc in added]:
            last[name] = max(known)
    for page, questions in lists:
        days = [last[one] for one in questions if one in last]
        if days:
            found[page] = max(days)
    return found


def last_change(archive: Archive) -> str | None:
    """Return the day on which the archive last changed."""
    return max((node.record.added for node in archive.documents.values()), default=None)
