"""A document in a few lines: what was read from it, where its lines went, what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.problems import Problem
from generator.records import Document, Doubt

#: Doubts printed one by one; the rest are counted.
MOST_DOUBTS = 12


def what_it_is(record: Document) -> str:
    """Return kind, date and number of questions on one line."""
    facts = record.facts
    parts = [record.kind, record.procedure if record.procedure != "onbekend" else "", facts.date or "no date"]
    asked = sum(max(1, len(question.numbers)) for question in record.questions)
    answered = sum(max(1, len(q.numbers)) for q in record.questions if q.answer is not None)
    parts.append(
        f"{asked} {'question' if asked == 1 else 'questions'}, {answered} answered"
        if asked
        else "no questions"
    )
    parts += [f"{section.key}: {_count(record, section.key)}" for section in record.sections]
    return ", ".join(part for part in parts if part)


def _count(record: Document, section: str) -> int:
    return sum(max(1, len(question.numbers)) for question in record.questions if question.section == section)


def account(record: Document) -> str:
    """Return how many lines went where, most first; lines that no rule knows always stand at the end."""
    lines: Counter[str] = Counter()
    for run in record.account:
        lines[run.name] += run.lines[1] - run.lines[0] + 1
    unknown = lines.pop("unknown", 0)
    known = ", ".join(f"{name} {count}" for name, count in lines.most_common())
    return f"{sum(lines.values()) + unknown} lines: {known}; not understood {unknown}"


def factions(record: Document) -> str:
    """Return who asked how much, in the order of the document; "" where no faction is named."""
    asked: Counter[str] = Counter({part.name: 0 for part in record.parts if part.name})
    for question in record.questions:
        asked.update(question.factions)
    return ", ".join(f"{name} {count}" for name, count in asked.items())


def claims(record: Document) -> Iterator[str]:
    """Yield what the document says of itself beside what was found."""
    for claim in record.claims:
        verdict = "found as many" if claim.stated == claim.found else f"but {claim.found} were found"
        yield f"line {claim.lines[0]} says {claim.stated} {claim.subject}: {verdict}"


def doubts(record: Document) -> Iterator[str]:
    """Yield what the reader was unsure of, with the line to look at."""
    found = [("", doubt) for doubt in record.doubts]
    found += [(f"{question.key}: ", doubt) for question in record.questions for doubt in question.doubts]
    for name, doubt in found[:MOST_DOUBTS]:
        yield f"{name}{_place(doubt)}{doubt.text}"
    if len(found) > MOST_DOUBTS:
        yield f"and {len(found) - MOST_DOUBTS} more (see the record)"


def _place(doubt: Doubt) -> str:
    return f"line {doubt.lines[0]}: " if doubt.lines else ""


def describe(record: Document) -> str:
    """Return everything above, indented under the name of the document."""
    lines = [what_it_is(record)]
    lines += [f"asked by: {factions(record)}"] if factions(record) else []
    lines += [account(record), *claims(record)]
    lines += [f"look at: {doubt}" for doubt in doubts(record)]
    return "\n".join(f"  {line}" for line in lines)


def is_recognised(record: Document) -> bool:
    """Return whether anything in a text shows that it is a parliamentary document."""
    facts = record.facts
    stated = (facts.title, facts.date, facts.committee, facts.reference, facts.meeting, facts.postponement)
    return bool(record.questions or record.parts or facts.dossiers or facts.signatories or any(stated))


def not_recognised(file: str, record: Document) -> Problem:
    """Return the error for a text in which nothing is recognised."""
    return Problem(
        severity="error",
        file=file,
        message="nothing is recognised in this text: no question, date, title, minister or committee",
        remedy="is it the right file? If so, report it, so that its layout can be learned",
        excerpt=f"{record.source.lines} lines",
    )
