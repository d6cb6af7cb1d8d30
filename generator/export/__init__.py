"""The published data: everything under ``data/`` on the site, as paths and bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

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
from generator.export.tables import csv_file, json_file, json_lines

TITLES = {
    "questions.jsonl": "Vragen met hun antwoord, een per regel",
    "questions.csv": "Vragen met hun antwoord, als tabel",
    "documents.json": "Documenten",
    "meetings.json": "Vergaderingen en andere overleggen",
    "factions.json": "Fracties",
    "topics.json": "Onderwerpen",
}


def data_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield every data file: its path relative to ``data/`` and its bytes, ``datapackage.json`` last."""
    described: list[DataFile] = []
    for path, data in _tables(archive):
        digest = hashlib.sha256(data).hexdigest()
        described.append(DataFile(path=path, title=TITLES[path], bytes=len(data), sha256=digest))
        yield path, data
    yield from schema_files()
    last = max((node.record.added for node in archive.documents.values()), default=None)
    yield "datapackage.json", json_file(data_package(described, last))


def _tables(archive: Archive) -> Iterator[tuple[str, bytes]]:
    rows = tuple(question_rows(archive))
    yield "questions.jsonl", json_lines(rows)
    yield "questions.csv", csv_file(rows)
    documents = Documents(documents=tuple(map(document_row, archive.documents.values())))
    meetings = Meetings(meetings=tuple(meeting_row(archive, node) for node in archive.meetings.values()))
    factions = Factions(factions=tuple(map(faction_row, archive.factions.values())))
    topics = Topics(topics=tuple(map(topic_row, archive.topics.values())))
    yield "documents.json", json_file(documents)
    yield "meetings.json", json_file(meetings)
    yield "factions.json", json_file(factions)
    yield "topics.json", json_file(topics)
