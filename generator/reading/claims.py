"""What a document says of itself (how many questions, which numbers) against what was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.keys import list_name
from generator.reading.rows import Row
from generator.reading.specimens import Specimens
from generator.records import Claim, Doubt, Question, Section

_TOTAL = re.compile(
    r"\b(?:in totaal|totaal|gezamenlijk|samen)\s+(?P<n>\d{1,3})\s+(?:\w+\s+){0,2}?vragen\b"
    r"|\b(?:onderstaande|de volgende|navolgende|deze)\s+(?P<m>\d{1,3})\s+(?:\w+\s+)?vragen\b"
)
_SHARES = re.compile(r"\bwaarvan\s+(?P<shares>\d{1,3}\b.{0,300})")


def read_claims(
    rows: Sequence[Row], questions: Sequence[Question], sections: Sequence[Section]
) -> tuple[Claim, ...]:
    """Return the counts that the memo or the opening states, each beside what was read."""
    claims: list[Claim] = []
    counted = sum(max(1, len(q.numbers)) for q in questions)
    per_section = Counter(q.section for q in questions for _ in range(max(1, len(q.numbers))))
    for row in rows:
        if row.cls not in {"memo", "opening", "letter"}:
            continue
        match = _TOTAL.search(row.text)
        if not match:
            continue
        stated = int(match["n"] or match["m"])
        lines = (row.first, row.last)
        claims.append(Claim(text=row.text, lines=lines, subject="questions", stated=stated, found=counted))
        shares = _SHARES.search(row.text)
        numbers = (
            [int(n) for n in re.findall(r"\b(\d{1,3})\s+(?:over|bij|voor|op)\b", shares["shares"])]
            if shares
            else []
        )
        if len(numbers) == len(sections) and sum(numbers) == stated:
            claims += [
                Claim(
                    text=row.text,
                    lines=lines,
                    subject=f"questions {section.key}",
                    stated=number,
                    found=per_section[section.key],
                )
                for number, section in zip(numbers, sections, strict=True)
            ]
    return tuple(claims)


def check_numbering(questions: Sequence[Question]) -> list[Doubt]:
    """Return a doubt for every hole in a list's numbers and for every number printed twice."""
    doubts: list[Doubt] = []
    lists: dict[str, list[Question]] = {}
    for question in questions:
        if question.numbers:
            lists.setdefault(list_name(question.section, question.key), []).append(question)
    for found in lists.values():
        numbers = Counter(n for q in found for n in q.numbers)
        missing = [n for n in range(1, max(numbers) + 1) if n not in numbers]
        if missing and len(missing) <= max(numbers) // 2:
            shown = ", ".join(map(str, missing[:10]))
            doubts.append(
                Doubt(
                    code="numbers-missing", text=f"In de nummering ontbreekt: {shown}.", lines=found[0].lines
                )
            )
        for number, times in numbers.items():
            if times > 1:
                twice = next(q for q in found if number in q.numbers)
                doubts.append(
                    Doubt(
                        code="number-twice",
                        text=f"Het nummer {number} staat {times} keer in deze lijst.",
                        lines=twice.lines,
                    )
                )
    return doubts


SPECIMENS = (
    Specimens(
        "total",
        _TOTAL,
        ("in totaal 67 vragen", "onderstaande 5 vragen", "totaal 12 schriftelijke vragen"),
        ("enkele vragen",),
    ),
    Specimens(
        "shares",
        _SHARES,
        ("waarvan 45 over de begroting en 22 over het jaarverslag",),
        ("waarvan de meeste",),
    ),
)
