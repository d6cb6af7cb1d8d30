"""Corrections: errors in an official text mended by ``content/corrections/<document id>.yaml``."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.problems import ContentError, Problem
from generator.reading.blocks import Block, SourceDocument
from generator.records import Correction


def apply_corrections(source: SourceDocument, document_id: str, corrections: Sequence[Correction]) -> SourceDocument:
    """Return the document with every correction made in its blocks; its lines stay as received.

    Raises:
        ContentError: a passage is not in the text (any more), or stands in it more than once without a line.
    """
    blocks = list(source.blocks)
    problems: list[Problem] = []
    for correction in corrections:
        places = [n for n, b in enumerate(blocks) if correction.passage in b.text and _at(b, correction.line)]
        if len(places) == 1:
            block = blocks[places[0]]
            blocks[places[0]] = msgspec.structs.replace(block, text=block.text.replace(correction.passage, correction.becomes, 1))
            continue
        found = "is not in the text" if not places else f"stands in the text {len(places)} times"
        problems.append(
            Problem(
                severity="error",
                file=f"corrections/{document_id}.yaml",
                message=f"the passage of a correction {found}",
                excerpt=correction.passage[:100],
                remedy="remove the correction, or quote the passage as it stands (with its line, where it stands more than once)",
            )
        )
    if problems:
        raise ContentError(*problems)
    return msgspec.structs.replace(source, blocks=tuple(blocks))


def _at(block: Block, line: int | None) -> bool:
    return line is None or block.lines[0] <= line <= block.lines[1]
