"""The texts as the results show them, in files of a few questions each: only those of the results shown
are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from generator.archive.graph import Entry

#: Characters in a file: small enough to load ten of them for ten results, large enough not to make too
#: many files.
SIZE: Final = 10_000


#: Title, paragraphs of the question, of the answer, and footnotes.
Text = tuple[str, list[str], list[str], list[str]]


def text_files(entries: Iterable[Entry], title_of: Callable[[Entry], str]) -> Iterator[list[Text]]:
    """Yield the texts of consecutive questions, a file at a time."""
    texts: list[Text] = []
    size = 0
    for entry in entries:
        question = [*filter(None, (entry.subheading,)), *(paragraph.text for paragraph in entry.question)]
        answer = [paragraph.text for paragraph in entry.answer]
        notes = [note.text for note in entry.footnotes]
        texts.append((title_of(entry), question, answer, notes))
        size += sum(map(len, (*question, *answer, *notes)))
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
