"""JSON Schemas (draft 2020-12) of what is published and of what is kept in ``content/``, from the types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.export.rows import Documents, Factions, Meetings, QuestionRow, Topics
from generator.export.tables import json_file
from generator.records import SCHEMA_VERSION, Document, Sidecar

DRAFT = "https://json-schema.org/draft/2020-12/schema"

#: Name of the schema, what it is of, and the type.
SCHEMAS: tuple[tuple[str, str, Any], ...] = (
    ("question", "A line of questions.jsonl", QuestionRow),
    ("documents", "documents.json", Documents),
    ("meetings", "meetings.json", Meetings),
    ("factions", "factions.json", Factions),
    ("topics", "topics.json", Topics),
    ("record", "A file in content/records/", Document),
    ("sidecar", "A sidecar in content/documents/", Sidecar),
)


def schema_of(kind: Any, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a type."""
    made = msgspec.json.schema(kind)
    return {"$schema": DRAFT, "title": title, "schema_version": SCHEMA_VERSION, **made}


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield the schemas, by path."""
    for name, title, kind in SCHEMAS:
        yield f"schema/{name}.json", json_file(schema_of(kind, title))
