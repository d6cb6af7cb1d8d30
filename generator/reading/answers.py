"""Answers with a label: to which numbers they go; and documents that print answers only."""

from __future__ import annotations

from collections.abc import Sequence

from generator.reading.drafts import Draft, DraftAnswer, DraftItem, sort_items
from generator.reading.items import AnswerRows, Layout, Segment
from generator.reading.joining import Shape, join
from generator.reading.rows import Row, behind_label
from generator.records import Doubt

#: The number under which a question or answer without one is kept; no printed number is 0.
UNNUMBERED = 0
Answers = dict[tuple[int, int], list[DraftAnswer]]


def labelled_answers(rows: list[Row], segments: Sequence[Segment], shape: Shape) -> Answers:
    """Return the answers with a label, per (list, number) that the label names."""
    found: Answers = {}
    for segment in segments:
        for printed in segment.answers:
            answer = draft_answer(rows, printed, shape)
            answer.label = segment.label
            if not answer.paragraphs:
                continue  # a label printed twice: what stands under the other one answers
            for number in printed.numbers or (UNNUMBERED,):
                found.setdefault((segment.list_index, number), []).append(answer)
    return found


def draft_answer(rows: list[Row], printed: AnswerRows, shape: Shape) -> DraftAnswer:
    """Return an answer as joined paragraphs, and class its rows; its numbers are those of its label."""
    chosen = [behind_label(rows[i]) if i == printed.label else rows[i] for i in printed.rows]
    for i in printed.rows:
        rows[i].cls = "answer"
    label = rows[printed.label] if printed.label is not None else None
    if label is not None and label.cls is None:
        label.cls = "label"
    lines = (
        [r.first for r in chosen] + [r.last for r in chosen] + ([label.first, label.last] if label else [])
    )
    numbers = label.numbers if label is not None else ()
    return DraftAnswer(join(chosen, shape), numbers, min(lines, default=0), max(lines, default=0))


def own_answer(answers: Answers, segment: Segment) -> DraftAnswer | None:
    """Return the answer that stands under a question's own label; else one that names one of its numbers."""
    for number in segment.numbers or (UNNUMBERED,):
        found = answers.get((segment.list_index, number))
        if found:
            own = [answer for answer in found if answer.label == segment.label]
            if own and not segment.numbers:
                return _together(own)
            if own or segment.numbers:
                return (own or found)[0]
    return None


def _together(answers: Sequence[DraftAnswer]) -> DraftAnswer:
    """Return several answers to one question as one."""
    if len(answers) == 1:
        return answers[0]
    paragraphs = [paragraph for answer in answers for paragraph in answer.paragraphs]
    return DraftAnswer(paragraphs, answers[0].numbers, answers[0].first, max(a.last for a in answers))


def answer_for(answers: Answers, segment: Segment, numbers: Sequence[int]) -> DraftAnswer | None:
    """Return the answer to the first of the numbers that has one; several to one number become one answer.

    The one under the same label goes before any other; then those whose label does not print the number.
    """
    for number in numbers:
        found = answers.get((segment.list_index, number))
        if not found:
            continue
        own = [answer for answer in found if answer.label == segment.label]
        apart = [answer for answer in found if answer.label is None or number not in answer.numbers]
        return _together(own or apart or found)
    return None


def add_unclaimed(draft: Draft, answers: Answers) -> None:
    """Keep an answer to a number that no question has, with a doubt: the question is not printed."""
    asked = {(item.list_index, n) for item in draft.items for n in item.numbers or (UNNUMBERED,)}
    done: set[int] = set()
    for (list_index, number), found in answers.items():
        if (list_index, number) in asked:
            continue
        for answer in found:
            if id(answer) in done or any((list_index, n) in asked for n in answer.numbers):
                draft.doubts.append(
                    Doubt(
                        code="answer-to-unknown-number",
                        text=f"Het antwoord noemt vraag {number}, maar die vraag staat niet in het document.",
                        lines=(answer.first, answer.last),
                    )
                )
                continue
            done.add(id(answer))
            draft.items.append(without_question(answer, (number,), list_index))
    _add_unused(draft, answers)
    sort_items(draft)


def _add_unused(draft: Draft, answers: Answers) -> None:
    """Keep an answer that no question took, because the number has another one as well."""
    used = {id(p) for item in draft.items if item.answer for p in item.answer.paragraphs}
    for (list_index, number), found in answers.items():
        item = next((i for i in draft.items if i.list_index == list_index and number in i.numbers), None)
        for answer in found:
            if item is None or any(id(paragraph) in used for paragraph in answer.paragraphs):
                continue
            used |= {id(paragraph) for paragraph in answer.paragraphs}
            both = sorted([*([item.answer] if item.answer else []), answer], key=lambda a: a.first)
            item.answer = _together(both)
            item.doubts.append(
                Doubt(
                    code="answered-twice",
                    text=f"Vraag {number} wordt twee keer beantwoord.",
                    lines=(answer.first, answer.last),
                )
            )


def without_question(answer: DraftAnswer, numbers: tuple[int, ...], list_index: int) -> DraftItem:
    """Return the item of an answer whose question is not printed, with the doubt that says so."""
    doubt = Doubt(
        code="question-not-printed",
        text="De vraag zelf staat niet in het document.",
        lines=(answer.first, answer.first),
    )
    return DraftItem(
        numbers=numbers,
        list_index=list_index,
        paragraphs=[],
        first=answer.first,
        last=answer.first,
        answer=answer,
        doubts=[doubt],
    )


def draft_answers_only(rows: list[Row], layout: Layout, shape: Shape, draft: Draft) -> None:
    """Draft answers without their questions: each label or heading names the numbers that it answers."""
    taken: set[int] = set()
    for segment in layout.segments:
        if segment.label is None:
            continue
        label = rows[segment.label]
        below = [*segment.question]
        for inner in segment.answers:
            below += [inner.label] if inner.label is not None else []
            below += inner.rows
        if label.name == "answer-label-inline":
            below.insert(0, segment.label)
        printed = AnswerRows(label.numbers, segment.label, below)
        answer = draft_answer(rows, printed, shape)
        if label.name == "answer-heading":
            label.cls = "label"
        numbers = tuple(n for n in label.numbers if n not in taken) or label.numbers
        if not set(label.numbers) - taken:
            draft.doubts.append(
                Doubt(
                    code="answered-twice",
                    text=f"Vraag {label.numbers[0]} wordt twee keer beantwoord.",
                    lines=(label.first, label.last),
                )
            )
        taken.update(label.numbers)
        draft.items.append(without_question(answer, numbers, segment.list_index))
