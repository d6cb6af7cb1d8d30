"""A page of many long questions shows less of what stands elsewhere; a small one shows all of it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.archive.graph import AnswerReference, Entry, FactionContribution, Place
from generator.pages.room import MOST, Room, room_for
from generator.records import Paragraph
from tests.factories import entry

ANSWER = "Dat hangt af van de brug en van de sluis. "


def questions(number: int, words: int, *, references: int = 0) -> list[Entry]:
    """Return questions with answers of so many words."""
    place = Place(part="answer", paragraph=0, start=0, end=1)
    to = tuple(AnswerReference(number=1, text="vraag 1", place=place) for _ in range(references))
    text = (ANSWER * (words // 9 + 1))[: words * 7]
    return [entry(f"2024-01-01-brief/{one}", answer=text, references=to) for one in range(number)]


@pytest.mark.parametrize(("number", "words"), [(1, 100), (1, 3000), (40, 250), (60, 150)])
def test_a_small_meeting_shows_everything(number: int, words: int) -> None:
    room = room_for(questions(number, words), [])
    assert room == Room()
    assert room_for([], []) == Room()


def test_a_large_one_shows_less_in_steps() -> None:
    rooms = [room_for(questions(100, words, references=1), []) for words in range(20, 500, 20)]
    for before, after in pairwise(rooms):
        assert after.terms <= before.terms
        assert after.related <= before.related
        assert after.begun <= before.begun
    assert rooms[0].terms
    assert rooms[0].begun
    assert rooms[0].related > 1
    assert any(room.related == 1 and not room.begun for room in rooms)
    assert rooms[-1] == Room(terms=False, related=0, begun=False, repeated=0)


def test_referred_answers_share_what_is_left() -> None:
    few, many = (room_for(questions(30, 200, references=number), []) for number in (1, 10))
    assert few.repeated == 90_000 // 30
    assert few.repeated > many.repeated > 0


def test_what_a_faction_says_takes_room_too() -> None:
    said = (Paragraph(text="a" * MOST, lines=(1, 1)),)
    long = FactionContribution(faction="noord", name="Noord", document="x", introduction=said)
    assert room_for(questions(40, 250), [long]) == Room(terms=False, related=0, begun=False, repeated=0)
