"""Small documents for the tests of the archive."""

from __future__ import annotations

from collections.abc import Sequence

from generator.records import Answer, Document, FactionPart, Facts, LineRun, Paragraph, Question, Source

FACTS = Facts(title="Brief", date="2026-02-10", chamber="Tweede Kamer")


def paragraphs(text: str, line: int = 1) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=part, lines=(line, line)) for part in text.split("\n\n") if part)


def question(
    key: str,
    text: str,
    answer: str | None = None,
    *,
    number: int | None = None,
    numbers: tuple[int, ...] = (),
    answers: tuple[int, ...] = (),
    factions: Sequence[str] = (),
    section: str | None = None,
    line: int = 1,
) -> Question:
    """Return a question; a key that is a number (in a section: ends in one) gives its printed number."""
    tail = key.rpartition("-")[2]
    if number is None and not numbers and tail.isdigit() and (tail == key or section):
        number = int(tail)
    return Question(
        key=key,
        section=section,
        number=number if number is not None else (numbers[0] if numbers else None),
        numbers=numbers or ((number,) if number is not None else ()),
        factions=tuple(factions),
        attribution="heading" if factions else "unknown",
        paragraphs=paragraphs(text, line),
        lines=(line, line),
        answer=Answer(paragraphs=paragraphs(answer, line + 1), lines=(line + 1, line + 1), numbers=answers)
        if answer is not None
        else None,
    )


def document(
    name: str,
    *questions: Question,
    kind: str | None = None,
    facts: Facts = FACTS,
    parts: tuple[FactionPart, ...] = (),
    added: str = "2026-02-11",
    procedure: str = "schriftelijk overleg",
) -> Document:
    answered = any(q.answer for q in questions)
    return Document(
        id=name,
        kind=kind or ("answers" if answered else "questions"),  # type: ignore[arg-type]
        procedure=procedure,  # type: ignore[arg-type]
        source=Source(file=f"{name}.txt", sha256="0" * 64, format="txt", bytes=1, lines=99),
        added=added,
        reader="test",
        facts=facts,
        parts=parts,
        questions=questions,
        account=(LineRun(name="question", lines=(1, 99)),),
    )
