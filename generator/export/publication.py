"""Everything that is published beside pages and feeds: the data with its checksums, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec

from generator.archive.graph import Archive
from generator.export import Pieces, data_files
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


def general_files(archive: Archive, site_url: str | None = None) -> Iterator[Pieces]:
    """Yield what ``published_files`` does, but the database, the files of meetings and the checksums.

    Each comes in pieces, which are to be taken before the next file.
    """
    for path, pieces in _general(archive, site_url):
        yield f"data/{path}", pieces
    path, data = robots(site_url)
    yield path, (data,)


def database_file(archive: Archive) -> Pieces:
    """Return the whole archive as a database: path from the root of the site, and pieces."""
    name, pieces = sqlite_file(archive)
    return f"data/{name}", pieces


def _data(archive: Archive, site_url: str | None) -> Iterator[tuple[str, bytes]]:
    for path, pieces in chain(_general(archive, site_url), [sqlite_file(archive)]):
        yield path, b"".join(pieces)
    yield from meeting_files(archive, lambda entry: question_row(archive, entry), site_url)


def _general(archive: Archive, site_url: str | None) -> Iterator[Pieces]:
    yield from data_files(archive)
    for path, data in (ministries_file(archive), calendar_file(archive, site_url)):
        yield path, (data,)
    dataset = msgspec.json.format(msgspec.json.encode(dataset_jsonld(archive, site_url)), indent=1)
    yield "dataset.jsonld", (dataset, b"\n")
