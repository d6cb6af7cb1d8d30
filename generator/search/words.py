"""The words of the archive for the browser: to mend typing errors, to take compounds apart, to know what is rare."""

from __future__ import annotations

from typing import Final

from generator.search.corpus import Corpus, Word
from generator.search.packing import after, pack

#: More words than this are not sent to a browser: the rarest are left out.
MOST: Final = 25_000


def words_of(corpus: Corpus) -> dict[str, object]:
    """Return the words, each as its commonest form, with the number of questions and whether it may be part of a compound."""
    kept = sorted(corpus.words.values(), key=_by_use)[:MOST]
    kept.sort(key=lambda word: word.form)
    lines = []
    previous = ""
    for word in kept:
        lines.append(f"{after(previous, word.form)} {pack(word.questions * 2 + word.is_part)}")
        previous = word.form
    return {
        "words": "\n".join(lines),
        "abbreviations": [[short, *expansion] for short, expansion in corpus.abbreviations],
    }


def _by_use(word: Word) -> tuple[int, str]:
    return -word.questions, word.form
