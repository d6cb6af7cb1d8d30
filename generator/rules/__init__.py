"""The tables of rules beside this file: named patterns, each with specimens it must and must not match.

A table is a YAML file. ``words`` names pieces that several patterns share; ``{name}`` in a pattern (or in
another piece) stands for the piece of that name. Patterns are regular expressions over folded text
(``generator.folding``: lower case, no accents, straight quotes, plain hyphens): no rule spells out capitals.
One test runs every specimen of every table (``tests/archive/test_rules.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
import msgspec.yaml

from generator.rules.literals import Clause, any_of, told
from generator.rules.screen import Row, Screen

_PIECE = re.compile(r"\{([a-z_]+)\}")


class Specimen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with what the rule must make of it."""

    text: str
    #: What must be found: an id, a date, a number; the meaning is the table's.
    gives: tuple[str, ...]
    #: The date of the letter, for rules that need one.
    letter: str | None = None


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a table."""

    name: str
    pattern: str
    #: Sort of rule within its table.
    kind: str = ""
    #: What a match yields or means, where the table needs it.
    value: str = ""
    #: Words of which one must stand in a text before the pattern is tried: only to save time.
    needs: tuple[str, ...] = ()
    #: A cheap pattern that must be found first: only to save time.
    test: str = ""
    weight: float = 1.0
    #: Why the rule is there, or what it is careful about.
    note: str = ""
    matches: tuple[str | Specimen, ...] = ()
    rejects: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    about: str
    words: dict[str, str] = {}
    #: Plain word lists.
    lists: dict[str, tuple[str, ...]] = {}
    #: Numbers the rules are weighed with.
    weights: dict[str, float] = {}
    rules: tuple[Rule, ...] = ()

    def expand(self, pattern: str) -> str:
        """Return ``pattern`` with every ``{piece}`` replaced."""
        while match := _PIECE.search(pattern):
            piece = self.words[match.group(1)]
            pattern = f"{pattern[: match.start()]}(?:{piece}){pattern[match.end() :]}"
        return pattern


class Compiled(msgspec.Struct, frozen=True):
    """A rule ready for use."""

    rule: Rule
    pattern: re.Pattern[str]
    test: re.Pattern[str] | None = None
    #: Whether it can match at the start of a text only.
    anchored: bool = False
    #: What must stand in a text for it to match: by the pattern, and as the table says.
    clauses: tuple[Clause, ...] = ()

    def applies(self, folded: str) -> bool:
        """Return whether it is worth trying the pattern on ``folded`` text."""
        if self.test is not None and not self.test.search(folded):
            return False
        # A plain loop: this is asked hundreds of times of every sentence.
        for word in self.rule.needs:
            if word in folded:
                return True
        return not self.rule.needs

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first match in ``folded`` text."""
        if not self.applies(folded):
            return None
        return self.pattern.match(folded) if self.anchored else self.pattern.search(folded)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """Return every match in ``folded`` text."""
        return self.pattern.finditer(folded) if self.applies(folded) else iter(())


@cache
def load_table(name: str) -> Table:
    """Return the table ``name``.yaml of this package."""
    data = resources.files(__name__).joinpath(f"{name}.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Table)


@cache
def compiled_rules(name: str, kind: str | None = None) -> tuple[Compiled, ...]:
    """Return the rules of a table (of one kind), in the order of the file."""
    table = load_table(name)
    return tuple(_compiled(table, rule) for rule in table.rules if kind is None or rule.kind == kind)


def _compiled(table: Table, rule: Rule) -> Compiled:
    pattern = told(table.expand(rule.pattern))
    return Compiled(
        rule,
        re.compile(pattern.guarded),
        re.compile(rule.test) if rule.test else None,
        pattern.anchored,
        (*pattern.clauses, *any_of(rule.needs)),
    )


#: Tables whose rules are tried on the same texts: those on whole paragraphs, and those on sentences.
_TOGETHER = (("citations",), ("commitments", "dates", "moments", "references", "status"))
#: Tables whose rules are tried whatever their kind.
_ALL_KINDS = ("citations", "dates")


def possible_rules(name: str, kind: str | None, folded: str) -> Sequence[Compiled]:
    """Return those of ``compiled_rules(name, kind)`` that may match in ``folded`` text; the others do not.

    With None for ``kind`` it answers for the tables of ``_ALL_KINDS`` only.
    """
    return _screen(name).possible(folded).get((name, kind), ())


@cache
def _screen(name: str) -> Screen[tuple[str, str | None], Compiled]:
    """Return the screen of a table, which it shares with those that are tried on the same texts."""
    names = next(names for names in _TOGETHER if name in names)
    if name != names[0]:
        return _screen(names[0])
    return Screen(
        [
            Row([(name, rule.rule.kind), *([(name, None)] if name in _ALL_KINDS else ())], rule, rule.clauses)
            for name in names
            for rule in compiled_rules(name)
        ]
    )


def table_names() -> tuple[str, ...]:
    """Return the names of all tables."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))
