"""The archive as one SQLite file: for those who want to ask it questions of their own.

The same archive gives the same bytes: rows go in in the order of the archive, no time is stored, and the few
bytes of the header that tell of the SQLite that wrote it are fixed. Made in a temporary folder, since SQLite
writes files only.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from generator.addresses import question_address
from generator.archive.graph import Archive, Entry
from generator.export.tooi import ministries_in, ministry_of
from generator.records import SCHEMA_VERSION, Person, plain_text

NAME = "kamerspiegel.sqlite"
PAGE_SIZE = 4096
#: Memory in which the file is made, as far as it fits in there.
CACHE_KB = 65_536
ROWS_AT_ONCE = 500
#: Questions of which the rows of all tables are made before those of the next.
ENTRIES_AT_ONCE = 500
#: Bytes that are read at once.
PIECE = 1 << 20
#: Marks the file as ours ("KSPG"), for tools that look at it.
APPLICATION_ID = 0x4B535047

#: Tables in order of reference. The first column is the key, where it is called ``id``.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ministries (id TEXT PRIMARY KEY, name TEXT NOT NULL, abbreviation TEXT NOT NULL);
CREATE TABLE meetings (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, date TEXT, year INTEGER,
  chamber TEXT, committee TEXT, registered INTEGER NOT NULL
);
CREATE TABLE meeting_days (meeting TEXT NOT NULL REFERENCES meetings, day TEXT NOT NULL);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, procedure TEXT NOT NULL, title TEXT NOT NULL, date TEXT,
  chamber TEXT, committee TEXT, url TEXT, meeting TEXT NOT NULL REFERENCES meetings,
  source_file TEXT NOT NULL, sha256 TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL,
  lines INTEGER NOT NULL, added TEXT NOT NULL, replaces TEXT, replaced_by TEXT
);
CREATE TABLE document_identifiers (document TEXT NOT NULL REFERENCES documents, identifier TEXT NOT NULL);
CREATE TABLE signatories (
  document TEXT NOT NULL REFERENCES documents, position INTEGER NOT NULL, name TEXT NOT NULL, office TEXT,
  ministry TEXT REFERENCES ministries
);
CREATE TABLE factions (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, full_name TEXT, since TEXT, until TEXT, registered INTEGER NOT NULL
);
CREATE TABLE topics (id TEXT PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL);
CREATE TABLE questions (
  id TEXT PRIMARY KEY, url TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents,
  meeting TEXT NOT NULL REFERENCES meetings, section TEXT, number INTEGER, ordinal INTEGER NOT NULL,
  faction TEXT REFERENCES factions, attribution TEXT NOT NULL, subheading TEXT,
  question TEXT NOT NULL, asked_date TEXT,
  answer TEXT, answer_document TEXT REFERENCES documents, answer_date TEXT,
  status TEXT NOT NULL, status_evidence TEXT, status_reason TEXT, deferred_to TEXT,
  question_first_line INTEGER NOT NULL, question_last_line INTEGER NOT NULL,
  answer_first_line INTEGER, answer_last_line INTEGER, added TEXT NOT NULL
);
CREATE TABLE question_numbers (question TEXT NOT NULL REFERENCES questions, number INTEGER NOT NULL);
CREATE TABLE question_factions (
  question TEXT NOT NULL REFERENCES questions, position INTEGER NOT NULL, faction TEXT NOT NULL
);
CREATE TABLE question_members (
  question TEXT NOT NULL REFERENCES questions, position INTEGER NOT NULL, name TEXT NOT NULL
);
CREATE TABLE question_topics (
  question TEXT NOT NULL REFERENCES questions, position INTEGER NOT NULL, topic TEXT NOT NULL
);
CREATE TABLE answered_by (
  question TEXT NOT NULL REFERENCES questions, position INTEGER NOT NULL, name TEXT NOT NULL, office TEXT,
  ministry TEXT REFERENCES ministries
);
-- target is the question that an answer points to; NULL where there is none with that number.
CREATE TABLE answer_references (
  question TEXT NOT NULL REFERENCES questions, number INTEGER NOT NULL, text TEXT NOT NULL, target TEXT
);
CREATE TABLE also_answers (question TEXT NOT NULL REFERENCES questions, other TEXT NOT NULL);
CREATE TABLE citations (
  question TEXT NOT NULL REFERENCES questions, kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
  url TEXT
);
CREATE TABLE footnotes (
  question TEXT NOT NULL REFERENCES questions, part TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE commitments (
  id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES questions, text TEXT NOT NULL, due TEXT,
  due_text TEXT, state TEXT NOT NULL, state_document TEXT, state_note TEXT
);
CREATE TABLE printings (
  question TEXT NOT NULL REFERENCES questions, document TEXT NOT NULL, number INTEGER, text TEXT NOT NULL,
  first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
);
CREATE TABLE continuations (question TEXT NOT NULL REFERENCES questions, continued_as TEXT NOT NULL);
CREATE TABLE doubts (question TEXT NOT NULL REFERENCES questions, code TEXT NOT NULL, text TEXT NOT NULL);
-- Ids that were published once: target is the question they stand for now, NULL where it was withdrawn.
CREATE TABLE redirects (id TEXT PRIMARY KEY, target TEXT, reason TEXT NOT NULL);
"""
#: Made after the rows, which is faster; and what people look for by hand, with names in place of ids.
INDEXES = """
CREATE INDEX questions_by_meeting ON questions (meeting);
CREATE INDEX questions_by_document ON questions (document);
CREATE INDEX questions_by_faction ON questions (faction);
CREATE INDEX questions_by_status ON questions (status);
CREATE INDEX question_factions_by_faction ON question_factions (faction);
CREATE INDEX question_topics_by_topic ON question_topics (topic);
CREATE INDEX citations_by_id ON citations (id);
CREATE INDEX references_by_target ON answer_references (target);
CREATE VIEW questions_with_names AS
  SELECT questions.id, questions.url, meetings.name AS meeting, meetings.date AS date,
         factions.name AS faction, questions.number, questions.question, questions.answer, questions.status,
         (SELECT group_concat(name, '; ') FROM (
            SELECT topics.name AS name FROM question_topics JOIN topics ON topics.id = question_topics.topic
            WHERE question_topics.question = questions.id ORDER BY question_topics.position)) AS topics
  FROM questions
  JOIN meetings ON meetings.id = questions.meeting
  LEFT JOIN factions ON factions.id = questions.faction;
"""

Row = tuple[Any, ...]


def sqlite_file(archive: Archive) -> tuple[str, Iterator[bytes]]:
    """Return the archive as a SQLite file: name and pieces."""
    return NAME, _pieces(archive)


def _pieces(archive: Archive) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="kamerspiegel-") as folder:
        made = Path(folder, "made")
        # The draft has no name: SQLite keeps it in memory as far as it fits in there.
        with closing(sqlite3.connect("", isolation_level=None)) as connection:
            _fill(connection, archive)
            # Written anew without free pages: the bytes follow from the rows, not from how they came in.
            connection.execute("VACUUM INTO ?", (str(made),))
        _settle(made)
        with made.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _fill(connection: sqlite3.Connection, archive: Archive) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = {-CACHE_KB}")
    connection.execute("PRAGMA encoding = 'UTF-8'")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.executescript(SCHEMA)
    connection.execute("BEGIN")
    for table, rows in _tables(archive):
        _insert(connection, table, iter(rows))
    connection.execute("COMMIT")
    connection.executescript(INDEXES)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    while part := list(islice(rows, ROWS_AT_ONCE)):
        insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(part[0]))})"
        before = connection.total_changes
        try:
            connection.executemany(insert, part)
        except UnicodeEncodeError:
            # As good as never: so only now is every single value looked at.
            left = part[connection.total_changes - before :]
            connection.executemany(insert, (tuple(map(_storable, row)) for row in left))


def _tables(archive: Archive) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the rows of every table."""
    ministries = ministries_in(archive)
    known = {ministry.uri for ministry in ministries}
    yield "meta", sorted(_META.items())
    yield "ministries", ((one.uri, one.name, one.abbreviation) for one in ministries)
    yield from _meetings(archive)
    yield from _documents(archive, known)
    yield (
        "factions",
        (
            (
                id_,
                node.faction.name,
                node.faction.full_name,
                node.faction.since,
                node.faction.until,
                node.registered,
            )
            for id_, node in archive.factions.items()
        ),
    )
    yield "topics", ((id_, node.topic.name, node.topic.about) for id_, node in archive.topics.items())
    entries = iter(archive.questions.values())
    while part := list(islice(entries, ENTRIES_AT_ONCE)):
        yield from _of_questions(archive, part, known)
    yield "redirects", ((one.id, one.target, one.reason) for one in archive.redirects)


def _of_questions(
    archive: Archive, entries: Sequence[Entry], known: set[str]
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the rows of some questions in every table."""
    yield "questions", (_question(archive, entry) for entry in entries)
    yield "question_numbers", ((e.id, number) for e in entries for number in e.numbers)
    yield "question_factions", ((e.id, i, one) for e in entries for i, one in enumerate(e.factions, 1))
    yield "question_members", ((e.id, i, name) for e in entries for i, name in enumerate(e.members, 1))
    yield "question_topics", ((e.id, i, one) for e in entries for i, one in enumerate(e.topics, 1))
    yield "answered_by", (row for e in entries for row in _people(e.id, e.answered_by, known))
    yield "answer_references", ((e.id, r.number, r.text, r.target) for e in entries for r in e.references)
    yield "also_answers", ((e.id, other) for e in entries for other in e.also_answers)
    yield "citations", ((e.id, c.kind, c.id, c.text, c.url) for e in entries for c in e.citations)
    yield "footnotes", ((e.id, n.part, n.mark, n.text) for e in entries for n in e.footnotes)
    yield (
        "commitments",
        (
            (c.id, e.id, c.text, c.due, c.due_text, c.state, c.state_document, c.state_note)
            for e in entries
            for c in e.commitments
        ),
    )
    yield "printings", ((e.id, p.document, p.number, p.text, *p.lines) for e in entries for p in e.printings)
    yield "continuations", ((e.id, other) for e in entries for other in e.continued_as)
    yield "doubts", ((e.id, doubt.code, doubt.text) for e in entries for doubt in e.doubts)


def _meetings(archive: Archive) -> Iterator[tuple[str, Iterable[Row]]]:
    nodes = archive.meetings.values()
    yield (
        "meetings",
        (
            (m.id, m.name, m.kind, node.date, m.year, m.chamber, m.committee, node.registered)
            for node in nodes
            for m in (node.meeting,)
        ),
    )
    yield "meeting_days", ((node.meeting.id, day) for node in nodes for day in node.meeting.days)


def _documents(archive: Archive, known: set[str]) -> Iterator[tuple[str, Iterable[Row]]]:
    nodes = archive.documents.values()
    yield (
        "documents",
        (
            (
                node.id,
                record.kind,
                record.procedure,
                node.title,
                node.date,
                node.chamber,
                node.committee,
                node.url,
                node.meeting,
                record.source.file,
                record.source.sha256,
                record.source.format,
                record.source.bytes,
                record.source.lines,
                record.added,
                node.replaces,
                node.replaced_by,
            )
            for node in nodes
            for record in (node.record,)
        ),
    )
    yield "document_identifiers", ((node.id, one) for node in nodes for one in node.identifiers)
    yield "signatories", (row for node in nodes for row in _people(node.id, node.signatories, known))


def _question(archive: Archive, entry: Entry) -> Row:
    answer_lines = entry.answer_lines or (None, None)
    faction = entry.factions[0] if entry.factions and entry.factions[0] in archive.factions else None
    return (
        entry.id,
        question_address(entry.meeting, entry.id),
        entry.document,
        entry.meeting,
        entry.section,
        entry.number,
        entry.ordinal,
        faction,
        entry.attribution,
        entry.subheading,
        plain_text(entry.question),
        entry.asked_date,
        plain_text(entry.answer) if entry.answer else None,
        entry.answer_document,
        entry.answer_date,
        entry.status.status,
        entry.status.sentence,
        entry.status.reason,
        entry.status.deferred_to,
        *entry.question_lines,
        *answer_lines,
        entry.added,
    )


def _people(owner: str, people: Iterable[Person], known: set[str]) -> Iterator[Row]:
    for position, person in enumerate(people, 1):
        ministry = ministry_of(person.office)
        uri = ministry.uri if ministry and ministry.uri in known else None
        yield owner, position, person.name, person.office, uri


def _storable(value: Any) -> Any:
    """Return a value as SQLite takes it; half a character pair, which is no text, becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _settle(database: Path) -> None:
    """Fix the bytes of a database that tell of changes and of the version of SQLite.

    The counter of changes (24) and the one that must equal it (92) become 1; the version (96) is information
    only. See "The Database Header" in the documentation of SQLite's file format.
    """
    once = (1).to_bytes(4, "big")
    with database.open("r+b") as file:
        file.seek(24)
        file.write(once)
        file.seek(92)
        file.write(once + (3_037_000).to_bytes(4, "big"))


_META = {
    "title": "Kamerspiegel",
    "schema_version": str(SCHEMA_VERSION),
    "language": "nl",
    "licence": "Texts of parliament and government: free to reuse. What the project adds: CC0-1.0.",
    "note": "Kamerspiegel is no official site.",
}
