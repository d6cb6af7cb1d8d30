"""What is left out to save time can never match."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from generator.archive.topics import TopicFinder
from generator.folding import fold
from generator.registers import Topic, TopicWord
from generator.rules import _TRIED, Compiled, Specimen, compiled_rules, load_table, possible_rules
from generator.rules.literals import told
from generator.storage import Content

SCREENED = [(name, kind) for tried in _TRIED for name, kinds in tried.items() for kind in kinds]
OTHERS = {
    (name, rule.rule.kind) for name in ("dates", "moments", "status") for rule in compiled_rules(name)
}.difference(SCREENED)
GROUPS = [*SCREENED, *sorted(OTHERS)]
ROWS = [(name, kind, rule) for name, kind in GROUPS for rule in compiled_rules(name, kind)]
IDS = [f"{name}-{kind}-{rule.rule.name}" for name, kind, rule in ROWS]


@cache
def _specimens(name: str) -> list[str]:
    """Return the specimens of a table, those that match and those that do not, and all of them together."""
    texts = [
        fold(one.text if isinstance(one, Specimen) else one)
        for rule in load_table(name).rules
        for one in (*rule.matches, *rule.rejects)
    ]
    return [*texts, " ".join(texts)]


def _may_match(name: str, kind: str | None, rule: Compiled, folded: str) -> bool:
    """Return whether the screen lets a rule through; what its table declares of it is no business of this test."""
    possible = possible_rules(name, kind, folded)
    return not rule.applies(folded) or any(one.rule.name == rule.rule.name for one in possible)


@pytest.mark.parametrize(("name", "kind", "rule"), ROWS, ids=IDS)
def test_no_match_is_lost(name: str, kind: str | None, rule: Compiled) -> None:
    plain = re.compile(load_table(name).expand(rule.rule.pattern))
    for folded in _specimens(name):
        spans = [match.span() for match in plain.finditer(folded)]
        assert [match.span() for match in rule.pattern.finditer(folded)] == spans, folded
        assert rule.pattern.match(folded) or not (rule.anchored and spans), folded
        assert not spans or _may_match(name, kind, rule, folded), folded


@pytest.mark.parametrize(("name", "kind", "rule"), ROWS, ids=IDS)
def test_no_match_in_any_text_is_lost(name: str, kind: str | None, rule: Compiled) -> None:
    plain = load_table(name).expand(rule.rule.pattern)
    around = st.sampled_from(["", " ", "x", "ik ", "nee, ", "op 1 "])

    @settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(around, st.from_regex(plain, fullmatch=True, alphabet=st.characters(codec="latin-1")), around)
    def check(before: str, text: str, after: str) -> None:
        folded = fold(f"{before}{text}{after}")
        assert not re.search(plain, folded) or _may_match(name, kind, rule, folded)

    # Of a pattern that looks at what stands before it there may be no text to be made.
    with suppress(Unsatisfiable):
        check()


@pytest.mark.parametrize(
    "pattern",
    [
        "a|",
        "(?i:zal)",
        "(?i)zal",
        "x*",
        "[^a]bc",
        "(?<=a)bc",
        "(a)?(?(1)b|c)",
        r"(ab)\1",
        "(?!a)b",
        r"\bab\b|^c",
    ],
)
def test_nothing_is_told_that_is_not_sure(pattern: str) -> None:
    found, plain = told(pattern), re.compile(pattern)
    guarded = re.compile(found.guarded)
    for text in ("", "a", "zal", "ZAL", "xbc", "abc", "c", "ab", "abab", "b", "A ab", "bc"):
        match, same = plain.search(text), guarded.search(text)
        assert (match and match.span()) == (same and same.span()), text
        if match:
            words = [f" {word} " for word in re.findall(r"\w+", text)]
            for clause in found.clauses:
                assert any(piece in word for word in words for piece in clause), (text, clause)


REGISTER = Content(Path(__file__).parents[2]).registers()[0].topics


def test_words_of_the_register_are_found_where_they_begin() -> None:
    """The same words are found as by trying every one of them wherever a word begins."""
    odd = (
        "c-?uas\\b",
        "1,5 ?%",
        "drones?|onbemand",
        "(?:lange|korte) afstand",
        "afghan?",
        "in polen",
        "navo-",
        "te",
    )
    topic = Topic(id="odd", name="Odd", about="", words=(*odd, TopicWord(pattern="dron|drone", weight=3)))
    register = (*REGISTER, topic)
    finder = TopicFinder(register)
    patterns = [
        (re.compile(word if isinstance(word, str) else word.pattern), one.id)
        for one in register
        for word in one.words
    ]
    texts = [example for one in register for example in (*one.examples, *one.counterexamples)]
    texts += [
        "De c-uas en cuas: 1,5% van 31,5 %. Drones, drone, dron en (lange afstand) in-polen; te NAVO-top te_ PURL_ purlł"
    ]
    for text in texts:
        folded = fold(text)
        starts = [match.start() for match in re.finditer(r"(?<![a-z0-9])(?<!\d[.,])[a-z0-9]", folded)]
        found = {
            (start, match.end(), topic)
            for start in starts
            for pattern, topic in patterns
            if (match := pattern.match(folded, start))
        }
        assert {(start, end, word.topic) for start, end, word in finder._words(folded)} == found
