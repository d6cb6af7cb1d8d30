"""What each faction contributed to a meeting, in the order of printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.archive.conversations import Asked
from generator.archive.graph import FactionContribution
from generator.archive.similarity import runs, share
from generator.keys import question_id
from generator.records import FactionPart, plain_text

#: An introduction of which this much stands in another printing is not shown again.
SAME_INTRODUCTION = 0.6


def contributions_of(
    asked: Sequence[Asked],
    parts: Sequence[FactionPart],
    resolve: Callable[[str], str],
    homes: Iterable[str],
    document: str,
) -> tuple[FactionContribution, ...]:
    """Return the contributions in one document.

    ``resolve`` gives the id of a faction by its printed name. ``homes`` are the question ids that have their
    home in it; the others stand elsewhere. Where the document has no parts, questions after each other of one
    faction are a contribution.
    """
    home = set(homes)
    placed = _place(asked, parts)
    found: list[tuple[int, FactionContribution]] = []
    for part in parts:
        questions = [one.id for one in asked if placed.get(one.id) is part and one.id in home]
        found.append((part.lines[0], _from_part(part, questions, resolve, document)))
    loose = [one for one in asked if one.id not in placed and one.id in home]
    found += [(group[0].question.lines[0], _from_group(group, document)) for group in _groups(loose)]
    return tuple(contribution for _, contribution in sorted(found, key=lambda pair: pair[0]))


def _place(asked: Sequence[Asked], parts: Sequence[FactionPart]) -> dict[str, FactionPart]:
    """Return the part that each question belongs to: the last of its faction that starts above it.

    A question without a faction belongs to the part around it, if there is one.
    """
    placed: dict[str, FactionPart] = {}
    for one in asked:
        line = one.question.lines[0]
        above = [part for part in parts if part.lines[0] <= line]
        named = [part for part in above if part.name in one.question.factions]
        around = [part for part in above if line <= part.lines[1]] if not one.question.factions else []
        if named or around:
            placed[one.id] = max(named or around, key=lambda part: part.lines[0])
    return placed


def _groups(asked: Sequence[Asked]) -> list[list[Asked]]:
    groups: list[list[Asked]] = []
    for one in asked:
        last = groups[-1][-1] if groups else None
        if last and (last.factions, last.question.section) == (one.factions, one.question.section):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _from_part(
    part: FactionPart, questions: Sequence[str], resolve: Callable[[str], str], document: str
) -> FactionContribution:
    return FactionContribution(
        faction=resolve(part.name) if part.name else None,
        name=part.name,
        document=document,
        section=part.section,
        heading=part.heading,
        introduction=part.introduction,
        context=tuple((question_id(document, key), paragraph) for key, paragraph in part.context),
        joins=tuple(map(resolve, part.joins)),
        questions=tuple(questions),
    )


def _from_group(group: Sequence[Asked], document: str) -> FactionContribution:
    first = group[0]
    return FactionContribution(
        faction=first.factions[0] if first.factions else None,
        name=first.question.factions[0] if first.question.factions else None,
        document=document,
        section=first.question.section,
        questions=tuple(one.id for one in group),
    )


def without_repetition(
    contributions: Iterable[FactionContribution], aliases: Mapping[str, str]
) -> tuple[FactionContribution, ...]:
    """Return the contributions of a meeting without those that only print again what another document has."""
    kept: list[FactionContribution] = []
    for contribution in contributions:
        others = [other for other in kept if other.faction == contribution.faction != None]  # noqa: E711
        elsewhere = [other for other in others if other.document != contribution.document]
        if contribution.questions or not elsewhere or not _is_repeated(contribution, elsewhere):
            kept.append(_with_canonical_context(contribution, aliases))
    return tuple(kept)


def _is_repeated(contribution: FactionContribution, others: Sequence[FactionContribution]) -> bool:
    text = runs(
        plain_text((*contribution.introduction, *(paragraph for _, paragraph in contribution.context)))
    )
    if not text:
        return True
    known = [
        plain_text((*other.introduction, *(paragraph for _, paragraph in other.context))) for other in others
    ]
    return share(text, runs("\n\n".join(known))) >= SAME_INTRODUCTION


def _with_canonical_context(
    contribution: FactionContribution, aliases: Mapping[str, str]
) -> FactionContribution:
    if not any(question in aliases for question, _ in contribution.context):
        return contribution
    context = tuple(
        (aliases.get(question, question), paragraph) for question, paragraph in contribution.context
    )
    return FactionContribution(
        faction=contribution.faction,
        name=contribution.name,
        document=contribution.document,
        section=contribution.section,
        heading=contribution.heading,
        introduction=contribution.introduction,
        context=context,
        joins=contribution.joins,
        questions=contribution.questions,
    )
