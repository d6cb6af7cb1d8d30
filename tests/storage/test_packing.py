"""Packed texts read, compare and are written as the tuples that they stand for."""

from __future__ import annotations

import gc
import pickle
import tempfile
from pathlib import Path

import msgspec
import pytest

from generator.packing import Packed, PackedRecord, Store, encode, pack, plain, unpack
from generator.records import Answer, Document, Facts, LineRun, Paragraph, Question, Source
from generator.storage import encode as canonical

PARAGRAPHS = (Paragraph(text="Eén brug – of twee?", lines=(1, 2)), Paragraph(text="Ja.", lines=(3, 3)))
RECORD = Document(
    id="2024-01-01-brief",
    kind="answers",
    source=Source(file="brief.txt", sha256="0" * 64, format="txt", bytes=1, lines=9),
    added="2024-01-01",
    reader="1",
    facts=Facts(title="Brief"),
    questions=(
        Question(
            key="1", paragraphs=PARAGRAPHS, lines=(1, 3), answer=Answer(paragraphs=PARAGRAPHS, lines=(4, 5))
        ),
        Question(key="2", paragraphs=(), lines=(6, 6), answer=Answer(paragraphs=(), lines=(7, 7))),
        Question(key="3", paragraphs=PARAGRAPHS[:1], lines=(8, 8)),
    ),
    account=(LineRun(name="question", lines=(1, 9)),),
)


@pytest.fixture
def record() -> Document:
    return unpack(msgspec.msgpack.decode(encode(pack(RECORD)), type=PackedRecord), Store())


def test_a_packed_record_is_the_record(record: Document) -> None:
    assert record == RECORD
    assert canonical(record) == canonical(RECORD)
    assert encode(record) == encode(RECORD) == msgspec.msgpack.encode(RECORD)
    assert plain(record) == msgspec.to_builtins(RECORD)
    assert [question.text for question in record.questions] == [q.text for q in RECORD.questions]


def test_packed_texts_read_as_tuples(record: Document) -> None:
    packed, questions = record.questions, RECORD.questions
    assert isinstance(packed, Packed)
    assert len(packed) == 3
    assert packed
    assert packed[0] == questions[0]
    assert packed[-1:] == questions[-1:]
    assert [*packed] == [*questions]
    assert packed == questions
    assert len(packed[:1]) == 1
    assert hash(packed) == hash(questions)
    assert repr(packed) == repr(questions)


def test_no_questions_are_no_questions() -> None:
    empty = msgspec.structs.replace(RECORD, questions=())
    assert unpack(pack(empty), Store()).questions == ()


def test_packed_again_it_is_the_same(record: Document) -> None:
    assert pack(record) == pack(RECORD)


@pytest.mark.parametrize("folder", ["", "there", "not there"])
def test_a_store_gives_back_what_it_was_given(tmp_path: Path, folder: str) -> None:
    (tmp_path / "there").mkdir()
    store = Store(tmp_path / folder if folder else None)
    given = [bytes([n % 256]) * (n * 7919 % 90_000) for n in range(200)]
    places = [store.put(data) for data in given]
    assert [store.get(place) for place in places] == given
    more = store.put(b"more")
    assert store.get(more) == b"more"
    assert store.get(places[7]) == given[7]
    assert list((tmp_path / "there").iterdir()) == [], "a file without a name"


def test_without_a_file_texts_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    store = Store()
    places = [store.put(bytes([n]) * 500_000) for n in range(9)]
    assert [store.get(place)[:1] for place in places] == [bytes([n]) for n in range(9)]


def test_a_store_goes_with_the_last_text(record: Document) -> None:
    questions = record.questions
    del record
    gc.collect()
    assert questions == RECORD.questions


def test_a_record_that_passed_between_processes_is_written_as_ever(record: Document) -> None:
    for one in (RECORD, record):
        passed = pickle.loads(pickle.dumps(one))
        assert passed == one
        assert canonical(passed) == canonical(RECORD)
