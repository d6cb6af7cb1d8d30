"""Ids and keys: how documents, meetings, factions and questions are named.

A question id is ``<document id>/<key>``; its anchor ``<document id>--<key>``. These names are public
and permanent (see ``archive/ids.py`` for how they are kept); this module only says how a new one is formed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
#: Letters that do not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "œ": "oe", "þ": "th"})
DOCUMENT_ID = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?-[a-z0-9]+(?:-[a-z0-9]+)*$")
#: A list without a name whose numbers start again: "2-15" is number 15 of the second list.
_UNNAMED_LIST = re.compile(r"^(\d+)-\d+(?:-[b-z])?$")


def slug(text: str, *, longest: int = 60) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens, cut at a word.

    >>> slug("Steun aan Oekraïne (PURL)")
    'steun-aan-oekraine-purl'
    """
    lower = text.lower().translate(_LETTERS)
    ascii_text = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    joined = _NOT_SLUG.sub("-", ascii_text).strip("-")
    if len(joined) <= longest:
        return joined
    cut = joined[: longest + 1].rpartition("-")[0]
    return cut or joined[:longest]


class KeyParts(NamedTuple):
    """What the key of a question is made from."""

    #: Printed numbers; empty where nothing is numbered. The first names the question.
    numbers: tuple[int, ...] = ()
    #: Key of the named list, where the document has several ("X").
    section: str | None = None
    #: 1-based index of the list among unnamed lists whose numbers each start again.
    unnamed_list: int = 1
    #: Id of the first faction that asks, or None.
    faction: str | None = None
    #: 1-based within the faction, or within the list where there is no faction.
    ordinal: int = 1


def question_key(parts: KeyParts) -> str:
    """Return the key of one question, as the contract names it.

    >>> question_key(KeyParts((15,))), question_key(KeyParts((15,), section="X"))
    ('15', 'x-15')
    >>> question_key(KeyParts((3,), unnamed_list=2)), question_key(KeyParts(faction="cda", ordinal=3))
    ('2-3', 'cda-3')
    """
    if parts.section is not None:
        prefix = f"{slug(parts.section)}-"
    elif parts.unnamed_list > 1:
        prefix = f"{parts.unnamed_list}-"
    else:
        prefix = ""
    if parts.numbers:
        return f"{prefix}{parts.numbers[0]}"
    return f"{prefix}{slug(parts.faction) if parts.faction else 'v'}-{parts.ordinal}"


def question_keys(parts: Iterable[KeyParts]) -> tuple[str, ...]:
    """Return the keys of a document's questions in order; one that comes again gets "-b", "-c" …"""
    taken: set[str] = set()
    keys: list[str] = []
    for part in parts:
        key = free_key(question_key(part), taken)
        taken.add(key)
        keys.append(key)
    return tuple(keys)


def free_key(key: str, taken: Iterable[str]) -> str:
    """Return ``key``, or its first variant ("3-b", "3-c", … "3-z2") that is not ``taken``."""
    used = set(taken)
    if key not in used:
        return key
    for letter in "bcdefghijklmnopqrstuvwxyz":
        if f"{key}-{letter}" not in used:
            return f"{key}-{letter}"
    number = 2
    while f"{key}-z{number}" in used:
        number += 1
    return f"{key}-z{number}"


def number_aliases(key: str, numbers: tuple[int, ...]) -> tuple[str, ...]:
    """Return the keys that ``numbers`` after the first would have: aliases of ``key``.

    >>> number_aliases("x-3", (3, 4, 5))
    ('x-4', 'x-5')
    """
    if len(numbers) < 2 or not re.search(rf"(?:^|-){numbers[0]}(?:-[a-z]\d*)?$", key):
        return ()
    prefix = re.sub(rf"{numbers[0]}(?:-[a-z]\d*)?$", "", key)
    return tuple(f"{prefix}{number}" for number in numbers[1:])


def question_id(document: str, key: str) -> str:
    """Return the public id of a question."""
    return f"{document}/{key}"


def split_question_id(identifier: str) -> tuple[str, str]:
    """Return document id and key of a question id; the key is empty when there is no slash."""
    document, _, key = identifier.partition("/")
    return document, key


def anchor(identifier: str) -> str:
    """Return the anchor of a question id: "doc/15" → "doc--15"."""
    return identifier.replace("/", "--", 1)


def list_name(section: str | None, key: str) -> str:
    """Return the name of the list in its document that a question stands in; "" for the only or first one.

    Numbers are unique within a list, and a reference by number is meant within the list.
    """
    if section is not None:
        return section
    found = _UNNAMED_LIST.match(key)
    return found.group(1) if found else ""
