"""The moments in a feed: days of the archive, never the time of the build."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.archive.graph import Archive, Entry
from generator.archive.outline import Outline

#: For an archive that knows no day at all.
BEGINNING = "1970-01-01T00:00:00Z"


@lru_cache(maxsize=1024)
def moment(*days: str | None) -> str:
    """Return the last of some days (ISO; a year or month alone means its first day) as a moment.

    >>> moment("2026-02-10", None, "2025"), moment(None)
    ('2026-02-10T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    return max((f"{day}T00:00:00Z" for day in map(_day, days) if day), default=BEGINNING)


def entered(entry: Entry) -> str:
    """Return when a question entered the archive."""
    return moment(entry.added)


class Changes:
    """When questions of an archive changed; each document is looked up once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._added: dict[str, str | None] = {}

    def of(self, entry: Entry | Outline) -> str:
        """Return when the last of a question entered: its answer, or word that it is put off."""
        later = entry.postponement.document if entry.postponement else ""
        return moment(entry.added, self._day(entry.answer_document or ""), self._day(later))

    def _day(self, document: str) -> str | None:
        """Return the day on which a document entered the archive, None for one that is not there."""
        if document not in self._added:
            node = self._archive.documents.get(document)
            self._added[document] = node.record.added if node else None
        return self._added[document]


def newest(archive: Archive) -> str:
    """Return when the last document entered the archive."""
    return moment(*(node.record.added for node in archive.documents.values()))


def _day(text: str | None) -> str | None:
    if not text:
        return None
    whole = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError:
        return None
