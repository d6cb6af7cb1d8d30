"""Where a question ends and its answer starts, when no line "Antwoord" says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.asking import asks
from generator.reading.joining import Joined
from generator.sentences import split_sentences


def part_unmarked(paragraphs: Sequence[Joined]) -> int:
    """Return how many of the first paragraphs are the question, the rest being the answer.

    The question goes on up to the last paragraph that asks before one that does not; a list announced
    with a colon belongs to it.
    """
    if not paragraphs:
        return 0
    end = 0
    asked = False
    for index, paragraph in enumerate(paragraphs):
        announced = index > 0 and paragraphs[index - 1].text.rstrip().endswith(":")
        listed = (
            paragraph.kind == "item"
            and index > 0
            and (announced or paragraphs[index - 1].kind == "item")
            and end == index
        )
        if listed or (announced and end == index and _goes_on(paragraph.text)):
            end = index + 1
            asked = asked or asks(paragraph.text)
            continue
        if asks(paragraph.text) and (not asked or _all_asks(paragraph.text)):
            asked = True
            end = index + 1
            continue
        if asked or index:
            break
        end = 1
    return max(1, end)


def _goes_on(text: str) -> bool:
    return text[:1].islower() or bool(re.match(r"^[a-z0-9][.)]\s", text))


def _all_asks(text: str) -> bool:
    """A later paragraph belongs to the question only when it ends by asking."""
    return bool(re.search(r"\?[\"'”’»)]*$", text.rstrip()))


def cut_at_last_question(paragraph: Joined) -> int | None:
    """Return the offset at which a run-together paragraph turns from asking to answering, or None.

    Used where print lost the paragraph: the question is its first sentences up to the last "?" that
    follows another by at most one sentence.
    """
    sentences = split_sentences(paragraph.text)
    last = None
    gap = 0
    for sentence in sentences:
        if sentence.text.rstrip("\"'”’»)").endswith("?"):
            last, gap = sentence, 0
        else:
            gap += 1
            if last is not None and gap > 1:
                break
    if last is None or last.end >= len(paragraph.text.rstrip()):
        return None
    return last.end
