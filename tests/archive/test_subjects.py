"""Topics by the words of a register, the nearest questions, and abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec.yaml
import pytest

from generator.archive.glossary import find_expansions, glossary_of
from generator.archive.graph import GlossaryTerm
from generator.archive.related import find_related, words_of
from generator.archive.topics import assign_topics
from generator.archive.word_space import Compared
from generator.registers import GlossaryEntry, Topic, TopicWord

REGISTER = msgspec.yaml.decode(
    (Path(__file__).parents[2] / "content" / "topics.yaml").read_bytes(), type=tuple[Topic, ...]
)
SMALL = (
    Topic(id="fietsen", name="Fietsen", about="", words=(TopicWord(pattern="fiets", weight=3), "pedaal")),
    Topic(id="treinen", name="Treinen", about="", words=(TopicWord(pattern="trein", weight=3), "spoor\\b")),
    Topic(id="overig", name="Overig", about=""),
)


@pytest.mark.parametrize("topic", REGISTER, ids=lambda topic: topic.id)
def test_examples_of_the_register(topic: Topic) -> None:
    assert topic.examples
    assert topic.counterexamples
    for example in topic.examples:
        assert topic.id in assign_topics(REGISTER, example), example
    for example in topic.counterexamples:
        assert topic.id not in assign_topics(REGISTER, example), example


def test_every_question_gets_a_topic() -> None:
    assert assign_topics(SMALL, "Klopt dit?") == ("overig",)
    assert assign_topics((), "Klopt dit?") == ()


def test_what_is_asked_weighs_more_than_what_is_answered() -> None:
    found = assign_topics(SMALL, "Hoeveel fietsen zijn er?", answer="Er rijden veel treinen over het spoor.")
    assert found == ("fietsen",)


def test_most_central_topic_comes_first() -> None:
    assert assign_topics(SMALL, "Mogen fietsen in treinen, en welke treinen?") == ("treinen", "fietsen")


def test_answer_pointed_to_tells_the_topic() -> None:
    assert assign_topics(SMALL, "En daarna?", answer="Zie vraag 1.", referred="Meer treinen.") == ("treinen",)


def test_question_before_tells_what_it_is_about() -> None:
    assert assign_topics(SMALL, "Hoeveel daarvan?", before="Hoeveel fietsen zijn er?") == ("fietsen",)


def test_examples_count_for_less() -> None:
    found = assign_topics(SMALL, "Welke treinen rijden er? Is er plaats voor bagage, zoals fietsen?")
    assert found[0] == "treinen"


def test_longer_word_wins_over_a_word_within_it() -> None:
    found = assign_topics(REGISTER, "Wordt Oostenrijk onderdeel van het Militair Schengen?")
    assert found == ("mobiliteit",)


def _compared(number: int, meeting: str, question: str, topic: str = "treinen") -> Compared:
    return Compared(f"{meeting}/{number}", meeting, (topic,), words_of(SMALL, question))


SHUNTING = "Wanneer wordt het rangeerterrein bij Bathmen verplaatst vanwege geluidhinder?"
QUESTIONS = (
    _compared(1, "a", SHUNTING),
    _compared(2, "a", "Hoe staat het met geluidhinder van het rangeerterrein bij Bathmen?"),
    _compared(1, "b", "Is de verplaatsing van het rangeerterrein bij Bathmen nu begroot?"),
    _compared(2, "b", "Hoeveel conducteurs zijn ziek gemeld in de winter?"),
    _compared(3, "b", "Waarom is het rangeerterrein bij Bathmen rood geverfd?", topic="fietsen"),
    _compared(4, "b", "Krijgen conducteurs een nieuw uniform?"),
    _compared(1, "c", "Wie betaalt de uniformen van machinisten?"),
)


def test_nearest_question_is_in_another_meeting_and_shares_a_topic() -> None:
    found = find_related(QUESTIONS)
    assert [one.question for one in found["a/1"]] == ["b/1"]
    assert [one.question for one in found["b/1"]][:2] == ["a/1", "a/2"] or [
        one.question for one in found["b/1"]
    ][:2] == ["a/2", "a/1"]
    assert found["b/2"] == ()


def test_related_goes_both_ways() -> None:
    found = find_related(QUESTIONS)
    pairs = {(name, one.question) for name, others in found.items() for one in others}
    assert pairs == {(other, name) for name, other in pairs}


def find_terms(
    passages: Iterable[tuple[str, str]], register: Sequence[GlossaryEntry] = ()
) -> dict[str, GlossaryTerm]:
    found = ((source, expansion) for source, text in passages for expansion in find_expansions(text))
    return glossary_of(found, register)


def test_term_with_two_expansions_shows_both() -> None:
    found = find_terms(
        [
            ("d/1", "de Open Source Peacekeeping Intelligence (OPKI) training"),
            ("d/2", "het Open Source Peacekeeping Intel (OPKI)"),
            ("d/3", "Open Source Peacekeeping Intelligence (OPKI)"),
        ]
    )
    assert found["OPKI"].expansions == (
        ("Open Source Peacekeeping Intelligence", "d/1"),
        ("Open Source Peacekeeping Intel", "d/2"),
    )


def test_spelling_and_plural_are_no_second_expansion() -> None:
    texts = ["Integrated Air and Missile Defence (IAMD)", "Integrated Air & Missile Defense (IAMD)"]
    texts += ["Priority Capability Areas (PCA’s)", "een Priority Capability Area (PCA)"]
    found = find_terms((f"d/{number}", text) for number, text in enumerate(texts))
    assert [len(found[term].expansions) for term in ("IAMD", "PCA")] == [1, 1]


def test_register_explains_a_term() -> None:
    entry = GlossaryEntry(
        term="PURL", expansion="Prioritised Ukraine Requirements List", explanation="Een lijst."
    )
    found = find_terms([("d/1", "de Prioritised Ukraine Requirements List (PURL)")], [entry])
    assert found["PURL"].expansions == (("Prioritised Ukraine Requirements List", "d/1"),)
    assert found["PURL"].explanation == "Een lijst."
