"""Makes one conversation of a question list and the letters that answer it.

A *thread* is one question through all documents of its meeting. It is known by the id that was published
first; where it stands in another document is a printing, whose id becomes an alias. An item that the letter
split over several numbers is a thread that says how it is continued; several items under one number share
its answer. What is not clearly the same question stays apart (see ``alignment``). Documents may come in any
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from generator.archive.alignment import Match, Piece, align
from generator.archive.documents import Described
from generator.archive.ids import identity_text
from generator.archive.similarity import dice, runs
from generator.keys import question_id
from generator.ledger import question_digest
from generator.records import Question

#: How alike two questions of two letters must be before one is the other, printed again.
SAME_AGAIN = 0.6
#: Share of the questions of the shorter document that must come again.
MOST_COME_AGAIN = 0.5


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it stands in one document."""

    id: str
    document: Described
    question: Question
    #: Faction ids.
    factions: tuple[str, ...] = ()

    @property
    def piece(self) -> Piece:
        question = self.question
        text = question.text if question.paragraphs else ""
        return Piece(
            text=text, factions=frozenset(self.factions), number=question.number, section=question.section
        )


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """One question through all documents of its meeting."""

    #: Where its id comes from.
    home: Asked
    #: Where else it stands.
    printings: tuple[Asked, ...] = ()
    #: Where it is answered, the newest answer first.
    answers: tuple[Asked, ...] = ()
    #: Ids of the questions that it was split into.
    continued_as: tuple[str, ...] = ()
    #: The items of which it is a part.
    split_from: tuple[Asked, ...] = ()
    #: Ids of the questions that share its answer because they were joined under one number.
    joined_with: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.home.id


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """The threads of one meeting."""

    #: In order of printing, document by document as they came.
    threads: tuple[Thread, ...]
    #: Id of every other printing → the id it is an alias of.
    aliases: dict[str, str]
    #: Ids of questions in an answering document that match nothing in a question list of the same meeting.
    unmatched: tuple[str, ...] = ()


def ask(
    document: Described, questions: Sequence[Question], factions: Sequence[tuple[str, ...]]
) -> tuple[Asked, ...]:
    """Return questions as they stand in their document; ``factions`` gives the faction ids of each."""
    return tuple(
        Asked(id=question_id(document.id, question.key), document=document, question=question, factions=ids)
        for question, ids in zip(questions, factions, strict=True)
    )


def converse(documents: Iterable[tuple[Asked, ...]]) -> Conversation:
    """Return the conversation of the documents of one meeting, given in the order of publication."""
    ordered = [asked for asked in documents if asked]
    talk = _Talk()
    for index, asked in enumerate(ordered):
        talk.add(asked)
        for relation in ("again", "answers"):
            for earlier in ordered[:index]:
                if _relation(asked, earlier) == relation:
                    talk.join(earlier, asked, relation == "again")
    return talk.conversation(ordered)


def _relation(one: tuple[Asked, ...], other: tuple[Asked, ...]) -> Literal["again", "answers", ""]:
    answered = [any(asked.question.answer for asked in side) for side in (one, other)]
    if answered[0] == answered[1]:
        return "again"
    return "answers"


class _Talk:
    """Threads in the making, by the id of every place a question stands in."""

    def __init__(self) -> None:
        self._home: dict[str, Asked] = {}
        self._asked: dict[str, Asked] = {}
        self._printings: dict[str, list[str]] = {}
        self._thread: dict[str, str] = {}
        self._continued: dict[str, tuple[str, ...]] = {}
        self._joined: dict[str, tuple[str, ...]] = {}
        self._matched: set[str] = set()

    def add(self, asked: Iterable[Asked]) -> None:
        for one in asked:
            self._home[one.id] = one
            self._asked[one.id] = one
            self._printings[one.id] = []

    def join(self, earlier: tuple[Asked, ...], later: tuple[Asked, ...], again: bool) -> None:
        """Join the questions of two documents that are the same."""
        free = [one for one in later if self._is_alone(one.id)]
        if again:
            self._join_again(earlier, free, later)
            return
        if any(one.question.answer for one in later):
            items, numbers = [one for one in earlier if not self._is_answered(one.id)], free
        else:
            items, numbers = free, list(earlier)
        for match in align([one.piece for one in items], [one.piece for one in numbers]):
            self._apply([items[i] for i in match.items], [numbers[n] for n in match.numbers], items is free)

    def _is_alone(self, identifier: str) -> bool:
        return (
            identifier in self._home and not self._printings[identifier] and identifier not in self._continued
        )

    def _thread_of(self, identifier: str) -> str:
        """Return the id of the (first) thread that a place belongs to."""
        return self._thread.get(identifier, identifier)

    def _is_answered(self, identifier: str) -> bool:
        home = self._thread_of(identifier)
        places = [home, *self._printings[home]]
        return home in self._continued or any(self._asked[place].question.answer for place in places)

    def _apply(self, items: Sequence[Asked], numbers: Sequence[Asked], items_came_later: bool) -> None:
        self._matched.update(number.id for number in numbers)
        if len(numbers) > 1:
            home = self._thread_of(items[0].id)
            self._continued[home] = tuple(self._thread_of(number.id) for number in numbers)
        elif items_came_later:
            for item in items:
                self._print(item.id, [self._thread_of(numbers[0].id)])
        else:
            homes = [self._thread_of(item.id) for item in items]
            self._print(numbers[0].id, homes)
            for home in homes if len(homes) > 1 else ():
                self._joined[home] = tuple(other for other in homes if other != home)

    def _print(self, identifier: str, homes: Sequence[str]) -> None:
        """Make a place a printing of threads."""
        del self._home[identifier]
        self._thread[identifier] = homes[0]
        for home in homes:
            self._printings[home].append(identifier)

    def _join_again(self, earlier: Sequence[Asked], free: Sequence[Asked], later: Sequence[Asked]) -> None:
        matches = [
            (earlier[match.items[0]], free[match.numbers[0]])
            for match in align([one.piece for one in earlier], [one.piece for one in free])
            if _is_again(match, earlier, free)
        ]
        replaces = {earlier[0].document.id, later[0].document.id} & {
            earlier[0].document.sidecar.replaces,
            later[0].document.sidecar.replaces,
        }
        if replaces or len(matches) >= MOST_COME_AGAIN * min(len(earlier), len(later)):
            for first, again in matches:
                if self._is_alone(again.id):
                    self._matched.add(again.id)
                    self._print(again.id, [self._thread_of(first.id)])

    def conversation(self, documents: Sequence[tuple[Asked, ...]]) -> Conversation:
        """Return what was found."""
        continued = {item: self._parts(item) for item in self._continued}
        split_from: dict[str, list[Asked]] = {}
        for item, parts in continued.items():
            for part in parts:
                split_from.setdefault(part, []).append(self._asked[item])
        return Conversation(
            threads=tuple(
                self._make(home, continued.get(home.id, ()), split_from.get(home.id, ()))
                for home in self._home.values()
            ),
            aliases=dict(self._thread),
            unmatched=tuple(self._unmatched(documents)),
        )

    def _parts(self, item: str) -> tuple[str, ...]:
        """Return the threads that an item was split into: a number may be a printing of another list's."""
        parts = dict.fromkeys(self._thread_of(part) for part in self._continued[item])
        return tuple(part for part in parts if part != item)

    def _make(self, home: Asked, continued_as: tuple[str, ...], split_from: Iterable[Asked]) -> Thread:
        printings = [self._asked[identifier] for identifier in self._printings[home.id]]
        return Thread(
            home=home,
            printings=tuple(printings),
            answers=tuple(_answers([home, *printings])),
            continued_as=continued_as,
            split_from=tuple(split_from),
            joined_with=self._joined.get(home.id, ()),
        )

    def _unmatched(self, documents: Sequence[tuple[Asked, ...]]) -> Iterable[str]:
        if not any(all(one.question.answer is None for one in asked) for asked in documents):
            return
        for asked in documents:
            if any(one.question.answer for one in asked):
                yield from (
                    one.id
                    for one in asked
                    if one.id in self._home and one.id not in self._matched and not self._printings[one.id]
                )


def _is_again(match: Match, earlier: Sequence[Asked], later: Sequence[Asked]) -> bool:
    if len(match.items) != 1 or len(match.numbers) != 1:
        return False
    one, other = earlier[match.items[0]], later[match.numbers[0]]
    return dice(runs(identity_text(one.question)), runs(identity_text(other.question))) >= SAME_AGAIN


def _answers(places: Sequence[Asked]) -> list[Asked]:
    """Return the places with an answer, the newest first; one printed again word for word counts once."""
    answered = [place for place in places if place.question.answer is not None]
    if len(answered) < 2:
        return answered
    found: list[Asked] = []
    seen: set[str] = set()
    for place in sorted(answered, key=lambda place: place.document.order):
        digest = question_digest(place.question.answer.text if place.question.answer else "")
        if digest not in seen:
            seen.add(digest)
            found.append(place)
    replaced = {place.document.sidecar.replaces for place in found}
    found.reverse()
    return sorted(found, key=lambda place: place.document.id in replaced)
