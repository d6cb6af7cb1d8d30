"""Small records for the tests of commands."""

from __future__ import annotations

from typing import Any

from generator.records import Document, Facts, LineRun, Paragraph, Question, Source


def record(**fields: Any) -> Document:
    """Return a record with these fields, and what every record must have."""
    base: dict[str, Any] = {
        "id": "2026-01-02-brief",
        "kind": "letter",
        "source": Source(file="brief.txt", sha256="0" * 64, format="txt", bytes=10, lines=4),
        "added": "2026-01-03",
        "reader": "1",
        "facts": Facts(),
        "account": (LineRun(name="letter", lines=(1, 4)),),
    }
    return Document(**{**base, **fields})


def question(key: str, text: str = "Waarom?", **fields: Any) -> Question:
    """Return a question on line 1."""
    return Question(key=key, paragraphs=(Paragraph(text=text, lines=(1, 1)),), lines=(1, 1), **fields)
