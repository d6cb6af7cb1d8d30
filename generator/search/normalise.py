"""The Dutch normaliser: text to words, and words to the stems they are looked up by.

``generator/search/browser/normalise.js`` does exactly the same in the browser, from the same tables
(``generator/rules/search.yaml``); a test compares the two on every sort of text. What is added here must be
added there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from generator.rules import load_table

_COMBINING: Final = re.compile("[\u0300-\u036f]")
#: Letters that Unicode does not take apart, and signs that are written in several ways.
_SIGNS: Final = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    "þ": "th",
    "ð": "d",
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
}
_DIGIT_FIRST: Final = re.compile("[0-9]")
_DIGITS: Final = re.compile("[0-9]+")
_NO_DIGITS: Final = re.compile("[^0-9]+")
_GROUPED: Final = re.compile("[0-9]{1,3}(?:[ .][0-9]{3})+(?:,[0-9]+)?")


class _Folded(dict[int, str]):
    """A table for ``str.translate`` that finds the folded form of a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""  # soft hyphens, joiners, marks of direction: not seen, so not searched
    if category == "No":
        return " "  # superscripts and fractions: "norm²" is the word "norm"
    base = _COMBINING.sub("", unicodedata.normalize("NFKD", _SIGNS.get(char) or char.lower()))
    return "".join(_SIGNS.get(part) or _letter_or_sign(part) for part in base)


def _letter_or_sign(char: str) -> str:
    if "!" <= char <= "~" or (char > "\x7f" and unicodedata.category(char).startswith("L")):
        return char.lower()
    return " "


_FOLDED: Final = _Folded()


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents; signs that mean nothing here become spaces."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word of a text as it stands, or several: "defensie-uitgaven" is two, at two positions.

    The same text is always the same token: tokens are compared, counted and gathered as what they are, not by
    what is in them.
    """

    #: Folded words, one per position.
    words: tuple[str, ...]
    #: Other ways to read it: "defensieuitgaven".
    others: tuple[str, ...] = ()
    #: Whether it ends in a hyphen that a later word completes: "lucht- en raketverdediging".
    open: bool = False


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    known = _TOKENS
    matches = list(_pattern().finditer(fold(text)))
    found = [match.group() for match in matches]
    if not known.keys() >= set(found):
        for match in matches:
            if match.group() not in known:
                known[match.group()] = Token(*_read(match), open=bool(match["open"]))
    return [token for token in map(known.__getitem__, found) if token.words]


#: What matched, and the token it is: the same text always reads the same.
_TOKENS: Final[dict[str, Token]] = {}


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("search")
    rules = "|".join(table.expand(rule.pattern) for rule in table.rules if rule.kind == "token")
    # No token begins with another sign: seen at once, instead of by trying every rule.
    return re.compile(f"(?=[0-9a-z(\x80-\U0010ffff])(?:{rules})")


def _read(match: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a match, and the other ways to read it."""
    if match["word"]:
        return word_parts(match["word"])
    if match["number"]:
        number = _plain_number(match["number"])
        return ((f"{number}%",), (number,)) if match["percent"] else ((number,), ())
    if match["dossier"]:
        return _papers(match)
    if match["article"]:
        return (f"{match['article']}.{match['clause']}",), ()
    if match["dotted"]:
        return (match["dotted"].replace(".", ""),), ()
    if match["start"]:
        return (match["rest"],), (match["start"] + match["rest"],)
    return (), ()


def _plain_number(number: str) -> str:
    if _GROUPED.fullmatch(number):
        number = number.replace(" ", "").replace(".", "")
    return number.replace(",", ".")


def _papers(match: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dossier = match["dossier"].replace(" ", "").replace(".", "")
    series = "-".join(part for part in (dossier, match["sub"], match["chapter"]) if part)
    papers = tuple(f"{series}-{number}" for number in _DIGITS.findall(match["numbers"]))
    return papers, (dossier,) if series == dossier else (dossier, series)


def word_parts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that hyphens join in a folded word, and what they read as when written in one."""
    units = _units([bare for piece in re.split("[-&]", word) if (bare := _bare(piece))])
    joined = []
    for length in range(2, min(len(units), 4) + 1):
        for start in range(len(units) - length + 1):
            run = units[start : start + length]
            if all(len(unit) > 2 and _NO_DIGITS.fullmatch(unit) for unit in run):
                joined.append("".join(run))
    return tuple(units), tuple(joined)


def _bare(piece: str) -> str:
    """Return a piece without the 's of a plural or possessive, and without apostrophes."""
    if piece.endswith("'s") and len(piece) > 3:
        piece = piece[:-2]
    return piece.replace("'", "")


def _units(pieces: list[str]) -> list[str]:
    """Return the pieces with codes in one: "f", "35" is "f35"; "d", "sii" is "dsii"."""
    units: list[str] = []
    for piece in pieces:
        last = units[-1] if units else ""
        is_code = len(last) <= 3 and _NO_DIGITS.fullmatch(last) and _DIGIT_FIRST.match(piece)
        if last and (is_code or len(last) == 1):
            units[-1] += piece
        else:
            units.append(piece)
    return units


class _Step(NamedTuple):
    """The rules of one step, and a pattern without which none of them matches: only to save time."""

    quick: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]

    def after(self, word: str) -> str:
        """Return what the first rule that matches makes of a word."""
        if self.quick.search(word):
            for pattern, value in self.rules:
                changed, count = pattern.subn(value, word)
                if count:
                    return changed
        return word


@cache
def stem(word: str) -> str:
    """Return what a folded word is looked up as: the same for all forms of one word."""
    if len(word) < 4 or not _NO_DIGITS.fullmatch(word):
        return word
    irregular, whole, steps = _stem_rules()
    word = irregular.get(word, word)
    for step in steps:
        if word in whole or len(word) < 3:
            break
        word = step.after(word)
    return word


@cache
def _stem_rules() -> tuple[dict[str, str], frozenset[str], tuple[_Step, ...]]:
    table = load_table("search")
    steps: dict[str, list[tuple[str, str]]] = {}
    for rule in table.rules:
        if rule.kind.startswith("stem"):
            steps.setdefault(rule.kind, []).append((table.expand(rule.pattern), rule.value))
    irregular = dict(pair.split(" ") for pair in table.lists["irregular"])
    return irregular, frozenset(table.lists["whole"]), tuple(map(_step, steps.values()))


def _step(rules: list[tuple[str, str]]) -> _Step:
    # A letter that is doubled may be any letter here: a pattern of alternatives counts its groups otherwise.
    quick = "|".join(pattern.replace(r"\2", "[a-z]") for pattern, _ in rules)
    return _Step(re.compile(quick), tuple((re.compile(pattern), value) for pattern, value in rules))
