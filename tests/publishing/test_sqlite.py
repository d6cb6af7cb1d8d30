"""The SQLite file: whole, consistent, and the same bytes for the same archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.archive.graph import Archive
from generator.export.sqlite import sqlite_file
from tests.publishing.sample import ASKED, HOSTILE, answered, archive, archives, sample


def _database(of: Archive) -> bytes:
    name, pieces = sqlite_file(of)
    assert name == "kamerspiegel.sqlite"
    return b"".join(pieces)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "x.sqlite"
    path.write_bytes(_database(sample()))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA application_id").fetchone() == (0x4B535047,)


def test_every_question_is_in_it_to_the_letter(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT id, question, answer, status FROM questions ORDER BY rowid").fetchall()
    assert [row[0] for row in rows] == [f"{ASKED}/{n}" for n in range(1, 7)]
    assert rows[4][1:3] == (HOSTILE, HOSTILE)
    assert rows[3][2:] == (None, "pending")


def test_what_hangs_on_a_question(database: sqlite3.Connection) -> None:
    def rows(query: str) -> list[tuple[object, ...]]:
        return database.execute(query).fetchall()

    assert rows("SELECT question, id FROM citations") == [(f"{ASKED}/1", "36045-267")]
    assert rows("SELECT target FROM answer_references") == [(f"{ASKED}/1",)]
    assert rows("SELECT due, state FROM commitments ORDER BY id") == [("2026-03-31", "open"), (None, "kept")]
    assert rows("SELECT DISTINCT ministry FROM answered_by") == [
        ("https://identifier.overheid.nl/tooi/id/ministerie/mnre1018",)
    ]
    assert rows("SELECT id, target FROM redirects") == [(f"{ASKED}/99", None)]
    assert rows("SELECT faction, topics FROM questions_with_names WHERE number = 1") == [("D66", "Geld")]


def test_an_empty_archive_is_a_database_too() -> None:
    assert _database(archive()).startswith(b"SQLite format 3\x00")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(archives())
def test_the_same_archive_gives_the_same_bytes(some: Archive) -> None:
    assert _database(some) == _database(some)


def test_another_archive_gives_other_bytes() -> None:
    assert _database(sample()) != _database(archive())


def test_half_a_character_pair_costs_no_row(tmp_path: Path) -> None:
    texts = ["Ja.", "Nee\ud800.", "Ja.", "Wel\udfff."]
    path = tmp_path / "x.sqlite"
    path.write_bytes(_database(archive(*(answered(n, text) for n, text in enumerate(texts, 1)))))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT answer FROM questions ORDER BY rowid").fetchall()
    assert [row[0] for row in rows] == ["Ja.", "Nee?.", "Ja.", "Wel?."]
