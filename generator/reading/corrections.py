"""Corrections: errors in an official text mended by ``content/corrections/<document id>.yaml``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from generator.problems import ContentError, Problem
from generator.reading.blocks import Block, SourceDocument
from generator.records import Correction


def apply_corrections(
    source: SourceDocument, document_id: str, corrections: Sequence[Correction]
) -> SourceDocument:
    """Return the document with every correction made in its blocks; its lines stay as received.

    A passage is sought without regard to white space, so that it may run over several lines.

    Raises:
        ContentError: a passage is not in the text (any more), or stands in it more than once.
    """
    blocks = list(source.blocks)
    problems: list[Problem] = []
    for correction in corrections:
        text = "\n".join(block.text for block in blocks)
        found = list(re.finditer(r"\s+".join(map(re.escape, correction.passage.split())), text))
        if len(found) == 1 and correction.passage.strip():
            _replace(blocks, found[0].start(), found[0].end(), correction.becomes)
        else:
            problems.append(_problem(document_id, correction, len(found)))
    if problems:
        raise ContentError(*problems)
    return msgspec.structs.replace(source, blocks=tuple(blocks)) if corrections else source


def _replace(blocks: list[Block], start: int, end: int, becomes: str) -> None:
    """Put ``becomes`` in the block in which the passage starts; take the rest out of those it runs into."""
    starts = [0]
    for block in blocks[:-1]:
        starts.append(starts[-1] + len(block.text) + 1)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    for index in range(first, last + 1):
        text = blocks[index].text
        before = text[: start - starts[index]] + becomes if index == first else ""
        after = text[end - starts[index] :].lstrip() if index == last and last > first else ""
        if index == first == last:
            after = text[end - starts[index] :]
        blocks[index] = msgspec.structs.replace(blocks[index], text=before + after)


def _problem(document_id: str, correction: Correction, times: int) -> Problem:
    found = "is not in the text" if not times else f"stands in the text {times} times"
    return Problem(
        severity="error",
        file=f"corrections/{document_id}.yaml",
        message=f"the passage of a correction {found}",
        excerpt=correction.passage[:100],
        remedy="remove the correction, or quote more of the passage, so that it stands there once",
    )
