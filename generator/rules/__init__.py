"""The tables of rules beside this file: named patterns, each with specimens it must and must not match.

A table is a YAML file. ``words`` names pieces that several patterns share; ``{name}`` in a pattern (or in
another piece) stands for the piece of that name. Patterns are regular expressions over folded text
(``generator.folding``: lower case, no accents, straight quotes, plain hyphens): no rule spells out capitals.
One test runs every specimen of every table (``tests/archive/test_rules.py``).

Hardly any rule matches in any one sentence: ``possible_rules`` leaves out those that a text has not the words
for, as their patterns tell (``generator.rules.literals``, ``generator.rules.screen``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    if kind is not None:
        return tuple(rule for rule in compiled_rules(name) if rule.rule.kind == kind)
    table = load_table(name)
    return tuple(_compiled(table, rule) for rule in table.rules)


def _compiled(table: Table, rule: Rule) -> Compiled:
    pattern = told(table.expand(rule.pattern))
    return Compiled(
        rule,
        re.compile(pattern.guarded),
        re.compile(rule.test) if rule.test else None,
        pattern.anchored,
        (*pattern.clauses, *any_of(rule.needs)),
    )


#: The kinds of rules that are tried on every paragraph, on every sentence, and on sentences that name a time.
#: The others wait for a sentence that one of these led to. None stands for all kinds of a table at once.
_TRIED: tuple[Mapping[str, tuple[str | None, ...]], ...] = (
    {"citations": (None,)},
    {
        "commitments": ("inform", "act", "dated"),
        "references": ("mention",),
        "status": (
            *("pointer", "letter", "refuse", "postpone", "part", "explain", "background", "in-hand"),
            "figure",
        ),
    },
    {"dates": (None, "day"), "moments": ("paper", "condition", "cabinet")},
)
#: A table, and a kind of its rules.
_Group = tuple[str, str | None]


def possible_rules(name: str, kind: str | None, folded: str) -> Sequence[Compiled]:
    """Return ``compiled_rules(name, kind)`` without such as surely do not match in ``folded`` text."""
    group = name, kind
    screen = _screens().get(group)
    return screen.possible(folded).get(group, ()) if screen else compiled_rules(name, kind)


def possible_kinds(name: str, folded: str) -> Sequence[str | None]:
    """Return the kinds of rules of a table that are tried on every sentence and may match in this one.

    A sentence is asked for a dozen kinds: few have any rule that is left.
    """
    screen = _screens()[name, _TRIED[1][name][0]]
    return [kind for table, kind in screen.possible(folded) if table == name]


def any_matches(name: str, kind: str, folded: str) -> bool:
    """Return whether any of ``compiled_rules(name, kind)`` matches in ``folded`` text."""
    rules = possible_rules(name, kind, folded)
    return bool(rules) and any(rule.search(folded) for rule in rules)


@cache
def _screens() -> dict[_Group, Screen[_Group, Compiled]]:
    """Return the screen in which each group of rules is looked up, with those tried together with it."""
    screens: dict[_Group, Screen[_Group, Compiled]] = {}
    for tried in _TRIED:
        groups = [(name, kind) for name, kinds in tried.items() for kind in kinds]
        rows = [Row(group, rule, rule.clauses) for group in groups for rule in compiled_rules(*group)]
        screens |= dict.fromkeys(groups, Screen(rows))
    return screens


def table_names() -> tuple[str, ...]:
    """Return the names of all tables."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))
