"""Find which other questions an answer names by number: those it points to, and those it answers as well.

Numbers are found here and resolved elsewhere (within the same list). A number that belongs to another
document's questions is left alone. The rules stand in ``generator/rules/references.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from generator.archive.citations import Passage
from generator.archive.graph import Place
from generator.rules import any_matches, possible_rules
from generator.sentences import Sentence, split_sentences

_WORDS = (
    "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
_TOKEN = re.compile(r"\d+|t/m|tot en met|tot|-|" + "|".join(sorted(_WORDS, key=len, reverse=True)))
_RANGE = {"t/m", "tot en met", "tot", "-"}


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """The number of a question, named in an answer."""

    number: int
    #: The words that name it, as printed: "Zie het antwoord op vraag 1".
    text: str
    #: Where those words stand.
    start: int
    end: int
    #: Where the number itself stands.
    place: Place


class Mentions(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer says of other questions, by number, in order of printing."""

    #: Questions whose answer it points to.
    references: tuple[Mention, ...] = ()
    #: Questions that it says it answers (its own number may be among them).
    also_answers: tuple[Mention, ...] = ()


def find_mentions(paragraphs: Sequence[Passage], own: Collection[int] = ()) -> Mentions:
    """Return the questions that an answer names, each number once in either list.

    ``own`` are the numbers of the question itself: "in antwoord op vraag 3" under question 3 is no reference.
    """
    references: dict[int, Mention] = {}
    also: dict[int, Mention] = {}
    for index, paragraph in enumerate(paragraphs):
        for sentence in split_sentences(paragraph.text):
            for mention, covers in _in_sentence(sentence, index, own):
                (also if covers else references).setdefault(mention.number, mention)
    for number in own:
        also.pop(number, None)
    return Mentions(
        references=tuple(mention for number, mention in references.items() if number not in also),
        also_answers=tuple(also.values()),
    )


def _in_sentence(sentence: Sentence, paragraph: int, own: Collection[int]) -> Iterator[tuple[Mention, bool]]:
    folded = left = sentence.folded
    for rule in possible_rules("references", "mention", folded):
        for match in rule.finditer(left):
            group = "numbers" if "numbers" in match.re.groupindex else "words"
            left = left[: match.start()] + "\0" * (match.end() - match.start()) + left[match.end() :]
            around = _around(folded, *_named(match, group))
            if _says("elsewhere", around) or _unaccented_one(sentence.text, match, group):
                continue
            covers = _says("covers", around)
            about = not covers and _says("about", around)
            for number, start, end in _numbers(match.group(group), match.start(group)):
                if about and (not own or number in own):
                    continue
                yield _mention(sentence, paragraph, match, number, start, end), covers


def _named(match: re.Match[str], group: str) -> tuple[int, int]:
    """Return the place of "vraag 3" in "zie het antwoord op vraag 3"."""
    words = match.group()[: match.start(group) - match.start()]
    noun = max(words.rfind("vra"), words.rfind("antwoord") if "vra" not in words else -1)
    return match.start() + max(noun, 0), match.end(group)


def _around(folded: str, start: int, end: int) -> str:
    return f"{folded[:start]}#{folded[end:]}"


def _says(kind: str, around: str) -> bool:
    return any_matches("references", kind, around)


def _unaccented_one(text: str, match: re.Match[str], group: str) -> bool:
    """Return whether the number is the word "een" without accents: mostly the article."""
    return group == "words" and text[match.start(group) : match.end(group)].lower() == "een"


def _numbers(words: str, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield (number, start, end) for each number of a list; "2 t/m 6" gives all five."""
    previous, ranged = 0, False
    for token in _TOKEN.finditer(words):
        if token.group() in _RANGE:
            ranged = True
            continue
        word = token.group()
        number = int(word) if word.isdigit() else _WORDS.index(word) + 1
        start, end = offset + token.start(), offset + token.end()
        if ranged and previous < number <= previous + 60:
            for between in range(previous + 1, number):
                yield between, start, end
        yield number, start, end
        previous, ranged = number, False


def _mention(
    sentence: Sentence, paragraph: int, match: re.Match[str], number: int, start: int, end: int
) -> Mention:
    return Mention(
        number=number,
        text=sentence.text[match.start() : match.end()].strip(),
        start=sentence.start + match.start(),
        end=sentence.start + match.end(),
        place=Place(
            part="answer", paragraph=paragraph, start=sentence.start + start, end=sentence.start + end
        ),
    )
