"""Finds questions by the number under which a document prints them, within the list of that number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.archive.conversations import Asked
from generator.archive.graph import AnswerReference
from generator.archive.references import Mention
from generator.keys import list_name


class Numbering:
    """The numbers of every list of every document, with the questions that they name."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], dict[int, set[str]]] = {}

    def add(self, place: Asked, question: str) -> None:
        """Note which question stands in a place."""
        numbers = self._lists.setdefault(_list_of(place), {})
        for number in place.question.numbers or filter(None, [place.question.number]):
            numbers.setdefault(number, set()).add(question)

    def find(self, place: Asked, number: int) -> str | None:
        """Return the question with a number in the list of ``place``; None for none, and for two."""
        found = self._lists.get(_list_of(place), {}).get(number, set())
        return next(iter(found)) if len(found) == 1 else None

    def resolve(self, place: Asked, mentions: Sequence[Mention]) -> tuple[AnswerReference, ...]:
        """Return the references that an answer makes, each with the question it points to, or None."""
        return tuple(
            AnswerReference(
                number=mention.number,
                text=mention.text,
                target=self.find(place, mention.number),
                place=mention.place,
            )
            for mention in mentions
        )

    def covered(self, place: Asked, numbers: Iterable[int], own: str) -> tuple[str, ...]:
        """Return the other questions that an answer covers, by their numbers."""
        found = (self.find(place, number) for number in numbers)
        return tuple(dict.fromkeys(question for question in found if question and question != own))


def _list_of(place: Asked) -> tuple[str, str]:
    return (place.document.id, list_name(place.question.section, place.question.key))
