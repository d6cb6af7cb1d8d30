"""The published data: everything under ``data/`` on the site, as paths and bytes.

A file comes in pieces, which are to be taken before the next file: a large one need not be in memory at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generator.archive.graph import Archive
from generator.export.datapackage import DataFile, data_package
from generator.export.rows import (
    Documents,
    Factions,
    Meetings,
    Topics,
    document_row,
    faction_row,
    meeting_row,
    question_rows,
    topic_row,
)
from generator.export.schemas import schema_files
from generator.export.tables import csv_lines, json_file, json_lines

TITLES = {
    "questions.jsonl": "Vragen met hun antwoord, een per regel",
    "questions.csv": "Vragen met hun antwoord, als tabel",
    "documents.json": "Documenten",
    "meetings.json": "Vergaderingen en andere overleggen",
    "factions.json": "Fracties",
    "topics.json": "Onderwerpen",
}


#: Path and pieces of a file.
Pieces = tuple[str, Iterable[bytes]]


def data_files(archive: Archive) -> Iterator[Pieces]:
    """Yield every data file: its path relative to ``data/`` and its pieces, ``datapackage.json`` last."""
    described: list[DataFile] = []
    for path, pieces in _tables(archive):
        yield path, _describing(path, pieces, described)
    for path, data in schema_files():
        yield path, (data,)
    last = max((node.record.added for node in archive.documents.values()), default=None)
    yield "datapackage.json", (json_file(data_package(described, last)),)


def _describing(path: str, pieces: Iterable[bytes], described: list[DataFile]) -> Iterator[bytes]:
    """Yield the pieces of a file, and then add its description."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    described.append(DataFile(path=path, title=TITLES[path], bytes=size, sha256=digest.hexdigest()))


def _tables(archive: Archive) -> Iterator[Pieces]:
    yield "questions.jsonl", json_lines(question_rows(archive))
    yield "questions.csv", csv_lines(question_rows(archive))
    documents = Documents(documents=tuple(map(document_row, archive.documents.values())))
    meetings = Meetings(meetings=tuple(meeting_row(archive, node) for node in archive.meetings.values()))
    factions = Factions(factions=tuple(map(faction_row, archive.factions.values())))
    topics = Topics(topics=tuple(map(topic_row, archive.topics.values())))
    yield "documents.json", (json_file(documents),)
    yield "meetings.json", (json_file(meetings),)
    yield "factions.json", (json_file(factions),)
    yield "topics.json", (json_file(topics),)
