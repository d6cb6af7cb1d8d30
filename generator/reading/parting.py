"""Where a question ends and its answer starts, when no line "Antwoord" says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reading.asking import asks
from generator.reading.enumerations import announces, continues_list
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
        above = paragraphs[index - 1] if index and end == index else None
        if above is not None and (
            continues_list(above, paragraph) or (announces(above) and paragraph.text[:1].islower())
        ):
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
        if sentence.text.rstrip("\"'”’»)").endswith("?") or asks(sentence.text):
            last, gap = sentence, 0
        else:
            gap += 1
            if last is not None and gap > 1:
                break
    if last is None or last.end >= len(paragraph.text.rstrip()):
        return None
    return last.end
