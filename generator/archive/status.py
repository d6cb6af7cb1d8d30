"""Judge what an answer does with what was asked, with the sentence that shows it.

Each sentence is sorted by the rules of ``generator/rules/status.yaml``; the sorts are then weighed. In doubt
an answer is ``answered``: an unproven label does more harm than a missing one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final, cast

import msgspec

from generator.archive.citations import Passage
from generator.archive.graph import DeclineReason, Place, Status, StatusEvidence
from generator.archive.moments import later_moment
from generator.archive.references import Mentions
from generator.folding import fold
from generator.rules import any_matches, load_table, possible_kinds, possible_rules
from generator.sentences import Sentence, split_sentences

#: Kinds of rules by which a sentence is more or less of an answer.
_PARTS: Final = ("part", "explain", "background", "in-hand", "figure")


class _Judged(msgspec.Struct, frozen=True):
    """A sentence of the answer and what it does."""

    sentence: Sentence
    paragraph: int
    folded: str
    refuses: bool
    postpones: bool
    #: It only announces more.
    adds: bool
    #: How much of an answer it is: 0 for a pointer, a refusal, an explanation or background.
    part: float
    pointer: bool
    #: For what is put off: until when, as printed.
    moment: str | None = None


def status_of(
    question: Sequence[Passage],
    answer: Sequence[Passage],
    mentions: Mentions | None = None,
    letter: dt.date | None = None,
) -> StatusEvidence:
    """Return the status of ``answer``, an empty one being pending.

    ``question`` and ``mentions`` belong to the contract of the function; the judgement rests on the answer.
    """
    if not any(paragraph.text.strip() for paragraph in answer):
        return StatusEvidence(status="pending")
    judged = _judge(answer, letter, _asks_when(question))
    if judged and all(one.pointer for one in judged):
        return _evidence("reference", judged[0])
    refusal = next((one for one in judged if one.refuses), None)
    postponed = _telling([one for one in judged if one.postpones])
    substance, enough = _weigh(judged)
    if refusal is None and postponed is None:
        added = _telling([one for one in judged if one.adds])
        if enough or substance or added is None:
            return StatusEvidence(status="answered")
        return _evidence("deferred", added, later=added)
    if enough:
        return _evidence("partial", cast(_Judged, refusal or postponed), judged, postponed)
    if refusal is not None:
        return _evidence("declined", refusal, judged, postponed)
    return _evidence("deferred", cast(_Judged, postponed), later=postponed)


def _telling(postponing: Sequence[_Judged]) -> _Judged | None:
    """Return the sentence that says until when, of those that put something off; else the first."""
    return next((one for one in postponing if one.moment), postponing[0] if postponing else None)


def _weigh(judged: Sequence[_Judged]) -> tuple[float, bool]:
    """Return how much of an answer there is, and whether that is a part of what was asked."""
    weights = load_table("status").weights
    others = sum(not (one.refuses or one.postpones or one.adds or one.pointer) for one in judged)
    substance = sum(one.part for one in judged)
    return substance, substance >= weights["enough"] and substance >= weights["share"] * others


def _asks_when(question: Sequence[Passage]) -> bool:
    """Return whether all that is asked is how far it is, or when it comes: then saying so is the answer."""
    text = " ".join(paragraph.text for paragraph in question)
    return text.count("?") <= 1 and _is("asked-when", fold(text))


class _Answer(msgspec.Struct, frozen=True):
    """What is known of an answer while its sentences are judged."""

    folded: tuple[str, ...]
    letter: dt.date | None
    #: That something will come, and when, is the answer itself, or comes on top of it.
    told: bool


def _judge(answer: Sequence[Passage], letter: dt.date | None, asks_when: bool) -> list[_Judged]:
    sentences = [
        (index, sentence, sentence.folded)
        for index, paragraph in enumerate(answer)
        for sentence in split_sentences(paragraph.text)
    ]
    folded = tuple(folded for _, _, folded in sentences)
    told = asks_when or any(_is("yes-or-no", text) for text in folded[:1])
    whole = _Answer(folded, letter, told)
    return [_judge_one(index, sentence, text, whole) for index, sentence, text in sentences]


def _judge_one(paragraph: int, sentence: Sentence, folded: str, whole: _Answer) -> _Judged:
    kinds = possible_kinds("status", folded)
    pointer = "pointer" in kinds and _is("pointer", folded) and not _is("letter", folded)
    refuses = not pointer and "refuse" in kinds and _refuses(folded, whole)
    postpones = adds = False
    if "postpone" in kinds and not pointer and not refuses:
        postpones, adds = _postpones(sentence.text, folded, whole)
    return _Judged(
        sentence=sentence,
        paragraph=paragraph,
        folded=folded,
        refuses=refuses,
        postpones=postpones,
        adds=adds,
        part=0.0 if pointer or refuses or postpones or adds else _part(folded, kinds),
        pointer=pointer,
        moment=_until(sentence.text, whole.letter) if postpones or adds else None,
    )


def _until(sentence: str, letter: dt.date | None) -> str | None:
    """Return until when, with the paper where one is named: "in de Defensienota 2026, voor de zomer"."""
    moment = later_moment(sentence, letter)
    if moment is None or moment.paper is None or moment.paper in moment.text:
        return moment.text if moment else None
    return f"{moment.paper}, {moment.text}"


def _is(kind: str, folded: str) -> bool:
    return any_matches("status", kind, folded)


def _refuses(folded: str, whole: _Answer) -> bool:
    for rule in possible_rules("status", "refuse", folded):
        if rule.search(folded):
            # That figures which do not exist cannot be given is an answer.
            return rule.rule.value != "unless-missing" or not any(
                _is("missing", text) for text in whole.folded
            )
    return False


def _postpones(sentence: str, folded: str, whole: _Answer) -> tuple[bool, bool]:
    """Return whether a sentence puts something off, and whether it merely announces more."""
    for rule in possible_rules("status", "postpone", folded):
        when = rule.rule.value == "when"
        if (when and whole.told) or not rule.search(folded):
            continue
        if _is("usual", folded):
            return False, False
        if not when:
            return True, False
        if " wordt " in folded or later_moment(sentence, whole.letter):
            adding = _is("more-later", folded)
            return not adding, adding
    return False, False


def _part(folded: str, kinds: Collection[str | None]) -> float:
    """Return how much of an answer a sentence is; ``kinds`` are those of the rules that may match in it."""
    weights = load_table("status").weights
    said = [kind for kind in _PARTS if kind in kinds and _is(kind, folded)]
    if "part" in said:
        return weights["part"]
    if "explain" in said or "background" in said:
        return 0.0
    if "in-hand" in said:
        return weights["in_hand"]
    least = weights["figure"] if "figure" in said else weights["least"]
    return min(max(len(folded.split()) / weights["words"], least), weights["most"])


def _evidence(
    status: Status, one: _Judged, judged: Sequence[_Judged] = (), later: _Judged | None = None
) -> StatusEvidence:
    start, end = one.sentence.start, one.sentence.end
    return StatusEvidence(
        status=status,
        sentence=one.sentence.text,
        place=Place(part="answer", paragraph=one.paragraph, start=start, end=end),
        reason=_reason(one, judged) if one.refuses else None,
        deferred_to=later.moment if later else None,
    )


def _reason(one: _Judged, judged: Sequence[_Judged]) -> DeclineReason:
    """Return why it is refused: by the sentence itself, else by one that explains it."""
    others = [other.folded for other in judged if other.refuses and other is not one]
    for text in (one.folded, *others):
        for rule in possible_rules("status", "reason", text):
            if rule.search(text):
                return cast(DeclineReason, rule.rule.value)
    return "other"
