"""Each meeting as two files of its own: JSON with the fields of ``questions.jsonl``, and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from generator.archive.graph import Archive, Entry, MeetingNode
from generator.export.meeting_markdown import meeting_markdown
from generator.export.tooi import ministry_of
from generator.records import SCHEMA_VERSION

#: Makes the row of a question, with the fields of ``questions.jsonl``.
RowOf = Callable[[Entry], Any]


def meeting_files(
    archive: Archive, row_of: RowOf, site_url: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield ``meetings/<id>.json`` and ``meetings/<id>.md`` for every meeting (paths within ``data/``)."""
    for identifier in archive.meetings:
        yield f"meetings/{identifier}.json", meeting_json(archive, identifier, row_of)
        yield f"meetings/{identifier}.md", meeting_text(archive, identifier, site_url)


def meeting_json(archive: Archive, identifier: str, row_of: RowOf) -> bytes:
    """Return ``meetings/<id>.json``."""
    made = _meeting(archive, archive.meetings[identifier], row_of)
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def meeting_text(archive: Archive, identifier: str, site_url: str | None) -> bytes:
    """Return ``meetings/<id>.md``."""
    return meeting_markdown(archive, archive.meetings[identifier], site_url).encode("utf-8", "replace")


def _meeting(archive: Archive, node: MeetingNode, row_of: RowOf) -> dict[str, Any]:
    meeting = node.meeting
    return {
        "schema_version": SCHEMA_VERSION,
        "id": meeting.id,
        "name": meeting.name,
        "kind": meeting.kind,
        "days": list(meeting.days),
        "year": meeting.year,
        "date": node.date,
        "chamber": meeting.chamber,
        "committee": meeting.committee,
        "registered": node.registered,
        "documents": [_document(archive, one) for one in node.documents if one in archive.documents],
        "questions": [row_of(archive.questions[one]) for one in node.questions if one in archive.questions],
    }


def _document(archive: Archive, identifier: str) -> dict[str, Any]:
    node = archive.documents[identifier]
    return {
        "id": node.id,
        "title": node.title,
        "kind": node.record.kind,
        "date": node.date,
        "url": node.url,
        "identifiers": list(node.identifiers),
        "sha256": node.record.source.sha256,
        "signatories": [
            {
                "name": person.name,
                "office": person.office,
                "ministry": ministry.uri if (ministry := ministry_of(person.office)) else None,
            }
            for person in node.signatories
        ],
    }
