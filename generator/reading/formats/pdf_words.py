"""Words cut at line ends, made whole again by what the rest of the document shows of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_][\w'’]*(?:[-‐‑][\w'’]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad]$")
_HEAD = re.compile(r"[^\W\d_][\w'’]*")
_URL = re.compile(r"(?:https?://|www\.)\S*$|\S+\.(?:nl|eu|com|org|net)/\S*$", re.IGNORECASE)
#: After these a hyphen stands for the rest of a compound: "lucht- en raketverdediging".
_CONJUNCTIONS = frozenset({"en", "of", "en/of", "tot", "dan", "als", "maar", "respectievelijk", "c.q."})
#: These are always followed by a hyphen.
_PREFIXES = frozenset({"niet", "ex", "non", "vice", "oud-vice"})
#: A document cuts words when so many of its lines end in a hyphen.
_FEWEST_CUTS, _CUT_LINES = 3, 0.03
#: Vowels that would be read as one sound if no hyphen stood between them, and the second with its diaeresis.
_CLASHES = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu"}
_DIAERESIS = {"a": "ä", "e": "ë", "i": "ï", "o": "ö", "u": "ü"}
_DIAERESIS_AFTER = ("ge", "be", "co")
#: Sounds that are read apart from a vowel before them: "geuit".
_NO_CLASH = ("ui", "ij")


class Words:
    """The words of a document, as they stand whole in its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._last_parts: Counter[str] = Counter()
        cut = ""
        count = 0
        pairs: list[tuple[str, str]] = []
        for line in lines:
            words = _WORD.findall(line)
            if cut and words:
                pairs.append((cut, words[0]))
            whole = [word.lower() for word in words[bool(cut) : len(words) - bool(_HYPHEN.search(line))]]
            self._counts.update(whole)
            self._last_parts.update(word.rpartition("-")[2] for word in whole if "-" in word)
            cut = words[-1].rpartition("-")[2] if words and _HYPHEN.search(line) else ""
            count += 1
        doubtful = sum(self._is_doubtful(*pair) for pair in pairs)
        #: Whether words are cut at line ends; else a hyphen there is one that is always written.
        self._cuts_words = doubtful >= _FEWEST_CUTS and doubtful > _CUT_LINES * count

    def _is_doubtful(self, last: str, suffix: str) -> bool:
        """Tell whether nothing in the parts themselves says that the hyphen is one that is always written."""
        if suffix in _CONJUNCTIONS or suffix[0].isupper() or any(not letter.islower() for letter in last[1:]):
            return False
        return not self._counts[f"{last}-{suffix}".lower()]

    def joined(self, before: str, after: str) -> tuple[str, str]:
        """Return the end of one line and the start of the next, so that they make running text together."""
        before, after = before.rstrip(), after.lstrip()
        if not before or not after:
            return before, after
        if _URL.search(before) and (before[-1] in "/-_=&?%#+~" or after[0] in "/%?&=#_~"):
            return before, after
        if re.search(r"\S[–/]$", before) and not before.endswith(" –") and after[0].isalnum():
            return before, after
        if not _HYPHEN.search(before) or not before[-2:-1].isalnum():
            return f"{before} ", after
        return self._mended(before[:-1], after)

    def _mended(self, start: str, rest: str) -> tuple[str, str]:
        prefix = (_WORD.findall(start) or [start])[-1]
        match = _HEAD.match(rest)
        if match is None:
            return f"{start}-", rest
        suffix = match.group()
        last = prefix.rpartition("-")[2]
        whole, hyphened = self._counts[f"{last}{suffix}".lower()], self._counts[f"{last}-{suffix}".lower()]
        if suffix in _CONJUNCTIONS and not whole:
            return f"{start}- ", rest
        if suffix[0].isupper() or last[-1].isdigit() or any(letter.isupper() for letter in last[1:]):
            return f"{start}-", rest
        if whole != hyphened:
            return (start, rest) if whole > hyphened else (f"{start}-", rest)
        if (last[-1] + suffix[0]).lower() in _CLASHES:
            return self._over_clash(start, last, rest, suffix)
        known = bool(self._counts[last.lower()]) and not self._cuts_words
        if known or last.lower() in _PREFIXES or self._only_hyphened(suffix.lower()):
            return f"{start}-", rest
        return start, rest

    def _over_clash(self, start: str, last: str, rest: str, suffix: str) -> tuple[str, str]:
        """Mend a word whose parts meet with two vowels: a diaeresis gives way to a hyphen at a line end."""
        if last.lower() in _DIAERESIS_AFTER and suffix.lower().startswith(_NO_CLASH):
            return start, rest
        marked = _DIAERESIS[suffix[0].lower()] + suffix[1:]
        if last.lower() in _DIAERESIS_AFTER or self._counts[f"{last}{marked}".lower()]:
            return start, marked + rest[len(suffix) :]
        return f"{start}-", rest

    def _only_hyphened(self, suffix: str) -> bool:
        """Tell whether words that end so are always written with a hyphen here ("VVD-fractie")."""
        if self._last_parts[suffix] < 2:
            return False
        return not any(word.endswith(suffix) and word != suffix and "-" not in word for word in self._counts)
