"""Everything that is published beside pages and feeds: the data with its checksums, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.archive.graph import Archive
from generator.export import data_files
from generator.export.calendar import calendar_file
from generator.export.checksums import with_checksums
from generator.export.jsonld import dataset_jsonld
from generator.export.meeting_files import meeting_files
from generator.export.rows import question_row
from generator.export.sitemap import robots
from generator.export.sqlite import sqlite_file
from generator.export.tooi import ministries_file


def published_files(archive: Archive, site_url: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield path from the root of the site, and bytes; the checksums after all that they cover.

    Full addresses stand in the files only when that of the site is known.
    """
    for path, data in with_checksums(_data(archive, site_url)):
        yield f"data/{path}", data
    yield robots(site_url)


def general_files(archive: Archive, site_url: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield what ``published_files`` does, but the database, the files of meetings and the checksums."""
    for path, data in _general(archive, site_url):
        yield f"data/{path}", data
    yield robots(site_url)


def database_file(archive: Archive) -> tuple[str, bytes]:
    """Return the whole archive as a database: path from the root of the site, and bytes."""
    name, data = sqlite_file(archive)
    return f"data/{name}", data


def _data(archive: Archive, site_url: str | None) -> Iterator[tuple[str, bytes]]:
    yield from _general(archive, site_url)
    yield sqlite_file(archive)
    yield from meeting_files(archive, lambda entry: question_row(archive, entry), site_url)


def _general(archive: Archive, site_url: str | None) -> Iterator[tuple[str, bytes]]:
    yield from data_files(archive)
    yield ministries_file(archive)
    yield calendar_file(archive, site_url)
    dataset = msgspec.json.format(msgspec.json.encode(dataset_jsonld(archive, site_url)), indent=1)
    yield "dataset.jsonld", dataset + b"\n"
