"""Split Dutch running text into sentences, with their places."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from generator.folding import fold
from generator.rules import load_table

#: The end of a sentence: a stop, what closes after it, white space and something that can begin a sentence.
#: Both patterns begin with the stop itself: they are tried nowhere else.
_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-ZÀ-Þ0-9€•–-]|\s*$)")
#: A stop to which the next sentence is glued ("schade.Daarna"), as some conversions leave it.
_GLUED = re.compile(r"[.?!](?<=[a-zß-ÿ]{3}.)(?=[A-ZÀ-Þ][a-zß-ÿ]+\s)")
_NEW_LINE = re.compile(r"\n")
_LAST_WORD = re.compile(r"[\w./]+$")
#: How far before a stop an abbreviation can begin.
_REACH = 20


class Sentence(msgspec.Struct, frozen=True):
    """A sentence and its offsets in the text it was cut from."""

    text: str
    start: int
    end: int
    #: The text as rules read it (``generator.folding``).
    folded: str


@cache
def _abbreviations(*names: str) -> frozenset[str]:
    lists = load_table("sentences").lists
    return frozenset(word for name in names for word in lists[name])


@lru_cache(maxsize=2048)
def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order; together they hold everything but the space between them."""
    folded = fold(text)
    cuts = {match.end() for match in _END.finditer(text) if _ends_sentence(text, folded, match)}
    cuts.update(match.end() for pattern in (_GLUED, _NEW_LINE) for match in pattern.finditer(text))
    sentences = []
    start = 0
    for cut in (*sorted(cuts), len(text)):
        piece = text[start:cut]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            end = begin + len(stripped)
            sentences.append(Sentence(stripped, begin, end, folded[begin:end]))
        start = cut
    return tuple(sentences)


def _ends_sentence(text: str, folded: str, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return True
    start = stop.start()
    far = max(0, start - _REACH)
    whole = text[far:start].rpartition(" ")[2]
    if len(whole) > 1 and whole.isalnum():
        # A plain word, as nearly always.
        last = folded[start - len(whole) : start]
        if last not in _abbreviations("inside", "either"):
            return True
    word = _LAST_WORD.search(text, far, start)
    if word is None:
        return True
    last = folded[word.start() : word.end()].strip("./")
    following = text[stop.end() :].lstrip()[:1]
    if len(last) == 1 and last.isalpha() and word.group().isupper():
        return not following.isalpha()  # an initial: "J. Jansen"
    if last in _abbreviations("inside"):
        return not following
    return last not in _abbreviations("either") or following.isupper() or not following
