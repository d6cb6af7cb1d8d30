"""Find abbreviations with the expansion the documents themselves give.

Rules and specimens: ``generator/rules/glossary.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from generator.archive.graph import GlossaryTerm
from generator.folding import fold
from generator.registers import GlossaryEntry
from generator.rules import load_table

#: "PURL", "KMar", "Wfd", "1GNC", "D-SII", "MNC-NE".
_TERM = (
    r"(?:(?=[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*[A-Z0-9]|[A-Z][a-z]*[A-Z0-9]|[A-Z][a-z]{1,3}\b)"
    r"[A-Z0-9][A-Za-z0-9]{1,8}(?:-[A-Z0-9]{1,4})?|[A-Z]-[A-Z]{2,5})"
)
_PLURAL = r"(?:['’]?s)?"
_BRACKETS = re.compile(r"\(([^()]{2,120})\)")
_BEGINS_WITH_TERM = re.compile(rf"({_TERM}){_PLURAL}(?=$|[,;:])")
_ENDS_WITH_TERM = re.compile(rf"^(?P<words>[^()]+?)[,;] (?:{{linking}})?(?P<term>{_TERM}){_PLURAL}$")
_TERM_BEFORE = re.compile(rf"(?<![\w-])({_TERM}){_PLURAL} ?$")
_PART = re.compile(r"[^\s/’'\-–‐]+")


class Expansion(msgspec.Struct, frozen=True):
    """An abbreviation and what the text says it stands for."""

    term: str
    expansion: str


def find_expansions(text: str) -> tuple[Expansion, ...]:
    """Return the abbreviations that ``text`` explains, in order."""
    return tuple(found for brackets in _BRACKETS.finditer(text) if (found := _explained(text, brackets)))


def glossary_of(
    expansions: Iterable[tuple[str, Expansion]], register: Sequence[GlossaryEntry] = ()
) -> dict[str, GlossaryTerm]:
    """Return the glossary of an archive, by term in alphabetical order.

    ``expansions`` are (id of the question or document, what it explains) in order of time: an expansion
    belongs to the first that gives it. The register adds explanations, and expansions that no document gives
    (with an empty id).
    """
    given: dict[str, dict[str, tuple[str, str]]] = {}
    for source, found in expansions:
        given.setdefault(found.term, {}).setdefault(_compared(found.expansion), (found.expansion, source))
    entries = {entry.term: entry for entry in register}
    for term, entry in entries.items():
        given.setdefault(term, {}).setdefault(_compared(entry.expansion), (entry.expansion, ""))
    return {
        term: GlossaryTerm(
            term=term,
            expansions=tuple(given[term].values()),
            explanation=entries[term].explanation if term in entries else None,
        )
        for term in sorted(given, key=lambda term: (fold(term), term))
    }


def _explained(text: str, brackets: re.Match[str]) -> Expansion | None:
    content = brackets.group(1)
    before = text[max(0, brackets.start() - 160) : brackets.start()].rstrip(" ,")
    for word in load_table("glossary").lists["linking"]:
        content = content.removeprefix(word)
    inside = _inside().match(content)
    if inside and (words := _expansion(inside["words"], inside["term"], whole=True)):
        return Expansion(inside["term"], words)
    if (term := _BEGINS_WITH_TERM.match(content)) and (words := _expansion(before, term.group(1))):
        return Expansion(term.group(1), words)
    if (term := _TERM_BEFORE.search(before)) and (words := _expansion(content, term.group(1), whole=True)):
        return Expansion(term.group(1), words)
    return None


@cache
def _inside() -> re.Pattern[str]:
    linking = "|".join(re.escape(word) for word in load_table("glossary").lists["linking"])
    return re.compile(_ENDS_WITH_TERM.pattern.replace("{linking}", linking))


def _expansion(words: str, term: str, whole: bool = False) -> str | None:
    """Return the words that ``term`` abbreviates: all of ``words``, or else those it ends with.

    Of several it is the one of which most words begin with a letter of the term, then the shortest.
    """
    letters = [c for c in fold(term) if c.isalnum()]
    if len(letters) == 2 and letters[1] == "2":
        letters[1] = letters[0]  # "C2": command & control
    parts = list(_PART.finditer(words))
    farthest = 0 if whole else max(0, len(parts) - 2 * len(letters) - 3)
    found: tuple[int, str] | None = None
    for start in [0] if whole else range(len(parts) - 1, farthest - 1, -1):
        fit = _fit(words, parts[start:], letters)
        if fit is not None and (found is None or fit[0] > found[0]):
            found = fit
    return found[1] if found and found[1] != term else None


def _fit(words: str, parts: Sequence[re.Match[str]], letters: Sequence[str]) -> tuple[int, str] | None:
    """Return how many words give their first letter, and the expansion, when ``parts`` fit the letters."""
    folded = [fold(part.group()).strip('",.;:()') for part in parts]
    if not folded or not folded[0].startswith(letters[0]) or folded[0] in _list("never_first"):
        return None
    best: tuple[int, str] | None = None
    for last, begun in _match(folded, 0, letters, 1 if len(letters) >= 4 else 0):
        tail = words[parts[last].end() :]
        # Words may not be left over, other than a Dutch one behind a hyphen ("Security-beleid").
        if last > 0 and (best is None or begun > best[0]) and re.fullmatch(r"\W*|[-–‐][\w-]+", tail):
            best = (begun, words[parts[0].start() : parts[last].end()].strip(' ",.;:“”„'))
    return best


def _match(parts: Sequence[str], at: int, letters: Sequence[str], spare: int) -> Iterator[tuple[int, int]]:
    """Yield (index of the last part that gives a letter, parts that begin with one) for every way to fit.

    A part gives its first letter and may give more of its own; small words may be passed over, and ``spare``
    others, which counts against it.
    """
    if not letters:
        yield at - 1, 0
        return
    if at == len(parts):
        return
    part = parts[at]
    if part.startswith(letters[0]):
        given = place = 1
        while True:
            for last, begun in _match(parts, at + 1, letters[given:], spare):
                yield last, begun + 1
            if given == len(letters) or not (place := part.find(letters[given], place) + 1):
                break
            given += 1
    small = part in _list("small")
    if at > 0 and small:
        yield from _match(parts, at + 1, letters, spare)
    elif at > 0 and spare:
        for last, begun in _match(parts, at + 1, letters, spare - 1):
            yield last, begun - 2


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_table("glossary").lists[name])


def _compared(expansion: str) -> str:
    """Return an expansion as it is compared: one spelling, no plural."""
    spellings = load_table("glossary").words
    words = (spellings.get(word, word) for word in fold(expansion).replace("-", " ").split())
    return " ".join(word.removesuffix("s") for word in words)
