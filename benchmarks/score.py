"""Compare one record with what is known of its document (``<stem>.expected.json``)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from generator.records import Document, Question
from generator.registers import FactionRegister, fold_name

Label = tuple[int, ...]


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What a person found in a document. Unknown fields are ignored."""

    #: Printed numbers together, or questions where none are printed.
    questions: int
    #: Numbers of each printed "Vraag" label in document order; empty where nothing such is printed.
    question_labels: tuple[Label, ...] = ()
    #: Numbers of each printed "Antwoord" label in document order.
    answer_labels: tuple[Label, ...] = ()
    factions_in_order: tuple[str, ...] = ()


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How well one document was read."""

    expected: Expected
    question_labels: tuple[Label, ...]
    answer_labels: tuple[Label, ...]
    factions: tuple[str, ...]
    questions_right: bool
    answers_right: bool
    factions_right: bool
    #: Questions expected and found, and questions found that are not there.
    found: int
    invented: int
    #: Questions that got an answer.
    answered: int
    unknown_lines: int
    lines: int
    #: The runs of the account cover every line of the source, from the first to the last.
    accounted: bool

    @property
    def exact(self) -> bool:
        return self.questions_right and self.answers_right


def decode_expected(data: bytes) -> Expected:
    """Return the expectation in an ``expected.json`` file."""
    raw: dict[str, Any] = msgspec.json.decode(data)
    return msgspec.convert(raw["expected"], Expected, strict=False)


def score(document: Document, expected: Expected, register: FactionRegister) -> Score:
    """Compare a record with the expectation."""
    questions = _question_labels(document)
    answers = _answer_labels(document)
    factions = _factions(document)
    counted = sum(max(1, len(_numbers(q))) for q in document.questions)
    found, invented = _overlap(questions, counted, expected)
    runs = sorted(document.account, key=lambda run: run.lines)
    return Score(
        expected=expected,
        question_labels=questions,
        answer_labels=tuple(label for label, _ in answers),
        factions=factions,
        questions_right=counted == expected.questions
        and _same_questions(questions, expected.question_labels),
        answers_right=_same_answers(answers, expected.answer_labels),
        factions_right=_same_factions(factions, expected.factions_in_order, register),
        found=found,
        invented=invented,
        answered=sum(max(1, len(_numbers(q))) for q in document.questions if q.answer is not None),
        unknown_lines=sum(b - a + 1 for run in runs if run.name == "unknown" for a, b in [run.lines]),
        lines=document.source.lines,
        accounted=_covers([run.lines for run in runs], document.source.lines),
    )


def _numbers(question: Question) -> Label:
    if question.numbers:
        return question.numbers
    return () if question.number is None else (question.number,)


def _question_labels(document: Document) -> tuple[Label, ...]:
    """Return the numbers of each record, in document order; () for an unnumbered one."""
    return tuple(_numbers(q) for q in document.questions)


def _answer_labels(document: Document) -> tuple[tuple[Label, bool], ...]:
    """Return the numbers each answer goes with, and whether a label says so, in document order.

    An answer that several questions share stands with each of them, at the same lines.
    """
    shared: dict[tuple[int, int], list[Question]] = {}
    for question in document.questions:
        if question.answer is not None:
            shared.setdefault(question.answer.lines, []).append(question)
    labels = []
    for lines in sorted(shared):
        owners = shared[lines]
        printed = owners[0].answer.numbers if owners[0].answer is not None else ()
        attached = tuple(sorted(n for q in owners for n in _numbers(q)))
        labels.append((printed or attached, bool(printed)))
    return tuple(labels)


def _factions(document: Document) -> tuple[str, ...]:
    names = [part.name for part in document.parts if part.name]
    names += [name for q in document.questions for name in q.factions]
    names += document.facts.factions
    return tuple(dict.fromkeys(names))


def _same_questions(found: tuple[Label, ...], expected: tuple[Label, ...]) -> bool:
    """Compare label by label; a label over several numbers may be split into one record for each."""
    if not expected:
        return True
    rest = list(found)
    for label in expected:
        if rest[:1] == [label]:
            del rest[:1]
        elif rest[: len(label)] == [(n,) for n in label]:
            del rest[: len(label)]
        else:
            return False
    return not rest


def _same_answers(found: tuple[tuple[Label, bool], ...], expected: tuple[Label, ...]) -> bool:
    """Compare label by label; answers without a printed label may stand between them."""
    rest = [tuple(sorted(label)) for label in expected]
    for label, printed in found:
        if rest and tuple(sorted(label)) == rest[0]:
            rest.pop(0)
        elif printed and expected:
            return False
    return not rest


def _same_factions(found: tuple[str, ...], expected: tuple[str, ...], register: FactionRegister) -> bool:
    def ids(names: tuple[str, ...]) -> list[str]:
        known = ((name, register.find(name)) for name in names)
        return list(dict.fromkeys(faction.id if faction else fold_name(name) for name, faction in known))

    return ids(found) == ids(expected)


def _overlap(labels: tuple[Label, ...], counted: int, expected: Expected) -> tuple[int, int]:
    if not expected.question_labels:
        return min(counted, expected.questions), max(0, counted - expected.questions)
    want = Counter(n for label in expected.question_labels for n in label)
    have = Counter(n for label in labels for n in label)
    unnumbered = sum(1 for label in labels if not label)
    return sum((want & have).values()), sum((have - want).values()) + unnumbered


def _covers(runs: list[tuple[int, int]], lines: int) -> bool:
    """Return whether the runs follow each other from line 1 to the last, without gap or overlap."""
    expected_start = 1
    for first, last in runs:
        if first != expected_start or last < first:
            return False
        expected_start = last + 1
    return expected_start == lines + 1
