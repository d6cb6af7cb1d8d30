"""Questions that wait in a file read as the mapping of entries that they stand for."""

from __future__ import annotations

from collections import ChainMap
from typing import cast

import msgspec
import pytest

from generator.archive.graph import Entry, RelatedQuestion
from generator.archive.outline import outlined, outlines
from generator.archive.questions import Questions, packed
from generator.packing import Store, encode
from tests.factories import sample_archive

ENTRIES = dict(sample_archive().questions)
NAMES = list(ENTRIES)


def _draft(entry: Entry) -> bytes:
    return encode(msgspec.structs.replace(entry, topics=(), related=()))


@pytest.fixture
def questions() -> Questions:
    drafts = Questions(Store())
    for name, entry in ENTRIES.items():
        drafts.add(name, _draft(entry))
    topics = [entry.topics for entry in ENTRIES.values()]
    return drafts.completed(Store(), topics, {name: entry.related for name, entry in ENTRIES.items()})


def test_they_read_as_the_entries_that_were_added(questions: Questions) -> None:
    assert dict(questions) == ENTRIES
    assert [*questions] == NAMES
    assert [*questions.values()] == [*ENTRIES.values()]
    assert [*questions.items()] == [*ENTRIES.items()]
    assert len(questions) == len(ENTRIES)
    assert questions[NAMES[1]] == questions.get(NAMES[1]) == ENTRIES[NAMES[1]]
    assert "no/1" not in questions
    assert questions.get("no/1") is None
    assert encode(questions[NAMES[0]]) == encode(ENTRIES[NAMES[0]])


def test_wherever_they_are_held_they_are_packed_alike(questions: Questions) -> None:
    several = ChainMap({NAMES[0]: ENTRIES[NAMES[0]]}, cast(dict[str, Entry], questions))
    assert any(entry.related for entry in ENTRIES.values())
    for name, entry in ENTRIES.items():
        held = packed(ENTRIES, name)
        assert held == packed(questions, name) == packed(several, name)
        assert held is not None
        assert b"".join(held) == encode(entry)
        assert msgspec.msgpack.decode(held[1], type=tuple[RelatedQuestion, ...]) == entry.related
    assert packed(ENTRIES, "no/1") is packed(questions, "no/1") is packed(several, "no/1") is None


def test_one_may_be_put_in_the_place_of_another() -> None:
    drafts = Questions(Store())
    drafts.add("d/1", _draft(ENTRIES[NAMES[0]]))
    assert drafts["d/1"] == msgspec.structs.replace(ENTRIES[NAMES[0]], topics=(), related=())
    drafts.add("d/1", _draft(ENTRIES[NAMES[1]]))
    related = RelatedQuestion(question="d/2", score=0.125)
    found = drafts.completed(Store(), [("t",)], {"d/1": (related,)})
    assert found["d/1"] == msgspec.structs.replace(ENTRIES[NAMES[1]], topics=("t",), related=(related,))


def test_outlines_are_those_of_the_entries(questions: Questions) -> None:
    assert dict(outlines(questions)) == dict(outlines(ENTRIES))
    assert outlines(questions) is outlines(questions)
    assert [one.id for one in outlined(questions, [NAMES[2], "no/1", NAMES[0]])] == [NAMES[2], NAMES[0]]
