"""Related questions are found anew only where something else may come out: never another result."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import nearness
from generator.archive.nearness import compare
from generator.archive.related import find_related, words_of
from generator.archive.word_space import Compared, Words
from generator.memo import Memo
from generator.registers import Topic

WORDS = [
    *("rangeerterrein", "geluidhinder", "conducteur", "machinist", "uniform", "wissel", "perron", "reiziger"),
    *("bovenleiding", "lijndienst", "spoorbrug", "overweg", "dienstregeling", "treinstel", "werkplaats"),
]
REGISTER = tuple(Topic(id=name, name=name, about="", words=(name,)) for name in ("spoor", "reis"))


def _question(name: str, chance: random.Random) -> Compared:
    often = [30 // (place + 1) + 1 for place in range(len(WORDS))]
    several = chance.choices(WORDS, weights=often, k=chance.randint(0, 9))
    topics = tuple(sorted(chance.sample(("spoor", "reis"), chance.randint(0, 2))))
    return _compared(name, " ".join(several), topics)


def _compared(name: str, text: str, topics: tuple[str, ...] = ("spoor",)) -> Compared:
    return Compared(name, name.partition("/")[0], topics, words_of(REGISTER, text))


def _changed(questions: list[Compared], chance: random.Random) -> list[Compared]:
    """Return the questions after something happened to a few of them."""
    kind = chance.choice(("change", "add", "remove", "move", "nothing"))
    place = chance.randrange(len(questions) + 1)
    if kind == "add":
        name = f"{chance.choice('abcdef')}/{chance.randrange(1000, 9999)}"
        if name not in {one.id for one in questions}:
            return [*questions[:place], _question(name, chance), *questions[place:]]
    if kind == "nothing" or place == len(questions):
        return questions
    rest = [*questions[:place], *questions[place + 1 :]]
    if kind == "remove":
        return rest
    if kind == "move":
        return [*rest, questions[place]]
    return [*questions[:place], _question(questions[place].id, chance), *questions[place + 1 :]]


@settings(max_examples=60)
@given(st.integers(0, 1 << 32))
def test_after_a_change_the_same_is_found_as_from_scratch(seed: int) -> None:
    chance = random.Random(seed)
    questions = [_question(f"{chance.choice('abcdef')}/{n}", chance) for n in range(chance.randint(1, 40))]
    memo = _Kept()
    for _ in range(6):
        assert find_related(questions, memo) == find_related(questions)
        questions = _changed(questions, chance)


class _Kept(Memo):
    """A memo that remembers the last result, in memory."""

    value: object = None

    def last(self, name: str, kind: type) -> object:  # type: ignore[override]
        return self.value

    def keep_last(self, name: str, value: object) -> None:
        self.value = value


def test_a_changed_word_leaves_other_questions_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chance = random.Random(5)
    questions = [
        _compared(f"{n % 30}/{n}", " ".join(f"{word}{n // 20}" for word in chance.sample(WORDS, 8)))
        for n in range(400)
    ]
    memo = Memo(tmp_path)
    find_related(questions, memo)
    compared: list[int] = []
    near = nearness._near

    def noted(space: Any, rows: Any) -> Any:
        compared.extend(rows)
        return near(space, rows)

    monkeypatch.setattr(nearness, "_near", noted)
    questions[7] = _compared(questions[7].id, "geheel anders dan voorheen")
    find_related(questions, memo)
    assert 7 in compared
    assert len(compared) <= 20, "only those that share words with it"
    compared.clear()
    find_related(questions, memo)
    assert not compared


def test_what_was_found_holds_all_that_it_follows_from() -> None:
    """Another archive may be asked for with what was kept of this one."""
    chance = random.Random(3)
    one = [_question(f"{chance.choice('abc')}/{n}", chance) for n in range(30)]
    other = [_question(f"{chance.choice('abc')}/{n}", chance) for n in range(30)]
    memo = _Kept()
    find_related(one, memo)
    assert find_related(other, memo) == find_related(other)


def test_nothing_to_compare() -> None:
    assert compare([]).found == []
    only = Compared("a/1", "a", ("spoor",), Words(b"", b""))
    assert compare([only], compare([only])).found == [()]
    assert compare([only, only._replace(id="b/1", meeting="b")], compare([only])).found == [(), ()]
