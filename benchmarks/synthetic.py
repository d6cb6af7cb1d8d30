"""Archives of any size from synthetic records, for measurements: ``records.jsonl`` as make_corpus.py
writes it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.archive.graph import (
    AnswerReference,
    Archive,
    DocumentNode,
    Entry,
    FactionNode,
    MeetingNode,
    Place,
    StatusEvidence,
    TopicNode,
)
from generator.keys import anchor, slug
from generator.records import Document, Facts, Footnote, Paragraph, Person, Source
from generator.registers import Faction, Meeting, Topic

#: Questions in a meeting.
PER_MEETING = 40


def make_records(tool: Path, questions: int, folder: Path) -> Path:
    """Run make_corpus.py for at least so many questions, and return its records."""
    meetings = -(-questions // PER_MEETING)
    command = [sys.executable, str(tool), "--meetings", str(meetings), "--questions", str(PER_MEETING)]
    subprocess.run([*command, "--out", str(folder), "--emit", "jsonl"], check=True, stdout=subprocess.DEVNULL)
    return folder / "records.jsonl"


def read_archive(records: Path, questions: int) -> Archive:
    """Return an archive of the first so many records."""
    entries: dict[str, Entry] = {}
    meetings: dict[str, list[dict[str, Any]]] = {}
    for record in _records(records, questions):
        entry = _entry(record)
        entries[entry.id] = entry
        meetings.setdefault(entry.meeting, []).append(record)
    factions = sorted({(entry.factions[0]) for entry in entries.values()})
    names = {slug(record["faction"]): record["faction"] for group in meetings.values() for record in group}
    topics = {
        slug(name): name for group in meetings.values() for record in group for name in record["topics"]
    }
    return Archive(
        documents={meeting: _document(meeting, group[0]) for meeting, group in meetings.items()},
        meetings={meeting: _meeting(meeting, group) for meeting, group in meetings.items()},
        questions=entries,
        factions={
            faction: FactionNode(faction=Faction(id=faction, name=names[faction]), registered=True)
            for faction in factions
        },
        topics={
            topic: TopicNode(topic=Topic(id=topic, name=name, about=""))
            for topic, name in sorted(topics.items())
        },
    )


def _records(path: Path, most: int) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == most:
                return
            yield json.loads(line)


def _paragraphs(texts: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=text, lines=(1, 1)) for text in texts)


def _entry(record: dict[str, Any]) -> Entry:
    document, number = record["meeting"], record["number"]
    identifier = f"{document}/{number}"
    place = Place(part="answer", paragraph=0, start=0, end=1)
    references = [
        AnswerReference(number=ref["number"], text="", target=f"{document}/{ref['number']}", place=place)
        for ref in record["refs"]
    ]
    return Entry(
        id=identifier,
        key=str(number),
        anchor=anchor(identifier),
        document=document,
        answer_document=document,
        meeting=document,
        number=number,
        numbers=(number,),
        ordinal=number,
        factions=(slug(record["faction"]),),
        attribution="heading",
        question=_paragraphs(record["question"]),
        answer=_paragraphs(record["answer"]),
        asked_date=record["date"],
        answer_date=record["date"],
        answered_by=(Person(name="A. de Wit", office=record["minister"]),),
        status=StatusEvidence(status="answered"),
        references=tuple(references),
        footnotes=tuple(
            Footnote(mark=str(note["number"]), text=note["text"], part="answer")
            for note in record["footnotes"]
        ),
        topics=tuple(slug(topic) for topic in record["topics"]),
        question_lines=(1, 1),
        answer_lines=(1, 1),
        added=record["date"],
    )


def _document(identifier: str, record: dict[str, Any]) -> DocumentNode:
    source = Source(file=f"{identifier}.txt", sha256="", format="txt", bytes=0, lines=0)
    facts = Facts(title=record["meeting_title"], date=record["date"])
    recorded = Document(
        id=identifier, kind="answers", source=source, added=record["date"], reader="", facts=facts, account=()
    )
    return DocumentNode(
        id=identifier,
        record=recorded,
        title=record["meeting_title"],
        date=record["date"],
        chamber="Tweede Kamer",
        committee=None,
        url=None,
        meeting=identifier,
    )


def _meeting(identifier: str, records: list[dict[str, Any]]) -> MeetingNode:
    first = records[0]
    meeting = Meeting(
        id=identifier, name=first["meeting_title"], days=(first["date"],), chamber="Tweede Kamer"
    )
    questions = tuple(f"{identifier}/{record['number']}" for record in records)
    return MeetingNode(
        meeting=meeting, registered=True, documents=(identifier,), questions=questions, date=first["date"]
    )
