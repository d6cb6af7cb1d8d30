"""The texts as the results show them, in files of a few questions each: only those of the results shown are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.archive.graph import Entry

#: Characters in a file: small enough to load ten of them for ten results, large enough not to make too many files.
SIZE: Final = 24_000


def text_files(entries: Iterable[Entry]) -> Iterator[list[list[list[str]]]]:
    """Yield the texts of consecutive questions, a file at a time; per question its question, answer and footnotes."""
    texts: list[list[list[str]]] = []
    size = 0
    for entry in entries:
        texts.append(
            [
                [*filter(None, (entry.subheading,)), *(paragraph.text for paragraph in entry.question)],
                [paragraph.text for paragraph in entry.answer],
                [note.text for note in entry.footnotes],
            ]
        )
        size += sum(len(text) for field in texts[-1] for text in field)
        if size >= SIZE:
            yield texts
            texts, size = [], 0
    if texts:
        yield texts


def first_of_each(files: Sequence[Sequence[object]]) -> list[int]:
    """Return the number of the first question in each file."""
    firsts, count = [], 0
    for texts in files:
        firsts.append(count)
        count += len(texts)
    return firsts
