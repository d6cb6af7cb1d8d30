"""The words of the archive for the browser: to mend typing errors, to take compounds apart, to know what
is rare.
"""

from __future__ import annotations

from typing import Final

from generator.search.corpus import Corpus
from generator.search.packing import after, pack

#: More words than this are not sent to a browser: the rarest are left out.
MOST: Final = 25_000


def words_of(corpus: Corpus) -> dict[str, object]:
    """Return the words: each as its term, the number of its questions, whether it may be part of a compound,
    and the
    form that occurs most where that is another."""
    kept = sorted(corpus.words, key=lambda term: (-corpus.words[term].questions, term))[:MOST]
    lines = []
    previous = ""
    for term in sorted(kept):
        word = corpus.words[term]
        form = [] if word.form == term else [after(term, word.form)]
        lines.append(" ".join((after(previous, term), pack(word.questions * 2 + word.is_part), *form)))
        previous = term
    return {
        "words": "\n".join(lines),
        "abbreviations": [[short, *expansion] for short, expansion in corpus.abbreviations],
    }
