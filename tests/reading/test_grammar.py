"""Every rule of the reader's tables matches its specimens, and leaves alone what it must reject."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.reading.asking import ASKING, AskingRule
from generator.reading.grammar import RULES, recognise


def specimens(*, matching: bool) -> Iterator[object]:
    for rule in RULES:
        for line in rule.matches if matching else rule.rejects:
            yield pytest.param(rule.name, line, id=f"{rule.name}: {line[:60]}")


@pytest.mark.parametrize(("name", "line"), list(specimens(matching=True)))
def test_first_rule_that_matches_is_the_specimens_own(name: str, line: str) -> None:
    hit = recognise(line)
    assert hit is not None, "no rule knows the line"
    assert hit[0] == name


@pytest.mark.parametrize(("name", "line"), list(specimens(matching=False)))
def test_line_that_a_rule_rejects_is_not_given_its_name(name: str, line: str) -> None:
    hit = recognise(line)
    assert hit is None or hit[0] != name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_has_specimens(rule: object) -> None:
    assert rule.matches  # type: ignore[attr-defined]


def test_names_of_rules_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", ASKING, ids=lambda rule: rule.name)
def test_asking_rule_matches_its_specimens(rule: AskingRule) -> None:
    assert [text for text in rule.matches if not rule.pattern.search(text)] == []
    assert [text for text in rule.rejects if rule.pattern.search(text)] == []
