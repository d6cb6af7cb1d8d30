"""Split Dutch running text into sentences, with their places."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from generator.folding import fold
from generator.rules import load_table

#: The end of a sentence: a stop, what closes after it, white space and something that can begin a sentence.
_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-ZÀ-Þ0-9€•–-])|[.?!…]+[\"'”’»)\]]*(?=\s*$)|\n")
#: A stop to which the next sentence is glued ("schade.Daarna"), as some conversions leave it.
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{3})[.?!](?=[A-ZÀ-Þ][a-zß-ÿ]+\s)")
_LAST_WORD = re.compile(r"[\w./]+$")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence and its offsets in the text it was cut from."""

    text: str
    start: int
    end: int


@cache
def _abbreviations(name: str) -> frozenset[str]:
    return frozenset(load_table("sentences").lists[name])


@lru_cache(maxsize=2048)
def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order; together they hold everything but the space between them."""
    cuts = {match.end() for match in _END.finditer(text) if _ends_sentence(text, match)}
    cuts.update(match.end() for match in _GLUED.finditer(text))
    sentences = []
    start = 0
    for cut in (*sorted(cuts), len(text)):
        piece = text[start:cut]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            sentences.append(Sentence(stripped, begin, begin + len(stripped)))
        start = cut
    return tuple(sentences)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return True
    word = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    if word is None:
        return True
    last = fold(word.group()).strip("./")
    following = text[stop.end() :].lstrip()[:1]
    if len(last) == 1 and last.isalpha() and word.group().isupper():
        return not following.isalpha()  # an initial: "J. Jansen"
    if last in _abbreviations("inside"):
        return not following
    return last not in _abbreviations("either") or following.isupper() or not following
