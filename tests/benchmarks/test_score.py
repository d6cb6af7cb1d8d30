"""The measure itself: what counts as right, found, invented."""

from __future__ import annotations

import pytest

from benchmarks.score import Expected, Score, score
from generator.records import Answer, Document, Facts, LineRun, Paragraph, Question, Source
from generator.registers import Faction, FactionRegister

REGISTER = FactionRegister((Faction(id="nsc", name="NSC", aliases=("Nieuw Sociaal Contract",)),))


def question(
    numbers: tuple[int, ...], line: int, answer: tuple[int, tuple[int, ...]] | None = None
) -> Question:
    """A question at a line; its answer as (line, numbers in its label)."""
    text = (Paragraph(text="Wat?", lines=(line, line)),)
    return Question(
        key=f"k{line}",
        number=numbers[0] if numbers else None,
        numbers=numbers,
        factions=("Nieuw Sociaal Contract",),
        paragraphs=text,
        lines=(line, line),
        answer=None if answer is None else Answer(paragraphs=text, lines=(answer[0],) * 2, numbers=answer[1]),
    )


def measure(expected: Expected, *questions: Question, runs: tuple[LineRun, ...] | None = None) -> Score:
    document = Document(
        id="2026-01-01-brief",
        kind="answers",
        source=Source(file="brief.txt", sha256="0", format="txt", bytes=1, lines=9),
        added="2026-01-01",
        reader="1",
        facts=Facts(),
        questions=questions,
        account=runs or (LineRun(name="letter", lines=(1, 9)),),
    )
    return score(document, expected, REGISTER)


def expect(
    labels: tuple[tuple[int, ...], ...], answers: tuple[tuple[int, ...], ...] = (), count: int = 0
) -> Expected:
    return Expected(
        questions=count or sum(len(label) for label in labels),
        question_labels=labels,
        answer_labels=answers,
        factions_in_order=("NSC",),
    )


def test_everything_right() -> None:
    result = measure(
        expect(((1,), (2, 3)), ((1,), (2, 3))), question((1,), 1, (2, (1,))), question((2, 3), 3, (4, (2, 3)))
    )
    assert result.exact
    assert result.factions_right
    assert (result.found, result.invented, result.answered) == (3, 0, 3)


def test_label_split_into_a_record_per_number() -> None:
    expected = expect(((1,), (2, 3)), ((1,), (2, 3)))
    shared = (5, (2, 3))
    assert measure(
        expected, question((1,), 1, (2, (1,))), question((2,), 3, shared), question((3,), 4, shared)
    ).exact


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([(1,)], id="one missing"),
        pytest.param([(1,), (2,), (2,)], id="one twice"),
        pytest.param([(2,), (1,)], id="wrong order"),
        pytest.param([(1, 2)], id="joined"),
        pytest.param([(1,), ()], id="number lost"),
    ],
)
def test_wrong_labels(numbers: list[tuple[int, ...]]) -> None:
    questions = (question(n, line) for line, n in enumerate(numbers, 1))
    assert not measure(expect(((1,), (2,))), *questions).exact


def test_invented_and_missed_are_counted() -> None:
    result = measure(expect(((1,), (2,))), question((1,), 1), question((7,), 2), question((), 3))
    assert (result.found, result.invented) == (1, 2)


def test_unnumbered_questions_are_counted() -> None:
    assert measure(expect((), count=2), question((), 1), question((), 2)).exact
    assert not measure(expect((), count=2), question((), 1)).exact


def test_answers_without_a_label_may_stand_between_labelled_ones() -> None:
    expected = expect(((1,), (2,), (3,)), ((2, 3),))
    shared = (6, (2, 3))
    good = [question((1,), 1, (2, ())), question((2,), 3, shared), question((3,), 4, shared)]
    assert measure(expected, *good).exact
    assert not measure(expected, question((1,), 1, (2, (1,))), *good[1:]).exact, "a label that is not printed"
    assert not measure(expected, *good[:1], question((2,), 3), question((3,), 4)).exact


def test_account_with_a_hole() -> None:
    runs = (LineRun(name="letter", lines=(1, 3)), LineRun(name="unknown", lines=(5, 9)))
    result = measure(expect(((1,),)), question((1,), 1), runs=runs)
    assert not result.accounted
    assert result.unknown_lines == 5
