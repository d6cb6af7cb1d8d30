"""Tells of a regular expression which words must stand in a text for it to match there, and how it begins.

Of the words it tells clauses, that all hold of such a text. A clause is a set of pieces, of which one at
least stands in a word (a run of ``\\w``) with a space on both its sides: " zal" is how a word begins, "zal "
how one ends, " zal " a whole word, and "zal" stands anywhere in one.

>>> [sorted(clause) for clause in told(r"\\b(?:zal|zullen) .*kamerbrief").clauses]
[[' zal ', ' zullen '], ['kamerbrief']]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

Clause = frozenset[str]

#: Stands in a clause for a decimal digit; as often as there are digits in a row.
DIGIT: Final = "\0"
#: A piece of one letter stands in too many words to tell anything.
_SHORTEST: Final = 2
#: Stands in a string for ``\b``: no letter, and of no length.
_BOUNDARY: Final = "\1"
#: A pattern that can begin with more letters than this has them nearly everywhere.
_FEW: Final = 12
#: So many strings are spelled out; of what can be more, less is told.
_MOST: Final = 16
_WORD = re.compile(r"\w+")
_NOTHING: Final = frozenset([""])
_DIGITS: Final = [(ops.CATEGORY, ops.CATEGORY_DIGIT)]
_A_DIGIT: Final = frozenset([DIGIT])


class _Part(NamedTuple):
    """What is known of the strings that a part of a pattern matches."""

    #: All of them, where they are few.
    exact: frozenset[str] | None = None
    #: What must stand in each of them.
    clauses: tuple[Clause, ...] = ()


class Told(NamedTuple):
    """What a pattern tells of itself."""

    #: One that matches the same, and is given up at once where none of its first letters stands.
    guarded: str
    #: Whether it can match at the start of a text only.
    anchored: bool = False
    #: What holds of every text in which it matches.
    clauses: tuple[Clause, ...] = ()


def told(pattern: str) -> Told:
    """Return what a pattern tells of itself.

    >>> told("(?:zal|gaat) niet").guarded
    '(?=[gz])(?:(?:zal|gaat) niet)'
    """
    parsed = parser.parse(pattern)
    if parsed.state.flags & ~re.UNICODE:
        return Told(pattern)
    clauses = tuple(dict.fromkeys(_clauses(_sequence(parsed))))
    if len(parsed) and parsed[0] == (ops.AT, ops.AT_BEGINNING):
        return Told(pattern, anchored=True, clauses=clauses)
    letters = _first(parsed)
    if letters is None or "" in letters or len(letters) > _FEW:
        return Told(pattern, clauses=clauses)
    return Told(f"(?=[{''.join(sorted(letters))}])(?:{pattern})", clauses=clauses)


def any_of(strings: Iterable[str]) -> tuple[Clause, ...]:
    """Return clauses that all hold for every text in which one of ``strings`` stands."""
    return tuple(_spelled(frozenset(strings) or _NOTHING))


def _first(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return what a match can begin with, as in a set of a pattern, or None where that can be anything.

    "" stands for a match that may be empty.
    """
    found = _NOTHING
    for op, argument in items:
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        letters = _first_of(op, argument)
        if letters is None:
            return None
        found = found - _NOTHING | letters
        if "" not in letters:
            break
    return found


def _first_of(op: Any, argument: Any) -> frozenset[str] | None:
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        letters = _first(argument[2])
        return letters if argument[0] or letters is None else letters | _NOTHING
    if op is ops.SUBPATTERN:
        return None if argument[1] or argument[2] else _first(argument[3])
    if op is ops.BRANCH:
        ways = [_first(way) for way in argument[1]]
        return None if None in ways else frozenset().union(*filter(None, ways))
    if op is ops.IN and argument == _DIGITS:
        return frozenset([r"\d"])
    letters = _part(op, argument).exact
    return None if letters is None else frozenset(map(re.escape, letters))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Return what is known of parts that follow each other."""
    clauses: list[Clause] = []
    run = _NOTHING
    broken = False
    for literal, group in groupby(items, key=_is_literal):
        if literal:
            parts = [_Part(frozenset(["".join(chr(code) for _, code in group)]))]
        else:
            parts = [_part(op, argument) for op, argument in group]
        for part in parts:
            clauses += part.clauses
            if part.exact is not None and len(run) * len(part.exact) <= _MOST:
                run = frozenset(first + last for first in run for last in part.exact)
                continue
            broken = True
            clauses += _spelled(run)
            run = part.exact or _NOTHING
    if broken:
        return _Part(None, (*clauses, *_spelled(run)))
    return _Part(run, tuple(clauses))


def _is_literal(item: tuple[Any, Any]) -> bool:
    return item[0] is ops.LITERAL


def _part(op: Any, argument: Any) -> _Part:
    """Return what is known of one part; of what is not treated here, nothing."""
    if op is ops.LITERAL:
        return _Part(frozenset(chr(argument)))
    if op is ops.IN:
        return _set(argument)
    if op is ops.AT:
        return _Part(frozenset([_BOUNDARY]) if argument is ops.AT_BOUNDARY else _NOTHING)
    if op is ops.ASSERT_NOT:
        return _Part(_NOTHING)
    if op is ops.ASSERT:
        return _Part(_NOTHING, _clauses(_sequence(argument[1])))
    if op is ops.SUBPATTERN:
        _, added, removed, inner = argument
        return _Part() if added or removed else _sequence(inner)
    if op is ops.BRANCH:
        return _branch([_sequence(one) for one in argument[1]])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _repeat(*argument)
    return _Part()


def _set(members: Sequence[tuple[Any, Any]]) -> _Part:
    """Return what is known of one character out of a set."""
    if members == _DIGITS:
        return _Part(None, (_A_DIGIT,))
    letters: list[int] = []
    for op, argument in members:
        if op is ops.LITERAL:
            letters.append(argument)
        elif op is ops.RANGE and argument[1] - argument[0] < _MOST:
            letters.extend(range(argument[0], argument[1] + 1))
        else:
            return _Part()
    return _Part(frozenset(map(chr, letters))) if len(letters) <= _MOST else _Part()


def _branch(ways: Sequence[_Part]) -> _Part:
    """Return what is known where one of several ways is taken."""
    every = frozenset(text for way in ways for text in way.exact or ())
    if all(way.exact is not None and not way.clauses for way in ways) and len(every) <= _MOST:
        return _Part(every)
    best = [max(_clauses(way), key=telling, default=Clause()) for way in ways]
    return _Part(None, (_least(piece for clause in best for piece in clause),) if all(best) else ())


def _repeat(least: int, most: int, inner: Iterable[tuple[Any, Any]]) -> _Part:
    part = _sequence(inner)
    if (least, most) == (1, 1):
        return part
    if part.clauses == (_A_DIGIT,) and least:
        return _Part(None, (frozenset([DIGIT * least]),))
    if least:
        return _Part(None, _clauses(part))
    if most == 1 and part.exact is not None:
        return _Part(part.exact | _NOTHING)
    return _Part()


def _clauses(part: _Part) -> tuple[Clause, ...]:
    return (*part.clauses, *_spelled(part.exact or _NOTHING))


def _spelled(strings: frozenset[str]) -> list[Clause]:
    """Return what must stand in a text that holds one of some strings: of each its longest piece."""
    if len(strings) == 1:
        pieces = _pieces(*strings)
        return [frozenset([piece]) for piece in pieces if len(piece) >= _SHORTEST]
    longest = [max(_pieces(text), key=len, default="") for text in strings]
    return [_least(longest)] if all(len(piece) >= _SHORTEST for piece in longest) else []


def _pieces(text: str) -> list[str]:
    """Return the words of a string; those that it begins or ends with may be parts of longer ones."""
    return [
        " " * (word.start() > 0) + word.group() + " " * (word.end() < len(text))
        for word in _WORD.finditer(text)
    ]


def _least(pieces: Iterable[str]) -> Clause:
    """Return a clause without the pieces that hold another: where those stand, the other stands as well."""
    pieces = sorted(pieces, key=len)
    return frozenset(
        piece for at, piece in enumerate(pieces) if not any(short in piece for short in pieces[:at])
    )


def telling(clause: Clause) -> tuple[int, int]:
    """Return how rarely a clause may be expected to hold: long pieces tell most, and few."""
    return min(len(piece.strip()) for piece in clause), -len(clause)
