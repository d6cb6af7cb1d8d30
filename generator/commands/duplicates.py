"""Recognise a document that is in the archive already, or a newer version of one that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from generator.records import Document

Words = frozenset[int]

#: Words in one shingle: long enough that two letters on one subject share few of them.
SHINGLE = 4
#: Share of the shingles that two texts have in common, above which they are one text.
SAME_TEXT = 0.9
NEAR_TEXT = 0.7
#: The same, where the two also carry the same reference number and are of one kind.
NEAR_TEXT_SAME_REFERENCE = 0.3
_WORD = re.compile(r"\w+")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document that may be compared with another."""

    id: str
    sha256: str
    kind: str
    references: frozenset[str]
    words: Words


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the archive that looks like the new one."""

    id: str
    #: ``file``: the same bytes; ``text``: the same text in another file; ``version``: much of the text.
    how: Literal["file", "text", "version"]
    #: Share of the text that both have, 0 to 1.
    share: float
    same_reference: bool


def known(document: Document, lines: Iterable[str]) -> Known:
    """Return what is compared of a document; ``lines`` is its text as shown."""
    return Known(
        id=document.id,
        sha256=document.source.sha256,
        kind=document.kind,
        references=frozenset(filter(None, [document.facts.reference])),
        words=shingles(lines),
    )


def shingles(lines: Iterable[str]) -> Words:
    """Return hashes of every run of words, so that layout, line breaks and hyphens do not count."""
    words = [word for line in lines for word in _WORD.findall(line.lower())]
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(max(1, len(words) - SHINGLE + 1)))


def find_duplicate(new: Known, others: Iterable[Known]) -> Match | None:
    """Return the document that is most like the new one, or None when none is like it."""
    matches = [match for match in (_compare(new, other) for other in others) if match is not None]
    return max(matches, key=lambda match: (match.how == "file", match.share, match.id), default=None)


def _compare(new: Known, other: Known) -> Match | None:
    same_reference = bool(new.references & other.references)
    if new.sha256 == other.sha256:
        return Match(id=other.id, how="file", share=1.0, same_reference=same_reference)
    both = len(new.words & other.words)
    share = both / max(1, len(new.words | other.words))
    if share >= SAME_TEXT:
        return Match(id=other.id, how="text", share=share, same_reference=same_reference)
    near = NEAR_TEXT_SAME_REFERENCE if same_reference else NEAR_TEXT
    # A letter with short answers is mostly the question list that it answers; it is no version of it.
    if new.kind == other.kind and share >= near:
        return Match(id=other.id, how="version", share=share, same_reference=same_reference)
    return None
