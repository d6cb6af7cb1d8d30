"""Find the sentences of an answer in which the minister or cabinet undertakes something, with when it is due.

The rules stand in ``generator/rules/commitments.yaml``. Whether an undertaking was kept is not read but
looked up elsewhere, in ``content/commitments.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from generator.archive.citations import Passage
from generator.archive.graph import Commitment, Place
from generator.archive.moments import later_moment
from generator.folding import fold
from generator.rules import any_matches, possible_kinds
from generator.sentences import split_sentences

_PARLIAMENT = re.compile(r"\b(?:uw|de|beide) kamer|\bu\b|parlement")


def find_commitments(
    question_id: str, answer: Sequence[Passage], letter_date: dt.date | None
) -> tuple[Commitment, ...]:
    """Return the undertakings in an answer in order, numbered "<question id>--t1" and on.

    Words for a time are resolved against ``letter_date``; without it nothing gets a date, and an ambition,
    which counts only with one, is left out.
    """
    found: list[Commitment] = []
    for index, paragraph in enumerate(answer):
        for sentence in split_sentences(paragraph.text):
            if not undertakes(sentence.text, letter_date, sentence.folded):
                continue
            told = _PARLIAMENT.search(sentence.folded)
            moment = later_moment(sentence.text, letter_date, near=told.start() if told else 0)
            due = moment.last if moment and letter_date else None
            place = Place(part="answer", paragraph=index, start=sentence.start, end=sentence.end)
            found.append(
                Commitment(
                    id=f"{question_id}--t{len(found) + 1}",
                    question=question_id,
                    text=sentence.text,
                    place=place,
                    due=due.isoformat() if due else None,
                    due_text=moment.text if moment else None,
                )
            )
    return tuple(found)


def undertakes(sentence: str, letter_date: dt.date | None, folded: str | None = None) -> bool:
    """Return whether ``sentence`` is an undertaking."""
    folded = fold(sentence) if folded is None else folded
    if not possible_kinds("commitments", folded):
        return False
    if _is("inform", folded) or _is("act", folded):
        return not _is("never", folded)
    if letter_date is None or not _is("dated", folded) or _is("never", folded):
        return False
    moment = later_moment(sentence, letter_date)
    return moment is not None and moment.last is not None


def _is(kind: str, folded: str) -> bool:
    return any_matches("commitments", kind, folded)
